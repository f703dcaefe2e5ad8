"""Improve a week by taking a few stops out and putting each back where it is cheapest, compiled.

A stop taken out leaves all its days; put back, it gets the pattern whose calls cost least together, each at the
cheapest place of its day. A stop that fits nowhere stays out at a penalty above any price and is tried again
every time: such a week is only a step on the way. Worse weeks are accepted as in simulated annealing.

Source: Christiaens & Vanden Berghe 2020 for ruin, recreate and blinks; here a stop moves with all its days.
"""

from math import exp, log

import numpy as np
from numba import njit

from routes.solve.inputs import NEVER
from routes.solve.insertion import cheapest_place, price_run
from routes.solve.labels import NOBODY

UNSERVED = NEVER // 4096  # the penalty of a stop left out: over a million kronor a week
MOST_OUT = 12  # so many stops are taken out at once
BLINK = 0.02  # the part of all places overlooked
FAVOUR = 1.0
PASS_OVER = 0.25  # the part of near stops passed over


@njit(cache=True, nogil=True)
def anneal(numbers, now, best, trial, rng, iterations, heat, cooling):
    """Change `now` so many times; `best` becomes the cheapest week seen, `trial` is overwritten.

    `heat` is a price: a week dearer by it is accepted with probability 1/e. It is multiplied by `cooling` every time.
    """
    least, current = cost(best), cost(now)
    for _ in range(iterations):
        _copy(now, trial)
        _ruin(numbers, trial, rng)
        recreate(numbers, trial, rng)
        price = cost(trial)
        if price < current - heat * log(1.0 - rng.random()):
            current = price
            _copy(trial, now)
            if price < least:
                least = price
                _copy(trial, best)
        heat *= cooling


@njit(cache=True, nogil=True)
def cost(week):
    """The price of all runs and the penalty of the stops left out, in 1/3 600 000 öre."""
    return week.prices.sum() + UNSERVED * (week.choice == NOBODY).sum()


@njit(cache=True, nogil=True)
def recreate(numbers, week, rng):
    """Put every stop left out where it is cheapest, in a random order or the farthest from the hub first."""
    out = np.flatnonzero(week.choice == NOBODY)
    keys = np.empty(out.size)
    far_first = rng.random() < 0.5
    for i in range(out.size):
        keys[i] = rng.random()
        if far_first:
            keys[i] -= numbers.seconds[0, 0, out[i] + 1]
    days = np.ones(5)
    if rng.random() < 0.5:
        for day in range(5):
            days[day] = 1.0 + FAVOUR * (rng.random() - 0.5)
    for i in np.argsort(keys):
        _put_back(numbers, week, out[i], days, rng)


@njit(cache=True, nogil=True)
def _ruin(numbers, week, rng):
    n = week.choice.size
    wanted = 1 + int(rng.random() * min(MOST_OUT, n))
    centre = int(rng.random() * n)
    anywhere = rng.random() < PASS_OVER
    for stop in numbers.near[centre]:
        if wanted == 0:
            break
        other = int(rng.random() * n) if anywhere else stop
        if week.choice[other] != NOBODY and (other == centre or rng.random() >= PASS_OVER):
            _take_out(numbers, week, other)
            wanted -= 1


@njit(cache=True, nogil=True)
def _take_out(numbers, week, stop):
    for day in range(5):
        call = numbers.call_of[week.choice[stop], day]
        if call == NOBODY:
            continue
        for vehicle in range(week.counts.shape[1]):
            run = week.calls[day, vehicle]
            count = week.counts[day, vehicle]
            for index in range(count):
                if run[index] == call:
                    run[index : count - 1] = run[index + 1 : count].copy()
                    week.counts[day, vehicle] = count - 1
                    week.prices[day, vehicle] = price_run(numbers, day, vehicle, run[: count - 1])
                    break
    week.choice[stop] = NOBODY


@njit(cache=True, nogil=True)
def _put_back(numbers, week, stop, days, rng):
    first = numbers.first_call[stop]
    calls = numbers.first_call[stop + 1] - first
    more = np.full(calls, NEVER, dtype=np.int64)
    vehicle_of = np.empty(calls, dtype=np.int64)
    index_of = np.empty(calls, dtype=np.int64)
    for i in range(calls):
        more[i], vehicle_of[i], index_of[i] = _cheapest_run(numbers, week, first + i, rng)
        if more[i] < NEVER:
            more[i] = int(more[i] * days[numbers.weekday[first + i]])
    least, best = NEVER, NOBODY
    for choice in range(numbers.first_choice[stop], numbers.first_choice[stop + 1]):
        price = 0
        for call in numbers.call_of[choice]:
            if call != NOBODY:
                price = min(NEVER, price + more[call - first])
        if price < least:
            least, best = price, choice
    if best != NOBODY:
        week.choice[stop] = best
        for call in numbers.call_of[best]:
            if call != NOBODY:
                _add(numbers, week, call, vehicle_of[call - first], index_of[call - first])


@njit(cache=True, nogil=True)
def _cheapest_run(numbers, week, call, rng):
    """What a call costs more in its cheapest place that day, the vehicle and the index."""
    day, least, best, best_index = numbers.weekday[call], NEVER, NOBODY, NOBODY
    for vehicle in range(week.counts.shape[1]):
        if numbers.in_service[day, vehicle]:
            run = week.calls[day, vehicle, : week.counts[day, vehicle]]
            blind = np.empty(run.size + 1, dtype=np.bool_)
            for index in range(run.size + 1):
                blind[index] = rng.random() < BLINK
            price, index = cheapest_place(numbers, day, vehicle, run, call, blind)
            if price < NEVER and price - week.prices[day, vehicle] < least:
                least, best, best_index = price - week.prices[day, vehicle], vehicle, index
    return least, best, best_index


@njit(cache=True, nogil=True)
def _add(numbers, week, call, vehicle, index):
    day = numbers.weekday[call]
    run, count = week.calls[day, vehicle], week.counts[day, vehicle]
    run[index + 1 : count + 1] = run[index:count].copy()
    run[index] = call
    week.counts[day, vehicle] = count + 1
    week.prices[day, vehicle] = price_run(numbers, day, vehicle, run[: count + 1])


@njit(cache=True, nogil=True)
def _copy(source, target):
    target.choice[:] = source.choice
    target.calls[:] = source.calls
    target.counts[:] = source.counts
    target.prices[:] = source.prices
