"""Say how many runs an annealing may make: now and then one less than the best week has.

Annealing alone seldom takes a long run out: hot, it spreads over one run too many, and cold, no other run has room
for a whole one. With one run less from the beginning, the stops that fit nowhere make themselves felt by their
weights until the others make room.

Source: the fleet minimisation of Christiaens & Vanden Berghe 2020, here a limit of single annealings.
"""

from collections.abc import Sequence

import numpy as np

from routes.solve.inputs import Ints
from routes.solve.limits import CAPACITY
from routes.solve.numbers import Numbers
from routes.solve.search.pool import PooledRun, share_of_runs

MOST = 0.5  # of the price of a week


class RunLimits:
    """Limits of the runs in a week."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers, self._tried = numbers, set[int]()
        crates = max(_least_crates(numbers, crates) for crates in (numbers.delivered, numbers.collected))
        self.least = max(1, -(-crates // max(1, int(numbers.limits[:, CAPACITY].max()))))
        self.most = len(numbers.slot_fleet)

    def fewer(self, best: Sequence[PooledRun]) -> int:
        """One run less than the best week has, or as many where that carries too little or was tried in vain."""
        fewer = len(best) - 1
        if fewer < self.least or (fewer in self._tried and not self._runs_cost_most(best)):
            return len(best)
        self._tried.add(fewer)
        return fewer

    def as_many(self, best: Sequence[PooledRun]) -> int:
        """As many runs as the best week has where a run costs most of it, else any number.

        A stop that fits nowhere may then stay out for a while; on a run of its own it would be too dear to try.
        """
        return len(best) if self._runs_cost_most(best) else self.most

    def _runs_cost_most(self, best: Sequence[PooledRun]) -> bool:
        return share_of_runs(self._numbers, best) > MOST


def _least_crates(numbers: Numbers, crates: Ints) -> int:
    """The crates of a week in which every stop has the choice that asks for fewest."""
    of_choice = np.where(numbers.call_of >= 0, crates[numbers.call_of], 0).sum(axis=1)
    return int(np.minimum.reduceat(of_choice, numbers.first_choice[:-1]).sum())
