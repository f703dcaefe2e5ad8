"""Read the format of Cordeau's periodic instances.

First line: type, vehicles a day, customers, days. A line per day: longest duration (0 = none) and capacity. Then
the depot and the customers: id, x, y, service, load, visits, patterns, the patterns, and a window if the type has
them. A pattern is a binary number whose highest bit is the first day. Exact Euclidean distances.
Source: Cordeau, Gendreau & Laporte 1997; the format's own description.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import inf

import numpy as np

from tests.benchmarks.cases import CannotState, Case
from tests.benchmarks.geometry import distances
from tests.benchmarks.units import number, whole_loads

KINDS = {0: "CVRP", 1: "PVRP", 4: "VRPTW", 5: "PVRPTW"}
REFUSED = {
    2: "several depots",
    3: "vehicles that may serve only some customers",
    6: "several depots",
    7: "vehicles that may serve only some customers",
    8: "several depots",
}


def read_cordeau(name: str, text: str) -> Case:
    """The case that a file of this format states.

    Raises
    ------
    CannotState
        If the type is not ours, or a line is not as the format says.
    """
    lines = [[number(token) for token in line.split()] for line in text.splitlines() if line.strip()]
    kind, vehicles, customers, days = (int(each) for each in lines[0])
    if kind not in KINDS:
        raise CannotState(f"{name}: type {kind} has {REFUSED.get(kind, 'rules that are not ours')}")
    limits, rows = lines[1 : days + 1], lines[days + 1 :]
    if len(rows) != customers + 1 or any(len(limit) != 2 for limit in limits):
        raise CannotState(
            f"{name}: {days} days and {customers} customers are stated, {len(rows) - 1} are listed"
        )
    if any(len(row) < 5 for row in rows) or [int(row[0]) for row in rows] != list(range(customers + 1)):
        raise CannotState(
            f"{name}: the rows are not the depot, 0, and the customers 1 to {customers}, in order"
        )
    windows = [_window(name, row, timed=kind in (4, 5)) for row in rows]
    loads, scale = whole_loads([*(row[4] for row in rows), *(limit[1] for limit in limits)])
    exact = distances(np.array([[float(row[1]), float(row[2])] for row in rows]), "EXACT_2D")
    service = np.array([float(row[3]) for row in rows])
    if loads[0] or service[0]:
        raise CannotState(f"{name}: the depot has a load or a service time of its own")
    return Case(
        name=name,
        kind=KINDS[kind],
        distance=exact,
        travel=exact,
        capacity=tuple(int(each) for each in loads[customers + 1 :]),
        longest=tuple(float(limit[0]) or inf for limit in limits),
        vehicles=vehicles,
        opens=np.array([opens for opens, _ in windows]),
        closes=np.array([closes for _, closes in windows]),
        service=service,
        delivered=loads[: customers + 1],
        collected=np.zeros(customers + 1, dtype=np.int64),
        patterns=tuple(_patterns(name, row, days) for row in rows[1:]),
        load_scale=scale,
    )


def _patterns(name: str, row: Sequence[Decimal], days: int) -> tuple[tuple[int, ...], ...]:
    visits, count = int(row[5]), int(row[6])
    codes = [int(code) for code in row[7 : 7 + count]]
    fits = all(0 < code < 2**days and code.bit_count() == visits for code in codes)
    if len(codes) != count or not codes or not fits:
        raise CannotState(f"{name}: customer {row[0]} lacks {count} patterns of {visits} of {days} days")
    return tuple(sorted({tuple(d for d in range(days) if code >> (days - 1 - d) & 1) for code in codes}))


def _window(name: str, row: Sequence[Decimal], *, timed: bool) -> tuple[float, float]:
    count = int(row[6]) if len(row) > 6 else 0
    rest = row[7 + count :]
    if len(rest) != (2 if timed else 0):
        raise CannotState(f"{name}: the row of {row[0]} has {len(rest)} figures after its patterns")
    return (float(rest[0]), float(rest[1])) if timed else (0.0, inf)
