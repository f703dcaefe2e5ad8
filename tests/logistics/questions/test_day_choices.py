"""Why a stop has its days: no other choice of them is cheaper."""

import pytest

from logistics.questions.day_choices import choice_lines, day_choices
from logistics.questions.questions import Questions
from logistics.questions.wish import Wish, wished
from routes.patterns import allowed_patterns
from routes.week import plan_week


@pytest.fixture(scope="module")
def questions(sample_plan):
    return Questions(sample_plan)


@pytest.fixture(scope="module")
def choices(questions):
    return day_choices(questions, "TOR", time_limit_s=60)


def test_every_allowed_choice_is_there_once_the_cheapest_first(sample_plan, choices):
    """None is left out, so none can be cheaper than the plan's."""
    assert set(allowed_patterns(sample_plan.problem.stop("TOR"))) == {choice.days for choice in choices}
    costs = [choice.more_ore for choice in choices if choice.more_ore is not None]
    assert sorted(costs) == costs
    assert len(choices) == len({choice.days for choice in choices})


def test_the_plans_own_days_cost_nothing_more_and_stand_first(sample_plan, choices):
    """The plan is proven the cheapest."""
    (own,) = (choice for choice in choices if choice.is_planned)
    assert sample_plan.plan.pattern_of("TOR") == own.days
    assert (0, True) == (own.more_ore, own.is_optimal)
    assert own.days == choices[0].days


def test_a_choice_costs_what_its_week_costs_alone(sample_plan, choices):
    """The last, planned without any table of the others."""
    last = choices[-1]
    problem = wished(sample_plan.problem, Wish(stop_id="TOR", weekdays=frozenset(last.days)))
    _, alone = plan_week(problem, time_limit_s=60, seed=1)
    assert abs(alone.cost_ore - sample_plan.certificate.cost_ore - last.more_ore) <= alone.rounding_ore


def test_it_is_told_as_a_list(sample_plan, choices):
    """The difference, then the days; the plan's own are marked."""
    head, *lines = choice_lines(choices, "TOR", sample_plan.problem)
    assert ("Skillnad i veckan", "om Torsby bibliotek besöks") == head
    assert lines[0][1].endswith("(planens dagar)")
    assert len(choices) == len(lines)
