"""State the routing problem of a data set: the base timetable's week."""

from dataclasses import replace
from datetime import date

from logistics.dataset import DataSet, Hours, StopRow, VehicleCost, VehicleRow
from logistics.errors import DataFaults, Fault
from logistics.planning.roads import closed_all_season, take_the_season, ways_of
from routes.errors import UnreachablePlaces
from routes.fleet import BreakRule, Vehicle
from routes.places import DAY_S, WEEKDAYS, Hub, Stop, Window
from routes.problem import Problem


def build_problem(dataset: DataSet, *, prices_on: date | None = None) -> Problem:
    """The week to plan: every stop, vehicle and road of the data set.

    Closed roads count only where their closures together take every service date of the season: shorter
    ones belong to the weeks that they touch. The crates of a stop are the sum of its flows. Prices are those
    of a day, of the first of the season unless told so.

    Raises
    ------
    DataFaults
        If a stop is closed for the whole season, or no road leads to a stop and back.
    NothingHolds
        If a vehicle has no price on the day.
    """
    settings = dataset.settings
    day = prices_on or settings.season_first_date
    vehicles = tuple(_vehicle(row, dataset.cost_of(row.id, day)) for row in dataset.vehicles)
    if faults := _closed_all_season(dataset):
        raise DataFaults(faults)
    try:
        places = [stop.place for stop in dataset.stops]
        travel = ways_of(dataset, vehicles, closed_all_season(dataset), places)
    except UnreachablePlaces as refusal:
        raise DataFaults(_unreachable(dataset, refusal.place_ids)) from refusal
    return Problem(
        hub=Hub(
            name=settings.hub_name,
            place_id=settings.hub_place,
            weekdays=settings.hub_weekdays,
            cutoff_s=DAY_S if settings.hub_cutoff_s is None else settings.hub_cutoff_s,
        ),
        stops=tuple(_stop(dataset, row) for row in dataset.stops),
        vehicles=vehicles,
        travel=travel,
        most_runs=dict(settings.most_runs),
    )


def at_prices(problem: Problem, prices: tuple[VehicleCost, ...]) -> Problem:
    """The same problem with other prices for its vehicles; the ways stay those of the plan."""
    by_vehicle = {price.vehicle: price for price in prices}
    return replace(problem, vehicles=tuple(_priced(v, by_vehicle[v.id]) for v in problem.vehicles))


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
        fixed_weekdays=row.fixed_weekdays,
        vehicle_ids=row.vehicles or None,
        before=dataset.stops_after(row.id),
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
        runs_most=row.runs_most,
        turnaround_s=row.turnaround_s,
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
        if take_the_season(dataset, [c for c in dataset.stop_closures if c.stop == stop.id])
    )


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
