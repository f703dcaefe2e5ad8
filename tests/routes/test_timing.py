"""A run through given stops is timed as cheaply as the rules allow, and as the plan can show it."""

from itertools import permutations

import pytest

from routes.check import day_rules, run_rules
from routes.cost import run_cost_ore
from routes.fleet import BreakRule
from routes.plan import Break, Run, Visit, WeekPlan
from routes.problem import Problem
from routes.solve.inputs import NEVER
from routes.solve.timing import cheapest_timing, time_run, timings
from tests.routes.drawn import draw_monday
from tests.routes.small import FIVE_HOURS_WORK, MIN, at, problem, spokes, stop, travel, van, windows
from tests.routes.test_route_table import by_hand, in_ore, monday_inputs

BLOCKS = [range(first, first + 60) for first in range(0, 300, 60)]
RUN_RULES = (
    run_rules.window_kept,
    run_rules.service_takes_its_time,
    run_rules.no_faster_than_the_road,
    run_rules.capacity_kept,
    run_rules.vehicle_allowed,
    run_rules.order_kept,
    run_rules.break_taken,
    run_rules.break_undisturbed,
    day_rules.vehicle_in_service,
    day_rules.hours_kept,
    day_rules.shift_kept,
)


def timed(week: Problem, *order: int) -> Run:
    """The Monday run of the first vehicle in this order."""
    return time_run(monday_inputs(week), order, week, vehicle_id=week.vehicles[0].id, weekday=0)


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_cheapest_timing_of_all_orders_is_the_cheapest_run(seeds: range) -> None:
    """Orders are priced again for the crates they really carry; this price must be the table's."""
    for seed in seeds:
        week = draw_monday(seed)
        inputs, everything = monday_inputs(week), range(len(week.stops))
        found = min(cheapest_timing(inputs, order).price for order in permutations(everything))
        assert by_hand(week, 2 ** len(week.stops) - 1).price == in_ore(found), f"seed {seed}"


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_timed_runs_pass_every_rule_and_cost_their_price(seeds: range) -> None:
    """A price that no timetable can keep is no price."""
    for seed in seeds:
        week = draw_monday(seed)
        inputs = monday_inputs(week)
        for order in permutations(range(len(week.stops))):
            price = cheapest_timing(inputs, order).price
            if price >= NEVER:
                continue
            run = timed(week, *order)
            plan = WeekPlan(runs=(run,))
            assert [] == [v for rule in RUN_RULES for v in rule(plan, week)], f"seed {seed}, {order}"
            assert round(in_ore(price) - run_cost_ore(run, week)) == 0, f"seed {seed}, {order}"


def test_run_leaves_on_five_minutes_where_that_costs_nothing() -> None:
    """Timetables with odd minutes are hard to remember."""
    week = problem([stop("a", windows=windows("08:03-12:00"))], spokes({"a": 60}))
    expected = Run(
        weekday=0,
        vehicle_id="van",
        depart_s=at("07:05"),
        return_s=at("09:05"),
        visits=(
            Visit(
                stop_id="a",
                arrive_s=at("08:05"),
                begin_s=at("08:05"),
                leave_s=at("08:05"),
                delivered_crates=0,
                collected_crates=0,
            ),
        ),
    )
    assert expected == timed(week, 0)


def test_run_leaves_on_an_odd_minute_where_waiting_would_cost() -> None:
    """A window that is open for one moment leaves no choice."""
    week = problem([stop("a", windows=windows("08:03-08:03"))], spokes({"a": 60}))
    assert at("07:03") == timed(week, 0).depart_s


def test_departures_are_the_range_that_costs_least() -> None:
    """Any departure from 07:00 to 08:00 meets the window without waiting."""
    week = problem([stop("a", windows=windows("08:00-09:00"))], spokes({"a": 60}))
    assert (at("07:00"), at("08:00")) == cheapest_timing(monday_inputs(week), (0,)).departs


def test_waiting_is_told() -> None:
    """A closes at 07:00 and B opens at 09:00, half an hour further: whoever drives there waits."""
    ways = travel(("hub", "a", "b"), [[0, 60, 60], [60, 0, 30], [60, 30, 0]])
    a, b = stop("a", windows=windows("06:00-07:00")), stop("b", windows=windows("09:00-18:00"))
    assert cheapest_timing(monday_inputs(problem([a, b], ways)), (0, 1)).waits


def test_break_is_taken_as_late_as_the_law_allows() -> None:
    """After five hours of driving out, half an hour before the stop at 11:30."""
    ruled = van(break_rule=FIVE_HOURS_WORK, longest_shift_s=10 * 60 * MIN + 30 * MIN)
    week = problem([stop("a", windows=windows("11:30-11:30"))], spokes({"a": 300}), ruled)
    run = timed(week, 0)
    assert (at("06:00"), at("11:30"), at("16:30")) == (run.depart_s, run.visits[0].begin_s, run.return_s)
    assert Break(begin_s=at("11:00"), end_s=at("11:30")) == run.rest


def test_driving_break_falls_in_the_middle_of_a_leg() -> None:
    """After 90 minutes at the wheel, half an hour into the way home."""
    lorry = van(break_rule=BreakRule(after_s=90 * MIN, length_s=45 * MIN, counts="driving"))
    noon = stop("a", windows=windows("12:00-12:00"), service_fixed_s=30 * MIN)
    run = timed(problem([noon], travel(("hub", "a"), [[0, 60], [100, 0]]), lorry), 0)
    assert (at("11:00"), at("14:55")) == (run.depart_s, run.return_s)
    assert Break(begin_s=at("13:00"), end_s=at("13:45")) == run.rest


def test_each_leg_is_tried_for_the_break() -> None:
    """One timing without a break and one for each of the two legs."""
    week = problem([stop("a")], spokes({"a": 60}), van(break_rule=FIVE_HOURS_WORK, longest_shift_s=3600 * 10))
    assert [None, 0, 1] == [timing.rest_leg for timing in timings(monday_inputs(week), (0,))]


def test_an_order_that_breaks_a_rule_is_not_timed() -> None:
    """Nothing may come out that looks like a run and is none."""
    week = problem([stop("a")], spokes({"a": 60}), van(longest_shift_s=60 * MIN))
    with pytest.raises(ValueError, match="no allowed timing"):
        timed(week, 0)
