"""Write every municipality against last year: the sheet Mot, with its year."""

from fractions import Fraction

from logistics.following_up.against import Change, change_of, is_of_crates, whole_change
from logistics.following_up.amounts import DASH
from logistics.following_up.cells import STYLES, add_column, shown, write_total
from logistics.following_up.figures import YearFigures
from logistics.following_up.measures import AGAINST_LAST_YEAR, Kind, Measure
from logistics.following_up.part_sheet import part_cell, total_cell
from subsidy.workbook.book import Content, Formula, Sheet, Table
from subsidy.workbook.styles import Style

WIDTHS = (18, *(13,) * (3 * len(AGAINST_LAST_YEAR)))
CHANGE_STYLES: dict[Kind, Style] = {
    "count": "change_count",
    "tidy": "change_count",
    "tenths": "change_decimal",
    "kr": "change_kr",
    "percent": "change_percent",
}


def write_changes(sheet: Sheet, years: tuple[YearFigures, YearFigures], sheets: tuple[Table, Table]) -> None:
    """Write now, then and the change of the main measures, by municipality and for all; years are now, then."""
    now, then = years
    top = sheet.write_heading(
        f"{now.year} mot {then.year}",
        f"Ett streck där {then.year} saknas eller inte går att jämföra. Andelar ändras i procentenheter.",
    )
    table = Table(sheet, top, len(now.parts))
    table.add("name", "Kommun", "text", [part.name for part in now.parts], total="Alla")
    for measure in AGAINST_LAST_YEAR:
        _add_measure(table, measure, years, sheets)
    sheet.freeze(table)


def difference_formula(now: str, then: str) -> str:
    """The formula of a change; a dash where a year is not known."""
    return f'IF(AND(ISNUMBER({now}),ISNUMBER({then})),{now}-{then},"{DASH}")'


def _add_measure(
    table: Table, measure: Measure, years: tuple[YearFigures, YearFigures], sheets: tuple[Table, Table]
) -> None:
    now, then = years
    places = {part.id: row for row, part in enumerate(then.parts)}
    changes = [
        change_of(measure, part.figures, other.figures if (other := then.part(part.id)) else None)
        for part in now.parts
    ]
    whole = whole_change(measure, now, then)
    now_cells: list[Content] = [
        _same(part_cell(sheets[0], measure, row), change.now) for row, change in enumerate(changes)
    ]
    then_cells: list[Content] = [
        _same(part_cell(sheets[1], measure, places[part.id]), change.then) if part.id in places else DASH
        for part, change in zip(now.parts, changes, strict=True)
    ]
    style = STYLES[measure.kind]
    key = measure.key
    add_column(table, f"{key}_now", f"{measure.heading} {now.year}", style, now_cells)
    add_column(table, f"{key}_then", f"{measure.heading} {then.year}", style, then_cells)
    differences = [
        Formula(
            difference_formula(table.at(f"{key}_now", i), table.at(f"{key}_then", i)),
            shown(change.difference),
        )
        for i, change in enumerate(changes)
    ]
    add_column(table, f"{key}_change", "Förändring", CHANGE_STYLES[measure.kind], differences)
    _write_whole(table, whole, sheets, style)


def _write_whole(table: Table, whole: Change, sheets: tuple[Table, Table], style: Style) -> None:
    key = whole.measure.key
    then: Content = DASH
    if whole.then is not None or not is_of_crates(whole.measure):
        then = _same(total_cell(sheets[1], whole.measure), whole.then)
    cells: dict[str, tuple[Content, Style]] = {
        "now": (_same(total_cell(sheets[0], whole.measure), whole.now), style),
        "then": (then, style),
        "change": (
            Formula(
                difference_formula(table.total(f"{key}_now"), table.total(f"{key}_then")),
                shown(whole.difference),
            ),
            CHANGE_STYLES[whole.measure.kind],
        ),
    }
    for name, (content, look) in cells.items():
        write_total(table, f"{key}_{name}", content, look)


def _same(cell: str, value: Fraction | None) -> Formula:
    return Formula(f'IF(ISNUMBER({cell}),{cell},"{DASH}")', shown(value))
