"""From a data set to a routing problem, and to a plan."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from logistics.dataset import RoadClosure, StopClosure, VehicleCost, dataset_from_rows
from logistics.errors import DataFaults
from logistics.planning import at_prices, build_problem, driven_closures
from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.places import Window
from tests.logistics.dataset.small import RULED, small_rows

SEASON = {"first_date": date(2026, 1, 1), "last_date": date(2026, 12, 31)}


def test_crates_are_the_sum_of_the_flows(small):
    """Kil gets 6.25 from Karlstad and 0.05 from Säffle, and sends 4."""
    kil = build_problem(small).stop("KIL")
    assert (Fraction("6.3"), Fraction(4)) == (kil.crates_in_per_week, kil.crates_out_per_week)


def test_windows_are_delivery_hours_not_the_publics(small):
    """Kil is closed to the public on Wednesdays but takes deliveries; on Fridays it is the other way round."""
    at_half_past_eight = Window(opens_s=30600, closes_s=57600)
    expected = (at_half_past_eight, None, at_half_past_eight, None, None)
    assert expected == build_problem(small).stop("KIL").windows


def test_prices_are_those_when_the_season_begins(small):
    """The price of July must not colour a timetable made for January."""
    van = build_problem(small).vehicle("bil-1")
    assert (38500, 530, 37550) == (van.fixed_ore, van.per_km_ore, van.per_hour_ore)


def test_a_van_without_a_break_rule_has_none(small):
    """Three empty columns are no rule, not a rule of nought minutes."""
    problem = build_problem(small)
    assert (300 * 60, None) == (
        problem.vehicle("bil-1").break_rule.after_s,
        problem.vehicle("bil-2").break_rule,
    )


def test_a_closure_of_some_weeks_leaves_the_base_timetable_alone(small):
    """The road to Säffle is closed in July; the season's timetable uses it."""
    assert ("KAR", "kors", "SAF") == build_problem(small).travel["bil-1"].paths["KAR", "SAF"]


def test_a_road_closed_all_season_is_not_driven(small):
    """Säffle is then out of reach: from Kil the road is one-way, and nothing leads back."""
    closed = RoadClosure(from_place="kors", to_place="SAF", reason="Raset", **SEASON)
    with pytest.raises(DataFaults, match="från navet till Säffle och tillbaka, så bilen når inte Sjukhusbib"):
        build_problem(replace(small, road_closures=(closed,)))


def test_a_hub_without_roads_is_named_once(small):
    """Every stop is out of reach, but the fault is the hub's."""
    roads = tuple(road for road in small.roads if "KAR" not in (road.from_place, road.to_place))
    with pytest.raises(DataFaults, match="navet i Karlstad") as refusal:
        build_problem(replace(small, roads=roads, road_closures=()))
    assert len(refusal.value.faults) == 1


def test_a_library_closed_all_season_is_refused(small):
    """Nobody wants a timetable to a closed door."""
    closed = StopClosure(stop="KIL", reason="Ombyggnad", **SEASON)
    with pytest.raises(DataFaults, match="Kils bibliotek är stängt hela perioden"):
        build_problem(replace(small, stop_closures=(closed,)))


# Two rows that take every service date together: adjacent, overlapping no more than the data set lets them,
# in either direction, and with only a weekend between them.
HALVES = {
    "adjacent": (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)),
    "beyond the season": (date(2025, 6, 1), date(2026, 6, 30), date(2026, 7, 1), date(2027, 3, 31)),
    "a weekend apart": (date(2026, 1, 1), date(2026, 7, 3), date(2026, 7, 6), date(2026, 12, 31)),
    "without the last holidays": (date(2026, 1, 2), date(2026, 5, 1), date(2026, 5, 4), date(2026, 12, 30)),
}


@pytest.mark.parametrize("case", HALVES)
def test_a_road_closed_in_two_halves_is_not_driven(small, case):
    """A road is as closed whether one row or two say so; the way they are written must not decide."""
    first, middle, following, last = HALVES[case]
    rows = (
        RoadClosure(from_place="kors", to_place="SAF", reason="Raset", first_date=first, last_date=middle),
        RoadClosure(from_place="SAF", to_place="kors", reason="Raset", first_date=following, last_date=last),
    )
    with pytest.raises(DataFaults, match="från navet till Säffle och tillbaka"):
        build_problem(replace(small, road_closures=rows))


@pytest.mark.parametrize("case", HALVES)
def test_a_library_closed_in_two_halves_is_refused_once(small, case):
    """No visit could ever be made; one library is one fault."""
    first, middle, following, last = HALVES[case]
    rows = (
        StopClosure(stop="KIL", reason="Ombyggnad", first_date=first, last_date=middle),
        StopClosure(stop="KIL", reason="Ombyggnad", first_date=following, last_date=last),
    )
    with pytest.raises(DataFaults, match="Kils bibliotek är stängt hela perioden") as refusal:
        build_problem(replace(small, stop_closures=rows))
    assert 1 == len(refusal.value.faults)


def test_one_open_day_keeps_the_road_in_the_timetable(small):
    """On Wednesday 1 July the road is open: the rows leave a service date, so the season's plan uses it."""
    rows = (
        RoadClosure(
            from_place="kors", to_place="SAF", reason="-",
            first_date=date(2026, 1, 1), last_date=date(2026, 6, 30),
        ),
        RoadClosure(
            from_place="kors", to_place="SAF", reason="-",
            first_date=date(2026, 7, 2), last_date=date(2026, 12, 31),
        ),
    )  # fmt: skip
    problem = build_problem(replace(small, road_closures=rows))
    assert ("KAR", "kors", "SAF") == problem.travel["bil-1"].paths["KAR", "SAF"]


def test_a_season_of_holidays_only_closes_nothing(small):
    """Every one of no dates is closed, which says nothing of the road."""
    christmas = replace(
        small.settings, season_first_date=date(2026, 12, 24), season_last_date=date(2026, 12, 27)
    )
    closed = StopClosure(stop="KIL", reason="-", first_date=date(2026, 12, 24), last_date=date(2026, 12, 27))
    assert 3 == len(build_problem(replace(small, settings=christmas, stop_closures=(closed,))).stops)


def test_a_driven_road_that_closes_for_some_weeks_is_told(planned):
    """Säffle is visited on Thursdays by that road, and it is closed on four Thursdays of July."""
    assert planned.dataset.road_closures == driven_closures(planned)


@pytest.mark.parametrize(
    ("ends", "first", "last"),
    [
        (("KIL", "SAF"), date(2026, 6, 29), date(2026, 7, 24)),  # a road that the plan does not use
        (("kors", "SAF"), date(2026, 6, 29), date(2026, 7, 1)),  # Monday to Wednesday: driven on Thursdays
        (("kors", "SAF"), date(2027, 1, 4), date(2027, 1, 29)),  # after the season
        (("kors", "SAF"), date(2026, 12, 24), date(2026, 12, 24)),  # Christmas Eve, a Thursday without runs
    ],
)
def test_a_closure_that_no_run_meets_is_not_told(planned, ends, first, last):
    """A warning that concerns nobody teaches people not to read warnings."""
    closure = RoadClosure(from_place=ends[0], to_place=ends[1], first_date=first, last_date=last, reason="-")
    elsewhere = replace(planned, dataset=replace(planned.dataset, road_closures=(closure,)))
    assert () == driven_closures(elsewhere)


def test_rules_of_the_data_set_are_rules_of_the_problem():
    """Second runs, reserved vans, fixed days, orders, the hub's days and cut-off, and the runs of a day."""
    problem = build_problem(dataset_from_rows(small_rows(RULED), "small"))
    assert (frozenset({0, 1, 2, 3}), 16 * 3600 + 30 * 60) == (problem.hub.weekdays, problem.hub.cutoff_s)
    assert {0: 2, 3: 1} == problem.most_runs
    assert [(2, 2250), (1, 0)] == [(van.runs_most, van.turnaround_s) for van in problem.vehicles]
    kil = problem.stop("KIL")
    assert ({0, 2}, {"bil-1"}, {"SAF"}) == (kil.fixed_weekdays, kil.vehicle_ids, kil.before)
    assert (None, {"KIL", "SAF"}) == (problem.stop("KAR").vehicle_ids, problem.stop("KAR").before)


def test_a_data_set_without_rules_has_none(small):
    """Empty columns forbid nothing."""
    problem = build_problem(small)
    assert (frozenset(range(5)), 24 * 3600, {}) == (
        problem.hub.weekdays,
        problem.hub.cutoff_s,
        problem.most_runs,
    )
    assert all(stop.vehicle_ids is None and not stop.before | stop.fixed_weekdays for stop in problem.stops)


def test_other_prices_leave_the_ways_alone(small):
    """A price change does not drive the van another way than the plan says."""
    problem = build_problem(small)
    prices = tuple(
        VehicleCost(
            vehicle=row.id, valid_from=date(2026, 1, 1), fixed_ore=1, per_km_ore=2, per_hour_ore=3, source="-"
        )
        for row in small.vehicles
    )
    priced = at_prices(problem, prices)
    assert problem.travel is priced.travel
    assert [(1, 2, 3)] * 2 == [(v.fixed_ore, v.per_km_ore, v.per_hour_ore) for v in priced.vehicles]


def test_the_plan_keeps_every_rule_and_costs_what_it_says(planned):
    """What the application hands on has passed the check."""
    assert () == find_violations(planned.plan, planned.problem)
    assert planned.certificate.cost_ore == plan_cost_ore(planned.plan, planned.problem)
    assert planned.certificate.is_optimal
