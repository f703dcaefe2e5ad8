"""Groups are compared exactly, whatever the denominators."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.game import indicator, make_game, subset_sums
from tests.subsidy.games import NAMES, any_games, names

shares = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**30)


@given(any_games(least=1, most=5), st.data(), st.booleans(), st.sampled_from([0, 40, 70]))
def test_the_group_above_a_level_is_found(
    costs: list[int], draw: st.DataObject, first: bool, shift: int
) -> None:
    """The very first one, and one whose excess nobody else's exceeds by more than a rounding."""
    game = make_game(names(costs), [cost << shift for cost in costs])
    n = len(game.players)
    amounts = [amount * 2**shift for amount in draw.draw(st.lists(shares, min_size=n, max_size=n))]
    excess = [game.excess_ore(group, amounts) for group in range(2**n)]
    level = draw.draw(st.sampled_from(excess)) - draw.draw(
        st.sampled_from([Fraction(0), Fraction(1, 10**40), Fraction(1000)])
    )
    above = [group for group in range(2**n) if excess[group] > level]
    found = game.find_above(amounts, level, np.ones(2**n, dtype=np.bool_), first=first)
    if not above or first:
        assert found == (above[0] if above else None)
    else:
        assert found in above
        assert found is not None
        assert excess[found] >= max(excess) - 1


def test_only_groups_among_those_asked_for() -> None:
    """The group of b is dearest, but not asked for."""
    game = make_game("ab", [0, 1, 1, 1])
    asked = np.array([True, True, False, False])
    assert game.find_above([Fraction(5), Fraction(9)], Fraction(0), asked, first=False) == 1


def test_subset_sums_follow_the_bits() -> None:
    """Bit i of the index says whether value i is in the sum."""
    assert [0, 1, 10, 11, 100, 101, 110, 111] == list(subset_sums([1, 10, 100], np.dtype(np.int64)))


def test_members_and_indicator() -> None:
    """Bits 0 and 2."""
    assert make_game("abc", [0] * 8).members(5) == ("a", "c")
    assert indicator(5, 3, -1) == (1, 0, 1, -1)


@pytest.mark.parametrize(
    ("players", "costs", "reason"),
    [
        ("ab", [0, 1, 2], "need 4 costs, not 3"),
        ("ab", [1, 1, 2, 3], "serving nobody must cost 0"),
        ("aa", [0, 1, 2, 3], "stands twice"),
        (NAMES + "z", [0], "at most 20"),
    ],
)
def test_nonsense_is_refused(players: str, costs: list[int], reason: str) -> None:
    """A table of the wrong length gives values that look right."""
    with pytest.raises(ValueError, match=reason):
        make_game(players, costs)
