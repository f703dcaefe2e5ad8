"""Write what a workbook was computed from, for a program to read: the sheet Indata, and its checksum."""

from collections.abc import Sequence

from subsidy.record import stated_fingerprint
from subsidy.wording import format_fingerprint
from subsidy.workbook.book import Book, Sheet

RECORD_SHEET, FIRST_ROW = "Indata", 4  # FIRST_ROW: of the text, as Excel counts
CHECKSUM = "Kontrollsumma"  # the name of its cell
_LEAD = "Det som allt är räknat från, för bokslinga verify. Ändra inget här. Texten skrivs inte ut."


def write_record(book: Book, lines: Sequence[str]) -> None:
    """Write the lines of a record below each other, as text.

    Raises
    ------
    ValueError
        Excel cannot hold a line.
    """
    sheet = book.add_sheet(RECORD_SHEET, (150,), landscape=True)
    top = sheet.write_heading(RECORD_SHEET, _LEAD)
    for row, line in enumerate(lines, start=top):
        sheet.write(row, 0, line, "text")
    sheet.print_until(1)


def write_checksum(sheet: Sheet, row: int, lines: Sequence[str]) -> int:
    """Write the short fingerprint of a record where readers see it, to compare by telephone; the next row."""
    if not (fingerprint := stated_fingerprint(lines)):
        return row
    sheet.write(row, 0, "Kontrollsumma för indata", "label")
    sheet.write(row, 1, format_fingerprint(fingerprint), "wrap")
    sheet.book.define_name(CHECKSUM, sheet.cell(row, 1))
    return row + 1
