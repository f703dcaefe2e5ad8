"""Read a plan file, and believe it only after every rule and figure has been checked again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from logistics.dataset import DataSet, dataset_from_rows
from logistics.dataset.documents import DOCUMENTS
from logistics.dataset.schema import TABLES
from logistics.errors import PlanFileRefused
from logistics.planfile.parts import OLDEST_READ, SCHEMA, SCHEMA_VERSION, Damaged, Part, fingerprint
from logistics.planfile.stated import Stated, read_stated
from logistics.planning import Planned, build_problem
from logistics.sentences import violation_sentences
from logistics.swedish import amount_text
from routes.certificate import Certificate
from routes.check import find_violations
from routes.cost import plan_cost_ore, rounding_ore
from routes.plan import Break, Run, Visit, WeekPlan
from routes.problem import Problem

_PLAN_ANEW = "Gör planen på nytt med bokslinga plan."
_TABLES = frozenset(each.name for each in (*TABLES, *DOCUMENTS))
_NAMES = ("schema", "schema_version", "program", "fingerprint", "certificate", "runs", "dataset")
_UNKNOWN_SECONDS = 0.0  # the file does not say how long planning took


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """What a plan file says, of a version that we know; not yet checked."""

    path: Path
    content: Mapping[str, Any]

    @property
    def is_unchanged(self) -> bool:
        """Whether its fingerprint fits."""
        return bool(self.content.get("fingerprint") == fingerprint(self.content))

    def dataset(self) -> DataSet:
        """The data set in the file.

        Raises
        ------
        PlanFileRefused
            There is none, or it has a table that we do not know: leaving it out would give other figures.
        DataFaults
            It has faults.
        """
        rows = self._object("dataset")
        if unknown := sorted(rows.keys() - _TABLES):
            reason = f"datamängden i filen har tabellen ”{unknown[0]}”, som det här programmet inte känner"
            raise refusal(self.path, reason, "Uppdatera bokslinga.")
        return dataset_from_rows(rows, self.path.name)

    def plan(self) -> WeekPlan:
        """The runs in the file; PlanFileRefused if one is damaged, or beside them stands what we do not know."""
        try:
            content = Part(value=self.content).only(*_NAMES)
            content["program"].text()
            return WeekPlan(runs=tuple(map(_run, content["runs"].rows())))
        except Damaged as fault:
            raise self.damaged(fault) from fault

    def stated(self) -> Stated:
        """What the file says of the plan's quality; PlanFileRefused if that is missing or damaged."""
        try:
            return read_stated(Part(value=self._object("certificate"), place="certificate"))
        except Damaged as fault:
            raise self.damaged(fault) from fault

    def _object(self, name: str) -> dict[str, Any]:
        found = self.content.get(name)
        if not isinstance(found, dict):
            raise refusal(self.path, f"{name} saknas i filen", _PLAN_ANEW)
        return found

    def damaged(self, fault: Damaged) -> PlanFileRefused:
        """The refusal of a file with something wrong at a place."""
        return refusal(self.path, f"innehållet är skadat ({fault.in_text})", _PLAN_ANEW)


def open_plan(path: Path) -> PlanFile:
    """A plan file, whether it has been changed or not.

    Raises
    ------
    PlanFileRefused
        The file is no plan, or comes from a newer or older program.
    OSError
        The file cannot be read.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise refusal(path, "det är ingen planfil", "Ange en fil som bokslinga plan har skrivit.")
    _refuse_version(path, content.get("schema_version"))
    return PlanFile(path=path, content=content)


def read_plan(path: Path) -> Planned:
    """The plan in a file, after every rule and the cost have been checked again.

    Raises
    ------
    PlanFileRefused
        The file is no plan, comes from another version of the program, was changed, or does not hold what it
        claims.
    DataFaults
        The data set in the file has faults.
    OSError
        The file cannot be read.
    """
    file = open_plan(path)
    if not file.is_unchanged:
        remedy = f"Vad som inte stämmer visar bokslinga verify. {_PLAN_ANEW}"
        raise refusal(path, "filen har ändrats sedan den skrevs", remedy)
    dataset, plan, stated = file.dataset(), file.plan(), file.stated()
    try:
        certificate = _certificate(stated)
    except Damaged as fault:
        raise file.damaged(fault) from fault
    problem = build_problem(dataset)
    _refuse_untrue(path, problem, plan, certificate)
    return Planned(dataset=dataset, problem=problem, plan=plan, certificate=certificate)


def refusal(path: Path, reason: str, remedy: str) -> PlanFileRefused:
    """The refusal of a file."""
    return PlanFileRefused(f"{path}: {reason}. {remedy}")


def _refuse_version(path: Path, found: object) -> None:
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise refusal(path, "filens planformat är okänt", _PLAN_ANEW)
    if not OLDEST_READ <= found <= SCHEMA_VERSION:
        age, remedy = ("nyare", "Uppdatera bokslinga.") if found > SCHEMA_VERSION else ("äldre", _PLAN_ANEW)
        reason = (
            f"filen är skapad av en {age} version av programmet (planformat {found}; det här programmet läser"
            f" {OLDEST_READ}–{SCHEMA_VERSION})"
        )
        raise refusal(path, reason, remedy)


def _refuse_untrue(path: Path, problem: Problem, plan: WeekPlan, certificate: Certificate) -> None:
    """Refuse a plan that breaks a rule of its own data set, and a certificate that does not fit the plan."""
    if violations := find_violations(plan, problem):
        reason = "planen bryter mot regler i sin egen datamängd"
        raise refusal(path, reason, "\n".join((_PLAN_ANEW, *violation_sentences(violations))))
    cost_ore = plan_cost_ore(plan, problem)
    if cost_ore != certificate.cost_ore:
        reason = f"planen kostar {amount_text(cost_ore)}, men filen säger {amount_text(certificate.cost_ore)}"
        raise refusal(path, reason, _PLAN_ANEW)
    if certificate.rounding_ore != rounding_ore(problem):
        reason = f"filen räknar {amount_text(certificate.rounding_ore)} som avrundning, men planen ger"
        raise refusal(path, f"{reason} {amount_text(rounding_ore(problem))}", _PLAN_ANEW)


def _certificate(stated: Stated) -> Certificate:
    said = {name: getattr(stated, name) for name in Stated.__dataclass_fields__}
    try:
        if stated.lower_bound_ore is not None and stated.lower_bound_ore < 0:
            raise Damaged("certificate.lower_bound_ore")  # no plan costs less than nothing
        return Certificate(**said, seconds=_UNKNOWN_SECONDS)
    except ValueError as fault:
        raise Damaged("certificate") from fault


def _run(part: Part) -> Run:
    rest = part.only(*Run.__dataclass_fields__)["rest"]
    try:
        return Run(
            weekday=part["weekday"].whole(),
            vehicle_id=part["vehicle_id"].text(),
            depart_s=part["depart_s"].whole(),
            return_s=part["return_s"].whole(),
            visits=tuple(map(_visit, part["visits"].rows())),
            rest=None
            if rest.is_empty
            else Break(begin_s=rest.only("begin_s", "end_s")["begin_s"].whole(), end_s=rest["end_s"].whole()),
        )
    except ValueError as fault:
        raise Damaged(part.place) from fault


def _visit(part: Part) -> Visit:
    part.only(*Visit.__dataclass_fields__)
    return Visit(
        stop_id=part["stop_id"].text(),
        arrive_s=part["arrive_s"].whole(),
        begin_s=part["begin_s"].whole(),
        leave_s=part["leave_s"].whole(),
        delivered_crates=part["delivered_crates"].whole(),
        collected_crates=part["collected_crates"].whole(),
    )
