"""Compare the amounts on the sheet of a final settlement with those that its inputs give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from openpyxl.utils.cell import coordinate_from_string

from logistics.swedish import amount_text, list_text
from logistics.verifying.cells import Cell, Workbook
from logistics.verifying.final_formulas import wrong_formulas
from logistics.verifying.finding import Finding
from subsidy import final_wording as wording
from subsidy.final_record import FinalRecord

_APART_KRONOR = Decimal("0.0001")  # what another program's computing may differ by
_COST_COLUMN = "C"
_SUM = "Summa"


def wrong_amounts(book: Workbook, record: FinalRecord) -> Iterator[Finding]:
    """Every amount on the sheet that is not what the record's inputs give, and every one that is missing.

    Where the record was changed, or a part of the cost, the amounts of the table only follow.
    """
    cells = book.sheets.get(wording.FINAL_SHEET)
    if cells is None:
        where = f"Bladet {wording.FINAL_SHEET}"
        yield Finding(figure=where, says="", should_be="", sentence=f"{where} saknas i filen.")
        return
    grid = _Grid.of(cells)
    costs = [*_wrong_rows(book, record), *_wrong_costs(grid, record)]
    yield from costs
    follows = bool(costs) or not record.is_unchanged
    yield from (replace(finding, follows=follows) for finding in _wrong_table(grid, book, record))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of a sheet by row and column."""

    rows: Mapping[int, Mapping[str, Cell]]

    @classmethod
    def of(cls, cells: Mapping[str, Cell]) -> "_Grid":
        rows: dict[int, dict[str, Cell]] = {}
        for place, cell in cells.items():
            column, row = coordinate_from_string(place)
            rows.setdefault(row, {})[column] = cell
        return cls(dict(sorted(rows.items())))

    def row_named(self, name: str, column: str = "A") -> int | None:
        """The first row with a text in a column."""
        return next((n for n, row in self.rows.items() if _text(row.get(column)) == name), None)


def _wrong_rows(book: Workbook, record: FinalRecord) -> Iterator[Finding]:
    """The rows of the invoices, where they do not sum to what was invoiced."""
    grid = _Grid.of(book.sheets.get(wording.INVOICED_SHEET, {}))
    where = f"Bladet {wording.INVOICED_SHEET}"
    head = next((n for n, row in grid.rows.items() if wording.INVOICED in map(_text, row.values())), None)
    if head is None:
        sentence = f"{where}: tabellen med fakturornas rader saknas."
        yield Finding(figure=where, says="", should_be="", sentence=sentence)
        return
    column = next(at for at, cell in grid.rows[head].items() if _text(cell) == wording.INVOICED)
    rows = takewhile(lambda row: _text(row.get("A")) != _SUM, (r for n, r in grid.rows.items() if n > head))
    numbers = [cell.number for row in rows if (cell := row.get(column))]
    says_ore = round(sum((number for number in numbers if number is not None), Decimal()) * 100)
    should_ore = record.cost_parts[0].amount_ore
    if says_ore != should_ore:
        says, should_be = amount_text(says_ore), amount_text(should_ore)
        sentence = f"{where}, {wording.INVOICED}: raderna summerar till {says}, men indata säger {should_be}."
        yield Finding(figure=where, says=says, should_be=should_be, sentence=sentence)


def _wrong_costs(grid: _Grid, record: FinalRecord) -> Iterator[Finding]:
    """The actual cost, part by part, and the budget's."""
    costs = {part.name: part.amount_ore for part in record.cost_parts}
    costs[wording.ACTUAL_COST] = record.final.actual.basis.cost_ore
    costs[wording.BUDGET_COST] = record.final.budget.basis.cost_ore
    for name, ore in costs.items():
        row = grid.row_named(name)
        place = f"{_COST_COLUMN}{row}" if row else ""
        cell = grid.rows[row].get(_COST_COLUMN) if row else None
        yield from _wrong(place, name, cell, ore)


def _wrong_table(grid: _Grid, book: Workbook, record: FinalRecord) -> Iterator[Finding]:
    """Every amount of every player, their sums, and what becomes of each balance."""
    final = record.final
    head = next((n for n, row in grid.rows.items() if _is_head(row)), None)
    if head is None:
        where = f"Bladet {wording.FINAL_SHEET}"
        sentence = f"{where}: tabellen med kommunerna saknas."
        yield Finding(figure=where, says="", should_be="", sentence=sentence)
        return
    heads = [n for n, row in grid.rows.items() if wording.BALANCE in map(_text, row.values())]
    if len(heads) > 1:
        yield _finding("", f"raderna {list_text(map(str, heads))}", "fler än en tabell", "en")
    columns = {_text(cell): column for column, cell in grid.rows[head].items()}
    below = {n: row for n, row in grid.rows.items() if n > head}
    rows = {_text(row.get(columns[wording.CODE])): n for n, row in reversed(below.items())}
    total = next((n for n, row in below.items() if _text(row.get("A")) == _SUM), None)
    for name, amounts in wording.amounts_of(final).items():
        column = columns.get(name, "")
        for player in final.budget.basis.sorted_players:
            row, ore = rows.get(player.id), amounts.get(player.id, 0)
            yield from _wrong_at(grid, (row, column), f"{player.name}, {name}", ore)
        yield from _wrong_at(grid, (total, column), f"{_SUM}, {name}", sum(amounts.values()))
    for player in final.budget.basis.sorted_players:
        says = _text(grid.rows[rows[player.id]].get("A")) if player.id in rows else player.name
        if says != player.name:
            yield _finding(f"A{rows[player.id]}", f"kod {player.id}", says, player.name)
    if record.is_of_this_program:
        yield from wrong_formulas(book, columns, rows, final)
    for found in final.rows:
        row, column = rows.get(found.id), columns.get(wording.OUTCOME, "")
        says = _text(grid.rows[row].get(column)) if row else ""
        should_be = wording.outcome_of(final, found.balance_ore)
        if says != should_be:
            yield _finding(f"{column}{row or ''}", f"{found.name}, {wording.OUTCOME}", says, should_be)


def _is_head(row: Mapping[str, Cell]) -> bool:
    texts = {_text(cell) for cell in row.values()}
    return {wording.NAME, wording.CODE, wording.BALANCE} <= texts


def _wrong_at(grid: _Grid, place: tuple[int | None, str], what: str, ore: int) -> Iterator[Finding]:
    row, column = place
    cell = grid.rows[row].get(column) if row else None
    yield from _wrong(f"{column}{row}" if row and column else "", what, cell, ore)


def _wrong(place: str, what: str, cell: Cell | None, ore: int) -> Iterator[Finding]:
    number = cell.number if cell else None
    if number is None or abs(number - Decimal(ore) / 100) > _APART_KRONOR:
        says = cell.text("0.00 kr") if cell else "inget"
        yield _finding(place, what, says, amount_text(ore))


def _finding(place: str, what: str, says: str, should_be: str) -> Finding:
    where = f"Bladet {wording.FINAL_SHEET}{f', cell {place}' if place else ''} ({what})"
    sentence = f"{where}: filen säger {says or 'inget'}, men indata ger {should_be}."
    return Finding(figure=where, says=says, should_be=should_be, sentence=sentence)


def _text(cell: Cell | None) -> str:
    return cell.value if cell and isinstance(cell.value, str) else ""
