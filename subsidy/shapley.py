"""Compute the exact Shapley value of a cost game."""

from collections.abc import Sequence
from fractions import Fraction
from math import factorial

import numpy as np

from subsidy.game import Whole, make_game


def shapley_values(players: Sequence[str], cost_ore: Sequence[int]) -> dict[str, Fraction]:
    """Each player's Shapley value in öre; the values sum to the cost of all.

    `cost_ore` has 2^n entries, shape (2^n,): entry S is the cost of the group whose members are the set
    bits of S (bit i = `players[i]`). Costs are summed by the size of the group as whole numbers, and
    divided once at the end, so nothing is rounded.

    Raises
    ------
    ValueError
        The table of costs is impossible, see `make_game`.

    Source: Shapley 1953, *A value for n-person games*: the mean, over all orders of joining, of what the
    player adds to the cost.

    Examples
    --------
    >>> shapley_values(["a", "b"], [0, 600, 400, 800])
    {'a': Fraction(500, 1), 'b': Fraction(300, 1)}
    """
    game = make_game(players, cost_ore)
    n = len(players)
    if n == 0:
        return {}
    with_player, totals = _sums_by_size(n, game.costs_ore)
    values = {}
    for player, sums in zip(players, with_player, strict=True):
        # Groups of `size` others: what they cost with the player, less what they cost without.
        numerator = sum(
            factorial(size) * factorial(n - size - 1) * (sums[size + 1] - (totals[size] - sums[size]))
            for size in range(n)
        )
        values[player] = Fraction(numerator, factorial(n))
    return values


def _sums_by_size(n: int, costs: Whole) -> tuple[list[list[int]], list[int]]:
    """Sums of costs by size of group 0..n: of groups with player i, shape (n, n + 1), and of all."""
    groups = np.arange(2**n)
    sizes = np.bitwise_count(groups)
    order = np.argsort(sizes)
    starts = np.searchsorted(sizes[order], np.arange(n + 1))
    costs, groups = costs[order], groups[order]
    with_player = [[int(ore) for ore in np.add.reduceat(costs * (groups >> i & 1), starts)] for i in range(n)]
    return with_player, [int(ore) for ore in np.add.reduceat(costs, starts)]
