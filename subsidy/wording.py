"""Write sums, shares and dates as Swedish documents do."""

from datetime import date
from fractions import Fraction

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def format_kr(ore: int) -> str:
    """A sum as `1 234,50 kr` with no-break spaces.

    Examples
    --------
    >>> format_kr(-123450).replace(NO_BREAK_SPACE, "_")
    '−1_234,50_kr'
    """
    kronor, rest_ore = divmod(abs(ore), 100)
    return f"{_MINUS if ore < 0 else ''}{_grouped(kronor)},{rest_ore:02}{NO_BREAK_SPACE}kr"


def format_percent(share: Fraction) -> str:
    """A share as `62,5 %` when two decimals say it exactly, else as `1/3`: never rounded.

    Examples
    --------
    >>> format_percent(Fraction(5, 8)).replace(NO_BREAK_SPACE, "_")
    '62,5_%'
    """
    hundredths = share * 10_000
    if hundredths.denominator != 1:
        return str(share)
    whole, decimals = divmod(abs(int(hundredths)), 100)
    tail = f",{decimals:02}".rstrip("0").rstrip(",")
    return f"{_MINUS if hundredths < 0 else ''}{_grouped(whole)}{tail}{NO_BREAK_SPACE}%"


def format_date(day: date) -> str:
    """A date as `12 juni 2026`."""
    return f"{day.day}{NO_BREAK_SPACE}{_MONTHS[day.month - 1]} {day.year}"


def format_period(first: date, last: date) -> str:
    """Two dates as `1 januari 2026 – 31 december 2026`."""
    return f"{format_date(first)} – {format_date(last)}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NO_BREAK_SPACE)
