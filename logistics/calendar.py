"""Find the dates on which the vans drive, and on which a library is visited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from logistics.dataset import DataSet
from routes.places import WEEKDAYS
from routes.plan import WeekPlan

# "de_facto" adds the three eves on which Swedish libraries are closed without a law saying so.
CATEGORIES = ("public", "de_facto")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedVisit:
    """A date on which the week plan says a visit, and on which the van does not come."""

    date: date
    reason: str  # Swedish: the name of the holiday, or the library's own words for its closure

    def __post_init__(self) -> None:
        if not self.reason:
            raise ValueError(f"a skipped visit needs a reason: {self.date}")


def service_dates(first: date, last: date) -> tuple[date, ...]:
    """Every Monday to Friday from `first` to `last`, both included, that is no Swedish holiday.

    Midsommarafton, julafton and nyårsafton count as holidays.

    Raises
    ------
    ValueError
        If `last` comes before `first`, or the holidays of a year are not known.

    """
    free = holiday_names(first, last)
    return tuple(day for day in _weekdays_between(first, last) if day not in free)


def holiday_names(first: date, last: date) -> dict[date, str]:
    """The Swedish name of each holiday on a Monday to Friday from `first` to `last`, in order of date.

    Raises
    ------
    ValueError
        If `last` comes before `first`, or the holidays of a year are not known.

    """
    days = _weekdays_between(first, last)
    years = range(first.year, last.year + 1)
    known = holidays.country_holidays("SE", years=years, categories=CATEGORIES, language="sv")
    # Outside its years the library answers "no holidays" instead of refusing.
    if first.year < known.start_year or last.year > known.end_year:
        raise ValueError(f"Swedish holidays are known for {known.start_year}-{known.end_year} only")
    return {day: known[day] for day in days if day in known}


def runs_per_weekday(first: date, last: date) -> dict[int, int]:
    """How many service dates each weekday (0 = Monday) has from `first` to `last`; every weekday is a key.

    Raises
    ------
    ValueError
        If `last` comes before `first`, or the holidays of a year are not known.

    """
    counts = dict.fromkeys(WEEKDAYS, 0)
    for day in service_dates(first, last):
        counts[day.weekday()] += 1
    return counts


def visit_dates(dataset: DataSet, plan: WeekPlan, stop_id: str, first: date, last: date) -> tuple[date, ...]:
    """The dates on which a van comes to a stop: its weekdays less holidays and its own closures.

    Raises
    ------
    ValueError
        If `last` comes before `first`, or the holidays of a year are not known.

    """
    pattern = plan.pattern_of(stop_id)
    closed = _closures(dataset, stop_id, first, last)
    return tuple(day for day in service_dates(first, last) if day.weekday() in pattern and day not in closed)


def skipped_visits(
    dataset: DataSet, plan: WeekPlan, stop_id: str, first: date, last: date
) -> tuple[SkippedVisit, ...]:
    """The dates on which a holiday or its own closure keeps the van from a stop, with the reason.

    Raises
    ------
    ValueError
        If `last` comes before `first`, or the holidays of a year are not known.

    """
    pattern = plan.pattern_of(stop_id)
    reasons = {**_closures(dataset, stop_id, first, last), **holiday_names(first, last)}
    return tuple(
        SkippedVisit(date=day, reason=reasons[day]) for day in sorted(reasons) if day.weekday() in pattern
    )


def _weekdays_between(first: date, last: date) -> tuple[date, ...]:
    if last < first:
        raise ValueError(f"the last date {last} comes before the first {first}")
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() in WEEKDAYS)


def _closures(dataset: DataSet, stop_id: str, first: date, last: date) -> Mapping[date, str]:
    own = [closure for closure in dataset.stop_closures if closure.stop == stop_id]
    return {
        day: closure.reason or "Biblioteket har stängt"
        for day in _weekdays_between(first, last)
        for closure in own
        if closure.first_date <= day <= closure.last_date
    }
