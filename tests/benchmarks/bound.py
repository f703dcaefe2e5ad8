"""Say what a lower bound is, in the unit of the best known values."""

from dataclasses import dataclass

from tests.benchmarks.cases import Routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A proven lower bound; None: nothing was proven.

    Where fewest vehicles come first, it bounds the distance with the fewest vehicles that may be possible.
    """

    value: float | None = None
    root: float | None = None  # before any cuts
    vehicles: int | None = None  # no solution has fewer, if they come first
    is_optimal: bool = False  # the cheapest solution known costs no more
    seconds: float | None = None
    solution: Routes | None = None  # found on the way, if cheaper than what was known
    note: str = ""
