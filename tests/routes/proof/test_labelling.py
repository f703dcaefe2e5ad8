"""Runs that remember every stop are true runs: their smallest reduced cost is that over all sets."""

from random import Random

import numpy as np
import pytest

from routes.proof.bound import reduced
from routes.proof.labelling import smallest_reduced
from routes.proof.numbers import ORE, Ints, Numbers
from routes.proof.relaxed import relax
from routes.proof.subsets import price_sets
from tests.routes.drawn_rules import draw_ruled_week


def drawn(seed: int) -> list[tuple[Numbers, Ints, Ints]]:
    """The numbers of every day and kind of vehicle, owners of the calls, and what they are worth."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    week = relax(draw_ruled_week(seed, stops=5, vans=2, alike=False))
    return [
        (
            kind.numbers,
            np.arange(len(day.stops), dtype=np.int64),
            np.array([random.randint(0, 40_000) * ORE for _ in day.stops], dtype=np.int64),
        )
        for day in week.days
        for kind in day.kinds
        if day.stops
    ]


def by_sets(numbers: Numbers, worth: Ints, run_worth: int) -> int:
    """The smallest over all sets of stops, or nothing."""
    return min(0, int(reduced(price_sets(numbers).unwaited, worth).min()) - run_worth)


@pytest.mark.parametrize("seed", range(12))
def test_remembering_all_is_exact(seed: int) -> None:
    """Two ways to the same number, every rule on."""
    for numbers, owner, worth in drawn(seed):
        for run_worth in (0, -5_000 * ORE):
            found = smallest_reduced(numbers, owner, worth, run_worth, near=len(owner))
            assert (by_sets(numbers, worth, run_worth), True) == found


@pytest.mark.parametrize("seed", range(12))
def test_remembering_less_is_never_dearer(seed: int) -> None:
    """More runs to choose from."""
    for numbers, owner, worth in drawn(seed):
        prices = [smallest_reduced(numbers, owner, worth, 0, near=near).price for near in (1, 2, 5)]
        assert sorted(prices) == prices


def test_calls_of_one_stop_exclude_each_other() -> None:
    """A stop is served once, with one load or another: doubling every call earns nothing."""
    for numbers, owner, worth in drawn(1):
        twice = np.repeat(np.arange(len(owner)), 2)
        places = np.concatenate(([0], twice + 1))
        doubled = numbers._replace(
            seconds=numbers.seconds[np.ix_(places, places)].copy(),
            metres=numbers.metres[np.ix_(places, places)].copy(),
            home_s=numbers.home_s[places].copy(),
            may_serve=numbers.may_serve[twice],
            opens=numbers.opens[twice],
            closes=numbers.closes[twice],
            service=numbers.service[twice],
            delivered=numbers.delivered[twice],
            collected=numbers.collected[twice],
            later=numbers.later[np.ix_(twice, twice)].copy(),
        )
        one = smallest_reduced(numbers, owner, worth, 0, near=len(owner))
        assert one == smallest_reduced(doubled, twice, worth[twice], 0, near=len(owner))
