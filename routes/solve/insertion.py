"""Price one run in its order, and find the cheapest place in it for one more call, compiled."""

import numpy as np
from numba import njit

from routes.solve import labels
from routes.solve.inputs import NEVER
from routes.solve.labels import EARLIEST, HUB, NOBODY


@njit(cache=True, nogil=True)
def price_run(numbers, day, vehicle, run):
    """The price of an order of calls, timed as cheaply as allowed; NEVER if it cannot be, 0 for an empty run."""
    if run.size == 0:
        return 0
    metres, work_s = measure(numbers, vehicle, run)
    return _price_timed(numbers, day, vehicle, run, _price(numbers, vehicle, metres, work_s), work_s)


@njit(cache=True, nogil=True)
def measure(numbers, vehicle, run):
    """Metres of a run, and its seconds of driving and service."""
    metres, work_s, here = 0, 0, HUB
    for call in run:
        there = numbers.place[call]
        metres += numbers.metres[vehicle, here, there]
        work_s += numbers.seconds[vehicle, here, there] + numbers.service[call]
        here = there
    return metres + numbers.metres[vehicle, here, HUB], work_s + numbers.seconds[vehicle, here, HUB]


@njit(cache=True, nogil=True)
def cheapest_place(numbers, day, vehicle, run, call):
    """The least price of a run with `call` added; and its index there."""
    floors, works_s = _floors(numbers, vehicle, run, call)
    trial = np.empty(run.size + 1, dtype=np.int64)
    best, best_index = NEVER, NOBODY
    while True:
        index = int(np.argmin(floors))  # in the order of what a place costs at least, most need not be timed
        if floors[index] >= best:
            return best, best_index
        trial[:index] = run[:index]
        trial[index] = call
        trial[index + 1 :] = run[index:]
        price = _price_timed(numbers, day, vehicle, trial, floors[index], works_s[index])
        if price < best:
            best, best_index = price, index
        floors[index] = NEVER


@njit(cache=True, nogil=True)
def _floors(numbers, vehicle, run, call):
    """For every index of `call`: the price without waiting or break, and the seconds of driving and service."""
    metres, work_s = measure(numbers, vehicle, run)
    way, drive_s = numbers.metres[vehicle], numbers.seconds[vehicle]
    there = numbers.place[call]
    floors = np.empty(run.size + 1, dtype=np.int64)
    works_s = np.empty(run.size + 1, dtype=np.int64)
    for index in range(run.size + 1):
        here = numbers.place[run[index - 1]] if index else HUB
        onward = numbers.place[run[index]] if index < run.size else HUB
        more_m = way[here, there] + way[there, onward] - way[here, onward]
        more_s = drive_s[here, there] + drive_s[there, onward] - drive_s[here, onward]
        works_s[index] = work_s + more_s + numbers.service[call]
        floors[index] = _price(numbers, vehicle, metres + more_m, works_s[index])
    return floors, works_s


@njit(cache=True, nogil=True)
def _price(numbers, vehicle, metres, paid_s):
    return (
        numbers.run_price[vehicle]
        + numbers.metre_price[vehicle] * metres
        + numbers.second_price[vehicle] * paid_s
    )


@njit(cache=True, nogil=True)
def _price_timed(numbers, day, vehicle, run, floor, work_s):
    """`floor`, the price without waiting or break, and what those add at least; NEVER if no timing is allowed."""
    limits, second_price = numbers.limits[day, vehicle], numbers.second_price[vehicle]
    if work_s > limits[labels.SHIFT]:
        return NEVER
    mode, rest_s = limits[labels.BREAK_MODE], limits[labels.BREAK_LENGTH]
    if mode != labels.WORK_BREAK or work_s <= limits[labels.BREAK_AFTER]:
        lasts_s = _lasts(numbers, vehicle, run, NOBODY, limits)
        if lasts_s != NEVER:  # a break would only add to it
            return floor + second_price * (lasts_s - work_s)
    best_s = NEVER
    if mode != labels.NO_BREAK and work_s + rest_s <= limits[labels.SHIFT]:
        for leg in _rest_legs(numbers, vehicle, run, work_s, limits):
            best_s = min(best_s, _lasts(numbers, vehicle, run, leg, limits))
            if best_s == work_s + rest_s:
                break
    return floor + second_price * (best_s - work_s) if best_s != NEVER else NEVER


@njit(cache=True, nogil=True)
def _rest_legs(numbers, vehicle, run, work_s, limits):
    """The legs that may hold the break: neither the work before nor that after them alone is too long."""
    legs = np.empty(run.size + 1, dtype=np.int64)
    found, before_s, here = 0, 0, HUB
    for leg in range(run.size + 1):
        there = numbers.place[run[leg]] if leg < run.size else HUB
        leg_s = numbers.seconds[vehicle, here, there]
        longest_s = max(before_s, work_s - before_s - leg_s)
        if limits[labels.BREAK_MODE] != labels.WORK_BREAK or longest_s <= limits[labels.BREAK_AFTER]:
            legs[found] = leg
            found += 1
        before_s += leg_s + (numbers.service[run[leg]] if leg < run.size else 0)
        here = there
    return legs[:found]


@njit(cache=True, nogil=True)
def _lasts(numbers, vehicle, run, rest_leg, limits):
    """The paid seconds of a run with its break on this leg; NEVER if that breaks a rule."""
    label = labels.start(limits)
    here, service_s = HUB, 0
    for leg in range(run.size):
        call = run[leg]
        there = numbers.place[call]
        if not labels.drive(label, numbers.seconds[vehicle, here, there], leg == rest_leg, limits):
            return NEVER
        if label[EARLIEST] > numbers.closes[call]:
            return NEVER
        labels.serve(label, numbers.opens[call], numbers.closes[call], numbers.service[call], limits)
        labels.load(label, numbers.delivered[call], numbers.collected[call])
        if not labels.is_allowed(label, limits):
            return NEVER
        service_s += numbers.service[call]
        here = there
    home_s = numbers.seconds[vehicle, here, HUB]
    if not labels.go_home(label, home_s, rest_leg == run.size, service_s, limits):
        return NEVER
    return np.int64(labels.lasts(label))
