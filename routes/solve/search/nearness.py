"""Order the other stops by how well each goes on one run with a stop: near it, and open at about the same time.

Source: Vidal, Crainic, Gendreau & Prins 2013 for weighing the wait and the delay between two stops as distance.
"""

import numpy as np

from routes.solve.inputs import Ints
from routes.solve.limits import NOBODY
from routes.solve.numbers import Numbers

WAIT = 0.1  # what a second of waiting weighs, beside a second of driving
DELAY = 0.3  # what a second too late weighs


def nearest_first(numbers: Numbers, legs: Ints, seconds: Ints) -> Ints:
    """The other stops in the order in which they suit each stop, shape (n, n - 1).

    `legs` are prices and `seconds` times between all places, the hub first, shape (n + 1, n + 1). Of several
    days that two stops share, the one that suits them best counts.
    """
    between = legs + legs.T
    if not between.any():
        between = seconds + seconds.T
    n = len(between) - 1
    apart = between[1:, 1:] / 2 + _untimely(numbers, seconds[1:, 1:]) * _price_of_second(between, seconds)
    np.fill_diagonal(apart, np.inf)
    return np.argsort(apart, axis=1, kind="stable")[:, : max(n - 1, 0)].astype(np.int64)


def _price_of_second(between: Ints, seconds: Ints) -> float:
    return float(between.sum()) / 2 / max(1.0, float(seconds.sum()))


def _untimely(numbers: Numbers, seconds: Ints) -> np.ndarray:
    """The weighed wait and delay when two stops follow each other in the better order, shape (n, n)."""
    stops, n = numbers.place - 1, len(seconds)
    least = np.full((n, n), np.inf)
    for day in range(len(numbers.most_runs)):
        call_of = np.full(n, NOBODY)
        on_day = np.flatnonzero(numbers.call_day == day)
        call_of[stops[on_day]] = on_day
        there = np.flatnonzero(call_of != NOBODY)
        calls = call_of[there]
        opens, closes = numbers.opens[calls], numbers.closes[calls]
        lasts = numbers.service[calls][:, None] + seconds[np.ix_(there, there)]
        wait = np.maximum(opens[None, :] - (closes[:, None] + lasts), 0)
        delay = np.maximum(opens[:, None] + lasts - closes[None, :], 0)
        weighed = WAIT * wait + DELAY * delay
        pairs = np.ix_(there, there)
        least[pairs] = np.minimum(least[pairs], np.minimum(weighed, weighed.T))
    return np.where(np.isfinite(least), least, 0.0)
