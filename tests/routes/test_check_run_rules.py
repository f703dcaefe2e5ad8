"""Rules on each run but its break: each just kept and just broken, by one second, one crate or one day."""

from dataclasses import replace

import pytest

from routes.check import find_violations
from routes.check.run_rules import (
    capacity_kept,
    no_faster_than_the_road,
    service_takes_its_time,
    shift_kept,
    vehicle_in_service,
    window_kept,
)
from routes.places import Window
from routes.plan import Break, WeekPlan
from routes.problem import Problem
from tests.routes.hand_plan import (
    AT_ALBY,
    AT_BERGA,
    BERGA,
    MONDAY,
    PLAN,
    THURSDAY,
    VAN,
    WAYS,
    WEEK,
    with_monday,
    with_stop,
    with_van,
    with_visit,
)
from tests.routes.small import at, travel, van, windows

EVERY_RULE = (
    capacity_kept,
    no_faster_than_the_road,
    service_takes_its_time,
    shift_kept,
    vehicle_in_service,
    window_kept,
)


def sentences(rule, plan: WeekPlan, week: Problem = WEEK) -> list[str]:
    return [violation.sentence for violation in rule(plan, week)]


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.__name__)
def test_hand_timed_plan_keeps(rule) -> None:
    """The van is full, the windows, the shift and both spans of work are used to the last second."""
    assert [] == sentences(rule, PLAN)


def berga_window(monday: Window | None) -> Problem:
    return with_stop("berga", windows=(monday, *BERGA.windows[1:]))


def test_window_that_closes_a_second_before_service() -> None:
    """The door is locked at ten."""
    week = berga_window(Window(opens_s=at("08:00"), closes_s=at("10:00") - 1))
    assert ["Service at Berga on Monday begins at 10:00, outside 08:00-09:59:59."] == sentences(
        window_kept, PLAN, week
    )


def test_window_that_opens_a_second_after_service() -> None:
    """Nobody is there to take the crates."""
    week = berga_window(Window(opens_s=at("10:00") + 1, closes_s=at("12:00")))
    assert ["Service at Berga on Monday begins at 10:00, outside 10:00:01-12:00."] == sentences(
        window_kept, PLAN, week
    )


def test_window_of_one_moment_is_kept() -> None:
    """Both ends of a window belong to it."""
    assert [] == sentences(window_kept, PLAN, berga_window(Window(opens_s=at("10:00"), closes_s=at("10:00"))))


def test_service_may_end_after_the_window() -> None:
    """A window says when service may begin: Berga's ends at 10:00, its service at 10:20."""
    assert AT_BERGA.leave_s > BERGA.windows[0].closes_s
    assert [] == sentences(window_kept, PLAN)


def test_stop_without_deliveries_that_day() -> None:
    """The library has told us that nobody is in."""
    assert ["Berga takes no deliveries on Monday."] == sentences(window_kept, PLAN, berga_window(None))


def test_service_a_second_short() -> None:
    """10 minutes and one for each of ten crates."""
    plan = with_visit("berga", leave_s=AT_BERGA.leave_s - 1)
    assert ["Berga on Monday needs 1200 s of service after arrival."] == sentences(
        service_takes_its_time, plan
    )


def test_longer_service_is_kept() -> None:
    """A driver may take his time."""
    assert [] == sentences(service_takes_its_time, with_visit("berga", leave_s=AT_BERGA.leave_s + 1))


def test_service_a_second_before_arrival() -> None:
    """Nobody unloads a van that is not there."""
    (sentence,) = sentences(service_takes_its_time, with_visit("berga", arrive_s=AT_BERGA.begin_s + 1))
    assert "Berga" in sentence


def test_leg_a_second_too_fast() -> None:
    """From 08:45 to 10:00 less the break of 30 minutes are 45 minutes, and not a second more is needed."""
    plan = with_visit("berga", arrive_s=AT_BERGA.arrive_s - 1)
    expected = ["The way from Alby to Berga on Monday takes 2700 s; the plan allows 2699 s."]
    assert expected == sentences(no_faster_than_the_road, plan)


def test_first_leg_a_second_too_fast() -> None:
    """The way from the hub counts too."""
    expected = ["The way from Hub to Alby on Monday takes 3000 s; the plan allows 2999 s."]
    assert expected == sentences(no_faster_than_the_road, with_monday(depart_s=MONDAY.depart_s + 1))


def test_last_leg_a_second_too_fast() -> None:
    """So does the way home."""
    expected = ["The way from Berga to Hub on Monday takes 4200 s; the plan allows 4199 s."]
    assert expected == sentences(no_faster_than_the_road, with_monday(return_s=MONDAY.return_s - 1))


def test_break_a_second_longer_on_a_leg_leaves_too_little_for_driving() -> None:
    """Time at rest is not time at the wheel."""
    rest = Break(begin_s=at("09:00"), end_s=at("09:30") + 1)
    expected = ["The way from Alby to Berga on Monday takes 2700 s; the plan allows 2699 s."]
    assert expected == sentences(no_faster_than_the_road, with_monday(rest=rest))


def test_break_while_waiting_takes_no_time_from_the_road() -> None:
    """The van stands before Alby's door from 07:50 to 08:30."""
    visits = (AT_ALBY, replace(AT_BERGA, arrive_s=at("09:30")))
    plan = with_monday(rest=Break(begin_s=at("07:50"), end_s=at("08:30")), visits=visits)
    assert [] == sentences(no_faster_than_the_road, plan)


def test_full_van_is_kept_and_one_crate_more_is_not() -> None:
    """It returns with seven crates."""
    assert [] == sentences(capacity_kept, PLAN, with_van(capacity_crates=7))
    expected = ["Van carries 7 crates on Monday; it holds 6."]
    assert expected == sentences(capacity_kept, PLAN, with_van(capacity_crates=6))


def test_load_counts_in_the_middle_of_a_run() -> None:
    """Alby gives before Berga takes: 6 at the hub, 8 between, 4 at the end."""
    visits = (replace(AT_ALBY, collected_crates=4), replace(AT_BERGA, collected_crates=0))
    assert [] == sentences(capacity_kept, with_monday(visits=visits), with_van(capacity_crates=8))
    expected = ["Van carries 8 crates on Monday; it holds 7."]
    assert expected == sentences(capacity_kept, with_monday(visits=visits), with_van(capacity_crates=7))


def test_load_counts_at_the_hub() -> None:
    """All deliveries leave the hub together."""
    visits = (AT_ALBY, replace(AT_BERGA, delivered_crates=6, collected_crates=0))
    expected = ["Van carries 8 crates on Monday; it holds 7."]
    assert expected == sentences(capacity_kept, with_monday(visits=visits))


def test_van_out_of_service() -> None:
    """In the workshop on Mondays."""
    expected = ["Van is not in service on Monday."]
    assert expected == sentences(vehicle_in_service, PLAN, with_van(weekdays=frozenset({3})))


def test_two_runs_of_one_van_on_one_day() -> None:
    """A driver makes one run a day."""
    plan = WeekPlan(runs=(MONDAY, replace(THURSDAY, weekday=0)))
    assert ["Van has 2 runs on Monday; it can make one."] == sentences(vehicle_in_service, plan)


def test_two_vans_on_one_day_are_kept() -> None:
    """Each makes its own run."""
    week = replace(WEEK, vehicles=(VAN, van("other")), travel={"van": WAYS, "other": WAYS})
    plan = WeekPlan(runs=(MONDAY, replace(THURSDAY, weekday=0, vehicle_id="other")))
    assert [] == sentences(vehicle_in_service, plan, week)


def test_departure_a_second_too_early() -> None:
    """The driver's day begins at seven."""
    expected = ["Van drives 07:00-11:30 on Monday, outside 07:00:01-11:30."]
    assert expected == sentences(shift_kept, PLAN, with_van(earliest_departure_s=at("07:00") + 1))


def test_return_a_second_too_late() -> None:
    """The van is needed for something else at half past eleven."""
    expected = ["Van drives 07:00-11:30 on Monday, outside 07:00-11:29:59."]
    assert expected == sentences(shift_kept, PLAN, with_van(latest_return_s=at("11:30") - 1))


def test_shift_a_second_too_long() -> None:
    """Four and a half hours are 16 200 seconds."""
    expected = ["Van drives for 16200 s on Monday; its longest shift is 16199 s."]
    assert expected == sentences(shift_kept, PLAN, with_van(longest_shift_s=16_199))


def test_run_back_in_time_is_refused() -> None:
    """Times that go backward break some rule, whatever else they keep."""
    for plan in (with_monday(return_s=at("06:00")), with_visit("berga", leave_s=at("09:00"))):
        assert find_violations(plan, WEEK)


def test_breaches_carry_their_figures() -> None:
    """The Swedish sentence is made of these."""
    (violation,) = capacity_kept(PLAN, with_van(capacity_crates=6))
    assert {"vehicle": "Van", "weekday": 0, "load": 7, "capacity": 6} == violation.facts


def test_distances_of_the_road_are_those_of_the_vehicle() -> None:
    """A lorry may be slower than a van on the same road."""
    slower = travel(WAYS.place_ids, [[0, 51, 70], [51, 0, 45], [70, 45, 0]])
    week = replace(WEEK, travel={"van": slower})
    (first, _, _) = sentences(no_faster_than_the_road, PLAN, week)
    assert "from Hub to Alby" in first


def test_window_of_another_weekday_does_not_count() -> None:
    """Alby is open from 08:30 on Mondays and Thursdays; on Thursdays only from 09:00 here."""
    week = with_stop(
        "alby", windows=(*windows("08:30-12:00")[:3], Window(opens_s=at("09:00"), closes_s=at("12:00")), None)
    )
    assert ["Service at Alby on Thursday begins at 08:30, outside 09:00-12:00."] == sentences(
        window_kept, PLAN, week
    )
