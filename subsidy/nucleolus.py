"""Compute the exact nucleolus of a cost game."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from subsidy.errors import Fault, SplitRefused
from subsidy.game import Game, indicator, make_game, subset_sums
from subsidy.simplex import Optimum, Point, Programme, Row, solve
from subsidy.span import Span
from subsidy.wording import format_kr

_EQUALITY, _ALONE, _GROUP = range(3)  # kinds of rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One round: the largest excess that is left is made as small as it can be, and who decides that.

    The groups that decide are balanced: weighted, they hold every player equally often once those settled
    before are counted, so none of them can pay less unless another of them pays more.
    """

    excess_ore: Fraction  # what the deciding groups pay beyond their own cost; negative = what they save
    weights: tuple[tuple[int, Fraction], ...]  # the deciding groups (bits) and their positive weights
    alone: tuple[int, ...]  # players (groups of one) held at their cost alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Nucleolus:
    """Everyone's amount, and the rounds that settled it."""

    amounts_ore: dict[str, Fraction]  # sums to the cost of all
    steps: tuple[Step, ...]


def nucleolus(players: Sequence[str], cost_ore: Sequence[int], *, weeks: int = 1) -> Nucleolus:
    """The amounts by which the group that is worst off is as well off as can be, then the next, and so on.

    Among all ways to share the cost of all where nobody pays more than alone, it makes the largest excess
    (what a group pays less what it would cost alone) as small as possible, then the second largest, and
    so on; exactly one way does. It lies in the core whenever there is one.

    `cost_ore` has 2^n entries, as for `shapley_values`. Nothing is rounded. A refusal tells what one costs of
    the `weeks` that they are of.

    Raises
    ------
    ValueError
        The table of costs is impossible, see `make_game`.
    SplitRefused
        All together cost more than each alone, so somebody must pay more than alone.

    Source: Schmeidler 1969, *The nucleolus of a characteristic function game*; the sequence of linear
    programmes of Maschler, Peleg & Shapley 1979, where groups with a positive dual price are settled
    (Nguyen & Thomas 2016).

    Examples
    --------
    >>> nucleolus(["a", "b"], [0, 600, 400, 800]).amounts_ore
    {'a': Fraction(500, 1), 'b': Fraction(300, 1)}
    """
    game = make_game(players, cost_ore, weeks=weeks)
    if sum(game.alone_ore) < game.total_ore:
        raise SplitRefused((_dearer_together(game),))
    if len(players) < 2:
        return Nucleolus(amounts_ore=dict.fromkeys(players, Fraction(game.total_ore)), steps=())
    settled, span = [_everybody(game)], Span()
    span.extend(settled[0].coefficients[:-1])
    steps = []
    while True:
        optimum = solve(_programme(game, tuple(settled), _open_groups(game, span)))
        steps.append(_step(optimum))
        settled += [row for row in _newly_settled(optimum) if span.extend(row.coefficients[:-1])]
        if span.rank == len(players):
            amounts = dict(zip(players, optimum.point[:-1], strict=True))
            return Nucleolus(amounts_ore=amounts, steps=tuple(steps))


def least_core(game: Game) -> Step:
    """The smallest largest excess that any way to share the cost gives some group of not all.

    The core is empty if, and only if, this is positive: then every way makes some group pay more than it
    would cost alone, and the weighted groups show why. A game of one player has no such group: ValueError.

    Source: Maschler, Peleg & Shapley 1979; Bondareva 1963 and Shapley 1967 for the balanced groups.
    """
    if len(game.players) < 2:
        raise ValueError("a game of fewer than two players has no groups to compare")
    span = Span()
    everybody = _everybody(game)
    span.extend(everybody.coefficients[:-1])
    open_groups = _open_groups(game, span)
    if sum(game.alone_ore) >= game.total_ore:
        # Found with far fewer pivots, and where it is not positive nobody would pay more than alone anyway.
        optimum = solve(_programme(game, (everybody,), open_groups))
        if optimum.point[-1] <= 0:
            return _step(optimum)
    return _step(solve(_programme(game, (everybody,), open_groups, alone_at_most=False)))


def _programme(
    game: Game, settled: tuple[Row, ...], open_groups: NDArray[np.bool_], *, alone_at_most: bool = True
) -> Programme:
    """Minimise the largest excess of the open groups; the variables are the amounts, then the excess."""
    n = len(game.players)
    # A group and the rest of all pay what all cost: so half of what they save or lose by that is a bound.
    pairs = game.costs_ore[-1] - game.costs_ore - game.costs_ore[::-1]
    lowest = int(pairs[open_groups].max()) // 2 - 1
    slack = 1 if alone_at_most else _bound_excess(game) + 1
    spare = sum(game.alone_ore) - game.total_ore
    box = [(ore - spare - n * slack, ore + slack) for ore in game.alone_ore]

    def find_broken(point: Point, first: bool) -> Row | None:
        for i, ore in enumerate(game.alone_ore) if alone_at_most else ():
            if point[i] > ore:
                return Row(name=(_ALONE, 1 << i), coefficients=indicator(1 << i, n, 0), bound=Fraction(ore))
        group = game.find_above(point[:n], point[n], open_groups, first=first)
        if group is None:
            return None
        bound = Fraction(int(game.costs_ore[group]))
        return Row(name=(_GROUP, group), coefficients=indicator(group, n, -1), bound=bound)

    objective = (*[0] * n, 1)
    return Programme(
        objective=objective, equalities=settled, box=(*box, (lowest, 0)), find_broken=find_broken
    )


def _bound_excess(game: Game) -> int:
    """More than the largest excess when everybody pays the cost alone less an equal part of the saving."""
    dearest = max(int(game.costs_ore.max()), -int(game.costs_ore.min()))
    return sum(map(abs, game.alone_ore)) + 2 * dearest


def _everybody(game: Game) -> Row:
    coefficients = indicator(game.everybody, len(game.players), 0)
    return Row(name=(_EQUALITY, game.everybody), coefficients=coefficients, bound=Fraction(game.total_ore))


def _open_groups(game: Game, span: Span) -> NDArray[np.bool_]:
    """The groups whose amounts are not yet decided by those settled."""
    is_open = np.zeros(len(game.costs_ore), dtype=np.bool_)
    for vector in span.normals(len(game.players)):
        is_open |= subset_sums(vector, np.dtype(object if max(map(abs, vector)) >= 2**50 else np.int64)) != 0
    return is_open


def _newly_settled(optimum: Optimum) -> list[Row]:
    """The rows that are tight in every optimum, as equalities of the amounts alone."""
    return [
        Row(
            name=(_EQUALITY, row.name[1]),
            coefficients=(*row.coefficients[:-1], 0),
            bound=row.bound - row.coefficients[-1] * optimum.point[-1],
        )
        for row, weight in optimum.weights
        if weight > 0
    ]


def _step(optimum: Optimum) -> Step:
    tight = sorted((row.name, weight) for row, weight in optimum.weights if weight > 0)
    return Step(
        excess_ore=optimum.point[-1],
        weights=tuple((group, weight) for (kind, group), weight in tight if kind == _GROUP),
        alone=tuple(group for (kind, group), _ in tight if kind == _ALONE),
    )


def _dearer_together(game: Game) -> Fault:
    sentence = (
        f"Tillsammans kostar deltagarna {format_kr(game.week_ore(game.total_ore))}, men var för "
        f"sig {format_kr(game.week_ore(sum(game.alone_ore)))}, så nukleolen finns inte. Välj en annan nyckel."
    )
    return Fault(rule="dearer_together", sentence=sentence)
