"""Generate columns and cuts: mix, price, cut, and keep the best bound that any duals on the way prove."""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Protocol

import numpy as np

from routes.progress import Watch
from routes.solve.bounds.cuts import Cut, SubsetCut
from routes.solve.bounds.cutting import capacity_cuts, is_idle, scopes_of, subset_cuts
from routes.solve.bounds.duals import Duals, blended, lagrangian_bound, lowered
from routes.solve.bounds.master import Master, Mixture
from routes.solve.bounds.pricing import Priced, Pricer, Route
from routes.solve.bounds.shelves import ALL_BUT_CUTS, EVERYTHING, LOADS_AND_TIMES, MAIN_ALONE
from routes.solve.numbers import Numbers

INERTIA = 0.5  # how much of the last prices stays in those that pricing tries first (Neame 1999)
# looks, if fewer routes are new by then
CLOSER = ((MAIN_ALONE, 12), (LOADS_AND_TIMES, 12), (ALL_BUT_CUTS, 3), (EVERYTHING, 1))
PATIENCE = 0.3  # of the time without any bound: then pricing looks at everything
BETWEEN_BOUNDS = (
    0.1  # of the time: after so long pricing looks at everything, whether the master needs it or not
)
KEPT_ROUTES = 5000  # of the master, when it has twice as many
UNSERVED = 3.0  # what leaving out a visit costs, in the dearest run to one stop alone
DRIVEN = 1e-7  # less of a route is none


class PricesRuns(Protocol):
    """What finds the cheapest runs of a fleet."""

    def price(self, duals: Duals, pool: ThreadPoolExecutor, mode: int) -> Priced:
        """Runs of negative reduced price; with mode EVERYTHING also the least reduced price."""

    def least_price(self) -> int:
        """Less than no run costs, in 1/scale."""


class Generation:
    """A master, what prices its runs, and the best bound so far."""

    def __init__(
        self,
        numbers: Numbers,
        pricers: Sequence[PricesRuns],
        routes: Sequence[Route],
        *,
        scale: int,
        dearest: int,
        watch: Watch,
        pool: ThreadPoolExecutor,
        held: Sequence[Cut] = (),
    ) -> None:
        self.numbers, self.pricers, self.scale, self.watch, self.pool = numbers, pricers, scale, watch, pool
        self.dearest = dearest  # what a run to one stop alone may cost
        self.held = held  # cuts that stay, kept with room to spare or not
        self.master = self._new_master(routes)
        self.master.add_cuts(held)
        self.scopes = scopes_of(numbers)
        self.bound = 0
        self.next_bound_s = watch.spent_s + PATIENCE * watch.left_s
        self.is_exact = False  # whether pricing looked at everything last time
        self.duals: Duals | None = None

    def converge(self, *, until_s: float = math.inf, start: Duals | None = None) -> Mixture:
        """The cheapest mixture of all runs under the cuts so far, or what is known of it by `until_s`.

        `start` are prices to begin with, if some are known that bound much by themselves.

        Raises
        ------
        OutOfTime
            If there is no time for it; the bound holds all the same.
        """
        tried = start
        if start:
            self._price(start, EVERYTHING)
        while True:
            self.watch.check()
            mixture = self.master.solve()
            if self._thin(mixture):
                mixture = self.master.solve()
            tried = blended(mixture.duals, tried, INERTIA) if tried else mixture.duals
            is_due = self.watch.spent_s > min(self.next_bound_s, until_s)
            found = self._price(tried, EVERYTHING) if is_due else 0
            if self.watch.spent_s > until_s:
                return mixture
            found += self._price(tried, MAIN_ALONE)
            for mode, enough in CLOSER:
                if found < enough:
                    found += self._price(mixture.duals, mode)
            if not found and self.is_exact:
                return mixture

    def cut(self, mixture: Mixture, *, whole: bool) -> int:
        """Add cuts that the mixture breaks; how many. With `whole` their memory is all stops."""
        master = self.master
        days, routes = master.arrays(master.routes)
        driven = mixture.shares > DRIVEN
        shown = days[driven], routes[driven], mixture.shares[driven]
        found: list[Cut] = [cut for scope in self.scopes for cut in capacity_cuts(scope, *shown)]
        known = [cut for cut in master.cuts if isinstance(cut, SubsetCut)]
        subsets = (
            [cut for scope in self.scopes for cut in subset_cuts(scope, *shown, known)]
            if len(found) < 3
            else []
        )
        if whole:
            subsets = [self.unforgetting(cut) for cut in subsets]
        again = {(cut.days, cut.stops) for cut in subsets}
        new = [cut for cut in (*found, *subsets) if cut not in master.cuts]
        if new:
            gone = [
                k
                for k, cut in enumerate(master.cuts)
                if cut not in self.held
                and (
                    (isinstance(cut, SubsetCut) and (cut.days, cut.stops) in again)
                    or is_idle(cut, days, routes, mixture.shares)
                )
            ]
            master.drop_cuts(gone)
            master.add_cuts(new)
            self._thin(mixture)
        return len(new)

    def forget_undriven(self, pricers: Sequence[Pricer]) -> None:
        """Begin a new master without the routes over legs that pricers have forgotten."""
        by_fleet = {pricer.fleet: pricer for pricer in pricers}
        self._keep([route for route in self.master.routes if by_fleet[route.fleet].drives(route)])

    def unforgetting(self, cut: SubsetCut) -> SubsetCut:
        """The cut with all stops as its memory."""
        return replace(cut, memory=frozenset(range(len(self.numbers.first_call) - 1)))

    def _price(self, duals: Duals, mode: int) -> int:
        """Price all fleets; how many new routes there are."""
        priced = [pricer.price(duals, self.pool, mode) for pricer in self.pricers]
        leasts = [each.least for each in priced if each.least is not None]
        if len(leasts) == len(priced):
            self._learn(duals, tuple(leasts))
        self.is_exact = mode == EVERYTHING and len(leasts) == len(priced)
        if mode == EVERYTHING:
            self.next_bound_s = self.watch.spent_s + BETWEEN_BOUNDS * self.watch.time_limit_s
        self.watch.check()
        return self.master.add_routes(route for each in priced for route in each.routes)

    def _learn(self, duals: Duals, leasts: tuple[int, ...]) -> None:
        """Raise the bound to what these duals prove."""
        bound = lagrangian_bound(self.numbers, duals, leasts)
        if self.duals is None or bound > self.bound:
            self.bound, self.duals = max(self.bound, bound), duals
        cheapest = min(pricer.least_price() for pricer in self.pricers)
        if min(leasts) < 0 < cheapest:
            self._learn(lowered(duals, cheapest, min(leasts)), (0,) * len(leasts))

    def _thin(self, mixture: Mixture) -> bool:
        """Begin a new master with the best routes if the old one has become large."""
        if len(self.master.routes) <= 2 * KEPT_ROUTES:
            return False
        kept = np.argsort(mixture.reduced, kind="stable")[:KEPT_ROUTES]
        self._keep([self.master.routes[k] for k in sorted(kept)])
        return True

    def _keep(self, routes: Sequence[Route]) -> None:
        """Begin a new master with these routes and the same cuts."""
        cuts = self.master.cuts
        self.master = self._new_master(routes)
        self.master.add_cuts(cuts)

    def _new_master(self, routes: Sequence[Route]) -> Master:
        master = Master(self.numbers, self.dearest / 100, self.scale, UNSERVED * self.dearest)
        master.add_routes(routes)
        return master
