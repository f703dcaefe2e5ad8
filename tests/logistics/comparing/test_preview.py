"""A proposed rule is settled on the same plan as the one in force: who gains, who loses, which bound begins."""

from dataclasses import replace
from fractions import Fraction

import pytest

from logistics.comparing.preview import Preview, Previews, part_of, preview_rules
from logistics.comparing.preview_wording import (
    bound_text,
    compared_texts,
    percent_change,
    preview_lines,
    preview_result,
)
from logistics.errors import NothingHolds
from logistics.periods import year_of
from logistics.rules import rulebook_of
from logistics.settling import settlement_of
from subsidy.errors import SplitRefused
from subsidy.rulebook import read_proposal
from subsidy.statement import settle
from tests.subsidy.cases import mix, rule, sixteen

YEAR = year_of(2026)
NEXT = """[[rule]]
id = "b27"
changes = "b26"
first_date = 2027-01-01
last_date = 2027-12-31
contribution_kr = 950000
"""


def columns(text):
    """The cells of a line; thousands have no-break spaces, so only columns are parted by common ones."""
    return [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in text.split(" ") if cell]


def proposed(planned, text):
    """What becomes of a proposal."""
    return preview_rules(planned, read_proposal(text, "ny.toml", rulebook_of(planned.dataset)), *YEAR)


def changed(planned, old, new):
    """The one comparison of the data set's own rules with one text replaced."""
    assert old in planned.dataset.rules
    (found,) = proposed(planned, planned.dataset.rules.replace(old, new)).changed
    return found


def lines_of(before, after):
    preview = Preview(before=before, after=after, notes=())
    return preview_lines(Previews(changed=(preview,), unchanged=(), past=()))


def spaced(lines):
    return {label: text.replace("\N{NO-BREAK SPACE}", " ") for label, text in lines}


def test_rules_that_are_as_the_data_sets_are_said_to_be_so(planned):
    """Both of them, each by its name; nothing is settled anew."""
    same = proposed(planned, planned.dataset.rules)
    assert ((), ["b25", "b26"]) == (same.changed, [rule.id for rule in same.unchanged])
    told = preview_lines(same)
    assert ("Förslaget", "ändrar inget som påverkar beloppen") == told[0]
    assert ["b25 (1 januari–31 december 2025) är som i datamängden"] == [
        text.replace("\N{NO-BREAK SPACE}", " ") for label, text in told if "b25" in text
    ]


def test_three_lines_are_compared_with_the_rule_that_they_change(planned):
    """No whole document has to be copied."""
    (found,) = proposed(planned, '[[rule]]\nchanges = "b26"\ncontribution_kr = 950000\n').changed
    assert (90_000_050, 95_000_000) == (found.before.rule.amount_ore, found.after.rule.amount_ore)
    assert "b26 jämförs med datamängdens b26." == compared_texts(found)[0]


def test_next_years_rule_is_compared_with_this_years_on_this_years_costs(planned):
    """What 2027 will cost nobody knows; that this year's figures are used is said."""
    (found,) = proposed(planned, NEXT).changed
    assert ("b26", "b27") == (found.before.rule.id, found.after.rule.id)
    assert found.before.basis.cost_ore == found.after.basis.cost_ore
    this_year = changed(planned, "900000.50", "950000")
    assert this_year.changes == found.changes
    told = [text.replace("\N{NO-BREAK SPACE}", " ") for text in compared_texts(found)]
    assert told[0].startswith("b27 (1 januari–31 december 2027) jämförs med datamängdens b26 (1 januari")
    assert "mått för 1 januari–31 december 2026, inte för förslagets tid." in told[1]


def test_next_years_rule_is_compared_with_the_one_that_is_there_for_that_year(planned):
    """Then the proposal changes that rule, not this year's."""
    text = planned.dataset.rules + NEXT
    later = replace(planned, dataset=replace(planned.dataset, rules=text))
    (found,) = proposed(later, '[[rule]]\nchanges = "b27"\ncontribution_kr = 960000\n').changed
    assert (95_000_000, 96_000_000) == (found.before.rule.amount_ore, found.after.rule.amount_ore)


def test_every_rule_of_a_document_is_told(planned):
    """One is changed, one is new, one is over: none is left out in silence."""
    text = planned.dataset.rules.replace("900000.50", "950000").replace("870000", "880000")
    found = proposed(planned, text + NEXT.replace("950000", "960000"))
    assert ["b26", "b27"] == [preview.after.rule.id for preview in found.changed]
    assert ["b25"] == [rule.id for rule in found.past]
    told = [label for label, _ in preview_lines(found)]
    assert (2, 1) == (told.count("Förslaget"), told.count("Prövas inte"))
    result = preview_result(found)
    assert ["b26", "b27"] == [each["proposed_rule"] for each in result["proposals"]]
    assert ([], ["b25"]) == (result["unchanged_rules"], result["past_rules"])


def test_the_same_cost_is_shared_and_the_proposals_contribution(planned):
    """950 000 kr go out to the three municipalities, but for what their caps leave."""
    found = changed(planned, "900000.50", "950000")
    after_ore = sum(change.after.award_ore for change in found.changes)
    assert 95_000_000 == after_ore + found.after.split.left_ore
    cost_ore = settlement_of(planned, *YEAR).basis.cost_ore
    assert cost_ore == sum(change.before.cost_ore for change in found.changes)
    assert cost_ore == sum(change.after.cost_ore for change in found.changes)


def test_a_key_that_only_the_proposal_needs_is_measured(planned):
    """The rule in force shares by Shapley value, not by nucleolus."""
    found = changed(planned, "shapley", "nucleolus")
    assert found.after.basis.cost_ore == sum(found.after.cost.costs_ore.values())
    assert all(player.nucleolus_ore is not None for player in found.after.basis.players)


def test_a_proposal_for_another_time_is_refused(planned):
    """A contribution for half a year must not be compared with a whole one's."""
    with pytest.raises(NothingHolds, match=r"gäller 1 januari–30 juni 2026 \(6 månader\)"):
        changed(planned, "last_date = 2026-12-31", "last_date = 2026-06-30")


def test_bounds_that_begin_are_told():
    """By head of 283 548: Storfors 10 724 of 800 000 kr, below a floor of 20 000; Säffle 42 352, above it."""
    by_head = rule(80_000_000, contribution_mix=mix(population=100))
    before = sixteen(by_head, with_region=False)
    floored = settle(before.basis, replace(by_head, floor_ore=2_000_000))
    lines = lines_of(before, floored)
    told = [label for label, text in lines if text == "golvet börjar gälla"]
    assert ["Storfors", "Munkfors"] == told
    storfors = next(text for label, text in lines if label == "Storfors")
    assert ["10 724,11", "20 000,00", "+9 275,89", "+86,5 %", "0,00", "−9 275,89"] == columns(storfors)


def test_why_something_is_left_is_told_as_it_is():
    """800 050 kr in whole hundreds: 50 kr are too little for a hundred, and no cap has anything to do with it."""
    exact = rule(80_005_000, contribution_mix=mix(population=100))
    before = sixteen(exact, with_region=False)
    rounded = settle(before.basis, replace(exact, rounding_ore=10_000))
    forth = spaced(lines_of(before, rounded))
    back = spaced(lines_of(rounded, before))
    assert "0,00 kr → 50,00 kr (räcker inte till hela 100 kr)" == forth["Blir över"]
    assert "50,00 kr → 0,00 kr (räcker inte till hela 100 kr)" == back["Blir över"]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (None, "cap", "taket börjar gälla"),
        ("cap", None, "taket slutar gälla"),
        ("cap", "floor", "taket slutar gälla och golvet börjar gälla"),
        ("floor", "floor", ""),
    ],
)
def test_what_happens_with_a_bound(before, after, text):
    """Four ways it can change or stay."""
    assert text == bound_text(before, after)


@pytest.mark.parametrize(
    ("change_ore", "before_ore", "text"),
    [
        (125, 1000, "+12,5 %"),
        (-5, 1000, "−0,5 %"),
        (0, 1000, "0,0 %"),
        (2000, 1000, "+200,0 %"),
        (-4, 10_000, "0,0 %"),
        (-5, 10_000, "−0,1 %"),
    ],
)
def test_changes_in_percent(change_ore, before_ore, text):
    """With their sign, of what was before."""
    part = part_of(change_ore, before_ore)
    assert text == percent_change(part).replace("\N{NO-BREAK SPACE}", " ")


def test_of_nothing_there_is_no_percent():
    """From nought to something is no per cent at all."""
    assert part_of(100, 0) is None
    assert Fraction(0) == part_of(0, 100)


def test_the_answer_for_a_program_has_both_sides_of_every_player():
    """Sums in öre, and the part exactly."""
    before = sixteen(rule(80_000_000))
    after = settle(before.basis, replace(before.rule, amount_ore=100_000_000))
    preview = Preview(before=before, after=after, notes=())
    (result,) = preview_result(Previews(changed=(preview,), unchanged=(), past=()))["proposals"]
    karlstad = result["players"]["1780"]
    assert karlstad["award_change_ore"] == karlstad["after"]["award_ore"] - karlstad["before"]["award_ore"]
    assert {"before": 0, "after": 0} == result["left_ore"]
    assert result["players"]["17"]["award_change_part"] is None


def test_a_proposal_whose_floor_lies_above_a_cap_is_refused(planned):
    """Kil's cost share is far from ten million kronor."""
    with pytest.raises(SplitRefused, match=r"Kil: golvet .* är högre än taket"):
        changed(planned, "900000.50\nfloor_kr = 10000", "90000000\nfloor_kr = 10000000")
