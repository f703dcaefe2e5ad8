"""Put stops that a week leaves out back where they are cheapest, compiled.

A stop gets the pattern whose calls cost least together, each at the cheapest place of its day. Chance decides
the order of the stops, overlooks a run now and then (a blink) and may favour some weekdays, for all stops alike:
so neighbours move to another day together, which no single stop would gain from.

Source: Christiaens & Vanden Berghe 2020 for greedy insertion with blinks.
"""

import numpy as np
from numba import njit

from routes.solve.inputs import NEVER, Ints
from routes.solve.insertion import cheapest_place, price_run
from routes.solve.labels import NOBODY

BLINK = 0.02  # how often a run is overlooked
FAVOUR = 1.6  # how much dearer or cheaper than each other weekdays may seem
MEMO = 1 << 18  # places remembered, 6 MB


def new_memo() -> Ints:
    """An empty memo of cheapest places: one row of hash, price and index for every slot."""
    return np.zeros((MEMO, 3), dtype=np.int64)


@njit(cache=True, nogil=True)
def recreate(numbers, week, memo, rng):
    """Put every stop left out where it is cheapest, in a random order or the farthest from the hub first."""
    out = np.flatnonzero(week.choice == NOBODY)
    keys = np.empty(out.size)
    far_first = rng.random() < 0.5
    for i in range(out.size):
        keys[i] = rng.random()
        if far_first:
            keys[i] -= numbers.seconds[0, 0, out[i] + 1]
    days = 1.0 + FAVOUR * (rng.random(5) - 0.5) if rng.random() < 0.5 else np.ones(5)
    for i in np.argsort(keys):
        _put_back(numbers, week, out[i], days, memo, rng)


@njit(cache=True, nogil=True)
def _put_back(numbers, week, stop, days, memo, rng):
    first = numbers.first_call[stop]
    calls = numbers.first_call[stop + 1] - first
    more = np.full(calls, NEVER, dtype=np.int64)
    vehicle_of = np.empty(calls, dtype=np.int64)
    index_of = np.empty(calls, dtype=np.int64)
    for i in range(calls):
        more[i], vehicle_of[i], index_of[i] = _cheapest_run(numbers, week, first + i, memo, rng)
        if more[i] < NEVER:
            more[i] = int(more[i] * days[numbers.weekday[first + i]])
    least, best = NEVER, NOBODY
    for choice in range(numbers.first_choice[stop], numbers.first_choice[stop + 1]):
        price = 0
        for call in numbers.call_of[choice]:
            if call != NOBODY:  # a call may cost less than nothing, and NEVER must stay NEVER
                price = NEVER if max(price, more[call - first]) >= NEVER else price + more[call - first]
        if price < least:
            least, best = price, choice
    if best != NOBODY:
        week.choice[stop] = best
        for call in numbers.call_of[best]:
            if call != NOBODY:
                _add(numbers, week, call, vehicle_of[call - first], index_of[call - first])


@njit(cache=True, nogil=True)
def _cheapest_run(numbers, week, call, memo, rng):
    """What a call costs more in its cheapest place that day, the vehicle and the index."""
    day, least, best, best_index = numbers.weekday[call], NEVER, NOBODY, NOBODY
    for vehicle in range(week.counts.shape[1]):
        if numbers.in_service[day, vehicle] and rng.random() >= BLINK:
            run = week.calls[day, vehicle, : week.counts[day, vehicle]]
            price, index = _remembered(numbers, day, vehicle, run, call, memo)
            if price < NEVER and week.prices[day, vehicle] < NEVER:
                price -= week.prices[day, vehicle]
            if price < least:
                least, best, best_index = price, vehicle, index
    return least, best, best_index


@njit(cache=True, nogil=True)
def _remembered(numbers, day, vehicle, run, call, memo):
    """The cheapest place of a call in a run, worked out once as long as the memo keeps it."""
    key = np.uint64(1469598103934665603)
    for number in run:
        key = (key ^ np.uint64(number + 2)) * np.uint64(1099511628211)
    key = (key ^ np.uint64(call + 2)) * np.uint64(1099511628211)
    key = (key ^ np.uint64(vehicle + 2)) * np.uint64(1099511628211)
    key ^= key >> np.uint64(29)
    key *= np.uint64(0xBF58476D1CE4E5B9)
    key ^= key >> np.uint64(32)
    slot = memo[key % np.uint64(memo.shape[0])]
    if slot[0] != np.int64(key):
        slot[1], slot[2] = cheapest_place(numbers, day, vehicle, run, call)
        slot[0] = np.int64(key)
    return slot[1], slot[2]


@njit(cache=True, nogil=True)
def _add(numbers, week, call, vehicle, index):
    day = numbers.weekday[call]
    run, count = week.calls[day, vehicle], week.counts[day, vehicle]
    run[index + 1 : count + 1] = run[index:count].copy()
    run[index] = call
    week.counts[day, vehicle] = count + 1
    week.prices[day, vehicle] = price_run(numbers, day, vehicle, run[: count + 1])
