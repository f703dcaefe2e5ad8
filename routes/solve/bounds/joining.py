"""Put runs together from walks that meet in the middle, compiled."""

import numpy as np
from numba import njit

from routes.solve.bounds.labels import (
    COST,
    LEG_COST,
    NOBODY,
    NODE,
    PARENT,
    Labels,
    borrowed_labels,
    borrowed_side,
    bucket_of,
    joined,
    room,
)


@njit(cache=True, nogil=True)
def join(side, ones, others, main, half, end_buckets, halt):
    """For every leg the cheapest run under 0 that turns to the other side on it: its cost and the two labels.

    Walks from the hub meet the others on the first leg from beyond the half, or end at the hub. Of the legs from
    one node only those count whose runs are at least half as good as the best. Gives up when halt[0] is set.
    """
    legs, nodes, penalties, limits = borrowed_side(side)
    ones, others = borrowed_labels(ones), borrowed_labels(others)
    rows, first, _, _, _ = ones
    end_rows, end_first, end_least, _, _ = others
    n = len(nodes)
    best = np.zeros((n, n), dtype=np.int64)
    pairs = np.full((n, n, 2), NOBODY, dtype=np.int64)
    for i in range(1, n):
        good = 0  # half as good as the best
        for k in range(first[i, 0], first[i, -1]):
            if halt[0]:
                return best, pairs
            last = bucket_of(room(rows, k, limits, end_buckets), end_buckets)
            for j in range(n if rows[k, main] > half else 1):
                so_far = rows[k, COST] + legs[i, j, LEG_COST]
                limit = min(good, best[i, j])
                if so_far + end_least[j, last] >= limit:
                    continue
                for b in range(last + 1):
                    for o in range(end_first[j, b], end_first[j, b + 1]):
                        if so_far + end_rows[o, COST] >= limit:
                            break
                        total = joined(rows, k, end_rows, o, j, legs, penalties, limits)
                        if total < limit:
                            best[i, j] = limit = total
                            pairs[i, j, 0], pairs[i, j, 1] = k, o
                            good = min(good, total // 2)
    return best, pairs


def path(labels: Labels, label: int) -> list[int]:
    """The nodes of a label in the order of its walk."""
    nodes = []
    while label > 0:
        nodes.append(int(labels.rows[label, NODE]))
        label = int(labels.rows[label, PARENT])
    return nodes[::-1]
