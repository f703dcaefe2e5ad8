"""Bound the cost of every week plan from below by dual prices."""

from collections.abc import Sequence

import numpy as np

from routes.duals import Duals
from routes.problem import Problem
from routes.proof.daytable import price_days
from routes.proof.numbers import NEVER, ORE, Ints
from routes.proof.relaxed import Day, Kind, Week
from routes.proof.subsets import price_sets


def price_day(day: Day, known: dict[bytes, Ints]) -> Ints:
    """The least price of serving every set of the day's stops, shape (2^n,); NEVER where that cannot be.

    `known` keeps the route tables of vehicles and days that no run can tell apart.
    """
    surplus = [max(day.surplus[stop]) for stop in day.stops]
    routes = []
    for kind in day.kinds:
        key = kind.numbers.key + np.array(surplus).tobytes()
        if key not in known:
            known[key] = _least_prices(kind, surplus)
        routes.append(known[key])
    return price_days(routes, [kind.runs for kind in day.kinds], day.runs, len(day.stops))


def stop_prices(week: Week, duals: Sequence[Sequence[int]]) -> list[list[int]]:
    """For each stop the price of each of its options: what its visits are worth, and its surplus."""
    return [
        [
            sum(duals[stop][day] for day in option.days) + sum(day.surplus[stop][index] for day in week.days)
            for index, option in enumerate(options)
        ]
        for stop, options in enumerate(week.options)
    ]


def reduced(table: Ints, worth: Sequence[int]) -> Ints:
    """The price of each set less what its visits are worth; NEVER stays."""
    paid = np.zeros(1, dtype=np.int64)
    for value in worth:
        paid = np.concatenate((paid, paid + value))
    return np.where(table < NEVER, table - paid, NEVER)


def by_stop(problem: Problem, duals: Duals) -> list[tuple[int, ...]]:
    """What the visits of each stop are worth, in the order of the problem."""
    nothing = (0,) * len(duals.runs)
    return [duals.visits.get(stop.id, nothing) for stop in problem.stops]


def whole_ore(price: int, runs: int) -> int:
    """The least whole öre that a plan can cost whose exact price is at least this, each run rounded once."""
    return max(0, -(-(2 * price - runs * ORE) // (2 * ORE)))


def _least_prices(kind: Kind, surplus: Sequence[int]) -> Ints:
    """What a run through each set costs at least, beyond the surplus that its stops pay for themselves."""
    prices = price_sets(kind.numbers)
    most = -reduced(np.zeros_like(prices.paid), surplus)
    return np.where(prices.paid < NEVER, np.maximum(prices.unwaited, prices.paid - most), NEVER)
