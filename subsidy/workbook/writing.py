"""Write a statement for one municipality, and the summary for the region, as workbooks."""

from pathlib import Path

from subsidy.statement import Settlement, Statement, Summary
from subsidy.workbook.basis import write_basis, write_rule
from subsidy.workbook.book import Book, Table
from subsidy.workbook.calculation import write_awards, write_cost_shares
from subsidy.workbook.control import Check, checks_of_split, write_control
from subsidy.workbook.decision import (
    AWARD_ORE,
    COST_ORE,
    DECIDED_AWARD,
    DECIDED_COST,
    write_decision,
    write_region_decision,
)
from subsidy.workbook.model import LARGEST_ORE
from subsidy.workbook.overview import write_overview
from subsidy.workbook.transports import write_transports


def write_statement(statement: Statement, path: Path) -> None:
    """Write one municipality's workbook; the file is whole or not there, and the same on every run.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre, or Excel cannot hold a text.
    OSError
        The file cannot be written.
    """
    settlement, name = statement.settlement, statement.municipality.name
    _refuse_large(settlement)
    book = Book(settlement, title=f"Bidragsbesked {name}", receiver=name)
    write_decision(book, statement)
    costs, awards, last_round = _write_calculation(book, settlement)[1:]
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
    split = checks_of_split(settlement, costs, awards, last_round)
    write_control(book, (*decided, *split, *_checks_of_runs(settlement, transports)))
    book.save(path)


def write_summary(summary: Summary, path: Path) -> None:
    """Write the region's workbook; the file is whole or not there, and the same on every run.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre, or Excel cannot hold a text.
    OSError
        The file cannot be written.
    """
    settlement = summary.settlement
    _refuse_large(settlement)
    book = Book(settlement, title="Sammanställning av bidrag", receiver=settlement.basis.issuer.name)
    write_region_decision(book, summary)
    basis, costs, awards, last_round = _write_calculation(book, settlement)
    overview = write_overview(book, settlement, basis, costs, awards)
    transports = write_transports(book, summary.runs, for_one=False)
    decided = (
        _check_column("Beslutade bidrag", overview, "decided", "award"),
        _check_column("Beslutade kostnadsandelar", overview, "decided_cost", "cost"),
    )
    split = checks_of_split(settlement, costs, awards, last_round)
    write_control(book, (*decided, *split, *_checks_of_runs(settlement, transports)))
    book.save(path)


def _write_calculation(book: Book, settlement: Settlement) -> tuple[Table, Table, Table, Table]:
    basis = write_basis(book, settlement)
    write_rule(book, settlement)
    costs = write_cost_shares(book, settlement, basis)
    awards, rounds = write_awards(book, settlement, basis, costs)
    return basis, costs, awards, rounds[-1]


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
    largest_ore = max(settlement.rule.amount_ore, settlement.basis.cost_ore)
    if largest_ore > LARGEST_ORE:
        raise ValueError(f"{largest_ore} öre is more than a workbook recomputes to the öre ({LARGEST_ORE})")
