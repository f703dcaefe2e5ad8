"""Search for a cheap week of any number of stops; nothing is proven about it.

Chains of ruin and recreate (`routes.solve.ruin`) look for visit patterns and runs together. A chain anneals in
cycles: one chain begins every cycle with an empty week, the others with the best week so far. After each cycle
the days of the best week are driven better (`routes.solve.polish`). The work is fixed by `Effort`, not by the
clock, so the same seed gives the same week, unless the time limit ends the search first.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from routes.errors import ImpossiblePlan
from routes.obstacles import no_plan_found
from routes.places import WEEKDAYS
from routes.plan import Run
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.day import spread_crates
from routes.solve.inputs import ORE, day_inputs
from routes.solve.polish import Polish
from routes.solve.recreate import new_memo, recreate
from routes.solve.ruin import anneal, cost
from routes.solve.solution import Solution
from routes.solve.timing import time_run
from routes.solve.week_numbers import WeekNumbers, WeekOrders, empty_week, week_numbers

HOT, COLD = 0.01, 0.0007  # parts of the week's price that a cycle begins and ends accepting as worse
GRACE = 0.05  # of the time limit, spent beyond it while no week serves every stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work a search does; it ends earlier only at the time limit."""

    cycles: int
    rounds: int  # in a cycle; between rounds the clock is looked at and progress reported
    iterations: int  # in a round, of each chain
    chains: int = 2

    def __post_init__(self) -> None:
        if min(self.cycles, self.rounds, self.iterations, self.chains) < 1:
            raise ValueError(f"a search needs some work to do: {self}")


FULL = Effort(cycles=5, rounds=40, iterations=300)  # 20 s on two free cores with 31 stops and 2 vans


def quick_effort(problem: Problem) -> Effort:
    """Enough work for a good week to begin a proof with: a second or less at 16 stops."""
    return Effort(cycles=1, rounds=20, iterations=15 * len(problem.stops))


def search_week(problem: Problem, watch: Watch, *, seed: int, effort: Effort = FULL) -> Solution:
    """The cheapest week found when the effort is spent or the time limit passes, without a bound.

    Some work is done even if no time is left, so that a time limit spent elsewhere still gives a plan.

    Raises
    ------
    ImpossiblePlan
        If no week that serves every stop was found; it names the stops left out, and nothing is proven.
    """
    search = _Search(problem, watch, seed, effort)
    best = search.run()
    if best.unserved():
        raise ImpossiblePlan((no_plan_found(problem, best.unserved(), round(watch.spent_s)),))
    return Solution(runs=_timed(problem, search.numbers, best))


class _Chain:
    """One annealed sequence of weeks with its own random numbers."""

    def __init__(self, numbers: WeekNumbers, seed: int, number: int) -> None:
        self.numbers, self.rng = numbers, np.random.default_rng([seed, number])
        self.now = empty_week(numbers)
        self.best, self.trial = self.now.copy(), self.now.copy()
        self.memo = new_memo()

    def begin(self, week: WeekOrders) -> None:
        """Go on from a copy of `week`, its missing stops put in."""
        self.now = week.copy()
        recreate(self.numbers, self.now, self.memo, self.rng)
        self.best = self.now.copy()

    def anneal(self, effort: Effort, finished: int) -> None:
        """One round, after so many finished rounds of the cycle."""
        cooling = (COLD / HOT) ** (1 / (effort.rounds * effort.iterations))
        heat = HOT * cooling ** (finished * effort.iterations) * float(self.now.prices.sum())
        weeks = (self.now, self.best, self.trial)
        anneal(self.numbers, *weeks, self.memo, self.rng, effort.iterations, heat + 1.0, cooling)


class _Search:
    """The chains and the best week of them all."""

    def __init__(self, problem: Problem, watch: Watch, seed: int, effort: Effort) -> None:
        self.watch, self.effort = watch, effort
        self.numbers = week_numbers(problem)
        self.best = empty_week(self.numbers)
        self.chains = [_Chain(self.numbers, seed, number) for number in range(effort.chains)]
        self.polish = Polish(problem=problem, numbers=self.numbers, left_s=lambda: watch.left_s)

    def run(self) -> WeekOrders:
        """The best week when the effort or the time is spent."""
        with ThreadPoolExecutor(len(self.chains)) as pool:
            for _ in range(self.effort.cycles):
                self.chains[0].begin(empty_week(self.numbers))
                for chain in self.chains[1:]:
                    chain.begin(self.best)
                for finished in range(self.effort.rounds):
                    self._round(pool, finished)
                    if self._is_late():
                        return self.best
                self.polish.improve(self.best)
        return self.best

    def _round(self, pool: ThreadPoolExecutor, finished: int) -> None:
        for done in [pool.submit(chain.anneal, self.effort, finished) for chain in self.chains]:
            done.result()
        for chain in self.chains:
            if cost(chain.best) < cost(self.best):
                self.best = chain.best.copy()
        served = not self.best.unserved()
        self.watch.report("search", incumbent_ore=int(cost(self.best)) // ORE if served else None)

    def _is_late(self) -> bool:
        grace_s = GRACE * self.watch.time_limit_s if self.best.unserved() else 0.0
        return self.watch.left_s + grace_s <= 0


def _timed(problem: Problem, numbers: WeekNumbers, week: WeekOrders) -> tuple[Run, ...]:
    runs = []
    for day in WEEKDAYS:
        for number, vehicle in enumerate(problem.vehicles):
            calls = week.run(day, number)
            if calls:
                crates = numbers.crates(calls)
                inputs = day_inputs(problem, vehicle, day, *spread_crates(problem, crates))
                runs.append(time_run(inputs, tuple(crates), problem, vehicle_id=vehicle.id, weekday=day))
    return tuple(runs)
