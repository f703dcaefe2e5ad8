"""Compare a workbook that another version of the program wrote, as far as that version laid it out as ours."""

from collections.abc import Iterator, Mapping

from logistics.verifying.cells import Cell, Sheets, Workbook, bare_formula, differences
from logistics.verifying.finding import Finding
from logistics.verifying.named import wrong_named
from subsidy.record import Document


def compare_parts(
    book: Workbook, should_be: Sheets, document: Document
) -> tuple[list[Finding], tuple[str, ...]]:
    """What is wrong in what can be compared, and the sheets whose values were compared.

    The decided sums are found by the names of their cells. Other cells are compared on the sheets that have the
    same places and formulas as ours. Words there may be others: a newer version may have found better ones.
    """
    findings = list(wrong_named(book, document))
    decided = {_place(finding) for finding in findings}
    sheets = tuple(
        name
        for name in should_be
        if name in book.sheets and _is_same_layout(book.sheets[name], should_be[name])
    )
    in_values = _wrong_values(book.sheets, {name: should_be[name] for name in sheets})
    findings += (finding for finding in in_values if _place(finding) not in decided)
    return findings, sheets


def _is_same_layout(found: Mapping[str, Cell], should_be: Mapping[str, Cell]) -> bool:
    """Whether the same places hold something, and the same formulas stand there."""
    return found.keys() == should_be.keys() and all(
        bare_formula(found[place].formula) == bare_formula(cell.formula) for place, cell in should_be.items()
    )


def _wrong_values(found: Sheets, should_be: Sheets) -> Iterator[Finding]:
    """Every value that differs, other than a text where there should be one."""
    in_our_words = {
        name: {place: _in_our_words(found[name][place], cell) for place, cell in cells.items()}
        for name, cells in should_be.items()
    }
    return differences(in_our_words, should_be)


def _in_our_words(found: Cell, should_be: Cell) -> Cell:
    is_text = isinstance(found.value, str) and isinstance(should_be.value, str)
    return should_be if is_text else found


def _place(finding: Finding) -> str:
    """The sheet and the cell, without what is said of them."""
    return finding.figure.partition(" (")[0]
