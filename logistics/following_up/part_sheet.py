"""Write one year of every municipality as live quotients: the sheet Kommuner."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from logistics.following_up.amounts import DASH
from logistics.following_up.cells import STYLES, UNKNOWN, add_column, shown, write_total
from logistics.following_up.figures import Part, YearFigures
from logistics.following_up.measures import (
    CRATES_PER_1000,
    PER_CRATE,
    PER_INHABITANT,
    PER_VISIT,
    REGION_SHARE,
    Measure,
)
from subsidy.measures import Count
from subsidy.workbook.book import Content, Formula, Sheet, Table
from subsidy.workbook.styles import style_of_counts

QUOTIENTS = (PER_CRATE, PER_VISIT, PER_INHABITANT, CRATES_PER_1000, REGION_SHARE)
# Where a measure's bases stand; sums of öre are shown in kronor, so no öre remain to scale.
_COLUMNS = {
    "cost_ore": "cost",
    "counted_ore": "cost",
    "paid_ore": "paid",
    "counted_population": "population",
}
WIDTHS = (14, 6, 9, 8, 8, 6, 9, 11, 15, 16, 15, 11, 11, 10, 10, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Cells of other sheets that a year's sheet is made from."""

    items_per_crate: int
    items_cell: str
    counts: Table | None  # None: no library has counted any crates


def write_parts(sheet: Sheet, year: YearFigures, sources: Sources) -> Table:
    """Write a year's figures, one row for each municipality and the region, and their sum."""
    top = sheet.write_heading(
        f"Kommuner {year.year}",
        "Kostnad och bidrag som i avräkningen; lådor ur bladet Volymer. Bladet Förklaringar säger vad måtten är.",
    )
    table = Table(sheet, top, len(year.parts))
    parts = year.parts
    table.add("name", "Kommun", "text", [part.name for part in parts], total="Alla")
    table.add("id", "Kod", "middle", [part.id for part in parts], total="")
    _add_base(table, "population", "Invånare", [part.figures.population for part in parts])
    _add_base(table, "visits_a_week", "Besök i veckan", [part.figures.visits_a_week for part in parts])
    visits: list[Content] = [UNKNOWN if (n := part.figures.visits) is None else n for part in parts]
    _add_known(table, "visits", "Besök under året", visits, year.whole.visits)
    table.add("stops", "Stopp", "ore", [part.crates.stops for part in parts], total="")
    _add_known(table, "crates", "Flyttade lådor", _crate_cells(table, year, sources), year.whole.crates)
    _add_items(table, year, sources)
    table.add("method", "Lådorna är", "middle", [part.crates.method_text for part in parts], total="")
    _add_kronor(table, "cost", "Kostnad", [part.figures.cost_ore for part in parts])
    _add_kronor(table, "paid", "Regionen betalar", [part.figures.paid_ore for part in parts])
    for measure in QUOTIENTS:
        _add_quotient(table, measure, year)
    sheet.freeze(table)
    return table


def column_of(measure: Measure) -> str:
    """The key of the column in which a measure stands."""
    return measure.key if measure.under else _column(measure.over)


def total_cell(table: Table, measure: Measure) -> str:
    """Where a measure stands for all parts together."""
    return table.total(column_of(measure), outside=True)


def part_cell(table: Table, measure: Measure, row: int) -> str:
    """Where a measure stands for one part."""
    return table.at(column_of(measure), row, outside=True)


def _column(base: str) -> str:
    return _COLUMNS.get(base, base)


def _add_base(table: Table, key: str, head: str, cells: Sequence[Count]) -> None:
    table.add(key, head, style_of_counts(cells), cells, total=sum(cells))


def _add_kronor(table: Table, key: str, head: str, ore: Sequence[int]) -> None:
    table.add(key, head, "kr", [Fraction(n, 100) for n in ore], total=Fraction(sum(ore), 100))


def _add_known(
    table: Table, key: str, head: str, cells: Sequence[Content], total: int | Fraction | None
) -> None:
    """A column in which some cells may say that nothing is known; its sum is of what is known.

    Crates of some are still crates; visits without those of some would be taken for all.
    """
    add_column(table, key, head, "ore", cells)
    over = table.over(key)
    needed = 1 if key == "crates" else table.n
    text = f'IF(COUNT({over})>={needed},SUM({over}),"{UNKNOWN}")'
    write_total(table, key, Formula(text, UNKNOWN if total is None else total), "ore")


def _crate_cells(table: Table, year: YearFigures, sources: Sources) -> list[Content]:
    values = [_crates_shown(part) for part in year.parts]
    counts = sources.counts
    if counts is None:
        return list(values)
    bearer, years = counts.over("bearer", outside=True), counts.over("year", outside=True)
    moved = counts.over("moved", outside=True)
    cells: list[Content] = []
    for i, value in enumerate(values):
        own = f"({bearer}={table.at('id', i)})*({years}={year.year})"
        known = f'IF(SUMPRODUCT({own})<{table.at("stops", i)},"{UNKNOWN}",SUMPRODUCT({own}*{moved}))'
        cells.append(Formula(f'IF({table.at("stops", i)}=0,"{DASH}",{known})', value))
    return cells


def _crates_shown(part: Part) -> Fraction | str:
    if part.figures.crates is None:
        return UNKNOWN if part.crates.stops else DASH
    return part.figures.crates


def _add_items(table: Table, year: YearFigures, sources: Sources) -> None:
    def cell(crates: Fraction | None, at: str) -> Formula:
        value = shown(None if crates is None else crates * sources.items_per_crate)
        return Formula(f'IF(ISNUMBER({at}),{at}*{sources.items_cell},"{DASH}")', value)

    cells = [cell(part.figures.crates, table.at("crates", i)) for i, part in enumerate(year.parts)]
    add_column(table, "items", "Medier (uppskattat)", "ore", cells)
    write_total(table, "items", cell(year.whole.crates, table.total("crates")), "ore")


def _add_quotient(table: Table, measure: Measure, year: YearFigures) -> None:
    over, under = _column(measure.over), _column(measure.under or "")
    style = STYLES[measure.kind]
    cells = [
        Formula(_quotient(table.at(over, i), table.at(under, i), measure), shown(measure.of(part.figures)))
        for i, part in enumerate(year.parts)
    ]
    add_column(table, measure.key, measure.heading, style, cells)
    total = measure.of(year.whole)
    text = _quotient(_sum_of(table, measure.over), _sum_of(table, measure.under or ""), measure)
    write_total(table, measure.key, Formula(text, shown(total)), style)


def _quotient(over: str, under: str, measure: Measure) -> str:
    times = "*1000" if measure is CRATES_PER_1000 else ""
    return f'IF(AND(ISNUMBER({over}),N({under})>0),{over}/{under}{times},"{DASH}")'


def _sum_of(table: Table, base: str) -> str:
    """A column's sum; of the counted, without those of whose crates some are not known."""
    if base.startswith("counted_"):
        is_known = f"(ISNUMBER({table.over('crates')})+({table.over('stops')}=0)>0)"
        return f"SUMPRODUCT({is_known}*{table.over(_column(base))})"
    return table.total(_column(base))
