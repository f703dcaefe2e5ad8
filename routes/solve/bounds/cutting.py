"""Choose cuts that the cheapest mixture of runs breaks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from routes.solve.bounds.cuts import HUB, CapacityCut, Floats, SubsetCut, coefficients
from routes.solve.bounds.separation import crossed_triples, crowded_sets
from routes.solve.inputs import Bools, Ints
from routes.solve.limits import CAPACITY
from routes.solve.numbers import Numbers

LEAST_LACK = 0.03  # cuts broken by less than so much of a run are not worth a row
MOST_CAPACITY_CUTS = 20  # a round
MOST_SUBSET_CUTS = 40
MOST_OF_A_STOP = 5  # subset-row cuts a round


class Scope:
    """Some days together, and what every choice of patterns moves on them at least."""

    def __init__(self, numbers: Numbers, days: Iterable[int]) -> None:
        self.days = frozenset(days)
        on_them = np.isin(np.arange(len(numbers.most_runs)), list(self.days))
        kept = np.where(on_them & (numbers.call_of >= 0), numbers.call_of, -1)
        self.lifts = _least_of_stops(numbers, kept, numbers.delivered)
        self.drops = _least_of_stops(numbers, kept, numbers.collected)
        here = np.isin(numbers.fleet_day, list(self.days))
        self.capacity = int(numbers.limits[here, CAPACITY].max(initial=1))
        visits = (kept >= 0).sum(axis=1)
        most = [visits[a:b].max(initial=0) for a, b in pairwise(numbers.first_choice)]
        self.served_once: Bools = np.array(most) <= 1  # by no choice more often on these days

    def runs_for(self, stops: Bools) -> int:
        """How many runs the stops need at least."""
        return -(-int(max(self.lifts[stops].sum(), self.drops[stops].sum())) // self.capacity)


def scopes_of(numbers: Numbers) -> list[Scope]:
    """Every day, and all together."""
    days = sorted({int(d) for d in numbers.fleet_day})
    return [Scope(numbers, [d]) for d in days] + ([Scope(numbers, days)] if len(days) > 1 else [])


def capacity_cuts(scope: Scope, days: Ints, routes: Ints, shares: Floats) -> list[CapacityCut]:
    """Capacity cuts that are broken, most first; routes as `coefficients` reads them."""
    n, here = len(scope.lifts), np.isin(days, list(scope.days))
    if not here.any() or not (scope.lifts.any() or scope.drops.any()):
        return []
    flow = np.zeros((n + 1, n + 1))
    for share, route in zip(shares[here], routes[here] + 1, strict=True):
        np.add.at(flow, (route[:-1], route[1:]), share)
    flow[0, 0] = 0.0
    lacking, sets = crowded_sets(flow, scope.lifts, scope.drops, scope.capacity, LEAST_LACK)
    chosen: dict[bytes, CapacityCut] = {}
    for k in np.argsort(-lacking, kind="stable"):
        if len(chosen) < MOST_CAPACITY_CUTS:
            stops = frozenset(map(int, np.flatnonzero(sets[k])))
            runs = scope.runs_for(sets[k])
            chosen.setdefault(sets[k].tobytes(), CapacityCut(days=scope.days, stops=stops, runs=runs))
    return list(chosen.values())


def subset_cuts(
    scope: Scope, days: Ints, routes: Ints, shares: Floats, known: Sequence[SubsetCut]
) -> list[SubsetCut]:
    """Subset-row cuts that are broken, most first; with the memory that they had before."""
    here = np.isin(days, list(scope.days))
    routes, shares = routes[here], shares[here]
    stops = np.flatnonzero(scope.served_once)
    visits = np.array([[(route == stop).sum() for stop in stops] for route in routes], dtype=np.int64)
    if not len(stops) or not len(routes):
        return []
    triples = sorted(crossed_triples(visits, shares, LEAST_LACK), reverse=True)
    used = np.zeros(len(scope.served_once), dtype=np.int64)
    memories = {(cut.days, cut.stops): cut.memory for cut in known}
    cuts: list[SubsetCut] = []
    for _, *three in triples:
        chosen = stops[list(three)]
        if used[chosen].max() < MOST_OF_A_STOP and len(cuts) < MOST_SUBSET_CUTS:
            used[chosen] += 1
            members = frozenset(map(int, chosen))
            memory = _memory(members, routes) | memories.get((scope.days, members), frozenset())
            cuts.append(SubsetCut(days=scope.days, stops=members, memory=memory))
    return cuts


def is_idle(cut: CapacityCut | SubsetCut, days: Ints, routes: Ints, shares: Floats) -> bool:
    """Whether the mixture keeps the cut with room to spare."""
    counted = float(coefficients(cut, days, routes) @ shares)
    return abs(counted - cut.runs) > 2 * LEAST_LACK


def _memory(members: frozenset[int], routes: Ints) -> frozenset[int]:
    """The stops between any two of the members that a route serves one after the other."""
    memory = set(members)
    for route in routes:
        at = [k for k, stop in enumerate(route) if int(stop) in members]
        if len(at) > 1:
            gaps = sorted(pairwise(at), key=lambda gap: gap[1] - gap[0])
            for first, last in gaps[: len(at) // 2]:
                memory |= {int(stop) for stop in route[first:last] if stop != HUB}
    return frozenset(memory)


def _least_of_stops(numbers: Numbers, kept: Ints, crates: Ints) -> Ints:
    """The least that any choice of each stop moves on its kept calls."""
    moved = np.where(kept >= 0, crates[kept], 0).sum(axis=1)
    least = [moved[a:b].min() if b > a else 0 for a, b in pairwise(numbers.first_choice)]
    return np.array(least, dtype=np.int64)
