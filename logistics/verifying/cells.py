"""Read every cell of a workbook, and find those that differ from what they should be."""

import io
import re
import warnings
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.cell import get_column_letter, range_to_tuple

from logistics.swedish import NO_BREAK_SPACE, amount_text, number_text
from logistics.verifying.finding import Finding

_LARGEST_UNPACKED_BYTES = 200_000_000
_MOST_CELLS, _MOST_NAMED = 5_000_000, 10_000  # of a sheet's used square, and of a name
# What zipfile and openpyxl raise on damaged files.
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, LookupError, OSError, ParseError,
    RuntimeError, TypeError, ValueError, zlib.error,
)  # fmt: skip
_SAVED_APART = Decimal("1e-14")  # of a number: other programs keep 15 digits when they save it
_PERCENT_APART, _APART = Decimal("0.000000001"), Decimal("0.0001")  # what a recalculation may differ by
_DECIMALS = 12
_LONGEST_LABEL = 50


class UnreadableWorkbook(ValueError):
    """A file is no whole workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell."""

    value: object  # as stored
    formula: str  # empty: there is none
    number_format: str

    @property
    def number(self) -> Decimal | None:
        """Its number, if it holds one."""
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return Decimal(repr(self.value)) if is_number else None

    @property
    def text(self) -> str:
        """What it shows, in Swedish."""
        if (number := self.number) is None:
            return f"”{self.value}”"
        if "kr" in self.number_format and number * 100 % 1 == 0:
            return amount_text(int(number * 100))
        if "%" in self.number_format:
            return f"{_shown(number * 100)}{NO_BREAK_SPACE}%"
        return _shown(number)


Sheets = Mapping[str, Mapping[str, Cell]]  # by the name of the sheet, then by coordinate


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What a workbook holds."""

    sheets: Sheets
    names: Mapping[str, str]  # what each stands for: 'Beräkning'!$A$5:$A$20

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


def read_book(content: bytes) -> Workbook:
    """Every cell that holds something, sheet by sheet and row by row, and every named range.

    Raises
    ------
    UnreadableWorkbook
        It is no whole workbook.
    """
    try:
        with ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST_UNPACKED_BYTES:
                raise UnreadableWorkbook
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of extensions that hold no values
            formulas = openpyxl.load_workbook(io.BytesIO(content))
            values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            names = {name: str(defined.attr_text) for name, defined in formulas.defined_names.items()}
            return Workbook(sheets=_sheets(formulas, values), names=names)
    except _DAMAGE as damage:
        raise UnreadableWorkbook from damage


def _sheets(formulas: openpyxl.Workbook, values: openpyxl.Workbook) -> Sheets:
    if any(sheet.max_row * sheet.max_column > _MOST_CELLS for sheet in formulas.worksheets):
        raise UnreadableWorkbook  # one cell in the far corner would keep us busy for days
    return {
        sheet.title: {
            cell.coordinate: Cell(
                value=values[sheet.title][cell.coordinate].value,
                formula=str(cell.value) if cell.data_type == "f" else "",
                number_format=str(cell.number_format),
            )
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for sheet in formulas.worksheets
    }


def differences(found: Sheets, should_be: Sheets) -> Iterator[Finding]:
    """Every cell that is not what it should be, and every sheet that is missing or added."""
    for sheet in should_be:
        if sheet not in found:
            yield _of_sheet(sheet, "saknas i filen")
    for sheet in found:
        if sheet not in should_be:
            yield _of_sheet(sheet, "har lagts till")
    for sheet, cells in should_be.items():
        if sheet in found and found[sheet] != cells:
            yield from _in_sheet(sheet, found[sheet], cells)


def bare_formula(formula: str) -> str:
    """A formula without what programs spell differently: spaces, dollar signs, quotes round a sheet's name."""
    return re.sub(r"[\s$']|_xlfn\.", "", formula)


def _in_sheet(sheet: str, found: Mapping[str, Cell], should_be: Mapping[str, Cell]) -> Iterator[Finding]:
    apart = {place for place in {*found, *should_be} if found.get(place) != should_be.get(place)}
    for place in sorted(apart, key=_place):
        where = f"Bladet {sheet}, cell {place}{_label(should_be, place)}"
        yield from _difference(where, found.get(place), should_be.get(place))


def _difference(where: str, found: Cell | None, should_be: Cell | None) -> Iterator[Finding]:
    if should_be is None:
        says = found.text if found else ""
        yield Finding(
            figure=where,
            says=says,
            should_be="",
            sentence=f"{where}: här står {says}, men cellen ska vara tom.",
        )
    elif found is None:
        text = should_be.text
        yield Finding(
            figure=where, says="", should_be=text, sentence=f"{where}: cellen är tom, men ska vara {text}."
        )
    elif not _is_same(found, should_be):
        sentence = f"{where}: filen säger {found.text}, men det ska vara {should_be.text}."
        yield Finding(figure=where, says=found.text, should_be=should_be.text, sentence=sentence)
    elif bare_formula(found.formula) != bare_formula(should_be.formula):
        now = f"är {found.formula}" if found.formula else "är ersatt av ett fast värde"
        should = f"ska vara {should_be.formula}" if should_be.formula else "ska vara ett fast värde"
        sentence = f"{where}: formeln {now}; den {should}."
        yield Finding(figure=where, says=found.formula, should_be=should_be.formula, sentence=sentence)


def _is_same(found: Cell, should_be: Cell) -> bool:
    is_number, should_number = found.number, should_be.number
    if is_number is None and should_number is None:
        return (found.value or "") == (should_be.value or "")
    if is_number is None or should_number is None:
        return False
    apart = abs(is_number - should_number)
    if apart <= abs(should_number) * _SAVED_APART:
        return True
    return bool(should_be.formula) and apart <= (_PERCENT_APART if "%" in should_be.number_format else _APART)


def _of_sheet(sheet: str, what: str) -> Finding:
    where = f"Bladet {sheet}"
    return Finding(figure=where, says="", should_be="", sentence=f"{where} {what}.")


def _label(cells: Mapping[str, Cell], coordinate: str) -> str:
    """What the row is about: the text in its first column."""
    first = cells.get(f"A{coordinate.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}")
    if first is None or coordinate.startswith("A") or not isinstance(first.value, str):
        return ""
    return f" ({first.value[:_LONGEST_LABEL]})"


def _place(coordinate: str) -> tuple[int, int, str]:
    letters = coordinate.rstrip("0123456789")
    return int(coordinate[len(letters) :]), len(letters), letters


def _shown(number: Decimal) -> str:
    decimals = max(0, -int(number.normalize().as_tuple().exponent))
    return number_text(number, min(decimals, _DECIMALS))
