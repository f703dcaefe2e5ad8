"""Search for a cheap week of any number of stops; nothing is proven about it."""

from collections.abc import Callable, Sequence
from time import perf_counter

from routes.errors import ImpossiblePlan
from routes.obstacles import no_plan_found
from routes.places import DAY_S
from routes.plan import Run
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.day import spread_crates
from routes.solve.inputs import ORE, day_inputs
from routes.solve.limits import LEAVE, RETURN
from routes.solve.numbers import Numbers, week_numbers
from routes.solve.search.anneal import anneal
from routes.solve.search.chains import Chain
from routes.solve.search.cycles import Effort, Found, Search, all_the_time
from routes.solve.search.layout import facts_of
from routes.solve.solution import Solution
from routes.solve.timing import time_run

STEPS_A_STOP = 4_000  # in a cycle


def full_effort(problem: Problem) -> Effort:
    """Work enough for a week that is seldom bettered: about 20 s on two free cores with 31 stops."""
    return Effort(cycles=8, steps=STEPS_A_STOP * len(problem.stops))


def quick_effort(problem: Problem) -> Effort:
    """Work enough for a good week to begin a proof with: well below a second at 16 stops."""
    return Effort(cycles=1, steps=max(1, STEPS_A_STOP // 10) * len(problem.stops))


def prepare_search(problem: Problem, watch: Watch) -> None:
    """Compile the search, or load what an earlier run compiled; the time that takes is not counted."""
    if not anneal.signatures:
        watch.report("compile")
        with watch.paused():
            numbers = week_numbers(problem)
            chain = Chain(numbers, facts_of(numbers), 0, 0)
            chain.begin_empty()
            chain.step(1, 1.0)


def search_week(problem: Problem, watch: Watch, *, seed: int, effort: Effort | None = None) -> Solution:
    """The cheapest week found when the effort is spent or the time limit passes, without a bound.

    Some work is done even if no time is left, so that a time limit spent elsewhere still gives a plan.

    Raises
    ------
    ImpossiblePlan
        If no week that serves every stop was found; it names the stops left out, and nothing is proven.
    """
    numbers = week_numbers(problem)
    search = Search(numbers, seed=seed, effort=effort or full_effort(problem), left_s=lambda: watch.left_s)

    def tell(out: int, price: int) -> None:
        watch.report("search", incumbent_ore=None if out else -(-price // ORE))

    found = search.run(tell)
    if found.unserved:
        raise ImpossiblePlan((no_plan_found(problem, found.unserved, round(watch.spent_s)),))
    return Solution(runs=timed_runs(problem, numbers, found.runs, found.until))


def search_numbers(
    numbers: Numbers,
    *,
    time_limit_s: float,
    seed: int,
    threads: int = 1,
    on_progress: Callable[[int, int], None] = lambda _out, _price: None,
) -> Found:
    """The cheapest week that as many chains as `threads` find in the time; it may leave stops out.

    `on_progress` is told how many stops the best week leaves out and what its runs cost.
    """
    ends_s = perf_counter() + time_limit_s
    effort = all_the_time(numbers.may_serve.shape[1], time_limit_s, threads)
    return Search(numbers, seed=seed, effort=effort, left_s=lambda: ends_s - perf_counter()).run(on_progress)


def timed_runs(
    problem: Problem,
    numbers: Numbers,
    orders: Sequence[tuple[int, tuple[int, ...]]],
    until: Sequence[int] | None = None,
) -> tuple[Run, ...]:
    """Orders of calls by slot as the runs of a plan, those of one vehicle one after the other.

    `until` says for each when it must be back for the next run of its vehicle.
    """
    back_s: dict[tuple[int, int], int] = {}
    runs = []
    for (slot, calls), until_s in zip(orders, until or [DAY_S] * len(orders), strict=True):
        vehicle = problem.vehicles[int(numbers.slot_vehicle[slot])]
        day = int(numbers.fleet_day[numbers.slot_fleet[slot]])
        crates = numbers.crates(calls)
        inputs = day_inputs(problem, vehicle, day, *spread_crates(problem, crates))
        limits = inputs.limits.copy()
        key = day, int(numbers.slot_vehicle[slot])
        limits[LEAVE] = max(int(limits[LEAVE]), back_s.get(key, 0))
        limits[RETURN] = min(int(limits[RETURN]), until_s)
        run = time_run(
            inputs._replace(limits=limits), tuple(crates), problem, vehicle_id=vehicle.id, weekday=day
        )
        back_s[key] = run.return_s + vehicle.turnaround_s
        runs.append(run)
    return tuple(runs)
