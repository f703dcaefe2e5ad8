"""Open a record: JSON of one format, in a version that this program knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from subsidy.canonical import Json, fingerprint, parse_json
from subsidy.errors import SubsidyError
from subsidy.record.codec import Damaged
from subsidy.record.program import program

_HEAD = frozenset({"schema", "schema_version", "program", "fingerprint"})
_ASK_ANEW = "Be avsändaren om filen på nytt."


class RecordRefused(SubsidyError):
    """What was read is no record, or one of a version that we do not know; `remedy` says what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of records: its versions that this program reads, and what a reader calls such a record."""

    schema: str
    oldest: int
    newest: int  # that this program writes
    none: str  # “inget bidragsbesked”
    name: str  # “beskedet”
    written: str  # “skrivet”, as the name inflects it
    parts: frozenset[str]  # the names of its parts, beside those that say what it is

    def sealed(self, parts: Mapping[str, Json]) -> dict[str, Json]:
        """A record of some parts: what wrote it and its fingerprint, then they."""
        head: dict[str, Json] = {
            "schema": self.schema,
            "schema_version": self.newest,
            "program": program(),
        }
        return {**head, "fingerprint": fingerprint_of({**head, **parts}), **parts}

    def opened(self, text: str | bytes) -> dict[str, Json]:
        """The parts of the record in a text.

        Raises
        ------
        RecordRefused
            It is no record of this format, or one of a version that this program does not know.
        Damaged
            It has a part that no version has.
        """
        try:
            parts = parse_json(text)
        except ValueError as fault:
            raise self._no_record() from fault
        if not isinstance(parts, dict) or parts.get("schema") != self.schema:
            raise self._no_record()
        found = parts.get("schema_version")
        if not isinstance(found, int) or isinstance(found, bool) or found < self.oldest:
            raise RecordRefused(f"{self.name}s format är okänt ({found})", _ASK_ANEW)
        if found > self.newest:
            known = f"{self.oldest}–{self.newest}" if self.oldest < self.newest else f"{self.newest}"
            reason = (
                f"{self.name} är {self.written} av en nyare version av programmet (format {found}; det här"
                f" programmet läser {known})"
            )
            raise RecordRefused(reason, "Uppdatera bokslinga och försök igen.")
        if unknown := sorted(parts.keys() - self.parts - _HEAD):
            raise Damaged(unknown[0])
        return parts

    def _no_record(self) -> RecordRefused:
        return RecordRefused(f"det är {self.none} från bokslinga", _ASK_ANEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A record as it was read, and what it says of itself."""

    parts: Mapping[str, Json]

    @property
    def content(self) -> str:
        """The fingerprint of everything."""
        return fingerprint_of(self.parts)

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing has changed since it was written."""
        return self.parts.get("fingerprint") == self.content

    @property
    def program(self) -> str:
        """What wrote it; empty where it does not say."""
        written_by = self.parts.get("program")
        return written_by if isinstance(written_by, str) else ""

    @property
    def is_of_this_program(self) -> bool:
        """Whether this version of the program wrote it."""
        return self.program == program()


def stated(parts: Mapping[str, Json], name: str) -> Json:
    """One part of a record.

    Raises
    ------
    Damaged
        The record has no such part.
    """
    if name not in parts:
        raise Damaged(name)
    return parts[name]


def fingerprint_of(parts: Mapping[str, Json]) -> str:
    """SHA-256 of everything in a record but its fingerprint."""
    return fingerprint({name: part for name, part in parts.items() if name != "fingerprint"})
