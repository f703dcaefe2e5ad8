"""What a label is: a partial run, where it stands and what the rest of the run must know of it; compiled.

Beside its loads and times it carries a bit for every stop that it remembers, and one for every subset-row cut that
has seen an odd number of its stops (Jepsen et al. 2008), forgotten outside the cut's memory (Pecin et al. 2017).
"""

from typing import NamedTuple

from numba import njit

from routes.solve.borrowing import borrowed
from routes.solve.bounds.network import BYTES, NEVER
from routes.solve.inputs import Ints

# columns of a label; after them the words of remembered stops, then the words of cuts
NODE, PARENT, MARK, WAITING, WORK, READY, PICKED, FULLEST, COST, BITS = range(10)
# what the kernels read of a network: a leg, shape (m + 1, m + 1, 3)
LEG_COST, LEG_CLOCK, LEG_WORK = range(3)
# a node; after these the words OWN, FORBIDS, REMEMBERS of stops and TOUCHES, KEEPS of cuts
LIFTS, DROPS, OPENS, CLOSES, WORK_LEFT, OWN = range(6)
# of all nodes together
CAPACITY_OF, CLOCKS, MOST_WORK, FREE_WORK, BREAK_PRICE, WORDS, CUT_WORDS = range(7)
NOBODY = -1


class Side(NamedTuple):
    """A network with the prices that the duals make, for one direction of walking."""

    legs: Ints  # shape (m + 1, m + 1, 3); LEG_COST is NEVER where no leg is
    nodes: Ints  # shape (m + 1, columns)
    penalties: Ints  # shape (8 x words of cuts, 256): what the cuts of every byte charge for a second stop
    limits: Ints  # shape (7,)


class Buckets(NamedTuple):
    """The order in which labels are made: by the resource `main`, from `low`, in steps of `width`."""

    main: int
    low: int
    width: int
    number: int


class Labels(NamedTuple):
    """The labels of one direction."""

    rows: Ints  # shape (many, columns): by node, bucket and rising cost; then those only walked through
    first: Ints  # shape (m + 1, buckets + 1): the first row of each bucket, and the one after the last
    least: Ints  # shape (m + 1, buckets): the least cost in a bucket or one before it
    made: int
    is_complete: bool  # False: there was no room or no time for all


@njit(cache=True, nogil=True)
def borrowed_side(side):
    """The same side, borrowed."""
    return Side(borrowed(side.legs), borrowed(side.nodes), borrowed(side.penalties), borrowed(side.limits))


@njit(cache=True, nogil=True)
def borrowed_labels(labels):
    """The same labels, borrowed."""
    return Labels(
        borrowed(labels.rows),
        borrowed(labels.first),
        borrowed(labels.least),
        labels.made,
        labels.is_complete,
    )


@njit(cache=True, nogil=True)
def bucket_of(level, buckets):
    """The bucket of a resource level, the last one for all above."""
    return min(max((level - buckets.low) // buckets.width, 0), buckets.number - 1)


@njit(cache=True, nogil=True)
def extend(rows, k, new, j, legs, nodes, penalties, limits):
    """Let row `new` be label k one node further; whether it may be."""
    i, words, cut_words = rows[k, NODE], limits[WORDS], limits[CUT_WORDS]
    if legs[i, j, LEG_COST] >= NEVER // 2:
        return False
    for w in range(words):
        if rows[k, BITS + w] & nodes[j, OWN + words + w]:
            return False
    picked = rows[k, PICKED] + nodes[j, DROPS]
    fullest = max(rows[k, FULLEST] + nodes[j, LIFTS], picked)
    ready = max(rows[k, READY] + legs[i, j, LEG_CLOCK], nodes[j, OPENS])
    work = rows[k, WORK] + legs[i, j, LEG_WORK]
    if fullest > limits[CAPACITY_OF] or ready > nodes[j, CLOSES] or work > nodes[j, WORK_LEFT]:
        return False
    rows[new, PICKED], rows[new, FULLEST], rows[new, READY], rows[new, WORK] = picked, fullest, ready, work
    for w in range(words):
        rows[new, BITS + w] = (rows[k, BITS + w] & nodes[j, OWN + 2 * words + w]) | nodes[j, OWN + w]
    cost = rows[k, COST] + legs[i, j, LEG_COST]
    for w in range(cut_words):
        touched = nodes[j, OWN + 3 * words + w]
        odd = rows[k, BITS + words + w] & nodes[j, OWN + 3 * words + cut_words + w]
        cost += charge(odd & touched, w, penalties)
        rows[new, BITS + words + w] = odd ^ touched
    rows[new, COST], rows[new, NODE] = cost, j
    return True


@njit(cache=True, nogil=True)
def charge(odd, word, penalties):
    """What the cuts in a word of bits charge."""
    total, k = 0, word * BYTES
    while odd:
        total += penalties[k, odd & 255]
        odd >>= 8
        k += 1
    return total


@njit(cache=True, nogil=True)
def room(rows, k, limits, buckets):
    """The most that a walk from the other side may have of its own main resource."""
    if buckets.main == READY:
        return limits[CLOCKS] - rows[k, READY]
    if buckets.main == PICKED:
        return limits[CAPACITY_OF] - rows[k, FULLEST]
    return limits[CAPACITY_OF] - rows[k, PICKED]


@njit(cache=True, nogil=True)
def joined(ones, k, others, o, j, legs, penalties, limits):
    """The cost of labels k and o of the two sides that meet over a leg to j; NEVER if they do not fit."""
    i = ones[k, NODE]
    work = ones[k, WORK] + legs[i, j, LEG_WORK] + others[o, WORK]
    if (
        ones[k, FULLEST] + others[o, PICKED] > limits[CAPACITY_OF]
        or ones[k, PICKED] + others[o, FULLEST] > limits[CAPACITY_OF]
        or ones[k, READY] + legs[i, j, LEG_CLOCK] + others[o, READY] > limits[CLOCKS]
        or work > limits[MOST_WORK]
    ):
        return NEVER
    cuts = BITS + limits[WORDS]
    for w in range(BITS, cuts):
        if ones[k, w] & others[o, w]:
            return NEVER
    total = ones[k, COST] + legs[i, j, LEG_COST] + others[o, COST]
    if work > limits[FREE_WORK]:
        total += limits[BREAK_PRICE]
    for w in range(limits[CUT_WORDS]):
        total += charge(ones[k, cuts + w] & others[o, cuts + w], w, penalties)
    return total


@njit(cache=True, nogil=True)
def can_end(rows, k, side, ends, buckets, cost):
    """Whether some walk from the other side, among `ends`, completes label k for less than `cost`."""
    legs, nodes, penalties, limits = side
    end_rows, first, least, _, _ = ends
    i, so_far = rows[k, NODE], rows[k, COST]
    last = bucket_of(room(rows, k, limits, buckets), buckets)
    for j in range(len(nodes)):
        spare = cost - so_far - legs[i, j, LEG_COST]
        if least[j, last] >= spare:
            continue
        for b in range(last + 1):
            for o in range(first[j, b], first[j, b + 1]):
                if end_rows[o, COST] >= spare:
                    break
                if joined(rows, k, end_rows, o, j, legs, penalties, limits) < cost:
                    return True
    return False
