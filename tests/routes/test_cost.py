"""Runs and weeks are priced exactly and rounded once."""

from dataclasses import replace
from fractions import Fraction

import pytest

from routes.cost import legs, plan_cost_ore, price, round_ore, rounding_ore, run_cost_ore, run_distance_m
from routes.plan import WeekPlan
from tests.routes.hand_plan import MONDAY, PLAN, THURSDAY, WAYS, WEEK, with_van
from tests.routes.small import travel, van


@pytest.mark.parametrize(
    ("amount", "ore"),
    [
        ("0", 0),
        ("0.49", 0),
        ("0.5", 1),
        ("1.5", 2),
        ("2.5", 3),
        ("7", 7),
        ("7.4999", 7),
        ("1/3", 0),
        ("2/3", 1),
    ],
)
def test_half_an_ore_is_rounded_up(amount: str, ore: int) -> None:
    """Python's own round would give 2 for 2.5."""
    assert ore == round_ore(Fraction(amount))


def test_run_is_measured_leg_by_leg() -> None:
    """Hub to Alby to Berga to the hub: 50, 45 and 70 minutes at one kilometre a minute."""
    assert (("hub", "alby"), ("alby", "berga"), ("berga", "hub")) == legs(MONDAY, WEEK)
    assert 165_000 == run_distance_m(MONDAY, WEEK)


def test_run_costs_fixed_distance_and_time() -> None:
    """100 kr + 165 km at 10 kr + 4.5 h at 60 kr = 2020 kr; the break and the waiting are paid."""
    assert 202_000 == run_cost_ore(MONDAY, WEEK)


def test_week_costs_the_sum_of_its_runs() -> None:
    """Thursday: 100 kr + 100 km at 10 kr + 117 minutes at 1 kr = 1217 kr."""
    assert 202_000 + 121_700 == plan_cost_ore(PLAN, WEEK)


def test_each_run_is_rounded_by_itself() -> None:
    """Two runs of half an öre over cost two öre more, as the statement's rows do."""
    week = with_van(fixed_ore=0, per_km_ore=0, per_hour_ore=1)
    assert [5, 2] == [run_cost_ore(MONDAY, week), run_cost_ore(THURSDAY, week)]  # 4.5 and 1.95 öre
    assert 7 == plan_cost_ore(PLAN, week)


def test_price_is_exact() -> None:
    """One metre at 1 öre a kilometre and one second at 1 öre an hour."""
    cheap = van(fixed_ore=7, per_km_ore=1, per_hour_ore=1)
    assert 7 + Fraction(1, 1000) + Fraction(1, 3600) == price(cheap, distance_m=1, shift_s=1)


def test_empty_week_costs_nothing() -> None:
    """No runs, no money."""
    assert 0 == plan_cost_ore(WeekPlan(runs=()), WEEK)


def test_only_the_shift_is_paid_not_the_hour_of_day() -> None:
    """Leaving an hour later and returning an hour later costs the same."""
    later = replace(MONDAY, depart_s=MONDAY.depart_s + 3600, return_s=MONDAY.return_s + 3600)
    assert run_cost_ore(MONDAY, WEEK) == run_cost_ore(later, WEEK)


def test_run_takes_the_ways_of_its_day() -> None:
    """A detour on Mondays: 60, 45 and 70 minutes at one kilometre a minute; on Thursdays the usual way."""
    detour = travel(WAYS.place_ids, [[0, 60, 70], [50, 0, 45], [70, 45, 0]])
    week = replace(WEEK, detours={("van", 0): detour})
    assert 175_000 == run_distance_m(MONDAY, week)
    assert 202_000 + 10_000 == run_cost_ore(MONDAY, week)
    assert run_cost_ore(THURSDAY, WEEK) == run_cost_ore(THURSDAY, week)


def test_rounding_counts_every_run_that_a_week_can_have() -> None:
    """One öre for each run, and two for the solvers' floats."""
    week = with_van(runs_most=2, break_rule=None, weekdays=frozenset({0, 3}))
    assert 2 * 2 + 2 == rounding_ore(week)
    assert 2 + 1 + 2 == rounding_ore(replace(week, most_runs={3: 1, 0: 7}))
    assert 2 + 2 == rounding_ore(replace(week, most_runs={3: 0}))
    assert 2 + 2 == rounding_ore(replace(week, hub=replace(week.hub, weekdays=frozenset({0, 1}))))
