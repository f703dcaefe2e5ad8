"""A case knows which times matter, how fine whole numbers must be, and what it cannot be."""

from math import inf

import numpy as np
import pytest

from tests.benchmarks.cases import ROOM, CannotState
from tests.benchmarks.tiny import case


def test_scales_are_as_coarse_as_the_numbers_allow() -> None:
    tenths = np.array([[0, 0.1], [0.1, 0]])
    whole = case()
    assert (1, 0) == (whole.distance_scale, whole.time_scale)
    assert 10 == case(distance=np.kron(tenths, np.ones((2, 2)))).distance_scale
    assert 10_000 == case(distance=whole.distance * 2**0.5).distance_scale


def test_scales_leave_room_for_sums() -> None:
    big = case(distance=case().distance * 2**0.5 * 1e6)
    assert 30 * 2**0.5 * 1e6 * big.distance_scale < ROOM


def test_windows_that_close_after_every_run_forbid_nothing() -> None:
    """No run can last longer than the farthest leg from every place: 8 + 5 + 4 + 8 = 25."""
    assert not case(closes=np.full(4, 25.0)).has_times
    assert case(closes=np.full(4, 24.9)).has_windows
    assert not case(longest=(25.0,)).has_times
    assert case(longest=(24.9,)).has_times
    assert case(opens=np.array([0, 0, 1.0, 0])).has_windows


def test_times_are_rounded_to_the_safe_side() -> None:
    timed = case(travel=case().travel * 2**0.5, closes=np.full(4, 30.0))
    ticks = timed.ticks(timed.travel, up=True)
    assert (ticks >= timed.travel * timed.time_scale).all()
    assert 30 * timed.time_scale == timed.ticks(30.0) == timed.ticks(30.0, up=True)
    assert np.floor(2**0.5 * timed.time_scale) == timed.ticks(2**0.5)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"delivered": np.array([0, 11, 0, 0])}, "customer 1 moves more"),
        ({"distance": np.zeros((3, 3))}, "square"),
        ({"service": np.zeros(3)}, "every place"),
        ({"longest": (inf, inf)}, "every day"),
        ({"patterns": (((0,),), ((0,),), ((1,),))}, "pattern"),
        ({"patterns": (((0,),), ((0,),), ())}, "pattern"),
        ({"service": np.array([0, 0, 0, -1.0])}, "negative"),
        ({"opens": np.array([0, 0, 0, np.nan])}, "negative"),
    ],
)
def test_nonsense_is_refused(changes: dict[str, object], why: str) -> None:
    with pytest.raises(CannotState, match=why):
        case(**changes)
