"""A run takes the crates that earn it most: the bound of the week hangs on it being no less."""

from itertools import product

import numpy as np
import pytest

from routes.solve import carrying
from routes.solve.carrying import NO_OFFER, Offers, carry, unpack
from routes.solve.inputs import NEVER, stops_of


def draw(seed: int) -> tuple[Offers, int]:
    """Up to five stops with up to four offers each, and a capacity that is often too small."""
    random = np.random.default_rng(seed)
    n, most = int(random.integers(1, 6)), int(random.integers(1, 5))
    gains = random.integers(-50, 200, (n, most)) * 1000
    for stop in range(n):
        gains[stop, int(random.integers(1, most + 1)) :] = NO_OFFER
    delivered, collected = random.integers(0, 15, (2, n, most))
    return Offers(gains=gains, delivered=delivered, collected=collected), int(random.integers(5, 40))


def by_hand(offers: Offers, capacity: int, stops: tuple[int, ...]) -> int:
    """The most that fits, by trying every choice of offers."""
    earned = [NO_OFFER]
    for taken in product(range(offers.gains.shape[1]), repeat=len(stops)):
        gains, delivered, collected = (array[list(stops), list(taken)] for array in offers)
        if NO_OFFER not in gains and max(delivered.sum(), collected.sum()) <= capacity:
            earned.append(int(gains.sum()))
    return max(earned)


@pytest.mark.parametrize("seeds", [range(60), range(60, 120)], ids=str)
def test_most_is_what_trying_everything_finds(seeds: range) -> None:
    """One too little would be a false proof, one too much a weak one."""
    for seed in seeds:
        offers, capacity = draw(seed)
        masks = np.arange(1, 1 << len(offers.gains))
        carried = carry(masks, np.full(len(masks), -NEVER), offers, capacity)
        expected = [by_hand(offers, capacity, stops_of(int(mask))) for mask in masks]
        assert expected == list(carried.most), f"seed {seed}"
        assert expected == list(carried.found), f"seed {seed}"


def test_offers_taken_earn_what_they_say_and_fit() -> None:
    """The routes of the model are made from them."""
    for seed in range(60):
        offers, capacity = draw(seed)
        masks = np.arange(1, 1 << len(offers.gains))
        carried = carry(masks, np.full(len(masks), -NEVER), offers, capacity)
        for mask, found, packed in zip(masks, carried.found, carried.taken, strict=True):
            if found > NO_OFFER:
                stops = list(stops_of(int(mask)))
                taken = [unpack(int(packed), stop) for stop in stops]
                gains, delivered, collected = (array[stops, taken] for array in offers)
                assert found == gains.sum()
                assert max(delivered.sum(), collected.sum()) <= capacity


def test_what_is_only_bounded_is_bounded_from_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that cannot earn its worth, or takes too many steps to solve, keeps a bound: never below the truth."""
    monkeypatch.setattr(carrying, "MOST_STEPS", 0)
    for seed in range(60):
        offers, capacity = draw(seed)
        masks = np.arange(1, 1 << len(offers.gains))
        bounded = carry(masks, np.full(len(masks), NEVER), offers, capacity).most
        assert all(
            by_hand(offers, capacity, stops_of(int(mask))) <= bound
            for mask, bound in zip(masks, bounded, strict=True)
        ), f"seed {seed}"
