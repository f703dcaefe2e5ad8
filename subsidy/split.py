"""Share a cost over players, and the contribution over municipalities, keeping every step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.bounds import cap_of, find_bound_faults
from subsidy.errors import Fault, SplitRefused
from subsidy.keys import KeyMix, Measures, find_faults, key_shares, mixed_shares
from subsidy.levels import Bound, Levelling, Round, level
from subsidy.money import split_ore, whole_units
from subsidy.rules import ContributionRule
from subsidy.wording import format_kr, format_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One player's part of the cost."""

    id: str
    key_shares: tuple[Fraction, ...]  # in the order of the mix
    share: Fraction  # by the mix
    exact_ore: Fraction
    cost_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSplit:
    """A cost and everyone's part of it; `rows` are sorted by id."""

    total_ore: int
    mix: KeyMix
    rows: tuple[CostRow, ...]

    @property
    def costs_ore(self) -> dict[str, int]:
        """Each player's part, by id."""
        return {row.id: row.cost_ore for row in self.rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRow:
    """One municipality's part of the contribution, from share to award."""

    id: str
    key_shares: tuple[Fraction, ...]  # in the order of the mix
    share: Fraction  # by the mix
    uncapped_ore: Fraction  # the contribution by share, before floor and cap
    floor_ore: int  # in whole units of rounding, as the cap
    cap_ore: int | None
    locked: Bound | None  # the bound that holds the award, if any
    exact_ore: Fraction  # within floor and cap, before rounding
    award_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A contribution, everyone's award, and what is left of it; `rows` are sorted by SCB code."""

    rule: ContributionRule
    rows: tuple[AwardRow, ...]
    rounds: tuple[Round, ...]
    left_ore: int  # the awards and this sum to the contribution

    @property
    def awards_ore(self) -> dict[str, int]:
        """Each municipality's award, by SCB code."""
        return {row.id: row.award_ore for row in self.rows}

    @property
    def shared_ore(self) -> int:
        """The contribution in whole units of rounding: what is shared out."""
        return whole_units(self.rule.amount_ore, self.rule.rounding_ore) * self.rule.rounding_ore

    @property
    def left_by_rounding_ore(self) -> int:
        """What of `left_ore` no whole unit of rounding can be made of; the caps leave the rest of it."""
        return self.rule.amount_ore - self.shared_ore

    @property
    def left_because(self) -> str:
        """Why something is left, in Swedish words; empty when nothing is."""
        too_little = f"räcker inte till {format_unit(self.rule.rounding_ore)}"
        if self.left_ore > self.left_by_rounding_ore:
            return f"taken hindrar, resten {too_little}" if self.left_by_rounding_ore else "taken hindrar"
        return too_little if self.left_ore else ""


def share_cost(total_ore: int, mix: KeyMix, players: Sequence[Measures]) -> CostSplit:
    """Everyone's part of a cost, in proportion to the mix of keys, in whole öre that sum to the cost.

    Raises
    ------
    SplitRefused
        The cost is negative or a key cannot be used; every fault is named.
    """
    faults = find_faults(mix, players)
    if total_ore < 0:
        sentence = f"Kostnaden {format_kr(total_ore)} är negativ och kan inte fördelas."
        faults += (Fault(rule="negative_cost", sentence=sentence),)
    if faults:
        raise SplitRefused(faults)
    shares = mixed_shares(mix, players)
    by_key = _shares_by_key(mix, players)
    costs_ore = split_ore(total_ore, shares)
    rows = tuple(
        CostRow(
            id=id_,
            key_shares=by_key[id_],
            share=share,
            exact_ore=total_ore * share,
            cost_ore=costs_ore[id_],
        )
        for id_, share in shares.items()
    )
    return CostSplit(total_ore=total_ore, mix=mix, rows=rows)


def split_contribution(
    rule: ContributionRule, members: Sequence[Measures], costs_ore: Mapping[str, int]
) -> Split:
    """Every municipality's award by the rule, in whole units of rounding, and what is left undistributed.

    The contribution goes out by the rule's mix of keys within each municipality's floor and cap (see
    `subsidy.levels.level`). A cap is its part of the cost share, rounded down to whole units; a floor is
    rounded up. What is left for those held by no bound is rounded once, by `split_ore`: bounds are whole
    units, so rounding an amount between them up or down never breaks one.

    Raises
    ------
    SplitRefused
        A key cannot be used, a municipality has no cost share although there is a cap, a floor lies above
        a cap, the floors sum to more than the contribution, or the rule names a municipality that is not
        among the members; every fault is named.
    """
    faults = find_faults(rule.contribution_mix, members) + find_bound_faults(rule, members, costs_ore)
    if faults:
        raise SplitRefused(faults)
    shares = mixed_shares(rule.contribution_mix, members)
    caps_ore = {id_: cap_of(rule, costs_ore, id_) for id_ in shares}
    shared_ore = whole_units(rule.amount_ore, rule.rounding_ore) * rule.rounding_ore
    levelling = level(
        shared_ore,
        shares,
        floors_ore={id_: rule.floor_of(id_) for id_ in shares},
        caps_ore={id_: shared_ore if cap is None else cap for id_, cap in caps_ore.items()},
    )
    by_key = _shares_by_key(rule.contribution_mix, members)
    awards_ore = _round_awards(levelling, shares, rule.rounding_ore)
    rows = tuple(
        AwardRow(
            id=id_,
            key_shares=by_key[id_],
            share=share,
            uncapped_ore=rule.amount_ore * share,
            floor_ore=rule.floor_of(id_),
            cap_ore=caps_ore[id_],
            locked=levelling.locked.get(id_),
            exact_ore=levelling.amounts_ore[id_],
            award_ore=awards_ore[id_],
        )
        for id_, share in shares.items()
    )
    left_ore = rule.amount_ore - sum(awards_ore.values())
    return Split(rule=rule, rows=rows, rounds=levelling.rounds, left_ore=left_ore)


def _round_awards(levelling: Levelling, shares: Mapping[str, Fraction], unit_ore: int) -> dict[str, int]:
    exact = levelling.amounts_ore
    awards = {id_: int(exact[id_]) for id_ in levelling.locked}
    free = {id_: shares[id_] for id_ in shares if id_ not in levelling.locked}
    if free:
        awards |= split_ore(int(sum(exact[id_] for id_ in free)), free, unit_ore=unit_ore)
    return awards


def _shares_by_key(mix: KeyMix, players: Sequence[Measures]) -> dict[str, tuple[Fraction, ...]]:
    by_key = [key_shares(name, players) for name in mix.names]
    return {player.id: tuple(shares[player.id] for shares in by_key) for player in players}
