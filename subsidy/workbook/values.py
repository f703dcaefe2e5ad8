"""Say what a cell holds: a value, or a formula and the value that it has now."""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value that it has now: readers that do not calculate show the value."""

    text: str
    value: "Value"


Value = str | int | Fraction
Content = Value | Formula


def as_decimal(number: int | Fraction) -> Decimal:
    """The number with 17 significant digits: as many as a cell can tell apart."""
    with localcontext() as context:
        context.prec = 17
        return Decimal(number.numerator) / Decimal(number.denominator)
