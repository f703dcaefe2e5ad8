"""VAT is taken out so that the rows of an invoice still sum to it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.exchange.vat import half_away_ore, sums_of, without_vat

WITHOUT, WITH = InvoiceColumns(), InvoiceColumns(includes_vat=True)


def test_amounts_without_vat_stay_as_they_are():
    """The usual invoice between companies."""
    assert without_vat([("F1", 101), ("F1", -50)], WITHOUT) == (101, -50)


def test_amounts_with_vat_lose_a_fifth():
    """25 % on top is 20 % of the whole: 1 250 kr is 1 000 kr and 250 kr of VAT."""
    assert without_vat([("F1", 125_000)], WITH) == (100_000,)


def test_what_rounding_leaves_goes_along():
    """Three rows of 1 öre with VAT: 0.8, 1.6 and 2.4 öre without, so 1 + 1 + 0 and never 3."""
    assert without_vat([("F1", 1), ("F1", 1), ("F1", 1)], WITH) == (1, 1, 0)


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(-(10**8), 10**8)), max_size=12))
def test_rows_sum_to_their_invoice(rows):
    """Whatever is rounded, finance finds the invoice's own sum."""
    parts = without_vat(rows, WITH)
    for invoice in "AB":
        stood = sum(ore for number, ore in rows if number == invoice)
        given_out = sum(part for part, (number, _) in zip(parts, rows, strict=True) if number == invoice)
        assert given_out == sums_of(stood, WITH).net_ore


@given(st.integers(-(10**10), 10**10))
def test_credit_is_the_opposite_of_its_invoice(ore):
    """A half öre is rounded the same way on both."""
    for columns in (WITHOUT, WITH, InvoiceColumns(vat_percent=Fraction(6))):
        there, back = sums_of(ore, columns), sums_of(-ore, columns)
        assert (there.net_ore, there.vat_ore) == (-back.net_ore, -back.vat_ore)


@pytest.mark.parametrize(
    ("exact", "whole"), [("1/2", 1), ("-1/2", -1), ("49/100", 0), ("-3/2", -2), ("3", 3)]
)
def test_half_is_rounded_away_from_nought(exact, whole):
    """As the sheet's ROUND does it."""
    assert whole == half_away_ore(Fraction(exact))
