"""Describe what stands in a letter, in the order it is read; nothing of how it looks."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

RowKind = Literal["plain", "sum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    head: str
    width: int = 1  # of a column of text: its part of what the amounts leave
    is_amount: bool = False  # set to the right, as narrow as its figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table; when cells are fewer than columns, the first spans those that are missing."""

    cells: tuple[str, ...]
    kind: RowKind = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below header cells."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if not self.rows or any(not 2 <= len(row.cells) <= len(self.columns) for row in self.rows):
            raise ValueError(f"rows that do not fit {len(self.columns)} columns: {self.rows}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word and what it says."""

    word: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands below it: paragraphs, then the table, then the terms."""

    heading: str
    level: Literal[2, 3] = 2
    begins_page: bool = False
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A whole letter; every text is plain, without markup."""

    title: str
    subtitle: str
    notice: str = ""  # above everything: what the reader must know first
    dated_on: date
    issuer: str
    receiver: str
    facts: tuple[Term, ...]  # beside the issuer's name
    highlight: Term  # the amount
    footer: str
    sections: tuple[Section, ...]
