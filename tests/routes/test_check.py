"""A plan is checked against every rule, and told of every breach."""

from dataclasses import replace

from routes.check import RULES, find_violations
from routes.errors import BrokenPlan
from routes.plan import WeekPlan
from tests.routes.hand_plan import (
    BERGA,
    MONDAY,
    PLAN,
    THURSDAY,
    WEEK,
    with_monday,
    with_stop,
    with_van,
    with_visit,
)
from tests.routes.small import problem, spokes


def names(plan: WeekPlan) -> list[str]:
    return [violation.rule for violation in find_violations(plan, WEEK)]


def test_hand_timed_plan_breaks_no_rule() -> None:
    """A check that refuses a good plan stops the service."""
    assert () == find_violations(PLAN, WEEK)


def test_empty_plan_of_no_stops_breaks_no_rule() -> None:
    """Nothing to do, nothing wrong."""
    assert () == find_violations(WeekPlan(runs=()), problem([], spokes({})))


def test_every_rule_is_named_as_its_violations() -> None:
    """The name is the key to the Swedish sentence; one rule, one function."""
    expected = {
        "visits_a_week",
        "fixed_days_visited",
        "one_visit_a_day",
        "days_between",
        "longest_gap",
        "loads_follow_gaps",
        "window_kept",
        "service_takes_its_time",
        "no_faster_than_the_road",
        "capacity_kept",
        "vehicle_allowed",
        "order_kept",
        "vehicle_in_service",
        "hub_staffed",
        "cutoff_kept",
        "hours_kept",
        "shift_kept",
        "runs_of_a_vehicle",
        "time_between_runs",
        "runs_of_a_day",
        "break_taken",
        "break_undisturbed",
    }
    assert expected == {rule.__name__ for rule in RULES}


def test_all_breaches_are_told_at_once() -> None:
    """A planner mends a plan once, not rule by rule."""
    crowded = replace(with_van(capacity_crates=6), stops=with_stop("berga", longest_gap_days=4).stops)
    assert ["longest_gap", "capacity_kept"] == [v.rule for v in find_violations(PLAN, crowded)]


def test_unknown_stop_is_told_and_nothing_else() -> None:
    """A stop that was removed from the data must not come back with a plan."""
    (violation,) = find_violations(with_visit("berga", stop_id="cedra"), WEEK)
    assert ("known_names", "There is no stop cedra.") == (violation.rule, violation.sentence)


def test_unknown_vehicle_is_told_and_nothing_else() -> None:
    """A van that was sold cannot drive."""
    (violation,) = find_violations(with_monday(vehicle_id="lorry"), WEEK)
    assert ("known_names", "There is no vehicle lorry.") == (violation.rule, violation.sentence)


def test_saturday_is_no_weekday() -> None:
    """Weekdays are 0 to 4."""
    assert ["There is no weekday 5."] == [v.sentence for v in find_violations(with_monday(weekday=5), WEEK)]


def test_day_before_monday_is_no_weekday() -> None:
    """A negative index would silently mean Friday."""
    assert ["known_names"] == names(with_monday(weekday=-1))


def test_friday_is_a_weekday() -> None:
    """The last weekday is known; the van is only out of service."""
    assert "known_names" not in names(with_monday(weekday=4))


def test_broken_plan_says_every_sentence() -> None:
    """What the log shows when a solver's proposal was refused."""
    error = BrokenPlan(find_violations(WeekPlan(runs=(MONDAY,)), WEEK))
    assert error.violations[0].sentence in str(error)
    assert "Alby is visited 1 times a week instead of 2 to 3." in str(error)


def test_plan_without_a_stop_is_broken() -> None:
    """A library that is left out must be missed."""
    plan = WeekPlan(runs=(replace(MONDAY, visits=MONDAY.visits[:1]), THURSDAY))
    assert "visits_a_week" in names(plan)
    assert BERGA.name in find_violations(plan, WEEK)[0].sentence
