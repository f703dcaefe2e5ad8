"""Describe what is issued, and the entry that it becomes in the journal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from subsidy.canonical import Json, canonical_bytes, fingerprint

Kind = Literal["award", "final"]  # the statements of what is awarded, or a final settlement of it

SCHEMA, SCHEMA_VERSION = "bokslinga-journal", 2
FIRST = "0" * 64  # what the first entry says of the one before it

# Lines of awards stay as they always were.
_VERSIONS: Mapping[Kind, int] = {"award": 1, "final": SCHEMA_VERSION}
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Files are written again under these names: no part leads upwards, and no device or drive is named.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedFile:
    """One issued file: its name, where it lay, and what it holds."""

    name: str  # below the folder of the statements, with "/"
    sha256: str
    n_bytes: int

    def __post_init__(self) -> None:
        if not _PLAIN_NAME.fullmatch(self.name):
            raise ValueError(f"not a plain file name: {self.name!r}")
        if not _SHA256.fullmatch(self.sha256) or self.n_bytes < 0:
            raise ValueError(f"{self.name}: not a fingerprint and a size: {self.sha256!r}, {self.n_bytes}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Which entry is corrected, and why."""

    number: int
    because: str

    def __post_init__(self) -> None:
        if not self.because.strip() or not self.because.isprintable():
            raise ValueError(f"a correction says why in one line, not {self.because!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is to be issued."""

    kind: Kind = "award"
    first_date: date
    last_date: date  # included
    issued_on: date
    content: str  # SHA-256 of all that the region's record states, as of the two below
    inputs: str
    rule: str
    corrects: Correction | None = None
    files: Mapping[str, bytes]

    def __post_init__(self) -> None:
        if self.last_date < self.first_date:
            raise ValueError(f"the period ends {self.last_date}, before it begins {self.first_date}")
        if not self.files:
            raise ValueError("nothing is issued: there are no files")
        names = [name.casefold() for name in self.files]
        if len(set(names)) < len(names):
            raise ValueError(
                f"two files have names that some systems cannot tell apart: {sorted(self.files)}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One issue, as it stands in the journal for ever."""

    number: int  # from 1
    kind: Kind = "award"
    previous: str  # the fingerprint of the entry before
    first_date: date
    last_date: date  # included
    issued_on: date
    content: str
    inputs: str
    rule: str
    corrects: Correction | None
    files: tuple[IssuedFile, ...]  # by name

    def __post_init__(self) -> None:
        for name in ("previous", "content", "inputs", "rule"):
            if not _SHA256.fullmatch(value := getattr(self, name)):
                raise ValueError(f"{name} is no fingerprint: {value!r}")
        if self.corrects and not 1 <= self.corrects.number < self.number:
            raise ValueError(f"entry {self.number} cannot correct entry {self.corrects.number}")
        if self.last_date < self.first_date:
            raise ValueError(f"the period ends {self.last_date}, before it begins {self.first_date}")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of everything in the entry, the fingerprint of the one before included."""
        return fingerprint(self._content())

    @property
    def line(self) -> bytes:
        """The entry's line, with the line feed that makes it count."""
        return canonical_bytes({**self._content(), "fingerprint": self.fingerprint}) + b"\n"

    def file(self, name: str) -> IssuedFile | None:
        """The issued file of that name, if there is one."""
        return next((file for file in self.files if file.name == name), None)

    def _content(self) -> dict[str, Json]:
        corrects: Json = None
        if self.corrects:
            corrects = {"number": self.corrects.number, "because": self.corrects.because}
        files: list[Json] = [
            {"name": file.name, "sha256": file.sha256, "n_bytes": file.n_bytes} for file in self.files
        ]
        return {
            "schema": SCHEMA,
            "schema_version": _VERSIONS[self.kind],
            **({} if self.kind == "award" else {"kind": self.kind}),
            "number": self.number,
            "previous": self.previous,
            "first_date": self.first_date.isoformat(),
            "last_date": self.last_date.isoformat(),
            "issued_on": self.issued_on.isoformat(),
            "content": self.content,
            "inputs": self.inputs,
            "rule": self.rule,
            "corrects": corrects,
            "files": files,
        }
