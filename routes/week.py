"""Plan a week, or one day: choose every stop's visit days and every day's runs together.

Three tiers by the number of stops: *exact* proves its plan optimal, *bounded* searches and says what no plan costs
less than, *large* searches only.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from routes.certificate import Certificate, EndedBy, Method
from routes.check import find_violations
from routes.cost import plan_cost_ore, rounding_ore
from routes.errors import BrokenPlan, ImpossiblePlan
from routes.obstacles import find_obstacles
from routes.places import WEEKDAYS, Stop
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress, Watch
from routes.solve.bounded import plan_bounded
from routes.solve.day import MOST_STOPS
from routes.solve.exact import plan_exactly
from routes.solve.search import prepare_search, quick_effort, search_week
from routes.solve.solution import NOTHING, Solution

MOST_EXACT = MOST_STOPS  # stops
MOST_BOUNDED = 100  # stops: a bound on more would take longer than anyone waits

Crates = tuple[int, int]  # delivered, collected


def plan_week(
    problem: Problem,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[WeekPlan, Certificate]:
    """The cheapest week plan that can be found in the time, with a certificate of how good it is.

    The tier follows from the number of stops (`tier_for`). When `is_cancelled` says so, the best plan so far is
    the answer.

    Raises
    ------
    ImpossiblePlan
        If no plan keeps every hard rule, or the search found none.
    BrokenPlan
        If what the solver proposed breaks a rule: a mistake of ours, never to be shown.
    """
    watch = Watch(time_limit_s=time_limit_s, on_progress=on_progress, is_cancelled=is_cancelled)
    obstacles = find_obstacles(problem)
    if obstacles:
        raise ImpossiblePlan(obstacles)
    solution = _solve(problem, watch, seed)
    return certify(solution, problem, watch, seed)


def plan_day(
    problem: Problem,
    weekday: int,
    crates: Mapping[str, Crates],
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[WeekPlan, Certificate]:
    """The cheapest runs of one weekday to these stops (by id), which get and give these crates.

    Raises
    ------
    ImpossiblePlan
        If no runs keep every hard rule, or the search found none.
    ValueError
        If a stop is unknown.
    """
    return plan_week(
        day_problem(problem, weekday, crates),
        time_limit_s=time_limit_s,
        seed=seed,
        on_progress=on_progress,
        is_cancelled=is_cancelled,
    )


def day_problem(problem: Problem, weekday: int, crates: Mapping[str, Crates]) -> Problem:
    """The week in which these stops are visited on one weekday only, each once, with these crates.

    Raises
    ------
    ValueError
        If a stop is unknown.
    """
    unknown = set(crates) - {stop.id for stop in problem.stops}
    if unknown:
        raise ValueError(f"no such stops: {sorted(unknown)}")
    stops = tuple(_once(stop, weekday, crates) for stop in problem.stops if stop.id in crates)
    return replace(problem, stops=stops)


def certify(solution: Solution, problem: Problem, watch: Watch, seed: int) -> tuple[WeekPlan, Certificate]:
    """What a solver proposes as a plan, checked and priced anew, with its certificate.

    Raises
    ------
    BrokenPlan
        If it breaks a rule.
    """
    runs = sorted(solution.runs, key=lambda run: (run.weekday, run.vehicle_id, run.depart_s))
    plan = WeekPlan(runs=tuple(runs))
    cost_ore = plan_cost_ore(plan, problem)
    watch.report("check", incumbent_ore=cost_ore, bound_ore=solution.bound_ore)
    violations = find_violations(plan, problem)
    if violations:
        raise BrokenPlan(violations)
    certificate = Certificate(
        cost_ore=cost_ore,
        lower_bound_ore=None if solution.bound_ore is None else min(cost_ore, solution.bound_ore),
        method=tier_for(problem),
        seed=seed,
        seconds=watch.spent_s,
        ended_by=_end(watch),
        rounding_ore=rounding_ore(problem),
        duals=solution.duals,
    )
    return plan, replace(certificate, ended_by="proof") if certificate.is_optimal else certificate


def tier_for(problem: Problem) -> Method:
    """How a problem is planned, by its number of stops."""
    stops = len(problem.stops)
    return "exact" if stops <= MOST_EXACT else "bounded" if stops <= MOST_BOUNDED else "large"


def _once(stop: Stop, weekday: int, crates: Mapping[str, Crates]) -> Stop:
    delivered, collected = crates[stop.id]
    return replace(
        stop,
        windows=tuple(stop.windows[day] if day == weekday else None for day in WEEKDAYS),
        visits_fewest=1,
        visits_most=1,
        longest_gap_days=len(WEEKDAYS),
        fixed_weekdays=frozenset(),
        crates_in_per_week=Fraction(delivered),
        crates_out_per_week=Fraction(collected),
        before=stop.before & set(crates),
    )


def _solve(problem: Problem, watch: Watch, seed: int) -> Solution:
    if not problem.stops:
        return Solution(runs=(), bound_ore=0)
    prepare_search(problem, watch)
    tier = tier_for(problem)
    if tier == "large":
        return search_week(problem, watch, seed=seed)
    if tier == "bounded":
        return plan_bounded(problem, watch, seed=seed)
    solution = plan_exactly(problem, watch, seed=seed, incumbent=_quick_week(problem, watch, seed))
    if solution.runs:
        return solution
    return replace(search_week(problem, watch, seed=seed), bound_ore=solution.bound_ore, duals=solution.duals)


def _quick_week(problem: Problem, watch: Watch, seed: int) -> Solution:
    try:
        return search_week(problem, watch, seed=seed, effort=quick_effort(problem))
    except ImpossiblePlan:
        return NOTHING  # a search proves nothing; the exact tier will tell


def _end(watch: Watch) -> EndedBy:
    if watch.is_cancelled():
        return "cancelled"
    return "time limit" if watch.left_s <= 0 else "work done"
