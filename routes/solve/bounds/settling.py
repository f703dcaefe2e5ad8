"""Find the cheapest week when all runs that can matter are listed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routes.progress import OutOfTime
from routes.solve.bounds.choosing import choose_routes
from routes.solve.bounds.cuts import SubsetCut
from routes.solve.bounds.generation import Generation
from routes.solve.bounds.inspection import Inspector
from routes.solve.bounds.pricing import Route, Runs

FEW_RUNS = 4_000  # HiGHS chooses among so many at once
MOST_RUNS = 60_000  # and among so many if cuts leave no fewer
FIRST_ROUTES = 1_000
LITTLE = 0.03  # of the gap: rounds of cuts that close less are not worth it
ROUNDING = 1e-7  # of a bound that HiGHS gives in floats
TIME_SHARE = 0.9  # of the time left: HiGHS looks at the clock now and then only


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is known about the weeks of the listed runs."""

    bound: int  # none of them costs less, up to the limit
    routes: tuple[Route, ...] | None  # a week that costs the bound, if one was found


def settle(parent: Generation, listed: Sequence[Runs], limit: int) -> Settled:
    """The cheapest week of at most `limit`; `listed` are all runs that such a week can have."""
    inspectors = [Inspector(parent.numbers, runs) for runs in listed]
    generation = _generation(parent, inspectors)
    try:
        few = _are_few(generation, inspectors, limit)
    except OutOfTime:
        few = False
    bound = min(limit, max(parent.bound, generation.bound))
    return _chosen(generation, inspectors, bound, limit) if few else Settled(bound=bound, routes=None)


def _are_few(generation: Generation, inspectors: list[Inspector], limit: int) -> bool:
    """Cut until so few runs are left that HiGHS can choose among them; False if no week is left, or too many."""
    while True:
        before = generation.bound
        mixture = generation.converge()
        if generation.bound >= limit:
            return False
        _forget_dear(generation, inspectors, limit)
        runs = sum(len(each.runs.prices) for each in inspectors)
        stalls = generation.bound - before < LITTLE * (limit - generation.bound)
        if runs <= FEW_RUNS or (runs <= MOST_RUNS and stalls):
            return True
        if not generation.cut(mixture, whole=True):
            return runs <= MOST_RUNS


def _generation(parent: Generation, inspectors: list[Inspector]) -> Generation:
    """The same rows with the listed runs alone, and cuts that need no memory any more."""
    assert parent.duals is not None
    routes = [
        inspector.route(int(run))
        for inspector in inspectors
        for run in np.argsort(inspector.reduced(parent.duals), kind="stable")[:FIRST_ROUTES]
    ]
    generation = Generation(
        parent.numbers,
        inspectors,
        routes,
        scale=parent.scale,
        dearest=parent.dearest,
        watch=parent.watch,
        pool=parent.pool,
    )
    cuts = parent.master.cuts
    generation.master.add_cuts(
        dict.fromkeys(generation.unforgetting(cut) if isinstance(cut, SubsetCut) else cut for cut in cuts)
    )
    return generation


def _forget_dear(generation: Generation, inspectors: list[Inspector], limit: int) -> None:
    """Keep the runs that a week within the limit can have (reduced cost fixing)."""
    duals = generation.duals
    assert duals is not None
    gap = (limit - generation.bound + 1) * generation.scale
    for inspector in inspectors:
        inspector.keep(inspector.reduced(duals) <= gap)


def _chosen(generation: Generation, inspectors: list[Inspector], bound: int, limit: int) -> Settled:
    """What HiGHS chooses."""
    routes = [each.route(run) for each in inspectors for run in range(len(each.runs.prices))]
    chosen = choose_routes(
        generation.numbers,
        routes,
        generation.master.cuts,
        unit=generation.master.unit,
        time_limit_s=TIME_SHARE * generation.watch.left_s,
    )
    if chosen.routes is None:
        return Settled(bound=limit if chosen.is_proven else bound, routes=None)
    price = sum(route.price for route in chosen.routes)
    if chosen.is_proven:
        return Settled(bound=min(price, limit), routes=chosen.routes)
    return Settled(bound=max(bound, min(limit, int(chosen.bound * (1 - ROUNDING)))), routes=None)
