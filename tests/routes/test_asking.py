"""One week after another gives the same as each alone, and keeps a plan that nothing beats."""

from dataclasses import replace

import pytest

from routes.asking import Weeks
from routes.check import find_violations
from routes.errors import ImpossiblePlan
from routes.week import plan_week
from tests.routes.drawn import draw_week
from tests.routes.small import problem, spokes, stop, van, window


def cost_ore(week, plan):
    """What was found, or None where nothing could be."""
    try:
        return plan(week, time_limit_s=60, seed=1)[1].cost_ore
    except ImpossiblePlan:
        return None


def variants(week):
    """Questions about a week: each changes another rule."""
    first, *rest = week.stops
    yield week
    yield replace(week, stops=(replace(first, visits_fewest=1, visits_most=5, longest_gap_days=5), *rest))
    yield replace(week, stops=(replace(first, fixed_weekdays=frozenset({2})), *rest))
    yield replace(week, stops=(replace(first, before=frozenset(s.id for s in rest)), *rest))
    yield replace(week, stops=(replace(first, windows=(window("06:00-12:00"),) * 5), *rest))
    yield replace(week, vehicles=tuple(replace(v, capacity_crates=3) for v in week.vehicles))
    yield replace(week, vehicles=week.vehicles[:1])


@pytest.mark.parametrize("seed", range(6))
def test_a_question_costs_what_its_week_costs_alone(seed):
    """Whatever was asked before, in whatever order: kept tables change no answer."""
    week = draw_week(seed, stops=3, vans=2, alike=bool(seed % 2))
    weeks = Weeks(week)
    for asked in (*variants(week), *reversed(list(variants(week)))):
        assert cost_ore(asked, plan_week) == cost_ore(asked, weeks.plan)


def test_every_answer_keeps_the_rules():
    """The plan goes to people."""
    week = draw_week(3, stops=3, vans=2)
    for asked in variants(week):
        if cost_ore(asked, plan_week) is not None:
            plan, certificate = Weeks(week).plan(asked, time_limit_s=60, seed=1)
            assert () == find_violations(plan, asked)
            assert certificate.is_optimal


def test_a_known_plan_that_nothing_beats_is_kept():
    """Of two plans at one price the planner wants the one there is."""
    week = problem([stop("a"), stop("b")], spokes({"a": 30, "b": 20}), van("one"), van("two"))
    plan, _ = Weeks(week).plan(week, time_limit_s=60, seed=1)
    friday = replace(plan, runs=tuple(replace(run, weekday=4, vehicle_id="two") for run in plan.runs))
    assert friday == Weeks(week).plan(week, time_limit_s=60, seed=1, known=friday)[0]


def test_a_known_plan_that_breaks_a_rule_is_left_aside():
    """It was made for another week."""
    week = problem([stop("a")], spokes({"a": 30}))
    plan, _ = Weeks(week).plan(week, time_limit_s=60, seed=1)
    (run,) = plan.runs
    other = replace(week, stops=(stop("a", fixed_weekdays=frozenset({(run.weekday + 1) % 5})),))
    found, _ = Weeks(week).plan(other, time_limit_s=60, seed=1, known=plan)
    assert (run.weekday + 1) % 5 == found.runs[0].weekday


def test_what_cannot_be_planned_says_why():
    """The same words as when it is planned alone."""
    week = problem([stop("a")], spokes({"a": 30}))
    early = replace(week, stops=(stop("a", windows=(window("06:00-06:10"),) * 5),))
    with pytest.raises(ImpossiblePlan, match="A cannot be reached before its window closes at 06:10"):
        Weeks(week).plan(early, time_limit_s=60, seed=1)


def test_a_week_without_stops_is_free():
    """Nothing to do costs nothing."""
    empty = problem([], spokes({}))
    plan, certificate = Weeks(empty).plan(empty, time_limit_s=60, seed=1)
    assert ((), 0, True) == (plan.runs, certificate.cost_ore, certificate.is_optimal)
