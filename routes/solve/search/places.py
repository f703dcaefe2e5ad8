"""Find where one more call costs least, compiled: between two nodes, in constant time each.

What a run lasts with a break takes a walk along it; that walk is made only for a place that would be the best
without it.
"""

from numba import njit

from routes.solve.inputs import NEVER
from routes.solve.limits import (
    BREAK_LENGTH,
    BREAK_MODE,
    CAPACITY,
    DRIVING_BREAK,
    NO_BREAK,
    NOBODY,
    SHIFT,
)
from routes.solve.search.candidates import all_places, near_places, new_runs
from routes.solve.search.chance import next_blink, random
from routes.solve.search.compiled import inlined
from routes.solve.search.layout import (
    AHEAD,
    ARRIVE_BY,
    BACK,
    CLOSES,
    COLLECTED,
    COUNT,
    DELIVERED,
    FLEET,
    FULL,
    FULL_AHEAD,
    IS_SMALL,
    IS_TIMED,
    LASTS,
    LATEST,
    LEG,
    LEGS_FROM,
    LEGS_TO,
    OPENS,
    PICKED,
    PLACE,
    PRICE,
    READY,
    RUN_PRICE,
    SECOND_PRICE,
    SECONDS_FROM,
    SECONDS_TO,
    SERVICE,
    SLOT,
    SPENT,
    SUCC,
    TO_COME,
    WAYS,
)
from routes.solve.search.rests import lasts_with_rest, must_rest

OVERLOOKED = 0.2  # how often chance overlooks a free vehicle, so that another kind is tried


@njit(cache=True, nogil=True)
def cheapest_place(facts, state, places, call, blink, new_run, rng):
    """What a call costs more at its cheapest place that chance does not overlook, and the node before that place.

    `places` is overwritten.
    """
    more, node = NEVER, NOBODY
    for attempt in range(3):
        count = 0
        if attempt == 0 and not facts.flags[IS_SMALL]:
            count = near_places(facts, state, places, call)
        elif attempt == 0 or (attempt == 1 and not facts.flags[IS_SMALL]):
            count = all_places(facts, state, places, call)
        if attempt > 0 or random(rng) < new_run:
            overlooked = 0.0 if attempt == 2 else OVERLOOKED
            count = new_runs(facts, state, places, count, call, overlooked, rng)
        more, node = _cheapest_of(facts, state, places, count, call, blink, rng)
        if node != NOBODY:
            break
    return more, node


@inlined
def _cheapest_of(facts, state, places, count, call, blink, rng):
    """The cheapest of some places that chance does not overlook."""
    nodes, slots, calls, fleets = state.nodes, state.slots, facts.calls, facts.fleets
    there, delivered, collected = calls[call, PLACE], calls[call, DELIVERED], calls[call, COLLECTED]
    larger, is_timed = max(delivered, collected), facts.flags[IS_TIMED]
    least, best = NEVER, NOBODY
    fleet, slot_before = -1, -1
    to, onto = facts.ways[0, LEGS_TO, there], facts.ways[0, LEGS_FROM, there]
    capacity, paid, may_serve = 0, 0, False
    overlooked = next_blink(blink, rng)
    for index in range(count):
        if index == overlooked:
            overlooked += 1 + next_blink(blink, rng)
            continue
        node = places[index]
        after, slot = nodes[node, SUCC], nodes[node, SLOT]
        if slot != slot_before:
            slot_before = slot
            if slots[slot, FLEET] != fleet:
                fleet = slots[slot, FLEET]
                ways = fleets[fleet, WAYS]
                to, onto = facts.ways[ways, LEGS_TO, there], facts.ways[ways, LEGS_FROM, there]
                capacity, paid = fleets[fleet, CAPACITY], fleets[fleet, SECOND_PRICE]
                may_serve = facts.may_serve[fleet, there - 1]
        more = to[calls[node, PLACE]] + onto[calls[after, PLACE]] - nodes[node, LEG]
        if slots[slot, COUNT] == 0:
            more += fleets[fleet, RUN_PRICE]
        if paid == 0 and more >= least:
            continue
        to_come, picked = nodes[after, TO_COME], nodes[node, PICKED]
        if (
            not may_serve
            or nodes[node, FULL] + delivered + to_come > capacity
            or picked + larger + to_come > capacity
            or picked + collected + nodes[after, FULL_AHEAD] > capacity
        ):
            continue
        if is_timed:
            lasts = _lasts(facts, state, call, node, more, least)
            if lasts >= NEVER:
                continue
            more += paid * (lasts - (slots[slot, LASTS] if slots[slot, PRICE] < NEVER else 0))
        if more < least:
            least, best = more, node
    return least, best


@inlined
def _lasts(facts, state, call, node, more, least):
    """The paid seconds of a run with a call after a node; NEVER if not allowed, or surely no gain on `least`."""
    nodes, calls = state.nodes, facts.calls
    after, slot = nodes[node, SUCC], nodes[node, SLOT]
    fleet = facts.fleets[state.slots[slot, FLEET]]
    seconds_to = facts.ways[fleet[WAYS], SECONDS_TO, calls[call, PLACE]]
    seconds_from = facts.ways[fleet[WAYS], SECONDS_FROM, calls[call, PLACE]]
    leg = seconds_to[calls[node, PLACE]]
    ready = nodes[node, READY] + leg
    if ready > calls[call, CLOSES]:
        return NEVER
    spent = nodes[node, SPENT] + leg
    latest = min(nodes[node, LATEST], calls[call, CLOSES] - spent)
    leg = calls[call, SERVICE] + seconds_from[calls[after, PLACE]]
    spent += leg
    ready = max(ready, calls[call, OPENS]) + leg
    if ready > nodes[after, ARRIVE_BY]:
        return NEVER
    latest = min(latest, nodes[after, ARRIVE_BY] - spent)
    spent += nodes[after, AHEAD]
    ready = max(ready + nodes[after, AHEAD], nodes[after, BACK])
    lasts = max(spent, ready - latest)
    if lasts > fleet[SHIFT]:
        return NEVER
    if fleet[BREAK_MODE] == NO_BREAK:
        return lasts
    return _lasts_with_break(facts, state, call, node, spent, lasts, more, least)


@inlined
def _lasts_with_break(facts, state, call, node, spent, lasts, more, least):
    nodes, calls, slot = state.nodes, facts.calls, state.nodes[node, SLOT]
    fleet, served = facts.fleets[state.slots[slot, FLEET]], 0
    if fleet[BREAK_MODE] == DRIVING_BREAK:
        served, hub = calls[call, SERVICE], nodes.shape[0] - state.slots.shape[0] + slot
        each = nodes[hub, SUCC]
        while each != hub:
            served += calls[each, SERVICE]
            each = nodes[each, SUCC]
    if not must_rest(fleet, lasts, spent, served):
        return lasts
    floor = max(lasts, spent + fleet[BREAK_LENGTH])
    was = state.slots[slot, LASTS] if state.slots[slot, PRICE] < NEVER else 0
    if floor > fleet[SHIFT] or more + fleet[SECOND_PRICE] * (floor - was) >= least:
        return NEVER
    return lasts_with_rest(facts, state, slot, call, node, spent, served, lasts)[0]
