"""Rules on the runs of a day: each just kept and just broken, by one second, one run or one day."""

from dataclasses import replace

import pytest

from routes.check.day_rules import (
    cutoff_kept,
    hours_kept,
    hub_staffed,
    runs_of_a_day,
    runs_of_a_vehicle,
    shift_kept,
    time_between_runs,
    vehicle_in_service,
)
from routes.plan import Run, WeekPlan
from routes.problem import Problem
from tests.routes.hand_plan import MONDAY, PLAN, THURSDAY, VAN, WAYS, WEEK, with_van
from tests.routes.small import MIN, at, van

EVERY_RULE = (
    cutoff_kept,
    hours_kept,
    hub_staffed,
    runs_of_a_day,
    runs_of_a_vehicle,
    shift_kept,
    time_between_runs,
    vehicle_in_service,
)
AGAIN = replace(
    THURSDAY, weekday=0, depart_s=at("12:00"), return_s=at("13:00")
)  # half an hour after Monday's run
TWICE = WeekPlan(runs=(MONDAY, AGAIN, THURSDAY))


def sentences(rule, plan: WeekPlan, week: Problem = WEEK) -> list[str]:
    return [violation.sentence for violation in rule(plan, week)]


def with_hub(**fields: object) -> Problem:
    """The week with the hub changed."""
    return replace(WEEK, hub=replace(WEEK.hub, **fields))


def again(**fields: object) -> WeekPlan:
    """The plan with a second run on Monday, changed."""
    return WeekPlan(runs=(MONDAY, replace(AGAIN, **fields), THURSDAY))


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.__name__)
def test_hand_timed_plan_keeps(rule) -> None:
    """The van's hours and its shift are used to the last second."""
    assert [] == sentences(rule, PLAN)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.__name__)
def test_empty_plan_keeps(rule) -> None:
    """No run, no breach."""
    assert [] == sentences(rule, WeekPlan(runs=()))


def test_van_out_of_service() -> None:
    """In the workshop on Mondays."""
    expected = ["Van is not in service on Monday."]
    assert expected == sentences(vehicle_in_service, PLAN, with_van(weekdays=frozenset({3})))


def test_van_out_of_service_is_told_once_a_day() -> None:
    """However many runs it has."""
    assert ["Van is not in service on Monday."] == sentences(
        vehicle_in_service, TWICE, with_van(weekdays=frozenset({3}))
    )


def test_hub_without_staff() -> None:
    """Nobody hands out the crates on Mondays."""
    assert [] == sentences(hub_staffed, PLAN, with_hub(weekdays=frozenset({0, 3})))
    expected = ["Hub is not staffed on Monday, and has runs."]
    assert expected == sentences(hub_staffed, PLAN, with_hub(weekdays=frozenset({1, 2, 3, 4})))


def test_back_just_in_time_for_the_sorting() -> None:
    """Monday's run is back at half past eleven."""
    assert [] == sentences(cutoff_kept, PLAN, with_hub(cutoff_s=at("11:30")))


def test_back_a_second_too_late_for_the_sorting() -> None:
    """Crates that come later wait a day."""
    expected = ["Van is back at 11:30 on Monday; the hub's cut-off is at 11:29:59."]
    assert expected == sentences(cutoff_kept, PLAN, with_hub(cutoff_s=at("11:30") - 1))


def test_departure_a_second_too_early() -> None:
    """The driver's day begins at seven."""
    expected = ["Van drives 07:00-11:30 on Monday, outside 07:00:01-11:30."]
    assert expected == sentences(hours_kept, PLAN, with_van(earliest_departure_s=at("07:00") + 1))


def test_return_a_second_too_late() -> None:
    """The van is needed for something else at half past eleven."""
    expected = ["Van drives 07:00-11:30 on Monday, outside 07:00-11:29:59."]
    assert expected == sentences(hours_kept, PLAN, with_van(latest_return_s=at("11:30") - 1))


def test_shift_a_second_too_long() -> None:
    """Four and a half hours are 16 200 seconds."""
    expected = ["The shift of Van on Monday takes 16200 s; its longest is 16199 s."]
    assert expected == sentences(shift_kept, PLAN, with_van(longest_shift_s=16_199))


def test_shift_lasts_from_the_first_departure_to_the_last_return() -> None:
    """07:00 to 13:00 are 360 minutes, the time between the runs included."""
    day = {"break_rule": None, "runs_most": 2}
    assert [] == sentences(shift_kept, TWICE, with_van(longest_shift_s=360 * MIN, **day))
    expected = ["The shift of Van on Monday takes 21600 s; its longest is 21599 s."]
    assert expected == sentences(shift_kept, TWICE, with_van(longest_shift_s=360 * MIN - 1, **day))


def test_shift_counts_the_last_return_whatever_the_order_in_the_plan() -> None:
    """A plan edited by hand may list the afternoon first."""
    turned = WeekPlan(runs=tuple(reversed(TWICE.runs)))
    assert sentences(shift_kept, TWICE) == sentences(shift_kept, turned)
    assert ["The shift of Van on Monday takes 21600 s; its longest is 16200 s."] == sentences(
        shift_kept, turned
    )


def test_two_runs_of_a_van_that_may_make_one() -> None:
    """A driver makes one run a day unless told so."""
    expected = ["Van has 2 runs on Monday; it may make 1."]
    assert expected == sentences(runs_of_a_vehicle, TWICE)
    assert [] == sentences(runs_of_a_vehicle, TWICE, with_van(runs_most=2, turnaround_s=30 * MIN))


def test_two_vans_on_one_day_are_kept() -> None:
    """Each makes its own run."""
    week = replace(WEEK, vehicles=(VAN, van("other")), travel={"van": WAYS, "other": WAYS})
    plan = WeekPlan(runs=(MONDAY, replace(THURSDAY, weekday=0, vehicle_id="other")))
    for rule in (runs_of_a_vehicle, time_between_runs):
        assert [] == sentences(rule, plan, week)


def test_time_between_runs_just_kept_and_just_broken() -> None:
    """Back at 11:30 and away at 12:00 are thirty minutes at the hub."""
    twice = with_van(runs_most=2, turnaround_s=30 * MIN)
    assert [] == sentences(time_between_runs, TWICE, twice)
    expected = [
        "Van leaves again at 11:59:59 on Monday; back at 11:30, it needs 1800 s at the hub first.",
    ]
    assert expected == sentences(time_between_runs, again(depart_s=at("12:00") - 1), twice)


def test_next_run_at_once_where_no_time_is_needed() -> None:
    """A van that leaves the second it is back is in one place at a time."""
    week = with_van(runs_most=2, break_rule=None)
    assert [] == sentences(time_between_runs, again(depart_s=at("11:30")), week)
    expected = ["Van leaves again at 11:29:59 on Monday; back at 11:30, it needs 0 s at the hub first."]
    assert expected == sentences(time_between_runs, again(depart_s=at("11:30") - 1), week)


def test_runs_that_overlap() -> None:
    """A short run within a long one, and one after both: told for each, not only for neighbours."""
    runs: list[Run] = [
        MONDAY,
        replace(AGAIN, depart_s=at("08:00"), return_s=at("09:00")),
        replace(AGAIN, depart_s=at("09:30"), return_s=at("13:00")),
    ]
    week = with_van(runs_most=3, break_rule=None)
    expected = [
        "Van leaves again at 08:00 on Monday; back at 11:30, it needs 0 s at the hub first.",
        "Van leaves again at 09:30 on Monday; back at 11:30, it needs 0 s at the hub first.",
    ]
    assert expected == sentences(time_between_runs, WeekPlan(runs=tuple(runs)), week)


def test_most_runs_of_a_day_count_all_vans() -> None:
    """One ramp at the hub: two runs on a Monday, whoever makes them."""
    week = replace(WEEK, vehicles=(VAN, van("other")), travel={"van": WAYS, "other": WAYS})
    plan = WeekPlan(runs=(MONDAY, replace(AGAIN, vehicle_id="other"), THURSDAY))
    assert [] == sentences(runs_of_a_day, plan, replace(week, most_runs={0: 2, 3: 1}))
    expected = ["Monday has 2 runs; at most 1 are allowed."]
    assert expected == sentences(runs_of_a_day, plan, replace(week, most_runs={0: 1}))


def test_day_without_any_run_allowed() -> None:
    """Nought is a limit."""
    expected = ["Thursday has 1 runs; at most 0 are allowed."]
    assert expected == sentences(runs_of_a_day, PLAN, replace(WEEK, most_runs={3: 0}))


def test_breaches_carry_their_figures() -> None:
    """The Swedish sentences are made of these."""
    (violation,) = cutoff_kept(PLAN, with_hub(cutoff_s=at("11:29")))
    assert {"vehicle": "Van", "weekday": 0, "back": "11:30", "cutoff": "11:29"} == violation.facts
