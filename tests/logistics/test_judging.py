"""A plan's cost shares are judged by what every group would pay for a van of its own."""

from dataclasses import replace

import pytest

from logistics.errors import QuestionRefused
from logistics.judging import judge_key, judge_or_why, judge_rule, unpriced_sentence
from logistics.periods import year_of
from logistics.settling import settlement_of
from logistics.week_costs import week_game
from routes.errors import SecondRunsMatter, TooManyStops, UnservableGroup

YEAR = year_of(2026)


@pytest.fixture(scope="module")
def settlement(planned):
    return settlement_of(planned, *YEAR)


def test_the_week_that_is_judged_costs_what_the_plan_costs(planned, settlement):
    """The plan is proven optimal, so serving everybody anew costs the same."""
    judgement = judge_rule(planned, settlement)
    assert planned.certificate.cost_ore == judgement.week_ore == sum(judgement.amounts_ore.values())
    assert (settlement.basis.cost_ore, 12) == (judgement.period_ore, judgement.months)


def test_whoever_pays_more_than_alone_complains(planned, settlement):
    """One by one, compared with the week's cost of that one alone."""
    judgement = judge_key(planned, settlement, "equal")
    game = week_game(planned)
    part = game.total_ore / len(game.players)
    dearer = {
        player for player, alone_ore in zip(game.players, game.alone_ore, strict=True) if part > alone_ore
    }
    assert dearer
    assert dearer <= set(judgement.fairness.worst_of)
    assert "Under lika andelar" == judgement.under


@pytest.mark.parametrize("key", ["shapley", "nucleolus", "equal_profit", "hub_distance", "vestland"])
def test_keys_that_the_rule_does_not_name_are_measured(planned, settlement, key):
    """The rule in force shares by other keys."""
    judgement = judge_key(planned, settlement, key)
    assert judgement.week_ore == sum(judgement.amounts_ore.values())


def test_in_a_core_that_is_not_empty_nobody_complains_of_the_nucleolus(planned, settlement):
    """It is measured on the same week that is judged, so not an öre of difference can come between."""
    judgement = judge_key(planned, settlement, "nucleolus")
    assert judgement.fairness.core_is_empty == bool(judgement.fairness.n_complaints)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (TooManyStops(0, 19, 18), "planen har 19 besök på måndagar, och högst 18 går att räkna."),
        (TooManyStops(None, 21, 20), "det är 21 deltagare, och högst 20 går att räkna."),
        (UnservableGroup(4, ("KIL",)), "KIL går inte att besöka på fredagar utan andra stopp på vägen."),
        (SecondRunsMatter(2), "på onsdagar skulle några grupper få det billigare om en bil körde två turer."),
    ],
)
def test_why_groups_have_no_price(refusal, words):
    """In Swedish, each its own reason."""
    assert unpriced_sentence(refusal).endswith(words)


def test_a_refusal_is_an_answer_where_one_is_wanted(planned, settlement, monkeypatch):
    """A settlement is written also when fairness cannot be judged."""

    def refuse(_):
        raise TooManyStops(0, 19, 18)

    monkeypatch.setattr("logistics.judging.week_game", refuse)
    judgement, why = judge_or_why(planned, settlement)
    assert judgement is None
    assert why.startswith("Vad varje grupp för sig skulle kosta går inte att räkna ut exakt")
    with pytest.raises(QuestionRefused):
        judge_rule(planned, settlement)


def test_a_week_without_cost_is_refused(planned, settlement, monkeypatch):
    """There is nothing to share."""
    game = week_game(planned)
    nothing = replace(game, costs_ore=game.costs_ore * 0)
    monkeypatch.setattr("logistics.judging.week_game", lambda _: nothing)
    with pytest.raises(QuestionRefused, match="kostar ingenting"):
        judge_rule(planned, settlement)
