"""Brute force finds what paper and pencil find, or it is no judge of the solvers.

A van costs 100 kr a run and 11 kr for each minute on the road: 10 kr for the kilometre, 1 kr for the time.
"""

from dataclasses import replace
from fractions import Fraction

import pytest

from routes.fleet import BreakRule
from routes.problem import Problem
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn_rules import RULES, draw_ruled_week
from tests.routes.small import MIN, at, problem, spokes, stop, travel, van, windows

WAYS = spokes({"a": 20, "b": 20, "c": 20})
APART_ORE = 2 * (10_000 + 40 * 1_100)  # one run to A and one to B
TOGETHER_ORE = 10_000 + 80 * 1_100
MONDAY = windows(days=(0,))
FULL = {"windows": MONDAY, "crates_in_per_week": Fraction(10)}  # a whole van


def least(week: Problem) -> int | None:
    """What brute force finds."""
    return BruteWeek(week).cost_ore()


def full_vans(*stop_ids: str, **van_fields: object) -> Problem:
    """One van, and on Mondays a full load for each stop."""
    return problem([stop(stop_id, **FULL) for stop_id in stop_ids], WAYS, van(**van_fields))


def test_one_stop() -> None:
    """Twenty minutes out and twenty home."""
    assert 10_000 + 40 * 1_100 == least(problem([stop("a")], WAYS))


def test_free_days_are_shared() -> None:
    """Two stops on one run save a run's fixed price."""
    assert TOGETHER_ORE == least(problem([stop("a"), stop("b")], WAYS))


def test_fixed_days_are_kept() -> None:
    """A on Tuesdays and B on Mondays are two runs."""
    fixed = [stop("a", fixed_weekdays=frozenset({1})), stop("b", fixed_weekdays=frozenset({0}))]
    assert APART_ORE == least(problem(fixed, WAYS))


def test_fixed_day_that_is_closed_is_impossible() -> None:
    """No pattern holds a closed day."""
    assert least(problem([stop("a", windows=MONDAY, fixed_weekdays=frozenset({1}))], WAYS)) is None


def test_stops_are_served_by_their_own_vans() -> None:
    """A by X and B by Y are two runs."""
    ours = [stop("a", vehicle_ids=frozenset({"x"})), stop("b", vehicle_ids=frozenset({"y", "z"}))]
    assert APART_ORE == least(problem(ours, WAYS, van("x"), van("y"), van("z")))


def test_stop_without_its_van_is_impossible() -> None:
    """X is not in service on Mondays."""
    week = problem(
        [stop("a", windows=MONDAY, vehicle_ids=frozenset({"x"}))], WAYS, van("x", weekdays={1}), van("y")
    )
    assert least(week) is None


ROUND = travel(("hub", "a", "b"), [[0, 20, 40], [40, 0, 20], [20, 40, 0]])  # short by A first


def test_order_is_free_without_a_rule() -> None:
    """By A first the round takes an hour."""
    assert 10_000 + 60 * 1_100 == least(problem([stop("a"), stop("b")], ROUND))


def test_order_is_kept() -> None:
    """By B first it takes two hours; one run for each takes two as well, and two fixed prices."""
    assert 10_000 + 120 * 1_100 == least(problem([stop("a"), stop("b", before=frozenset({"a"}))], ROUND))


def test_stops_that_each_come_before_the_other_never_share_a_run() -> None:
    """The rule speaks of runs that serve both."""
    stops = [stop("a", before=frozenset({"b"})), stop("b", before=frozenset({"a"}))]
    assert 2 * (10_000 + 60 * 1_100) == least(problem(stops, ROUND))


@pytest.mark.parametrize(("runs", "expected"), [(1, None), (2, APART_ORE), (3, APART_ORE)])
def test_van_goes_twice_where_it_may(runs: int, expected: int | None) -> None:
    """Two full loads are two runs."""
    assert expected == least(full_vans("a", "b", runs_most=runs))


@pytest.mark.parametrize(("runs", "expected"), [(2, None), (3, 3 * APART_ORE // 2)])
def test_van_goes_thrice_where_it_may(runs: int, expected: int | None) -> None:
    """Three full loads are three runs."""
    assert expected == least(full_vans("a", "b", "c", runs_most=runs))


@pytest.mark.parametrize(("back", "expected"), [("07:20", None), ("07:40", APART_ORE)])
def test_time_between_two_runs(back: str, expected: int | None) -> None:
    """From 06:00: forty minutes, twenty at the hub and forty again."""
    week = full_vans("a", "b", runs_most=2, turnaround_s=20 * MIN, latest_return_s=at(back))
    assert expected == least(week)


@pytest.mark.parametrize(("shift_min", "expected"), [(80, None), (100, APART_ORE)])
def test_shift_counts_the_whole_day(shift_min: int, expected: int | None) -> None:
    """The time between two runs is part of it, though it is not paid."""
    week = full_vans("a", "b", runs_most=2, turnaround_s=20 * MIN, longest_shift_s=shift_min * MIN)
    assert expected == least(week)


def test_second_run_may_be_the_first_stop_of_the_list() -> None:
    """A opens when the run to B is over."""
    late = stop("a", **{**FULL, "windows": windows("07:00-07:00", days=(0,))})
    week = problem([late, stop("b", **FULL)], WAYS, van(runs_most=2, latest_return_s=at("07:20")))
    assert APART_ORE == least(week)


@pytest.mark.parametrize(("runs", "expected"), [(1, None), (2, APART_ORE)])
def test_break_rule_counts_anew_for_each_run(runs: int, expected: int | None) -> None:
    """Two runs of forty minutes need no break where an hour needs one, and no single run is allowed."""
    rule = BreakRule(after_s=40 * MIN, length_s=20 * MIN, counts="work")
    week = problem(
        [stop("a", windows=MONDAY), stop("b", windows=MONDAY)],
        spokes({"a": 20, "b": 20}),
        van(
            break_rule=rule,
            longest_shift_s=100 * MIN,
            turnaround_s=20 * MIN,
            runs_most=runs,
            capacity_crates=1,
        ),
    )
    loaded = tuple(replace(s, crates_in_per_week=Fraction(1)) for s in week.stops)
    assert expected == least(replace(week, stops=loaded))


def test_hub_that_is_not_staffed_has_no_runs() -> None:
    """A stop that is open on Mondays only needs a hub that is."""
    week = problem([stop("a", windows=MONDAY)], WAYS)
    assert least(replace(week, hub=replace(week.hub, weekdays=frozenset({1, 2, 3, 4})))) is None
    assert APART_ORE // 2 == least(replace(week, hub=replace(week.hub, weekdays=frozenset({0}))))


@pytest.mark.parametrize(("cutoff", "expected"), [("06:20", None), ("06:40", APART_ORE // 2)])
def test_van_is_back_for_the_sorting(cutoff: str, expected: int | None) -> None:
    """It leaves at 06:00 at the earliest."""
    week = problem([stop("a")], WAYS)
    assert expected == least(replace(week, hub=replace(week.hub, cutoff_s=at(cutoff))))


@pytest.mark.parametrize(("days", "expected"), [((0,), 10_000 + 80 * 1_100), ((0, 1), APART_ORE // 2)])
def test_detour_holds_on_its_day(days: tuple[int, ...], expected: int) -> None:
    """On Mondays the way is twice as long: who can wait for Tuesday does."""
    week = problem([stop("a", windows=windows(days=days))], WAYS)
    assert expected == least(replace(week, detours={("van", 0): spokes({"a": 40})}))


@pytest.mark.parametrize(("most", "expected"), [(0, None), (1, None), (2, APART_ORE)])
def test_most_runs_count_all_vans(most: int, expected: int | None) -> None:
    """Two full loads are two runs, whoever makes them."""
    both = [stop("a", **FULL), stop("b", **FULL)]
    week = problem(both, WAYS, van("x"), van("y"))
    assert expected == least(replace(week, most_runs={0: most}))
    assert expected == least(replace(full_vans("a", "b", runs_most=2), most_runs={0: most}))


def test_drawn_weeks_feel_every_rule() -> None:
    """A comparison with brute force proves nothing about a rule that changes no drawn week."""
    felt = dict.fromkeys(RULES, 0)
    for seed in range(40):
        cost = least(draw_ruled_week(seed))
        for name in RULES:
            others = [other for other in RULES if other != name]
            felt[name] += cost != least(draw_ruled_week(seed, rules=others))
    assert min(felt.values()) >= 1, str(felt)


def test_half_of_the_drawn_weeks_are_possible() -> None:
    """Neither answer is tried too seldom."""
    assert 10 < sum(least(draw_ruled_week(seed)) is not None for seed in range(40)) < 35


def test_some_drawn_week_needs_a_second_run_and_some_one_its_turnaround() -> None:
    """What only chains of runs can tell apart."""
    once, at_once = 0, 0
    for seed in range(60):
        week = draw_ruled_week(seed, vans=1, rules=["runs_most"], likely=1)
        cost = least(week)
        once += cost != least(replace(week, vehicles=tuple(replace(v, runs_most=1) for v in week.vehicles)))
        quick = tuple(
            replace(v, turnaround_s=v.break_rule.length_s if v.break_rule else 0) for v in week.vehicles
        )
        at_once += cost != least(replace(week, vehicles=quick))
    assert once >= 5, (once, at_once)
    assert at_once >= 2, (once, at_once)
