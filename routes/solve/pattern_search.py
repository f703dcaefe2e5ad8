"""Search all choices of patterns of a week for the cheapest, and settle those that may be it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np

from routes.places import WEEKDAYS
from routes.progress import Watch
from routes.solve import pattern_tree
from routes.solve.carrying import PACKED_BITS
from routes.solve.choices import Choice, LoadRange, week_of
from routes.solve.day import Crates
from routes.solve.inputs import NEVER, Ints
from routes.solve.leaves import FREE, Leaves, note
from routes.solve.multipliers import Choosing, choice_bounds, day_prices, paid
from routes.solve.pattern_tree import LEAF, PAUSED, State, Tree
from routes.solve.settling import Parts, Settler
from routes.solve.week_tables import WeekDay

NODES = 50_000  # between two looks at the clock
STEPS_TO_SETTLE = 300  # what settling a leaf takes, as nodes
MOST_KEPT_BITS = 19  # so many days are known at a time, as a power of two


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parted:
    """A choice of all patterns, what it costs, and how its days are shared."""

    chosen: tuple[Choice, ...]
    price: int  # exact, in 1/3 600 000 öre
    parts: tuple[Parts, ...]  # for each weekday


class PatternSearch:
    """The search with given prices of visits, shape (n, days); what costs `limit` or more is of no interest."""

    def __init__(
        self,
        choices: Sequence[Choice],
        loads: Sequence[LoadRange],
        days: Sequence[WeekDay],
        settler: Settler,
        choosing: Choosing,
        visits: Ints,
        limit: int,
    ) -> None:
        self.days, self.settler, self.choices = days, settler, choices
        pays = day_prices(visits, choosing)
        prices = pays.sum(axis=1)
        least = choice_bounds(visits, choosing, [day.floors[0] for day in days])
        own = [[k for k in range(a, b) if least[k] < limit] for a, b in pairwise(choosing.first)]
        self.is_hopeless = not all(own)  # no choice of some stop can be part of anything cheaper
        if self.is_hopeless:
            return
        self.order = sorted(range(len(own)), key=lambda stop: (len(own[stop]) > 1, -_alone(days, stop)))
        self.numbers = [k for stop in self.order for k in own[stop]]
        cheapest = [int(prices[own[stop]].min(initial=NEVER)) for stop in self.order]
        taken = _taken([choices[k] for k in self.numbers], loads, self.order)
        crates = np.array([_crates(choices[k]) for k in self.numbers], dtype=np.int64)
        crates = crates.reshape(-1, len(WEEKDAYS), 2)
        self.tree = Tree(
            first=np.cumsum([0, *(len(own[stop]) for stop in self.order)], dtype=np.int64),
            visits=choosing.visits[self.numbers],
            pays=pays[self.numbers],
            prices=prices[self.numbers],
            delivered=crates[:, :, 0].copy(),
            collected=crates[:, :, 1].copy(),
            taken=taken,
            cheapest_after=np.array([sum(cheapest[k:]) for k in range(len(own) + 1)], dtype=np.int64),
            ends=_ends(days, visits, self.order),
            capacity=_capacities(days),
            images=_exchanges(days, [choices[k] for k in self.numbers]),
            leaves=_leaves(days, loads, settler, self.order),
        )
        self.state: State = pattern_tree.begin(self.tree)

    def run(
        self, limit: int, watch: Watch, found: Callable[[Parted], int], most_steps: int | None = None
    ) -> bool:
        """Search until nothing cheaper is left; false if that takes more than so many steps.

        `found` is told of every choice that costs less than the limit, and gives the new limit.

        Raises
        ------
        OutOfTime
            If the time limit passes meanwhile.
        """
        settled = 0
        while not self.is_hopeless:
            status = pattern_tree.search(self.tree, self.state, limit, NODES)
            if status == LEAF:
                parted = self._settle(limit)
                limit = found(parted) if parted else limit
                settled += 1
            elif status != PAUSED:
                return True
            steps = int(self.state.nodes[0] + self.state.leaves[0]) + STEPS_TO_SETTLE * settled
            if most_steps is not None and steps >= most_steps:
                return False
            watch.check()
        return True

    def bound(self, limit: int) -> int:
        """What nothing costs less than that the search has not looked into."""
        return limit if self.is_hopeless else int(pattern_tree.open_bound(self.state, limit))

    def _settle(self, limit: int) -> Parted | None:
        """The leaf with its true crates, if it costs less than `limit`."""
        chosen = tuple(self.choices[self.numbers[int(k)]] for k in self.state.chosen)
        bounds = [int(bound) for bound in pattern_tree.day_bounds(self.tree, self.state)]
        price, parts = sum(bounds), []
        for d, crates in enumerate(week_of(chosen)):
            settled = self.settler.settle(self.days[d], crates, limit - price + bounds[d])
            key = self.state.masks[-1, d], self.state.taken[-1, d]
            note(self.tree.leaves, d, *key, max(bounds[d], settled.price))
            price += max(bounds[d], settled.price) - bounds[d]
            if settled.parts is None:
                return None
            parts.append(settled.parts)
        return Parted(chosen=chosen, price=price, parts=tuple(parts))


def _alone(days: Sequence[WeekDay], stop: int) -> int:
    """The least that serving a stop alone costs on some day: far stops decide more than near ones."""
    return min(int(day.floors[0][1 << stop]) for day in days)


def _crates(choice: Choice) -> list[Crates]:
    return [choice.on(day) if day in choice.pattern else (0, 0) for day in WEEKDAYS]


def _taken(choices: Sequence[Choice], loads: Sequence[LoadRange], order: Sequence[int]) -> Ints:
    """Which crates each choice moves on each day, packed by the stop's place in the order."""
    place = {stop: k for k, stop in enumerate(order)}
    taken = np.zeros((len(choices), len(WEEKDAYS)), dtype=np.int64)
    for row, choice in enumerate(choices):
        for day in choice.pattern:
            number = loads[day].variants[choice.stop].index(choice.on(day))
            taken[row, day] = number << PACKED_BITS * place[choice.stop]
    return taken


def _ends(days: Sequence[WeekDay], visits: Ints, order: list[int]) -> Ints:
    most = max(len(day.floors) for day in days)
    ends = np.full((most, len(days), 2 << len(order)), NEVER, dtype=np.int64)
    for d, day in enumerate(days):
        earned = paid(visits[:, d])
        for f, floor in enumerate(day.floors):
            ends[f, d] = pattern_tree.ends_of(floor, earned, np.array(order, dtype=np.int64))
    return ends


def _capacities(days: Sequence[WeekDay]) -> Ints:
    most = max(len(day.capacity) for day in days)
    return np.array([[*day.capacity, *[-1] * (most - len(day.capacity))] for day in days], dtype=np.int64)


def _leaves(
    days: Sequence[WeekDay], loads: Sequence[LoadRange], settler: Settler, order: Sequence[int]
) -> Leaves:
    n, kinds = len(order), max([1, *(len(day.kinds) for day in days)])
    numbers: dict[object, int] = {}
    tables: list[Ints] = []
    table, runs, capacity = np.full((3, len(days), kinds), FREE, dtype=np.int64)
    offers = max([1, *(len(moved) for load in loads for moved in load.variants)])
    crates, counted = (
        np.zeros((2, len(days), n, offers), dtype=np.int64),
        np.zeros((len(days), n, offers), dtype=np.int64),
    )
    for d, day in enumerate(days):
        for k, (kind, key, lowest) in enumerate(zip(day.kinds, day.keys, day.lowest, strict=True)):
            if key not in numbers:
                numbers[key] = len(tables)
                tables.append(lowest)
            table[d, k], runs[d, k], capacity[d, k] = numbers[key], min(kind.runs, n), kind.capacity
        least = loads[d].least[0] + loads[d].least[1]
        for place, stop in enumerate(order):
            for offer, moved in enumerate(loads[d].variants[stop]):
                crates[:, d, place, offer] = moved
                more = sum(moved) - int(least[stop])
                counted[d, place, offer] = more * int(settler.per_crate[stop]) * settler.second
    kept = 1 << min(n + 5, MOST_KEPT_BITS)
    return Leaves(
        order=np.array(order, dtype=np.int64),
        lowest=np.stack(tables) if tables else np.zeros((1, 1), dtype=np.int64),
        table=table,
        runs=np.maximum(runs, 0),
        capacity=capacity,
        delivered=crates[0].copy(),
        collected=crates[1].copy(),
        counted=counted,
        sets=np.full(kept, FREE, dtype=np.int64),
        crates=np.zeros(kept, dtype=np.int64),
        prices=np.zeros(kept, dtype=np.int64),
    )


def _exchanges(days: Sequence[WeekDay], choices: list[Choice]) -> Ints:
    """The choice that each becomes when weekdays are exchanged, for every exchange that changes nothing else."""
    number: dict[object, int] = {(c.stop, c.pattern, c.crates): k for k, c in enumerate(choices)}
    images = []
    for turned in permutations(WEEKDAYS):
        if turned == tuple(WEEKDAYS) or any(
            days[d].likeness != days[t].likeness for d, t in enumerate(turned)
        ):
            continue
        image = [number.get(_turned(choice, turned)) for choice in choices]
        if None not in image:
            images.append(image)
    return np.array(images, dtype=np.int64).reshape(len(images), len(choices))


def _turned(choice: Choice, turned: tuple[int, ...]) -> tuple[object, ...]:
    moved = sorted(zip((turned[d] for d in choice.pattern), choice.crates, strict=True))
    return choice.stop, tuple(d for d, _ in moved), tuple(crates for _, crates in moved)
