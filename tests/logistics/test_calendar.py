"""The dates on which vans drive; expected dates read off a wall calendar of 2026."""

from datetime import date

import pytest

from logistics.calendar import (
    SkippedVisit,
    holiday_names,
    runs_per_weekday,
    service_dates,
    skipped_visits,
    visit_dates,
)
from tests.logistics.timetable.county import county, county_plan

APRIL = (date(2026, 4, 1), date(2026, 4, 30))


def test_no_van_at_christmas_new_year_or_epiphany():
    """Julafton and nyårsafton are no public holidays, yet every library is closed."""
    found = service_dates(date(2026, 12, 21), date(2027, 1, 8))
    december = [date(2026, 12, day) for day in (21, 22, 23, 28, 29, 30)]
    assert (*december, *(date(2027, 1, day) for day in (4, 5, 7, 8))) == found


def test_no_van_on_midsummer_eve():
    """Midsommarafton is always a Friday: a van would meet locked doors."""
    assert date(2026, 6, 19) not in service_dates(date(2026, 6, 15), date(2026, 6, 26))


def test_weekends_are_no_service_dates():
    """The week of the plan is Monday to Friday."""
    assert () == service_dates(date(2026, 3, 7), date(2026, 3, 8))


def test_holidays_have_their_swedish_names():
    """A library reads why the van does not come."""
    expected = {date(2026, 4, 3): "Långfredagen", date(2026, 4, 6): "Annandag påsk"}
    assert expected == holiday_names(*APRIL)


def test_runs_are_counted_for_each_weekday():
    """Costs are settled by how often each weekday's runs are driven."""
    assert {0: 3, 1: 4, 2: 5, 3: 5, 4: 3} == runs_per_weekday(*APRIL)


def test_every_weekday_is_counted_even_when_it_is_not_there():
    """Settling multiplies by weekday: a missing key would be a missing cost."""
    assert {0: 0, 1: 0, 2: 1, 3: 0, 4: 0} == runs_per_weekday(date(2026, 4, 1), date(2026, 4, 1))


def test_a_library_is_visited_on_its_days_but_for_holidays_and_closures():
    """Kil has Mondays and Thursdays; 6 April is a holiday and it takes stock 13-17 April."""
    expected = tuple(date(2026, 4, day) for day in (2, 9, 20, 23, 27, 30))
    assert expected == visit_dates(county(), county_plan(), "KIL", *APRIL)


def test_skipped_visits_name_their_reason():
    """Staff who wait for a van are told why it will not come."""
    expected = (
        SkippedVisit(date=date(2026, 4, 6), reason="Annandag påsk"),
        SkippedVisit(date=date(2026, 4, 13), reason="Inventering"),
        SkippedVisit(date=date(2026, 4, 16), reason="Inventering"),
    )
    assert expected == skipped_visits(county(), county_plan(), "KIL", *APRIL)


def test_another_library_s_closure_skips_nothing():
    """Only the closed library loses its visits."""
    found = [skip.date for skip in skipped_visits(county(), county_plan(), "SUN", *APRIL)]
    assert [date(2026, 4, 6)] == found


def test_a_period_that_ends_before_it_begins_is_refused():
    """No dates at all would look like a season without vans."""
    with pytest.raises(ValueError, match="2026-04-01 comes before"):
        service_dates(date(2026, 4, 2), date(2026, 4, 1))


def test_a_year_without_known_holidays_is_refused():
    """Outside its years the holiday library knows of none, and vans would be promised at Christmas."""
    with pytest.raises(ValueError, match="1953-2100"):
        service_dates(date(2101, 12, 1), date(2101, 12, 31))


def test_a_skipped_visit_needs_a_reason():
    """An empty reason would print as an empty line."""
    with pytest.raises(ValueError, match="reason"):
        SkippedVisit(date=date(2026, 4, 6), reason="")
