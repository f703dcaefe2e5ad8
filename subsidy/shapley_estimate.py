"""Estimate Shapley values from random orders of joining, where there are too many groups to price."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from random import Random

from subsidy.wording import format_whole

FEWEST_PAIRS = 100  # below that the normal distribution is a poor guide to the error

# How many standard errors each confidence reaches (two-sided normal quantiles, the last digit rounded up).
_REACH = {
    Fraction(90, 100): Fraction(1645, 1000),
    Fraction(95, 100): Fraction(1960, 1000),
    Fraction(99, 100): Fraction(2576, 1000),
}

Cost = Callable[[frozenset[str]], int]  # what a group costs, in öre


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapleyEstimate:
    """Estimated Shapley values, how they were drawn and how far off they may be."""

    values_ore: dict[str, Fraction]  # sum exactly to the cost of all
    within_ore: dict[str, int]  # half the confidence interval of each player, rounded up
    confidence: Fraction  # of each interval by itself, not of all at once
    n_orders: int  # each second one is the reverse of the one before
    seed: int

    @property
    def sentence(self) -> str:
        """Swedish: that these are estimates, and how they were made."""
        orders = format_whole(self.n_orders)
        return f"Shapleyvärdena är uppskattade ur {orders} slumpade ordningar (frö {self.seed}), inte exakta."


def estimate_shapley(
    players: Sequence[str],
    cost_of: Cost,
    *,
    n_pairs: int,
    seed: int,
    confidence: Fraction = Fraction(95, 100),
) -> ShapleyEstimate:
    """The mean of what each player adds to the cost, over pairs of random orders of joining.

    Each drawn order is followed by its reverse: who joins early in one joins late in the other, which makes
    the mean of a pair vary less. The interval comes from the spread between pairs. Players are drawn in the
    order of their ids, so the same seed gives the same values whatever the order of the input. `cost_of` is
    asked once per group and at most `2 * n_pairs * len(players)` times.

    Raises
    ------
    ValueError
        A player stands twice, `n_pairs` is less than 100, the confidence is none of 90, 95 and 99 %, or
        serving nobody costs something.

    Source: Castro, Gómez & Tejada 2009, *Polynomial calculation of the Shapley value based on sampling*;
    reversed orders: Mitchell, Cooper, Frank & Holmes 2022.
    """
    if len(set(players)) < len(players):
        raise ValueError(f"a player stands twice: {list(players)}")
    if n_pairs < FEWEST_PAIRS or confidence not in _REACH:
        raise ValueError(f"{n_pairs} pairs (at least {FEWEST_PAIRS}) at {confidence} (of {list(_REACH)})")
    priced = _Priced(cost_of)
    order, chance = sorted(players), Random(seed)  # noqa: S311  # a sample, no secret
    sums, squares = dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    for _ in range(n_pairs):
        chance.shuffle(order)
        one, other = priced.added_by(order), priced.added_by(order[::-1])
        for player in order:
            both = one[player] + other[player]
            sums[player] += both
            squares[player] += both * both
    return ShapleyEstimate(
        values_ore={player: Fraction(sums[player], 2 * n_pairs) for player in sorted(players)},
        within_ore={
            player: _half_width(sums[player], squares[player], n_pairs, _REACH[confidence])
            for player in sorted(players)
        },
        confidence=confidence,
        n_orders=2 * n_pairs,
        seed=seed,
    )


class _Priced:
    """The cost of groups, each asked for once."""

    def __init__(self, cost_of: Cost) -> None:
        self._cost_of = cost_of
        self._known: dict[frozenset[str], int] = {}
        if self._cost(frozenset()) != 0:
            raise ValueError(f"serving nobody must cost 0 öre, not {self._cost(frozenset())}")

    def added_by(self, order: Sequence[str]) -> dict[str, int]:
        """What each adds to the cost of those before it."""
        added, before_ore, group = {}, 0, frozenset[str]()
        for player in order:
            group |= {player}
            with_ore = self._cost(group)
            added[player] = with_ore - before_ore
            before_ore = with_ore
        return added

    def _cost(self, group: frozenset[str]) -> int:
        if group not in self._known:
            self._known[group] = self._cost_of(group)
        return self._known[group]


def _half_width(total: int, squares: int, n_pairs: int, reach: Fraction) -> int:
    """The reach times the standard error of the mean of half the pairs' sums, rounded up to whole öre."""
    # Half of a pair's sum is what it says; so the variance of the mean is a quarter of that of the sums.
    variance = Fraction(squares * n_pairs - total * total, 4 * n_pairs * n_pairs * (n_pairs - 1))
    square = reach * reach * variance
    whole = -(-square.numerator // square.denominator)
    root = isqrt(whole)
    return root if root * root == whole else root + 1
