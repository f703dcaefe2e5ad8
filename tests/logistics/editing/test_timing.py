"""Runs timed from their order alone are as short as any, and break no rule that they need not break."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import ceil, floor

import pytest

from logistics.editing.timing import Order, time_run
from routes.check import find_violations
from routes.cost import run_cost_ore
from routes.fleet import BreakRule
from routes.plan import WeekPlan
from tests.routes.brute_run import cheapest_run
from tests.routes.drawn import draw_monday
from tests.routes.hand_plan import ALBY, BERGA, MONDAY, VAN, WEEK, with_van
from tests.routes.small import MIN, at

CALLS = ((ALBY, (2, 1)), (BERGA, (4, 6)))


def order(problem=WEEK, vehicle=VAN, calls=CALLS):
    return Order(problem=problem, vehicle=vehicle, weekday=0, calls=calls)


def test_a_run_timed_by_hand() -> None:
    """Leaving at 07:40 meets Alby's opening at 08:30; the work before the rest ends by 09:40, on the way to Berga.

    45 minutes to Berga and 30 of rest from 08:45: there at 10:00, as it closes.
    """
    run = time_run(order())
    assert (at("07:40"), at("10:00"), at("11:30")) == (run.depart_s, run.visits[1].begin_s, run.return_s)
    assert run.rest is not None
    assert 30 * MIN == run.rest.end_s - run.rest.begin_s


def test_a_departure_asked_for_is_kept() -> None:
    """Seven o'clock, as in the plan timed by hand: the same times at every visit."""
    run = time_run(order(), departure_s=at("07:00"))
    assert MONDAY.visits == run.visits
    assert (MONDAY.depart_s, MONDAY.return_s) == (run.depart_s, run.return_s)


def test_nothing_leaves_before_it_may() -> None:
    """A second run waits for the first."""
    assert at("08:00") <= time_run(order(), not_before_s=at("08:00")).depart_s


def test_a_rest_on_driving_is_taken_at_the_wheel() -> None:
    """165 minutes at the wheel, at most 100 without a rest."""
    van = replace(VAN, break_rule=BreakRule(after_s=100 * MIN, length_s=30 * MIN, counts="driving"))
    run = time_run(order(problem=with_van(break_rule=van.break_rule), vehicle=van))
    assert run.rest is not None


@pytest.mark.parametrize("seed", range(60))
def test_the_best_order_costs_what_brute_force_finds(seed: int) -> None:
    """Over all departures and rests; where brute force finds no run, every order breaks a rule."""
    week = draw_monday(seed, most_stops=3)
    vehicle = week.vehicles[0]
    calls = [(stop, (ceil(stop.crates_in_per_week), ceil(stop.crates_out_per_week))) for stop in week.stops]
    runs = [
        time_run(Order(problem=week, vehicle=vehicle, weekday=0, calls=chosen))
        for chosen in permutations(calls)
    ]
    allowed = [run for run in runs if not find_violations(WeekPlan(runs=(run,)), week)]
    brute = cheapest_run(week, vehicle, 0, [(i, crates) for i, (_, crates) in enumerate(calls)])
    expected = None if brute.price is None else floor(brute.price + Fraction(1, 2))
    assert expected == min((run_cost_ore(run, week) for run in allowed), default=None)
