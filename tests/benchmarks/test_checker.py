"""The checker finds every broken rule, and nothing where every rule is just kept."""

from math import inf

import numpy as np
import pytest

from tests.benchmarks.checker import check
from tests.benchmarks.tiny import case

EACH_ALONE = [[[1], [2], [3]]]


def broken(solution: list[list[list[int]]], **changes: object) -> str:
    """The broken rules of a solution of the tiny case with changes, in one text."""
    return "; ".join(check(case(**changes), solution).broken)


def test_cost_is_the_length_of_all_runs() -> None:
    """Out and back: 6, 8 and 16."""
    verdict = check(case(), EACH_ALONE)
    assert (30.0, 3, ()) == (verdict.cost, verdict.vehicles, verdict.broken)


def test_load_is_checked_at_every_point() -> None:
    """Leaving with 10: customer 2 first, 10 - 6 + 4 - 4 + 6 = 10; customer 1 first, 10 - 4 + 6 = 12."""
    assert "" == broken([[[2, 1], [3]]])
    assert "reaches 12" in broken([[[1, 2], [3]]])


def test_load_on_leaving_counts_all_deliveries() -> None:
    assert "reaches 11" in broken([[[2, 3], [1]]])


@pytest.mark.parametrize(
    ("solution", "why"),
    [
        ([[[1], [2]]], "customer 3 is served on the days []"),
        ([[[1], [2], [3], [3]]], "customer 3 is served 2 times"),
        ([[[1], [2], [3, 4]]], "there is no customer 4"),
        ([[[1], [2], [3, 0]]], "there is no customer 0"),
        ([[[1], [2], [3]], []], "there are 2 days, not 1"),
    ],
)
def test_everyone_is_served_once(solution: list[list[list[int]]], why: str) -> None:
    assert why in broken(solution)


def test_vehicles_are_counted_each_day() -> None:
    assert "" == broken(EACH_ALONE, vehicles=3)
    assert "3 runs, 2 are allowed" in broken(EACH_ALONE, vehicles=2)
    assert "" == broken([[*EACH_ALONE[0], []]], vehicles=3)  # an empty run is no run


def test_service_begins_no_later_than_the_window_closes() -> None:
    """Customer 3 is 8 away."""
    assert "" == broken(EACH_ALONE, closes=np.array([inf, inf, inf, 8.0]))
    assert "closes at 7.9" in broken(EACH_ALONE, closes=np.array([inf, inf, inf, 7.9]))


def test_waiting_for_a_window_delays_what_follows() -> None:
    """Customer 2 opens at 10; customer 1 is reached at 11, or 12 when service takes 1."""
    opens = np.array([0.0, 0, 10, 0])
    assert "" == broken([[[2, 1], [3]]], opens=opens, closes=np.array([16.0, 11, 99, 99]))
    assert "closes at 10.9" in broken([[[2, 1], [3]]], opens=opens, closes=np.array([99, 10.9, 99, 99]))
    assert "reached at 12" in broken(
        [[[2, 1], [3]]], opens=opens, service=np.array([0.0, 0, 1, 0]), closes=np.array([99, 11.0, 99, 99])
    )


def test_the_depot_closes_too() -> None:
    assert "" == broken(EACH_ALONE, closes=np.array([16.0, inf, inf, inf]))
    assert "the depot is reached at 16" in broken(EACH_ALONE, closes=np.array([15.9, inf, inf, inf]))


def test_duration_counts_travel_and_service() -> None:
    service = np.array([0.0, 0, 0, 2])
    assert "" == broken(EACH_ALONE, longest=(18.0,), service=service)
    assert "lasts 18" in broken(EACH_ALONE, longest=(17.9,), service=service)


def test_a_run_waits_at_the_depot_rather_than_on_the_road() -> None:
    """Customer 3 opens at 50: leaving at 42 makes it 16 long, leaving at 0 would make it 58."""
    assert "" == broken(EACH_ALONE, opens=np.array([0.0, 0, 0, 50]), longest=(16.0,))


def test_waiting_between_two_windows_counts() -> None:
    """Customer 2 closes at 4, customer 1 opens at 20: left at 0, back at 23."""
    windows = {"opens": np.array([0.0, 20, 0, 0]), "closes": np.array([inf, inf, 4, inf])}
    assert "" == broken([[[2, 1], [3]]], longest=(23.0,), **windows)
    assert "lasts 23" in broken([[[2, 1], [3]]], longest=(22.9,), **windows)


def test_days_follow_a_pattern() -> None:
    week = {"capacity": (10, 10), "longest": (inf, inf), "patterns": (((0,), (1,)), ((0, 1),), ((1,),))}
    assert "" == broken([[[2]], [[2], [1], [3]]], **week)
    assert "customer 2 is served on the days [2]" in broken([[], [[2], [1], [3]]], **week)
    assert "customer 3 is served on the days [1]" in broken([[[2], [3]], [[2], [1]]], **week)


def test_each_day_has_its_own_limits() -> None:
    week = {"capacity": (10, 5), "longest": (16.0, 15.0), "patterns": (((0,), (1,)), ((0,),), ((0,), (1,)))}
    assert "" == broken([[[1], [2], [3]], []], **week)
    assert "day 2, run [3]: it lasts 16" in broken([[[1], [2]], [[3]]], **week)
    assert "day 2, run [1]: the load reaches 6" in broken([[[2], [3]], [[1]]], **week)
