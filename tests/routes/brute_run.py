"""Find the cheapest run by trying every order, departure and break, on a clock of whole ticks.

Exact for problems whose times are all whole ticks: departure and break may then be taken to begin and end
on a tick, for every rule compares sums of whole ticks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise, permutations, product

import numpy as np

from routes.fleet import Vehicle
from routes.problem import Problem

TICK_S = 20 * 60
Crates = tuple[int, int]  # delivered, collected
Load = tuple[int, Crates]  # index into problem.stops, and its crates


Moments = tuple[int, int]  # departure and return, seconds after midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheapest:
    """The least exact prices in öre of serving some stops with one run; None where no run is allowed."""

    price: Fraction | None
    unwaited: Fraction | None  # least price of an allowed run, its waiting not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """One order of stops: its exact prices in öre."""

    prices: dict[Moments, Fraction]  # of every allowed run, by its departure and return
    unwaited: Fraction  # least price of an allowed run, its waiting not counted


def cheapest_run(problem: Problem, vehicle: Vehicle, weekday: int, loads: Sequence[Load]) -> Cheapest:
    """Try every order, departure and break."""
    found = list(drives(problem, vehicle, weekday, loads))
    return Cheapest(
        price=min((min(drive.prices.values()) for drive in found), default=None),
        unwaited=min((drive.unwaited for drive in found), default=None),
    )


def drives(problem: Problem, vehicle: Vehicle, weekday: int, loads: Sequence[Load]) -> Iterator[Drive]:
    """Every allowed order of some stops."""
    stops = [problem.stops[i] for i, _ in loads]
    if any(stop.vehicle_ids is not None and vehicle.id not in stop.vehicle_ids for stop in stops):
        return
    if any(stop.windows[weekday] is None for stop in stops):
        return
    for order in permutations(loads):
        ids = [problem.stops[i].id for i, _ in order]
        wrong = any(
            ids[sooner] in problem.stops[order[later][0]].before
            for sooner, later in combinations(range(len(order)), 2)
        )
        if wrong or _fullest([crates for _, crates in order]) > vehicle.capacity_crates:
            continue
        drive = _try_order(problem, vehicle, weekday, order)
        if drive is not None:
            yield drive


def _try_order(problem: Problem, vehicle: Vehicle, weekday: int, order: Sequence[Load]) -> Drive | None:
    """The prices of an order over all departures and breaks; None where none is allowed."""
    ways = problem.detours.get((vehicle.id, weekday)) or problem.travel[vehicle.id]
    stops = [problem.stops[i] for i, _ in order]
    places = [problem.hub.place_id, *(stop.place_id for stop in stops), problem.hub.place_id]
    legs_s = [ways.leg_s(a, b) for a, b in pairwise(places)]
    service_s = [
        s.service_fixed_s + s.service_per_crate_s * sum(c) for s, (_, c) in zip(stops, order, strict=True)
    ]
    spans = [(w.opens_s, w.closes_s) for w in (stop.windows[weekday] for stop in stops)]
    back_s = min(vehicle.latest_return_s, problem.hub.cutoff_s)
    moments, unwaited_s = _moments(vehicle, back_s, legs_s, service_s, spans)
    if not moments:
        return None
    metres = sum(ways.leg_m(a, b) for a, b in pairwise(places))
    driven = vehicle.fixed_ore + Fraction(vehicle.per_km_ore * metres, 1000)
    second = Fraction(vehicle.per_hour_ore, 3600)
    return Drive(
        prices={(depart, back): driven + second * (back - depart) for depart, back in moments},
        unwaited=driven + second * unwaited_s,
    )


def _fullest(crates: Sequence[Crates]) -> int:
    """The most crates on board at any point: those still to be delivered and those already collected."""
    return max(
        sum(delivered for delivered, _ in crates[done:]) + sum(collected for _, collected in crates[:done])
        for done in range(len(crates) + 1)
    )


def _moments(
    vehicle: Vehicle, back_s: int, legs_s: list[int], service_s: list[int], spans: list[tuple[int, int]]
) -> tuple[set[Moments], int]:
    """Departure and return of every allowed run over all breaks, and the least seconds with no waiting counted."""
    depart, rest, rested = _clock_grid(vehicle, back_s)  # all combinations side by side
    now, allowed = depart.copy(), np.ones(len(depart), dtype=bool)
    driven_before = np.zeros_like(depart)
    for leg, driving_s in enumerate(legs_s):
        driven_before += np.clip(rest - now, 0, driving_s)
        arrive = now + driving_s + np.where((rest >= now) & (rest < now + driving_s), rested - rest, 0)
        if leg == len(spans):
            now = arrive
            break
        opens_s, closes_s = spans[leg]
        begin = np.maximum(arrive, opens_s)
        begin = np.where((rest < begin + service_s[leg]) & (begin < rested), rested, begin)
        allowed &= begin <= closes_s
        now = begin + service_s[leg]
    has_rest = rested > rest
    shift = now - depart
    allowed &= (now <= back_s) & (shift <= vehicle.longest_shift_s)
    allowed &= ~has_rest | (rested <= now)
    rule = vehicle.break_rule
    if rule:
        if rule.counts == "work":
            before, after = np.where(has_rest, rest - depart, shift), np.where(has_rest, now - rested, 0)
        else:
            before, after = driven_before, sum(legs_s) - driven_before
        allowed &= (before <= rule.after_s) & (after <= rule.after_s)
    working_s = sum(legs_s) + sum(service_s)
    unwaited = working_s + np.where(has_rest, rule.length_s if rule else 0, 0)
    moments = set(zip(depart[allowed].tolist(), now[allowed].tolist(), strict=True))
    return moments, int(unwaited[allowed].min(initial=10**9))


NO_REST_S = 10**6  # long after every run


def _clock_grid(vehicle: Vehicle, back_s: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every departure with no break (one that begins and ends at NO_REST_S) and with every break."""
    rule = vehicle.break_rule
    return _grid(
        vehicle.earliest_departure_s,
        back_s,
        vehicle.longest_shift_s,
        rule.length_s if rule else 0,
    )


@lru_cache(maxsize=64)
def _grid(first_s: int, last_s: int, shift_s: int, break_s: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    ticks = range(first_s, last_s + 1, TICK_S)
    moments = [(depart, NO_REST_S, NO_REST_S) for depart in ticks]
    if break_s:
        moments += list(_breaks(ticks, shift_s, break_s))
    depart, rest, rested = np.array(moments, dtype=np.int64).reshape(-1, 3).T
    return depart, rest, rested


def _breaks(ticks: Sequence[int], shift_s: int, break_s: int) -> Iterator[tuple[int, int, int]]:
    for depart, rest, rested in product(ticks, repeat=3):
        if depart <= rest and rested - rest >= break_s and rested - depart <= shift_s:
            yield depart, rest, rested
