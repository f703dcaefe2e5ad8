"""Draw small weeks over every rule of the real world: fixed days, reserved vans, orders, second runs, and more."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil
from random import Random

from routes.fleet import Vehicle
from routes.places import Stop
from routes.problem import Problem
from tests.routes.brute_run import TICK_S
from tests.routes.drawn import DAY_TICKS, FIRST_S, draw_direct_ways, draw_week

Rule = Callable[[Random, Problem], Problem]


def draw_ruled_week(
    seed: int,
    *,
    stops: int = 3,
    vans: int = 2,
    alike: bool | None = None,
    rules: Collection[str] | None = None,
    likely: float = 0.5,
) -> Problem:
    """A week with each of these rules (all of `RULES` unless told so) as often as it is likely.

    The vans are alike or not as the seed has it, unless told so. Times are whole ticks, prices of a tick and of a
    leg whole öre.
    """
    random = Random(f"rules {seed}")  # noqa: S311  # a test instance, no secret
    same = random.random() < 0.5 if alike is None else alike
    week = _roomy(random, draw_week(seed, stops=stops, vans=vans, alike=same), alike=same)
    for name, rule in RULES.items():
        ruled = rule(random, week)  # drawn in any case, so that leaving out a rule changes nothing else
        if random.random() < likely and (rules is None or name in rules):
            week = ruled
    return week


def _roomy(random: Random, week: Problem, *, alike: bool) -> Problem:
    """The week with shorter ways, wider windows and more days, that half the weeks may be possible with rules."""
    ways = [
        draw_direct_ways(random, len(week.stops), longest=random.choice((1, 1, 2, 3))) for _ in week.vehicles
    ]
    vehicles = tuple(
        replace(
            vehicle,
            weekdays=vehicle.weekdays if random.random() < 0.3 else frozenset(range(5)),
            capacity_crates=max(7, vehicle.capacity_crates),
            longest_shift_s=vehicle.longest_shift_s if random.random() < 0.3 else _longest_shift_s(vehicle),
        )
        for vehicle in week.vehicles
    )
    if alike:
        vehicles = tuple(replace(vehicles[0], id=v.id, name=v.name, weekdays=v.weekdays) for v in vehicles)
    return replace(
        week,
        vehicles=vehicles,
        stops=tuple(_opened(random, stop) for stop in week.stops),
        travel={v.id: ways[0] if alike else ways[k] for k, v in enumerate(vehicles)},
    )


def _longest_shift_s(vehicle: Vehicle) -> int:
    rule = vehicle.break_rule
    most = 2 * rule.after_s + rule.length_s if rule and rule.counts == "work" else DAY_TICKS * TICK_S
    return min(most, DAY_TICKS * TICK_S)


def _opened(random: Random, stop: Stop) -> Stop:
    """The stop open on more days and longer, with few crates where each takes time."""
    usual = next(window for window in stop.windows if window is not None)
    longer = replace(
        usual, closes_s=min(FIRST_S + 22 * TICK_S, usual.closes_s + random.randint(2, 10) * TICK_S)
    )
    windows = tuple((w or random.random() < 0.7) and random.choice((usual, longer)) for w in stop.windows)
    crates = (
        {}
        if stop.service_per_crate_s == 0
        else {
            "crates_in_per_week": Fraction(random.randint(0, 2)),
            "crates_out_per_week": Fraction(random.randint(0, 1)),
        }
    )
    return replace(
        stop,
        windows=tuple(window or None for window in windows),
        longest_gap_days=5 if stop.visits_fewest == 1 else stop.longest_gap_days,
        **crates,
    )


def _fixed_weekdays(random: Random, week: Problem) -> Problem:
    """Some stop is always visited on an open day."""
    chosen = _some_stop(random, week)
    days = [day for day in range(5) if chosen.windows[day] is not None]
    return _with_stop(week, replace(chosen, fixed_weekdays=frozenset({random.choice(days)})))


def _vehicle_ids(random: Random, week: Problem) -> Problem:
    """Some stops are served by one van only, not always the same."""
    for _ in range(random.choice((1, 2, 3))):
        only = frozenset({random.choice(week.vehicles).id})
        week = _with_stop(week, replace(_some_stop(random, week), vehicle_ids=only))
    return week


def _before(random: Random, week: Problem) -> Problem:
    """Some stop comes before some of the others, and now and then another one before it."""
    for _ in range(random.choice((1, 1, 2))):
        chosen = _some_stop(random, week)
        others = [stop.id for stop in week.stops if stop.id != chosen.id]
        after = random.sample(others, random.randint(min(1, len(others)), len(others)))
        week = _with_stop(week, replace(chosen, before=frozenset(after)))
    return week


def _runs_most(random: Random, week: Problem) -> Problem:
    """Some vans hold one stop's crates and go several times a day, and no van drives on more than a few days."""
    runs_most = random.choice((2, 2, 3))
    room = max(1, *(ceil(max(s.crates_in_per_week, s.crates_out_per_week)) for s in week.stops))
    turnaround_s = random.choice((0, 1, 3, 6, 9, 12)) * TICK_S
    small = random.choice([frozenset({vehicle.id}) for vehicle in week.vehicles] + 2 * [_van_ids(week)])
    days = frozenset(random.sample(range(5), random.choice((1, 1, 1, 2, 5))))
    vehicles = []
    for vehicle in week.vehicles:
        rest_s = vehicle.break_rule.length_s if vehicle.break_rule else 0
        again = {
            "runs_most": runs_most,
            "turnaround_s": max(turnaround_s, rest_s),
            "capacity_crates": min(room, vehicle.capacity_crates),
        }
        changes = again if vehicle.id in small else {}
        vehicles.append(replace(vehicle, weekdays=vehicle.weekdays & days, **changes))
    return replace(week, vehicles=tuple(vehicles))


def _hub_weekdays(random: Random, week: Problem) -> Problem:
    """The hub is closed on a day or two."""
    staffed = frozenset(random.sample(range(5), random.choice((3, 4))))
    return replace(week, hub=replace(week.hub, weekdays=staffed))


def _cutoff_s(random: Random, week: Problem) -> Problem:
    """The sorting begins before the vans' day is over."""
    return replace(week, hub=replace(week.hub, cutoff_s=FIRST_S + random.randint(11, 20) * TICK_S))


def _detours(random: Random, week: Problem) -> Problem:
    """Some vans drive other ways on a day."""
    day = random.choice(range(5))
    vans = random.choice([_van_ids(week), frozenset({random.choice(week.vehicles).id})])
    ways = draw_direct_ways(random, len(week.stops), longest=random.choice((1, 2, 3)))
    return replace(week, detours={(vehicle_id, day): ways for vehicle_id in sorted(vans)})


def _most_runs(random: Random, week: Problem) -> Problem:
    """Few runs, or none, on some days."""
    closed, *limited = random.sample(range(5), random.randint(2, 5))
    runs = {closed: random.choice((0, 1)), **{day: random.choice((1, 1, 2)) for day in limited}}
    return replace(week, most_runs=runs)


RULES: Mapping[str, Rule] = {
    "fixed_weekdays": _fixed_weekdays,
    "vehicle_ids": _vehicle_ids,
    "before": _before,
    "runs_most": _runs_most,
    "hub_weekdays": _hub_weekdays,
    "cutoff_s": _cutoff_s,
    "detours": _detours,
    "most_runs": _most_runs,
}


def _van_ids(week: Problem) -> frozenset[str]:
    return frozenset(vehicle.id for vehicle in week.vehicles)


def _some_stop(random: Random, week: Problem) -> Stop:
    return random.choice(week.stops)


def _with_stop(week: Problem, changed: Stop) -> Problem:
    return replace(week, stops=tuple(changed if stop.id == changed.id else stop for stop in week.stops))
