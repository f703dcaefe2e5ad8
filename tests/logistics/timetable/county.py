"""A made-up county of five libraries with a week plan made by hand, and a plausible plan for any data set."""

from datetime import date
from fractions import Fraction
from math import atan2

import networkx as nx
import numpy as np

from logistics.dataset import (
    DataSet,
    Hours,
    Municipality,
    Place,
    Road,
    RoadClosure,
    Settings,
    StopClosure,
    StopRow,
    VehicleCost,
    VehicleRow,
)
from logistics.timetable import Season
from routes.fleet import Vehicle
from routes.patterns import allowed_patterns, collected_crates, delivered_crates, gap_days
from routes.places import Hub, Stop, Window
from routes.plan import Break, Run, Visit, WeekPlan
from routes.problem import Problem
from routes.travel import Travel

FIRST, LAST, ISSUED = date(2026, 3, 2), date(2026, 6, 30), date(2026, 3, 25)
HOUR, MINUTE = 3600, 60


def at(text: str) -> int:
    """Seconds after midnight of `09:35`."""
    hours, minutes = text.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE


def county(**changes: object) -> DataSet:
    """Karlstad (with the hub), Kil, Sunne, Arvika and Årjäng; closures in Kil, and of one road."""
    rows = {
        "settings": Settings(
            title="Slingan",
            hub_name="Navet",
            hub_place="KAR",
            hub_address="Hamngatan 1, Karlstad",
            season_first_date=FIRST,
            season_last_date=LAST,
            county_code="17",
            county_name="Region Värmland",
            county_orgnr="232100-0156",
        ),
        "municipalities": (
            Municipality(
                scb_code="1780",
                name="Karlstad",
                orgnr="212000-1850",
                population=97233,
                population_date=date(2023, 12, 31),
            ),
        ),
        "places": (
            Place(id="KAR", name="Karlstad", kind="main_library_town", lat=59.3793, lon=13.5036),
            Place(id="ilanda", name="Ilanda", kind="junction", lat=59.41, lon=13.40),
            Place(id="KIL", name="Kil", kind="main_library_town", lat=59.5023, lon=13.3128),
            Place(id="SUN", name="Sunne", kind="main_library_town", lat=59.8376, lon=13.1430),
            Place(id="ARV", name="Arvika", kind="main_library_town", lat=59.6553, lon=12.5852),
            Place(id="ARJ", name="Årjäng", kind="main_library_town", lat=59.3922, lon=12.1334),
        ),
        "roads": (
            _road("KAR", "ilanda", "Rv 61", 9000),
            _road("ilanda", "KIL", "Rv 61", 11000),
            _road("KIL", "SUN", "Lv 238", 42000),
            _road("KIL", "ARV", "Rv 61", 50000),
            _road("SUN", "ARV", "Lv 175", 40000),
            _road("ARV", "ARJ", "Rv 172", 60000),
        ),
        "stops": (
            _stop("KAR", "Karlstads stadsbibliotek", "KAR", "Västra Torggatan 26, Karlstad"),
            _stop("KIL", "Kils bibliotek", "KIL", ""),
            _stop("SUN", "Sunne bibliotek", "SUN", "Storgatan 3, Sunne"),
            _stop("ARV", "Arvika bibliotek", "ARV", "Kyrkogatan 2"),
            _stop("ARJ", "Årjängs bibliotek", "ARJ", "Sveavägen 5, Årjäng"),
        ),
        "hours": tuple(_hours(id_, day) for id_ in ("KAR", "KIL", "SUN", "ARV", "ARJ") for day in range(5)),
        "flows": (),
        "vehicles": (_vehicle_row("bil-1", "Bokbil 1"), _vehicle_row("bil-2", "Bokbil 2")),
        "costs": (_cost("bil-1"), _cost("bil-2")),
        "stop_closures": (
            StopClosure(
                stop="KIL", first_date=date(2026, 4, 13), last_date=date(2026, 4, 17), reason="Inventering"
            ),
        ),
        "road_closures": (
            RoadClosure(
                from_place="KIL",
                to_place="ilanda",
                first_date=date(2026, 5, 4),
                last_date=date(2026, 5, 8),
                reason="Beläggning",
            ),
        ),
    }
    return DataSet(**(rows | changes))


def county_plan() -> WeekPlan:
    """Monday: Kil and Sunne, with a break. Tuesday: Arvika and Årjäng; Karlstad. Thursday: Kil."""
    return WeekPlan(
        runs=(
            Run(
                weekday=0,
                vehicle_id="bil-1",
                depart_s=at("08:00"),
                return_s=at("11:30"),
                visits=(
                    _visit("KIL", "08:20", "08:20", "08:35", 4, 2),
                    _visit("SUN", "09:20", "09:50", "10:02", 3, 5),
                ),
                rest=Break(begin_s=at("09:20"), end_s=at("09:50")),
            ),
            Run(
                weekday=1,
                vehicle_id="bil-1",
                depart_s=at("07:10"),
                return_s=at("13:00"),
                visits=(
                    _visit("ARV", "08:20", "08:20", "08:40", 6, 6),
                    _visit("ARJ", "09:45", "09:45", "09:57", 2, 1),
                ),
            ),
            Run(
                weekday=1,
                vehicle_id="bil-2",
                depart_s=at("07:58"),
                return_s=at("08:20"),
                visits=(_visit("KAR", "07:58", "08:00", "08:20", 9, 8),),
            ),
            Run(
                weekday=3,
                vehicle_id="bil-1",
                depart_s=at("08:00"),
                return_s=at("09:00"),
                visits=(_visit("KIL", "08:20", "08:20", "08:35", 3, 3),),
            ),
        )
    )


def county_season(**changes: object) -> Season:
    """The county's season from March to June 2026, issued on a Wednesday in March."""
    dataset = changes.pop("dataset", county())
    values: dict[str, object] = {
        "dataset": dataset,
        "problem": as_problem(dataset),
        "plan": county_plan(),
        "first_date": FIRST,
        "last_date": LAST,
        "issued_on": ISSUED,
    }
    return Season(**(values | changes))


def as_problem(dataset: DataSet) -> Problem:
    """What a planner would solve, with fastest ways by networkx."""
    inflow = {row.id: Fraction(0) for row in dataset.stops}
    outflow = dict(inflow)
    for flow in dataset.flows:
        outflow[flow.from_stop] += flow.crates_per_week
        inflow[flow.to_stop] += flow.crates_per_week
    hours = {(row.stop, row.weekday): row for row in dataset.hours}
    return Problem(
        hub=Hub(name=dataset.settings.hub_name, place_id=dataset.settings.hub_place),
        stops=tuple(
            Stop(
                id=row.id,
                name=row.name,
                place_id=row.place,
                windows=tuple(_window(hours.get((row.id, day))) for day in range(5)),
                visits_fewest=row.visits_fewest,
                visits_most=row.visits_most,
                longest_gap_days=row.longest_gap_days,
                crates_in_per_week=inflow[row.id],
                crates_out_per_week=outflow[row.id],
                service_fixed_s=row.service_s,
                service_per_crate_s=row.seconds_per_crate,
            )
            for row in dataset.stops
        ),
        vehicles=tuple(_vehicle(row) for row in dataset.vehicles),
        travel=dict.fromkeys([row.id for row in dataset.vehicles], _travel(dataset)),
    )


def plausible_plan(dataset: DataSet, problem: Problem) -> WeekPlan:
    """A plan that a person might draw: towns in the same direction on the same day, nearest first."""
    visits: dict[int, list[Stop]] = {day: [] for day in range(5)}
    hub = dataset.place(problem.hub.place_id)
    for stop in sorted(problem.stops, key=lambda stop: (_bearing(dataset, stop, hub), stop.id)):
        patterns = allowed_patterns(stop)
        best = min(patterns, key=lambda pattern: (len(pattern), sum(len(visits[day]) for day in pattern)))
        for day in best:
            visits[day].append(stop)
    runs = []
    for day, stops in visits.items():
        share = -(-len(stops) // len(problem.vehicles))
        for n, vehicle in enumerate(problem.vehicles):
            if group := stops[n * share : (n + 1) * share]:
                patterns_of = {s.id: tuple(d for d in range(5) if s in visits[d]) for s in group}
                runs.append(_run(problem, day, vehicle, group, patterns_of))
    return WeekPlan(runs=tuple(runs))


def _run(problem, day, vehicle, group, patterns_of):
    travel = problem.travel[vehicle.id]
    here, now, left, visits = problem.hub.place_id, at("07:30"), list(group), []
    depart = now
    while left:
        stop = min(left, key=lambda stop: (travel.leg_s(here, stop.place_id), stop.id))
        left.remove(stop)
        gap = gap_days(patterns_of[stop.id], day)
        brought, fetched = delivered_crates(stop, gap), collected_crates(stop, gap)
        arrive = now + travel.leg_s(here, stop.place_id)
        begin = max(arrive, stop.windows[day].opens_s)
        now = begin + stop.service_fixed_s + (brought + fetched) * stop.service_per_crate_s
        visits.append(
            Visit(
                stop_id=stop.id,
                arrive_s=arrive,
                begin_s=begin,
                leave_s=now,
                delivered_crates=brought,
                collected_crates=fetched,
            )
        )
        here = stop.place_id
    return Run(
        weekday=day,
        vehicle_id=vehicle.id,
        depart_s=depart,
        return_s=now + travel.leg_s(here, problem.hub.place_id),
        visits=tuple(visits),
    )


def _bearing(dataset, stop, hub):
    place = dataset.place(stop.place_id)
    return atan2(place.lat - hub.lat, (place.lon - hub.lon) / 2) if place != hub else 0.0


def _travel(dataset):
    graph = nx.DiGraph()
    for road in dataset.roads:
        seconds = round(road.length_m / road.speed_kmh * 3.6)
        graph.add_edge(road.from_place, road.to_place, s=seconds, m=road.length_m)
        if not road.one_way:
            graph.add_edge(road.to_place, road.from_place, s=seconds, m=road.length_m)
    ids = tuple(dict.fromkeys([dataset.settings.hub_place, *(row.place for row in dataset.stops)]))
    paths = {a: nx.single_source_dijkstra_path(graph, a, weight="s") for a in ids}
    legs = {(a, b): tuple(paths[a][b]) for a in ids for b in ids}
    return Travel(
        place_ids=ids,
        metres=np.array([[nx.path_weight(graph, legs[a, b], "m") for b in ids] for a in ids]),
        seconds=np.array([[nx.path_weight(graph, legs[a, b], "s") for b in ids] for a in ids]),
        paths=legs,
    )


def _window(hours):
    if hours is None or hours.delivery_from_s is None:
        return None
    return Window(opens_s=hours.delivery_from_s, closes_s=hours.delivery_to_s)


def _vehicle(row):
    return Vehicle(
        id=row.id,
        name=row.name,
        capacity_crates=row.capacity_crates,
        weekdays=row.weekdays,
        earliest_departure_s=row.earliest_departure_s,
        latest_return_s=row.latest_return_s,
        longest_shift_s=row.longest_shift_s,
        break_rule=None,
        fixed_ore=0,
        per_km_ore=0,
        per_hour_ore=0,
    )


def _visit(stop_id, arrive, begin, leave, brought, fetched):
    return Visit(
        stop_id=stop_id,
        arrive_s=at(arrive),
        begin_s=at(begin),
        leave_s=at(leave),
        delivered_crates=brought,
        collected_crates=fetched,
    )


def _road(from_place, to_place, road, length_m):
    return Road(
        from_place=from_place, to_place=to_place, road=road, length_m=length_m, speed_kmh=70, one_way=False
    )


def _stop(id_, name, place, address):
    return StopRow(
        id=id_,
        name=name,
        kind="main",
        place=place,
        bearer="1780",
        address=address,
        visits_fewest=1,
        visits_most=2,
        longest_gap_days=5,
        service_s=600,
        seconds_per_crate=25,
    )


def _hours(stop, weekday):
    return Hours(
        stop=stop,
        weekday=weekday,
        opens_s=at("10:00"),
        closes_s=at("18:00"),
        delivery_from_s=at("08:00"),
        delivery_to_s=at("16:00"),
    )


def _vehicle_row(id_, name):
    return VehicleRow(
        id=id_,
        name=name,
        capacity_crates=45,
        weekdays=frozenset(range(5)),
        earliest_departure_s=at("07:00"),
        latest_return_s=at("17:00"),
        longest_shift_s=9 * HOUR,
        break_after_s=5 * HOUR,
        break_s=30 * MINUTE,
        break_counts="work",
    )


def _cost(vehicle):
    return VehicleCost(
        vehicle=vehicle, valid_from=FIRST, fixed_ore=40000, per_km_ore=550, per_hour_ore=39000, source="-"
    )
