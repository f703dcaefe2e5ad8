"""Find one's way in the JSON of a plan file: its names, its fingerprint, and values of the kind they should be."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

SCHEMA = "bokslinga-plan"
SCHEMA_VERSION = 4  # 1 had no dual prices, 2 the contribution as tables, 3 no balances of the year before
OLDEST_READ = 3
MOST_WHOLE = (
    2**53
)  # what every JSON reader keeps (RFC 7493), and no more than a visit may be worth in `routes.proof`
_MOST_SHOWN = 40  # characters of a number


class Damaged(Exception):
    """What stands at a place of the file cannot stand there; `problem` says why in Swedish, or nothing."""

    def __init__(self, place: str, problem: str = "") -> None:
        self.place, self.problem = place, problem
        super().__init__(place, problem)

    @property
    def in_text(self) -> str:
        """The place, and what is wrong there."""
        return f"{self.place}: {self.problem}" if self.problem else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value in the file and where it stands: `runs[2].visits[0].begin_s`."""

    value: object
    place: str = ""

    def __getitem__(self, name: str) -> "Part":
        """The part of an object by that name."""
        place = f"{self.place}.{name}" if self.place else name
        if not isinstance(self.value, dict) or name not in self.value:
            raise Damaged(place)
        return Part(value=self.value[name], place=place)

    def rows(self) -> Iterator["Part"]:
        """The parts of a list."""
        if not isinstance(self.value, list):
            raise Damaged(self.place)
        return (Part(value=row, place=f"{self.place}[{i}]") for i, row in enumerate(self.value))

    def fields(self) -> Iterator[tuple[str, "Part"]]:
        """The names and parts of an object."""
        if not isinstance(self.value, dict):
            raise Damaged(self.place)
        return ((name, self[name]) for name in self.value)

    def only(self, *names: str) -> "Part":
        """Itself, an object with these names and no others."""
        for name, part in self.fields():
            if name not in names:
                raise Damaged(part.place, "det ska inte finnas")
        return self

    def whole(self, most: int | None = MOST_WHOLE) -> int:
        """A whole number, not further from 0 than `most`."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise Damaged(self.place)
        if most is not None and abs(self.value) > most:
            raise Damaged(self.place, f"{_short(str(self.value))} har för många siffror")
        return self.value

    def one_of(self, words: Sequence[str]) -> str:
        """One of these words."""
        if (word := self.text()) not in words:
            raise Damaged(self.place, f"”{_short(word)}” är inget av {', '.join(words)}")
        return word

    def text(self) -> str:
        """A text."""
        if not isinstance(self.value, str):
            raise Damaged(self.place)
        return self.value

    @property
    def is_empty(self) -> bool:
        """Whether it says null."""
        return self.value is None


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of everything in a plan file but its fingerprint.

    It does not depend on how the JSON is laid out or on the order of names, so an editor that only saves
    the file anew does no harm.
    """
    rest = {name: part for name, part in content.items() if name != "fingerprint"}
    return sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
