"""Read an instance file of any format that is known, by what it looks like."""

import re
from pathlib import Path

from tests.benchmarks.cases import CannotState, Case
from tests.benchmarks.reader_cordeau import read_cordeau
from tests.benchmarks.reader_solomon import read_solomon
from tests.benchmarks.reader_vrplib import read_vrplib

NOT_INSTANCES = frozenset(
    {".csv", ".md", ".sol", ".json", ".pdf", ".tour", ".py", ".zip", ".gz", ".toml", ".res"}
)
VRPLIB = re.compile(r"^\s*(DIMENSION|EDGE_WEIGHT_TYPE|EDGE_WEIGHT_SECTION)\b", re.MULTILINE | re.IGNORECASE)
CORDEAU = re.compile(r"\s*\d+[ \t]+\d+[ \t]+\d+[ \t]+\d+[ \t]*\n")
SOLOMON = re.compile(r"CUST(OMER)?\b.*", re.IGNORECASE | re.DOTALL)
PAIRED = re.compile(r"\s*\d+[ \t]+\d+[ \t]+\d+[ \t]*\n")


def read_case(path: Path) -> Case:
    """The case in a file.

    Raises
    ------
    CannotState
        If the format is not known, the problem is not ours, or something in the file is not certain.
    """
    text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    try:
        if VRPLIB.search(text):
            return read_vrplib(path.name, text)
        if CORDEAU.match(text):
            return read_cordeau(path.stem, text)
        if SOLOMON.search(text):
            return read_solomon(path.stem, text)
    except (ValueError, IndexError, OverflowError) as fault:
        raise CannotState(f"{path.name}: a line is not as the format says ({fault})") from fault
    why = "it pairs pickups with deliveries" if PAIRED.match(text) else "its format is not known here"
    raise CannotState(f"{path.name}: {why}")


def instance_files(path: Path) -> list[Path]:
    """The file itself, or the files in a folder that may be instances, in order.

    Raises
    ------
    CannotState
        If there is nothing at the path.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise CannotState(f"{path} is neither a file nor a folder")
    inside = sorted(each for each in path.rglob("*") if each.is_file())
    return [each for each in inside if not _is_beside(each)]


def _is_beside(file: Path) -> bool:
    """Whether a file is a table, a description or the like beside instances."""
    name = file.name.lower()
    return file.suffix.lower() in NOT_INSTANCES or name.startswith((".", "readme", "license"))
