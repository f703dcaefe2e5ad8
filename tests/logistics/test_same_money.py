"""What is said of money is one, whatever the timetables: else every difference is named, with both files."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.dataset import Account, BalanceRow
from logistics.errors import NothingHolds
from logistics.same_money import refuse_other_money
from tests.logistics.two_seasons import RULES, named, plans, with_data

__all__ = ["plans"]


def sentences(plans, **changes):
    """The lines of the refusal, when autumn's data set has these tables."""
    with pytest.raises(NothingHolds) as refusal:
        refuse_other_money([named("var", plans["var"]), named("host", with_data(plans["host"], **changes))])
    first, *told, last = str(refusal.value).splitlines()
    assert ("Planerna har inte samma" in first, "Gör uppgifterna lika" in last) == (True, True)
    return told


def test_stops_vans_prices_and_invoices_words_may_differ(plans):
    """They do, in these two."""
    assert plans["var"].dataset.vehicles != plans["host"].dataset.vehicles
    assert plans["var"].dataset.finance != plans["host"].dataset.finance
    refuse_other_money([named(id_, plan) for id_, plan in plans.items()])


def test_every_difference_is_named_with_both_values_and_files(plans):
    """A municipality with other inhabitants, one that is missing, and a rule with another sum and key."""
    kil, karlstad, saffle = plans["host"].dataset.municipalities
    rules = RULES.replace("1770", "1771").replace("shapley = 100", "equal = 100")
    stops = tuple(
        replace(stop, bearer="17") if stop.bearer == "1785" else stop for stop in plans["host"].dataset.stops
    )
    told = sentences(
        plans, municipalities=(replace(kil, population=12_000), karlstad), rules=rules, stops=stops,
        accounts=tuple(each for each in plans["host"].dataset.accounts if each.scb_code != saffle.scb_code),
    )  # fmt: skip
    assert [
        "municipalities, 1715, population: ”12085” i var.json, men ”12000” i host.json.",
        "municipalities, 1785: finns i var.json, men inte i host.json.",
        "accounts, 1785: finns i var.json, men inte i host.json.",
        "rules.toml, rule prov, contribution_kr: ”1770” i var.json, men ”1771” i host.json.",
        "rules.toml, rule prov, cost_keys.shapley: ”100” i var.json, men inget i host.json.",
        "rules.toml, rule prov, cost_keys.equal: inget i var.json, men ”100” i host.json.",
    ] == told


def test_the_region_and_accounts_are_one(plans):
    """A payment goes to one account."""
    dataset = plans["host"].dataset
    settings = replace(dataset.settings, county_name="Region Dal")
    account = Account(scb_code="1715", name="Kils kommun", kind="bankgiro", number="991-2346")
    told = sentences(plans, settings=settings, accounts=(account, *dataset.accounts[1:]))
    assert [
        "settings, regionen, county_name: ”Region Värmland” i var.json, men ”Region Dal” i host.json.",
        "accounts, 1715, number: ”5050-1055” i var.json, men ”991-2346” i host.json.",
    ] == told


def test_balances_are_one_where_both_data_sets_can_hold_them(plans):
    """A data set of the year after the first cannot: they are of the year before that."""
    rows = tuple(
        BalanceRow(scb_code="1715", year=2025, amount_ore=ore, reference=f"Slutavräkning {ore}")
        for ore in (100, 200)
    )
    assert ["balances, 1715 (nr 2): finns i host.json, men inte i var.json."] == sentences(
        {"var": with_data(plans["var"], balances=rows[:1]), "host": plans["host"]}, balances=rows
    )
    settings = replace(
        plans["host"].dataset.settings, season_first_date=date(2027, 1, 1), season_last_date=date(2027, 3, 1)
    )
    later = with_data(plans["host"], settings=settings)
    refuse_other_money([named("var", with_data(plans["var"], balances=rows)), named("host", later)])


def test_a_van_has_one_name(plans):
    """Invoices name vans: the same word must not be one in spring and another in autumn."""
    dataset = plans["host"].dataset
    same_name = (replace(dataset.vehicles[0], name="Bokbil"),)
    assert ["vehicles, ”bokbil”, id: ”bil-1” i var.json, men ”bil-9” i host.json."] == sentences(
        plans, vehicles=same_name
    )
    alias = dataset.finance.replace('"XYZ 789"', '"bokbil"')
    assert ["vehicles, ”bokbil”, id: ”bil-1” i var.json, men ”bil-9” i host.json."] == sentences(
        plans, finance=alias
    )
    words = dataset.finance.replace('"XYZ 789"', '"abc 123"')
    assert ["vehicles, ”abc 123”, id: ”bil-1” i var.json, men ”bil-9” i host.json."] == sentences(
        plans, finance=words
    )


def test_how_invoices_are_read_and_booked_is_one(plans):
    """Autumn's tolerances are not spring's."""
    finance = f"[payer]\nagreement = '1'\n{plans['host'].dataset.finance}[invoice.tolerances]\nkm = 5\n"
    assert [
        "finance.toml, invoice, tolerances.km: inget i var.json, men ”5” i host.json.",
        "finance.toml, payer: finns i host.json, men inte i var.json.",
    ] == sentences(plans, finance=finance)


def test_comments_and_order_are_no_difference(plans):
    """Only what is meant is compared."""
    lines = RULES.splitlines()
    turned = "\n".join(["# samma", lines[0], *reversed(lines[1:]), ""])
    host = with_data(plans["host"], rules=turned, municipalities=plans["host"].dataset.municipalities[::-1])
    refuse_other_money([named("var", plans["var"]), named("host", host)])
