"""Name the roads between two stops, as a driver reads them off the signs."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

from logistics.dataset import DataSet, Road
from logistics.timetable.model import Season, Stretch, Way
from routes.plan import Run

Sections = Mapping[tuple[str, str], Road]

# The data sets' words for roads without a number that anyone knows, as a driver's sheet says them.
_WRITTEN_OUT = (("lokal", "lokal väg"), ("övr länsväg", "Övrig länsväg"))


def road_sections(dataset: DataSet) -> Sections:
    """The road from each place to its neighbours, both ways unless it is one-way."""
    found: dict[tuple[str, str], Road] = {}
    for road in dataset.roads:
        found[road.from_place, road.to_place] = road
        if not road.one_way:
            found[road.to_place, road.from_place] = road
    return found


def find_way(season: Season, sections: Sections, vehicle_id: str, ends: tuple[str, str]) -> Way:
    """The way a vehicle takes between two places, with its roads; no stretches when both are one place.

    Raises
    ------
    ValueError
        If the way passes two places that no road joins.

    """
    from_place, to_place = ends
    if from_place == to_place:
        return Way(stretches=(), place_ids=(from_place,), distance_m=0, driving_s=0)
    travel = season.problem.travel[vehicle_id]
    place_ids = travel.paths[ends]
    names = {place.id: place.name for place in season.dataset.places}
    return Way(
        stretches=tuple(_stretches(place_ids, sections, names)),
        place_ids=place_ids,
        distance_m=travel.leg_m(from_place, to_place),
        driving_s=travel.leg_s(from_place, to_place),
    )


def run_ways(season: Season, run: Run, sections: Sections) -> tuple[Way, ...]:
    """The ways of a run: to its first stop, from each stop to the next, and home to the hub.

    Raises
    ------
    ValueError
        If a way passes two places that no road joins.
    KeyError
        If the run names a stop that the data set does not have.

    """
    hub = season.problem.hub.place_id
    passed = [hub, *(season.dataset.stop(visit.stop_id).place for visit in run.visits), hub]
    return tuple(find_way(season, sections, run.vehicle_id, ends) for ends in pairwise(passed))


def _stretches(place_ids: tuple[str, ...], sections: Sections, names: Mapping[str, str]) -> Iterator[Stretch]:
    for road, group in groupby(pairwise(place_ids), key=lambda pair: _section(sections, pair).road):
        pairs = list(group)
        yield Stretch(
            road=_written_out(road),
            to_name=names[pairs[-1][1]],
            distance_m=sum(_section(sections, pair).length_m for pair in pairs),
        )


def _written_out(road: str) -> str:
    for short, whole in _WRITTEN_OUT:
        if road == short or road.startswith(f"{short} ("):
            return whole + road.removeprefix(short)
    return road


def _section(sections: Sections, pair: tuple[str, str]) -> Road:
    if pair not in sections:
        raise ValueError(f"no road joins {pair[0]} and {pair[1]}")
    return sections[pair]
