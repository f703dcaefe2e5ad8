"""Hold a cost game: what every group of players would cost together."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_PLAYERS = 20
# The sum of 2^20 costs below this is well within 63 bits.
_LARGEST_MACHINE_ORE = 2**40
_ROOM = 2**62

Whole = NDArray[Any]  # int64, or Python integers where those would not fit: always exact


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Game:
    """Players and the cost of each of their groups."""

    players: tuple[str, ...]
    costs_ore: Whole  # shape (2^n,): entry S is for the group whose members are the set bits of S
    weeks: int = 1  # that the costs are of: a mean week's may be no whole numbers, those of several weeks are

    @property
    def everybody(self) -> int:
        """The group of all."""
        return len(self.costs_ore) - 1

    @property
    def total_ore(self) -> int:
        """What all cost together."""
        return int(self.costs_ore[-1])

    @property
    def alone_ore(self) -> tuple[int, ...]:
        """What each player costs alone."""
        return tuple(int(self.costs_ore[1 << i]) for i in range(len(self.players)))

    def week_ore(self, ore: int) -> int:
        """What some cost of the game is in one of its weeks, to the nearest öre: for sentences."""
        return round(Fraction(ore, self.weeks))

    def members(self, group: int) -> tuple[str, ...]:
        """The players of a group, in the game's order."""
        return tuple(player for i, player in enumerate(self.players) if group >> i & 1)

    def excess_ore(self, group: int, amounts_ore: Sequence[Fraction]) -> Fraction:
        """What the group pays beyond its own cost; negative when it saves."""
        paid = sum((amount for i, amount in enumerate(amounts_ore) if group >> i & 1), Fraction(0))
        return paid - int(self.costs_ore[group])

    def find_above(
        self, amounts_ore: Sequence[Fraction], level_ore: Fraction, among: NDArray[np.bool_], *, first: bool
    ) -> int | None:
        """The group with the largest excess above a level, or the `first` one; None when there is none.

        Amounts of any denominator are compared exactly: where whole numbers of 63 bits cannot hold them,
        they are rounded down to a fixed point first, and groups within the error of that are compared again
        as fractions. Of groups further apart than that error the largest is found, else one near it.
        """
        scale, exact, dtype = self._scale((*amounts_ore, level_ore))
        paid = subset_sums([_floor(amount * scale) for amount in amounts_ore], dtype)
        scaled = paid - self.costs_ore.astype(dtype) * scale - _floor(level_ore * scale)
        # Rounded down, a group's excess lies in (scaled - 1, scaled + n), in units of 1 / scale.
        sure = np.flatnonzero((scaled > 0) & among)
        best = int(sure[0] if first else sure[np.argmax(scaled[sure])]) if len(sure) else None
        if exact or (best is not None and not first):
            return best
        for group in np.flatnonzero((scaled > -len(self.players)) & (scaled <= 0) & among):
            if best is not None and group > best:
                break
            if self.excess_ore(int(group), amounts_ore) > level_ore:
                return int(group)
        return best

    def _scale(self, values: Sequence[Fraction]) -> tuple[int, bool, np.dtype[Any]]:
        """What to multiply by, whether that makes every value whole, and what holds the products."""
        exact = lcm(*(value.denominator for value in values))
        largest = sum(_floor(abs(value)) + 1 for value in values) + self._largest_ore + 1
        if largest * exact < _ROOM:
            return exact, True, np.dtype(np.int64)
        if self.costs_ore.dtype == object or largest * len(self.costs_ore) >= _ROOM:
            return exact, True, np.dtype(object)
        return 1 << ((_ROOM // largest).bit_length() - 2), False, np.dtype(np.int64)

    @property
    def _largest_ore(self) -> int:
        return max(int(self.costs_ore.max()), -int(self.costs_ore.min()))


def make_game(players: Sequence[str], cost_ore: Sequence[int], *, weeks: int = 1) -> Game:
    """The game of these players; bit i of a group is `players[i]`.

    Raises
    ------
    ValueError
        There are more than 20 players, a player stands twice, the number of costs is not 2^n, or serving
        nobody costs something.
    """
    n = len(players)
    if n > MOST_PLAYERS:
        raise ValueError(f"groups are priced for at most {MOST_PLAYERS} players, not {n}")
    if len(set(players)) < n:
        raise ValueError(f"a player stands twice: {list(players)}")
    if len(cost_ore) != 2**n:
        raise ValueError(f"{n} players need {2**n} costs, not {len(cost_ore)}")
    if cost_ore[0] != 0:
        raise ValueError(f"serving nobody must cost 0 öre, not {cost_ore[0]}")
    fits = all(abs(ore) < _LARGEST_MACHINE_ORE for ore in cost_ore)
    costs = np.array([int(ore) for ore in cost_ore], dtype=np.int64 if fits else object)
    return Game(players=tuple(players), costs_ore=costs, weeks=weeks)


def subset_sums(values: Sequence[int], dtype: np.dtype[Any]) -> Whole:
    """The sum of every subset of `values`, shape (2^n,), by its bits."""
    sums = np.zeros(1, dtype=dtype)
    for value in values:
        sums = np.concatenate((sums, sums + value))
    return sums


def indicator(group: int, n: int, *rest: int) -> tuple[int, ...]:
    """The coefficients of a group's sum over n players, followed by those of other variables."""
    return (*((group >> i & 1) for i in range(n)), *rest)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
