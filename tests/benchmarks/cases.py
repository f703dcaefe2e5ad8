"""State a published instance in the unit of its best known value, whatever file it came from.

Place 0 is the depot, places 1 to n the customers. Distances, times and windows are floats in the file's own unit
(or in the unit its best known values are told in); loads are whole numbers after one scaling. What the engine and
the peers read is made from this by `tests.benchmarks.numbers_of` and by each peer.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Routes = tuple[tuple[tuple[int, ...], ...], ...]  # per day, per run: the customers in order

FINEST = 10_000  # whole steps per unit for real-valued distances and times
ROOM = 2**29  # labels are int32: what a run adds up stays far below


class CannotState(Exception):
    """The file is not an instance of our problem, or not one that can be read for certain."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """One instance: what `Numbers` says of a week, before any scaling of distances and times."""

    name: str
    kind: str  # CVRP, VRPSPD, VRPTW, VRPSPDTW or PVRP
    distance: Floats  # shape (n + 1, n + 1), row = from
    travel: Floats  # shape (n + 1, n + 1), in the unit of the windows
    capacity: tuple[int, ...]  # per day
    longest: tuple[float, ...]  # per day: longest duration of a run, service included; inf for none
    vehicles: int | None  # runs per day at most; None for any number
    opens: Floats  # shape (n + 1,)
    closes: Floats  # shape (n + 1,), inf for never; of the depot: latest return
    service: Floats  # shape (n + 1,), 0 at the depot
    delivered: Ints  # shape (n + 1,), per visit
    collected: Ints  # shape (n + 1,), per visit
    patterns: tuple[tuple[tuple[int, ...], ...], ...]  # per customer: the sets of days that are allowed
    load_scale: int = 1  # the file's loads times this are `delivered`, `collected` and `capacity`
    vehicles_first: bool = False  # fewest vehicles first, then distance

    def __post_init__(self) -> None:
        places = len(self.distance)
        arrays: tuple[NDArray[Any], ...] = (
            self.opens, self.closes, self.service, self.delivered, self.collected,
        )  # fmt: skip
        if self.distance.shape != (places, places) or self.travel.shape != (places, places):
            raise CannotState(f"{self.name}: the distances are not a square of {places} places")
        if any(each.shape != (places,) for each in arrays) or len(self.patterns) != places - 1:
            raise CannotState(
                f"{self.name}: not every place has a window, a service time, loads and patterns"
            )
        if len(self.capacity) != len(self.longest) or not self.capacity:
            raise CannotState(f"{self.name}: not every day has a capacity and a longest duration")
        numbers = (self.distance, self.travel, *arrays)
        if any((each < 0).any() or np.isnan(each).any() for each in numbers):
            raise CannotState(f"{self.name}: distances, times and loads are never negative")
        days = set(range(self.days))
        if any(not allowed or not all(p and set(p) <= days for p in allowed) for allowed in self.patterns):
            raise CannotState(f"{self.name}: every customer needs a pattern of days from 1 to {self.days}")
        heaviest = np.maximum(self.delivered, self.collected)
        if places > 1 and (worst := int(heaviest[1:].argmax()) + 1) and heaviest[worst] > max(self.capacity):
            raise CannotState(f"{self.name}: customer {worst} moves more than any vehicle carries")

    @property
    def days(self) -> int:
        """How many days the runs are spread over."""
        return len(self.capacity)

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return len(self.patterns)

    @property
    def visits(self) -> int:
        """The fewest visits that serve everyone."""
        return sum(min(len(p) for p in allowed) for allowed in self.patterns)

    @cached_property
    def horizon(self) -> float:
        """No run that starts when it must and never idles without need ends later than this."""
        work = float(self.service.sum() + self.travel.max(axis=1).sum())
        last_opening = float(self.opens.max())
        return min(float(self.closes[0]), last_opening + min(max(self.longest), work))

    @cached_property
    def has_windows(self) -> bool:
        """Whether any window can forbid anything."""
        work = float(self.service.sum() + self.travel.max(axis=1).sum())
        return bool(self.opens.any()) or bool((self.closes < min(max(self.longest), work)).any())

    @cached_property
    def has_times(self) -> bool:
        """Whether windows or durations can forbid anything."""
        work = float(self.service.sum() + self.travel.max(axis=1).sum())
        return self.has_windows or min(self.longest) < work

    @cached_property
    def distance_scale(self) -> int:
        """Whole steps per unit of distance in what the solvers read."""
        there_and_back = float((self.distance[0] + self.distance[:, 0]).sum()) * self.days
        return _scale(self.distance, there_and_back)

    @cached_property
    def time_scale(self) -> int:
        """Whole steps per unit of time in what the solvers read; 0 when times forbid nothing."""
        if not self.has_times:
            return 0
        finite = (self.opens, self.closes[np.isfinite(self.closes)], self.service)
        ends = [each for each in self.longest if np.isfinite(each)]
        return _scale(np.concatenate([self.travel.ravel(), *finite, ends]), self.horizon)

    @cached_property
    def steps(self) -> Ints:
        """The distances in whole steps, to the nearest."""
        return np.rint(self.distance * self.distance_scale).astype(np.int64)

    def ticks(self, times: Floats | float, *, up: bool = False) -> Ints:
        """Times in whole steps, rounded down, or up: what fits in these fits in the file's own times."""
        possible = np.minimum(times, self.horizon + 1)  # a leg that is longer is as impossible
        scaled = np.asarray(possible * self.time_scale, dtype=np.float64)
        near = np.rint(scaled)
        whole = np.where(np.abs(scaled - near) < 1e-6, near, np.ceil(scaled) if up else np.floor(scaled))
        return np.asarray(whole, dtype=np.int64)


def _scale(numbers: Floats, largest_sum: float) -> int:
    """The coarsest power of ten that makes all numbers whole, as far as sums leave room for it."""
    scale = 1
    while scale < FINEST and largest_sum * scale * 10 < ROOM and not _all_whole(numbers * scale):
        scale *= 10
    return scale


def _all_whole(numbers: Floats) -> bool:
    return bool((np.abs(numbers - np.rint(numbers)) < 1e-6).all())
