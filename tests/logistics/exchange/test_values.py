"""Dates, kilometres, hours and kronor as couriers write them."""

from datetime import date
from fractions import Fraction

import pytest

from logistics.dataset.numerals import Unreadable
from logistics.exchange.values import read_date, read_hours, read_kilometres, read_kronor


@pytest.mark.parametrize("text", ["2026-01-07", "20260107", "2026-01-07 07:45", "2026-01-07T07:45:00"])
def test_date_may_have_no_hyphens_and_a_time_behind(text):
    """Exports from logs carry the time of departure."""
    assert date(2026, 1, 7) == read_date(text)


@pytest.mark.parametrize("text", ["7/1 2026", "07.01.2026", "2026-02-30", "46029", "20261301"])
def test_other_dates_are_refused(text):
    """7/1 is July to some: no guessing."""
    with pytest.raises(Unreadable):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,50", 123450),
        ("1\u00a0234,5 kr", 123450),
        ("-12", -1200),
        ("\u2212 12,05 SEK", -1205),
        ("0", 0),
    ],
)
def test_kronor_are_read_with_comma_space_minus_and_unit(text, ore):
    """As Swedish invoices print them, to the öre."""
    assert ore == read_kronor(text)


@pytest.mark.parametrize("text", ["1.234,50", "1.234", "12,345", "12:50", "tolv", "--3"])
def test_ambiguous_kronor_are_refused(text):
    """1.234 is a little more than one krona, or a thousand."""
    with pytest.raises(Unreadable):
        read_kronor(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("8,25", Fraction(33, 4)),
        ("8:15", Fraction(33, 4)),
        ("08:15:00", Fraction(33, 4)),
        ("-1 h", -1),
        ("24", 24),
    ],
)
def test_hours_are_decimals_or_a_clock(text, hours):
    """Both stand in time sheets."""
    assert hours == read_hours(text)


@pytest.mark.parametrize("text", ["24,01", "25:00", "8:75", "två"])
def test_hours_that_no_run_has_are_refused(text):
    """More than a day is the sum of several runs, or a slip."""
    with pytest.raises(Unreadable):
        read_hours(text)


def test_kilometres_have_a_limit_too():
    """2 000 km just keeps it."""
    assert read_kilometres("2 000 km") == 2000
    with pytest.raises(Unreadable):
        read_kilometres("2000,1")
