"""Lay out a week for the compiled search: what never changes, and the runs as rings of nodes with their labels.

A node is a call or, after all calls, the hub of a slot: a run is a ring through its hub. Every node holds what the
run has gathered up to it and what lies ahead of it, so that one more call is tried between two nodes in constant
time (Vidal, Crainic, Gendreau & Prins 2014). Times follow `routes.solve.part_run`. Arrays are few and wide, for
compiled functions pass them on by value.
"""

from typing import NamedTuple

import numpy as np

from routes.solve.inputs import Bools, Ints
from routes.solve.limits import LEAVE, NOBODY, RETURN
from routes.solve.numbers import Numbers
from routes.solve.search.nearness import nearest_first

# columns of Facts.calls
PLACE, DAY, OPENS, CLOSES, SERVICE, DELIVERED, COLLECTED = range(7)
# columns of Facts.fleets, after the limits of routes.solve.limits
WAYS, RUN_PRICE, SECOND_PRICE, TURNAROUND, FIRST_SLOT, END_SLOT = range(9, 15)
# matrices of Facts.ways: price of the metres and seconds of a leg, by the place it comes from or goes to
LEGS_FROM, LEGS_TO, SECONDS_FROM, SECONDS_TO = range(4)
# columns of Facts.stops
FIRST_CHOICE, END_CHOICE, FIRST_CALL, END_CALL = range(4)
# columns of Facts.days
FIRST_FLEET, END_FLEET, MOST_RUNS = range(3)
# entries of Facts.flags
IS_TIMED, IS_SMALL, HAS_ORDERS, RUNS_IN_ALL = range(4)  # the last: at most so many runs in the week

# columns of a node
SUCC, PRED, SLOT = 0, 1, 2  # neighbours on the run; the slot of a call, NOBODY if it is not driven
LEG = 3  # price of the metres to the next node
FULL, PICKED = 4, 5  # most crates on board up to here, if only these were delivered; collected so far
TO_COME, FULL_AHEAD = 6, 7  # crates still to deliver from here on; most on board from here on
SPENT, READY, LATEST = 8, 9, 10  # total, earliest and latest of routes.solve.part_run, service here included
AHEAD, BACK, ARRIVE_BY = (
    11,
    12,
    13,
)  # from arrival here: seconds without waiting, earliest return, latest arrival
NODE_COLUMNS = 14

# columns of a slot: its fleet; the first slot of its vehicle and how many that has; calls, price, crates,
# paid seconds; the hours that the other runs of the vehicle leave it; its earliest best and its latest departure
FLEET, FIRST_RUN, RUNS, COUNT, PRICE, BROUGHT, FETCHED, LASTS, FROM, UNTIL, DEPARTS, DEPARTS_BY = range(12)
SLOT_COLUMNS = 12


NEAREST = 28  # so many stops around a stop are where it may be put in a large problem
SMALL = 90  # stops: up to here, every place is tried


class Facts(NamedTuple):
    """What never changes; k calls, R slots, F fleets, D days, n stops, c choices."""

    calls: Ints  # shape (k + R, 7); the hub of every slot behind the calls
    fleets: Ints  # shape (F, 15)
    ways: Ints  # shape (w, 4, n + 1, n + 1)
    stops: Ints  # shape (n, 4)
    choices: Ints  # shape (c, D): the call of a choice on a day, or NOBODY
    days: Ints  # shape (D, 3)
    near: Ints  # shape (n, n - 1): the other stops, those that suit stop i best first
    may_serve: Bools  # shape (F, n)
    before: Bools  # shape (n, n): the row comes before the column; (0, 0) for no such rule
    flags: Ints  # shape (4,)


class State(NamedTuple):
    """One week, written in place."""

    nodes: Ints  # shape (k + R, 14)
    slots: Ints  # shape (R, 12)
    choice: Ints  # shape (n,): NOBODY for a stop that is not visited
    at: Ints  # shape (D, n): the call of a stop that is driven on a day, or NOBODY
    high: Ints  # shape (F,): slots of a fleet from here on are empty
    runs: Ints  # shape (D,): how many runs a day has

    def copy(self) -> "State":
        """The same week in arrays of its own."""
        return State(*(array.copy() for array in self))


def facts_of(numbers: Numbers) -> Facts:
    """Lay out what never changes."""
    n, fleets, slots = numbers.may_serve.shape[1], len(numbers.fleet_day), len(numbers.slot_fleet)
    ways, ways_of_fleet = _ways(numbers)
    calls = np.zeros((len(numbers.place) + slots, 7), dtype=np.int64)
    calls[: len(numbers.place)] = np.stack(
        (
            numbers.place, numbers.call_day, numbers.opens, numbers.closes, numbers.service,
            numbers.delivered, numbers.collected,
        ),
        axis=1,
    )  # fmt: skip
    first_slot = np.searchsorted(numbers.slot_fleet, np.arange(fleets + 1))
    first_fleet = np.searchsorted(numbers.fleet_day, np.arange(len(numbers.most_runs) + 1))
    table = np.column_stack(
        (
            numbers.limits, ways_of_fleet, numbers.run_price, numbers.second_price, numbers.turnaround,
            first_slot[:-1], first_slot[1:],
        )
    )  # fmt: skip
    is_timed = numbers.seconds.any() or numbers.service.any() or numbers.opens.any()
    return Facts(
        calls=calls,
        fleets=table.astype(np.int64),
        ways=ways,
        stops=np.stack(
            (
                numbers.first_choice[:-1],
                numbers.first_choice[1:],
                numbers.first_call[:-1],
                numbers.first_call[1:],
            ),
            axis=1,
        ).astype(np.int64),
        choices=np.ascontiguousarray(numbers.call_of),
        days=np.stack((first_fleet[:-1], first_fleet[1:], numbers.most_runs), axis=1).astype(np.int64),
        near=nearest_first(numbers, ways[0, LEGS_FROM], ways[0, SECONDS_FROM]),
        may_serve=np.ascontiguousarray(numbers.may_serve),
        before=numbers.before,
        flags=np.array([is_timed, n <= SMALL, numbers.before.any(), slots], dtype=np.int64),
    )


def _ways(numbers: Numbers) -> tuple[Ints, Ints]:
    """The different matrices of all fleets, shape (w, 4, n + 1, n + 1), and the index of each fleet's there."""
    kept: dict[bytes, int] = {}
    matrices, index = [], []
    for ways, price in zip(numbers.fleet_ways, numbers.metre_price, strict=True):
        legs, seconds = numbers.metres[ways] * price, numbers.seconds[ways]
        key = legs.tobytes() + seconds.tobytes()
        if key not in kept:
            kept[key] = len(kept)
            matrices.append(np.stack((legs, legs.T, seconds, seconds.T)))
        index.append(kept[key])
    return np.stack(matrices).astype(np.int64), np.array(index, dtype=np.int64)


def empty_state(numbers: Numbers) -> State:
    """The week in which no stop is visited."""
    calls, slots, n = len(numbers.place), len(numbers.slot_fleet), numbers.may_serve.shape[1]
    nodes = np.zeros((calls + slots, NODE_COLUMNS), dtype=np.int64)
    nodes[:calls, (SUCC, PRED, SLOT)] = NOBODY
    hubs = np.arange(calls, calls + slots)
    nodes[hubs, SUCC] = nodes[hubs, PRED] = hubs
    nodes[hubs, SLOT] = np.arange(slots)
    limits = numbers.limits[numbers.slot_fleet]
    nodes[hubs, READY] = limits[:, LEAVE]
    nodes[hubs, LATEST] = nodes[hubs, ARRIVE_BY] = limits[:, RETURN]
    table = np.zeros((slots, SLOT_COLUMNS), dtype=np.int64)
    table[:, FLEET] = numbers.slot_fleet
    table[:, FROM], table[:, UNTIL] = limits[:, LEAVE], limits[:, RETURN]
    vehicle_day = numbers.slot_fleet * (numbers.slot_vehicle.max(initial=0) + 1) + numbers.slot_vehicle
    _, first, vehicle, runs = np.unique(
        vehicle_day, return_index=True, return_inverse=True, return_counts=True
    )
    table[:, FIRST_RUN], table[:, RUNS] = first[vehicle], runs[vehicle]
    return State(
        nodes=nodes,
        slots=table,
        choice=np.full(n, NOBODY, dtype=np.int64),
        at=np.full((len(numbers.most_runs), n), NOBODY, dtype=np.int64),
        high=np.searchsorted(numbers.slot_fleet, np.arange(len(numbers.fleet_day))).astype(np.int64),
        runs=np.zeros(len(numbers.most_runs), dtype=np.int64),
    )


def run_of(state: State, slot: int) -> tuple[int, ...]:
    """The calls of a slot in order."""
    hub = len(state.nodes) - len(state.slots) + slot
    calls, node = [], int(state.nodes[hub, SUCC])
    while node != hub:
        calls.append(node)
        node = int(state.nodes[node, SUCC])
    return tuple(calls)
