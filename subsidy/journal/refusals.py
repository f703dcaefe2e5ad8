"""What the journal refuses.

SubsidyError
├── JournalDamaged   the journal is not what was once written: an entry or a file was changed or lost
└── IssueRefused     a statement cannot be issued as it is asked
"""

from subsidy.errors import SubsidyError


class JournalDamaged(SubsidyError):
    """The journal is not what was once written; carries every sentence that says where."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class IssueRefused(SubsidyError):
    """A statement cannot be issued as it is asked; the sentence says what to do."""
