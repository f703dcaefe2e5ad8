"""Runs of one day are shared among the vehicles as cheaply as can be, for every set of stops at once."""

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pytest

from routes.solve.day_table import day_table
from routes.solve.inputs import NEVER, Ints


def draw(seed: int, n: int, kinds: int) -> list[Ints]:
    """Prices of the runs of some kinds; every third set can be served by none, and the empty set is no run."""
    random = np.random.default_rng(seed)
    prices = []
    for _ in range(kinds):
        own = random.integers(1, 100, 1 << n)
        own[random.random(1 << n) < 1 / 3] = NEVER
        own[0] = NEVER
        prices.append(own.astype(np.int64))
    return prices


def shares(mask: int, vehicles: int) -> Iterator[list[int]]:
    """Every way to give each stop of a set to a vehicle, as masks."""
    stops = [stop for stop in range(mask.bit_length()) if mask >> stop & 1]
    for given in product(range(vehicles), repeat=len(stops)):
        yield [sum(1 << s for s, v in zip(stops, given, strict=True) if v == k) for k in range(vehicles)]


def by_hand(prices: Sequence[Ints], vehicles: Sequence[int], most_runs: int, mask: int) -> int:
    kinds = [kind for kind, count in enumerate(vehicles) for _ in range(count)]
    return min(
        (
            sum(int(prices[kind][part]) for kind, part in zip(kinds, parts, strict=True) if part)
            for parts in shares(mask, len(kinds))
            if sum(part > 0 for part in parts) <= most_runs
        ),
        default=NEVER,
    )


CASES = [
    ([1], 1),
    ([2], 2),
    ([3], 3),
    ([3], 2),
    ([1, 1], 2),
    ([2, 1], 3),
    ([2, 1], 2),
    ([1, 1, 1], 3),
    ([2, 2], 1),
]


@pytest.mark.parametrize(("vehicles", "most_runs"), CASES)
def test_every_set_costs_what_trying_everything_finds(vehicles: list[int], most_runs: int) -> None:
    """One entry too high would cut off the optimum, one too low would promise what cannot be driven."""
    for seed in range(4):
        prices = draw(seed, 5, len(vehicles))
        table = day_table(prices, vehicles, most_runs)
        expected = [by_hand(prices, vehicles, most_runs, mask) if mask else 0 for mask in range(32)]
        assert [min(cost, NEVER) for cost in expected] == list(table.cost[-1]), f"seed {seed}"


@pytest.mark.parametrize(("vehicles", "most_runs"), CASES)
def test_parts_make_up_the_set_and_its_cost(vehicles: list[int], most_runs: int) -> None:
    """The runs that are driven are those that were priced."""
    for seed in range(4):
        prices = draw(seed, 5, len(vehicles))
        table = day_table(prices, vehicles, most_runs)
        for mask in range(32):
            if table.cost[-1, mask] >= NEVER:
                with pytest.raises(KeyError):
                    table.parts(mask)
                continue
            parts = table.parts(mask)
            assert mask == sum(part for own in parts for part in own)
            assert table.cost[-1, mask] == sum(
                int(prices[kind][part]) for kind, own in enumerate(parts) for part in own
            )
            assert all(len(own) <= count for own, count in zip(parts, vehicles, strict=True))
            assert sum(map(len, parts)) <= most_runs


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_stops_need_no_blocks(n: int) -> None:
    """The loops go by four sets at a time."""
    prices = draw(1, n, 1)
    table = day_table(prices, [2])
    assert [by_hand(prices, [2], 2, mask) if mask else 0 for mask in range(1 << n)] == list(table.cost[-1])


def test_no_vehicles_serve_nobody() -> None:
    table = day_table([np.full(4, NEVER, dtype=np.int64)], [0])
    assert [0, NEVER, NEVER, NEVER] == list(table.cost[-1])
