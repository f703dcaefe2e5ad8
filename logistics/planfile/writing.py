"""Write a plan and everything that it was made from as a JSON file."""

import json
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from logistics.files import write_whole
from logistics.planfile.parts import SCHEMA, SCHEMA_VERSION, fingerprint
from logistics.planning import Planned


def write_plan(planned: Planned, path: Path) -> None:
    """Write the plan beside `path`, then rename it: never half a file.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    write_whole(path, plan_bytes(planned))


def plan_bytes(planned: Planned) -> bytes:
    """The whole file: UTF-8, one row of a table or one visit on a line."""
    certificate = asdict(planned.certificate)
    del certificate["seconds"]
    head = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "program": f"bokslinga {version('bokslinga')}",
    }
    rest = {
        "certificate": certificate,
        "runs": [asdict(run) for run in planned.plan.runs],
        "dataset": planned.dataset.to_rows(),
    }
    content = {**head, "fingerprint": fingerprint({**head, **rest}), **rest}
    return f"{_laid_out(content)}\n".encode()


def _laid_out(value: object, indent: str = "") -> str:
    """JSON with an object or a list of plain values on one line, and everything else indented."""
    inner = indent + " "
    if isinstance(value, dict) and any(map(_is_nested, value.values())):
        lines = [f"{inner}{json.dumps(key)}: {_laid_out(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and any(map(_is_nested, value)):
        return "[\n" + ",\n".join(f"{inner}{_laid_out(part, inner)}" for part in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def _is_nested(value: object) -> bool:
    return isinstance(value, dict | list | tuple)
