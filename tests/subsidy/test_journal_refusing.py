"""No day is decided twice, and a second statement says what it corrects."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from subsidy.journal import Correction, Issue, IssueRefused, journal_bytes, read_files, read_journal, writing
from subsidy.journal.reading import JOURNAL_FILE
from tests.subsidy.journals import issue_of, issued


def refused(folder: Path, issue: Issue) -> str:
    """What is said when an issue is refused; nothing is written."""
    before = journal_bytes(folder)
    with writing(folder) as pen, pytest.raises(IssueRefused) as refusal:
        pen.issue(issue)
    assert before == (folder / JOURNAL_FILE).read_bytes()
    return str(refusal.value).replace("\N{NO-BREAK SPACE}", " ")


def correcting(number: int, of: int = 1) -> Issue:
    """A correction of an entry, for the day of issue `of`."""
    return issue_of(of, "rättad", corrects=Correction(number=number, because="Fel folkmängd för Kil."))


def test_a_second_issue_for_the_period_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    """Two decisions for the same money: nobody would know which one holds."""
    issued(tmp_path, issue_of(1))
    said = refused(tmp_path, issue_of(1, "igen"))
    assert "nr 1 för 2 januari 2000, utfärdat den 15 januari 2026" in said
    assert "--corrects 1" in said
    assert "--number 1" in said


def test_a_period_that_shares_one_day_is_refused_and_the_day_after_is_not(tmp_path: Path) -> None:
    """A year issued twice over by half a year would be paid twice."""
    issued(tmp_path, replace(issue_of(1), last_date=date(2000, 1, 31)))
    half = replace(issue_of(2), first_date=date(2000, 1, 31), last_date=date(2000, 6, 30))
    said = refused(tmp_path, half)
    assert "31 januari–30 juni 2000 överlappar det som redan är utfärdat: nr 1 för 2–31 januari 2000" in said
    assert "--corrects" not in said  # a correction is for the same period
    assert said.endswith(
        "Samma dagar skulle få bidrag två gånger. Låt perioderna i rules.toml följa efter varandra."
    )
    assert 2 == issued(tmp_path, replace(half, first_date=date(2000, 2, 1)))[0].number


def test_a_period_across_two_that_are_issued_names_both(tmp_path: Path) -> None:
    """Two halves of a year, and then a season from the one to the other."""
    spring = replace(issue_of(1), first_date=date(2000, 1, 1), last_date=date(2000, 6, 30))
    autumn = replace(issue_of(2), first_date=date(2000, 7, 1), last_date=date(2000, 12, 31))
    assert [1, 2] == [entry.number for entry in issued(tmp_path, spring, autumn)]
    said = refused(tmp_path, replace(issue_of(3), first_date=date(2000, 6, 30), last_date=date(2000, 7, 1)))
    assert ["nr 1", "nr 2"] == re.findall("nr [0-9]+", said)


def test_a_correction_names_what_it_corrects_and_why(tmp_path: Path) -> None:
    """The old statement stays, and the new one is the one that holds."""
    first, second = issued(tmp_path, issue_of(1), correcting(1))
    journal = read_journal(tmp_path)
    assert (second,) == journal.standing
    assert second == journal.corrected_by(1)
    assert "Fel folkmängd för Kil." == second.corrects.because  # type: ignore[union-attr]
    assert issue_of(1).files == read_files(tmp_path, first)


@pytest.mark.parametrize("because", ["", "  ", "två\nrader"])
def test_a_correction_without_a_reason_is_refused(because: str) -> None:
    """Next year nobody remembers why."""
    with pytest.raises(ValueError, match="says why"):
        Correction(number=1, because=because)


def test_what_is_corrected_already_is_corrected_no_more(tmp_path: Path) -> None:
    """Otherwise two corrections of the same entry would both hold; the one to correct is named."""
    issued(tmp_path, issue_of(1), correcting(1), correcting(2))
    said = refused(tmp_path, correcting(1))
    assert "Nr 1 är redan rättat av nr 2." in said
    assert "--corrects 3" in said
    assert 4 == issued(tmp_path, correcting(3))[0].number


def test_a_correction_of_another_period_or_of_nothing_is_refused(tmp_path: Path) -> None:
    """A slip in the number must not replace another year's decision."""
    issued(tmp_path, issue_of(1))
    said = refused(tmp_path, correcting(1, of=2))
    assert said.endswith("En rättelse gäller samma period som det den rättar.")
    assert 2 == issued(tmp_path / "other", issue_of(2), issue_of(1))[1].number
    assert 3 == issued(tmp_path / "other", correcting(2))[0].number
    assert "Nr 2 finns inte i journalen" in refused(tmp_path, correcting(2))
    assert "Det finns nr 1–1." in refused(tmp_path, correcting(0))


def test_the_first_issue_corrects_nothing(tmp_path: Path) -> None:
    with writing(tmp_path) as pen, pytest.raises(IssueRefused, match=r"rättas\. Journalen är tom\.$"):
        pen.issue(correcting(1))


def test_an_issue_of_an_earlier_day_than_the_last_is_refused(tmp_path: Path) -> None:
    """A journal runs forward: who could date backwards could say that nothing was paid yet."""
    (entry,) = issued(tmp_path, issue_of(1))
    backwards = replace(correcting(1), issued_on=entry.issued_on - timedelta(days=1))
    assert "för det är en tidigare dag" in refused(tmp_path, backwards)
    (same_day,) = issued(tmp_path, replace(backwards, issued_on=entry.issued_on))
    assert 2 == same_day.number
