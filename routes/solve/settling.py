"""Price a day for the crates that its stops really move, no more exactly than it must be.

The tables know every run for the least crates. What a set of runs costs at least is read from them, with the
crates above the least added as service time and runs that cannot hold their crates left out. Only the runs of the
cheapest way to share the day are priced anew, until the cheapest way has only runs whose price is known (a bound
made exact where it matters, as in lazy constraint generation). Prices are kept between questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from routes.solve.cheapest_run import cheapest_run
from routes.solve.day import Crates
from routes.solve.day_table import day_table
from routes.solve.inputs import NEVER, DayInputs, Ints
from routes.solve.multipliers import paid
from routes.solve.run_prices import price_runs
from routes.solve.week_tables import DayKind, WeekDay

Parts = tuple[tuple[int, ...], ...]  # for each kind of vehicle the masks of its runs, bit k for the k-th stop
Orders = tuple[tuple[tuple[int, ...], ...], ...]  # for each kind of vehicle its runs


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDay:
    """What a day costs, and how it is shared if that is exact."""

    price: int  # in 1/3 600 000 öre; NEVER where the day cannot be driven
    parts: Parts | None  # None: the price is only a bound, at or above the limit


@dataclass(slots=True, kw_only=True)
class Settler:
    """Prices days with their true crates."""

    per_crate: Ints  # shape (n,), seconds of service
    second: int  # what the tables count for a second of service more
    known: dict[tuple[object, ...], int] = field(default_factory=dict)  # prices of runs

    def settle(self, day: WeekDay, crates: Mapping[int, Crates], limit: int) -> SettledDay:
        """The day on which these stops, ascending, move these crates, if it may cost less than `limit`."""
        if not crates:
            return SettledDay(price=0, parts=tuple(() for _ in day.kinds))
        work = _DayWork(self, day, crates)
        while True:
            table = day_table(work.prices, [kind.runs for kind in day.kinds], day.most_runs)
            price = int(table.cost[-1, -1])
            if price >= min(limit, NEVER):
                return SettledDay(price=price, parts=None)
            parts = table.parts(table.cost.shape[1] - 1)
            if not work.learn(parts):
                return SettledDay(price=price, parts=parts)

    def run_price(self, kind: DayKind, key: object, moved: Mapping[int, Crates]) -> int:
        """The least price of a run of a kind through stops that move these crates; NEVER if none is allowed."""
        stops = list(moved)
        whole = (key, tuple(moved.items()), self.per_crate[stops].tobytes())
        if whole not in self.known:
            crates = np.zeros((len(self.per_crate), 2, 1), dtype=np.int64)
            crates[stops, :, 0] = list(moved.values())
            mask = np.array([sum(1 << stop for stop in stops)], dtype=np.int64)
            prices = price_runs(kind.least, self.per_crate, crates[:, 0], crates[:, 1], mask, 0 * mask)
            self.known[whole] = int(prices[0])
        return self.known[whole]

    def orders(self, day: WeekDay, crates: Mapping[int, Crates], parts: Parts) -> Orders:
        """The stops of the runs of a settled day in their cheapest order."""
        stops = list(crates)
        return tuple(
            tuple(
                self._order(kind, [s for bit, s in enumerate(stops) if part >> bit & 1], crates)
                for part in own
            )
            for kind, own in zip(day.kinds, parts, strict=True)
        )

    def _order(self, kind: DayKind, stops: list[int], crates: Mapping[int, Crates]) -> tuple[int, ...]:
        order = cheapest_run(self.moving(kind.least.only(stops), stops, crates))[1]
        return tuple(stops[i] for i in order)

    def moving(self, least: DayInputs, stops: list[int], crates: Mapping[int, Crates]) -> DayInputs:
        """The numbers of these stops with other crates; only they and the service time follow."""
        delivered, collected = np.array([crates[stop] for stop in stops], dtype=np.int64).T.copy()
        more = delivered + collected - least.delivered - least.collected
        service = least.service + self.per_crate[stops] * more
        return least._replace(delivered=delivered, collected=collected, service=service)


class _DayWork:
    """What is known so far of one day's runs, by subset of its stops."""

    def __init__(self, settler: Settler, day: WeekDay, crates: Mapping[int, Crates]) -> None:
        self.settler, self.day, self.crates = settler, day, crates
        self.stops = list(crates)
        self.exact: set[tuple[int, int]] = set()
        delivered, collected = np.array(list(crates.values()), dtype=np.int64).T
        fullest = np.maximum(paid(delivered), paid(collected))
        masks = paid(1 << np.array(self.stops, dtype=np.int64))
        self.prices = [
            self._bounds(kind, lowest[masks], fullest, delivered + collected)
            for kind, lowest in zip(day.kinds, day.lowest, strict=True)
        ]

    def _bounds(self, kind: DayKind, lowest: Ints, fullest: Ints, moved: Ints) -> Ints:
        """What a run of a kind through each subset costs at least."""
        least = (kind.least.delivered + kind.least.collected)[self.stops]
        more = paid((moved - least) * self.settler.per_crate[self.stops] * self.settler.second)
        fits = (fullest <= kind.capacity) & (lowest < NEVER)
        return np.where(fits, lowest + more, NEVER)

    def learn(self, parts: Parts) -> bool:
        """Price those of the runs that are only bounded; whether any became dearer."""
        learned = False
        for kind, own in enumerate(parts):
            for part in own:
                if (kind, part) in self.exact:
                    continue
                moved = {stop: self.crates[stop] for bit, stop in enumerate(self.stops) if part >> bit & 1}
                price = self.settler.run_price(self.day.kinds[kind], self.day.keys[kind], moved)
                learned |= price != self.prices[kind][part]
                self.prices[kind][part] = price
                self.exact.add((kind, part))
        return learned
