"""What bounds a week never exceeds its cost, whatever the prices of visits; good prices bound it well."""

from dataclasses import replace

import numpy as np
import pytest

from routes.problem import Problem
from routes.progress import Watch
from routes.solve.exact_week import ExactWeek
from routes.solve.inputs import ORE
from routes.solve.multipliers import bound_of, price_visits
from routes.solve.relaxation import fleets_of, relax_week
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn_rules import draw_ruled_week


def drawn() -> list[tuple[int, Problem, int]]:
    """Possible weeks of one run for each vehicle and day, with what they cost."""
    found = []
    for seed in range(60):
        week = draw_ruled_week(seed, likely=0.3)
        week = replace(week, vehicles=tuple(replace(v, runs_most=1) for v in week.vehicles))
        cost = BruteWeek(week).cost_ore()
        if cost is not None:
            found.append((seed, week, cost * ORE))
    return found


WEEKS = drawn()


def watch() -> Watch:
    return Watch(time_limit_s=60)


def test_there_are_weeks_to_try() -> None:
    assert len(WEEKS) > 15


@pytest.mark.parametrize("number", range(3))
def test_any_prices_of_visits_bound_the_week(number: int) -> None:
    """Weak duality: a wrong price gives a bad bound, never a false one."""
    random = np.random.default_rng(number)
    for seed, problem, cost in WEEKS:
        week = ExactWeek(problem)
        days = [day.floors[0] for day in week.tables(watch())]
        visits = random.integers(-100_000, 500_000, (len(problem.stops), 5)) * ORE
        assert bound_of(visits, week.choosing, days) <= cost, f"seed {seed}"


def test_good_prices_bound_the_week_well() -> None:
    """Half of the weeks within a hundredth; the others move more crates than the least."""
    gaps = []
    for seed, problem, cost in WEEKS:
        week = ExactWeek(problem)
        days = [day.floors[0] for day in week.tables(watch())]
        priced = price_visits(week.choosing, days)
        assert priced.bound <= cost, f"seed {seed}"
        assert priced.bound == bound_of(priced.visits, week.choosing, days)
        gaps.append(1 - priced.bound / cost if cost else 0.0)
    assert sorted(gaps)[len(gaps) // 2] < 0.01


def test_relaxation_bounds_the_week() -> None:
    """Routes with their crates, fractions allowed: never above the cost, and no stop is left out."""
    for seed, problem, cost in WEEKS:
        week = ExactWeek(problem)
        days = week.tables(watch())
        fleets = fleets_of(problem, week.loads, days, week.settler.second)
        relaxed = relax_week(
            week.choices, week.choosing.surplus, fleets, week.loads, problem.most_runs, watch()
        )
        assert ((), True) == (relaxed.unserved, relaxed.bound <= cost), f"seed {seed}"
