"""Remember which issues were begun, so that the files of one that was cut short are known for what they are.

Files are kept before the entry that names them. Without this, those of an issue that was cut short would look like
those of an entry that somebody took away.
"""

from contextlib import suppress
from pathlib import Path

from subsidy.journal.disk import put, sync_folder
from subsidy.journal.entry import Entry
from subsidy.journal.lines import OtherVersion, read_entry
from subsidy.journal.reading import Journal

BEGUN_FILE = "begun.jsonl"


def begin(folder: Path, entry: Entry, journal: Journal) -> None:
    """Remember that an entry is to follow on the journal's last, beside others that were begun there.

    Raises
    ------
    OSError
        The disk is full or cannot be written on.
    """
    lines = [found.line for found in _begun(folder, journal) if found != entry]
    put(folder / BEGUN_FILE, b"".join((*lines, entry.line)))
    sync_folder(folder)


def end(folder: Path) -> None:
    """Forget what was begun: the entry stands."""
    with suppress(OSError):  # what was begun on an entry that is not the last says nothing
        (folder / BEGUN_FILE).unlink()


def begun_files(folder: Path, journal: Journal) -> frozenset[str]:
    """The SHA-256 of every file of the issues that were begun on the journal's last entry, and never ended.

    Raises
    ------
    OSError
        The folder cannot be read.
    """
    return frozenset(file.sha256 for entry in _begun(folder, journal) for file in entry.files)


def _begun(folder: Path, journal: Journal) -> list[Entry]:
    path = folder / BEGUN_FILE
    entries = []
    for line in path.read_bytes().splitlines(keepends=True) if path.is_file() else ():
        with suppress(ValueError, OtherVersion):  # what we did not write excuses nothing
            entries.append(read_entry(line))
    return [entry for entry in entries if entry.previous == journal.last_fingerprint]
