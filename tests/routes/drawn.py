"""Draw small problems whose times are whole ticks of the brute force clock; one seed, one problem."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np

from routes.fleet import BreakRule, Vehicle
from routes.places import Stop, Window
from routes.problem import Problem
from routes.travel import Travel
from tests.routes.brute_run import TICK_S
from tests.routes.small import HUB, stop, van

DAY_TICKS = 24  # eight hours, from six in the morning
FIRST_S = 6 * 3600
LONGEST_WAYS = (1, 2, 3, 5)  # ticks


def draw_monday(seed: int, *, most_stops: int = 4, vans: int = 1, alike: bool = True) -> Problem:
    """Stops that are visited on Mondays only, and vans that are all alike or all different."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    n = random.choice(range(1, most_stops + 1))
    fleet = _draw_fleet(random, vans, alike=alike)
    stops = tuple(_draw_stop(random, chr(97 + i)) for i in range(n))
    return Problem(hub=HUB, stops=stops, vehicles=fleet, travel=_draw_travel(random, fleet, n, alike=alike))


def draw_week(seed: int, *, stops: int = 3, vans: int = 1, alike: bool = True) -> Problem:
    """Stops with a choice of days, and so of crates; every price is a whole number of öre."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    fleet = tuple(
        replace(
            v,
            weekdays=_some_days(random, 4),
            latest_return_s=FIRST_S + DAY_TICKS * TICK_S,
            per_km_ore=1000,
            per_hour_ore=random.choice((3000, 36_000)),
        )
        for v in _draw_fleet(random, vans, alike=alike)
    )
    week_stops = tuple(_spread_over_week(random, _draw_stop(random, chr(97 + i))) for i in range(stops))
    ways = _draw_travel(random, fleet, stops, alike=alike)
    direct = {vehicle_id: _without_shortcuts(travel) for vehicle_id, travel in ways.items()}
    return Problem(hub=HUB, stops=week_stops, vehicles=fleet, travel=direct)


def draw_direct_ways(random: Random, stops: int, *, longest: int) -> Travel:
    """Any ways of at most `longest` ticks, none of which is quicker by way of another stop."""
    return _without_shortcuts(_draw_ways(random, stops, longest))


def _spread_over_week(random: Random, monday: Stop) -> Stop:
    """The stop with the same window on some weekdays and a wider one on the others that are open."""
    span = replace(
        monday.windows[0], closes_s=min(FIRST_S + 20 * TICK_S, monday.windows[0].closes_s + 4 * TICK_S)
    )
    wider = replace(span, closes_s=FIRST_S + 20 * TICK_S)
    days = _some_days(random, 3)
    fewest = random.choice((1, 1, 1, 2))
    return replace(
        monday,
        windows=tuple(random.choice((span, wider)) if day in days else None for day in range(5)),
        visits_fewest=fewest,
        visits_most=min(len(days), random.choice((fewest, fewest + 1))),
        longest_gap_days=random.choice((3, 4, 5, 5)),
        crates_in_per_week=monday.crates_in_per_week + Fraction(random.choice((0, 1)), 2),
        crates_out_per_week=2 * monday.crates_out_per_week,
    )


def _some_days(random: Random, fewest: int) -> frozenset[int]:
    return frozenset(random.sample(range(5), random.randint(fewest, 5)))


def _draw_fleet(random: Random, vans: int, *, alike: bool) -> tuple[Vehicle, ...]:
    first = _draw_van(random)
    others = (first if alike else _draw_van(random) for _ in range(1, vans))
    return (
        first,
        *(replace(other, id=f"van-{k}", name=f"Van {k}") for k, other in enumerate(others, start=2)),
    )


def _draw_travel(random: Random, fleet: tuple[Vehicle, ...], n: int, *, alike: bool) -> dict[str, Travel]:
    ways = _draw_ways(random, n, random.choice(LONGEST_WAYS))
    return {
        vehicle.id: ways if alike else _draw_ways(random, n, random.choice(LONGEST_WAYS)) for vehicle in fleet
    }


def _draw_van(random: Random) -> Vehicle:
    rule = _draw_break(random)
    longest = random.randint(10, DAY_TICKS) * TICK_S
    if rule and rule.counts == "work":
        longest = min(longest, 2 * rule.after_s + rule.length_s)
    return van(
        weekdays=frozenset({0}),
        capacity_crates=random.randint(5, 20),
        earliest_departure_s=FIRST_S + random.randint(0, 3) * TICK_S,
        latest_return_s=FIRST_S + random.randint(15, DAY_TICKS) * TICK_S,
        longest_shift_s=longest,
        break_rule=rule,
        per_km_ore=random.choice((0, 137, 1000)),
        per_hour_ore=random.choice((0, 251, 36_000)),
    )


def _draw_break(random: Random) -> BreakRule | None:
    kind = random.choice((None, "work", "driving"))
    if kind is None:
        return None
    after = random.randint(4, 10) if kind == "work" else random.randint(3, 7)
    return BreakRule(after_s=after * TICK_S, length_s=random.randint(1, 3) * TICK_S, counts=kind)


def _draw_stop(random: Random, stop_id: str) -> Stop:
    opens = random.randint(0, DAY_TICKS - 8)
    closes = min(DAY_TICKS, opens + random.randint(1, 20))
    monday = Window(opens_s=FIRST_S + opens * TICK_S, closes_s=FIRST_S + closes * TICK_S)
    return stop(
        stop_id,
        windows=(monday, None, None, None, None),
        crates_in_per_week=Fraction(random.randint(0, 5)),
        crates_out_per_week=Fraction(random.randint(0, 5)),
        service_fixed_s=random.randint(0, 2) * TICK_S,
        service_per_crate_s=random.choice((0, 0, 0, 0, TICK_S)),
    )


def _draw_ways(random: Random, n: int, longest: int) -> Travel:
    """Any times of at most `longest` ticks and metres between the hub and the stops, each direction its own."""
    size = n + 1
    away = 1 - np.eye(size, dtype=np.int64)
    ticks = np.array([[random.randint(0, longest) for _ in range(size)] for _ in range(size)], dtype=np.int64)
    metres = np.array([[random.randint(0, 900) for _ in range(size)] for _ in range(size)], dtype=np.int64)
    place_ids = ("hub", *(chr(97 + i) for i in range(n)))
    return Travel(place_ids=place_ids, seconds=ticks * TICK_S * away, metres=metres * 100 * away, paths={})


def _without_shortcuts(ways: Travel) -> Travel:
    """The ways with no detour through another stop faster than the direct one."""
    seconds = ways.seconds.copy()
    for via in range(len(seconds)):
        seconds = np.minimum(seconds, seconds[:, via, None] + seconds[None, via, :])
    return replace(ways, seconds=seconds)
