"""Put together what a week plan must respect: the hub, the stops, the vehicles and the ways between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from routes.fleet import Vehicle
from routes.places import Hub, Stop
from routes.travel import Travel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Problem:
    """One week to plan."""

    hub: Hub
    stops: tuple[Stop, ...]
    vehicles: tuple[Vehicle, ...]
    travel: Mapping[str, Travel]  # by vehicle id

    def __post_init__(self) -> None:
        for kind, ids in (("stop", [s.id for s in self.stops]), ("vehicle", [v.id for v in self.vehicles])):
            if len(set(ids)) < len(ids):
                raise ValueError(f"two of one {kind} id: {ids}")
        wanted = {self.hub.place_id, *(s.place_id for s in self.stops)}
        for vehicle in self.vehicles:
            missing = wanted - set(self.travel[vehicle.id].place_ids)
            if missing:
                raise ValueError(f"no travel for {vehicle.id} to {sorted(missing)}")

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
