"""List the rules that a week must keep, and let go of some of them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from routes.conflicts.fleets import add_vehicles, one_of_each_kind
from routes.fleet import Vehicle
from routes.places import DAY_S, WEEKDAYS, Hub, Stop, Window
from routes.problem import Problem

Kind = Literal[
    "window",
    "delivery_days",
    "visits",
    "fixed_days",
    "longest_gap",
    "reserved_vehicles",
    "order",
    "break",
    "shift",
    "hours",
    "capacity",
    "service_days",
    "cutoff",
    "hub_days",
    "most_runs",
    "fleet",
]

MANY = 3  # vehicles more of each kind that stand for any number: the tables grow with them
_ENDLESS_CRATES = 1_000_000
_ALL_DAYS = frozenset(WEEKDAYS)
_Ruled = TypeVar("_Ruled", Stop, Vehicle, Hub)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a problem."""

    kind: Kind
    of: str = ""  # the id of the stop or vehicle; empty for rules of the hub and for the number of vehicles


def rules_of(problem: Problem) -> tuple[Rule, ...]:
    """Every rule of a problem whose letting go would change something."""
    listed = (
        *(Rule(kind=kind, of=stop.id) for stop in problem.stops for kind in _STOP_RULES),
        *(Rule(kind=kind, of=vehicle.id) for vehicle in problem.vehicles for kind in _VEHICLE_RULES),
        *(Rule(kind=kind) for kind in _HUB_RULES),
        Rule(kind="most_runs"),
        Rule(kind="fleet"),
    )
    return tuple(rule for rule in listed if _ruled_parts(let_go(problem, [rule])) != _ruled_parts(problem))


def let_go(problem: Problem, rules: Collection[Rule]) -> Problem:
    """The same week without some of its rules; letting go of more never makes it harder."""
    gone = frozenset(rules)
    free = replace(
        problem,
        hub=_freed(problem.hub, "", _HUB_RULES, gone),
        stops=tuple(_freed(stop, stop.id, _STOP_RULES, gone) for stop in problem.stops),
        vehicles=tuple(_freed(vehicle, vehicle.id, _VEHICLE_RULES, gone) for vehicle in problem.vehicles),
        most_runs={} if Rule(kind="most_runs") in gone else problem.most_runs,
    )
    return add_vehicles(free, one_of_each_kind(free), MANY) if Rule(kind="fleet") in gone else free


def restricted(problem: Problem, stop_ids: Collection[str]) -> Problem:
    """The same week with some of its stops only."""
    kept = frozenset(stop_ids)
    stops = (replace(stop, before=stop.before & kept) for stop in problem.stops if stop.id in kept)
    return replace(problem, stops=tuple(stops))


def _ruled_parts(problem: Problem) -> tuple[object, ...]:
    return problem.hub, problem.stops, problem.vehicles, dict(problem.most_runs)


def _freed(
    ruled: _Ruled,
    ruled_id: str,
    rules: Mapping[Kind, Callable[[_Ruled], _Ruled]],
    gone: frozenset[Rule],
) -> _Ruled:
    for kind, free in rules.items():
        if Rule(kind=kind, of=ruled_id) in gone:
            ruled = free(ruled)
    return ruled


def _any_time(stop: Stop) -> Stop:
    day = Window(opens_s=0, closes_s=DAY_S)
    return replace(stop, windows=tuple(window and day for window in stop.windows))


def every_day(stop: Stop) -> Stop:
    """The stop with deliveries on every day, on new ones from its earliest to its latest time."""
    known = [window for window in stop.windows if window] or [Window(opens_s=0, closes_s=DAY_S)]
    wide = Window(opens_s=min(w.opens_s for w in known), closes_s=max(w.closes_s for w in known))
    return replace(stop, windows=tuple(window or wide for window in stop.windows))


def longest_legal_shift_s(vehicle: Vehicle) -> int:
    """The longest shift that the break rule leaves room for: a run has one break."""
    rule = vehicle.break_rule
    return DAY_S if rule is None or rule.counts == "driving" else min(DAY_S, 2 * rule.after_s + rule.length_s)


# In the order in which they are let go of: days before their times, the break before the shift it limits.
_STOP_RULES: Mapping[Kind, Callable[[Stop], Stop]] = {
    "delivery_days": every_day,
    "window": _any_time,
    "visits": lambda stop: replace(stop, visits_fewest=1, visits_most=len(WEEKDAYS)),
    "fixed_days": lambda stop: replace(stop, fixed_weekdays=frozenset()),
    "longest_gap": lambda stop: replace(stop, longest_gap_days=len(WEEKDAYS)),
    "reserved_vehicles": lambda stop: replace(stop, vehicle_ids=None),
    "order": lambda stop: replace(stop, before=frozenset()),
}
_VEHICLE_RULES: Mapping[Kind, Callable[[Vehicle], Vehicle]] = {
    "break": lambda vehicle: replace(vehicle, break_rule=None),
    "shift": lambda vehicle: replace(vehicle, longest_shift_s=longest_legal_shift_s(vehicle)),
    "hours": lambda vehicle: replace(vehicle, earliest_departure_s=0, latest_return_s=DAY_S),
    "capacity": lambda vehicle: replace(vehicle, capacity_crates=_ENDLESS_CRATES),
    "service_days": lambda vehicle: replace(vehicle, weekdays=_ALL_DAYS),
}
_HUB_RULES: Mapping[Kind, Callable[[Hub], Hub]] = {
    "cutoff": lambda hub: replace(hub, cutoff_s=DAY_S),
    "hub_days": lambda hub: replace(hub, weekdays=_ALL_DAYS),
}
