"""Say what a map shows, and share what the maps of the week and of a day have in common."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from logistics.swedish import alphabetical
from logistics.timetable.labels import Label, Mark, Segment, place_labels
from logistics.timetable.model import RunSheet, Timetable
from logistics.timetable.projection import Picture, Point, project

WIDTH = 640.0
MARGIN = (58.0, 30.0)  # room for the names of the outermost places
FONT = 13.5
RADIUS = 9.0  # of a numbered mark
DOT = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A run as a line."""

    style: int  # picks colour and dashes
    path: str  # SVG path


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A mark at a place: a numbered circle in a run's colour, the hub's square, or a plain dot."""

    kind: str  # "stop", "hub", "dot" or "faint"
    point: Point
    style: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything on one map, ready for the template."""

    id: str
    title: str
    description: str
    width: float
    height: float
    roads: str  # SVG path
    driven: str  # SVG path: roads that some run takes, on the map of the week
    routes: tuple[Route, ...]  # on the map of a day
    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]
    faint_labels: tuple[Label, ...]


def lay_out(timetable: Timetable) -> Picture:
    """Where every place falls on a map that shows all libraries and runs; roads may lead out of it."""
    shown = {id_ for id_, _ in towns(timetable)}
    shown |= {place_id for run in timetable.runs for edge in driven_edges(run) for place_id in edge}
    listed = [(place.id, place.lat, place.lon) for place in timetable.places]
    return project(listed, shown=shown, width=WIDTH, margin=MARGIN)


def towns(timetable: Timetable) -> list[tuple[str, str]]:
    """Id and name of every place with a library or the hub, in alphabetical order."""
    ids = {timetable.hub.id} | {library.place_id for library in timetable.libraries}
    found = [(place.id, place.name) for place in timetable.places if place.id in ids]
    return sorted(found, key=lambda town: (alphabetical(town[1]), town[0]))


def driven_edges(run: RunSheet) -> list[tuple[str, str]]:
    """The sections a run takes, each once and in one direction, in the order first driven."""
    ways = [*(stop.way for stop in run.stops), run.way_home]
    pairs = (pair for way in ways for pair in pairwise(way.place_ids))
    return list(dict.fromkeys((min(pair), max(pair)) for pair in pairs))


def mark(picture: Picture, place_id: str, half_width: float, lines: tuple[str, ...]) -> Mark:
    """A place that wants its name written beside it."""
    half_height = min(half_width, RADIUS)
    return Mark(point=picture.points[place_id], half_width=half_width, half_height=half_height, lines=lines)


def name_marks(marks: Sequence[Mark], drawn: Sequence[Segment], picture: Picture) -> tuple[Label, ...]:
    """The names of the marks, in the same order, kept off each other and off the drawn lines."""
    return place_labels(marks, drawn, size=(picture.width, picture.height), font=FONT)


def segment(picture: Picture, edge: tuple[str, str]) -> Segment:
    """A section of road on the picture."""
    return picture.points[edge[0]], picture.points[edge[1]]


def svg_path(segments: Iterable[Segment]) -> str:
    """Segments as the path of an SVG picture, to a tenth of a unit."""
    return " ".join(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" for a, b in segments)
