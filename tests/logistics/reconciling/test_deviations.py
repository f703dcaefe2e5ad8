"""What differs beyond the tolerances, and what it is worth."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logistics.exchange.invoice_columns import Tolerances
from logistics.reconciling.deviations import find_deviations, parts_of
from logistics.reconciling.matching import Match, match_rows
from tests.logistics.reconciling.rows import PLANNED_ORE, YEAR, row, run

TOLERANCES = Tolerances(kilometres=Fraction(5), hours=Fraction(1, 4), price_ore=100)


def found(*rows):
    """Kind and stake of every deviation."""
    deviations = find_deviations(match_rows([run()], rows, YEAR), TOLERANCES)
    return [(deviation.kind, deviation.stake_ore) for deviation in deviations]


def test_as_planned_is_no_deviation():
    """The ordinary row."""
    assert found(row()) == []


@pytest.mark.parametrize(("kilometres", "stakes"), [(105, []), (106, [("kilometres", 6_000)]), (95, [])])
def test_kilometres_deviate_beyond_their_tolerance(kilometres, stakes):
    """5 km just keeps it; 6 km are worth 60 kr at 10 kr a kilometre."""
    assert found(row(10_000 + kilometres * 1_000 + 72_000, kilometres=kilometres)) == stakes


@pytest.mark.parametrize(
    ("hours", "stakes"), [("9/4", []), ("5/2", [("hours", 18_000)]), ("3/2", [("hours", -18_000)])]
)
def test_hours_deviate_beyond_their_tolerance(hours, stakes):
    """A quarter just keeps it; half an hour is worth 180 kr at 360 kr an hour."""
    number = Fraction(hours)
    assert found(row(110_000 + int(36_000 * number), hours=number)) == stakes


@pytest.mark.parametrize(
    ("more_ore", "stakes"), [(100, []), (101, [("price", 101)]), (-101, [("price", -101)])]
)
def test_price_deviates_beyond_its_tolerance(more_ore, stakes):
    """One krona just keeps it."""
    assert found(row(PLANNED_ORE + more_ore)) == stakes


@pytest.mark.parametrize(
    ("more_ore", "stakes"), [(330, []), (331, [("price", 331)]), (-330, []), (-331, [("price", -331)])]
)
def test_rounding_of_the_invoice_itself_is_no_deviation_in_price(more_ore, stakes):
    """Tenths of a km and hundredths of an hour: 1 kr, 0,05 x 10 kr and 0,005 x 360 kr are 3,30 kr."""
    stated = replace(
        row(PLANNED_ORE + more_ore), kilometres_rounding=Fraction(1, 20), hours_rounding=Fraction(1, 200)
    )
    assert found(stated) == stakes


@pytest.mark.parametrize(("kilometres", "n"), [("211/2", 0), ("1056/10", 1)])
def test_rounding_of_the_invoice_itself_is_no_deviation_in_kilometres(kilometres, n):
    """Whole kilometres: 5 km and half of one just keep the tolerance of 5."""
    ore = PLANNED_ORE + int((Fraction(kilometres) - 100) * 1_000)
    stated = replace(row(ore, kilometres=Fraction(kilometres)), kilometres_rounding=Fraction(1, 2))
    assert n == len(found(stated))


def test_most_at_stake_comes_first_then_the_earliest():
    """Who has ten minutes looks at 9 kr, and then at the first of two of 5 kr."""
    days = [YEAR[0].replace(month=3, day=day) for day in (2, 3, 4)]
    rows = [row(ore, day=day) for ore, day in zip((500, 900, 500), days, strict=True)]
    deviations = find_deviations(match_rows([], rows, YEAR), TOLERANCES)
    assert [days[1], days[0], days[2]] == [deviation.match.date for deviation in deviations]


def test_one_run_may_deviate_in_three_ways():
    """10 km and an hour more, and 50 kr on top: 100 + 360 + 50 kr."""
    assert found(row(PLANNED_ORE + 51_000, kilometres=110, hours=3)) == [
        ("hours", 36_000), ("kilometres", 10_000), ("price", 5_000)
    ]  # fmt: skip


def test_unstated_kilometres_and_hours_leave_the_price():
    """A courier who charges by the run is compared by the run."""
    assert found(row(PLANNED_ORE + 51_000, kilometres=None, hours=None)) == [("price", 51_000)]


def test_what_is_missing_or_too_much_is_worth_all_of_it():
    """Not planned 5 kr, not invoiced the planned cost, a duplicate its amount, a credit its amount."""
    assert found(row(500, vehicle="bil-2")) == [("not_invoiced", -PLANNED_ORE), ("not_planned", 500)]
    assert found(row(), row(line=3)) == [("duplicate", PLANNED_ORE)]
    assert found(row(), row(-500, line=3)) == [("credit", -500)]


def test_cancelled_rows_are_no_deviation_of_their_own():
    """They sum to nothing; the run is not invoiced."""
    assert found(row(500), row(-500, line=3)) == [("not_invoiced", -PLANNED_ORE)]


@given(
    st.integers(0, 10**7),
    st.fractions(0, 2000, max_denominator=1000),
    st.fractions(0, 24, max_denominator=3600),
)
def test_parts_sum_to_the_difference(ore, kilometres, hours):
    """To the öre, however kilometres and hours are rounded."""
    parts = parts_of(
        Match(outcome="matched", planned=run(), row=row(ore, kilometres=kilometres, hours=hours))
    )
    assert ore - PLANNED_ORE == parts.kilometres_ore + parts.hours_ore + parts.price_ore
