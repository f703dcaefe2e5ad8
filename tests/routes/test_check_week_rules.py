"""Rules on visit days and crates: each just kept and just broken."""

from dataclasses import replace
from fractions import Fraction

import pytest

from routes.check.week_rules import (
    days_between,
    fixed_days_visited,
    loads_follow_gaps,
    longest_gap,
    one_visit_a_day,
    visits_a_week,
)
from routes.plan import Run, Visit, WeekPlan
from routes.problem import Problem
from tests.routes.hand_plan import MONDAY, PLAN, THURSDAY, WEEK, with_stop, with_visit
from tests.routes.small import problem, spokes, stop


def visited_on(*days: int, crates: tuple[int, int] = (0, 0)) -> WeekPlan:
    """A plan that visits stop "a" on these days."""
    visit = Visit(
        stop_id="a", arrive_s=0, begin_s=0, leave_s=0, delivered_crates=crates[0], collected_crates=crates[1]
    )
    return WeekPlan(
        runs=tuple(Run(weekday=d, vehicle_id="van", depart_s=0, return_s=0, visits=(visit,)) for d in days)
    )


def week_of(**fields: object) -> Problem:
    """A week with stop "a" alone."""
    return problem([stop("a", **fields)], spokes({"a": 10}))


def sentences(rule, plan: WeekPlan, week: Problem) -> list[str]:
    return [violation.sentence for violation in rule(plan, week)]


@pytest.mark.parametrize(("fewest", "most"), [(2, 2), (1, 2), (2, 5)])
def test_visits_a_week_just_kept(fewest: int, most: int) -> None:
    """Two visits are neither too few nor too many."""
    assert [] == sentences(visits_a_week, visited_on(0, 2), week_of(visits_fewest=fewest, visits_most=most))


def test_one_visit_too_few() -> None:
    """A library promised three vans a week gets three."""
    expected = ["A is visited 2 times a week instead of 3 to 4."]
    assert expected == sentences(visits_a_week, visited_on(0, 2), week_of(visits_fewest=3, visits_most=4))


def test_one_visit_too_many() -> None:
    """More visits than asked for are paid by somebody."""
    expected = ["A is visited 2 times a week instead of 1 to 1."]
    assert expected == sentences(visits_a_week, visited_on(0, 2), week_of())


def test_two_visits_on_two_days_keep_one_visit_a_day() -> None:
    """Monday and Tuesday are two days."""
    assert [] == sentences(one_visit_a_day, visited_on(0, 1), week_of())


def test_two_visits_on_one_day_are_one_too_many() -> None:
    """Two vans at one library on one day move no more crates than one."""
    assert ["A is visited 2 times on Monday."] == sentences(one_visit_a_day, visited_on(0, 0), week_of())


def test_twice_on_one_run_is_also_twice_a_day() -> None:
    """A van that comes back to a stop it has left visits it again."""
    twice = WeekPlan(runs=(replace(visited_on(0).runs[0], visits=visited_on(0).runs[0].visits * 2),))
    assert ["A is visited 2 times on Monday."] == sentences(one_visit_a_day, twice, week_of())


@pytest.mark.parametrize("days", [(0, 2), (0, 4), (1, 4), (0, 2, 4), (2,), (0, 1, 2, 3), (0, 1, 2, 3, 4)])
def test_days_between_just_kept(days: tuple[int, ...]) -> None:
    """Friday and Monday have the weekend between; four visits cannot be spread."""
    assert [] == sentences(days_between, visited_on(*days), week_of())


@pytest.mark.parametrize(
    ("days", "first", "second"),
    [((0, 1), "Monday", "Tuesday"), ((3, 4), "Thursday", "Friday"), ((0, 2, 3), "Wednesday", "Thursday")],
)
def test_two_days_in_a_row_are_too_close(days: tuple[int, ...], first: str, second: str) -> None:
    """Two or three visits shall spread over the week."""
    expected = [f"A is visited on {first} and on {second}, without a day between."]
    assert expected == sentences(days_between, visited_on(*days), week_of())


@pytest.mark.parametrize(("days", "longest"), [((0, 3), 3), ((0, 2, 4), 2), ((2,), 5), ((0, 1, 2, 3, 4), 1)])
def test_longest_gap_just_kept(days: tuple[int, ...], longest: int) -> None:
    """The weekend is no service day: Friday to Monday is one day."""
    assert [] == sentences(longest_gap, visited_on(*days), week_of(longest_gap_days=longest))


@pytest.mark.parametrize(
    ("days", "longest", "told"),
    [
        ((0, 3), 2, ["A waits 3 service days for its visit on Thursday; at most 2 are allowed."]),
        ((0, 2), 2, ["A waits 3 service days for its visit on Monday; at most 2 are allowed."]),
        ((2,), 4, ["A waits 5 service days for its visit on Wednesday; at most 4 are allowed."]),
    ],
)
def test_one_day_more_than_the_longest_gap(days: tuple[int, ...], longest: int, told: list[str]) -> None:
    """A borrower waits no longer than the region has promised."""
    assert told == sentences(longest_gap, visited_on(*days), week_of(longest_gap_days=longest))


def test_loads_that_follow_the_gaps() -> None:
    """The hand-timed plan moves 2 and 1 crates to Alby after two days, 3 and 2 after three."""
    assert [] == sentences(loads_follow_gaps, PLAN, WEEK)


@pytest.mark.parametrize("field", ["delivered_crates", "collected_crates"])
@pytest.mark.parametrize("change", [-1, 1])
def test_one_crate_more_or_less_breaks_the_loads(field: str, change: int) -> None:
    """A crate that is not in the plan is left on the floor."""
    right = getattr(MONDAY.visits[1], field)
    (sentence,) = sentences(loads_follow_gaps, with_visit("berga", **{field: right + change}), WEEK)
    assert sentence.startswith("Berga on Monday should get 4 crates and give 6, not ")


@pytest.mark.parametrize(("per_week", "crates"), [(Fraction(5), 5), (Fraction(51, 10), 6), (Fraction(0), 0)])
def test_crates_are_rounded_up(per_week: Fraction, crates: int) -> None:
    """A tenth of a crate travels in a whole one."""
    week = week_of(crates_in_per_week=per_week, crates_out_per_week=per_week)
    assert [] == sentences(loads_follow_gaps, visited_on(1, crates=(crates, crates)), week)
    assert 1 == len(sentences(loads_follow_gaps, visited_on(1, crates=(crates, crates + 1)), week))


def test_loads_change_with_the_days() -> None:
    """Wednesday instead of Thursday is two days after Monday: then 2 crates, and 3 on Monday."""
    wednesday = replace(THURSDAY, weekday=2)
    told = sentences(loads_follow_gaps, WeekPlan(runs=(MONDAY, wednesday)), WEEK)
    expected = [
        "Alby on Monday should get 3 crates and give 2, not 2 and 1.",
        "Alby on Wednesday should get 2 crates and give 1, not 3 and 2.",
    ]
    assert expected == told


def test_week_rules_say_what_they_speak_of() -> None:
    """The Swedish sentence is made of these figures."""
    (violation,) = visits_a_week(PLAN, with_stop("alby", visits_fewest=3))
    assert {"stop": "Alby", "visits": 2, "fewest": 3, "most": 3} == violation.facts


def test_fixed_days_are_visited() -> None:
    """Alby is visited on Mondays and Thursdays."""
    assert [] == sentences(fixed_days_visited, PLAN, with_stop("alby", fixed_weekdays=frozenset({0, 3})))
    expected = ["Alby is always visited on Tuesday, and not in this plan."]
    assert expected == sentences(
        fixed_days_visited, PLAN, with_stop("alby", fixed_weekdays=frozenset({1, 3}))
    )


def test_every_fixed_day_that_is_missing_is_told() -> None:
    """Two days, two sentences."""
    missing = with_stop("berga", fixed_weekdays=frozenset({0, 2, 4}))
    assert [2, 4] == [violation.facts["weekday"] for violation in fixed_days_visited(PLAN, missing)]
