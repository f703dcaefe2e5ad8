"""Keep sheets that are the same in every workbook of a settlement, so that they are written once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from subsidy.workbook.package import Rows

if TYPE_CHECKING:
    from subsidy.workbook.book import Sheet

Arrangement = Callable[["Sheet"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSheet:
    """One sheet: how it is set up, and its rows as they stand in the file."""

    name: str
    widths: tuple[int, ...]
    landscape: bool
    arrangements: tuple[Arrangement, ...]
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSheets:
    """All of them, and what a workbook must know beside them.

    Cells name texts by their numbers, so a workbook that takes the sheets over begins with their texts.
    """

    sheets: tuple[SharedSheet, ...]
    texts: tuple[str, ...]  # each once
    n_text_cells: int
    names: tuple[tuple[str, str], ...]  # of cells, and what they stand for
