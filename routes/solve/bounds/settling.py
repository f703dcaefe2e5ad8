"""Find the cheapest week when all runs that can matter are listed.

Cuts and reduced costs leave fewer and fewer of them; when these are few, HiGHS chooses among them. Where they
stay many, the weeks are parted in two (`parting`), the more promising part first, until each is dear or has few
runs. The network relaxes waiting and where breaks fit, so the runs that are chosen are priced as they are truly
driven, and it is chosen again until no price is new.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

import numpy as np

from routes.progress import OutOfTime
from routes.solve.bounds.choosing import choose_routes
from routes.solve.bounds.cuts import Cut, SubsetCut
from routes.solve.bounds.driving import truly_driven
from routes.solve.bounds.generation import Generation
from routes.solve.bounds.inspection import Inspector, chosen_runs
from routes.solve.bounds.master import Mixture
from routes.solve.bounds.parting import Part, halves
from routes.solve.bounds.pricing import Route, Runs
from routes.solve.inputs import NEVER

FEW_RUNS = 2_000  # HiGHS chooses among so many at once
MOST_RUNS = 60_000  # and among so many if neither cuts nor parting leave fewer
FIRST_ROUTES = 1_000
LITTLE = 0.03  # of the gap: rounds of cuts that close less are not worth it
ROUNDING = 1e-7  # of a bound that HiGHS gives in floats
TIME_SHARE = 0.9  # of the time left: HiGHS looks at the clock now and then only


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is known about the weeks of the listed runs."""

    bound: int  # none of them costs less, up to the limit
    routes: tuple[Route, ...] | None  # the cheapest week that was found, if it costs less than the limit


def settle(parent: Generation, listed: Sequence[Runs], limit: int) -> Settled:
    """The cheapest week of less than `limit`; `listed` are all runs that such a week can have."""
    settling = _Settling(parent, limit)
    settling.open(
        _Branch(
            part=Part(numbers=parent.numbers),
            bound=parent.bound,
            runs=tuple(listed),
            cuts=_unforgetting(parent),
        )
    )
    try:
        while settling.take():
            pass
    except OutOfTime:
        pass
    return Settled(bound=settling.bound, routes=settling.routes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Branch:
    """A part of the weeks that is not settled yet."""

    part: Part
    bound: int
    runs: tuple[Runs, ...]  # of each fleet, all that a week of the part within the limit can have
    cuts: tuple[Cut, ...]


@dataclass(slots=True)
class _Settling:
    """The parts that are left, and the cheapest week so far."""

    parent: Generation
    limit: int
    routes: tuple[Route, ...] | None = None
    branches: list[tuple[int, int, _Branch]] = field(default_factory=list)  # a heap by bound
    left: int = NEVER  # the least bound of a part that can be neither settled nor parted
    number: Iterator[int] = field(default_factory=count)
    truth: dict[Route, Route | None] = field(default_factory=dict)  # runs as they are truly driven

    @property
    def bound(self) -> int:
        """What no week costs less than, up to the limit."""
        return min(self.limit, self.left, *(bound for bound, _, _ in self.branches))

    def open(self, branch: _Branch) -> None:
        """Keep a part for later."""
        heappush(self.branches, (branch.bound, next(self.number), branch))

    def take(self) -> bool:
        """Settle or part the most promising part; False if none is left that may hold a cheaper week.

        Raises
        ------
        OutOfTime
            If there is no time for it; the part stays.
        """
        if not self.branches or self.branches[0][0] >= self.limit:
            return False
        self.parent.watch.check()
        branch = heappop(self.branches)[2]
        generation, inspectors = self._generation(branch)
        try:
            mixture = self._converged(generation, inspectors)
            new = self._settled_or_parted(branch, generation, inspectors, mixture) if mixture else []
        except OutOfTime:
            self.open(_left_of(branch, generation, inspectors, branch.part))
            raise
        for each in new:
            self.open(each)
        return True

    def _converged(self, generation: Generation, inspectors: list[Inspector]) -> Mixture | None:
        """Cut until the runs are few or cuts close little; None if no week is left."""
        while True:
            before = generation.bound
            mixture = generation.converge()
            if generation.bound >= self.limit:
                return None
            _forget_dear(generation, inspectors, self.limit)
            stalls = generation.bound - before < LITTLE * (self.limit - generation.bound)
            if _number_of(inspectors) <= FEW_RUNS or stalls or not generation.cut(mixture, whole=True):
                return mixture

    def _settled_or_parted(
        self, branch: _Branch, generation: Generation, inspectors: list[Inspector], mixture: Mixture
    ) -> list[_Branch]:
        """What is left of a part; nothing if its cheapest week is known."""
        runs = _number_of(inspectors)
        parts = halves(branch.part, generation.master, mixture.shares) if runs > FEW_RUNS else None
        if parts:
            return [_left_of(branch, generation, inspectors, part) for part in parts]
        bound = self._chosen(generation, inspectors) if runs <= MOST_RUNS else generation.bound
        bound = max(bound, branch.bound)
        if bound < self.limit:
            self.left = min(bound, self.left)
        return []

    def _generation(self, branch: _Branch) -> tuple[Generation, list[Inspector]]:
        """The rows of a part with its listed runs alone, and cuts that need no memory any more."""
        parent, part = self.parent, branch.part
        assert parent.duals is not None
        inspectors = [Inspector(part.numbers, runs) for runs in branch.runs]
        routes = [
            inspector.route(int(run))
            for inspector in inspectors
            for run in np.argsort(inspector.reduced(parent.duals), kind="stable")[:FIRST_ROUTES]
        ]
        generation = Generation(
            part.numbers,
            inspectors,
            routes,
            scale=parent.scale,
            dearest=parent.dearest,
            watch=parent.watch,
            pool=parent.pool,
            held=part.held,
        )
        generation.master.add_cuts(cut for cut in branch.cuts if cut not in part.held)
        return generation, inspectors

    def _chosen(self, generation: Generation, inspectors: list[Inspector]) -> int:
        """Let HiGHS choose among the runs; what no week of theirs costs less than, up to the limit."""
        listed = [each.route(run) for each in inspectors for run in range(len(each.runs.prices))]
        if len(listed) <= FEW_RUNS:
            self._learn(generation, listed)
        bound = generation.bound
        while generation.watch.left_s > 0:
            routes = [driven for route in listed if (driven := self.truth.get(route, route))]
            chosen = choose_routes(
                generation.numbers,
                routes,
                generation.master.cuts,
                unit=generation.master.unit,
                time_limit_s=TIME_SHARE * generation.watch.left_s,
            )
            if chosen.routes is None:
                return self.limit if chosen.is_proven else bound
            bound = max(bound, min(self.limit, int(chosen.bound * (1 - ROUNDING))))
            if not chosen.is_proven:
                break
            if not self._learn(generation, chosen.routes):
                self._keep(chosen.routes)
                return self.limit
        return bound

    def _learn(self, generation: Generation, routes: Sequence[Route]) -> bool:
        """Price routes as they are truly driven; whether some are dearer."""
        new = [route for route in routes if self.truth.get(route) != route]
        self.truth |= {route: truly_driven(generation.numbers, route) for route in new}
        self.truth |= {driven: driven for route in new if (driven := self.truth[route])}
        return any(self.truth[route] != route for route in new)

    def _keep(self, routes: tuple[Route, ...]) -> None:
        price = sum(route.price for route in routes)
        if price < self.limit:
            self.limit, self.routes = price, routes


def _left_of(branch: _Branch, generation: Generation, inspectors: list[Inspector], part: Part) -> _Branch:
    """What is known by now of a part of a branch."""
    return _Branch(
        part=part,
        bound=max(branch.bound, generation.bound),
        runs=tuple(chosen_runs(each.runs, part.has(each.runs)) for each in inspectors),
        cuts=tuple(generation.master.cuts),
    )


def _number_of(inspectors: Sequence[Inspector]) -> int:
    return sum(len(each.runs.prices) for each in inspectors)


def _unforgetting(parent: Generation) -> tuple[Cut, ...]:
    """The cuts so far with all stops as their memory."""
    cuts = (parent.unforgetting(cut) if isinstance(cut, SubsetCut) else cut for cut in parent.master.cuts)
    return tuple(dict.fromkeys(cuts))


def _forget_dear(generation: Generation, inspectors: list[Inspector], limit: int) -> None:
    """Keep the runs that a week within the limit can have (reduced cost fixing)."""
    duals = generation.duals
    if duals is None:
        return
    gap = (limit - generation.bound + 1) * generation.scale
    for inspector in inspectors:
        inspector.keep(inspector.reduced(duals) <= gap)
