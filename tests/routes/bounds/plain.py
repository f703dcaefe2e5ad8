"""Find the cheapest week in numbers by trying everything: no labels, no tables, not a line of the solver."""

from functools import cache
from itertools import combinations, pairwise, permutations, product

from routes.solve.bounds.cuts import CapacityCut
from routes.solve.bounds.duals import Duals
from routes.solve.numbers import Numbers

RETURN, SHIFT, CAPACITY = 1, 2, 3  # in Numbers.limits
DEAR = 10**12


def cheapest_week(numbers: Numbers) -> int:
    """The least price over all choices; DEAR if no week is possible."""
    days = range(len(numbers.most_runs))
    cheapest = cache(lambda fleet, calls: cheapest_run(numbers, fleet, calls))

    @cache
    def day_price(day: int, calls: frozenset[int], vans: int) -> int:
        if not calls:
            return 0
        if not vans:
            return DEAR
        first, *rest = sorted(calls)
        parts = [frozenset((first, *more)) for k in range(len(calls)) for more in combinations(rest, k)]
        return min(cheapest(day, part) + day_price(day, calls - part, vans - 1) for part in parts)

    choices = [range(a, b) for a, b in pairwise(numbers.first_choice)]
    return min(
        sum(
            day_price(
                day,
                frozenset(int(c) for c in numbers.call_of[list(week), day] if c >= 0),
                _vans(numbers, day),
            )
            for day in days
        )
        for week in product(*choices)
    )


def cheapest_run(numbers: Numbers, fleet: int, calls: frozenset[int]) -> int:
    """The least price of a run through these calls; DEAR if there is none."""
    return min(run_price(numbers, fleet, order) for order in permutations(calls))


def run_price(numbers: Numbers, fleet: int, order: tuple[int, ...]) -> int:
    """The price of a run in this order, leaving at the best moment; DEAR if it is not allowed."""
    limits, ways = numbers.limits[fleet], numbers.seconds[numbers.fleet_ways[fleet]]
    load = sum(int(numbers.delivered[call]) for call in order)
    fullest = load
    for call in order:
        load += int(numbers.collected[call]) - int(numbers.delivered[call])
        fullest = max(fullest, load)
    spans = [_span(numbers, ways, order, leave) for leave in range(int(numbers.opens.max(initial=0)) + 1)]
    allowed = [end - leave for leave, end in spans if end <= limits[RETURN] and end - leave <= limits[SHIFT]]
    if fullest > limits[CAPACITY] or not allowed:
        return DEAR
    places = [0, *(int(numbers.place[call]) for call in order), 0]
    metres = sum(int(numbers.metres[numbers.fleet_ways[fleet]][i, j]) for i, j in pairwise(places))
    paid = int(numbers.second_price[fleet]) * min(allowed)
    return int(numbers.metre_price[fleet]) * metres + paid + int(numbers.run_price[fleet])


def price_of_orders(numbers: Numbers, orders: tuple[tuple[int, ...], ...]) -> int:
    """What the runs of a one-day week cost that serve every call once."""
    assert sorted(call for order in orders for call in order) == list(range(len(numbers.place)))
    return sum(
        run_price(numbers, int(fleet), order)
        for fleet, order in zip(numbers.slot_fleet, orders, strict=True)
        if order
    )


def least_reduced(numbers: Numbers, duals: Duals) -> list[int]:
    """For every fleet the least reduced price, or 0, of all runs that visit no stop twice."""
    return [
        min(0, *(_reduced(numbers, fleet, order, duals) for order in _orders(numbers, fleet)))
        for fleet in range(len(numbers.fleet_day))
    ]


def _orders(numbers: Numbers, fleet: int) -> list[tuple[int, ...]]:
    calls = [c for c in range(len(numbers.place)) if numbers.call_day[c] == numbers.fleet_day[fleet]]
    return [order for k in range(1, 5) for order in permutations(calls, k)]


def _reduced(numbers: Numbers, fleet: int, order: tuple[int, ...], duals: Duals) -> int:
    price = run_price(numbers, fleet, order)
    if price == DEAR:
        return 0
    day = int(numbers.fleet_day[fleet])
    paid = int(duals.fleets[fleet] + duals.days[day]) + sum(int(duals.calls[call]) for call in order)
    stops = [int(numbers.place[call]) - 1 for call in order]
    for cut, dual in duals.cuts:
        inside = [stop in cut.stops for stop in stops]
        if isinstance(cut, CapacityCut):
            paid += dual * sum(new and not old for old, new in pairwise([False, *inside]))
        else:
            paid += dual * _pairs(stops, cut.stops, cut.memory)
    return price * duals.scale - paid


def _pairs(stops: list[int], members: frozenset[int], memory: frozenset[int]) -> int:
    """How often two of the members follow each other without leaving the memory between."""
    pairs, waiting = 0, False
    for stop in stops:
        waiting = waiting and stop in memory
        if stop in members:
            pairs += waiting
            waiting = not waiting
    return pairs


def _span(numbers: Numbers, ways, order: tuple[int, ...], leave: int) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    """When the run leaves and returns; very late if a window has closed."""
    clock, at = leave, 0
    for call in order:
        clock = max(clock + int(ways[at, numbers.place[call]]), int(numbers.opens[call]))
        if clock > numbers.closes[call]:
            return leave, DEAR
        clock += int(numbers.service[call])
        at = int(numbers.place[call])
    return leave, clock + int(ways[at, 0])


def _vans(numbers: Numbers, day: int) -> int:
    return int((numbers.fleet_day[numbers.slot_fleet] == day).sum())
