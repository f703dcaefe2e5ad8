"""Measure the ways between all places while some roads are closed, for the season or for a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from logistics.calendar import service_dates
from logistics.dataset import DataSet, RoadClosure, StopClosure
from routes.fleet import Vehicle
from routes.network import Network, RoadSection, build_network
from routes.travel import Travel, measure_travel

Section = frozenset[str]  # the two ends of a road section


def ways_of(
    dataset: DataSet, vehicles: Iterable[Vehicle], closed: frozenset[Section], place_ids: Sequence[str]
) -> dict[str, Travel]:
    """The ways from the hub to and between these places, by vehicle id, with some sections closed.

    Raises
    ------
    UnreachablePlaces
        If the hub has no road to or from some place.
    """
    network = _network(dataset, closed)
    # Vehicles at the same prices choose the same ways: measure them once.
    by_prices: dict[tuple[int, int], Travel] = {}
    travel = {}
    for vehicle in vehicles:
        prices = (vehicle.per_km_ore, vehicle.per_hour_ore)
        if prices not in by_prices:
            by_prices[prices] = measure_travel(
                network,
                dataset.settings.hub_place,
                place_ids,
                per_km_ore=vehicle.per_km_ore,
                per_hour_ore=vehicle.per_hour_ore,
            )
        travel[vehicle.id] = by_prices[prices]
    return travel


def closed_all_season(dataset: DataSet) -> frozenset[Section]:
    """The sections whose closures together take every service date of the season."""
    closures: dict[Section, list[RoadClosure]] = {}
    for closure in dataset.road_closures:
        closures.setdefault(section_of(closure), []).append(closure)
    return frozenset(section for section, rows in closures.items() if take_the_season(dataset, rows))


def closed_on(dataset: DataSet, day: date) -> frozenset[Section]:
    """The sections that are closed on a day."""
    return frozenset(
        section_of(closure)
        for closure in dataset.road_closures
        if closure.first_date <= day <= closure.last_date
    )


def section_of(row: RoadClosure) -> Section:
    """The section that a closure closes."""
    return frozenset((row.from_place, row.to_place))


def take_the_season(dataset: DataSet, closures: Sequence[StopClosure | RoadClosure]) -> bool:
    """Whether the closures together leave no service date of the season."""
    dates = service_dates(dataset.settings.season_first_date, dataset.settings.season_last_date)
    # In a season of holidays only nothing is driven, and nothing needs to be taken out.
    return bool(dates) and all(any(c.first_date <= day <= c.last_date for c in closures) for day in dates)


def _network(dataset: DataSet, closed: frozenset[Section]) -> Network:
    network = build_network(
        RoadSection(
            from_place=road.from_place,
            to_place=road.to_place,
            road=road.road,
            length_m=road.length_m,
            speed_kmh=road.speed_kmh,
            one_way=road.one_way,
        )
        for road in dataset.roads
        if frozenset((road.from_place, road.to_place)) not in closed
    )
    for section in closed:
        network.add_nodes_from(section)  # a place whose only road is closed is still a place
    return network
