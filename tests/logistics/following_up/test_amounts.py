"""Values as a Swedish reader meets them."""

from fractions import Fraction

import pytest

from logistics.following_up.amounts import change_text, rounded, value_text


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (Fraction(1234567, 100), "kr", "12_345,67_kr"),
        (Fraction(5, 1000), "kr", "0,01_kr"),  # half an öre goes up, as spreadsheets show it
        (Fraction(49, 10000), "kr", "0,00_kr"),
        (Fraction(5, 8), "percent", "62,5_%"),
        (Fraction(25001, 2), "count", "12_501"),
        (Fraction(3), "tidy", "3"),
        (Fraction(5, 2), "tidy", "2,5"),
        (Fraction(232142857, 10**7), "tenths", "23,2"),
        (None, "kr", "–"),
    ],
)
def test_values(value, kind, expected):
    """No-break spaces stand as _."""
    assert expected == value_text(value, kind).replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (Fraction(1, 2), "kr", "+0,50_kr"),
        (Fraction(-1, 2), "kr", "−0,50_kr"),
        (Fraction(-1, 1000), "kr", "oförändrat"),
        (Fraction(1, 20), "percent", "+5,0 procentenheter"),
        (None, "count", "–"),
    ],
)
def test_changes(value, kind, expected):
    """A sign always, and no minus before nothing."""
    assert expected == change_text(value, kind).replace("\u00a0", "_")


def test_halves_go_away_from_nought():
    """On both sides alike."""
    assert (3, -3) == (rounded(Fraction(5, 2), 0), rounded(Fraction(-5, 2), 0))
