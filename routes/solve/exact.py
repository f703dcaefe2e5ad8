"""Plan a week of up to 18 stops to proven optimality.

Every set of stops gets its cheapest run on every weekday; a relaxation over all of them bounds the week; then an
integer model over the routes whose reduced cost lies within a gap of that bound chooses the week. What it finds
within the gap is optimal, for no route outside can be part of anything cheaper; if it finds nothing there, the
gap doubles. A week known beforehand (`incumbent`) keeps the gap no wider than it must be.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import inf

import numpy as np

from routes.cost import rounding_ore
from routes.errors import ImpossiblePlan
from routes.obstacles import no_week, too_few_vehicles
from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.progress import OutOfTime, Stage, Watch
from routes.solve.choices import list_choices, load_ranges, week_of
from routes.solve.columns import ORE_PER_KR, Pricer, relaxed_kr, surplus_kr
from routes.solve.day import solve_day
from routes.solve.inputs import DayInputs, second_price, vehicle_kinds
from routes.solve.integer import IntegerWeek, choose_week
from routes.solve.relaxation import Fleet, Floats, Relaxation, relax_week
from routes.solve.solution import NOTHING, Solution

FIRST_GAP = 0.016  # of the bound: routes within it go into the first integer model
MOST_SETS = 60_000  # sets of stops within the gap: more make models that no week is worth waiting for
ROUND_UP_KR = 0.01
MOST_VEHICLES_MORE = 3  # so many are tried when there are too few
THREADS = 2
SOLVER_SHARE = 0.8  # of the time left: HiGHS looks at the clock now and then only


def plan_exactly(problem: Problem, watch: Watch, *, seed: int, incumbent: Solution = NOTHING) -> Solution:
    """The cheapest week, or the best one known when the time is over, `incumbent` included; with a bound.

    The bound is None only if the time was over before there was one.

    Raises
    ------
    ImpossiblePlan
        If no week serves all stops, proven by the relaxation or by trying every route.
    """
    week = _Week(problem, watch, incumbent)
    try:
        week.build_tables()
        relaxed = week.relax()
        gap_kr = max(FIRST_GAP * relaxed.bound_kr, ROUND_UP_KR)
        while relaxed.sets_within(gap_kr) <= MOST_SETS:
            gap_kr = min(gap_kr, week.cost_kr - relaxed.bound_kr + ROUND_UP_KR)
            found = week.choose(relaxed, gap_kr, seed)
            within_kr = relaxed.bound_kr + gap_kr
            week.learn(found, min(found.bound_kr, within_kr))
            if not found.is_proven or min(found.cost_kr, week.cost_kr) <= within_kr:
                break
            if week.cost_kr == inf and relaxed.sets_within(gap_kr) == relaxed.sets_within(inf):
                raise ImpossiblePlan((no_week(problem),))
            gap_kr *= 2
    except OutOfTime:
        pass  # what is known by now is the answer
    return week.best()


class _Week:
    """What is known of a week: its tables, the best runs and the bound so far."""

    def __init__(self, problem: Problem, watch: Watch, incumbent: Solution) -> None:
        self.problem, self.watch = problem, watch
        self.runs = incumbent.runs
        self.cost_kr = incumbent.cost_ore(problem) / ORE_PER_KR if incumbent.runs else inf
        self.bound_kr = -inf
        self.choices = list_choices(problem)
        loads = load_ranges(problem, self.choices)
        self.kinds = [(day, alike) for day in WEEKDAYS for alike in vehicle_kinds(problem, day)]
        least_second = min(second_price(alike[0]) for _, alike in self.kinds)
        self.choice_kr = [surplus_kr(problem, loads, choice, least_second) for choice in self.choices]
        self.pricers = [
            Pricer(
                fleet=index,
                weekday=day,
                vehicle=alike[0],
                problem=problem,
                loads=loads[day],
                second_price=least_second,
                watch=watch,
            )
            for index, (day, alike) in enumerate(self.kinds)
        ]
        self.fleets: list[Fleet] = []

    def build_tables(self) -> None:
        """Price every set of stops for every fleet, fleets with the same numbers once."""
        self.watch.report("tables", incumbent_ore=self._incumbent_ore())
        inputs = [pricer.relaxed_inputs() for pricer in self.pricers]
        keys = [tuple(np.asarray(numbers).tobytes() for numbers in each) for each in inputs]
        different = dict(zip(keys, inputs, strict=True))
        with ThreadPoolExecutor(THREADS) as pool:
            tables = dict(zip(different, pool.map(self._table, different.values()), strict=True))
        self.fleets = [
            Fleet(weekday=day, vehicles=len(alike), route_kr=tables[key])
            for (day, alike), key in zip(self.kinds, keys, strict=True)
        ]

    def _table(self, inputs: DayInputs) -> Floats:
        self.watch.check()
        return relaxed_kr(inputs)

    def relax(self) -> Relaxation:
        """The relaxed week; refused where even that leaves stops out."""
        relaxed = relax_week(self.choices, self.choice_kr, self.fleets)
        if relaxed.unserved:
            raise ImpossiblePlan((too_few_vehicles(self.problem, relaxed.unserved, self._missing()),))
        self.bound_kr = relaxed.bound_kr
        self._report("bound")
        return relaxed

    def choose(self, relaxed: Relaxation, gap_kr: float, seed: int) -> IntegerWeek:
        """The best week of the routes within the gap."""
        columns = [
            column
            for pricer, fleet, reduced in zip(self.pricers, self.fleets, relaxed.reduced_kr, strict=True)
            for column in pricer.columns(fleet.route_kr, reduced, gap_kr)
        ]
        self.watch.check()
        time_limit_s = SOLVER_SHARE * self.watch.left_s
        return choose_week(
            self.choices, self.choice_kr, self.fleets, columns, time_limit_s=time_limit_s, seed=seed
        )

    def learn(self, found: IntegerWeek, bound_kr: float) -> None:
        """Keep the runs of a chosen week if they can be driven for less, and the bound if it is higher."""
        self.bound_kr = max(self.bound_kr, bound_kr)
        if found.choices and found.cost_kr < self.cost_kr:
            crates_by_day = week_of(found.choices)
            days = [
                solve_day(self.problem, day, crates) for day, crates in enumerate(crates_by_day) if crates
            ]
            if all(day.is_servable for day in days):
                runs = tuple(run for day in days for run in day.runs(self.problem))
                cost_kr = Solution(runs=runs).cost_ore(self.problem) / ORE_PER_KR
                if cost_kr < self.cost_kr:
                    self.runs, self.cost_kr = runs, cost_kr
        self._report("choose")

    def best(self) -> Solution:
        """The best runs and the bound, if there is one."""
        return Solution(runs=self.runs, bound_ore=self._bound_ore())

    def _report(self, stage: Stage) -> None:
        self.watch.report(stage, incumbent_ore=self._incumbent_ore(), bound_ore=self._bound_ore())

    def _incumbent_ore(self) -> int | None:
        return round(self.cost_kr * ORE_PER_KR) if self.runs else None

    def _bound_ore(self) -> int | None:
        """The bound in whole öre, lowered by what rounding each run may take off its exact price."""
        if self.bound_kr == -inf:
            return None
        return max(0, int(self.bound_kr * ORE_PER_KR) - rounding_ore(self.problem) // 2)

    def _missing(self) -> int | None:
        """How many more vehicles of each kind any week needs at least; None if even many are not enough."""
        for more in range(1, MOST_VEHICLES_MORE + 1):
            fleets = [replace(fleet, vehicles=fleet.vehicles + more) for fleet in self.fleets]
            if not relax_week(self.choices, self.choice_kr, fleets).unserved:
                return more
        return None
