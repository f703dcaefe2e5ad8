"""Price runs that are listed: look at each (Contardo & Martinelli 2014), compiled.

Once all runs that can matter are known, subset-row cuts need no memory: they no longer make pricing harder.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numba import njit

from routes.solve.bounds.cuts import CapacityCut, marks
from routes.solve.bounds.duals import Duals
from routes.solve.bounds.pricing import Priced, Route, Runs
from routes.solve.inputs import Bools, Ints
from routes.solve.numbers import Numbers

ROUTES_A_ROUND = 100


class Inspector:
    """The listed runs of one fleet."""

    def __init__(self, numbers: Numbers, runs: Runs) -> None:
        self.numbers, self.runs = numbers, runs
        self.day = int(numbers.fleet_day[runs.fleet])

    def price(self, duals: Duals, _pool: ThreadPoolExecutor, _mode: int) -> Priced:
        """The runs of least reduced price below zero, and that price."""
        reduced = self.reduced(duals)
        cheap = np.flatnonzero(reduced < 0)
        if len(cheap) > ROUTES_A_ROUND:
            cheap = cheap[np.argpartition(reduced[cheap], ROUTES_A_ROUND)[:ROUTES_A_ROUND]]
        return Priced(routes=tuple(self.route(int(run)) for run in cheap), least=int(reduced.min(initial=0)))

    def least_price(self) -> int:
        """What no run costs less than: not needed, for looking at each is always exact."""
        return 0

    def route(self, run: int) -> Route:
        """One of the runs."""
        runs = self.runs
        calls = runs.calls[runs.first[run] : runs.first[run + 1]]
        return Route(fleet=runs.fleet, calls=tuple(map(int, calls)), price=int(runs.prices[run]))

    def reduced(self, duals: Duals) -> Ints:
        """The reduced price of every run."""
        cuts = [(cut, price) for cut, price in duals.cuts if price and self.day in cut.days]
        size = len(self.numbers.first_call)
        members = np.array([marks(cut.stops, size) for cut, _ in cuts], dtype=np.bool_).reshape(-1, size)
        enters = np.array([isinstance(cut, CapacityCut) for cut, _ in cuts], dtype=np.bool_)
        prices = np.array([price for _, price in cuts], dtype=np.int64)
        fixed = int(duals.fleets[self.runs.fleet] + duals.days[self.day])
        stops = self.numbers.place - 1
        runs = self.runs
        own = runs.prices * duals.scale - fixed
        rows = members.T.copy(), enters, prices
        return np.asarray(_reduced(own, runs.calls, runs.first, stops, duals.calls, *rows))

    def keep(self, chosen: Bools) -> None:
        """Forget the other runs."""
        self.runs = chosen_runs(self.runs, chosen)


def chosen_runs(runs: Runs, chosen: Bools) -> Runs:
    """Some of the runs."""
    lengths = np.diff(runs.first)
    return replace(
        runs,
        calls=runs.calls[np.repeat(chosen, lengths)],
        first=np.concatenate(([0], np.cumsum(lengths[chosen]))),
        prices=runs.prices[chosen],
    )


@njit(cache=True, nogil=True)
def _reduced(own, calls, first, stops, earned, members, enters, prices):
    """`members`, shape (stops + 1, cuts), is whether a cut counts a stop; `enters` whether it counts entries."""
    cuts = len(prices)
    reduced = own.copy()
    counts = np.zeros(cuts, dtype=np.int64)
    before = np.zeros(cuts, dtype=np.bool_)
    for r in range(len(own)):
        counts[:] = 0
        before[:] = False
        for at in range(first[r], first[r + 1]):
            reduced[r] -= earned[calls[at]]
            for c in range(cuts):
                inside = members[stops[calls[at]], c]
                if inside and not (enters[c] and before[c]):
                    counts[c] += 1
                before[c] = inside
        for c in range(cuts):
            reduced[r] -= prices[c] * (counts[c] if enters[c] else counts[c] // 2)
    return reduced
