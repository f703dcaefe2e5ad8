"""Define the command `reconcile`: what did the courier charge, against the timetable, and what did it cost?"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer, faults_json
from logistics.cli.entering import Because, Corrects, correction_of, entry_lines, entry_result
from logistics.cli.final_asked import FinalAsked, decided_of, refuse_impossible
from logistics.cli.final_documents import CreatedOn, PaidOn
from logistics.cli.issue_final import issue_final
from logistics.cli.options import Json, workbook_name
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.cli.steps import day_of_issue
from logistics.cli.write_final import FinalWritten, write_unissued
from logistics.errors import DataFaults, Fault
from logistics.exchange.corrections import CorrectionRow, read_corrections
from logistics.exchange.invoices import Invoices, read_invoices
from logistics.finance import finance_of
from logistics.periods import Period
from logistics.reconciling.answer import answer_lines, answer_result, paying_lines, paying_result
from logistics.reconciling.paying import first_day_after
from logistics.reconciling.reconcile import Reconciled, reconcile_runs, settle_actual
from logistics.seasons import Plans, vehicles_of, weeks_of
from logistics.swedish import dates_text

PLAN_ENDING = ".json"
InvoiceFiles = Annotated[
    list[Path],
    typer.Option("--invoices", metavar="FIL", help="Kurirens faktura (.xlsx eller .csv), en eller flera."),
]
PlansAndInvoices = Annotated[
    list[Path],
    typer.Argument(
        metavar="PLAN [FLER FAKTUROR]",
        help="Planen (.json); flera om tidtabellen byts under perioden, som vårens och höstens. Andra filer är"
        " fler fakturor.",
    ),
]
WorkbookOut = Annotated[
    Path,
    typer.Option("--out", metavar="FIL.xlsx", callback=workbook_name, help="Arbetsboken som ska skrivas."),
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FIL",
        help="Rättelser av tidigare år: Datum, År, Kommun, Belopp, Rättar och Skäl (.xlsx eller .csv).",
    ),
]
Journal = Annotated[
    Path | None,
    typer.Option(
        "--journal",
        metavar="MAPP",
        help="Journalen över utfärdade besked: bidragen läses där i stället för att räknas på nytt, och"
        " slutavräkningen förs in där.",
    ),
]
Draft = Annotated[
    bool,
    typer.Option(
        "--draft", help="Läs journalen men för inte in något i den: ett utkast, utan filer till banken."
    ),
]
Until = Annotated[
    datetime | None,
    typer.Option(
        "--until",
        metavar="DATUM",
        formats=["%Y-%m-%d"],
        help="Stäm bara av från periodens början till den dagen, utan slutavräkning.",
    ),
]


def reconcile(
    files: PlansAndInvoices,
    *,
    invoices: InvoiceFiles,
    year: Year = None,
    rule: Rule = None,
    out: WorkbookOut = Path("avstamning.xlsx"),
    corrections: Corrections = None,
    journal: Journal = None,
    corrects: Corrects = None,
    because: Because = None,
    draft: Draft = False,
    until: Until = None,
    created: CreatedOn = None,
    pay_on: PaidOn = None,
    as_json: Json = False,
) -> None:
    """Stäm av kurirens fakturor mot tidtabellen och avräkna perioden efter vad den kostade."""
    asked = FinalAsked(
        journal=journal,
        is_draft=draft,
        correction=correction_of(corrects, because),
        created=created,
        pay_on=pay_on,
        out=out,
    )
    if until is not None:
        _refuse_with_until(corrections, "Rättelser", "--corrections")
        _refuse_with_until(journal, "Journalen", "--journal")
        _refuse_with_until(created, "Dagen för breven", "--created")
        _refuse_with_until(pay_on, "Betalningsdagen", "--pay-on")
        _refuse_with_until(draft or None, "Utkastet", "--draft")
    refuse_impossible(asked)
    plan_files = [path for path in files if path.suffix.casefold() == PLAN_ENDING]
    if not plan_files:
        raise typer.BadParameter(f"ingen av filerna är en plan ({PLAN_ENDING}).", param_hint="'PLAN'")
    plans, period = read_asked(plan_files, year, rule)
    last = _last_day(period, until)
    more = [path for path in files if path not in plan_files]
    try:
        read, corrected = _read(plans, [*invoices, *more], corrections, _written_on(last, created))
    except DataFaults as refusal:
        if as_json:
            typer.echo(faults_json(refusal))
        raise
    asked = replace(asked, corrections=corrected)
    decided = decided_of(plans, period, asked)
    show_step("Stämmer av fakturorna mot tidtabellen")
    reconciled = reconcile_runs(plans, read, period[0], last)
    today = day_of_issue(created)
    final = settle_actual(reconciled, decided, corrected, as_of=today) if until is None else None
    if final and journal and asked.is_issued:
        written = issue_final(reconciled, final, asked, journal)
    else:
        written = write_unissued(reconciled, decided, final, asked)
    _answer(reconciled, written, out).show(as_json=as_json)


def _answer(reconciled: Reconciled, written: FinalWritten, out: Path) -> Answer:
    year, paying, entry = written.year, written.paying, written.entry
    files = {
        "Arbetsbok": [out],
        "Balanser": [written.balances] if written.balances else [],
        "Brev och filer": list(written.files),
    }
    return Answer(
        lines=[
            *seasons_lines(reconciled.plans),
            *answer_lines(reconciled, year),
            *(paying_lines(paying) if paying else ()),
            *(entry_lines(entry) if entry else ()),
            *([("Observera", written.left)] if written.left else []),
        ],
        result={
            **answer_result(reconciled, year),
            **seasons_result(reconciled.plans),
            "paying": paying_result(paying) if paying else None,
            "issued": entry_result(entry) if entry else None,
        },
        files={kind: paths for kind, paths in files.items() if paths},
    )


def _last_day(period: Period, until: datetime | None) -> date:
    if until is None:
        return period[1]
    if not period[0] <= until.date() <= period[1]:
        message = f"{until.date()} ligger inte i perioden {dates_text(*period)}."
        raise typer.BadParameter(message, param_hint="'--until'")
    return until.date()


def _written_on(last: date, created: datetime | None) -> date:
    """The day of the letters of a period that ends on `last`."""
    return created.date() if created else max(first_day_after(last), day_of_issue(None))


def _read(
    plans: Plans, files: list[Path], corrections: Path | None, written_on: date
) -> tuple[Invoices, tuple[CorrectionRow, ...]]:
    """Both kinds of files; the faults of both are refused together."""
    stated = [finance_of(planned.dataset).invoice for planned, _ in weeks_of(plans)]
    words = {word: vehicle_id for columns in stated for word, vehicle_id in columns.vehicles}
    columns = replace(stated[0], vehicles=tuple(words.items()))
    show_step("Läser fakturor")
    faults: list[Fault] = []
    read: Invoices | None = None
    rows: tuple[CorrectionRow, ...] = ()
    try:
        read = read_invoices(files, columns, vehicles_of(plans))
    except DataFaults as refusal:
        faults += refusal.faults
    try:
        rows = read_corrections(corrections, plans.dataset, written_on) if corrections else ()
    except DataFaults as refusal:
        faults += refusal.faults
    if faults or read is None:
        raise DataFaults(tuple(faults))
    return read, rows


def _refuse_with_until(given: object, what: str, option: str) -> None:
    if given is not None:
        message = f"{what} hör till slutavräkningen, som inte görs när --until anges."
        raise typer.BadParameter(message, param_hint=f"'{option}'")
