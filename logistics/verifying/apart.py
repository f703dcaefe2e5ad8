"""Find the cells of a workbook that are not as they should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from logistics.verifying.cells import Cell, Workbook, bare_formula

Place = tuple[str, str]  # sheet and coordinate
_SAVED_APART = Decimal("1e-14")  # of a number: other programs keep 15 digits when they save it
_PERCENT_APART, _APART = Decimal("0.000000001"), Decimal("0.0001")  # what a recalculation may differ by


@dataclass(frozen=True, slots=True)
class Apart:
    """A cell that differs."""

    place: Place
    found: Cell | None
    should_be: Cell | None

    @property
    def is_constant(self) -> bool:
        """Whether no formula computes it, or should."""
        return not any(cell and cell.formula for cell in (self.found, self.should_be))

    @property
    def has_other_formula(self) -> bool:
        """Whether the formula is not the one that should stand there."""
        if self.found is None or self.should_be is None:
            return not self.is_constant
        return bare_formula(self.found.formula) != bare_formula(self.should_be.formula)

    @property
    def has_two_values(self) -> bool:
        """Whether only the value differs."""
        return self.found is not None and self.should_be is not None and not self.has_other_formula


def cells_apart(found: Workbook, should_be: Workbook) -> Iterator[Apart]:
    """Every cell that differs on the sheets that both have."""
    for sheet, cells in should_be.sheets.items():
        own = found.sheets.get(sheet)
        if own is None or own == cells:
            continue
        for place in (*cells, *(place for place in own if place not in cells)):
            each = Apart((sheet, place), own.get(place), cells.get(place))
            if not _is_same(each):
                yield each


def _is_same(each: Apart) -> bool:
    found, should_be = each.found, each.should_be
    if found is None or should_be is None:
        return False
    return not each.has_other_formula and is_same_value(found, should_be)


def is_same_value(found: Cell, should_be: Cell) -> bool:
    """Whether the values are the same, but for what another program's saving and computing may differ by."""
    is_number, should_number = found.number, should_be.number
    if is_number is None and should_number is None:
        return (found.value or "") == (should_be.value or "")
    if is_number is None or should_number is None:
        return False
    apart = abs(is_number - should_number)
    if apart <= abs(should_number) * _SAVED_APART:
        return True
    return bool(should_be.formula) and apart <= (_PERCENT_APART if "%" in should_be.number_format else _APART)
