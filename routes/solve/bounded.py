"""Plan a week of more stops than the exact tables hold: search it, then bound it, and list what lies between."""

from routes.problem import Problem
from routes.progress import Watch
from routes.solve.by_calls import bound_by_calls, prepare_bounds
from routes.solve.search import search_week
from routes.solve.solution import Solution, bound_ore, exact_price

SEARCH_SHARE, MOST_SHARE = 0.3, 0.6  # of the time, for the search; the bound gets what is left
SEARCH_S = 0.7  # for each stop: the search gets so much if that is more


def plan_bounded(problem: Problem, watch: Watch, *, seed: int) -> Solution:
    """The cheapest week that the search finds, and what no week costs less than; proven where the two meet.

    Raises
    ------
    ImpossiblePlan
        If no week that serves every stop was found.
    """
    prepare_bounds(problem, watch)
    wanted = SEARCH_S * len(problem.stops) / max(watch.left_s, 1.0)
    found = search_week(problem, watch.part(min(MOST_SHARE, max(SEARCH_SHARE, wanted))), seed=seed)
    cost_ore = found.cost_ore(problem)
    watch.report("bound", incumbent_ore=cost_ore)
    if watch.left_s <= 0:
        return found
    bound = bound_by_calls(problem, watch, exact_price(found, problem))
    is_cheaper = bool(bound.runs) and Solution(runs=bound.runs).cost_ore(problem) < cost_ore
    runs = bound.runs if is_cheaper else found.runs
    return Solution(runs=runs, bound_ore=bound_ore(bound.price, problem), duals=bound.duals)
