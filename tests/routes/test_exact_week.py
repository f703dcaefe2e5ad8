"""The exact tier finds what brute force finds, over every rule, and proves it; questions are weeks too."""

from dataclasses import replace
from pathlib import Path

import pytest

from logistics.dataset import read_dataset
from logistics.planning import build_problem
from routes.check import find_violations
from routes.cost import rounding_ore
from routes.errors import ImpossiblePlan
from routes.places import Window
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.exact_week import ExactWeek
from routes.solve.partitioning import plan_by_partitioning
from routes.solve.search import quick_effort, search_week
from routes.solve.solution import Solution
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn import draw_week
from tests.routes.drawn_rules import draw_ruled_week
from tests.routes.small import problem, spokes, stop, van

BLOCKS = [range(first, first + 25) for first in range(0, 150, 25)]


def watch() -> Watch:
    return Watch(time_limit_s=60)


def solved(week: Problem) -> Solution | None:
    """The solution; None for a week that is proven impossible."""
    try:
        return ExactWeek(week).solve(watch())
    except ImpossiblePlan:
        return None


def cost_of(week: Problem) -> int | None:
    """The proven least cost; None for a week that is proven impossible."""
    solution = solved(week)
    if solution is None:
        return None
    assert is_proven(solution, week)
    return solution.cost_ore(week)


def is_proven(solution: Solution, week: Problem) -> bool:
    return bool(solution.runs) and solution.cost_ore(week) - solution.bound_ore <= rounding_ore(week)


def plan_of(solution: Solution) -> WeekPlan:
    return WeekPlan(runs=tuple(sorted(solution.runs, key=lambda run: (run.weekday, run.vehicle_id))))


def one_run_each(week: Problem) -> Problem:
    """The week without second runs, which the exact tier bounds but may not fit in."""
    return replace(week, vehicles=tuple(replace(v, runs_most=1) for v in week.vehicles))


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_week_over_all_rules_costs_what_brute_force_finds(seeds: range) -> None:
    """Fixed days, reserved vans, orders, hub days, cut-offs, detours: nothing cheaper, nothing broken."""
    for seed in seeds:
        week = one_run_each(draw_ruled_week(seed))
        solution, least = solved(week), BruteWeek(week).cost_ore()
        if solution is None:
            assert least is None, f"seed {seed}"
            continue
        assert least == solution.cost_ore(week), f"seed {seed}"
        assert is_proven(solution, week), f"seed {seed}"
        assert () == find_violations(plan_of(solution), week), f"seed {seed}"


@pytest.mark.parametrize("seeds", BLOCKS[:3], ids=str)
def test_bounds_by_calls_find_the_same(seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the least crates bound too little, or stops are free, calls bound the week: no week may get lost."""
    for seed in seeds:
        week = one_run_each(draw_ruled_week(seed))
        monkeypatch.setattr("routes.solve.exact_week.MANY_CHOICES", 8)
        monkeypatch.setattr("routes.solve.exact_week.FEW_STEPS", 0)
        cost = BruteWeek(week).cost_ore()
        assert cost == cost_of(week), f"seed {seed}"
        if cost is not None:
            monkeypatch.setattr("routes.solve.exact_week.MANY_CHOICES", 0)
            dear = search_week(week, watch(), seed=1, effort=quick_effort(week))
            solution = ExactWeek(week).solve(watch(), incumbent=dear)
            assert (cost, True) == (solution.cost_ore(week), is_proven(solution, week)), f"seed {seed}"


@pytest.mark.parametrize("seeds", BLOCKS[:3], ids=str)
def test_integer_model_proves_the_same_cost(seeds: range) -> None:
    """Two proofs that share only the prices of single runs."""
    for seed in seeds:
        week = one_run_each(draw_ruled_week(seed))
        expected = cost_of(week)
        try:
            solution = plan_by_partitioning(week, watch(), seed=1)
        except ImpossiblePlan:
            assert expected is None, f"seed {seed}"
            continue
        assert (expected, True) == (solution.cost_ore(week), is_proven(solution, week)), f"seed {seed}"


def test_second_runs_are_fitted_in_or_not_claimed() -> None:
    """A van's second run must find its time: a cost is claimed only with runs that do, and bounds always hold."""
    proven = 0
    for seed in range(60):
        week = draw_ruled_week(seed, rules={"runs_most"}, likely=1.0)
        solution, least = solved(week), BruteWeek(week).cost_ore()
        if solution is None:
            assert least is None, f"seed {seed}"
        elif least is not None:
            assert solution.bound_ore <= least, f"seed {seed}"
            if solution.runs:
                assert () == find_violations(plan_of(solution), week), f"seed {seed}"
            if is_proven(solution, week):
                assert least == solution.cost_ore(week), f"seed {seed}"
                proven += 1
    assert proven > 8


@pytest.mark.parametrize("seed", [2, 5, 8, 12])
def test_incumbent_is_kept_where_nothing_is_cheaper(seed: int) -> None:
    """A week that was found otherwise is proven as it stands."""
    week = one_run_each(draw_ruled_week(seed, likely=0.2))
    first = solved(week)
    if first is None:
        return
    assert first.runs == ExactWeek(week).solve(watch(), incumbent=first).runs


POSSIBLE = [
    seed
    for seed in range(60)
    if BruteWeek(one_run_each(draw_ruled_week(seed, likely=0.2))).cost_ore() is not None
][:15]


def variants(week: Problem) -> list[Problem]:
    """What a planner may ask about a week."""
    first, *others = week.stops
    days = [day for day, window in enumerate(first.windows) if window]
    wide = tuple(w and Window(opens_s=0, closes_s=24 * 3600) for w in first.windows)
    changed = [
        replace(
            first, fixed_weekdays=frozenset(days[:1]), visits_fewest=1, visits_most=1, longest_gap_days=5
        ),
        replace(first, visits_fewest=1, visits_most=len(days), longest_gap_days=5),
        replace(first, windows=wide),
        replace(first, vehicle_ids=frozenset({week.vehicles[-1].id})),
        replace(first, before=frozenset(other.id for other in others if first.id not in other.before)),
    ]
    asked = [replace(week, stops=(stop, *others)) for stop in changed]
    return asked if any(s.vehicle_ids for s in week.stops) else [*asked, without_second_van(week)]


def without_second_van(week: Problem) -> Problem:
    only = week.vehicles[0]
    ways = {(van_id, day): travel for (van_id, day), travel in week.detours.items() if van_id == only.id}
    return replace(week, vehicles=(only,), detours=ways)


@pytest.mark.parametrize("seed", POSSIBLE[:7])
def test_question_is_answered_as_if_asked_alone(seed: int) -> None:
    """Tables kept from another week must not leak into the answer."""
    week = one_run_each(draw_ruled_week(seed, likely=0.2))
    known = ExactWeek(week)
    known.solve(watch())
    for asked in variants(week):
        try:
            answer: int | None = known.asked(asked).solve(watch()).cost_ore(asked)
        except ImpossiblePlan:
            answer = None
        assert BruteWeek(asked).cost_ore() == answer


@pytest.mark.parametrize("seed", POSSIBLE)
def test_what_forbids_less_never_costs_more(seed: int) -> None:
    """Wider windows, later returns, larger vans, one van more: each only adds weeks to choose from."""
    week = one_run_each(draw_ruled_week(seed, likely=0.2))
    wide = Window(opens_s=0, closes_s=24 * 3600)
    extra = replace(week.vehicles[0], id="more", name="More")
    looser = [
        replace(
            week, stops=tuple(replace(s, windows=tuple(w and wide for w in s.windows)) for s in week.stops)
        ),
        replace(week, vehicles=tuple(replace(v, capacity_crates=99) for v in week.vehicles)),
        replace(week, stops=tuple(replace(s, before=frozenset(), vehicle_ids=None) for s in week.stops)),
        replace(week, most_runs={}),
        replace(
            week,
            vehicles=(*week.vehicles, extra),
            travel={**week.travel, "more": week.travel[week.vehicles[0].id]},
        ),
    ]
    cost = cost_of(week)
    assert all(cost_of(other) <= cost for other in looser)


@pytest.mark.parametrize("seed", POSSIBLE)
def test_order_and_names_of_stops_and_vans_change_nothing(seed: int) -> None:
    """The same data set, sorted and named otherwise."""
    week = one_run_each(draw_ruled_week(seed, likely=0.2))
    turned = replace(
        week,
        stops=tuple(
            replace(s, id=f"x{s.id}", before=frozenset(f"x{other}" for other in s.before))
            for s in reversed(week.stops)
        ),
        vehicles=tuple(reversed(week.vehicles)),
    )
    assert cost_of(week) == cost_of(turned)


def test_no_stops_cost_nothing() -> None:
    assert Solution(runs=(), bound_ore=0) == solved(problem([], spokes({})))


def test_one_stop_has_one_run() -> None:
    """100 kr, 20 km at 10 kr, 20 minutes at 60 kr."""
    assert 32_000 == cost_of(problem([stop("a")], spokes({"a": 10})))


def test_stops_all_at_one_place_share_a_run() -> None:
    """Nothing tells them apart, and no way lies between them."""
    names = "abcdefgh"
    week = problem([stop(name, place_id="a") for name in names], spokes({"a": 10}), van("x"), van("y"))
    assert 32_000 == cost_of(week)


def test_many_equal_weeks_are_not_tried_one_by_one() -> None:
    """Eight stops alike on five days alike: 5^8 choices, and one decides it."""
    names = "abcdefgh"
    stops = [stop(name, crates_in_per_week=5) for name in names]
    week = problem(stops, spokes(dict.fromkeys(names, 10)), van("x"), van("y"))
    assert 4 * 10_000 + 8 * 22_000 == cost_of(week)  # two stops fill a van


def test_impossible_week_is_refused_at_once() -> None:
    """Six stops fill a van each, and there are five days: no need to try all choices."""
    names = "abcdef"
    week = problem([stop(name, crates_in_per_week=10) for name in names], spokes(dict.fromkeys(names, 10)))
    assert solved(week) is None


def test_no_time_leaves_the_incumbent_and_claims_nothing() -> None:
    """What was not computed is not claimed."""
    week = problem([stop("a")], spokes({"a": 10}))
    first = ExactWeek(week).solve(watch())
    ticks = iter(range(10_000))
    late = Watch(time_limit_s=1, clock=lambda: float(next(ticks)))
    hurried = ExactWeek(week).solve(late, incumbent=first)
    assert (first.runs, None) == (hurried.runs, hurried.bound_ore)


def test_same_week_same_runs() -> None:
    """Nothing hangs on the clock or on chance."""
    week = draw_week(9, stops=3, vans=2)
    assert solved(week) == solved(week)


def test_sample_week_is_proven_twice() -> None:
    """Sixteen libraries, two vans, five days: the tree and the integer model reach the same optimum."""
    week = build_problem(read_dataset(Path("sample_data")))
    solution, second = ExactWeek(week).solve(watch()), plan_by_partitioning(week, watch(), seed=1)
    assert is_proven(solution, week)
    assert is_proven(second, week)
    assert solution.cost_ore(week) == second.cost_ore(week)
    assert () == find_violations(plan_of(solution), week)
