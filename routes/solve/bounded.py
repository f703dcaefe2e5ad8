"""Plan a week of more stops than the exact tables hold: search it, then bound it, and list what lies between."""

from routes.duals import Duals
from routes.patterns import gap_days
from routes.places import WEEKDAYS
from routes.plan import Run
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.bounds.bound import Bound, bound_week
from routes.solve.bounds.duals import Duals as CallDuals
from routes.solve.choices import list_choices
from routes.solve.exact_week import bound_ore, exact_price
from routes.solve.numbers import Numbers, week_numbers
from routes.solve.search import search_week, timed_runs
from routes.solve.solution import Solution

SEARCH_SHARE, MOST_SHARE = 0.3, 0.6  # of the time, for the search; the bound gets what is left
SEARCH_S = 0.5  # for each stop: the search gets so much if that is more


def plan_bounded(problem: Problem, watch: Watch, *, seed: int) -> Solution:
    """The cheapest week that the search finds, and what no week costs less than; proven where the two meet.

    Raises
    ------
    ImpossiblePlan
        If no week that serves every stop was found.
    """
    wanted = SEARCH_S * len(problem.stops) / max(watch.left_s, 1.0)
    found = search_week(problem, watch.part(min(MOST_SHARE, max(SEARCH_SHARE, wanted))), seed=seed)
    cost_ore = found.cost_ore(problem)
    watch.report("bound", incumbent_ore=cost_ore)
    if watch.left_s <= 0:
        return found
    numbers = week_numbers(problem)
    bound = bound_week(numbers, watch, incumbent_price=exact_price(found, problem))
    proven = _proven(problem, numbers, bound)
    is_cheaper = bool(proven) and Solution(runs=proven).cost_ore(problem) < cost_ore
    runs = proven if is_cheaper else found.runs
    duals = _duals(problem, numbers, bound.uncut_duals) if bound.uncut_duals else None
    return Solution(runs=runs, bound_ore=bound_ore(bound.price, problem), duals=duals)


def _proven(problem: Problem, numbers: Numbers, bound: Bound) -> tuple[Run, ...]:
    """The runs of the week that the bound came upon, if it holds for vehicles that go once a day."""
    if bound.proven_orders is None or any(vehicle.runs_most > 1 for vehicle in problem.vehicles):
        return ()
    orders = [(slot, calls) for slot, calls in enumerate(bound.proven_orders) if calls]
    return timed_runs(problem, numbers, orders)


def _duals(problem: Problem, numbers: Numbers, duals: CallDuals) -> Duals:
    """What visits are worth after each gap: what their calls are."""
    worth = duals.calls // duals.scale
    by_gap = {stop.id: [[0] * len(WEEKDAYS) for _ in WEEKDAYS] for stop in problem.stops}
    for choice, calls in zip(list_choices(problem), numbers.call_of, strict=True):
        for weekday in choice.pattern:
            gap = gap_days(choice.pattern, weekday)
            by_gap[problem.stops[choice.stop].id][weekday][gap - 1] = int(worth[calls[weekday]])
    return Duals(
        visits={},
        runs=tuple(map(int, duals.days // duals.scale)),
        by_gap={stop_id: tuple(map(tuple, weekdays)) for stop_id, weekdays in by_gap.items()},
    )
