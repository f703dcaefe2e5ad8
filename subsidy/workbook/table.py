"""Lay out a table in a sheet, column by column, so that formulas can name its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from subsidy.workbook.sheet import Sheet
from subsidy.workbook.styles import Style
from subsidy.workbook.values import Content, Formula, Value


@dataclass(slots=True)
class Table:
    """A table: one header row, `n` rows, perhaps a row of sums; columns are added from left to right."""

    sheet: Sheet
    head_row: int
    n: int
    columns: dict[str, int] = field(default_factory=dict)
    values: dict[str, tuple[Value, ...]] = field(default_factory=dict)  # what the cells show now

    @property
    def total_row(self) -> int:
        """The row of sums."""
        return self.head_row + 1 + self.n

    def add(
        self,
        key: str,
        head: str,
        style: Style | Sequence[Style],
        cells: Sequence[Content],
        *,
        total: int | Fraction | str | None = None,
    ) -> None:
        """Write the next column, in one style or one per row; a number as `total` is the value of its sum."""
        styles: Sequence[Style] = [style] * self.n if isinstance(style, str) else style
        column = self.columns[key] = len(self.columns)
        self.values[key] = tuple(cell.value if isinstance(cell, Formula) else cell for cell in cells)
        self.sheet.write(self.head_row, column, head, "head")
        for i, content in enumerate(cells):
            self.sheet.write(self.head_row + 1 + i, column, content, styles[i])
        if isinstance(total, str):
            self.sheet.write(self.total_row, column, total, styles[0], total=True)
        elif total is not None:
            sum_of_column = Formula(f"SUM({self.over(key)})", total)
            self.sheet.write(self.total_row, column, sum_of_column, styles[0], total=True)

    def at(self, key: str, i: int, *, outside: bool = False) -> str:
        """A reference to row `i` of a column, for use in the same sheet or, absolute, `outside` it."""
        row, column = self.head_row + 1 + i, self.columns[key]
        return self.sheet.cell(row, column) if outside else str(xl_rowcol_to_cell(row, column))

    def over(self, key: str, n: int | None = None, *, outside: bool = False) -> str:
        """An absolute reference to a whole column, or to its first `n` rows."""
        column, first = self.columns[key], self.head_row + 1
        cells = str(xl_range_abs(first, column, first + (self.n if n is None else n) - 1, column))
        return f"'{self.sheet.name}'!{cells}" if outside else cells

    def span(self, i: int, first_column: int, last_column: int) -> str:
        """An absolute reference to the cells of row `i` between two columns, both included."""
        row = self.head_row + 1 + i
        return str(xl_range_abs(row, first_column, row, last_column))

    def total(self, key: str, *, outside: bool = False) -> str:
        """An absolute reference to a column's sum."""
        cell = str(xl_rowcol_to_cell(self.total_row, self.columns[key], row_abs=True, col_abs=True))
        return f"'{self.sheet.name}'!{cell}" if outside else cell
