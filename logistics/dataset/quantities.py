"""Say how numbers, money, dates and times of the data set are read and written."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from logistics.dataset.kinds import Kind, choice
from logistics.dataset.numerals import Unreadable, parse_decimal, write_decimal

DAY_NAMES = ("man", "tis", "ons", "tor", "fre")
_YEARS = range(1990, 2100)
_COORDINATE_DECIMALS = 7  # a centimetre
MOST_KRONOR = 10**8  # of a sum with a sign: what a workbook can compute to the öre


def whole(least: int = 0, most: int | None = None) -> Kind:
    """An integer from `least` to `most`."""

    def parse(text: str) -> int:
        _refuse_thousands(text)
        number = _within(text, least, most)
        if number.denominator != 1:
            raise Unreadable(f"”{text}” är inget heltal", f"ange {allowed}")
        return int(number)

    allowed = f"ett heltal, {_span(least, most)}"
    return Kind(
        parse=parse, write=str, allowed=allowed, shape="number", least=least, most=most, is_whole=True
    )


def minutes(least: int = 0, most: int = 24 * 60) -> Kind:
    """Minutes on file, whole seconds in Python."""
    return _scaled(60, least, most, f"minuter i hela sekunder, {_span(least, most)}")


def coordinate(least: int, most: int, name: str) -> Kind:
    """Degrees of WGS84."""

    def parse(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]+)?", text):
            raise Unreadable(f"”{text}” är ingen koordinat", f"ange {allowed}")
        degrees = round(float(text.replace(",", ".")), _COORDINATE_DECIMALS)
        if not least <= degrees <= most:
            raise Unreadable(f"{name} {text} ligger utanför Sverige", f"ange {allowed}")
        return degrees

    allowed = f"{name} i grader (WGS84), {_span(least, most)}"
    return Kind(parse=parse, write=repr, allowed=allowed, shape="number", least=least, most=most)


def _scaled(factor: int, least: int, most: int | None, allowed: str) -> Kind:
    def parse(text: str) -> int:
        _refuse_thousands(text)
        number = _within(text, least, most) * factor
        if number.denominator != 1:
            raise Unreadable(f"”{text}” har för många decimaler", f"ange {allowed}")
        return int(number)

    return Kind(
        parse=parse,
        write=lambda value: write_decimal(Fraction(value, factor)),
        allowed=allowed,
        shape="number",
        least=least,
        most=most,
    )


def _refuse_thousands(text: str) -> None:
    # 900.000 is nine hundred to a program and nine hundred thousand to many a reader.
    if re.fullmatch("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}", text):
        raise Unreadable(
            f"”{text}” kan läsas som tusental", "skriv tusental utan avskiljare, eller med mellanslag"
        )


def _within(text: str, least: int, most: int | None) -> Fraction:
    number = parse_decimal(text)
    if number < least:
        problem = "är negativt" if number < 0 <= least else "är för litet"
        raise Unreadable(f"”{text}” {problem}", f"ange {_span(least, most)}")
    if most is not None and number > most:
        raise Unreadable(f"”{text}” är för stort", f"ange {_span(least, most)}")
    return number


def _span(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} eller mer"
    return f"{least}–{most}" if least >= 0 else f"\N{MINUS SIGN}{-least} till {most}"


def _parse_date(text: str) -> date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Unreadable(f"”{text}” är inget datum", "ange det som 2026-01-07")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"”{text}” finns inte i kalendern", "ange ett datum som 2026-01-07") from None
    if day.year not in _YEARS:
        raise Unreadable(f"”{text}” är ett orimligt år", f"ange {_YEARS[0]}–{_YEARS[-1]}")
    return day


def _parse_clock(text: str) -> int:
    match = re.fullmatch("([0-9]{1,2}):([0-9]{2})(?::00)?", text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise Unreadable(f"”{text}” är inget klockslag", "ange det som 08:30")
    return (int(match[1]) * 60 + int(match[2])) * 60


def _write_clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}"


def _parse_yes(text: str) -> bool:
    if text.casefold() not in ("ja", "nej"):
        raise Unreadable(f"”{text}” är varken ja eller nej", "ange ja eller nej")
    return text.casefold() == "ja"


def _parse_day(text: str) -> int:
    day = text.casefold().replace("å", "a")
    if day not in DAY_NAMES:
        raise Unreadable(f"”{text}” är ingen veckodag", f"ange något av {', '.join(DAY_NAMES)}")
    return DAY_NAMES.index(day)


def _parse_days(text: str) -> frozenset[int]:
    days = [_parse_day(word) for word in re.split(r"[\s,]+", text)]
    if len(set(days)) < len(days):
        raise Unreadable(f"”{text}” nämner en dag två gånger", "ange varje veckodag en gång")
    return frozenset(days)


def _parse_runs(text: str) -> tuple[tuple[int, int], ...]:
    words = re.split(r"[\s,:]+", text)
    if len(words) % 2:
        raise Unreadable(
            f"”{text}” är inte dagar med ett antal efter varje", f"ange {RUNS_BY_WEEKDAY.allowed}"
        )
    runs: dict[int, int] = {}
    for day, number in zip(words[::2], words[1::2], strict=True):
        found = _RUNS.parse(number)
        assert isinstance(found, int)
        runs[_parse_day(day)] = found
    if 2 * len(runs) < len(words):
        raise Unreadable(f"”{text}” nämner en dag två gånger", "ange varje veckodag en gång")
    return tuple(sorted(runs.items()))


def _write_runs(runs: tuple[tuple[int, int], ...]) -> str:
    return " ".join(f"{DAY_NAMES[day]} {number}" for day, number in runs)


_write_day: Callable[[int], str] = DAY_NAMES.__getitem__

DECIMAL = Kind(
    parse=lambda text: _within(text, 0, None),
    write=write_decimal,
    allowed="ett tal, 0 eller mer, med högst sex decimaler",
    shape="number",
    least=0,
)
KRONOR = _scaled(100, 0, None, "kronor med högst två decimaler, 0 eller mer")
SIGNED_KRONOR = _scaled(
    100, -MOST_KRONOR, MOST_KRONOR, "kronor med högst två decimaler, med minus för det som ska dras av"
)
DATE = Kind(parse=_parse_date, write=date.isoformat, allowed="ett datum som 2026-01-07", shape="date")
CLOCK = Kind(parse=_parse_clock, write=_write_clock, allowed="ett klockslag som 08:30", shape="clock")
YES_NO = Kind(
    parse=_parse_yes,
    write=lambda value: "ja" if value else "nej",
    allowed="ja eller nej",
    choices=("ja", "nej"),
)
WEEKDAY = Kind(parse=_parse_day, write=_write_day, allowed=choice(*DAY_NAMES).allowed, choices=DAY_NAMES)
WEEKDAYS = Kind(
    parse=_parse_days,
    write=lambda days: " ".join(DAY_NAMES[day] for day in sorted(days)),
    allowed="veckodagar med mellanrum emellan, till exempel man tis ons tor fre",
)
_RUNS = whole(0, 99)
RUNS_BY_WEEKDAY = Kind(
    parse=_parse_runs,
    write=_write_runs,
    allowed="veckodagar med högsta antalet turer efter var och en, till exempel man 2 fre 1",
)
LATITUDE = coordinate(54, 70, "latituden")
LONGITUDE = coordinate(10, 25, "longituden")
