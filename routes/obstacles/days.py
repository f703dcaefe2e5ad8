"""Find out whether some choice of days serves a stop alone, and what is in the way where none does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from routes.errors import Obstacle
from routes.obstacles.trips import Trip, TripsFromHub
from routes.patterns import Pattern, allowed_patterns, gap_days
from routes.places import Stop
from routes.problem import Problem

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def obstacles_of(problem: Problem, stop: Stop, trips: TripsFromHub) -> Iterator[Obstacle]:
    """What keeps every pattern of a stop from being driven: of the pattern that is nearest to it."""
    closed = sorted(day for day in stop.fixed_weekdays if stop.windows[day] is None)
    if closed:
        yield from (_fixed_day_closed(stop, day) for day in closed)
        return
    patterns = allowed_patterns(stop)
    if not patterns:
        yield _no_pattern(stop)
        return
    nearest: _Hindrances | None = None
    for pattern in patterns:
        found = _hindrances(problem, stop, pattern, trips)
        if nearest is None or found.severity < nearest.severity:
            nearest = found
        if not any(nearest.severity):
            return
    if nearest:
        yield from nearest.obstacles(problem, stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hindrances:
    """What hinders a pattern: why nobody drives on some of its days, and each other day's best trip."""

    idle: tuple[str, ...]  # the rule that keeps the vehicles at home, for each day that has none
    trips: tuple[Trip, ...]

    @property
    def severity(self) -> tuple[int, int]:
        """Days that nobody drives, and by how much the trips of the others break rules; (0, 0) for nothing."""
        return len(self.idle), sum(sum(trip.shortfalls) for trip in self.trips)

    def obstacles(self, problem: Problem, stop: Stop) -> Iterator[Obstacle]:
        """One obstacle for each rule that some day breaks."""
        yield from (_idle_day(problem, stop, rule) for rule in sorted(set(self.idle)))
        told: set[str] = set()
        for trip in self.trips:
            for obstacle in trip.obstacles(stop):
                if obstacle.rule not in told:
                    told.add(obstacle.rule)
                    yield obstacle


def _hindrances(problem: Problem, stop: Stop, pattern: Pattern, trips: TripsFromHub) -> _Hindrances:
    idle, best = [], []
    for day in pattern:
        allowed = [
            vehicle
            for vehicle in problem.vehicles
            if problem.drives_on(vehicle, day)
            and (stop.vehicle_ids is None or vehicle.id in stop.vehicle_ids)
        ]
        if allowed:
            best.append(trips.best(allowed, stop, day, gap_days(pattern, day)))
        else:
            idle.append(_why_idle(problem, day))
    return _Hindrances(idle=tuple(idle), trips=tuple(best))


def _why_idle(problem: Problem, day: int) -> str:
    if day not in problem.hub.weekdays:
        return "hub_closed_that_day"
    if problem.most_runs.get(day, 1) == 0:
        return "no_runs_that_day"
    if any(day in vehicle.weekdays for vehicle in problem.vehicles):
        return "no_allowed_vehicle"
    return "no_vehicle_that_day"


def _idle_day(problem: Problem, stop: Stop, rule: str) -> Obstacle:
    hub, name = problem.hub.name, stop.name
    if rule == "hub_closed_that_day":
        return Obstacle(
            rule="hub_closed_that_day",
            sentence=f"{hub} is not staffed on some day on which {name} must be visited.",
            remedy="Staff it on more days, or open other delivery days.",
            facts={"stop": name, "hub": hub},
        )
    if rule == "no_runs_that_day":
        return Obstacle(
            rule="no_runs_that_day",
            sentence=f"No run is allowed on some day on which {name} must be visited.",
            remedy="Allow a run on more of its delivery days.",
            facts={"stop": name},
        )
    if rule == "no_allowed_vehicle":
        return Obstacle(
            rule="no_allowed_vehicle",
            sentence=f"No vehicle that may serve {name} is in service on some day on which it must be visited.",
            remedy="Let more vehicles serve it, or put one of those that may in service on more days.",
            facts={"stop": name},
        )
    return Obstacle(
        rule="no_vehicle_that_day",
        sentence=f"No vehicle is in service on some day on which {name} must be visited.",
        remedy="Put a vehicle in service on more of its delivery days.",
        facts={"stop": name},
    )


def _fixed_day_closed(stop: Stop, day: int) -> Obstacle:
    return Obstacle(
        rule="fixed_day_closed",
        sentence=f"{stop.name} is always to be visited on {DAYS[day]}, but takes no deliveries then.",
        remedy="Open that day for deliveries, or fix another one.",
        facts={"stop": stop.name, "weekday": day},
    )


def _no_pattern(stop: Stop) -> Obstacle:
    if stop.fixed_weekdays and allowed_patterns(replace(stop, fixed_weekdays=frozenset())):
        return Obstacle(
            rule="fixed_days_clash",
            sentence=f"{stop.name} has {len(stop.fixed_weekdays)} fixed days, and no choice of"
            f" {stop.visits_fewest} to {stop.visits_most} visits holds them with days between and at most"
            f" {stop.longest_gap_days} service days from visit to visit.",
            remedy="Change the fixed days, allow a longer gap or another number of visits.",
            facts={
                "stop": stop.name,
                "fixed_days": len(stop.fixed_weekdays),
                "fewest": stop.visits_fewest,
                "most": stop.visits_most,
                "longest": stop.longest_gap_days,
            },
        )
    open_days = sum(window is not None for window in stop.windows)
    return Obstacle(
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
