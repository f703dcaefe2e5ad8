"""From a data set to the routing problem of one calendar week."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.dataset import RoadClosure, StopClosure
from logistics.errors import NothingHolds
from logistics.planning import build_problem, problem_of_week
from routes.check import find_violations
from routes.cost import run_distance_m
from routes.obstacles import find_obstacles
from routes.patterns import allowed_patterns
from routes.week import plan_week

QUIET = date(2026, 2, 2)  # a week without holidays and closures
INVENTORY = date(2026, 3, 9)  # Kil is closed all five days
EASTER = date(2026, 3, 30)  # Good Friday is 3 April
PAVING = date(2026, 6, 29)  # the road to Säffle is closed


def closed_stop(small, first: date, last: date):
    """Kil closed on these dates."""
    return replace(
        small, stop_closures=(StopClosure(stop="KIL", first_date=first, last_date=last, reason="-"),)
    )


def closed_road(small, ends: tuple[str, str], first: date, last: date):
    """A road closed on these dates."""
    row = RoadClosure(from_place=ends[0], to_place=ends[1], first_date=first, last_date=last, reason="-")
    return replace(small, road_closures=(row,))


def test_a_quiet_week_is_the_season_s(small):
    """Nothing is different, so nothing changes."""
    season, week = build_problem(small), problem_of_week(small, QUIET)
    assert (season.hub, season.stops, season.vehicles) == (week.hub, week.stops, week.vehicles)
    assert {} == week.detours


def test_a_week_begins_on_a_monday(small):
    """Tuesday's week could be this one or the next."""
    with pytest.raises(ValueError, match="2026-02-03 is no Monday"):
        problem_of_week(small, date(2026, 2, 3))


@pytest.mark.parametrize("monday", [date(2025, 12, 22), date(2027, 1, 4)])
def test_a_week_outside_the_season_is_refused(small, monday):
    """No timetable holds then, and no price may be known."""
    with pytest.raises(NothingHolds, match="ligger utanför perioden 2026-01-01–2026-12-31"):
        problem_of_week(small, monday)


def test_days_outside_the_season_have_no_runs(small):
    """The season begins on Thursday 1 January, a holiday: Friday is the first day."""
    assert {4} == problem_of_week(small, date(2025, 12, 29)).hub.weekdays


def test_nobody_drives_on_a_holiday(small):
    """Good Friday."""
    week = problem_of_week(small, EASTER)
    assert {0, 1, 2, 3} == week.hub.weekdays
    assert all(stop.windows[4] is None for stop in week.stops)


def test_the_hub_s_own_days_hold_in_every_week(small):
    """Holidays take days away and give none."""
    fewer = replace(small, settings=replace(small.settings, hub_weekdays=frozenset({0, 3, 4})))
    assert {0, 3, 4} == build_problem(fewer).hub.weekdays
    assert {0, 3} == problem_of_week(fewer, EASTER).hub.weekdays


def test_a_daily_library_is_visited_on_every_day_that_is_left(small):
    """Karlstad asks for five visits and no gap; four days before Easter give four."""
    karlstad = problem_of_week(small, EASTER).stop("KAR")
    assert ((0, 1, 2, 3),) == allowed_patterns(karlstad)
    assert (4, 5, 2) == (karlstad.visits_fewest, karlstad.visits_most, karlstad.longest_gap_days)


def test_a_library_that_is_closed_all_week_is_not_in_it(small):
    """And nobody asks to come before it."""
    ordered = replace(
        small,
        stops=tuple(
            replace(s, before=frozenset({"KIL"}) if s.id == "KAR" else s.before) for s in small.stops
        ),
    )
    assert {"KIL"} == build_problem(ordered).stop("KAR").before
    week = problem_of_week(ordered, INVENTORY)
    assert ["KAR", "SAF"] == [stop.id for stop in week.stops]
    assert frozenset() == week.stop("KAR").before


def test_a_library_closed_for_a_day_loses_that_day_only(small):
    """Kil takes deliveries on Mondays and Wednesdays, and asks for two visits: one is left."""
    week = problem_of_week(closed_stop(small, date(2026, 2, 4), date(2026, 2, 6)), QUIET)
    kil = week.stop("KIL")
    assert ((0,),) == allowed_patterns(kil)
    assert (1, 5) == (kil.visits_fewest, kil.longest_gap_days)


def test_a_closure_in_another_week_changes_nothing(small):
    """Neither the week before nor the week after."""
    other = closed_stop(small, date(2026, 2, 9), date(2026, 2, 13))
    assert build_problem(small).stops == problem_of_week(other, QUIET).stops


def test_fixed_days_count_where_they_remain(small):
    """Always on Mondays and Wednesdays; this Wednesday is closed."""
    fixed = replace(
        small,
        stops=tuple(
            replace(s, fixed_weekdays=frozenset({0, 2})) if s.id == "KIL" else s for s in small.stops
        ),
        stop_closures=(
            StopClosure(stop="KIL", first_date=date(2026, 2, 4), last_date=date(2026, 2, 4), reason="-"),
        ),
    )
    assert {0} == problem_of_week(fixed, QUIET).stop("KIL").fixed_weekdays


def test_the_gap_is_lengthened_before_a_visit_is_lost(small):
    """Three visits of which one day is closed: two visits four days apart rather than one."""
    rows = tuple(replace(row, stop="SAF", weekday=day) for day, row in enumerate([small.hours[0]] * 5))
    hours = (*(row for row in small.hours if row.stop != "SAF"), *rows)
    stops = tuple(
        replace(s, visits_fewest=2, visits_most=2, longest_gap_days=3) if s.id == "SAF" else s
        for s in small.stops
    )
    closures = (StopClosure(stop="SAF", first_date=date(2026, 2, 4), last_date=date(2026, 2, 6), reason="-"),)
    week = problem_of_week(replace(small, hours=hours, stops=stops, stop_closures=closures), QUIET)
    assert ((0,), (1,)) == allowed_patterns(
        week.stop("SAF")
    )  # Monday and Tuesday are neighbours: no two visits
    closures = (StopClosure(stop="SAF", first_date=date(2026, 2, 3), last_date=date(2026, 2, 4), reason="-"),)
    week = problem_of_week(replace(small, hours=hours, stops=stops, stop_closures=closures), QUIET)
    assert ((0, 3),) == allowed_patterns(week.stop("SAF"))


def test_a_closed_road_is_a_detour_on_its_days(small):
    """From Monday to Wednesday by Kil, 67.1 km to Säffle one way; on Thursday the E18 again."""
    stops = tuple(replace(s, longest_gap_days=5) for s in small.stops)
    one_way_home = replace(
        small,
        stops=stops,
        roads=tuple(replace(road, one_way=False) for road in small.roads),
    )
    closed = closed_road(one_way_home, ("kors", "SAF"), date(2026, 2, 2), date(2026, 2, 4))
    week = problem_of_week(closed, QUIET)
    expected = {(van, day) for van in ("bil-1", "bil-2") for day in (0, 1, 2)}
    assert expected == set(week.detours)
    assert 9_300 + 58_500 == week.ways("bil-1", 3).leg_m("KAR", "SAF")
    assert 9_300 + 11_600 + 67_100 == week.ways("bil-1", 0).leg_m("KAR", "SAF")
    assert ("KAR", "kors", "KIL", "SAF") == week.ways("bil-1", 0).paths["KAR", "SAF"]


def test_a_closed_road_that_no_way_takes_is_no_detour(small):
    """From Kil straight to Säffle, 67.1 km at 70, is slower than by the E18, 70.1 km at 80 and more."""
    week = problem_of_week(closed_road(small, ("KIL", "SAF"), QUIET, date(2026, 2, 6)), QUIET)
    assert {} == week.detours


def test_a_stop_that_no_open_road_reaches_has_no_deliveries_that_day(small):
    """In July nothing leads back from Säffle: nobody may be sent there, and the others are planned."""
    week = problem_of_week(small, PAVING)
    assert ["KAR", "KIL"] == [stop.id for stop in week.stops]
    reopened = closed_road(small, ("kors", "SAF"), date(2026, 6, 29), date(2026, 6, 30))
    week = problem_of_week(reopened, PAVING)
    assert ["KAR", "KIL", "SAF"] == [stop.id for stop in week.stops]
    assert [day for day in range(5) if week.stop("SAF").windows[day]] == [3]
    assert week.ways("bil-1", 0).leg_s("KAR", "SAF") >= 24 * 3600
    assert 0 == week.ways("bil-1", 0).leg_s("SAF", "SAF")


def test_prices_are_those_of_the_week(small):
    """The price list of July holds from Wednesday 1 July; the week before begins at the old one."""
    assert 38_500 == problem_of_week(small, date(2026, 6, 22)).vehicle("bil-1").fixed_ore
    assert 40_000 == problem_of_week(small, date(2026, 7, 6)).vehicle("bil-1").fixed_ore


def test_a_week_of_holidays_only_has_no_stops(small):
    """Nothing to do, and nothing in the way."""
    season = replace(small.settings, season_last_date=date(2026, 12, 28))
    week = problem_of_week(replace(small, settings=replace(season, season_first_date=date(2026, 12, 24))),
                           date(2026, 12, 21))  # fmt: skip
    assert () == week.stops
    assert () == find_obstacles(week)


def test_every_week_of_the_year_can_be_planned_one_by_one(small):
    """No stop stands in its own way in any week."""
    for number in range(53):
        monday = date.fromordinal(date(2025, 12, 29).toordinal() + 7 * number)
        assert () == find_obstacles(problem_of_week(small, monday)), monday


def test_a_week_with_a_holiday_and_a_detour_is_planned(small):
    """What the solver makes of it passes the check, kilometres of the day included."""
    open_road = replace(small, roads=tuple(replace(road, one_way=False) for road in small.roads))
    closed = closed_road(open_road, ("kors", "SAF"), date(2026, 4, 2), date(2026, 4, 2))
    week = problem_of_week(closed, EASTER)
    plan, _ = plan_week(week, time_limit_s=30, seed=1)
    assert () == find_violations(plan, week)
    thursday = next(run for run in plan.runs if any(visit.stop_id == "SAF" for visit in run.visits))
    assert 3 == thursday.weekday
    assert run_distance_m(thursday, week) >= 2 * 67_100
