"""Libraries hear of what they would notice, and of nothing that two equal vans make of it."""

from dataclasses import replace

from logistics.questions.likeness import adapted, closest_to
from logistics.questions.moves import CLEARLY_S, moves_between
from routes.asking import Weeks
from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.plan import WeekPlan
from tests.routes.small import problem, stop, travel, van, window

LINE = travel(("hub", "a", "b"), [[0, 30, 60], [30, 0, 30], [60, 30, 0]])
WEEK = problem([stop("a"), stop("b")], LINE, van("one"), van("two"))
PLAN, _ = Weeks(WEEK).plan(WEEK, time_limit_s=60, seed=1)
(RUN,) = PLAN.runs


def with_run(**changes):
    """The plan whose only run differs."""
    return WeekPlan(runs=(replace(RUN, **changes),))


def later(seconds):
    """The plan with everything so much later."""
    visits = (
        replace(v, arrive_s=v.arrive_s + seconds, begin_s=v.begin_s + seconds, leave_s=v.leave_s + seconds)
        for v in RUN.visits
    )
    return with_run(depart_s=RUN.depart_s + seconds, return_s=RUN.return_s + seconds, visits=tuple(visits))


def other_van():
    return "two" if RUN.vehicle_id == "one" else "one"


def test_the_same_plan_moves_nothing():
    """Also when its times differ by less than anybody minds."""
    assert () == moves_between(PLAN, PLAN) == moves_between(PLAN, later(CLEARLY_S - 1))


def test_half_an_hour_is_clearly_later():
    """Both libraries of the run, with both times."""
    moves = moves_between(PLAN, later(CLEARLY_S))
    assert ["a", "b"] == [move.stop_id for move in moves]
    (change,) = moves[0].changes
    assert (True, False) == (change.is_other_time, change.is_other_vehicle)
    assert CLEARLY_S == change.begin_after_s - change.begin_before_s


def test_another_day_is_told_as_days():
    """Times on different days are not compared."""
    moves = moves_between(PLAN, with_run(weekday=(RUN.weekday + 1) % 5))
    assert all(move.is_other_days and not move.changes for move in moves)
    assert (RUN.weekday,) == moves[0].days_before


def test_another_van_is_told():
    """If it is not alike, libraries may have to mind."""
    (change,) = moves_between(PLAN, with_run(vehicle_id=other_van()))[0].changes
    assert change.is_other_vehicle


def test_alike_vans_are_not_exchanged():
    """A solver numbers them as it likes."""
    assert PLAN == closest_to(PLAN, with_run(vehicle_id=other_van()), WEEK)


def test_unlike_vans_are_left_as_they_are():
    """The other one costs something else."""
    unlike = problem(WEEK.stops, LINE, van("one"), van("two", per_km_ore=1))
    swapped = with_run(vehicle_id=other_van())
    assert swapped == closest_to(PLAN, swapped, unlike)


def test_a_run_is_not_turned_for_nothing():
    """There and back along a line costs the same both ways round."""
    turned, _ = Weeks(WEEK).plan(WEEK, time_limit_s=60, seed=1)
    other = adapted(turned, replace(WEEK, stops=(stop("a", before=frozenset({"b"})), stop("b"))), "a")
    other = adapted(other, replace(WEEK, stops=(stop("a"), stop("b", before=frozenset({"a"})))), "b")
    assert [v.stop_id for v in PLAN.runs[0].visits] == [
        v.stop_id for v in closest_to(PLAN, other, WEEK).runs[0].visits
    ]


def test_days_are_not_exchanged_for_nothing():
    """Monday and Tuesday of this week are alike."""
    other_day = with_run(weekday=(RUN.weekday + 2) % 5)
    assert RUN.weekday == closest_to(PLAN, other_day, WEEK).runs[0].weekday


def test_what_is_made_alike_keeps_the_rules_and_the_price():
    """A fixed day is not exchanged away."""
    fixed = replace(WEEK, stops=tuple(replace(s, fixed_weekdays=frozenset({4})) for s in WEEK.stops))
    plan, _ = Weeks(fixed).plan(fixed, time_limit_s=60, seed=1)
    alike = closest_to(PLAN, plan, fixed)
    assert () == find_violations(alike, fixed)
    assert plan_cost_ore(plan, fixed) == plan_cost_ore(alike, fixed)


def test_a_plan_is_adapted_by_turning_a_run():
    """`b before a` needs nothing but the other way round, or nothing at all."""
    asked = replace(WEEK, stops=(stop("a"), stop("b", before=frozenset({"a"}))))
    plan = adapted(PLAN, asked, "b")
    assert () == find_violations(plan, asked)
    assert ["b", "a"] == [visit.stop_id for visit in plan.runs[0].visits]


def test_a_plan_is_adapted_by_another_van():
    """`only with the other van`: they change places for a day."""
    asked = replace(WEEK, stops=(replace(WEEK.stops[0], vehicle_ids=frozenset({other_van()})), WEEK.stops[1]))
    assert with_run(vehicle_id=other_van()) == adapted(PLAN, asked, "a")


def test_a_plan_is_adapted_by_leaving_later():
    """`between ten and twelve`: the same way round, at another time."""
    asked = replace(WEEK, stops=(replace(WEEK.stops[0], windows=(window("10:00-12:00"),) * 5), WEEK.stops[1]))
    assert () == find_violations(adapted(PLAN, asked, "a"), asked)
