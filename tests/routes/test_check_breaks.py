"""The driver's break: long enough, in time, and not during service; just kept and just broken."""

from dataclasses import replace

import pytest

from routes.check.run_rules import break_taken, break_undisturbed
from routes.fleet import BreakRule
from routes.plan import Break, WeekPlan
from routes.problem import Problem
from tests.routes.hand_plan import MONDAY, PLAN, THURSDAY, WEEK, with_monday, with_van
from tests.routes.small import MIN, at


def sentences(rule, plan: WeekPlan, week: Problem = WEEK) -> list[str]:
    return [violation.sentence for violation in rule(plan, week)]


@pytest.mark.parametrize("rule", [break_taken, break_undisturbed], ids=lambda rule: rule.__name__)
def test_hand_timed_break_keeps(rule) -> None:
    """Two hours of work before it and two after it, to the second."""
    assert [] == sentences(rule, PLAN)


def ruled(after_s: int, length_s: int = 30 * MIN, counts: str = "work") -> Problem:
    return with_van(
        break_rule=BreakRule(after_s=after_s, length_s=length_s, counts=counts), longest_shift_s=15_000
    )


def test_a_second_too_much_work_before_the_break() -> None:
    """Arbetstidslagen 15 §: the break comes at the latest when its time is up."""
    plan = with_monday(rest=Break(begin_s=at("09:00") + 1, end_s=at("09:30") + 1))
    (sentence,) = sentences(break_taken, plan)
    assert "The driver of Van has 7201 s of work without a break on Monday; 7200 s are allowed." == sentence


def test_a_second_too_much_work_after_the_break() -> None:
    """The hours after the break count from its end."""
    plan = with_monday(rest=Break(begin_s=at("09:00") - 1, end_s=at("09:30") - 1))
    (sentence,) = sentences(break_taken, plan)
    assert "7201 s of work" in sentence


def test_break_a_second_too_short() -> None:
    """Half an hour is half an hour."""
    plan = with_monday(rest=Break(begin_s=at("09:00"), end_s=at("09:30")))
    expected = ["The break of Van on Monday is shorter than 1801 s."]
    assert expected == sentences(break_taken, plan, ruled(7200, length_s=1801))


def test_run_without_a_break_just_short_enough() -> None:
    """Thursday's work lasts 117 minutes."""
    plan = WeekPlan(runs=(THURSDAY,))
    assert [] == sentences(break_taken, plan, ruled(7020))
    (sentence,) = sentences(
        break_taken, plan, with_van(break_rule=BreakRule(after_s=7019, length_s=2400, counts="work"))
    )
    assert "has 7020 s of work without a break on Thursday; 7019 s are allowed" in sentence


def test_driving_counts_time_at_the_wheel_only() -> None:
    """Monday: 50 and 15 minutes before the break, 30 and 70 after it."""
    plan = WeekPlan(runs=(MONDAY,))
    assert [] == sentences(break_taken, plan, ruled(100 * MIN, counts="driving"))
    (sentence,) = sentences(break_taken, plan, ruled(100 * MIN - 1, counts="driving"))
    assert "has 6000 s of driving without a break on Monday; 5999 s are allowed" in sentence


def test_driving_before_the_break_counts_too() -> None:
    """A break at 10:20, after all legs but the last: 95 minutes before it, 70 after it."""
    late = replace(MONDAY, rest=Break(begin_s=at("10:20"), end_s=at("10:50")), return_s=at("12:00"))
    plan = WeekPlan(runs=(late,))
    assert [] == sentences(break_taken, plan, ruled(95 * MIN, counts="driving"))
    (sentence,) = sentences(break_taken, plan, ruled(95 * MIN - 1, counts="driving"))
    assert "has 5700 s of driving" in sentence


def test_driving_all_day_without_a_break() -> None:
    """165 minutes at the wheel on Monday, 100 on Thursday."""
    plan = WeekPlan(runs=(replace(MONDAY, rest=None), THURSDAY))
    assert [] == sentences(break_taken, plan, ruled(165 * MIN, counts="driving"))
    assert 1 == len(sentences(break_taken, plan, ruled(165 * MIN - 1, counts="driving")))


def test_van_without_a_break_rule_may_drive_on() -> None:
    """Some drivers are not bound by the rule; a short break harms nobody."""
    plan = with_monday(rest=Break(begin_s=at("09:00"), end_s=at("09:00")))
    assert [] == sentences(break_taken, plan, with_van(break_rule=None))


@pytest.mark.parametrize(
    ("begins", "ends"), [("08:45", "09:15"), ("09:30", "10:00"), ("07:00", "07:30"), ("11:00", "11:30")]
)
def test_break_beside_service_or_at_an_end_of_the_run(begins: str, ends: str) -> None:
    """It may touch service, departure and return."""
    assert [] == sentences(break_undisturbed, with_monday(rest=Break(begin_s=at(begins), end_s=at(ends))))


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("08:44:59", "09:15"),
        ("09:30", "10:00:01"),
        ("06:59:59", "07:30"),
        ("11:00", "11:30:01"),
        ("08:35", "08:40"),
        ("08:15", "08:50"),
        ("09:30", "09:00"),
    ],
)
def test_break_a_second_into_service_or_outside_the_run(begins: str, ends: str) -> None:
    """Nobody rests while carrying crates, and no break ends before it begins."""
    (sentence,) = sentences(break_undisturbed, with_monday(rest=Break(begin_s=at(begins), end_s=at(ends))))
    begin = begins if begins.endswith(":59") else begins[:5]
    assert f"The break of Van on Monday at {begin} falls outside the run or into service." == sentence
