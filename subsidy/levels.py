"""Share a sum within floors and caps, round by round, keeping every round."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Bound = Literal["floor", "cap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round: what was shared among those still free, and whom it locked to a bound."""

    number: int  # from 1
    rest_ore: int  # the sum less all that earlier rounds locked
    amounts_ore: Mapping[str, Fraction]  # of the free: the rest by share
    excess_ore: Fraction  # lifts to floors less cuts to caps
    locked: Mapping[str, Bound]


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelling:
    """Every round, and the exact amounts that they end in."""

    rounds: tuple[Round, ...]
    amounts_ore: Mapping[str, Fraction]  # a locked amount is whole öre
    locked: Mapping[str, Bound]
    left_ore: int  # what the caps, or shares of zero, leave undistributed


def level(
    total_ore: int,
    shares: Mapping[str, Fraction],
    *,
    floors_ore: Mapping[str, int],
    caps_ore: Mapping[str, int],
) -> Levelling:
    """The amounts that lie within floor and cap and are otherwise in proportion to the shares.

    Each round gives the free their part of the rest. Those below their floor would be lifted, those above
    their cap cut. When the lifts are larger than the cuts (`excess_ore` > 0) the rest is too small for the
    free, so whoever is below the floor stays there whatever follows, and is locked to it; when the cuts are
    larger, whoever is above the cap is locked to it; when they are equal, both. This repeats until nobody
    is outside. The result is the only one of the form min(cap, max(floor, f x share)) with one f for all
    that shares out the sum; locking floors and caps at once, without looking at the excess, can miss it.

    Raises
    ------
    ValueError
        A floor lies above its cap, or the floors sum to more than the total.

    Source: the same resolution of bounds as in CSS Flexible Box Layout, section 9.7; Stefanov 2001,
    *Convex separable minimization subject to bounded variables*.
    """
    if any(floors_ore[id_] > caps_ore[id_] for id_ in shares) or sum(floors_ore.values()) > total_ore:
        raise ValueError(f"floors above caps, or in sum above {total_ore} öre: {floors_ore}, {caps_ore}")
    rounds: list[Round] = []
    locked: dict[str, Bound] = {}
    final: dict[str, int] = {}
    while not rounds or rounds[-1].locked:
        free = {id_: shares[id_] for id_ in sorted(shares) if id_ not in locked}
        rest_ore = total_ore - sum(final.values())
        rounds.append(_play_round(len(rounds) + 1, rest_ore, free, (floors_ore, caps_ore)))
        locked |= rounds[-1].locked
        final |= {
            id_: floors_ore[id_] if bound == "floor" else caps_ore[id_]
            for id_, bound in rounds[-1].locked.items()
        }
    free_amounts = rounds[-1].amounts_ore
    amounts = {id_: Fraction(final[id_]) if id_ in final else free_amounts[id_] for id_ in sorted(shares)}
    left = total_ore - sum(amounts.values())
    return Levelling(rounds=tuple(rounds), amounts_ore=amounts, locked=locked, left_ore=int(left))


def _play_round(
    number: int,
    rest_ore: int,
    free: Mapping[str, Fraction],
    bounds_ore: tuple[Mapping[str, int], Mapping[str, int]],
) -> Round:
    floors_ore, caps_ore = bounds_ore
    sum_of_shares = sum(free.values())
    amounts = {
        id_: Fraction(rest_ore * share, sum_of_shares) if sum_of_shares else Fraction(0)
        for id_, share in free.items()
    }
    below = {id_: floors_ore[id_] - amount for id_, amount in amounts.items() if amount < floors_ore[id_]}
    above = {id_: amount - caps_ore[id_] for id_, amount in amounts.items() if amount > caps_ore[id_]}
    excess = sum(below.values(), Fraction(0)) - sum(above.values(), Fraction(0))
    locked: dict[str, Bound] = {}
    if excess >= 0:
        locked |= dict.fromkeys(below, "floor")
    if excess <= 0:
        locked |= dict.fromkeys(above, "cap")
    return Round(number=number, rest_ore=rest_ore, amounts_ore=amounts, excess_ore=excess, locked=locked)
