"""A proposed rule is settled on the same plan as the one in force: who gains, who loses, which bound begins."""

from dataclasses import replace
from fractions import Fraction

import pytest

from logistics.comparing.preview import Preview, part_of, preview_rule
from logistics.comparing.preview_wording import bound_text, percent_change, preview_lines, preview_result
from logistics.errors import NothingHolds
from logistics.settling import settlement_of, year_of
from subsidy.errors import RuleNotFound, SplitRefused
from subsidy.rulebook import read_rulebook
from subsidy.statement import settle
from tests.subsidy.cases import mix, rule, sixteen

YEAR = year_of(2026)


def columns(text):
    """The cells of a line; thousands have no-break spaces, so only columns are parted by common ones."""
    return [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in text.split(" ") if cell]


def proposal(planned, old, new):
    """The data set's own rules with one text replaced."""
    assert old in planned.dataset.rules
    return read_rulebook(planned.dataset.rules.replace(old, new), "ny.toml")


def spaced(lines):
    return {label: text.replace("\N{NO-BREAK SPACE}", " ") for label, text in lines}


def test_the_rule_in_force_changes_nothing(planned):
    """Neither sums nor words."""
    same = preview_rule(planned, read_rulebook(planned.dataset.rules, "ny.toml"), *YEAR)
    assert all(change.before == change.after for change in same.changes)
    assert {"Förslaget": "ändrar inget som påverkar beloppen"} == spaced(preview_lines(same))


def test_the_same_cost_is_shared_and_the_proposals_contribution(planned):
    """950 000 kr go out to the three municipalities, but for what their caps leave."""
    found = preview_rule(planned, proposal(planned, "900000.50", "950000"), *YEAR)
    after_ore = sum(change.after.award_ore for change in found.changes)
    assert 95_000_000 == after_ore + found.after.split.left_ore
    cost_ore = settlement_of(planned, *YEAR).basis.cost_ore
    assert cost_ore == sum(change.before.cost_ore for change in found.changes)
    assert cost_ore == sum(change.after.cost_ore for change in found.changes)


def test_a_key_that_only_the_proposal_needs_is_measured(planned):
    """The rule in force shares by Shapley value, not by nucleolus."""
    found = preview_rule(planned, proposal(planned, "shapley", "nucleolus"), *YEAR)
    assert found.after.basis.cost_ore == sum(found.after.cost.costs_ore.values())
    assert all(player.nucleolus_ore is not None for player in found.after.basis.players)


def test_a_proposal_for_another_time_is_refused(planned):
    """A contribution for half a year must not be compared with a whole one's."""
    half = proposal(planned, "last_date = 2026-12-31", "last_date = 2026-06-30")
    with pytest.raises(NothingHolds, match="gäller 1 januari–30 juni 2026"):
        preview_rule(planned, half, *YEAR)


def test_a_proposal_without_a_rule_for_the_year_is_refused(planned):
    """An empty file proposes nothing."""
    with pytest.raises(RuleNotFound):
        preview_rule(planned, read_rulebook("", "tom.toml"), *YEAR)


def test_bounds_that_begin_are_told():
    """By head of 283 548: Storfors 10 724 of 800 000 kr, below a floor of 20 000; Säffle 42 352, above it."""
    by_head = rule(80_000_000, contribution_mix=mix(population=100))
    before = sixteen(by_head, with_region=False)
    floored = settle(before.basis, replace(by_head, floor_ore=2_000_000))
    lines = preview_lines(Preview(before=before, after=floored, notes=()))
    told = [label for label, text in lines if text == "golvet börjar gälla"]
    assert ["Storfors", "Munkfors"] == told
    storfors = next(text for label, text in lines if label == "Storfors")
    assert ["10 724,11", "20 000,00", "+9 275,89", "+86,5 %", "0,00", "−9 275,89"] == columns(storfors)


def test_why_something_is_left_is_told_as_it_is():
    """800 050 kr in whole hundreds: 50 kr are too little for a hundred, and no cap has anything to do with it."""
    exact = rule(80_005_000, contribution_mix=mix(population=100))
    before = sixteen(exact, with_region=False)
    rounded = settle(before.basis, replace(exact, rounding_ore=10_000))
    forth = spaced(preview_lines(Preview(before=before, after=rounded, notes=())))
    back = spaced(preview_lines(Preview(before=rounded, after=before, notes=())))
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
    [(125, 1000, "+12,5 %"), (-5, 1000, "−0,5 %"), (0, 1000, "0,0 %"), (2000, 1000, "+200,0 %")],
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
    result = preview_result(Preview(before=before, after=after, notes=()))
    karlstad = result["players"]["1780"]
    assert karlstad["award_change_ore"] == karlstad["after"]["award_ore"] - karlstad["before"]["award_ore"]
    assert {"before": 0, "after": 0} == result["left_ore"]
    assert result["players"]["17"]["award_change_part"] is None


def test_a_proposal_whose_floor_lies_above_a_cap_is_refused(planned):
    """Kil's cost share is far from ten million kronor."""
    high = proposal(planned, "900000.50\nfloor_kr = 10000", "90000000\nfloor_kr = 10000000")
    with pytest.raises(SplitRefused, match=r"Kil: golvet .* är högre än taket"):
        preview_rule(planned, high, *YEAR)
