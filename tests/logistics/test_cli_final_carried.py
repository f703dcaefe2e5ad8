"""A balance is carried or paid, never both and never twice: the journal knows which, and every remedy works."""

import json

import pytest

from logistics.balances import BALANCES_FILE
from tests.logistics.carried_years import (
    KIL,
    NAMES,
    Seen,
    correct,
    entries,
    first_year,
    issue,
    plan_next,
    read_balances,
    settle,
    write_contribution,
    years,
)
from tests.logistics.program import found, run

__all__ = ["first_year", "years"]


def ore(path):
    """The balances in a file, by code."""
    return {row.scb_code: row.amount_ore for row in read_balances(path)}


def done(answer):
    """What is said by a command that did what was asked."""
    status, said = answer
    assert 0 == status, said
    return said


def refused(years, answer):
    """What is said by a command that was refused."""
    status, said = answer
    assert 1 == status, said
    assert not (years / "nej").exists()
    return said


@pytest.fixture
def carried(years):
    """2026 settled under carry as nr 2."""
    done(settle(years, "carry.json", "utan-20", "2027-01-04", "f2", "--corrections", years / "r.csv"))
    return years


@pytest.fixture
def taken(carried):
    """And its balances taken over by the award of 2027, nr 3."""
    plan_next(carried, carried / "f2" / "a-balanser.csv")
    done(issue(carried, "nästa.json", 2027, "2027-01-10", "b3"))
    return carried


def again(years, plan, invoices, day, out, *more):
    """A settlement with the corrections that are settled already."""
    return settle(years, plan, invoices, day, out, "--corrections", years / "r.csv", *more)


def test_a_settlement_that_carries_stands_in_the_journal(carried):
    """With its balances, which are written again byte for byte; nothing is paid."""
    assert ["award", "final"] == [entry["kind"] for entry in entries(carried)]
    assert "avstamning-balanser.csv" in entries(carried)[1]["files"]
    assert [] == list((carried / "f2").rglob("*.xml"))
    assert ["slutavrakning-2026-12-31.si"] == [path.name for path in (carried / "f2").rglob("*.si")]
    run("reissue", carried / "journal", "--number", 2, "--out", carried / "igen")
    kept = (carried / "igen" / "avstamning-balanser.csv").read_bytes()
    assert kept == (carried / "f2" / "a-balanser.csv").read_bytes()
    workbook = found("verify", carried / "f2" / "a.xlsx", "--journal", carried / "journal")
    assert (True, 2, "carry") == (workbook["is_verified"], workbook["number"], workbook["settlement"])
    assert "omräknat; förs till bidraget för 2027" in run("verify", carried / "f2" / "a.xlsx")[1]
    balances = found("verify", carried / "f2" / "a-balanser.csv", "--journal", carried / "journal")
    assert 2 == balances["number"]


def test_a_draft_of_what_is_carried_books_nothing(years):
    """Its voucher could be booked beside that of what is issued."""
    for draft in (("--draft",), ()):
        files = ("--invoices", years / "utan-20.csv", "--out", years / "u" / "a.xlsx", *draft)
        journal = ("--journal", years / "journal") if draft else ()
        assert 0 == run("reconcile", years / "carry.json", "--year", "2026", *files, *journal)[0]
        assert [] == [*(years / "u").rglob("*.si"), *(years / "u").rglob("*.xml")]
        assert (years / "u" / "a-balanser.csv").exists()
    assert 1 == len(entries(years))


def test_a_second_settlement_that_carries_is_a_correction_that_books_the_difference(carried):
    """As it was found: both vouchers whole, 20 116,47 kr left on the account between the years."""
    said = refused(carried, again(carried, "carry.json", "alla", "2027-02-01", "nej"))
    assert "slutavräkningen redan utfärdad: slutavräkningen nr 2" in said
    said = done(again(carried, "carry.json", "utan-10", "2027-02-01", "f3", *correct(2)))
    assert "nr 2 i journalen förde till bidraget för 2027" in said
    second = ore(carried / "f3" / "a-balanser.csv")
    seen = Seen(carried, ["b1", "f2", "f3"])
    assert second == {code: -seen.booked("2895", code) for code in NAMES if seen.booked("2895", code)}
    plan_next(carried, carried / "f3" / "a-balanser.csv")
    done(issue(carried, "nästa.json", 2027, "2027-02-02", "b4"))
    seen = Seen(carried, ["b1", "f2", "f3", "b4"])
    assert [0, 0, 0] == [seen.booked("2895", code) for code in NAMES]


def test_award_with_balances_that_were_corrected_since_is_refused(carried):
    """The file of nr 2 lies in next year's data set; the amounts of nr 3 stand."""
    first, plan = (
        ore(carried / "f2" / "a-balanser.csv"),
        plan_next(carried, carried / "f2" / "a-balanser.csv"),
    )
    done(again(carried, "carry.json", "utan-10", "2027-02-01", "f3", *correct(2)))
    second = ore(carried / "f3" / "a-balanser.csv")
    said = refused(carried, issue(carried, plan, 2027, "2027-02-02", "nej"))
    for code, name in (("1780", "Karlstad"), (KIL, "Kil")):
        assert f"{name} {kronor(first[code])} i datamängden och {kronor(second[code])} i journalen" in said
    assert "ur avstamning-balanser.csv i nr 3" in said
    assert "--number 3" in said
    run("reissue", carried / "journal", "--number", 3, "--out", carried / "igen")
    plan_next(carried, carried / "igen" / "avstamning-balanser.csv")
    done(issue(carried, "nästa.json", 2027, "2027-02-02", "b4"))


def kronor(ore):
    sign = "\N{MINUS SIGN}" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100:,}".replace(",", " ") + f",{abs(ore) % 100:02} kr"


def test_balances_of_a_draft_are_not_taken_over(years):
    """Nothing has been booked of them, and the settlement may come to something else."""
    done(settle(years, "carry.json", "utan-20", "2027-01-04", "u", "--draft"))
    plan = plan_next(years, years / "u" / "a-balanser.csv")
    said = refused(years, issue(years, plan, 2027, "2027-01-10", "nej"))
    assert "Ingen slutavräkning av 2026 står i journalen" in said
    assert "bokslinga reconcile --journal" in said
    done(settle(years, "carry.json", "utan-20", "2027-01-10", "f2"))
    done(issue(years, plan, 2027, "2027-01-10", "b3"))


def test_balances_that_were_paid_are_not_carried_too(years):
    """As it was found (C3): a file of a draft under carry, in a year that was then settled by paying."""
    done(settle(years, "carry.json", "utan-20", "2027-01-04", "u", "--draft"))
    done(issue(years, "pay.json", 2026, "2027-01-04", "b2", *correct(1)))
    done(settle(years, "pay.json", "utan-20", "2027-01-07", "f3"))
    plan = plan_next(years, years / "u" / "a-balanser.csv")
    said = refused(years, issue(years, plan, 2027, "2027-01-10", "nej"))
    assert "Slutavräkningen nr 3 betalade ut och krävde åter sitt, så inget av det förs över" in said
    assert f"Ta bort balanserna ur datamängden ({BALANCES_FILE})" in said
    plan_next(years, None)
    done(issue(years, "nästa.json", 2027, "2027-01-10", "b4"))


def test_balances_that_were_carried_are_not_paid_too(taken):
    """As it was found (C2): 25 190,44 kr claimed twice. What is refused says how, and that works to the öre."""
    done(issue(taken, "pay.json", 2026, "2027-01-15", "b4", *correct(1)))
    said = refused(taken, again(taken, "pay.json", "utan-20", "2027-02-01", "nej", *correct(2)))
    assert "är redan med i nr 3 i journalen, bidraget för 2027" in said
    assert "bokslinga issue --corrects 3" in said
    plan_next(taken, None)
    said = done(issue(taken, "nästa.json", 2027, "2027-02-01", "b5", *correct(3)))
    assert "Ska det fortfarande föras över" in said
    done(again(taken, "pay.json", "utan-20", "2027-02-01", "f6", *correct(2)))
    check(taken, ["b1", "f2", "b3", "b4", "b5", "f6"])


def test_a_carried_settlement_corrected_after_it_was_taken_over(taken):
    """It says what is left to do, and when it is done everybody has what was due."""
    said = done(again(taken, "carry.json", "utan-10", "2027-02-01", "f4", *correct(2)))
    assert "Nr 3 i journalen har med balanserna från 2026 som de var" in said
    assert "--corrects 3" in said
    plan_next(taken, taken / "f4" / "a-balanser.csv")
    said = done(issue(taken, "nästa.json", 2027, "2027-03-01", "b5", *correct(3)))
    assert "från 2026 som de var" not in said
    check(taken, ["b1", "f2", "b3", "f4", "b5"])


def test_what_was_paid_is_settled_anew_by_a_rule_that_carries(years):
    """As it was found (C4): the remedy was refused."""
    done(issue(years, "pay.json", 2026, "2026-02-01", "b2", *correct(1)))
    done(again(years, "pay.json", "utan-20", "2027-01-07", "f3"))
    said = done(issue(years, "carry.json", 2026, "2027-01-09", "b4", *correct(2)))
    assert "gör om den med bokslinga reconcile --corrects 3" in said
    done(again(years, "carry.json", "utan-10", "2027-01-12", "f5", *correct(3)))
    plan_next(years, years / "f5" / "a-balanser.csv")
    done(issue(years, "nästa.json", 2027, "2027-01-15", "b6"))
    check(years, ["b1", "b2", "f3", "b4", "f5", "b6"])


def test_award_that_leaves_out_what_is_carried_is_told(carried):
    """Nobody would get it."""
    plan_next(carried, None)
    said = done(issue(carried, "nästa.json", 2027, "2027-01-10", "b3"))
    assert "Det som slutavräkningen nr 2 för över från 2026 är inte med i något utfärdat bidrag" in said
    plan_next(carried, carried / "f2" / "a-balanser.csv")
    said = done(issue(carried, "nästa.json", 2027, "2027-01-11", "b4", *correct(3)))
    assert "inte med i något" not in said
    check(carried, ["b1", "f2", "b3", "b4"])


def check(years, folders):
    """Payments less claims are the final shares of both years, and so are the books; nothing is left between."""
    finals = [folder for folder in folders if folder.startswith("f")]
    awards = [folder for folder in folders if folder.startswith("b")]
    final = found("verify", years / finals[-1] / "a.xlsx", "--journal", years / "journal")
    seen = Seen(years, folders)
    rows = final_rows(years / finals[-1])
    award = found("verify", years / awards[-1] / "sammanstallning.xlsx")["awards_ore"]
    assert final["is_verified"]
    for code in NAMES:
        of_2026 = rows[code]["actual_award_ore"] + rows[code]["correction_ore"]
        assert of_2026 == seen.booked("5820", code, 2026), code
        assert award[code] == seen.booked("5820", code, 2027), code
        assert of_2026 + award[code] == seen.paid_ore[code] - seen.booked("1680", code), code
        assert 0 == seen.booked("2895", code), code


def final_rows(folder):
    """What a settlement says of each municipality."""
    record = json.loads((folder / "a-handlingar" / "slutavrakning.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in record["figures"]["rows"]}


def test_an_award_corrected_twice_after_its_period_is_settled(years):
    """What its first correction paid in the new year stands as paid, and the period is settled as before."""
    for number, (kr, day) in enumerate(((910_000, "2027-01-08"), (911_000, "2027-03-01")), start=1):
        plan = write_contribution(years, kr)
        done(issue(years, plan, 2026, day, f"b{number}", *correct(number)))
    done(settle(years, plan, "utan-20", "2027-03-05", "f4"))
    assert ["award", "award", "award", "final"] == [entry["kind"] for entry in entries(years)]
