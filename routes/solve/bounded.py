"""Plan a week of more stops than the exact tables hold: search it, then bound it, and list what lies between."""

from routes.plan import Run
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.bounds.bound import Bound, bound_week
from routes.solve.exact_week import bound_ore, exact_price
from routes.solve.numbers import Numbers, week_numbers
from routes.solve.search import search_week, timed_runs
from routes.solve.solution import Solution

SEARCH_SHARE = 0.6  # of the time at most; the bound gets what is left


def plan_bounded(problem: Problem, watch: Watch, *, seed: int) -> Solution:
    """The cheapest week that the search finds, and what no week costs less than; proven where the two meet.

    Raises
    ------
    ImpossiblePlan
        If no week that serves every stop was found.
    """
    found = search_week(problem, watch.part(SEARCH_SHARE), seed=seed)
    cost_ore = found.cost_ore(problem)
    watch.report("bound", incumbent_ore=cost_ore)
    if watch.left_s <= 0:
        return found
    numbers = week_numbers(problem)
    bound = bound_week(numbers, watch, incumbent_price=exact_price(found, problem))
    proven = _proven(problem, numbers, bound)
    is_cheaper = bool(proven) and Solution(runs=proven).cost_ore(problem) < cost_ore
    runs = proven if is_cheaper else found.runs
    return Solution(runs=runs, bound_ore=bound_ore(bound.price, problem))


def _proven(problem: Problem, numbers: Numbers, bound: Bound) -> tuple[Run, ...]:
    """The runs of the week that the bound came upon, if it holds for vehicles that go once a day."""
    if bound.proven_orders is None or any(vehicle.runs_most > 1 for vehicle in problem.vehicles):
        return ()
    orders = [(slot, calls) for slot, calls in enumerate(bound.proven_orders) if calls]
    return timed_runs(problem, numbers, orders)
