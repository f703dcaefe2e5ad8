"""Write amounts of many keys with their rounding by largest remainder, so that a spreadsheet recomputes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.keys import KEYS, KeyName
from subsidy.wording import format_unit
from subsidy.workbook.book import Formula, Sheet, Table
from subsidy.workbook.model import round_cells
from subsidy.workbook.shares import rank_of, whole_units

_ORDER = "Ordning vid lika rest"
_GAP = 4  # rows from a table's first to the next one's heading, beside its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """One key's exact amounts, row by row, and the formulas that give them."""

    key: KeyName
    amounts_ore: tuple[Fraction, ...]
    texts: tuple[str, ...]
    decided_ore: tuple[int, ...]  # what the rounding must come to


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What results are whole multiples of."""

    ore: int
    cell: str  # a formula of the same


WHOLE_ORE = Unit(ore=1, cell="1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Three tables below each other, with a column for each key."""

    exact: Table
    whole: Table
    order: Table
    unit: Unit

    def result(self, key: KeyName, i: int) -> str:
        """The formula of a rounded amount in öre."""
        exact, exacts = self.exact.at(key, i, outside=True), self.exact.over(key, outside=True)
        whole, wholes = self.whole.at(key, i, outside=True), self.whole.over(key, outside=True)
        order, orders = self.order.at(key, i, outside=True), self.order.over(key, outside=True)
        rank = rank_of(f"({exact}-{whole})", f"({exacts}-{wholes})", order, orders)
        extra = f"ROUND((SUM({exacts})-SUM({wholes}))/{self.unit.cell},0)"
        return f"{whole}+IF({rank}<={extra},{self.unit.cell},0)"


def write_rounding(
    sheet: Sheet,
    row: int,
    rows: Sequence[tuple[str, str]],
    columns: Sequence[Exact],
    unit: Unit = WHOLE_ORE,
) -> Rounding:
    """Write the exact amounts, the whole units of each, and who goes first between equal remainders.

    Raises
    ------
    ValueError
        The formulas would not come to the decided amounts.
    """
    step = len(rows) + _GAP
    tables = []
    for place, title in enumerate(("Exakt belopp, öre", _whole_title(unit), _ORDER)):
        sheet.write(row + place * step, 0, title, "section")
        table = Table(sheet, row + place * step + 1, len(rows))
        is_summed = title != _ORDER
        names, codes = [name for name, _ in rows], [id_ for _, id_ in rows]
        table.add("name", "Kommun", "text", names, total="Summa" if is_summed else None)
        table.add("id", "Kod", "middle", codes, total="" if is_summed else None)
        tables.append(table)
    rounding = Rounding(exact=tables[0], whole=tables[1], order=tables[2], unit=unit)
    for column in columns:
        _add(rounding, column, [id_ for _, id_ in rows])
    return rounding


def _add(rounding: Rounding, column: Exact, ids: Sequence[str]) -> None:
    rounded = round_cells(column.amounts_ore, ids, unit_ore=rounding.unit.ore)
    if rounded.results_ore != column.decided_ore:
        raise ValueError(f"{column.key}: the formulas give {rounded.results_ore}, not {column.decided_ore}")
    head, unit = KEYS[column.key].swedish, rounding.unit.cell
    exact = [Formula(text, ore) for text, ore in zip(column.texts, column.amounts_ore, strict=True)]
    rounding.exact.add(column.key, head, "exact_ore", exact, total=sum(column.amounts_ore, Fraction(0)))
    cells = [
        Formula(whole_units(rounding.exact.at(column.key, i), unit), ore)
        for i, ore in enumerate(rounded.whole_ore)
    ]
    rounding.whole.add(column.key, head, "ore", cells, total=sum(rounded.whole_ore))
    rounding.order.add(column.key, head, "middle", rounded.tie_order)


def _whole_title(unit: Unit) -> str:
    title = format_unit(unit.ore).capitalize()
    return title if unit.ore == 1 else f"{title}, i öre"
