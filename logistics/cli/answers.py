"""Give a command's answer on stdout: lines for a person, or JSON for a program."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

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
        files = {kind: [path.as_posix() for path in paths] for kind, paths in self.files.items()}
        # ASCII only, so that no console or pipe can change a letter.
        return json.dumps({**self.result, **({"files": files} if files else {})}, indent=2)

    def _text(self) -> str:
        lines = [*self.lines, *((kind, _where(paths)) for kind, paths in self.files.items())]
        width = max(len(label) for label, _ in lines)
        return "\n".join(f"{label:<{width}}  {text}" for label, text in lines)


def _where(paths: Sequence[Path]) -> str:
    """The first file, where a reader begins, and how many there are."""
    first = paths[0].as_posix()
    return first if len(paths) == 1 else f"{first} (och {len(paths) - 1} filer till)"
