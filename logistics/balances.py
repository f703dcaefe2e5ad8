"""Take the balances of the year before out of a data set, and make the table that the next year reads."""

import csv
import io
from collections.abc import Iterator

from logistics.dataset import BalanceRow, DataSet
from logistics.dataset.quantities import MOST_KRONOR
from logistics.errors import DataFaults, Fault, NothingHolds
from subsidy.carrying import Balance
from subsidy.final import FinalSettlement
from subsidy.wording import format_kr

BALANCES_FILE = "balances.csv"
_FIRST_ROW = 2  # of a file, below its headings
_LONGEST_REFERENCE = 300  # characters; what a cell of a table or a line of a letter holds with ease


def balances_of(dataset: DataSet, year: int) -> tuple[Balance, ...]:
    """What is carried into the payouts of a year, by SCB code.

    Raises
    ------
    DataFaults
        A balance is not of the year before; with every fault.
    """
    faults = tuple(_other_years(dataset, year))
    if faults:
        raise DataFaults(faults)
    return tuple(
        Balance(id=row.scb_code, year=row.year, amount_ore=row.amount_ore, reference=row.reference)
        for row in sorted(dataset.balances, key=lambda row: row.scb_code)
    )


def balance_rows(final: FinalSettlement) -> tuple[BalanceRow, ...]:
    """The balances that a final settlement carries into the next year: none of 0 kr, none if they are paid.

    Raises
    ------
    NothingHolds
        A balance is larger than the table holds.
    """
    if not final.is_carried:
        return ()
    largest_ore = max(abs(row.balance_ore) for row in final.rows)
    if largest_ore > MOST_KRONOR * 100:
        raise NothingHolds(
            f"{format_kr(largest_ore)} är mer än som kan föras över till nästa år (högst"
            f" {format_kr(MOST_KRONOR * 100)}). Se över rättelserna."
        )
    return tuple(
        BalanceRow(
            scb_code=row.id,
            year=final.next_year - 1,
            amount_ore=row.balance_ore,
            reference=_reference(final, row.id),
        )
        for row in final.rows
        if row.balance_ore
    )


def balances_csv(final: FinalSettlement) -> bytes:
    """The table of `balance_rows`, as it stands in the folder of a data set: UTF-8 with commas.

    Raises
    ------
    NothingHolds
        A balance is larger than the table holds.
    """
    text = io.StringIO()
    names = ("scb_code", "year", "amount_kr", "reference")
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.texts() for row in balance_rows(final))
    return text.getvalue().encode("utf-8")


def _other_years(dataset: DataSet, year: int) -> Iterator[Fault]:
    for number, row in enumerate(dataset.balances, start=_FIRST_ROW):
        if row.year != year - 1:
            name = dataset.municipality(row.scb_code).name
            yield Fault(
                file=BALANCES_FILE,
                row=number,
                column="year",
                value=str(row.year),
                problem=f"{format_kr(row.amount_ore)} för {name} kommer från {row.year}, men bara det som kommer"
                f" från {year - 1} kan föras över till {year}",
                remedy=f"ta bort raden, eller ange {year - 1} om beloppet ska regleras {year}",
            )


def _reference(final: FinalSettlement, id_: str) -> str:
    """Where a balance comes from: the settlement, the corrections in it, and what was carried on."""
    rule, row = final.budget.rule, next(row for row in final.rows if row.id == id_)
    text = f"Slutavräkning {final.next_year - 1}, {rule.reference}"
    corrected = [correction.corrects for correction in final.corrections if correction.id == id_]
    if corrected:
        text += f"; med rättelse av {', '.join(corrected)}"
    if row.onward_ore:
        text += f"; kvar att dra av från {final.next_year - 2}"
    text = " ".join(text.split())  # a reference in rules.toml may have lines
    if len(text) <= _LONGEST_REFERENCE:
        return text
    return f"{text[: _LONGEST_REFERENCE - 1].rstrip()}…"
