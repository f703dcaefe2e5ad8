"""Time the run to one stop only, the easiest of all to it, and say by how much it breaks each rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from routes.errors import Obstacle
from routes.fleet import Vehicle
from routes.patterns import collected_crates, delivered_crates
from routes.places import Stop, Window
from routes.problem import Problem
from routes.travel import Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A run to one stop only, with the least crates it can have that day."""

    vehicle: Vehicle
    window: Window
    arrival_s: int  # earliest
    crates: int  # the larger of delivered and collected
    shift_s: int
    return_s: int  # earliest
    latest_s: int  # when it must be back
    unbroken_s: int  # the longest span of work, or of driving, without a break

    @property
    def shortfalls(self) -> tuple[int, int, int, int, int]:
        """How far each rule is from being kept, 0 where it is."""
        rule = self.vehicle.break_rule
        return (
            max(0, self.unbroken_s - rule.after_s) if rule else 0,
            max(0, self.crates - self.vehicle.capacity_crates),
            max(0, self.arrival_s - self.window.closes_s),
            max(0, self.shift_s - self.vehicle.longest_shift_s),
            max(0, self.return_s - self.latest_s),
        )

    def obstacles(self, stop: Stop) -> Iterator[Obstacle]:
        """One obstacle for each rule that the trip breaks."""
        unbroken_s, crates, late_s, long_s, back_s = self.shortfalls
        if unbroken_s:
            yield self._no_moment_for_a_break(stop)
        if crates:
            yield self._too_many_crates(stop)
        if late_s:
            yield self._window_unreachable(stop, late_s)
        if long_s:
            yield self._shift_too_short(stop, long_s)
        if back_s and not late_s:
            yield self._back_too_late(stop, back_s)

    def _no_moment_for_a_break(self, stop: Stop) -> Obstacle:
        rule, vehicle = self.vehicle.break_rule, self.vehicle.name
        counts, after_s = (rule.counts, rule.after_s) if rule else ("work", 0)
        return Obstacle(
            rule="no_moment_for_a_break",
            sentence=f"A run to {stop.name} has at least {_minutes(self.unbroken_s)} minutes of {counts} without a"
            f" break, wherever it is; {after_s // 60} are allowed for {vehicle}.",
            remedy="Less time at the stop or a vehicle with another break rule would make it possible.",
            facts={"stop": stop.name, "vehicle": vehicle, "counts": counts,
                   "unbroken_min": _minutes(self.unbroken_s), "allowed_min": after_s // 60},
        )  # fmt: skip

    def _too_many_crates(self, stop: Stop) -> Obstacle:
        vehicle = self.vehicle
        return Obstacle(
            rule="load_exceeds_capacity",
            sentence=f"{stop.name} moves at least {self.crates} crates at a visit; {vehicle.name} holds"
            f" {vehicle.capacity_crates}.",
            remedy="More visits a week or a larger vehicle would make it possible.",
            facts={"stop": stop.name, "crates": self.crates, "vehicle": vehicle.name,
                   "capacity": vehicle.capacity_crates},
        )  # fmt: skip

    def _window_unreachable(self, stop: Stop, late_s: int) -> Obstacle:
        vehicle = self.vehicle
        closes, earliest = _clock(self.window.closes_s), _clock_up(self.arrival_s)
        leave = _clock(vehicle.earliest_departure_s - late_s)
        return Obstacle(
            rule="window_unreachable",
            sentence=f"{stop.name} cannot be reached before its window closes at {closes}; earliest {earliest}.",
            remedy=f"A window open until {earliest}, or {vehicle.name} leaving at {leave}, would make it"
            " possible.",
            facts={"stop": stop.name, "closes": closes, "earliest": earliest, "vehicle": vehicle.name,
                   "leave": leave},
        )  # fmt: skip

    def _shift_too_short(self, stop: Stop, long_s: int) -> Obstacle:
        vehicle = self.vehicle
        return Obstacle(
            rule="shift_too_short",
            sentence=f"A run to {stop.name} and back takes {_minutes(self.shift_s)} minutes; the longest shift of"
            f" {vehicle.name} is {_minutes(vehicle.longest_shift_s)}.",
            remedy=f"A shift {_minutes(long_s)} minutes longer would make it possible.",
            facts={"stop": stop.name, "needed_min": _minutes(self.shift_s), "vehicle": vehicle.name,
                   "shift_min": _minutes(vehicle.longest_shift_s), "longer_min": _minutes(long_s)},
        )  # fmt: skip

    def _back_too_late(self, stop: Stop, back_s: int) -> Obstacle:
        vehicle, back, latest = self.vehicle, _clock_up(self.return_s), _clock(self.latest_s)
        if self.latest_s < vehicle.latest_return_s:
            return Obstacle(
                rule="cutoff_too_early",
                sentence=f"A run to {stop.name} is back at {back} at the earliest; the hub's cut-off is {latest}.",
                remedy=f"A cut-off {_minutes(back_s)} minutes later, or an earlier window, would make it"
                " possible.",
                facts={"stop": stop.name, "earliest": back, "latest": latest, "later_min": _minutes(back_s)},
            )
        return Obstacle(
            rule="return_too_late",
            sentence=f"A run to {stop.name} is back at {back} at the earliest; {vehicle.name} must be back at"
            f" {latest}.",
            remedy=f"A return {_minutes(back_s)} minutes later, or an earlier window, would make it possible.",
            facts={"stop": stop.name, "earliest": back, "vehicle": vehicle.name, "latest": latest,
                   "later_min": _minutes(back_s)},
        )  # fmt: skip


class TripsFromHub:
    """The best trips from the hub of a problem, its ways looked up once."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._ways: dict[tuple[int, bool], tuple[dict[str, int], dict[str, int]]] = {}

    def best(self, vehicles: Iterable[Vehicle], stop: Stop, day: int, gap: int) -> Trip:
        """The trip that breaks the rules least; the first that breaks none, and the ways as they are, if any."""
        best: Trip | None = None
        for vehicle in vehicles:
            for quickest in (False, True):  # another stop may lie on a quicker, dearer way
                for trip in self._trips(vehicle, stop, day, gap, quickest=quickest):
                    if not any(trip.shortfalls):
                        return trip
                    if quickest and (best is None or trip.shortfalls < best.shortfalls):
                        best = trip
        if best is None:
            raise ValueError(f"no vehicle to time a trip to {stop.id} with")
        return best

    def _trips(self, vehicle: Vehicle, stop: Stop, day: int, gap: int, *, quickest: bool) -> Iterator[Trip]:
        """The trip without a break, with one before service and with one after."""
        window = stop.windows[day]
        if window is None:
            raise ValueError(f"{stop.id} takes no deliveries on weekday {day}")
        outs, homes = self._seconds(self._problem.ways(vehicle.id, day), quickest=quickest)
        out_s, home_s = outs[stop.place_id], homes[stop.place_id]
        delivered, collected = delivered_crates(stop, gap), collected_crates(stop, gap)
        service_s = stop.service_fixed_s + stop.service_per_crate_s * (delivered + collected)
        for before_s, after_s, unbroken_s in _breaks(vehicle, out_s, service_s, home_s):
            arrival_s = vehicle.earliest_departure_s + out_s + before_s
            yield Trip(
                vehicle=vehicle,
                window=window,
                arrival_s=arrival_s,
                crates=max(delivered, collected),
                shift_s=out_s + before_s + service_s + after_s + home_s,
                return_s=max(arrival_s, window.opens_s) + service_s + after_s + home_s,
                latest_s=self._problem.latest_return_s(vehicle),
                unbroken_s=unbroken_s,
            )

    def _seconds(self, ways: Travel, *, quickest: bool) -> tuple[dict[str, int], dict[str, int]]:
        """Seconds from the hub to each place and back."""
        key = (id(ways), quickest)
        if key not in self._ways:
            hub = ways.place_ids.index(self._problem.hub.place_id)
            outs, homes = ways.seconds[hub], ways.seconds[:, hub]
            if quickest:
                outs, homes = _quickest(outs, ways.seconds), _quickest(homes, ways.seconds.T)
            self._ways[key] = (
                dict(zip(ways.place_ids, outs.tolist(), strict=True)),
                dict(zip(ways.place_ids, homes.tolist(), strict=True)),
            )
        return self._ways[key]


def _quickest(outs: NDArray[np.int64], seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Least seconds from the hub by any detour, shape (n,) (Bellman 1958)."""
    while True:
        quicker: NDArray[np.int64] = np.minimum(outs, (outs[:, None] + seconds).min(axis=0))
        if (quicker == outs).all():
            return outs
        outs = quicker


def _breaks(vehicle: Vehicle, out_s: int, service_s: int, home_s: int) -> Iterator[tuple[int, int, int]]:
    """Seconds of rest before service and after it, and the longest span without one that this leaves at best."""
    rule = vehicle.break_rule
    if rule is None or rule.counts == "work":
        whole_s, first_s, last_s = out_s + service_s + home_s, out_s + service_s, service_s + home_s
    else:
        whole_s, first_s, last_s = out_s + home_s, out_s, home_s
    yield 0, 0, whole_s
    if rule:
        half_s = -(-whole_s // 2)
        yield rule.length_s, 0, max(half_s, last_s)
        yield 0, rule.length_s, max(half_s, first_s)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _clock_up(seconds: int) -> str:
    return _clock(-(-seconds // 60) * 60)


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)
