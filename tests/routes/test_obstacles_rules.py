"""What makes every plan impossible is named for fixed days, reserved vans, orders, the hub, detours and breaks."""

from dataclasses import replace
from fractions import Fraction

import pytest

from routes.errors import Obstacle
from routes.fleet import BreakRule
from routes.obstacles import find_obstacles
from routes.problem import Problem
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn_rules import draw_ruled_week
from tests.routes.small import MIN, at, problem, spokes, stop, travel, van, windows


def only(week: Problem) -> Obstacle:
    (obstacle,) = find_obstacles(week)
    return obstacle


def told(week: Problem) -> tuple[str, str, str]:
    obstacle = only(week)
    return obstacle.rule, obstacle.sentence, obstacle.remedy


MONDAYS = windows(days=(0,))


def rule_of(week: Problem) -> str:
    return only(week).rule


def test_hub_that_is_never_staffed() -> None:
    """Named once, not for every stop."""
    week = problem([stop("a"), stop("b")], spokes({"a": 10, "b": 10}))
    for closed in (
        replace(week, hub=replace(week.hub, weekdays=frozenset())),
        replace(week, most_runs=dict.fromkeys(range(5), 0)),
    ):
        expected = "On no weekday is a vehicle in service, Hub staffed and a run allowed."
        assert ("no_driving_day", expected) == told(closed)[:2]


def test_fixed_day_that_is_closed() -> None:
    """Each such day is told."""
    fixed = stop("a", windows=windows(days=(1, 3)), visits_most=3, fixed_weekdays=frozenset({0, 1, 4}))
    week = problem([fixed], spokes({"a": 10}))
    expected = "A is always to be visited on Monday, but takes no deliveries then."
    assert expected == find_obstacles(week)[0].sentence
    assert [("fixed_day_closed", 0), ("fixed_day_closed", 4)] == [
        (obstacle.rule, obstacle.facts["weekday"]) for obstacle in find_obstacles(week)
    ]


@pytest.mark.parametrize("most", [1, 2])
def test_fixed_days_that_no_pattern_holds(most: int) -> None:
    """Two fixed days and one visit; or two neighbouring days."""
    fixed = stop("a", visits_most=most, fixed_weekdays=frozenset({0, 1}))
    rule, sentence, _ = told(problem([fixed], spokes({"a": 10})))
    assert "fixed_days_clash" == rule
    assert sentence.startswith("A has 2 fixed days, and no choice of 1 to")


def test_pattern_that_is_missing_for_other_reasons() -> None:
    """Fixed days are not to blame for a gap that no days keep."""
    fixed = stop("a", longest_gap_days=2, fixed_weekdays=frozenset({0}))
    assert "no_pattern" == rule_of(problem([fixed], spokes({"a": 10})))


def test_hub_closed_on_the_stops_days() -> None:
    """Open on Mondays only, when nobody is at the hub."""
    week = problem([stop("a", windows=MONDAYS)], spokes({"a": 10}))
    closed = replace(week, hub=replace(week.hub, weekdays=frozenset({1})))
    assert ("hub_closed_that_day", "Hub is not staffed on some day on which A must be visited.") == told(
        closed
    )[:2]
    assert () == find_obstacles(replace(week, hub=replace(week.hub, weekdays=frozenset({0}))))


def test_no_run_on_the_stops_days() -> None:
    """Open on Mondays only, when nobody may drive."""
    week = problem([stop("a", windows=MONDAYS)], spokes({"a": 10}))
    assert "no_runs_that_day" == rule_of(replace(week, most_runs={0: 0}))
    assert () == find_obstacles(replace(week, most_runs={0: 1, 1: 0}))


def test_none_of_the_vans_that_may_serve_a_stop() -> None:
    """The van with the tail lift is out on Tuesdays only."""
    vans = van("x", weekdays=frozenset({1})), van("y")
    for ids, expected in ((frozenset({"x"}), "no_allowed_vehicle"), (frozenset[str](), "no_allowed_vehicle")):
        assert expected == rule_of(
            problem([stop("a", windows=MONDAYS, vehicle_ids=ids)], spokes({"a": 10}), *vans)
        )
    for ids in (frozenset({"x", "y"}), None):
        served = stop("a", windows=MONDAYS, vehicle_ids=ids)
        assert () == find_obstacles(problem([served], spokes({"a": 10}), *vans))


def test_allowed_van_that_is_too_small() -> None:
    """A larger one beside it helps nobody whom it may not serve."""
    vans = van("x", capacity_crates=9), van("y")
    full = stop("a", crates_in_per_week=Fraction(10), vehicle_ids=frozenset({"x"}))
    assert "X holds 9." in only(problem([full], spokes({"a": 10}), *vans)).sentence


def test_cutoff_too_early() -> None:
    """An hour there and back from 06:00, for the sorting at eight."""
    week = problem([stop("torsby")], spokes({"torsby": 60}))
    assert () == find_obstacles(replace(week, hub=replace(week.hub, cutoff_s=at("08:00"))))
    expected = (
        "cutoff_too_early",
        "A run to Torsby is back at 08:00 at the earliest; the hub's cut-off is 07:45.",
        "A cut-off 15 minutes later, or an earlier window, would make it possible.",
    )
    assert expected == told(replace(week, hub=replace(week.hub, cutoff_s=at("07:45"))))


def test_detour_of_the_day_counts() -> None:
    """On Mondays the road is closed, and the window with it."""
    early = stop("a", windows=windows("06:00-07:00", days=(0,)))
    week = problem([early], spokes({"a": 60}))
    assert () == find_obstacles(replace(week, detours={("van", 1): spokes({"a": 61})}))
    assert "window_unreachable" == rule_of(replace(week, detours={("van", 0): spokes({"a": 61})}))


def test_break_that_fits_nowhere() -> None:
    """Two hours there, two of service, two back: no break leaves less than four hours on one side of it."""
    rule = BreakRule(after_s=4 * 3600, length_s=30 * MIN, counts="work")
    served = stop("a", service_fixed_s=2 * 3600)
    ruled = van(break_rule=rule, longest_shift_s=at("08:30"))
    assert () == find_obstacles(problem([served], spokes({"a": 120}), ruled))
    rule, sentence, _ = told(
        problem([replace(served, service_fixed_s=2 * 3600 + 1)], spokes({"a": 120}), ruled)
    )
    assert "no_moment_for_a_break" == rule
    assert (
        "at least 241 minutes of work without a break, wherever it is; 240 are allowed for Van." in sentence
    )


def test_break_makes_the_window_too_early() -> None:
    """Five hours to the stop, a quarter of an hour of rest on the way."""
    rule = BreakRule(after_s=4 * 3600, length_s=15 * MIN, counts="driving")
    ruled = van(break_rule=rule)
    just, missed = ((stop("a", windows=windows(f"06:00-{closes}"))) for closes in ("11:15", "11:14"))
    assert () == find_obstacles(problem([just], travel(("hub", "a"), [[0, 300], [180, 0]]), ruled))
    assert "window_unreachable" == rule_of(
        problem([missed], travel(("hub", "a"), [[0, 300], [180, 0]]), ruled)
    )


@pytest.mark.parametrize("vans", [1, 2])
def test_an_obstacle_is_found_exactly_where_one_stop_has_no_week(vans: int) -> None:
    """What cannot be planned for one stop is told at once, over all rules, and nothing else is refused."""
    outcomes = []
    for seed in range(150):
        week = draw_ruled_week(seed, stops=1, vans=vans)
        week = replace(
            week, vehicles=tuple(replace(v, longest_shift_s=v.longest_shift_s // 2) for v in week.vehicles)
        )
        is_possible = BruteWeek(week).cost_ore() is not None
        assert is_possible == (find_obstacles(week) == ()), f"seed {seed}"
        outcomes.append(is_possible)
    assert min(outcomes.count(True), outcomes.count(False)) > 20


def test_possible_weeks_have_no_obstacle() -> None:
    """A refusal is a claim about every plan."""
    for seed in range(60):
        week = draw_ruled_week(seed)
        assert BruteWeek(week).cost_ore() is None or () == find_obstacles(week), f"seed {seed}"
