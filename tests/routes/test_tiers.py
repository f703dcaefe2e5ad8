"""The number of stops decides how a week is planned; a day is planned like a week; a plan may be cut short."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from routes.check import find_violations
from routes.errors import ImpossiblePlan
from routes.problem import Problem
from routes.progress import Watch
from routes.proof import prove
from routes.week import MOST_BOUNDED, MOST_EXACT, day_problem, plan_day, plan_week, tier_for
from tests.routes.brute_force import BruteWeek
from tests.routes.small import problem, served, spokes, stop, van


def many(stops: int, **fields: object) -> Problem:
    """So many stops on spokes of ten minutes, with vans that go on every day."""
    names = [f"s{i:03}" for i in range(stops)]
    ways = spokes(dict.fromkeys(names, 10))
    return problem([stop(name, **fields) for name in names], ways, *(van(f"van-{k}") for k in range(3)))


@pytest.mark.parametrize(
    ("stops", "tier"),
    [
        (1, "exact"),
        (MOST_EXACT, "exact"),
        (MOST_EXACT + 1, "bounded"),
        (MOST_BOUNDED, "bounded"),
        (MOST_BOUNDED + 1, "large"),
    ],
)
def test_tier_follows_from_the_number_of_stops(stops: int, tier: str) -> None:
    """Both sides of each border."""
    assert tier == tier_for(many(stops))


def test_bounded_tier_says_what_no_plan_costs_less_than() -> None:
    """22 stops that share runs: a plan that keeps every rule, and a bound below it."""
    week = many(MOST_EXACT + 2, crates_in_per_week=Fraction(1))
    plan, certificate = plan_week(week, time_limit_s=20, seed=1)
    assert () == find_violations(plan, week)
    assert "bounded" == certificate.method
    assert certificate.lower_bound_ore is not None
    assert 0 < certificate.lower_bound_ore <= certificate.cost_ore


def test_bounded_tier_hands_over_what_its_bound_can_be_proven_from() -> None:
    """Visits whose crates follow the gap: anybody comes to a bound from the plan file, without a solver."""
    week = many(MOST_EXACT + 2, crates_in_per_week=Fraction(2), visits_most=2)
    _, certificate = plan_week(week, time_limit_s=12, seed=1)
    assert certificate.duals is not None
    proven = prove(week, certificate.duals, (certificate.cost_ore // 2,), Watch(time_limit_s=60))
    assert proven.bound_ore is not None
    assert certificate.cost_ore // 2 <= proven.bound_ore <= certificate.cost_ore


def test_large_tier_proves_nothing_and_says_so() -> None:
    """More stops than are bounded."""
    week = many(MOST_BOUNDED + 1)
    plan, certificate = plan_week(week, time_limit_s=3, seed=1)
    assert () == find_violations(plan, week)
    assert ("large", None, False) == (
        certificate.method,
        certificate.lower_bound_ore,
        certificate.is_optimal,
    )


def test_day_is_planned_with_the_crates_it_is_given() -> None:
    """Two of three stops, on Wednesday, with their own crates; as cheap as trying everything."""
    week = problem(
        [stop("a", visits_fewest=3, visits_most=3), stop("b"), stop("c")],
        spokes({"a": 30, "b": 20, "c": 10}),
    )
    plan, certificate = plan_day(week, 2, {"a": (4, 1), "c": (5, 2)}, time_limit_s=20, seed=1)
    crates = {v.stop_id: (v.delivered_crates, v.collected_crates) for run in plan.runs for v in run.visits}
    assert {"a": (4, 1), "c": (5, 2)} == crates
    assert {2} == {run.weekday for run in plan.runs}
    assert certificate.is_optimal
    least = BruteWeek(day_problem(week, 2, {"a": (4, 1), "c": (5, 2)})).cost_ore()
    assert least == certificate.cost_ore


def test_day_refuses_an_unknown_stop_and_too_many_crates() -> None:
    """A slip in an id is a mistake of the caller's; crates that no van holds are an impossible plan."""
    week = problem([stop("a")], spokes({"a": 30}))
    with pytest.raises(ValueError, match="no such stops"):
        plan_day(week, 2, {"x": (1, 1)}, time_limit_s=5, seed=1)
    with pytest.raises(ImpossiblePlan):
        plan_day(week, 2, {"a": (11, 0)}, time_limit_s=5, seed=1)


def asked(times: int) -> Callable[[], bool]:
    """Cancelled after being asked so many times."""
    left = iter(range(times))
    return lambda: next(left, None) is None


@pytest.mark.parametrize("stops", [30, MOST_BOUNDED + 1])
def test_cancelled_planning_gives_the_best_plan_so_far(stops: int) -> None:
    """Ctrl-C after a while: every rule is kept, and the certificate says why it ended."""
    week = many(stops)
    plan, certificate = plan_week(week, time_limit_s=600, seed=1, is_cancelled=asked(40))
    assert () == find_violations(plan, week)
    assert "cancelled" == certificate.ended_by
    assert stops == sum(len(stops_of_run) for _, _, stops_of_run in served(plan))
