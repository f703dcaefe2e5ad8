"""Settle a period by proposed rules and compare each with a rule in force: for whom what changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from logistics.errors import NothingHolds
from logistics.measuring import measure_for
from logistics.rules import rulebook_of
from logistics.seasons import Plans, seasons_note
from logistics.settling import settlement_of
from logistics.swedish import amount_text, dates_text
from subsidy.levels import Bound
from subsidy.payout_dates import count_months
from subsidy.rulebook import Rulebook
from subsidy.rules import ContributionRule
from subsidy.statement import Basis, Settlement, settle
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
    """The same cost settled by a rule in force and by a proposed one."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Previews:
    """What becomes of every rule of a proposal."""

    changed: tuple[Preview, ...]
    unchanged: tuple[ContributionRule, ...]  # the data set has them already
    past: tuple[ContributionRule, ...]  # others, that ended before the period: not settled


def preview_rules(plans: Plans, proposed: Rulebook, first: date, last: date) -> Previews:
    """The cost of a period settled by every rule that is proposed, also for another time.

    Each is compared with the rule that the data set has for its first day, else with that of the period.

    Raises
    ------
    NothingHolds
        A proposed rule is for a longer or shorter time, or its contribution is too large for a workbook.
    RuleNotFound, SplitRefused
        The data set has no rule for the period, or a proposed rule cannot share the cost or the contribution.
    RoutesError
        A key of a proposed rule cannot be measured.
    """
    in_force = settlement_of(plans, first, last)
    known = rulebook_of(plans.dataset).rules
    others = [rule for rule in proposed.rules if rule not in known]
    coming = [rule for rule in others if rule.last_date >= first]
    if refusals := [sentence for rule in coming for sentence in _refusals(rule, first, last)]:
        raise NothingHolds("\n".join(refusals))
    return Previews(
        changed=tuple(_preview(plans, rule, in_force, known) for rule in coming),
        unchanged=tuple(rule for rule in proposed.rules if rule in known),
        past=tuple(rule for rule in others if rule.last_date < first),
    )


def _preview(
    plans: Plans, rule: ContributionRule, in_force: Settlement, known: Sequence[ContributionRule]
) -> Preview:
    months = _months(in_force.rule)
    fellows = (other for other in known if other.holds_on(rule.first_date) and _months(other) == months)
    old = next(fellows, in_force.rule)
    before = in_force if old == in_force.rule else _settled_by(old, plans, in_force.basis)[0]
    after, notes = _settled_by(rule, plans, in_force.basis)
    return Preview(before=before, after=after, notes=notes)


def _settled_by(rule: ContributionRule, plans: Plans, basis: Basis) -> tuple[Settlement, tuple[str, ...]]:
    """The cost of a basis shared by a rule, perhaps for another time, and what must be said of the measures."""
    measured = measure_for(plans, replace(rule, first_date=basis.first_date, last_date=basis.last_date))
    return settle(replace(basis, players=measured.players), rule), (*seasons_note(plans), *measured.notes)


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


def percent_tenths(part: Fraction) -> int:
    """A part in tenths of a percent, rounded half away from zero as a spreadsheet does.

    >>> percent_tenths(Fraction(-1, 3)), percent_tenths(Fraction(-1, 2001)), percent_tenths(Fraction(1, 2000))
    (-333, 0, 1)
    """
    tenths = int(abs(part) * 1_000 + Fraction(1, 2))
    return -tenths if part < 0 else tenths


def _refusals(rule: ContributionRule, first: date, last: date) -> Iterator[str]:
    if _months(rule) != count_months(first, last):
        yield (
            f"Förslaget {rule.id} gäller {dates_text(rule.first_date, rule.last_date)} ({_months(rule)} månader),"
            f" men planens kostnad är för {dates_text(first, last)} ({count_months(first, last)} månader)."
            " Föreslå ett bidrag för lika lång tid."
        )
    if rule.amount_ore > LARGEST_ORE:
        yield (
            f"Förslagets bidrag {amount_text(rule.amount_ore)} ({rule.id}) är mer än en arbetsbok kan räkna till"
            f" öret (högst {amount_text(LARGEST_ORE)})."
        )


def _months(rule: ContributionRule) -> int:
    return count_months(rule.first_date, rule.last_date)
