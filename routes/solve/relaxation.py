"""Bound the week from below: patterns and routes with their crates, fractions allowed, by column generation.

The model is set partitioning over routes (Balinski & Quandt 1964) with a choice of patterns for every stop
(Francis, Smilowitz & Tzur 2006); a route is a set of stops with the crates that each of them moves:

    least    sum of choice prices x + sum of route prices y
    each stop                    sum of its x = 1
    each stop, day and crates    sum of the y with them = sum of its x with them that day
    each day and kind            sum of its y <= runs of the kind
    days with a largest number   sum of their y <= that number

The solver's prices are kronor as floats, for its tolerances are made for numbers of that size. They are rounded to
whole numbers before anything is concluded: any dual prices give a bound (weak duality).
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from ortools.math_opt.python import mathopt

from routes.problem import Problem
from routes.progress import Watch
from routes.solve.carrying import NO_OFFER, Offers, carry, unpack
from routes.solve.choices import Choice, LoadRange
from routes.solve.inputs import NEVER, ORE, Ints, second_price, stops_of
from routes.solve.week_tables import WeekDay

ROUTES_A_ROUND = 60  # of each fleet: more make fewer rounds but larger models
KR = 100 * ORE  # a krona in the unit of the tables
NO_GAIN = KR // 10**6  # reduced prices above minus this are nil
UNSERVED_KR = 1e7  # what leaving out a visit costs in the relaxation: more than any week
THREADS = 2
NOTHING_LEFT_OUT = 1e-6

Route = tuple[int, int, int]  # fleet, mask of stops, offers taken: see routes.solve.carrying


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fleet:
    """The alike vehicles of one weekday, and the least price of each set of stops that they can serve."""

    weekday: int
    kind: int  # index into the kinds of the weekday
    runs: int
    capacity: int
    masks: Ints  # shape (sets,)
    lowest: Ints  # shape (sets,), see routes.solve.week_tables
    delivered: Ints  # shape (n, offers): the crates of each offer of a visit
    collected: Ints
    dearer: Ints  # shape (n, offers): what the crates of an offer cost this kind beyond their surplus
    is_offer: Ints  # shape (n, offers)

    def offers(self, gains: Ints) -> Offers:
        """The offers where visits earn `gains`, shape (n, offers)."""
        return Offers(
            gains=np.where(self.is_offer, gains - self.dearer, NO_OFFER),
            delivered=self.delivered,
            collected=self.collected,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Relaxation:
    """The optimum of the relaxed week, in 1/3 600 000 öre."""

    bound: int
    unserved: tuple[int, ...]  # stops that even the relaxed week leaves out
    gains: tuple[Ints, ...]  # for each weekday what visits earn, shape (n, offers)
    run_prices: tuple[int, ...]  # for each fleet what a run pays for being one of few
    routes: tuple[Route, ...]  # those of the model


def fleets_of(
    problem: Problem, loads: Sequence[LoadRange], days: Sequence[WeekDay], second: int
) -> list[Fleet]:
    """The fleets of a week with its tables; `second` is what a second of service costs in the surplus."""
    fleets = []
    for day in days:
        variants = loads[day.weekday].variants
        crates = np.zeros((len(variants), max([1, *map(len, variants)]), 2), dtype=np.int64)
        is_offer = np.zeros(crates.shape[:2], dtype=np.bool_)
        for stop, moved in enumerate(variants):
            crates[stop, : len(moved)] = np.array(moved, dtype=np.int64).reshape(-1, 2)
            is_offer[stop, : len(moved)] = True
        per_crate = np.array([stop.service_per_crate_s for stop in problem.stops], dtype=np.int64)
        for index, (kind, lowest) in enumerate(zip(day.kinds, day.lowest, strict=True)):
            more = crates.sum(axis=2) - (kind.least.delivered + kind.least.collected)[:, None]
            masks = np.flatnonzero(lowest < NEVER)
            fleets.append(
                Fleet(
                    weekday=day.weekday,
                    kind=index,
                    runs=kind.runs,
                    capacity=kind.capacity,
                    masks=masks,
                    lowest=lowest[masks],
                    delivered=crates[:, :, 0].copy(),
                    collected=crates[:, :, 1].copy(),
                    dearer=(second_price(kind.vehicles[0]) - second) * more * per_crate[:, None],
                    is_offer=is_offer,
                )
            )
    return fleets


def relax_week(
    choices: Sequence[Choice],
    surplus: Ints,
    fleets: Sequence[Fleet],
    loads: Sequence[LoadRange],
    most_runs: Mapping[int, int],
    watch: Watch,
    *,
    begin: Sequence[Route] = (),
) -> Relaxation:
    """Solve the relaxation to optimality, from the routes `begin` on.

    Raises
    ------
    OutOfTime
        If the time limit passes meanwhile.
    """
    master = _Master(choices, surplus, fleets, loads, most_runs)
    for route in begin:
        master.add(route)
    with ThreadPoolExecutor(THREADS) as pool:
        while True:
            watch.check()
            duals = master.solve()
            found = list(pool.map(partial(master.cheap_routes, duals), range(len(fleets))))
            for routes, _ in found:
                for route in routes:
                    master.add(route)
            if not any(routes for routes, _ in found):
                return master.relaxation(duals, [least for _, least in found])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Duals:
    gains: tuple[Ints, ...]  # by weekday, shape (n, offers)
    runs: tuple[int, ...]  # by fleet, zero or less: its own row and the one of its day
    own: tuple[int, ...]  # by fleet, its own row
    of_day: Mapping[int, int]
    unserved: tuple[int, ...]


class _Master:
    """The linear model over the routes found so far."""

    def __init__(
        self,
        choices: Sequence[Choice],
        surplus: Ints,
        fleets: Sequence[Fleet],
        loads: Sequence[LoadRange],
        most_runs: Mapping[int, int],
    ) -> None:
        self.choices, self.surplus, self.fleets, self.loads = choices, surplus, fleets, loads
        self.most_runs = most_runs
        self.model = model = mathopt.Model()
        self.routes: dict[Route, None] = {}
        stops = range(1 + max(choice.stop for choice in choices))
        self.chosen = [model.add_linear_constraint(lb=1.0, ub=1.0) for _ in stops]
        self.left_out = [model.add_variable(lb=0.0) for _ in stops]
        for stop in stops:
            self.chosen[stop].set_coefficient(self.left_out[stop], 1.0)
            visits = min(len(choice.pattern) for choice in choices if choice.stop == stop)
            model.objective.set_linear_coefficient(self.left_out[stop], UNSERVED_KR * visits)
        self.rows = {
            (stop, day, number): model.add_linear_constraint(lb=0.0, ub=0.0)
            for day, load in enumerate(loads)
            for stop, moved in enumerate(load.variants)
            for number in range(len(moved))
        }
        self.driven = [model.add_linear_constraint(ub=float(fleet.runs)) for fleet in fleets]
        self.of_day = {day: model.add_linear_constraint(ub=float(most)) for day, most in most_runs.items()}
        for choice, more in zip(choices, surplus, strict=True):
            x = model.add_variable(lb=0.0)
            model.objective.set_linear_coefficient(x, float(more) / KR)
            self.chosen[choice.stop].set_coefficient(x, 1.0)
            for day in choice.pattern:
                self.rows[choice.stop, day, self._number(choice, day)].set_coefficient(x, -1.0)
        self.solver = mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP)

    def _number(self, choice: Choice, day: int) -> int:
        return self.loads[day].variants[choice.stop].index(choice.on(day))

    def add(self, route: Route) -> None:
        """Let the model use a route."""
        index, mask, taken = route
        if route in self.routes:
            return
        self.routes[route] = None
        fleet = self.fleets[index]
        price = int(fleet.lowest[np.searchsorted(fleet.masks, mask)])
        y = self.model.add_variable(lb=0.0)
        self.driven[index].set_coefficient(y, 1.0)
        if fleet.weekday in self.of_day:
            self.of_day[fleet.weekday].set_coefficient(y, 1.0)
        for stop in stops_of(mask):
            number = unpack(taken, stop)
            price += int(fleet.dearer[stop, number])
            self.rows[stop, fleet.weekday, number].set_coefficient(y, 1.0)
        self.model.objective.set_linear_coefficient(y, price / KR)

    def solve(self) -> _Duals:
        """The dual prices of the optimum over the routes so far, as whole numbers."""
        result = self.solver.solve()
        kr = dict(zip(self.rows, result.dual_values(list(self.rows.values())), strict=True))
        gains = []
        for day, load in enumerate(self.loads):
            own = np.zeros((len(load.variants), max([1, *map(len, load.variants)])), dtype=np.int64)
            for stop, moved in enumerate(load.variants):
                for number in range(len(moved)):
                    own[stop, number] = round(kr[stop, day, number] * KR)
            gains.append(own)
        own_runs = [min(0, round(value * KR)) for value in result.dual_values(self.driven)]
        day_runs = {
            day: min(0, round(value * KR))
            for day, value in zip(self.of_day, result.dual_values(list(self.of_day.values())), strict=True)
        }
        left_out = result.variable_values(self.left_out)
        return _Duals(
            gains=tuple(gains),
            runs=tuple(o + day_runs.get(f.weekday, 0) for o, f in zip(own_runs, self.fleets, strict=True)),
            own=tuple(own_runs),
            of_day=day_runs,
            unserved=tuple(stop for stop, value in enumerate(left_out) if value > NOTHING_LEFT_OUT),
        )

    def cheap_routes(self, duals: _Duals, index: int) -> tuple[list[Route], int]:
        """Routes of a fleet with negative reduced price, if there are any, and the least such a price can be."""
        fleet = self.fleets[index]
        if not len(fleet.masks):
            return [], 0
        offers = fleet.offers(duals.gains[fleet.weekday])
        paid = fleet.lowest - duals.runs[index]  # what a run must earn to cost nothing
        enough = paid + NO_GAIN  # and to be worth driving
        most = carry(fleet.masks, np.full_like(paid, NEVER), offers, fleet.capacity).most
        hopeful = np.flatnonzero(most > enough)
        for share in (hopeful[np.argsort(enough[hopeful] - most[hopeful])[:ROUTES_A_ROUND]], hopeful):
            carried = carry(fleet.masks[share], enough[share], offers, fleet.capacity)
            good = np.flatnonzero(carried.found > enough[share])
            if len(good):
                best = good[np.argsort(enough[share][good] - carried.found[good], kind="stable")]
                return [
                    (index, int(fleet.masks[share[k]]), int(carried.taken[k])) for k in best[:ROUTES_A_ROUND]
                ], 0
            most[share] = carried.most
        return [], min(0, int((paid - most).min()))

    def relaxation(self, duals: _Duals, least: Sequence[int]) -> Relaxation:
        """What these duals prove, given the least reduced price of each fleet's routes."""
        pays = np.zeros((len(self.choices), len(self.loads)), dtype=np.int64)
        for k, choice in enumerate(self.choices):
            for day in choice.pattern:
                pays[k, day] = duals.gains[day][choice.stop, self._number(choice, day)]
        prices = self.surplus + pays.sum(axis=1)
        stops = np.array([choice.stop for choice in self.choices])
        cheapest = [int(prices[stops == stop].min()) for stop in range(len(self.chosen))]
        bound = sum(cheapest)
        for fleet, own, short in zip(self.fleets, duals.own, least, strict=True):
            bound += fleet.runs * (own + short)
        bound += sum(duals.of_day[day] * most for day, most in self.most_runs.items())
        return Relaxation(
            bound=bound,
            unserved=duals.unserved,
            gains=duals.gains,
            run_prices=duals.runs,
            routes=tuple(self.routes),
        )
