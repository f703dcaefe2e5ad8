"""Estimated Shapley values sum exactly, say how sure they are, and keep that promise."""

from fractions import Fraction
from statistics import NormalDist

import pytest

from subsidy.shapley import shapley_values
from subsidy.shapley_estimate import _REACH, Cost, estimate_shapley
from tests.subsidy.games import drawn_game, names


def oracle(costs: list[int]) -> Cost:
    bit = {player: 1 << i for i, player in enumerate(names(costs))}
    return lambda group: costs[sum(bit[player] for player in group)]


def test_the_exact_value_lies_within_as_often_as_stated() -> None:
    """40 seeds, 7 players, intervals of 90 %: of 280 about 252 hold the exact value, surely 230."""
    costs = drawn_game(7, 1)
    exact = shapley_values(names(costs), costs)
    kept = 0
    for seed in range(40):
        made = estimate_shapley(
            names(costs), oracle(costs), n_pairs=100, seed=seed, confidence=Fraction(9, 10)
        )
        kept += sum(abs(made.values_ore[p] - exact[p]) <= made.within_ore[p] for p in exact)
    assert 230 <= kept < 280


def test_values_sum_exactly_to_the_cost_of_all() -> None:
    """An estimate may be wrong for one, never for the sum."""
    costs = drawn_game(6, 2)
    made = estimate_shapley(names(costs), oracle(costs), n_pairs=100, seed=5)
    assert sum(made.values_ore.values()) == costs[-1]


def test_more_orders_come_closer() -> None:
    """Sixteen times as many orders make the interval about a quarter as wide."""
    costs = drawn_game(6, 3)
    few, many = (
        max(estimate_shapley(names(costs), oracle(costs), n_pairs=n, seed=1).within_ore.values())
        for n in (100, 1_600)
    )
    assert few > 3 * many


def test_thirty_players() -> None:
    """A van's fee of 30 shared by all and 10 for each stop: 11 each, and no order changes the mean much."""
    players = [f"{i:02}" for i in range(30)]
    made = estimate_shapley(players, lambda g: 10 * len(g) + 30 * bool(g), n_pairs=400, seed=3)
    assert sum(made.values_ore.values()) == 330
    assert all(abs(made.values_ore[p] - 11) <= 2 * made.within_ore[p] + 1 for p in players)


def test_costs_of_ones_own_are_exact() -> None:
    """Where every order adds the same there is nothing to estimate."""
    made = estimate_shapley("ab", lambda g: sum({"a": 3, "b": 5}[p] for p in g), n_pairs=100, seed=0)
    assert {"a": 3, "b": 5} == made.values_ore
    assert {"a": 0, "b": 0} == made.within_ore


def test_same_seed_same_values_whatever_the_order_of_players() -> None:
    """A figure that a receiver cannot draw again is no basis for an invoice."""
    costs = drawn_game(5, 4)
    one = estimate_shapley("abcde", oracle(costs), n_pairs=100, seed=9)
    assert one == estimate_shapley("edcba", oracle(costs), n_pairs=100, seed=9)
    assert one != estimate_shapley("abcde", oracle(costs), n_pairs=100, seed=10)


def test_interval_on_paper() -> None:
    """Two players, fee 100 for the first to join: each pair of orders gives 50 to both, without error.

    With one more who is always free, a pair of orders still gives a and b 50 each: reversing an order
    exchanges who of them comes first.
    """
    made = estimate_shapley("abc", lambda g: 100 * bool(g & {"a", "b"}), n_pairs=100, seed=1)
    assert {"a": 50, "b": 50, "c": 0} == made.values_ore
    assert {"a": 0, "b": 0, "c": 0} == made.within_ore


def test_each_group_is_priced_once() -> None:
    """Pricing a group is a routing problem: seconds, not microseconds."""
    asked: list[frozenset[str]] = []

    def cost_of(group: frozenset[str]) -> int:
        asked.append(group)
        return len(group)

    estimate_shapley("abcd", cost_of, n_pairs=100, seed=1)
    assert len(asked) == len(set(asked)) == 16


@pytest.mark.parametrize("confidence", list(_REACH))
def test_reach_is_the_normal_quantile(confidence: Fraction) -> None:
    """1.645, 1.96 and 2.576 standard errors."""
    quantile = NormalDist().inv_cdf(float(1 + confidence) / 2)
    assert quantile - 0.0005 <= float(_REACH[confidence]) < quantile + 0.001


def test_says_that_it_is_an_estimate() -> None:
    """The statement prints this sentence."""
    made = estimate_shapley("abc", lambda g: 10_000 * min(2, len(g)), n_pairs=500, seed=7)
    expected = "Shapleyvärdena är uppskattade ur 1 000 slumpade ordningar (frö 7), inte exakta."
    assert expected == made.sentence.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("players", "n_pairs", "confidence", "free", "reason"),
    [
        ("aa", 100, 95, 0, "stands twice"),
        ("ab", 99, 95, 0, "at least 100"),
        ("ab", 100, 80, 0, "4/5"),
        ("ab", 100, 95, 1, "must cost 0"),
    ],
)
def test_nonsense_is_refused(players: str, n_pairs: int, confidence: int, free: int, reason: str) -> None:
    """Too few orders promise more than the normal distribution can keep."""
    with pytest.raises(ValueError, match=reason):
        estimate_shapley(
            players, lambda g: len(g) + free, n_pairs=n_pairs, seed=0, confidence=Fraction(confidence, 100)
        )


def test_nobody() -> None:
    """No players, no values, and no width."""
    made = estimate_shapley("", lambda _: 0, n_pairs=100, seed=0)
    assert (made.values_ore, made.within_ore) == ({}, {})
