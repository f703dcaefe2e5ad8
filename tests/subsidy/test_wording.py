"""Sums, shares and dates read as Swedish documents write them."""

from datetime import date
from fractions import Fraction

import pytest

from subsidy.wording import format_date, format_kr, format_percent, format_period

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
    period = format_period(date(2026, 1, 1), date(2026, 12, 31))
    assert f"1{NBSP}januari 2026 – 31{NBSP}december 2026" == period
