"""Write sums, shares and dates as Swedish documents do."""

from collections.abc import Sequence
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
    return f"{_MINUS if ore < 0 else ''}{format_whole(kronor)},{rest_ore:02}{NO_BREAK_SPACE}kr"


def format_unit(unit_ore: int) -> str:
    """What awards are whole multiples of: `hela öre`, `hela kronor`, `hela 100 kr`.

    Examples
    --------
    >>> format_unit(100)
    'hela kronor'
    """
    words = {1: "hela öre", 100: "hela kronor"}
    kronor = f"{format_whole(unit_ore // 100)}{NO_BREAK_SPACE}kr"
    return words.get(unit_ore) or f"hela {format_kr(unit_ore) if unit_ore % 100 else kronor}"


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
    return f"{_MINUS if hundredths < 0 else ''}{format_whole(whole)}{tail}{NO_BREAK_SPACE}%"


def format_date(day: date) -> str:
    """A date as `12 juni 2026`."""
    return f"{day.day}{NO_BREAK_SPACE}{_MONTHS[day.month - 1]} {day.year}"


def format_period(first: date, last: date) -> str:
    """Two dates as `1 januari–31 december 2026`: month and year once when both have the same.

    Examples
    --------
    >>> format_period(date(2026, 9, 1), date(2026, 9, 30)).replace(NO_BREAK_SPACE, "_")
    '1–30_september 2026'
    """
    end = format_date(last)
    if first == last:
        return end
    if first.year != last.year:
        return f"{format_date(first)}–{end}"
    if first.month != last.month:
        return f"{first.day}{NO_BREAK_SPACE}{_MONTHS[first.month - 1]}–{end}"
    return f"{first.day}–{end}"


def format_municipality(name: str) -> str:
    """A municipality as `Kils kommun`; a name that ends in a vowel or an s-sound takes no s.

    Examples
    --------
    >>> format_municipality("Hagfors")
    'Hagfors kommun'
    """
    return f"{name}{'' if name[-1].lower() in 'aeiouyåäösxz' else 's'} kommun"


def format_whole(number: int) -> str:
    """A whole number from 0 with no-break spaces between thousands: `97 233`."""
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


def format_fingerprint(fingerprint: str) -> str:
    """The first 16 signs of a fingerprint in groups of four, to read aloud: `3f2a 9c01 b7de 4410`.

    Examples
    --------
    >>> format_fingerprint("3f2a9c01b7de4410cafe").replace(NO_BREAK_SPACE, "_")
    '3f2a_9c01_b7de_4410'
    """
    return format_fours(fingerprint[:16])


def format_fours(signs: str) -> str:
    """Signs in groups of four that stay on one line, as an IBAN is printed: `SE35 5000 0000 0549 1000 0003`.

    Examples
    --------
    >>> format_fours("SE355").replace(NO_BREAK_SPACE, "_")
    'SE35_5'
    """
    return NO_BREAK_SPACE.join(signs[start : start + 4] for start in range(0, len(signs), 4))


def format_list(words: Sequence[str]) -> str:
    """Words as `Arvika, Kil och Sunne`.

    Examples
    --------
    >>> format_list(["Arvika", "Kil", "Sunne"])
    'Arvika, Kil och Sunne'
    """
    return " och ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def format_number(number: Fraction) -> str:
    """A number from 0, with at most two decimals: `12 085` or about `20,33`.

    Examples
    --------
    >>> format_number(Fraction(61, 3))
    '20,33'
    """
    whole, decimals = divmod(round(number * 100), 100)
    return f"{format_whole(whole)}{f',{decimals:02}'.rstrip('0') if decimals else ''}"
