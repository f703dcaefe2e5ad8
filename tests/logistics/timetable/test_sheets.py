"""What a driver is told; expected figures worked out by hand from the county's plan."""

from dataclasses import replace

import pytest

from logistics.timetable import Rest, build_timetable
from routes.plan import Break, Run, WeekPlan
from tests.logistics.timetable.county import at, county_plan, county_season


@pytest.fixture(scope="module")
def monday():
    return build_timetable(county_season()).run("mandag-bil-1")


def monday_with_rest(begin, end):
    run = county_plan().runs[0]
    plan = WeekPlan(
        runs=(
            Run(
                weekday=0,
                vehicle_id="bil-1",
                depart_s=run.depart_s,
                return_s=run.return_s,
                visits=run.visits,
                rest=Break(begin_s=at(begin), end_s=at(end)),
            ),
        )
    )
    return build_timetable(county_season(plan=plan)).run("mandag-bil-1")


def test_runs_are_numbered_within_their_day():
    """Drivers and hub speak of tour 1 and tour 2."""
    runs = build_timetable(county_season()).runs
    expected = [
        (0, 1, "mandag-bil-1"),
        (1, 1, "tisdag-bil-1"),
        (1, 2, "tisdag-bil-2"),
        (3, 1, "torsdag-bil-1"),
    ]
    assert expected == [(run.weekday, run.number, run.id) for run in runs]


def test_crates_on_board_follow_from_what_is_left_and_fetched(monday):
    """7 loaded; Kil takes 4 and gives 2; Sunne takes 3 and gives 5."""
    found = (monday.crates_loaded, [stop.crates_on_board for stop in monday.stops], monday.crates_returned)
    assert (7, [5, 7], 7) == found


def test_distance_is_the_sum_of_the_legs(monday):
    """Karlstad-Kil 20 km, Kil-Sunne 42 km, and 62 km back."""
    assert 124_000 == monday.distance_m


def test_a_break_stands_before_the_stop_it_precedes(monday):
    """The driver reads the sheet downwards: the break at Sunne comes before the work there."""
    rest = Rest(begin_s=at("09:20"), end_s=at("09:50"), on_road=False)
    assert [None, rest] == [stop.rest for stop in monday.stops]


def test_a_break_on_the_way_is_told_apart_from_one_at_a_stop():
    """On the road the driver has to look for a place to stop."""
    run = monday_with_rest("08:40", "09:10")
    assert Rest(begin_s=at("08:40"), end_s=at("09:10"), on_road=True) == run.stops[1].rest


def test_a_break_on_the_way_home_is_not_lost():
    """A break after the last stop still has to be taken."""
    run = monday_with_rest("10:10", "10:40")
    rest = Rest(begin_s=at("10:10"), end_s=at("10:40"), on_road=True)
    assert ([None, None], rest, rest) == ([stop.rest for stop in run.stops], run.rest_home, run.rest)


def test_a_run_without_a_break_has_none():
    """An empty line for a break that is not there would be looked for."""
    assert build_timetable(county_season()).run("tisdag-bil-1").rest is None


def test_each_run_of_a_van_has_a_sheet_of_its_own():
    """A van that goes twice a day has two lists, and each library is led to the one it stands on."""
    runs = county_plan().runs
    second = replace(runs[0], depart_s=at("12:00"), return_s=at("16:00"), visits=runs[0].visits[1:])
    first = replace(runs[0], visits=runs[0].visits[:1])
    for plan in ((first, second), (second, first)):
        timetable = build_timetable(county_season(plan=WeekPlan(runs=(*plan, *runs[1:]))))
        ids = ("mandag-bil-1", "mandag-bil-1-tur-2")
        assert [1, 1] == [len(timetable.run(run_id).stops) for run_id in ids]
        assert [first.depart_s, second.depart_s] == [timetable.run(run_id).depart_s for run_id in ids]
        for run, run_id in ((first, ids[0]), (second, ids[1])):
            library = timetable.run(run_id).stops[0].library
            assert run_id in {visit.run_id for visit in library.visits if visit.weekday == run.weekday}
