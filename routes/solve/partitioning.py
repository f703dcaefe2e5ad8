"""Prove a week's cost a second time: choose patterns and routes of the whole week in one integer model.

The set partitioning model knows the days together, so that it can carry rules which link days or runs. Its routes
are all those whose reduced price lies within the gap between the bound and a week that is known; what HiGHS finds
among them within the gap is optimal, for no route outside can be part of anything cheaper. Routes that it chooses
are priced for the crates they carry, until it chooses none whose price was only a bound; where nothing lies within
the gap, the gap doubles.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from routes.errors import ImpossiblePlan
from routes.obstacles import no_week
from routes.plan import Run
from routes.problem import Problem
from routes.progress import OutOfTime, Watch
from routes.solve.choices import week_of
from routes.solve.columns import Column, columns_within
from routes.solve.day import Crates
from routes.solve.exact_week import ExactWeek
from routes.solve.inputs import NEVER, Ints
from routes.solve.integer import IntegerWeek, choose_week
from routes.solve.pattern_search import Parted
from routes.solve.relaxation import KR, Fleet, Relaxation, fleets_of, relax_week
from routes.solve.solution import NOTHING, Solution, bound_ore, exact_price
from routes.solve.week_tables import WeekDay

FIRST_GAP = 0.01  # of the bound: routes within it go into the first model
SOLVER_SHARE = 0.8  # of the time left: HiGHS looks at the clock now and then only
TRIFLE = KR // 100  # what HiGHS' floats may be wrong by in a week


def plan_by_partitioning(
    problem: Problem, watch: Watch, *, seed: int, incumbent: Solution = NOTHING
) -> Solution:
    """The cheapest week by the integer model, or the best one known when the time is over; with a bound.

    Raises
    ------
    ImpossiblePlan
        If no week serves all stops, proven by trying every route.
    """
    if not problem.stops:
        return Solution(runs=(), bound_ore=0)
    work = _Partitioning(problem, watch, seed, incumbent)
    with suppress(OutOfTime):  # what is known by then is the answer
        work.solve()
    return Solution(runs=work.runs, bound_ore=bound_ore(work.bound, problem))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Model:
    """The relaxed week that the integer models are made from."""

    days: tuple[WeekDay, ...]
    fleets: list[Fleet]
    relaxed: Relaxation


class _Partitioning:
    def __init__(self, problem: Problem, watch: Watch, seed: int, incumbent: Solution) -> None:
        self.problem, self.watch, self.seed = problem, watch, seed
        self.week = ExactWeek(problem)
        self.runs: tuple[Run, ...] = incumbent.runs
        self.price = exact_price(incumbent, problem)
        self.bound: int | None = None

    def solve(self) -> None:
        """Widen the gap until what it holds is cheaper than anything outside."""
        model = self._relax()
        widest = NEVER // 8
        gap = max(int(FIRST_GAP * model.relaxed.bound), KR)
        while True:
            gap = min(gap, max(0, self.price - model.relaxed.bound) + TRIFLE)
            columns = columns_within(model.fleets, model.relaxed, gap)
            if columns is None:
                return
            outside = model.relaxed.bound + gap
            inside, is_proven = self._solve_within(model, columns, outside)
            self.bound = max(self.bound or 0, min(inside, outside, self.price))
            if not is_proven or min(inside, self.price) <= outside:
                return
            if gap >= widest:
                if self.price >= NEVER:
                    raise ImpossiblePlan((no_week(self.problem),))
                return
            gap = 2 * gap if 2 * gap < 64 * model.relaxed.bound + KR else widest

    def _relax(self) -> _Model:
        week = self.week
        days = week.tables(self.watch)
        fleets = fleets_of(self.problem, week.loads, days, week.settler.second)
        surplus: Ints = week.choosing.surplus
        relaxed = relax_week(week.choices, surplus, fleets, week.loads, self.problem.most_runs, self.watch)
        if relaxed.unserved:
            raise ImpossiblePlan((no_week(self.problem),))
        self.bound = relaxed.bound
        return _Model(days=days, fleets=fleets, relaxed=relaxed)

    def _solve_within(self, model: _Model, columns: list[Column], outside: int) -> tuple[int, bool]:
        """What the columns cost together at least, and whether that is proven; learn the weeks on the way."""
        while True:
            self.watch.check()
            found = choose_week(
                self.week.choices,
                self.week.choosing.surplus,
                model.fleets,
                self.week.loads,
                self.problem.most_runs,
                columns,
                time_limit_s=SOLVER_SHARE * self.watch.left_s,
                seed=self.seed,
            )
            if not found.choices:
                return (NEVER if found.is_proven else self.bound or 0), found.is_proven
            inside = int(found.bound_kr * KR) - TRIFLE
            self._learn(model, found)
            learned = self._price_anew(model, columns, found)
            if not learned or inside >= min(self.price, outside):
                return inside, found.is_proven

    def _learn(self, model: _Model, found: IntegerWeek) -> None:
        """Keep the cheapest runs of the chosen patterns if they can be driven for less than what is known."""
        price, parts = 0, []
        for day, crates in zip(model.days, week_of(found.choices), strict=True):
            settled = self.week.settler.settle(day, crates, self.price - price)
            price += settled.price
            if settled.parts is None:
                return
            parts.append(settled.parts)
        parted = Parted(chosen=found.choices, price=price, parts=tuple(parts))
        runs = self.week.runs_of(model.days, parted)
        if runs and price < self.price:
            self.runs, self.price = runs, price
            self.week.report("choose", runs, price, self.bound, self.watch)

    def _price_anew(self, model: _Model, columns: list[Column], found: IntegerWeek) -> bool:
        """Price the chosen routes for the crates they carry; whether any became dearer."""
        learned = False
        for place in reversed(found.columns):
            column = columns[place]
            fleet = model.fleets[column.fleet]
            day = model.days[fleet.weekday]
            moved = column.moved(fleet)
            price = self.week.settler.run_price(day.kinds[fleet.kind], day.keys[fleet.kind], moved)
            counted = self._counted(fleet.weekday, moved)
            learned |= price - counted > column.price
            column.price = price - counted
            if price >= NEVER:
                del columns[place]
        return learned

    def _counted(self, weekday: int, crates: Mapping[int, Crates]) -> int:
        """The surplus of these crates, which patterns pay and routes do not count."""
        least = self.week.loads[weekday].least[0] + self.week.loads[weekday].least[1]
        settler = self.week.settler
        return settler.second * sum(
            (sum(moved) - int(least[stop])) * int(settler.per_crate[stop]) for stop, moved in crates.items()
        )
