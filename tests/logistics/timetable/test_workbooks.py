"""Workbooks read back with openpyxl."""

from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from logistics.timetable import build_timetable, library_workbook, run_workbook
from tests.logistics.timetable.county import county, county_season


@pytest.fixture(scope="module")
def timetable():
    return build_timetable(county_season())


def kil(timetable):
    return next(one for one in timetable.libraries if one.id == "KIL")


def table(sheet):
    """The rows from the header on: the first row with more than one cell filled."""
    rows = [row for row in sheet.iter_rows(values_only=True) if sum(cell is not None for cell in row) > 1]
    return rows[0], rows[1:]


@pytest.fixture(scope="module")
def library_book(timetable):
    return load_workbook(BytesIO(library_workbook(kil(timetable), timetable)))


@pytest.fixture(scope="module")
def run_book(timetable):
    return load_workbook(BytesIO(run_workbook(timetable.run("mandag-bil-1"), timetable)))


def test_the_week_has_real_times_and_counts(library_book):
    """Times that are text cannot be sorted or reckoned with."""
    _, rows = table(library_book["Veckan"])
    expected = [
        ("Måndag", time(8, 5), time(8, 35), 4, 2, "Bokbil 1"),
        ("Torsdag", time(8, 5), time(8, 35), 3, 3, "Bokbil 1"),
    ]
    assert expected == rows


def test_dates_are_a_row_a_week_and_begin_with_the_next_visit(library_book):
    """Issued on Wednesday 25 March, in week 13: Monday's van has been, Thursday's has not."""
    head, rows = table(library_book["Datum"])
    expected = [
        ("Vecka", "Måndag\n08:05–08:35", "Torsdag\n08:05–08:35", "Att veta"),
        (13, None, datetime(2026, 3, 26), None),  # noqa: DTZ001
        (14, datetime(2026, 3, 30), datetime(2026, 4, 2), None),  # noqa: DTZ001
    ]
    assert expected == [head, *rows[:2]]


def test_dates_without_a_van_stand_empty_and_tell_why(library_book):
    """Annandag påsk in week 15; in week 16 Kil takes stock, on both of its days."""
    _, rows = table(library_book["Datum"])
    found = {row[0]: row[1:] for row in rows}
    expected = (
        (None, datetime(2026, 4, 9), "Måndag 6 april: ingen bil (Annandag påsk)."),  # noqa: DTZ001
        (None, None, "Måndag 13 april: ingen bil (Inventering).\nTorsdag 16 april: ingen bil (Inventering)."),
    )
    assert expected == (found[15], found[16])


def test_dates_with_a_closed_road_say_that_the_van_may_be_late(library_book):
    """Week 19, and the front sheet, which hangs on the wall."""
    _, rows = table(library_book["Datum"])
    told = next(row[3] for row in rows if row[0] == 19).splitlines()
    notes = [row[0] for row in library_book["Veckan"].iter_rows(values_only=True)]
    notice = "Vägen Kil–Ilanda är avstängd 4–8 maj 2026; bilen kan bli försenad på måndagar och torsdagar."
    sentence = "vägen Kil–Ilanda är avstängd; bilen kan bli försenad."
    assert ([f"Måndag 4 maj: {sentence}", f"Torsdag 7 maj: {sentence}"], True) == (told, notice in notes)


def test_a_library_s_book_is_two_pages(library_book):
    """Five sheets of paper do not hang on a wall: the week on one, a year's dates on another."""
    found = [
        (sheet.title, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) for sheet in library_book
    ]
    assert [("Veckan", 1, 1), ("Datum", 1, 1)] == [(title, int(w or 1), int(h or 1)) for title, w, h in found]


def test_numbers_are_swedish_in_every_office(run_book):
    """A program set to English would show 27.2 km on a Swedish sheet."""
    formats = {
        cell.number_format
        for row in run_book["Körlista"].iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert {"[$-41D]#,##0", "[$-41D]0.0"} == formats


def test_a_run_s_sheet_has_stops_breaks_and_the_way_home(run_book):
    """Kil, the break at Sunne, Sunne, and back to the hub with what was fetched."""
    _, rows = table(run_book["Körlista"])
    found = [(row[0], row[1], row[3], row[4], row[5], row[10]) for row in rows]
    expected = [
        (1, "Kils bibliotek", "Rv 61 till Kil", 20, time(8, 20), 5),
        (None, "Rast 30\u00a0min vid Sunne bibliotek, före arbetet där", None, None, None, None),
        (2, "Sunne bibliotek", "Lv 238 till Sunne", 42, time(9, 20), 7),
        (None, "Navet", "Lv 238 till Kil, Rv 61 till Karlstad", 62, time(11, 30), 0),
    ]
    assert expected == found


def test_closed_roads_stand_above_the_stops(run_book):
    """A driver reads them before leaving."""
    column = [row[0] for row in run_book["Körlista"].iter_rows(values_only=True)]
    assert "Avstängd väg: Kil–Ilanda är avstängd 4–8 maj 2026: Beläggning." in column


def test_every_sheet_prints_on_a4_with_a_header_and_page_numbers(library_book, run_book):
    """The sheets hang on walls and lie in vans."""
    for sheet in (*library_book.worksheets, *run_book.worksheets):
        assert "9" == str(sheet.page_setup.paperSize)
        assert "Sida &P av &N" == sheet.oddFooter.right.text
        assert sheet.oddHeader.left.text
        assert sheet.print_title_rows


def test_no_cells_are_merged(library_book, run_book):
    """A screen reader, a filter and pandas want one header row and whole columns."""
    sheets = [*library_book.worksheets, *run_book.worksheets]
    assert [] == [merged for sheet in sheets for merged in sheet.merged_cells.ranges]


def test_text_that_begins_like_a_formula_stays_text():
    """A library's name must not run when a colleague opens the file."""
    stops = tuple(
        replace(row, name='+HYPERLINK("http://x")', address="@a") if row.id == "KIL" else row
        for row in county().stops
    )
    timetable = build_timetable(county_season(dataset=county(stops=stops)))
    sheet = load_workbook(BytesIO(run_workbook(timetable.run("mandag-bil-1"), timetable)))["Körlista"]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if str(cell.value)[:1] in "=@"}
    assert {"s"} == kinds


def test_an_ampersand_in_a_name_is_printed():
    """In a printed header a single & begins a code: `Bok&Sida` would print the date or nothing."""
    settings = replace(county().settings, title="Bok&Data")
    timetable = build_timetable(county_season(dataset=county(settings=settings)))
    book = load_workbook(BytesIO(library_workbook(kil(timetable), timetable)))
    assert "Bok&&Data – Kils bibliotek" == book["Veckan"].oddHeader.left.text


def test_the_same_timetable_gives_the_same_bytes(timetable):
    """Nothing of the clock is in the file."""
    assert library_workbook(kil(timetable), timetable) == library_workbook(kil(timetable), timetable)


def test_the_file_says_when_it_was_issued(library_book):
    """Its own date of making is the timetable's date of issue."""
    assert date(2026, 3, 25) == library_book.properties.created.date()
