"""Write a follow-up as a workbook with live formulas: one sheet for each question."""

from pathlib import Path

from logistics.following_up import change_sheet, front_sheet, part_sheet, spread_sheet, volume_sheets
from logistics.following_up.change_sheet import write_changes
from logistics.following_up.front_sheet import items_cell, write_front
from logistics.following_up.gathering import FollowUp
from logistics.following_up.part_sheet import Sources, write_parts
from logistics.following_up.spread_sheet import write_spreads
from logistics.following_up.volume_sheets import write_counts, write_years
from logistics.following_up.wording import comparison_sentences, gap_sentences, method_sentences, title_of
from subsidy.workbook.book import Book, Sheet

WORDS_WIDTH = 74  # LibreOffice does not shrink a lone column to the page


def write_follow_up_book(follow: FollowUp, path: Path) -> None:
    """Write the workbook; the file is whole or not there, and the same follow-up gives the same bytes.

    Raises
    ------
    ValueError
        Excel cannot hold a text.
    OSError
        The file cannot be written.
    """
    book = Book(follow.settlement, title=title_of(follow), receiver=follow.region)
    # In the order in which they are read; formulas reach forwards and backwards.
    this, last = follow.year, follow.last
    front = book.add_sheet("Uppföljning", front_sheet.WIDTHS, landscape=True)
    parts_sheet = book.add_sheet(f"Kommuner {this.year}", part_sheet.WIDTHS, landscape=True)
    spreads_sheet = book.add_sheet("Skillnader", spread_sheet.WIDTHS)
    last_sheets = _last_sheets(book, follow)
    years_sheet = book.add_sheet("År", volume_sheets.YEAR_WIDTHS)
    counts = write_counts(book.add_sheet("Volymer", volume_sheets.COUNT_WIDTHS), follow)
    items = items_cell(front)
    sources = Sources(items_per_crate=follow.items_per_crate, items_cell=items, counts=counts)
    parts = write_parts(parts_sheet, this, sources)
    write_spreads(spreads_sheet, this, parts)
    then = None
    if last is not None and last_sheets is not None:
        then = write_parts(last_sheets[1], last, sources)
        write_changes(last_sheets[0], (this, last), (parts, then))
    write_years(years_sheet, follow, counts, items)
    write_front(front, follow, parts, then)
    _write_words(book, follow)
    book.save(path)


def _last_sheets(book: Book, follow: FollowUp) -> tuple[Sheet, Sheet] | None:
    if follow.last is None:
        return None
    year = follow.last.year
    changes = book.add_sheet(f"Mot {year}", change_sheet.WIDTHS, landscape=True)
    return changes, book.add_sheet(f"Kommuner {year}", part_sheet.WIDTHS, landscape=True)


def _write_words(book: Book, follow: FollowUp) -> None:
    sheet = book.add_sheet("Förklaringar", (WORDS_WIDTH,))
    row = sheet.write_heading("Förklaringar", "Vad siffrorna betyder, vad som saknas och varför.")
    for heading, sentences in (
        ("Det här saknas", gap_sentences(follow.year)),
        ("Jämförelsen med förra året", comparison_sentences(follow)),
        ("Så har vi räknat", method_sentences(follow)),
    ):
        if sentences:
            sheet.write(row, 0, heading, "section")
            for n, sentence in enumerate(sentences, start=1):
                sheet.write(row + n, 0, sentence, "wrap")
            row += len(sentences) + 2
