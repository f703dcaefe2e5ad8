"""Write what follows from a final settlement: its letters, its record, and the files for bank and bookkeeping."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from logistics.banking import is_banking_day
from logistics.cli.progress import show_step
from logistics.cli.steps import day_of_issue, day_to_issue
from logistics.dataset import DataSet
from logistics.files import replace_files, write_whole
from logistics.kept_finals import FINAL_RECORD
from logistics.letters.final import FinalLetters, write_final_letters
from logistics.paying import account_text
from logistics.reconciling.paying import FinalPaying, first_day_after, pay_finally
from logistics.reconciling.reconcile import FinalYear
from logistics.settling import PAYOUTS_FOLDER
from logistics.swedish import dates_text
from subsidy.final_wording import next_award
from subsidy.journal import IssueRefused
from subsidy.record import record_bytes, stated_fingerprint
from subsidy.wording import format_fingerprint

SETTLEMENT = "slutavrakning"

CreatedOn = Annotated[
    datetime | None,
    typer.Option(
        "--created",
        metavar="DATUM",
        formats=["%Y-%m-%d"],
        help="Dagen som slutavräkningens brev och filer skapas; annars dagens datum när den utfärdas, och i ett"
        " utkast första bankdagen efter perioden.",
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
    """The day of the letters and files of a period that ends on `last`.

    What is issued is dated today if no day is asked for; a draft as if it were issued as soon as it can be.

    Raises
    ------
    IssueRefused
        The period is not over today.
    typer.BadParameter
        The period is not over on the day that was asked for, or that is too far ahead.
    """
    if created is None and not is_issued:
        return first_day_after(last)
    day = day_to_issue(created, "--created") if is_issued else day_of_issue(created)
    if day > last:
        return day
    if created is None:
        raise IssueRefused(
            f"Perioden slutar den {dates_text(last, last)}, så slutavräkningen kan inte utfärdas än. Gör ett"
            " utkast med --draft till dess."
        )
    message = f"{day} ligger inte efter {last}, den sista dagen som avräknas."
    raise typer.BadParameter(message, param_hint="'--created'")


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
    regional = (*year.decided.changes, *year.decided.claims)  # name every municipality
    letters = FinalLetters(
        final=year.final,
        cost_parts=year.cost_parts,
        source=year.decided.source,
        is_draft=whole.is_draft,
        corrects=whole.corrects,
        notes=tuple(note for note in year.notes if note not in regional),
        own_notes={code: claim for code in codes if (claim := year.decided.claim_on(code))},
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
