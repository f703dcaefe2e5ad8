"""Share the same cost and the same contribution by every key, each alone, beside the rule in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from logistics.comparing.measured import Measured
from logistics.judging import judge_shares
from logistics.unmeasurable import SITE_KEYS
from subsidy.errors import SplitRefused
from subsidy.game import Game
from subsidy.judgement import UNDER_RULE, Judgement, alone, under_key
from subsidy.keys import KEY_NAMES, KEYS, KeyName, Measures, measured_values
from subsidy.split import CostSplit, Split, share_cost, split_contribution
from subsidy.statement import Settlement
from subsidy.terms import needs_terms
from subsidy.weighing import weigh_players

_WHERE = "ange dem i en fil med --terms, så som de står i en regel."


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """What one key gives when it shares alone; None with the reasons where it cannot."""

    name: KeyName
    values: Mapping[str, Fraction]  # what it measures, by player; empty when it cannot share the cost
    cost: CostSplit | None
    split: Split | None  # within the rule's floor and cap, which follows the rule's own cost shares
    judgement: Judgement | None  # of its cost shares; None: not judged
    cost_reasons: tuple[str, ...] = ()
    split_reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A settlement by the rule in force, and what every key would give instead."""

    settlement: Settlement
    players: tuple[Measures, ...]  # the municipalities by SCB code, then the region
    results: tuple[KeyResult, ...]  # one per key, in the order of `KEY_NAMES`
    rule_judgement: Judgement | None
    unjudged: str  # why fairness is not judged; "" when it is
    notes: tuple[str, ...]  # that values are estimates

    @property
    def shared_costs(self) -> Mapping[KeyName, CostSplit]:
        """The keys that can share the cost, with what they give."""
        return {result.name: result.cost for result in self.results if result.cost is not None}

    @property
    def shared_contributions(self) -> Mapping[KeyName, Split]:
        """The keys that can share the contribution, with what they give."""
        return {result.name: result.split for result in self.results if result.split is not None}


def compare_keys(
    settlement: Settlement, measured: Measured, *, game: Game | None, unjudged: str = ""
) -> Comparison:
    """Every key beside the rule; `game` prices groups for an ordinary week, `unjudged` says why it is None."""
    results = tuple(_result(name, settlement, measured, game) for name in KEY_NAMES)
    basis, mix = settlement.basis, settlement.rule.cost_mix
    return Comparison(
        settlement=settlement,
        players=_by_basis(settlement, measured.players),
        results=results,
        rule_judgement=None if game is None else judge_shares(game, basis, mix, UNDER_RULE),
        unjudged=unjudged,
        notes=measured.notes,
    )


def _by_basis(settlement: Settlement, players: Sequence[Measures]) -> tuple[Measures, ...]:
    by_id = {player.id: player for player in players}
    return tuple(by_id[player.id] for player in settlement.basis.sorted_players)


def _result(name: KeyName, settlement: Settlement, measured: Measured, game: Game | None) -> KeyResult:
    players = _by_basis(settlement, measured.by_key.get(name, measured.players))
    reason = measured.reasons.get(name, "")
    if needs_terms(name) and name not in measured.terms:
        return _unusable(name, (f"Nyckeln {KEYS[name].swedish} behöver villkor: {_WHERE}",))
    if reason and name in SITE_KEYS:
        return _unusable(name, (reason,))
    try:
        weighed = weigh_players(players, (name,), measured.terms, settlement.basis.cost_ore)
    except SplitRefused as refusal:
        return _unusable(name, _sentences(refusal))
    cost, cost_reasons = _shared_cost(name, settlement, weighed, reason)
    split, split_reasons = _shared_contribution(name, settlement, weighed, reason)
    basis = replace(settlement.basis, players=weighed)
    return KeyResult(
        name=name,
        values=measured_values(name, weighed),
        cost=cost,
        split=split,
        judgement=judge_shares(game, basis, alone(name), under_key(name)) if cost and game else None,
        cost_reasons=cost_reasons,
        split_reasons=split_reasons,
    )


def _unusable(name: KeyName, reasons: tuple[str, ...]) -> KeyResult:
    return KeyResult(
        name=name,
        values={},
        cost=None,
        split=None,
        judgement=None,
        cost_reasons=reasons,
        split_reasons=reasons,
    )


def _shared_cost(
    name: KeyName, settlement: Settlement, players: tuple[Measures, ...], reason: str
) -> tuple[CostSplit | None, tuple[str, ...]]:
    try:
        return share_cost(settlement.basis.cost_ore, alone(name), players), ()
    except SplitRefused as refusal:
        return None, _reasons(name, refusal, players, reason)


def _shared_contribution(
    name: KeyName, settlement: Settlement, players: tuple[Measures, ...], reason: str
) -> tuple[Split | None, tuple[str, ...]]:
    members = players[: len(settlement.basis.members)]
    rule = replace(settlement.rule, contribution_mix=alone(name))
    try:
        return split_contribution(rule, members, settlement.cost.costs_ore), ()
    except SplitRefused as refusal:
        return None, _reasons(name, refusal, members, reason)


def _reasons(
    name: KeyName, refusal: SplitRefused, players: Sequence[Measures], reason: str
) -> tuple[str, ...]:
    """One sentence where nobody was measured, else what is wrong with each player."""
    if measured_values(name, players):
        return _sentences(refusal)
    return (reason or f"Nyckeln {KEYS[name].swedish} är inte mätt för någon deltagare.",)


def _sentences(refusal: SplitRefused) -> tuple[str, ...]:
    return tuple(fault.sentence for fault in refusal.faults)
