"""Small linear programmes are solved exactly, or refused."""

from fractions import Fraction

import pytest

import subsidy.simplex
from subsidy.simplex import Infeasible, Optimum, Point, Programme, Row, solve


def row(number: int, coefficients: tuple[int, ...], bound: int) -> Row:
    return Row(name=(0, number), coefficients=coefficients, bound=Fraction(bound))


def optimum(objective: tuple[int, ...], rows: list[Row], *, equalities: tuple[Row, ...] = ()) -> Optimum:
    def find_broken(point: Point, first: bool) -> Row | None:
        excess = [sum(c * x for c, x in zip(r.coefficients, point, strict=True)) - r.bound for r in rows]
        broken = [(value, -i) for i, value in enumerate(excess) if value > 0]
        if not broken:
            return None
        return rows[min(-i for _, i in broken)] if first else rows[-max(broken)[1]]

    box = ((-1_000, 1_000),) * len(objective)
    return solve(Programme(objective=objective, equalities=equalities, box=box, find_broken=find_broken))


DIET = [row(0, (-2, -1), -8), row(1, (-1, -2), -7), row(2, (-1, 0), 0), row(3, (0, -1), 0)]


def test_two_foods_on_paper() -> None:
    """2x + y >= 8 and x + 2y >= 7, cheapest 3x + 2y: both are tight at x = 3, y = 2, cost 13.

    The prices 4/3 and 1/3 prove it: 4/3 of the first and 1/3 of the second make 3x + 2y >= 39/3.
    """
    found = optimum((3, 2), DIET)
    assert list(found.point) == [3, 2]
    assert {0: Fraction(4, 3), 1: Fraction(1, 3)} == {r.name[1]: weight for r, weight in found.weights}


def test_equalities_hold() -> None:
    """The same with x = y: 3x >= 8, so both are 8/3."""
    found = optimum((3, 2), DIET, equalities=(Row(name=(9, 0), coefficients=(1, -1), bound=Fraction(0)),))
    assert found.point == (Fraction(8, 3), Fraction(8, 3))


@pytest.mark.parametrize("at_most", [-1, Fraction(-1, 3)])
def test_rows_that_exclude_each_other_are_refused(at_most: Fraction) -> None:
    """A sum that is to be negative although no part may be."""
    none = [*DIET, Row(name=(0, 4), coefficients=(1, 1), bound=Fraction(at_most))]
    with pytest.raises(Infeasible):
        optimum((3, 2), none)


def test_an_objective_that_falls_for_ever_is_refused() -> None:
    """Then the box would decide, and a bound nobody stated would become an answer."""
    with pytest.raises(ValueError, match="the box"):
        optimum((-3, 2), DIET)


def test_a_programme_that_makes_the_steepest_rule_cycle_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beale 1955: maximise 3/4 a - 150 b + 1/50 c - 6 d; the published optimum is 1/20.

    Here its dual, in whole numbers: minimise w subject to u + 2v >= 3, 60u + 90v <= 150, 50w >= 2u + v + 1
    and 9u + 3v >= -6.
    """
    rows = [
        row(0, (-1, -2, 0), -3),
        row(1, (60, 90, 0), 150),
        row(2, (2, 1, -50), -1),
        row(3, (-9, -3, 0), 6),
        *(row(4 + i, (-(i == 0), -(i == 1), -(i == 2)), 0) for i in range(3)),
    ]
    assert optimum((0, 0, 1), rows).point[-1] == Fraction(1, 20)
    monkeypatch.setattr(subsidy.simplex, "_STALLED", 0)
    assert optimum((0, 0, 1), rows).point[-1] == Fraction(1, 20)
