"""Change runs call by call and keep what every node and slot knows about its run, compiled."""

from numba import njit

from routes.solve.inputs import NEVER
from routes.solve.limits import BREAK_MODE, CAPACITY, HUB, LEAVE, NO_BREAK, NOBODY, RETURN, SHIFT
from routes.solve.search.compiled import inlined
from routes.solve.search.layout import (
    AHEAD,
    ARRIVE_BY,
    BACK,
    BROUGHT,
    CLOSES,
    COLLECTED,
    COUNT,
    DAY,
    DELIVERED,
    DEPARTS,
    DEPARTS_BY,
    FETCHED,
    FIRST_RUN,
    FLEET,
    FROM,
    FULL,
    FULL_AHEAD,
    HAS_ORDERS,
    IS_TIMED,
    LASTS,
    LATEST,
    LEG,
    LEGS_FROM,
    OPENS,
    PICKED,
    PLACE,
    PRED,
    PRICE,
    READY,
    RUN_PRICE,
    RUNS,
    SECOND_PRICE,
    SECONDS_FROM,
    SERVICE,
    SLOT,
    SPENT,
    SUCC,
    TO_COME,
    TURNAROUND,
    UNTIL,
    WAYS,
)
from routes.solve.search.rests import lasts_with_rest


@inlined
def link(facts, state, call, node):
    """Put a call after a node; labels wait for `refresh`."""
    nodes, slots = state.nodes, state.slots
    after, slot = nodes[node, SUCC], nodes[node, SLOT]
    nodes[node, SUCC] = nodes[after, PRED] = call
    nodes[call, PRED], nodes[call, SUCC], nodes[call, SLOT] = node, after, slot
    day = facts.calls[call, DAY]
    state.at[day, facts.calls[call, PLACE] - 1] = call
    if slots[slot, COUNT] == 0:
        state.runs[day] += 1
        fleet = slots[slot, FLEET]
        state.high[fleet] = max(state.high[fleet], slot + 1)
    slots[slot, COUNT] += 1
    slots[slot, BROUGHT] += facts.calls[call, DELIVERED]
    slots[slot, FETCHED] += facts.calls[call, COLLECTED]


@inlined
def unlink(facts, state, call):
    """Take a call out of its run; the slot it was in, whose labels wait for `refresh`."""
    nodes, slots = state.nodes, state.slots
    slot = nodes[call, SLOT]
    nodes[nodes[call, PRED], SUCC] = nodes[call, SUCC]
    nodes[nodes[call, SUCC], PRED] = nodes[call, PRED]
    nodes[call, SLOT] = NOBODY
    day = facts.calls[call, DAY]
    state.at[day, facts.calls[call, PLACE] - 1] = NOBODY
    slots[slot, COUNT] -= 1
    slots[slot, BROUGHT] -= facts.calls[call, DELIVERED]
    slots[slot, FETCHED] -= facts.calls[call, COLLECTED]
    if slots[slot, COUNT] == 0:
        state.runs[day] -= 1
    return slot


@njit(cache=True, nogil=True)
def refresh(facts, state, slot):
    """Bring the labels and the price of a slot up to date; with several runs of its vehicle, of them all."""
    if state.slots[slot, RUNS] == 1:
        _refresh_run(facts, state, slot)
    else:
        _refresh_vehicle(facts, state, slot)


@inlined
def _refresh_vehicle(facts, state, slot):
    """Time the runs of a vehicle one after the other: each may begin when the one before it is back.

    A run that another one follows must be back in time for that one; what the first run leaves of the longest
    shift bounds the others.
    """
    slots, hubs = state.slots, state.nodes.shape[0] - state.slots.shape[0]
    first, end = slots[slot, FIRST_RUN], slots[slot, FIRST_RUN] + slots[slot, RUNS]
    fleet = facts.fleets[slots[slot, FLEET]]
    opens_s, closes_s = fleet[LEAVE], fleet[RETURN]
    for each in range(first, end):
        slots[each, FROM], slots[each, UNTIL] = opens_s, closes_s
        _refresh_run(facts, state, each)
        if slots[each, COUNT]:
            closes_s = min(closes_s, slots[first, DEPARTS] + fleet[SHIFT])
            opens_s = max(opens_s, slots[each, DEPARTS] + slots[each, LASTS] + fleet[TURNAROUND])
    closes_s = fleet[RETURN]
    for each in range(end - 1, first - 1, -1):  # what a longer run may not run into
        closes_s = min(closes_s, slots[each, UNTIL])
        slots[each, UNTIL] = closes_s
        state.nodes[hubs + each, LATEST] = state.nodes[hubs + each, ARRIVE_BY] = closes_s
        _look_ahead(facts, state, each)
        if slots[each, COUNT]:
            closes_s = slots[each, DEPARTS_BY] - fleet[TURNAROUND]


@inlined
def _refresh_run(facts, state, slot):
    nodes, slots, calls = state.nodes, state.slots, facts.calls
    fleet, hub = slots[slot, FLEET], nodes.shape[0] - slots.shape[0] + slot
    row = facts.fleets[fleet]
    legs = facts.ways[row[WAYS], LEGS_FROM]
    full, picked, way, before, node = 0, 0, 0, hub, nodes[hub, SUCC]
    while True:
        leg = legs[calls[before, PLACE], calls[node, PLACE]]
        nodes[before, LEG] = leg
        way += leg
        if node == hub:
            break
        picked += calls[node, COLLECTED]
        full = max(full + calls[node, DELIVERED], picked)
        nodes[node, FULL], nodes[node, PICKED] = full, picked
        before, node = node, nodes[node, SUCC]
    to_come, ahead, node = 0, 0, nodes[hub, PRED]
    while node != hub:
        delivered, collected = calls[node, DELIVERED], calls[node, COLLECTED]
        ahead = max(max(delivered, collected) + to_come, collected + ahead)
        to_come += delivered
        nodes[node, TO_COME], nodes[node, FULL_AHEAD] = to_come, ahead
        node = nodes[node, PRED]
    fits = full <= row[CAPACITY]
    if facts.flags[IS_TIMED]:
        nodes[hub, READY] = slots[slot, FROM]
        nodes[hub, LATEST] = nodes[hub, ARRIVE_BY] = slots[slot, UNTIL]
        fits &= _look_back(facts, state, slot)
        _look_ahead(facts, state, slot)
    if facts.flags[HAS_ORDERS] and fits:
        fits = _in_order(facts, state, hub)
    slots[slot, PRICE] = 0
    if slots[slot, COUNT]:
        slots[slot, PRICE] = way + row[RUN_PRICE] + row[SECOND_PRICE] * slots[slot, LASTS] if fits else NEVER


@inlined
def _look_back(facts, state, slot):
    """Time a run from its beginning, and the whole of it; whether that is allowed."""
    nodes, slots, calls = state.nodes, state.slots, facts.calls
    hub, fleet = nodes.shape[0] - slots.shape[0] + slot, facts.fleets[slots[slot, FLEET]]
    seconds = facts.ways[fleet[WAYS], SECONDS_FROM]
    spent, ready, latest = 0, slots[slot, FROM], slots[slot, UNTIL]
    fits, here, node, served = True, HUB, nodes[hub, SUCC], 0
    while node != hub:
        there = calls[node, PLACE]
        spent += seconds[here, there]
        ready += seconds[here, there]
        fits &= ready <= calls[node, CLOSES]
        latest = min(latest, calls[node, CLOSES] - spent)
        spent += calls[node, SERVICE]
        served += calls[node, SERVICE]
        ready = max(ready, calls[node, OPENS]) + calls[node, SERVICE]
        nodes[node, SPENT], nodes[node, READY], nodes[node, LATEST] = spent, ready, latest
        here, node = there, nodes[node, SUCC]
    spent += seconds[here, HUB]
    ready += seconds[here, HUB]
    latest = min(latest, slots[slot, UNTIL] - spent)
    lasts = max(spent, ready - latest)
    fits &= ready <= slots[slot, UNTIL] and lasts <= fleet[SHIFT]
    departs = max(slots[slot, FROM], min(latest, ready - spent))
    if fits and fleet[BREAK_MODE] != NO_BREAK and slots[slot, COUNT]:
        lasts, departs, latest = lasts_with_rest(facts, state, slot, NOBODY, NOBODY, spent, served, lasts)
        fits = lasts < NEVER
    slots[slot, LASTS], slots[slot, DEPARTS], slots[slot, DEPARTS_BY] = lasts, departs, latest
    return fits


@inlined
def _look_ahead(facts, state, slot):
    """Note what lies ahead of every node of a run, from its end."""
    nodes, calls = state.nodes, facts.calls
    hub = nodes.shape[0] - state.slots.shape[0] + slot
    seconds = facts.ways[facts.fleets[state.slots[slot, FLEET], WAYS], SECONDS_FROM]
    ahead, back, by, there, node = 0, 0, nodes[hub, ARRIVE_BY], HUB, nodes[hub, PRED]
    while node != hub:
        here = calls[node, PLACE]
        onward = calls[node, SERVICE] + seconds[here, there]
        ahead += onward
        back = max(back, calls[node, OPENS] + ahead)
        by = min(calls[node, CLOSES], by - onward)
        nodes[node, AHEAD], nodes[node, BACK], nodes[node, ARRIVE_BY] = ahead, back, by
        there, node = here, nodes[node, PRED]


@inlined
def _in_order(facts, state, hub):
    nodes, calls = state.nodes, facts.calls
    node = nodes[hub, SUCC]
    while node != hub:
        later = nodes[node, SUCC]
        while later != hub:
            if facts.before[calls[later, PLACE] - 1, calls[node, PLACE] - 1]:
                return False
            later = nodes[later, SUCC]
        node = nodes[node, SUCC]
    return True


@njit(cache=True, nogil=True)
def load_runs(facts, state, flat, ends, slots):
    """Put whole runs into empty slots: run i ends before ends[i] in `flat`."""
    hubs, first = state.nodes.shape[0] - state.slots.shape[0], 0
    for run in range(ends.size):
        node = hubs + slots[run]
        for index in range(first, ends[run]):
            link(facts, state, flat[index], node)
            node = flat[index]
        first = ends[run]
        refresh(facts, state, slots[run])
