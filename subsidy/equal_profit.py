"""Share a cost by the equal profit method: relative savings as equal as the core allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from math import lcm

import numpy as np

from subsidy.errors import Fault, SplitRefused
from subsidy.game import Game, indicator, make_game
from subsidy.nucleolus import least_core
from subsidy.simplex import Point, Programme, Row, solve
from subsidy.span import Span

_EQUALITY, _HIGHEST, _LOWEST, _RANGE, _GROUP = range(5)  # kinds of rows


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualProfit:
    """Everyone's amount, and how equal the relative savings became."""

    amounts_ore: dict[str, Fraction]  # sums to the cost of all
    spread: Fraction  # the largest difference between two relative savings, 1 - amount / cost alone
    beyond_core_ore: Fraction  # what a group may pay beyond its own cost: 0 unless the core is empty


def equal_profit(players: Sequence[str], cost_ore: Sequence[int], *, weeks: int = 1) -> EqualProfit:
    """The amounts in the core whose relative savings differ least.

    A player's relative saving is the part of its cost alone that it saves. When the core is empty, no group
    pays more beyond its own cost than the smallest largest excess (the least core). Where several ways
    have the same smallest spread, the smallest saving is made as large as possible, then the second
    smallest, and so on, which leaves exactly one: this is ours, the source leaves it open. A player that adds
    nothing to any group pays nothing. `cost_ore` has 2^n entries, as for `shapley_values`. A refusal tells
    what one of the `weeks` costs that they are of.

    Raises
    ------
    ValueError
        The table of costs is impossible, see `make_game`.
    SplitRefused
        A player costs nothing alone (or less), but is not free for the others: it has no relative saving.

    Source: Frisk, Göthe-Lundgren, Jörnsten & Rönnqvist 2010, *Cost allocation in collaborative forest
    transportation*, section 5.

    Examples
    --------
    >>> equal_profit(["a", "b"], [0, 600, 400, 800]).amounts_ore
    {'a': Fraction(480, 1), 'b': Fraction(320, 1)}
    """
    whole_game = make_game(players, cost_ore, weeks=weeks)
    game = _without_free_players(whole_game)
    _refuse_without_saving(game)
    amounts = dict.fromkeys(players, Fraction(0))
    if len(game.players) < 2:
        amounts |= dict.fromkeys(game.players, Fraction(game.total_ore))
        return EqualProfit(amounts_ore=amounts, spread=Fraction(0), beyond_core_ore=Fraction(0))
    beyond = max(Fraction(0), least_core(game).excess_ore)
    model = _Model(game, beyond)
    spread = model.smallest_spread()
    amounts |= dict(zip(game.players, model.settle(spread), strict=True))
    return EqualProfit(amounts_ore=amounts, spread=spread, beyond_core_ore=beyond)


class _Model:
    """Linear programmes over the amounts, the highest and the lowest relative cost (amount / cost alone)."""

    def __init__(self, game: Game, beyond: Fraction) -> None:
        self._game = game
        self._beyond = beyond
        self._n = len(game.players)
        self._proper = np.ones(len(game.costs_ore), dtype=np.bool_)
        self._proper[[0, -1]] = False
        self._known: dict[int, Row] = {}  # of groups once found broken: they are looked at before all others
        group = game.everybody
        coefficients = indicator(group, self._n, 0, 0)
        self._everybody = Row(
            name=(_EQUALITY, group), coefficients=coefficients, bound=Fraction(game.total_ore)
        )

    def smallest_spread(self) -> Fraction:
        """The least difference between the highest and the lowest relative cost."""
        rows = [self._highest(i) for i in range(self._n)] + [self._lowest(i) for i in range(self._n)]
        mean = self._game.total_ore // sum(self._game.alone_ore)
        box = ((mean - 1, 0), (0, mean + 2))
        point = solve(self._programme((1, -1), (self._everybody,), box, rows)).point
        return point[-2] - point[-1]

    def settle(self, spread: Fraction) -> Point:
        """The amounts with this spread whose highest relative cost is least, then the second, and so on."""
        settled, span, free = [self._everybody], Span(), set(range(self._n))
        span.extend(self._everybody.coefficients)
        # The highest relative cost of all is at least the mean, so no player's is below this.
        lowest = Fraction(self._game.total_ore, sum(self._game.alone_ore)) - spread
        box = ((_floor(lowest) - 1, 0), (_floor(lowest) - 1, 0))
        within = [self._lowest(i) for i in range(self._n)] + [self._range(i, spread) for i in range(self._n)]
        while True:
            rows = [self._highest(i) for i in sorted(free)] + within
            optimum = solve(self._programme((1, 0), tuple(settled), box, rows))
            for row, weight in optimum.weights:
                if row.name[0] == _HIGHEST and weight > 0:
                    i = row.name[1]
                    free.discard(i)
                    amount = self._amount(i, optimum.point[i])
                    if span.extend(amount.coefficients):
                        settled.append(amount)
            if span.rank == self._n:
                return optimum.point[: self._n]

    def _programme(
        self,
        objective: tuple[int, int],
        equalities: tuple[Row, ...],
        box: tuple[tuple[int, int], tuple[int, int]],
        rows: list[Row],
    ) -> Programme:
        def find_broken(point: Point, first: bool) -> Row | None:
            for row in rows:  # in the order of their names
                if sum(c * x for c, x in zip(row.coefficients, point, strict=True) if c) > row.bound:
                    return row
            group = None if first else self._find_known_broken(point[: self._n])
            if group is None:
                group = self._game.find_above(point[: self._n], self._beyond, self._proper, first=first)
            if group is None:
                return None
            self._known.setdefault(group, self._core(group))
            return self._known[group]

        slack = _floor(self._beyond) + 2
        spare = sum(self._game.alone_ore) - self._game.total_ore
        amounts = tuple((ore - spare - self._n * slack, ore + slack) for ore in self._game.alone_ore)
        return Programme(
            objective=(*[0] * self._n, *objective),
            equalities=equalities,
            box=amounts + box,
            find_broken=find_broken,
        )

    def _find_known_broken(self, amounts_ore: Point) -> int | None:
        """Of the groups known, the one that pays most beyond its bound; None when none does."""
        scale = lcm(*(amount.denominator for amount in amounts_ore), self._beyond.denominator)
        whole = [int(amount * scale) for amount in amounts_ore]
        beyond = {
            group: sum(compress(whole, row.coefficients)) - int(row.bound * scale)
            for group, row in self._known.items()
        }
        worst = max(beyond, key=lambda group: beyond[group], default=None)
        return worst if worst is not None and beyond[worst] > 0 else None

    def _highest(self, i: int) -> Row:
        coefficients = indicator(1 << i, self._n, -self._game.alone_ore[i], 0)
        return Row(name=(_HIGHEST, i), coefficients=coefficients, bound=Fraction(0))

    def _lowest(self, i: int) -> Row:
        above = indicator(1 << i, self._n, 0, -self._game.alone_ore[i])
        return Row(name=(_LOWEST, i), coefficients=tuple(-c for c in above), bound=Fraction(0))

    def _range(self, i: int, spread: Fraction) -> Row:
        alone_ore = self._game.alone_ore[i]
        coefficients = indicator(1 << i, self._n, 0, -alone_ore)
        return Row(name=(_RANGE, i), coefficients=coefficients, bound=alone_ore * spread)

    def _core(self, group: int) -> Row:
        bound = int(self._game.costs_ore[group]) + self._beyond
        return Row(name=(_GROUP, group), coefficients=indicator(group, self._n, 0, 0), bound=bound)

    def _amount(self, i: int, amount: Fraction) -> Row:
        return Row(name=(_EQUALITY, 1 << i), coefficients=indicator(1 << i, self._n, 0, 0), bound=amount)


def _without_free_players(game: Game) -> Game:
    """The game without the players that add nothing to any group."""
    costs, players = game.costs_ore, list(game.players)
    for i in reversed(range(len(players))):
        halves = costs.reshape(-1, 2, 1 << i)  # without and with player i
        if (halves[:, 0] == halves[:, 1]).all():
            costs = halves[:, 0].reshape(-1)
            del players[i]
    return Game(players=tuple(players), costs_ore=costs, weeks=game.weeks)


def _refuse_without_saving(game: Game) -> None:
    faults = tuple(
        Fault(
            rule="no_saving",
            sentence=f"{player} kostar {game.week_ore(ore)} öre på egen hand men är inte gratis för de andra, "
            "så den relativa besparingen kan inte räknas ut. Välj en annan nyckel.",
            facts={"id": player},
        )
        for player, ore in zip(game.players, game.alone_ore, strict=True)
        if ore <= 0
    )
    if faults:
        raise SplitRefused(faults)


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
