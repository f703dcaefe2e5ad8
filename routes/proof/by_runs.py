"""Bound a week by the smallest reduced cost of a run of each kind of vehicle.

This is done where sets of stops are too many, or where visits are worth more or less by their gaps.

Here every visit carries its true crates: a call is a stop with the crates of one gap between its visits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routes.duals import Duals
from routes.problem import Problem
from routes.progress import OutOfTime, Watch
from routes.proof.bound import whole_ore
from routes.proof.labelling import MOST_STOPS, smallest_reduced
from routes.proof.numbers import NEVER, Moved
from routes.proof.options import Option
from routes.proof.relaxed import Day, Week, day_kinds

FIRST_NEAR = 8  # stops that the runs tried first remember


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A stop on a weekday with certain crates."""

    stop: int  # index into problem.stops
    moved: Moved
    worth: int  # of the best of its visits with these crates


def bound_by_runs(problem: Problem, week: Week, duals: Duals, enough_ore: int, watch: Watch) -> int | None:
    """The bound in whole öre; runs remember more and more stops until it is enough or the time is over.

    None if there was no time, or there are too many runs to look at.
    """
    worth = _Worth(problem, week, duals)
    most = max(len(day.stops) for day in week.days)
    best, near = None, FIRST_NEAR
    try:
        while best is None or (best < enough_ore and near < most + most // 2):
            price = worth.stops()
            for day in week.days:
                watch.report("bound", bound_ore=best)
                watch.check()
                by_day = _day_price(problem, day, worth.calls(day), duals.runs[day.weekday], near)
                if by_day is None:
                    return best
                price += by_day
            best = max(best or 0, whole_ore(price, week.runs))
            near += near // 2
    except OutOfTime:
        pass  # the bound with fewer stops remembered holds as well
    return best


def _day_price(problem: Problem, day: Day, calls: Sequence[Call], run_worth: int, near: int) -> int | None:
    """The least that a day's runs, their visits paid for, can come to: as many as may be made, at the smallest."""
    if len(day.stops) > MOST_STOPS:
        return None
    at = {stop: place for place, stop in enumerate(day.stops)}
    owner = np.array([at[call.stop] for call in calls], dtype=np.int64)
    worth = np.array([call.worth for call in calls], dtype=np.int64)
    smallest: list[int] = []
    for kind in day_kinds(problem, day.weekday, [c.stop for c in calls], [c.moved for c in calls]):
        found = smallest_reduced(kind.numbers, owner, worth, run_worth, near=near)
        if not found.is_complete:
            return None
        smallest += [found.price] * min(kind.runs, day.runs)
    return sum(sorted(smallest)[: day.runs]) + day.runs * run_worth


class _Worth:
    """What visits are worth by the dual prices, of a gap or of any."""

    def __init__(self, problem: Problem, week: Week, duals: Duals) -> None:
        self.week, self.duals = week, duals
        self.ids = [stop.id for stop in problem.stops]

    def stops(self) -> int:
        """The least that the choices of all stops come to."""
        return sum(
            min(
                (
                    sum(self._of(stop, option, index, day) for day in option.days)
                    for index, option in enumerate(own)
                ),
                default=NEVER,
            )
            for stop, own in enumerate(self.week.options)
        )

    def calls(self, day: Day) -> list[Call]:
        """Every call of a day, worth as much as the best visit that it may be."""
        best: dict[tuple[int, Moved], int] = {}
        for stop in day.stops:
            for index, option in enumerate(self.week.options[stop]):
                if day.weekday in option.days:
                    key, worth = (stop, option.on(day.weekday)), self._of(stop, option, index, day.weekday)
                    best[key] = max(worth, best.get(key, worth))
        return [Call(stop=stop, moved=moved, worth=worth) for (stop, moved), worth in best.items()]

    def _of(self, stop: int, option: Option, index: int, weekday: int) -> int:
        """One visit; without a worth of its own gap, that of any gap and the surplus of its crates."""
        by_gap = self.duals.by_gap.get(self.ids[stop])
        if by_gap is not None:
            return by_gap[weekday][option.gaps[option.days.index(weekday)] - 1]
        worth = self.duals.visits.get(self.ids[stop])
        return (worth[weekday] if worth else 0) + self.week.days[weekday].surplus[stop][index]
