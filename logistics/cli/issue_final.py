"""Issue a final settlement: its workbook, letters and files, entered in the journal as one."""

from pathlib import Path

from logistics.carried_over import BALANCES_KEPT, describe_left, refuse_taken
from logistics.cli.entering import entered
from logistics.cli.final_asked import FinalAsked, refuse_over_issued
from logistics.cli.final_documents import SETTLEMENT, Whole, day_created, pay_year, write_documents
from logistics.cli.progress import show_step
from logistics.cli.write_final import FinalWritten, write_balances
from logistics.correcting import issued_note
from logistics.issuing import read_written
from logistics.reconciling.decided import refuse_overtaken
from logistics.reconciling.earlier import refuse_settled_elsewhere, refuse_unchanged
from logistics.reconciling.paying import FinalPaying
from logistics.reconciling.reconcile import FinalYear, Reconciled, mark_issued
from logistics.reconciling.workbook import write_reconciliation
from logistics.swedish import dates_text
from logistics.verifying import refuse_shortened
from subsidy.final_record import read_final_record
from subsidy.journal import Entry, Issue, Pen, refuse_issue, writing
from subsidy.record import record_bytes

WORKBOOK_KEPT = "avstamning.xlsx"  # the name of the workbook in the journal


def issue_final(reconciled: Reconciled, year: FinalYear, asked: FinalAsked, journal: Path) -> FinalWritten:
    """The settlement, entered in the journal and written; only what no earlier one did is paid, claimed or booked.

    Raises
    ------
    IssueRefused
        The journal holds what stands against it, or a correction changes nothing.
    DataFaults, PayingRefused
        As `pay_year`.
    IssuedUnwritten, OSError
        As `entered`.
    """
    basis = year.final.budget.basis
    period = (basis.first_date, basis.last_date)
    day = day_created(basis.last_date, asked.created, is_issued=True)
    show_step("Väntar på journalen")
    with writing(journal) as pen:
        refuse_shortened(journal, pen.journal)
        refuse_issue(pen.journal, period, day, asked.correction, "final")
        refuse_settled_elsewhere(asked.corrections, pen.journal, journal, period)
        _refuse_others_first(year, pen)
        refuse_taken(year.final, pen.journal, journal)
        note = issued_note(pen.journal, day, asked.correction, issued="Utfärdad")
        marked = mark_issued(year, note)
        paying = pay_year(reconciled.plans.dataset, year, day, asked.pay_on, pen.journal.next_number)
        refuse_over_issued(asked)

        def write(aside: Path) -> Issue:
            return _written(reconciled, marked, paying, (asked, aside))

        lists = {SETTLEMENT: asked.documents.name}
        folders = (journal, asked.out.parent)
        entry = entered(pen, folders, lists, write, outdated=(asked.balances,))
        left = describe_left(pen.journal, journal, year.final.next_year)
    names = [file.name for file in entry.files if file.name not in (WORKBOOK_KEPT, BALANCES_KEPT)]
    return FinalWritten(
        year=marked,
        paying=paying,
        entry=entry,
        left=left,
        balances=asked.balances if entry.file(BALANCES_KEPT) else None,
        files=tuple(asked.documents / name for name in names),
    )


def _refuse_others_first(year: FinalYear, pen: Pen) -> None:
    """Refuse what was settled against something that was corrected meanwhile, and what corrects nothing."""
    if year.decided.issued:
        refuse_overtaken(year.decided.issued, pen.journal)
    if year.decided.earlier:
        refuse_unchanged(year.final, year.cost_parts, year.decided.earlier)


def _written(
    reconciled: Reconciled, year: FinalYear, paying: FinalPaying, place: tuple[FinalAsked, Path]
) -> Issue:
    """What the journal is asked to keep, when its files are in the folder aside."""
    asked, aside = place
    earlier = year.decided.earlier
    corrects = f"nr {earlier.entry.number} i journalen, {_day(earlier.entry)}" if earlier else ""
    workbook, folder = aside / asked.out.name, aside / asked.documents.name
    show_step("Skriver arbetsboken")
    write_reconciliation(reconciled, year.decided, year, workbook)
    whole = Whole(workbook=asked.out.name, is_draft=False, corrects=corrects)
    names = write_documents(reconciled.plans.dataset, year, paying, folder, whole)
    files = read_written((folder / name for name in names), folder)
    kept = write_balances(year, asked, aside)
    balances = {BALANCES_KEPT: (aside / kept.name).read_bytes()} if kept else {}
    record = read_final_record(record_bytes(year.record))
    basis = year.final.budget.basis
    return Issue(
        kind="final",
        first_date=basis.first_date,
        last_date=basis.last_date,
        issued_on=paying.created_on,
        content=record.content,
        inputs=record.inputs,
        rule=record.rule,
        corrects=asked.correction,
        files={**files, **balances, WORKBOOK_KEPT: workbook.read_bytes()},
    )


def _day(entry: Entry) -> str:
    return dates_text(entry.issued_on, entry.issued_on)
