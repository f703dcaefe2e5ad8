"""Judge a way to share a week's cost, and say in words and kronor a month who would be cheaper off alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.fairness import (
    Complaint,
    Fairness,
    describe_complaint,
    describe_fairness,
    judge_fairness,
    per_week,
    whole_ore,
)
from subsidy.game import Game
from subsidy.keys import KEYS, KeyMix, KeyName, Measures, mixed_shares
from subsidy.measures import Count, count_of
from subsidy.wording import format_list, format_percent

UNDER_RULE = "Enligt regeln"
A_MONTH = "i månaden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What everyone pays of a week's cost, and the groups that would be cheaper off alone."""

    under: str  # Swedish, begins a sentence: "Under lika andelar"
    mix: KeyMix
    names: Mapping[str, str]  # of the players
    amounts_ore: Mapping[str, Fraction]  # of the week's cost, exact
    alone_ore: Mapping[str, Count]  # what the week would cost for one player alone
    fairness: Fairness
    week_ore: Count  # what an ordinary week costs
    period_ore: int  # what the whole period costs
    months: int  # of the period

    def __post_init__(self) -> None:
        if self.week_ore <= 0 or self.months < 1:
            raise ValueError(f"a week of {self.week_ore} öre, {self.months} months")
        if sum(self.amounts_ore.values()) != self.week_ore or not (
            self.names.keys() == self.amounts_ore.keys() == self.alone_ore.keys()
        ):
            raise ValueError(f"the amounts of {sorted(self.amounts_ore)} are not those of the week")
        for complaint in (*self.fairness.complaints, *self.fairness.worst_of.values()):
            self._refuse_other_amount(complaint)

    def _refuse_other_amount(self, complaint: Complaint) -> None:
        if unknown := set(complaint.members) - self.amounts_ore.keys():
            raise ValueError(f"{sorted(unknown)} are not of the week")
        pays_ore = sum((self.amounts_ore[id_] for id_ in complaint.members), Fraction(0))
        if complaint.pays_ore != pays_ore or complaint.gain_ore <= 0:
            raise ValueError(f"{complaint.members} pay {pays_ore} öre, not {complaint.pays_ore}")

    @property
    def per_month(self) -> Fraction:
        """What a week's amount is multiplied by to become a month's of the period."""
        return Fraction(self.period_ore, self.week_ore * self.months)

    @property
    def monthly_gain_ore(self) -> int:
        """The largest gain of a group, in whole öre a month."""
        return whole_ore(self.fairness.largest_gain_ore * self.per_month)

    @property
    def verdict(self) -> str:
        """How many groups would be cheaper off alone, by how much a month, and whether that can be helped."""
        return describe_fairness(self.fairness, per=A_MONTH, times=self.per_month)

    @property
    def core_sentence(self) -> str:
        """Whether the core is empty, in the words of the theory."""
        if self.fairness.core_is_empty:
            return (
                "Kärnan är tom: hur kostnaden än fördelas skulle någon grupp få det billigare på egen hand."
            )
        return "Kärnan är inte tom: kostnaden kan fördelas så att ingen grupp får det billigare på egen hand."

    def describe(self, complaint: Complaint) -> str:
        """One of its complaints as a sentence."""
        return describe_complaint(complaint, self.names, under=self.under, per=A_MONTH, times=self.per_month)


def judge_mix(
    game: Game, mix: KeyMix, players: Sequence[Measures], *, under: str, period: tuple[int, int]
) -> Judgement:
    """The judgement of sharing the cost of a game's week by a mix of keys.

    `period` is its cost in öre and its months.

    Raises
    ------
    SplitRefused
        A key of the mix cannot be used.
    ValueError
        The game's players are others, or it costs nothing.
    """
    if game.total_ore <= 0:
        raise ValueError(f"a week that costs {game.total_ore} öre gives no group a reason to leave")
    shares = mixed_shares(mix, players)
    fairness = judge_fairness(game, {id_: game.total_ore * share for id_, share in shares.items()})
    names = {player.id: player.name for player in players}
    alone_ore = dict(zip(game.players, game.alone_ore, strict=True))
    week_ore = Fraction(game.total_ore, game.weeks)
    return Judgement(
        under=under,
        mix=mix,
        names={id_: names[id_] for id_ in shares},
        amounts_ore={id_: week_ore * share for id_, share in shares.items()},
        alone_ore={id_: count_of(Fraction(alone_ore[id_], game.weeks)) for id_ in shares},
        fairness=per_week(fairness, game.weeks),
        week_ore=count_of(week_ore),
        period_ore=period[0],
        months=period[1],
    )


def alone(name: KeyName) -> KeyMix:
    """The mix of one key."""
    return KeyMix(parts=((name, Fraction(1)),))


def under_key(name: KeyName) -> str:
    """How a sentence about sharing by one key begins."""
    return "Under lika andelar" if name == "equal" else f"Med nyckeln {KEYS[name].swedish}"


def describe_mix(mix: KeyMix) -> str:
    """The keys of a mix and their weights, as `30 % lika och 70 % invånare`."""
    parts = [f"{format_percent(weight)} {KEYS[name].in_text}" for name, weight in mix.parts]
    return format_list(parts)
