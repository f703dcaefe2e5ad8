"""Read a record, and compute again what it states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import cast, get_type_hints

from subsidy.canonical import Json, fingerprint
from subsidy.payout_dates import BankingDay
from subsidy.record.codec import Damaged, decoded
from subsidy.record.kinds import DOCUMENTS, KINDS, OUTSIDE, Document
from subsidy.record.opening import Format, Opened, stated
from subsidy.record.payouts import PaidPlan, planned_again
from subsidy.statement import Settlement

SCHEMA, SCHEMA_VERSION = "bokslinga-statement", 2
FORMAT = Format(
    schema=SCHEMA,
    oldest=1,  # had no balances of the year before, and nothing to pay beside the award
    newest=SCHEMA_VERSION,
    none="inget bidragsbesked",
    name="beskedet",
    written="skrivet",
    parts=frozenset({"kind", "own", "basis", "rule", "figures"}),
)
PAYOUTS = "payouts"  # the field of a document that holds a plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a settlement comes to."""

    costs_ore: Mapping[str, int]  # of every player
    awards_ore: Mapping[str, int]  # of every municipality, by SCB code
    left_ore: int
    # Where balances are carried, of every municipality:
    paid_ore: Mapping[str, int] = field(default_factory=dict)
    onward_ore: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Opened):
    """A record, and the document that its inputs give when everything is computed again."""

    inputs: str  # fingerprint of what the figures were computed from
    rule: str  # fingerprint of the rule
    claims: Figures  # what the record states
    claimed_payouts: PaidPlan | None
    document: Document  # without its record


def figures_of(settlement: Settlement) -> Figures:
    """What a settlement comes to."""
    carried = settlement.carried if settlement.basis.balances else ()
    return Figures(
        costs_ore=settlement.cost.costs_ore,
        awards_ore=settlement.split.awards_ore,
        left_ore=settlement.split.left_ore,
        paid_ore={row.id: row.paid_ore for row in carried},
        onward_ore={row.id: row.onward_ore for row in carried},
    )


def read_record(text: str | bytes, is_banking_day: BankingDay) -> Record:
    """The record in a text, with every figure computed again from its inputs.

    Raises
    ------
    RecordRefused
        It is no record, or one of another version of the program.
    Damaged
        Something in it cannot stand where it stands.
    SubsidyError
        Its inputs cannot be shared, or paid, by its rule.
    """
    parts = FORMAT.opened(text)
    basis_and_rule = {name: stated(parts, name) for name in ("basis", "rule")}
    settlement = cast("Settlement", decoded(Settlement, basis_and_rule, KINDS, ""))
    claims = cast("Figures", decoded(Figures, stated(parts, "figures"), KINDS, "figures"))
    document, paid = _document(parts, settlement)
    if paid is not None:
        try:
            document = replace(document, payouts=planned_again(paid, settlement, is_banking_day))
        except (ValueError, OverflowError) as fault:  # a day so far off that no calendar has it
            raise Damaged(f"own.{PAYOUTS}") from fault
    return Record(
        parts=parts,
        inputs=fingerprint([parts["basis"], parts["own"]]),
        rule=fingerprint(parts["rule"]),
        claims=claims,
        claimed_payouts=paid,
        document=document,
    )


def decoded_record(hint: object, content: Json, place: str) -> object:
    """The value of an annotation that a part of a record stands for.

    Raises
    ------
    Damaged
        The part stands for no such value.
    """
    return decoded(hint, content, KINDS, place)


def own_hints(kind: type) -> dict[str, object]:
    """The fields of a document that its record keeps, and what each holds."""
    hints: dict[str, object] = get_type_hints(kind)
    own = {each.name: hints[each.name] for each in fields(kind) if each.name not in OUTSIDE}
    return own | ({PAYOUTS: PaidPlan | None} if PAYOUTS in own else {})


def _document(parts: Mapping[str, Json], settlement: Settlement) -> tuple[Document, PaidPlan | None]:
    """The document without its payouts, and those as they stand in the record."""
    kind, own = DOCUMENTS.get(str(parts.get("kind"))), stated(parts, "own")
    if kind is None or not isinstance(own, dict):
        raise Damaged("own" if kind else "kind")
    hints = own_hints(kind)
    if unknown := sorted(own.keys() - hints.keys()):
        raise Damaged(f"own.{unknown[0]}")
    values = {name: decoded(hints[name], part, KINDS, f"own.{name}") for name, part in own.items()}
    paid = cast("PaidPlan | None", values.pop(PAYOUTS, None))
    try:
        document = cast("Callable[..., Document]", kind)(settlement=settlement, **values)
    except (TypeError, ValueError) as fault:
        raise Damaged("own") from fault
    return document, paid
