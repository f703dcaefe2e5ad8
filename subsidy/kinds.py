"""Say how each kind of value of a document is read from what TOML gives, exactly."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST_TEXT = 500
LARGEST_KR = 10**9
UNITS_ORE: Mapping[str, int] = {"öre": 1, "krona": 100, "100 kr": 10_000}
_MOST_DIGITS = 30  # before the decimal point, or noughts after it: 1e999999999 would never be read
_MOST_DECIMALS = 4  # a spreadsheet then computes caps exactly


class Misread(ValueError):
    """A value is not of its kind; `problem` and `remedy` say so in Swedish."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}; {remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[T]):
    """One kind of value; what stands for a value that could not be read is never used for anything."""

    read: Callable[[object], T]  # raises Misread
    allowed: str  # Swedish, follows "ange"
    stand_in: T


def choice(choices: Mapping[str, T]) -> Kind[T]:
    """One of a few words, each with what it means."""
    allowed = f"något av {', '.join(f'”{word}”' for word in choices)}"

    def read(value: object) -> T:
        if isinstance(value, str) and value in choices:
            return choices[value]
        raise Misread(f"{shown(value)} är inget av de tillåtna orden", f"ange {allowed}")

    return Kind(read=read, allowed=allowed, stand_in=next(iter(choices.values())))


def whole(least: int, most: int) -> Kind[int]:
    """An integer from `least` to `most`."""
    allowed = f"ett heltal, {least}–{most}"

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Misread(f"{shown(value)} går inte att använda", f"ange {allowed}")
        return value

    return Kind(read=read, allowed=allowed, stand_in=least)


def exact(value: object, allowed: str) -> Fraction:
    """The number as it is written; Misread if it is none."""
    if isinstance(value, str):
        raise Misread(f"{shown(value)} är en text", f"ange {allowed}, utan citattecken")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Misread(f"{shown(value)} är inget tal", f"ange {allowed}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise Misread(f"{shown(value)} är inget tal", f"ange {allowed}")
    if value and abs(Decimal(value).adjusted()) > _MOST_DIGITS:
        raise Misread(f"{shown(value)} är orimligt", f"ange {allowed}")
    return Fraction(value)


def shown(value: object) -> str:
    """A value as a reader finds it in the document."""
    if isinstance(value, bool):
        return f"”{str(value).lower()}”"
    if isinstance(value, Mapping | list):
        return "en tabell" if isinstance(value, Mapping) else "en lista"
    return f"”{value}”"


def _read_text(value: object) -> str:
    if not isinstance(value, str):
        raise Misread(f"{shown(value)} är ingen text", "ange en text inom citattecken")
    text = value.strip()
    if not text:
        raise Misread("texten är tom", "ange en text")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text):
        raise Misread("texten har radbrytning eller styrtecken", "skriv den på en rad")
    hidden = [f"U+{ord(letter):04X}" for letter in text if unicodedata.category(letter) == "Cf"]
    if hidden:
        raise Misread(f"texten har ett osynligt tecken ({hidden[0]})", "skriv den på nytt utan det")
    if text.startswith("="):
        raise Misread(f"”{text}” börjar som en formel", "skriv texten utan likhetstecken först")
    if len(text) > LONGEST_TEXT:
        raise Misread(f"texten är {len(text)} tecken lång", f"skriv högst {LONGEST_TEXT} tecken")
    return text


def _read_id(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch("[0-9A-Za-zÅÄÖåäö_-]{1,40}", value):
        raise Misread(f"{shown(value)} går inte att använda", f"ange {ID.allowed}")
    return value


def _read_day(value: object) -> date:
    if isinstance(value, str):
        raise Misread(f"{shown(value)} är en text", f"ange {DAY.allowed}, utan citattecken")
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Misread(f"{shown(value)} är inget datum", f"ange {DAY.allowed}")
    if not 1990 <= value.year <= 2099:
        raise Misread(f"{shown(value)} är ett orimligt år", "ange 1990–2099")
    return value


def _read_kronor(value: object) -> int:
    number = exact(value, KRONOR.allowed)
    if number < 0:
        raise Misread(f"{shown(value)} är negativt", f"ange {KRONOR.allowed}")
    # 870.000 is 870 kronor to a program and 870 000 to many a reader.
    if isinstance(value, Decimal) and _decimals(value) > 2:
        raise Misread(
            f"{shown(value)} har fler än två decimaler",
            "skriv tusental som 870000 eller 870_000, ören som 0.50",
        )
    if number > LARGEST_KR:
        raise Misread(f"{shown(value)} är för stort", f"ange högst {LARGEST_KR}")
    return int(number * 100)


def _read_percent(value: object) -> Fraction:
    number = exact(value, PERCENT.allowed)
    if not 0 < number <= 100:
        raise Misread(f"{shown(value)} ligger utanför 0–100", f"ange {PERCENT.allowed}")
    if isinstance(value, Decimal) and _decimals(value) > _MOST_DECIMALS:
        raise Misread(f"{shown(value)} har för många decimaler", f"ange {PERCENT.allowed}")
    return number * Fraction(1, 100)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # it is finite
    return max(0, -exponent)


TEXT = Kind(read=_read_text, allowed="en text inom citattecken", stand_in="-")
ID = Kind(read=_read_id, allowed="ett id av bokstäver, siffror, bindestreck och understreck", stand_in="-")
DAY = Kind(read=_read_day, allowed="ett datum som 2026-01-07", stand_in=date(1990, 1, 1))
KRONOR = Kind(read=_read_kronor, allowed="kronor med högst två decimaler, 0 eller mer", stand_in=0)
PERCENT = Kind(read=_read_percent, allowed="procent över 0 och högst 100", stand_in=Fraction(1))
UNIT = choice(UNITS_ORE)
