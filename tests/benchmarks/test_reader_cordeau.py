"""Cordeau's periodic format: days, patterns, limits."""

from math import inf

import pytest

from tests.benchmarks.cases import CannotState
from tests.benchmarks.reader_cordeau import read_cordeau
from tests.benchmarks.tiny import PERIODIC


def test_patterns_begin_with_the_highest_bit() -> None:
    case = read_cordeau("tiny", PERIODIC)
    assert (((0,), (1,)), ((0, 1),), ((0,), (1,))) == case.patterns
    assert ((50.0, inf), (10, 8), 2) == (case.longest, case.capacity, case.vehicles)
    assert ("PVRP", [0, 5, 3, 8], [0, 2, 2, 0]) == (case.kind, case.delivered.tolist(), case.service.tolist())
    assert [0, 5, 5, 10] == case.distance[0].tolist()


def test_first_of_five_days_is_sixteen() -> None:
    case = read_cordeau("tiny", "1 1 1 5\n" + "0 9\n" * 5 + "0 0 0 0 0 0 0\n1 3 4 0 5 2 2 17 10\n")
    assert (((0, 4), (1, 3)),) == case.patterns


def test_windows_follow_the_patterns_in_timed_types() -> None:
    timed = "5 1 1 1\n0 9\n0 0 0 0 0 0 0 0 100\n1 3 4 0 5 1 1 1 7 9\n"
    case = read_cordeau("tiny", timed)
    assert ([0, 7], [100, 9]) == (case.opens.tolist(), case.closes.tolist())


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("1 2 3 2\n", "2 2 3 2\n", "several depots"),
        ("1 2 3 2\n", "3 2 3 2\n", "only some customers"),
        ("1 2 3 2\n", "1 2 4 2\n", "listed"),
        (" 2 0 5 2 3 2 1 3\n", " 2 0 5 2 3 2 1 4\n", "patterns"),  # a third day
        (" 2 0 5 2 3 2 1 3\n", " 2 0 5 2 3 1 1 3\n", "patterns"),  # two days, one visit
        (" 2 0 5 2 3 2 1 3\n", " 2 0 5 2 3 2 2 3\n", "patterns"),  # two patterns, one listed
        (" 2 0 5 2 3 2 1 3\n", " 2 0 5 2 3 2 1 3 7 9\n", "after its patterns"),
        (" 2 0 5 2 3 2 1 3\n", " 5 0 5 2 3 2 1 3\n", "in order"),
    ],
)
def test_what_does_not_add_up_is_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(CannotState, match=why):
        read_cordeau("tiny", PERIODIC.replace(old, new))
