"""Name the stops and rules that make every plan impossible, and what would make one possible."""

from collections.abc import Iterator
from dataclasses import dataclass

from routes.errors import Obstacle
from routes.fleet import Vehicle
from routes.patterns import Pattern, allowed_patterns, collected_crates, delivered_crates, gap_days
from routes.places import Stop, Window
from routes.problem import Problem
from routes.travel import quickest_seconds

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def find_obstacles(problem: Problem) -> tuple[Obstacle, ...]:
    """What no plan can do for a single stop, whatever else it does; empty where every stop can be served alone."""
    if not any(vehicle.weekdays for vehicle in problem.vehicles):
        return (
            Obstacle(
                rule="no_vehicle",
                sentence="No vehicle is in service on any day.",
                remedy="Put at least one vehicle in service.",
            ),
        )
    return tuple(obstacle for stop in problem.stops for obstacle in _obstacles_of(problem, stop))


def no_week(problem: Problem) -> Obstacle:
    """Every choice of days and routes was tried, and none serves all stops."""
    return Obstacle(
        rule="no_week",
        sentence=f"No choice of days and runs serves all {len(problem.stops)} stops, though each alone can be"
        " served.",
        remedy="More vehicles, longer shifts, wider windows or fewer visits may make it possible.",
        facts={"stops": len(problem.stops)},
    )


def no_plan_found(problem: Problem, unserved: tuple[int, ...], seconds: int) -> Obstacle:
    """A search ended with some stops left out, which proves nothing."""
    names = ", ".join(problem.stops[i].name for i in unserved)
    return Obstacle(
        rule="no_plan_found",
        sentence=f"No week plan was found in {seconds} s: the best one left out {names}. That does not prove that"
        " there is none.",
        remedy="Try again with more time; or give more vehicles, longer shifts, wider windows or fewer visits.",
        facts={"stops": names, "seconds": seconds},
    )


def too_few_vehicles(problem: Problem, unserved: tuple[int, ...], more: int | None) -> Obstacle:
    """The vehicles cannot serve all stops, though each alone; at least `more` of each kind are needed."""
    names = ", ".join(problem.stops[i].name for i in unserved)
    remedy = (
        "More vehicles alone would not help: lengthen shifts or windows, or ask for fewer visits."
        if more is None
        else f"At least {more} more of each kind of vehicle is needed, or longer shifts, larger vehicles or fewer"
        " visits."
    )
    return Obstacle(
        rule="too_few_vehicles",
        sentence=f"The vehicles cannot serve {names} in one week together with the others.",
        remedy=remedy,
        facts={"stops": names, "more": more or 0},
    )


def _obstacles_of(problem: Problem, stop: Stop) -> Iterator[Obstacle]:
    patterns = allowed_patterns(stop)
    if not patterns:
        open_days = sum(window is not None for window in stop.windows)
        yield Obstacle(
            rule="no_pattern",
            sentence=f"{stop.name} has {open_days} delivery days a week, and no choice of {stop.visits_fewest} to"
            f" {stop.visits_most} of them has days between and at most {stop.longest_gap_days} service days"
            " from visit to visit.",
            remedy="Open more days for deliveries, allow a longer gap or ask for fewer visits.",
            facts={
                "stop": stop.name,
                "open_days": open_days,
                "fewest": stop.visits_fewest,
                "most": stop.visits_most,
                "longest": stop.longest_gap_days,
            },
        )
        return
    yield from min((_hindrances(problem, stop, pattern) for pattern in patterns), key=_severity).obstacles(
        stop
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hindrances:
    """What hinders a pattern: days without a vehicle, and each other day's best trip."""

    idle_days: int
    trips: tuple["_Trip", ...]

    def obstacles(self, stop: Stop) -> Iterator[Obstacle]:
        """One obstacle for each rule that some day breaks."""
        if self.idle_days:
            yield Obstacle(
                rule="no_vehicle_that_day",
                sentence=f"No vehicle is in service on some day on which {stop.name} must be visited.",
                remedy="Put a vehicle in service on more of its delivery days.",
                facts={"stop": stop.name},
            )
        told: set[str] = set()
        for trip in self.trips:
            for obstacle in trip.obstacles(stop):
                if obstacle.rule not in told:
                    told.add(obstacle.rule)
                    yield obstacle


def _hindrances(problem: Problem, stop: Stop, pattern: Pattern) -> _Hindrances:
    trips = [
        min(
            (_trip(problem, vehicle, stop, day, gap_days(pattern, day)) for vehicle in on_duty),
            key=lambda trip: trip.shortfalls,
        )
        for day in pattern
        if (on_duty := [vehicle for vehicle in problem.vehicles if day in vehicle.weekdays])
    ]
    return _Hindrances(idle_days=len(pattern) - len(trips), trips=tuple(trips))


def _severity(hindrances: _Hindrances) -> tuple[int, int]:
    return hindrances.idle_days, sum(sum(trip.shortfalls) for trip in hindrances.trips)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trip:
    """A run to one stop only, with the least crates it can have that day: by how much it breaks each rule."""

    vehicle: Vehicle
    window: Window
    arrival_s: int  # earliest
    crates: int  # the larger of delivered and collected
    shift_s: int
    return_s: int  # earliest

    @property
    def shortfalls(self) -> tuple[int, int, int, int]:
        """How far each rule is from being kept, 0 where it is."""
        return (
            max(0, self.crates - self.vehicle.capacity_crates),
            max(0, self.arrival_s - self.window.closes_s),
            max(0, self.shift_s - self.vehicle.longest_shift_s),
            max(0, self.return_s - self.vehicle.latest_return_s),
        )

    def obstacles(self, stop: Stop) -> Iterator[Obstacle]:
        """One obstacle for each rule that the trip breaks."""
        crates, late_s, long_s, back_s = self.shortfalls
        name, vehicle = stop.name, self.vehicle
        if crates:
            yield Obstacle(
                rule="load_exceeds_capacity",
                sentence=f"{name} moves at least {self.crates} crates at a visit; {vehicle.name} holds"
                f" {vehicle.capacity_crates}.",
                remedy="More visits a week or a larger vehicle would make it possible.",
                facts={"stop": name, "crates": self.crates, "vehicle": vehicle.name,
                       "capacity": vehicle.capacity_crates},
            )  # fmt: skip
        if late_s:
            closes, earliest = _clock(self.window.closes_s), _clock_up(self.arrival_s)
            leave = _clock(vehicle.earliest_departure_s - late_s)
            yield Obstacle(
                rule="window_unreachable",
                sentence=f"{name} cannot be reached before its window closes at {closes}; earliest {earliest}.",
                remedy=f"A window open until {earliest}, or {vehicle.name} leaving at {leave}, would make it"
                " possible.",
                facts={"stop": name, "closes": closes, "earliest": earliest, "vehicle": vehicle.name,
                       "leave": leave},
            )  # fmt: skip
        if long_s:
            yield Obstacle(
                rule="shift_too_short",
                sentence=f"A run to {name} and back takes {_minutes(self.shift_s)} minutes; the longest shift of"
                f" {vehicle.name} is {_minutes(vehicle.longest_shift_s)}.",
                remedy=f"A shift {_minutes(long_s)} minutes longer would make it possible.",
                facts={"stop": name, "needed_min": _minutes(self.shift_s), "vehicle": vehicle.name,
                       "shift_min": _minutes(vehicle.longest_shift_s), "longer_min": _minutes(long_s)},
            )  # fmt: skip
        if back_s and not late_s:
            yield Obstacle(
                rule="return_too_late",
                sentence=f"A run to {name} is back at {_clock_up(self.return_s)} at the earliest; {vehicle.name}"
                f" must be back at {_clock(vehicle.latest_return_s)}.",
                remedy=f"A return {_minutes(back_s)} minutes later, or an earlier window, would make it possible.",
                facts={"stop": name, "earliest": _clock_up(self.return_s), "vehicle": vehicle.name,
                       "latest": _clock(vehicle.latest_return_s), "later_min": _minutes(back_s)},
            )  # fmt: skip


def _trip(problem: Problem, vehicle: Vehicle, stop: Stop, day: int, gap: int) -> _Trip:
    window = stop.windows[day]
    if window is None:
        raise ValueError(f"{stop.id} takes no deliveries on weekday {day}")
    travel = problem.travel[vehicle.id]
    hub, there = travel.place_ids.index(problem.hub.place_id), travel.place_ids.index(stop.place_id)
    quickest = quickest_seconds(travel.seconds)  # another stop may lie on a quicker, dearer way
    out_s, home_s = int(quickest[hub, there]), int(quickest[there, hub])
    delivered, collected = delivered_crates(stop, gap), collected_crates(stop, gap)
    service_s = stop.service_fixed_s + stop.service_per_crate_s * (delivered + collected)
    shift_s = out_s + service_s + home_s
    rule, resting_s = vehicle.break_rule, 0
    if rule and (shift_s if rule.counts == "work" else out_s + home_s) > rule.after_s:
        resting_s = rule.length_s
    arrival_s = vehicle.earliest_departure_s + out_s
    return _Trip(
        vehicle=vehicle,
        window=window,
        arrival_s=arrival_s,
        crates=max(delivered, collected),
        shift_s=shift_s + resting_s,
        return_s=max(arrival_s, window.opens_s) + service_s + home_s,
    )


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _clock_up(seconds: int) -> str:
    return _clock(-(-seconds // 60) * 60)


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)
