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


def test_dates_begin_with_the_next_visit(library_book):
    """Issued on 25 March: the first row is Thursday 26 March."""
    _, rows = table(library_book["Datum"])
    assert (datetime(2026, 3, 26), "torsdag", time(8, 5), time(8, 35)) == rows[0]  # noqa: DTZ001


def test_skipped_dates_tell_why(library_book):
    """From Easter to ascension day, with the library's own closure between."""
    _, rows = table(library_book["Bilen kommer inte"])
    expected = ["Annandag påsk", "Inventering", "Inventering", "Kristi himmelsfärdsdag"]
    assert expected == [reason for _, _, reason in rows]


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
