"""List the nodes after which a call may come, compiled: all of its day, or those beside the nearest stops."""

from routes.solve.limits import (
    CAPACITY,
    NOBODY,
)
from routes.solve.search.chance import random
from routes.solve.search.compiled import inlined
from routes.solve.search.layout import (
    BROUGHT,
    COLLECTED,
    COUNT,
    DAY,
    DELIVERED,
    END_FLEET,
    END_SLOT,
    FETCHED,
    FIRST_FLEET,
    FIRST_RUN,
    FIRST_SLOT,
    HAS_ORDERS,
    MOST_RUNS,
    NEAREST,
    PLACE,
    PRED,
    RUNS,
    RUNS_IN_ALL,
    SLOT,
    SUCC,
)


@inlined
def all_places(facts, state, places, call):
    """Fill `places` with every node after which a call may come; how many they are."""
    nodes, slots, hubs, count = state.nodes, state.slots, state.nodes.shape[0] - state.slots.shape[0], 0
    day, stop = facts.days[facts.calls[call, DAY]], facts.calls[call, PLACE] - 1
    has_orders = facts.flags[HAS_ORDERS]
    delivered, collected = facts.calls[call, DELIVERED], facts.calls[call, COLLECTED]
    for fleet in range(day[FIRST_FLEET], day[END_FLEET]):
        if not facts.may_serve[fleet, stop]:
            continue
        capacity = facts.fleets[fleet, CAPACITY]
        for slot in range(facts.fleets[fleet, FIRST_SLOT], state.high[fleet]):
            if (
                slots[slot, COUNT] == 0
                or slots[slot, BROUGHT] + delivered > capacity
                or slots[slot, FETCHED] + collected > capacity
            ):
                continue
            hub = hubs + slot
            node, last = hub, nodes[hub, PRED]
            if has_orders:
                node, last = _between(facts, state, call, hub)
            while node != NOBODY:
                places[count] = node
                count += 1
                if node == last:
                    break
                node = nodes[node, SUCC]
    return count


@inlined
def near_places(facts, state, places, call):
    """Fill `places` with the nodes beside the stops nearest to a call's; how many they are.

    Whether their runs may serve the call and have room for it is left to whoever compares them: most are too dear.
    """
    nodes, slots, count = state.nodes, state.slots, 0
    day, stop = facts.calls[call, DAY], facts.calls[call, PLACE] - 1
    has_orders = facts.flags[HAS_ORDERS]
    for index in range(min(NEAREST, facts.near.shape[1])):
        node = state.at[day, facts.near[stop, index]]
        if node == NOBODY:
            continue
        before = nodes[node, PRED]
        if has_orders:
            hub = nodes.shape[0] - slots.shape[0] + nodes[node, SLOT]
            first, last = _between(facts, state, call, hub)
            if not _lies_between(nodes, hub, first, last, node):
                node = NOBODY
            if not _lies_between(nodes, hub, first, last, before):
                before = NOBODY
        for place in (node, before):
            if place != NOBODY:
                places[count] = place
                count += 1
    return count


@inlined
def _between(facts, state, call, hub):
    """The first and last node after which a call may come: behind all that precede it, before all that follow."""
    nodes, calls, stop = state.nodes, facts.calls, facts.calls[call, PLACE] - 1
    first, last, node = hub, NOBODY, nodes[hub, SUCC]
    while node != hub:
        other = calls[node, PLACE] - 1
        if facts.before[other, stop]:
            if last != NOBODY or facts.before[stop, other]:
                return NOBODY, NOBODY
            first = node
        if last == NOBODY and facts.before[stop, other]:
            last = nodes[node, PRED]
        node = nodes[node, SUCC]
    return first, nodes[hub, PRED] if last == NOBODY else last


@inlined
def _lies_between(nodes, hub, first, last, wanted):
    node = first
    while node != NOBODY:
        if node == wanted:
            return True
        if node == last:
            return False
        node = nodes[node, SUCC]
        if node == hub:
            return False
    return False


@inlined
def new_runs(facts, state, places, count, call, overlooked, rng):
    """Add the hubs of the free slots that a call may begin; how many places there are then."""
    hubs, slots = state.nodes.shape[0] - state.slots.shape[0], state.slots
    day, stop = facts.calls[call, DAY], facts.calls[call, PLACE] - 1
    if state.runs[day] >= facts.days[day, MOST_RUNS] or _runs_in_all(state) >= facts.flags[RUNS_IN_ALL]:
        return count
    for fleet in range(facts.days[day, FIRST_FLEET], facts.days[day, END_FLEET]):
        if not facts.may_serve[fleet, stop] or random(rng) < overlooked:
            continue
        for slot in range(facts.fleets[fleet, FIRST_SLOT], facts.fleets[fleet, END_SLOT]):
            if slots[slot, COUNT]:
                continue
            if slot == slots[slot, FIRST_RUN] or slots[slot - 1, COUNT]:
                places[count] = hubs + slot
                count += 1
            if slots[slot, RUNS] == 1:
                break  # the other free vehicles are alike
    return count


@inlined
def _runs_in_all(state):
    runs = 0
    for day in range(state.runs.size):
        runs += state.runs[day]
    return runs
