"""Find a file in a journal, and check the journal itself."""

from dataclasses import dataclass
from pathlib import Path

from logistics.swedish import count_text, dates_text, list_text
from logistics.verifying.entries import notes_of, wrong_entry
from logistics.verifying.finding import Finding
from logistics.verifying.issued_as import issued_as
from subsidy.journal import (
    FILES_FOLDER,
    JOURNAL_FILE,
    Entry,
    Journal,
    JournalDamaged,
    begun_files,
    journal_from_bytes,
    read_files,
    read_journal,
    unnamed_files,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InJournal:
    """What a journal says of a file."""

    entry: Entry | None  # the last that issued exactly this file; None: no entry did
    of_inputs: Entry | None = None  # the last that issued the inputs in it, where none issued the file itself
    corrected_by: Entry | None
    findings: tuple[Finding, ...]
    is_kept: bool = (
        False  # in the journal's own folder, not only in a copy of its chain, which anybody can write
    )

    @property
    def proves(self) -> bool:
        """Whether the file is what was issued, byte for byte."""
        return self.entry is not None and self.is_kept


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
        journal = read_journal(place)
        (place / JOURNAL_FILE).stat()  # a folder without a journal is the wrong folder
        return journal
    return journal_from_bytes(place.read_bytes(), str(place))


def find_in_journal(path: Path, content: bytes, place: Path, inputs: bytes = b"") -> InJournal:
    """What the journal at `place` says of a file.

    A workbook that a receiver saved anew has other bytes than were issued; its `inputs`, as the file beside it
    holds them, are the same.

    Raises
    ------
    JournalDamaged
        An entry was changed or lost.
    OSError
        The journal cannot be read.
    """
    journal = read_chain(place)
    lost = lost_entries(place, journal)
    if found := journal.entries_with(content):
        entry = found[-1]
        wrong = _wrong_files_of(place, entry) if place.is_dir() else wrong_entry(entry, {path.name: content})
        later = journal.corrected_by(entry.number)
        return InJournal(entry=entry, corrected_by=later, findings=(*wrong, *lost), is_kept=place.is_dir())
    if inputs and (issued := journal.entries_with(inputs)):
        later = journal.corrected_by(issued[-1].number)
        return InJournal(entry=None, of_inputs=issued[-1], corrected_by=later, findings=lost)
    finding = Finding(figure="journal", says=path.name, should_be="", sentence=_unknown(path, journal))
    return InJournal(entry=None, corrected_by=None, findings=(finding, *lost))


def wrong_files(folder: Path, journal: Journal) -> tuple[Finding, ...]:
    """Every issued file that was changed or lost, and every entry that says something else than its files."""
    return tuple(finding for entry in journal.entries for finding in _wrong_files_of(folder, entry))


def _wrong_files_of(folder: Path, entry: Entry) -> tuple[Finding, ...]:
    try:
        return wrong_entry(entry, read_files(folder, entry))
    except JournalDamaged as damage:
        figure = f"journal[{entry.number}]"
        return tuple(
            Finding(figure=figure, says="", should_be="", sentence=sentence) for sentence in damage.sentences
        )


def refuse_shortened(folder: Path, journal: Journal) -> None:
    """Refuse to go on from a journal whose last entries were taken away.

    Raises
    ------
    JournalDamaged
        Its folder keeps statements issued under numbers that its last entry does not reach.
    """
    if lost := lost_entries(folder, journal):
        raise JournalDamaged(tuple(finding.sentence for finding in lost))


def lost_entries(place: Path, journal: Journal) -> tuple[Finding, ...]:
    """That a journal's folder keeps statements issued under numbers that its last entry does not reach.

    Entries were taken away from the end, which no chain can show. Kept files of a number that is there harm
    nobody, nor do those of an issue that was cut short. None when the journal is no folder.
    """
    if not place.is_dir():
        return ()
    unnamed = set(unnamed_files(place, journal)) - begun_files(place, journal)
    numbers = {number for name in unnamed for number in _issued_as(place / FILES_FOLDER / name)}
    lost = sorted(number for number in numbers if number > len(journal.entries))
    if not lost or read_journal(place) != journal:  # somebody issued while we looked
        return ()
    last = f"slutar med nr {len(journal.entries)}" if journal.entries else "har inga poster"
    sentence = (
        f"Journalen {last}, men i dess mapp ligger besked utfärdade som nr {list_text(map(str, lost))}"
        f" ({count_text(len(unnamed), 'fil', 'filer')} som ingen post nämner): poster har tagits bort i slutet."
        " Hämta journalens mapp från en säkerhetskopia. Till dess utfärdas och avräknas inget efter den."
    )
    says = str(len(journal.entries))
    return (Finding(figure="journal", says=says, should_be=str(lost[-1]), sentence=sentence),)


def _issued_as(path: Path) -> tuple[int, ...]:
    """The number that a kept file says that it was issued as, if it is the record of a document.

    What is no file, such as a folder that a network disk adds, says nothing.
    """
    if not path.is_file():
        return ()
    issued = issued_as(notes_of(path.read_bytes()))
    return (issued.number,) if issued else ()


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
