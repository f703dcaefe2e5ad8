"""List the ways in which a rule can be eased a little, and ease it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from routes.conflicts.fleets import add_vehicles, one_of_each_kind
from routes.conflicts.rules import Rule, every_day, longest_legal_shift_s
from routes.fleet import Vehicle
from routes.places import DAY_S, WEEKDAYS, Hub, Stop, Window
from routes.problem import Problem

Change = Literal[
    "opens_earlier",
    "closes_later",
    "delivery_day",
    "fewer_visits",
    "more_visits",
    "no_fixed_days",
    "longer_gap",
    "any_vehicle",
    "any_order",
    "longer_shift",
    "departs_earlier",
    "returns_later",
    "more_crates",
    "service_day",
    "more_runs_a_day",
    "later_cutoff",
    "hub_day",
    "more_runs",
    "more_vehicles",
]

STEP_S = 5 * 60
MOST_STEPS = 48  # four hours of five-minute steps: what needs more is no small change
MOST_CRATES = 64
MOST_MORE = 3  # vehicles or runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to ease a rule, by one step or more."""

    change: Change
    of: str = ""  # the id of the stop or vehicle; of the vehicle that more are like
    weekday: int | None = (
        None  # where the change is about one; more runs on none are more on every limited day
    )
    most_steps: int = 1  # of five minutes, one crate, visit, service day, run or vehicle each


def ways_to_ease(problem: Problem, rule: Rule) -> tuple[Way, ...]:
    """Every way to ease a rule; none for breaks, which the law demands."""
    if rule.kind == "break":
        return ()
    if rule.kind == "fleet":
        kinds = one_of_each_kind(problem)
        changes: tuple[Change, ...] = ("more_vehicles", "more_runs_a_day")
        return tuple(Way(change=c, of=kind, most_steps=MOST_MORE) for c in changes for kind in kinds)
    if rule.kind in _OF_STOPS:
        found = _OF_STOPS[rule.kind](problem.stop(rule.of))
    elif rule.kind in _OF_VEHICLES:
        found = _OF_VEHICLES[rule.kind](problem.vehicle(rule.of))
    else:
        found = _of_hub(problem, rule)
    return tuple(way for way in found if way.most_steps > 0)


def ease(problem: Problem, way: Way, steps: int) -> Problem:
    """The week with a rule eased by so many steps; more steps never make it harder.

    Raises
    ------
    ValueError
        If the rule cannot be eased so far.
    """
    if not 1 <= steps <= way.most_steps:
        raise ValueError(f"{way} has no {steps} steps")
    if way.change == "more_vehicles":
        return add_vehicles(problem, [way.of], steps)
    if way.change == "more_runs":
        most = problem.most_runs.items()
        more = {day: runs + steps if way.weekday in (None, day) else runs for day, runs in most}
        return replace(problem, most_runs=more)
    if way.change in _STOPS:
        eased = _STOPS[way.change](problem.stop(way.of), way, steps)
        return replace(problem, stops=tuple(eased if stop.id == way.of else stop for stop in problem.stops))
    if way.change in _VEHICLES:
        better = _VEHICLES[way.change](problem.vehicle(way.of), way, steps)
        return replace(problem, vehicles=tuple(better if v.id == way.of else v for v in problem.vehicles))
    return replace(problem, hub=_HUBS[way.change](problem.hub, way, steps))


def _window(stop: Stop) -> Iterator[Way]:
    known = [window for window in stop.windows if window]
    earlier, later = max(w.opens_s for w in known), DAY_S - min(w.closes_s for w in known)
    yield Way(change="closes_later", of=stop.id, most_steps=_steps(later))
    yield Way(change="opens_earlier", of=stop.id, most_steps=_steps(earlier))


def _hours(vehicle: Vehicle) -> Iterator[Way]:
    yield Way(change="departs_earlier", of=vehicle.id, most_steps=_steps(vehicle.earliest_departure_s))
    yield Way(change="returns_later", of=vehicle.id, most_steps=_steps(DAY_S - vehicle.latest_return_s))


def _visits(stop: Stop) -> Iterator[Way]:
    yield Way(change="fewer_visits", of=stop.id, most_steps=stop.visits_fewest - 1)
    yield Way(change="more_visits", of=stop.id, most_steps=len(WEEKDAYS) - stop.visits_most)


def _delivery_days(stop: Stop) -> Iterator[Way]:
    for day, window in zip(WEEKDAYS, stop.windows, strict=True):
        if window is None:
            yield Way(change="delivery_day", of=stop.id, weekday=day)


def _service_days(vehicle: Vehicle) -> Iterator[Way]:
    for day in sorted(set(WEEKDAYS) - vehicle.weekdays):
        yield Way(change="service_day", of=vehicle.id, weekday=day)


def _of_hub(problem: Problem, rule: Rule) -> Iterator[Way]:
    if rule.kind == "cutoff":
        yield Way(change="later_cutoff", most_steps=_steps(DAY_S - problem.hub.cutoff_s))
    elif rule.kind == "hub_days":
        for day in sorted(set(WEEKDAYS) - problem.hub.weekdays):
            yield Way(change="hub_day", weekday=day)
    else:
        if len(problem.most_runs) > 1:
            yield Way(change="more_runs", most_steps=MOST_MORE)
        for day in sorted(problem.most_runs):
            yield Way(change="more_runs", weekday=day, most_steps=MOST_MORE)


def _steps(room_s: int) -> int:
    return min(MOST_STEPS, room_s // STEP_S)


def _shift_steps(vehicle: Vehicle) -> int:
    return _steps(longest_legal_shift_s(vehicle) - vehicle.longest_shift_s)


_OF_STOPS: Mapping[str, Callable[[Stop], Iterator[Way]]] = {
    "window": _window,
    "delivery_days": _delivery_days,
    "visits": _visits,
    "fixed_days": lambda stop: iter((Way(change="no_fixed_days", of=stop.id),)),
    "longest_gap": lambda stop: iter(
        (Way(change="longer_gap", of=stop.id, most_steps=len(WEEKDAYS) - stop.longest_gap_days),)
    ),
    "reserved_vehicles": lambda stop: iter((Way(change="any_vehicle", of=stop.id),)),
    "order": lambda stop: iter((Way(change="any_order", of=stop.id),)),
}
_OF_VEHICLES: Mapping[str, Callable[[Vehicle], Iterator[Way]]] = {
    "shift": lambda v: iter((Way(change="longer_shift", of=v.id, most_steps=_shift_steps(v)),)),
    "hours": _hours,
    "capacity": lambda v: iter((Way(change="more_crates", of=v.id, most_steps=MOST_CRATES),)),
    "service_days": _service_days,
}


def _open_longer(stop: Stop, *, earlier_s: int = 0, later_s: int = 0) -> Stop:
    wider = (
        w and Window(opens_s=max(0, w.opens_s - earlier_s), closes_s=min(DAY_S, w.closes_s + later_s))
        for w in stop.windows
    )
    return replace(stop, windows=tuple(wider))


def _open_too(stop: Stop, weekday: int | None) -> Stop:
    new = every_day(stop).windows
    days = zip(WEEKDAYS, stop.windows, new, strict=True)
    return replace(stop, windows=tuple(wide if day == weekday else w for day, w, wide in days))


def _day_of(way: Way) -> frozenset[int]:
    return frozenset() if way.weekday is None else frozenset((way.weekday,))


def _more_runs(vehicle: Vehicle, more: int) -> Vehicle:
    """The vehicle with more runs a day, far enough apart for its break."""
    rest_s = vehicle.break_rule.length_s if vehicle.break_rule else 0
    turnaround_s = max(vehicle.turnaround_s, rest_s)
    return replace(vehicle, runs_most=vehicle.runs_most + more, turnaround_s=turnaround_s)


_STOPS: Mapping[Change, Callable[[Stop, Way, int], Stop]] = {
    "opens_earlier": lambda stop, _, steps: _open_longer(stop, earlier_s=steps * STEP_S),
    "closes_later": lambda stop, _, steps: _open_longer(stop, later_s=steps * STEP_S),
    "delivery_day": lambda stop, way, _: _open_too(stop, way.weekday),
    "fewer_visits": lambda stop, _, steps: replace(stop, visits_fewest=stop.visits_fewest - steps),
    "more_visits": lambda stop, _, steps: replace(stop, visits_most=stop.visits_most + steps),
    "no_fixed_days": lambda stop, _way, _steps: replace(stop, fixed_weekdays=frozenset()),
    "longer_gap": lambda stop, _, steps: replace(stop, longest_gap_days=stop.longest_gap_days + steps),
    "any_vehicle": lambda stop, _way, _steps: replace(stop, vehicle_ids=None),
    "any_order": lambda stop, _way, _steps: replace(stop, before=frozenset()),
}
_VEHICLES: Mapping[Change, Callable[[Vehicle, Way, int], Vehicle]] = {
    "longer_shift": lambda v, _, steps: replace(v, longest_shift_s=v.longest_shift_s + steps * STEP_S),
    "departs_earlier": lambda v, _, n: replace(v, earliest_departure_s=v.earliest_departure_s - n * STEP_S),
    "returns_later": lambda v, _, steps: replace(v, latest_return_s=v.latest_return_s + steps * STEP_S),
    "more_crates": lambda v, _, steps: replace(v, capacity_crates=v.capacity_crates + steps),
    "service_day": lambda v, way, _: replace(v, weekdays=v.weekdays | _day_of(way)),
    "more_runs_a_day": lambda v, _, steps: _more_runs(v, steps),
}
_HUBS: Mapping[Change, Callable[[Hub, Way, int], Hub]] = {
    "later_cutoff": lambda hub, _, steps: replace(hub, cutoff_s=hub.cutoff_s + steps * STEP_S),
    "hub_day": lambda hub, way, _: replace(hub, weekdays=hub.weekdays | _day_of(way)),
}
