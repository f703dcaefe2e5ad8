"""Find cuts that a mixture of runs breaks, compiled."""

import numpy as np
from numba import njit

STEPS = 2  # moves of the capacity search from each start, per stop
FORBIDDEN = 5  # for so many moves a stop stays where it was moved
MISSING_LOAD = 3.0  # what a run's load too little counts against what enters, while sets are compared


@njit(cache=True, nogil=True)
def crowded_sets(flow, lifts, drops, capacity, least):
    """Sets of stops that lack more than `least` of a run: by how much, and the sets, shape (many, n).

    `flow`, shape (n + 1, n + 1), row = from, 0 = the hub, is how often the legs are driven. A tabu search
    (Augerat et al. 1998) from every stop: for each number of runs, stops join and leave a set that must need more
    runs than that, so that as few as possible enter it.
    """
    n = len(lifts)
    most = -(-max(lifts.sum(), drops.sum()) // capacity)
    lacking = np.zeros(n * most)
    found = np.zeros((n * most, n), dtype=np.bool_)
    for first in range(n):
        for runs in range(most):
            k = first * most + runs
            lacking[k] = _search(flow, lifts, drops, capacity, first, runs, found[k])
    chosen = lacking > least
    return lacking[chosen], found[chosen]


@njit(cache=True, nogil=True)
def _search(flow, lifts, drops, capacity, first, runs, found):
    """The most that a set with more load than `runs` runs lacks; the set goes into `found`."""
    n = len(lifts)
    inside = np.zeros(n, dtype=np.bool_)
    until = np.zeros(n, dtype=np.int64)
    linked = np.zeros(n)  # how often the legs between a stop and the set are driven, both ways
    into = flow.sum(axis=0)
    entering, lifted, dropped, size, worst = 0.0, 0, 0, 0, 0.0
    for step in range(STEPS * n):
        best, move = np.inf, first
        for v in range(n if step else 0):
            sign = -1 if inside[v] else 1
            if until[v] > step or size + sign == 0:
                continue
            load = max(lifted + sign * lifts[v], dropped + sign * drops[v])
            missing = max(0, runs * capacity + 1 - load) / capacity
            score = entering + sign * (into[v + 1] - linked[v]) + MISSING_LOAD * missing
            if score < best:
                best, move = score, v
        sign = -1 if inside[move] else 1
        entering += sign * (into[move + 1] - linked[move])
        lifted += sign * lifts[move]
        dropped += sign * drops[move]
        size += sign
        inside[move] = sign == 1
        until[move] = step + FORBIDDEN
        for v in range(n):
            if v != move:
                linked[v] += sign * (flow[v + 1, move + 1] + flow[move + 1, v + 1])
        lack = -(-max(lifted, dropped) // capacity) - entering
        if lack > worst:
            worst = lack
            found[:] = inside
    return worst


@njit(cache=True, nogil=True)
def crossed_triples(visits, shares, least):
    """Triples of stops of which more than 1 + `least` runs serve two: the excess and the stops, shape (many, 4).

    `visits`, shape (routes, n), is how often a route serves a stop; `shares` how much of the route is driven.
    """
    n = visits.shape[1]
    found = [(0.0, 0, 0, 0) for _ in range(0)]
    for a in range(n):
        for b in range(a + 1, n):
            for c in range(b + 1, n):
                total = 0.0
                for r in range(len(shares)):
                    total += shares[r] * ((visits[r, a] + visits[r, b] + visits[r, c]) // 2)
                if total > 1 + least:
                    found.append((total - 1, a, b, c))
    return found
