"""Every key shares the same cost and the same contribution alone, beside the rule in force."""

from dataclasses import replace
from fractions import Fraction

import pytest

from logistics.comparing.comparison import compare_keys
from logistics.comparing.measured import Measured
from subsidy.game import make_game
from subsidy.keys import KEY_NAMES
from subsidy.statement import settle
from tests.subsidy.cases import mix, rule, sixteen

RULE = rule(
    90_000_000,
    floor_ore=1_000_000,
    cap_share=Fraction(1),
    cost_mix=mix(equal=30, population=70),
    contribution_mix=mix(equal=25, population=75),
)
SETTLED = sixteen(RULE)
COUNTED = ("equal", "visits", "crates", "stand_alone", "shapley")


def compared(settlement=SETTLED, game=None, **measured):
    players = settlement.basis.players
    return compare_keys(settlement, Measured(players=players, **measured), game=game)


def result_of(comparison, name):
    return next(result for result in comparison.results if result.name == name)


def test_every_key_has_a_row():
    """What cannot be used is told, not left out."""
    assert list(KEY_NAMES) == [result.name for result in compared().results]


@pytest.mark.parametrize("name", COUNTED)
def test_a_key_gives_what_a_rule_of_that_key_alone_gives(name):
    """Settled for itself, the cost comes out the same."""
    alone = settle(SETTLED.basis, replace(RULE, cost_mix=mix(**{name: 100})))
    assert alone.cost.costs_ore == result_of(compared(), name).cost.costs_ore


@pytest.mark.parametrize("name", COUNTED)
def test_the_contribution_keeps_floors_and_caps_of_the_rules_own_cost_shares(name):
    """One thing is changed at a time: the key of the contribution, not what caps follow."""
    split = result_of(compared(), name).split
    assert 90_000_000 == sum(split.awards_ore.values()) + split.left_ore
    for code, award_ore in split.awards_ore.items():
        assert 1_000_000 <= award_ore <= SETTLED.cost.costs_ore[code]


def test_a_key_without_terms_says_so():
    """And where they are to be written."""
    reasons = result_of(compared(), "clic").cost_reasons
    assert (
        "Nyckeln CLiC behöver villkor: ange dem i en fil med --terms, så som de står i en regel.",
    ) == reasons


def test_a_key_that_nobody_measured_gives_its_reason_once():
    """Not once for each of sixteen."""
    found = result_of(compared(reasons={"nucleolus": "För många stopp."}), "nucleolus")
    assert ((), "För många stopp.") == (tuple(found.values), *found.cost_reasons)


def test_a_key_that_somebody_lacks_names_who():
    """Nineteen values of twenty share nothing."""
    region, kil, *others = SETTLED.basis.players
    players = (region, replace(kil, stand_alone_ore=None), *others)
    found = compared(by_key={"stand_alone": players})
    (reason,) = result_of(found, "stand_alone").cost_reasons
    assert reason.startswith("Kil: värdet för nyckeln Egen kostnad saknas.")


def test_the_region_bears_the_same_by_population_as_alike_and_gets_nothing():
    """Its stops cost what they cost, though it has no inhabitants; the contribution is for municipalities."""
    found = [result_of(compared(), name) for name in ("population", "equal", "visits")]
    exact = {row.exact_ore for result in found for row in result.cost.rows if row.id == "17"}
    assert 1 == len(exact)
    assert found[0].cost.costs_ore["17"] > 0
    assert "17" not in found[0].split.awards_ore


def test_each_key_is_judged_when_groups_are_priced():
    """Two of three that pay by head: c(1780) = 600 of 1 000, and 1780 has nine tenths of the inhabitants."""
    three = sixteen(RULE)
    codes = [player.id for player in three.basis.players]
    costs_ore = [min(1_000, 600 * mask.bit_count()) for mask in range(2 ** len(codes))]
    found = compared(three, make_game(codes, costs_ore))
    assert 0 == result_of(found, "equal").judgement.fairness.n_complaints
    assert found.rule_judgement is not None
