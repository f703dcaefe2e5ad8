"""Draw the map of all libraries with the days on which the van comes."""

from collections import defaultdict

from logistics.swedish import list_text, weekday_short
from logistics.timetable.drawing import (
    DOT,
    RADIUS,
    Drawing,
    Pin,
    driven_edges,
    lay_out,
    mark,
    name_marks,
    segment,
    svg_path,
    towns,
)
from logistics.timetable.model import Timetable


def draw_week(timetable: Timetable) -> Drawing:
    """The map of all libraries: weekdays beside their towns, and the roads that the vans take."""
    picture = lay_out(timetable)
    roads = [segment(picture, edge) for edge in timetable.roads]
    driven = [segment(picture, edge) for edge in sorted(_driven(timetable))]
    days = _weekdays_by_place(timetable)
    hub = timetable.hub.id
    marks = [
        mark(picture, id_, RADIUS if id_ == hub else DOT + 1, (name, days[id_]) if days.get(id_) else (name,))
        for id_, name in towns(timetable)
    ]
    return Drawing(
        id="vecka",
        title=f"Karta över biblioteken i {timetable.county_name}",
        description=_description(timetable),
        width=picture.width,
        height=picture.height,
        roads=svg_path(roads),
        driven=svg_path(driven),
        routes=(),
        pins=tuple(
            Pin(kind="hub" if id_ == hub else "dot", point=picture.points[id_]) for id_, _ in towns(timetable)
        ),
        labels=name_marks(marks, driven, picture),
        faint_labels=(),
    )


def _driven(timetable: Timetable) -> set[tuple[str, str]]:
    return {edge for run in timetable.runs for edge in driven_edges(run)}


def _weekdays_by_place(timetable: Timetable) -> dict[str, str]:
    """The weekdays of each town, where all its libraries share them."""
    found: dict[str, set[str]] = defaultdict(set)
    for library in timetable.libraries:
        found[library.place_id].add(" ".join(weekday_short(visit.weekday) for visit in library.visits))
    return {place_id: texts.pop() for place_id, texts in found.items() if len(texts) == 1}


def _description(timetable: Timetable) -> str:
    names = list_text(name for _, name in towns(timetable))
    return f"Orterna på kartan är {names}. Turerna utgår från {timetable.hub.name}."
