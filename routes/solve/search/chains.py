"""One annealed chain of weeks: its heat falls as its work or its time is spent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from routes.solve.limits import NOBODY
from routes.solve.numbers import Numbers
from routes.solve.search.anneal import BEST, BEST_OUT, NOW, NOW_OUT, Settings, anneal
from routes.solve.search.chance import new_chance
from routes.solve.search.layout import (
    COUNT,
    LEGS_FROM,
    PRICE,
    RUNS_IN_ALL,
    SECONDS_FROM,
    Facts,
    State,
    empty_state,
)
from routes.solve.search.pool import Pool, PooledRun
from routes.solve.search.runs import load_runs
from routes.solve.search.work import copy_week, new_work

HOT, COLD = 2.0, 0.02  # times the price of an average leg: the heat that an annealing begins and ends with
STOPS_OUT = 10.0
LONGEST_STRING = 10
WEIGHT = 10  # times the price of an average leg: what a stop left out counts at first
FIRST_STEPS = 50  # between two looks at the clock
BLOCK_S = 0.03  # what is aimed at between two looks
MOST_STEPS = 20_000
FIXED_STEPS = (
    500  # between two looks where the steps are counted, so that every time divides them the same way
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one annealing may spend: time, on the clock of `left_s`, and perhaps only so many steps.

    It cools with whichever runs out sooner, so that a week is never left hot.
    """

    steps: int | None  # None: all the time there is
    begins_s: float  # how much time was left when it began
    ends_s: float  # how much time must be left when it ends
    left_s: Callable[[], float]

    @property
    def first_steps(self) -> int:
        """Steps before the first look at the clock."""
        return FIRST_STEPS if self.steps is None else min(self.steps, FIXED_STEPS)

    def share(self, taken: int) -> float:
        """How much is spent after so many steps; 1 when there is no more."""
        left_s = self.left_s()
        if left_s <= self.ends_s:
            return 1.0
        in_time = (self.begins_s - left_s) / (self.begins_s - self.ends_s)
        return in_time if self.steps is None else max(in_time, taken / self.steps)


class Chain:
    """A chain with its own random numbers and its own best week."""

    def __init__(self, numbers: Numbers, facts: Facts, seed: int, stream: int) -> None:
        self.numbers, self.facts, self.rng = numbers, facts, new_chance(seed, stream)
        self.now, self.kept, self.best = (empty_state(numbers) for _ in range(3))
        self.work, self.totals = new_work(numbers), np.zeros(4, dtype=np.int64)
        self.pool = Pool()
        n = numbers.may_serve.shape[1]
        ways = facts.ways[0]
        leg = float(ways[LEGS_FROM].mean() + numbers.second_price.max(initial=0) * ways[SECONDS_FROM].mean())
        self.leg = max(1.0, leg)
        self.weights = np.full(n, int(WEIGHT * self.leg), dtype=np.int64)
        self.totals[BEST_OUT] = n + 1
        self.settings = Settings(
            stops_out=min(STOPS_OUT, max(3.0, 0.3 * n)),
            longest_string=LONGEST_STRING,
            one_day=0.5,
            favour=0.2,
            blink=0.01,
            pattern_blink=0.05,
            new_run=0.05,
            step_weight=max(1, int(self.leg / 100)),
        )

    @property
    def out(self) -> int:
        """How many stops the best week leaves out; more than there are before the first step."""
        return int(self.totals[BEST_OUT])

    @property
    def price(self) -> int:
        """The price of the runs of the best week."""
        return int(self.totals[BEST])

    def begin_empty(self) -> None:
        """Begin with no stop visited."""
        self._begin(empty_state(self.numbers))

    def begin_with(self, runs: Sequence[PooledRun]) -> None:
        """Begin with these runs, which serve every stop."""
        week = empty_state(self.numbers)
        load(self.numbers, self.facts, week, runs)
        self._begin(week)

    def limit_runs(self, most: int) -> None:
        """Let the weeks to come have at most so many runs."""
        flags = self.facts.flags.copy()
        flags[RUNS_IN_ALL] = most
        self.facts = self.facts._replace(flags=flags)

    def _begin(self, week: State) -> None:
        copy_week(week, self.now)
        copy_week(week, self.kept)
        missing = week.choice == NOBODY
        price = int(week.slots[week.slots[:, COUNT] > 0, PRICE].sum())
        self.totals[NOW] = price + int(self.weights[missing].sum())
        self.totals[NOW_OUT] = int(missing.sum())
        if (self.totals[NOW_OUT], price) < (self.totals[BEST_OUT], self.totals[BEST]):
            copy_week(week, self.best)
            self.totals[BEST], self.totals[BEST_OUT] = price, self.totals[NOW_OUT]

    def anneal(self, hot: float, budget: Budget) -> None:
        """Cool down from `hot` average legs until the budget is spent."""
        taken, steps, share = 0, budget.first_steps, 0.0
        while share < 1.0:
            heat = self._average_leg() * hot * (COLD / hot) ** share
            began = perf_counter()
            self.step(steps, heat)
            taken += steps
            self.pool.add(self.kept)
            share = budget.share(taken)
            if budget.steps is None and perf_counter() - began < BLOCK_S:
                steps = min(2 * steps, MOST_STEPS)
        self.pool.add(self.best)

    def _average_leg(self) -> float:
        used = self.best.slots[:, COUNT] > 0
        legs = int(self.best.slots[used, COUNT].sum()) + int(used.sum())
        if not legs:
            return self.leg
        fixed = self.numbers.run_price[self.numbers.slot_fleet[used]].sum()
        return max(1.0, float(self.best.slots[used, PRICE].sum() - fixed) / legs)

    def step(self, steps: int, heat: float) -> None:
        """Take so many steps at one heat."""
        settings = self.settings._replace(longest_string=self._longest_string())
        anneal(
            self.facts, self.now, self.kept, self.best, self.weights, self.totals,
            self.work, settings, self.rng, steps, heat,
        )  # fmt: skip

    def _longest_string(self) -> int:
        """At most as many calls as a run has on average: of short runs more strings are taken."""
        used = self.best.slots[:, COUNT] > 0
        calls = int(self.best.slots[used, COUNT].sum())
        return min(LONGEST_STRING, -(-calls // int(used.sum()))) if calls else LONGEST_STRING


def load(numbers: Numbers, facts: Facts, state: State, runs: Sequence[PooledRun]) -> None:
    """Fill an empty week with runs that serve every stop on one of its patterns."""
    flat = np.array([call for run in runs for call in run.calls], dtype=np.int64)
    ends = np.cumsum([len(run.calls) for run in runs]).astype(np.int64)
    slots = _slots(numbers, runs)
    load_runs(facts, state, flat, ends, slots)
    days = np.zeros((len(state.choice), len(numbers.most_runs)), dtype=np.int64) + NOBODY
    days[numbers.place[flat] - 1, numbers.call_day[flat]] = flat
    for stop in range(len(state.choice)):
        for choice in range(numbers.first_choice[stop], numbers.first_choice[stop + 1]):
            if (numbers.call_of[choice] == days[stop]).all():
                state.choice[stop] = choice


def _slots(numbers: Numbers, runs: Sequence[PooledRun]) -> np.ndarray:
    """A slot of its fleet for every run."""
    free = np.searchsorted(numbers.slot_fleet, np.arange(len(numbers.fleet_day)))
    slots = []
    for run in runs:
        slots.append(free[run.fleet])
        free[run.fleet] += 1
    return np.array(slots, dtype=np.int64)
