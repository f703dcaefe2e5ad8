"""Write what follows from a final settlement: its letters, its record, and the files for bank and bookkeeping."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from logistics.banking import is_banking_day
from logistics.cli.progress import show_step
from logistics.cli.steps import day_of_issue
from logistics.dataset import DataSet
from logistics.files import replace_files, write_whole
from logistics.letters.final import FinalLetters, write_final_letters
from logistics.paying import account_text
from logistics.reconciling.earlier import FINAL_RECORD
from logistics.reconciling.paying import FinalPaying, first_day_after, pay_finally
from logistics.reconciling.reconcile import FinalYear
from logistics.settling import PAYOUTS_FOLDER
from subsidy.final_wording import next_award
from subsidy.record import record_bytes, stated_fingerprint
from subsidy.wording import format_fingerprint

SETTLEMENT = "slutavrakning"

CreatedOn = Annotated[
    datetime | None,
    typer.Option(
        "--created",
        metavar="DATUM",
        formats=["%Y-%m-%d"],
        help="Dagen som slutavräkningens brev och filer skapas; annars första bankdagen efter perioden, eller"
        " dagens datum när den utfärdas senare.",
    ),
]
PaidOn = Annotated[
    datetime | None,
    typer.Option(
        "--pay-on",
        metavar="DATUM",
        formats=["%Y-%m-%d"],
        help="Bankdagen då slutavräkningen betalas ut; annars utbetalningsregelns nästa dag.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What the letters say of the settlement that they belong to."""

    workbook: str  # the region's, by its name
    is_draft: bool
    corrects: str = ""  # as `nr 2 i journalen, 4 januari 2027`; empty: nothing


def day_created(last: date, created: datetime | None, *, is_issued: bool) -> date:
    """The day of the letters and files of a period that ended on `last`.

    What is issued is dated no earlier than today, for its payments are counted from that day.

    Raises
    ------
    typer.BadParameter
        The period is not over on the day that was asked for.
    """
    if created is None:
        first = first_day_after(last)
        return max(first, day_of_issue(None)) if is_issued else first
    if created.date() <= last:
        message = f"{created.date()} ligger inte efter {last}, den sista dagen som avräknas."
        raise typer.BadParameter(message, param_hint="'--created'")
    return created.date()


def pay_year(
    dataset: DataSet, year: FinalYear, created_on: date, pay_on: datetime | None, number: int | None = None
) -> FinalPaying:
    """How the final settlement is paid, on the days that were asked for; `number` is that of its entry.

    Raises
    ------
    typer.BadParameter
        A day cannot be that.
    DataFaults, PayingRefused
        As `pay_finally`.
    """
    paid_on = pay_on.date() if pay_on else None
    if paid_on and year.final.is_carried:
        message = f"Inget betalas nu: balanserna förs till {next_award(year.final)}."
        raise typer.BadParameter(message, param_hint="'--pay-on'")
    return pay_finally(year.final, dataset, created_on, _payable(paid_on, created_on), number=number)


def write_documents(
    dataset: DataSet, year: FinalYear, paying: FinalPaying, folder: Path, whole: Whole
) -> tuple[Path, ...]:
    """Write everything into a folder; the paths below it, first the letters by SCB code."""
    show_step("Skriver brev och filer för utbetalning")
    codes = [municipality.code for municipality in year.final.budget.basis.municipalities]
    letters = FinalLetters(
        final=year.final,
        cost_parts=year.cost_parts,
        source=year.decided.source,
        is_draft=whole.is_draft,
        corrects=whole.corrects,
        notes=tuple(note for note in year.notes if note not in year.decided.changes),
        dated_on=paying.created_on,
        paid_on=paying.paid_on,
        accounts={code: account_text(dataset, code) for code in codes},
        workbook=whole.workbook,
        checksum=format_fingerprint(stated_fingerprint(year.record)),
    )
    written = [*write_final_letters(letters, folder)]
    written.append(write_whole(folder / FINAL_RECORD, record_bytes(year.record)))
    if paying.files:
        replace_files(folder / PAYOUTS_FOLDER, paying.files)
    written += [folder / PAYOUTS_FOLDER / name for name in paying.files]
    return tuple(path.relative_to(folder) for path in written)


def _payable(day: date | None, created_on: date) -> date | None:
    """The same day, if banks can pay on it."""
    if day is None:
        return None
    if day < created_on:
        message = f"{day} ligger före {created_on}, då filerna skapas."
    elif not is_banking_day(day):
        message = f"{day} är ingen bankdag."
    else:
        return day
    raise typer.BadParameter(message, param_hint="'--pay-on'")
