"""Solomon's and Wang and Chen's tables are read with their own conventions."""

import pytest

from tests.benchmarks.cases import CannotState
from tests.benchmarks.reader_solomon import read_solomon
from tests.benchmarks.tiny import SOLOMON, WANG_CHEN


def test_distances_are_truncated_to_one_decimal() -> None:
    case = read_solomon("tiny", SOLOMON)
    assert [0.0, 1.4, 5.0] == case.distance[0].tolist()
    assert ("VRPTW", False, None, (200,)) == (case.kind, case.vehicles_first, case.vehicles, case.capacity)
    assert ([0, 20, 0], [100, 30, 90], [0, 5, 5]) == (
        case.opens.tolist(), case.closes.tolist(), case.service.tolist(),
    )  # fmt: skip
    assert [0, 10, 20] == case.delivered.tolist()


def test_both_loads_make_distances_exact_and_vehicles_first() -> None:
    case = read_solomon("tiny", WANG_CHEN)
    assert ([0, 10, 20], [0, 30, 7]) == (case.delivered.tolist(), case.collected.tolist())
    assert ("VRPSPDTW", True, 2**0.5, (200,)) == (
        case.kind, case.vehicles_first, case.distance[0, 1], case.capacity,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("    2      3 ", "    7      3 ", "in order"),
        ("         90          5", "         90          5  0  3", "pairs|columns"),
        ("  25         200\n", "", "capacity|vehicles"),
        ("    0      0          0          0 ", "    0      0          0          5 ", "depot"),
    ],
)
def test_other_tables_are_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(CannotState, match=why):
        read_solomon("tiny", SOLOMON.replace(old, new))


def test_rows_that_pair_pickups_with_deliveries_are_refused() -> None:
    """Li and Lim's rows have two more columns: where the load comes from and goes to."""
    paired = "\n".join(line + ("  0  1" if len(line.split()) == 7 and line.split()[0].isdigit() else "")
                       for line in SOLOMON.splitlines())  # fmt: skip
    with pytest.raises(CannotState, match="pairs pickups"):
        read_solomon("tiny", paired)
