"""Plan a week of up to 18 stops to proven optimality.

Every set of stops gets its cheapest run on every weekday; a relaxation over all of them bounds the week; then an
integer model over the routes whose reduced cost lies within a gap of that bound chooses the week. What it finds
within the gap is optimal, for no route outside can be part of anything cheaper; if it finds nothing there, the
gap doubles.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from math import inf

from routes.errors import ImpossiblePlan
from routes.obstacles import no_week, too_few_vehicles
from routes.places import WEEKDAYS
from routes.plan import Run
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.choices import list_choices, load_ranges, week_of
from routes.solve.columns import ORE_PER_KR, Pricer, surplus_kr
from routes.solve.day import solve_day, vehicle_kinds
from routes.solve.inputs import second_price
from routes.solve.integer import IntegerWeek, choose_week
from routes.solve.relaxation import Fleet, Relaxation, relax_week

FIRST_GAP = 0.004  # of the bound: routes within it go into the first integer model
MOST_SETS = 60_000  # sets of stops within the gap: more make models that no week is worth waiting for
ROUND_UP_KR = 0.01
TOLERANCE_ORE = 1  # what the solvers' floats may be wrong by
MOST_VEHICLES_MORE = 3  # so many are tried when there are too few
THREADS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The runs of a week and what is known about cheaper ones."""

    runs: tuple[Run, ...]  # empty where none were found
    bound_ore: int | None  # None where none was computed
    is_proven: bool


def plan_exactly(problem: Problem, watch: Watch, *, seed: int) -> Solution:
    """The cheapest week, or the best one found in the time; always with a bound.

    Raises
    ------
    ImpossiblePlan
        If no week serves all stops, proven by the relaxation or by trying every route.
    """
    week = _Week(problem, watch)
    relaxed = week.relax()
    best, bound_kr, gap_kr = None, relaxed.bound_kr, max(FIRST_GAP * relaxed.bound_kr, ROUND_UP_KR)
    while relaxed.sets_within(gap_kr) <= MOST_SETS:
        found = week.choose(relaxed, gap_kr, seed)
        bound_kr = max(bound_kr, min(found.bound_kr, relaxed.bound_kr + gap_kr))
        if found.choices and (best is None or found.cost_kr < best.cost_kr):
            best = found
        week.report(best, bound_kr)
        is_near = best is not None and best.cost_kr <= relaxed.bound_kr + gap_kr
        if is_near or not found.is_proven:
            return week.settle(best, bound_kr, is_proven=found.is_proven)
        if not best and relaxed.sets_within(gap_kr) == relaxed.sets_within(inf):
            raise ImpossiblePlan((no_week(problem),))
        gap_kr *= 2
        if best:
            gap_kr = min(gap_kr, best.cost_kr - relaxed.bound_kr + ROUND_UP_KR)
    return week.settle(best, bound_kr, is_proven=False)


class _Week:
    """The tables of a week, kept between the steps."""

    def __init__(self, problem: Problem, watch: Watch) -> None:
        self.problem, self.watch = problem, watch
        self.choices = list_choices(problem)
        loads = load_ranges(problem, self.choices)
        kinds = [(day, alike) for day in WEEKDAYS for alike in vehicle_kinds(problem, day)]
        least_second = min(second_price(alike[0]) for _, alike in kinds)
        self.choice_kr = [surplus_kr(problem, loads, choice, least_second) for choice in self.choices]
        self.pricers = [
            Pricer(
                fleet=index,
                weekday=day,
                vehicle=alike[0],
                problem=problem,
                loads=loads[day],
                second_price=least_second,
            )
            for index, (day, alike) in enumerate(kinds)
        ]
        watch.report("tables")
        with ThreadPoolExecutor(THREADS) as pool:
            tables = list(pool.map(Pricer.relaxed_kr, self.pricers))
        self.fleets = [
            Fleet(weekday=day, vehicles=len(alike), route_kr=route_kr)
            for (day, alike), route_kr in zip(kinds, tables, strict=True)
        ]

    def relax(self) -> Relaxation:
        """The relaxed week; refused where even that leaves stops out."""
        relaxed = relax_week(self.choices, self.choice_kr, self.fleets)
        if relaxed.unserved:
            raise ImpossiblePlan((too_few_vehicles(self.problem, relaxed.unserved, self._missing()),))
        self.watch.report("bound", bound_ore=_bound_ore(relaxed.bound_kr, self.problem))
        return relaxed

    def choose(self, relaxed: Relaxation, gap_kr: float, seed: int) -> IntegerWeek:
        """The best week of the routes within the gap."""
        columns = [
            column
            for pricer, fleet, reduced in zip(self.pricers, self.fleets, relaxed.reduced_kr, strict=True)
            for column in pricer.columns(fleet.route_kr, reduced, gap_kr)
            if self.watch.left_s > 0
        ]
        time_left_s = self.watch.left_s
        if time_left_s <= 0:
            return IntegerWeek(choices=None, cost_kr=inf, bound_kr=-inf, is_proven=False)
        return choose_week(
            self.choices, self.choice_kr, self.fleets, columns, time_limit_s=time_left_s, seed=seed
        )

    def report(self, best: IntegerWeek | None, bound_kr: float) -> None:
        """Tell what is known so far."""
        self.watch.report(
            "choose",
            incumbent_ore=round(best.cost_kr * ORE_PER_KR) if best else None,
            bound_ore=_bound_ore(bound_kr, self.problem),
        )

    def settle(self, found: IntegerWeek | None, bound_kr: float, *, is_proven: bool) -> Solution:
        """The chosen week with its runs timed; no runs if none was chosen, or it was priced below any plan."""
        crates_by_day = week_of(found.choices or ()) if found else ()
        days = [solve_day(self.problem, day, crates) for day, crates in enumerate(crates_by_day) if crates]
        bound_ore = _bound_ore(bound_kr, self.problem)
        if not all(day.is_servable for day in days):
            return Solution(runs=(), bound_ore=bound_ore, is_proven=False)
        runs = tuple(run for day in days for run in day.runs(self.problem))
        return Solution(runs=runs, bound_ore=bound_ore, is_proven=is_proven)

    def _missing(self) -> int | None:
        """How many more vehicles of each kind would be enough for the relaxed week; None if even many are not."""
        for more in range(1, MOST_VEHICLES_MORE + 1):
            fleets = [replace(fleet, vehicles=fleet.vehicles + more) for fleet in self.fleets]
            if not relax_week(self.choices, self.choice_kr, fleets).unserved:
                return more
        return None


def rounding_ore(problem: Problem) -> int:
    """What rounding every run to whole öre, and the solvers' floats, can add to a gap that is nil."""
    return sum(len(vehicle.weekdays) for vehicle in problem.vehicles) + 2 * TOLERANCE_ORE


def _bound_ore(bound_kr: float, problem: Problem) -> int:
    vehicle_days = sum(len(vehicle.weekdays) for vehicle in problem.vehicles)
    return max(0, int(bound_kr * ORE_PER_KR) - TOLERANCE_ORE - vehicle_days // 2)
