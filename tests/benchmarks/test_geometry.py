"""Distances are rounded as the file says, exactly."""

import numpy as np
import pytest

from tests.benchmarks.cases import CannotState
from tests.benchmarks.geometry import distances, matrix


@pytest.mark.parametrize(
    ("kind", "scale", "expected"),
    [
        ("EUC_2D", 1, 3.0),  # the root of 8 is 2.828...
        ("FLOOR_2D", 1, 2.0),
        ("CEIL_2D", 1, 3.0),
        ("FLOOR_2D", 10, 2.8),
        ("CEIL_2D", 10, 2.9),
        ("EUC_2D", 10, 2.8),
        ("EXACT_2D", 1, 8**0.5),
    ],
)
def test_rounding_follows_the_kind(kind: str, scale: int, expected: float) -> None:
    assert expected == distances(np.array([[0.0, 0.0], [2.0, 2.0]]), kind, scale=scale)[0, 1]


def test_whole_distances_stay_whole_whatever_the_rounding() -> None:
    """Truncation of a float that is a hair too small would lose a whole step."""
    for n in range(1, 200):
        places = np.array([[0.0, 0.0], [3.0 * n, 4.0 * n]])
        for kind in ("EUC_2D", "FLOOR_2D", "CEIL_2D", "EXACT_2D"):
            assert 5.0 * n == distances(places, kind, scale=10)[0, 1]


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(CannotState, match="GEO"):
        distances(np.zeros((2, 2)), "GEO")


@pytest.mark.parametrize(
    ("layout", "weights"),
    [
        ("FULL_MATRIX", [0, 1, 2, 1, 0, 3, 2, 3, 0]),
        ("LOWER_ROW", [1, 2, 3]),
        ("UPPER_ROW", [1, 2, 3]),
        ("LOWER_COL", [1, 2, 3]),
        ("UPPER_COL", [1, 2, 3]),
        ("LOWER_DIAG_ROW", [0, 1, 0, 2, 3, 0]),
        ("UPPER_DIAG_ROW", [0, 1, 2, 0, 3, 0]),
        ("LOWER_DIAG_COL", [0, 1, 2, 0, 3, 0]),
        ("UPPER_DIAG_COL", [0, 1, 0, 2, 3, 0]),
    ],
)
def test_every_layout_gives_the_same_matrix(layout: str, weights: list[int]) -> None:
    """0-1 is 1 long, 0-2 is 2 and 1-2 is 3; three places list them alike in either half."""
    assert [[0, 1, 2], [1, 0, 3], [2, 3, 0]] == matrix(weights, 3, layout).tolist()


def test_layouts_differ_with_four_places() -> None:
    """Rows of the lower half: 10, 20 21, 30 31 32; rows of the upper half: 01 02 03, 12 13, 23."""
    assert [1, 2, 4] == matrix([1, 2, 3, 4, 5, 6], 4, "LOWER_ROW")[0, 1:].tolist()
    assert [1, 2, 3] == matrix([1, 2, 3, 4, 5, 6], 4, "UPPER_ROW")[0, 1:].tolist()


@pytest.mark.parametrize("layout", ["FULL_MATRIX", "LOWER_ROW", "FUNCTION", ""])
def test_too_few_weights_or_an_unknown_layout_is_refused(layout: str) -> None:
    with pytest.raises(CannotState):
        matrix([1, 2], 3, layout)
