"""Bound a week by its calls, stops with the crates of one gap, and say in the problem's words what was found."""

from dataclasses import dataclass, replace

from routes.duals import Duals
from routes.patterns import gap_days
from routes.places import WEEKDAYS
from routes.plan import Run
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.bounds.bound import Bound, bound_week
from routes.solve.bounds.duals import Duals as CallDuals
from routes.solve.bounds.labelling import walk
from routes.solve.choices import list_choices
from routes.solve.numbers import Numbers, week_numbers
from routes.solve.search import timed_runs
from routes.solve.solution import bound_ore

FEW_STOPS = 3  # are bounded to compile what bounds many
COMPILED_S = 600.0  # time enough for that


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundByCalls:
    """What no week costs less than; prices in 1/3 600 000 öre."""

    price: int
    runs: tuple[Run, ...]  # of a week cheaper than the one known, if one was come upon
    duals: Duals  # prices of visits that alone prove `dual_price`
    dual_price: int


def prepare_bounds(problem: Problem, watch: Watch) -> None:
    """Compile what bounds a week, or load what an earlier run compiled; the time that takes is not counted."""
    if not walk.signatures:
        watch.report("compile")
        with watch.paused():
            few = problem.stops[:FEW_STOPS]
            ids = {stop.id for stop in few}
            stops = tuple(replace(stop, before=stop.before & ids) for stop in few)
            bound_week(week_numbers(replace(problem, stops=stops)), Watch(time_limit_s=COMPILED_S))


def bound_by_calls(problem: Problem, watch: Watch, known_price: int | None) -> BoundByCalls:
    """A bound as good as the time allows, and on the way perhaps a cheaper week."""
    numbers = week_numbers(problem)

    def tell(price: int) -> None:
        watch.report("bound", bound_ore=bound_ore(price, problem))

    bound = bound_week(numbers, watch, incumbent_price=known_price, on_bound=tell)
    return BoundByCalls(
        price=bound.price,
        runs=_runs(problem, numbers, bound),
        duals=_duals(problem, numbers, bound.uncut_duals),
        dual_price=bound.uncut_price,
    )


def _runs(problem: Problem, numbers: Numbers, bound: Bound) -> tuple[Run, ...]:
    """The runs of the week that the bound came upon, if it holds for vehicles that go once a day."""
    if bound.orders is None or any(vehicle.runs_most > 1 for vehicle in problem.vehicles):
        return ()
    orders = [(slot, calls) for slot, calls in enumerate(bound.orders) if calls]
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
