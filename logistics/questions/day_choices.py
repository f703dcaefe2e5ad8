"""Tell why a stop has its days: what every other choice of days would cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from logistics.questions.questions import Questions
from logistics.questions.wish import Wish
from logistics.questions.wording import Line, signed
from logistics.swedish import amount_text, weekdays_text
from routes.errors import ImpossiblePlan
from routes.patterns import Pattern, allowed_patterns
from routes.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChoice:
    """One choice of days for a stop, and the cheapest week with it."""

    days: Pattern
    more_ore: int | None  # than the plan asked about; None: no week with these days keeps every rule
    is_optimal: bool  # proven: no week with these days costs less
    is_planned: bool  # the plan asked about has these days


def day_choices(questions: Questions, stop_id: str, *, time_limit_s: float) -> tuple[DayChoice, ...]:
    """Every choice of days that the rules of a stop allow, the cheapest first and the impossible ones last."""
    patterns = allowed_patterns(questions.asked.problem.stop(stop_id))
    planned = questions.asked.plan.pattern_of(stop_id)
    choices = []
    for days in patterns:
        more_ore, is_optimal = _more_ore(questions, stop_id, days, time_limit_s / len(patterns))
        choices.append(
            DayChoice(days=days, more_ore=more_ore, is_optimal=is_optimal, is_planned=days == planned)
        )
    return tuple(
        sorted(choices, key=lambda each: (each.more_ore is None, each.more_ore, not each.is_planned))
    )


def _more_ore(
    questions: Questions, stop_id: str, days: Pattern, time_limit_s: float
) -> tuple[int | None, bool]:
    try:
        answer = questions.ask(Wish(stop_id=stop_id, weekdays=frozenset(days)), time_limit_s=time_limit_s)
    except ImpossiblePlan as refusal:
        return None, all(obstacle.rule != "no_plan_found" for obstacle in refusal.obstacles)
    return answer.difference.cost_ore, answer.certificate.is_optimal


def choice_lines(choices: Sequence[DayChoice], stop_id: str, problem: Problem) -> list[Line]:
    """The cost of every choice beside the plan's own."""
    name = problem.stop(stop_id).name
    return [
        ("Skillnad i veckan", f"om {name} besöks"),
        *((_difference(choice), _days(choice)) for choice in choices),
    ]


def choice_result(choices: Sequence[DayChoice], stop_id: str) -> dict[str, object]:
    """The same for a program."""
    return {
        "stop_id": stop_id,
        "choices": [
            {
                "weekdays": list(choice.days),
                "difference_ore": choice.more_ore,
                "is_optimal": choice.is_optimal,
                "is_planned": choice.is_planned,
            }
            for choice in choices
        ],
    }


def _difference(choice: DayChoice) -> str:
    if choice.more_ore is None:
        return "går inte" if choice.is_optimal else "hittades inte"
    return signed(choice.more_ore, amount_text)


def _days(choice: DayChoice) -> str:
    own = " (planens dagar)" if choice.is_planned else ""
    unproven = "" if choice.is_optimal or choice.more_ore is None else " (kan gå billigare)"
    return f"{weekdays_text(choice.days)}{own}{unproven}"
