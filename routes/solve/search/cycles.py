"""Search a week in cycles: chains anneal side by side, then the runs they met are recombined.

Half of the cycles begin with an empty week, for annealings of one problem end in valleys of very different depth;
the others go on from the best week, less hot. Of those that begin anew every other one must do with one run less.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass

from routes.solve.numbers import Numbers
from routes.solve.search.chains import HOT, Budget, Chain
from routes.solve.search.layout import COUNT, UNTIL, facts_of, run_of
from routes.solve.search.pool import Pool, PooledRun, recombine
from routes.solve.search.run_limits import RunLimits

WARM = 0.25  # of HOT: where a cycle begins that goes on from the best week
CYCLE_S = 0.025  # for each stop, at least: what one annealing needs to be worth its while
RECOMBINE = 0.1  # of the time, for recombining
SOLVER_SHARE = 0.7  # of that: solvers look at the clock now and then only
REPORT_S = 0.2
REST_S = 0.02  # what closing down takes
GRACE = 0.05  # of the time, spent beyond it while some stop is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best week of a search."""

    runs: tuple[tuple[int, tuple[int, ...]], ...]  # slot and calls in order
    until: tuple[int, ...]  # for each run, when it must be back for the next run of its vehicle
    unserved: tuple[int, ...]  # stops
    price: int  # in the unit of `Numbers`


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work a search does: so many steps a cycle, or None for all the time there is."""

    cycles: int
    steps: int | None
    chains: int = 2

    def __post_init__(self) -> None:
        if self.cycles < 1 or self.chains < 1 or (self.steps is not None and self.steps < 1):
            raise ValueError(f"a search needs some work to do: {self}")


def all_the_time(stops: int, time_limit_s: float, chains: int) -> Effort:
    """The effort that fills the time: cycles as long as the number of stops asks for."""
    return Effort(cycles=max(1, round(time_limit_s / (CYCLE_S * max(stops, 20)))), steps=None, chains=chains)


class Search:
    """The chains, their common pool and the best week of all."""

    def __init__(self, numbers: Numbers, *, seed: int, effort: Effort, left_s: Callable[[], float]) -> None:
        self.numbers, self.seed, self.effort, self.left_s = numbers, seed, effort, left_s
        facts = facts_of(numbers)
        self.chains = [Chain(numbers, facts, seed, number) for number in range(effort.chains)]
        self.pool = Pool()
        self.limits = RunLimits(numbers)
        # Runs of one vehicle one after the other cannot be exchanged freely.
        vehicles = set(zip(numbers.slot_fleet, numbers.slot_vehicle, strict=True))
        self.can_recombine = len(vehicles) == len(numbers.slot_fleet)

    @property
    def best(self) -> Chain:
        """The chain with the best week."""
        return min(self.chains, key=lambda chain: (chain.out, chain.price))

    def run(self, on_progress: Callable[[int, int], None]) -> Found:
        """The best week when the effort or the time is spent; `on_progress` gets stops out and price."""
        whole_s = self.left_s()
        with ThreadPoolExecutor(len(self.chains)) as threads:
            for cycle in range(self.effort.cycles):
                end_s = whole_s * (1.0 - (cycle + 1) / self.effort.cycles) + REST_S
                self._cycle(threads, cycle, end_s, on_progress)
                if self.left_s() <= REST_S:
                    break
            if self.best.out:
                self._cycle(threads, self.effort.cycles, -GRACE * whole_s, on_progress)
        return self._found()

    def _cycle(
        self, threads: ThreadPoolExecutor, cycle: int, end_s: float, on_progress: Callable[[int, int], None]
    ) -> None:
        begin_s = self.left_s()
        recombine_s = RECOMBINE * max(0.0, begin_s - end_s) if self.can_recombine else 0.0
        budget = Budget(
            steps=self.effort.steps, begins_s=begin_s, ends_s=end_s + recombine_s, left_s=self.left_s
        )
        hot = self._begin(cycle)
        waiting = {threads.submit(chain.anneal, hot, budget) for chain in self.chains}
        while waiting:
            done, waiting = wait(waiting, timeout=REPORT_S, return_when=FIRST_EXCEPTION)
            for each in done:
                each.result()
            on_progress(self.best.out, self.best.price)
        for chain in self.chains:
            self.pool.merge(chain.pool)
            chain.pool = Pool()
        if self.can_recombine and len(self.pool) and not self.best.out:
            limit_s = self.left_s() - end_s if self.effort.steps is None else self.left_s()
            self._recombine(SOLVER_SHARE * limit_s)
            on_progress(self.best.out, self.best.price)

    def _begin(self, cycle: int) -> float:
        """Let every chain begin a cycle; how hot that is. None anneals yet: each would change the best week."""
        runs = [] if self.best.out else runs_of(self.best)
        goes_on = bool(runs) and 2 * cycle >= self.effort.cycles
        for number, chain in enumerate(self.chains):
            with_fewer = bool(runs) and not goes_on and (cycle + number) % 2 == 1
            chain.limit_runs(self.limits.fewer(runs) if with_fewer else self.limits.as_many(runs))
            if goes_on:
                chain.begin_with(runs)
            else:
                chain.begin_empty()
        return HOT * WARM if goes_on else HOT

    def _recombine(self, limit_s: float) -> None:
        runs = recombine(self.numbers, self.pool.latest(), time_limit_s=limit_s, seed=self.seed)
        if runs and sum(run.price for run in runs) < self.best.price:
            self.best.begin_with(runs)

    def _found(self) -> Found:
        best = self.best
        runs = tuple(
            (slot, run_of(best.best, slot))
            for slot in range(len(best.best.slots))
            if best.best.slots[slot, COUNT]
        )
        served = {int(self.numbers.place[call]) - 1 for _, calls in runs for call in calls}
        stops = range(self.numbers.may_serve.shape[1])
        return Found(
            runs=runs,
            until=tuple(int(best.best.slots[slot, UNTIL]) for slot, _ in runs),
            unserved=tuple(stop for stop in stops if stop not in served),
            price=best.price,
        )


def runs_of(chain: Chain) -> list[PooledRun]:
    """The runs of a chain's best week."""
    pool = Pool()
    pool.add(chain.best)
    return pool.latest()
