"""The engine's numbers say what the case says."""

from math import inf

import numpy as np

from routes.solve.limits import CAPACITY, LAST_OPENING, LEAVE, NOBODY, RETURN, SHIFT, START_BY
from tests.benchmarks.numbers_of import numbers_of, run_price, runs_possible
from tests.benchmarks.tiny import case

WEEK = {"capacity": (10, 8), "longest": (16.0, inf), "patterns": (((0,), (1,)), ((0, 1),), ((1,),))}


def test_calls_and_choices_follow_the_patterns() -> None:
    """Customer 1 has a call on either day, customer 2 on both, customer 3 on the second."""
    numbers = numbers_of(case(**WEEK))
    assert [(1, 0), (1, 1), (2, 0), (2, 1), (3, 1)] == list(zip(numbers.place, numbers.call_day, strict=True))
    assert [[0, NOBODY], [NOBODY, 1], [2, 3], [NOBODY, 4]] == numbers.call_of.tolist()
    assert ([0, 2, 3, 4], [0, 2, 4, 5]) == (numbers.first_choice.tolist(), numbers.first_call.tolist())
    assert [4, 4, 6, 6, 5] == numbers.delivered.tolist()


def test_days_have_their_slots_and_limits() -> None:
    numbers = numbers_of(case(**WEEK, vehicles=2))
    assert ([0, 0, 1, 1], [0, 2, 4]) == (numbers.slot_fleet.tolist(), numbers.first_slot.tolist())
    assert [10, 8] == numbers.limits[:, CAPACITY].tolist()
    assert 16 == numbers.limits[0, SHIFT]


def test_time_is_idle_when_it_forbids_nothing() -> None:
    numbers = numbers_of(case(service=np.array([0, 1.0, 1, 1])))
    assert (0, 0) == (numbers.seconds.max(), numbers.service.max())
    assert numbers.closes.min() > 1_000_000
    assert 8 == numbers.metres[0, 0, 3]


def test_windows_are_those_of_the_places() -> None:
    timed = case(opens=np.array([1.0, 2, 3, 4]), closes=np.array([30.0, 10, 11, inf]))
    numbers = numbers_of(timed)
    assert ([2, 3, 4], [10, 11, 29]) == (numbers.opens.tolist(), numbers.closes.tolist())  # 4 + 25 < 30
    limits = numbers.limits[0]
    assert [1, 29, 4, 4] == [limits[k] for k in (LEAVE, RETURN, LAST_OPENING, START_BY)]


def test_one_run_more_costs_more_than_any_distance() -> None:
    """Every place is left for the farthest at most: 5 + 4 + 8 by the customers, 8 by each run."""
    assert 0 == run_price(case())
    assert run_price(case(vehicles_first=True)) > 5 + 4 + 8 + 3 * 8


def test_any_number_of_vehicles_is_ample_but_finite() -> None:
    assert 3 == runs_possible(case())
    assert 2 == runs_possible(case(vehicles=2))
