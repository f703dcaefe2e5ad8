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
from routes.solve.bounds.duals import Duals
from routes.solve.bounds.generation import Generation
from routes.solve.bounds.pricing import Pricer, Route, Runs
from routes.solve.bounds.settling import settle
from routes.solve.inputs import Ints
from routes.solve.numbers import Numbers

NEIGHBOURS = 8  # stops that a node remembers
FINENESS = (
    1 << 30
)  # the dearest leg is at least so many units of the duals, so that rounding them costs nothing
LISTING_GAP = 0.04  # of the price: beyond, no listing is tried
GUESSED_GAP = 0.01  # of the bound: where the optimum is looked for if no plan is known
LABELS_A_SECOND = (
    2_000  # of the time left: listing that needs more labels is put off as long as cuts are found
)
FEW_LABELS = 200_000  # and in any case if it needs more than these
MOST_LABELS = 2_000_000
LESS = 0.8  # listing is tried again when the gap has become so much less


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bound:
    """What no week costs less than, and how that is known."""

    price: int  # in the unit of Numbers
    dual_price: int  # what `duals` and `least_reduced` alone prove, see duals.lagrangian_bound
    root_price: int  # the same before the first cuts
    duals: Duals | None  # None if there was no time for any
    least_reduced: tuple[int, ...]  # the least reduced price of each fleet's runs
    proven_orders: tuple[tuple[int, ...], ...] | None  # the calls of each slot in a week that costs `price`
    is_optimal: bool  # a week of this price exists: the known one or `proven_orders`
    seconds: float


def bound_week(
    numbers: Numbers,
    watch: Watch,
    *,
    incumbent_price: int | None = None,
    incumbent: Callable[[], int | None] | None = None,
    threads: int = 2,
) -> Bound:
    """A lower bound on the price of any week, as good as the time allows; never more than a known price.

    `incumbent` is asked again and again for the price of the best plan known by then.
    """
    known = _Known(incumbent_price, incumbent)
    with _halted_in_time(watch) as halt, ThreadPoolExecutor(threads) as pool:
        bounding = _Bounding(numbers, watch, known, halt, pool)
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
        self, numbers: Numbers, watch: Watch, known: _Known, halt: Ints, pool: ThreadPoolExecutor
    ) -> None:
        self.numbers, self.watch, self.known, self.pool = numbers, watch, known, pool
        scale = _scale(numbers)
        fleets = range(len(numbers.fleet_day))
        self.pricers = [Pricer(numbers, fleet, scale, NEIGHBOURS, halt) for fleet in fleets]
        routes = [p.route(chain) for p in self.pricers for chain in nearest_chains(p.out)]
        dearest = max((route.price for route in routes if len(route.calls) == 1), default=1)
        self.generation = Generation(
            numbers, self.pricers, routes, scale=scale, dearest=dearest, watch=watch, pool=pool
        )
        self.root_price = self.listed_price = 0
        self.orders: tuple[tuple[int, ...], ...] | None = None
        self.wide = math.inf  # the gap within which there were too many runs to list

    def run(self) -> None:
        """Raise the bound until it is proven, or no more can be done."""
        mixture = self.generation.converge()
        self.root_price = self.generation.bound
        while self.generation.bound < self.known.price:
            few = min(FEW_LABELS, int(LABELS_A_SECOND * self.watch.left_s))
            if self._is_settled(few):
                return
            if not self.generation.cut(mixture, whole=False):
                self._is_settled(MOST_LABELS)
                return
            mixture = self.generation.converge()

    def best(self) -> Bound:
        """What is known by now."""
        known, generation = self.known.price, self.generation
        price = int(min(known, max(generation.bound, self.listed_price)))
        return Bound(
            price=price,
            dual_price=generation.bound,
            root_price=self.root_price or generation.bound,
            duals=generation.duals,
            least_reduced=generation.least_reduced,
            proven_orders=self.orders,
            is_optimal=self.orders is not None or price == known,
            seconds=self.watch.spent_s,
        )

    def _is_settled(self, most_labels: int) -> bool:
        """Whether all runs that can matter could be listed, and no more can be learnt from them."""
        bound, known = self.generation.bound, self.known.price
        limit = int(min(known, bound * (1 + GUESSED_GAP))) if known == math.inf else int(known)
        gap = limit - bound
        if gap > LISTING_GAP * limit or (gap > LESS * self.wide and most_labels < MOST_LABELS):
            return False
        listed = self._listed(gap, most_labels)
        if listed is None:
            self.wide = gap
            return False
        settled = settle(self.generation, listed, limit)
        self.listed_price = settled.bound
        if settled.routes is not None and settled.bound == sum(route.price for route in settled.routes):
            self.orders = _orders(self.numbers, settled.routes)
        return True

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
    dearest = int((numbers.metre_price[:, None, None] * numbers.metres[numbers.fleet_ways]).max(initial=1))
    return max(1, FINENESS // max(dearest, 1))


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
