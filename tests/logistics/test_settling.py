"""From a plan to money: what a period costs, who bears it, and which statements follow."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from logistics.calendar import service_dates
from logistics.errors import DataFaults, NothingHolds
from logistics.paying import subject_of
from logistics.periods import year_of
from logistics.settling import settle_period, write_settlement
from logistics.week_costs import price_week
from routes.cost import run_distance_m
from subsidy.errors import RuleNotFound

YEAR = year_of(2026)


@pytest.fixture(scope="module")
def settled(planned):
    return settle_period(planned, *YEAR)


def by_crates(planned):
    """The same plan, with crates where the rule of 2026 says Shapley value."""
    return with_rules(planned, "shapley", "crates")


def with_data(planned, **changes):
    """The same plan, with some tables of its data set replaced."""
    return replace(planned, dataset=replace(planned.dataset, **changes))


def with_settings(planned, **changes):
    """The same plan, with another season."""
    return with_data(planned, settings=replace(planned.dataset.settings, **changes))


def with_rules(planned, old, new):
    """The same plan, with a text in its rules replaced."""
    assert old in planned.dataset.rules
    return with_data(planned, rules=planned.dataset.rules.replace(old, new))


def cost_of_day(planned, run, day):
    """A run's cost by the price list as a clerk would look it up, öre."""
    rows = [row for row in planned.dataset.costs if row.vehicle == run.vehicle_id and row.valid_from <= day]
    price = sorted(rows, key=lambda row: row.valid_from)[-1]
    exact = (
        price.fixed_ore
        + Fraction(price.per_km_ore * run_distance_m(run, planned.problem), 1000)
        + Fraction(price.per_hour_ore * (run.return_s - run.depart_s), 3600)
    )
    return int(exact + Fraction(1, 2))


def test_the_year_costs_the_sum_of_all_its_days(planned, settled):
    """Day by day at the price of the day: the price changes on 1 July, and holidays have no runs."""
    expected = sum(
        cost_of_day(planned, run, day)
        for day in service_dates(*YEAR)
        for run in planned.plan.runs_on(day.weekday())
    )
    assert expected == settled.settlement.basis.cost_ore


def test_shares_and_awards_sum_to_what_is_shared(settled):
    """To the öre."""
    settlement = settled.settlement
    assert settlement.basis.cost_ore == sum(settlement.cost.costs_ore.values())
    assert settlement.rule.amount_ore == sum(settlement.split.awards_ore.values()) + settlement.split.left_ore


def test_each_run_stands_once_for_each_price(settled):
    """Whoever checks a statement multiplies runs by their price."""
    counts = Counter(row.run for row in settled.summary.runs)
    spring, autumn = "(1 januari–30 juni 2026)", "(1 juli–31 december 2026)"
    expected = {f"Bokbil {n} {span}": runs for n, runs in ((1, 4), (2, 1)) for span in (spring, autumn)}
    assert expected == dict(counts)


def test_a_price_change_is_told_without_measures_that_nobody_made(planned):
    """A note about the Shapley value's prices would explain a column that is not there."""
    stops = tuple(
        replace(stop, bearer="1785") if stop.id == "SAF" else stop for stop in planned.dataset.stops
    )
    note = settle_period(by_crates(with_data(planned, stops=stops)), *YEAR).summary.notes[0]
    expected = "Bilarnas priser ändras under perioden. Varje tur är räknad till den dagens pris."
    assert expected == note


def test_runs_of_one_price_carry_no_dates(planned):
    """A period without a price change needs none."""
    costs = tuple(cost for cost in planned.dataset.costs if cost.valid_from <= YEAR[0])
    one_price = with_data(planned, costs=costs, road_closures=())
    summary = settle_period(one_price, *YEAR).summary
    assert ({"Bokbil 1", "Bokbil 2"}, ()) == ({row.run for row in summary.runs}, summary.notes)


def test_a_price_change_is_told_in_every_document(settled):
    """Whoever checks a statement must know why a run stands twice."""
    assert all("priser ändras under perioden" in s.notes[0] for s in (*settled.statements, settled.summary))


def test_the_region_pays_for_its_stops_and_gets_no_award(planned):
    """What it adds to the week, of what the week costs; the rule shares alike and by crates."""
    settlement = settle_period(by_crates(planned), *YEAR).settlement
    share = price_week(planned).shapley_ore["17"] * Fraction(1, planned.certificate.cost_ore)
    assert abs(settlement.cost.costs_ore["17"] - share * settlement.basis.cost_ore) < 1
    assert ["1715", "1780", "1785"] == list(settlement.split.awards_ore)


def test_a_contribution_by_shapley_value_is_measured_too(planned):
    """Cost and contribution have keys of their own."""
    uncapped = with_rules(planned, "cap_percent = 99.5\n", "")
    keys = "cost_keys = { equal = 33.5, shapley = 66.5 }\ncontribution_keys = { equal = 100 }"
    swapped = "cost_keys = { equal = 100 }\ncontribution_keys = { equal = 33.5, shapley = 66.5 }"
    uncapped = with_rules(uncapped, keys, swapped)
    settlement = settle_period(uncapped, *YEAR).settlement
    assert all(player.shapley_ore is not None for player in settlement.basis.players)


def test_a_statement_shows_every_run_and_marks_its_own_stops(settled):
    """Kil is visited on Mondays and Wednesdays, in spring and in autumn; Säffle's library does not exist."""
    runs = {statement.municipality.name: statement.runs for statement in settled.statements}
    kil = [(row.weekday, row.own_stops[:14]) for row in runs["Kil"] if row.own_stops]
    days = ("Måndag", "Måndag", "Onsdag", "Onsdag")
    assert [(day, "Kils bibliotek") for day in days] == kil
    assert {""} == {row.own_stops for row in runs["Säffle"]}
    for rows in runs.values():
        assert settled.summary.runs == tuple(replace(row, own_stops="") for row in rows)


def test_a_closed_road_on_the_vans_way_is_told(settled):
    """The hospital in Säffle is reached by Korset; the longer way round is in no cost."""
    note = (
        "Omvägar under avstängningen av Säffle–Korset (29 juni–24 juli 2026) är inte inräknade i kostnaden."
    )
    assert all(note == document.notes[-1] for document in (*settled.statements, settled.summary))


@pytest.mark.parametrize(
    "changes",
    [
        {"from_place": "KIL", "to_place": "SAF"},  # longer than by Korset: no van goes there
        {"first_date": date(2026, 7, 4), "last_date": date(2026, 7, 5)},  # a weekend
        {"first_date": date(2026, 7, 6), "last_date": date(2026, 7, 8)},  # Säffle is visited on Thursdays
        {"first_date": date(2027, 1, 1), "last_date": date(2027, 1, 31)},  # next year
    ],
)
def test_a_closed_road_that_no_run_meets_is_not_told(planned, changes):
    """A note about a road that nobody drives is noise."""
    (closure,) = planned.dataset.road_closures
    elsewhere = with_data(planned, road_closures=(replace(closure, **changes),))
    assert not any("avstängningen" in note for note in settle_period(elsewhere, *YEAR).summary.notes)


def test_a_plan_of_half_a_year_is_not_settled_for_the_whole(planned):
    """Its runs say nothing of the other half."""
    spring = with_settings(planned, season_last_date=date(2026, 6, 30))
    with pytest.raises(NothingHolds, match="Planen gäller 1 januari–30 juni 2026 och kan därför inte"):
        settle_period(spring, *YEAR)


def test_a_contribution_is_settled_for_its_whole_period_only(planned):
    """The amount of a year must not be paid out for each half."""
    with pytest.raises(NothingHolds, match="b26 är beslutat för 1 januari–31 december 2026"):
        settle_period(planned, date(2026, 1, 1), date(2026, 6, 30))


def test_a_season_over_new_year_is_settled(planned):
    """Day by day from August to July, at the price of the day; “2026” stands nowhere for both years."""
    first, last = date(2026, 8, 1), date(2027, 7, 31)
    season = with_rules(planned, "first_date = 2026-01-01\nlast_date = 2026-12-31", "first_date = 2026-08-01\n"
                        "last_date = 2027-07-31")  # fmt: skip
    season = with_settings(season, season_first_date=first, season_last_date=last)
    settlement = settle_period(season, first, last).settlement
    expected = sum(
        cost_of_day(planned, run, day)
        for day in service_dates(first, last)
        for run in planned.plan.runs_on(day.weekday())
    )
    assert expected == settlement.basis.cost_ore
    assert "Bidrag bibliotekstransporter 2026-08-01 till 2027-07-31, RUN/2" == subject_of(
        settlement, "Bidrag"
    )


def test_a_year_without_a_contribution_is_refused(planned):
    """The sentence names the date."""
    later = with_settings(planned, season_last_date=date(2027, 12, 31))
    with pytest.raises(RuleNotFound, match="2027-01-01"):
        settle_period(later, *year_of(2027))


def test_a_cap_of_nought_is_refused(planned):
    """No line means no cap; a nought typed instead would give nobody anything."""
    with pytest.raises(DataFaults, match=r"rule\[2\]\.cap_percent: ”0” ligger utanför 0–100"):
        settle_period(with_rules(planned, "cap_percent = 99.5", "cap_percent = 0"), *YEAR)


def test_a_sum_that_no_workbook_can_recompute_is_refused(planned):
    """More than 100 million kronor does not fit the öre into a spreadsheet's numbers."""
    with pytest.raises(NothingHolds, match="mer än en arbetsbok kan räkna till öret"):
        settle_period(with_rules(planned, "900000.50", "100000000.01"), *YEAR)


def test_every_municipality_gets_a_file_with_a_plain_name(settled, tmp_path):
    """Names without å, ä, ö survive every e-mail system and archive; the summary is first."""
    written = write_settlement(settled, tmp_path / "ut")
    names = ["sammanstallning", "1715-kil", "1780-karlstad", "1785-saffle"]
    expected = [f"{name}.{kind}" for kind in ("xlsx", "json") for name in names]
    assert expected == [path.name for path in written]
    assert sorted(written) == sorted((tmp_path / "ut").iterdir())


def test_writing_twice_gives_the_same_bytes(settled, tmp_path):
    """A statement can be compared with the one that was sent."""
    first, second = (write_settlement(settled, tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
