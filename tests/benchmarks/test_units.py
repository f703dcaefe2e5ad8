"""Loads become whole without losing what they say, and families are told in their own unit."""

from decimal import Decimal

import numpy as np
import pytest

from tests.benchmarks.cases import CannotState
from tests.benchmarks.units import listed_unit, number, rounding_of, whole_loads


@pytest.mark.parametrize(
    ("loads", "expected", "scale"),
    [
        (["3", "10", "0"], [3, 10, 0], 1),
        (["3", "0.25", "1.5"], [300, 25, 150], 100),
        (["3.00"], [3], 1),
        (["100"], [100], 1),
        (["0.0620347"], [6203], 100_000),  # more digits than the finest step: to the nearest
    ],
)
def test_loads_are_scaled_by_the_coarsest_power_of_ten(
    loads: list[str], expected: list[int], scale: int
) -> None:
    whole, steps = whole_loads([Decimal(load) for load in loads])
    assert (expected, scale) == (whole.tolist(), steps)


@pytest.mark.parametrize("text", ["x", "nan", "inf", "1,5", ""])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(CannotState):
        number(text)


@pytest.mark.parametrize(
    ("name", "weight", "expected"),
    [
        ("SCA3-7", 154923, 10_000),
        ("con8-9", 154923, 10_000),
        ("RC2_4_1", 18682, 1_000),
        ("r201", 18682, 1_000),
        ("r201", 18.682, 1),  # already in its unit
        ("20_2_01", 1428, 1),
    ],
)
def test_families_have_their_unit(name: str, weight: float, expected: int) -> None:
    assert expected == listed_unit(name, np.array([[0, weight], [weight, 0]]))


@pytest.mark.parametrize(
    ("name", "stated", "expected"),
    [
        ("CMT6", "EUC_2D", "EXACT_2D"),
        ("CMT10X", "EUC_2D", "EXACT_2D"),
        ("X-n120-k6", "EUC_2D", "EUC_2D"),
        ("CMT6", "CEIL_2D", "CEIL_2D"),
    ],
)
def test_families_that_everyone_measures_exactly_are(name: str, stated: str, expected: str) -> None:
    assert expected == rounding_of(name, stated)
