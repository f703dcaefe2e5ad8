"""Write how far municipalities lie from each other: the sheet Skillnader, with a chart of each measure."""

from collections.abc import Sequence
from fractions import Fraction

from logistics.following_up.amounts import DASH
from logistics.following_up.cells import STYLES, add_column, shown
from logistics.following_up.diagrams import Diagram, insert_diagram
from logistics.following_up.figures import YearFigures
from logistics.following_up.measures import COMPARED, PER_CRATE, PER_INHABITANT, REGION_SHARE
from logistics.following_up.part_sheet import column_of
from logistics.following_up.spread import Spread, spread_of
from logistics.following_up.wording import some_names, spread_words
from logistics.swedish import NO_BREAK_SPACE
from subsidy.workbook.book import Formula, Sheet, Table
from subsidy.workbook.styles import Style

WIDTHS = (26, 13, 24, 13, 13, 24, 11)
_CHARTS = (PER_INHABITANT, PER_CRATE, REGION_SHARE)
_CHART_ROWS = 17  # of 20 pixels, between two charts
_FORMATS = {"kr": '[$-41D]#,##0.00 "kr"', "percent": f'0"{NO_BREAK_SPACE}"%'}


def write_spreads(sheet: Sheet, year: YearFigures, parts: Table) -> None:
    """Write the least, the median and the most of each measure, with the municipalities that have them."""
    top = sheet.write_heading(
        "Skillnader mellan kommunerna",
        f"Minst, median och mest bland kommunerna {year.year}. Regionens egna stopp är inte med.",
    )
    spreads = [spread_of(measure, year.municipalities) for measure in COMPARED]
    table = Table(sheet, top, len(COMPARED))
    table.add("measure", "Mått", "text", [measure.heading for measure in COMPARED])
    n = len(year.municipalities)
    ranges = [parts.over(column_of(measure), n, outside=True) for measure in COMPARED]
    names = parts.over("name", n, outside=True)
    _add_value(table, ("least", "Minst", "MIN"), ranges, spreads)
    _add_names(table, ("least", "Kommun med minst"), (names, ranges), spreads)
    _add_value(table, ("median", "Median", "MEDIAN"), ranges, spreads)
    _add_value(table, ("most", "Mest", "MAX"), ranges, spreads)
    _add_names(table, ("most", "Kommun med mest"), (names, ranges), spreads)
    known = [spread.known if spread else 0 for spread in spreads]
    counts = [Formula(f"COUNT({cells})", n) for cells, n in zip(ranges, known, strict=True)]
    table.add("known", "Antal kommuner", "ore", counts)
    sheet.freeze(table)
    drawn = [spread for measure in _CHARTS if (spread := spread_of(measure, year.municipalities))]
    for place, spread in enumerate(drawn):
        _draw(table, year, parts, spread, table.total_row + 2 + place * _CHART_ROWS)


def _add_value(
    table: Table, column: tuple[str, str, str], ranges: Sequence[str], spreads: Sequence[Spread | None]
) -> None:
    key, head, function = column
    cells = [
        Formula(f'IF(COUNT({cells})=0,"{DASH}",{function}({cells}))', _value(spread, key))
        for cells, spread in zip(ranges, spreads, strict=True)
    ]
    # The median of whole visits may be a half.
    styles: list[Style] = [STYLES[m.kind] if m.kind != "tidy" else "decimal" for m in COMPARED]
    add_column(table, key, head, styles, cells)


def _add_names(
    table: Table,
    column: tuple[str, str],
    sources: tuple[str, Sequence[str]],
    spreads: Sequence[Spread | None],
) -> None:
    (key, head), (names, ranges) = column, sources
    cells = [
        Formula(_name_formula(table.at(key, i), ranges[i], names), _named(spread, key))
        for i, spread in enumerate(spreads)
    ]
    table.add(f"{key}_name", head, "wrap", cells)


def _value(spread: Spread | None, key: str) -> Fraction | str:
    if spread is None:
        return shown(None)
    return {"least": spread.least, "median": spread.median, "most": spread.most}[key]


def _named(spread: Spread | None, key: str) -> str:
    if spread is None:
        return DASH
    return some_names(spread.least_names if key == "least" else spread.most_names)


def _name_formula(value: str, cells: str, names: str) -> str:
    others = f"COUNTIF({cells},{value})"
    first = f"INDEX({names},MATCH({value},{cells},0))"
    more = f'IF({others}>1," och "&({others}-1)&" till","")'
    return f'IF(ISNUMBER({value}),{first}&{more},"{DASH}")'


def _draw(table: Table, year: YearFigures, parts: Table, spread: Spread, row: int) -> None:
    measure, n = spread.measure, len(year.municipalities)
    title = f"{measure.heading} {year.year}"
    diagram = Diagram(
        title=title,
        description=(
            f"Stapeldiagram, {title.lower()}, en stapel för varje kommun: {spread_words(spread)} Siffrorna står i"
            f" bladet {parts.sheet.name}."
        ),
        names=parts.over("name", n, outside=True),
        values=parts.over(measure.key, n, outside=True),
        number_format=_FORMATS[measure.kind],
        width=900,
        height=320,
    )
    insert_diagram(table.sheet, row, diagram)
