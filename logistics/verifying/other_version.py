"""Compare a workbook that another version of the program wrote, as far as that version laid it out as ours."""

from collections.abc import Mapping
from dataclasses import replace

from logistics.verifying.cells import Cell, Workbook, bare_formula
from logistics.verifying.differences import differences
from logistics.verifying.finding import Finding
from logistics.verifying.named import wrong_named
from subsidy.record import Document


def compare_parts(
    book: Workbook, should_be: Workbook, document: Document, *, is_record_changed: bool
) -> tuple[list[Finding], tuple[str, ...]]:
    """What is wrong in what can be compared, and the sheets whose values were compared.

    The decided sums are found by the names of their cells. Other cells are compared on the sheets that have the
    same places and formulas as ours. Words there may be others: a newer version may have found better ones.
    """
    sheets = tuple(
        name
        for name, cells in should_be.sheets.items()
        if name in book.sheets and _is_same_layout(book.sheets[name], cells)
    )
    ours = replace(
        should_be,
        sheets={name: should_be.sheets[name] for name in sheets},
        names={name: at for name, at in should_be.names.items() if _sheet_of(at) in sheets},
    )
    findings = differences(_in_our_words(book, ours), ours, is_record_changed=is_record_changed)
    known = {_place(finding) for finding in findings}
    decided = [finding for finding in wrong_named(book, document) if _place(finding) not in known]
    return [*decided, *findings], sheets


def _sheet_of(reference: str) -> str:
    return reference.rpartition("!")[0].strip("'")


def _is_same_layout(found: Mapping[str, Cell], should_be: Mapping[str, Cell]) -> bool:
    """Whether the same places hold something, and the same formulas stand there."""
    return found.keys() == should_be.keys() and all(
        bare_formula(found[place].formula) == bare_formula(cell.formula) for place, cell in should_be.items()
    )


def _in_our_words(book: Workbook, ours: Workbook) -> Workbook:
    """The sheets of ours as the book has them, but every fixed text as ours where there should be one."""
    sheets = {
        name: {place: _in_our_word(book.sheets[name][place], cell) for place, cell in cells.items()}
        for name, cells in ours.sheets.items()
    }
    return replace(book, sheets=sheets)


def _in_our_word(found: Cell, should_be: Cell) -> Cell:
    is_text = isinstance(found.value, str) and isinstance(should_be.value, str) and not should_be.formula
    return replace(found, value=should_be.value) if is_text else found


def _place(finding: Finding) -> str:
    """The sheet and the cell, without what is said of them."""
    return finding.figure.partition(" (")[0]
