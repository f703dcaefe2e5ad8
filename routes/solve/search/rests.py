"""Time a run whose driver must rest, the break on whichever leg makes it shortest, compiled."""

import numpy as np
from numba import njit

from routes.solve import part_run
from routes.solve.inputs import NEVER
from routes.solve.limits import (
    BREAK_AFTER,
    BREAK_LENGTH,
    BREAK_MODE,
    HUB,
    LEAVE,
    NOBODY,
    RETURN,
    SHIFT,
    START_BY,
    WORK_BREAK,
)
from routes.solve.search.layout import (
    CLOSES,
    COUNT,
    FLEET,
    FROM,
    OPENS,
    PLACE,
    SECONDS_FROM,
    SERVICE,
    SUCC,
    UNTIL,
    WAYS,
)


@njit(cache=True, nogil=True, forceinline=True)
def must_rest(limits, lasts, spent, served):
    """Whether a run that lasts so long without a break, with so much driving and service, needs one."""
    if limits[BREAK_MODE] == WORK_BREAK:
        return lasts > limits[BREAK_AFTER]
    return spent - served > limits[BREAK_AFTER]


@njit(cache=True, nogil=True)
def lasts_with_rest(facts, state, slot, call, node, spent, served, lasts):
    """The paid seconds of a slot's run, `call` put after `node`; its first and last cheapest departure.

    `spent` seconds of driving and service, `served` of them service, take `lasts` without a break. NEVER if no
    break makes the run allowed.
    """
    limits = facts.fleets[state.slots[slot, FLEET]].copy()
    limits[LEAVE], limits[RETURN] = state.slots[slot, FROM], state.slots[slot, UNTIL]
    limits[START_BY] = max(limits[START_BY], limits[RETURN])
    named = part_run.read_limits(limits)
    run = _sequence(state, slot, call, node)
    seconds = facts.ways[limits[WAYS], SECONDS_FROM]
    best, departs, latest = NEVER, 0, 0
    if not must_rest(limits, lasts, spent, served):
        return _timed(facts.calls, seconds, run, NOBODY, named)
    if spent + limits[BREAK_LENGTH] > limits[SHIFT]:
        return best, departs, latest
    before, here = 0, HUB
    for leg in range(run.size + 1):
        there = facts.calls[run[leg], PLACE] if leg < run.size else HUB
        leg_s = seconds[here, there]
        longest = max(before, spent - before - leg_s)
        if limits[BREAK_MODE] != WORK_BREAK or longest <= limits[BREAK_AFTER]:
            whole = _timed(facts.calls, seconds, run, leg, named)
            if whole[0] < best:
                best, departs, latest = whole
            if best == spent + limits[BREAK_LENGTH]:
                break
        before += leg_s + (facts.calls[run[leg], SERVICE] if leg < run.size else 0)
        here = there
    return best, departs, latest


@njit(cache=True, nogil=True)
def _sequence(state, slot, call, node):
    """The calls of a slot in order, with one more after `node`."""
    hub = state.nodes.shape[0] - state.slots.shape[0] + slot
    run = np.empty(state.slots[slot, COUNT] + (call != NOBODY), dtype=np.int64)
    at, index = hub, 0
    while True:
        if at == node and call != NOBODY:
            run[index] = call
            index += 1
        at = state.nodes[at, SUCC]
        if at == hub:
            return run
        run[index] = at
        index += 1


@njit(cache=True, nogil=True)
def _timed(calls, seconds, run, rest_leg, limits):
    """The paid seconds and departures of a run with its break on this leg; NEVER if that breaks a rule."""
    label = part_run.start(limits)
    here, service_s = HUB, 0
    for leg in range(run.size):
        call = run[leg]
        there, opens, closes, lasts = (
            calls[call, PLACE],
            calls[call, OPENS],
            calls[call, CLOSES],
            calls[call, SERVICE],
        )
        label = part_run.drive(label, 0, seconds[here, there], leg == rest_leg, limits)
        if label.earliest > closes:
            return NEVER, 0, 0
        label = part_run.serve(label, there - 1, opens, closes, lasts, limits)
        if not part_run.is_allowed(label, 0, limits):
            return NEVER, 0, 0
        service_s += lasts
        here = there
    home_s = seconds[here, HUB]
    label, allowed = part_run.go_home(label, 0, home_s, rest_leg == run.size, service_s, limits)
    if not allowed:
        return NEVER, 0, 0
    first = max(label.after, min(label.latest, label.earliest - label.total))
    return np.int64(part_run.lasts(label)), np.int64(first), np.int64(label.latest)
