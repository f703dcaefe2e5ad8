"""A rule is eased by the steps that were asked for, and no further than makes sense."""

import pytest

from routes.conflicts.easings import MOST_STEPS, Way, ease, ways_to_ease
from routes.conflicts.rules import Rule, rules_of
from tests.routes.conflicts.test_rules import WEEK
from tests.routes.small import at, problem, spokes, stop, van, windows

EASED = {
    "closes_later": lambda p: p.stops[0].windows[0].closes_s == at("18:10"),
    "opens_earlier": lambda p: p.stops[0].windows[0].opens_s == at("05:50"),
    "fewer_visits": lambda p: p.stops[0].visits_fewest == 1,
    "more_visits": lambda p: p.stops[0].visits_most == 4,
    "longer_gap": lambda p: p.stops[0].longest_gap_days == 5,
    "longer_shift": lambda p: p.vehicles[0].longest_shift_s == at("10:10"),
    "departs_earlier": lambda p: p.vehicles[0].earliest_departure_s == at("05:50"),
    "returns_later": lambda p: p.vehicles[0].latest_return_s == at("18:10"),
    "more_crates": lambda p: p.vehicles[0].capacity_crates == 12,
    "later_cutoff": lambda p: p.hub.cutoff_s == at("17:10"),
    "more_runs": lambda p: p.most_runs == {0: 3},
    "more_vehicles": lambda p: [v.id for v in p.vehicles] == ["van", "van+1", "van+2"],
    "more_runs_a_day": lambda p: (p.vehicles[0].runs_most, p.vehicles[0].turnaround_s) == (3, 1800),
    "delivery_day": lambda p: p.stops[0].windows[3] is not None,
    "no_fixed_days": lambda p: p.stops[0].fixed_weekdays == frozenset(),
    "any_vehicle": lambda p: p.stops[0].vehicle_ids is None,
    "any_order": lambda p: p.stops[0].before == frozenset(),
    "service_day": lambda p: p.vehicles[0].weekdays == frozenset({0, 1, 2}),
    "hub_day": lambda p: p.hub.weekdays == frozenset({0, 1, 2, 4}),
}


@pytest.mark.parametrize("change", EASED)
def test_two_steps_are_two_steps(change):
    """Ten minutes, two crates, two vans: as told to the planner. What has one step has it taken."""
    ways = [
        w for rule in rules_of(WEEK) if rule.of != "b" for w in ways_to_ease(WEEK, rule) if w.change == change
    ]
    assert EASED[change](ease(WEEK, ways[0], min(2, ways[0].most_steps)))


def test_nobody_is_told_to_skip_the_break():
    """It is the law's, not the planner's."""
    assert () == ways_to_ease(WEEK, Rule(kind="break", of="van"))


def test_a_shift_is_not_made_longer_than_one_break_allows():
    """Ten hours may become ten and a half: six steps of five minutes."""
    (way,) = ways_to_ease(WEEK, Rule(kind="shift", of="van"))
    assert 6 == way.most_steps
    with pytest.raises(ValueError, match="has no 7 steps"):
        ease(WEEK, way, 7)


def test_windows_do_not_leave_the_day():
    """A window that closes at 23:50 can close ten minutes later; four hours are the most in any case."""
    late = problem([stop("a", windows=windows("12:00-23:50"))], spokes({"a": 10}))
    ways = {way.change: way.most_steps for way in ways_to_ease(late, Rule(kind="window", of="a"))}
    assert {"closes_later": 2, "opens_earlier": MOST_STEPS} == ways


def test_vans_of_each_kind_are_offered():
    """A small van may be cheaper than one more large one; two alike are one kind."""
    vans = van("small", capacity_crates=5), van("one"), van("two")
    week = problem([stop("a")], spokes({"a": 10}), *vans)
    offered = [way.of for way in ways_to_ease(week, Rule(kind="fleet")) if way.change == "more_vehicles"]
    assert ["small", "one"] == offered


def test_a_way_without_steps_is_not_offered():
    """A library that may be visited five times cannot be visited more often."""
    daily = problem([stop("a", visits_most=5, visits_fewest=1)], spokes({"a": 10}))
    assert () == ways_to_ease(daily, Rule(kind="visits", of="a"))
    assert Way(change="closes_later").most_steps == 1
