"""Find what was issued in a folder, so that nothing is written over it."""

from collections.abc import Sequence
from pathlib import Path

import typer

from logistics.swedish import dates_text
from subsidy.canonical import fingerprint_of_bytes
from subsidy.journal import (
    JOURNAL_FILE,
    Entry,
    IssuedFile,
    Journal,
    JournalDamaged,
    JournalUnknown,
    journal_from_bytes,
)


def refuse_issued_there(folder: Path, *, replaced: Sequence[Entry] = (), name: str = "") -> None:
    """Refuse to write where a file lies that was issued, unless an entry issued it that is now replaced.

    With a `name` only that file is looked at.

    Raises
    ------
    typer.BadParameter
        Such a file lies there, or a chain that nobody can read.
    OSError
        The folder cannot be read.
    """
    path = folder / JOURNAL_FILE  # comes with whatever is issued
    if not path.exists():
        return
    try:
        chain = journal_from_bytes(path.read_bytes(), str(path))
    except (JournalDamaged, JournalUnknown):
        message = f"{path} går inte att läsa, så utfärdade handlingar kan ligga där. Ange en annan plats."
        raise typer.BadParameter(message, param_hint="'--out'") from None
    kept = {file.sha256 for entry in replaced for file in entry.files}
    for entry in reversed(chain.entries):
        files = (file for file in entry.files if name in ("", file.name) and file.sha256 not in kept)
        if entry not in replaced and any(_lies(folder, file) for file in files):
            raise typer.BadParameter(_told(entry, folder), param_hint="'--out'")


def corrected_line(chain: Journal, number: int | None) -> tuple[Entry, ...]:
    """The entry of a number and those that it corrects, one after the other; none without a number."""
    entries: list[Entry] = []
    while number is not None:
        entries.append(chain.entries[number - 1])
        number = corrects.number if (corrects := entries[-1].corrects) else None
    return tuple(entries)


def _lies(folder: Path, file: IssuedFile) -> bool:
    path = folder / file.name
    if not path.is_file() or path.stat().st_size != file.n_bytes:
        return False
    return fingerprint_of_bytes(path.read_bytes()) == file.sha256


def _told(entry: Entry, folder: Path) -> str:
    period = dates_text(entry.first_date, entry.last_date)
    on = dates_text(entry.issued_on, entry.issued_on)
    if entry.kind == "final":
        what, kept = f"slutavräkningen nr {entry.number}", f"utfärdad den {on}. Den ska vara kvar"
    else:
        what, kept = f"beskeden nr {entry.number}", f"utfärdade den {on}. De ska vara kvar"
    return f"i {folder} ligger {what} i journalen för {period}, {kept}: ange en annan plats."
