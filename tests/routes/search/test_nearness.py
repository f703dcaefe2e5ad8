"""Tests of `routes.solve.search.nearness`."""

from routes.solve.numbers import week_numbers
from routes.solve.search.nearness import nearest_first
from tests.routes.small import problem, spokes, stop, windows

MINUTES = {"a": 10, "b": 10, "c": 15}


def order(b: str, c: str, *, b_days: range = range(1)) -> list[list[int]]:
    """Who suits whom, when stop a is open 06-07 on Mondays and b and c as told."""
    stops = [
        stop("a", windows=windows("06:00-07:00", [0])),
        stop("b", windows=windows(b, b_days)),
        stop("c", windows=windows(c, [0])),
    ]
    numbers = week_numbers(problem(stops, spokes(MINUTES)))
    return nearest_first(numbers, numbers.metres[0], numbers.seconds[0]).tolist()


def test_without_a_wait_the_nearest_comes_first() -> None:
    """Where everybody is open at the same time only the way counts."""
    assert [[1, 2], [0, 2], [0, 1]] == order("06:00-07:00", "06:00-07:00")


def test_a_stop_open_much_later_comes_after_one_further_off() -> None:
    """A van that waits ten hours for its neighbour would rather drive five minutes more."""
    assert [2, 1] == order("17:00-18:00", "06:00-07:00")[0]


def test_the_day_that_suits_two_stops_best_counts() -> None:
    """Stop b may be visited on Tuesdays too, but stop a cannot: only their common Monday counts."""
    assert [2, 1] == order("17:00-18:00", "06:00-07:00", b_days=range(2))[0]


def test_stops_without_a_common_day_are_ordered_by_the_way() -> None:
    """They never meet on a run, but a week that swaps their days concerns both."""
    assert [1, 2] == order("17:00-18:00", "06:00-07:00", b_days=range(1, 2))[0]
