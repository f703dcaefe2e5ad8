"""Make routes to begin with: from every call on to the nearest that fits, until none does."""

import numpy as np

from routes.solve.bounds.network import CAPACITY_OF, MOST_WORK, NEVER, Network
from routes.solve.inputs import Bools
from routes.solve.limits import HUB


def nearest_chains(network: Network) -> list[list[int]]:
    """The nodes of every beginning of every chain that may return to the hub."""
    chains = []
    for first in range(1, len(network.price)):
        chain = _Chain(network)
        node = first
        while chain.fits()[node]:
            chain.extend(node)
            if chain.may_return():
                chains.append(chain.nodes.copy())
            node = chain.nearest()
    return chains


class _Chain:
    """A partial run from the hub."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.nodes: list[int] = []
        self.at, self.picked, self.fullest = HUB, 0, 0
        self.ready, self.work = int(network.opens[HUB]), 0
        self.seen = np.zeros(network.own.shape[1], dtype=np.int64)

    def fits(self) -> Bools:
        """Which nodes may come next."""
        n, at = self.network, self.at
        picked = self.picked + n.drops
        fullest = np.maximum(self.fullest + n.lifts, picked)
        ready = np.maximum(self.ready + n.clock[at], n.opens)
        fits = (n.price[at] < NEVER) & (fullest <= n.limits[CAPACITY_OF]) & (ready <= n.closes)
        fits &= (self.work + n.work[at] <= n.work_left) & ~(n.forbids & self.seen).any(axis=1)
        fits[HUB] = False
        return np.asarray(fits)

    def nearest(self) -> int:
        """The cheapest next node that fits, or the hub."""
        price = np.where(self.fits(), self.network.price[self.at], NEVER)
        return int(price.argmin()) if price.min() < NEVER else HUB

    def extend(self, node: int) -> None:
        """Serve a node."""
        n = self.network
        self.picked += int(n.drops[node])
        self.fullest = max(self.fullest + int(n.lifts[node]), self.picked)
        self.ready = max(self.ready + int(n.clock[self.at, node]), int(n.opens[node]))
        self.work += int(n.work[self.at, node])
        self.seen |= n.own[node]
        self.at = node
        self.nodes.append(node)

    def may_return(self) -> bool:
        """Whether the run may end here."""
        n, at = self.network, self.at
        in_time = self.ready + n.clock[at, HUB] <= n.closes[HUB]
        return bool(
            n.price[at, HUB] < NEVER and in_time and self.work + n.work[at, HUB] <= n.limits[MOST_WORK]
        )
