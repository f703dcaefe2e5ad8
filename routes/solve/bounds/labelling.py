"""Walk a network from one end and keep the walks that may become part of a cheapest run, compiled.

Labels are extended node by node, in the order of one resource cut into buckets (Righini & Salani 2006; Sadykov,
Uchoa & Pessoa 2021), and dropped when another label at the node can do all they can, for less.

Which stops a label has served it remembers only near them: every node has a neighbourhood of stops that it
remembers, and forgets the others (ng-routes: Baldacci, Mingozzi & Roberti 2011). A run in this sense may come
back to a stop after a long way round, which makes it cheaper than any true run could be: the bound stays valid.
"""

import numpy as np
from numba import njit

from routes.solve.borrowing import borrowed
from routes.solve.bounds.labels import (
    BITS,
    CUT_WORDS,
    MARK,
    NOBODY,
    OPENS,
    PARENT,
    READY,
    WAITING,
    WORDS,
    Labels,
    borrowed_labels,
    borrowed_side,
    bucket_of,
    can_end,
    extend,
)
from routes.solve.bounds.shelves import (
    DROPPED,
    ROOM,
    SMALL_SHELF,
    drop_dominated,
    in_order,
    is_dominated,
    least_of,
    shelve,
)
from routes.solve.inputs import Ints

FIRST_ROOM = 1 << 14  # labels
DROP, STOP, GO_ON = range(3)  # what becomes of labels beyond the half


@njit(cache=True, nogil=True)
def walk(side, buckets, half, beyond, mode, ends, end_buckets, cost, most_labels, halt):
    """The labels from one end, freely as far as the main resource is at most `half`.

    Beyond that, labels are dropped, kept where they are, or go on if one of `ends` completes them for less than
    `cost`. Gives up beyond `most_labels`, or when halt[0] is set by another thread.
    """
    side, ends = borrowed_side(side), borrowed_labels(ends)
    legs, nodes, penalties, limits = side
    n = len(nodes)
    own_rows = np.zeros((FIRST_ROOM, BITS + limits[WORDS] + limits[CUT_WORDS]), dtype=np.int64)
    own_shelved, own_shelves = np.zeros_like(own_rows), np.zeros((n, buckets.number, 3), dtype=np.int64)
    rows: Ints = borrowed(own_rows)
    shelved = borrowed(own_shelved)
    shelves = borrowed(own_shelves)
    stacks = np.full(buckets.number, NOBODY, dtype=np.int64)
    rows[0, READY], rows[0, PARENT], rows[0, WAITING] = nodes[0, OPENS], NOBODY, NOBODY
    start = bucket_of(rows[0, buckets.main], buckets)
    top = shelve(rows, 0, shelved, shelves, start, 0)
    stacks[start] = 0
    count, is_complete = 1, True
    for bucket in range(buckets.number):
        while stacks[bucket] != NOBODY and is_complete:
            k = stacks[bucket]
            stacks[bucket] = rows[k, WAITING]
            if rows[k, MARK] == DROPPED:
                continue
            is_complete = count + n <= most_labels and halt[0] == 0
            if count + n > len(rows):
                own_rows = np.concatenate((own_rows, np.zeros_like(own_rows)))
                rows = borrowed(own_rows)
            for j in range(1, n):
                if not extend(rows, k, count, j, legs, nodes, penalties, limits):
                    continue
                level = rows[count, buckets.main]
                if level > half and (
                    beyond == DROP
                    or (beyond == GO_ON and not can_end(rows, count, side, ends, end_buckets, cost))
                ):
                    continue
                rows[count, PARENT] = k
                b = bucket_of(level, buckets)
                if is_dominated(rows, count, shelved, shelves, b, penalties, limits, mode):
                    continue
                drop_dominated(rows, count, shelved, shelves, b, penalties, limits, mode)
                if top + 2 * shelves[j, b, ROOM] + SMALL_SHELF > len(shelved):
                    own_shelved = np.concatenate((own_shelved, np.zeros_like(own_shelved)))
                    shelved = borrowed(own_shelved)
                top = shelve(rows, count, shelved, shelves, b, top)
                if level <= half or beyond == GO_ON:
                    rows[count, WAITING] = stacks[b]
                    stacks[b] = count
                count += 1
    ordered, first = in_order(own_rows[:count], own_shelved, own_shelves)
    return Labels(ordered, first, least_of(ordered, first), count, is_complete)
