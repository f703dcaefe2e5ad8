"""What makes every plan impossible is named, with what would make one possible."""

from fractions import Fraction

import pytest

from routes.errors import Obstacle
from routes.fleet import BreakRule
from routes.obstacles import find_obstacles, too_few_vehicles
from routes.problem import Problem
from tests.routes.brute_force import BruteWeek
from tests.routes.hand_plan import WEEK
from tests.routes.small import FIVE_HOURS_WORK, MIN, at, problem, spokes, stop, travel, van, windows

TORSBY = stop("torsby", windows=windows("08:00-10:00"))


def only(week: Problem) -> Obstacle:
    (obstacle,) = find_obstacles(week)
    return obstacle


def told(week: Problem) -> tuple[str, str, str]:
    obstacle = only(week)
    return obstacle.rule, obstacle.sentence, obstacle.remedy


def test_possible_week_has_no_obstacle() -> None:
    """The hand-timed week is possible, if only just."""
    assert () == find_obstacles(WEEK)


def test_no_stops_are_no_obstacle() -> None:
    """An empty week is easy."""
    assert () == find_obstacles(problem([], spokes({})))


@pytest.mark.parametrize("vehicles", [(), (van(weekdays=frozenset()),)])
def test_no_vehicle_in_service(vehicles: tuple) -> None:
    """Named once, not for every stop."""
    week = Problem(hub=WEEK.hub, stops=(TORSBY,), vehicles=vehicles, travel={"van": spokes({"torsby": 60})})
    expected = ("no_vehicle", "No vehicle is in service on any day.", "Put at least one vehicle in service.")
    assert expected == told(week)


def test_window_that_cannot_be_reached() -> None:
    """The sentence that the issue asks for, word by word."""
    week = problem([TORSBY], spokes({"torsby": 84}), van(earliest_departure_s=at("09:00")))
    expected = (
        "window_unreachable",
        "Torsby cannot be reached before its window closes at 10:00; earliest 10:24.",
        "A window open until 10:24, or Van leaving at 08:36, would make it possible.",
    )
    assert expected == told(week)


def test_window_just_reached_and_missed_by_a_second() -> None:
    """The remedy is rounded so that it does make the plan possible."""
    assert () == find_obstacles(
        problem([TORSBY], spokes({"torsby": 60}), van(earliest_departure_s=at("09:00")))
    )
    week = problem([TORSBY], spokes({"torsby": 60}), van(earliest_departure_s=at("09:00:01")))
    assert "earliest 10:01." in only(week).sentence
    assert "leaving at 09:00," in only(week).remedy


def test_remedies_for_a_missed_window_work() -> None:
    """Advice that does not help is worse than none."""
    week = problem(
        [stop("torsby", windows=windows("08:00-10:24"))],
        spokes({"torsby": 84}),
        van(earliest_departure_s=at("09:00")),
    )
    assert () == find_obstacles(week)
    week = problem([TORSBY], spokes({"torsby": 84}), van(earliest_departure_s=at("08:36")))
    assert () == find_obstacles(week)


def test_window_on_the_way_of_one_van_only() -> None:
    """One van that can is enough, whatever the others cannot."""
    vans = van("late", earliest_departure_s=at("09:30")), van("early")
    assert () == find_obstacles(problem([TORSBY], spokes({"torsby": 84}), *vans))


def test_window_on_one_day_only() -> None:
    """One delivery day on which the van is out is enough."""
    week = problem([TORSBY], spokes({"torsby": 84}), van(weekdays=frozenset({3})))
    assert () == find_obstacles(week)


def test_shift_too_short() -> None:
    """There and back with ten minutes of service: a quarter of an hour is missing."""
    served = stop("torsby", service_fixed_s=10 * MIN)
    week = problem([served], spokes({"torsby": 84}), van(longest_shift_s=163 * MIN))
    expected = (
        "shift_too_short",
        "A run to Torsby and back takes 178 minutes; the longest shift of Van is 163.",
        "A shift 15 minutes longer would make it possible.",
    )
    assert expected == told(week)
    assert () == find_obstacles(problem([served], spokes({"torsby": 84}), van(longest_shift_s=178 * MIN)))


def test_shift_too_short_for_the_break() -> None:
    """Five hours and a second of work need half an hour more."""
    ruled = van(break_rule=FIVE_HOURS_WORK, longest_shift_s=329 * MIN)
    assert () == find_obstacles(problem([stop("a")], spokes({"a": 150}), ruled))
    second = problem([stop("a", service_fixed_s=1)], spokes({"a": 150}), ruled)
    assert "shift_too_short" == only(second).rule
    assert "takes 331 minutes" in only(second).sentence


def test_break_counts_driving_only_where_the_rule_does() -> None:
    """An hour of service is no driving."""
    rule = BreakRule(after_s=300 * MIN, length_s=45 * MIN, counts="driving")
    served = stop("a", service_fixed_s=60 * MIN)
    week = problem([served], spokes({"a": 150}), van(break_rule=rule, longest_shift_s=360 * MIN))
    assert () == find_obstacles(week)


def test_service_for_crates_counts() -> None:
    """At least ten crates at a visit, a minute each."""
    served = stop(
        "a", crates_in_per_week=Fraction(6), crates_out_per_week=Fraction(4), service_per_crate_s=MIN
    )
    assert () == find_obstacles(problem([served], spokes({"a": 60}), van(longest_shift_s=130 * MIN)))
    week = problem([served], spokes({"a": 60}), van(longest_shift_s=129 * MIN))
    assert "A shift 1 minutes longer would make it possible." == only(week).remedy


def test_return_too_late() -> None:
    """The window opens so late that the van is not back in time."""
    late = stop("torsby", windows=windows("15:00-16:00"))
    week = problem([late], spokes({"torsby": 60}), van(latest_return_s=at("15:45")))
    expected = (
        "return_too_late",
        "A run to Torsby is back at 16:00 at the earliest; Van must be back at 15:45.",
        "A return 15 minutes later, or an earlier window, would make it possible.",
    )
    assert expected == told(week)
    assert () == find_obstacles(problem([late], spokes({"torsby": 60}), van(latest_return_s=at("16:00"))))


def test_load_exceeds_capacity() -> None:
    """Eleven crates in one weekly visit, in a van for ten."""
    week = problem([stop("a", crates_out_per_week=Fraction(11))], spokes({"a": 60}))
    expected = (
        "load_exceeds_capacity",
        "A moves at least 11 crates at a visit; Van holds 10.",
        "More visits a week or a larger vehicle would make it possible.",
    )
    assert expected == told(week)
    assert () == find_obstacles(problem([stop("a", crates_out_per_week=Fraction(10))], spokes({"a": 60})))


def test_several_broken_rules_are_told_together() -> None:
    """A planner mends the data once."""
    far = stop("a", windows=windows("06:00-07:00"), crates_in_per_week=Fraction(11))
    week = problem([far], spokes({"a": 120}), van(longest_shift_s=200 * MIN))
    rules = [obstacle.rule for obstacle in find_obstacles(week)]
    assert ["load_exceeds_capacity", "window_unreachable", "shift_too_short"] == rules


def test_every_stop_is_told() -> None:
    """Two stops, two obstacles."""
    week = problem(
        [TORSBY, stop("a"), stop("b", windows=windows(days=()))], spokes({"torsby": 300, "a": 1, "b": 1})
    )
    assert ["Torsby", "B"] == [obstacle.facts["stop"] for obstacle in find_obstacles(week)]


def test_no_pattern() -> None:
    """Open on two neighbouring days and to be visited twice."""
    close = stop("a", visits_fewest=2, visits_most=2, windows=windows(days=(0, 1)))
    rule, sentence, remedy = told(problem([close], spokes({"a": 60})))
    assert "no_pattern" == rule
    assert "A has 2 delivery days a week" in sentence
    assert "2 to 2 of them" in sentence
    assert remedy.startswith("Open more days for deliveries")


def test_no_vehicle_on_the_stops_days() -> None:
    """The van is out on Mondays, the door open on Tuesdays."""
    week = problem([stop("a", windows=windows(days=(1,)))], spokes({"a": 60}), van(weekdays=frozenset({0})))
    expected = (
        "no_vehicle_that_day",
        "No vehicle is in service on some day on which A must be visited.",
        "Put a vehicle in service on more of its delivery days.",
    )
    assert expected == told(week)


def test_every_day_of_a_pattern_counts() -> None:
    """Visited on Monday and Thursday, but the van is out on Mondays only: found before any solver is asked."""
    twice = stop("a", visits_fewest=2, visits_most=2, windows=windows(days=(0, 3)))
    week = problem([twice], spokes({"a": 60}), van(weekdays=frozenset({0})))
    assert BruteWeek(week).cost_ore() is None
    assert find_obstacles(week)


def test_faster_way_through_another_stop_is_no_obstacle() -> None:
    """Each leg takes the cheapest way, which may be slower than the way through a neighbour.

    Direct, B is 200 minutes away by a short bad road; by A it is 40. Its window closes at 07:00.
    """
    ways = travel(("hub", "a", "b"), [[0, 20, 200], [20, 0, 20], [20, 20, 0]])
    week = problem([stop("a"), stop("b", windows=windows("06:00-07:00"))], ways)
    assert BruteWeek(week).cost_ore() is not None
    assert () == find_obstacles(week)


def test_too_few_vehicles_names_the_stops() -> None:
    """Each could be served alone; together they need one more."""
    week = problem([stop("a"), stop("b")], spokes({"a": 10, "b": 10}))
    obstacle = too_few_vehicles(week, (0, 1), 1)
    assert "too_few_vehicles" == obstacle.rule
    assert "The vehicles cannot serve A, B in one week together with the others." == obstacle.sentence
    assert obstacle.remedy.startswith("More vehicles are needed (at least 1)")


def test_too_few_vehicles_says_when_more_would_not_help() -> None:
    """Advice to buy a van that does not help would be dear."""
    week = problem([stop("a")], spokes({"a": 10}))
    obstacle = too_few_vehicles(week, (0,), None)
    assert obstacle.remedy.startswith("More vehicles alone would not help")


def test_single_stops_are_told_apart_by_brute_force() -> None:
    """An obstacle exactly where no week exists: one stop and one van, over many windows, shifts and hours."""
    for opens in range(6, 12):
        for shift_h in (2, 3):
            clocks = f"{opens:02}:00-{opens + 1:02}:00"
            far = stop("a", windows=windows(clocks, days=(0,)), service_fixed_s=20 * MIN)
            hours = {"earliest_departure_s": at("07:00"), "latest_return_s": at("11:00")}
            week = problem([far], spokes({"a": 80}), van(longest_shift_s=shift_h * 3600, **hours))
            is_possible = BruteWeek(week).cost_ore() is not None
            assert is_possible == (find_obstacles(week) == ()), (clocks, shift_h)


def test_figures_are_there_for_another_language() -> None:
    """The Swedish sentence needs names and clock times."""
    week = problem([TORSBY], spokes({"torsby": 84}), van(earliest_departure_s=at("09:00")))
    expected = {"stop": "Torsby", "closes": "10:00", "earliest": "10:24", "vehicle": "Van", "leave": "08:36"}
    assert expected == only(week).facts
