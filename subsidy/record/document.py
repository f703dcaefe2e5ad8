"""Read a record, and compute again what it states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import cast, get_type_hints

from subsidy.canonical import Json, fingerprint, parse_json
from subsidy.errors import SubsidyError
from subsidy.payout_dates import BankingDay
from subsidy.record.codec import Damaged, decoded
from subsidy.record.kinds import DOCUMENTS, KINDS, OUTSIDE, Document
from subsidy.record.payouts import PaidPlan, planned_again
from subsidy.record.program import program
from subsidy.statement import Settlement

SCHEMA, SCHEMA_VERSION = "bokslinga-statement", 2
_OLDEST_READ = 1  # had no balances of the year before, and nothing to pay beside the award
PAYOUTS = "payouts"  # the field of a document that holds a plan


class RecordRefused(SubsidyError):
    """What was read is no record, or one of a version that we do not know; `remedy` says what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(reason)


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
class Record:
    """A record, and the document that its inputs give when everything is computed again."""

    is_unchanged: bool  # since it was written
    program: str
    content: str  # fingerprint of everything
    inputs: str  # fingerprint of what the figures were computed from
    rule: str  # fingerprint of the rule
    claims: Figures  # what the record states
    claimed_payouts: PaidPlan | None
    document: Document  # without its record

    @property
    def is_of_this_program(self) -> bool:
        """Whether this version of the program wrote it."""
        return self.program == program()


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
    content = _opened(text)
    settlement = cast("Settlement", decoded(Settlement, _settlement_part(content), KINDS, ""))
    claims = cast("Figures", decoded(Figures, _stated(content, "figures"), KINDS, "figures"))
    document, paid = _document(content, settlement)
    if paid is not None:
        document = replace(document, payouts=planned_again(paid, settlement, is_banking_day))
    written_by = content.get("program")
    return Record(
        is_unchanged=content.get("fingerprint") == fingerprint_of(content),
        program=written_by if isinstance(written_by, str) else "",
        content=fingerprint_of(content),
        inputs=fingerprint([content["basis"], content["own"]]),
        rule=fingerprint(content["rule"]),
        claims=claims,
        claimed_payouts=paid,
        document=document,
    )


def fingerprint_of(content: Mapping[str, Json]) -> str:
    """SHA-256 of everything in a record but its fingerprint."""
    return fingerprint({name: part for name, part in content.items() if name != "fingerprint"})


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


def _opened(text: str | bytes) -> dict[str, Json]:
    ask_anew = "Be avsändaren om filen på nytt."
    try:
        content = parse_json(text)
    except ValueError as fault:
        raise RecordRefused("det är inget bidragsbesked från bokslinga", ask_anew) from fault
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise RecordRefused("det är inget bidragsbesked från bokslinga", ask_anew)
    found = content.get("schema_version")
    if not isinstance(found, int) or isinstance(found, bool) or found < _OLDEST_READ:
        raise RecordRefused(f"beskedets format är okänt ({found})", ask_anew)
    if found > SCHEMA_VERSION:
        reason = (
            f"beskedet är skrivet av en nyare version av programmet (format {found}; det här programmet läser"
            f" {_OLDEST_READ}–{SCHEMA_VERSION})"
        )
        raise RecordRefused(reason, "Uppdatera bokslinga och försök igen.")
    return content


def _settlement_part(content: dict[str, Json]) -> dict[str, Json]:
    return {name: _stated(content, name) for name in ("basis", "rule")}


def _stated(content: dict[str, Json], name: str) -> Json:
    if name not in content:
        raise Damaged(name)
    return content[name]


def _document(content: dict[str, Json], settlement: Settlement) -> tuple[Document, PaidPlan | None]:
    """The document without its payouts, and those as they stand in the record."""
    kind, own = DOCUMENTS.get(str(content.get("kind"))), _stated(content, "own")
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
