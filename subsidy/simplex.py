"""Solve small linear programmes exactly, with constraints that are found when they are broken."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

Name = tuple[int, int]  # what a row is: its kind, and which of that kind
Point = tuple[Fraction, ...]
_BOX = -1  # the kind of the rows that the solver starts from
_STALLED = 60  # pivots without progress before the rule that cannot cycle takes over


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One constraint: the coefficients times the point are at most the bound."""

    name: Name  # not negative
    coefficients: tuple[int, ...]
    bound: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Minimise objective times point, subject to equalities, a box, and rows that `find_broken` knows.

    `find_broken(point, first)` returns a row that the point breaks, or None when it breaks none: the most
    broken one, or, if `first`, the one with the lowest name.
    """

    objective: tuple[int, ...]
    equalities: tuple[Row, ...]  # linearly independent
    box: tuple[tuple[int, int], ...]  # of each variable; every feasible point lies strictly inside
    find_broken: Callable[[Point, bool], Row | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimum:
    """A best point, and the proof that no point is better.

    The objective is minus the sum of the weights times the coefficients of the tight rows, and the weights
    of rows that are no equalities are not negative. So a row with a positive weight is tight at every
    optimum.
    """

    point: Point
    weights: tuple[tuple[Row, Fraction], ...]  # the tight rows of the basis that are no equalities


class Infeasible(ArithmeticError):
    """No point keeps all the rows."""


def solve(programme: Programme) -> Optimum:
    """The optimum, in fractions: nothing is rounded anywhere.

    Raises
    ------
    Infeasible
        No point keeps all the rows.

    Source: the dual simplex method (Lemke 1954) with fraction-free pivots (Bareiss 1968): the inverse of
    the basis is kept as whole numbers over its determinant. When the objective stalls, rows enter and
    leave by the lowest name (Bland 1977), so it always ends.
    """
    basis = _Basis(programme)
    for row in programme.equalities:
        basis.enter_equality(row)
    best, stalled = basis.value(), 0
    while True:
        row_or_none = programme.find_broken(basis.point(), stalled >= _STALLED)
        if row_or_none is None:
            return basis.optimum()
        basis.enter(row_or_none, locked=False)
        value = basis.value()
        best, stalled = (value, 0) if value > best else (best, stalled + 1)


class _Basis:
    """As many tight rows as there are variables, and the inverse of their coefficients."""

    def __init__(self, programme: Programme) -> None:
        n = len(programme.objective)
        self._objective = np.array(programme.objective, dtype=object)
        self._rows = [_box_row(programme, j) for j in range(n)]
        self._locked = [False] * n
        # The inverse is _adjugate / _determinant; the determinant is kept positive.
        self._adjugate: NDArray[Any] = np.array([row.coefficients for row in self._rows], dtype=object)
        self._determinant = 1

    def point(self) -> Point:
        scale = lcm(*(row.bound.denominator for row in self._rows))
        bounds = np.array([int(row.bound * scale) for row in self._rows], dtype=object)
        return tuple(Fraction(int(x), self._determinant * scale) for x in self._adjugate @ bounds)

    def value(self) -> Fraction:
        return sum((o * x for o, x in zip(self._objective, self.point(), strict=True) if o), Fraction(0))

    def optimum(self) -> Optimum:
        if any(row.name[0] == _BOX for row in self._rows):
            raise ValueError("the box is not strictly larger than what the rows allow")
        numerators = self._weight_numerators()
        weights = tuple(
            (row, Fraction(int(weight), self._determinant))
            for row, weight, locked in zip(self._rows, numerators, self._locked, strict=True)
            if not locked
        )
        return Optimum(point=self.point(), weights=weights)

    def enter_equality(self, row: Row) -> None:
        value = sum((c * x for c, x in zip(row.coefficients, self.point(), strict=True)), Fraction(0))
        if value < row.bound:
            row = Row(name=row.name, coefficients=tuple(-c for c in row.coefficients), bound=-row.bound)
        self.enter(row, locked=True)

    def enter(self, row: Row, *, locked: bool) -> None:
        """Let a broken row take the place of the one whose weight is the first to reach zero."""
        combination = np.array(row.coefficients, dtype=object) @ self._adjugate
        weights = self._weight_numerators()
        may_leave = [
            (Fraction(int(weights[k]), int(combination[k])), self._rows[k].name, k)
            for k in range(len(self._rows))
            if combination[k] > 0 and not self._locked[k]
        ]
        if not may_leave:
            raise Infeasible(f"no point keeps row {row.name} and the others")
        leaving = min(may_leave)[2]
        self._pivot(combination, leaving)
        self._rows[leaving], self._locked[leaving] = row, locked

    def _weight_numerators(self) -> NDArray[Any]:
        weights: NDArray[Any] = -(self._objective @ self._adjugate)
        return weights

    def _pivot(self, combination: NDArray[Any], leaving: int) -> None:
        """Exchange one row of the basis; the division leaves no remainder (Bareiss)."""
        new_determinant = int(combination[leaving])
        change = combination.copy()
        change[leaving] -= self._determinant
        column = self._adjugate[:, leaving].copy()
        self._adjugate = (new_determinant * self._adjugate - np.outer(column, change)) // self._determinant
        self._determinant = new_determinant


def _box_row(programme: Programme, variable: int) -> Row:
    """The side of the box that the objective leans on."""
    low, high = programme.box[variable]
    sign = -1 if programme.objective[variable] >= 0 else 1
    coefficients = [0] * len(programme.objective)
    coefficients[variable] = sign
    bound = -low if sign < 0 else high
    return Row(name=(_BOX, variable), coefficients=tuple(coefficients), bound=Fraction(bound))
