"""Put runs together from walks that meet in the middle, compiled."""

import numpy as np
from numba import njit

from routes.solve.bounds.labelling import (
    COST,
    LEG_COST,
    NEXT,
    NOBODY,
    NODE,
    PARENT,
    Labels,
    bucket_of,
    joined,
    room,
)


@njit(cache=True, nogil=True)
def join(side, ones, others, main, half, end_buckets, most_cost):
    """For every node the cheapest run that turns to the other side there: its cost and the two labels.

    Walks from the hub meet the others on the first leg from beyond the half, or end at the hub.
    """
    legs, nodes, penalties, limits = side
    rows, heads, _, _, _ = ones
    end_rows, end_heads, end_least, _, _ = others
    n = len(nodes)
    best = np.full(n, most_cost, dtype=np.int64)
    pairs = np.full((n, 2), NOBODY, dtype=np.int64)
    for i in range(1, n):
        for b in range(heads.shape[1]):
            k = heads[i, b]
            while k != NOBODY:
                last = bucket_of(room(rows, k, limits, end_buckets), end_buckets)
                for j in range(n if rows[k, main] > half else 1):
                    so_far = rows[k, COST] + legs[i, j, LEG_COST]
                    if so_far + end_least[j, last] >= best[i]:
                        continue
                    for c in range(last + 1):
                        o = end_heads[j, c]
                        while o != NOBODY and so_far + end_rows[o, COST] < best[i]:
                            total = joined(rows, k, end_rows, o, j, legs, penalties, limits)
                            if total < best[i]:
                                best[i] = total
                                pairs[i, 0], pairs[i, 1] = k, o
                            o = end_rows[o, NEXT]
                k = rows[k, NEXT]
    return best, pairs


def path(labels: Labels, label: int) -> list[int]:
    """The nodes of a label in the order of its walk."""
    nodes = []
    while label > 0:
        nodes.append(int(labels.rows[label, NODE]))
        label = int(labels.rows[label, PARENT])
    return nodes[::-1]
