"""Issue: add an entry to the journal, with its files, under a lock."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from subsidy.canonical import fingerprint_of_bytes
from subsidy.journal.begun import begin, end
from subsidy.journal.disk import PART, append, put, sync_folder
from subsidy.journal.entry import Entry, Issue, IssuedFile
from subsidy.journal.locking import locked
from subsidy.journal.reading import FILES_FOLDER, JOURNAL_FILE, Journal, read_journal
from subsidy.journal.refusals import JournalUnwritable
from subsidy.journal.refusing import refuse_issue


class Pen:
    """The right to write in a journal, as long as its lock is held."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.journal = read_journal(folder)

    @property
    def n_bytes(self) -> int:
        """How long the journal's file is, without a last line that was cut short."""
        return sum(len(entry.line) for entry in self.journal.entries)

    def issue(self, issue: Issue) -> Entry:
        """The new entry, once it and all its files are on the disk.

        Raises
        ------
        IssueRefused
            See `refuse_issue`.
        JournalUnwritable
            The disk is full or cannot be written on; then nothing was issued.
        """
        period = issue.first_date, issue.last_date
        refuse_issue(self.journal, period, issue.issued_on, issue.corrects, issue.kind)
        entry = self._entry(issue)
        # Files first: an entry never names one that is not there. What was begun tells whose files lack an entry.
        with _telling(self._folder):
            begin(self._folder, entry, self.journal)
            for content in issue.files.values():
                self._keep(content)
            sync_folder(self._folder / FILES_FOLDER)
            append(self._folder / JOURNAL_FILE, entry.line, at=self.n_bytes)
        end(self._folder)
        self.journal = Journal(entries=(*self.journal.entries, entry))
        return entry

    def _entry(self, issue: Issue) -> Entry:
        files = (
            IssuedFile(name=name, sha256=fingerprint_of_bytes(content), n_bytes=len(content))
            for name, content in issue.files.items()
        )
        return Entry(
            number=self.journal.next_number,
            kind=issue.kind,
            previous=self.journal.last_fingerprint,
            first_date=issue.first_date,
            last_date=issue.last_date,
            issued_on=issue.issued_on,
            content=issue.content,
            inputs=issue.inputs,
            rule=issue.rule,
            corrects=issue.corrects,
            files=tuple(sorted(files, key=lambda file: file.name)),
        )

    def _keep(self, content: bytes) -> None:
        path = self._folder / FILES_FOLDER / fingerprint_of_bytes(content)
        if not path.is_file() or path.read_bytes() != content:
            put(path, content)


@contextmanager
def writing(folder: Path) -> Iterator[Pen]:
    """A pen for the journal in a folder, which is made if it is not there; waits while another process writes.

    Raises
    ------
    JournalDamaged
        The journal was changed; nothing is added to one that does not hold.
    JournalUnwritable
        The folder cannot be written in.
    """
    files = folder / FILES_FOLDER
    with ExitStack() as held:
        with _telling(folder):
            files.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)
            held.enter_context(locked(folder))
            pen = Pen(folder)
            for left in files.glob(f"*{PART}"):  # of a process that was killed
                left.unlink()
            append(folder / JOURNAL_FILE, b"", at=pen.n_bytes)
        yield pen


@contextmanager
def _telling(folder: Path) -> Iterator[None]:
    """Let a refusal of the system name the journal's folder: it may name no file, or one that nobody knows."""
    try:
        yield
    except OSError as refusal:
        raise JournalUnwritable(refusal.errno, refusal.strerror, str(folder)) from refusal
