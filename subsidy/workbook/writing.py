"""Write a statement for one municipality, and the summary for the region, as workbooks."""

from dataclasses import dataclass
from pathlib import Path

from subsidy.statement import Settlement, Statement, Summary
from subsidy.workbook.basis import write_basis, write_rule
from subsidy.workbook.book import Book, Table
from subsidy.workbook.calculation import write_awards, write_cost_shares
from subsidy.workbook.carried import checks_of_carried, write_carried
from subsidy.workbook.comparison import write_all_comparisons, write_own_comparison
from subsidy.workbook.control import Check, checks_of_split, write_control
from subsidy.workbook.decision import (
    AWARD_ORE,
    COST_ORE,
    DECIDED_AWARD,
    DECIDED_COST,
    write_decision,
    write_region_decision,
)
from subsidy.workbook.diagram import write_diagram
from subsidy.workbook.fairness import write_fairness, write_unjudged
from subsidy.workbook.model import LARGEST_ORE
from subsidy.workbook.overview import add_carried, write_overview
from subsidy.workbook.payouts import write_all_payouts, write_own_payouts
from subsidy.workbook.record import write_record
from subsidy.workbook.shared import SharedSheets
from subsidy.workbook.transports import write_transports


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The sheets that all workbooks of a settlement have in common, and the tables in them."""

    shared: SharedSheets
    basis: Table
    costs: Table
    awards: Table
    last_round: Table
    carried: Table | None  # None: nothing is carried from the year before


def write_common(settlement: Settlement) -> Common:
    """The sheets of a settlement that are the same in every workbook, written once.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre, or Excel cannot hold a text.
    """
    _refuse_large(settlement)
    book = Book(settlement, title="", receiver="")
    basis = write_basis(book, settlement)
    write_rule(book, settlement)
    costs = write_cost_shares(book, settlement, basis)
    awards, rounds = write_awards(book, settlement, basis, costs)
    carried = write_carried(book, settlement, awards) if settlement.basis.balances else None
    return Common(
        shared=book.share(),
        basis=basis,
        costs=costs,
        awards=awards,
        last_round=rounds[-1],
        carried=carried,
    )


def write_statement(statement: Statement, path: Path, common: Common | None = None) -> None:
    """Write one municipality's workbook; the file is whole or not there, and the same on every run.

    `common` saves time where several workbooks of a settlement are written; it changes no byte.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre, or Excel cannot hold a text.
    OSError
        The file cannot be written.
    """
    settlement, name = statement.settlement, statement.municipality.name
    common = common or write_common(settlement)
    book = Book(settlement, title=f"Bidragsbesked {name}", receiver=name, shared=common.shared)
    write_decision(book, statement)
    paid = write_own_payouts(book, statement, statement.payouts) if statement.payouts else ()
    if statement.earlier:
        write_own_comparison(book, statement, statement.earlier)
    book.add_shared(common.shared)
    transports = write_transports(book, statement.runs, for_one=True)
    decided = (
        Check(
            label="Det beslutade bidraget är det beräknade (öre)",
            is_text=f"ROUND({DECIDED_AWARD}*100,0)",
            should_text=AWARD_ORE,
            value=statement.award_ore,
        ),
        Check(
            label="Den beslutade kostnadsandelen är den beräknade (öre)",
            is_text=f"ROUND({DECIDED_COST}*100,0)",
            should_text=COST_ORE,
            value=statement.cost_ore,
        ),
    )
    checks = (*decided, *paid, *_checks_of_all(settlement, common))
    write_control(book, (*checks, *_checks_of_runs(settlement, transports)))
    if statement.record:
        write_record(book, statement.record)
    book.save(path)


def write_summary(summary: Summary, path: Path, common: Common | None = None) -> None:
    """Write the region's workbook; the file is whole or not there, and the same on every run.

    `common` saves time where several workbooks of a settlement are written; it changes no byte.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre, or Excel cannot hold a text.
    OSError
        The file cannot be written.
    """
    settlement = summary.settlement
    common = common or write_common(settlement)
    receiver = settlement.basis.issuer.name
    book = Book(settlement, title="Sammanställning av bidrag", receiver=receiver, shared=common.shared)
    write_region_decision(book, summary)
    overview = write_overview(book, settlement, common.basis, common.costs, common.awards)
    if common.carried:
        add_carried(overview, settlement, common.carried)
    write_diagram(book, settlement, overview)
    paid = write_all_payouts(book, summary.payouts, overview) if summary.payouts else ()
    if summary.earlier:
        write_all_comparisons(book, settlement, summary.earlier, overview)
    if summary.fairness:
        write_fairness(book, summary.fairness, common.costs)
    elif summary.unjudged:
        write_unjudged(book, summary.unjudged)
    book.add_shared(common.shared)
    transports = write_transports(book, summary.runs, for_one=False)
    decided = (
        _check_column("Beslutade bidrag", overview, "decided", "award"),
        _check_column("Beslutade kostnadsandelar", overview, "decided_cost", "cost"),
    )
    checks = (*decided, *paid, *_checks_of_all(settlement, common))
    write_control(book, (*checks, *_checks_of_runs(settlement, transports)))
    if summary.record:
        write_record(book, summary.record)
    book.save(path)


def _checks_of_all(settlement: Settlement, common: Common) -> tuple[Check, ...]:
    carried = checks_of_carried(settlement) if common.carried else ()
    return (*carried, *checks_of_split(settlement, common.costs, common.awards, common.last_round))


def _checks_of_runs(settlement: Settlement, transports: Table) -> tuple[Check, ...]:
    if not transports.n:
        return ()
    check = Check(
        label="Turernas kostnad är den kostnad som delas (öre)",
        is_text=transports.total("cost_ore", outside=True),
        should_text="Kostnad_öre",
        value=settlement.basis.cost_ore,
    )
    return (check,)


def _check_column(what: str, overview: Table, decided_key: str, computed_key: str) -> Check:
    decided, computed = overview.over(decided_key, outside=True), overview.over(computed_key, outside=True)
    return Check(
        label=f"{what} som skiljer sig från de beräknade",
        is_text=f"SUMPRODUCT((ROUND({decided}*100,0)<>ROUND({computed}*100,0))*1)",
        should_text="0",
        value=0,
    )


def _refuse_large(settlement: Settlement) -> None:
    balances_ore = (abs(balance.amount_ore) for balance in settlement.basis.balances)
    largest_ore = max(settlement.rule.amount_ore, settlement.basis.cost_ore, *balances_ore)
    if largest_ore > LARGEST_ORE:
        raise ValueError(f"{largest_ore} öre is more than a workbook recomputes to the öre ({LARGEST_ORE})")
