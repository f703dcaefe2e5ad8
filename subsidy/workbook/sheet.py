"""Write the cells of one sheet, and set up what stands beside them."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from subsidy.workbook.shared import Arrangement
from subsidy.workbook.styles import LOOKS, Style
from subsidy.workbook.values import Content, Formula, as_decimal

if TYPE_CHECKING:
    from subsidy.workbook.book import Book
    from subsidy.workbook.table import Table

_LINE_HEIGHT = 15  # points


@dataclass(slots=True)
class Sheet:
    """One sheet of a book; rows and columns count from 0."""

    book: "Book"
    page: xlsxwriter.worksheet.Worksheet
    name: str
    widths: tuple[int, ...]  # in characters
    is_landscape: bool = False
    lines: dict[int, int] = field(default_factory=dict)  # of text, in rows with more than one
    arrangements: list[Arrangement] = field(default_factory=list)  # beside its rows

    def arrange(self, arrangement: Arrangement) -> None:
        """Set something up beside the rows, here and wherever the sheet is taken over."""
        self.arrangements.append(arrangement)
        arrangement(self)

    def write(self, row: int, column: int, content: Content, style: Style, *, total: bool = False) -> None:
        """Write one cell. Text stays text, whatever it begins with."""
        look = self.book.format_of(style, total=total)
        if isinstance(content, Formula):
            value = content.value if isinstance(content.value, str) else as_decimal(content.value)
            status = self.page.write_formula(row, column, f"={content.text}", look, value)
        elif isinstance(content, str):
            status = self.page.write_string(row, column, content, look)
            self.book.texts.setdefault(content)
            self.book.n_text_cells += 1
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
        head_row = table.head_row

        def arrange(sheet: "Sheet") -> None:
            sheet.page.freeze_panes(head_row + 1, 1)
            sheet.page.repeat_rows(head_row)

        self.arrange(arrange)

    def break_pages(self, rows: Sequence[int], *, scale_percent: int) -> None:
        """Print at a fixed scale with a new page at each of `rows`; fitted pages would ignore the breaks."""

        def arrange(sheet: "Sheet") -> None:
            sheet.page.set_print_scale(scale_percent)
            sheet.page.set_h_pagebreaks(list(rows))

        self.arrange(arrange)

    def print_until(self, last_row: int) -> None:
        """Leave the rows below `last_row` off the paper."""
        self.arrange(lambda sheet: sheet.page.print_area(0, 0, last_row, len(sheet.widths) - 1))

    def judge(self, first_row: int, last_row: int, column: int) -> None:
        """Colour cells that say "OK" green and others red."""

        def arrange(sheet: "Sheet") -> None:
            for rule in sheet.book.verdict_rules():
                sheet.page.conditional_format(first_row, column, last_row, column, rule)

        self.arrange(arrange)

    def cell(self, row: int, column: int) -> str:
        """An absolute reference to a cell, good in any sheet."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
