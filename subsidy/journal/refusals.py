"""What the journal refuses.

SubsidyError
├── JournalDamaged   the journal is not what was once written: an entry or a file was changed or lost
├── JournalUnknown   the journal has an entry of a version that this program does not know
└── IssueRefused     a statement cannot be issued as it is asked

OSError
└── JournalUnwritable  the journal's folder cannot be written in
"""

from subsidy.errors import SubsidyError


class JournalDamaged(SubsidyError):
    """The journal is not what was once written; carries every sentence that says where."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class JournalUnknown(SubsidyError):
    """The journal has an entry of a version that this program does not know; the sentence says what to do."""


class IssueRefused(SubsidyError):
    """A statement cannot be issued as it is asked; the sentence says what to do."""


class JournalUnwritable(OSError):
    """The journal's folder, whose name it carries, cannot be written in: nothing was issued."""
