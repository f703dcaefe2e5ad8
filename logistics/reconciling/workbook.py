"""Write the workbook of a reconciliation: deviations, matching, invoices, final settlement, checks."""

from fractions import Fraction
from pathlib import Path

from logistics.reconciling.decided import Decided
from logistics.reconciling.reconcile import FinalYear, Reconciled
from logistics.reconciling.sheet_deviations import begin_deviations, write_deviations
from logistics.reconciling.sheet_final import ACTUAL_COST, write_final
from logistics.reconciling.sheet_invoices import write_invoices
from logistics.reconciling.sheet_matching import write_matching
from subsidy.workbook.book import Book, Table
from subsidy.workbook.control import Check, checks_of_split, write_control
from subsidy.workbook.record import write_record
from subsidy.workbook.writing import write_common


def write_reconciliation(
    reconciled: Reconciled, decided: Decided, year: FinalYear | None, path: Path
) -> None:
    """Write the workbook; without a final year only what was matched. The same input gives the same bytes.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre, or Excel cannot hold a text.
    OSError
        The file cannot be written.
    """
    common = write_common(year.final.actual) if year else None
    budget = decided.settlement
    title = f"Avstämning {budget.basis.period_name}"
    book = Book(
        budget, title=title, receiver=budget.basis.issuer.name, shared=common.shared if common else None
    )
    deviations = begin_deviations(book, reconciled)
    matching = write_matching(book, reconciled)
    bridge = write_deviations(deviations, reconciled, matching)
    invoices = write_invoices(book, reconciled, matching)
    checks = _checks_of_matching(reconciled, matching, bridge, invoices)
    if year and common:
        final, corrections = write_final(book, (reconciled, year), matching, common)
        book.add_shared(common.shared)
        split = checks_of_split(year.final.actual, common.costs, common.awards, common.last_round)
        checks = (*checks, *_checks_of_final(year, matching, (final, corrections)), *split)
    write_control(book, checks)
    if year:
        write_record(book, year.record)
    book.save(path)


def _checks_of_matching(
    reconciled: Reconciled, matching: Table, bridge: Table, invoices: Table
) -> tuple[Check, ...]:
    n_rows = len(reconciled.invoices.rows)
    places = matching.over("place", outside=True)
    return (
        Check(
            label="Varje fakturarad finns med en gång (antal)",
            is_text=f'SUMPRODUCT(({places}<>"")*1)',
            should_text=str(n_rows),
            value=n_rows,
        ),
        Check(
            label="Planen, avvikelserna och det inom toleranserna är det fakturerade (öre)",
            is_text=_ore(bridge.total("kronor", outside=True)),
            should_text=_ore(matching.total("invoiced", outside=True)),
            value=reconciled.invoiced_ore,
        ),
        Check(
            label="Avvikelserna är de som Matchning räknar fram (öre)",
            is_text=_ore(f"SUM({_kinds(bridge)})"),
            should_text=_ore(matching.total("beyond", outside=True)),
            value=sum(deviation.stake_ore for deviation in reconciled.deviations),
        ),
        Check(
            label="Fakturornas summor är det fakturerade (öre)",
            is_text=_ore(invoices.total("net", outside=True)),
            should_text=_ore(matching.total("invoiced", outside=True)),
            value=reconciled.invoiced_ore,
        ),
    )


def _kinds(bridge: Table) -> str:
    """The cells of the bridge between its first row, the plan, and its last, what is within the tolerances."""
    first = bridge.at("kronor", 1, outside=True)
    return f"{first}:{bridge.at('kronor', bridge.n - 2, outside=True).split('!')[1]}"


def _checks_of_final(year: FinalYear, matching: Table, tables: tuple[Table, Table]) -> tuple[Check, ...]:
    table, corrections = tables
    final = year.final
    corrected_ore = sum(correction.amount_ore for correction in final.corrections)
    corrected = corrections.total("amount", outside=True) if corrections.n else "0"
    planned_ore = year.decided.today.basis.cost_ore
    onward = f"+{table.total('onward', outside=True)}" if final.onward_ore else ""
    what = "mellan bidragen, rättelserna och det som är kvar" if onward else "mellan bidragen och rättelserna"
    settled = f"-{table.total('settled', outside=True)}" if final.settled_by else ""
    what += " minus det som redan är reglerat" if settled else ""
    return (
        Check(
            label="Turernas kostnad är planens (öre)",
            is_text=_ore(matching.total("planned", outside=True)),
            should_text=str(planned_ore),
            value=planned_ore,
        ),
        Check(
            label="Den faktiska kostnaden är den som delas (öre)",
            is_text=_ore(ACTUAL_COST),
            should_text="Kostnad_öre",
            value=final.actual.basis.cost_ore,
        ),
        Check(
            label="Bidragen i budget och det som var kvar är hela bidraget (öre)",
            is_text=f"{_ore(table.total('budget_award', outside=True))}+{final.budget.split.left_ore}",
            should_text="Bidrag_öre",
            value=final.budget.rule.amount_ore,
        ),
        Check(
            label="Rättelserna per kommun är alla rättelser (öre)",
            is_text=_ore(table.total("correction", outside=True)),
            should_text=_ore(corrected),
            value=corrected_ore,
        ),
        Check(
            label=f"Att reglera är skillnaden {what} (öre)",
            is_text=_ore(table.total("balance", outside=True)),
            should_text=_ore(
                f"{table.total('actual_award', outside=True)}-{table.total('budget_award', outside=True)}"
                f"+{corrected}{onward}{settled}"
            ),
            value=Fraction(final.balance_ore),
        ),
    )


def _ore(kronor: str) -> str:
    return f"ROUND(({kronor})*100,0)"
