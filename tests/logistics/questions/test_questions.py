"""An answer is the cheapest week under the wish, beside the plan that was asked about."""

from dataclasses import replace
from functools import cache, partial

import pytest

from logistics.questions.alternative import alternative
from logistics.questions.questions import Questions, figures_of
from logistics.questions.wish import Wish, wished
from logistics.questions.wording import answer_lines, answer_result, signed
from logistics.swedish import amount_text
from routes.check import find_violations
from routes.cost import plan_cost_ore
from routes.errors import ImpossiblePlan
from routes.places import Window
from routes.week import plan_week

WISHES = [
    Wish(stop_id="TOR", weekdays=frozenset({1, 4})),
    Wish(stop_id="TOR", visits=3),
    Wish(stop_id="TOR", before=frozenset({"SUN"})),
    Wish(stop_id="TOR", vehicle_ids=frozenset({"bil-2"})),
    Wish(stop_id="TOR", window=Window(opens_s=8 * 3600, closes_s=12 * 3600)),
    Wish(stop_id="HAG", visits=3, before=frozenset({"MUN"})),
]


@pytest.fixture(scope="module")
def questions(sample_plan):
    return Questions(sample_plan)


@pytest.fixture(scope="module")
def asked(questions):
    """The answer to a wish, which is looked for once."""
    return cache(partial(questions.ask, time_limit_s=60))


@pytest.mark.parametrize("wish", WISHES)
def test_an_answer_is_proven_and_costs_what_the_week_costs_alone(asked, sample_plan, wish):
    """Kept tables and a known plan change no price; a wish can only make a cheapest week dearer."""
    answer = asked(wish)
    problem = wished(sample_plan.problem, wish)
    _, alone = plan_week(problem, time_limit_s=60, seed=1)
    assert answer.certificate.is_optimal
    assert abs(alone.cost_ore - answer.after.cost_ore) <= alone.rounding_ore
    assert answer.difference.cost_ore >= -alone.rounding_ore
    assert () == find_violations(answer.plan, problem)


def test_a_wish_that_the_plan_fulfils_already_moves_nothing(questions, sample_plan):
    """Asked for its own days, the plan is the answer."""
    days = frozenset(sample_plan.plan.pattern_of("TOR"))
    answer = questions.ask(Wish(stop_id="TOR", weekdays=days), time_limit_s=60)
    assert (0, 0, 0, ()) == (
        answer.difference.cost_ore, answer.difference.distance_m, answer.difference.driver_s, answer.moves
    )  # fmt: skip


def test_a_wish_that_cannot_be_met_gives_the_reason(questions):
    """Sunne waits at most two service days, and from Wednesday to Tuesday there are four."""
    with pytest.raises(ImpossiblePlan, match=r"Sunne bibliotek .* at most 2 service days"):
        questions.ask(Wish(stop_id="SUN", weekdays=frozenset({1, 2})), time_limit_s=60)


def test_figures_are_sums_over_the_runs(sample_plan):
    """Kilometres by the legs, hours by the shifts."""
    figures = figures_of(sample_plan.plan, sample_plan.problem)
    runs = sample_plan.plan.runs
    assert sum(run.return_s - run.depart_s for run in runs) == figures.driver_s
    assert (len(runs), sum(len(run.visits) for run in runs)) == (figures.runs, figures.visits)
    assert plan_cost_ore(sample_plan.plan, sample_plan.problem) == figures.cost_ore


def test_an_answer_can_be_saved_as_a_plan(asked):
    """The data set that goes with it makes the same problem, so the plan keeps its rules."""
    answer = asked(WISHES[1])
    saved = alternative(answer)
    assert 3 == saved.dataset.stop("TOR").visits_fewest
    assert () == find_violations(saved.plan, saved.problem)
    assert answer.certificate.cost_ore == plan_cost_ore(saved.plan, saved.problem)


def told(answer):
    """What stands beside each label, no-break spaces as spaces."""
    return {label: text.replace("\xa0", " ") for label, text in answer_lines(answer)}


def test_the_answer_is_told_in_kronor_kilometres_and_hours(asked):
    """Every figure of the issue, and the proof."""
    answer = asked(WISHES[0])
    lines = told(answer)
    assert "Torsby bibliotek besöks på tisdagar och fredagar" == lines["Önskemål"]
    assert lines["Kostnad"].startswith(signed(answer.difference.cost_ore, amount_text).replace("\xa0", " "))
    assert {"Körsträcka", "Förartid", "Själv", "Flyttas"} <= set(lines)
    assert "ingen plan som uppfyller önskemålet kostar mindre" == lines["Bevisat"]
    assert "Obs" not in lines


def test_a_plan_that_is_not_the_cheapest_is_said_to_be_so(sample_plan):
    """Then the wish may seem to save money."""
    dear = replace(sample_plan.certificate, lower_bound_ore=sample_plan.certificate.cost_ore - 50_000)
    asked = replace(sample_plan, certificate=dear)
    answer = Questions(asked).ask(WISHES[3], time_limit_s=60)
    assert "den kan kosta upp till 500,00 kr mer än nödvändigt" in told(answer)["Obs"]
    unknown = replace(sample_plan, certificate=replace(dear, lower_bound_ore=None))
    assert "inte känt" in told(replace(answer, asked=unknown))["Obs"]


def test_an_order_without_a_shared_run_says_so(questions):
    """`before` is about runs that serve both."""
    answer = questions.ask(Wish(stop_id="ARJ", before=frozenset({"FIL"})), time_limit_s=60)
    shared = any({"ARJ", "FIL"} <= {v.stop_id for v in run.visits} for run in answer.plan.runs)
    assert shared == answer.shares_run
    assert shared == ("Obs" not in told(answer))


def test_a_program_gets_the_same(asked):
    """Figures as whole numbers, sets as lists."""
    result = answer_result(asked(WISHES[2]))
    assert ["SUN"] == result["wish"]["before"]
    assert result["after"]["cost_ore"] - result["before"]["cost_ore"] == result["difference"]["cost_ore"]
    assert {"is_optimal": True, "asked_is_optimal": True}.items() <= result.items()


@pytest.mark.parametrize(("amount", "said"), [(123, "+1,23 kr"), (-123, "−1,23 kr"), (0, "±0,00 kr")])
def test_a_difference_has_a_sign(amount, said):
    """Also when it is nothing."""
    assert said == signed(amount, amount_text).replace("\xa0", " ")
