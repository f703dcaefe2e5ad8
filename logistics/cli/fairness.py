"""Define the command `fairness`: which groups would be cheaper off alone?"""

from typing import Annotated

import typer

from logistics.cli.answers import Answer
from logistics.cli.options import Json, PlanFiles
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.comparing.fairness_wording import fairness_lines, fairness_result
from logistics.judging import judge_key, judge_rule
from logistics.settling import settlement_of
from subsidy.keys import KEY_NAMES, KeyName


def _key(text: str) -> KeyName:
    for name in KEY_NAMES:
        if name == text:
            return name
    raise typer.BadParameter(f"”{text}” är ingen nyckel. Nycklarna är {', '.join(KEY_NAMES)}.")


OneKey = Annotated[
    str | None,
    typer.Option(
        "--key",
        metavar="NYCKEL",
        parser=_key,
        help="Pröva den nyckeln ensam i stället för regeln, som equal.",
    ),
]


def fairness(
    plan: PlanFiles, *, year: Year = None, rule: Rule = None, key: OneKey = None, as_json: Json = False
) -> None:
    """Visa vilka grupper av kommuner som skulle få det billigare på egen hand."""
    plans, period = read_asked(plan, year, rule)
    show_step("Räknar ut vad varje grupp för sig skulle kosta")
    settlement = settlement_of(plans, *period)
    judgement = judge_key(plans, settlement, _key(key)) if key else judge_rule(plans, settlement)
    answer = Answer(
        lines=[*seasons_lines(plans), *fairness_lines(judgement)],
        result={**fairness_result(judgement), **seasons_result(plans)},
    )
    answer.show(as_json=as_json)
