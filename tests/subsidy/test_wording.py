"""Sums, shares and dates read as Swedish documents write them."""

from datetime import date
from fractions import Fraction

import pytest

from subsidy.wording import format_date, format_kr, format_municipality, format_percent, format_period

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (0, f"0,00{NBSP}kr"),
        (5, f"0,05{NBSP}kr"),
        (123_450, f"1{NBSP}234,50{NBSP}kr"),
        (123_456_789_00, f"123{NBSP}456{NBSP}789,00{NBSP}kr"),
        (-199, f"\u22121,99{NBSP}kr"),
    ],
)
def test_kronor_never_break_across_lines(ore: int, text: str) -> None:
    """A sum that is torn apart at a line's end is misread."""
    assert text == format_kr(ore)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(0), f"0{NBSP}%"),
        (Fraction(3, 5), f"60{NBSP}%"),
        (Fraction(1, 8), f"12,5{NBSP}%"),
        (Fraction(1, 3), "1/3"),
        (Fraction(100), f"10{NBSP}000{NBSP}%"),
        (Fraction(-1, 200), f"\u22120,5{NBSP}%"),
    ],
)
def test_percent_has_no_needless_decimals(share: Fraction, text: str) -> None:
    """ "60 %" is what the decision says, not "60,00 %"."""
    assert text == format_percent(share)


def test_dates_name_the_month() -> None:
    """12/6 is read as June by some and as December by others."""
    assert f"12{NBSP}juni 2026" == format_date(date(2026, 6, 12))


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "1_januari–31_december 2026"),
        (date(2026, 7, 1), date(2027, 6, 30), "1_juli 2026–30_juni 2027"),
        (date(2026, 9, 1), date(2026, 9, 30), "1–30_september 2026"),
        (date(2026, 9, 1), date(2026, 9, 1), "1_september 2026"),
    ],
)
def test_a_period_says_month_and_year_once(first: date, last: date, text: str) -> None:
    """Written as in the timetables of the same season."""
    assert text.replace("_", NBSP) == format_period(first, last)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kil", "Kils kommun"),
        ("Karlstad", "Karlstads kommun"),
        ("Årjäng", "Årjängs kommun"),
        ("Grums", "Grums kommun"),
        ("Munkfors", "Munkfors kommun"),
        ("Sunne", "Sunne kommun"),
        ("Hammarö", "Hammarö kommun"),
    ],
)
def test_municipalities_stand_in_the_genitive(name: str, text: str) -> None:
    """As they call themselves: no s after a vowel or another s."""
    assert text == format_municipality(name)
