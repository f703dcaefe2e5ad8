"""Plan a week: choose every stop's visit days and every day's runs together."""

from collections.abc import Callable
from dataclasses import replace

from routes.certificate import Certificate
from routes.check import find_violations
from routes.cost import plan_cost_ore, rounding_ore
from routes.errors import BrokenPlan, ImpossiblePlan
from routes.obstacles import find_obstacles
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress, Watch
from routes.solve.day import MOST_STOPS
from routes.solve.exact import plan_exactly
from routes.solve.search import quick_effort, search_week
from routes.solve.solution import NOTHING, Solution


def plan_week(
    problem: Problem,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
) -> tuple[WeekPlan, Certificate]:
    """The cheapest week plan that can be found in the time, with a certificate of how good it is.

    Up to 18 stops the plan is proven optimal if the time allows; more stops are searched, without a proof.

    Raises
    ------
    ImpossiblePlan
        If no plan keeps every hard rule, or the search found none.
    BrokenPlan
        If what the solver proposed breaks a rule: a mistake of ours, never to be shown.
    """
    watch = Watch(time_limit_s=time_limit_s, on_progress=on_progress)
    obstacles = find_obstacles(problem)
    if obstacles:
        raise ImpossiblePlan(obstacles)
    solution = _solve(problem, watch, seed)
    plan = WeekPlan(runs=tuple(sorted(solution.runs, key=lambda run: (run.weekday, run.vehicle_id, run.depart_s))))
    cost_ore = plan_cost_ore(plan, problem)
    watch.report("check", incumbent_ore=cost_ore, bound_ore=solution.bound_ore)
    violations = find_violations(plan, problem)
    if violations:
        raise BrokenPlan(violations)
    certificate = Certificate(
        cost_ore=cost_ore,
        lower_bound_ore=None if solution.bound_ore is None else min(cost_ore, solution.bound_ore),
        method="search" if solution.bound_ore is None else "exact",
        seed=seed,
        seconds=watch.spent_s,
        ended_by="time limit" if watch.left_s <= 0 else "work done",
        rounding_ore=rounding_ore(problem),
        duals=solution.duals,
    )
    return plan, replace(certificate, ended_by="proof") if certificate.is_optimal else certificate


def _solve(problem: Problem, watch: Watch, seed: int) -> Solution:
    if not problem.stops:
        return Solution(runs=(), bound_ore=0)
    if len(problem.stops) > MOST_STOPS:
        return search_week(problem, watch, seed=seed)
    solution = plan_exactly(problem, watch, seed=seed, incumbent=_quick_week(problem, watch, seed))
    if solution.runs:
        return solution
    return replace(search_week(problem, watch, seed=seed), bound_ore=solution.bound_ore, duals=solution.duals)


def _quick_week(problem: Problem, watch: Watch, seed: int) -> Solution:
    try:
        return search_week(problem, watch, seed=seed, effort=quick_effort(problem))
    except ImpossiblePlan:
        return NOTHING  # a search proves nothing; the exact tier will tell
