"""Read every cell of a workbook, and say what it shows."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
from openpyxl.cell import Cell as ReadCell
from openpyxl.cell import MergedCell
from openpyxl.utils.cell import get_column_letter, range_to_tuple

from logistics.swedish import NO_BREAK_SPACE, amount_text, number_text
from logistics.verifying.legibility import illegible
from logistics.verifying.scanning import opening_workbook

_MOST_NAMED = 10_000  # cells of a name
_MOST_DECIMALS = 12
_MOST_DIGITS = 40  # of a number that is none of ours
_LARGEST = 10**18  # of a number: what is larger is shown as it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell."""

    value: object  # as stored
    formula: str  # empty: there is none
    number_format: str
    is_heading: bool = field(default=False, compare=False)  # of a column
    illegible: str = field(default="", compare=False)  # why nobody can read it, in Swedish

    @property
    def number(self) -> Decimal | None:
        """Its number, if it holds one that a sum or a measure could be."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return None
        return Decimal(repr(self.value)) if -_LARGEST < self.value < _LARGEST else None

    def text(
        self, number_format: str | None = None, unit: str = "", *, decimals: int = _MOST_DECIMALS
    ) -> str:
        """What it shows, in Swedish; perhaps as another format shows it, with a unit and no more decimals."""
        shown_as = self.number_format if number_format is None else number_format
        if (number := self.number) is None:
            return _other_text(self.value)
        if "kr" in shown_as:
            is_whole = number * 100 % 1 == 0
            return (
                amount_text(int(number * 100))
                if is_whole
                else f"{_shown(number, decimals)}{NO_BREAK_SPACE}kr"
            )
        if "%" in shown_as:
            return f"{_shown(number * 100, decimals)}{NO_BREAK_SPACE}%"
        return _shown(number, decimals) + (unit and f"{NO_BREAK_SPACE}{unit}")


Sheets = Mapping[str, Mapping[str, Cell]]  # by the name of the sheet, then by coordinate


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What a workbook holds."""

    sheets: Sheets
    names: Mapping[str, str] = field(default_factory=dict)  # what each stands for: 'Beräkning'!$A$5:$A$20

    @property
    def is_computed(self) -> bool:
        """Whether a formula has a value; a program that does not compute saves none."""
        formulas = [cell for cells in self.sheets.values() for cell in cells.values() if cell.formula]
        return not formulas or any(cell.value is not None for cell in formulas)

    def cells_of(self, name: str) -> tuple[tuple[str, str], ...]:
        """The sheet and coordinate of every cell that a name stands for; none where it is no bounded range."""
        try:
            sheet, bounds = range_to_tuple(self.names.get(name, ""))
        except (TypeError, ValueError):
            return ()
        left, top, right, bottom = (bound or 0 for bound in bounds)
        if not (left and top and (right - left + 1) * (bottom - top + 1) <= _MOST_NAMED):
            return ()
        columns = [get_column_letter(column) for column in range(left, right + 1)]
        return tuple((sheet, f"{column}{row}") for row in range(top, bottom + 1) for column in columns)

    def without(self, sheet: str) -> "Workbook":
        """The same without one sheet."""
        return replace(self, sheets={name: cells for name, cells in self.sheets.items() if name != sheet})

    def computed_as(self, other: "Workbook") -> "Workbook":
        """The same with the values of the other's formulas, where this one's formulas have none."""
        sheets = {
            name: {
                place: _computed(cell, other.sheets.get(name, {}).get(place)) for place, cell in cells.items()
            }
            for name, cells in self.sheets.items()
        }
        return replace(self, sheets=sheets)


def read_book(content: bytes) -> Workbook:
    """Every cell that holds something, sheet by sheet and row by row, and every named range.

    Raises
    ------
    UnreadableWorkbook
        It is no whole workbook.
    """
    with opening_workbook(content):
        formulas = openpyxl.load_workbook(io.BytesIO(content))
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        names = {name: str(defined.attr_text) for name, defined in formulas.defined_names.items()}
        return Workbook(sheets=_sheets(formulas, values), names=names)


def bare_formula(formula: str) -> str:
    """A formula without what programs spell differently: spaces, quotes round a sheet's name."""
    return re.sub(r"[\s']|_xlfn\.", "", formula)


def _sheets(formulas: openpyxl.Workbook, values: openpyxl.Workbook) -> Sheets:
    reasons = _Reasons()
    return {
        sheet.title: {
            cell.coordinate: Cell(
                value=values[sheet.title][cell.coordinate].value,
                formula=str(cell.value) if cell.data_type == "f" else "",
                number_format=str(cell.number_format),
                is_heading=cell.data_type == "s" and _looks_like_heading(cell),
                illegible=reasons.of(cell),
            )
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for sheet in formulas.worksheets
    }


class _Reasons:
    """Why cells cannot be read: found once for each style, of which there are few."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, cell: ReadCell | MergedCell) -> str:
        if cell.style_id not in self._known:
            self._known[cell.style_id] = illegible(cell)
        return self._known[cell.style_id]


def _looks_like_heading(cell: ReadCell | MergedCell) -> bool:
    return bool(cell.font.bold and cell.fill.fill_type == "solid")


def _computed(cell: Cell, other: Cell | None) -> Cell:
    lacks_value = cell.formula and cell.value is None and other is not None
    return replace(cell, value=other.value) if lacks_value and other else cell


def _other_text(value: object) -> str:
    """What a cell shows that holds no number."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):  # too large to be a sum
        text = str(value)
        return f"”{text[:_MOST_DIGITS]}…”" if len(text) > _MOST_DIGITS else f"”{text}”"
    return "inget uträknat värde" if value is None else f"”{value}”"


def _shown(number: Decimal, most: int) -> str:
    decimals = max(0, -int(number.normalize().as_tuple().exponent))
    return number_text(number, min(decimals, most))
