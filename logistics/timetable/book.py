"""Give workbooks their shared look: A4, printed header, one header row, text that stays text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from subsidy.workbook.package import finish

DAY_S = 24 * 3600
A4_PAPER = 9  # its number in the file format
LONGEST_HEADER = 100  # of a title in the printed header, whose whole may have 255 characters

Cell = str | int | date | None  # None: an empty cell
Kind = (
    str  # "text", "count", "time" (seconds after midnight), "date", "km" (metres), "kr" (öre), "hundredths"
)

LINE_POINTS, PADDING_POINTS, DENSE_PADDING_POINTS = 15, 6, 1  # of a row's height
DENSE_ROWS = 60  # that can still be read when shrunk to one page
_SWEDISH = "[$-41D]"  # so that programs with another language also show 27,2
_HEAD = {
    "bold": True,
    "bg_color": "#e3edeb",
    "bottom": 2,
    "text_wrap": True,
    "valign": "vcenter",
    "indent": 1,
}
_BODY = {"valign": "vcenter", "bottom": 1, "bottom_color": "#c9d1cf", "indent": 1}
LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"font_color": "#4c5a60"},
    "head": _HEAD,
    "head_right": _HEAD | {"align": "right"},
    "text": _BODY | {"text_wrap": True},
    "count": _BODY | {"num_format": f"{_SWEDISH}#,##0", "align": "right"},
    "time": _BODY | {"num_format": "hh:mm", "align": "left"},
    "date": _BODY | {"num_format": "yyyy-mm-dd", "align": "left"},
    "km": _BODY | {"num_format": f"{_SWEDISH}0.0", "align": "right"},
    "kr": _BODY | {"num_format": f"{_SWEDISH}#,##0.00", "align": "right"},
    "hundredths": _BODY | {"num_format": f"{_SWEDISH}0.00", "align": "right"},
}
_DIVISORS = {"time": DAY_S, "km": 1000, "kr": 100, "hundredths": 100}
_RIGHT = ("count", "km", "kr", "hundredths")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading, its width in characters, and what stands in it."""

    heading: str
    width: float
    kind: Kind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet: a title and notes above a table with one header row."""

    sheet_name: str
    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    landscape: bool = False
    dense: bool = False  # low rows, and no more pages than its rows need


def workbook_bytes(tables: Sequence[Table], *, subject: str, issued_on: date) -> bytes:
    """A workbook with one sheet for each table; the same tables give the same bytes."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    # Without a date of its own the file would carry the time of writing.
    made = datetime(issued_on.year, issued_on.month, issued_on.day)  # noqa: DTZ001
    book.set_properties({"title": subject, "created": made})
    font = {"font_name": "Calibri", "font_size": 11}
    looks = {name: book.add_format({**font, **look}) for name, look in LOOKS.items()}
    for table in tables:
        sheet = book.add_worksheet(table.sheet_name)
        _fill(sheet, table, looks)
        _set_up_print(sheet, table, subject, issued_on)
    book.close()
    return finish(stream.getvalue())


def _fill(sheet: Worksheet, table: Table, looks: Mapping[str, Any]) -> None:
    for n, line in enumerate((table.title, *table.notes)):
        sheet.write_string(n, 0, line, looks["note" if n else "title"])
    head = _head_row(table)
    for n, column in enumerate(table.columns):
        sheet.set_column(n, n, column.width)
        is_right = column.kind in _RIGHT
        sheet.write_string(head, n, column.heading, looks["head_right" if is_right else "head"])
    sheet.set_row(head, _height(table, [column.heading for column in table.columns]))
    for row, cells in enumerate(table.rows, start=head + 1):
        sheet.set_row(row, _height(table, cells))
        for n, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            _write(sheet, (row, n), cell, (column.kind, looks[column.kind]))


def _height(table: Table, cells: Sequence[Cell]) -> int:
    """Points that hold the longest text of a row: not every program makes room for wrapped text by itself."""
    lines = [
        sum(ceil(len(line) * 1.15 / (column.width - 2)) for line in cell.splitlines())
        for column, cell in zip(table.columns, cells, strict=True)
        if isinstance(cell, str) and cell
    ]
    padding = DENSE_PADDING_POINTS if table.dense else PADDING_POINTS
    return max(lines, default=1) * LINE_POINTS + padding


def _write(sheet: Worksheet, at: tuple[int, int], cell: Cell, kind: tuple[Kind, Any]) -> None:
    name, look = kind
    if cell is None:
        sheet.write_blank(*at, None, look)
    elif isinstance(cell, str):
        # Never `write`: it makes a formula of text that begins with an equals sign.
        sheet.write_string(*at, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, cell, look)
    else:
        sheet.write_number(*at, cell / _DIVISORS.get(name, 1), look)


def _set_up_print(sheet: Worksheet, table: Table, subject: str, issued_on: date) -> None:
    sheet.set_paper(A4_PAPER)
    if table.landscape:
        sheet.set_landscape()
    # 0: as many as there are.
    sheet.fit_to_pages(1, max(1, ceil(len(table.rows) / DENSE_ROWS)) if table.dense else 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.7)
    shown = subject[:LONGEST_HEADER].replace("&", "&&")  # a single & begins a code in a printed header
    sheet.set_header(f"&L{shown}&R{issued_on:%Y-%m-%d}")
    sheet.set_footer("&L&A&RSida &P av &N")
    head = _head_row(table)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 0)
    sheet.hide_gridlines(2)


def _head_row(table: Table) -> int:
    return len(table.notes) + 2
