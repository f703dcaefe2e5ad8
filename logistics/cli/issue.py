"""Define the command `issue`: write a period's statements, and keep them in the journal for ever."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from logistics.carried_over import describe_left, refuse_balances
from logistics.cli.answers import Answer, Line
from logistics.cli.entering import (
    Because,
    Corrects,
    correction_of,
    entered,
    entry_lines,
    entry_result,
    refuse_same_folder,
)
from logistics.cli.issued_there import corrected_line, refuse_issued_there
from logistics.cli.options import FolderOut, Json, PlanFiles
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.cli.steps import day_to_issue
from logistics.cli.wording import settlement_lines, settlement_result
from logistics.correcting import (
    Corrected,
    change_note,
    refuse_unchanged,
    refuse_unpayable,
    settlement_corrected,
)
from logistics.issuing import (
    issue_of,
    mark_issued,
    number_files,
    read_written,
    refuse_undecided,
    settlement_before,
)
from logistics.letters import Correcting, Standing, write_letters
from logistics.paying import IssuedAs
from logistics.periods import Period
from logistics.settling import SUMMARY_FILE, Settled, settle_period, write_settlement
from logistics.swedish import dates_text
from logistics.verifying import refuse_shortened
from subsidy.journal import Entry, Issue, Journal, Pen, read_journal, refuse_issue, writing

STATEMENTS = "bidragsbesked"

JournalFolder = Annotated[
    Path,
    typer.Option(
        "--journal", metavar="MAPP", help="Journalen över utfärdade besked; mappen skapas första gången."
    ),
]
IssuedOn = Annotated[
    datetime | None,
    typer.Option(
        "--today",
        metavar="DATUM",
        formats=["%Y-%m-%d"],
        help="Dagen då beskeden utfärdas; annars dagens datum.",
    ),
]


def issue(
    plan: PlanFiles,
    *,
    journal: JournalFolder,
    year: Year = None,
    rule: Rule = None,
    corrects: Corrects = None,
    because: Because = None,
    out: FolderOut = Path(STATEMENTS),
    today: IssuedOn = None,
    as_json: Json = False,
) -> None:
    """Utfärda periodens bidragsbesked: skriv dem och för in dem i journalen. De kan sedan bara rättas med nya."""
    correction = correction_of(corrects, because)
    refuse_same_folder(journal, out)
    (plans, period), day = read_asked(plan, year, rule), day_to_issue(today, "--today")
    known = read_journal(journal)
    refuse_shortened(journal, known)
    refuse_issue(known, period, day, correction, "award")  # before the long work; asked again when it is done
    refuse_issued_there(out, replaced=corrected_line(known, corrects))
    before = settlement_before(known, journal, period[0])
    show_step("Räknar ut kostnaden och fördelar den och bidraget")
    corrected = settlement_corrected(known, journal, correction, day)
    issued_as = IssuedAs(number=known.next_number, continues=corrected.continued if corrected else None)
    settled = settle_period(plans, *period, earlier=before, created_on=day, issued_as=issued_as)
    refuse_undecided(settled, day)
    if corrected:
        refuse_unpayable(settled, corrected)
        refuse_unchanged(settled, corrected)
    show_step("Väntar på journalen")
    with writing(journal) as pen:
        refuse_shortened(journal, pen.journal)
        refuse_issue(pen.journal, period, day, correction, "award")
        refuse_issued_there(out, replaced=corrected_line(pen.journal, corrects))
        refuse_balances(settled.settlement, pen.journal, journal)
        issued_as = replace(issued_as, number=pen.journal.next_number)  # others may have issued meanwhile
        settled = number_files(settled, plans.dataset, day, issued_as)
        marked = mark_issued(settled, pen.journal, day, corrected)
        entry = _issued(pen, marked, day, corrected, (journal, out))
        outdated = _outdated_lines(pen.journal, period)  # another may have settled meanwhile
        left = describe_left(pen.journal, journal, period[0].year)
    files = {"Bidragsbesked": issued_paths(entry, out)}
    changed = _changed_lines(settled, corrected)
    lines = [
        *seasons_lines(plans),
        *settlement_lines(settled),
        *entry_lines(entry),
        *changed,
        *_replaced_lines(corrected, day),
        *outdated,
        *([("Observera", left)] if left else []),
    ]
    result = {**settlement_result(settled), **seasons_result(plans), **entry_result(entry)}
    Answer(lines=lines, result=result, files=files).show(as_json=as_json)


def _issued(
    pen: Pen, settled: Settled, day: date, corrected: Corrected | None, folders: tuple[Path, Path]
) -> Entry:
    """The entry, when the files are in the journal and in the folder that the user reads."""
    correction = corrected.correction if corrected else None
    show_step("Skriver bidragsbesked")

    def write(aside: Path) -> Issue:
        letters = write_letters(settled, aside, _standing(day, corrected))
        files = read_written((*write_settlement(settled, aside), *letters), aside)
        return issue_of(settled, files, day, correction)

    return entered(pen, folders, {STATEMENTS: "."}, write)


def _standing(day: date, corrected: Corrected | None) -> Standing:
    """What the letters say that they are."""
    if corrected is None:
        return "issued"
    return Correcting(issued_on=day, decided_on=corrected.settlement.rule.decided_on)


def _changed_lines(settled: Settled, corrected: Corrected | None) -> list[Line]:
    """What a correction changes, one line for each municipality whose award is another."""
    if corrected is None:
        return []
    changed = [
        (statement.municipality.name, change_note(settled, corrected, statement.municipality.code))
        for statement in settled.statements
        if corrected.change_ore(statement.municipality.code, settled)
    ]
    return changed or [("Ändrat", "inga bidrag: alla belopp är desamma som förut")]


def _replaced_lines(corrected: Corrected | None, day: date) -> list[Line]:
    """Which files somebody may have at hand and must no longer use."""
    plan = corrected.plan if corrected else None
    days = [payout.date for payout in plan.payouts if payout.date >= day] if plan else []
    if corrected is None or not days:
        return []
    text = (
        f"filerna ur nr {corrected.correction.number} för {dates_text(days[0], days[-1])} gäller inte längre:"
        " betala och bokför bara efter de nya"
    )
    return [("Observera", text)]


def _outdated_lines(journal: Journal, period: Period) -> list[Line]:
    """That a final settlement stands which knows nothing of what is issued now."""
    final = journal.standing_for("final", period)
    if final is None:
        return []
    text = (
        f"slutavräkningen nr {final.number} är räknad mot det som gällde förut: gör om den med bokslinga reconcile"
        f" --corrects {final.number}"
    )
    return [("Observera", text)]


def issued_paths(entry: Entry, out: Path) -> list[Path]:
    """Where an entry's files are written; the summary first, where a reader begins."""
    names = sorted((file.name for file in entry.files), key=lambda name: (name != SUMMARY_FILE, name))
    return [out / name for name in names]
