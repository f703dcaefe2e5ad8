"""Compute a statement anew from the plan that it came from, and compare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from logistics.banking import is_banking_day
from logistics.errors import StatementRefused
from logistics.seasons import Plans, mean, weeks_of
from logistics.settling import Settled, settle_period
from logistics.verifying.finding import Finding
from logistics.verifying.places import Place, place_text, values_text
from routes.cost import plan_cost_ore
from subsidy.canonical import Json
from subsidy.record import Document, Recorder
from subsidy.record.payouts import paid_plan, planned_again
from subsidy.statement import Statement

_PARTS = ("basis", "rule", "own", "figures")  # of a record; the others say what it is and who wrote it
# Texts that another version of the program may put in other words.
_WORDED = (("own", "notes"), ("own", "unjudged"), ("own", "fairness", "under"))
_TWICE = (("own", "municipality"),)  # one of basis.municipalities, as every statement's is
# What is computed from the rest: it differs because that does.
_COMPUTED = (
    ("figures",),
    ("basis", "cost_ore"),
    ("own", "fairness"),
    ("own", "payouts", "paid_ore"),
    ("own", "payouts", "claims_ore"),
)
Apart = tuple[Place, Json, Json]  # where, what the file says, what the plan gives


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPlan:
    """What a statement comes to when its plan is measured and settled anew."""

    findings: tuple[Finding, ...]  # what is not as the plan gives it; empty: nothing
    added_notes: tuple[str, ...]  # of the statement, that do not come from the plan
    timetables: int
    runs: int  # of a week, of all timetables together
    week_cost_ore: int  # of several timetables the mean, rounded
    cost_ore: int  # of the whole period

    @property
    def source(self) -> str:
        """What it was computed from, in a Swedish word."""
        return _source(self.timetables)


def compare_with_plan(document: Document, plans: Plans, *, is_of_this_program: bool) -> FromPlan:
    """Everything in a statement that its plan gives, measured anew: groups' costs too.

    Estimated values are drawn from the same seed, so they come out the same. The settlement of the period
    before, the day from which can be paid, and what was paid before a correction, are the statement's own.

    Raises
    ------
    StatementRefused
        The plan has no such municipality.
    NothingHolds, DataFaults, SubsidyError, RoutesError
        The plan cannot be settled for the period.
    """
    basis = document.settlement.basis
    settled = settle_period(plans, basis.first_date, basis.last_date, earlier=document.earlier)
    anew = _paid_as(document, _same_document(document, settled))
    added = tuple(note for note in document.notes if note not in anew.notes)
    kept = tuple(note for note in document.notes if note in anew.notes)
    ours = Recorder(anew.settlement).record(replace(anew, record=()))
    found = Recorder(document.settlement).record(replace(document, notes=kept, record=()))
    apart = [
        each
        for part in _PARTS
        for each in _apart(found[part], ours[part], (part,))
        if not _is_any(each[0], _TWICE if is_of_this_program else (*_TWICE, *_WORDED))
    ]
    weeks = [planned for planned, _ in weeks_of(plans)]
    return FromPlan(
        findings=_findings(apart, _names(document, anew), _source(len(weeks))),
        added_notes=added,
        timetables=len(weeks),
        runs=sum(len(planned.plan.runs) for planned in weeks),
        week_cost_ore=round(mean([plan_cost_ore(each.plan, each.problem) for each in weeks], plans)),
        cost_ore=settled.settlement.basis.cost_ore,
    )


def _same_document(document: Document, settled: Settled) -> Document:
    if not isinstance(document, Statement):
        return settled.summary
    code = document.municipality.code
    for statement in settled.statements:
        if statement.municipality.code == code:
            return statement
    raise StatementRefused(
        f"Planen har ingen kommun {code} ({document.municipality.name}). Ange den plan som beskedet gjordes av."
    )


def _paid_as(document: Document, anew: Document) -> Document:
    """The document that the plan gives, with payouts from the same day as the statement's."""
    if document.payouts is None or anew.payouts is None:
        return anew
    paid = replace(paid_plan(document.payouts), rule=anew.payouts.rule)
    return replace(anew, payouts=planned_again(paid, anew.settlement, is_banking_day))


def _apart(says: Json, should_be: Json, place: Place) -> Iterator[Apart]:
    """Every place where two records differ, as deep down as both go."""
    if says == should_be:
        return
    own, other = _fields(_table(says, should_be)), _fields(_table(should_be, says))
    if own is None or other is None:
        yield place, says, should_be
        return
    for name in (*other, *(name for name in own if name not in other)):
        yield from _apart(own.get(name), other.get(name), (*place, name))


def _table(content: Json, beside: Json) -> Json:
    """An empty table where there is none but the other record has one of numbers: each of them is named."""
    if content is None and isinstance(beside, dict):
        return {} if all(isinstance(part, int) for part in beside.values()) else None
    return content


def _fields(content: Json) -> dict[str, Json] | None:
    """What an object holds by name, or a list of objects by what each is of; None for anything else."""
    if isinstance(content, dict):
        return content
    if not isinstance(content, list):
        return None
    rows: dict[str, Json] = {}
    for row in content:
        if not isinstance(row, dict):
            return None
        name = _row_name(row) or f"nr {len(rows) + 1}"
        rows[name if name not in rows else f"{name} ({len(rows) + 1})"] = row
    return rows


def _row_name(row: Mapping[str, Json]) -> str:
    """What tells a row from the others of its list; empty: only its place does."""
    if "weekday" in row:
        return f"{row['weekday']} {row.get('run')}"
    return str(row.get("id", row.get("code", "")))


def _is_any(place: Place, of: tuple[Place, ...]) -> bool:
    return any(place[: len(begins)] == begins for begins in of)


def _source(timetables: int) -> str:
    return "planerna" if timetables > 1 else "planen"


def _findings(apart: list[Apart], names: Mapping[str, str], source: str) -> tuple[Finding, ...]:
    """A finding for each, once where the same is said at two places; what follows from the rest last."""
    is_computed = {place: _is_any(place, _COMPUTED) or "weights" in place for place, _, _ in apart}
    has_cause = not all(is_computed.values())
    by_sentence: dict[str, Finding] = {}
    for place, says, should_be in sorted(apart, key=lambda each: is_computed[each[0]]):
        found, planned = values_text(place, says, should_be)
        finding = Finding(
            figure=".".join(place),
            says=found,
            should_be=planned,
            sentence=f"{place_text(place, names)}: filen säger {found}, men {source} ger {planned}.",
            follows=has_cause and is_computed[place],
        )
        by_sentence.setdefault(finding.sentence, finding)
    return tuple(by_sentence.values())


def _names(*documents: Document) -> dict[str, str]:
    """Whom the ids of a record stand for."""
    return {player.id: player.name for each in documents for player in each.settlement.basis.players}
