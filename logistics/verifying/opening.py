"""Open a statement: the workbook, if it is one, and the record that it carries."""

import io
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import openpyxl

from logistics.errors import StatementRefused
from logistics.swedish import number_text
from logistics.verifying.appearance import Seen
from logistics.verifying.cells import Sheets, Workbook, read_book
from logistics.verifying.contradictions import contradictions
from logistics.verifying.package import read_package
from logistics.verifying.scanning import OversizedWorkbook, opening_workbook
from logistics.workbooks import UnreadableWorkbook
from subsidy.errors import SubsidyError
from subsidy.final_record import SCHEMA as FINAL_SCHEMA
from subsidy.record import Damaged, RecordRefused, TooLarge, record_bytes
from subsidy.workbook.record import FIRST_ROW, RECORD_SHEET

WORKBOOK_BEGINS = b"PK"
_TOP_ROWS = FIRST_ROW + 3  # of the sheet with the record: its first lines say what it is of
# What the parts of a record are to a reader.
_PARTS = {
    "basis": "underlaget", "rule": "regeln", "own": "mottagarens egna uppgifter", "figures": "summorna",
    "inputs": "indata",
}  # fmt: skip
_MOST_DIGITS = 40  # of a number that is told
Kept = TypeVar("Kept")


def open_workbook(path: Path, content: bytes) -> Seen | None:
    """The workbook in a file, as its readers see it; None when the file is none.

    Raises
    ------
    StatementRefused
        It is damaged.
    """
    if not content.startswith(WORKBOOK_BEGINS):
        return None
    try:
        return Seen(book=read_book(content), package=read_package(content))
    except OversizedWorkbook as fault:
        raise _refusal(path, f"filen är större än något besked eller någon slutavräkning: {fault}") from fault
    except UnreadableWorkbook as damage:
        raise _refusal(path, "filen är ingen hel Excelfil (.xlsx)") from damage


def holds_final(content: bytes) -> bool:
    """Whether a workbook carries the record of a final settlement; False where it cannot be read."""
    try:
        with opening_workbook(content):
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            sheet = book[RECORD_SHEET] if RECORD_SHEET in book.sheetnames else None
            rows = sheet.iter_rows(max_row=_TOP_ROWS, max_col=1, values_only=True) if sheet else ()
            return any(f'"{FINAL_SCHEMA}"' in str(text) for row in rows for text in row)
    except UnreadableWorkbook:
        return False


def open_record(
    path: Path, content: bytes, book: Workbook | None, read: Callable[[str | bytes], Kept], name: str
) -> Kept:
    """What is read of the record in a file or, if it is a workbook, in its sheet for that.

    `name` is what a reader calls the record: “beskedet”.

    Raises
    ------
    StatementRefused
        There is none, or it cannot be computed again.
    """
    text = content if book is None else _record_text(path, book.sheets)
    try:
        return read(text)
    except RecordRefused as refused:
        raise StatementRefused(f"{path}: {refused}. {refused.remedy}") from refused
    except (Damaged, SubsidyError) as fault:
        if isinstance(fault, TooLarge):
            reason = f"{fault.place} är {_size_text(fault.value)}, mer än något belopp eller antal kan vara"
        elif said := contradictions(text):
            reason = f"uppgifterna i filen säger emot varandra, så någon av dem är ändrad: {'; '.join(said)}"
        elif isinstance(fault, Damaged):
            part = _PARTS.get(fault.place.partition(".")[0].partition("[")[0], "filen")
            reason = f"innehållet är skadat eller ändrat: så kan det inte stå i {part} ({fault.place})"
        else:
            reason = f"{name} går inte att räkna om ur sina indata: {fault}"
        raise _refusal(path, reason) from fault


def _size_text(number: int | Fraction | Decimal) -> str:
    """A large number, or how many digits it has where nobody would read them."""
    whole = int(number)
    digits = len(str(abs(whole)))
    return number_text(whole) if digits <= _MOST_DIGITS else f"ett tal med {digits} siffror"


def record_lines(sheets: Sheets) -> tuple[str, ...]:
    """The lines of the record that a workbook carries; none where it has no sheet for that."""
    lines = sheets.get(RECORD_SHEET, {})
    rows = sorted(int(place[1:]) for place in lines if place.startswith("A") and place[1:].isdigit())
    return tuple(str(lines[f"A{row}"].value) for row in rows if row >= FIRST_ROW)


def record_file(book: Workbook | None) -> bytes:
    """The record of a workbook as the file that is written beside it; empty when there is no workbook."""
    return record_bytes(record_lines(book.sheets)) if book else b""


def _record_text(path: Path, sheets: Sheets) -> str:
    if RECORD_SHEET not in sheets:
        reason = f"arbetsboken har inget blad {RECORD_SHEET}, så den är inget bidragsbesked som kan räknas om"
        raise _refusal(path, reason)
    return "\n".join(record_lines(sheets))


def _refusal(path: Path, reason: str) -> StatementRefused:
    return StatementRefused(f"{path}: {reason}. Be avsändaren om filen på nytt.")
