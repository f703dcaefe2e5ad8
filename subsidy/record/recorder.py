"""Write the records of a settlement's documents."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from subsidy.canonical import Json, parse_json
from subsidy.record.codec import decoded, encoded
from subsidy.record.document import FORMAT, PAYOUTS, figures_of, own_hints
from subsidy.record.kinds import DOCUMENTS, KINDS, Document
from subsidy.record.payouts import paid_plan
from subsidy.rules import ContributionRule
from subsidy.statement import Basis, Settlement, Statement, Summary

_FINGERPRINT = re.compile(r'\s*"fingerprint": "([0-9a-f]{64})"')  # on a line of its own, see laid_out
_LONGEST_LINE = 30_000  # characters; a cell holds 32 767
AnyDocument = TypeVar("AnyDocument", Statement, Summary)


class Recorder:
    """Writes the record of each document of one settlement; what they share is written out once."""

    def __init__(self, settlement: Settlement) -> None:
        self._settlement = settlement
        self._shared: dict[str, Json] = {
            "basis": _exact(Basis, settlement.basis, "basis"),
            "rule": _exact(ContributionRule, settlement.rule, "rule"),
            "figures": encoded(figures_of(settlement), KINDS),
        }
        self._known: dict[int, tuple[object, Json]] = {}  # by identity; holding the object keeps that its own

    def recorded(self, document: AnyDocument) -> AnyDocument:
        """The document with the lines of its record."""
        return replace(document, record=self.lines(document))

    def lines(self, document: Document) -> tuple[str, ...]:
        """The record as lines of text, one row of a table a line."""
        return tuple(laid_out(self.record(document)).splitlines())

    def record(self, document: Document) -> dict[str, Json]:
        """The record of a document: names in the order in which a person reads them.

        Raises
        ------
        ValueError
            The document belongs to another settlement.
        """
        if document.settlement is not self._settlement and document.settlement != self._settlement:
            raise ValueError("the document belongs to another settlement")
        kind = next(name for name, kind in DOCUMENTS.items() if isinstance(document, kind))
        own = {name: self._own(document, name) for name in own_hints(type(document))}
        return FORMAT.sealed({"kind": kind, "own": own, **self._shared})

    def _own(self, document: Document, name: str) -> Json:
        value: object = getattr(document, name)
        known = self._known.get(id(value))
        if known is None:
            kept = paid_plan(document.payouts) if name == PAYOUTS and document.payouts else value
            known = self._known[id(value)] = (value, encoded(kept, KINDS))
        return known[1]


def record_bytes(lines: tuple[str, ...]) -> bytes:
    """The lines of a record as a file: UTF-8."""
    return "".join(f"{line}\n" for line in lines).encode()


def stated_fingerprint(lines: Iterable[str]) -> str:
    """The fingerprint that the lines of a record state; empty when they state none."""
    return next((found[1] for line in lines if (found := _FINGERPRINT.match(line))), "")


def _exact(kind: type, value: object, name: str) -> Json:
    """The JSON of a value, from which the same value comes back; else the record would prove something else."""
    content = encoded(value, KINDS)
    if decoded(kind, parse_json(json.dumps(content)), KINDS, name) != value:
        raise ValueError(f"the {name} does not come back from its record as it was")
    return content


def encoded_record(value: object) -> Json:
    """The JSON of anything that a record holds."""
    return encoded(value, KINDS)


def laid_out(value: Json, indent: str = "", *, is_row: bool = False) -> str:
    """JSON with every plain object and every row of a list on one line, if a cell can hold it."""
    text = _plain(value)
    if not isinstance(value, dict | list):
        return text
    is_plain = not any(map(_is_nested, value.values() if isinstance(value, dict) else value))
    if (is_plain or is_row) and len(text) <= _LONGEST_LINE:
        return text
    inner = indent + " "
    if isinstance(value, dict):
        lines = [f"{inner}{_plain(name)}: {laid_out(part, inner)}" for name, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    lines = [f"{inner}{laid_out(part, inner, is_row=True)}" for part in value]
    return "[\n" + ",\n".join(lines) + f"\n{indent}]"


def _plain(value: Json | Mapping[str, Json]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_nested(value: Json) -> bool:
    return isinstance(value, dict | list)
