"""Write a data set, or a template to fill in, as an Excel workbook with explanations and drop-down lists."""

import io
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from logistics.dataset.columns import Column
from logistics.dataset.dataset import DataSet
from logistics.dataset.documents import DOCUMENTS, HEADING, Document
from logistics.dataset.explanations import (
    EXPLANATIONS_SHEET,
    comment,
    document_comment,
    write_explanations,
)
from logistics.dataset.kinds import Shape
from logistics.dataset.quantities import CLOCK
from logistics.dataset.schema import TABLES, Table
from logistics.dataset.validation import LAST_ROW, define_lists, validation
from logistics.files import replace_files
from subsidy.workbook.package import finish

_NUMBER_FORMATS: dict[Shape, str] = {
    "text": "@",  # keeps the code 0123 as it is typed
    "number": "General",
    "date": "yyyy-mm-dd",
    "clock": "hh:mm",
}
_ONE_DAY_S = 24 * 3600
_DOCUMENT_WIDTH = 110
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the same bytes whenever the workbook is written

Rows = list[dict[str, str]]


def write_workbook(dataset: DataSet, path: Path) -> None:
    """Write the data set as a workbook that `read_dataset` reads back as an equal one; never half a file."""
    replace_files(path.parent, {path.name: _workbook(dataset.settings.title, dataset.to_rows())})


def write_template(path: Path) -> None:
    """Write an empty workbook with headings, explanations, drop-down lists and cell validation."""
    settings = next(table for table in TABLES if table.is_settings)
    names = [{"name": column.name, "value": ""} for column in settings.columns]
    replace_files(path.parent, {path.name: _workbook("Mall för Bokslingan", {settings.name: names})})


def _workbook(title: str, rows: dict[str, Rows]) -> bytes:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE})
        formats = {shape: book.add_format({"num_format": f}) for shape, f in _NUMBER_FORMATS.items()}
        heading = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "num_format": "@"})
        wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        write_explanations(_add_sheet(book, EXPLANATIONS_SHEET), heading, wrapped)
        define_lists(book)
        for table in TABLES:
            sheet = _add_sheet(book, table.name)
            for position, name in enumerate(table.headings):
                sheet.write_string(0, position, name, heading)
            write = _write_settings if table.is_settings else _write_table
            write(sheet, table, rows.get(table.name, []), formats)
        for document in DOCUMENTS:
            sheet = _add_sheet(book, document.name)
            sheet.write_string(0, 0, HEADING, heading)
            _write_document(sheet, document, rows.get(document.name, []), formats["text"])
    return finish(content.getvalue())


def _add_sheet(book: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&L&A&R&F")
    sheet.set_footer("&CSida &P av &N")
    return sheet


def _write_table(sheet: Worksheet, table: Table, rows: Rows, formats: dict[Shape, Format]) -> None:
    for position, column in enumerate(table.columns):
        longest = max(len(text) for text in (column.name, *(row[column.name] for row in rows)))
        sheet.set_column(position, position, min(longest, 50) + 3, formats[column.kind.shape])
        sheet.write_comment(0, position, comment(column), {"x_scale": 2})
        if rule := validation(column):
            sheet.data_validation(1, position, LAST_ROW - 1, position, rule)
        for number, row in enumerate(rows, start=1):
            _write_cell(sheet, (number, position), column, row[column.name], formats)


def _write_settings(sheet: Worksheet, table: Table, rows: Rows, formats: dict[Shape, Format]) -> None:
    sheet.set_column(0, 0, 24, formats["text"])
    sheet.set_column(1, 1, 50, formats["text"])
    for number, row in enumerate(rows, start=1):
        column = table.column(row["name"])
        sheet.write_string(number, 0, column.name, formats["text"])
        sheet.write_comment(number, 0, comment(column), {"x_scale": 2})
        _write_cell(sheet, (number, 1), column, row["value"], formats)
        if rule := validation(column):
            sheet.data_validation(number, 1, number, 1, rule)


def _write_document(sheet: Worksheet, document: Document, rows: Rows, text: Format) -> None:
    sheet.set_column(0, 0, _DOCUMENT_WIDTH, text)
    sheet.write_comment(0, 0, document_comment(document), {"x_scale": 2})
    for number, row in enumerate(rows, start=1):
        if row[HEADING]:
            sheet.write_string(number, 0, row[HEADING], text)


def _write_cell(
    sheet: Worksheet, cell: tuple[int, int], column: Column, text: str, formats: dict[Shape, Format]
) -> None:
    shape = column.kind.shape
    if not text:
        sheet.write_blank(*cell, None, formats[shape])
    elif shape == "text":
        sheet.write_string(*cell, text, formats[shape])  # "=cmd()" stays text
    elif shape == "date":
        sheet.write_datetime(*cell, date.fromisoformat(text), formats[shape])
    elif shape == "clock":
        seconds = CLOCK.parse(text)
        assert isinstance(seconds, int)
        sheet.write_number(*cell, seconds / _ONE_DAY_S, formats[shape])
    else:
        sheet.write_number(*cell, float(text), formats[shape])
