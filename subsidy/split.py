"""Share a cost over players, and the contribution over municipalities, keeping every step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.errors import Fault, SplitRefused
from subsidy.keys import KeyMix, Measures, find_faults, key_shares, mixed_shares
from subsidy.levels import Bound, Levelling, Round, level
from subsidy.money import split_ore
from subsidy.rules import ContributionRule
from subsidy.wording import format_kr, format_percent


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
    floor_ore: int
    cap_ore: int | None
    locked: Bound | None  # the bound that holds the award, if any
    exact_ore: Fraction  # within floor and cap, before rounding
    award_ore: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A contribution, everyone's award, and what the caps leave; `rows` are sorted by SCB code."""

    rule: ContributionRule
    rows: tuple[AwardRow, ...]
    rounds: tuple[Round, ...]
    left_ore: int  # the awards and this sum to the contribution

    @property
    def awards_ore(self) -> dict[str, int]:
        """Each municipality's award, by SCB code."""
        return {row.id: row.award_ore for row in self.rows}


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
    """Every municipality's award by the rule, in whole öre, and what the caps leave undistributed.

    The contribution goes out by the rule's mix of keys within each municipality's floor and cap (see
    `subsidy.levels.level`). A cap is its part of the cost share, rounded down to whole öre. What is left
    for those held by no bound is rounded once, by `split_ore`: bounds are whole öre, so rounding an
    amount between them up or down never breaks one.

    Raises
    ------
    SplitRefused
        A key cannot be used, a municipality has no cost share although there is a cap, a floor lies above
        a cap, or the floors sum to more than the contribution; every fault is named.
    """
    faults = find_faults(rule.contribution_mix, members) + _find_bound_faults(rule, members, costs_ore)
    if faults:
        raise SplitRefused(faults)
    shares = mixed_shares(rule.contribution_mix, members)
    caps_ore = {id_: _cap_ore(rule, costs_ore, id_) for id_ in shares}
    levelling = level(
        rule.amount_ore,
        shares,
        floors_ore=dict.fromkeys(shares, rule.floor_ore),
        caps_ore={id_: rule.amount_ore if cap is None else cap for id_, cap in caps_ore.items()},
    )
    by_key = _shares_by_key(rule.contribution_mix, members)
    awards_ore = _round_awards(levelling, shares)
    rows = tuple(
        AwardRow(
            id=id_,
            key_shares=by_key[id_],
            share=share,
            uncapped_ore=rule.amount_ore * share,
            floor_ore=rule.floor_ore,
            cap_ore=caps_ore[id_],
            locked=levelling.locked.get(id_),
            exact_ore=levelling.amounts_ore[id_],
            award_ore=awards_ore[id_],
        )
        for id_, share in shares.items()
    )
    return Split(rule=rule, rows=rows, rounds=levelling.rounds, left_ore=levelling.left_ore)


def _round_awards(levelling: Levelling, shares: Mapping[str, Fraction]) -> dict[str, int]:
    exact = levelling.amounts_ore
    awards = {id_: int(exact[id_]) for id_ in levelling.locked}
    free = {id_: shares[id_] for id_ in shares if id_ not in levelling.locked}
    if free:
        awards |= split_ore(int(sum(exact[id_] for id_ in free)), free)
    return awards


def _shares_by_key(mix: KeyMix, players: Sequence[Measures]) -> dict[str, tuple[Fraction, ...]]:
    by_key = [key_shares(name, players) for name in mix.names]
    return {player.id: tuple(shares[player.id] for shares in by_key) for player in players}


def _cap_ore(rule: ContributionRule, costs_ore: Mapping[str, int], id_: str) -> int | None:
    return None if rule.cap_share is None else int(rule.cap_share * costs_ore[id_])


def _find_bound_faults(
    rule: ContributionRule, members: Sequence[Measures], costs_ore: Mapping[str, int]
) -> tuple[Fault, ...]:
    faults = []
    floors_ore = rule.floor_ore * len(members)
    if floors_ore > rule.amount_ore:
        sentence = (
            f"Golven ({len(members)} × {format_kr(rule.floor_ore)} = {format_kr(floors_ore)}) är "
            f"tillsammans större än bidraget {format_kr(rule.amount_ore)}. Sänk golvet eller höj bidraget."
        )
        faults.append(Fault(rule="floors_above_contribution", sentence=sentence))
    if rule.cap_share is not None:
        faults += [fault for member in members for fault in _faults_of_cap(rule, member, costs_ore)]
    return tuple(faults)


def _faults_of_cap(rule: ContributionRule, member: Measures, costs_ore: Mapping[str, int]) -> list[Fault]:
    facts: dict[str, str | int] = {"id": member.id}
    if member.id not in costs_ore:
        sentence = f"{member.name} har ingen kostnadsandel, så taket kan inte räknas ut."
        return [Fault(rule="no_cost_share", sentence=sentence, facts=facts)]
    cap_ore = _cap_ore(rule, costs_ore, member.id)
    if rule.cap_share is None or cap_ore is None or rule.floor_ore <= cap_ore:
        return []
    sentence = (
        f"{member.name}: golvet {format_kr(rule.floor_ore)} är högre än taket {format_kr(cap_ore)} "
        f"({format_percent(rule.cap_share)} av kostnadsandelen). Sänk golvet eller höj taket."
    )
    return [Fault(rule="floor_above_cap", sentence=sentence, facts=facts)]
