"""A way to share is judged in words that a municipality understands: who, and how much a month."""

from dataclasses import replace
from fractions import Fraction

import pytest

from subsidy.errors import SplitRefused
from subsidy.game import make_game
from subsidy.judgement import UNDER_RULE, alone, describe_mix, judge_mix, under_key
from subsidy.statement import Summary
from tests.subsidy.cases import measures, mix, rule, sixteen

# A week: Storfors 1 100 kr alone, Filipstad 1 100, both 1 690; Karlstad 2 500, with either 2 800; all 3 000.
COSTS_ORE = [0, 110_000, 110_000, 169_000, 250_000, 280_000, 280_000, 300_000]
GAME = make_game(["1760", "1782", "1780"], COSTS_ORE)
NAMES = {"1760": "Storfors", "1782": "Filipstad", "1780": "Karlstad"}
PERIOD = (48 * 300_000, 12)  # a year of 48 weeks: four weeks a month


def players(**population):
    return [
        replace(measures(id_, population=population.get(name, 1)), name=name) for id_, name in NAMES.items()
    ]


def judged(a_mix, under, people=None):
    return judge_mix(GAME, a_mix, people or players(), under=under, period=PERIOD)


def worded(judgement):
    return [
        judgement.describe(each).replace("\N{NO-BREAK SPACE}", " ") for each in judgement.fairness.complaints
    ]


def test_two_that_pay_more_than_a_van_of_their_own():
    """Equal shares of 1 000 kr a week: the two pay 2 000 for what costs 1 690, 310 a week, 1 240 a month."""
    found = judged(alone("equal"), under_key("equal"))
    (sentence,) = worded(found)
    assert sentence == (
        "Under lika andelar betalar Storfors och Filipstad tillsammans 1 240,00 kr mer i månaden än vad en egen "
        "transport skulle kosta."
    )
    assert Fraction(4) == found.per_month


def test_one_alone_is_worded_for_one():
    """Karlstad bears nine tenths, 2 700 kr, of what costs it 2 500 alone: 200 a week, 800 a month."""
    people = players(Storfors=5, Filipstad=5, Karlstad=90)
    found = judged(mix(population=100), UNDER_RULE, people)
    assert (
        "Enligt regeln betalar Karlstad 800,00 kr mer i månaden än vad en egen transport skulle kosta."
    ) in worded(found)


def test_the_verdict_is_by_the_month_too():
    """A sentence that mixed weeks and months would mislead."""
    found = judged(alone("equal"), under_key("equal"))
    assert "1 grupp skulle få det billigare på egen hand, som mest med 1 240,00 kr i månaden." in (
        found.verdict.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert found.core_sentence.startswith("Kärnan är inte tom")


def test_an_empty_core_is_said_to_be_empty():
    """Each alone 1 000, each pair 1 600, all 3 000: shared equally each pair pays 400 too much."""
    game = make_game(list(NAMES), [0, 100_000, 100_000, 160_000, 100_000, 160_000, 160_000, 300_000])
    found = judge_mix(game, alone("equal"), players(), under=UNDER_RULE, period=(300_000, 1))
    assert found.core_sentence.startswith("Kärnan är tom")
    assert "någon grupp minst 400,00 kr mer i månaden" in found.verdict.replace("\N{NO-BREAK SPACE}", " ")


def test_a_week_that_costs_nothing_is_refused():
    """Nothing can be said of nobody's reason to leave nothing."""
    with pytest.raises(ValueError, match="0 öre"):
        judge_mix(make_game(["a"], [0, 0]), alone("equal"), [measures("a")], under="", period=(0, 12))


def test_a_key_that_is_not_measured_is_refused():
    """No share may be guessed."""
    with pytest.raises(SplitRefused, match="Nukleol"):
        judged(alone("nucleolus"), under_key("nucleolus"))


def test_mixes_and_keys_in_words():
    """As a reader would say them."""
    said = describe_mix(mix(equal=30, population=45, visits=25)).replace("\N{NO-BREAK SPACE}", " ")
    assert "30 % lika, 45 % invånare och 25 % besök" == said
    assert "100 % Lappland" == describe_mix(alone("lapland")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Med nyckeln Shapleyvärde" == under_key("shapley")


def test_a_judgement_of_other_amounts_is_refused():
    """One that was put together, or read, with figures that do not belong to each other proves nothing."""
    found = judged(alone("equal"), under_key("equal"))
    amounts = dict(found.amounts_ore)
    moved = {**amounts, "1760": amounts["1760"] + 1, "1780": amounts["1780"] - 1}
    with pytest.raises(ValueError, match="pay"):
        replace(found, amounts_ore=moved)
    with pytest.raises(ValueError, match="not those of the week"):
        replace(found, amounts_ore={**amounts, "1760": amounts["1760"] + 1})
    with pytest.raises(ValueError, match="not those of the week"):
        replace(found, alone_ore={"1760": 1})
    with pytest.raises(ValueError, match="0 months"):
        replace(found, months=0)


def test_a_summary_takes_only_the_judgement_of_its_own_shares():
    """Equal shares judged, shares by population decided: the sheet would speak of another rule."""
    settlement = sixteen(rule(90_000_000), with_region=False)
    codes = [player.id for player in settlement.basis.players]
    game = make_game(codes, [0, *([1_000] * (2 ** len(codes) - 1))])
    period = (settlement.basis.cost_ore, 12)
    people = settlement.basis.players
    own = judge_mix(game, settlement.rule.cost_mix, people, under=UNDER_RULE, period=period)
    assert own == Summary(settlement=settlement, fairness=own).fairness
    other = judge_mix(game, alone("equal"), people, under=UNDER_RULE, period=period)
    with pytest.raises(ValueError, match="not the cost shares"):
        Summary(settlement=settlement, fairness=other)
    with pytest.raises(ValueError, match="not the cost shares"):
        Summary(settlement=settlement, fairness=replace(own, period_ore=1))


def test_group_of_somebody_else_is_refused():
    """A forged record may name anybody."""
    found = judged(alone("equal"), under_key("equal"))
    (complaint,) = found.fairness.complaints
    others = replace(found.fairness, complaints=(replace(complaint, members=("1760", "9999")),))
    with pytest.raises(ValueError, match="9999"):
        replace(found, fairness=others)
