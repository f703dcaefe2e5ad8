"""Choose a pattern for one stop after another, and leave a branch when nothing in it can be cheap enough.

With the stops in a fixed order, the bound of a branch is exact for the given prices of visits: what the chosen
patterns pay, the least that the others can pay, and for every day the cheapest set that agrees with the choices
so far (`ends`, found for all beginnings at once by halving the day's table for every stop taken back). A branch
costs a few additions.

Crates known so far tell how many runs a day needs at least; the tables of days with so many runs bound it then.
Weekdays that can be exchanged without any change are not tried both ways round.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from routes.solve.inputs import NEVER, Bools, Ints
from routes.solve.leaves import Leaves, day_bound, known_bound

FINISHED, LEAF, PAUSED = range(3)


class Tree(NamedTuple):
    """What the search reads; stops are in the order of branching, choices of a stop together."""

    first: Ints  # shape (n + 1,): stop k has the choices first[k] to first[k + 1] - 1
    visits: Bools  # shape (choices, days)
    pays: Ints  # shape (choices, days): what a choice pays for its visits, and its surplus
    prices: Ints  # shape (choices,): the same in all
    delivered: Ints  # shape (choices, days), crates
    collected: Ints  # shape (choices, days)
    taken: Ints  # shape (choices, days): which crates, packed so that a sum tells those of all stops
    cheapest_after: Ints  # shape (n + 1,): the least that the stops from k on can pay
    ends: Ints  # shape (floors, days, 2^(n + 1)): see `ends_of`
    capacity: Ints  # shape (days, most runs + 1)
    images: Ints  # shape (exchanges, choices): the choice that each becomes when weekdays are exchanged
    leaves: Leaves


class State(NamedTuple):
    """Where the search stands; depth k is the k-th stop, its children sorted by bound."""

    depth: Ints  # shape (1,)
    nodes: Ints  # shape (1,): looked into so far
    leaves: Ints  # shape (1,): reached so far
    next_child: Ints  # shape (n + 1,)
    children: Ints  # shape (n + 1, most choices)
    bounds: Ints  # shape (n + 1, most choices + 1)
    counts: Ints  # shape (n + 1,)
    chosen: Ints  # shape (n,)
    spent: Ints  # shape (n + 1,): what the choices pay
    spent_by_day: Ints  # shape (n + 1, days)
    masks: Ints  # shape (n + 1, days)
    delivered: Ints  # shape (n + 1, days)
    collected: Ints  # shape (n + 1, days)
    taken: Ints  # shape (n + 1, days)
    keeps: Bools  # shape (n + 1, exchanges): which exchanges leave the choices so far as they are


def begin(tree: Tree) -> State:
    """The search before its first step."""
    n, days = len(tree.first) - 1, tree.visits.shape[1]
    most = int(np.diff(tree.first).max(initial=1))
    return State(
        depth=np.zeros(1, dtype=np.int64),
        nodes=np.zeros(1, dtype=np.int64),
        leaves=np.zeros(1, dtype=np.int64),
        next_child=np.zeros(n + 1, dtype=np.int64),
        children=np.zeros((n + 1, most), dtype=np.int64),
        bounds=np.full((n + 1, most + 1), NEVER, dtype=np.int64),
        counts=np.full(n + 1, -1, dtype=np.int64),
        chosen=np.zeros(n, dtype=np.int64),
        spent=np.zeros(n + 1, dtype=np.int64),
        spent_by_day=np.zeros((n + 1, days), dtype=np.int64),
        masks=np.zeros((n + 1, days), dtype=np.int64),
        delivered=np.zeros((n + 1, days), dtype=np.int64),
        collected=np.zeros((n + 1, days), dtype=np.int64),
        taken=np.zeros((n + 1, days), dtype=np.int64),
        keeps=np.ones((n + 1, len(tree.images)), dtype=np.bool_),
    )


def ends_of(floor: Ints, earned: Ints, order: Ints) -> Ints:
    """The least reduced price of a day for every choice of its first k stops, k from 0 to n one after the other.

    `floor` is by mask of the problem's stops, `earned` what each of its sets earns; bit k of the result is stop
    order[k]. The part of k begins at 2^k - 1.
    """
    masks = np.zeros(1, dtype=np.int64)
    for stop in order:
        masks = np.concatenate((masks, masks | 1 << int(stop)))
    level = floor[masks]
    level[level < NEVER] -= earned[masks[level < NEVER]]
    levels = [level]
    while len(level) > 1:
        half = len(level) // 2
        level = np.minimum(level[:half], level[half:])
        levels.append(level)
    return np.concatenate((*reversed(levels), [NEVER]))


@njit(cache=True, nogil=True)
def search(tree, state, cost, most_nodes):
    """Go on until a leaf that bounds below `cost` is reached, so many nodes were looked into, or all is done."""
    n = tree.first.size - 1
    budget = most_nodes
    while True:
        depth = state.depth[0]
        if depth < 0:
            return FINISHED
        if depth == n:
            state.depth[0] = n - 1  # the leaf was told; go on beside it
            depth = n - 1
        if state.counts[depth] < 0:
            if budget <= 0:
                return PAUSED
            budget -= 1
            _open_node(tree, state, depth, cost)
        child = state.next_child[depth]
        if child >= state.counts[depth] or state.bounds[depth, child] >= cost:
            state.counts[depth] = -1
            state.depth[0] = depth - 1
            continue
        state.next_child[depth] += 1
        _enter(tree, state, depth, state.children[depth, child])
        state.depth[0] = depth + 1
        state.counts[depth + 1] = -1
        if depth + 1 == n:
            state.leaves[0] += 1
            budget -= 1
            if _leaf_bound(tree, state, cost) < cost:
                return LEAF


@njit(cache=True, nogil=True)
def _open_node(tree, state, depth, cost):
    """List the choices of the next stop that may be part of something cheaper than `cost`, least bound first."""
    state.nodes[0] += 1
    state.next_child[depth] = 0
    count = 0
    for choice in range(tree.first[depth], tree.first[depth + 1]):
        is_repeat = False
        for exchange in range(len(tree.images)):
            if state.keeps[depth, exchange] and tree.images[exchange, choice] < choice:
                is_repeat = True
                break
        if is_repeat:
            continue
        bound = _bound(tree, state, depth, choice)
        if bound >= cost:
            continue
        place = count
        while place and state.bounds[depth, place - 1] > bound:
            state.bounds[depth, place] = state.bounds[depth, place - 1]
            state.children[depth, place] = state.children[depth, place - 1]
            place -= 1
        state.bounds[depth, place] = bound
        state.children[depth, place] = choice
        count += 1
    state.counts[depth] = count


@njit(cache=True, nogil=True)
def _bound(tree, state, depth, choice):
    """What no week with the choices so far and this one costs less than; NEVER if there is none."""
    bound = state.spent[depth] + tree.prices[choice] + tree.cheapest_after[depth + 1]
    begins = (1 << (depth + 1)) - 1
    for day in range(tree.visits.shape[1]):
        mask = state.masks[depth, day]
        delivered, collected = state.delivered[depth, day], state.collected[depth, day]
        if tree.visits[choice, day]:
            mask |= 1 << depth
            delivered += tree.delivered[choice, day]
            collected += tree.collected[choice, day]
        runs, most = 0, tree.capacity.shape[1] - 1
        while tree.capacity[day, runs] < max(delivered, collected):
            runs += 1
            if runs > most:
                return NEVER
        end = tree.ends[min(max(runs - 1, 0), tree.ends.shape[0] - 1), day, begins + mask]
        if end >= NEVER:
            return NEVER
        bound += end
    return bound


@njit(cache=True, nogil=True)
def _leaf_bound(tree, state, cost):
    """What the choice of all patterns costs at least; no further found out than it takes to reach `cost`."""
    n, days = tree.first.size - 1, tree.visits.shape[1]
    bounds = np.empty(days, dtype=np.int64)
    price = np.int64(0)
    for day in range(days):
        end = tree.ends[0, day, (1 << n) - 1 + state.masks[-1, day]]
        known = known_bound(tree.leaves, day, state.masks[-1, day], state.taken[-1, day])
        bounds[day] = max(end + state.spent_by_day[-1, day], known)
        price += bounds[day]
        if price >= cost or known >= NEVER:
            return max(price, cost)
    for day in range(days):
        bound = day_bound(tree.leaves, day, state.masks[-1, day], state.taken[-1, day])
        price += max(bound - bounds[day], 0)
        if price >= cost:
            break
    return price


@njit(cache=True, nogil=True)
def day_bounds(tree, state):
    """What each day of the leaf costs at least, shape (days,)."""
    bounds = np.zeros(tree.visits.shape[1], dtype=np.int64)
    for day in range(tree.visits.shape[1]):
        bounds[day] = day_bound(tree.leaves, day, state.masks[-1, day], state.taken[-1, day])
    return bounds


@njit(cache=True, nogil=True)
def _enter(tree, state, depth, choice):
    state.chosen[depth] = choice
    state.spent[depth + 1] = state.spent[depth] + tree.prices[choice]
    for day in range(tree.visits.shape[1]):
        visited = tree.visits[choice, day]
        state.spent_by_day[depth + 1, day] = state.spent_by_day[depth, day] + tree.pays[choice, day]
        state.masks[depth + 1, day] = state.masks[depth, day] | (np.int64(visited) << depth)
        state.delivered[depth + 1, day] = state.delivered[depth, day] + tree.delivered[choice, day]
        state.collected[depth + 1, day] = state.collected[depth, day] + tree.collected[choice, day]
        state.taken[depth + 1, day] = state.taken[depth, day] + tree.taken[choice, day]
    for exchange in range(len(tree.images)):
        state.keeps[depth + 1, exchange] = (
            state.keeps[depth, exchange] and tree.images[exchange, choice] == choice
        )


@njit(cache=True, nogil=True)
def open_bound(state, cost):
    """What no week costs less than in what the search has not looked into yet; `cost` where nothing is left."""
    least, last = cost, state.depth[0]
    if 0 <= last < state.counts.size - 1 and state.counts[last] < 0:  # reached, and not opened yet
        if not last:
            return 0
        least = min(least, state.bounds[last - 1, state.next_child[last - 1] - 1])
    for depth in range(last + 1):
        if depth < state.counts.size - 1 and state.counts[depth] >= 0:
            child = state.next_child[depth]
            if child < state.counts[depth]:
                least = min(least, state.bounds[depth, child])
    return least
