"""Find the runs of one fleet that the dual prices make cheapest.

Every run is walked from both ends and put together in the middle (Righini & Salani 2006), where middle is half of
the resource that binds most: load or time. The half moves until both sides have as many labels.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from routes.solve.bounds.duals import Duals
from routes.solve.bounds.enumeration import legs_within, list_runs, trace
from routes.solve.bounds.joining import join, path
from routes.solve.bounds.labelling import DROP, GO_ON, STOP, walk
from routes.solve.bounds.labels import (
    BITS,
    FULLEST,
    OWN,
    PICKED,
    READY,
    WORDS,
    Buckets,
    Labels,
    Side,
)
from routes.solve.bounds.network import BREAK_PRICE, CAPACITY_OF, FREE_WORK, NEVER, binds_by_time, bits
from routes.solve.bounds.shelves import EVERYTHING
from routes.solve.bounds.sides import PricedNetwork
from routes.solve.inputs import Bools, Ints
from routes.solve.numbers import Numbers

BUCKETS = 25
MOST_LABELS = 1_000_000  # of each side
ROUTES_A_ROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Route:
    """A run: the calls in their order."""

    fleet: int
    calls: tuple[int, ...]
    price: int  # in the unit of Numbers, as the network has it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Runs:
    """Very many runs of one fleet."""

    fleet: int
    calls: Ints  # of all runs, one after the other
    first: Ints  # shape (runs + 1,): run r has the calls first[r] to first[r + 1] - 1
    prices: Ints  # shape (runs,), in the unit of Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Priced:
    """What pricing found."""

    routes: tuple[Route, ...]  # cheaper than nothing, cheapest first
    least: int | None  # the least reduced price of any run, at most 0; None if that is not known


class Pricer:
    """One fleet."""

    def __init__(
        self, numbers: Numbers, fleet: int, scale: int, neighbours: int, halt: Ints, *, coarse: bool = False
    ) -> None:
        self.fleet, self.scale, self.halt = fleet, scale, halt
        self.network = PricedNetwork(numbers, fleet, scale, coarse=coarse)
        self.calls, self.out = self.network.calls, self.network.out
        self.remember(neighbours)
        self.most_labels = MOST_LABELS
        self.mains = (READY, READY) if binds_by_time(self.out) else (FULLEST, PICKED)
        self.low, self.high = self._range()
        self.half = (self.low + self.high) // 2

    def remember(self, neighbours: int) -> None:
        """Let every node remember this many nearest stops."""
        self.neighbours = neighbours
        self.remembers = self.network.neighbourhoods(neighbours)

    def price(self, duals: Duals, pool: ThreadPoolExecutor, mode: int) -> Priced:
        """Runs of negative reduced price; with mode EVERYTHING also the least reduced price."""
        sides = self.network.sides(duals, self.remembers)
        out, home = self.walk_halves(sides, pool, mode)
        there, back = self._buckets()
        best, pairs = join(sides[0], out, home, there.main, self.half, back, self.halt)
        is_exact = mode == EVERYTHING and out.is_complete and home.is_complete and not self.halt[0]
        if mode == EVERYTHING:
            self._balance(out.made, home.made)
            if not (is_exact or self.halt[0]):
                self._simplify()
        return Priced(
            routes=tuple(self._routes(best, pairs, out, home)),
            least=int(best.min()) if is_exact else None,
        )

    def walk_halves(
        self, sides: tuple[Side, Side], pool: ThreadPoolExecutor, mode: int
    ) -> tuple[Labels, Labels]:
        """The labels of both sides up to the middle."""
        there, back = self._buckets()
        nothing = _nobody(sides[0])
        half = self.low + self.high - self.half
        homeward = pool.submit(
            walk, sides[1], back, half, DROP, mode, nothing, there, 0, self.most_labels, self.halt
        )
        out = walk(sides[0], there, self.half, STOP, mode, nothing, back, 0, self.most_labels, self.halt)
        return out, homeward.result()

    def narrow(self, duals: Duals, pool: ThreadPoolExecutor, gap: int) -> None:
        """Forget the legs that no run of reduced price up to `gap` drives (Irnich et al. 2010)."""
        walked = self._within(self.network.sides(duals, self.remembers), pool, gap, self.most_labels)
        if walked is not None:
            self.network.keep(walked[0])

    def runs_within(self, duals: Duals, pool: ThreadPoolExecutor, gap: int, most_labels: int) -> Runs | None:
        """Every run whose reduced price is at most `gap`, the cheapest of each set; None if they are too many."""
        sides = self.network.sides(duals, self.remembers)
        walked = self._within(sides, pool, gap, most_labels // 4)  # of one side; joined they are more
        if walked is None:
            return None
        legs, home = walked
        side, (_, back) = self._remembering(sides[0], legs), self._buckets()
        rows, lasts, is_complete = list_runs(
            side, self.out.price, self._served(), home, back, gap + 1, most_labels, self.halt
        )
        return self._runs(rows, lasts) if is_complete else None

    def _within(
        self, sides: tuple[Side, Side], pool: ThreadPoolExecutor, gap: int, most_labels: int
    ) -> tuple[Bools, Labels] | None:
        """The legs of runs of reduced price up to `gap`, and their walks to the hub; None if they are too many."""
        halves = self.walk_halves(sides, pool, EVERYTHING)
        if not (halves[0].is_complete and halves[1].is_complete):
            return None
        there, back = self._buckets()
        half, cost = self.low + self.high - self.half, gap + 1
        homeward = pool.submit(
            walk, sides[1], back, half, GO_ON, EVERYTHING, halves[0], there, cost, most_labels, self.halt
        )
        out = walk(
            sides[0], there, self.half, GO_ON, EVERYTHING, halves[1], back, cost, most_labels, self.halt
        )
        home = homeward.result()
        if not (out.is_complete and home.is_complete):
            return None
        return legs_within(sides[0], out, home, back, cost), home

    def _remembering(self, side: Side, legs: Bools) -> Side:
        """The same for walks that forget no stop, with these legs alone."""
        side = side._replace(legs=side.legs.copy(), nodes=side.nodes.copy())
        side.legs[~legs, 0] = NEVER
        words = int(side.limits[WORDS])
        side.nodes[:, OWN + 2 * words : OWN + 3 * words] = -1
        return side

    def _served(self) -> Ints:
        """The bit of each call, shape (nodes, words); no words where the stops tell the calls."""
        if len(np.unique(self.network.stops)) == len(self.network.stops):
            return np.zeros((len(self.network.stops), 0), dtype=np.int64)
        return bits(np.arange(len(self.calls) + 1)[:, None] == np.arange(1, len(self.calls) + 1))

    def _runs(self, rows: Ints, lasts: Ints) -> Runs:
        """The cheapest run of every set of calls."""
        words = self._served().shape[1]
        sets = rows[lasts[:, 0], -words:] if words else rows[lasts[:, 0], BITS : BITS + self.out.own.shape[1]]
        order = np.lexsort((lasts[:, 1], *sets.T))
        differs = np.ones(len(order), dtype=np.bool_)
        differs[1:] = (sets[order][1:] != sets[order][:-1]).any(axis=1)
        cheapest = lasts[order[differs]]
        nodes, first = trace(rows, cheapest[:, 0])
        return Runs(
            fleet=self.fleet, calls=self.calls[nodes - 1], first=first, prices=cheapest[:, 1] // self.scale
        )

    def _routes(self, best: Ints, pairs: Ints, out: Labels, home: Labels) -> list[Route]:
        turns = np.argsort(best, axis=None, kind="stable")[:ROUTES_A_ROUND]
        routes = []
        for i, j in zip(*np.unravel_index(turns, best.shape), strict=True):
            if best[i, j] >= 0:
                break
            nodes = path(out, int(pairs[i, j, 0])) + path(home, int(pairs[i, j, 1]))[::-1]
            routes.append(self.route(nodes))
        return routes

    def route(self, nodes: Sequence[int]) -> Route:
        """The run through some nodes."""
        legs = [0, *nodes], [*nodes, 0]
        price = int(self.out.price[legs].sum())
        if self.out.work[legs].sum() > self.out.limits[FREE_WORK]:
            price += int(self.out.limits[BREAK_PRICE])
        return Route(
            fleet=self.fleet, calls=tuple(int(self.calls[i - 1]) for i in nodes), price=price // self.scale
        )

    def drives(self, route: Route) -> bool:
        """Whether all legs of the route are still there."""
        at = [0, *np.searchsorted(self.calls, route.calls) + 1, 0]
        return bool((self.out.price[at[:-1], at[1:]] < NEVER).all())

    def least_price(self) -> int:
        """Less than no run costs, in 1/scale: the cheapest legs from and to the hub."""
        return max(
            0, int(self.out.price[0, 1:].min(initial=NEVER) + self.out.price[1:, 0].min(initial=NEVER))
        )

    def _range(self) -> tuple[int, int]:
        """The least and the most that the main resource can be."""
        if self.mains[0] == READY:
            return int(self.out.opens[0]), int(self.out.closes[0])
        return 0, int(self.out.limits[CAPACITY_OF])

    def _buckets(self) -> tuple[Buckets, Buckets]:
        width = max(1, -(-(self.high - self.low + 1) // BUCKETS))
        return Buckets(self.mains[0], self.low, width, BUCKETS), Buckets(
            self.mains[1], self.low, width, BUCKETS
        )

    def _simplify(self) -> None:
        """Let labels remember less, for then they are fewer; or at last let there be more."""
        if self.neighbours:
            self.remember(self.neighbours // 2)
        else:
            self.most_labels *= 4

    def _balance(self, out: int, home: int) -> None:
        """Move the middle towards the side that makes more labels."""
        step = (self.high - self.low) // 50
        if max(out, home) > 1.3 * min(out, home):
            self.half += -step if out > home else step


def _nobody(side: Side) -> Labels:
    """No labels at all."""
    rows = np.zeros((1, BITS + int(side.limits[-2:].sum())), dtype=np.int64)
    first = np.zeros((len(side.nodes), 2), dtype=np.int64)
    return Labels(rows, first, np.full((len(side.nodes), 1), NEVER, dtype=np.int64), 0, True)
