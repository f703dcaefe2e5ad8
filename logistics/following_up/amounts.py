"""Write the values of measures the way a Swedish reader expects them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from logistics.following_up.measures import Kind
from logistics.swedish import NO_BREAK_SPACE, number_text

DASH = "–"  # where there is no figure; a sentence beside says why
_DECIMALS: Mapping[Kind, int] = {"count": 0, "tenths": 1, "kr": 2, "percent": 1}
_UNITS: Mapping[Kind, str] = {"kr": f"{NO_BREAK_SPACE}kr", "percent": f"{NO_BREAK_SPACE}%"}


def value_text(value: Fraction | None, kind: Kind) -> str:
    """A value with its unit, rounded half away from zero as spreadsheets show it; a dash for None.

    Examples
    --------
    >>> value_text(Fraction(12345, 10), "kr").replace(NO_BREAK_SPACE, " ")
    '1 234,50 kr'
    """
    if value is None:
        return DASH
    shown = value * 100 if kind == "percent" else value
    return f"{number_text(*_rounded(shown, kind))}{_UNITS.get(kind, '')}"


def change_text(value: Fraction | None, kind: Kind) -> str:
    """A change with its sign; what rounds to nothing is said so, and shares change by percentage points."""
    if value is None:
        return DASH
    number, decimals = _rounded(value * 100 if kind == "percent" else value, kind)
    if not number:
        return "oförändrat"
    unit = " procentenheter" if kind == "percent" else _UNITS.get(kind, "")
    return f"{'+' if number > 0 else ''}{number_text(number, decimals)}{unit}"


def rounded(value: Fraction, decimals: int) -> Decimal:
    """The exact decimal nearest to a value, half away from zero.

    Examples
    --------
    >>> rounded(Fraction(-5, 2), 0)
    Decimal('-3')
    """
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    return Decimal(-whole if value < 0 else whole).scaleb(-decimals)


def _rounded(value: Fraction, kind: Kind) -> tuple[Decimal, int]:
    whole_where_it_is = 0 if value.denominator == 1 else 1
    decimals = whole_where_it_is if kind == "tidy" else _DECIMALS[kind]
    return rounded(value, decimals), decimals
