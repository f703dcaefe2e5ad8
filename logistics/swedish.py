"""Say dates, times, numbers and amounts the way a Swedish reader expects them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, localcontext

from babel.dates import format_date, get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

LOCALE = "sv"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
_SPARE_DIGITS = 28  # of a number, beside those before the comma and those shown after it
# Code points order Ä before Å; Swedish ends its alphabet å ä ö.
_ALPHABET = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "é": "e", "è": "e", "ü": "y"})


def weekday_name(weekday: int) -> str:
    """The name of a weekday (0 = Monday): `måndag`.

    >>> weekday_name(2)
    'onsdag'
    """
    return str(get_day_names("wide", locale=LOCALE)[weekday])


def weekdays_text(weekdays: Iterable[int]) -> str:
    """Weekdays in the plural, joined to a phrase; empty for none.

    >>> weekdays_text([0, 2, 4])
    'måndagar, onsdagar och fredagar'
    """
    return list_text([f"{weekday_name(day)}ar" for day in weekdays])


def weekday_short(weekday: int) -> str:
    """Three letters for a weekday (0 = Monday), as in the data files.

    >>> weekday_short(1)
    'tis'
    """
    return weekday_name(weekday)[:3]


def month_name(day: date) -> str:
    """The month and year of a date.

    >>> month_name(date(2026, 9, 1))
    'september 2026'
    """
    return f"{get_month_names('wide', locale=LOCALE)[day.month]} {day.year}"


def long_date(day: date, *, year: bool = False) -> str:
    """A date with its weekday, and its year if asked for.

    >>> long_date(date(2026, 9, 1))
    'tisdag 1 september'
    """
    return format_date(day, "EEEE d MMMM y" if year else "EEEE d MMMM", locale=LOCALE)


def dates_text(first: date, last: date) -> str:
    """A span of dates with years where they are needed; one date when both are the same.

    >>> dates_text(date(2026, 9, 1), date(2026, 12, 18))
    '1 september–18 december 2026'
    """
    end = format_date(last, "d MMMM y", locale=LOCALE)
    if first == last:
        return end
    if first.year != last.year:
        return f"{format_date(first, 'd MMMM y', locale=LOCALE)}–{end}"
    if first.month == last.month:
        return f"{first.day}–{end}"
    return f"{format_date(first, 'd MMMM', locale=LOCALE)}–{end}"


def clock(seconds: int) -> str:
    """The time of day of seconds after midnight, to the minute begun.

    >>> clock(9 * 3600 + 35 * 60)
    '09:35'
    """
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"


def clock_span(from_s: int, to_s: int) -> str:
    """From one time of day to another.

    >>> clock_span(33600, 35400)
    '09:20–09:50'
    """
    return f"{clock(from_s)}–{clock(to_s)}"


def duration_text(seconds: int) -> str:
    """Hours and minutes, rounded to the nearest minute.

    >>> duration_text(7500).replace(NO_BREAK_SPACE, " ")
    '2 tim 5 min'
    """
    hours, minutes = divmod((seconds + 30) // 60, 60)
    if not hours:
        return f"{minutes}{NO_BREAK_SPACE}min"
    tail = f" {minutes}{NO_BREAK_SPACE}min" if minutes else ""
    return f"{hours}{NO_BREAK_SPACE}tim{tail}"


def number_text(number: int | Decimal, decimals: int = 0) -> str:
    """A number with no-break spaces between thousands and a decimal comma.

    >>> number_text(Decimal("1234.5"), 1).replace(NO_BREAK_SPACE, " ")
    '1 234,5'
    """
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    exact = Decimal(number)
    # With less precision a large number cannot be rounded.
    with localcontext(prec=abs(exact.adjusted()) + decimals + _SPARE_DIGITS):
        return format_decimal(exact, pattern, locale=LOCALE).replace("-", MINUS)


def distance_text(distance_m: int) -> str:
    """Metres as kilometres with one decimal.

    >>> distance_text(18500).replace(NO_BREAK_SPACE, " ")
    '18,5 km'
    """
    return f"{number_text(_shifted(distance_m, -3), 1)}{NO_BREAK_SPACE}km"


def amount_text(amount_ore: int) -> str:
    """Öre as kronor with two decimals.

    >>> amount_text(123450).replace(NO_BREAK_SPACE, " ")
    '1 234,50 kr'
    """
    return f"{number_text(_shifted(amount_ore, -2), 2)}{NO_BREAK_SPACE}kr"


def count_text(count: int, one: str, many: str) -> str:
    """A count with its noun in the right number.

    >>> count_text(1, "låda", "lådor").replace(NO_BREAK_SPACE, " ")
    '1 låda'
    """
    return f"{number_text(count)}{NO_BREAK_SPACE}{one if count == 1 else many}"


def list_text(items: Iterable[str]) -> str:
    """Items joined to a phrase; empty for none.

    >>> list_text(["Arvika", "Kil", "Sunne"])
    'Arvika, Kil och Sunne'
    """
    return format_list(list(items), locale=LOCALE)


def alphabetical(text: str) -> str:
    """A key that sorts names as a Swedish list does: å, ä, ö last, capitals like small letters.

    >>> sorted(["Örebro", "Ängelholm", "Åmål", "arvika"], key=alphabetical)
    ['arvika', 'Åmål', 'Ängelholm', 'Örebro']
    """
    return text.casefold().translate(_ALPHABET)


def _shifted(number: int, places: int) -> Decimal:
    """A whole number times a power of ten; exact, whatever its size."""
    sign, digits, _ = Decimal(number).as_tuple()
    return Decimal((sign, digits, places))
