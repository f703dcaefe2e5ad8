"""Note what one step of the search changes, so that it can be taken back or kept, compiled."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from routes.solve.inputs import Ints
from routes.solve.limits import NOBODY
from routes.solve.numbers import Numbers
from routes.solve.search.compiled import inlined
from routes.solve.search.layout import DAY, FIRST_RUN, PLACE, PRICE, RUNS, SLOT, SUCC
from routes.solve.search.runs import link, refresh, unlink

# entries of Work.counts
TOUCHED, MOVED, STOPS_OUT, CALLS_OUT, TURN = range(5)


class Work(NamedTuple):
    """The notes of one step; the first `counts` entries of each list hold."""

    counts: Ints  # shape (5,): lengths of the lists below, and the number of the step
    stamps: Ints  # shape (R,): the step that last touched a slot
    touched: Ints  # shape (R,): slots
    moved: Ints  # calls put in or taken out, perhaps more than once
    stops_out: Ints  # stops to put back on any of their patterns
    calls_out: Ints  # calls to put back on their day
    places: Ints  # nodes after which a call may come
    told: Ints  # shape (n,): the step that last counted a stop
    keys: NDArray[np.float64]  # sorting keys
    favours: NDArray[np.float64]  # how dear each day seems


def new_work(numbers: Numbers) -> Work:
    """Empty notes."""
    slots, calls, stops = len(numbers.slot_fleet), len(numbers.place), numbers.may_serve.shape[1]
    return Work(
        counts=np.zeros(5, dtype=np.int64),
        stamps=np.zeros(slots, dtype=np.int64),
        touched=np.zeros(slots, dtype=np.int64),
        moved=np.zeros(6 * calls + 6, dtype=np.int64),
        stops_out=np.zeros(2 * stops + 2, dtype=np.int64),
        calls_out=np.zeros(calls + 1, dtype=np.int64),
        places=np.zeros(2 * calls + slots + 1, dtype=np.int64),
        told=np.zeros(stops, dtype=np.int64),
        keys=np.zeros(2 * stops + calls + 3, dtype=np.float64),
        favours=np.ones(len(numbers.most_runs)),
    )


@inlined
def begin(work):
    """Forget the step before."""
    work.counts[TOUCHED] = work.counts[MOVED] = work.counts[STOPS_OUT] = work.counts[CALLS_OUT] = 0
    work.counts[TURN] += 1


@inlined
def touch(work, slot):
    """Note that a slot changes."""
    if work.stamps[slot] != work.counts[TURN]:
        work.stamps[slot] = work.counts[TURN]
        work.touched[work.counts[TOUCHED]] = slot
        work.counts[TOUCHED] += 1


@inlined
def put_call(facts, state, work, call, node):
    """Put a call after a node and bring the slot up to date."""
    slot = state.nodes[node, SLOT]
    touch_vehicle(state, work, slot)
    _note(work, call)
    link(facts, state, call, node)
    refresh(facts, state, slot)


@inlined
def touch_vehicle(state, work, slot):
    """Note that a slot changes, and with it the other runs of its vehicle that day."""
    first = state.slots[slot, FIRST_RUN]
    for each in range(first, first + state.slots[slot, RUNS]):
        touch(work, each)


@inlined
def take_call(facts, state, work, call):
    """Take a call out, to be put back on its day; its slot waits for `refresh`."""
    touch_vehicle(state, work, unlink(facts, state, call))
    _note(work, call)
    work.calls_out[work.counts[CALLS_OUT]] = call
    work.counts[CALLS_OUT] += 1


@inlined
def take_stop(facts, state, work, stop):
    """Take a stop out on all its days, to be put back on any pattern; its slots wait for `refresh`."""
    for day in range(state.at.shape[0]):
        call = state.at[day, stop]
        if call != NOBODY:
            touch_vehicle(state, work, unlink(facts, state, call))
            _note(work, call)
    state.choice[stop] = NOBODY
    work.stops_out[work.counts[STOPS_OUT]] = stop
    work.counts[STOPS_OUT] += 1


@inlined
def _note(work, call):
    work.moved[work.counts[MOVED]] = call
    work.counts[MOVED] += 1


@inlined
def more_price(state, other, work):
    """What the touched slots cost more than in another week."""
    more = 0
    for index in range(work.counts[TOUCHED]):
        slot = work.touched[index]
        more += state.slots[slot, PRICE] - other.slots[slot, PRICE]
    return more


@inlined
def copy_row(source, target, row):
    """Copy one row: number by number, for slices are slow to compile and to run."""
    for column in range(source.shape[1]):
        target[row, column] = source[row, column]


@inlined
def _copy_list(source, target):
    for index in range(source.size):
        target[index] = source[index]


@njit(cache=True, nogil=True)
def copy_week(source, target):
    """Make two weeks equal."""
    for row in range(source.nodes.shape[0]):
        copy_row(source.nodes, target.nodes, row)
    for row in range(source.slots.shape[0]):
        copy_row(source.slots, target.slots, row)
    for row in range(source.at.shape[0]):
        copy_row(source.at, target.at, row)
    _copy_list(source.choice, target.choice)
    _copy_list(source.high, target.high)
    _copy_list(source.runs, target.runs)


@inlined
def bring_in_line(facts, work, source, target):
    """Make `target` equal to `source` in all that the step changed in one of them."""
    hubs = source.nodes.shape[0] - source.slots.shape[0]
    for index in range(work.counts[MOVED]):
        call = work.moved[index]
        stop, day = facts.calls[call, PLACE] - 1, facts.calls[call, DAY]
        copy_row(source.nodes, target.nodes, call)
        target.at[day, stop] = source.at[day, stop]
        target.choice[stop] = source.choice[stop]
    for index in range(work.counts[TOUCHED]):
        slot = work.touched[index]
        copy_row(source.slots, target.slots, slot)
        hub = hubs + slot
        copy_row(source.nodes, target.nodes, hub)
        node = source.nodes[hub, SUCC]
        while node != hub:
            copy_row(source.nodes, target.nodes, node)
            node = source.nodes[node, SUCC]
    _copy_list(source.high, target.high)
    _copy_list(source.runs, target.runs)
