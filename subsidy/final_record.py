"""Keep a final settlement with everything that it was computed from, so that anybody can compute it again.

A record is JSON as that of a statement (see `subsidy.record`): `schema`, `schema_version`, `program`,
`fingerprint`, `own` (how it was issued), `inputs` (the decided basis and rule, what the period really cost part
by part, what then was measured, corrections, what earlier settlements of the period paid and claimed) and
`figures` (what came of it).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from subsidy.canonical import fingerprint
from subsidy.final import CostPart, FinalRow, FinalSettlement, SettledBefore, YearCorrection, settle_finally
from subsidy.measures import Measures
from subsidy.record import Damaged, Format, Opened, decoded_record, encoded_record, laid_out, stated
from subsidy.statement import Settlement

SCHEMA = "bokslinga-final-settlement"
_FORMAT = Format(
    schema=SCHEMA,
    oldest=1,  # knew no earlier settlements of the period, and was never issued
    newest=3,  # 2 knew none that carried
    none="ingen slutavräkning",
    name="slutavräkningen",
    written="skriven",
    parts=frozenset({"own", "inputs", "figures"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalOwn:
    """What a final settlement says of itself."""

    notes: tuple[str, ...] = ()  # Swedish: how it was issued; none: it was not


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalInputs:
    """What a final settlement is computed from."""

    budget: Settlement  # what was decided
    cost_parts: tuple[CostPart, ...]  # of the actual cost
    players: tuple[Measures, ...]  # as measured when the period was over
    corrections: tuple[YearCorrection, ...]
    settled: tuple[SettledBefore, ...] = ()

    @property
    def actual_cost_ore(self) -> int:
        """What the period really cost."""
        return sum(part.amount_ore for part in self.cost_parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalFigures:
    """What a final settlement comes to."""

    actual_cost_ore: int
    budget_left_ore: int
    actual_left_ore: int
    rows: tuple[FinalRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalRecord(Opened):
    """A record, and the settlement that its inputs give when everything is computed again."""

    inputs: str  # fingerprint of what the figures were computed from
    rule: str  # fingerprint of the rule
    own: FinalOwn
    cost_parts: tuple[CostPart, ...]
    claims: FinalFigures  # what the record states
    final: FinalSettlement


def final_figures(final: FinalSettlement) -> FinalFigures:
    """What a settlement comes to."""
    return FinalFigures(
        actual_cost_ore=final.actual.basis.cost_ore,
        budget_left_ore=final.budget.split.left_ore,
        actual_left_ore=final.actual.split.left_ore,
        rows=final.rows,
    )


def final_record(
    final: FinalSettlement, cost_parts: Sequence[CostPart], notes: Sequence[str] = ()
) -> tuple[str, ...]:
    """The record of a settlement as lines of text, one row of a table a line; `notes` say how it was issued.

    Raises
    ------
    ValueError
        The parts are not the actual cost, or the settlement does not follow from what the record holds.
    """
    inputs = FinalInputs(
        budget=final.budget,
        cost_parts=tuple(cost_parts),
        players=final.actual.basis.players,
        corrections=final.corrections,
        settled=final.settled,
    )
    if inputs.actual_cost_ore != final.actual.basis.cost_ore:
        raise ValueError(f"the parts {cost_parts} are not {final.actual.basis.cost_ore} öre")
    content = _FORMAT.sealed(
        {
            "own": encoded_record(FinalOwn(notes=tuple(notes))),
            "inputs": encoded_record(inputs),
            "figures": encoded_record(final_figures(final)),
        }
    )
    if read_final_record(json.dumps(content)).final != final:
        raise ValueError("the settlement does not come back from its record as it was")
    return tuple(laid_out(content).splitlines())


def read_final_record(text: str | bytes) -> FinalRecord:
    """The record in a text, with every figure computed again from its inputs.

    Raises
    ------
    RecordRefused
        It is no record of a final settlement, or one of another version of the program.
    Damaged
        Something in it cannot stand where it stands.
    SubsidyError
        Its inputs cannot be shared by its rule.
    """
    parts = _FORMAT.opened(text)
    inputs = cast("FinalInputs", decoded_record(FinalInputs, stated(parts, "inputs"), "inputs"))
    claims = cast("FinalFigures", decoded_record(FinalFigures, stated(parts, "figures"), "figures"))
    own = cast("FinalOwn", decoded_record(FinalOwn, parts.get("own", {}), "own"))
    return FinalRecord(
        parts=parts,
        inputs=fingerprint([parts["inputs"], parts.get("own")]),
        rule=fingerprint(encoded_record(inputs.budget.rule)),
        own=own,
        cost_parts=inputs.cost_parts,
        claims=claims,
        final=_settled(inputs),
    )


def _settled(inputs: FinalInputs) -> FinalSettlement:
    try:
        return settle_finally(
            inputs.budget,
            inputs.actual_cost_ore,
            players=inputs.players,
            corrections=inputs.corrections,
            settled=inputs.settled,
        )
    except (LookupError, ValueError) as fault:  # the players are not those of the budget
        raise Damaged("inputs.players") from fault
