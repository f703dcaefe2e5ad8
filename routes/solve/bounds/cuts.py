"""State the cuts: what every choice of whole runs keeps and mixtures of fractions break.

A capacity cut says how many runs must enter a set of stops (Laporte & Nobert 1983): with simultaneous deliveries
and collections as many as the larger of the two needs. It charges legs, so that pricing does not become harder.

A subset-row cut over three stops says that at most one run serves two of them or more (Jepsen et al. 2008). In
its limited-memory form (Pecin et al. 2017) a run counts for the cut only while it stays among some stops, the
memory of the cut: weaker, but most labels need not know of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routes.solve.inputs import Bools, Ints

Floats = NDArray[np.float64]

HUB = -1  # in arrays of stops: the hub, and what follows the end of a run


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityCut:
    """At least `runs` runs of `days` together enter the set of stops; at most so many where a week is parted."""

    days: frozenset[int]
    stops: frozenset[int]
    runs: int
    is_most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsetCut:
    """At most `runs` runs of `days` together serve two of three stops without leaving the memory between."""

    days: frozenset[int]
    stops: frozenset[int]
    memory: frozenset[int]  # the stops among them
    runs: int = 1


Cut = CapacityCut | SubsetCut


def is_least(cut: Cut) -> bool:
    """Whether a cut asks for at least its runs."""
    return isinstance(cut, CapacityCut) and not cut.is_most


def coefficients(cut: Cut, days: Ints, routes: Ints) -> Ints:
    """How often each route counts for a cut.

    `days` has shape (routes,); `routes`, shape (routes, longest + 2), the stops in order between HUB and HUB.
    """
    size = 2 + int(routes.max(initial=0))
    size = max(size, 2 + max(cut.stops | getattr(cut, "memory", frozenset())))
    counts = _entries(cut, routes, size) if isinstance(cut, CapacityCut) else _pairs(cut, routes, size)
    return np.asarray(counts * np.isin(days, list(cut.days)))


def marks(stops: Iterable[int], size: int) -> Bools:
    """Whether a stop is among `stops`; the last entry is the hub's."""
    marked = np.zeros(size, dtype=np.bool_)
    marked[list(stops)] = True
    return marked


def _entries(cut: CapacityCut, routes: Ints, size: int) -> NDArray[np.int64]:
    inside = marks(cut.stops, size)[routes]
    return np.asarray((inside[:, 1:] & ~inside[:, :-1]).sum(axis=1))


def _pairs(cut: SubsetCut, routes: Ints, size: int) -> NDArray[np.int64]:
    counted, kept = marks(cut.stops, size)[routes], marks(cut.memory, size)[routes]
    odd = np.zeros(len(routes), dtype=np.bool_)
    pairs = np.zeros(len(routes), dtype=np.int64)
    for at in range(1, routes.shape[1]):
        odd &= kept[:, at]
        pairs += odd & counted[:, at]
        odd ^= counted[:, at]
    return pairs


def padded(routes: Sequence[tuple[int, ...]]) -> Ints:
    """Routes as the array that `coefficients` reads."""
    longest = max(map(len, routes), default=0)
    array = np.full((len(routes), longest + 2), HUB, dtype=np.int64)
    for row, route in zip(array, routes, strict=True):
        row[1 : 1 + len(route)] = route
    return array
