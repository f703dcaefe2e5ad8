"""Write the counts of crates and what they come to year by year: the sheets Volymer and År."""

from logistics.dataset.money_rows import WEEKS_A_YEAR
from logistics.following_up.amounts import value_text
from logistics.following_up.cells import UNKNOWN, add_column
from logistics.following_up.diagrams import Diagram, insert_diagram
from logistics.following_up.gathering import FollowUp
from logistics.following_up.volumes import COUNTS_OF_A_CRATE, YearCrates, moved_crates
from subsidy.workbook.book import Content, Formula, Sheet, Table

COUNT_WIDTHS = (7, 34, 9, 11, 10, 13, 15, 11)
YEAR_WIDTHS = (8, 16, 16, 14, 8, 16)
METHODS = {"reported": "rapporterat", "sampled": "stickprov"}


def write_counts(sheet: Sheet, follow: FollowUp) -> Table | None:
    """Write every count; None, and a sentence in the sheet, if there is none."""
    top = sheet.write_heading(
        "Volymer", "Lådor som varje stopp har skickat och tagit emot, ur tabellen volumes."
    )
    if not follow.counts:
        sheet.write(top, 0, "Inga lådor är angivna i tabellen volumes.", "lead")
        return None
    rows = [count.row for count in follow.counts]
    table = Table(sheet, top, len(rows))
    table.add("year", "År", "middle", [row.year for row in rows])
    table.add("stop", "Stopp", "text", [count.stop_name for count in follow.counts])
    table.add("bearer", "Bärs av", "middle", [count.bearer for count in follow.counts])
    table.add("crates", "Räknade lådor", "decimal", [row.crates for row in rows])
    table.add("weeks", "Räknade veckor", "count", [row.weeks for row in rows])
    table.add("method", "Uppgift", "middle", [METHODS[row.method] for row in rows])
    in_year = [
        Formula(
            f"{table.at('crates', i)}*{WEEKS_A_YEAR}/{table.at('weeks', i)}",
            row.crates_in_year,
        )
        for i, row in enumerate(rows)
    ]
    table.add("in_year", "Skickade och mottagna på året", "decimal", in_year)
    moved = [
        Formula(f"{table.at('in_year', i)}/{COUNTS_OF_A_CRATE}", moved_crates(row))
        for i, row in enumerate(rows)
    ]
    table.add("moved", "Flyttade lådor", "decimal", moved)
    sheet.freeze(table)
    return table


def write_years(sheet: Sheet, follow: FollowUp, counts: Table | None, items_cell: str) -> None:
    """Write the sum of every year, with a chart; a year in which some have not counted says so."""
    top = sheet.write_heading("Lådor över åren", "Ett år då inte alla stopp har räknat visar för få lådor.")
    history = follow.history
    table = Table(sheet, top, len(history))
    table.add("year", "År", "count", [year.year for year in history])
    counted = [year.stops_counted for year in history]
    sums: list[Content] = [year.counted if n else UNKNOWN for year, n in zip(history, counted, strict=True)]
    add_column(table, "moved", "Flyttade lådor", "ore", _sum_cells(table, counts, sums))
    items: list[Content] = [
        Formula(
            f'IF(ISNUMBER({table.at("moved", i)}),{table.at("moved", i)}*{items_cell},"{UNKNOWN}")',
            year.counted * follow.items_per_crate if n else UNKNOWN,
        )
        for i, (year, n) in enumerate(zip(history, counted, strict=True))
    ]
    add_column(table, "items", "Medier (uppskattat)", "ore", items)
    table.add("counted", "Stopp som har räknat", "ore", counted)
    table.add("stops", "av", "ore", [year.stops for year in history])
    table.add("method", "Uppgift", "middle", [year.method_text for year in history])
    sheet.freeze(table)
    if counts is not None:
        _draw(table, follow)


def _sum_cells(table: Table, counts: Table | None, sums: list[Content]) -> list[Content]:
    if counts is None:
        return sums
    years, moved = counts.over("year", outside=True), counts.over("moved", outside=True)
    cells: list[Content] = []
    for i, value in enumerate(sums):
        is_year = f"{years}={table.at('year', i)}"
        text = f'IF(SUMPRODUCT(({is_year})*1)=0,"{UNKNOWN}",SUMPRODUCT(({is_year})*{moved}))'
        cells.append(Formula(text, value if not isinstance(value, Formula) else value.value))
    return cells


def _draw(table: Table, follow: FollowUp) -> None:
    history = follow.history
    words = "; ".join(f"{year.year}: {_crates_text(year)}" for year in history)
    diagram = Diagram(
        title=f"Flyttade lådor {history[0].year}–{history[-1].year}",
        description=f"Stapeldiagram över flyttade lådor år för år. {words}.",
        names=table.over("year", outside=True),
        values=table.over("moved", outside=True),
        number_format="[$-41D]#,##0",
        width=620,
        height=300,
        has_labels=True,
    )
    insert_diagram(table.sheet, table.total_row + 2, diagram)


def _crates_text(year: YearCrates) -> str:
    return value_text(year.counted, "count") if year.stops_counted else UNKNOWN
