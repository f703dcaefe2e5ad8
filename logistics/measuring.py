"""Measure what the keys need of every player: the municipalities, and the region for the stops it bears itself.

measure_players(planned, keys, terms=..., year=...) -> tuple[Measures, ...]
measure_for(planned, rule) -> Measured, with notes for the statements (measuring_notes alone: without measuring)
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from logistics.dataset import DataSet
from logistics.errors import DataFaults, Fault
from logistics.planning import Planned
from logistics.week_costs import groups_of, price_week, week_game
from routes.errors import UnservableGroup
from subsidy.equal_profit import equal_profit
from subsidy.keys import KeyName, Measures
from subsidy.measures import YEARS
from subsidy.nucleolus import nucleolus
from subsidy.rules import ContributionRule
from subsidy.schemes import VolumeAndStops
from subsidy.terms import LastYear, Terms, terms_of

# They need to know what groups would cost; those of the second line exactly and all of them, so at most
# 18 stops a weekday and 20 players.
COALITION_KEYS: frozenset[KeyName] = frozenset({"stand_alone", "shapley", "nucleolus", "equal_profit"})
GAME_KEYS: frozenset[KeyName] = frozenset({"nucleolus", "equal_profit"})
VOLUME_KEYS: frozenset[KeyName] = frozenset({"average_volume", "south_central"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The players as measured, and what the statements must say of it."""

    players: tuple[Measures, ...]
    notes: tuple[str, ...]


def measure_for(planned: Planned, rule: ContributionRule) -> Measured:
    """What the keys of a rule need of every player.

    Raises
    ------
    DataFaults
        A year's crates of a stop are missing though a key needs them, or the rule names an unknown vehicle.
    RoutesError, SplitRefused
        As for `measure_players`.
    """
    keys = {*rule.cost_mix.names, *rule.contribution_mix.names}
    year = rule.first_date.year
    faults = _unknown_trucks(planned.dataset, keys, rule)
    if keys & VOLUME_KEYS:
        faults += _missing_volumes(planned.dataset, _years(rule.terms, year))
    if faults:
        raise DataFaults(faults)
    players = measure_players(planned, keys, terms=rule.terms, year=year)
    return Measured(players=players, notes=measuring_notes(planned, rule))


def measuring_notes(planned: Planned, rule: ContributionRule) -> tuple[str, ...]:
    """What the statements must say of how the keys of a rule are measured: that values are estimates.

    Raises
    ------
    UnservableGroup
        Some of a weekday's stops cannot be served without the others, so their cost alone is unknown.
    """
    uses_shapley = "shapley" in {*rule.cost_mix.names, *rule.contribution_mix.names}
    if not uses_shapley and planned.dataset.settings.county_code not in groups_of(planned.dataset):
        return ()
    try:
        note = price_week(planned).note
    except UnservableGroup:
        if uses_shapley:
            raise
        return ()  # the region bears its stops by visits
    return (note,) if note else ()


def measure_players(
    planned: Planned,
    keys: Collection[KeyName],
    *,
    terms: Mapping[KeyName, Terms] | None = None,
    year: int | None = None,
) -> tuple[Measures, ...]:
    """What `keys` need of every municipality, and of the region where it bears stops itself.

    What can be counted is always there; what groups would cost is measured only if `keys` name a key that
    needs it, or the region bears stops: it bears their Shapley value or, where that is not known, their part
    of all visits. `year` is the one that is shared for (else that of the season's first day): the average volume
    is that of the three years before it, unless the terms name the last.

    Raises
    ------
    TooManyStops
        The nucleolus or the equal profit method is asked for, and a weekday has more stops, or there are
        more players, than exact costs of groups can be found for.
    SecondRunsMatter, UnservableGroup
        What some group would cost is not known.
    SplitRefused
        The nucleolus or the equal profit method cannot share this cost.
    """
    dataset = planned.dataset
    stated = terms or {}
    years = _years(stated, year or dataset.settings.season_first_date.year)
    players = [_count(planned, id_, stops, stated, years) for id_, stops in groups_of(dataset).items()]
    if {"stand_alone", "shapley"} & set(keys):
        players = _with_costs(planned, players)
    return tuple(_with_games(planned, _with_own_stops(planned, players), set(keys)))


def _count(
    planned: Planned, id_: str, stops: frozenset[str], terms: Mapping[KeyName, Terms], years: range
) -> Measures:
    """What is counted of one player, without pricing anything."""
    dataset = planned.dataset
    population = {m.scb_code: (m.name, m.population) for m in dataset.municipalities}
    name, inhabitants = population.get(id_, (dataset.settings.county_name, 0))
    patterns = [pattern for stop in sorted(stops) if (pattern := planned.plan.pattern_of(stop))]
    return Measures(
        id=id_,
        name=name,
        population=inhabitants,
        visits=sum(map(len, patterns)),
        crates=sum(
            (dataset.crates_in_per_week(stop) + dataset.crates_out_per_week(stop) for stop in stops),
            Fraction(),
        ),
        hub_distance_m=sum(_hub_distance_m(planned, stop) for stop in stops),
        yearly_crates=_yearly_crates(dataset, stops, years),
        site_days=tuple(map(len, patterns)),
        service_days=len({weekday for pattern in patterns for weekday in pattern}),
        truck_visits=_truck_visits(planned, stops, terms),
    )


def _with_costs(planned: Planned, players: list[Measures]) -> list[Measures]:
    costs = price_week(planned)
    return [
        replace(
            player,
            stand_alone_ore=costs.alone_ore[player.id],
            shapley_ore=costs.shapley_ore[player.id],
            shapley_within_ore=costs.within_ore.get(player.id),
        )
        for player in players
    ]


def _with_own_stops(planned: Planned, players: list[Measures]) -> list[Measures]:
    """The players, where the region says by which key it bears what its own stops cost."""
    county = planned.dataset.settings.county_code
    if all(player.id != county for player in players):
        return players
    by: KeyName = "visits"
    try:
        priced = _with_costs(planned, players)
    except UnservableGroup:
        priced = players
    if any(
        player.id == county and player.shapley_ore is not None and player.shapley_ore >= 0
        for player in priced
    ):
        by = "shapley"
    return [replace(player, bears_by=by) if player.id == county else player for player in priced]


def _with_games(planned: Planned, players: list[Measures], keys: set[KeyName]) -> list[Measures]:
    """The players with the nucleolus and the equal profit method's amounts, if they are asked for."""
    if not keys & GAME_KEYS:
        return players
    game = week_game(planned)
    costs_ore = [int(ore) for ore in game.costs_ore]
    if "nucleolus" in keys:
        amounts = nucleolus(game.players, costs_ore).amounts_ore
        players = [replace(player, nucleolus_ore=amounts[player.id]) for player in players]
    if "equal_profit" in keys:
        amounts = equal_profit(game.players, costs_ore).amounts_ore
        players = [replace(player, equal_profit_ore=amounts[player.id]) for player in players]
    return players


def _hub_distance_m(planned: Planned, stop_id: str) -> int:
    """Metres by road from the hub to a stop, by the way of the vehicle that drives the shortest."""
    problem = planned.problem
    place = problem.stop(stop_id).place_id
    return min(ways.leg_m(problem.hub.place_id, place) for ways in problem.travel.values())


def _truck_visits(planned: Planned, stops: frozenset[str], terms: Mapping[KeyName, Terms]) -> int:
    scheme = terms.get("south_central")
    trucks = scheme.truck_vehicles if isinstance(scheme, VolumeAndStops) else frozenset()
    return sum(
        visit.stop_id in stops
        for run in planned.plan.runs
        if run.vehicle_id in trucks
        for visit in run.visits
    )


def _years(terms: Mapping[KeyName, Terms], year: int) -> range:
    """The three years whose volume counts."""
    stated = terms_of("average_volume", terms)
    last = stated.year if isinstance(stated, LastYear) and stated.year else year - 1
    return range(last - YEARS + 1, last + 1)


def _yearly_crates(
    dataset: DataSet, stops: frozenset[str], years: range
) -> tuple[tuple[int, Fraction], ...] | None:
    """The crates of each year; None if they are missing for some stop."""
    known = {(row.stop, row.year): row.crates_in_year for row in dataset.volumes}
    if any((stop, year) not in known for stop in stops for year in years):
        return None
    return tuple((year, sum((known[stop, year] for stop in stops), Fraction())) for year in years)


def _missing_volumes(dataset: DataSet, years: range) -> tuple[Fault, ...]:
    known = {(row.stop, row.year) for row in dataset.volumes}
    return tuple(
        Fault(
            file="volumes",
            value=stop.id,
            problem=f"lådorna för {stop.name} saknas för {year}, så snittet {years[0]}–{years[-1]} går inte"
            " att räkna",
            remedy="lägg till en rad för det året, eller välj en annan nyckel",
        )
        for stop in dataset.stops
        if stop.bearer != dataset.settings.county_code  # no volume says what the region bears
        for year in years
        if (stop.id, year) not in known
    )


def _unknown_trucks(dataset: DataSet, keys: set[KeyName], rule: ContributionRule) -> tuple[Fault, ...]:
    scheme = rule.terms.get("south_central")
    if "south_central" not in keys or not isinstance(scheme, VolumeAndStops):
        return ()
    known = {vehicle.id for vehicle in dataset.vehicles}
    return tuple(
        Fault(
            file="rules.toml",
            key=f"{rule.id}: terms.south_central.truck_vehicles",
            value=vehicle,
            problem="ingen bil har det id:t",
            remedy=f"skriv något av {', '.join(sorted(known))}",
        )
        for vehicle in sorted(scheme.truck_vehicles - known)
    )
