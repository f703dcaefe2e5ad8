"""What serving only some groups would cost is exact for every set of groups: the ground for fair shares."""

from dataclasses import replace
from itertools import combinations

import pytest

from routes.coalitions import coalition_costs
from routes.errors import RoutesError, SecondRunsMatter, TooManyStops
from routes.plan import Run, Visit, WeekPlan
from routes.problem import Problem
from routes.week import plan_week
from tests.routes.brute_force import BruteWeek, crates_on_paper
from tests.routes.drawn import draw_week
from tests.routes.hand_plan import PLAN, WEEK
from tests.routes.small import problem, spokes, stop, travel, van, windows

ONCE = dict.fromkeys(range(5), 1)
ALONE = [frozenset("a"), frozenset("b"), frozenset("c")]


def drawn_week(number: int) -> Problem:
    """Two vans alike, three stops; as many metres as seconds, so that no detour is shorter."""
    week = draw_week(number, vans=2)
    return replace(week, travel={v: replace(ways, metres=ways.seconds) for v, ways in week.travel.items()})


POSSIBLE = [number for number in range(40) if BruteWeek(drawn_week(number)).cost_ore() is not None][:8]


def plan_of(week: Problem) -> WeekPlan:
    return plan_week(week, time_limit_s=60, seed=1)[0]


def by_hand(week: Problem, plan: WeekPlan, stop_ids: frozenset[str]) -> int:
    """The cost of these stops alone on their days, by trying everything."""
    brute, total = BruteWeek(week), 0
    for day in range(5):
        loads = tuple(
            (i, crates_on_paper(s, plan.pattern_of(s.id), day))
            for i, s in enumerate(week.stops)
            if s.id in stop_ids and day in plan.pattern_of(s.id)
        )
        total += brute.cost_of_day(day, loads)
    return total


@pytest.mark.parametrize("number", POSSIBLE)
def test_every_set_of_groups_costs_what_brute_force_finds(number: int) -> None:
    """The Shapley value is built of these eight figures, nobody's among them and everybody's."""
    week = drawn_week(number)
    plan = plan_of(week)
    members = [frozenset(s for bit, s in enumerate("abc") if mask >> bit & 1) for mask in range(8)]
    expected = [by_hand(week, plan, stops) for stops in members]
    assert expected == coalition_costs(plan, week, ALONE, ONCE)


@pytest.mark.parametrize("number", POSSIBLE)
def test_all_together_cost_what_a_proven_plan_costs(number: int) -> None:
    """What is shared is what is paid, to the öre; and nobody costs nothing."""
    week = drawn_week(number)
    plan, certificate = plan_week(week, time_limit_s=60, seed=1)
    assert certificate.is_optimal
    costs = coalition_costs(plan, week, ALONE, ONCE)
    assert (0, certificate.cost_ore) == (costs[0], costs[-1])


@pytest.mark.parametrize("number", POSSIBLE)
def test_one_group_more_never_costs_less(number: int) -> None:
    """Nobody is paid for being served, where no detour is shorter than the way."""
    week = drawn_week(number)
    costs = coalition_costs(plan_of(week), week, ALONE, ONCE)
    assert all(costs[small] <= costs[small | 1 << bit] for small in range(8) for bit in range(3))


def test_groups_are_served_on_the_plans_days_only() -> None:
    """By hand: Alby alone is 50 minutes there and back twice a week, Berga 70 minutes once.

    Alby on Monday: 100 kr + 100 km + 115 min = 1215 kr, on Thursday two minutes more; Berga 100 + 1400 + 160 kr.
    """
    costs = coalition_costs(PLAN, WEEK, [frozenset({"alby"}), frozenset({"berga"})], ONCE)
    assert [0, 121_500 + 121_700] == costs[:2]
    assert 100_00 + 1400_00 + 190_00 == costs[2]  # 160 minutes of work need the break of 30


def test_weekdays_count_as_often_as_they_are_driven() -> None:
    """A season with ten Mondays and eight Thursdays; other days may be missing."""
    groups = [frozenset({"alby"}), frozenset({"berga"})]
    costs = coalition_costs(PLAN, WEEK, groups, {0: 10, 3: 8})
    assert 10 * 121_500 + 8 * 121_700 == costs[1]


def test_weekday_that_is_never_driven_costs_nothing() -> None:
    """Not even for everybody."""
    assert [0, 0] == coalition_costs(PLAN, WEEK, [frozenset({"alby", "berga"})], {0: 0, 3: 0})


def test_groups_may_hold_several_stops_or_none_that_is_visited() -> None:
    """A municipality with two libraries is one group; one whose library is closed costs nothing."""
    groups = [frozenset({"alby", "berga"}), frozenset({"cedra"})]
    nobody, both, closed, everybody = coalition_costs(PLAN, WEEK, groups, ONCE)
    assert (0, 0, both) == (nobody, closed, everybody)
    assert coalition_costs(PLAN, WEEK, [frozenset({"alby"}), frozenset({"berga"})], ONCE)[-1] == both


def test_order_of_groups_is_the_order_of_bits() -> None:
    """Otherwise one municipality would pay another's share."""
    one = coalition_costs(PLAN, WEEK, [frozenset({"alby"}), frozenset({"berga"})], ONCE)
    other = coalition_costs(PLAN, WEEK, [frozenset({"berga"}), frozenset({"alby"})], ONCE)
    assert [one[0], one[2], one[1], one[3]] == other


@pytest.mark.parametrize(
    "groups",
    [[frozenset({"alby"})], [frozenset({"alby", "berga"}), frozenset({"berga"})], []],
    ids=["one missing", "one twice", "none"],
)
def test_stop_in_no_group_or_in_two_is_refused(groups: list[frozenset[str]]) -> None:
    """Its cost would be borne by nobody, or twice."""
    with pytest.raises(ValueError, match="exactly one group"):
        coalition_costs(PLAN, WEEK, groups, ONCE)


def test_empty_plan_costs_nobody_anything() -> None:
    """No runs, no shares; and no groups, one empty set of them."""
    empty = problem([], spokes({}))
    assert [0, 0] == coalition_costs(WeekPlan(runs=()), empty, [frozenset("a")], ONCE)
    assert [0] == coalition_costs(WeekPlan(runs=()), empty, [], ONCE)


def long_day(n: int) -> tuple[WeekPlan, Problem, list[frozenset[str]]]:
    """A Tuesday with `n` stops, each a group of its own."""
    names = [f"s{i}" for i in range(n)]
    week = problem([stop(name) for name in names], spokes(dict.fromkeys(names, 1)))
    visits = tuple(
        Visit(stop_id=s, arrive_s=0, begin_s=0, leave_s=0, delivered_crates=0, collected_crates=0)
        for s in names
    )
    run = Run(weekday=1, vehicle_id="van", depart_s=0, return_s=0, visits=visits)
    return WeekPlan(runs=(run,)), week, [frozenset({name}) for name in names]


def test_twenty_one_stops_on_a_day_are_refused() -> None:
    """Exact costs are promised, so nothing less is given."""
    with pytest.raises(TooManyStops, match="21"):
        coalition_costs(*long_day(21), ONCE)


def test_too_many_groups_are_refused() -> None:
    """The list has two to the power of the groups entries."""
    with pytest.raises(TooManyStops, match="21"):
        coalition_costs(*long_day(21), ONCE)


def test_group_that_cannot_be_served_alone_is_refused() -> None:
    """Each leg takes the cheapest way, not the fastest: by A the van is at B in time, directly it is not.

    A price of two thousand billion kronor would go into the shares without a word.
    """
    ways = travel(("hub", "a", "b"), [[0, 20, 200], [20, 0, 20], [20, 20, 0]])
    mondays = {"windows": windows("06:00-07:00", days=(0,))}
    week = problem([stop("a", **mondays), stop("b", **mondays)], ways, van())
    visits = [
        Visit(stop_id=s, arrive_s=t, begin_s=t, leave_s=t, delivered_crates=0, collected_crates=0)
        for s, t in (("a", 6 * 3600 + 1200), ("b", 6 * 3600 + 2400))
    ]
    run = Run(weekday=0, vehicle_id="van", depart_s=6 * 3600, return_s=7 * 3600, visits=tuple(visits))
    with pytest.raises(RoutesError):
        coalition_costs(WeekPlan(runs=(run,)), week, [frozenset("a"), frozenset("b")], ONCE)


def test_pairs_never_cost_more_than_their_members_where_vans_abound() -> None:
    """Two groups can always be driven by two vans: sharing a run is a choice."""
    week = problem([stop(s) for s in "abc"], spokes({"a": 30, "b": 40, "c": 50}), *(van(v) for v in "xyz"))
    costs = coalition_costs(plan_of(week), week, ALONE, ONCE)
    for one, other in combinations((1, 2, 4), 2):
        assert costs[one | other] <= costs[one] + costs[other]


def test_second_runs_that_nobody_needs_change_nothing() -> None:
    """A van that may go twice costs what it did where once is as cheap."""
    week = problem([stop(s) for s in "abc"], spokes({"a": 30, "b": 40, "c": 50}), van("x"))
    twice = replace(week, vehicles=tuple(replace(v, runs_most=2) for v in week.vehicles))
    plan = plan_of(week)
    assert coalition_costs(plan, week, ALONE, ONCE) == coalition_costs(plan, twice, ALONE, ONCE)


def test_second_runs_that_matter_are_refused() -> None:
    """Two full loads need two runs: whether one van finds the time for both is not known from single runs."""
    full = [stop(s, crates_in_per_week=10) for s in "ab"]
    week = problem(full, spokes({"a": 30, "b": 40}), van("x"), van("y"))
    plan = plan_week(
        replace(week, stops=tuple(replace(s, windows=windows(days=(0,))) for s in full)),
        time_limit_s=60,
        seed=1,
    )[0]
    twice = replace(week, vehicles=tuple(replace(v, runs_most=2) for v in week.vehicles[:1]))
    with pytest.raises(SecondRunsMatter):
        coalition_costs(plan, twice, [frozenset("a"), frozenset("b")], ONCE)
