"""Define the command `reconcile`: what did the courier charge, against the timetable, and what did it cost?"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from logistics.balances import balance_rows, balances_csv
from logistics.cli.answers import Answer, faults_json
from logistics.cli.final_documents import SETTLEMENT, CreatedOn, PaidOn, pay_year, write_documents
from logistics.cli.options import Json, workbook_name
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.cli.staging import staged
from logistics.correcting import paid_and_due, summary_of
from logistics.errors import DataFaults, Fault, NothingHolds
from logistics.exchange.corrections import CorrectionRow, read_corrections
from logistics.exchange.invoices import Invoices, read_invoices
from logistics.finance import finance_of
from logistics.periods import Period
from logistics.reconciling.answer import answer_lines, answer_result, paying_lines, paying_result
from logistics.reconciling.decided import Decided, Issued
from logistics.reconciling.reconcile import FinalYear, reconcile_runs, settle_actual
from logistics.reconciling.workbook import write_reconciliation
from logistics.seasons import Plans, vehicles_of, weeks_of
from logistics.settling import settlement_of
from logistics.swedish import dates_text
from logistics.verifying import read_chain, refuse_shortened

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
        help="Journalen över utfärdade besked: bidragen läses där i stället för att räknas på nytt.",
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
    until: Until = None,
    created: CreatedOn = None,
    pay_on: PaidOn = None,
    as_json: Json = False,
) -> None:
    """Stäm av kurirens fakturor mot tidtabellen och avräkna perioden efter vad den kostade."""
    if until is not None:
        _refuse_with_until(corrections, "Rättelser", "--corrections")
        _refuse_with_until(journal, "Journalen", "--journal")
        _refuse_with_until(created, "Dagen för breven", "--created")
        _refuse_with_until(pay_on, "Betalningsdagen", "--pay-on")
    plan_files = [path for path in files if path.suffix.casefold() == PLAN_ENDING]
    if not plan_files:
        raise typer.BadParameter(f"ingen av filerna är en plan ({PLAN_ENDING}).", param_hint="'PLAN'")
    plans, period = read_asked(plan_files, year, rule)
    last = _last_day(period, until)
    more = [path for path in files if path not in plan_files]
    try:
        read, corrected = _read(plans, [*invoices, *more], corrections)
    except DataFaults as refusal:
        if as_json:
            typer.echo(faults_json(refusal))
        raise
    documents = out.with_name(f"{out.stem}-handlingar")
    lists = {SETTLEMENT: documents.name} if until is None or documents.exists() else None
    with staged(out.parent, lists=lists) as aside:
        decided = _decided(plans, period, journal)
        show_step("Stämmer av fakturorna mot tidtabellen")
        reconciled = reconcile_runs(plans, read, period[0], last)
        final = settle_actual(reconciled, decided, corrected) if until is None else None
        show_step("Skriver arbetsboken")
        write_reconciliation(reconciled, decided, final, aside / out.name)
        balances = _write_balances(final, aside, out)
        paying = pay_year(plans.dataset, final, created, pay_on) if final else None
        written = (
            write_documents(plans.dataset, final, paying, aside / documents.name, out)
            if final and paying
            else ()
        )
    if balances is None:
        _balances_path(out).unlink(missing_ok=True)  # of an earlier run: it would pass for this year's
    Answer(
        lines=[
            *seasons_lines(plans),
            *answer_lines(reconciled, final),
            *(paying_lines(paying) if paying else ()),
        ],
        result={
            **answer_result(reconciled, final),
            **seasons_result(plans),
            "paying": paying_result(paying) if paying else None,
        },
        files={"Arbetsbok": [out], **_beside(balances, [documents / path for path in written])},
    ).show(as_json=as_json)


def _beside(balances: Path | None, documents: list[Path]) -> dict[str, list[Path]]:
    """What is written beside the workbook."""
    files = {"Balanser": [balances] if balances else [], "Brev och filer": documents}
    return {kind: paths for kind, paths in files.items() if paths}


def _write_balances(final: FinalYear | None, aside: Path, out: Path) -> Path | None:
    """What next year's data set carries over, beside the workbook; its path, None if nothing is carried."""
    if final is None or not balance_rows(final.final):
        return None
    path = _balances_path(out)
    (aside / path.name).write_bytes(balances_csv(final.final))
    return path


def _balances_path(out: Path) -> Path:
    """Where the balances stand, by the name of their workbook."""
    return out.with_name(f"{out.stem}-balanser.csv")


def _last_day(period: Period, until: datetime | None) -> date:
    if until is None:
        return period[1]
    if not period[0] <= until.date() <= period[1]:
        message = f"{until.date()} ligger inte i perioden {dates_text(*period)}."
        raise typer.BadParameter(message, param_hint="'--until'")
    return until.date()


def _read(
    plans: Plans, files: list[Path], corrections: Path | None
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
        rows = read_corrections(corrections, plans.dataset) if corrections else ()
    except DataFaults as refusal:
        faults += refusal.faults
    if faults or read is None:
        raise DataFaults(tuple(faults))
    return read, rows


def _decided(plans: Plans, period: Period, journal: Path | None) -> Decided:
    """The awards as the journal keeps them, corrected if they were; without one as plan and rules give them."""
    today = settlement_of(plans, *period)
    if journal is None:
        return Decided(today=today)
    chain = read_chain(journal)
    refuse_shortened(journal, chain)
    entry = next((e for e in chain.standing if (e.first_date, e.last_date) == period), None)
    summary = summary_of(entry, journal) if entry else None
    if entry is None or summary is None:
        raise NothingHolds(
            f"Inget besked för {today.basis.period_name} finns i journalen {journal}. Utfärda det med bokslinga"
            " issue, eller stäm av utan --journal: då räknas bidragen ur planen och reglerna."
        )
    claims_ore = paid_and_due(chain, journal, entry, period[1] + timedelta(days=1)).claims_ore
    return Decided(
        today=today, issued=Issued(entry=entry, settlement=summary.settlement, claims_ore=claims_ore)
    )


def _refuse_with_until(given: object, what: str, option: str) -> None:
    if given is not None:
        message = f"{what} hör till slutavräkningen, som inte görs när --until anges."
        raise typer.BadParameter(message, param_hint=f"'{option}'")
