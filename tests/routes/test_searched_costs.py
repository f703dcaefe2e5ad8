"""What a search finds for a set of stops is never cheaper than what is possible, and the same every time."""

from dataclasses import replace
from itertools import combinations

import pytest

from routes.coalitions import coalition_costs
from routes.errors import UnservableGroup
from routes.places import WEEKDAYS
from routes.plan import Run, Visit, WeekPlan
from routes.problem import Problem
from routes.searched_costs import SearchedDay, count_steps
from routes.solve.day_numbers import day_numbers, only_stops
from routes.solve.search import search_by_steps
from routes.week import plan_week
from tests.routes.hand_plan import PLAN, WEEK
from tests.routes.small import problem, spokes, stop, van, windows
from tests.routes.test_coalitions import POSSIBLE, drawn_week, plan_of


def searched_ore(plan: WeekPlan, week: Problem, stop_ids: frozenset[str]) -> int:
    """The cost of a week for these stops, each day searched."""
    return sum(SearchedDay(plan, week, day).cost_ore(stop_ids) for day in WEEKDAYS if plan.runs_on(day))


@pytest.mark.parametrize("number", POSSIBLE)
def test_small_sets_cost_what_exact_tables_say(number: int) -> None:
    """Three stops leave a search nothing to miss; the exact costs agree with brute force."""
    week = drawn_week(number)
    plan = plan_of(week)
    exact = coalition_costs(plan, week, [frozenset(s) for s in "abc"], dict.fromkeys(WEEKDAYS, 1))
    sets = [frozenset(s for bit, s in enumerate("abc") if mask >> bit & 1) for mask in range(8)]
    assert exact == [searched_ore(plan, week, stops) for stops in sets]


def test_costs_are_those_of_the_day_by_hand() -> None:
    """Alby alone on Monday: 100 kr + 100 km + 115 min = 1215 kr."""
    assert SearchedDay(PLAN, WEEK, 0).cost_ore(frozenset({"alby"})) == 121_500


def test_everybody_never_costs_more_than_the_plan() -> None:
    """The search also begins from what the plan's runs leave of a set."""
    week = drawn_week(POSSIBLE[0])
    plan, certificate = plan_week(week, time_limit_s=60, seed=1)
    assert searched_ore(plan, week, frozenset("abc")) <= certificate.cost_ore


def test_stops_that_are_not_visited_cost_nothing() -> None:
    """Nor does nobody."""
    day = SearchedDay(PLAN, WEEK, 0)
    assert (0, 0) == (day.cost_ore(frozenset()), day.cost_ore(frozenset({"cedra", "elsewhere"})))


def test_the_same_set_costs_the_same_in_any_order_of_asking() -> None:
    """A figure on a decision must come again."""
    week = problem([stop(s) for s in "abcdef"], spokes({s: 10 + i for i, s in enumerate("abcdef")}), van())
    plan = plan_of(week)
    weekday = next(day for day in WEEKDAYS if plan.runs_on(day))
    pairs = [frozenset(pair) for pair in combinations("abcdef", 2)]
    one, other = SearchedDay(plan, week, weekday), SearchedDay(plan, week, weekday)
    expected = [one.cost_ore(pair) for pair in pairs]
    assert expected == [other.cost_ore(pair) for pair in reversed(pairs)][::-1]


def test_stops_beside_the_hub_are_served_too() -> None:
    """Where a leg costs nothing, leaving a stop out must still cost more than a run."""
    week = problem([stop(s) for s in "ab"], spokes({"a": 0, "b": 0}), van())
    plan = plan_of(week)
    weekday = next(day for day in WEEKDAYS if plan.runs_on(day))
    assert SearchedDay(plan, week, weekday).cost_ore(frozenset("ab")) > 0


def test_a_set_that_cannot_be_served_is_refused() -> None:
    """Twelve crates for a van that takes ten: no runs, no cost, and the stops are named."""
    mondays = stop("a", crates_in_per_week=12, windows=windows(days=(0,)))
    week = problem([mondays], spokes({"a": 30}), replace(van(), capacity_crates=10))
    visit = Visit(stop_id="a", arrive_s=0, begin_s=0, leave_s=0, delivered_crates=12, collected_crates=0)
    run = Run(weekday=0, vehicle_id=week.vehicles[0].id, depart_s=0, return_s=0, visits=(visit,))
    with pytest.raises(UnservableGroup, match="weekday 0 a cannot"):
        SearchedDay(WeekPlan(runs=(run,)), week, 0).cost_ore(frozenset("a"))


def test_a_start_that_breaks_a_rule_is_left_aside() -> None:
    """What the plan's runs leave of a set may break a rule; the search then begins from nothing only."""
    week = problem(
        [stop(s, crates_in_per_week=6) for s in "ab"], spokes({"a": 30, "b": 40}), van("x"), van("y")
    )
    numbers = day_numbers(replace(week, vehicles=week.vehicles), 0, {0: (6, 0), 1: (6, 0)})
    crowded = [(0, (0, 1))]
    with_start = search_by_steps(numbers, crowded, seed=1, steps=count_steps(2))
    without = search_by_steps(numbers, [], seed=1, steps=count_steps(2))
    assert with_start is not None
    assert without is not None
    assert sum(with_start) <= sum(without)


def test_the_numbers_of_some_stops_are_those_of_a_day_with_only_these() -> None:
    """A set is priced as if the others were not there."""
    week = problem([stop(s) for s in "abc"], spokes({"a": 30, "b": 40, "c": 50}), van())
    crates = {0: (1, 2), 1: (3, 4), 2: (5, 6)}
    some = only_stops(day_numbers(week, 0, crates), [0, 2])
    alone = day_numbers(week, 0, {0: crates[0], 2: crates[2]})
    for one, other in zip(some, alone, strict=True):
        assert (one == other).all()
