"""Find the least easing of each conflicting rule that makes the whole week possible, and price it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from routes.asking import Weeks
from routes.certificate import Certificate
from routes.conflicts.easings import Way, ease
from routes.conflicts.plannable import Plannable
from routes.errors import ImpossiblePlan
from routes.problem import Problem

PRICING_S = 5.0  # at most, for one week and a patience of 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The least easing of one rule with which the whole week was planned, and what that week costs."""

    way: Way
    steps: int
    cost_ore: int
    is_cheapest: bool  # proven: no week under the eased rule costs less


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Easings with which the whole week was planned, none of them enough alone; there may be cheaper ones."""

    changes: tuple[tuple[Way, int], ...]  # each with its steps
    cost_ore: int


@dataclass(slots=True, kw_only=True)
class Remedies:
    """Tries ways to ease a rule, each alone."""

    problem: Problem  # the whole week
    core: Problem  # the part of it in which the rules conflict: what does not help there helps nowhere
    plannable: Plannable
    seed: int
    tried_all: bool = True  # the time was enough to tell of each way so far

    def find(self, ways: Iterable[Way]) -> tuple[Remedy, ...]:
        """Every single easing that is enough, the cheapest week first."""
        found = []
        weeks = Weeks(self.problem)
        for way in _taking_turns(ways):
            steps = self._steps(way)
            priced = self._priced(ease(self.problem, way, steps), weeks) if steps else None
            if steps and priced:
                cost_ore, is_cheapest = priced.cost_ore, priced.is_optimal
                found.append(Remedy(way=way, steps=steps, cost_ore=cost_ore, is_cheapest=is_cheapest))
            self.tried_all &= not steps or priced is not None
        return cheapest_first(found)

    def cost_ore(self) -> int | None:
        """What the week costs as it is; None if it was not planned in the time."""
        priced = self._priced(self.problem, Weeks(self.problem))
        return priced.cost_ore if priced else None

    def _steps(self, way: Way) -> int | None:
        """The fewest steps that make the whole week possible, as far as can be told."""
        fewest = _fewest(1, way.most_steps, lambda n: self._helps(self.core, way, n))
        if fewest is None or len(self.core.stops) == len(self.problem.stops):
            return fewest
        return _fewest(fewest, way.most_steps, lambda n: self._helps(self.problem, way, n))

    def _helps(self, problem: Problem, way: Way, steps: int) -> bool:
        watch, asked_s = self.plannable.watch, self.plannable.watch.spent_s
        answer = self.plannable.ask(ease(problem, way, steps))
        if answer is None:  # what is given up before its time is over would be with more time too
            is_hurried = watch.spent_s - asked_s >= self.plannable.answer_s(problem)
            self.tried_all &= watch.left_s > 0 and not is_hurried
        return answer is True

    def _priced(self, problem: Problem, weeks: Weeks) -> Certificate | None:
        left_s = self.plannable.watch.left_s
        if left_s <= 0:
            return None
        limit_s = min(PRICING_S * self.plannable.patience, left_s)
        try:
            return weeks.plan(problem, time_limit_s=limit_s, seed=self.seed)[1]
        except ImpossiblePlan:
            return None


def cheapest_first(remedies: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """In the order in which a planner wants to read them."""
    return tuple(sorted(remedies, key=lambda remedy: remedy.cost_ore))


def _taking_turns(ways: Iterable[Way]) -> list[Way]:
    """One way of each kind of change, then the next of each: a time limit leaves some of every kind.

    Second runs come last: whether they can be fitted in takes longest to tell.
    """
    by_change: dict[str, list[Way]] = {}
    for way in ways:
        by_change.setdefault(way.change, []).append(way)
    turns = [way for turn in zip_longest(*by_change.values()) for way in turn if way]
    return sorted(turns, key=lambda way: way.change == "more_runs_a_day")


def _fewest(least: int, most: int, is_enough: Callable[[int], bool]) -> int | None:
    """The least number of those that is enough, where more is never worse; None if not even `most` is."""
    if is_enough(least):
        return least
    if least >= most or not is_enough(most):
        return None
    low, high = least, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
