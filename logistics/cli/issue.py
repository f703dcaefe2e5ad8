"""Define the command `issue`: write a period's statements, and keep them in the journal for ever."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer, Line
from logistics.cli.options import FolderOut, Json, PlanFiles
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.cli.staging import staged
from logistics.cli.steps import day_of_issue
from logistics.cli.wording import settlement_lines, settlement_result
from logistics.correcting import (
    Corrected,
    change_note,
    refuse_unchanged,
    refuse_unpayable,
    settlement_corrected,
)
from logistics.errors import IssuedUnwritten
from logistics.issuing import (
    issue_of,
    mark_issued,
    number_files,
    read_written,
    refuse_carried_twice,
    refuse_undecided,
    settlement_before,
)
from logistics.letters import Correcting, Standing, write_letters
from logistics.paying import IssuedAs
from logistics.settling import SUMMARY_FILE, Settled, settle_period, write_settlement
from logistics.swedish import count_text, dates_text
from logistics.verifying import refuse_shortened
from subsidy.journal import (
    JOURNAL_FILE,
    Correction,
    Entry,
    Pen,
    journal_bytes,
    read_journal,
    refuse_issue,
    writing,
)

STATEMENTS = "bidragsbesked"

JournalFolder = Annotated[
    Path,
    typer.Option(
        "--journal", metavar="MAPP", help="Journalen över utfärdade besked; mappen skapas första gången."
    ),
]
Corrects = Annotated[
    int | None,
    typer.Option("--corrects", metavar="NR", min=1, help="Numret i journalen på det besked som rättas."),
]
Because = Annotated[
    str | None,
    typer.Option("--because", metavar="SKÄL", help="Varför det rättas; skälet står på de nya beskeden."),
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
    correction = _correction(corrects, because)
    refuse_same_folder(journal, out)
    (plans, period), day = read_asked(plan, year, rule), day_of_issue(today)
    known = read_journal(journal)
    refuse_shortened(journal, known)
    refuse_issue(known, period, day, correction)  # before the long work; asked again when it is done
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
        refuse_issue(pen.journal, period, day, correction)
        refuse_carried_twice(settled, pen.journal, journal)
        issued_as = replace(issued_as, number=pen.journal.next_number)  # others may have issued meanwhile
        settled = number_files(settled, plans.dataset, day, issued_as)
        marked = mark_issued(settled, pen.journal, day, corrected)
        entry = _issued(pen, marked, day, corrected, (journal, out))
    files = {"Bidragsbesked": issued_paths(entry, out)}
    changed = _changed_lines(settled, corrected)
    lines = [
        *seasons_lines(plans),
        *settlement_lines(settled),
        *_entry_lines(entry),
        *changed,
        *_replaced_lines(corrected, day),
    ]
    result = {**settlement_result(settled), **seasons_result(plans), **entry_result(entry)}
    Answer(lines=lines, result=result, files=files).show(as_json=as_json)


def _issued(
    pen: Pen, settled: Settled, day: date, corrected: Corrected | None, folders: tuple[Path, Path]
) -> Entry:
    """The entry, when the files are in the journal and in the folder that the user reads."""
    journal, out = folders
    entry = None
    correction = corrected.correction if corrected else None
    show_step("Skriver bidragsbesked")
    try:
        with staged(out, lists={STATEMENTS: "."}) as aside:
            letters = write_letters(settled, aside, _standing(day, corrected))
            files = read_written((*write_settlement(settled, aside), *letters), aside)
            entry = pen.issue(issue_of(settled, files, day, correction))
            (aside / JOURNAL_FILE).write_bytes(journal_bytes(journal))
    except OSError as refusal:
        if entry is None:
            raise
        raise IssuedUnwritten(entry.number, out, journal) from refusal
    return entry


def _standing(day: date, corrected: Corrected | None) -> Standing:
    """What the letters say that they are."""
    if corrected is None:
        return "issued"
    return Correcting(issued_on=day, decided_on=corrected.settlement.rule.decided_on)


def _correction(corrects: int | None, because: str | None) -> Correction | None:
    if corrects is None and because is None:
        return None
    if corrects is None or because is None:
        raise typer.BadParameter("ange båda eller ingen.", param_hint="'--corrects och --because'")
    try:
        return Correction(number=corrects, because=because)
    except ValueError:
        raise typer.BadParameter("skriv skälet på en rad.", param_hint="'--because'") from None


def refuse_same_folder(journal: Path, out: Path) -> None:
    """Refuse to write statements into the journal itself."""
    if journal.resolve() in (out.resolve(), *out.resolve().parents):
        raise typer.BadParameter("ange en mapp utanför journalen.", param_hint="'--out'")


def _entry_lines(entry: Entry) -> list[Line]:
    on = dates_text(entry.issued_on, entry.issued_on)
    lines = [
        (
            "Utfärdat",
            f"nr {entry.number} i journalen, den {on}, {count_text(len(entry.files), 'fil', 'filer')}",
        )
    ]
    if entry.corrects:
        lines.append(("Rättar", f"nr {entry.corrects.number}: {entry.corrects.because}"))
    return [*lines, ("Fingeravtryck", entry.fingerprint)]


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


def issued_paths(entry: Entry, out: Path) -> list[Path]:
    """Where an entry's files are written; the summary first, where a reader begins."""
    names = sorted((file.name for file in entry.files), key=lambda name: (name != SUMMARY_FILE, name))
    return [out / name for name in names]


def entry_result(entry: Entry) -> dict[str, object]:
    """An entry for a program."""
    return {
        "number": entry.number,
        "issued_on": entry.issued_on.isoformat(),
        "fingerprint": entry.fingerprint,
        "corrects": entry.corrects.number if entry.corrects else None,
        "because": entry.corrects.because if entry.corrects else None,
    }
