"""Put together what a week plan must respect: the hub, the stops, the vehicles and the ways between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routes.fleet import Vehicle
from routes.places import WEEKDAYS, Hub, Stop
from routes.travel import Travel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """One week to plan."""

    hub: Hub
    stops: tuple[Stop, ...]
    vehicles: tuple[Vehicle, ...]
    travel: Mapping[str, Travel]  # by vehicle id
    detours: Mapping[tuple[str, int], Travel] = field(default_factory=dict)
    # by vehicle id and weekday, where a closed road makes the ways of that day others
    most_runs: Mapping[int, int] = field(default_factory=dict)  # by weekday, over all vehicles; absent: any

    def __post_init__(self) -> None:
        for kind, ids in (("stop", [s.id for s in self.stops]), ("vehicle", [v.id for v in self.vehicles])):
            if len(set(ids)) < len(ids):
                raise ValueError(f"two of one {kind} id: {ids}")
        wanted = self._places()
        for vehicle in self.vehicles:
            missing = wanted - set(self.travel[vehicle.id].place_ids)
            if missing:
                raise ValueError(f"no travel for {vehicle.id} to {sorted(missing)}")
        self._refuse_unknown_names()

    def _places(self) -> set[str]:
        return {self.hub.place_id, *(s.place_id for s in self.stops)}

    def _refuse_unknown_names(self) -> None:
        stops, vehicles = {s.id for s in self.stops}, {v.id for v in self.vehicles}
        for stop in self.stops:
            unknown = (stop.before - stops) | ((stop.vehicle_ids or frozenset()) - vehicles)
            if unknown:
                raise ValueError(f"{stop.id} names what is not there: {sorted(unknown)}")
        for vehicle_id, weekday in self.detours:
            if vehicle_id not in vehicles or weekday not in WEEKDAYS:
                raise ValueError(f"a detour for what is not there: {vehicle_id}, {weekday}")
            if missing := self._places() - set(self.detours[vehicle_id, weekday].place_ids):
                raise ValueError(f"no detour for {vehicle_id} on weekday {weekday} to {sorted(missing)}")
        for weekday, runs in self.most_runs.items():
            if weekday not in WEEKDAYS or runs < 0:
                raise ValueError(f"at most {runs} runs on weekday {weekday} makes no sense")

    def ways(self, vehicle_id: str, weekday: int) -> Travel:
        """The ways of a vehicle on a weekday; KeyError for an unknown vehicle."""
        return self.detours.get((vehicle_id, weekday), self.travel[vehicle_id])

    def drives_on(self, vehicle: Vehicle, weekday: int) -> bool:
        """Whether a vehicle may make runs on a weekday: it is in service, and the hub is staffed."""
        return weekday in vehicle.weekdays & self.hub.weekdays and self.most_runs.get(weekday, 1) > 0

    def latest_return_s(self, vehicle: Vehicle) -> int:
        """When a vehicle must be back: by its own hours and by the hub's cut-off."""
        return min(vehicle.latest_return_s, self.hub.cutoff_s)

    def stop(self, stop_id: str) -> Stop:
        """The stop of that id; KeyError if there is none."""
        for stop in self.stops:
            if stop.id == stop_id:
                return stop
        raise KeyError(stop_id)

    def vehicle(self, vehicle_id: str) -> Vehicle:
        """The vehicle of that id; KeyError if there is none."""
        for vehicle in self.vehicles:
            if vehicle.id == vehicle_id:
                return vehicle
        raise KeyError(vehicle_id)
