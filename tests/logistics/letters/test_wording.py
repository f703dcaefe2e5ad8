"""Shares and exact amounts as a reader can follow them."""

from fractions import Fraction

import pytest

from logistics.letters.wording import exact_kr_text, share_text, value_text
from tests.logistics.letters.paper import plain


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Fraction(2, 3), "66,666667 %"),
        (Fraction(1, 4), "25,000000 %"),
        (Fraction(0), "0,000000 %"),
        (Fraction(1, 10**9), "0,000000 %"),
    ],
)
def test_a_share_has_six_decimals_of_a_percent(share, expected):
    """Sixteen shares then stand in one column, and a reader sees what is rounded."""
    assert expected == plain(share_text(share))


def test_an_exact_amount_shows_hundredths_of_an_ore():
    """12 345 678,9012 kr are 123 456 789 012 of them; what is negative has a minus sign, not a hyphen."""
    assert "12 345 678,9012 kr" == plain(exact_kr_text(123_456_789_012))
    assert "−0,0025 kr" == plain(exact_kr_text(-25))


@pytest.mark.parametrize(
    ("key", "own", "other", "expected"),
    [
        ("population", Fraction(12_085), Fraction(97_233), "12 085 av 109 318"),
        ("crates", Fraction(35, 2), Fraction(7), "17,50 av 24,50"),
        ("shapley", Fraction(123_457, 2), Fraction(1_000), "617,28 kr av 627,28 kr"),
    ],
)
def test_a_measured_value_stands_beside_the_sum_of_all(key, own, other, expected):
    """Then the share can be worked out from the letter alone; what is measured in öre is shown in kronor."""
    assert expected == plain(value_text(key, {"1715": own, "1780": other}, "1715"))
