"""Tell on which days Swedish banks carry out payments."""

from datetime import date
from functools import cache

from logistics.calendar import holiday_names

FRIDAY = 4


def is_banking_day(day: date) -> bool:
    """Whether banks carry out payments: Monday to Friday, no holiday and no eve on which banks are closed.

    Midsommarafton, julafton and nyårsafton are no banking days, as the Riksbank's system is closed.

    Raises
    ------
    ValueError
        The holidays of that year are not known.
    """
    return day.weekday() <= FRIDAY and day not in _holidays_of(day.year)


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holiday_names(date(year, 1, 1), date(year, 12, 31)))
