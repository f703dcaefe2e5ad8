"""Tell what kind of file was given, by what it holds."""

import json
from collections.abc import Mapping
from pathlib import Path

from logistics.planfile import SCHEMA as PLAN_SCHEMA
from logistics.swedish import list_text
from logistics.verifying import WORKBOOK_BEGINS
from logistics.verifying.opening import holds_final
from subsidy.final_record import SCHEMA as FINAL_SCHEMA
from subsidy.journal import SCHEMA as JOURNAL_SCHEMA
from subsidy.record import SCHEMA as RECORD_SCHEMA

SCHEMAS: Mapping[str, str] = {
    PLAN_SCHEMA: "en plan",
    RECORD_SCHEMA: "ett bidragsbesked",
    FINAL_SCHEMA: "en slutavräkning",
    JOURNAL_SCHEMA: "en journal",
}
# Names that stand at the top of each, to tell what a file is that does not say so.
_NAMES = {
    PLAN_SCHEMA: {"certificate", "runs", "dataset"},
    RECORD_SCHEMA: {"basis", "rule", "own", "figures"},
    FINAL_SCHEMA: {"inputs", "figures", "program"},
    JOURNAL_SCHEMA: {"number", "previous", "issued_on", "files"},
}
_MOST_NAMES = 5


def schema_of(path: Path) -> str:
    """The schema that a file is of; empty when it is of none that we know."""
    if path.is_dir():
        return JOURNAL_SCHEMA
    content = path.read_bytes()
    if content.startswith(WORKBOOK_BEGINS):
        return FINAL_SCHEMA if holds_final(content) else RECORD_SCHEMA
    found = _parsed(content)
    schema = str(found.get("schema", "")) if isinstance(found, dict) else ""
    return schema if schema in SCHEMAS else ""


def likeness(path: Path) -> str:
    """What a file that is of no schema looks like, in Swedish, as the end of a sentence."""
    content = path.read_bytes()
    found = _parsed(content)
    if not content.strip():
        return "är tom"
    if found is None:
        return "är ingen hel JSON-text; kanske är den avklippt"
    if not isinstance(found, dict):
        return "är en lista" if isinstance(found, list) else "är ett enda värde"
    for schema, names in _NAMES.items():
        if len(names & found.keys()) > 1:
            return f"liknar {SCHEMAS[schema]}, men säger inte ”schema”: ”{schema}”"
    if "schema" in found:
        return f"säger att den är ”{found['schema']}”"
    if not found:
        return "är ett JSON-objekt utan innehåll"
    first = [f"”{name}”" for name in list(found)[:_MOST_NAMES]]
    return f"är ett JSON-objekt med {list_text(first)}"


def _parsed(content: bytes) -> object:
    """The JSON of a file, or of its first line: a journal has one on every line; None where there is none."""
    for part in (content, content.partition(b"\n")[0]):
        try:
            return json.loads(part.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            continue
    return None
