"""Save a plan as a JSON file with everything that it was made from, and read it back, checked.

The file is an object with `schema`, `schema_version`, `program` (the version that wrote it), `fingerprint`
(of everything else), `certificate`, `runs` and `dataset` (the tables of the data set, each row as texts). It
holds no clock and no machine: the same plan gives the same bytes. That is why the seconds spent on planning
are left out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from logistics.dataset import dataset_from_rows
from logistics.errors import PlanFileRefused
from logistics.planning import Planned, build_problem
from logistics.sentences import violation_sentences
from logistics.swedish import amount_text
from logistics.timetable.files import write_whole
from routes.certificate import Certificate
from routes.check import find_violations
from routes.cost import plan_cost_ore, rounding_ore
from routes.plan import Break, Run, Visit, WeekPlan
from routes.problem import Problem

SCHEMA = "bokslinga-plan"
SCHEMA_VERSION = 1

_PLAN_ANEW = "Gör planen på nytt med bokslinga plan."
_UNKNOWN_SECONDS = 0.0  # the file does not say how long planning took


def write_plan(planned: Planned, path: Path) -> None:
    """Write the plan beside `path`, then rename it: never half a file.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    write_whole(path, plan_bytes(planned))


def plan_bytes(planned: Planned) -> bytes:
    """The whole file: UTF-8, one row of a table or one visit on a line."""
    certificate = asdict(planned.certificate)
    del certificate["seconds"]
    head = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "program": f"bokslinga {version('bokslinga')}",
    }
    rest = {
        "certificate": certificate,
        "runs": [asdict(run) for run in planned.plan.runs],
        "dataset": planned.dataset.to_rows(),
    }
    content = {**head, "fingerprint": fingerprint({**head, **rest}), **rest}
    return f"{_laid_out(content)}\n".encode()


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of everything in a plan file but its fingerprint.

    It does not depend on how the JSON is laid out or on the order of names, so an editor that only saves
    the file anew does no harm.
    """
    rest = {name: part for name, part in content.items() if name != "fingerprint"}
    return sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def read_plan(path: Path) -> Planned:
    """The plan in a file, after every rule and the cost have been checked again.

    Raises
    ------
    PlanFileRefused
        The file is no plan, comes from a newer program, was changed, or does not hold what it claims.
    DataFaults
        The data set in the file has faults.
    OSError
        The file cannot be read.
    """
    content = _parsed(path)
    dataset = dataset_from_rows(_mapping(path, content, "dataset"), path.name)
    try:
        plan = WeekPlan(runs=tuple(_run(run) for run in _rows(content["runs"])))
        found = dict(_mapping(path, content, "certificate"))
        certificate = Certificate(**_certificate_fields(found), seconds=_UNKNOWN_SECONDS)
    except (KeyError, TypeError, ValueError) as fault:
        raise _refusal(path, "innehållet är skadat", _PLAN_ANEW) from fault
    problem = build_problem(dataset)
    _refuse_untrue(path, problem, plan, certificate)
    return Planned(dataset=dataset, problem=problem, plan=plan, certificate=certificate)


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise _refusal(path, "det är ingen planfil", "Ange en fil som bokslinga plan har skrivit.")
    _refuse_version(path, content.get("schema_version"))
    if content.get("fingerprint") != fingerprint(content):
        raise _refusal(path, "filen har ändrats sedan den skrevs", _PLAN_ANEW)
    return content


def _refuse_version(path: Path, found: object) -> None:
    if isinstance(found, int) and not isinstance(found, bool):
        if found == SCHEMA_VERSION:
            return
        if found > SCHEMA_VERSION:
            reason = (
                f"filen är skapad av en nyare version av programmet (planformat {found}; det här programmet"
                f" läser {SCHEMA_VERSION})"
            )
            raise _refusal(path, reason, "Uppdatera bokslinga.")
    raise _refusal(path, "filens planformat är okänt", _PLAN_ANEW)


def _refuse_untrue(path: Path, problem: Problem, plan: WeekPlan, certificate: Certificate) -> None:
    """Refuse a plan that breaks a rule of its own data set, and a certificate that does not fit the plan."""
    if violations := find_violations(plan, problem):
        reason = "planen bryter mot regler i sin egen datamängd"
        raise _refusal(path, reason, "\n".join((_PLAN_ANEW, *violation_sentences(violations))))
    cost_ore = plan_cost_ore(plan, problem)
    if cost_ore != certificate.cost_ore:
        reason = f"planen kostar {amount_text(cost_ore)}, men filen säger {amount_text(certificate.cost_ore)}"
        raise _refusal(path, reason, _PLAN_ANEW)
    if certificate.rounding_ore != rounding_ore(problem):
        reason = f"filen räknar {amount_text(certificate.rounding_ore)} som avrundning, men planen ger"
        raise _refusal(path, f"{reason} {amount_text(rounding_ore(problem))}", _PLAN_ANEW)


def _refusal(path: Path, reason: str, remedy: str) -> PlanFileRefused:
    return PlanFileRefused(f"{path}: {reason}. {remedy}")


def _mapping(path: Path, content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = content.get(name)
    if not isinstance(found, dict):
        raise _refusal(path, f"{name} saknas i filen", _PLAN_ANEW)
    return found


def _certificate_fields(found: Mapping[str, Any]) -> dict[str, Any]:
    bound_ore = None if found["lower_bound_ore"] is None else _whole(found, "lower_bound_ore")
    if bound_ore is not None and bound_ore < 0:
        raise ValueError(f"no plan costs less than nothing: {bound_ore}")
    return {
        "cost_ore": _whole(found, "cost_ore"),
        "lower_bound_ore": bound_ore,
        "method": _text(found, "method"),
        "seed": _whole(found, "seed"),
        "ended_by": _text(found, "ended_by"),
        "rounding_ore": _whole(found, "rounding_ore"),
    }


def _run(row: Mapping[str, Any]) -> Run:
    rest = row["rest"]
    return Run(
        weekday=_whole(row, "weekday"),
        vehicle_id=_text(row, "vehicle_id"),
        depart_s=_whole(row, "depart_s"),
        return_s=_whole(row, "return_s"),
        visits=tuple(_visit(visit) for visit in _rows(row["visits"])),
        rest=None if rest is None else Break(begin_s=_whole(rest, "begin_s"), end_s=_whole(rest, "end_s")),
    )


def _visit(row: Mapping[str, Any]) -> Visit:
    return Visit(
        stop_id=_text(row, "stop_id"),
        arrive_s=_whole(row, "arrive_s"),
        begin_s=_whole(row, "begin_s"),
        leave_s=_whole(row, "leave_s"),
        delivered_crates=_whole(row, "delivered_crates"),
        collected_crates=_whole(row, "collected_crates"),
    )


def _rows(found: object) -> Sequence[Mapping[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise TypeError(f"not rows: {found!r:.50}")
    return found


def _whole(row: Mapping[str, Any], name: str) -> int:
    value = row[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} is no whole number: {value!r:.50}")
    return value


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text: {value!r:.50}")
    return value


def _laid_out(value: object, indent: str = "") -> str:
    """JSON with an object or a list of plain values on one line, and everything else indented."""
    inner = indent + " "
    if isinstance(value, dict) and any(map(_is_nested, value.values())):
        lines = [f"{inner}{json.dumps(key)}: {_laid_out(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and any(map(_is_nested, value)):
        return "[\n" + ",\n".join(f"{inner}{_laid_out(part, inner)}" for part in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def _is_nested(value: object) -> bool:
    return isinstance(value, dict | list | tuple)
