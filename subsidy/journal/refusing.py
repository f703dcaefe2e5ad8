"""Refuse what may not be issued beside what stands in the journal."""

from datetime import date

from subsidy.journal.entry import Correction, Entry, Kind
from subsidy.journal.reading import Journal
from subsidy.journal.refusals import IssueRefused
from subsidy.wording import format_date, format_list, format_period

_DAY_OPTION = {"award": "--today", "final": "--created"}


def refuse_issue(
    journal: Journal,
    period: tuple[date, date],
    issued_on: date,
    corrects: Correction | None,
    kind: Kind,
) -> None:
    """Refuse an issue for a period, first and last day, that may not be made on that day.

    Raises
    ------
    IssueRefused
        The journal's last entry is of a later day, something of the kind stands for a day of the period and is not
        what is corrected, or what is to be corrected is not there, is corrected already, is of another kind, or
        is for another period.
    """
    if journal.entries and issued_on < journal.entries[-1].issued_on:
        raise IssueRefused(
            f"Det senaste i journalen är {_told(journal.entries[-1])}. Något nytt kan inte utfärdas"
            f" {format_date(issued_on)}, för det är en tidigare dag. Ange en dag med {_DAY_OPTION[kind]} som inte"
            " är tidigare."
        )
    if corrects:
        _refuse_correction(journal, period, corrects.number, kind)
        return
    standing = journal.standing_on(kind, period)
    if standing:
        which = format_list([_told(entry) for entry in standing])
        if any((entry.first_date, entry.last_date) != period for entry in standing):
            raise IssueRefused(
                f"{format_period(*period)} överlappar det som redan är utfärdat: {which}. Samma dagar skulle få"
                " bidrag två gånger. Låt perioderna i rules.toml följa efter varandra."
            )
        raise IssueRefused(_issued_already(kind, period, which, standing[0].number))


def _issued_already(kind: Kind, period: tuple[date, date], which: str, number: int) -> str:
    again = f"skrivas ut igen, använd bokslinga reissue med --number {number}."
    if kind == "final":
        return (
            f"För {format_period(*period)} är slutavräkningen redan utfärdad: {which}. En utfärdad slutavräkning"
            f" ändras aldrig. Ska den rättas, ange --corrects {number} och skälet med --because: då bokförs,"
            f" betalas och krävs bara skillnaden. Ska den bara {again}"
        )
    return (
        f"För {format_period(*period)} är bidragsbesked redan utfärdade: {which}. Ett utfärdat besked ändras"
        f" aldrig. Ska det rättas, ange --corrects {number} och skälet med --because. Ska det bara {again}"
    )


def _refuse_correction(journal: Journal, period: tuple[date, date], number: int, kind: Kind) -> None:
    entries = journal.entries
    if not 1 <= number <= len(entries):
        known = f"Det finns nr 1–{len(entries)}." if entries else "Journalen är tom."
        raise IssueRefused(f"Nr {number} finns inte i journalen, så det kan inte rättas. {known}")
    corrected = entries[number - 1]
    if corrected.kind != kind:
        raise IssueRefused(
            f"Nr {number} är en slutavräkning och rättas med bokslinga reconcile."
            if corrected.kind == "final"
            else f"Nr {number} är bidragsbesked och rättas med bokslinga issue, inte med en slutavräkning."
        )
    if by := journal.corrected_by(number):
        latest = by
        while later := journal.corrected_by(latest.number):
            latest = later
        raise IssueRefused(
            f"Nr {number} är redan rättat av nr {by.number}. Det som gäller är {_told(latest)}; rätta det med"
            f" --corrects {latest.number}."
        )
    if (corrected.first_date, corrected.last_date) != period:
        raise IssueRefused(
            f"Det som ska rättas är {_told(corrected)}, men det nya beskedet gäller {format_period(*period)}. En"
            " rättelse gäller samma period som det den rättar."
        )


def _told(entry: Entry) -> str:
    period, on = format_period(entry.first_date, entry.last_date), format_date(entry.issued_on)
    what, issued = ("slutavräkningen ", "utfärdad") if entry.kind == "final" else ("", "utfärdat")
    return f"{what}nr {entry.number} för {period}, {issued} den {on}"
