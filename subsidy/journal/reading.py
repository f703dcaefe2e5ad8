"""Read a journal, and check its whole chain."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from subsidy.canonical import fingerprint_of_bytes
from subsidy.journal.disk import PART
from subsidy.journal.entry import FIRST, SCHEMA_VERSION, Entry, Kind
from subsidy.journal.lines import OtherVersion, read_entry
from subsidy.journal.refusals import JournalDamaged, JournalUnknown

JOURNAL_FILE, FILES_FOLDER = "journal.jsonl", "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Every entry, first to last, each with the fingerprint of the one before."""

    entries: tuple[Entry, ...] = ()

    @property
    def next_number(self) -> int:
        """The number that the next entry gets."""
        return len(self.entries) + 1

    @property
    def last_fingerprint(self) -> str:
        """What the next entry says of the one before."""
        return self.entries[-1].fingerprint if self.entries else FIRST

    @property
    def standing(self) -> tuple[Entry, ...]:
        """The entries that no later one corrects."""
        corrected = {entry.corrects.number for entry in self.entries if entry.corrects}
        return tuple(entry for entry in self.entries if entry.number not in corrected)

    def corrected_by(self, number: int) -> Entry | None:
        """The entry that corrects another, if one does."""
        return next((e for e in self.entries if e.corrects and e.corrects.number == number), None)

    def standing_of(self, kind: Kind) -> tuple[Entry, ...]:
        """Those of a kind."""
        return tuple(entry for entry in self.standing if entry.kind == kind)

    def standing_for(self, kind: Kind, period: tuple[date, date]) -> Entry | None:
        """The one of a kind for exactly a period, first and last day, if there is one."""
        found = (e for e in self.standing_of(kind) if (e.first_date, e.last_date) == period)
        return next(found, None)

    def standing_on(self, kind: Kind, period: tuple[date, date]) -> tuple[Entry, ...]:
        """Those of a kind that share a day with a period, first and last day."""
        first, last = period
        return tuple(e for e in self.standing_of(kind) if e.first_date <= last and first <= e.last_date)

    def entries_with(self, content: bytes) -> tuple[Entry, ...]:
        """The entries that issued exactly this file."""
        sha256 = fingerprint_of_bytes(content)
        return tuple(e for e in self.entries if any(file.sha256 == sha256 for file in e.files))


def read_journal(folder: Path) -> Journal:
    """The journal in a folder; an empty one where nothing was issued yet.

    Raises
    ------
    JournalDamaged
        A line was changed or lost, or there are files but no journal.
    OSError
        The journal cannot be read.
    """
    path = folder / JOURNAL_FILE
    try:
        return journal_from_bytes(path.read_bytes(), str(path))
    except FileNotFoundError as fault:
        # The journal's file is made before the first of the others.
        if any((folder / FILES_FOLDER).glob("*")):
            raise JournalDamaged(
                (f"{path}: journalen saknas, men dess filer finns kvar. {_REMEDY}",)
            ) from fault
        return Journal()


def journal_from_bytes(content: bytes, name: str) -> Journal:
    """The journal in the bytes of its file; an unfinished last line is no entry.

    Raises
    ------
    JournalDamaged
        A line was changed or lost; every line found so is named.
    JournalUnknown
        A newer program wrote a line.
    """
    entries: list[Entry] = []
    for number, line in enumerate(whole_part(content).splitlines(keepends=True), start=1):
        try:
            entry = read_entry(line)
        except OtherVersion as other:
            raise JournalUnknown(
                f"{name}, rad {number}: posten är skriven av en nyare version av programmet (journalformat"
                f" {other.found}; det här programmet läser {SCHEMA_VERSION}). Uppdatera bokslinga och försök igen."
            ) from other
        except ValueError as fault:
            sentence = f"{name}, rad {number}: posten har ändrats eller är skadad. {_REMEDY}"
            raise JournalDamaged((sentence,)) from fault
        previous = entries[-1].fingerprint if entries else FIRST
        if entry.number != number or entry.previous != previous:
            sentence = (
                f"{name}, rad {number}: posten (nr {entry.number}) följer inte på den före, så en eller flera "
                f"poster saknas, står dubbelt eller har bytt plats. {_REMEDY}"
            )
            raise JournalDamaged((sentence,))
        if entries and entry.issued_on < entries[-1].issued_on:
            sentence = f"{name}, rad {number}: posten är daterad före den som står före. {_REMEDY}"
            raise JournalDamaged((sentence,))
        entries.append(entry)
    return Journal(entries=tuple(entries))


def journal_bytes(folder: Path) -> bytes:
    """The journal's file as far as it counts: for a receiver who wants to check the chain.

    Raises
    ------
    OSError
        The journal cannot be read.
    """
    return whole_part((folder / JOURNAL_FILE).read_bytes())


def is_cut_short(folder: Path) -> bool:
    """Whether the last line was left unfinished by a kill or a full disk: what it was to say was never issued.

    Raises
    ------
    OSError
        The journal cannot be read.
    """
    content = (folder / JOURNAL_FILE).read_bytes()
    return whole_part(content) != content


def whole_part(content: bytes) -> bytes:
    """The lines that have their line feed."""
    return content[: content.rfind(b"\n") + 1]


def read_files(folder: Path, entry: Entry) -> dict[str, bytes]:
    """Every file of an entry, byte for byte as issued, by name.

    Raises
    ------
    JournalDamaged
        A file was changed or is lost; every one of them is named. Or the folder holds a copy of the chain alone.
    OSError
        A file cannot be read.
    """
    if not (folder / FILES_FOLDER).is_dir():
        sentence = (
            f"{folder}: i mappen finns bara en kopia av kedjan ({JOURNAL_FILE}), inte de utfärdade filerna. Ange"
            " journalens egen mapp, eller hämta tillbaka den från en säkerhetskopia."
        )
        raise JournalDamaged((sentence,))
    found = {file.name: _read(folder / FILES_FOLDER / file.sha256) for file in entry.files}
    sentences = [
        f"{folder / FILES_FOLDER / file.sha256}: filen ({file.name} i nr {entry.number}) "
        f"{'saknas' if content is None else 'har ändrats'}. {_REMEDY}"
        for file in entry.files
        if (content := found[file.name]) is None or fingerprint_of_bytes(content) != file.sha256
    ]
    if sentences:
        raise JournalDamaged(tuple(sentences))
    return {name: content for name, content in found.items() if content is not None}


def unnamed_files(folder: Path, journal: Journal) -> tuple[str, ...]:
    """The kept files that no entry names: an issue was cut short, or entries were taken away."""
    named = {file.sha256 for entry in journal.entries for file in entry.files}
    kept = (path.name for path in (folder / FILES_FOLDER).glob("*") if not path.name.endswith(PART))
    return tuple(sorted(name for name in kept if name not in named))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


_REMEDY = "Hämta tillbaka journalens mapp från en säkerhetskopia."
