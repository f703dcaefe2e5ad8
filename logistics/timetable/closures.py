"""Find the closed roads on the ways of the vans, and say what they mean to those who wait."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from logistics.calendar import service_dates
from logistics.dataset import RoadClosure
from logistics.swedish import dates_text, list_text, weekdays_text
from logistics.timetable.model import ClosedRoad, Library, Season, Way


def closures_on(ways: Iterable[Way], season: Season, weekday: int) -> tuple[ClosedRoad, ...]:
    """The roads on those ways that are closed on some date of the season on which that weekday's vans go.

    For a visit, give the ways from the hub to the library: what lies after a closed road is late, what
    lies before it is not.
    """
    driven = {frozenset(pair) for way in ways for pair in pairwise(way.place_ids)}
    names = {place.id: place.name for place in season.dataset.places}
    return tuple(
        ClosedRoad(
            name=f"{names[closure.from_place]}–{names[closure.to_place]}",
            first_date=closure.first_date,
            last_date=closure.last_date,
            reason=closure.reason,
        )
        for closure in season.dataset.road_closures
        if frozenset((closure.from_place, closure.to_place)) in driven
        and _meets_a_van(closure, season, weekday)
    )


def library_closures(library: Library, on_or_after: date) -> dict[ClosedRoad, tuple[int, ...]]:
    """The roads that may make the van late to a library from a date on, each with the weekdays it does so."""
    found: dict[ClosedRoad, set[int]] = defaultdict(set)
    for coming in library.upcoming(on_or_after):
        for road in coming.closed_roads:
            found[road].add(coming.date.weekday())
    return {road: tuple(sorted(weekdays)) for road, weekdays in found.items()}


def closure_text(road: ClosedRoad) -> str:
    """What a driver is told: which road is closed, when and why."""
    reason = f": {road.reason}" if road.reason else ""
    return f"{road.name} är avstängd {dates_text(road.first_date, road.last_date)}{reason}."


def closure_notice(road: ClosedRoad, *, weekdays: Iterable[int] = ()) -> str:
    """What those who wait are told: which road is closed and when, and on which weekdays it may delay the van."""
    days = f" på {weekdays_text(sorted(weekdays))}" if weekdays else ""
    closed = f"Vägen {road.name} är avstängd {dates_text(road.first_date, road.last_date)}"
    return f"{closed}; bilen kan bli försenad{days}."


def delay_text(roads: Iterable[ClosedRoad]) -> str:
    """What those who wait are told of one date on which these roads are closed; empty for none."""
    names = [road.name for road in roads]
    if not names:
        return ""
    closed = "Vägen {} är avstängd" if len(names) == 1 else "Vägarna {} är avstängda"
    return f"{closed.format(list_text(names))}; bilen kan bli försenad."


def _meets_a_van(closure: RoadClosure, season: Season, weekday: int) -> bool:
    first = max(closure.first_date, season.first_date)
    last = min(closure.last_date, season.last_date)
    return first <= last and any(day.weekday() == weekday for day in service_dates(first, last))
