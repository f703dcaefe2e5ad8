"""Find the groups that would be cheaper off alone under any way to share a cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from subsidy.game import Game, subset_sums
from subsidy.measures import Count, count_of
from subsidy.nucleolus import Step, least_core
from subsidy.wording import NO_BREAK_SPACE, format_kr, format_list

_ONCE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A group that pays more than its members would cost without the others."""

    members: tuple[str, ...]
    pays_ore: Fraction
    alone_ore: Count

    @property
    def gain_ore(self) -> Fraction:
        """What the group would gain by leaving; positive."""
        return self.pays_ore - self.alone_ore


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """Which groups would leave, and whether any way to share could keep them all.

    An allocation lies in the core when nobody complains. When the core is empty, `least_core.excess_ore` is
    the smallest largest gain that can be had.
    """

    complaints: tuple[Complaint, ...]  # those with the largest gains, largest first
    n_complaints: int  # all of them
    worst_of: Mapping[str, Complaint]  # by player: the group with the largest gain it belongs to, if any
    least_core: Step | None  # None: fewer than two players

    @property
    def core_is_empty(self) -> bool:
        """Whether under every way to share some group pays more than it would cost alone."""
        return self.least_core is not None and self.least_core.excess_ore > 0

    @property
    def largest_gain_ore(self) -> Fraction:
        """The largest gain of any group; 0 when nobody complains."""
        return self.complaints[0].gain_ore if self.complaints else Fraction(0)


def judge_fairness(game: Game, amounts_ore: Mapping[str, int | Fraction], *, n_shown: int = 20) -> Fairness:
    """The fairness of these amounts, compared exactly with the cost of every group.

    Groups with the same gain are listed from the smallest group, then in the game's order. The group of all
    never complains: the amounts must sum to its cost.

    Raises
    ------
    ValueError
        The amounts are not those of the game's players, do not sum to the cost of all, or `n_shown` is not
        positive.

    Source: Gillies 1959, *Solutions to general non-zero-sum games* (the core).

    Examples
    --------
    >>> from subsidy.game import make_game
    >>> game = make_game(["a", "b"], [0, 600, 400, 800])
    >>> judge_fairness(game, {"a": 250, "b": 550}).complaints[0].gain_ore
    Fraction(150, 1)
    """
    if sorted(amounts_ore) != sorted(game.players) or n_shown < 1:
        raise ValueError(
            f"amounts of {sorted(amounts_ore)} for players {sorted(game.players)}, {n_shown} shown"
        )
    amounts = [Fraction(amounts_ore[player]) for player in game.players]
    if sum(amounts) != game.total_ore:
        raise ValueError(f"the amounts sum to {sum(amounts)} öre, but all cost {game.total_ore}")
    groups = _complaining(game, amounts)
    return Fairness(
        complaints=tuple(_complaint(game, amounts, int(group)) for group in groups[:n_shown]),
        n_complaints=len(groups),
        worst_of=_worst_of(game, amounts, groups),
        least_core=least_core(game) if len(game.players) > 1 else None,
    )


def per_week(fairness: Fairness, weeks: int) -> Fairness:
    """The fairness of a game of several weeks as that of their mean week: who complains is the same."""
    least = fairness.least_core
    return replace(
        fairness,
        complaints=tuple(_weekly(complaint, weeks) for complaint in fairness.complaints),
        worst_of={id_: _weekly(complaint, weeks) for id_, complaint in fairness.worst_of.items()},
        least_core=least and replace(least, excess_ore=least.excess_ore * Fraction(1, weeks)),
    )


def describe_complaint(
    complaint: Complaint,
    names: Mapping[str, str],
    *,
    under: str = "",
    per: str = "",
    times: Fraction = _ONCE,
) -> str:
    """The complaint as a Swedish sentence.

    `under` begins it and says how the cost is shared, `per` for which time the amount is, as "i månaden", and
    `times` how often the game is played in that time.

    Examples
    --------
    >>> complaint = Complaint(members=("1760", "1782"), pays_ore=Fraction(500_000), alone_ore=376_000)
    >>> names = {"1760": "Storfors", "1782": "Filipstad"}
    >>> describe_complaint(complaint, names).replace(NO_BREAK_SPACE, "_")
    'Storfors och Filipstad betalar tillsammans 1_240,00_kr mer än vad en egen transport skulle kosta.'
    """
    named = [names[member] for member in complaint.members]
    who = format_list(named)
    subject = f"{under} betalar {who}" if under else f"{who} betalar"
    together = "" if len(named) == 1 else " tillsammans"
    more = f"{format_kr(whole_ore(complaint.gain_ore * times))} mer {per}".rstrip()
    return f"{subject}{together} {more} än vad en egen transport skulle kosta."


def describe_fairness(fairness: Fairness, *, per: str = "", times: Fraction = _ONCE) -> str:
    """The verdict on all groups as Swedish sentences; `per` and `times` as for a complaint."""
    if not fairness.complaints:
        return "Ingen grupp av deltagare skulle få det billigare på egen hand."
    least_ore = fairness.least_core.excess_ore if fairness.least_core is not None else Fraction(0)
    count = f"{fairness.n_complaints:,}".replace(",", NO_BREAK_SPACE)
    groups = "1 grupp" if fairness.n_complaints == 1 else f"{count} grupper"
    most = f"{format_kr(whole_ore(fairness.largest_gain_ore * times))} {per}".rstrip()
    head = f"{groups} skulle få det billigare på egen hand, som mest med {most}."
    if fairness.core_is_empty:
        least = f"{format_kr(whole_ore(least_ore * times))} mer {per}".rstrip()
        return (
            f"{head} Det går inte att undvika helt: hur kostnaden än fördelas betalar någon grupp minst "
            f"{least} än på egen hand."
        )
    return f"{head} Det finns sätt att fördela kostnaden där ingen grupp skulle få det billigare."


def whole_ore(ore: Fraction) -> int:
    """The nearest whole öre, as a cell shows it; but a gain is never worded as nothing.

    Examples
    --------
    >>> whole_ore(Fraction(1, 3)), whole_ore(Fraction(5, 2)), whole_ore(Fraction(0))
    (1, 3, 0)
    """
    nearest = (2 * ore.numerator + ore.denominator) // (2 * ore.denominator)
    return nearest or int(ore > 0)


def _complaining(game: Game, amounts: list[Fraction]) -> NDArray[np.int64]:
    """The groups that pay more than their cost, by falling gain."""
    scale = lcm(*(amount.denominator for amount in amounts))
    whole = [int(amount * scale) for amount in amounts]
    dearest = max(int(game.costs_ore.max()), -int(game.costs_ore.min()))
    fits = sum(map(abs, whole)) + dearest * scale < 2**62
    dtype = np.dtype(np.int64 if fits else object)
    gains = subset_sums(whole, dtype) - game.costs_ore.astype(dtype) * scale
    gains[-1] = 0
    groups = np.flatnonzero(gains > 0)
    sizes = np.bitwise_count(groups)
    by_size = groups[np.lexsort((groups, sizes))]
    return by_size[np.argsort(-gains[by_size], kind="stable")]


def _worst_of(game: Game, amounts: list[Fraction], groups: NDArray[np.int64]) -> dict[str, Complaint]:
    worst = {}
    for i, player in enumerate(game.players):
        own = np.flatnonzero(groups >> i & 1)
        if len(own):
            worst[player] = _complaint(game, amounts, int(groups[own[0]]))
    return worst


def _weekly(complaint: Complaint, weeks: int) -> Complaint:
    return replace(
        complaint,
        pays_ore=complaint.pays_ore * Fraction(1, weeks),
        alone_ore=count_of(Fraction(complaint.alone_ore, weeks)),
    )


def _complaint(game: Game, amounts: list[Fraction], group: int) -> Complaint:
    alone_ore = int(game.costs_ore[group])
    pays_ore = game.excess_ore(group, amounts) + alone_ore
    return Complaint(members=game.members(group), pays_ore=pays_ore, alone_ore=alone_ore)
