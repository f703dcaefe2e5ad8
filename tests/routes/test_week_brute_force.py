"""Weeks of three and four stops cost what brute force finds, and what may not change their cost does not."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.errors import ImpossiblePlan
from routes.places import Window
from routes.week import plan_week
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn import draw_week
from tests.routes.test_week import cost_of, planned

KINDS: Mapping[str, Mapping[str, int]] = {
    "three stops, one van": {"stops": 3, "vans": 1, "alike": True},
    "three stops, two vans alike": {"stops": 3, "vans": 2, "alike": True},
    "three stops, two vans unlike": {"stops": 3, "vans": 2, "alike": False},
    "four stops, two vans unlike": {"stops": 4, "vans": 2, "alike": False},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seeds", [range(25), range(25, 50)], ids=str)
def test_week_costs_as_little_as_brute_force_finds(kind: str, seeds: range) -> None:
    """All patterns, all shares among the vans, all orders, departures and breaks: nothing is cheaper."""
    found = 0
    for seed in seeds:
        week = draw_week(seed, **KINDS[kind])
        expected = BruteWeek(week).cost_ore()
        if expected is None:
            continue
        assert expected == cost_of(week), f"seed {seed}"
        found += 1
    assert found >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_week_without_any_plan_is_refused(kind: str) -> None:
    """No run in a week that brute force cannot serve keeps every rule."""
    for seed in range(50):
        week = draw_week(seed, **KINDS[kind])
        if BruteWeek(week).cost_ore() is None:
            with pytest.raises(ImpossiblePlan):
                plan_week(week, time_limit_s=2, seed=1)


@pytest.mark.parametrize("kind", KINDS)
def test_small_week_is_proven_optimal(kind: str) -> None:
    """The certificate says so, and its bound is one: never above what brute force finds."""
    for seed in range(25):
        week = draw_week(seed, **KINDS[kind])
        least = BruteWeek(week).cost_ore()
        if least is None:
            continue
        plan, certificate = planned(week)
        assert certificate.is_optimal, f"seed {seed}"
        assert 0 <= certificate.lower_bound_ore <= least, f"seed {seed}"
        assert ("exact", "proof", 1) == (certificate.method, certificate.ended_by, certificate.seed)
        assert plan_cost_ore(plan, week) == certificate.cost_ore
        assert () == find_violations(plan, week)


def test_same_seed_same_plan() -> None:
    """Two colleagues who plan the same week must get the same timetable."""
    for number in range(12):
        week = draw_week(number, stops=3, vans=2, alike=True)
        if BruteWeek(week).cost_ore() is not None:
            assert planned(week)[0] == planned(week)[0]


FIXED = [number for number in range(60) if BruteWeek(draw_week(number)).cost_ore() is not None][:8]


@pytest.mark.parametrize("number", FIXED)
def test_order_and_names_of_stops_change_no_cost(number: int) -> None:
    """A data set sorted in another way is the same data set."""
    week = draw_week(number)
    turned = replace(week, stops=tuple(replace(s, id=f"x{s.id}", name=s.id) for s in reversed(week.stops)))
    assert cost_of(week) == cost_of(turned)


@pytest.mark.parametrize("number", FIXED)
def test_another_seed_changes_no_cost(number: int) -> None:
    """What is proven does not hang on luck."""
    week = draw_week(number)
    assert planned(week, seed=1)[1].cost_ore == planned(week, seed=2)[1].cost_ore


@pytest.mark.parametrize("number", FIXED)
def test_wider_windows_never_cost_more(number: int) -> None:
    """A library that opens earlier and closes later forbids nothing that was allowed."""
    week = draw_week(number)
    wide = Window(opens_s=0, closes_s=24 * 3600)
    stops = tuple(replace(s, windows=tuple(w and wide for w in s.windows)) for s in week.stops)
    assert cost_of(replace(week, stops=stops)) <= cost_of(week)


@pytest.mark.parametrize("number", FIXED)
def test_larger_vans_never_cost_more(number: int) -> None:
    """At the same price, room does no harm."""
    week = draw_week(number)
    larger = tuple(replace(v, capacity_crates=99) for v in week.vehicles)
    assert cost_of(replace(week, vehicles=larger)) <= cost_of(week)


@pytest.mark.parametrize("number", FIXED)
def test_one_more_van_never_costs_more(number: int) -> None:
    """It may stay at home."""
    week = draw_week(number)
    ways = next(iter(week.travel.values()))
    more = replace(
        week,
        vehicles=(*week.vehicles, replace(week.vehicles[0], id="more")),
        travel={**week.travel, "more": ways},
    )
    assert cost_of(more) <= cost_of(week)


@pytest.mark.parametrize("number", FIXED)
def test_more_delivery_days_never_cost_more(number: int) -> None:
    """A choice more is no price more."""
    week = draw_week(number)
    stops = tuple(
        replace(s, windows=tuple(w or next(filter(None, s.windows)) for w in s.windows)) for s in week.stops
    )
    assert cost_of(replace(week, stops=stops)) <= cost_of(week)
