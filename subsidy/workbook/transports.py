"""Write the runs: the sheet Transporter."""

from collections.abc import Sequence
from fractions import Fraction

from subsidy.statement import TransportRow
from subsidy.workbook.book import Book, Formula, Table


def write_transports(book: Book, runs: Sequence[TransportRow], *, for_one: bool) -> Table:
    """Write one row per run; `for_one` adds the receiver's own stops."""
    widths = (11, 14, 8, 8, 52, *((30,) if for_one else ()), 11, 10, 17, 18, 18)
    sheet = book.add_sheet("Transporter", widths, landscape=True)
    lead = (
        "Alla turer under perioden: det är deras kostnad som delas. Kommunens egna stopp står i en egen kolumn."
        if for_one
        else "Alla turer under perioden."
    )
    table = Table(sheet, sheet.write_heading("Transporter", lead), len(runs))
    if not runs:
        sheet.write(table.head_row, 0, "Inga turer är angivna.", "lead")
        return table
    table.add("weekday", "Veckodag", "text", [run.weekday for run in runs], total="Summa")
    table.add("run", "Tur", "wrap", [run.run for run in runs], total="")
    table.add("departs", "Avgår", "text", [run.departs for run in runs], total="")
    table.add("returns", "Åter", "text", [run.returns for run in runs], total="")
    table.add("stops", "Stopp i ordning", "wrap", [run.stops for run in runs], total="")
    if for_one:
        table.add("own_stops", "Egna stopp", "wrap", [run.own_stops for run in runs], total="")
    _add_figures(table, runs)
    sheet.freeze(table)
    return table


def _add_figures(table: Table, runs: Sequence[TransportRow]) -> None:
    table.add("km", "Km per tur", "decimal", [Fraction(run.distance_m, 1000) for run in runs], total="")
    counts = [run.runs_in_period for run in runs]
    table.add("count", "Turer i perioden", "count", counts, total=sum(counts))
    table.add("run_ore", "Kostnad per tur, öre", "ore", [run.cost_ore for run in runs], total="")
    costs_ore = [run.cost_ore * run.runs_in_period for run in runs]
    cells = [
        Formula(f"{table.at('run_ore', i)}*{table.at('count', i)}", ore) for i, ore in enumerate(costs_ore)
    ]
    table.add("cost_ore", "Kostnad i perioden, öre", "ore", cells, total=sum(costs_ore))
    kronor = [
        Formula(f"{table.at('cost_ore', i)}/100", Fraction(ore, 100)) for i, ore in enumerate(costs_ore)
    ]
    table.add("cost_kr", "Kostnad i perioden, kr", "kr", kronor, total=Fraction(sum(costs_ore), 100))
