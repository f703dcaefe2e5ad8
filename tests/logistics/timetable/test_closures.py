"""Closed roads: which runs, libraries and dates they touch, and how they are told."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.dataset import RoadClosure
from logistics.timetable import ClosedRoad, build_timetable
from logistics.timetable.closures import closure_notice, closure_text, delay_text, library_closures
from tests.logistics.timetable.county import FIRST, county, county_season

KIL_ILANDA = ClosedRoad(
    name="Kil–Ilanda", first_date=date(2026, 5, 4), last_date=date(2026, 5, 8), reason="Beläggning"
)


def closed(from_place, to_place, first, last):
    """The county's timetable with that road closed and no other."""
    closure = RoadClosure(
        from_place=from_place, to_place=to_place, first_date=first, last_date=last, reason="Broarbete"
    )
    return build_timetable(county_season(dataset=county(road_closures=(closure,))))


def library(timetable, id_):
    return next(one for one in timetable.libraries if one.id == id_)


def late_dates(timetable):
    """The dates on which each library reads that the van may be late."""
    found = {
        one.id: [coming.date for coming in one.dates if coming.closed_roads] for one in timetable.libraries
    }
    return {id_: dates for id_, dates in found.items() if dates}


def test_closures_in_the_season_are_told_on_the_runs_they_touch():
    """The times hold for open roads, and the driver should know when they are not."""
    runs = build_timetable(county_season()).runs
    assert [(KIL_ILANDA,), (KIL_ILANDA,), (), (KIL_ILANDA,)] == [run.closed_roads for run in runs]


def test_closures_outside_the_season_are_not_told():
    """Old news on a driver's sheet hides new news."""
    season = county_season(last_date=date(2026, 5, 3))
    assert {()} == {run.closed_roads for run in build_timetable(season).runs}


def test_a_closure_between_two_runs_is_told_on_neither():
    """Wednesday 6 May: nobody drives, and a warning would be for nothing."""
    timetable = closed("KIL", "ilanda", date(2026, 5, 6), date(2026, 5, 6))
    assert ({()}, {}) == ({run.closed_roads for run in timetable.runs}, late_dates(timetable))


def test_a_closure_on_the_way_out_makes_every_library_after_it_late():
    """All vans but the one within Karlstad leave over Ilanda and Kil: 4-8 May 2026 is a whole week."""
    monday, tuesday, thursday = (date(2026, 5, day) for day in (4, 5, 7))
    expected = {"KIL": [monday, thursday], "SUN": [monday], "ARV": [tuesday], "ARJ": [tuesday]}
    assert expected == late_dates(build_timetable(county_season()))


def test_libraries_before_the_closed_road_are_on_time():
    """Monday 11 May: the van has been in Kil when it meets the closed road to Sunne."""
    timetable = closed("KIL", "SUN", date(2026, 5, 11), date(2026, 5, 11))
    assert {"SUN": [date(2026, 5, 11)]} == late_dates(timetable)


def test_a_closure_on_the_way_home_makes_no_library_late():
    """Every library has been served when the van meets it; the driver and the day's page still say so."""
    base = county_season()
    travel = base.problem.travel["bil-1"]
    home = replace(travel, paths=travel.paths | {("SUN", "KAR"): ("SUN", "ARV", "KIL", "ilanda", "KAR")})
    closure = RoadClosure(
        from_place="ARV", to_place="SUN", first_date=FIRST, last_date=FIRST, reason="Broarbete"
    )
    season = county_season(
        dataset=county(road_closures=(closure,)),
        problem=replace(base.problem, travel=base.problem.travel | {"bil-1": home}),
    )
    timetable = build_timetable(season)
    told = [road.name for road in timetable.run("mandag-bil-1").closed_roads]
    assert (["Arvika–Sunne"], {}) == (told, late_dates(timetable))


def test_a_library_learns_on_which_of_its_weekdays_the_van_may_be_late():
    """Kil has Mondays and Thursdays: closed from Wednesday, only Thursday's van meets it."""
    timetable = closed("KIL", "ilanda", date(2026, 5, 6), date(2026, 5, 8))
    found = library_closures(library(timetable, "KIL"), date(2026, 3, 25))
    assert {"Kil–Ilanda": {3}} == {road.name: set(weekdays) for road, weekdays in found.items()}


def test_closures_gone_by_are_not_told_again():
    """A timetable issued after the road has opened does not speak of it."""
    kil = library(build_timetable(county_season()), "KIL")
    assert {} == library_closures(kil, date(2026, 5, 8))


def test_wording_for_drivers_and_libraries():
    """Short and calm: which road, when, and what it means for the one who waits."""
    expected = (
        "Kil–Ilanda är avstängd 4–8 maj 2026: Beläggning.",
        "Vägen Kil–Ilanda är avstängd 4–8 maj 2026; bilen kan bli försenad.",
        "Vägen Kil–Ilanda är avstängd 4–8 maj 2026; bilen kan bli försenad på måndagar och torsdagar.",
    )
    found = (
        closure_text(KIL_ILANDA),
        closure_notice(KIL_ILANDA),
        closure_notice(KIL_ILANDA, weekdays={3, 0}),
    )
    assert expected == found


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ""),
        (("Kil–Ilanda",), "Vägen Kil–Ilanda är avstängd; bilen kan bli försenad."),
        (
            ("Kil–Ilanda", "Kil–Sunne"),
            "Vägarna Kil–Ilanda och Kil–Sunne är avstängda; bilen kan bli försenad.",
        ),
    ],
)
def test_wording_for_one_date(names, expected):
    """Two closed roads on one day are one sentence, and none is none."""
    assert expected == delay_text([replace(KIL_ILANDA, name=name) for name in names])
