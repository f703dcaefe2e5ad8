"""Tell which vectors are combinations of others, exactly."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


class Span:
    """All combinations of some vectors, kept as a reduced echelon form."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Fraction]] = {}  # by the column of its leading 1

    @property
    def rank(self) -> int:
        """How many independent vectors it was made of."""
        return len(self._rows)

    def extend(self, vector: Sequence[int]) -> bool:
        """Add a vector; whether it was independent of those before."""
        rest = [Fraction(value) for value in vector]
        for column, row in self._rows.items():
            rest = _less(rest, row, rest[column])
        lead = next((column for column, value in enumerate(rest) if value), None)
        if lead is None:
            return False
        scale = Fraction(rest[lead].denominator, rest[lead].numerator)
        rest = [value * scale for value in rest]
        self._rows = {column: _less(row, rest, row[lead]) for column, row in self._rows.items()}
        self._rows[lead] = rest
        return True

    def normals(self, n: int) -> list[list[int]]:
        """Whole vectors of length n that span all that is orthogonal to it: who is orthogonal to them is in it."""
        vectors = []
        for free in (column for column in range(n) if column not in self._rows):
            vector = [Fraction(column == free) for column in range(n)]
            for column, row in self._rows.items():
                vector[column] = -row[free]
            scale = lcm(*(value.denominator for value in vector))
            vectors.append([int(value * scale) for value in vector])
        return vectors


def _less(row: list[Fraction], other: list[Fraction], times: Fraction) -> list[Fraction]:
    return [a - times * b for a, b in zip(row, other, strict=True)] if times else row
