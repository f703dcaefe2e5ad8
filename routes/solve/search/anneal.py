"""Change a week step by step, keeping some steps that make it dearer, compiled.

A stop that fits nowhere stays out at a weight that grows with every step it is out, so that others make room
for it at last (the absence counters of Christiaens & Vanden Berghe 2020).

Source: Kirkpatrick, Gelatt & Vecchi 1983 for simulated annealing.
"""

from math import log
from typing import NamedTuple

from numba import njit

from routes.solve.borrowing import borrowed
from routes.solve.inputs import NEVER
from routes.solve.limits import NOBODY
from routes.solve.search.borrow import borrowed_facts, borrowed_state, borrowed_work
from routes.solve.search.chance import random
from routes.solve.search.compiled import inlined
from routes.solve.search.layout import PLACE, PRICE
from routes.solve.search.recreate import recreate
from routes.solve.search.ruin import ruin
from routes.solve.search.work import (
    MOVED,
    STOPS_OUT,
    TOUCHED,
    TURN,
    begin,
    bring_in_line,
    copy_week,
    more_price,
)

# entries of the totals of a chain
NOW, NOW_OUT, BEST, BEST_OUT = range(4)


class Settings(NamedTuple):
    """How a chain moves."""

    stops_out: float  # taken out in one step, on average
    longest_string: int  # calls of one run taken out together
    one_day: float  # how often stops leave one day only
    favour: float  # how often chance favours some days
    blink: float  # how often a place is overlooked
    pattern_blink: float  # how often a better pattern is overlooked
    new_run: float  # how often a run is begun though a call fits into another
    step_weight: int  # what one step out adds to the weight of a stop


@njit(cache=True, nogil=True)
def anneal(facts, now, kept, best, weights, totals, work, settings, rng, steps, heat):
    """Take so many steps from `now`, of which `kept` is a copy; `best` becomes the best week seen.

    `heat` is a price: a week dearer by it is kept with probability 1/e.
    `totals` are the prices of now (with the weights of stops left out) and best, and their numbers of stops out.
    """
    facts, work, rng = borrowed_facts(facts), borrowed_work(work), borrowed(rng)
    now, kept, best = borrowed_state(now), borrowed_state(kept), borrowed_state(best)
    for _ in range(steps):
        begin(work)
        ruin(facts, now, work, settings, rng)
        if totals[NOW_OUT]:
            _try_again(kept, work)
        recreate(facts, now, work, settings, rng)
        more, more_out = _change(facts, now, kept, work, weights)
        if more < -heat * log(1.0 - random(rng)):
            totals[NOW] += more
            totals[NOW_OUT] += more_out
            bring_in_line(facts, work, now, kept)
            if totals[NOW_OUT] <= totals[BEST_OUT]:
                _keep_best(now, best, weights, totals)
        else:
            bring_in_line(facts, work, kept, now)
        if totals[NOW_OUT]:
            _weigh(now, weights, totals, settings.step_weight)


@inlined
def _try_again(kept, work):
    """Let the stops that were out before the step be put back too."""
    for stop in range(kept.choice.size):
        if kept.choice[stop] == NOBODY:
            work.stops_out[work.counts[STOPS_OUT]] = stop
            work.counts[STOPS_OUT] += 1


@inlined
def _change(facts, now, kept, work, weights):
    """What the step adds to the price and weights, and to the number of stops out; NEVER for a forbidden run."""
    for index in range(work.counts[TOUCHED]):
        if now.slots[work.touched[index], PRICE] >= NEVER:
            return NEVER, 0
    more, out = more_price(now, kept, work), 0
    for index in range(work.counts[MOVED]):
        call = work.moved[index]
        stop = facts.calls[call, PLACE] - 1
        if work.told[stop] == work.counts[TURN]:
            continue
        work.told[stop] = work.counts[TURN]
        was, remains = kept.choice[stop] == NOBODY, now.choice[stop] == NOBODY
        if was != remains:
            sign = 1 if remains else -1
            out += sign
            more += sign * weights[stop]
    return more, out


@inlined
def _keep_best(now, best, weights, totals):
    price = totals[NOW]
    if totals[NOW_OUT]:
        for stop in range(now.choice.size):
            if now.choice[stop] == NOBODY:
                price -= weights[stop]
    if totals[NOW_OUT] < totals[BEST_OUT] or price < totals[BEST]:
        totals[BEST], totals[BEST_OUT] = price, totals[NOW_OUT]
        copy_week(now, best)


@inlined
def _weigh(now, weights, totals, step_weight):
    for stop in range(now.choice.size):
        if now.choice[stop] == NOBODY:
            weights[stop] += step_weight
            totals[NOW] += step_weight
