"""What a timetable refuses to say."""

from datetime import date

import pytest

from logistics.timetable import WeeklyVisit, build_timetable
from tests.logistics.timetable.county import county_season


def test_a_season_cannot_end_before_it_begins():
    """Dates swapped on a command line would give an empty timetable."""
    with pytest.raises(ValueError, match="before it begins"):
        county_season(last_date=date(2026, 3, 1))


def test_a_negative_margin_is_refused():
    """It would turn the window of arrival inside out."""
    with pytest.raises(ValueError, match="negative"):
        county_season(margin_s=-1)


def test_a_window_of_arrival_cannot_end_before_it_begins():
    """A library would wait for a van that has been."""
    with pytest.raises(ValueError, match="ends before it begins"):
        WeeklyVisit(weekday=0, earliest_s=2, latest_s=1, crates_in=0, crates_out=0, run_id="x")


def test_an_unknown_run_is_a_key_error():
    """A link to nowhere must not be written."""
    with pytest.raises(KeyError):
        build_timetable(county_season()).run("sondag-bil-9")
