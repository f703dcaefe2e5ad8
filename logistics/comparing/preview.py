"""Settle a period by a proposed rule and compare with the rule in force: for whom what changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from logistics.errors import NothingHolds
from logistics.measuring import measure_for
from logistics.planning import Planned
from logistics.settling import settlement_of
from logistics.swedish import amount_text, dates_text
from subsidy.levels import Bound
from subsidy.rulebook import Rulebook
from subsidy.rules import ContributionRule
from subsidy.statement import Settlement, settle
from subsidy.workbook.model import LARGEST_ORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one player bears and gets by one rule."""

    cost_ore: int
    award_ore: int  # 0 for the region
    bound: Bound | None

    @property
    def own_ore(self) -> int:
        """What it pays itself."""
        return self.cost_ore - self.award_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One player's figures by both rules."""

    id: str
    name: str
    before: Figures
    after: Figures
    is_member: bool  # False: the region, which bears stops itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The same cost settled by the rule in force and by a proposed one."""

    before: Settlement
    after: Settlement
    notes: tuple[str, ...]  # that some of the proposal's values are estimates

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every player's, the municipalities by SCB code first."""
        before, after = figures_of(self.before), figures_of(self.after)
        codes = {member.id for member in self.after.basis.members}
        return tuple(
            Change(
                id=player.id,
                name=player.name,
                before=before[player.id],
                after=after[player.id],
                is_member=player.id in codes,
            )
            for player in self.after.basis.sorted_players
        )


def preview_rule(planned: Planned, proposed: Rulebook, first: date, last: date) -> Preview:
    """The period settled by the rule in force and by the one that `proposed` has for it.

    Raises
    ------
    NothingHolds
        The proposed rule is not for exactly that period, or its contribution is too large for a workbook.
    RuleNotFound, SplitRefused
        Nothing is proposed for the period, or the proposed rule cannot share the cost or the contribution.
    RoutesError
        A key of the proposed rule cannot be measured.
    """
    before = settlement_of(planned, first, last)
    rule = proposed.rule_on(first)
    _refuse_other_period(rule, first, last)
    if rule.amount_ore > LARGEST_ORE:
        raise NothingHolds(
            f"Förslagets bidrag {amount_text(rule.amount_ore)} är mer än en arbetsbok kan räkna till öret (högst"
            f" {amount_text(LARGEST_ORE)})."
        )
    measured = measure_for(planned, rule)
    after = settle(replace(before.basis, players=measured.players), rule)
    return Preview(before=before, after=after, notes=measured.notes)


def figures_of(settlement: Settlement) -> Mapping[str, Figures]:
    """What each player bears and gets, by id."""
    bounds = {row.id: row.locked for row in settlement.split.rows}
    awards_ore = settlement.split.awards_ore
    return {
        id_: Figures(cost_ore=cost_ore, award_ore=awards_ore.get(id_, 0), bound=bounds.get(id_))
        for id_, cost_ore in settlement.cost.costs_ore.items()
    }


def part_of(change_ore: int, before_ore: int) -> Fraction | None:
    """A change as a part of what was; None where there was nothing."""
    return Fraction(change_ore, before_ore) if before_ore else None


def _refuse_other_period(rule: ContributionRule, first: date, last: date) -> None:
    if (rule.first_date, rule.last_date) != (first, last):
        raise NothingHolds(
            f"Förslaget {rule.id} gäller {dates_text(rule.first_date, rule.last_date)} och kan bara jämföras för"
            f" hela den perioden, inte för {dates_text(first, last)}."
        )
