"""Wrap XlsxWriter: typed cells, page set-up, protection, and a file that is whole or not there."""

import io
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from subsidy.statement import Settlement
from subsidy.workbook.styles import BAD, FONT, GOOD, LOOKS, TOTAL, Style

_A4 = 9
_LINE_HEIGHT = 15  # points
_MARGINS_INCHES = {
    "left": Decimal("0.5"),
    "right": Decimal("0.5"),
    "top": Decimal("0.8"),
    "bottom": Decimal("0.7"),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value that it has now: readers that do not calculate show the value."""

    text: str
    value: "Value"


Value = str | int | Fraction
Content = Value | Formula


def as_decimal(number: int | Fraction) -> Decimal:
    """The number with 17 significant digits: as many as a cell can tell apart."""
    with localcontext() as context:
        context.prec = 17
        return Decimal(number.numerator) / Decimal(number.denominator)


class Book:
    """A workbook in memory; `save` puts it in place at once."""

    def __init__(self, settlement: Settlement, *, title: str, receiver: str) -> None:
        self.receiver = receiver
        self.reference = settlement.rule.reference
        self._bytes = io.BytesIO()
        self._file = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self._file.formats[0].set_font_name(FONT)
        self._formats: dict[tuple[Style, bool], object] = {}
        self._file.set_properties(
            {
                "title": title,
                "subject": f"Bidrag till bibliotekstransporter, {receiver}",
                "author": settlement.basis.issuer.name,
                "company": settlement.basis.issuer.name,
                "keywords": settlement.rule.reference,
                # The decision's own date: a clock would give other bytes on every run.
                "created": datetime.combine(settlement.rule.decided_on, time()),
            }
        )

    def add_sheet(self, name: str, widths: Sequence[int], *, landscape: bool = False) -> "Sheet":
        """A new A4 sheet, one page wide, with header, page numbers and protected cells."""
        page = self._file.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_paper(_A4)
        if landscape:
            page.set_landscape()
        page.set_margins(**_MARGINS_INCHES)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        page.set_header(f"&L{_literal(self.receiver)}&R{_literal(self.reference)}")
        page.set_footer(f"&L{_literal(name)}&RSida &P av &N")
        page.ignore_errors({"number_stored_as_text": "A1:Z999"})  # municipality codes are no numbers
        page.protect("", {"format_columns": True, "format_rows": True})
        return Sheet(book=self, page=page, name=name, widths=tuple(widths))

    def define_name(self, name: str, reference: str) -> None:
        """Give a cell or a range a name that formulas can use."""
        if self._file.define_name(name, f"={reference}") != 0:
            raise ValueError(f"not a name for a range: {name!r}")

    def format_of(self, style: Style, *, total: bool = False) -> object:
        """The cell format of a style, made once."""
        if (style, total) not in self._formats:
            look = {"font_name": FONT, **LOOKS[style], **(TOTAL if total else {})}
            self._formats[style, total] = self._file.add_format(look)
        return self._formats[style, total]

    def verdict_rules(self) -> tuple[Mapping[str, object], ...]:
        """Conditional formats: "OK" green, everything else red."""
        good, bad = self._file.add_format(GOOD), self._file.add_format(BAD)
        return (
            {"type": "cell", "criteria": "==", "value": '"OK"', "format": good},
            {"type": "cell", "criteria": "!=", "value": '"OK"', "format": bad},
        )

    def save(self, path: Path) -> None:
        """Write the file beside `path`, then rename it: never half a workbook."""
        self._file.close()
        beside = path.with_name(f".{path.name}.part")
        try:
            beside.write_bytes(self._bytes.getvalue())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


@dataclass(slots=True)
class Sheet:
    """One sheet of a book; rows and columns count from 0."""

    book: Book
    page: xlsxwriter.worksheet.Worksheet
    name: str
    widths: tuple[int, ...]  # in characters
    lines: dict[int, int] = field(default_factory=dict)  # of text, in rows with more than one

    def write(self, row: int, column: int, content: Content, style: Style, *, total: bool = False) -> None:
        """Write one cell. Text stays text, whatever it begins with."""
        look = self.book.format_of(style, total=total)
        if isinstance(content, Formula):
            value = content.value if isinstance(content.value, str) else as_decimal(content.value)
            status = self.page.write_formula(row, column, f"={content.text}", look, value)
        elif isinstance(content, str):
            status = self.page.write_string(row, column, content, look)
        else:
            status = self.page.write_number(row, column, as_decimal(content), look)
        if isinstance(content, str) and "text_wrap" in LOOKS[style]:
            self._make_room(row, column, content, is_wide="bold" in LOOKS[style])
        if status != 0:  # XlsxWriter only warns, for instance of text beyond 32 767 characters
            raise ValueError(f"{self.name}: Excel cannot hold this cell: {content!r:.100}")

    def _make_room(self, row: int, column: int, text: str, *, is_wide: bool) -> None:
        # Neither Excel nor LibreOffice fits the height of a row when it opens a file, so it must stand there.
        width = self.widths[column] * 6 // 7 if is_wide else self.widths[column]
        n = sum(max(1, len(textwrap.wrap(line, width))) for line in text.splitlines() or [""])
        if n > self.lines.get(row, 1):
            self.lines[row] = n
            self.page.set_row(row, n * _LINE_HEIGHT)

    def write_heading(self, title: str, lead: str) -> int:
        """Write the sheet's title and a line below it; returns the next free row."""
        self.write(0, 0, title, "title")
        self.write(1, 0, lead, "lead")
        return 3

    def freeze(self, table: "Table") -> None:
        """Keep a table's header row in sight on screen, and at the top of every printed page."""
        self.page.freeze_panes(table.head_row + 1, 1)
        self.page.repeat_rows(table.head_row)

    def break_pages(self, rows: Sequence[int], *, scale_percent: int) -> None:
        """Print at a fixed scale with a new page at each of `rows`; fitted pages would ignore the breaks."""
        self.page.set_print_scale(scale_percent)
        self.page.set_h_pagebreaks(list(rows))

    def print_until(self, last_row: int) -> None:
        """Leave the rows below `last_row` off the paper."""
        self.page.print_area(0, 0, last_row, len(self.widths) - 1)

    def judge(self, first_row: int, last_row: int, column: int) -> None:
        """Colour cells that say "OK" green and others red."""
        for rule in self.book.verdict_rules():
            self.page.conditional_format(first_row, column, last_row, column, rule)

    def cell(self, row: int, column: int) -> str:
        """An absolute reference to a cell, good in any sheet."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


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

    def total(self, key: str, *, outside: bool = False) -> str:
        """An absolute reference to a column's sum."""
        cell = str(xl_rowcol_to_cell(self.total_row, self.columns[key], row_abs=True, col_abs=True))
        return f"'{self.sheet.name}'!{cell}" if outside else cell


def _literal(text: str) -> str:
    # In headers and footers "&" begins a code, and 255 characters are the limit.
    return text.replace("&", "&&")[:100]
