"""Give a command's answer on stdout: lines for a person, or JSON for a program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import typer

from logistics.errors import DataFaults

Line = tuple[str, str]  # a label, and what is said of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command came to."""

    lines: Sequence[Line]
    result: Mapping[str, object]
    files: Mapping[str, Sequence[Path]] = field(default_factory=dict)  # by what they are

    def show(self, *, as_json: bool) -> None:
        """Print it; nothing else is ever printed on stdout."""
        typer.echo(self._json() if as_json else self._text())

    def _json(self) -> str:
        files = [path.as_posix() for paths in self.files.values() for path in paths]
        return _dumped({**self.result, **({"files": files} if files else {})})

    def _text(self) -> str:
        lines = [*self.lines, *((kind, _where(paths)) for kind, paths in self.files.items())]
        width = max(len(label) for label, _ in lines)
        return "\n".join(f"{label:<{width}}  {text}" for label, text in lines)


def faults_json(refusal: DataFaults) -> str:
    """Every fault of a data set, with its place, value and remedy."""
    return _dumped({"faults": [asdict(fault) for fault in refusal.faults]})


def _dumped(content: Mapping[str, object]) -> str:
    # ASCII only, so that no console or pipe can change a letter.
    return json.dumps(content, indent=2)


def _where(paths: Sequence[Path]) -> str:
    """The first file, where a reader begins, and how many there are."""
    first = paths[0].as_posix()
    others = len(paths) - 1
    return f"{first} (och {others} {'fil' if others == 1 else 'filer'} till)" if others else first
