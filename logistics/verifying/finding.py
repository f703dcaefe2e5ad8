"""Hold one figure that is wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A figure in a file that does not hold: what the file says, and what it should be."""

    figure: str  # where it stands in the file, or the rule that it breaks
    says: str
    should_be: str
    sentence: str  # Swedish
    follows: bool = False  # from another finding: it is wrong only because that one is
