"""What each library is told; expected times worked out by hand from the county's plan."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.timetable import ClosedRoad, WeeklyVisit, arrival_window, build_timetable
from routes.plan import WeekPlan
from tests.logistics.timetable.county import at, county_plan, county_season


@pytest.fixture(scope="module")
def timetable():
    return build_timetable(county_season())


def library(timetable, id_):
    return next(library for library in timetable.libraries if library.id == id_)


def test_libraries_stand_in_swedish_alphabetical_order(timetable):
    """Årjäng comes last, not between Arvika and Karlstad."""
    assert ["ARV", "KAR", "KIL", "SUN", "ARJ"] == [one.id for one in timetable.libraries]


def test_a_library_reads_its_weekdays_windows_and_crates(timetable):
    """Service is planned at 08:20, so the van is expected a quarter of an hour either way."""
    closed = ClosedRoad(
        name="Kil–Ilanda", first_date=date(2026, 5, 4), last_date=date(2026, 5, 8), reason="Beläggning"
    )
    expected = tuple(
        WeeklyVisit(
            weekday=day,
            earliest_s=at("08:05"),
            latest_s=at("08:35"),
            crates_in=i,
            crates_out=o,
            run_id=run,
            closed_roads=(closed,),
        )
        for day, i, o, run in ((0, 4, 2, "mandag-bil-1"), (3, 3, 3, "torsdag-bil-1"))
    )
    assert expected == library(timetable, "KIL").visits


@pytest.mark.parametrize(
    ("begin", "window"),
    [
        ("08:00", ("08:00", "08:15")),  # never before deliveries open
        ("16:00", ("15:45", "16:00")),  # never after they close
        ("09:37", ("09:20", "09:55")),  # rounded outwards
        ("09:35", ("09:20", "09:50")),
    ],
)
def test_window_of_arrival(begin, window):
    """The window holds the planned time, in whole five minutes, within the library's own hours."""
    assert tuple(map(at, window)) == arrival_window(county_season(), "SUN", 0, at(begin))


def test_service_outside_the_window_is_refused():
    """A plan that breaks its own rules must not reach a library."""
    with pytest.raises(ValueError, match="outside its window"):
        arrival_window(county_season(), "SUN", 0, at("07:59"))


def test_the_margin_is_the_caller_s():
    """Another region knows its own roads."""
    wide = build_timetable(county_season(margin_s=30 * 60))
    visit = library(wide, "KIL").visits[0]
    assert (at("08:00"), at("08:50")) == (visit.earliest_s, visit.latest_s)


def test_next_dates_count_from_the_date_of_issue(timetable):
    """Issued on a Wednesday: Kil's next day is Thursday, then Monday, then Thursday before Easter."""
    coming = [visit.date for visit in library(timetable, "KIL").upcoming(date(2026, 3, 25))]
    assert [date(2026, 3, 26), date(2026, 3, 30), date(2026, 4, 2), date(2026, 4, 9)] == coming[:4]


def test_a_library_without_visits_has_no_dates():
    """A stop that the plan leaves out is shown as such, not forgotten."""
    plan = WeekPlan(runs=county_plan().runs[:1])
    arvika = library(build_timetable(county_season(plan=plan)), "ARV")
    assert ((), (), ()) == (arvika.visits, arvika.dates, arvika.skipped)


def test_a_plan_for_an_unknown_library_is_refused():
    """A plan and a data set that do not belong together give no timetable."""
    run = county_plan().runs[0]
    stray = replace(run, visits=(replace(run.visits[0], stop_id="OSL"),))
    with pytest.raises(KeyError, match="OSL"):
        build_timetable(county_season(plan=WeekPlan(runs=(stray,))))
