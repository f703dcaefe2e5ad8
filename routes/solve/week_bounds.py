"""Prepare what bounds the branches of a search over patterns: tables of days, and prices of visits.

They count the least crates that each visit may move, take a moment, and are enough where the crates of a visit
hardly vary. The prices of visits make whole days bound the week as well as they can.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from routes.solve.inputs import NEVER, Ints
from routes.solve.multipliers import Choosing, price_visits
from routes.solve.week_tables import WeekDay


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WeekBounds:
    """What bounds the branches of a search."""

    floors: list[tuple[Ints, ...]]  # for each weekday, as in WeekDay
    choosing: Choosing
    visits: Ints  # prices of visits, shape (n, days)
    bound: int  # NEVER where no week can be


def bound_by_least_crates(
    days: Sequence[WeekDay], choosing: Choosing, cost: int, begin: Ints | None
) -> WeekBounds:
    """Bounds from the tables as they are, where some week is known to cost `cost`."""
    floors = [day.floors for day in days]
    priced = price_visits(choosing, [f[0] for f in floors], cost=cost, begin=begin)
    return WeekBounds(floors=floors, choosing=choosing, visits=priced.visits, bound=min(priced.bound, NEVER))
