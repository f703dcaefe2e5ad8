"""Compare the checksums that a file states and shows its readers with the one of what it carries."""

from collections.abc import Iterator
from dataclasses import replace

from logistics.verifying.cells import Workbook
from logistics.verifying.finding import Finding
from subsidy.record import Opened
from subsidy.wording import NO_BREAK_SPACE, format_fingerprint
from subsidy.workbook.record import CHECKSUM

_HIDDEN = "Vad som är ändrat går inte att se, för allt annat i filen stämmer: be avsändaren om filen på nytt."


def changed_inputs(record: Opened, *, is_alone: bool) -> Iterator[Finding]:
    """That a record has changed since it was written; `is_alone`: nothing else in the file is wrong."""
    if not record.is_unchanged:
        sentence = "Indata har ändrats sedan filen skrevs: deras kontrollsumma stämmer inte."
        sentence += f" {_HIDDEN}" if is_alone else ""
        yield Finding(figure="fingerprint", says="", should_be=record.content, sentence=sentence)


def wrong_checksum(book: Workbook, record: Opened) -> Iterator[Finding]:
    """That a reader is shown another checksum than the record has, whose own fingerprint fits.

    A record whose own does not fit was changed, which is told elsewhere; a workbook that shows none is older.
    """
    for sheet, place in book.cells_of(CHECKSUM):
        cell = book.sheets.get(sheet, {}).get(place)
        says = str(cell.value) if cell else ""
        should_be = format_fingerprint(record.content)
        if record.is_unchanged and _bare(says) != _bare(should_be):
            where = f"Bladet {sheet}, cell {place} (Kontrollsumma för indata)"
            sentence = f"{where}: bladet säger ”{says}”, men bladet Indata har {should_be}: det är utbytt."
            yield Finding(figure=where, says=says, should_be=should_be, sentence=sentence)


def as_stated(book: Workbook, should_be: Workbook) -> Workbook:
    """The book with the checksum that should stand in it, so that it is not compared a second time."""
    sheets = dict(book.sheets)
    for sheet, place in should_be.cells_of(CHECKSUM):
        if place in sheets.get(sheet, {}):
            sheets[sheet] = {**sheets[sheet], place: should_be.sheets[sheet][place]}
    return replace(book, sheets=sheets)


def _bare(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, "").replace(" ", "")
