"""The nucleolus is exact, agrees with its definition and with another way to find it, and keeps the axioms."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

import subsidy.simplex
from subsidy.errors import SplitRefused
from subsidy.game import make_game
from subsidy.nucleolus import least_core, nucleolus
from tests.subsidy.games import Row, any_games, corners, drawn_game, excesses, names, shared_games


def amounts_of(costs: Sequence[int]) -> list[Fraction]:
    return list(nucleolus(names(costs), costs).amounts_ore.values())


def by_corners(costs: Sequence[int]) -> list[Fraction]:
    """The sequence of linear programmes of Maschler, Peleg & Shapley, each solved by trying all corners."""
    n = len(names(costs))
    members = {group: [group >> i & 1 for i in range(n)] for group in range(1, 2**n)}
    equalities: list[Row] = [([*members[2**n - 1], 0], Fraction(costs[-1]))]
    alone: list[Row] = [([*members[1 << i], 0], Fraction(costs[1 << i])) for i in range(n)]
    unsettled = set(range(1, 2**n - 1))
    while True:
        rows = [([*members[group], -1], Fraction(costs[group])) for group in sorted(unsettled)]
        found = list(corners(equalities, rows + alone))
        level = min(point[-1] for point in found)
        best = [point for point in found if point[-1] == level]
        if len(best) == 1:
            return best[0][:-1]
        for group in sorted(unsettled):
            paid = {sum(point[i] for i in range(n) if group >> i & 1) for point in best}
            if paid == {costs[group] + level}:
                unsettled.discard(group)
                equalities.append(([*members[group], 0], costs[group] + level))


def by_linear_programmes(costs: Sequence[int]) -> list[float]:
    """The same sequence in floating point, by OR-Tools' solver; a group is settled if no optimum spares it."""
    n = len(names(costs))
    everybody = 2**n - 1
    settled: dict[int, float] = {everybody: float(costs[-1])}
    unsettled = set(range(1, everybody))
    while True:
        level, amounts = _least(costs, settled, unsettled, None, 0.0)
        fixed = [
            group
            for group in unsettled
            if _least(costs, settled, unsettled, group, level)[0] > costs[group] + level - 1e-6
        ]
        settled |= {group: costs[group] + level for group in fixed}
        unsettled -= set(fixed)
        vectors = [[group >> i & 1 for i in range(n)] for group in settled]
        if np.linalg.matrix_rank(vectors) == n:
            return amounts


def _least(
    costs: Sequence[int], settled: dict[int, float], unsettled: set[int], target: int | None, level: float
) -> tuple[float, list[float]]:
    """The least largest excess or, at that level, the least that one group can pay; and the amounts then."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    n, free = len(names(costs)), solver.infinity()
    pays = [solver.NumVar(-free, float(costs[1 << i]), f"x{i}") for i in range(n)]
    excess = solver.NumVar(-free, free, "excess") if target is None else level
    total = {group: sum(pays[i] for i in range(n) if group >> i & 1) for group in {*settled, *unsettled}}
    for group, amount in settled.items():
        solver.Add(total[group] == amount)
    for group in unsettled:
        solver.Add(total[group] - excess <= float(costs[group]))
    solver.Minimize(excess if target is None else total[target])
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    return solver.Objective().Value(), [pay.solution_value() for pay in pays]


@pytest.mark.parametrize(("n", "seed"), [(5, 0), (5, 1), (6, 2)])
def test_agrees_with_another_solver(n: int, seed: int) -> None:
    """Vans on branching roads, in floating point by a solver that shares no code: within 0.001 öre."""
    costs = drawn_game(n, seed)
    expected = by_linear_programmes(costs)
    assert expected == pytest.approx([float(amount) for amount in amounts_of(costs)], abs=1e-3)


def test_airport_game() -> None:
    """Three planes need 12, 20 and 33 of runway.

    Littlechild 1974: the first pays min(12/2, 20/3) = 6; of the next 20 the second pays (20 - 6)/2 = 7; the
    last the rest, 20.
    """
    needs = (12, 20, 33)
    costs = [max((need for i, need in enumerate(needs) if g >> i & 1), default=0) for g in range(8)]
    assert [6, 7, 20] == amounts_of(costs)


@pytest.mark.parametrize(
    ("estate", "expected"),
    [
        (100, [Fraction(100, 3)] * 3),
        (200, [50, 75, 75]),
        (300, [50, 100, 150]),
    ],
)
def test_talmud(estate: int, expected: list[Fraction]) -> None:
    """Aumann & Maschler 1985: a two thousand year old table is the nucleolus of claims 100, 200, 300."""
    claims = (100, 200, 300)
    costs = [min(estate, sum(c for i, c in enumerate(claims) if group >> i & 1)) for group in range(8)]
    assert expected == amounts_of(costs)


def test_two_share_the_saving_equally() -> None:
    """Alone 600 and 400, together 800: each saves 100."""
    assert {"a": 500, "b": 300} == nucleolus("ab", [0, 600, 400, 800]).amounts_ore


def test_empty_core_on_paper() -> None:
    """Each alone 100, each pair 80, all 150: the pairs pay 300 in all for 240, so 20 too much each."""
    result = nucleolus("abc", [0, 100, 100, 80, 100, 80, 80, 150])
    assert [50, 50, 50] == list(result.amounts_ore.values())
    assert result.steps[0].excess_ore == 20


def test_nobody_pays_more_than_alone_even_when_the_core_is_empty() -> None:
    """a costs 10 alone, b and c 80 each, bc nothing, ab and ac 500, all 100.

    Nobody held to the cost alone, a would pay 55: b and c then pay 45 for nothing, and a 45 too much. But a
    pays at most 10, so b and c share the other 90.
    """
    result = nucleolus("abc", [0, 10, 80, 500, 80, 500, 0, 100])
    assert [10, 45, 45] == list(result.amounts_ore.values())
    assert any(1 in step.alone for step in result.steps)


@settings(max_examples=60, deadline=None)
@given(any_games(most=3))
def test_agrees_with_the_corners(costs: list[int]) -> None:
    """Another implementation that shares no code, for any costs of two and three players."""
    assume(sum(costs[1 << i] for i in range(len(names(costs)))) >= costs[-1])
    assert by_corners(costs) == amounts_of(costs)


@pytest.mark.parametrize("seed", range(2))
def test_four_players_agree_with_the_corners(seed: int) -> None:
    """The same for vans on branching roads."""
    costs = drawn_game(4, seed)
    assert by_corners(costs) == amounts_of(costs)


@settings(max_examples=60, deadline=None)
@given(shared_games(most=5), st.data())
def test_no_other_way_has_a_smaller_excess_vector(costs: list[int], draw: st.DataObject) -> None:
    """The definition: any step away, however small, makes the sorted excesses larger."""
    amounts = amounts_of(costs)
    n = len(amounts)
    steps = st.integers(min_value=-3, max_value=3)
    direction = draw.draw(st.lists(steps, min_size=n - 1, max_size=n - 1).filter(any))
    direction.append(-sum(direction))
    size = draw.draw(st.sampled_from([Fraction(1, 1_000), Fraction(1), Fraction(997), Fraction(10**6)]))
    other = [amount + size * step for amount, step in zip(amounts, direction, strict=True)]
    assume(all(amount <= costs[1 << i] for i, amount in enumerate(other)))
    assert excesses(costs, amounts) < excesses(costs, other)


def test_no_way_on_a_grid_has_a_smaller_excess_vector() -> None:
    """All ways to share 24 in whole numbers among three: none comes before the nucleolus."""
    costs = [0, 12, 15, 19, 17, 20, 21, 24]
    best = excesses(costs, amounts_of(costs))
    for a, b in combinations(range(26), 2):
        shares = [Fraction(a), Fraction(b - a - 1), Fraction(25 - b)]
        if all(share <= costs[1 << i] for i, share in enumerate(shares)):
            assert best <= excesses(costs, shares)


@pytest.mark.parametrize("n", [6, 9])
@pytest.mark.parametrize("seed", range(3))
def test_the_steps_prove_it(n: int, seed: int) -> None:
    """Kohlberg 1971, read off the result: at each step the deciding groups hold each other in balance.

    No group outside what is settled pays more beyond its cost than the step says; the deciding groups pay
    exactly that; and weighted they are a combination of what was settled before, so that lowering one
    raises another. When everything is settled there is nothing left to choose.
    """
    costs = drawn_game(n, seed)
    result = nucleolus(names(costs), costs)
    amounts = list(result.amounts_ore.values())
    vector = {group: [group >> i & 1 for i in range(n)] for group in range(2**n)}
    settled: list[list[int]] = [vector[2**n - 1]]
    for step in result.steps:
        rank = np.linalg.matrix_rank(settled)
        for group in range(1, 2**n):
            excess = sum((amounts[i] for i in range(n) if group >> i & 1), Fraction(0)) - costs[group]
            if excess > step.excess_ore:
                assert np.linalg.matrix_rank([*settled, vector[group]]) == rank
            if group in dict(step.weights):
                assert excess == step.excess_ore
        weighted = [float(sum(w * vector[group][i] for group, w in step.weights)) for i in range(n)]
        settled += [vector[group] for group in step.alone]
        assert np.linalg.matrix_rank(np.array([*settled, weighted], dtype=float)) == np.linalg.matrix_rank(
            settled
        )
        assert sum(w for _, w in step.weights) == 1
        assert all(w > 0 for _, w in step.weights)
        settled += [vector[group] for group, _ in step.weights]
    assert np.linalg.matrix_rank(settled) == n


@given(shared_games(most=6))
@settings(max_examples=60, deadline=None)
def test_efficiency_and_individual_rationality(costs: list[int]) -> None:
    """The amounts sum to the cost of all, and nobody pays more than alone."""
    amounts = amounts_of(costs)
    assert sum(amounts) == costs[-1]
    assert all(amount <= costs[1 << i] for i, amount in enumerate(amounts))


@given(shared_games(most=5))
@settings(max_examples=60, deadline=None)
def test_lies_in_the_core_whenever_there_is_one(costs: list[int]) -> None:
    """If any way keeps all groups, this one does."""
    level = least_core(make_game(names(costs), costs)).excess_ore
    largest = max(excesses(costs, amounts_of(costs)))
    assert (level <= 0) == (largest <= 0)
    assert largest >= level


@given(shared_games(most=4))
@settings(max_examples=40, deadline=None)
def test_symmetry(costs: list[int]) -> None:
    """Two who add the same to every group pay the same."""
    twins = [max(costs[g & ~1], costs[g | 1]) if g & 1 else costs[g] for g in range(len(costs))]
    doubled = [twins[group >> 1 | (group & 1)] for group in range(2 * len(twins))]
    assume(sum(doubled[1 << i] for i in range(len(names(doubled)))) >= doubled[-1])
    amounts = amounts_of(doubled)
    assert amounts[0] == amounts[1]


@given(shared_games(most=4))
@settings(max_examples=40, deadline=None)
def test_null_player_pays_nothing_when_the_core_is_not_empty(costs: list[int]) -> None:
    """Who adds nothing to any group pays nothing."""
    assume(least_core(make_game(names(costs), costs)).excess_ore <= 0)
    assert amounts_of([*costs, *costs])[-1] == 0


@given(shared_games(most=4), st.data())
@settings(max_examples=40, deadline=None)
def test_own_costs_and_currency_do_not_matter(costs: list[int], draw: st.DataObject) -> None:
    """A cost of one's own is paid by oneself, and counting in other coins changes nothing."""
    n = len(names(costs))
    own = draw.draw(st.lists(st.integers(min_value=0, max_value=10**6), min_size=n, max_size=n))
    changed = [7 * cost + sum(own[i] for i in range(n) if group >> i & 1) for group, cost in enumerate(costs)]
    expected = [7 * amount + mine for amount, mine in zip(amounts_of(costs), own, strict=True)]
    assert expected == amounts_of(changed)


def test_order_of_players_never_matters() -> None:
    """The rows of a file may come in any order."""
    costs = drawn_game(4, 7)
    expected = nucleolus("abcd", costs).amounts_ore
    for order in permutations(range(4)):
        moved = [costs[sum(1 << order[i] for i in range(4) if g >> i & 1)] for g in range(16)]
        assert expected == nucleolus("".join("abcd"[i] for i in order), moved).amounts_ore


@given(shared_games(most=4), st.integers(min_value=40, max_value=90))
@settings(max_examples=30, deadline=None)
def test_costs_beyond_64_bits_stay_exact(costs: list[int], shift: int) -> None:
    """A machine integer that overflows would be a silent wrong answer."""
    expected = [amount * 2**shift for amount in amounts_of(costs)]
    assert expected == amounts_of([cost << shift for cost in costs])


def test_the_rule_that_cannot_cycle_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver changes its rule when the objective stalls; the nucleolus is one."""
    games = [drawn_game(6, seed) for seed in range(4)]
    expected = [amounts_of(game) for game in games]
    monkeypatch.setattr(subsidy.simplex, "_STALLED", 0)
    assert expected == [amounts_of(game) for game in games]


def test_sixteen_players_are_exact() -> None:
    """All 65 536 groups: c(S) = 1 000 for each, and 500 for the van: each pays 1 000 + 500/16."""
    costs = [group.bit_count() * 1_000 + (500 if group else 0) for group in range(2**16)]
    result = nucleolus([str(i) for i in range(16)], costs)
    assert set(result.amounts_ore.values()) == {Fraction(1_000) + Fraction(500, 16)}


@pytest.mark.parametrize(("players", "costs", "expected"), [("", [0], {}), ("a", [0, 7], {"a": 7})])
def test_fewer_than_two(players: str, costs: list[int], expected: dict[str, int]) -> None:
    """Nobody pays nothing, and one pays all."""
    assert expected == nucleolus(players, costs).amounts_ore


def test_dearer_together_is_refused() -> None:
    """Then somebody pays more than alone, which the nucleolus forbids."""
    with pytest.raises(
        SplitRefused, match=r"Tillsammans kostar deltagarna 9,00\skr, men var för sig 8,00\skr"
    ):
        nucleolus("ab", [0, 300, 500, 900])


def test_least_core_needs_groups() -> None:
    """One player has no group to compare with."""
    with pytest.raises(ValueError, match="fewer than two"):
        least_core(make_game("a", [0, 7]))


@given(any_games(most=3))
@settings(max_examples=60, deadline=None)
def test_least_core_agrees_with_the_corners(costs: list[int]) -> None:
    """For any costs, also where all cost more together."""
    n = len(names(costs))
    rows: list[Row] = [
        ([*((group >> i & 1) for i in range(n)), -1], Fraction(costs[group])) for group in range(1, 2**n - 1)
    ]
    found = corners([([*[1] * n, 0], Fraction(costs[-1]))], rows)
    assert min(point[-1] for point in found) == least_core(make_game(names(costs), costs)).excess_ore
