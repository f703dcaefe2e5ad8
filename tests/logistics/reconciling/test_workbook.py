"""The workbook of a reconciliation: what is stored is what its formulas give."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from logistics.exchange.corrections import CorrectionRow
from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.exchange.invoices import Invoices
from logistics.exchange.vat import without_vat
from logistics.periods import year_of
from logistics.reconciling.answer import answer_lines
from logistics.reconciling.decided import Decided, Issued
from logistics.reconciling.earlier import Earlier
from logistics.reconciling.planned_runs import planned_runs
from logistics.reconciling.reconcile import reconcile_runs, settle_actual
from logistics.reconciling.workbook import write_reconciliation
from logistics.settling import settlement_of
from subsidy.final_record import read_final_record
from subsidy.statement import settle
from tests.logistics.reconciling.rows import row
from tests.logistics.reconciling.test_decided import ENTRY
from tests.subsidy.office import find_formulas, read_values, recalculate

YEAR = year_of(2026)
CORRECTION = CorrectionRow(
    date=date(2026, 2, 1), year=2025, scb_code="1780", amount_ore=-777, corrects="=Besked", because="Fel"
)


@pytest.fixture(scope="module")
def invoices(planned):
    """A year of odd kilometres and hours, with every kind of deviation."""
    rows = [
        row(
            run.cost_ore + n % 7 * 90,
            day=run.date,
            vehicle=run.vehicle_id,
            kilometres=run.kilometres,
            hours=run.hours,
        )
        for n, run in enumerate(planned_runs(planned, *YEAR))
    ]
    rows[3] = replace(rows[3], kilometres=rows[3].kilometres + 11, hours=rows[3].hours + 1)
    rows[5] = replace(rows[5], kilometres=None, hours=None, amount_ore=1)
    rows[7] = replace(rows[7], date=date(2026, 1, 6))
    rows += [
        rows[0],
        replace(rows[0], vehicle_id="", run="Drivmedel"),
        replace(rows[0], date=date(2027, 1, 4)),
    ]
    rows += [replace(rows[9], amount_ore=-rows[9].amount_ore), replace(rows[11], amount_ore=-5, vat_ore=-1)]
    rows = [
        replace(found, row=n, net_ore=found.amount_ore, invoice=f"F{n % 3}")
        for n, found in enumerate(rows, start=2)
    ]
    half = {"kilometres_rounding": Fraction(1, 20), "hours_rounding": Fraction(1, 120)}
    rows = [replace(found, **half) if n % 2 else found for n, found in enumerate(rows)]
    return Invoices(columns=InvoiceColumns(), rows=tuple(rows))


@pytest.fixture(scope="module")
def written(planned, invoices, tmp_path_factory):
    """The workbook of the whole year, and that of its first quarter."""
    folder = tmp_path_factory.mktemp("reconciled")
    budget = Decided(today=settlement_of(planned, *YEAR))
    whole = reconcile_runs(planned, invoices, *YEAR)
    write_reconciliation(whole, budget, settle_actual(whole, budget, [CORRECTION]), folder / "year.xlsx")
    quarter = reconcile_runs(planned, invoices, YEAR[0], date(2026, 3, 31))
    write_reconciliation(quarter, budget, None, folder / "quarter.xlsx")
    paid = Decided(today=settle(budget.today.basis, replace(budget.today.rule, settlement="pay")))
    exact = reconcile_runs(planned, with_vat(planned), *YEAR)
    write_reconciliation(exact, paid, settle_actual(exact, paid), folder / "paid.xlsx")
    first = read_final_record("\n".join(settle_actual(whole, paid).record))
    issued = Issued(entry=ENTRY, settlement=paid.today, earlier=Earlier(entry=ENTRY, record=first))
    again = Decided(today=paid.today, issued=issued)
    write_reconciliation(exact, again, settle_actual(exact, again), folder / "again.xlsx")
    return folder


def with_vat(planned):
    """A year as planned, with 25 % VAT in the amounts and stated on each row; 90 kr more VAT than right."""
    rows = []
    for line, run in enumerate(planned_runs(planned, *YEAR), start=2):
        vat_ore = run.cost_ore // 4
        as_planned = row(
            run.cost_ore, day=run.date, vehicle=run.vehicle_id, kilometres=run.kilometres, hours=run.hours
        )
        gross = replace(as_planned, row=line, amount_ore=run.cost_ore + vat_ore, vat_ore=vat_ore)
        rows.append(gross)
    rows[0] = replace(rows[0], vat_ore=rows[0].vat_ore + 9_000)
    columns = InvoiceColumns(includes_vat=True)
    nets_ore = without_vat([(found.invoice, found.amount_ore) for found in rows], columns)
    return Invoices(
        columns=columns,
        rows=tuple(replace(found, net_ore=ore) for found, ore in zip(rows, nets_ore, strict=True)),
    )


def test_sheets_are_those_that_finance_asks_for(written):
    """Deviations first; the settlement only when the year is whole."""
    sheets = {
        name: list(dict.fromkeys(sheet for sheet, _ in read_values(written / f"{name}.xlsx")))
        for name in ("year", "quarter")
    }
    assert sheets["quarter"] == ["Avvikelser", "Matchning", "Prislista", "Fakturor", "Kontroll"]
    assert sheets["year"][:5] == ["Avvikelser", "Matchning", "Prislista", "Fakturor", "Slutavräkning"]
    assert sheets["year"][-2:] == ["Kontroll", "Indata"]


def test_every_sheet_is_printed_on_a4_and_long_ones_repeat_their_headings(written):
    """Offices have no A3, and figures without headings say nothing."""
    for sheet in openpyxl.load_workbook(written / "year.xlsx"):
        assert (9, "1") == (int(sheet.page_setup.paperSize), str(sheet.page_setup.fitToWidth or 1))
        if sheet.title in ("Avvikelser", "Matchning", "Fakturor"):
            assert sheet.print_title_rows


def test_every_check_says_ok(written):
    """A reader looks here first."""
    for name in ("year", "quarter", "paid", "again"):
        verdicts = [
            v
            for (sheet, at), v in read_values(written / f"{name}.xlsx").items()
            if sheet == "Kontroll" and at[0] == "D"
        ]
        assert set(verdicts[1:]) == {"OK"}


def test_libreoffice_gives_the_stored_values(written, tmp_path):
    """Every formula, to a millionth of a krona."""
    paths = [written / f"{name}.xlsx" for name in ("year", "quarter", "paid", "again")]
    for path, cells in zip(paths, recalculate(paths, tmp_path), strict=True):
        stored = read_values(path)
        wrong = [
            (place, stored[place], cells.get(place))
            for place in find_formulas(path)
            if stored.get(place) != cells.get(place)
            and not (
                isinstance(stored.get(place), int | float)
                and isinstance(cells.get(place), int | float)
                and abs(stored[place] - cells[place]) < 1e-6
            )
            and (stored.get(place), cells.get(place)) not in (("", None), (None, ""))
        ]
        assert wrong == []


def test_what_is_settled_already_has_columns_and_a_table(written):
    """Of every settlement before; not where there is none."""
    for name, n_columns in (("paid", 0), ("again", 1)):
        values = list(read_values(written / f"{name}.xlsx").values())
        assert [n_columns] * 2 == [values.count(head) for head in ("Redan reglerat", "Så reglerades det")]


def test_changed_figure_is_caught_by_the_checks(written, tmp_path):
    """A tolerance of a million kilometres hides a deviation that the list still has."""
    stored = read_values(written / "quarter.xlsx")
    place = next(at for (sheet, at), value in stored.items() if sheet == "Avvikelser" and value == 5)
    (cells,) = recalculate([written / "quarter.xlsx"], tmp_path, {("Avvikelser", place): 1_000_000})
    verdicts = [value for (sheet, at), value in cells.items() if sheet == "Kontroll" and at[0] == "D"]
    assert "FEL" in verdicts


def test_text_that_looks_like_a_formula_stays_text(written):
    """A reference that begins with an equals sign is written as it stands."""
    assert "=Besked" in read_values(written / "year.xlsx").values()


def test_same_input_gives_the_same_bytes(planned, invoices, written, tmp_path):
    """No clock in the file."""
    budget = Decided(today=settlement_of(planned, *YEAR))
    quarter = reconcile_runs(planned, invoices, YEAR[0], date(2026, 3, 31))
    write_reconciliation(quarter, budget, None, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (written / "quarter.xlsx").read_bytes()


def test_vat_that_is_not_the_rows_is_told(planned, written):
    """On the sheet beside each invoice, and in the answer."""
    (difference,) = (
        v
        for (sheet, at), v in read_values(written / "paid.xlsx").items()
        if (sheet, at) == ("Fakturor", "G6")
    )
    assert 89 < difference < 91
    lines = dict(answer_lines(reconcile_runs(planned, with_vat(planned), *YEAR), None))
    assert lines["Moms"].startswith("faktura F1: raderna anger")
