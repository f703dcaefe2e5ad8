"""A planned week is the cheapest there is, is proven so, and refuses in words what cannot be done."""

from dataclasses import replace
from fractions import Fraction

import pytest

from routes.certificate import Certificate
from routes.check import find_violations
from routes.errors import BrokenPlan, ImpossiblePlan, Violation
from routes.fleet import BreakRule
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress
from routes.travel import Travel
from routes.week import plan_week
from tests.routes.brute_force import BruteWeek
from tests.routes.hand_plan import WEEK
from tests.routes.small import MIN, at, problem, served, spokes, stop, travel, van, windows

MOST_ROUNDS = 200  # no small week needs nearly so many


def planned(week: Problem, *, seed: int = 1) -> tuple[WeekPlan, Certificate]:
    """The plan of a small week, which is planned exactly and in few rounds."""
    reports: list[Progress] = []

    def listen(progress: Progress) -> None:
        reports.append(progress)
        assert len(reports) < MOST_ROUNDS, "planning goes round in circles"

    plan, certificate = plan_week(week, time_limit_s=60, seed=seed, on_progress=listen)
    assert "exact" == certificate.method
    return plan, certificate


def cost_of(week: Problem) -> int:
    """The cost of the plan of a small week."""
    return planned(week)[1].cost_ore


def test_no_stops_need_no_runs() -> None:
    """An empty week costs nothing, and that is proven."""
    plan, certificate = planned(problem([], spokes({})))
    assert WeekPlan(runs=()) == plan
    assert (0, 0, True) == (certificate.cost_ore, certificate.lower_bound_ore, certificate.is_optimal)


def test_one_stop_has_one_run() -> None:
    """100 kr, 120 km at 10 kr, 2 h at 60 kr: 1420 kr."""
    plan, certificate = planned(problem([stop("a")], spokes({"a": 60})))
    assert [("van", ("a",))] == [run[1:] for run in served(plan)]
    assert (142_000, True) == (certificate.cost_ore, certificate.is_optimal)


def test_two_visits_are_two_runs_on_an_allowed_pair_of_days() -> None:
    """Twice 1420 kr, with days between."""
    week = problem([stop("a", visits_fewest=2, visits_most=2, longest_gap_days=3)], spokes({"a": 60}))
    plan, certificate = planned(week)
    assert plan.pattern_of("a") in {(0, 2), (0, 3), (1, 3), (1, 4), (2, 4)}
    assert 284_000 == certificate.cost_ore


def test_stops_at_the_hub_cost_the_fixed_price() -> None:
    """Three libraries in the hub's own house: one run that drives nowhere."""
    ways = spokes(dict.fromkeys("abc", 0))
    plan, certificate = planned(problem([stop(name) for name in "abc"], ways))
    assert 1 == len(plan.runs)
    assert 10_000 == certificate.cost_ore


def test_stop_may_have_the_hubs_own_place() -> None:
    """The hub is a library too."""
    plan, certificate = planned(problem([stop("a", place_id="hub", service_fixed_s=3600)], spokes({})))
    assert (1, 16_000) == (len(plan.runs), certificate.cost_ore)


def test_stops_on_one_road_share_a_run_and_a_day() -> None:
    """Alone each would cost more than the whole way to the farthest: 100 + 1200 + 120 kr."""
    ways = travel(("hub", "a", "b"), [[0, 30, 60], [30, 0, 30], [60, 30, 0]])
    plan, certificate = planned(problem([stop("a"), stop("b")], ways))
    assert (1, 142_000) == (len(plan.runs), certificate.cost_ore)


def test_hand_timed_week_can_be_planned_no_dearer() -> None:
    """A person's plan is never cheaper than the proven one: 3237 kr by hand."""
    plan, certificate = planned(WEEK)
    assert certificate.cost_ore <= 323_700
    assert () == find_violations(plan, WEEK)


def test_capacity_parts_stops_that_would_share_a_run() -> None:
    """Each gives six crates, and a van holds ten: two runs, on any days."""
    ways = travel(("hub", "a", "b"), [[0, 30, 60], [30, 0, 30], [60, 30, 0]])
    full = [stop(name, crates_out_per_week=Fraction(6)) for name in "ab"]
    plan, certificate = planned(problem(full, ways))
    assert [("a",), ("b",)] == sorted(stops for _, _, stops in served(plan))
    assert 142_000 + 76_000 == certificate.cost_ore  # 100 + 600 + 60 kr for the nearer one


def test_gap_dependent_loads_choose_the_days() -> None:
    """Both gather 10 crates a week; in the van fit 4 and 6 together, never 6 and 6 nor 4 and 4 and a third.

    Twice a week means 4 crates after two days and 6 after three. On shared days one stop must come after two
    days and the other after three, which no pair of days gives twice; so they share at most where 4 + 6 meet.
    """
    ways = travel(("hub", "a", "b"), [[0, 30, 30], [30, 0, 0], [30, 0, 0]])
    stops = [
        stop(name, visits_fewest=2, visits_most=2, longest_gap_days=3, crates_in_per_week=Fraction(10))
        for name in "ab"
    ]
    week = problem(stops, ways)
    plan, certificate = planned(week)
    assert BruteWeek(week).cost_ore() == certificate.cost_ore
    assert () == find_violations(plan, week)


def test_second_van_is_used_only_where_windows_collide() -> None:
    """Two stops an hour apart, both open at nine o'clock on Mondays only."""
    nine = windows("09:00-09:00", days=(0,))
    stops = [stop("a", windows=nine), stop("b", windows=nine)]
    plan, certificate = planned(problem(stops, spokes({"a": 30, "b": 30}), van("x"), van("y")))
    assert [(0, "x"), (0, "y")] == [run[:2] for run in served(plan)]
    assert 2 * 76_000 == certificate.cost_ore


def test_two_stops_at_the_same_time_need_two_vans() -> None:
    """Each could be served alone: the sentence says that the vans are too few, and how many would do."""
    nine = windows("09:00-09:00", days=(0,))
    stops = [stop("a", windows=nine), stop("b", windows=nine)]
    with pytest.raises(ImpossiblePlan) as refused:
        planned(problem(stops, spokes({"a": 30, "b": 30})))
    (obstacle,) = refused.value.obstacles
    assert "too_few_vehicles" == obstacle.rule
    assert obstacle.facts["more"] == 1


def test_impossible_stop_is_named_with_rule_and_remedy() -> None:
    """The sentence of the issue."""
    torsby = stop("torsby", windows=windows("08:00-10:00"))
    week = problem(
        [torsby, stop("a")], spokes({"torsby": 84, "a": 10}), van(earliest_departure_s=at("09:00"))
    )
    with pytest.raises(
        ImpossiblePlan, match="Torsby cannot be reached before its window closes at 10:00; earliest 10:24"
    ):
        planned(week)


def clashing_week(**prices: int) -> Problem:
    """Two stops whose crates never fit together, though each day alone seems possible.

    On Mondays the van holds both only if both come after two days, that is with Thursdays; on Thursdays, after
    three days, it holds only one.
    """
    days = (0, 2, 3)
    stops = [
        stop(
            name,
            visits_fewest=2,
            visits_most=2,
            longest_gap_days=3,
            windows=windows(days=days),
            crates_in_per_week=Fraction(10),
        )
        for name in "ab"
    ]
    return problem(
        stops, spokes({"a": 10, "b": 10}), van(capacity_crates=8, weekdays=frozenset(days), **prices)
    )


def test_week_that_only_the_relaxation_can_keep_is_refused() -> None:
    """Half a pattern here and half there is no timetable."""
    assert BruteWeek(clashing_week()).cost_ore() is None
    with pytest.raises(ImpossiblePlan):
        plan_week(clashing_week(), time_limit_s=2, seed=1)


def test_impossible_week_of_free_vans_is_not_tried_forever() -> None:
    """Where everything costs nothing, a gap that doubles stays nothing."""
    reports: list[Progress] = []

    def listen(progress: Progress) -> None:
        reports.append(progress)
        assert sum(report.stage == "choose" for report in reports) < MOST_ROUNDS

    free = clashing_week(fixed_ore=0, per_km_ore=0, per_hour_ore=0)
    with pytest.raises(ImpossiblePlan):
        plan_week(free, time_limit_s=2, seed=1, on_progress=listen)


def test_free_vans_plan_a_week_that_costs_nothing() -> None:
    """A week without prices is still a week."""
    free = van(fixed_ore=0, per_km_ore=0, per_hour_ore=0)
    plan, certificate = planned(problem([stop("a"), stop("b")], spokes({"a": 10, "b": 20}), free))
    assert () == find_violations(plan, problem([stop("a"), stop("b")], spokes({"a": 10, "b": 20}), free))
    assert (0, True) == (certificate.cost_ore, certificate.is_optimal)


def test_break_is_planned_where_it_is_needed() -> None:
    """100 kr, 300 km, 5 h at the wheel and half an hour of service need the break of half an hour: 6 h."""
    rule = BreakRule(after_s=5 * 3600, length_s=30 * MIN, counts="work")
    far = stop("a", service_fixed_s=30 * MIN)
    week = problem([far], spokes({"a": 150}), van(break_rule=rule, longest_shift_s=10 * 3600))
    plan, certificate = planned(week)
    assert plan.runs[0].rest is not None
    assert 10_000 + 300_000 + 36_000 == certificate.cost_ore


def test_crates_cost_time_whatever_the_days() -> None:
    """Ten crates each way, a minute each: 20 minutes on top of an hour; 100 + 600 + 80 kr."""
    busy = stop(
        "a", crates_in_per_week=Fraction(10), crates_out_per_week=Fraction(10), service_per_crate_s=MIN
    )
    assert 78_000 == cost_of(problem([busy], spokes({"a": 30})))


def test_rounding_up_crates_can_decide_the_days() -> None:
    """5.5 crates a week are 6 at once; 3 and 4 (2.2 and 3.3 rounded up) in two visits, which nobody asked for."""
    busy = stop("a", visits_most=2, crates_in_per_week=Fraction(11, 2), service_per_crate_s=MIN)
    assert 10_000 + 60_000 + 6_600 == cost_of(problem([busy], spokes({"a": 30})))


def test_progress_is_told_from_tables_to_check() -> None:
    """The screen shows what is being solved, the incumbent and the bound."""
    reports: list[Progress] = []
    week = problem([stop("a"), stop("b")], spokes({"a": 10, "b": 20}))
    _, certificate = plan_week(week, time_limit_s=60, seed=1, on_progress=reports.append)
    stages = list(dict.fromkeys(report.stage for report in reports))
    assert ["search", "tables", "bound", "choose", "check"] == stages
    bounds = [report.bound_ore for report in reports if report.bound_ore is not None]
    assert bounds
    assert max(bounds) <= certificate.cost_ore
    assert sorted(report.seconds for report in reports) == [report.seconds for report in reports]


def test_no_time_is_refused() -> None:
    """Zero seconds are a mistake, not a wish."""
    with pytest.raises(ValueError, match="time limit"):
        plan_week(problem([], spokes({})), time_limit_s=0, seed=1)


def test_plan_that_breaks_a_rule_never_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the solver proposes, the check has the last word."""
    found = Violation(rule="window_kept", sentence="A is visited at night.")
    monkeypatch.setattr("routes.week.find_violations", lambda _plan, _problem: (found,))
    with pytest.raises(BrokenPlan, match="A is visited at night"):
        planned(problem([stop("a")], spokes({"a": 10})))


def test_vehicles_with_their_own_ways_use_them() -> None:
    """A lorry that may not take the short road is not sent along it."""
    short, long = spokes({"a": 30}), spokes({"a": 60})
    week = problem([stop("a")], short, van("lorry"))
    week = replace(week, travel={"lorry": long})
    assert 142_000 == cost_of(week)
    assert isinstance(week.travel["lorry"], Travel)
