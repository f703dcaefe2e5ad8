"""Turn coordinates or listed weights into a distance matrix, with the rounding that the file states.

Source: Reinelt 1995 (TSPLIB 95) for EUC_2D, CEIL_2D and the matrix formats; EXACT_2D, FLOOR_2D and SCALE are
LKH-3's (Helsgaun 2017); one decimal, truncated, is the convention of the 12th DIMACS challenge (2022).
"""

from collections.abc import Sequence

import numpy as np

from tests.benchmarks.cases import CannotState, Floats

ROUNDINGS = ("EUC_2D", "EXACT_2D", "CEIL_2D", "FLOOR_2D")


def distances(coordinates: Floats, rounding: str, *, scale: int = 1) -> Floats:
    """Euclidean distances, shape (n + 1, n + 1); rounded to 1 / `scale` unless they are exact.

    Squares of whole coordinates are exact and so is the rounding of their root: nothing is off by one.
    """
    square = ((coordinates[:, None, :] - coordinates[None, :, :]) ** 2).sum(axis=2)
    root = np.sqrt(square * scale**2)
    match rounding:
        case "EXACT_2D":
            return np.asarray(np.sqrt(square))
        case "EUC_2D":
            return np.asarray(np.floor(root + 0.5) / scale)
        case "CEIL_2D":
            return np.asarray(np.ceil(root) / scale)
        case "FLOOR_2D":
            return np.asarray(np.floor(root) / scale)
    raise CannotState(
        f"distances of the kind {rounding} are not read; {', '.join(ROUNDINGS)} and EXPLICIT are"
    )


def matrix(weights: Sequence[float], places: int, layout: str) -> Floats:
    """The matrix that `weights` lists in this EDGE_WEIGHT_FORMAT."""
    if layout == "FULL_MATRIX":
        _count(weights, places * places, layout)
        return np.array(weights, dtype=np.float64).reshape(places, places)
    parts = layout.split("_")
    if parts[0] not in ("LOWER", "UPPER") or parts[1:] not in (
        ["ROW"],
        ["COL"],
        ["DIAG", "ROW"],
        ["DIAG", "COL"],
    ):
        raise CannotState(f"weights in the format {layout} are not read")
    off = 0 if "DIAG" in parts else 1
    lower = (parts[0] == "LOWER") == (parts[-1] == "ROW")  # columns of the lower half are rows of the upper
    rows, columns = np.tril_indices(places, -off) if lower else np.triu_indices(places, off)
    _count(weights, len(rows), layout)
    half = np.zeros((places, places))
    half[rows, columns] = half[columns, rows] = weights
    return half


def _count(weights: Sequence[float], expected: int, layout: str) -> None:
    if len(weights) != expected:
        raise CannotState(f"{layout} needs {expected} weights, the file lists {len(weights)}")
