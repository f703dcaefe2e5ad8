"""Bound a week from below, and prove a plan optimal where the runs that can matter are few enough to list.

The chapter in one page. A master program (`master`) mixes the runs found so far into the cheapest week, fractions
allowed; its duals say what every call is worth; pricing (`pricing`) finds runs that these prices make worth
driving; and so on, until there are none (column generation: Desrochers, Desrosiers & Solomon 1992). Then cuts
(`cutting`) forbid mixtures that no whole runs can make, and it begins again. As soon as all runs within the gap
to the known plan can be listed (`enumeration`) they are: from then on pricing is looking through the list, which
shrinks with the gap, until HiGHS chooses among what is left (`choosing`) (Baldacci, Christofides & Mingozzi 2008;
Contardo & Martinelli 2014; Pessoa, Sadykov, Uchoa & Vanderbeck 2020).
"""

import math
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from routes.progress import OutOfTime, Watch
from routes.solve.bounds.chains import nearest_chains
from routes.solve.bounds.driving import true_price
from routes.solve.bounds.duals import Duals, floor_duals, lagrangian_bound
from routes.solve.bounds.generation import Generation
from routes.solve.bounds.pricing import Pricer, Route, Runs
from routes.solve.bounds.settling import settle
from routes.solve.inputs import Ints
from routes.solve.numbers import Numbers

NEIGHBOURS = 8  # stops that a node remembers
FINENESS = 1 << 30  # units of the duals in the dearest leg, at least: rounding them then costs nothing
MANY_CALLS = 90  # of one fleet: with so many, a coarse bound comes first
COARSE_TIME = 0.5  # of the time, at most
LISTING_GAP = 0.04  # of the price: beyond, no listing is tried
GUESSED_GAP = 0.01  # of the bound: where the optimum is looked for if no plan is known
LABELS_A_SECOND = 6_000  # of the time left: listing that needs more is put off as long as cuts are found
FEW_LABELS = 1_200_000  # and so is listing that needs more than these
SMALL_GAP = 0.01  # of the price; within larger gaps, listing is put off five times as soon
MOST_LABELS = 2_000_000
NARROWER = 0.9  # legs are forgotten again when the gap has become so much less
LESS = 0.8  # listing is tried again when the gap has become so much less


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bound:
    """What no week costs less than, and how that is known."""

    price: int  # in the unit of Numbers
    root_price: int  # what column generation and cuts bound, before runs are listed
    uncut_price: int  # the same before the first cuts
    uncut_duals: Duals  # prices that alone prove `uncut_price`
    orders: tuple[tuple[int, ...], ...] | None  # the calls of each slot in a week cheaper than the one known
    is_optimal: bool  # a week of this price exists: the known one or `orders`
    seconds: float


def bound_week(
    numbers: Numbers,
    watch: Watch,
    *,
    incumbent_price: int | None = None,
    incumbent: Callable[[], int | None] | None = None,
    on_bound: Callable[[int], None] = lambda _price: None,
    threads: int = 2,
) -> Bound:
    """A lower bound on the price of any week, as good as the time allows; never more than a known price.

    `incumbent` is asked again and again for the price of the best plan known by then, `on_bound` told the bound.
    """
    known = _Known(incumbent_price, incumbent)
    with _halted_in_time(watch) as halt, ThreadPoolExecutor(threads) as pool:
        bounding = _Bounding(numbers, watch, known, halt, pool, on_bound)
        try:
            if len(numbers.place):
                bounding.run()
        except OutOfTime:
            pass  # what is known by now is the answer
        finally:
            halt[0] = 1
    return bounding.best()


class _Known:
    """The price of the best plan known."""

    def __init__(self, price: int | None, ask: Callable[[], int | None] | None) -> None:
        self._price, self._ask = price, ask

    @property
    def price(self) -> float:
        """Infinite as long as none is known."""
        asked = self._ask() if self._ask else None
        return min((p for p in (self._price, asked) if p is not None), default=math.inf)


@contextmanager
def _halted_in_time(watch: Watch) -> Iterator[Ints]:
    """A flag that the compiled loops look at, set when the time is over."""
    halt = np.zeros(1, dtype=np.int64)
    timer = threading.Timer(max(watch.left_s, 0.0), halt.fill, [1])
    timer.daemon = True
    timer.start()
    try:
        yield halt
    finally:
        timer.cancel()


class _Bounding:
    """The work on one week."""

    def __init__(
        self,
        numbers: Numbers,
        watch: Watch,
        known: _Known,
        halt: Ints,
        pool: ThreadPoolExecutor,
        on_bound: Callable[[int], None],
    ) -> None:
        self.on_bound = on_bound
        self.numbers, self.watch, self.known, self.pool = numbers, watch, known, pool
        self.halt, self.scale = halt, _scale(numbers)
        self.coarse: Generation | None = None
        self.pricers = self._pricers(coarse=False)
        self.generation = self._generation(self.pricers)
        self.uncut: tuple[int, Duals] | None = None  # what was proven before the first cuts
        self.listed_price = 0
        self.orders: tuple[tuple[int, ...], ...] | None = None
        self.order_price = math.inf  # of that week
        self.wide = math.inf  # the gap within which there were too many runs to list
        self.narrow = math.inf  # the gap when legs were forgotten
        self.guess = GUESSED_GAP

    def run(self) -> None:
        """Raise the bound until it is proven, or no more can be done."""
        are_many = max(len(pricer.calls) for pricer in self.pricers) >= MANY_CALLS
        mixture = self.generation.converge(start=self._bound_coarsely() if are_many else None)
        self.uncut = self._proven()
        while self.generation.bound < self.known.price:
            self.on_bound(self.generation.bound)
            is_small = self.known.price <= (1 + SMALL_GAP) * self.generation.bound
            few = min(FEW_LABELS, int(LABELS_A_SECOND * self.watch.left_s))
            if self._is_settled(few if is_small else few // 5):
                return
            if not self.generation.cut(mixture, whole=False):
                self._is_settled(MOST_LABELS)
                return
            self._narrow()
            mixture = self.generation.converge()

    def _bound_coarsely(self) -> Duals | None:
        """Have some bound soon, from routes that one resource alone limits; and the prices that prove it."""
        self.coarse = self._generation(self._pricers(coarse=True))
        self.coarse.converge(until_s=self.watch.spent_s + COARSE_TIME * self.watch.left_s)
        return self.coarse.duals

    def _pricers(self, *, coarse: bool) -> list[Pricer]:
        neighbours = NEIGHBOURS // 2 if coarse else NEIGHBOURS
        fleets = range(len(self.numbers.fleet_day))
        return [Pricer(self.numbers, f, self.scale, neighbours, self.halt, coarse=coarse) for f in fleets]

    def _generation(self, pricers: list[Pricer]) -> Generation:
        routes = [p.route(chain) for p in pricers for chain in nearest_chains(p.out)]
        dearest = max((route.price for route in routes if len(route.calls) == 1), default=1)
        return Generation(
            self.numbers,
            pricers,
            routes,
            scale=self.scale,
            dearest=dearest,
            watch=self.watch,
            pool=self.pool,
        )

    def best(self) -> Bound:
        """What is known by now."""
        uncut_price, uncut_duals = self.uncut or self._proven()
        root_price = max(self.generation.bound, uncut_price)
        price = int(min(self.known.price, max(root_price, self.listed_price)))
        return Bound(
            price=price,
            root_price=root_price,
            uncut_price=uncut_price,
            uncut_duals=uncut_duals,
            orders=self.orders,
            is_optimal=price == min(self.known.price, self.order_price),
            seconds=self.watch.spent_s,
        )

    def _proven(self) -> tuple[int, Duals]:
        """The best bound of prices alone, and the prices: runs that one resource alone limits are cheaper."""
        generations = [each for each in (self.coarse, self.generation) if each]
        best = max(generations, key=lambda each: each.bound)
        if best.duals:
            return best.bound, best.duals
        floors = floor_duals(self.numbers, self.scale)  # there was no time for better ones
        return lagrangian_bound(self.numbers, floors, [0] * len(self.pricers)), floors

    def _is_settled(self, most_labels: int) -> bool:
        """Whether all runs that can matter could be listed, and no more can be learnt from them."""
        bound, known = self.generation.bound, self.known.price
        limit = int(bound * (1 + self.guess)) if known == math.inf else int(known)
        gap = limit - bound
        if gap > LISTING_GAP * limit or (gap > LESS * self.wide and most_labels < MOST_LABELS):
            return False
        listed = self._listed(gap, most_labels)
        if listed is None:
            self.wide = gap
            return False
        settled = settle(self.generation, listed, limit)
        self.listed_price = settled.bound
        if settled.routes is not None:
            self.orders = _orders(self.numbers, settled.routes)
            self.order_price = sum(route.price for route in settled.routes) if self.orders else math.inf
        elif known == math.inf and settled.bound == limit:
            self.guess *= 2  # no week is so cheap
            return self._is_settled(most_labels)
        return True

    def _narrow(self) -> None:
        """Forget legs that no week within the gap drives, if it has become much less."""
        known, duals = self.known.price, self.generation.duals
        gap = known - self.generation.bound
        if duals is None or not gap <= min(LISTING_GAP * known, NARROWER * self.narrow) < math.inf:
            return
        self.narrow = gap
        for pricer in self.pricers:
            pricer.narrow(duals, self.pool, (int(gap) + 1) * pricer.scale)
        self.generation.forget_undriven(self.pricers)

    def _listed(self, gap: int, most_labels: int) -> list[Runs] | None:
        """All runs of the weeks within the gap; None if they are too many."""
        assert self.generation.duals is not None
        listed = []
        for pricer in self.pricers:
            runs = pricer.runs_within(self.generation.duals, self.pool, (gap + 1) * pricer.scale, most_labels)
            self.watch.check()
            if runs is None:
                return None
            listed.append(runs)
        return listed


def _scale(numbers: Numbers) -> int:
    """How many units of the duals make one of the prices."""
    ways = numbers.fleet_ways
    by_metre = numbers.metre_price[:, None, None] * numbers.metres[ways]
    by_second = numbers.second_price[:, None, None] * numbers.seconds[ways]
    return max(1, FINENESS // int((by_metre + by_second).max(initial=1)))


def _orders(numbers: Numbers, routes: tuple[Route, ...]) -> tuple[tuple[int, ...], ...] | None:
    """The calls of each slot; None where the runs are dearer in truth, or some vehicle would have to go twice."""
    orders: list[tuple[int, ...]] = [()] * len(numbers.slot_fleet)
    for fleet in range(len(numbers.fleet_day)):
        slots = np.flatnonzero(numbers.slot_fleet == fleet)
        _, first = np.unique(numbers.slot_vehicle[slots], return_index=True)
        own = [route for route in routes if route.fleet == fleet]
        if len(own) > len(first) or any(true_price(numbers, fleet, r.calls) != r.price for r in own):
            return None
        for slot, route in zip(slots[first], own, strict=False):
            orders[slot] = route.calls
    return tuple(orders)
