"""Turn a problem into the whole numbers that the compiled search over weeks reads and writes.

A *call* is one stop on one weekday with the crates of one gap; runs are orders of calls. A stop's patterns that
give a weekday the same crates share the call. Choices are those of `routes.solve.choices.list_choices`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from routes.places import DAY_S, WEEKDAYS
from routes.problem import Problem
from routes.solve.choices import Choice, list_choices
from routes.solve.day import Crates
from routes.solve.inputs import Ints, day_inputs
from routes.solve.labels import NOBODY


class WeekNumbers(NamedTuple):
    """What holds for every week; v vehicles, n stops, c choices, k calls."""

    seconds: Ints  # shape (v, n + 1, n + 1), row = from; 0 is the hub, i + 1 the i-th stop
    metres: Ints  # shape (v, n + 1, n + 1)
    metre_price: Ints  # shape (v,), in 1/3 600 000 öre
    second_price: Ints  # shape (v,)
    run_price: Ints  # shape (v,)
    limits: Ints  # shape (5, v, 9), see routes.solve.labels
    in_service: NDArray[np.bool_]  # shape (5, v)
    first_choice: Ints  # shape (n + 1,): stop i has choices first_choice[i] to first_choice[i + 1] - 1
    call_of: Ints  # shape (c, 5): the call of a choice on a weekday, or NOBODY
    first_call: Ints  # shape (n + 1,): the calls of stop i in the same way
    place: Ints  # shape (k,): stop + 1
    weekday: Ints  # shape (k,)
    opens: Ints  # shape (k,), seconds after midnight
    closes: Ints  # shape (k,)
    service: Ints  # shape (k,), seconds
    delivered: Ints  # shape (k,), crates
    collected: Ints  # shape (k,), crates
    near: Ints  # shape (n, n): all stops, the nearest to stop i first, itself foremost

    def crates(self, calls: tuple[int, ...]) -> dict[int, Crates]:
        """The stops of the calls, in their order, with the crates of each."""
        return {int(self.place[c]) - 1: (int(self.delivered[c]), int(self.collected[c])) for c in calls}


class WeekOrders(NamedTuple):
    """One week, written in place; a stop without a choice is not visited at all."""

    choice: Ints  # shape (n,): NOBODY for a stop that is not visited
    calls: Ints  # shape (5, v, n): the order of a run, the first `counts` entries
    counts: Ints  # shape (5, v)
    prices: Ints  # shape (5, v), in 1/3 600 000 öre

    def copy(self) -> "WeekOrders":
        """The same week in arrays of its own."""
        return WeekOrders(*(array.copy() for array in self))

    def run(self, day: int, vehicle: int) -> tuple[int, ...]:
        """The calls of one run in order; empty for a vehicle that stays at home."""
        return tuple(int(call) for call in self.calls[day, vehicle, : self.counts[day, vehicle]])

    def unserved(self) -> tuple[int, ...]:
        """The stops that are not visited at all."""
        return tuple(int(stop) for stop in np.flatnonzero(self.choice == NOBODY))


def empty_week(numbers: WeekNumbers) -> WeekOrders:
    """The week in which no stop is visited."""
    vehicles, n = len(numbers.seconds), len(numbers.near)
    return WeekOrders(
        choice=np.full(n, NOBODY, dtype=np.int64),
        calls=np.full((len(WEEKDAYS), vehicles, n), NOBODY, dtype=np.int64),
        counts=np.zeros((len(WEEKDAYS), vehicles), dtype=np.int64),
        prices=np.zeros((len(WEEKDAYS), vehicles), dtype=np.int64),
    )


def week_numbers(problem: Problem) -> WeekNumbers:
    """The numbers of a problem."""
    n, choices = len(problem.stops), list_choices(problem)
    nothing = np.zeros(n, dtype=np.int64)
    days = [[day_inputs(problem, v, day, nothing, nothing) for v in problem.vehicles] for day in WEEKDAYS]
    seconds = np.stack([inputs.seconds for inputs in days[0]])
    calls = sorted({(c.stop, day, *c.on(day)) for c in choices for day in c.pattern})
    number = {call: k for k, call in enumerate(calls)}
    stop, weekday, delivered, collected = np.array(calls, dtype=np.int64).reshape(-1, 4).T.copy()
    windows = [[s.windows[day] for s in problem.stops] for day in WEEKDAYS]
    per_crate = np.array([s.service_per_crate_s for s in problem.stops], dtype=np.int64)
    fixed = np.array([s.service_fixed_s for s in problem.stops], dtype=np.int64)
    both_ways = seconds[0, 1:, 1:] + seconds[0, 1:, 1:].T - 2 * DAY_S * np.eye(n, dtype=np.int64)
    return WeekNumbers(
        seconds=seconds,
        metres=np.stack([inputs.metres for inputs in days[0]]),
        metre_price=np.array([inputs.metre_price for inputs in days[0]], dtype=np.int64),
        second_price=np.array([inputs.second_price for inputs in days[0]], dtype=np.int64),
        run_price=np.array([inputs.run_price for inputs in days[0]], dtype=np.int64),
        limits=np.stack([np.stack([inputs.limits for inputs in day]) for day in days]),
        in_service=np.array([[day in v.weekdays for v in problem.vehicles] for day in WEEKDAYS]),
        first_choice=np.searchsorted([c.stop for c in choices], np.arange(n + 1)).astype(np.int64),
        call_of=np.array([_calls_of(choice, number) for choice in choices], dtype=np.int64).reshape(-1, 5),
        first_call=np.searchsorted(stop, np.arange(n + 1)).astype(np.int64),
        place=stop + 1,
        weekday=weekday,
        opens=np.array([w.opens_s if (w := windows[d][s]) else 0 for s, d, *_ in calls], dtype=np.int64),
        closes=np.array([w.closes_s if (w := windows[d][s]) else 0 for s, d, *_ in calls], dtype=np.int64),
        service=fixed[stop] + per_crate[stop] * (delivered + collected),
        delivered=delivered,
        collected=collected,
        near=np.argsort(both_ways, axis=1, kind="stable"),
    )


def _calls_of(choice: Choice, number: dict[tuple[int, int, int, int], int]) -> list[int]:
    return [
        number[choice.stop, day, *choice.on(day)] if day in choice.pattern else NOBODY for day in WEEKDAYS
    ]
