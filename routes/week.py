"""Plan a week: choose every stop's visit days and every day's runs together."""

from collections.abc import Callable
from dataclasses import replace

from routes.certificate import Certificate, Method
from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.errors import BrokenPlan, ImpossiblePlan
from routes.obstacles import find_obstacles
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress, Watch
from routes.solve.day import MOST_STOPS
from routes.solve.exact import Solution, plan_exactly, rounding_ore
from routes.solve.search import search_week


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
    solution, method = _solve(problem, watch, seed)
    watch.report("check")
    plan = WeekPlan(runs=tuple(sorted(solution.runs, key=lambda run: (run.weekday, run.vehicle_id))))
    violations = find_violations(plan, problem)
    if violations:
        raise BrokenPlan(violations)
    cost_ore = plan_cost_ore(plan, problem)
    certificate = Certificate(
        cost_ore=cost_ore,
        lower_bound_ore=None if solution.bound_ore is None else min(cost_ore, solution.bound_ore),
        method=method,
        seed=seed,
        seconds=watch.spent_s,
        ended_by="proof" if solution.is_proven else "time limit" if watch.left_s <= 0 else "work done",
        rounding_ore=rounding_ore(problem),
    )
    return plan, certificate


def _solve(problem: Problem, watch: Watch, seed: int) -> tuple[Solution, Method]:
    if not problem.stops:
        return Solution(runs=(), bound_ore=0, is_proven=True), "exact"
    if len(problem.stops) > MOST_STOPS:
        return search_week(problem, watch, seed=seed), "search"
    exact = plan_exactly(problem, watch, seed=seed)
    if exact.runs:
        return exact, "exact"
    return replace(search_week(problem, watch, seed=seed), bound_ore=exact.bound_ore), "search"
