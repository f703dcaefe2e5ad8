"""A final settlement has a place of its own in the journal, beside the awards that it settles."""

from dataclasses import replace
from pathlib import Path

import pytest

from subsidy.journal import Correction, Issue, IssueRefused, read_journal
from tests.subsidy.journals import issue_of, issued


def final_of(number: int, name: str = "slut", *, corrects: int | None = None) -> Issue:
    """The final settlement of the period that belongs to a number."""
    correction = Correction(number=corrects, because="Sen faktura.") if corrects else None
    return replace(issue_of(number, name, corrects=correction), kind="final")


def refused(folder: Path, issue: Issue) -> str:
    """What is said when an issue is refused."""
    with pytest.raises(IssueRefused) as refusal:
        issued(folder, issue)
    return str(refusal.value).replace("\N{NO-BREAK SPACE}", " ")


def test_awards_and_their_settlement_stand_side_by_side(tmp_path: Path) -> None:
    """For the same period, each the one of its kind."""
    award, final = issued(tmp_path, issue_of(1), final_of(1))
    journal = read_journal(tmp_path)
    period = (award.first_date, award.last_date)
    assert ((award,), (final,)) == (journal.standing_of("award"), journal.standing_of("final"))
    assert (award, final) == (journal.standing_for("award", period), journal.standing_for("final", period))
    assert (final,) == journal.standing_on("final", period)
    assert ("award", "final") == tuple(entry.kind for entry in journal.entries)


def test_period_without_a_settlement_has_none(tmp_path: Path) -> None:
    """The settlement of another day is not taken for it."""
    (first,) = issued(tmp_path, issue_of(1))
    (other,) = issued(tmp_path, final_of(2))
    journal = read_journal(tmp_path)
    assert journal.standing_for("final", (first.first_date, first.last_date)) is None
    assert journal.standing_for("final", (first.first_date, other.last_date)) is None


def test_a_second_settlement_of_the_period_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    """It would pay what was paid once more."""
    issued(tmp_path, issue_of(1), final_of(1))
    said = refused(tmp_path, final_of(1, "igen"))
    assert "är slutavräkningen redan utfärdad: slutavräkningen nr 2 för 2 januari 2000, utfärdad den" in said
    assert "--corrects 2 och skälet med --because: då bokförs, betalas och krävs bara skillnaden" in said
    assert "--number 2" in said


def test_corrected_settlement_stands_in_place_of_the_first(tmp_path: Path) -> None:
    """And a third corrects the second."""
    issued(tmp_path, issue_of(1), final_of(1), final_of(1, "b", corrects=2))
    assert "Det som gäller är slutavräkningen nr 3" in refused(tmp_path, final_of(1, "c", corrects=2))
    issued(tmp_path, final_of(1, "c", corrects=3))
    journal = read_journal(tmp_path)
    assert [1, 4] == [entry.number for entry in journal.standing]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            final_of(1, corrects=1),
            "Nr 1 är bidragsbesked och rättas med bokslinga issue, inte med en slutavräkning.",
        ),
        (
            replace(final_of(1, corrects=2), kind="award"),
            "Nr 2 är en slutavräkning och rättas med bokslinga reconcile.",
        ),
    ],
)
def test_nothing_corrects_what_is_of_another_kind(tmp_path: Path, wrong: Issue, said: str) -> None:
    """The award would be gone, or the settlement."""
    issued(tmp_path, issue_of(1), final_of(1))
    assert said == refused(tmp_path, wrong)


def test_settlement_of_an_earlier_day_than_the_last_names_its_own_option(tmp_path: Path) -> None:
    """`reconcile` has no --today."""
    issued(tmp_path, issue_of(1))
    earlier = replace(final_of(1), issued_on=issue_of(1).issued_on.replace(year=2025))
    assert "Ange en dag med --created som inte är tidigare." in refused(tmp_path, earlier)
