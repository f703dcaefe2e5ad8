"""Find a file in a journal, and check the journal itself."""

from dataclasses import dataclass
from pathlib import Path

from logistics.swedish import dates_text
from logistics.verifying.finding import Finding
from subsidy.journal import (
    JOURNAL_FILE,
    Entry,
    Journal,
    JournalDamaged,
    journal_from_bytes,
    read_files,
    read_journal,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InJournal:
    """What a journal says of a file."""

    entry: Entry | None  # the last that issued exactly this file; None: no entry did
    corrected_by: Entry | None
    findings: tuple[Finding, ...]


def journal_near(path: Path) -> Path | None:
    """The journal that came with a file: in its folder or the one above, if there is one."""
    folders = path.absolute().parents[:2]
    return next((found for folder in folders if (found := folder.joinpath(JOURNAL_FILE)).is_file()), None)


def read_chain(place: Path) -> Journal:
    """The journal in a folder, or in a file that came with the statements; its chain checked.

    Raises
    ------
    JournalDamaged
        An entry was changed or lost.
    OSError
        There is none, or it cannot be read.
    """
    if place.is_dir():
        (place / JOURNAL_FILE).stat()  # a folder without a journal is the wrong folder
        return read_journal(place)
    return journal_from_bytes(place.read_bytes(), str(place))


def find_in_journal(path: Path, content: bytes, place: Path) -> InJournal:
    """What the journal at `place` says of a file.

    Raises
    ------
    JournalDamaged
        An entry was changed or lost.
    OSError
        The journal cannot be read.
    """
    journal = read_chain(place)
    if found := journal.entries_with(content):
        entry = found[-1]
        return InJournal(entry=entry, corrected_by=journal.corrected_by(entry.number), findings=())
    finding = Finding(figure="journal", says=path.name, should_be="", sentence=_unknown(path, journal))
    return InJournal(entry=None, corrected_by=None, findings=(finding,))


def wrong_files(folder: Path, journal: Journal) -> tuple[Finding, ...]:
    """Every issued file that was changed or lost."""
    findings: list[Finding] = []
    for entry in journal.entries:
        try:
            read_files(folder, entry)
        except JournalDamaged as damage:
            findings += (
                Finding(figure=f"journal[{entry.number}]", says="", should_be="", sentence=sentence)
                for sentence in damage.sentences
            )
    return tuple(findings)


def _unknown(path: Path, journal: Journal) -> str:
    says = "Journalen: ingen post har utfärdat just den här filen."
    same = [
        (entry, file)
        for entry in journal.entries
        for file in entry.files
        if Path(file.name).name == path.name
    ]
    if not same:
        return says
    entry, file = same[-1]
    return (
        f"{says} Nr {entry.number} ({dates_text(entry.first_date, entry.last_date)}) utfärdade {file.name} med ett"
        f" annat innehåll (fingeravtryck {file.sha256[:16]}…)."
    )
