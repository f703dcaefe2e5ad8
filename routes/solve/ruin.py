"""Improve a week by taking a few stops out and putting each back where it is cheapest, compiled.

A stop that fits nowhere stays out at a penalty above any price and is tried again every time: such a week is only
a step on the way. Worse weeks are accepted as in simulated annealing.

Source: Christiaens & Vanden Berghe 2020 for ruin and recreate; here a stop moves with all its days.
"""

from math import log

from numba import njit

from routes.solve.inputs import NEVER
from routes.solve.insertion import price_run
from routes.solve.labels import NOBODY
from routes.solve.recreate import recreate

UNSERVED = NEVER // 4096  # the penalty of a stop left out: over a million kronor a week
MOST_OUT = 12  # so many stops are taken out at once
PASS_OVER = 0.25  # how often a near stop is passed over, and how often stops anywhere are taken instead
STALE = -1  # the price of a run that has just lost a call


@njit(cache=True, nogil=True)
def anneal(numbers, now, best, trial, memo, rng, iterations, heat, cooling):
    """Change `now` so many times; `best` becomes the cheapest week seen, `trial` is overwritten.

    `heat` is a price: a week dearer by it is accepted with probability 1/e. Every time it cools by a factor.
    """
    least, current = cost(best), cost(now)
    for _ in range(iterations):
        _copy(now, trial)
        _ruin(numbers, trial, rng)
        recreate(numbers, trial, memo, rng)
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
    """The price of all runs and the penalty of the stops left out; NEVER with a forbidden run."""
    if week.prices.max() >= NEVER:  # a run that only the stops taken out of it made possible
        return NEVER
    return week.prices.sum() + UNSERVED * (week.choice == NOBODY).sum()


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
    for day in range(5):
        for vehicle in range(week.counts.shape[1]):
            if week.prices[day, vehicle] == STALE:
                run = week.calls[day, vehicle, : week.counts[day, vehicle]]
                week.prices[day, vehicle] = price_run(numbers, day, vehicle, run)


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
                    week.prices[day, vehicle] = STALE
                    break
    week.choice[stop] = NOBODY


@njit(cache=True, nogil=True)
def _copy(source, target):
    target.choice[:] = source.choice
    target.calls[:] = source.calls
    target.counts[:] = source.counts
    target.prices[:] = source.prices
