"""Take some stops out of a week, compiled: strings of neighbouring calls from runs near each other.

Source: Christiaens & Vanden Berghe 2020, "Slack Induction by String Removals". New here: in a week a stop either
loses one day only, to be driven elsewhere on that day, or leaves the whole week, to come back on any of its
patterns.
"""

from routes.solve.limits import NOBODY
from routes.solve.search.chance import below, random
from routes.solve.search.compiled import inlined
from routes.solve.search.layout import COUNT, PLACE, SLOT, SUCC
from routes.solve.search.runs import refresh
from routes.solve.search.work import TOUCHED, TURN, take_call, take_stop

SPLIT = 0.5  # how often a string keeps some calls in its middle
KEEP_ONE_MORE = 0.01  # how often one more call is kept there
WHOLE_RUN = 0.02  # how often one run is taken out entirely, so that a vehicle may be saved


@inlined
def ruin(facts, state, work, settings, rng):
    """Take out strings around a random stop, in all days or in one."""
    n, days = state.choice.size, state.at.shape[0]
    centre = below(rng, n)
    day = _some_day(state, centre, days, rng)
    one_day = days > 1 and random(rng) < settings.one_day
    if random(rng) < WHOLE_RUN and state.at[day, centre] != NOBODY:
        slot = state.nodes[state.at[day, centre], SLOT]
        _take_string(facts, state, work, slot, 0, state.slots[slot, COUNT], 0, one_day, rng)
    else:
        _take_strings(facts, state, work, settings, centre, day, one_day, rng)
    for index in range(work.counts[TOUCHED]):
        refresh(facts, state, work.touched[index])


@inlined
def _some_day(state, stop, days, rng):
    """A day on which a stop is driven, or any day."""
    first = below(rng, days)
    for turn in range(days):
        if state.at[(first + turn) % days, stop] != NOBODY:
            return (first + turn) % days
    return first


@inlined
def _take_strings(facts, state, work, settings, centre, day, one_day, rng):
    longest, days = settings.longest_string, state.at.shape[0]
    most = max(1.0, 4.0 * settings.stops_out / (1.0 + longest) - 1.0)
    strings = int(1.0 + random(rng) * most)
    for index in range(-1, facts.near.shape[1]):
        if strings == 0:
            return
        stop = centre if index < 0 else facts.near[centre, index]
        call = state.at[day if one_day else _some_day(state, stop, days, rng), stop]
        if call == NOBODY:
            continue
        slot = state.nodes[call, SLOT]
        if work.stamps[slot] == work.counts[TURN]:
            continue
        calls = state.slots[slot, COUNT]
        length = 1 + below(rng, min(calls, longest))
        kept = 0
        if length > 1 and length < calls and random(rng) < SPLIT:
            kept = 1
            while length + kept < calls and random(rng) < KEEP_ONE_MORE:
                kept += 1
        at = _index_of(state, slot, call)
        span = length + kept
        low, high = max(0, at - span + 1), min(at, calls - span)
        first = low + below(rng, high - low + 1)
        _take_string(facts, state, work, slot, first, length, kept, one_day, rng)
        strings -= 1


@inlined
def _index_of(state, slot, call):
    index, node = 0, state.nodes[state.nodes.shape[0] - state.slots.shape[0] + slot, SUCC]
    while node != call:
        index, node = index + 1, state.nodes[node, SUCC]
    return index


@inlined
def _take_string(facts, state, work, slot, first, length, kept, one_day, rng):
    """Take `length` calls of a run from an index on; `kept` calls stay somewhere in their middle."""
    node = state.nodes[state.nodes.shape[0] - state.slots.shape[0] + slot, SUCC]
    for _ in range(first):
        node = state.nodes[node, SUCC]
    stay_from = 1 + below(rng, length - 1) if kept else length + 1
    for index in range(length + kept):
        after = state.nodes[node, SUCC]
        if not stay_from <= index < stay_from + kept:
            if one_day:
                take_call(facts, state, work, node)
            else:
                take_stop(facts, state, work, facts.calls[node, PLACE] - 1)
        node = after
