"""Write a reconciliation that enters no journal: a part of a period, a draft, or what is carried."""

from dataclasses import dataclass
from pathlib import Path

from logistics.balances import balance_rows, balances_csv
from logistics.cli.final_asked import FinalAsked
from logistics.cli.final_documents import SETTLEMENT, Whole, day_created, pay_year, write_documents
from logistics.cli.progress import show_step
from logistics.cli.staging import staged
from logistics.reconciling.decided import Decided
from logistics.reconciling.paying import FinalPaying
from logistics.reconciling.reconcile import FinalYear, Reconciled
from logistics.reconciling.workbook import write_reconciliation
from subsidy.journal import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalWritten:
    """What was written of a reconciliation, with how it is paid and its entry in the journal."""

    year: FinalYear | None = None  # None: a part of a period
    paying: FinalPaying | None = None
    entry: Entry | None = None  # None: nothing was issued
    balances: Path | None = None  # None: nothing is carried
    files: tuple[Path, ...] = ()  # letters and files, as they lie beside the workbook


def write_unissued(
    reconciled: Reconciled, decided: Decided, year: FinalYear | None, asked: FinalAsked
) -> FinalWritten:
    """What is written of a part of a period, of a draft, and of what is carried.

    Raises
    ------
    DataFaults, PayingRefused
        As `pay_year`.
    OSError
        The files cannot be written.
    """
    lists = {SETTLEMENT: asked.documents.name} if year or asked.documents.exists() else None
    written = FinalWritten()
    with staged(asked.out.parent, lists=lists) as aside:
        show_step("Skriver arbetsboken")
        write_reconciliation(reconciled, decided, year, aside / asked.out.name)
        if year:
            written = _written(reconciled, year, asked, aside)
    if written.balances is None:
        asked.balances.unlink(missing_ok=True)  # of an earlier run: it would pass for this year's
    return written


def _written(reconciled: Reconciled, year: FinalYear, asked: FinalAsked, aside: Path) -> FinalWritten:
    """The letters and files of a final settlement, and what next year's data set carries over."""
    dataset, balances = reconciled.plans.dataset, None
    if balance_rows(year.final):
        balances = asked.balances
        (aside / balances.name).write_bytes(balances_csv(year.final))
    day = day_created(reconciled.last, asked.created, is_issued=False)
    paying = pay_year(dataset, year, day, asked.pay_on)
    whole = Whole(workbook=asked.out.name, is_draft=asked.is_draft or asked.journal is None)
    names = write_documents(dataset, year, paying, aside / asked.documents.name, whole)
    files = tuple(asked.documents / name for name in names)
    return FinalWritten(year=year, paying=paying, balances=balances, files=files)
