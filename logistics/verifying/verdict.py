"""Say what a verified document may be called: right, wrong, or neither, where something could not be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from logistics.swedish import list_text
from logistics.verifying.finding import Finding


class Verdict(StrEnum):
    """What may be said of a whole document."""

    RIGHT = "right"  # everything that a reader sees was compared, or is what the journal holds byte for byte
    WRONG = "wrong"
    PARTLY = "partly"  # no fault was found, but not everything could be compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncompared:
    """What of a workbook was compared and agrees, and what was not, in Swedish."""

    compared: str
    what: str
    why: str


def verdict_of(findings: Sequence[Finding], uncompared: Sequence[Uncompared], *, is_proven: bool) -> Verdict:
    """What a document may be called; the journal that holds its very bytes proves all of it."""
    if findings:
        return Verdict.WRONG
    return Verdict.RIGHT if is_proven or not uncompared else Verdict.PARTLY


def sheets_text(sheets: Sequence[str]) -> str:
    """Sheets by name, in Swedish."""
    return f"{'bladet' if len(sheets) == 1 else 'bladen'} {list_text(sheets)}"


def is_verified(verdict: Verdict) -> bool | None:
    """Whether everything holds; None: nothing is wrong, but not everything could be compared."""
    return None if verdict == Verdict.PARTLY else verdict == Verdict.RIGHT
