"""Name the roads between two stops, as a driver reads them off the signs."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from logistics.dataset import DataSet, Road
from logistics.swedish import dates_text
from logistics.timetable.model import Season, Stretch, Way

Sections = Mapping[tuple[str, str], Road]


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


def closures_on(ways: Iterable[Way], season: Season) -> tuple[str, ...]:
    """A Swedish sentence for each closure in the season of a road on the ways of a run."""
    driven = {frozenset(pair) for way in ways for pair in pairwise(way.place_ids)}
    names = {place.id: place.name for place in season.dataset.places}
    return tuple(
        f"{names[closure.from_place]}–{names[closure.to_place]} är avstängd "
        f"{dates_text(closure.first_date, closure.last_date)}: {closure.reason}."
        for closure in season.dataset.road_closures
        if frozenset((closure.from_place, closure.to_place)) in driven
        and closure.first_date <= season.last_date
        and closure.last_date >= season.first_date
    )


def _stretches(place_ids: tuple[str, ...], sections: Sections, names: Mapping[str, str]) -> Iterator[Stretch]:
    for road, group in groupby(pairwise(place_ids), key=lambda pair: _section(sections, pair).road):
        pairs = list(group)
        yield Stretch(
            road=road,
            to_name=names[pairs[-1][1]],
            distance_m=sum(_section(sections, pair).length_m for pair in pairs),
        )


def _section(sections: Sections, pair: tuple[str, str]) -> Road:
    if pair not in sections:
        raise ValueError(f"no road joins {pair[0]} and {pair[1]}")
    return sections[pair]
