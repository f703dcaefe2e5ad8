"""Compare the formulas on the sheet of a final settlement with those that this program writes there."""

import re
from collections.abc import Iterator, Mapping

from logistics.verifying.cells import Workbook, bare_formula
from logistics.verifying.finding import Finding
from subsidy import final_wording as wording
from subsidy.final import FinalSettlement

_OF_CELL = re.compile(r"=(?P<sheet>[^!]+)!\$(?P<column>[A-Z]+)\$(?P<row>\d+)/100")
_SHARED = (wording.ACTUAL_SHARE, wording.ACTUAL_AWARD)
_FIXED = (wording.BUDGET_SHARE, wording.BUDGET_AWARD)
Columns = Mapping[str, str]  # by heading


def wrong_formulas(
    book: Workbook, columns: Columns, rows: Mapping[str, int], final: FinalSettlement
) -> Iterator[Finding]:
    """Each formula of a municipality's row that computes its amount from something else; `rows` by player."""
    amounts = wording.amounts_of(final)
    cells = book.sheets[wording.FINAL_SHEET]
    for player in final.budget.basis.sorted_players:
        row = rows.get(player.id)
        if row is None:
            continue
        for name, formula in _should_be(columns, row, final).items():
            place = f"{columns.get(name)}{row}"
            says = cells[place].formula if place in cells else ""
            if bare_formula(says) != bare_formula(formula):
                yield _finding(place, f"{player.name}, {name}", says, formula)
        for name in _SHARED:
            place = f"{columns.get(name)}{row}"
            says = cells[place].formula if place in cells else ""
            if player.id in amounts[name] and _read_ore(book, says) != amounts[name][player.id]:
                yield _finding(place, f"{player.name}, {name}", says, "en cell i beräkningen delad med 100")


def _should_be(columns: Columns, row: int, final: FinalSettlement) -> dict[str, str]:
    """The formulas of one row by column; empty where a fixed amount stands."""

    def at(name: str) -> str:
        return f"{columns.get(name)}{row}"

    onward = wording.onward_label(final)
    parts = [wording.DIFFERENCE, wording.CORRECTIONS, *([onward] if final.onward_ore else [])]
    whole = "+".join(map(at, parts))
    if final.settled_by:
        whole = f"{at(wording.WHOLE)}-{at(wording.SETTLED)}"
    fixed = dict.fromkeys((*_FIXED, *([onward] if final.onward_ore else [])), "")
    return {
        **fixed,
        wording.DIFFERENCE: f"=ROUND({at(wording.ACTUAL_AWARD)}-{at(wording.BUDGET_AWARD)},2)",
        wording.BALANCE: f"=ROUND({whole},2)",
    }


def _read_ore(book: Workbook, formula: str) -> object:
    """What stands in the cell that a formula divides by a hundred; None: it does something else."""
    found = _OF_CELL.fullmatch(bare_formula(formula))
    if found is None:
        return None
    cell = book.sheets.get(found["sheet"], {}).get(f"{found['column']}{found['row']}")
    return cell.number if cell else None


def _finding(place: str, what: str, says: str, should_be: str) -> Finding:
    where = f"Bladet {wording.FINAL_SHEET}, cell {place} ({what})"
    sentence = f"{where}: formeln är {says or 'ersatt av ett fast värde'}, men ska vara {should_be}."
    if not should_be:
        sentence = f"{where}: här står formeln {says}; det ska vara ett fast värde."
    return Finding(figure=where, says=says, should_be=should_be, sentence=sentence)
