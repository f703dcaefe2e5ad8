"""Read and write exact decimal numbers as Swedes and programs write them."""

import re
from fractions import Fraction

LONGEST_WHOLE_PART = 9
MOST_DECIMALS = 6

_GROUPS = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+)(?:[.,](?P<decimals>[0-9]+))?")


class Unreadable(ValueError):
    """A text is no value of its kind; `problem` and `remedy` say so in Swedish."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}; {remedy}")


def parse_decimal(text: str) -> Fraction:
    """The exact number written with decimal comma or point, perhaps with thousands apart: ``1 234,50``.

    Raises
    ------
    Unreadable
        The text is no number, or has more digits than a spreadsheet cell keeps.
    """
    plain = text.replace("\u2212", "-")
    if _GROUPS.fullmatch(plain):
        plain = re.sub(r"[ \u00a0\u202f]", "", plain)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise Unreadable(f"”{text}” är inget tal", "ange siffror, med decimalkomma eller punkt")
    whole, decimals = match["whole"].lstrip("0"), (match["decimals"] or "").rstrip("0")
    if len(whole) > LONGEST_WHOLE_PART or len(decimals) > MOST_DECIMALS:
        raise Unreadable(
            f"”{text}” har för många siffror",
            f"ange högst {LONGEST_WHOLE_PART} siffror före och {MOST_DECIMALS} efter decimaltecknet",
        )
    number = Fraction(int(whole + decimals or "0"), 10 ** len(decimals))
    return -number if match["sign"] == "-" else number


def write_decimal(number: Fraction) -> str:
    """The number with decimal point and no more decimals than it needs.

    >>> write_decimal(Fraction(5, 4))
    '1.25'

    Raises
    ------
    ValueError
        The number needs more than six decimals.
    """
    scaled = number * 10**MOST_DECIMALS
    if scaled.denominator != 1:
        raise ValueError(f"{number} needs more than {MOST_DECIMALS} decimals")
    whole, decimals = divmod(abs(scaled.numerator), 10**MOST_DECIMALS)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}.{decimals:0{MOST_DECIMALS}}".rstrip("0").rstrip(".")
