"""Build small problems by hand: a few stops, a van or two, and ways measured in whole minutes."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from routes.fleet import BreakRule, Vehicle
from routes.places import Hub, Stop, Window
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.travel import Travel

MIN = 60
HUB = Hub(name="Hub", place_id="hub")
FIVE_HOURS_WORK = BreakRule(after_s=5 * 3600, length_s=30 * MIN, counts="work")


def at(clock: str) -> int:
    """Seconds after midnight of hh:mm or hh:mm:ss."""
    hours, minutes, seconds = (*map(int, clock.split(":")), 0)[:3]
    return 3600 * hours + 60 * minutes + seconds


def window(clocks: str) -> Window:
    """The window of `hh:mm-hh:mm`."""
    opens, closes = clocks.split("-")
    return Window(opens_s=at(opens), closes_s=at(closes))


def windows(clocks: str = "06:00-18:00", days: Sequence[int] = range(5)) -> tuple[Window | None, ...]:
    """The same window on each of these weekdays."""
    return tuple(window(clocks) if day in days else None for day in range(5))


def stop(stop_id: str, **fields: object) -> Stop:
    """A stop at the place of its own id, once a week, without crates or service time unless told so."""
    given: dict[str, object] = {
        "name": stop_id.capitalize(),
        "place_id": stop_id,
        "windows": windows(),
        "visits_fewest": 1,
        "visits_most": 1,
        "longest_gap_days": 5,
        "crates_in_per_week": Fraction(0),
        "crates_out_per_week": Fraction(0),
        "service_fixed_s": 0,
        "service_per_crate_s": 0,
    }
    return Stop(id=stop_id, **{**given, **fields})


def van(vehicle_id: str = "van", **fields: object) -> Vehicle:
    """A van for ten crates, on the road 06:00-18:00 every day, at 100 kr a run, 10 kr/km and 60 kr/h."""
    given: dict[str, object] = {
        "name": vehicle_id.capitalize(),
        "capacity_crates": 10,
        "weekdays": frozenset(range(5)),
        "earliest_departure_s": at("06:00"),
        "latest_return_s": at("18:00"),
        "longest_shift_s": at("12:00"),
        "break_rule": None,
        "fixed_ore": 10_000,
        "per_km_ore": 1_000,
        "per_hour_ore": 6_000,
    }
    return Vehicle(id=vehicle_id, **{**given, **fields})


def travel(place_ids: Sequence[str], minutes: Sequence[Sequence[int]], *, m_per_min: int = 1000) -> Travel:
    """Ways of so many minutes, row = from, driven at the same speed everywhere."""
    matrix = np.array(minutes, dtype=np.int64)
    return Travel(
        place_ids=tuple(place_ids),
        metres=matrix * m_per_min,
        seconds=matrix * MIN,
        paths={(a, b): (a, b) for a in place_ids for b in place_ids},
    )


def spokes(minutes: dict[str, int]) -> Travel:
    """Places so many minutes from the hub, each way between two of them leading through it."""
    out = {"hub": 0, **minutes}
    return travel(list(out), [[0 if a == b else out[a] + out[b] for b in out] for a in out])


def problem(stops: Sequence[Stop], ways: Travel, *vehicles: Vehicle) -> Problem:
    """These stops with these vehicles (one van unless told so), all driving the same ways."""
    fleet = vehicles or (van(),)
    return Problem(hub=HUB, stops=tuple(stops), vehicles=fleet, travel={v.id: ways for v in fleet})


def served(plan: WeekPlan) -> list[tuple[int, str, tuple[str, ...]]]:
    """Weekday, vehicle and stops in order, of every run."""
    return [(run.weekday, run.vehicle_id, tuple(v.stop_id for v in run.visits)) for run in plan.runs]
