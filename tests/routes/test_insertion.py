"""The search prices runs as `routes.solve.timing` does, and its cheapest places are the cheapest."""

from random import Random

import numpy as np
import pytest

from routes.problem import Problem
from routes.solve.inputs import NEVER, day_inputs
from routes.solve.insertion import cheapest_place, price_run
from routes.solve.timing import cheapest_timing
from routes.solve.week_numbers import WeekNumbers, week_numbers
from tests.routes.drawn import draw_week


def draw_order(numbers: WeekNumbers, day: int, random: Random) -> list[int]:
    """Some of a day's calls, at most one for each stop, in any order."""
    calls = [call for call in range(len(numbers.place)) if numbers.weekday[call] == day]
    random.shuffle(calls)
    one_each = {int(numbers.place[call]): call for call in calls}
    return list(one_each.values())[: random.randint(1, 4)]


def timed_price(problem: Problem, numbers: WeekNumbers, day: int, calls: list[int]) -> int:
    """The price by `routes.solve.timing`."""
    crates = np.zeros((2, len(problem.stops)), dtype=np.int64)
    order = tuple(int(place) - 1 for place in numbers.place[calls])
    crates[0, list(order)], crates[1, list(order)] = numbers.delivered[calls], numbers.collected[calls]
    inputs = day_inputs(problem, problem.vehicles[0], day, crates[0], crates[1])
    return cheapest_timing(inputs, order).price


@pytest.mark.parametrize("seed", range(30))
def test_run_costs_what_its_timing_costs(seed: int) -> None:
    """Were the search to price runs in its own way, it would look for the wrong week."""
    problem, random = draw_week(seed, stops=4), Random(seed)  # noqa: S311
    numbers = week_numbers(problem)
    for day in range(5):
        calls = draw_order(numbers, day, random)
        if calls:
            price = price_run(numbers, day, 0, np.array(calls, dtype=np.int64))
            assert timed_price(problem, numbers, day, calls) == price


@pytest.mark.parametrize("seed", range(30))
def test_cheapest_place_is_the_cheapest_of_all(seed: int) -> None:
    """Places are skipped by a bound on their price; that must never skip the best."""
    problem, random = draw_week(seed, stops=4), Random(seed)  # noqa: S311
    numbers = week_numbers(problem)
    for day in range(5):
        calls = draw_order(numbers, day, random)
        if not calls:
            continue
        call, *run = calls
        tried = [[*run[:i], call, *run[i:]] for i in range(len(run) + 1)]
        expected = min(timed_price(problem, numbers, day, order) for order in tried)
        assert expected == cheapest_place(numbers, day, 0, np.array(run, dtype=np.int64), call)[0]


def test_empty_run_costs_nothing() -> None:
    """A van that stays at home is not paid for."""
    numbers = week_numbers(draw_week(1))
    assert price_run(numbers, 0, 0, np.array([], dtype=np.int64)) == 0


def test_some_drawn_orders_are_forbidden_and_some_are_not() -> None:
    """The comparison above means little if every drawn order had the same answer."""
    forbidden = allowed = 0
    for seed in range(30):
        problem, random = draw_week(seed, stops=4), Random(seed)  # noqa: S311
        numbers = week_numbers(problem)
        calls = draw_order(numbers, 0, random)
        if calls:
            is_never = timed_price(problem, numbers, 0, calls) >= NEVER
            forbidden, allowed = forbidden + is_never, allowed + (not is_never)
    assert min(forbidden, allowed) >= 3
