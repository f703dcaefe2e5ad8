"""Keep what was issued, for ever: a journal that only grows, each entry chained to the one before.

What is issued are the statements of a period's awards, and the final settlement that pays, claims or carries what
is left.
A journal is a folder: `journal.jsonl` with one entry a line, `files/` with every issued file under the name of
its SHA-256, and `lock`, which whoever writes holds. An entry counts when its whole line, with the line feed, is
on the disk; everything it names was put there before it. So a kill or a full disk at any moment leaves either
the whole entry or none: what is left of a line without its end is passed over by readers and removed by the next
writer. `begun.jsonl`, which is there until the entry stands, tells the files that such an issue leaves from those
of an entry that somebody took away.
"""

from subsidy.journal.begun import begun_files
from subsidy.journal.entry import FIRST, SCHEMA, Correction, Entry, Issue, IssuedFile, Kind
from subsidy.journal.pen import Pen, writing
from subsidy.journal.reading import (
    FILES_FOLDER,
    JOURNAL_FILE,
    Journal,
    is_cut_short,
    journal_bytes,
    journal_from_bytes,
    read_files,
    read_journal,
    unnamed_files,
)
from subsidy.journal.refusals import IssueRefused, JournalDamaged, JournalUnknown, JournalUnwritable
from subsidy.journal.refusing import refuse_issue

__all__ = [
    "FILES_FOLDER",
    "FIRST",
    "JOURNAL_FILE",
    "SCHEMA",
    "Correction",
    "Entry",
    "Issue",
    "IssueRefused",
    "IssuedFile",
    "Journal",
    "JournalDamaged",
    "JournalUnknown",
    "JournalUnwritable",
    "Kind",
    "Pen",
    "begun_files",
    "is_cut_short",
    "journal_bytes",
    "journal_from_bytes",
    "read_files",
    "read_journal",
    "refuse_issue",
    "unnamed_files",
    "writing",
]
