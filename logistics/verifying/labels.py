"""Name a cell as a reader finds it: by the words that begin its row, and the heading of its column."""

import re
from collections.abc import Mapping

from openpyxl.utils.cell import coordinate_from_string

from logistics.verifying.cells import Cell


class Labels:
    """The words beside the cells of one sheet."""

    def __init__(self, cells: Mapping[str, Cell]) -> None:
        self._cells = cells
        self._filled = {coordinate_from_string(place)[1] for place in cells}

    def of(self, place: str) -> str:
        """The label of its row and the heading of its column, in brackets; empty where there are none."""
        words = ", ".join(word for word in self._words(place) if word)
        return f" ({words})" if words else ""

    def unit(self, place: str) -> str:
        """“öre” where the label, the heading or a cell beside it says that the row or column is in öre."""
        row = coordinate_from_string(place)[1]
        beside = self._cells.get(f"C{row}")
        words = (*self._words(place), str(beside.value) if beside else "")
        return "öre" if any("öre" in re.findall(r"\w+", word) for word in words) else ""

    def _words(self, place: str) -> tuple[str, str]:
        column, row = coordinate_from_string(place)
        first = self._cells.get(f"A{row}")
        is_label = first is not None and column != "A" and isinstance(first.value, str)
        return str(first.value) if first and is_label else "", self._heading(column, row)

    def _heading(self, column: str, row: int) -> str:
        """The heading of the table that the row belongs to: above it, with no empty row between."""
        for above in range(row - 1, 0, -1):
            if above not in self._filled:
                break
            cell = self._cells.get(f"{column}{above}")
            if cell is not None and cell.is_heading:
                return str(cell.value)
        return ""
