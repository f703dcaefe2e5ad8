"""The search finds weeks that keep every rule, honestly unproven, the same for the same seed, and in time."""

from fractions import Fraction

import pytest

from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.errors import ImpossiblePlan
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress, Watch
from routes.solve.search import Effort, search_week
from routes.solve.solution import Solution
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn_rules import draw_ruled_week
from tests.routes.small import at, problem, served, spokes, stop, travel, van

LITTLE = Effort(cycles=2, steps=200)
SOME = Effort(cycles=2, steps=2_000)


def searched(week: Problem, *, seed: int = 1, effort: Effort = LITTLE) -> Solution:
    """What the search finds with little work and ample time."""
    return search_week(week, Watch(time_limit_s=60), seed=seed, effort=effort)


def ring(stops: int, *, visits: int = 2, crates: int = 4) -> Problem:
    """Stops on a ring road ten minutes apart, the hub between the first and the last; two vans of 15 crates."""
    names = [f"s{i}" for i in range(stops)]
    size = stops + 1
    ways = [[10 * min(abs(a - b), size - abs(a - b)) for b in range(size)] for a in range(size)]
    around = [
        stop(
            name,
            visits_fewest=visits,
            visits_most=visits,
            crates_in_per_week=Fraction(crates),
            crates_out_per_week=Fraction(crates + 1),
            service_fixed_s=600,
        )
        for name in names
    ]
    vans = [van(name, capacity_crates=15, longest_shift_s=at("04:00")) for name in ("one", "two")]
    return problem(around, travel(["hub", *names], ways), *vans)


@pytest.mark.parametrize("seeds", [range(first, first + 20) for first in range(100, 200, 20)])
def test_small_weeks_over_all_rules_against_brute_force(seeds: range) -> None:
    """Every rule kept, never cheaper than what is possible, and on the whole hardly dearer."""
    found_ore = possible_ore = 0
    for seed in seeds:
        week = draw_ruled_week(seed)
        least_ore = BruteWeek(week).cost_ore()
        if least_ore is None:
            continue
        plan = WeekPlan(runs=searched(week, effort=SOME).runs)
        assert () == find_violations(plan, week), seed
        assert least_ore <= plan_cost_ore(plan, week), seed
        found_ore, possible_ore = found_ore + plan_cost_ore(plan, week), possible_ore + least_ore
    assert found_ore <= possible_ore * Fraction(101, 100)


@pytest.mark.parametrize("stops", [6, 20])
def test_searched_week_keeps_every_rule(stops: int) -> None:
    """Loads each way, windows, shifts, gaps and visits, judged by rules that share no code with the search."""
    week = ring(stops, crates=4 if stops == 6 else 2)
    assert () == find_violations(WeekPlan(runs=searched(week).runs), week)


def test_many_stops_of_one_day_share_a_van() -> None:
    """Fourteen stops that all open on one day only."""
    names = [f"s{i}" for i in range(14)]
    mondays = [stop(name, windows=(stop("x").windows[0], None, None, None, None)) for name in names]
    week = problem(mondays, spokes(dict.fromkeys(names, 10)), van("one"), van("two"))
    plan = WeekPlan(runs=searched(week, effort=SOME).runs)
    assert () == find_violations(plan, week)
    assert 10_000 + 14 * 20 * (1_000 + 100) == plan_cost_ore(plan, week)  # one van, 20 km and 20 min a spoke


def test_nothing_is_said_to_be_proven() -> None:
    """A search has no bound, and a certificate must not suggest one."""
    solution = searched(ring(5))
    assert solution.bound_ore is None


@pytest.mark.parametrize("seed", [1, 2])
def test_same_seed_gives_the_same_plan(seed: int) -> None:
    """A planner who runs it again must not see other times."""
    week = ring(7)
    assert searched(week, seed=seed).runs == searched(week, seed=seed).runs


def test_near_stops_share_a_run() -> None:
    """Two stops an hour out on one road belong on the same day."""
    far_together = travel(("hub", "a", "b"), ((0, 60, 60), (60, 0, 1), (60, 1, 0)))
    plan = WeekPlan(runs=searched(problem([stop("a"), stop("b")], far_together)).runs)
    assert [2] == [len(stops) for _, _, stops in served(plan)]


def test_capacity_spreads_stops_over_days() -> None:
    """Two stops of six crates do not fit a van of ten, though one run would be cheaper."""
    full = [stop(name, crates_in_per_week=Fraction(6)) for name in ("a", "b")]
    plan = WeekPlan(runs=searched(problem(full, spokes({"a": 10, "b": 10}))).runs)
    assert [1, 1] == [len(stops) for _, _, stops in served(plan)]


def too_much() -> Problem:
    """Three stops that each fill the only van, which drives two days a week."""
    full = [stop(name, crates_in_per_week=Fraction(10)) for name in ("a", "b", "c")]
    return problem(full, spokes({"a": 10, "b": 10, "c": 10}), van(weekdays=frozenset({0, 3})))


def test_week_without_a_plan_is_refused_by_name() -> None:
    """Who reads it learns which stop found no place, and that nothing is proven."""
    with pytest.raises(ImpossiblePlan) as refusal:
        searched(too_much())
    (obstacle,) = refusal.value.obstacles
    assert "no_plan_found" == obstacle.rule
    assert obstacle.facts["stops"] in (("A",), ("B",), ("C",))
    assert "not prove" in obstacle.sentence
    assert obstacle.remedy


def ticking(seconds_a_look: float) -> Watch:
    """A watch on which every look at the clock takes so long, whatever the machine does."""
    looks = iter(range(10**6))
    return Watch(time_limit_s=60, clock=lambda: next(looks) * seconds_a_look)


def test_search_ends_at_the_time_limit() -> None:
    """The full effort is far from spent when sixty seconds have passed on this watch."""
    watch = ticking(1.0)
    search_week(ring(6), watch, seed=1, effort=Effort(cycles=4, steps=10**6))
    assert 60 <= watch.spent_s <= 66


def test_refusal_comes_within_a_tenth_of_the_time_limit() -> None:
    """A little grace while stops are still left out, then the answer."""
    watch = ticking(0.25)
    with pytest.raises(ImpossiblePlan):
        search_week(too_much(), watch, seed=1, effort=Effort(cycles=4, steps=10**6))
    assert watch.spent_s <= 66


def test_some_plan_is_found_even_when_no_time_is_left() -> None:
    """After an exact attempt that used up the time, an unproven plan is better than none."""
    watch = ticking(61.0)
    week = ring(6)
    assert () == find_violations(WeekPlan(runs=search_week(week, watch, seed=1).runs), week)


def test_incumbents_are_reported_and_never_rise() -> None:
    """The progress line shows the cheapest week so far."""
    reports: list[Progress] = []
    watch = Watch(time_limit_s=60, on_progress=reports.append)
    search_week(ring(6), watch, seed=1, effort=LITTLE)
    incumbents = [report.incumbent_ore for report in reports]
    assert {"search"} == {report.stage for report in reports}
    assert sorted(incumbents, reverse=True) == incumbents


def test_effort_without_work_is_refused() -> None:
    """No cycles would mean an empty week."""
    with pytest.raises(ValueError, match="some work"):
        Effort(cycles=0, steps=1)
