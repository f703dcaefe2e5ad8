"""Add vehicles like those there are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count as naturals
from itertools import islice

from routes.places import WEEKDAYS, Stop
from routes.problem import Problem


def one_of_each_kind(problem: Problem) -> tuple[str, ...]:
    """The id of the first vehicle of every kind: same rules, prices, days, ways and stops."""
    kinds: dict[tuple[object, ...], str] = {}
    for vehicle in problem.vehicles:
        ways = [problem.ways(vehicle.id, day) for day in WEEKDAYS]
        driven = tuple((way.seconds.tobytes(), way.metres.tobytes()) for way in ways)
        served = tuple(stop.vehicle_ids is None or vehicle.id in stop.vehicle_ids for stop in problem.stops)
        kinds.setdefault((replace(vehicle, id="", name=""), driven, served), vehicle.id)
    return tuple(kinds.values())


def add_vehicles(problem: Problem, like: Sequence[str], count: int) -> Problem:
    """The same week with `count` more vehicles like each of these; their ids are the old ones with +1, +2 …"""
    taken = {vehicle.id for vehicle in problem.vehicles}
    new = {twin: old for old in like for twin in islice(_free_ids(old, taken), count)}
    detours = {
        (twin, day): ways
        for twin, old in new.items()
        for (vehicle_id, day), ways in problem.detours.items()
        if vehicle_id == old
    }
    return replace(
        problem,
        vehicles=(
            *problem.vehicles,
            *(replace(problem.vehicle(old), id=twin) for twin, old in new.items()),
        ),
        travel={**problem.travel, **{twin: problem.travel[old] for twin, old in new.items()}},
        detours={**problem.detours, **detours},
        stops=tuple(_served_too(stop, new) for stop in problem.stops),
    )


def _free_ids(old: str, taken: set[str]) -> Iterator[str]:
    return (twin for n in naturals(1) if (twin := f"{old}+{n}") not in taken)


def _served_too(stop: Stop, new: dict[str, str]) -> Stop:
    if stop.vehicle_ids is None:
        return stop
    twins = {twin for twin, old in new.items() if old in stop.vehicle_ids}
    return replace(stop, vehicle_ids=stop.vehicle_ids | twins)
