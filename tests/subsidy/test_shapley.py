"""Shapley values are exact, agree with the definition, and keep the axioms."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.shapley import shapley_values

NAMES = "abcdefgh"
ore = st.integers(min_value=-(10**9), max_value=10**9)


def games(*, most: int = 6) -> st.SearchStrategy[list[int]]:
    """Any cost game with 1 to `most` players."""
    sizes = st.integers(min_value=1, max_value=most)
    return sizes.flatmap(lambda n: st.lists(ore, min_size=2**n - 1, max_size=2**n - 1).map(lambda c: [0, *c]))


def names(costs: Sequence[int]) -> str:
    return NAMES[: len(costs).bit_length() - 1]


def by_permutations(costs: Sequence[int]) -> dict[str, Fraction]:
    """The definition itself: the mean of what each adds, over all orders of joining."""
    players = names(costs)
    sums = dict.fromkeys(players, 0)
    for order in permutations(range(len(players))):
        group = 0
        for i in order:
            sums[players[i]] += costs[group | 1 << i] - costs[group]
            group |= 1 << i
    return {player: Fraction(total, factorial(len(players))) for player, total in sums.items()}


def test_airport_game() -> None:
    """Littlechild & Owen 1973: three planes need 12, 20 and 33 of runway; users share each stretch.

    The first 12 by three (4 each), the next 8 by two (4 each), the last 13 by one: 4, 8, 21.
    """
    needs = {"a": 12, "b": 20, "c": 33}
    groups = [[need for i, need in enumerate(needs.values()) if group >> i & 1] for group in range(8)]
    costs = [max(group, default=0) for group in groups]
    assert {"a": Fraction(4), "b": Fraction(8), "c": Fraction(21)} == shapley_values("abc", costs)


def test_three_libraries_on_paper() -> None:
    """Kil 60, Sunne 90, Torsby 120 alone; Kil+Sunne 100, Kil+Torsby 140, Sunne+Torsby 130; all 150 kr.

    Over the six orders Torsby comes first twice (120 each), once after Kil (80), once after Sunne (40) and
    last twice (50 each): 460/6. Kil: 2 x 60 + 10 + 20 + 2 x 20 = 190/6. Sunne: 2 x 90 + 40 + 10 + 2 x 10 =
    250/6. Together 900/6 = 150.
    """
    costs = [0, 60, 90, 100, 120, 140, 130, 150]
    expected = {"Kil": Fraction(190, 6), "Sunne": Fraction(250, 6), "Torsby": Fraction(460, 6)}
    assert expected == shapley_values(["Kil", "Sunne", "Torsby"], costs)


@given(games())
def test_agrees_with_the_definition(costs: list[int]) -> None:
    """An independent implementation, by permutations."""
    assert by_permutations(costs) == shapley_values(names(costs), costs)


@given(games(most=8))
def test_efficiency(costs: list[int]) -> None:
    """Nothing is left over: the values sum to the cost of all."""
    assert costs[-1] == sum(shapley_values(names(costs), costs).values())


@given(games())
def test_symmetry(costs: list[int]) -> None:
    """Two who add the same to every group pay the same."""
    twins = [
        max(costs[group & ~1], costs[group | 1]) if group & 1 else costs[group] for group in range(len(costs))
    ]
    doubled = [twins[group >> 1 | (group & 1)] for group in range(2 * len(twins))]
    values = shapley_values(NAMES[: len(doubled).bit_length() - 1], doubled)
    assert values["a"] == values["b"]


@given(games())
def test_null_player(costs: list[int]) -> None:
    """Who adds nothing to any group pays nothing, and changes nothing for the others."""
    players = names(costs)
    values = shapley_values([*players, "null"], [*costs, *costs])
    assert {**shapley_values(players, costs), "null": 0} == values


@given(st.integers(min_value=1, max_value=5), st.data())
def test_additivity(n: int, draw: st.DataObject) -> None:
    """Shares of Monday and of Tuesday add up to the shares of both days."""
    lists = st.lists(ore, min_size=2**n - 1, max_size=2**n - 1)
    monday, tuesday = [0, *draw.draw(lists)], [0, *draw.draw(lists)]
    both = [a + b for a, b in zip(monday, tuesday, strict=True)]
    first, second = shapley_values(NAMES[:n], monday), shapley_values(NAMES[:n], tuesday)
    assert {p: first[p] + second[p] for p in NAMES[:n]} == shapley_values(NAMES[:n], both)


@given(games(most=4), st.integers(min_value=60, max_value=90))
def test_costs_beyond_64_bits_stay_exact(costs: list[int], shift: int) -> None:
    """A machine integer that overflows would be a silent wrong answer."""
    huge = [cost << shift for cost in costs]
    small = shapley_values(names(costs), costs)
    assert {player: value * 2**shift for player, value in small.items()} == shapley_values(names(costs), huge)


def test_sixteen_players_are_exact() -> None:
    """All 65 536 groups: c(S) = size of S x 1 000 + 500 for the van, so each pays 1 000 + 500/16."""
    costs = [group.bit_count() * 1_000 + (500 if group else 0) for group in range(2**16)]
    values = shapley_values([str(i) for i in range(16)], costs)
    assert set(values.values()) == {Fraction(1_000) + Fraction(500, 16)}


def test_nobody_pays_nothing() -> None:
    """No players, no shares."""
    assert shapley_values([], [0]) == {}


@pytest.mark.parametrize(
    ("players", "costs", "reason"),
    [
        ("ab", [0, 1, 2], "need 4 costs, not 3"),
        ("ab", [1, 1, 2, 3], "serving nobody must cost 0"),
        ("aa", [0, 1, 2, 3], "stands twice"),
        ([str(i) for i in range(21)], [0], "at most 20"),
    ],
)
def test_nonsense_is_refused(players: Sequence[str], costs: list[int], reason: str) -> None:
    """A table of the wrong length gives values that look right."""
    with pytest.raises(ValueError, match=reason):
        shapley_values(players, costs)
