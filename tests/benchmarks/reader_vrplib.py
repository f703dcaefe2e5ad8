"""Read VRPLIB and TSPLIB-style files: headers `KEY : value`, then sections of figures.

Read are CVRP, VRPSPD (also called MVRPB and VRPMPD) and both with windows. The figures of a row in
PICKUP_AND_DELIVERY_SECTION are: place, nothing, earliest, latest, service time, pickup, delivery. VEHICLES is the
number that someone used, not a limit: any number may drive. DISTANCE limits a run's length and service time, 0 is
no limit. A header or section that is not known may carry a rule, so it is refused.
Source: Reinelt 1995 (TSPLIB 95); Helsgaun 2017 (LKH-3) for what is not in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf

import numpy as np

from tests.benchmarks.cases import CannotState, Case, Floats, Ints
from tests.benchmarks.geometry import distances, matrix
from tests.benchmarks.units import listed_unit, number, rounding_of, whole_loads

PLAIN = frozenset({"CVRP", "ACVRP", "DCVRP", "VRP", "VRPSPD", "VRPMPD", "MVRPB"})
TIMED = frozenset({"CVRPTW", "VRPTW", "VRPSPDTW", "VRPMPDTW", "MVRPBTW"})
REFUSED = {
    "OVRP": "runs do not return to the depot",
    "VRPB": "every delivery comes before any collection",
    "VRPBTW": "every delivery comes before any collection",
    "PDP": "pickups are paired with deliveries",
    "PDPTW": "pickups are paired with deliveries",
    "PDTSP": "pickups are paired with deliveries",
    "MDVRP": "there are several depots",
    "MDVRPTW": "there are several depots",
}
NOTES = frozenset({"NAME", "COMMENT", "AUTHOR", "DISPLAY_DATA_TYPE", "VEHICLES", "SALESMEN"})
RULES = frozenset(
    {
        "TYPE",
        "DIMENSION",
        "CAPACITY",
        "DISTANCE",
        "SERVICE_TIME",
        "SCALE",
        "EDGE_WEIGHT_TYPE",
        "EDGE_WEIGHT_FORMAT",
        "NODE_COORD_TYPE",
    }
)
SECTIONS = frozenset(
    {
        "NODE_COORD_SECTION",
        "EDGE_WEIGHT_SECTION",
        "DEMAND_SECTION",
        "PICKUP_AND_DELIVERY_SECTION",
        "TIME_WINDOW_SECTION",
        "SERVICE_TIME_SECTION",
        "DEPOT_SECTION",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What a file says, not yet understood."""

    headers: Mapping[str, str]
    sections: Mapping[str, Sequence[str]]
    places: int

    def rows(self, section: str, width: int) -> tuple[tuple[Decimal, ...], ...]:
        """The rows of a section by place, without the place; one for each place, or none."""
        figures = [number(token) for token in self.sections.get(section, ())]
        rows = {figures[i]: tuple(figures[i + 1 : i + width]) for i in range(0, len(figures), width)}
        if figures and (len(figures) != width * self.places or set(rows) != set(range(1, self.places + 1))):
            raise CannotState(f"{section} does not list every place from 1 to {self.places} once")
        return tuple(rows[place] for place in sorted(rows))

    def value(self, header: str, default: str) -> Decimal:
        """The number in a header."""
        return number(self.headers.get(header, default))


def read_vrplib(name: str, text: str) -> Case:
    """The case that a file of this format states.

    Raises
    ------
    CannotState
        If the problem is not ours, or something in the file is not known for certain.
    """
    try:
        return _case(_parse(text))
    except CannotState as fault:
        raise CannotState(f"{name}: {fault}") from None


def _parse(text: str) -> File:
    headers: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    section = ""
    for line in text.splitlines():
        tokens = line.replace(":", " : ").split()
        if not tokens:
            continue
        if tokens[0].upper() == "EOF":
            break
        if tokens[0][0].isalpha():
            key, section = tokens[0].upper(), ""
            if key.endswith("_SECTION"):
                section = key
                sections[key] = []
            elif key not in NOTES | RULES:
                raise CannotState(f"the header {key} is not known, and might carry a rule")
            else:
                headers[key] = " ".join(tokens[2:] if tokens[1:2] == [":"] else tokens[1:])
        elif section:
            sections[section] += tokens
        else:
            raise CannotState(f"the line {line.strip()!r} belongs to no section")
    _refuse_others(headers, sections)
    return File(headers=headers, sections=sections, places=int(number(headers.get("DIMENSION", "0"))))


def _refuse_others(headers: Mapping[str, str], sections: Mapping[str, Sequence[str]]) -> None:
    kind = headers.get("TYPE", "CVRP").upper()
    if kind not in PLAIN | TIMED:
        raise CannotState(f"{kind} is not our problem: {REFUSED.get(kind, 'its rules are not known here')}")
    if unknown := sorted(set(sections) - SECTIONS):
        raise CannotState(f"the section {unknown[0]} is not known, and might carry a rule")
    if len(set(sections.get("DEPOT_SECTION", ())) - {"-1"}) > 1:
        raise CannotState("there are several depots, or the depot is told by its coordinates")
    if headers.get("NODE_COORD_TYPE", "TWOD_COORDS") != "TWOD_COORDS":
        raise CannotState("only places in the plane are read")
    if "DEMAND_SECTION" in sections and "PICKUP_AND_DELIVERY_SECTION" in sections:
        raise CannotState("loads are stated twice, as demands and as pickups and deliveries")
    if "DEMAND_SECTION" not in sections and "PICKUP_AND_DELIVERY_SECTION" not in sections:
        raise CannotState("no loads are stated")


def _case(file: File) -> Case:
    places, name = file.places, file.headers.get("NAME", "unnamed")
    if places < 1:
        raise CannotState("DIMENSION is missing")
    depot = int(number(next(iter(file.sections.get("DEPOT_SECTION", ())), "1"))) - 1
    if not 0 <= depot < places:
        raise CannotState(f"the depot {depot + 1} is not one of the {places} places")
    order = [depot, *(place for place in range(places) if place != depot)]
    weights, unit = _weights(file, name)
    between = weights[np.ix_(order, order)]
    delivered, collected, capacity, scale = _loads(file, order)
    opens, closes, service = (column[order] for column in _times(file))
    if delivered[0] or collected[0]:
        raise CannotState("the depot has a load of its own")
    service[0] = 0  # CMT6X and its like list one; the limit on a run counts what customers take
    case = Case(
        name=name,
        kind="VRPSPD" if collected.any() else "CVRP",
        distance=between / unit,
        travel=between,
        capacity=(capacity,),
        longest=(float(file.value("DISTANCE", "0")) or inf,),
        vehicles=None,
        opens=opens,
        closes=closes,
        service=service,
        delivered=delivered,
        collected=collected,
        patterns=(((0,),),) * (places - 1),
        load_scale=scale,
    )
    timed = file.headers.get("TYPE", "").upper() in TIMED
    return _timed(case) if timed or case.has_windows else case


def _timed(case: Case) -> Case:
    """The same with the name that its windows give it; with pickups, fewest vehicles come first."""
    if case.kind == "CVRP":
        return replace(case, kind="VRPTW")
    return replace(case, kind="VRPSPDTW", vehicles_first=True)


def _weights(file: File, name: str) -> tuple[Floats, int]:
    """The distances as the file has them, and how many of them make one unit of the best known values."""
    kind = file.headers.get("EDGE_WEIGHT_TYPE", "").upper()
    scale = int(file.value("SCALE", "1"))
    if kind != "EXPLICIT":
        rows = file.rows("NODE_COORD_SECTION", 3)
        if not rows:
            raise CannotState("no places are stated")
        return distances(np.array(rows, dtype=np.float64), rounding_of(name, kind), scale=scale), 1
    if scale != 1:
        raise CannotState("SCALE has no meaning that is known beside explicit weights")
    layout = file.headers.get("EDGE_WEIGHT_FORMAT", "").upper()
    listed = [float(number(token)) for token in file.sections.get("EDGE_WEIGHT_SECTION", ())]
    weights = matrix(listed, file.places, layout)
    return weights, listed_unit(name, weights)


def _loads(file: File, order: Sequence[int]) -> tuple[Ints, Ints, int, int]:
    """Delivered, collected (depot first), the capacity, and the steps of one unit of load."""
    if "DEMAND_SECTION" in file.sections:
        down = [row[0] for row in file.rows("DEMAND_SECTION", 2)]
        up = [Decimal(0)] * file.places
    else:
        rows = file.rows("PICKUP_AND_DELIVERY_SECTION", 7)
        up, down = [row[4] for row in rows], [row[5] for row in rows]
    if "CAPACITY" not in file.headers or len(down) != file.places:
        raise CannotState("CAPACITY or the loads are missing")
    loads, scale = whole_loads([*down, *up, file.value("CAPACITY", "")])
    return loads[: file.places][order], loads[file.places : -1][order], int(loads[-1]), scale


def _times(file: File) -> tuple[Floats, Floats, Floats]:
    """Earliest, latest and service time by place.

    A type without windows lists a latest time that is the same for everyone and means nothing.
    """
    service = np.full(file.places, float(file.value("SERVICE_TIME", "0")))
    earliest, latest = np.zeros(file.places), np.full(file.places, inf)
    if rows := file.rows("PICKUP_AND_DELIVERY_SECTION", 7):
        opens, closes, listed = np.array([row[1:4] for row in rows], dtype=np.float64).T.copy()
        service = listed if listed.any() else service
        if file.headers.get("TYPE", "").upper() in TIMED or opens.any() or len(set(closes[1:])) > 1:
            earliest, latest = opens, closes
    if rows := file.rows("TIME_WINDOW_SECTION", 3):
        earliest, latest = np.array(rows, dtype=np.float64).T.copy()
    if rows := file.rows("SERVICE_TIME_SECTION", 2):
        service = np.array(rows, dtype=np.float64)[:, 0]
    return earliest, latest, service
