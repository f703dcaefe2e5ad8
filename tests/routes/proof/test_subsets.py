"""The price of every set of stops is what trying every order, departure and rest finds."""

from itertools import combinations

import pytest

from routes.places import WEEKDAYS
from routes.proof.numbers import NEVER, ORE, read_numbers
from routes.proof.subsets import price_sets
from tests.routes.brute_force import crates_on_paper, patterns_on_paper
from tests.routes.brute_run import cheapest_run
from tests.routes.drawn_rules import draw_ruled_week


@pytest.mark.parametrize("seed", range(12))
def test_sets_cost_what_brute_force_finds(seed: int) -> None:
    """Waiting paid and unpaid, with every rule on a run: windows, loads, order, rest, shift, cut-off, detours."""
    week = draw_ruled_week(seed, stops=3, vans=2, alike=False)
    for day in WEEKDAYS:
        loads = [
            (i, crates_on_paper(stop, patterns[0], day))
            for i, stop in enumerate(week.stops)
            if (patterns := [p for p in patterns_on_paper(stop) if day in p])
        ]
        for vehicle in week.vehicles:
            numbers = read_numbers(
                week, vehicle, day, [week.stops[i] for i, _ in loads], [crates for _, crates in loads]
            )
            prices = price_sets(numbers)
            for size in range(1, len(loads) + 1):
                for chosen in combinations(range(len(loads)), size):
                    mask = sum(1 << i for i in chosen)
                    brute = cheapest_run(week, vehicle, day, [loads[i] for i in chosen])
                    assert (brute.price, brute.unwaited) == (
                        _ore(prices.paid[mask]),
                        _ore(prices.unwaited[mask]),
                    )


def _ore(price: int) -> int | None:
    """Every price of a drawn week is a whole number of öre."""
    return None if price >= NEVER else int(price) // ORE
