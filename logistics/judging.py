"""Judge whether a plan's cost is shared so that no group of municipalities would be cheaper off alone."""

from dataclasses import replace

from logistics.errors import QuestionRefused
from logistics.measuring import measure_players
from logistics.seasons import Plans
from logistics.swedish import weekday_name
from logistics.week_costs import week_game
from routes.errors import RoutesError, SecondRunsMatter, TooManyStops, UnservableGroup
from subsidy.game import Game
from subsidy.judgement import UNDER_RULE, Judgement, alone, judge_mix, under_key
from subsidy.keys import KeyMix, KeyName
from subsidy.payout_dates import count_months
from subsidy.statement import Basis, Settlement
from subsidy.weighing import weigh_players


def judge_rule(plans: Plans, settlement: Settlement) -> Judgement:
    """The judgement of the cost shares that the rule gives.

    Raises
    ------
    QuestionRefused
        What groups would cost alone is not known, or the plan costs nothing.
    """
    return judge_shares(priced_game(plans), settlement.basis, settlement.rule.cost_mix, UNDER_RULE)


def judge_or_why(plans: Plans, settlement: Settlement) -> tuple[Judgement | None, str]:
    """The same; or none, and the sentence that says why."""
    try:
        return judge_rule(plans, settlement), ""
    except QuestionRefused as refusal:
        return None, refusal.sentence


def judge_key(plans: Plans, settlement: Settlement, key: KeyName) -> Judgement:
    """The judgement of sharing the same cost by one key instead.

    Raises
    ------
    QuestionRefused
        As for the rule.
    SplitRefused, RoutesError
        The key cannot be measured of everybody.
    """
    game = priced_game(plans)
    rule, cost_ore = settlement.rule, settlement.basis.cost_ore
    measured = measure_players(plans, (key,), terms=rule.terms, year=rule.first_date.year)
    basis = replace(settlement.basis, players=weigh_players(measured, (key,), rule.terms, cost_ore))
    return judge_shares(game, basis, alone(key), under_key(key))


def judge_shares(game: Game, basis: Basis, mix: KeyMix, under: str) -> Judgement:
    """The judgement of sharing by a mix, when the week's game is known."""
    months = count_months(basis.first_date, basis.last_date)
    return judge_mix(game, mix, basis.players, under=under, period=(basis.cost_ore, months))


def priced_game(plans: Plans) -> Game:
    """The week's game.

    Raises
    ------
    QuestionRefused
        What groups would cost alone is not known, or the plan costs nothing.
    """
    try:
        game = week_game(plans)
    except RoutesError as refusal:
        raise QuestionRefused(unpriced_sentence(refusal)) from refusal
    if game.total_ore == 0:
        raise QuestionRefused("Planens vecka kostar ingenting, så det finns inget att fördela.")
    return game


def unpriced_sentence(refusal: RoutesError) -> str:
    """Why it is not known what groups would cost alone."""
    return f"Vad varje grupp för sig skulle kosta går inte att räkna ut exakt: {_why(refusal)}."


def _why(refusal: RoutesError) -> str:
    match refusal:
        case TooManyStops(weekday=None):
            return f"det är {refusal.count} deltagare, och högst {refusal.most} går att räkna"
        case TooManyStops(weekday=int(weekday)):
            days = f"{weekday_name(weekday)}ar"
            return f"planen har {refusal.count} besök på {days}, och högst {refusal.most} går att räkna"
        case UnservableGroup():
            days, stops = f"{weekday_name(refusal.weekday)}ar", ", ".join(refusal.stop_ids)
            return f"{stops} går inte att besöka på {days} utan andra stopp på vägen"
        case SecondRunsMatter():
            days = f"{weekday_name(refusal.weekday)}ar"
            return f"på {days} skulle några grupper få det billigare om en bil körde två turer"
    return str(refusal)
