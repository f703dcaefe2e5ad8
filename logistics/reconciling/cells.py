"""Show sums of öre in cells."""

from fractions import Fraction


def kronor(ore: int) -> Fraction:
    """What a cell of kronor holds.

    Examples
    --------
    >>> kronor(150)
    Fraction(3, 2)
    """
    return Fraction(ore, 100)
