"""Draw small cost games for tests, and solve them the slow way, by all corners."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

from hypothesis import strategies as st

NAMES = "abcdefghijklmnopqrst"
ore = st.integers(min_value=0, max_value=10**7)

Row = tuple[list[int], Fraction]  # coefficients and bound: coefficients times point is at most the bound


def names(costs: Sequence[int]) -> str:
    return NAMES[: len(costs).bit_length() - 1]


def any_games(*, least: int = 2, most: int = 5) -> st.SearchStrategy[list[int]]:
    """Any costs from 0; together they may cost more than alone."""
    sizes = st.integers(min_value=least, max_value=most)
    return sizes.flatmap(lambda n: st.lists(ore, min_size=2**n - 1, max_size=2**n - 1).map(lambda c: [0, *c]))


def shared_games(*, least: int = 2, most: int = 5) -> st.SearchStrategy[list[int]]:
    """Costs where no two groups cost more together than apart."""
    return any_games(least=least, most=most).map(cheapest_apart)


def cheapest_apart(costs: Sequence[int]) -> list[int]:
    """Let every group split into parts whenever that is cheaper."""
    best = list(costs)
    for group in range(len(best)):
        part = (group - 1) & group
        while part:
            best[group] = min(best[group], best[part] + best[group ^ part])
            part = (part - 1) & group
    return best


def drawn_game(n: int, seed: int) -> list[int]:
    """The cost of visiting places on a line or its branches: a van's fee and the furthest place each way."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    ways = [(random.randrange(3), random.randrange(1_000, 90_000)) for _ in range(n)]
    costs = []
    for group in range(2**n):
        furthest = [
            max((far for i, (way, far) in enumerate(ways) if group >> i & 1 and way == k), default=0)
            for k in range(3)
        ]
        load = group.bit_count()
        costs.append(sum(furthest) * 2 + -(-load // 4) * 35_000)
    return cheapest_apart(costs)


def excesses(costs: Sequence[int], amounts: Sequence[Fraction]) -> list[Fraction]:
    """What every proper group pays beyond its cost, largest first."""
    n = len(amounts)
    return sorted(
        (
            sum((amounts[i] for i in range(n) if group >> i & 1), Fraction(0)) - costs[group]
            for group in range(1, len(costs) - 1)
        ),
        reverse=True,
    )


def corners(equalities: Sequence[Row], rows: Sequence[Row]) -> Iterator[list[Fraction]]:
    """Every point that keeps all the rows and is the only one where some of them are tight."""
    n = len(rows[0][0])
    seen = set()
    free = n - _rank([coefficients for coefficients, _ in equalities])
    for tight in combinations(rows, free):
        point = solve_equations([*equalities, *tight])
        if point is None or tuple(point) in seen:
            continue
        seen.add(tuple(point))
        if all(_times(coefficients, point) <= bound for coefficients, bound in rows):
            yield point


def solve_equations(equations: Sequence[Row]) -> list[Fraction] | None:
    """The only point on all of them, by elimination; None when there is none or there are several."""
    n = len(equations[0][0])
    table = [[*map(Fraction, coefficients), Fraction(bound)] for coefficients, bound in equations]
    for column in range(n):
        lead = next((row for row in table[column:] if row[column]), None)
        if lead is None:
            return None
        table.remove(lead)
        lead = [value / lead[column] for value in lead]
        table = [[a - row[column] * b for a, b in zip(row, lead, strict=True)] for row in table]
        table.insert(column, lead)
    return None if any(row[n] for row in table[n:]) else [row[n] for row in table[:n]]


def _rank(vectors: Sequence[Sequence[int]]) -> int:
    table, rank = [list(map(Fraction, vector)) for vector in vectors], 0
    for column in range(len(vectors[0])):
        lead = next((row for row in table if row[column]), None)
        if lead is not None:
            table.remove(lead)
            table = [
                [a - row[column] / lead[column] * b for a, b in zip(row, lead, strict=True)] for row in table
            ]
            rank += 1
    return rank


def _times(coefficients: Sequence[int], point: Sequence[Fraction]) -> Fraction:
    return sum((c * x for c, x in zip(coefficients, point, strict=True)), Fraction(0))
