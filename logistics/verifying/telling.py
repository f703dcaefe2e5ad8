"""Say in Swedish what is wrong with a sheet, a name or a cell of a workbook."""

from collections.abc import Iterator

from logistics.verifying.apart import Apart, is_same_value
from logistics.verifying.cells import Cell, Workbook
from logistics.verifying.finding import Finding
from logistics.verifying.labels import Labels

_DECIMALS = (2, 12)  # that are shown: few, or as many as it takes
_EMPTY = Cell(value=None, formula="", number_format="")


def of_sheets(found: Workbook, should_be: Workbook) -> Iterator[Finding]:
    """Every sheet that is missing or was added."""
    for sheets, others, what in (
        (should_be.sheets, found.sheets, "saknas i filen"),
        (found.sheets, should_be.sheets, "har lagts till"),
    ):
        for sheet in sheets:
            if sheet not in others:
                where = f"Bladet {sheet}"
                yield Finding(figure=where, says="", should_be="", sentence=f"{where} {what}.")


def of_name(name: str, found: Workbook, should_be: Workbook) -> Finding:
    """A name that stands for something else than it should."""
    where, says, should = f"Namnet {name}", found.names.get(name, ""), should_be.names[name]
    now = f"står för {says}" if says else "saknas i filen"
    sentence = f"{where}, som formler räknar med, {now}; det ska stå för {should}."
    return Finding(figure=where, says=says, should_be=should, sentence=sentence)


def of_cell(each: Apart, labels: Labels) -> Finding:
    """A cell that differs; its labels are those of the sheet as it should be."""
    (sheet, place), found, should_be = each.place, each.found, each.should_be
    where, unit = f"Bladet {sheet}, cell {place}{labels.of(place)}", labels.unit(place)
    says, should = _shown(found, should_be, unit)
    if found is None:
        sentence = f"{where}: cellen är tom, men ska vara {should}."
    elif should_be is None:
        sentence = f"{where}: här står {says}, men cellen ska vara tom."
    elif each.has_other_formula:
        is_same = is_same_value(found, should_be)
        sentence = f"{where}: {_formulas(found, should_be, ('', '') if is_same else (says, should))}."
        if is_same:
            says, should = found.formula, should_be.formula
    else:
        sentence = f"{where}: filen säger {says}, men det ska vara {should}."
    return Finding(figure=where, says=says, should_be=should, sentence=sentence)


def _shown(found: Cell | None, should_be: Cell | None, unit: str) -> tuple[str, str]:
    """Both values as the sheet shows them, with more decimals only where they would look the same."""
    shown_as = (should_be or found or _EMPTY).number_format
    for decimals in _DECIMALS:
        says, should = (
            cell.text(shown_as, unit, decimals=decimals) if cell else "" for cell in (found, should_be)
        )
        if says != should:
            break
    return says, should


def _formulas(found: Cell, should_be: Cell, values: tuple[str, str]) -> str:
    """Which formula stands there and which should; what they give is empty where it is the same."""
    says, should = values
    if not should_be.formula:
        gives = f", som ger {says}" if says else ""
        return f"här står formeln {found.formula}{gives}; det ska vara ett fast värde" + (
            should and f", {should}"
        )
    give = f" och ge {should}" if should else ""
    if not found.formula:
        value = f", {says}" if says else ""
        return f"formeln är ersatt av ett fast värde{value}; den ska vara {should_be.formula}{give}"
    gives = f" och ger {says}" if says else ""
    return f"formeln är {found.formula}{gives}; den ska vara {should_be.formula}{give}"
