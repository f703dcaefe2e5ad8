"""What an award was too small to deduct is settled with the year, in a column of its own."""

from dataclasses import replace

import pytest

from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.exchange.invoices import Invoices
from logistics.periods import year_of
from logistics.reconciling.answer import answer_lines
from logistics.reconciling.decided import Decided
from logistics.reconciling.planned_runs import planned_runs
from logistics.reconciling.reconcile import reconcile_runs, settle_actual
from logistics.reconciling.workbook import write_reconciliation
from logistics.settling import settlement_of
from subsidy.carrying import Balance
from subsidy.statement import settle
from tests.logistics.reconciling.rows import row
from tests.recalculate import differing
from tests.subsidy.office import recalculate

YEAR = year_of(2026)


@pytest.fixture(scope="module")
def settled(planned):
    """A year that cost what was planned; Säffle had 1 000 000 kr more to give back than it was awarded."""
    rows = [
        replace(row(run.cost_ore, day=run.date, vehicle=run.vehicle_id), row=line)
        for line, run in enumerate(planned_runs(planned, *YEAR), start=2)
    ]
    reconciled = reconcile_runs(planned, Invoices(columns=InvoiceColumns(), rows=tuple(rows)), *YEAR)
    plain = settlement_of(planned, *YEAR)
    deduct_ore = 100_000_000 + plain.split.awards_ore["1785"]
    balance = Balance(id="1785", year=2025, amount_ore=-deduct_ore, reference="Slutavräkning 2025")
    budget = settle(replace(plain.basis, balances=(balance,)), plain.rule)
    return reconciled, budget, settle_actual(reconciled, Decided(today=budget))


def test_what_was_left_to_deduct_is_the_balance(settled):
    """Nothing else is: the costs were those of the budget."""
    _, _, year = settled
    assert {"1785": -100_000_000} == {row.id: row.balance_ore for row in year.final.rows if row.balance_ore}


def test_the_answer_names_it(settled):
    """On screen, with the year that it comes from."""
    reconciled, _, year = settled
    lines = {label: text.replace("\N{NO-BREAK SPACE}", " ") for label, text in answer_lines(reconciled, year)}
    assert lines["Kvar att dra av"] == "\N{MINUS SIGN}1 000 000,00 kr från 2025"
    assert lines["Att reglera"] == "\N{MINUS SIGN}1 000 000,00 kr"


def test_the_workbook_has_a_column_of_it_that_another_program_computes(settled, tmp_path):
    """Every formula, and every check is OK."""
    reconciled, budget, year = settled
    write_reconciliation(reconciled, Decided(today=budget), year, tmp_path / "avstamning.xlsx")
    (cells,) = recalculate([tmp_path / "avstamning.xlsx"], tmp_path / "office")
    assert differing(tmp_path / "avstamning.xlsx", cells) == []
    assert "Kvar att dra av från 2025" in cells.values()
    assert "FEL" not in cells.values()
