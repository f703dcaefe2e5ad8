"""Put calls and stops back where they are cheapest, compiled, now and then overlooking a place (a blink).

A stop gets the pattern whose calls cost least together. Chance may favour some days, for all stops alike: so
neighbours move to another day together, which no single stop would gain from.

Source: Christiaens & Vanden Berghe 2020 for greedy insertion with blinks and the orders of insertion.
"""

import numpy as np

from routes.solve.inputs import NEVER
from routes.solve.limits import NOBODY
from routes.solve.search.chance import random
from routes.solve.search.compiled import inlined
from routes.solve.search.layout import (
    CLOSES,
    COLLECTED,
    DAY,
    DELIVERED,
    END_CALL,
    END_CHOICE,
    FIRST_CALL,
    FIRST_CHOICE,
    IS_TIMED,
    LEGS_FROM,
    OPENS,
    PLACE,
    SECONDS_FROM,
    SLOT,
)
from routes.solve.search.places import cheapest_place
from routes.solve.search.runs import refresh
from routes.solve.search.work import CALLS_OUT, STOPS_OUT, put_call, take_stop

FAVOUR = 1.6  # how much dearer or cheaper than each other days may seem
BY_CHANCE, BY_LOAD, FAR_FIRST, NEAR_FIRST, BY_SPAN, BY_OPENING, BY_CLOSING = range(7)


@inlined
def recreate(facts, state, work, settings, rng):
    """Put back all that is out; a stop that fits nowhere stays out."""
    order = _order(facts, rng)
    days = work.favours
    if days.size > 1:
        width = FAVOUR if random(rng) < settings.favour else 0.0
        for day in range(days.size):
            days[day] = 1.0 + width * (random(rng) - 0.5)
    _sort(facts, work.calls_out, work.counts[CALLS_OUT], True, order, work.keys, rng)
    for index in range(work.counts[CALLS_OUT]):
        call = work.calls_out[index]
        if state.choice[facts.calls[call, PLACE] - 1] != NOBODY:
            _put_call(facts, state, work, call, settings, rng)
    _sort(facts, work.stops_out, work.counts[STOPS_OUT], False, order, work.keys, rng)
    for index in range(work.counts[STOPS_OUT]):
        stop = work.stops_out[index]
        if state.choice[stop] == NOBODY:
            _put_stop(facts, state, work, stop, days, settings, rng)


@inlined
def _order(facts, rng):
    share = random(rng) * (17.0 if facts.flags[IS_TIMED] else 11.0)
    if share < 4.0:
        return BY_CHANCE
    if share < 8.0:
        return BY_LOAD
    if share < 10.0:
        return FAR_FIRST
    if share < 11.0:
        return NEAR_FIRST
    return BY_SPAN + int((share - 11.0) / 2.0)


@inlined
def _sort(facts, items, count, are_calls, order, keys, rng):
    """Sort the first items: by insertion, for they are few."""
    for index in range(count):
        item = items[index]
        call = item if are_calls else facts.stops[item, FIRST_CALL]
        key = _key(facts, call, order, rng)
        place = index
        while place > 0 and keys[place - 1] > key:
            keys[place], items[place] = keys[place - 1], items[place - 1]
            place -= 1
        keys[place], items[place] = key, item


@inlined
def _key(facts, call, order, rng):
    chance = random(rng)
    if order == BY_LOAD:
        return chance - max(facts.calls[call, DELIVERED], facts.calls[call, COLLECTED])
    if order == FAR_FIRST:
        return chance - _from_hub(facts, facts.calls[call, PLACE])
    if order == NEAR_FIRST:
        return chance + _from_hub(facts, facts.calls[call, PLACE])
    if order == BY_SPAN:
        return chance + facts.calls[call, CLOSES] - facts.calls[call, OPENS]
    if order == BY_OPENING:
        return chance + facts.calls[call, OPENS]
    if order == BY_CLOSING:
        return chance - facts.calls[call, CLOSES]
    return chance


@inlined
def _from_hub(facts, place):
    price = facts.ways[0, LEGS_FROM, 0, place]
    return price if price else facts.ways[0, SECONDS_FROM, 0, place]


@inlined
def _put_call(facts, state, work, call, settings, rng):
    """Put a call back on its day; if it fits nowhere its stop leaves the whole week, for another pattern."""
    more, node = _place(facts, state, work, call, settings, rng)
    if more < NEVER:
        put_call(facts, state, work, call, node)
        return
    _take_out(facts, state, work, facts.calls[call, PLACE] - 1)


@inlined
def _place(facts, state, work, call, settings, rng):
    return cheapest_place(facts, state, work.places, call, settings.blink, settings.new_run, rng)


@inlined
def _take_out(facts, state, work, stop):
    """Take a stop out on all its days and bring its slots up to date."""
    slots = np.empty(state.at.shape[0], dtype=np.int64)
    for day in range(state.at.shape[0]):
        call = state.at[day, stop]
        slots[day] = state.nodes[call, SLOT] if call != NOBODY else NOBODY
    take_stop(facts, state, work, stop)
    for slot in slots:
        if slot != NOBODY:
            refresh(facts, state, slot)


@inlined
def _put_stop(facts, state, work, stop, days, settings, rng):
    first, end = facts.stops[stop, FIRST_CHOICE], facts.stops[stop, END_CHOICE]
    if end - first == 1:
        _put_pattern(facts, state, work, stop, first, settings, rng)
        return
    first_call = facts.stops[stop, FIRST_CALL]
    calls = facts.stops[stop, END_CALL] - first_call
    more = np.empty(calls, dtype=np.int64)
    nodes = np.empty(calls, dtype=np.int64)
    for index in range(calls):
        call = first_call + index
        more[index], nodes[index] = _place(facts, state, work, call, settings, rng)
        if more[index] < NEVER:
            more[index] = np.int64(more[index] * days[facts.calls[call, DAY]])
    least, best = NEVER, NOBODY
    for choice in range(first, end):
        price = 0
        for call in facts.choices[choice]:
            if call != NOBODY:  # a call may cost less than nothing, and NEVER must stay NEVER
                price = (
                    NEVER if max(price, more[call - first_call]) >= NEVER else price + more[call - first_call]
                )
        if price < least and (best == NOBODY or random(rng) >= settings.pattern_blink):
            least, best = price, choice
    if best == NOBODY:
        return
    state.choice[stop] = best
    for call in facts.choices[best]:
        if call != NOBODY:
            index = call - first_call
            put_call(facts, state, work, call, nodes[index])


@inlined
def _put_pattern(facts, state, work, stop, choice, settings, rng):
    """Put a stop with one pattern on all its days, or on none."""
    for day in range(facts.choices.shape[1]):
        call = facts.choices[choice, day]
        if call == NOBODY:
            continue
        more, node = _place(facts, state, work, call, settings, rng)
        if more >= NEVER:
            waiting = work.counts[STOPS_OUT]
            _take_out(facts, state, work, stop)
            work.counts[STOPS_OUT] = waiting
            return
        put_call(facts, state, work, call, node)
    state.choice[stop] = choice
