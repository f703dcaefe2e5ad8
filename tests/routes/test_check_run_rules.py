"""Rules on each run but its break: each just kept and just broken, by one second, one crate or one day."""

from dataclasses import replace

import pytest

from routes.check import find_violations
from routes.check.run_rules import (
    break_taken,
    capacity_kept,
    no_faster_than_the_road,
    order_kept,
    service_takes_its_time,
    vehicle_allowed,
    window_kept,
)
from routes.fleet import BreakRule
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
from tests.routes.small import MIN, at, stop, travel, van, windows

EVERY_RULE = (
    capacity_kept,
    no_faster_than_the_road,
    order_kept,
    service_takes_its_time,
    vehicle_allowed,
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


def test_closed_road_counts_on_its_day() -> None:
    """On Mondays Alby is a minute further away; on Thursdays it is not."""
    detour = travel(WAYS.place_ids, [[0, 51, 70], [50, 0, 45], [70, 45, 0]])
    expected = ["The way from Hub to Alby on Monday takes 3060 s; the plan allows 3000 s."]
    assert expected == sentences(no_faster_than_the_road, PLAN, replace(WEEK, detours={("van", 0): detour}))
    assert [] == sentences(no_faster_than_the_road, PLAN, replace(WEEK, detours={("van", 2): detour}))


def test_break_at_the_wheel_counts_the_road_of_the_day() -> None:
    """A detour of a minute on the way home is a minute more at the wheel."""
    rule = BreakRule(after_s=100 * MIN, length_s=30 * MIN, counts="driving")
    week = with_van(break_rule=rule)
    detour = travel(WAYS.place_ids, [[0, 50, 70], [50, 0, 45], [71, 45, 0]])
    assert [] == sentences(break_taken, PLAN, week)
    expected = ["The driver of Van has 6060 s of driving without a break on Monday; 6000 s are allowed."]
    assert expected == sentences(break_taken, PLAN, replace(week, detours={("van", 0): detour}))


def test_reserved_stop_is_served_by_its_van() -> None:
    """Only the van with a tail lift can serve a hospital."""
    week = with_other_van(WEEK)
    assert [] == sentences(vehicle_allowed, PLAN, with_reserved(week, frozenset({"van"})))
    assert [] == sentences(vehicle_allowed, PLAN, with_reserved(week, frozenset({"other", "van"})))
    expected = ["Berga is visited by Van on Monday, which may not serve it."]
    assert expected == sentences(vehicle_allowed, PLAN, with_reserved(week, frozenset({"other"})))


def test_stop_that_no_van_may_serve() -> None:
    """An empty set is no van, not any van."""
    expected = ["Berga is visited by Van on Monday, which may not serve it."]
    assert expected == sentences(vehicle_allowed, PLAN, with_reserved(WEEK, frozenset()))


def with_other_van(week: Problem) -> Problem:
    """The week with a second van that stays at home."""
    return replace(week, vehicles=(VAN, van("other")), travel={"van": WAYS, "other": WAYS})


def with_reserved(week: Problem, vehicle_ids: frozenset[str]) -> Problem:
    """The week with Berga reserved for some vans."""
    stops = tuple(replace(s, vehicle_ids=vehicle_ids) if s.id == "berga" else s for s in week.stops)
    return replace(week, stops=stops)


def test_order_is_kept_and_broken() -> None:
    """The van visits Alby before Berga on Mondays."""
    assert [] == sentences(order_kept, PLAN, with_stop("alby", before=frozenset({"berga"})))
    expected = ["Berga comes before Alby on every run; on Monday it comes after."]
    assert expected == sentences(order_kept, PLAN, with_stop("berga", before=frozenset({"alby"})))


def test_order_counts_beyond_the_next_stop() -> None:
    """A stop between the two changes nothing."""
    between = replace(AT_ALBY, stop_id="cedra")
    week = replace(
        WEEK, stops=(*with_stop("berga", before=frozenset({"alby"})).stops, stop("cedra", place_id="alby"))
    )
    plan = with_monday(visits=(AT_ALBY, between, AT_BERGA))
    assert ["Berga comes before Alby on every run; on Monday it comes after."] == sentences(
        order_kept, plan, week
    )


def test_order_says_nothing_about_different_runs() -> None:
    """On Thursday Alby has a run of its own."""
    week = with_stop("berga", before=frozenset({"alby"}))
    assert [] == sentences(order_kept, WeekPlan(runs=(THURSDAY,)), week)
