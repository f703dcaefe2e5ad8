"""Price a network with the duals, as the kernels read it: from the hub and towards it."""

import numpy as np

from routes.solve.bounds.cuts import CapacityCut, SubsetCut, marks
from routes.solve.bounds.duals import Duals
from routes.solve.bounds.labels import Side
from routes.solve.bounds.network import (
    BYTES,
    NEVER,
    WORD,
    Network,
    coarsened,
    fleet_calls,
    fleet_network,
    towards_hub,
)
from routes.solve.inputs import Bools, Ints
from routes.solve.numbers import Numbers


class PricedNetwork:
    """One fleet's day, seen from both ends."""

    def __init__(self, numbers: Numbers, fleet: int, scale: int, *, coarse: bool) -> None:
        self.fleet, self.day = fleet, int(numbers.fleet_day[fleet])
        self.calls = fleet_calls(numbers, fleet)
        self.stops = np.concatenate(([-1], numbers.place[self.calls] - 1)).astype(np.int64)
        self.size = len(numbers.first_call)  # the stops and the hub
        network = fleet_network(numbers, fleet, scale)
        self.out = coarsened(network) if coarse else network
        self.home = towards_hub(self.out)

    def sides(self, duals: Duals, remembers: Ints) -> tuple[Side, Side]:
        """What the duals make of the network."""
        earned = np.concatenate(([duals.fleets[self.fleet] + duals.days[self.day]], duals.calls[self.calls]))
        cost = self.out.price - earned[None, :]  # a route returns to the hub as often as it leaves
        cuts = []
        for cut, price in duals.cuts:
            if price and self.day in cut.days:
                if isinstance(cut, CapacityCut):
                    inside = marks(cut.stops, self.size)[self.stops]
                    cost[np.ix_(~inside, inside)] -= price
                else:
                    cuts.append((cut, -price))
        cost[self.out.price >= NEVER] = NEVER
        bits = self._cut_bits([cut for cut, _ in cuts])
        penalties = _sums_of_bytes([price for _, price in cuts])
        return _side(self.out, cost, remembers, bits, penalties), _side(
            self.home, cost.T, remembers, bits, penalties
        )

    def keep(self, legs: Bools) -> None:
        """Let no other legs be driven."""
        self.out.price[~legs] = NEVER
        self.home.price[~legs.T] = NEVER

    def neighbourhoods(self, neighbours: int) -> Ints:
        """For every node the bits of so many nearest stops, and its own."""
        near = np.minimum(self.out.price, self.out.price.T)
        remembers = self.out.own.copy()
        for node in range(1, len(self.stops)):
            seen: set[int] = set()
            for other in np.argsort(near[node, 1:], kind="stable") + 1:
                if len(seen) == neighbours:
                    break
                if near[node, other] < NEVER and self.stops[other] not in seen:
                    seen.add(int(self.stops[other]))
                    remembers[node] |= self.out.own[other]
        return remembers

    def _cut_bits(self, cuts: list[SubsetCut]) -> Ints:
        """The words of the cuts that count a node, and of those that remember there, shape (m + 1, 2 words)."""
        words = -(-len(cuts) // WORD)
        bits = np.zeros((len(self.stops), 2 * words), dtype=np.int64)
        for k, cut in enumerate(cuts):
            for first, stops in ((0, cut.stops), (words, cut.memory)):
                bits[:, first + k // WORD] |= marks(stops, self.size)[self.stops].astype(np.int64) << (
                    k % WORD
                )
        return bits


def _sums_of_bytes(prices: list[int]) -> Ints:
    """The sum of the prices that every byte of every word of cuts names, shape (bytes, 256)."""
    words = -(-len(prices) // WORD)
    padded = np.zeros((words, 8 * BYTES), dtype=np.int64)
    for k, price in enumerate(prices):
        padded[k // WORD, k % WORD] = price
    bits = (np.arange(256)[:, None] >> np.arange(8)) & 1
    return np.ascontiguousarray(padded.reshape(-1, 8) @ bits.T)


def _side(network: Network, cost: Ints, remembers: Ints, cut_bits: Ints, penalties: Ints) -> Side:
    columns = (network.lifts, network.drops, network.opens, network.closes, network.work_left)
    nodes = np.column_stack((*columns, network.own, network.forbids, remembers, cut_bits))
    counts = [network.own.shape[1], cut_bits.shape[1] // 2]
    return Side(
        legs=np.stack((cost, network.clock, network.work), axis=2),
        nodes=np.ascontiguousarray(nodes),
        penalties=penalties,
        limits=np.concatenate((network.limits, counts)).astype(np.int64),
    )
