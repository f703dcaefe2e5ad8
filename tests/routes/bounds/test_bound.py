"""No week is cheaper than its bound, and what is proven is the optimum: compared with trying everything."""

from dataclasses import replace
from itertools import count

import pytest

from routes.progress import Watch
from routes.solve.bounds import parting
from routes.solve.bounds.bound import Bound, bound_week
from routes.solve.bounds.duals import floor_duals, lagrangian_bound
from routes.solve.bounds.parting import Pair
from routes.solve.inputs import ORE
from routes.solve.numbers import Numbers, week_numbers
from tests.routes.bounds.drawn_numbers import draw_day, draw_days
from tests.routes.bounds.plain import cheapest_week, least_reduced, price_of_orders
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn_rules import draw_ruled_week


def bound(numbers: Numbers, **options: int) -> Bound:
    """The bound with time enough."""
    return bound_week(numbers, Watch(time_limit_s=60), **options)


@pytest.mark.parametrize("seed", range(12))
def test_no_week_over_all_rules_is_cheaper_than_its_bound(seed: int) -> None:
    """Whatever the bound relaxes (waiting, breaks, second runs) must only ever make weeks cheaper."""
    problem = draw_ruled_week(seed)
    optimum = BruteWeek(problem).cost_ore()
    if optimum is not None:
        found = bound(week_numbers(problem))
        assert 0 < found.price <= optimum * ORE
        assert not found.is_optimal or found.price == optimum * ORE


@pytest.mark.parametrize("seed", range(8))
def test_days_of_pickups_and_deliveries_are_proven(seed: int) -> None:
    """Listing all runs that can matter ends with the optimum and with runs that cost it."""
    numbers = draw_day(seed)
    optimum = cheapest_week(numbers)
    found = bound(numbers, incumbent_price=optimum + seed % 3)
    assert optimum == found.price
    assert found.is_optimal
    assert found.orders is None or price_of_orders(numbers, found.orders) == optimum


@pytest.mark.parametrize("seed", range(4))
def test_an_optimum_is_found_without_any_week_known(seed: int) -> None:
    """The bound is of use before the search has found anything."""
    numbers = draw_day(seed)
    found = bound(numbers)
    assert found.price <= cheapest_week(numbers)
    assert not found.is_optimal or found.price == cheapest_week(numbers)


@pytest.mark.parametrize("seed", range(6))
def test_weeks_with_patterns_are_bounded(seed: int) -> None:
    """Each stop chooses its days; limited vans, windows and shifts bind."""
    numbers = draw_days(seed)
    optimum = cheapest_week(numbers)
    found = bound(numbers, incumbent_price=optimum)
    assert 0.8 * optimum <= found.price <= optimum


@pytest.fixture
def parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the gap, all runs are listed, and the weeks parted until very few runs are left."""
    monkeypatch.setattr("routes.solve.bounds.bound.LISTING_GAP", 1.0)
    monkeypatch.setattr("routes.solve.bounds.bound.SMALL_GAP", 1.0)
    monkeypatch.setattr("routes.solve.bounds.settling.FEW_RUNS", 2)


@pytest.mark.usefixtures("parted")
@pytest.mark.parametrize("seed", range(16))
def test_weeks_with_patterns_are_proven_in_parts(seed: int) -> None:
    """However dear the week known: the parts together are all weeks, and waiting is paid for."""
    numbers = draw_days(seed)
    optimum = cheapest_week(numbers)
    for known in (optimum, optimum + 1, optimum + optimum // 20, optimum + optimum // 3):
        found = bound(numbers, incumbent_price=known)
        assert (optimum, True) == (found.price, found.is_optimal)
        assert (found.orders is None) == (known == optimum)


@pytest.mark.usefixtures("parted")
@pytest.mark.parametrize("seed", range(6))
def test_days_are_proven_in_parts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One day has no choice of visits: its weeks part by which stops share a run."""
    pairs = []
    monkeypatch.setattr(parting, "Pair", lambda **kw: pairs.append(kw) or Pair(**kw))
    monkeypatch.setattr("routes.solve.bounds.generation.Generation.cut", lambda *_, **__: 0)
    for drawn in range(4 * seed, 4 * seed + 4):
        numbers = draw_day(drawn)
        optimum = cheapest_week(numbers)
        for known in (optimum + 1, optimum + optimum // 10):
            found = bound(numbers, incumbent_price=known)
            assert (optimum, True) == (found.price, found.is_optimal)
    assert pairs


@pytest.mark.usefixtures("parted")
@pytest.mark.parametrize("seeds", [range(k, k + 10) for k in range(0, 40, 10)], ids=str)
def test_weeks_over_all_rules_are_proven_in_parts(seeds: range) -> None:
    """Breaks, orders of stops, reserved vans, most runs a day: what they cost is known in the end."""
    proven = 0
    for seed in seeds:
        problem = draw_ruled_week(seed)
        problem = replace(problem, vehicles=tuple(replace(v, runs_most=1) for v in problem.vehicles))
        optimum = BruteWeek(problem).cost_ore()
        if optimum is not None:
            found = bound(week_numbers(problem), incumbent_price=optimum * ORE + ORE)
            assert (optimum * ORE, True) == (found.price, found.is_optimal), f"seed {seed}"
            proven += 1
    assert proven > 2


@pytest.mark.parametrize("seed", range(6))
def test_legs_of_cheaper_weeks_are_never_forgotten(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the gap to a dear plan lie many weeks; the bound must stay below all of them."""
    monkeypatch.setattr("routes.solve.bounds.bound.LISTING_GAP", 1.0)
    monkeypatch.setattr("routes.solve.bounds.bound.NARROWER", 2.0)
    monkeypatch.setattr("routes.solve.bounds.bound._Bounding._listed", lambda *_: None)
    for numbers in (draw_day(seed), draw_days(seed)):
        optimum = cheapest_week(numbers)
        for dearer in (optimum + 1, optimum + optimum // 50, optimum + optimum // 5):
            assert bound(numbers, incumbent_price=dearer).price <= optimum


@pytest.mark.parametrize("seed", range(3))
def test_bounds_on_the_way_do_not_disturb_the_mixture(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that pricing finds when a bound is due are mixed too before cuts are looked for."""
    monkeypatch.setattr("routes.solve.bounds.generation.PATIENCE", 0.0)
    monkeypatch.setattr("routes.solve.bounds.generation.BETWEEN_BOUNDS", 0.0)
    monkeypatch.setattr("routes.solve.bounds.generation.KEPT_ROUTES", 20)
    for numbers in (draw_day(seed), draw_days(seed)):
        optimum = cheapest_week(numbers)
        assert 0.8 * optimum <= bound(numbers, incumbent_price=2 * optimum).price <= optimum


@pytest.mark.parametrize("seed", range(3))
def test_a_bound_cut_short_is_valid(seed: int) -> None:
    """The time limit may fall anywhere: what is known by then holds."""
    numbers = draw_days(seed)
    optimum = cheapest_week(numbers)
    for ticks in (1, 3, 6, 10, 20, 50):
        ticking = count()
        watch = Watch(time_limit_s=ticks, clock=lambda ticking=ticking: float(next(ticking)))
        assert 0 < bound_week(numbers, watch).price <= optimum


@pytest.mark.parametrize("seed", range(12))
def test_no_run_falls_short_of_the_floors(seed: int) -> None:
    """Before anything is searched for, half the legs of every stop bound a week."""
    numbers = (draw_day if seed % 2 else draw_days)(seed)
    assert min(least_reduced(numbers, floor_duals(numbers, 7))) >= 0


@pytest.mark.parametrize("seed", range(4))
def test_the_duals_prove_their_bound_without_a_solver(seed: int) -> None:
    """Anyone can price every run with the whole-number duals and come to the same bound."""
    numbers = draw_day(seed)
    found = bound(numbers, incumbent_price=2 * cheapest_week(numbers))
    assert () == found.uncut_duals.cuts
    true = least_reduced(numbers, found.uncut_duals)
    assert found.uncut_price <= lagrangian_bound(numbers, found.uncut_duals, true)


@pytest.mark.parametrize("seed", range(4))
def test_a_coarse_bound_is_valid(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Large instances get a bound soon, from runs that one resource alone limits."""
    monkeypatch.setattr("routes.solve.bounds.bound.MANY_CALLS", 0)
    for numbers in (draw_day(seed), draw_days(seed)):
        optimum = cheapest_week(numbers)
        assert 0 < bound(numbers, incumbent_price=2 * optimum).price <= optimum


def test_a_week_without_stops_costs_nothing() -> None:
    """Nothing to serve, nothing to prove."""
    assert bound(draw_day(0, stops=0)).price == 0
