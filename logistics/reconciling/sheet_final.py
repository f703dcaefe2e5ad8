"""Write awards by budget against awards by actual costs, and the balance: the sheet Slutavräkning."""

from fractions import Fraction

from xlsxwriter.utility import xl_range

from logistics.reconciling.cells import kronor
from logistics.reconciling.reconcile import LEFT_OUT, FinalYear, Reconciled
from logistics.reconciling.sheet_settled import add_settled, amounts_text, write_settled
from logistics.reconciling.wording import OUTCOME_NAMES
from subsidy import final_wording as wording
from subsidy.final import FinalSettlement
from subsidy.wording import format_kr, format_period
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table
from subsidy.workbook.payouts import serial
from subsidy.workbook.writing import Common

ACTUAL_COST = "Faktisk_kostnad_kr"
_CHANGED = "Planen och reglerna ger nu något annat: se längst ned."
_WIDTHS = (30, 8, 18, 18, 18, 18, 17, 17, 18, 20)


def write_final(
    book: Book, tables: tuple[Reconciled, FinalYear], matching: Table, common: Common
) -> tuple[Table, Table]:
    """Write the sheet; the table of the municipalities, and that of the corrections (perhaps of no rows)."""
    reconciled, year = tables
    final = year.final
    n_more = bool(final.onward_ore) + 2 * bool(final.settled_by)
    sheet = book.add_sheet(wording.FINAL_SHEET, (*_WIDTHS, *(20,) * n_more), landscape=True)
    period = format_period(reconciled.first, reconciled.last)
    row = sheet.write_heading(
        wording.FINAL_SHEET, f"Bidrag efter budget och efter faktisk kostnad, {period}. {_handling(final)}"
    )
    also = f" {_CHANGED}" if year.decided.changes else ""
    sheet.write(row - 1, 0, f"{year.decided.source}{also}", "lead")
    row = _write_cost(book, sheet, row + 1, tables, matching)
    table = Table(sheet, row + 1, len(final.budget.basis.players))
    corrections = _write_corrections(sheet, table.total_row + 5, final)
    below = corrections.total_row + 2 if corrections.n else corrections.head_row + 2
    settled = write_settled(sheet, below + 1, final)
    _add_costs(table, final, common)
    _add_balances(table, final, corrections, settled)
    _write_left(sheet, table, final)
    below = settled.total_row + 2 if settled else below
    for n, note in enumerate(year.notes):
        sheet.write(below + n, 0, note, "lead")
    return table, corrections


def _handling(final: FinalSettlement) -> str:
    if final.is_carried:
        return f"Skillnaden läggs till eller dras av när {wording.next_award(final)} betalas ut."
    return "Skillnaden betalas ut eller krävs åter."


def _write_cost(
    book: Book, sheet: Sheet, row: int, tables: tuple[Reconciled, FinalYear], matching: Table
) -> int:
    """From what was invoiced to what the year cost; returns the next free row."""
    reconciled, year = tables
    outcomes, amounts = (matching.over(key, outside=True) for key in ("outcome", "invoiced"))
    formulas = [
        matching.total("invoiced", outside=True),
        *(f'-SUMIF({outcomes},"{OUTCOME_NAMES[outcome]}",{amounts})' for outcome in LEFT_OUT),
    ]
    parts = year.cost_parts
    for n, (part, text) in enumerate(zip(parts, formulas, strict=True)):
        sheet.write(row + n, 0, part.name, "label")
        sheet.write(row + n, 2, Formula(text, kronor(part.amount_ore)), "kr")
    row += len(parts)
    cells = xl_range(row - len(parts), 2, row - 1, 2)
    sheet.write(row, 0, wording.ACTUAL_COST, "strong_label")
    actual = Formula(f"ROUND(SUM({cells}),2)", kronor(reconciled.actual_ore))
    sheet.write(row, 2, actual, "strong_kr")
    book.define_name(ACTUAL_COST, sheet.cell(row, 2))
    sheet.write(row + 1, 0, wording.BUDGET_COST, "label")
    sheet.write(row + 1, 2, kronor(year.final.budget.basis.cost_ore), "kr")
    return row + 3


def _add_costs(table: Table, final: FinalSettlement, common: Common) -> None:
    players = final.budget.basis.sorted_players
    rows = {row.id: row for row in final.rows}
    table.add("name", wording.NAME, "text", [player.name for player in players], total="Summa")
    table.add("id", wording.CODE, "middle", [player.id for player in players], total="")
    budget_ore = [final.budget.cost.costs_ore[player.id] for player in players]
    budget = [kronor(ore) for ore in budget_ore]
    table.add("budget_cost", wording.BUDGET_SHARE, "kr", budget, total=sum(budget, Fraction()))
    actual_ore = [final.actual.cost.costs_ore[player.id] for player in players]
    actual = [
        Formula(f"{common.costs.at('result', i, outside=True)}/100", kronor(ore))
        for i, ore in enumerate(actual_ore)
    ]
    table.add("actual_cost", wording.ACTUAL_SHARE, "kr", actual, total=kronor(sum(actual_ore)))
    budget_award: list[Content] = [
        kronor(rows[player.id].budget_award_ore) if player.id in rows else 0 for player in players
    ]
    total_ore = sum(row.budget_award_ore for row in final.rows)
    table.add("budget_award", wording.BUDGET_AWARD, "kr_or_dash", budget_award, total=kronor(total_ore))
    actual_award: list[Content] = [
        Formula(
            f"{common.awards.at('result', i, outside=True)}/100",
            kronor(rows[player.id].actual_award_ore),
        )
        if player.id in rows
        else 0
        for i, player in enumerate(players)
    ]
    total_ore = sum(row.actual_award_ore for row in final.rows)
    head = wording.ACTUAL_AWARD
    table.add("actual_award", head, "kr_or_dash", actual_award, total=kronor(total_ore))


def _add_balances(table: Table, final: FinalSettlement, corrections: Table, settled: Table | None) -> None:
    players = final.budget.basis.sorted_players
    rows = {row.id: row for row in final.rows}
    places = range(len(players))
    differences_ore = [rows[p.id].difference_ore if p.id in rows else 0 for p in players]
    cells: list[Content] = [
        Formula(
            f"ROUND({table.at('actual_award', i)}-{table.at('budget_award', i)},2)",
            kronor(differences_ore[i]),
        )
        for i in places
    ]
    table.add("difference", wording.DIFFERENCE, "change_kr", cells, total=kronor(sum(differences_ore)))
    corrections_ore = [rows[p.id].correction_ore if p.id in rows else 0 for p in players]
    cells = [
        Formula(amounts_text(table.at("id", i), corrections), kronor(corrections_ore[i]))
        if corrections.n
        else 0
        for i in places
    ]
    table.add("correction", wording.CORRECTIONS, "kr_or_dash", cells, total=kronor(sum(corrections_ore)))
    keys = ["difference", "correction"]
    if final.onward_ore:
        onward: list[Content] = [kronor(rows[p.id].onward_ore) if p.id in rows else 0 for p in players]
        head = wording.onward_label(final)
        table.add("onward", head, "kr_or_dash", onward, total=kronor(final.onward_ore))
        keys.append("onward")
    signed = ["+".join(table.at(key, i) for key in keys) for i in places]
    if settled:
        add_settled(table, final, settled, tuple(keys))
        signed = [f"{table.at('whole', i)}-{table.at('settled', i)}" for i in places]
    balances_ore = [rows[p.id].balance_ore if p.id in rows else 0 for p in players]
    cells = [Formula(f"ROUND({signed[i]},2)", kronor(balances_ore[i])) for i in places]
    table.add("balance", wording.BALANCE, "change_kr", cells, total=kronor(final.balance_ore))
    more, less = wording.outcomes(final)
    words = [
        Formula(
            f'IF({table.at("balance", i)}>0,"{more}",IF({table.at("balance", i)}<0,"{less}","–"))',
            wording.outcome_of(final, balances_ore[i]),
        )
        for i in places
    ]
    table.add("word", wording.OUTCOME, "middle", words, total="")


def _write_left(sheet: Sheet, table: Table, final: FinalSettlement) -> None:
    """What the caps leave of the contribution, by budget and by actual costs."""
    row = table.total_row + 1
    sheet.write(row, 0, "Kvar av bidraget", "label")
    contribution = format_kr(final.budget.rule.amount_ore)
    sheet.write(row + 1, 0, f"Bidraget är {contribution}; det som är kvar får ingen.", "lead")
    for key, left_ore in (
        ("budget_award", final.budget.split.left_ore),
        ("actual_award", final.actual.split.left_ore),
    ):
        text = f"ROUND(Bidrag_öre/100-{table.total(key)},2)"
        sheet.write(row, table.columns[key], Formula(text, kronor(left_ore)), "kr_or_dash")


def _write_corrections(sheet: Sheet, row: int, final: FinalSettlement) -> Table:
    found = final.corrections
    sheet.write(row - 1, 0, wording.CORRECTIONS, "section")
    table = Table(sheet, row, len(found))
    if not found:
        sheet.write(row, 0, "Inga rättelser av tidigare år är angivna.", "lead")
        return table
    names = {municipality.code: municipality.name for municipality in final.budget.basis.municipalities}
    table.add("name", "Kommun", "text", [names[c.id] for c in found], total="Summa")
    table.add("id", "Kod", "middle", [c.id for c in found], total="")
    table.add("date", "Datum", "date", [serial(c.date) for c in found], total="")
    table.add("year", "Avser år", "count", [c.year for c in found], total="")
    amounts = [kronor(c.amount_ore) for c in found]
    table.add("amount", "Belopp", "change_kr", amounts, total=sum(amounts, Fraction()))
    table.add("corrects", "Rättar", "wrap", [c.corrects for c in found], total="")
    table.add("because", "Skäl", "wrap", [c.because for c in found], total="")
    return table
