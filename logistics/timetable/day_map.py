"""Draw the map of one weekday's runs."""

from collections import defaultdict
from collections.abc import Sequence
from math import hypot

from logistics.swedish import list_text, weekday_name
from logistics.timetable.drawing import (
    DOT,
    RADIUS,
    Drawing,
    Pin,
    Route,
    driven_edges,
    lay_out,
    mark,
    name_marks,
    segment,
    svg_path,
    towns,
)
from logistics.timetable.labels import Segment
from logistics.timetable.line_styles import run_style
from logistics.timetable.model import RunSheet, Timetable
from logistics.timetable.projection import Picture

LANE = 5.5  # between runs that share a road


def draw_day(timetable: Timetable, weekday: int) -> Drawing:
    """The map of one weekday's runs, each with its own colour, dashes and numbered stops."""
    picture = lay_out(timetable)
    runs = timetable.runs_on(weekday)
    lanes = _lanes(runs, picture)
    pins = _pins(timetable, runs, picture)
    served = [
        mark(picture, id_, RADIUS * len(pins[id_]), (name,)) for id_, name in towns(timetable) if id_ in pins
    ]
    others = [mark(picture, id_, DOT, (name,)) for id_, name in towns(timetable) if id_ not in pins]
    drawn = [line for lane in lanes.values() for line in lane]
    labels = name_marks([*served, *others], drawn, picture)
    return Drawing(
        id=f"dag-{weekday}",
        title=f"Karta över turerna på {weekday_name(weekday)}ar",
        description=" ".join(_description(run) for run in runs),
        width=picture.width,
        height=picture.height,
        roads=svg_path(segment(picture, edge) for edge in timetable.roads),
        driven="",
        routes=tuple(Route(style=run_style(run), path=svg_path(lanes[run.id])) for run in runs),
        pins=(
            *(Pin(kind="faint", point=other.point) for other in others),
            *(pin for at_place in pins.values() for pin in at_place),
        ),
        labels=labels[: len(served)],
        faint_labels=labels[len(served) :],
    )


def _lanes(runs: Sequence[RunSheet], picture: Picture) -> dict[str, list[Segment]]:
    """Each run's sections, moved aside where several runs share a road."""
    users: dict[tuple[str, str], list[str]] = defaultdict(list)
    for run in runs:
        for edge in driven_edges(run):
            users[edge].append(run.id)
    lanes: dict[str, list[Segment]] = {run.id: [] for run in runs}
    for edge, sharing in users.items():
        for n, run_id in enumerate(sharing):
            aside = (n - (len(sharing) - 1) / 2) * LANE
            lanes[run_id].append(_moved(segment(picture, edge), aside))
    return lanes


def _moved(line: Segment, aside: float) -> Segment:
    (x0, y0), (x1, y1) = line
    length = hypot(x1 - x0, y1 - y0) or 1.0
    dx, dy = -(y1 - y0) / length * aside, (x1 - x0) / length * aside
    return (x0 + dx, y0 + dy), (x1 + dx, y1 + dy)


def _pins(timetable: Timetable, runs: Sequence[RunSheet], picture: Picture) -> dict[str, list[Pin]]:
    """The marks of every place that is served, side by side where there are several, the hub's first."""
    wanted: dict[str, list[tuple[str, int, str]]] = {timetable.hub.id: [("hub", 0, "")]}
    for run in runs:
        for stop in run.stops:
            wanted.setdefault(stop.library.place_id, []).append(("stop", run_style(run), str(stop.number)))
    pins: dict[str, list[Pin]] = {}
    for place_id, kinds in wanted.items():
        x, y = picture.points[place_id]
        left = x - RADIUS * (len(kinds) - 1)
        pins[place_id] = [
            Pin(kind=kind, point=(left + 2 * RADIUS * n, y), style=style, text=text)
            for n, (kind, style, text) in enumerate(kinds)
        ]
    return pins


def _description(run: RunSheet) -> str:
    stops = list_text(stop.library.town for stop in run.stops)
    return f"Tur {run.number}, {run.vehicle_name}, kör från {run.hub_name} till {stops} och tillbaka."
