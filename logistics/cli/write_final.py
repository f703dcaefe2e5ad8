"""Write a reconciliation that enters no journal: a part of a period, or a draft."""

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
    left: str = ""  # Swedish: what is to be done with the next award
    balances: Path | None = None  # None: nothing is carried
    files: tuple[Path, ...] = ()  # letters and files, as they lie beside the workbook


def write_unissued(
    reconciled: Reconciled, decided: Decided, year: FinalYear | None, asked: FinalAsked
) -> FinalWritten:
    """What is written of a part of a period, and of a draft.

    Raises
    ------
    DataFaults, PayingRefused
        As `pay_year`.
    OSError
        The files cannot be written.
    """
    lists = {SETTLEMENT: asked.documents.name} if year or asked.documents.exists() else None
    written = FinalWritten()
    with staged(asked.out.parent, lists=lists, outdated=(asked.balances,)) as aside:
        show_step("Skriver arbetsboken")
        write_reconciliation(reconciled, decided, year, aside / asked.out.name)
        if year:
            written = _written(reconciled, year, asked, aside)
    return written


def _written(reconciled: Reconciled, year: FinalYear, asked: FinalAsked, aside: Path) -> FinalWritten:
    """The letters and files of a final settlement, and what next year's data set carries over."""
    dataset, balances = reconciled.plans.dataset, write_balances(year, asked, aside)
    day = day_created(reconciled.last, asked.created, is_issued=False)
    paying = pay_year(dataset, year, day, asked.pay_on)
    whole = Whole(workbook=asked.out.name, is_draft=True)
    names = write_documents(dataset, year, paying, aside / asked.documents.name, whole)
    files = tuple(asked.documents / name for name in names)
    return FinalWritten(year=year, paying=paying, balances=balances, files=files)


def write_balances(year: FinalYear, asked: FinalAsked, aside: Path) -> Path | None:
    """Write what is carried into a folder aside; where it goes from there, or None where nothing is carried."""
    if not balance_rows(year.final):
        return None
    (aside / asked.balances.name).write_bytes(balances_csv(year.final))
    return asked.balances
