"""The equal profit method makes relative savings as equal as the core allows."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from subsidy.equal_profit import equal_profit
from subsidy.errors import SplitRefused
from subsidy.game import make_game
from subsidy.nucleolus import least_core
from tests.subsidy.games import Row, corners, drawn_game, excesses, names, shared_games


def relative_costs(costs: Sequence[int], amounts: Sequence[Fraction]) -> list[Fraction]:
    return sorted((amount / costs[1 << i] for i, amount in enumerate(amounts)), reverse=True)


def dear(costs: list[int]) -> list[int]:
    """The same with at least 1 öre for every player, so that all have a relative saving."""
    return [cost + group.bit_count() for group, cost in enumerate(costs)]


def test_everybody_saves_the_same_part_where_that_is_in_the_core() -> None:
    """Alone 600 and 400, together 800: each saves a fifth."""
    assert {"a": 480, "b": 320} == equal_profit("ab", [0, 600, 400, 800]).amounts_ore


def test_the_core_limits_how_equal_it_can_be() -> None:
    """Each alone 100, a and b together 120, others 200, all 210.

    A third each would be 70, but a and b pay at most 120, so c pays at least 90. With 60, 60 and 90 the
    savings are 40, 40 and 10 %: the spread is 3/10, and any other way to pay 120 makes it larger.
    """
    result = equal_profit("abc", [0, 100, 100, 120, 100, 200, 200, 210])
    assert {"a": 60, "b": 60, "c": 90} == result.amounts_ore
    assert result.spread == Fraction(3, 10)
    assert result.beyond_core_ore == 0


def test_two_bounds_decide_all_four() -> None:
    """Each alone 100, a and b together 120, all 280: so c and d pay at least 160.

    Half each, 60, 60, 80 and 80, has the spread 1/5; a and b cannot both pay more, nor c and d both less.
    """
    costs = [100 * group.bit_count() for group in range(16)]
    costs[0b0011], costs[-1] = 120, 280
    result = equal_profit("abcd", costs)
    assert [60, 60, 80, 80] == list(result.amounts_ore.values())
    assert result.spread == Fraction(1, 5)


def test_among_equal_spreads_the_smallest_savings_are_largest() -> None:
    """Each alone 100, all 290, a, c and d 200, a and b 130: b pays 90 at least, so a at most 40.

    The spread is 1/2 whichever way c and d pay their 160, as long as neither pays more than 90. Half each
    makes the second highest as low as it can be.
    """
    costs = [100 * group.bit_count() for group in range(16)]
    costs[0b1101], costs[0b0011], costs[-1] = 200, 130, 290
    result = equal_profit("abcd", costs)
    assert [40, 90, 80, 80] == list(result.amounts_ore.values())
    assert result.spread == Fraction(1, 2)


def test_an_empty_core_gives_the_least_core() -> None:
    """Each alone 100, each pair 80, all 150: some pair pays 20 too much; equal shares do no worse."""
    result = equal_profit("abc", [0, 100, 100, 80, 100, 80, 80, 150])
    assert [50, 50, 50] == list(result.amounts_ore.values())
    assert result.spread == 0
    assert result.beyond_core_ore == 20


def test_who_adds_nothing_pays_nothing() -> None:
    """A municipality without stops has no saving to compare, and nothing to pay."""
    costs = [0, 600, 400, 800]
    result = equal_profit("abc", [*costs, *costs])
    assert {"a": 480, "b": 320, "c": 0} == result.amounts_ore


def test_a_cost_of_nothing_alone_is_refused_unless_free_for_all() -> None:
    """A saving in per cent of nothing is no number."""
    with pytest.raises(SplitRefused, match="b kostar 0 öre på egen hand"):
        equal_profit("ab", [0, 600, 0, 800])


def least_spread_by_corners(costs: Sequence[int]) -> Fraction:
    """The least spread by trying all corners of the programme that Frisk et al. write down."""
    n = len(names(costs))
    beyond = max(Fraction(0), least_core(make_game(names(costs), costs)).excess_ore)
    groups: list[Row] = [
        ([*((g >> i & 1) for i in range(n)), 0], costs[g] + beyond) for g in range(1, 2**n - 1)
    ]
    pairs: list[Row] = []
    for i, j in permutations(range(n), 2):
        coefficients = [0] * n
        coefficients[i], coefficients[j] = costs[1 << j], -costs[1 << i]
        pairs.append(([*coefficients, -costs[1 << i] * costs[1 << j]], Fraction(0)))
    everybody: Row = ([*[1] * n, 0], Fraction(costs[-1]))
    return min(point[-1] for point in corners([everybody], groups + pairs))


@settings(max_examples=50, deadline=None)
@given(shared_games(most=3))
def test_spread_agrees_with_the_corners(costs: list[int]) -> None:
    """Another implementation that shares no code with the solver."""
    costs = dear(costs)
    result = equal_profit(names(costs), costs)
    relative = relative_costs(costs, list(result.amounts_ore.values()))
    assert least_spread_by_corners(costs) == result.spread == relative[0] - relative[-1]


@settings(max_examples=60, deadline=None)
@given(shared_games(most=5), st.data())
def test_no_step_makes_it_better(costs: list[int], draw: st.DataObject) -> None:
    """A step that stays in the core makes the spread larger, or the sorted relative costs."""
    costs = dear(costs)
    result = equal_profit(names(costs), costs)
    amounts = list(result.amounts_ore.values())
    n = len(amounts)
    parts = draw.draw(st.lists(st.integers(-3, 3), min_size=n - 1, max_size=n - 1).filter(any))
    size = draw.draw(st.sampled_from([Fraction(1, 1_000), Fraction(1), Fraction(10**5)]))
    other = [a + size * step for a, step in zip(amounts, [*parts, -sum(parts)], strict=True)]
    assume(max(excesses(costs, other)) <= result.beyond_core_ore)
    before, after = relative_costs(costs, amounts), relative_costs(costs, other)
    assert (result.spread, before) < (after[0] - after[-1], after)


@settings(max_examples=60, deadline=None)
@given(shared_games(most=6))
def test_efficiency_and_core(costs: list[int]) -> None:
    """The amounts sum to the cost of all, and no group pays more than the core (or least core) lets it."""
    costs = dear(costs)
    result = equal_profit(names(costs), costs)
    amounts = list(result.amounts_ore.values())
    assert sum(amounts) == costs[-1]
    assert max(excesses(costs, amounts)) <= result.beyond_core_ore


@pytest.mark.parametrize("seed", range(3))
def test_order_of_players_never_matters(seed: int) -> None:
    """The rows of a file may come in any order."""
    costs = drawn_game(4, seed)
    expected = equal_profit("abcd", costs).amounts_ore
    for order in list(permutations(range(4)))[::5]:
        moved = [costs[sum(1 << order[i] for i in range(4) if g >> i & 1)] for g in range(16)]
        assert expected == equal_profit("".join("abcd"[i] for i in order), moved).amounts_ore


@pytest.mark.parametrize(("players", "costs", "expected"), [("", [0], {}), ("a", [0, 7], {"a": 7})])
def test_fewer_than_two(players: str, costs: list[int], expected: dict[str, int]) -> None:
    """Nobody pays nothing, and one pays all."""
    assert expected == equal_profit(players, costs).amounts_ore
