"""A proposal is written in a few lines upon the rules in force, and is read apart from them."""

from datetime import date

import pytest

from subsidy.errors import RulebookRefused
from subsidy.rulebook import Rulebook, read_proposal, read_rulebook
from tests.subsidy.test_rulebook import FIRST, PAYOUT, SECOND

IN_FORCE = read_rulebook(PAYOUT + FIRST + SECOND, "rules.toml")
NEXT = """[[rule]]
id = "b27"
changes = "b26"
first_date = 2027-01-01
last_date = 2027-12-31
"""
UNPAID = NEXT + 'without = ["payout"]\n'


def proposed(text: str) -> Rulebook:
    return read_proposal(text, "ny.toml", IN_FORCE)


@pytest.mark.parametrize("id_line", ["", 'id = "b26"\n'])
def test_three_lines_propose_another_amount(id_line: str) -> None:
    """Everything else is as in force, also what that rule changes in another; without an id it has the same."""
    (found,) = proposed(f'[[rule]]\n{id_line}changes = "b26"\ncontribution_kr = 900000\n').rules
    old = IN_FORCE.rules[1]
    assert ("b26", 90_000_000) == (found.id, found.amount_ore)
    assert (old.cost_mix, old.floor_ore, old.payout) == (found.cost_mix, found.floor_ore, found.payout)
    assert (old.first_date, old.last_date) == (found.first_date, found.last_date)


def test_only_what_is_proposed_is_read_and_it_may_overlap_what_is_in_force() -> None:
    """A new rule for 2026 beside the one in force: that is the question, not a fault."""
    other = proposed('[[rule]]\nid = "ny"\nchanges = "b26"\nfloor_kr = 20000\n')
    assert ["ny"] == [rule.id for rule in other.rules]
    assert IN_FORCE.rules[1].first_date == other.rule_on(date(2026, 6, 1)).first_date


def test_rules_may_change_each_other_within_a_proposal() -> None:
    """2028 as 2027 is proposed, which is as 2026 is."""
    later = NEXT.replace("2027", "2028").replace('"b27"', '"b28"').replace('"b26"', '"b27"')
    text = UNPAID + "contribution_kr = 20000\n" + later
    assert [2_000_000, 2_000_000] == [rule.amount_ore for rule in proposed(text).rules]


def test_a_whole_document_is_a_proposal_too() -> None:
    """A copy with changes: its own rules are changed by its own."""
    whole = proposed(PAYOUT + FIRST.replace("870_000.50", "20000") + SECOND)
    assert [2_000_000, 2_000_000] == [rule.amount_ore for rule in whole.rules]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            NEXT,
            "ny.toml, rad 4, rule[1].first_date: ”drift” gäller 2025-01-01–2026-12-31, inte den 2027-01-01",
        ),
        (NEXT.replace("b26", "b62"), "ny.toml, rad 3, rule[1].changes: det finns ingen regel ”b62”."),
        ('[[rule]]\nchanges = "b26"\nfloor_kr = 10000\n', "rad 3, rule[1].floor_kr: floor_kr är samma som"),
        (UNPAID + UNPAID.replace("b27", "c"), "överlappar den för ”b27”"),
    ],
)
def test_faults_stand_in_the_proposal(text: str, told: str) -> None:
    """With its file and line; the rules in force have none."""
    with pytest.raises(RulebookRefused) as refusal:
        proposed(text)
    assert told in str(refusal.value)
