"""Swedish wording, as Myndigheternas skrivregler writes it."""

import doctest
from datetime import date
from decimal import Decimal

import pytest

from logistics import swedish


def test_examples_in_the_module_hold():
    """The docstrings show what each wording looks like."""
    results = doctest.testmod(swedish)
    assert (0, True) == (results.failed, results.attempted > 10)


def test_a_date_may_carry_its_year():
    """A date far off needs its year to be sure."""
    assert "torsdag 24 december 2026" == swedish.long_date(date(2026, 12, 24), year=True)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 5, 4), date(2026, 5, 4), "4 maj 2026"),
        (date(2026, 5, 4), date(2026, 5, 8), "4–8 maj 2026"),
        (date(2026, 6, 29), date(2026, 7, 24), "29 juni–24 juli 2026"),
        (date(2026, 12, 28), date(2027, 1, 5), "28 december 2026–5 januari 2027"),
    ],
)
def test_spans_of_dates_say_each_thing_once(first, last, expected):
    """Month and year stand where they are needed."""
    assert expected == swedish.dates_text(first, last)


def test_numbers_do_not_break_between_thousands():
    """An amount on two lines reads as two amounts."""
    assert "1\u00a0234\u00a0567,50\u00a0kr" == swedish.amount_text(123456750)


def test_negative_amounts_have_a_true_minus():
    """A hyphen may be read as a dash or be lost at the end of a line."""
    assert "\u22120,05\u00a0kr" == swedish.amount_text(-5)


def test_amounts_stay_exact_beyond_what_a_float_holds():
    """No float ever carries money: 2**53 + 1 öre is not a float."""
    assert "90\u00a0071\u00a0992\u00a0547\u00a0409,93\u00a0kr" == swedish.amount_text(2**53 + 1)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 min"), (89, "1 min"), (3600, "1 tim"), (3599, "1 tim"), (9000, "2 tim 30 min")],
)
def test_durations_are_rounded_to_minutes(seconds, expected):
    """Fifty-nine seconds more or less mean nothing on a road."""
    assert expected == swedish.duration_text(seconds).replace("\u00a0", " ")


def test_many_is_counted_with_the_plural():
    """`1 lådor` looks careless."""
    assert ("0 lådor", "2 lådor") == tuple(
        swedish.count_text(n, "låda", "lådor").replace("\u00a0", " ") for n in (0, 2)
    )


def test_lists_of_none_one_and_two():
    """The word och stands between the last two only."""
    assert ("", "Kil", "Kil och Sunne") == tuple(swedish.list_text(["Kil", "Sunne"][:n]) for n in range(3))


def test_number_without_decimals_takes_decimals_too():
    """A Decimal is rounded half to even, as Babel does."""
    assert "1,2" == swedish.number_text(Decimal("1.24"), 1)


@pytest.mark.parametrize("amount_ore", [10**29 + 1, 10**40 + 1, -(10**40) - 1])
def test_amounts_of_any_size_are_told_to_the_ore(amount_ore):
    """A forged file may hold any number, and is answered in a sentence."""
    shown = swedish.amount_text(amount_ore)
    digits = "".join(each for each in shown if each.isdigit())
    assert (str(abs(amount_ore)), amount_ore < 0) == (digits, shown.startswith("\u2212"))
    assert f"{10**40}" == swedish.number_text(10**40).replace("\u00a0", "")
    assert swedish.distance_text(10**40).startswith("10\u00a0000")
