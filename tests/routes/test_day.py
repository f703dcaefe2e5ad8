"""One weekday is shared among the vehicles as cheaply as the rules allow."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.solve.day import Day, prices_ore, solve_day
from routes.solve.inputs import NEVER, ORE, stops_of, vehicle_kinds
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn import draw_monday
from tests.routes.small import problem, served, spokes, stop, van

BLOCKS = [range(first, first + 30) for first in range(0, 120, 30)]


def monday(week: Problem) -> Day:
    """The Monday on which every stop gets and gives its whole week's crates."""
    crates = {i: (int(s.crates_in_per_week), int(s.crates_out_per_week)) for i, s in enumerate(week.stops)}
    return solve_day(week, 0, crates)


def by_hand(week: Problem, mask: int) -> int:
    """The least cost of a set on Monday, by trying everything."""
    stops = [(i, week.stops[i]) for i in stops_of(mask)]
    loads = tuple((i, (int(s.crates_in_per_week), int(s.crates_out_per_week))) for i, s in stops)
    cost = BruteWeek(week).cost_of_day(0, loads)
    return NEVER if cost is None else cost


@pytest.mark.parametrize("alike", [True, False], ids=["alike", "mixed"])
@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_every_set_is_shared_among_two_vans_at_least_cost(seeds: range, *, alike: bool) -> None:
    """What a group of municipalities would pay alone is read from this table."""
    for seed in seeds:
        week = draw_monday(seed, vans=2, alike=alike)
        day = monday(week)
        sets = range(2 ** len(week.stops))
        assert [by_hand(week, mask) for mask in sets] == [min(day.cost_ore(mask), NEVER) for mask in sets], (
            seed
        )


@pytest.mark.parametrize("alike", [True, False], ids=["alike", "mixed"])
def test_runs_of_a_day_pass_the_check_and_cost_what_the_table_says(*, alike: bool) -> None:
    """A table that no runs can keep would prove nothing."""
    checked = 0
    for seed in range(120):
        week = draw_monday(seed, vans=2, alike=alike)
        day = monday(week)
        cost_ore = day.cost_ore(2 ** len(week.stops) - 1)
        if cost_ore >= NEVER:
            continue
        plan = WeekPlan(runs=day.runs(week))
        assert () == find_violations(plan, week), f"seed {seed}"
        assert cost_ore == plan_cost_ore(plan, week), f"seed {seed}"
        checked += 1
    assert checked > 20


def test_three_vans_take_one_stop_each_where_they_cannot_share() -> None:
    """Each stop fills a van."""
    full = [stop(name, crates_in_per_week=Fraction(10)) for name in "abc"]
    vans = [van("x"), van("y"), van("z")]
    week = problem(full, spokes({"a": 10, "b": 20, "c": 30}), *vans)
    runs = monday(week).runs(week)
    assert {("a",), ("b",), ("c",)} == {stops for _, _, stops in served(WeekPlan(runs=runs))}
    assert {"x", "y", "z"} == {run.vehicle_id for run in runs}


def test_van_that_is_not_needed_stays_at_home() -> None:
    """A second run costs its fixed price again."""
    week = problem([stop("a"), stop("b")], spokes({"a": 10, "b": 20}), van("x"), van("y"))
    assert 1 == len(monday(week).runs(week))


def test_day_without_stops_has_no_runs() -> None:
    """A quiet Monday costs nothing."""
    week = problem([], spokes({}))
    assert (0, ()) == (monday(week).cost_ore(0), monday(week).runs(week))


def test_day_without_vehicles_serves_nobody() -> None:
    """No van in service on Mondays: a stop cannot be served, and nothing pretends that it can."""
    week = problem([stop("a")], spokes({"a": 10}), van(weekdays=frozenset({1})))
    assert [0, NEVER] == [monday(week).cost_ore(mask) for mask in (0, 1)]


def test_twenty_one_stops_are_too_many() -> None:
    """The tables would outgrow the memory; the caller must know."""
    names = [f"s{i}" for i in range(21)]
    week = problem([stop(name) for name in names], spokes(dict.fromkeys(names, 1)))
    with pytest.raises(ValueError, match="21 stops on weekday 0"):
        monday(week)


def test_alike_vehicles_are_one_kind() -> None:
    """Names and days do not make a van drive differently; prices and ways do."""
    ways, slower = spokes({"a": 10}), spokes({"a": 11})
    vans = (van("x"), van("y", name="Other", weekdays=frozenset({0})), van("z", per_km_ore=1), van("w"))
    week = problem([stop("a")], ways, *vans)
    week = replace(week, travel={**week.travel, "w": slower})
    assert [["x", "y"], ["z"], ["w"]] == [[v.id for v in kind] for kind in vehicle_kinds(week, 0)]
    assert [["x"], ["z"], ["w"]] == [[v.id for v in kind] for kind in vehicle_kinds(week, 1)]


def test_half_an_ore_is_rounded_up() -> None:
    """As the cost of a plan is rounded: 1/3 600 000 öre below a half goes down."""
    prices = np.array([ORE // 2, ORE // 2 - 1, 3 * ORE, NEVER], dtype=np.int64)
    assert [1, 0, 3, NEVER] == list(prices_ore(prices))
