"""Read an entry of the journal back from its line, and believe nothing that we did not write."""

from datetime import date
from typing import get_args

from subsidy.canonical import Json, parse_json
from subsidy.journal.entry import SCHEMA, SCHEMA_VERSION, Correction, Entry, IssuedFile, Kind


class OtherVersion(Exception):
    """An entry is of a version that we do not know; `found` is its number."""

    def __init__(self, found: int) -> None:
        self.found = found


def read_entry(line: bytes) -> Entry:
    """The entry of a line, its line feed included.

    Raises
    ------
    ValueError
        The line is not, byte for byte, what `Entry.line` gives: it was changed.
    OtherVersion
        A newer program wrote it.
    """
    content = parse_json(line)
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise ValueError("not an entry of a journal")
    version = content.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise OtherVersion(version)
    try:
        entry = _entry(content)
    except (KeyError, TypeError) as fault:
        raise ValueError(f"a part of the entry is missing or of the wrong kind: {fault}") from fault
    if entry.line != line:
        raise ValueError("the fingerprint is not that of the entry")
    return entry


def _entry(content: dict[str, Json]) -> Entry:
    corrects, files = content["corrects"], content["files"]
    if not isinstance(files, list):
        raise TypeError("files")
    return Entry(
        number=_whole(content["number"]),
        kind=_kind(content.get("kind", "award")),
        previous=_text(content["previous"]),
        first_date=date.fromisoformat(_text(content["first_date"])),
        last_date=date.fromisoformat(_text(content["last_date"])),
        issued_on=date.fromisoformat(_text(content["issued_on"])),
        content=_text(content["content"]),
        inputs=_text(content["inputs"]),
        rule=_text(content["rule"]),
        corrects=None if corrects is None else _correction(_object(corrects)),
        files=tuple(_file(_object(file)) for file in files),
    )


def _kind(part: Json) -> Kind:
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        if part == kind:
            return kind
    raise TypeError(part)


def _correction(content: dict[str, Json]) -> Correction:
    return Correction(number=_whole(content["number"]), because=_text(content["because"]))


def _file(content: dict[str, Json]) -> IssuedFile:
    return IssuedFile(
        name=_text(content["name"]), sha256=_text(content["sha256"]), n_bytes=_whole(content["n_bytes"])
    )


def _object(part: Json) -> dict[str, Json]:
    if not isinstance(part, dict):
        raise TypeError(part)
    return part


def _text(part: Json) -> str:
    if not isinstance(part, str):
        raise TypeError(part)
    return part


def _whole(part: Json) -> int:
    if not isinstance(part, int) or isinstance(part, bool):
        raise TypeError(part)
    return part
