"""Write what a workbook was computed from, for a program to read: the sheet Indata."""

from collections.abc import Sequence

from subsidy.workbook.book import Book

RECORD_SHEET, FIRST_ROW = "Indata", 4  # FIRST_ROW: of the text, as Excel counts
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
