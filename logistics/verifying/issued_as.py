"""Read what a document says of its own issue, in the first of its notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from logistics.swedish import dates_text

_NOTE = re.compile(
    r"(?:Utfärda[td]|Rättelse, utfärda[td]) den (?P<day>\d{1,2} \w+ \d{4}) som nr (?P<number>\d+) i journalen\."
    r"(?: Den ersätter nr (?P<corrects>\d+), som utfärdades den [^.]*\. Skäl: (?P<because>.*))?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedAs:
    """When and as what a document says that it was issued."""

    number: int
    day: date | None  # None: there is no such day
    corrects: int | None = None
    because: str = ""


def issued_as(notes: Sequence[str]) -> IssuedAs | None:
    """What the first note says; None where it says nothing of an issue."""
    found = _NOTE.match(notes[0]) if notes else None
    if found is None:
        return None
    corrects = found["corrects"]
    return IssuedAs(
        number=int(found["number"]),
        day=_day(found["day"]),
        corrects=int(corrects) if corrects else None,
        because=found["because"] or "",
    )


def _day(text: str) -> date | None:
    """The day of a text such as `2 januari 2026`."""
    number, _, year = text.split(" ")
    if not (1 <= int(number) <= 31 and int(year) > 0):
        return None
    days = (_made(int(year), month, int(number)) for month in range(1, 13))
    return next((day for day in days if day and dates_text(day, day) == text), None)


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
