"""Write the rounds within floors and caps: the sheet Golv och tak."""

import textwrap
from collections.abc import Sequence
from fractions import Fraction

from subsidy.statement import Settlement
from subsidy.workbook.book import Book, Formula, Table
from subsidy.workbook.bound_cells import TO_SHARE, describe_bounds
from subsidy.workbook.model import RoundCells

_ROWS_AROUND = 4  # a table's own heading, header row, sums and the empty row after it
_SCALE_PERCENT, _ROWS_PER_PAGE = 60, 78  # A4 upright at that scale
_WIDTHS = (15, 6, 5, 10, 16, 19, 19, 11, 17)
_LEAD = (
    "Varje omgång delar det som är kvar mellan dem som är fria. Den som då hamnar utanför sitt golv eller "
    "tak låses dit: vid golvet när lyften är större än kapningarna, vid taket när de är mindre. När ingen "
    "hamnar utanför är det klart."
)
_SPARE_LEAD = (
    "Den sista omgången ändrar inget: den är till för den som vill pröva andra värden, och skrivs inte ut."
)


def write_rounds(
    book: Book, awards: Table, rounds: Sequence[RoundCells], settlement: Settlement
) -> list[Table]:
    """Write one table per round below each other, of which the settlement's own are printed.

    The rows are those of `awards`.
    """
    n_needed = len(settlement.split.rounds)
    sheet = book.add_sheet("Golv och tak", _WIDTHS)
    first, *others = _leads(settlement, has_spare=len(rounds) > n_needed)
    top = sheet.write_heading("Golv och tak", first) + len(others)
    for row, line in enumerate(others, start=2):
        sheet.write(row, 0, line, "lead")
    tables: list[Table] = []
    for number, cells in enumerate(rounds, start=1):
        row = top + (number - 1) * (awards.n + _ROWS_AROUND)
        sheet.write(row, 0, f"Omgång {number}", "section")
        sheet.write(row, 2, "Att dela mellan de fria, öre", "lead")
        before = tables[-1] if tables else None
        rest = f"{rest_cell(before)}-{before.total('locked')}" if before else TO_SHARE
        sheet.write(row, 8, Formula(rest, cells.rest_ore), "ore")
        tables.append(_write_round(Table(sheet, row + 1, awards.n), awards, cells, before))
    _print(tables[:n_needed])
    return tables


def _leads(settlement: Settlement, *, has_spare: bool) -> list[str]:
    """What the sheet says above its rounds, folded where it ends."""
    texts = (describe_bounds(settlement), _LEAD, *((_SPARE_LEAD,) if has_spare else ()))
    return [line for text in texts for line in textwrap.wrap(text, sum(_WIDTHS))]


def page_starts(tops: Sequence[int], *, per_page: int) -> list[int]:
    """Which of `tops` begin a new page, so that pages hold equally many and at most `per_page`."""
    n_pages = -(-len(tops) // per_page)
    return list(tops[-(-len(tops) // n_pages) :: -(-len(tops) // n_pages)])


def _print(tables: Sequence[Table]) -> None:
    """Print these tables only, and keep each whole on a page where it fits."""
    first, last = tables[0], tables[-1]
    per_page = max(1, (_ROWS_PER_PAGE - first.head_row) // (first.n + _ROWS_AROUND))
    breaks = page_starts([table.head_row - 1 for table in tables], per_page=per_page)
    first.sheet.break_pages(breaks, scale_percent=_SCALE_PERCENT)
    first.sheet.print_until(last.total_row)


def rest_cell(table: Table) -> str:
    """The cell above a round's table with what it shares out."""
    return table.sheet.cell(table.head_row - 1, 8)


def _write_round(table: Table, awards: Table, cells: RoundCells, before: Table | None) -> Table:
    rows = range(table.n)
    for key, head in (("name", "Kommun"), ("id", "Kod")):
        names = [Formula(awards.at(key, i, outside=True), name) for i, name in enumerate(awards.values[key])]
        table.add(
            key, head, "text" if key == "name" else "middle", names, total="Summa" if key == "name" else ""
        )
    free = [1 if before is None else Formula(_free_text(before, i), cells.free[i]) for i in rows]
    table.add("free", "Fri", "count", free, total=sum(cells.free))
    shares = [
        Formula(f"{table.at('free', i)}*{awards.at('share', i, outside=True)}", cells.shares[i]) for i in rows
    ]
    table.add("share", "Andel", "percent", shares, total=sum(cells.shares, Fraction(0)))
    amounts = [Formula(_amount_text(table, i), cells.amounts_ore[i]) for i in rows]
    table.add("amount", "Belopp, öre", "exact_ore", amounts, total=sum(cells.amounts_ore, Fraction(0)))
    for key, head, bound, values in (
        ("lift", "Lyft till golv, öre", "floor", cells.lifts_ore),
        ("cut", "Kapas av tak, öre", "cap", cells.cuts_ore),
    ):
        texts = [_beyond_text(table, i, awards.at(bound, i, outside=True), key) for i in rows]
        beyond = [Formula(text, value) for text, value in zip(texts, values, strict=True)]
        table.add(key, head, "exact_or_dash", beyond, total=sum(values, Fraction(0)))
    table.add(
        "bound",
        "Låses vid",
        "middle",
        [Formula(_bound_text(table, i), cells.bounds[i]) for i in rows],
        total="",
    )
    locked = [Formula(_locked_text(table, awards, i), cells.locked_ore[i]) for i in rows]
    table.add("locked", "Låst belopp, öre", "ore_or_dash", locked, total=sum(cells.locked_ore))
    return table


def _free_text(before: Table, i: int) -> str:
    return f'IF(AND({before.at("free", i)}=1,{before.at("bound", i)}=""),1,0)'


def _amount_text(table: Table, i: int) -> str:
    total = table.total("share")
    return f"IF({total}>0,{rest_cell(table)}*{table.at('share', i)}/{total},0)"


def _beyond_text(table: Table, i: int, bound: str, key: str) -> str:
    amount = table.at("amount", i)
    difference = f"{bound}-{amount}" if key == "lift" else f"{amount}-{bound}"
    return f"IF(AND({table.at('free', i)}=1,{difference}>Tolerans_öre),{difference},0)"


def _bound_text(table: Table, i: int) -> str:
    excess = f"{table.total('lift')}-{table.total('cut')}"
    at_floor = f"AND({table.at('lift', i)}>0,{excess}>=-Tolerans_öre)"
    at_cap = f"AND({table.at('cut', i)}>0,{excess}<=Tolerans_öre)"
    return f'IF({at_floor},"golv",IF({at_cap},"tak",""))'


def _locked_text(table: Table, awards: Table, i: int) -> str:
    bound = table.at("bound", i)
    floor, cap = awards.at("floor", i, outside=True), awards.at("cap", i, outside=True)
    return f'IF({bound}="golv",{floor},IF({bound}="tak",{cap},0))'
