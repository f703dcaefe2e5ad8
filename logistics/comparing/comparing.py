"""Compare every key for a plan: settle it by the rule, measure all that can be, share by each key alone."""

from collections.abc import Mapping
from datetime import date

from logistics.comparing.comparison import Comparison, compare_keys
from logistics.comparing.measured import measure_all
from logistics.errors import QuestionRefused
from logistics.judging import priced_game
from logistics.seasons import Plans
from logistics.settling import settlement_of
from subsidy.game import Game
from subsidy.keys import KeyName
from subsidy.terms import Terms


def compare_plan(
    plans: Plans, first: date, last: date, own_terms: Mapping[KeyName, Terms] | None = None
) -> Comparison:
    """Every key beside the rule in force, for the period from `first` to `last`.

    Keys share by their `own_terms`, else by the rule's.

    Raises
    ------
    NothingHolds, SubsidyError, RoutesError
        The period cannot be settled by the rule: see `settlement_of`.
    """
    settlement = settlement_of(plans, first, last)
    measured = measure_all(plans, settlement.rule, own_terms or {})
    game, unjudged = _game(plans)
    return compare_keys(settlement, measured, game=game, unjudged=unjudged)


def _game(plans: Plans) -> tuple[Game | None, str]:
    try:
        return priced_game(plans), ""
    except QuestionRefused as refusal:
        return None, refusal.sentence
