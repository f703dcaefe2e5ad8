"""List the files of a run in their folder, so that a later run can remove those that it no longer writes."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

# A list stands where others can write: only plain names below the folder are believed. No part begins with
# a full stop, so none leads upwards; no colon or backslash, so none leads elsewhere on Windows.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


def list_name(kind: str) -> str:
    """The name of the list of files of a kind: `filer-tidtabell.json`."""
    return f"filer-{kind}.json"


def write_list(path: Path, names: Iterable[str]) -> None:
    """Write the list: names relative to its folder, in order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(f"{json.dumps(sorted(names), indent=1)}\n".encode())


def listed_files(folder: Path, kind: str) -> list[str]:
    """The files of the list in a folder that are still there; none where there is no list that we wrote.

    Links and what lies behind them are never among them.
    """
    try:
        names = json.loads((folder / list_name(kind)).read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [name for name in names if _is_own(folder, name)] if isinstance(names, list) else []


def _is_own(folder: Path, name: object) -> bool:
    if not isinstance(name, str) or not _PLAIN_NAME.fullmatch(name):
        return False
    path = folder / name
    return path.is_file() and path.resolve() == folder.resolve() / name
