"""A certificate says what is proven, and no more."""

from dataclasses import replace
from fractions import Fraction

import pytest

from routes.certificate import Certificate

PROVEN = Certificate(
    cost_ore=100_000,
    lower_bound_ore=99_990,
    method="exact",
    seed=1,
    seconds=2.5,
    ended_by="proof",
    rounding_ore=10,
)


def test_gap_is_a_part_of_the_cost() -> None:
    """Ten öre of a thousand kronor."""
    assert Fraction(1, 10_000) == PROVEN.gap


def test_gap_within_rounding_is_optimal_and_one_ore_more_is_not() -> None:
    """Each run is rounded to whole öre: no bound is sharper than that."""
    assert PROVEN.is_optimal
    assert not replace(PROVEN, lower_bound_ore=99_989).is_optimal


def test_without_a_bound_nothing_is_proven() -> None:
    """A good plan is not a proven one."""
    unproven = replace(PROVEN, lower_bound_ore=None, method="bounded")
    assert (None, False) == (unproven.gap, unproven.is_optimal)


def test_a_week_that_costs_nothing_has_no_gap() -> None:
    """No division by nothing."""
    free = replace(PROVEN, cost_ore=0, lower_bound_ore=0)
    assert (0, True) == (free.gap, free.is_optimal)


def test_bound_above_the_cost_is_refused() -> None:
    """One of the two is wrong, and nobody may see either."""
    with pytest.raises(ValueError, match="lower bound"):
        replace(PROVEN, lower_bound_ore=100_001)
