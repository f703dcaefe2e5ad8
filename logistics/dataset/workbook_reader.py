"""Read the tables and documents of an Excel workbook."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from logistics.dataset.cells import cell_text
from logistics.dataset.documents import DOCUMENTS, HEADING, RawDocument, find_document_faults, tidy_document
from logistics.dataset.explanations import EXPLANATIONS_SHEET
from logistics.dataset.kinds import did_you_mean, tidy
from logistics.dataset.raw import RawData, RawTable, needed_documents, needed_names
from logistics.dataset.records import Home
from logistics.dataset.schema import TABLES
from logistics.errors import Fault
from logistics.workbooks import UnreadableWorkbook, reading_workbook

_DOCUMENT_NAMES = tuple(document.name for document in DOCUMENTS)


def read_sheets(path: Path) -> list[tuple[RawTable, list[Fault]]]:
    """Every sheet of a workbook as a table, and the faults of its cells.

    Raises
    ------
    UnreadableWorkbook
        The file is no whole workbook.
    OSError
        The file cannot be read.
    """
    return _read_sheets(path.read_bytes(), path.name)


def read_workbook(path: Path) -> RawData:
    """What is in a workbook; empty unknown sheets are left alone."""
    try:
        sheets = _read_sheets(path.read_bytes(), path.name)
    except UnreadableWorkbook:
        problem = "filen är ingen hel Excelfil (.xlsx)"
        remedy = "öppna den i Excel och spara den som Excel-arbetsbok (.xlsx) utan lösenord"
        faults = (Fault(file=path.name, problem=problem, remedy=remedy),)
        return RawData(tables={}, documents={}, faults=faults)
    return _sort_sheets(path.name, sheets)


def _sort_sheets(file: str, sheets: list[tuple[RawTable, list[Fault]]]) -> RawData:
    names = (*(table.name for table in TABLES), *_DOCUMENT_NAMES)
    found: dict[str, RawTable] = {}
    faults: list[Fault] = []
    for raw, sheet_faults in sheets:
        title = raw.home.sheet or ""
        name = tidy(title).casefold()
        if name in names and name not in found:
            found[name] = raw
            faults += sheet_faults
        elif name in names:
            remedy = "behåll ett av bladen"
            faults.append(raw.fault(None, None, "", "tabellen finns på två blad", remedy=remedy))
        elif raw.lines and name != EXPLANATIONS_SHEET.casefold():
            remedy = did_you_mean(title, names) or f"ta bort bladet (tabellerna är {', '.join(names)})"
            faults.append(raw.fault(None, None, "", f"bladet ”{title}” är ingen känd tabell", remedy=remedy))
    remedy = "lägg till bladet, åtminstone med rubrikraden"
    missing = [name for name in (*needed_names(), *needed_documents()) if name not in found]
    faults += [Fault(file=file, sheet=name, problem="bladet saknas", remedy=remedy) for name in missing]
    documents = {}
    for name in _DOCUMENT_NAMES:
        if name in found:
            documents[name], document_faults = _document(found.pop(name))
            faults += document_faults
    return RawData(tables=found, documents=documents, faults=tuple(faults))


def _document(raw: RawTable) -> tuple[RawDocument, list[Fault]]:
    """The lines of a sheet as a text: row 2 holds its first line."""
    lines = {row: texts for row, texts in raw.lines if row > 1}
    text = "\n".join(lines.get(row, ("",))[0] for row in range(2, max(lines, default=1) + 1))
    document = RawDocument(home=raw.home, text=tidy_document(text), rows_above=1)
    if not raw.lines or raw.lines[0][0] != 1 or raw.lines[0][1][0].casefold() != HEADING:
        remedy = "skriv den i cell A1 och texten under den, en rad av texten i varje cell"
        return document, [raw.fault(1, None, "", f"rubriken {HEADING} saknas", remedy=remedy)]
    beside = [
        raw.fault(
            row,
            None,
            ", ".join(texts[1:]),
            "det står något i en annan kolumn än den första",
            remedy="flytta det till den första kolumnen eller ta bort det",
        )
        for row, texts in raw.lines
        if any(texts[1:])
    ]
    return document, beside or find_document_faults(document)


def _read_sheets(content: bytes, file: str) -> list[tuple[RawTable, list[Fault]]]:
    with reading_workbook(content):
        return list(_sheets(content, file))


def _sheets(content: bytes, file: str) -> Iterator[tuple[RawTable, list[Fault]]]:
    # Two readings: the stored values, and the formulas behind them.
    stored = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    for sheet, formulas in zip(stored.worksheets, written.worksheets, strict=True):
        # Some programs state a wrong size, and openpyxl would believe it.
        sheet.reset_dimensions()
        formulas.reset_dimensions()
        yield _read_sheet(sheet, formulas, Home(file=file, sheet=sheet.title))
    stored.close()
    written.close()


def _read_sheet(sheet: Any, formulas: Any, home: Home) -> tuple[RawTable, list[Fault]]:
    lines: list[tuple[int, tuple[str, ...]]] = []
    problems: list[tuple[int, int, str, str]] = []  # row, position, value, problem
    # White space before a line of a document may belong to its text.
    clean = str.rstrip if tidy(home.sheet or "").casefold() in _DOCUMENT_NAMES else tidy
    rows = zip(sheet.iter_rows(), formulas.iter_rows(), strict=True)
    for number, (cells, formula_cells) in enumerate(rows, start=1):
        texts = tuple(clean(cell_text(cell.value, cell.number_format or "")) for cell in cells)
        if any(texts):
            lines.append((number, texts))
        for position, (cell, formula) in enumerate(zip(cells, formula_cells, strict=True)):
            if cell.data_type == "e":
                problems.append((number, position, str(cell.value), "cellen visar ett fel"))
            elif formula.data_type == "f" and cell.value is None:
                problems.append((number, position, str(formula.value), "formeln har inget sparat värde"))
    raw = RawTable(home=home, lines=tuple(lines))
    headings = dict(enumerate(lines[0][1])) if lines else {}
    remedy = "öppna filen i Excel, rätta cellen och spara"
    return raw, [
        raw.fault(number, headings.get(position), value, f"{problem}, ”{value}”", remedy=remedy)
        for number, position, value, problem in problems
    ]
