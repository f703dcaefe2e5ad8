"""Take the balances of the year before out of a data set, and make the table that the next year reads.

A period is of the year in which it begins.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from logistics.dataset import BalanceRow, DataSet
from logistics.dataset.quantities import MOST_KRONOR
from logistics.errors import DataFaults, Fault, NothingHolds
from subsidy.carrying import Balance
from subsidy.final import FinalSettlement
from subsidy.rules import ContributionRule
from subsidy.wording import format_kr, format_list, format_period

BALANCES_FILE = "balances.csv"
_FIRST_ROW = 2  # of a file, below its headings
_LONGEST_REFERENCE = 300  # characters; what a cell of a table or a line of a letter holds with ease


def balances_of(
    dataset: DataSet, rules: Sequence[ContributionRule], rule: ContributionRule
) -> tuple[Balance, ...]:
    """What is carried into the payouts of a rule's period, by SCB code: those of a municipality as one.

    Only the first period that begins in a year takes what comes from the year before, so that it is carried once.

    Raises
    ------
    DataFaults
        A balance is not of the year before, or is in the data set of a later period only; with every fault.
    """
    if faults := (*_other_years(dataset, rule.first_date.year), *_too_late(dataset, rules, rule)):
        raise DataFaults(faults)
    if _first_of_year(rules, rule) != rule:
        return ()
    rows: dict[str, list[BalanceRow]] = defaultdict(list)
    for row in sorted(dataset.balances, key=lambda row: row.scb_code):
        rows[row.scb_code].append(row)
    return tuple(
        Balance(
            id=code,
            year=own[0].year,
            amount_ore=amount_ore,
            reference=format_list([row.reference for row in own]),
        )
        for code, own in rows.items()
        if (amount_ore := sum(row.amount_ore for row in own))
    )


def left_to_the_first(
    dataset: DataSet, rules: Sequence[ContributionRule], rule: ContributionRule
) -> tuple[str, ...]:
    """That a data set's balances go into an earlier period, not this one: a Swedish sentence, or none."""
    first = _first_of_year(rules, rule)
    if first == rule or not dataset.balances:
        return ()
    sentence = (
        f"Det som förs över från {rule.first_date.year - 1} hör till bidraget för"
        f" {format_period(first.first_date, first.last_date)} ({first.id}), det första som börjar"
        f" {rule.first_date.year}, och är inte med här."
    )
    return (sentence,)


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
    for row in balance_rows(final):
        writer.writerow(row.texts() | {"amount_kr": str(Decimal(row.amount_ore).scaleb(-2))})
    return text.getvalue().encode("utf-8")


def _other_years(dataset: DataSet, year: int) -> Iterator[Fault]:
    for number, row in enumerate(dataset.balances, start=_FIRST_ROW):
        if row.year != year - 1:
            name = dataset.municipality(row.scb_code).name
            problem = (
                f"{format_kr(row.amount_ore)} för {name} kommer från {row.year}, men bara det som kommer"
                f" från {year - 1} kan föras över till {year}"
            )
            remedy = f"ta bort raden, eller ange {year - 1} om beloppet ska regleras {year}"
            yield _fault(number, row, problem, remedy)


def _too_late(dataset: DataSet, rules: Sequence[ContributionRule], rule: ContributionRule) -> Iterator[Fault]:
    """The balances of a data set whose season begins after the period that takes them: nobody would carry them."""
    first = _first_of_year(rules, rule)
    if dataset.settings.season_first_date <= first.first_date:
        return
    for number, row in enumerate(dataset.balances, start=_FIRST_ROW):
        problem = (
            f"det som kommer från {row.year} förs till {first.id}, det första bidraget som börjar"
            f" {first.first_date.year}, inte till {rule.id}"
        )
        remedy = f"ta bort raden här; den ska stå i datamängden för {first.id}"
        yield _fault(number, row, problem, remedy)


def _fault(number: int, row: BalanceRow, problem: str, remedy: str) -> Fault:
    """A fault in the year of a row."""
    return Fault(
        file=BALANCES_FILE, row=number, column="year", value=str(row.year), problem=problem, remedy=remedy
    )


def _first_of_year(rules: Sequence[ContributionRule], rule: ContributionRule) -> ContributionRule:
    """The rule whose period is the first that begins in the same year."""
    same = (other for other in rules if other.first_date.year == rule.first_date.year)
    return min(same, key=lambda other: other.first_date)


def _reference(final: FinalSettlement, id_: str) -> str:
    """Where a balance comes from: the settlement, the corrections in it, and what was carried on."""
    rule, row = final.budget.rule, next(row for row in final.rows if row.id == id_)
    text = f"Slutavräkning {final.budget.basis.period_name}, {rule.reference}"
    corrected = [correction.corrects for correction in final.corrections if correction.id == id_]
    if corrected:
        text += f"; med rättelse av {', '.join(corrected)}"
    if row.onward_ore:
        text += f"; kvar att dra av från {final.budget.basis.year_before}"
    text = " ".join(text.split())  # a reference in rules.toml may have lines
    if len(text) <= _LONGEST_REFERENCE:
        return text
    return f"{text[: _LONGEST_REFERENCE - 1].rstrip()}…"
