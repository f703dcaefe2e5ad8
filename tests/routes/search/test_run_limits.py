"""An annealing is told to do with fewer runs only where that may be possible, and then does."""

from fractions import Fraction

import numpy as np
import pytest

from routes.problem import Problem
from routes.solve.numbers import Numbers, week_numbers
from routes.solve.search.chains import Chain
from routes.solve.search.layout import facts_of
from routes.solve.search.pool import PooledRun
from routes.solve.search.run_limits import RunLimits
from tests.routes.small import problem, spokes, stop, van


def week(*, crates: int) -> Problem:
    """Four stops visited once a week, each with so many crates; vans of ten."""
    stops = [
        stop(name, crates_in_per_week=Fraction(crates), crates_out_per_week=Fraction(1), service_fixed_s=60)
        for name in "abcd"
    ]
    return problem(
        stops, spokes(dict.fromkeys("abcd", 10)), *(van(f"van {i}", capacity_crates=10) for i in range(4))
    )


def runs(count: int, *, price: int = 1_000) -> list[PooledRun]:
    return [PooledRun(0, (number,), price) for number in range(count)]


def limits_of(numbers: Numbers, *, run_price: int = 0) -> RunLimits:
    return RunLimits(numbers._replace(run_price=np.full_like(numbers.run_price, run_price)))


@pytest.mark.parametrize(("crates", "least"), [(1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (10, 4)])
def test_no_fewer_runs_than_the_crates_need(crates: int, least: int) -> None:
    limits = limits_of(week_numbers(week(crates=crates)))
    assert limits.least == least
    assert limits.fewer(runs(least)) == least
    assert limits.fewer(runs(least + 1)) == least


def test_what_was_tried_in_vain_is_not_tried_again() -> None:
    limits = limits_of(week_numbers(week(crates=1)))
    assert [limits.fewer(runs(4)) for _ in range(2)] == [3, 4]
    assert limits.fewer(runs(3)) == 2


def test_where_runs_cost_most_fewer_are_tried_again_and_never_more() -> None:
    limits = limits_of(week_numbers(week(crates=1)), run_price=900)
    assert [limits.fewer(runs(4)) for _ in range(2)] == [3, 3]
    assert limits.as_many(runs(4)) == 4
    assert limits_of(week_numbers(week(crates=1)), run_price=100).as_many(runs(4)) > 4


def test_a_limited_chain_leaves_out_what_its_runs_cannot_carry() -> None:
    numbers = week_numbers(week(crates=6))
    chain = Chain(numbers, facts_of(numbers), 1, 0)
    chain.limit_runs(2)
    chain.begin_empty()
    chain.step(2_000, 1.0)
    assert (int(chain.best.runs.sum()), chain.out) == (2, 2)


def test_stops_that_ask_for_nothing_need_one_run() -> None:
    numbers = week_numbers(week(crates=1))
    nothing = numbers._replace(delivered=numbers.delivered * 0, collected=numbers.collected * 0)
    assert RunLimits(nothing).least == 1
