"""What the application refuses, in Swedish sentences that say what to do.

LogisticsError
├── DataFaults        a data set has faults; carries every one of them
├── PlanFileRefused   a saved plan cannot be read
├── StatementRefused  a statement, or a file said to be one, cannot be read or computed again
├── IssuedUnwritten   what was issued is in the journal, but could not be written where they were asked for
├── NotVerified       a file holds figures that are wrong; says which, and what they should be
├── RulesBroken       a plan edited by hand breaks rules; says which
├── QuestionRefused   a question cannot be answered as it is asked
├── CannotBePlanned   no plan keeps every rule; says which rules conflict, and what would help
├── LettersRefused    a text cannot be printed in a decision letter; says which, and which signs
└── NothingHolds      no price, contribution, key or timetable holds on the date asked for
"""

from dataclasses import dataclass
from pathlib import Path


class LogisticsError(Exception):
    """Any refusal of the application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault in a data set: where it stands, what is wrong and what would be right."""

    file: str
    sheet: str | None = None
    row: int | None = None  # as numbered by an editor or by Excel: the headings are row 1
    column: str | None = None
    key: str | None = None  # the path in a document: rule[2].cap_percent, where the first rule is number 1
    value: str = ""  # as it stands in the file
    problem: str  # Swedish, without the full stop
    remedy: str  # Swedish: what would be right; a question when it is a guess

    @property
    def place(self) -> str:
        """Where the fault stands, in Swedish: ``flows.csv, rad 7, kolumn crates_per_week``."""
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"blad {self.sheet}")
        if self.row is not None:
            parts.append(f"rad {self.row}")
        if self.column is not None:
            parts.append(f"kolumn {self.column}")
        if self.key is not None:
            parts.append(self.key)
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        """The whole fault as one Swedish sentence, or as a statement and a question."""
        ending = f". {self.remedy}" if self.remedy.endswith("?") else f"; {self.remedy}."
        return f"{self.place}: {self.problem}{ending}"


class DataFaults(LogisticsError):
    """A data set has faults; `faults` holds all of them, in the order of the tables and rows."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(fault.sentence for fault in faults))


class PlanFileRefused(LogisticsError):
    """A saved plan cannot be read; `sentence` says why and what to do, in Swedish."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class StatementRefused(LogisticsError):
    """A statement cannot be read or computed again; `sentence` says why and what to do, in Swedish."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class IssuedUnwritten(LogisticsError):
    """What was issued is in the journal, but could not be written where it was asked for."""

    def __init__(self, number: int, out: Path, journal: Path, *, is_final: bool = False) -> None:
        what, they, them = (
            ("Slutavräkningen är utfärdad", "den", "den")
            if is_final
            else ("Beskeden är utfärdade", "de", "dem")
        )
        super().__init__(
            f"{what} som nr {number} i journalen, men {they} kunde inte skrivas i {out}. Utfärda {them}"
            f" inte igen: skriv bokslinga reissue {journal} --number {number} --out MAPP."
        )


class NothingHolds(LogisticsError):
    """No price, contribution, key or timetable holds on the date asked for; `sentence` says so in Swedish."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class QuestionRefused(LogisticsError):
    """A question cannot be answered as it is asked; `sentence` says why and what to do, in Swedish."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class CannotBePlanned(LogisticsError):
    """No plan keeps every rule; `sentences` say in Swedish which rules conflict, and what would help."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class NotVerified(LogisticsError):
    """A plan file holds figures that are wrong; `sentences` say in Swedish which, and what they should be."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class RulesBroken(LogisticsError):
    """A plan that was edited by hand breaks rules; `sentences` say in Swedish which."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class LettersRefused(LogisticsError):
    """Texts cannot be printed in decision letters; `sentences` say in Swedish which, and which signs."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))
