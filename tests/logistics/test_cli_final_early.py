"""A period is settled finally when it is over, and nothing of earlier years is settled in two of them."""

from datetime import date, datetime

import pytest

from logistics.cli import steps
from logistics.cli.steps import latest_day_to_issue
from tests.logistics.carried_years import (
    HEAD,
    correct,
    entries,
    first_year,
    issue,
    plan_next,
    settle,
    write_invoices,
    years,
)
from tests.logistics.letters.structure import read
from tests.logistics.program import run

__all__ = ["first_year", "years"]


@pytest.fixture
def today(monkeypatch):
    """A way to set what day it is."""

    def set_day(*day):
        class Clock(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime(*day, 12, tzinfo=tz)

        monkeypatch.setattr(steps, "datetime", Clock)

    return set_day


def reconciled(years, invoices, out, *more):
    """Status and words of a settlement whose day nobody names."""
    files = ("--invoices", years / f"{invoices}.csv", "--out", years / out / "a.xlsx")
    status, said, err = run("reconcile", years / "pay.json", "--year", "2026", *files, *more)
    return status, said + err


@pytest.fixture
def paying(years):
    """2026 awarded by a rule that pays."""
    assert 0 == issue(years, "pay.json", 2026, "2026-02-01", "b2", *correct(1))[0]
    return years


@pytest.mark.parametrize("day", [(2026, 11, 23), (2026, 12, 31)])
def test_nothing_is_issued_before_the_period_is_over(paying, today, day):
    """As it was found: 108 692,98 kr claimed on 23 November, for runs that were not driven yet."""
    today(*day)
    status, said = reconciled(paying, "utan-20", "nej", "--journal", paying / "journal")
    assert 1 == status
    assert "Perioden slutar den 31 december 2026, så slutavräkningen kan inte utfärdas än." in said
    assert "--draft" in said
    assert not (paying / "nej").exists()
    assert 2 == len(entries(paying))


def test_what_is_issued_is_dated_today(paying, today):
    """Never later, though the year ended on a holiday's eve: 1 January 2027 is no banking day."""
    today(2027, 1, 1)
    assert 0 == reconciled(paying, "utan-20", "f3", "--journal", paying / "journal")[0]
    assert "2027-01-01" == entries(paying)[2]["issued_on"]


@pytest.mark.parametrize("journal", [True, False])
def test_a_draft_before_the_end_says_so(paying, today, journal):
    """And which runs are not invoiced because they are not driven; those that are late are told apart."""
    today(2026, 11, 23)
    runs = write_invoices(paying, "till-oktober", lambda run: run.date <= date(2026, 10, 31))
    ahead = [run for run in runs if run.date > date(2026, 11, 23)]
    late = [run for run in runs if date(2026, 10, 31) < run.date <= date(2026, 11, 23)]
    more = ("--journal", paying / "journal", "--draft") if journal else ()
    status, said = reconciled(paying, "till-oktober", "u", *more)
    assert 0 == status, said
    assert (
        f"Perioden är inte över: {len(ahead)} planerade turer ({kronor(ahead)}) {ahead[0].date.day} november–"
        f"{ahead[-1].date.day} december 2026 återstår och är inte med i kostnaden. Slutavräkningen blir en annan"
    ) in said
    assert f"{len(late)} planerade turer ({kronor(late)}) är inte fakturerade. Kommer den fakturan" in said
    letter = read((paying / "u" / "a-handlingar" / "1715-kil.pdf").read_bytes())
    assert "Perioden är inte över" in " ".join(" ".join(p.extract_text() for p in letter.pages).split())


def kronor(runs):
    ore = sum(run.cost_ore for run in runs)
    return f"{ore // 100:,}".replace(",", " ") + f",{ore % 100:02} kr"


def test_a_draft_after_the_end_says_nothing_of_it(paying, today):
    """By the clock, or by the day that is asked for."""
    today(2027, 1, 1)
    assert "inte över" not in reconciled(paying, "utan-20", "u")[1]
    today(2026, 11, 23)
    assert "inte över" not in reconciled(paying, "utan-20", "u", "--created", "2027-01-04")[1]


def test_a_correction_is_settled_in_one_period_only(paying):
    """As it was found: 1 234,56 kr to Kil in two settlements of one journal."""
    rows = HEAD + "2026-02-01;2025;Säffle;10;a;b\n2026-02-01;2025;Kil;1 234,56;DNR/25;fel folkmängd\n"
    (paying / "rat.csv").write_text(rows, encoding="utf-8")
    given = ("--corrections", paying / "rat.csv")
    plan_next(paying, None)
    assert 0 == issue(paying, "nästa.json", 2027, "2027-01-01", "b3")[0]
    assert 0 == settle(paying, "pay.json", "utan-20", "2027-01-04", "f4", *given)[0]
    # Another reference and another spelling of the reason are still the same money.
    rows = HEAD + "2028-01-01;2024;Kil;1 234,56;DNR/25;fel folkmängd\n"
    rows += "2028-01-01;2025;Kil;1 234,56;Dnr 25;Fel  folkmängd\n"
    rows += "2028-01-01;2025;Kil;1 234,57;Dnr 25;fel folkmängd\n"
    (paying / "rat.csv").write_text(rows, encoding="utf-8")
    runs = write_invoices(paying, "året-efter", lambda _: True, (date(2027, 1, 1), date(2027, 12, 31)))
    assert runs
    for more in ((), ("--draft",)):
        files = ("--invoices", paying / "året-efter.csv", "--out", paying / "nej" / "a.xlsx", *given)
        words = ("reconcile", paying / "nästa.json", "--year", "2027", *files, "--created", "2028-01-10")
        status, _, err = run(*words, "--journal", paying / "journal", *more)
        assert 1 == status
        assert (
            "rat.csv, rad 3, kolumn Belopp: 1 234,56 kr till Kil för 2025 (Fel  folkmängd) är redan reglerat av"
            " slutavräkningen nr 4 i journalen, för 1 januari–31 december 2026. Ta bort raden"
        ) in err
        assert "rad 2" not in err
        assert "rad 4" not in err
        assert not (paying / "nej").exists()
    rows = rows.replace("1 234,56;Dnr 25;Fel  folkmängd", "1 234,56;Dnr 26;fel antal")
    (paying / "rat.csv").write_text(rows, encoding="utf-8")
    assert 0 == run(*words, "--journal", paying / "journal")[0]


@pytest.mark.parametrize(("day", "status"), [("2027-11-24", 0), ("2027-11-25", 2), ("2099-01-01", 2)])
def test_nothing_is_issued_on_a_day_more_than_a_year_ahead(paying, today, monkeypatch, day, status):
    """A slip in the year would stop every honest issue after it, for ever."""
    today(2026, 11, 23)
    monkeypatch.setattr(steps, "latest_day_to_issue", latest_day_to_issue)
    before = entries(paying)
    asked = ("--journal", paying / "journal", "--created", day)
    found, said = reconciled(paying, "utan-20", day, *asked)
    assert (status, len(before) + (status == 0)) == (found, len(entries(paying)))
    found, said = issue(paying, "pay.json", 2026, day, f"b{day}", *correct(len(entries(paying))))
    if status:
        assert (2, before) == (found, entries(paying))
        assert f"{day} ligger mer än ett år fram, och inget kan sedan utfärdas med en tidigare dag." in said
