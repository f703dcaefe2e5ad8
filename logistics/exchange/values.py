"""Read texts, dates, kilometres, hours and signed kronor as couriers write them."""

import re
from datetime import date
from fractions import Fraction

from logistics.dataset.kinds import TEXT
from logistics.dataset.numerals import Unreadable, parse_decimal
from logistics.dataset.quantities import DATE, KRONOR

MOST_KM, MOST_HOURS = 2000, 24  # of one run: more is a sum of several runs, or a slip
LONGEST_NUMBER = 50  # of an invoice, which may hold letters
_MINUS = ("-", "\u2212")


def read_text(text: str) -> str:
    """A text on one line that a cell can hold, without characters that nobody sees."""
    found = TEXT.parse(text)
    assert isinstance(found, str)
    return found


def read_number(text: str) -> str:
    """The number of an invoice."""
    if len(text) > LONGEST_NUMBER:
        remedy = f"ange fakturans nummer med högst {LONGEST_NUMBER} tecken"
        raise Unreadable(f"numret är {len(text)} tecken långt", remedy)
    return read_text(text)


def read_date(text: str) -> date:
    """A date, perhaps as 20260107 and perhaps with a time of day behind it."""
    day = (
        re.split(r"[ T]", text, maxsplit=1)[0]
        if re.fullmatch(r".+[ T]\d{1,2}:\d{2}(:\d{2})?", text)
        else text
    )
    if re.fullmatch(r"(19|20)\d{6}", day):
        day = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    found = DATE.parse(day)
    assert isinstance(found, date)
    return found


def read_kilometres(text: str) -> Fraction:
    """Kilometres of one run; negative in a credit."""
    return _limited(re.sub(r"\s*km$", "", text, flags=re.IGNORECASE), MOST_KM, "km")


def read_hours(text: str) -> Fraction:
    """Hours of one run, as 8,25 or as 8:15; negative in a credit."""
    plain = re.sub(r"\s*(h|tim|timmar)$", "", text, flags=re.IGNORECASE)
    clock = re.fullmatch(r"(-?)(\d{1,2}):([0-5]\d)(?::([0-5]\d))?", plain)
    if clock is None:
        return _limited(plain, MOST_HOURS, "timmar")
    seconds = int(clock[2]) * 3600 + int(clock[3]) * 60 + int(clock[4] or 0)
    hours = Fraction(-seconds if clock[1] else seconds, 3600)
    return _within(hours, text, MOST_HOURS, "timmar")


def unit_of(text: str) -> Fraction:
    """The unit of the last digit of a number: 1/100 of 8,25, and of hours a minute of 8:15.

    >>> unit_of("120,5 km"), unit_of("8:15")
    (Fraction(1, 10), Fraction(1, 60))
    """
    if ":" in text:
        return Fraction(1, 60 ** text.count(":"))
    decimals = re.search(r"[.,](\d+)", text)
    return Fraction(1, 10 ** len(decimals[1])) if decimals else Fraction(1)


def read_kronor(text: str) -> int:
    """Öre of kronor with at most two decimals; negative in a credit."""
    plain = re.sub(r"\s*(kr|sek)$", "", text, flags=re.IGNORECASE)
    is_negative = plain.startswith(_MINUS)
    found = KRONOR.parse(plain[1:].lstrip() if is_negative else plain)
    assert isinstance(found, int)
    return -found if is_negative else found


def _limited(text: str, most: int, unit: str) -> Fraction:
    return _within(parse_decimal(text), text, most, unit)


def _within(number: Fraction, text: str, most: int, unit: str) -> Fraction:
    if abs(number) > most:
        raise Unreadable(f"”{text}” är mer än en tur kan vara", f"ange en turs {unit}, högst {most}")
    return number
