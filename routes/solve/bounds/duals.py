"""Turn whole-number dual prices into a bound that whole numbers prove.

For any prices of the rows, however they were found, no week is cheaper than what the rows pay together plus what
the cheapest runs take back (Lagrange; Dantzig & Wolfe 1960). Only the least reduced price of a run must be known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routes.solve.bounds.cuts import Cut
from routes.solve.inputs import Ints
from routes.solve.numbers import Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Duals:
    """The price of every row, in 1/scale of the prices of Numbers.

    A run's reduced price is its price x scale less the prices of the rows it stands in, each as often.
    """

    scale: int
    calls: Ints  # shape (k,): at least 0; a run through the call earns it
    fleets: Ints  # shape (F,): at most 0; every run of the fleet
    days: Ints  # shape (D,): at most 0; every run of the day
    cuts: tuple[tuple[Cut, int], ...]  # at least 0 for cuts that ask for runs, at most 0 for the others


def lowered(duals: Duals, least_price: int, least_reduced: int) -> Duals:
    """Prices so much lower that no reduced price is negative any more (Farley 1990).

    If no run costs less than c and none less than r < 0 after its duals, duals times c / (c - r) pay for no run
    more than it costs. Both are in 1/scale.
    """

    def lower(prices: Ints) -> Ints:
        return np.array(
            [int(p) * least_price // (least_price - least_reduced) for p in prices], dtype=np.int64
        )

    prices = lower(np.array([price for _, price in duals.cuts], dtype=np.int64))
    return Duals(
        scale=duals.scale,
        calls=lower(duals.calls),
        fleets=lower(duals.fleets),
        days=lower(duals.days),
        cuts=tuple((cut, int(price)) for (cut, _), price in zip(duals.cuts, prices, strict=True)),
    )


def blended(duals: Duals, other: Duals, weight: float) -> Duals:
    """Prices between two, `weight` of the other; rows that it does not have cost nothing there."""
    others = dict(other.cuts)

    def between(one: Ints, two: Ints) -> Ints:
        return np.rint((1 - weight) * one + weight * two).astype(np.int64)

    return Duals(
        scale=duals.scale,
        calls=between(duals.calls, other.calls),
        fleets=between(duals.fleets, other.fleets),
        days=between(duals.days, other.days),
        cuts=tuple(
            (cut, round((1 - weight) * price + weight * others.get(cut, 0))) for cut, price in duals.cuts
        ),
    )


def floor_duals(numbers: Numbers, scale: int) -> Duals:
    """Prices that no run falls short of, without any search for runs.

    A run pays half of the leg to each of its stops and half of the leg from it, and its share of what every run
    costs; a call pays the least of that over the fleets that may serve it.
    """
    stops = numbers.place - 1
    n = numbers.may_serve.shape[1]
    least = np.full(len(stops), np.iinfo(np.int64).max)
    for fleet, day in enumerate(numbers.fleet_day):
        ways, by_second = numbers.fleet_ways[fleet], int(numbers.second_price[fleet])
        legs = numbers.metre_price[fleet] * numbers.metres[ways] + by_second * numbers.seconds[ways]
        legs[np.diag_indices(n + 1)] = legs.max(initial=0)
        halves = (legs.min(axis=0) + legs.min(axis=1)) // 2 + numbers.run_price[fleet] // max(n, 1)
        served = (numbers.call_day == day) & numbers.may_serve[fleet][stops]
        worth = halves[numbers.place] + by_second * numbers.service
        least = np.where(served, np.minimum(least, worth), least)
    unserved = least == np.iinfo(np.int64).max
    return Duals(
        scale=scale,
        calls=np.where(unserved, 0, least) * scale,
        fleets=np.zeros(len(numbers.fleet_day), dtype=np.int64),
        days=np.zeros(len(numbers.most_runs), dtype=np.int64),
        cuts=(),
    )


def fleet_slots(numbers: Numbers) -> Ints:
    """How many runs each fleet may make."""
    return np.bincount(numbers.slot_fleet, minlength=len(numbers.fleet_day)).astype(np.int64)


def lagrangian_bound(numbers: Numbers, duals: Duals, least_reduced: Sequence[int]) -> int:
    """The least price of a week in the unit of Numbers; `least_reduced` for every fleet, in 1/scale."""
    slots = fleet_slots(numbers)
    paid = sum(_cheapest_choice(numbers, duals, stop) for stop in range(len(numbers.first_choice) - 1))
    paid += int(slots @ duals.fleets) + int(numbers.most_runs @ duals.days)
    paid += sum(cut.runs * price for cut, price in duals.cuts)
    for day, most in enumerate(numbers.most_runs):
        here = np.flatnonzero(numbers.fleet_day == day).tolist()
        by_fleet = sum(int(slots[f]) * min(0, least_reduced[f]) for f in here)
        paid += max(by_fleet, int(most) * min((0, *(least_reduced[f] for f in here))))
    return -(-paid // duals.scale)


def _cheapest_choice(numbers: Numbers, duals: Duals, stop: int) -> int:
    """What the calls of the cheapest pattern of a stop earn."""
    choices = numbers.call_of[numbers.first_choice[stop] : numbers.first_choice[stop + 1]]
    earned = np.where(choices >= 0, duals.calls[choices], 0).sum(axis=1)
    return int(earned.min()) if len(earned) else 0
