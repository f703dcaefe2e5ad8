"""Measure what the keys need of every player: the municipalities, and the region for the stops it bears itself.

measure_players(plans, keys, terms=..., year=...) -> tuple[Measures, ...]
measure_for(plans, rule) -> Measured, with notes for the statements (measuring_notes alone: without measuring)

Several timetables of a period are measured by their mean week. Who has no stop in one of them has zero there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from logistics.dataset import DataSet
from logistics.errors import DataFaults
from logistics.mean_week import mean_week
from logistics.planning import Planned
from logistics.seasons import Plans, weeks_of
from logistics.unmeasurable import missing_volumes, refuse_unlike_sites, unknown_trucks
from logistics.week_costs import groups_by_plan, price_week, week_game
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


def measure_for(plans: Plans, rule: ContributionRule) -> Measured:
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
    faults = unknown_trucks(plans, keys, rule)
    if keys & VOLUME_KEYS:
        missing = (missing_volumes(each.dataset, _years(rule.terms, year)) for each, _ in weeks_of(plans))
        faults += tuple(dict.fromkeys(fault for of_plan in missing for fault in of_plan))
    if faults:
        raise DataFaults(faults)
    players = measure_players(plans, keys, terms=rule.terms, year=year)
    return Measured(players=players, notes=measuring_notes(plans, rule))


def measuring_notes(plans: Plans, rule: ContributionRule) -> tuple[str, ...]:
    """What the statements must say of how the keys of a rule are measured: that values are estimates.

    Raises
    ------
    UnservableGroup
        Some of a weekday's stops cannot be served without the others, so their cost alone is unknown.
    """
    uses_shapley = "shapley" in {*rule.cost_mix.names, *rule.contribution_mix.names}
    if not uses_shapley and plans.dataset.settings.county_code not in groups_by_plan(plans)[0][1]:
        return ()
    try:
        note = price_week(plans).note
    except UnservableGroup:
        if uses_shapley:
            raise
        return ()  # the region bears its stops by visits
    return (note,) if note else ()


def measure_players(
    plans: Plans,
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
        The nucleolus or the equal profit method cannot share this cost, or a key that needs whole visits of each
        stop is asked for, and the timetables differ in them.
    """
    stated = terms or {}
    years = _years(stated, year or plans.dataset.settings.season_first_date.year)
    counted = [
        [_count(planned, id_, stops, stated, years) for id_, stops in groups.items()]
        for planned, groups in groups_by_plan(plans)
    ]
    players = [mean_week(of_player, plans) for of_player in zip(*counted, strict=True)]
    refuse_unlike_sites(players, keys)
    if {"stand_alone", "shapley"} & set(keys):
        players = _with_costs(plans, players)
    return tuple(_with_games(plans, _with_own_stops(plans, players), set(keys)))


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


def _with_costs(plans: Plans, players: list[Measures]) -> list[Measures]:
    costs = price_week(plans)
    return [
        replace(
            player,
            stand_alone_ore=costs.alone_ore[player.id],
            shapley_ore=costs.shapley_ore[player.id],
            shapley_within_ore=costs.within_ore.get(player.id),
        )
        for player in players
    ]


def _with_own_stops(plans: Plans, players: list[Measures]) -> list[Measures]:
    """The players, where the region says by which key it bears what its own stops cost."""
    county = plans.dataset.settings.county_code
    if all(player.id != county for player in players):
        return players
    by: KeyName = "visits"
    try:
        priced = _with_costs(plans, players)
    except UnservableGroup:
        priced = players
    if any(
        player.id == county and player.shapley_ore is not None and player.shapley_ore >= 0
        for player in priced
    ):
        by = "shapley"
    return [replace(player, bears_by=by) if player.id == county else player for player in priced]


def _with_games(plans: Plans, players: list[Measures], keys: set[KeyName]) -> list[Measures]:
    """The players with the nucleolus and the equal profit method's amounts, if they are asked for."""
    if not keys & GAME_KEYS:
        return players
    game = week_game(plans)
    costs_ore, week = [int(ore) for ore in game.costs_ore], Fraction(1, game.weeks)
    if "nucleolus" in keys:
        amounts = nucleolus(game.players, costs_ore, weeks=game.weeks).amounts_ore
        players = [replace(player, nucleolus_ore=amounts[player.id] * week) for player in players]
    if "equal_profit" in keys:
        amounts = equal_profit(game.players, costs_ore, weeks=game.weeks).amounts_ore
        players = [replace(player, equal_profit_ore=amounts[player.id] * week) for player in players]
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
