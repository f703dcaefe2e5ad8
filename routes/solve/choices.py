"""List the patterns of every stop with the crates that each visit moves, and the bounds on them by weekday."""

from dataclasses import dataclass

import numpy as np

from routes.patterns import Pattern, allowed_patterns, collected_crates, delivered_crates, gap_days
from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.solve.day import Crates
from routes.solve.inputs import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One allowed pattern of one stop."""

    stop: int  # index into problem.stops
    pattern: Pattern
    crates: tuple[Crates, ...]  # one for each day of the pattern

    def on(self, weekday: int) -> Crates:
        """The crates moved on a weekday of the pattern."""
        return self.crates[self.pattern.index(weekday)]


def list_choices(problem: Problem) -> tuple[Choice, ...]:
    """Every allowed pattern of every stop, in the order of the stops."""
    return tuple(
        Choice(stop=index, pattern=pattern, crates=tuple(_crates(problem, index, pattern)))
        for index, stop in enumerate(problem.stops)
        for pattern in allowed_patterns(stop)
    )


def week_of(chosen: tuple[Choice, ...]) -> tuple[dict[int, Crates], ...]:
    """For every weekday the stops visited and their crates."""
    return tuple({c.stop: c.on(day) for c in chosen if day in c.pattern} for day in WEEKDAYS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadRange:
    """The crates that the stops may move on one weekday, over all their patterns that contain it."""

    least: tuple[Ints, Ints]  # delivered and collected, shapes (n,)
    most: tuple[Ints, Ints]
    variants: tuple[tuple[Crates, ...], ...]  # for each stop; empty where it is never visited that day


def load_ranges(problem: Problem, choices: tuple[Choice, ...]) -> tuple[LoadRange, ...]:
    """The range of every weekday."""
    return tuple(_load_range(len(problem.stops), choices, day) for day in WEEKDAYS)


def _load_range(n: int, choices: tuple[Choice, ...], weekday: int) -> LoadRange:
    variants: list[set[Crates]] = [set() for _ in range(n)]
    for choice in choices:
        if weekday in choice.pattern:
            variants[choice.stop].add(choice.on(weekday))

    delivered = [[d for d, _ in moved] or [0] for moved in variants]
    collected = [[c for _, c in moved] or [0] for moved in variants]
    return LoadRange(
        least=(np.array([*map(min, delivered)]), np.array([*map(min, collected)])),
        most=(np.array([*map(max, delivered)]), np.array([*map(max, collected)])),
        variants=tuple(tuple(sorted(vs)) for vs in variants),
    )


def _crates(problem: Problem, index: int, pattern: Pattern) -> list[Crates]:
    stop = problem.stops[index]
    gaps = [gap_days(pattern, day) for day in pattern]
    return [(delivered_crates(stop, gap), collected_crates(stop, gap)) for gap in gaps]
