"""Price the routes that can be part of an optimal week for the crates they would really carry.

The relaxation prices a route for the least crates of each stop. With more crates every order of its stops gets
longer by the same service time; so if the relaxed order is allowed with the most crates and never waits, its
price for any crates is the relaxed price plus that time, which the relaxation already counts on the patterns.
Only the other routes are priced one by one for every combination of crates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

import numpy as np

from routes.fleet import Vehicle
from routes.problem import Problem
from routes.progress import Watch
from routes.solve import labels
from routes.solve.choices import Choice, LoadRange
from routes.solve.day import Crates
from routes.solve.inputs import NEVER, ORE, DayInputs, Ints, day_inputs, stops_of
from routes.solve.integer import Column
from routes.solve.relaxation import Floats
from routes.solve.route_table import cheapest_run, route_table
from routes.solve.timing import cheapest_timing, timings

ORE_PER_KR = 100
MOST_VARIANTS = 5000  # combinations of crates priced for one set of stops


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pricer:
    """Prices the routes of one kind of vehicle on one weekday."""

    fleet: int
    weekday: int
    vehicle: Vehicle
    problem: Problem
    loads: LoadRange
    second_price: int  # what the relaxation counts for a second of service, in 1/3 600 000 öre
    watch: Watch

    def relaxed_inputs(self) -> DayInputs:
        """The numbers of the relaxation: the least crates, and only stops that some pattern visits that day."""
        inputs = day_inputs(self.problem, self.vehicle, self.weekday, *self.loads.least)
        visited = np.array([bool(variants) for variants in self.loads.variants])
        return inputs._replace(is_open=inputs.is_open & visited)

    def columns(self, route_kr: Floats, reduced_kr: Floats, within_kr: float) -> Iterator[Column]:
        """Every route whose reduced cost is within the gap, for all crates it may carry.

        Raises
        ------
        OutOfTime
            If the time limit passes meanwhile.
        """
        for mask in np.flatnonzero(reduced_kr <= within_kr):
            yield from self._columns_of(int(mask), float(route_kr[mask]), within_kr - float(reduced_kr[mask]))

    def _columns_of(self, mask: int, price_kr: float, room_kr: float) -> Iterator[Column]:
        """The columns of one set of stops that cost at most `room_kr` more than the relaxation asks."""
        self.watch.check()
        stops = list(stops_of(mask))
        least, most = (self._inputs(stops, crates) for crates in (self.loads.least, self.loads.most))
        relaxed = round(price_kr * ORE * ORE_PER_KR)
        room = int(room_kr * ORE * ORE_PER_KR) + ORE
        shared = Column(fleet=self.fleet, mask=mask, price_kr=price_kr)
        order = cheapest_run(least, at_most=relaxed + ORE)[1]
        if least.second_price == self.second_price and _same_for_all(order, least, most):
            yield shared
            return
        variants = [self.loads.variants[stop] for stop in stops]
        if prod(map(len, variants)) > MOST_VARIANTS:  # the bound holds, but may be below any plan
            yield shared
            return
        for crates in product(*variants):
            self.watch.check()
            inputs = self._moving(least, stops, crates)
            more_s = int((inputs.service - least.service).sum())
            counted = self.second_price * more_s
            floor = relaxed + inputs.second_price * more_s
            price = _price(inputs, order, floor, relaxed + counted + room)
            if price < NEVER:
                yield replace(
                    shared,
                    price_kr=(price - counted) / (ORE * ORE_PER_KR),
                    crates=tuple(zip(stops, crates, strict=True)),
                )

    def _moving(self, least: DayInputs, stops: list[int], crates: tuple[Crates, ...]) -> DayInputs:
        """`least` with other crates; only they and the service time follow."""
        delivered, collected = np.array(crates, dtype=np.int64).T.copy()
        more = delivered + collected - least.delivered - least.collected
        per_crate = np.array([self.problem.stops[stop].service_per_crate_s for stop in stops])
        service = least.service + per_crate * more
        return least._replace(delivered=delivered, collected=collected, service=service)

    def _inputs(self, stops: Sequence[int], crates: tuple[Ints, Ints]) -> DayInputs:
        return day_inputs(self.problem, self.vehicle, self.weekday, *crates).only(list(stops))


def relaxed_kr(inputs: DayInputs) -> Floats:
    """What the relaxation asks for each set of stops, shape (2^n,); inf where no run is allowed."""
    prices = route_table(inputs).price_unwaited
    return np.where(prices < NEVER, prices / (ORE * ORE_PER_KR), np.inf)


def _same_for_all(order: tuple[int, ...], least: DayInputs, most: DayInputs) -> bool:
    """Whether an order is allowed for all crates, with its break in one place, and never waits."""
    if not order:
        return False
    cheapest = cheapest_timing(least, order).price
    return any(
        low.price == cheapest and not low.waits and high.price < NEVER and not high.waits
        for low, high in zip(timings(least, order), timings(most, order), strict=True)
    )


def _price(inputs: DayInputs, order: tuple[int, ...], floor: int, at_most: int) -> int:
    """The price of the cheapest run, which cannot be below `floor`; NEVER if it would exceed `at_most`."""
    if max(inputs.delivered.sum(), inputs.collected.sum()) > inputs.limits[labels.CAPACITY]:
        return NEVER
    if order and cheapest_timing(inputs, order).price == floor:
        return floor
    return cheapest_run(inputs, at_most=at_most)[0]


def surplus_kr(problem: Problem, loads: Sequence[LoadRange], choice: Choice, second_price: int) -> float:
    """The price of the service time for what a choice moves beyond the least crates of its days."""
    crates = sum(
        sum(choice.on(day)) - int(loads[day].least[0][choice.stop] + loads[day].least[1][choice.stop])
        for day in choice.pattern
    )
    return crates * problem.stops[choice.stop].service_per_crate_s * second_price / (ORE * ORE_PER_KR)
