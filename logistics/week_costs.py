"""Price an ordinary week for groups of players: what each would pay alone, and its Shapley value.

Of several timetables it is the mean week of the period: the game itself is the mean of their games.

Shapley values add up over the days. So a weekday with up to 18 stops is priced and shared exactly, however many
players there are in all; for a day with more, orders of joining are drawn and groups are priced by search.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil

from logistics.dataset import DataSet
from logistics.planning import Planned
from logistics.seasons import Plans, mean, weeks_of
from logistics.swedish import amount_text, dates_text, weekday_name
from routes.coalitions import MOST_PRICED, coalition_costs
from routes.errors import SecondRunsMatter, TooManyStops
from routes.places import WEEKDAYS
from routes.plan import WeekPlan
from routes.searched_costs import SearchedDay, count_steps
from subsidy.game import Game, make_game
from subsidy.measures import Count, count_of
from subsidy.shapley import shapley_values
from subsidy.shapley_estimate import FEWEST_PAIRS, ShapleyEstimate, estimate_shapley

ONE_WEEK = dict.fromkeys(WEEKDAYS, 1)  # the keys measure an ordinary week, without holidays
SEED = 1
MOST_PAIRS = 400  # of orders; more add little, for most groups have been priced by then
_STEPS = 12_000_000  # of the search, for all orders: about a minute

Groups = Mapping[str, frozenset[str]]  # the stops that each player bears


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCosts:
    """What each player would pay alone and its Shapley value, in öre for a week."""

    alone_ore: Mapping[str, Count]
    shapley_ore: Mapping[str, Fraction]
    within_ore: Mapping[str, int]  # half the confidence interval; empty: the values are exact
    note: str  # Swedish: how they were estimated; empty: they are exact

    @property
    def interval(self) -> str:
        """Swedish: how far off any Shapley value of a week may be; empty: they are exact."""
        if not self.note:
            return ""
        return (
            "Varje Shapleyvärde för en vecka ligger med 95\N{NO-BREAK SPACE}% säkerhet högst "
            f"{amount_text(max(self.within_ore.values()))} från vad alla ordningar skulle ge, räknade med samma "
            "kostnader för grupper."
        )


def groups_of(dataset: DataSet) -> dict[str, frozenset[str]]:
    """The stops that each player bears, by player: the municipalities, then the region if it bears any."""
    bearers = [municipality.scb_code for municipality in dataset.municipalities]
    county = dataset.settings.county_code
    if any(stop.bearer == county for stop in dataset.stops):
        bearers.append(county)
    return {
        bearer: frozenset(stop.id for stop in dataset.stops if stop.bearer == bearer) for bearer in bearers
    }


def groups_by_plan(plans: Plans) -> tuple[tuple[Planned, Groups], ...]:
    """The stops that each player bears in every plan: none in one that does not visit it."""
    by_plan = [(planned, groups_of(planned.dataset)) for planned, _ in weeks_of(plans)]
    players = dict.fromkeys(player for _, groups in by_plan for player in groups)
    county = plans.dataset.settings.county_code
    ordered = sorted(players, key=lambda player: player == county)
    return tuple(
        (planned, {player: groups.get(player, frozenset()) for player in ordered})
        for planned, groups in by_plan
    )


@lru_cache(maxsize=2)
def week_game(plans: Plans) -> Game:
    """What every group of players would cost together in a week, exactly: of several plans in their mean week.

    Raises
    ------
    TooManyStops
        A weekday has more stops, or there are more players, than exact costs of groups can be found for.
    SecondRunsMatter
        For some group a vehicle would go twice a day, and whether it finds the time for that is not known.
    UnservableGroup
        Some of a weekday's stops cannot be served without the others, so their cost alone is unknown.
    """
    by_plan = groups_by_plan(plans)
    costs_ore = [
        coalition_costs(planned.plan, planned.problem, list(groups.values()), ONE_WEEK)
        for planned, groups in by_plan
    ]
    weights = [weight for _, weight in weeks_of(plans)]
    sums_ore = [
        sum(int(ore) * weight for ore, weight in zip(of_group, weights, strict=True))
        for of_group in zip(*costs_ore, strict=True)
    ]
    return make_game(list(by_plan[0][1]), sums_ore, weeks=sum(weights))


@lru_cache(maxsize=2)
def price_week(plans: Plans) -> WeekCosts:
    """What each player would pay alone and its Shapley value, exact or, where that cannot be had, estimated.

    Shapley values are linear: those of a mean week are the mean of every week's. Intervals add up with the same
    weights, which is enough however the estimates depend on each other.

    Raises
    ------
    UnservableGroup
        Some of a weekday's stops cannot be served without the others, so their cost alone is unknown.
    """
    priced = [_price(planned, groups) for planned, groups in groups_by_plan(plans)]
    if isinstance(plans, Planned):
        return priced[0]
    notes = zip(plans.stretches, priced, strict=True)
    return WeekCosts(
        alone_ore={
            player: count_of(mean([week.alone_ore[player] for week in priced], plans))
            for player in priced[0].alone_ore
        },
        shapley_ore={
            player: mean([week.shapley_ore[player] for week in priced], plans)
            for player in priced[0].shapley_ore
        },
        within_ore={
            player: ceil(mean([week.within_ore.get(player, 0) for week in priced], plans))
            for player in priced[0].shapley_ore
            if any(week.within_ore for week in priced)
        },
        note=" ".join(
            f"Tidtabellen {dates_text(each.first, each.last)}: {week.note}"
            for each, week in notes
            if week.note
        ),
    )


def _price(planned: Planned, groups: Groups) -> WeekCosts:
    """The same of one plan."""
    alone: dict[str, Count] = dict.fromkeys(groups, 0)
    shapley = dict.fromkeys(groups, Fraction(0))
    searched = []
    for weekday in WEEKDAYS:
        here = _present(planned.plan, weekday, groups)
        try:
            game = _day_game(planned, weekday, here)
        except (TooManyStops, SecondRunsMatter):
            searched.append(weekday)
            continue
        for player, ore in zip(game.players, game.alone_ore, strict=True):
            alone[player] += ore
        for player, value in shapley_values(game.players, [int(ore) for ore in game.costs_ore]).items():
            shapley[player] += value
    exact = WeekCosts(alone_ore=alone, shapley_ore=shapley, within_ore={}, note="")
    return _with_searched(planned, groups, searched, exact) if searched else exact


def _with_searched(planned: Planned, groups: Groups, weekdays: list[int], exact: WeekCosts) -> WeekCosts:
    """The exact days' costs, and those of the other days, estimated."""
    days = [SearchedDay(planned.plan, planned.problem, weekday) for weekday in weekdays]
    players = [player for player, stops in groups.items() if any(stops & day.stop_ids for day in days)]

    def cost_ore(group: frozenset[str]) -> int:
        stops = frozenset(stop for player in group for stop in groups[player])
        return sum(day.cost_ore(stops) for day in days)

    estimate = estimate_shapley(players, cost_ore, n_pairs=_count_pairs(days, groups), seed=SEED)
    alone = dict(exact.alone_ore)
    for day, weekday in zip(days, weekdays, strict=True):
        for player, stops in _present(planned.plan, weekday, groups).items():
            alone[player] += _alone_ore(planned, weekday, stops, day)
    return WeekCosts(
        alone_ore=alone,
        shapley_ore={
            player: value + estimate.values_ore.get(player, 0) for player, value in exact.shapley_ore.items()
        },
        within_ore={player: estimate.within_ore.get(player, 0) for player in groups},
        note=_note(
            estimate, {weekday: len(day.stop_ids) for weekday, day in zip(weekdays, days, strict=True)}
        ),
    )


def _present(plan: WeekPlan, weekday: int, groups: Groups) -> dict[str, frozenset[str]]:
    """The stops of each player that are visited on a weekday; players without any are left out."""
    visited = {visit.stop_id for run in plan.runs_on(weekday) for visit in run.visits}
    return {player: stops & visited for player, stops in groups.items() if stops & visited}


def _day_game(planned: Planned, weekday: int, here: Groups) -> Game:
    day = WeekPlan(runs=planned.plan.runs_on(weekday))
    return make_game(list(here), coalition_costs(day, planned.problem, list(here.values()), {weekday: 1}))


def _alone_ore(planned: Planned, weekday: int, stops: frozenset[str], day: SearchedDay) -> int:
    """What one player's stops cost on a day: exactly if they are few enough, else as the search finds."""
    own = _only(planned.plan, weekday, stops)
    try:
        return coalition_costs(own, planned.problem, [stops], {weekday: 1})[1]
    except (TooManyStops, SecondRunsMatter):
        return day.cost_ore(stops)


def _only(plan: WeekPlan, weekday: int, stops: frozenset[str]) -> WeekPlan:
    """A day's visits to some stops: they say which crates these get and give; their times mean nothing."""
    kept = (
        (run, tuple(visit for visit in run.visits if visit.stop_id in stops)) for run in plan.runs_on(weekday)
    )
    return WeekPlan(runs=tuple(replace(run, visits=visits) for run, visits in kept if visits))


def _count_pairs(days: list[SearchedDay], groups: Groups) -> int:
    """As many pairs of orders as the steps allow, by sizes alone: the same data always draws the same orders."""
    steps_a_pair = sum(
        2 * sum(bool(stops & day.stop_ids) for stops in groups.values()) * count_steps(len(day.stop_ids) // 2)
        for day in days
    )
    return max(FEWEST_PAIRS, min(MOST_PAIRS, _STEPS // steps_a_pair))


def _note(estimate: ShapleyEstimate, stops: Mapping[int, int]) -> str:
    days = " och ".join(f"{weekday_name(weekday)}ar ({n} stopp)" for weekday, n in stops.items())
    return (
        f"{estimate.sentence} Uppskattningen gäller {days}; övriga dagar är räknade exakt, vilket går med högst "
        f"{MOST_PRICED} stopp och en tur per bil. Vad en grupp skulle kosta de dagarna är den billigaste körning "
        "som en kort sökning fann, utan bevis för att ingen är billigare."
    )
