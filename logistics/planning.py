"""Make the base timetable of a data set: state the routing problem and have it solved."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from logistics import dataset as tables
from logistics.calendar import service_dates
from logistics.dataset import DataSet, Hours, StopRow, VehicleCost, VehicleRow
from logistics.errors import DataFaults, Fault
from routes.certificate import Certificate
from routes.cost import legs
from routes.errors import UnreachablePlaces
from routes.fleet import BreakRule, Vehicle
from routes.network import Network, RoadClosure, RoadSection, build_network
from routes.places import WEEKDAYS, Hub, Stop, Window
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress
from routes.travel import Travel, measure_travel
from routes.week import plan_week


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planned:
    """A week plan together with everything that it was made from."""

    dataset: DataSet
    problem: Problem
    plan: WeekPlan
    certificate: Certificate


def plan_dataset(
    dataset: DataSet,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
) -> Planned:
    """The base timetable of a data set, at the prices that hold when its season begins.

    Raises
    ------
    DataFaults
        If the data set asks for what no plan can give: see `build_problem`.
    RoutesError
        If no plan keeps every rule, or a plan that breaks one was proposed.
    """
    problem = build_problem(dataset)
    plan, certificate = plan_week(problem, time_limit_s=time_limit_s, seed=seed, on_progress=on_progress)
    return Planned(dataset=dataset, problem=problem, plan=plan, certificate=certificate)


def build_problem(dataset: DataSet) -> Problem:
    """The week to plan: every stop, vehicle and road of the data set.

    Closed roads count only where their closures together take every service date of the season: shorter
    ones belong to the weeks that they touch. The crates of a stop are the sum of its flows.

    Raises
    ------
    DataFaults
        If a stop is closed for the whole season, or no road leads to a stop and back.
    """
    settings = dataset.settings
    hub = Hub(name=settings.hub_name, place_id=settings.hub_place)
    vehicles = tuple(
        _vehicle(row, dataset.cost_of(row.id, settings.season_first_date)) for row in dataset.vehicles
    )
    if faults := _closed_all_season(dataset):
        raise DataFaults(faults)
    return Problem(
        hub=hub,
        stops=tuple(_stop(dataset, row) for row in dataset.stops),
        vehicles=vehicles,
        travel=_travel(dataset, hub, vehicles),
    )


def at_prices(problem: Problem, prices: tuple[VehicleCost, ...]) -> Problem:
    """The same problem with other prices for its vehicles; the ways stay those of the plan."""
    by_vehicle = {price.vehicle: price for price in prices}
    return replace(problem, vehicles=tuple(_priced(v, by_vehicle[v.id]) for v in problem.vehicles))


def driven_closures(
    planned: Planned, period: tuple[date, date] | None = None
) -> tuple[tables.RoadClosure, ...]:
    """The closures that keep some run of the period from its way: its times hold while the road is open.

    Without a period, those of the season.
    """
    settings = planned.dataset.settings
    driven = set(_driven(planned))
    dates = service_dates(*(period or (settings.season_first_date, settings.season_last_date)))
    return tuple(
        closure
        for closure in planned.dataset.road_closures
        if any(
            (day.weekday(), _section(closure)) in driven
            for day in dates
            if closure.first_date <= day <= closure.last_date
        )
    )


def _driven(planned: Planned) -> Iterator[tuple[int, frozenset[str]]]:
    """Each weekday and section that a run passes."""
    for run in planned.plan.runs:
        paths = planned.problem.travel[run.vehicle_id].paths
        for leg in legs(run, planned.problem):
            for section in pairwise(paths[leg]):
                yield run.weekday, frozenset(section)


def _section(row: tables.RoadClosure) -> frozenset[str]:
    return frozenset((row.from_place, row.to_place))


def _stop(dataset: DataSet, row: StopRow) -> Stop:
    return Stop(
        id=row.id,
        name=row.name,
        place_id=row.place,
        windows=tuple(_window(dataset.hours_of(row.id, weekday)) for weekday in WEEKDAYS),
        visits_fewest=row.visits_fewest,
        visits_most=row.visits_most,
        longest_gap_days=row.longest_gap_days,
        crates_in_per_week=dataset.crates_in_per_week(row.id),
        crates_out_per_week=dataset.crates_out_per_week(row.id),
        service_fixed_s=row.service_s,
        service_per_crate_s=row.seconds_per_crate,
    )


def _window(hours: Hours) -> Window | None:
    if hours.delivery_from_s is None or hours.delivery_to_s is None:
        return None
    return Window(opens_s=hours.delivery_from_s, closes_s=hours.delivery_to_s)


def _vehicle(row: VehicleRow, price: VehicleCost) -> Vehicle:
    return Vehicle(
        id=row.id,
        name=row.name,
        capacity_crates=row.capacity_crates,
        weekdays=row.weekdays,
        earliest_departure_s=row.earliest_departure_s,
        latest_return_s=row.latest_return_s,
        longest_shift_s=row.longest_shift_s,
        break_rule=_break_rule(row),
        fixed_ore=price.fixed_ore,
        per_km_ore=price.per_km_ore,
        per_hour_ore=price.per_hour_ore,
    )


def _priced(vehicle: Vehicle, price: VehicleCost) -> Vehicle:
    return replace(
        vehicle,
        fixed_ore=price.fixed_ore,
        per_km_ore=price.per_km_ore,
        per_hour_ore=price.per_hour_ore,
    )


def _break_rule(row: VehicleRow) -> BreakRule | None:
    if row.break_after_s is None or row.break_s is None or row.break_counts is None:
        return None
    return BreakRule(after_s=row.break_after_s, length_s=row.break_s, counts=row.break_counts)


def _travel(dataset: DataSet, hub: Hub, vehicles: tuple[Vehicle, ...]) -> dict[str, Travel]:
    network = _season_network(dataset)
    place_ids = [stop.place for stop in dataset.stops]
    # Vehicles at the same prices choose the same ways: measure them once.
    by_prices: dict[tuple[int, int], Travel] = {}
    for vehicle in vehicles:
        prices = (vehicle.per_km_ore, vehicle.per_hour_ore)
        if prices not in by_prices:
            try:
                by_prices[prices] = measure_travel(
                    network, hub.place_id, place_ids, per_km_ore=prices[0], per_hour_ore=prices[1]
                )
            except UnreachablePlaces as refusal:
                raise DataFaults(_unreachable(dataset, refusal.place_ids)) from refusal
    return {vehicle.id: by_prices[vehicle.per_km_ore, vehicle.per_hour_ore] for vehicle in vehicles}


def _season_network(dataset: DataSet) -> Network:
    first, last = dataset.settings.season_first_date, dataset.settings.season_last_date
    sections = [
        RoadSection(
            from_place=road.from_place,
            to_place=road.to_place,
            road=road.road,
            length_m=road.length_m,
            speed_kmh=road.speed_kmh,
            one_way=road.one_way,
        )
        for road in dataset.roads
    ]
    closed = [
        (closure.from_place, closure.to_place)
        for closure in dataset.road_closures
        if _take_the_season(dataset, [c for c in dataset.road_closures if _section(c) == _section(closure)])
    ]
    closures = [RoadClosure(from_place=a, to_place=b, first_date=first, last_date=last) for a, b in closed]
    return build_network(sections, closures, on=first)


def _closed_all_season(dataset: DataSet) -> tuple[Fault, ...]:
    first, last = dataset.settings.season_first_date, dataset.settings.season_last_date
    return tuple(
        Fault(
            file="stop_closures",
            value=stop.id,
            problem=f"{stop.name} är stängt hela perioden {first}–{last}",
            remedy="ta bort biblioteket ur stops, hours och flows, eller korta stängningen",
        )
        for stop in dataset.stops
        if _take_the_season(dataset, [c for c in dataset.stop_closures if c.stop == stop.id])
    )


def _take_the_season(dataset: DataSet, closures: Sequence[tables.StopClosure | tables.RoadClosure]) -> bool:
    """Whether the closures together leave no service date of the season."""
    dates = service_dates(dataset.settings.season_first_date, dataset.settings.season_last_date)
    # In a season of holidays only nothing is driven, and nothing needs to be taken out.
    return bool(dates) and all(any(c.first_date <= day <= c.last_date for c in closures) for day in dates)


def _unreachable(dataset: DataSet, place_ids: tuple[str, ...]) -> tuple[Fault, ...]:
    hub = dataset.settings.hub_place
    remedy = "lägg till vägsträckor i roads, eller se över one_way och road_closures"
    if place_ids == (hub,):
        problem = f"ingen väg går till eller från navet i {dataset.place(hub).name}"
        return (Fault(file="roads", value=hub, problem=problem, remedy=remedy),)
    return tuple(
        Fault(
            file="roads",
            value=place_id,
            problem=f"ingen öppen väg går från navet till {dataset.place(place_id).name} och tillbaka, så"
            f" bilen når inte {', '.join(stop.name for stop in dataset.stops if stop.place == place_id)}",
            remedy=remedy,
        )
        for place_id in place_ids
    )
