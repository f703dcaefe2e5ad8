"""Rules as data: each case a sentence, a period, an input, and what everyone gets in öre, from paper."""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from subsidy.errors import RulebookRefused, SubsidyError
from subsidy.keys import Measures
from subsidy.rulebook import Rulebook, read_rulebook
from subsidy.split import Split, share_cost, split_contribution
from subsidy.weighing import weigh_players

DOCUMENT = tomllib.loads(Path(__file__).with_name("rule_cases.toml").read_text(encoding="utf-8"))
COST_ORE = 10_000
PEOPLE = (("1715", "Kil", 5000, 1), ("1760", "Storfors", 3000, 2), ("1780", "Karlstad", 2000, 2))
MEMBERS = tuple(
    Measures(
        id=code,
        name=name,
        population=population,
        visits=visits,
        crates=Fraction(0),
        site_days=(visits,),
        service_days=5,
        truck_visits=0,
    )
    for code, name, population, visits in PEOPLE
)


def rulebook_of(case: Mapping[str, Any]) -> Rulebook:
    """The rule of 2025, and what the case changes in it for 2026."""
    heading = '[[rule]]\nid = "fall"\nchanges = "grund"\nfirst_date = 2026-01-01\nlast_date = 2026-12-31\n'
    rulebook = read_rulebook(f"{DOCUMENT['base']}\n{heading}{case['rule']}\n", "rules.toml")
    if strangers := rulebook.find_strangers([member.id for member in MEMBERS]):
        raise RulebookRefused(strangers)
    return rulebook


def split_of(case: Mapping[str, Any]) -> Split:
    rule = rulebook_of(case).rule_on(case["on"])
    keys = (*rule.cost_mix.names, *rule.contribution_mix.names)
    members = weigh_players(MEMBERS, keys, rule.terms, COST_ORE)
    return split_contribution(rule, members, share_cost(COST_ORE, rule.cost_mix, members).costs_ore)


@pytest.mark.parametrize("case", DOCUMENT["case"], ids=lambda case: case["sentence"])
def test_a_rule_gives_what_its_sentence_says(case: Mapping[str, Any]) -> None:
    """Finance staff can read every case, and reckon it on paper."""
    if "refused" in case:
        with pytest.raises(SubsidyError) as refusal:
            split_of(case)
        assert case["refused"] in str(refusal.value)
        return
    split = split_of(case)
    assert case["expected_ore"] == split.awards_ore
    assert case.get("left_ore", 0) == split.left_ore


def test_every_case_has_a_sentence_of_its_own() -> None:
    """Two cases of one sentence are one case too many."""
    sentences = [case["sentence"] for case in DOCUMENT["case"]]
    assert len(sentences) == len(set(sentences))
