"""Turn what an Excel cell holds into the text that a CSV file would hold."""

import re
from datetime import datetime, time, timedelta
from decimal import Decimal

# Excel itself shows and compares no more digits, so 0.1 + 0.2 is read as the 0.3 that the user sees.
_EXCEL_DIGITS = ".15g"
_LITERAL_PARTS = re.compile(r'"[^"]*"|\\.')
_ANY_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - cells hold no time zone
_HALF_SECOND = timedelta(milliseconds=500)


def cell_text(value: object, number_format: str = "General") -> str:
    """The text of a cell's stored value: 2026-01-07, 08:30, 1.25, ja; a percentage as ``30%``."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nej"
        case int() | float():
            return _number_text(value, number_format)
        case datetime():
            day, clock = _day_and_clock(value)
            return day if clock == "00:00" else f"{day} {clock}"
        case time():
            return _day_and_clock(datetime.combine(_ANY_DAY, value))[1]
        case timedelta():
            return _day_and_clock(_ANY_DAY + value)[1]
        case _:
            return str(value)


def _number_text(value: float, number_format: str) -> str:
    number = Decimal(format(value, _EXCEL_DIGITS))
    is_percentage = "%" in _LITERAL_PARTS.sub("", number_format)
    plain = f"{number * 100 if is_percentage else number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"{plain}%" if is_percentage else plain


def _day_and_clock(moment: datetime) -> tuple[str, str]:
    # Times are stored as parts of a day, and come back a few microseconds off.
    rounded = (moment + _HALF_SECOND).replace(microsecond=0)
    clock = f"{rounded:%H:%M:%S}" if rounded.second else f"{rounded:%H:%M}"
    return rounded.date().isoformat(), clock
