"""Define the command `what-if`: does a plan that was edited by hand keep the rules, and what does it cost?"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer, Line
from logistics.cli.options import Json, Plan
from logistics.cli.staging import staged
from logistics.editing import Edited, edit_plan, plan_table
from logistics.errors import RulesBroken
from logistics.planfile import read_plan
from logistics.questions.moves import Move
from logistics.questions.wording import signed
from logistics.sentences import violation_sentences
from logistics.swedish import (
    alphabetical,
    amount_text,
    clock,
    count_text,
    distance_text,
    duration_text,
    weekday_name,
    weekdays_text,
)
from routes.problem import Problem


def _csv_name(path: Path | None) -> Path | None:
    if path is not None and path.suffix.casefold() != ".csv":
        raise typer.BadParameter(f"”{path}” ska sluta på .csv.")
    return path


EditFile = Annotated[
    Path | None, typer.Option("--edit", metavar="FIL", help="Den ändrade tabellen (CSV) som ska prövas.")
]
WriteFile = Annotated[
    Path | None,
    typer.Option(
        "--write", metavar="FIL.csv", callback=_csv_name, help="Skriv planens tabell hit, att ändra i Excel."
    ),
]


def what_if(plan: Plan, *, edit: EditFile = None, write: WriteFile = None, as_json: Json = False) -> None:
    """Pröva en plan som ändrats för hand: flyttade stopp, annan ordning, annan avfärd. Regler och pris visas."""
    if (edit is None) == (write is None):
        raise typer.BadParameter(
            "ange --write FIL.csv för planens tabell eller --edit FIL för den ändrade.", param_hint="'--edit'"
        )
    planned = read_plan(plan)
    if write is not None:
        with staged(write.parent) as aside:
            (aside / write.name).write_bytes(plan_table(planned))
        Answer(lines=[], result={}, files={"Tabell": [write]}).show(as_json=as_json)
    if edit is not None:
        edited = edit_plan(planned, edit)
        Answer(lines=_lines(edited), result=_result(edited)).show(as_json=as_json)
        if edited.violations:
            raise RulesBroken(violation_sentences(edited.violations))


def _lines(edited: Edited) -> list[Line]:
    after, more = edited.after, edited.after.less(edited.before)
    broken = len(edited.violations)
    return [
        *_move_lines(edited),
        ("Kostnad", f"{signed(more.cost_ore, amount_text)} i veckan, till {amount_text(after.cost_ore)}"),
        ("Körsträcka", f"{signed(more.distance_m, distance_text)}, till {distance_text(after.distance_m)}"),
        ("Förartid", f"{signed(more.driver_s, duration_text)}, till {duration_text(after.driver_s)}"),
        ("Regler", count_text(broken, "fel", "fel") if broken else "alla hållna"),
    ]


def _move_lines(edited: Edited) -> Iterator[Line]:
    problem = edited.planned.problem
    moves = sorted(edited.moves, key=lambda move: alphabetical(problem.stop(move.stop_id).name))
    for number, move in enumerate(moves):
        text = f"{problem.stop(move.stop_id).name}: {_move_text(move, problem)}"
        yield "" if number else "Flyttas", text
    if not moves:
        yield "Flyttas", "inget besök till annan dag, annan bil eller en halvtimme eller mer"


def _move_text(move: Move, problem: Problem) -> str:
    parts = []
    if move.is_other_days:
        after, before = (weekdays_text(days) or "ingen dag" for days in (move.days_after, move.days_before))
        parts.append(f"{after} i stället för {before}")
    for change in move.changes:
        told = []
        if change.is_other_vehicle:
            told.append(f"med {problem.vehicle(change.vehicle_after).name}")
        if change.is_other_time:
            told.append(f"{clock(change.begin_after_s)} i stället för {clock(change.begin_before_s)}")
        parts.append(f"{weekday_name(change.weekday)} {' '.join(told)}")
    return "; ".join(parts)


def _result(edited: Edited) -> dict[str, object]:
    return {
        "is_allowed": not edited.violations,
        "broken_rules": [
            {"rule": violation.rule, "sentence": sentence, "facts": dict(violation.facts)}
            for violation, sentence in zip(
                edited.violations, violation_sentences(edited.violations), strict=True
            )
        ],
        "before": asdict(edited.before),
        "after": asdict(edited.after),
        "difference": asdict(edited.after.less(edited.before)),
        "moves": [asdict(move) for move in edited.moves],
        "runs": [asdict(run) for run in edited.plan.runs],
    }
