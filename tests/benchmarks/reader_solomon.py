"""Read Solomon's format, and Wang & Chen's with both deliveries and pickups.

A name; a table VEHICLE with NUMBER and CAPACITY; a table CUSTOMER with number, coordinates, demand, ready time,
due date and service time, the depot first. Any number of vehicles. Distances and times of Solomon's and of
Gehring and Homberger's instances are truncated to one decimal (12th DIMACS challenge, 2022); Wang and Chen's are
exact, and fewest vehicles come first.
Source: Solomon 1987; Gehring & Homberger 1999; Wang & Chen 2012.
"""

import re
from decimal import Decimal

import numpy as np

from tests.benchmarks.cases import CannotState, Case
from tests.benchmarks.geometry import distances
from tests.benchmarks.units import number, whole_loads

NUMERIC = re.compile(r"[-+.\d][-+.\deE\s]*")


def read_solomon(name: str, text: str) -> Case:
    """The case that a file of this format states.

    Raises
    ------
    CannotState
        If the tables do not have the columns that the format says.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    figures = [[number(token) for token in line.split()] for line in lines if NUMERIC.fullmatch(line)]
    header = " ".join(lines[:12]).upper()
    if len(figures) < 2 or len(figures[0]) not in (2, 3):
        raise CannotState(f"{name}: the vehicles' number and capacity are not found")
    rows = figures[1:]
    both = "PDEMAND" in header
    if both and header.find("DDEMAND") > header.find("PDEMAND"):
        raise CannotState(f"{name}: the columns are not DDEMAND and then PDEMAND")
    if any(len(row) != (8 if both else 7) for row in rows):
        what = "pairs pickups with deliveries" if {len(row) for row in rows} == {9} else "has other columns"
        raise CannotState(f"{name}: the table {what} than customer, place, demand, window and service time")
    if [int(row[0]) for row in rows] != list(range(len(rows))):
        raise CannotState(f"{name}: the rows are not the depot, 0, and the customers in order")
    return _case(name, figures[0][-1], rows, both=both)


def _case(name: str, capacity: Decimal, rows: list[list[Decimal]], *, both: bool) -> Case:
    places = len(rows)
    table = np.array([[float(value) for value in row] for row in rows])
    loads, scale = whole_loads([*(row[3] for row in rows), *(row[4] for row in rows if both), capacity])
    between = distances(table[:, 1:3], "EXACT_2D" if both else "FLOOR_2D", scale=10)
    opens, closes, service = table[:, -3:].T.copy()
    if loads[0] or service[0] or (both and loads[places]):
        raise CannotState(f"{name}: the depot has a load or a service time of its own")
    return Case(
        name=name,
        kind="VRPSPDTW" if both else "VRPTW",
        distance=between,
        travel=between,
        capacity=(int(loads[-1]),),
        longest=(float("inf"),),
        vehicles=None,
        opens=opens,
        closes=closes,
        service=service,
        delivered=loads[:places],
        collected=loads[places : 2 * places] if both else np.zeros(places, dtype=np.int64),
        patterns=(((0,),),) * (places - 1),
        load_scale=scale,
        vehicles_first=both,
    )
