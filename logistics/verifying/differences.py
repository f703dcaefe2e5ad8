"""Tell the cells of a workbook that were changed from those that only follow from them."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from logistics.verifying.apart import Apart, Place, cells_apart
from logistics.verifying.cells import Workbook, bare_formula
from logistics.verifying.finding import Finding
from logistics.verifying.labels import Labels
from logistics.verifying.precedents import Precedents
from logistics.verifying.telling import of_cell, of_name, of_sheets

# What everything is computed from; what stands on the others follows from a record, be it cells without formulas.
_INPUT_SHEETS = ("Underlag", "Regel", "Överfört", "Transporter")


def differences(found: Workbook, should_be: Workbook, *, is_record_changed: bool = False) -> list[Finding]:
    """Every cell, name and sheet that is not what it should be: those that were changed first.

    A cell follows when it has its formula, but a cell that it is computed from differs. When the record itself
    was changed, what should be is computed from other inputs: then cells without a formula follow too, except the
    inputs that the sheets and the record do not agree on.
    """
    renamed = {name for name in should_be.names if _stands_for(found, name) != _stands_for(should_be, name)}
    apart = list(cells_apart(found, should_be))
    traced = Precedents((each.place for each in apart), should_be.names, renamed)
    changed = [each for each in apart if not _follows(each, traced)]
    if is_record_changed:
        changed = _despite_record(changed, found, should_be)
    findings = [
        *of_sheets(found, should_be),
        *(of_name(name, found, should_be) for name in sorted(renamed)),
        *_of_cells(apart, should_be, {each.place for each in changed}, is_record_changed=is_record_changed),
    ]
    return sorted(findings, key=lambda finding: finding.follows)


def _stands_for(book: Workbook, name: str) -> str:
    return bare_formula(book.names.get(name, ""))


def _follows(each: Apart, traced: Precedents) -> bool:
    if each.should_be is None or each.is_constant or each.has_other_formula:
        return False
    return traced.reads_changed(each.place[0], each.should_be.formula)


def _despite_record(changed: Sequence[Apart], found: Workbook, should_be: Workbook) -> list[Apart]:
    """Those of the cells that a changed record does not explain."""
    constants = [each for each in changed if each.is_constant]
    inputs = [each for each in constants if each.place[0] in _INPUT_SHEETS]
    # Other inputs may need more rows or fewer: then formulas stand elsewhere, and nobody changed them.
    formulas = [
        each
        for each in changed
        if not each.is_constant
        and found.sheets[each.place[0]].keys() == should_be.sheets[each.place[0]].keys()
    ]
    return [*(inputs or constants), *formulas]


def _of_cells(
    apart: Sequence[Apart], should_be: Workbook, changed: Set[Place], *, is_record_changed: bool
) -> Iterator[Finding]:
    labels = {sheet: Labels(cells) for sheet, cells in should_be.sheets.items()}
    # Inputs before formulas: the sort by what follows keeps this order.
    for each in sorted(apart, key=lambda each: not each.is_constant):
        finding = of_cell(each, labels[each.place[0]])
        is_changed = each.place in changed
        if is_record_changed and each.has_two_values:
            verb = "säger" if is_changed else "ger"
            sentence = (
                f"{finding.figure}: bladet säger {finding.says}, men Indata {verb} {finding.should_be}."
            )
            finding = replace(finding, sentence=sentence)
        yield replace(finding, follows=not is_changed)
