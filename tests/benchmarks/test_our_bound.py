"""Our bound is told in the unit of the case, never too high, and proves the optimum of a tiny case."""

import numpy as np
import pytest

from tests.benchmarks.numbers_of import run_price
from tests.benchmarks.our_bound import in_unit, price_of, prove
from tests.benchmarks.tiny import case

BEST = (((2, 1), (3,)),)  # 8 and 16


def test_price_is_in_steps_with_the_runs() -> None:
    first = case(vehicles_first=True)
    assert 24 == price_of(case(), BEST)
    assert 24 + 2 * run_price(first) == price_of(first, BEST)


def test_whole_steps_are_told_exactly() -> None:
    tenths = case(distance=case().distance / 10)
    assert (0, 2.4) == in_unit(tenths, 24)


def test_rounded_steps_leave_half_a_step_per_leg() -> None:
    """Three visits are at most three runs and six legs."""
    real = case(distance=case().distance * 2**0.5)
    _, value = in_unit(real, 1_000_000)
    assert value == pytest.approx((1_000_000 - 3) / real.distance_scale)


def test_vehicles_first_splits_the_price() -> None:
    first = case(vehicles_first=True)
    assert (2, 23.0) == in_unit(first, 2 * run_price(first) + 23)


@pytest.mark.parametrize("vehicles_first", [False, True])
@pytest.mark.parametrize("known", [BEST, None])
def test_tiny_case_is_bounded_by_its_optimum(vehicles_first: bool, known: tuple[object, ...] | None) -> None:
    """Two runs of 24 together: customers 1 and 2 share one, for 3 has no room in it."""
    found = prove(case(vehicles_first=vehicles_first), seconds=20, threads=1, known=known)
    assert found.value is not None
    assert found.value <= 24.0
    if known:
        assert (True, 24.0) == (found.is_optimal, found.value)
    assert found.vehicles == (2 if vehicles_first else None)


def test_windows_are_in_the_bound() -> None:
    """Customer 2 closes before 1 could be left: each alone, 6 + 8 + 16."""
    timed = case(
        closes=np.array([99.0, 3, 4, 9]), opens=np.array([0.0, 3, 4, 0]), service=np.array([0, 9.0, 9, 0])
    )
    alone = (((1,), (2,), (3,)),)
    found = prove(timed, seconds=20, threads=1, known=alone)
    assert (True, 30.0) == (found.is_optimal, found.value)
