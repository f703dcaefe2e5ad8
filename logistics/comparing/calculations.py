"""Write the sheets Underlag, Uträkning kostnad and Uträkning bidrag: what keys share from, and every rounding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from logistics.comparing.comparison import Comparison
from logistics.comparing.factor import common_factor
from logistics.comparing.rounding import Exact, Rounding, Unit, write_rounding
from subsidy.keys import KEYS, KeyName, sharers
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table
from subsidy.workbook.bound_cells import UNIT
from subsidy.workbook.model import TOLERANCE_ORE
from subsidy.workbook.own_stops import own_part
from subsidy.workbook.styles import Style
from subsidy.workbook.term_cells import OWN_PART

COST, CONTRIBUTION = "Kostnad_öre", "Bidrag_öre"
_WIDTH = 18
_LEAD = (
    "Hela belopp delas ut först; det som blir över går till de största resterna, vid lika rest i kommunkodens "
    "ordning."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """The rounded amounts of each key, and where their formulas find them."""

    keys: tuple[KeyName, ...]
    rounding: Rounding
    amounts_ore: Mapping[KeyName, tuple[int, ...]]
    left_ore: Mapping[KeyName, int]  # what caps leave
    total_name: str  # of the cell with the whole sum


def write_calculations(book: Book, comparison: Comparison) -> tuple[Calculated, Calculated]:
    """Write the three sheets; returns what they say of the cost and of the contribution."""
    costs, awards = comparison.shared_costs, comparison.shared_contributions
    basis = _write_basis(book, comparison)
    return (
        _write_costs(_add_sheet(book, "Uträkning kostnad", len(costs)), comparison, basis),
        _write_awards(_add_sheet(book, "Uträkning bidrag", len(awards)), comparison, basis),
    )


def _add_sheet(book: Book, name: str, n_keys: int) -> Sheet:
    return book.add_sheet(name, (17, 12, *(_WIDTH for _ in range(n_keys))), landscape=True)


def _write_basis(book: Book, comparison: Comparison) -> Table:
    keys = [result.name for result in comparison.results if result.cost or result.split]
    sheet = _add_sheet(book, "Underlag", len(keys))
    row = sheet.write_heading(
        "Underlag",
        "Vad varje nyckel mäter. Belopp står i öre per vecka; nyckeln Lika mäter inget och är 1 för alla.",
    )
    settlement = comparison.settlement
    own = own_part(comparison.players)
    for name, label, ore in (
        *(((OWN_PART, "Del för regionens egna stopp", own),) if own else ()),
        (COST, "Kostnad att dela, öre", Fraction(settlement.basis.cost_ore)),
        (CONTRIBUTION, "Regionens bidrag, öre", Fraction(settlement.rule.amount_ore)),
        (UNIT, "Bidragens avrundning, öre", Fraction(settlement.rule.rounding_ore)),
        ("Tolerans_öre", "Räknetolerans, öre", TOLERANCE_ORE),
    ):
        sheet.write(row, 0, label, "text")
        sheet.write(row, 2, ore, "ore" if ore.denominator == 1 else "exact_ore")
        book.define_name(name, sheet.cell(row, 2))
        row += 1
    table = Table(sheet, row + 1, len(comparison.players))
    _add_names(table, comparison, total="Summa")
    for result in comparison.results:
        if result.name in keys:
            shown = sharers(result.name, comparison.players)
            values = [result.values[player.id] for player in shown]
            style: Style = "ore" if all(value.denominator == 1 for value in values) else "exact_ore"
            cells: list[Content] = [*values, *("–",) * (table.n - len(values))]
            table.add(result.name, KEYS[result.name].swedish, style, cells, total=sum(values, Fraction(0)))
    return table


def _write_costs(sheet: Sheet, comparison: Comparison, basis: Table) -> Calculated:
    row = sheet.write_heading("Uträkning kostnad", _LEAD)
    columns = []
    for key, split in comparison.shared_costs.items():
        rows = {row.id: row for row in split.rows}
        ordered = [rows[player.id] for player in comparison.players]
        columns.append(
            Exact(
                key=key,
                amounts_ore=tuple(row.exact_ore for row in ordered),
                texts=tuple(f"{COST}*{_cost_share(basis, key, comparison, i)}" for i in range(basis.n)),
                decided_ore=tuple(row.cost_ore for row in ordered),
            )
        )
    rounding = write_rounding(sheet, row, _names(comparison, basis.n), columns)
    return _calculated(columns, rounding, dict.fromkeys(comparison.shared_costs, 0), COST)


def _write_awards(sheet: Sheet, comparison: Comparison, basis: Table) -> Calculated:
    row = sheet.write_heading(
        "Uträkning bidrag",
        "Varje belopp är andelen gånger en gemensam faktor, men minst golvet och högst taket. Faktorn är den som "
        "delar ut hela bidraget.",
    )
    sheet.write(row - 1, 0, _LEAD, "lead")
    splits = comparison.shared_contributions
    factors = _write_factors(sheet, row + 1, comparison)
    bounds = _write_bounds(sheet, factors.total_row + 1, comparison)
    columns = [
        Exact(
            key=key,
            amounts_ore=tuple(row.exact_ore for row in split.rows),
            texts=tuple(
                f"MIN({bounds.at('cap', i)},MAX({bounds.at('floor', i)},"
                f"{factors.at(key, 0)}*{_share(basis, key, i, bounds.n)}))"
                for i in range(bounds.n)
            ),
            decided_ore=tuple(row.award_ore for row in split.rows),
        )
        for key, split in splits.items()
    ]
    unit = Unit(ore=comparison.settlement.rule.rounding_ore, cell=UNIT)
    rounding = write_rounding(sheet, bounds.total_row + 1, _names(comparison, bounds.n), columns, unit)
    left_ore = {key: split.left_ore for key, split in splits.items()}
    return _calculated(columns, rounding, left_ore, CONTRIBUTION)


def _write_factors(sheet: Sheet, row: int, comparison: Comparison) -> Table:
    table = Table(sheet, row, 2)
    table.add("name", "Uppgift", "wrap", ("Faktor, öre", "Kvar, öre"))
    table.add("id", "Varför", "wrap", ("delar ut allt", "delas inte ut"))
    for key, split in comparison.shared_contributions.items():
        cells = (common_factor(split), split.left_ore)
        table.add(key, KEYS[key].swedish, ("exact_ore", "ore"), cells)
    return table


def _write_bounds(sheet: Sheet, row: int, comparison: Comparison) -> Table:
    sheet.write(row, 0, "Golv och tak", "section")
    rows = comparison.settlement.split.rows
    table = Table(sheet, row + 1, len(rows))
    _add_names(table, comparison)
    table.add("floor", "Golv, öre", "ore", [row.floor_ore for row in rows])
    whole: list[Content] = [Formula(CONTRIBUTION, comparison.settlement.rule.amount_ore) for _ in rows]
    caps = [whole[i] if row.cap_ore is None else row.cap_ore for i, row in enumerate(rows)]
    table.add("cap", "Tak, öre", "ore", caps)
    return table


def _add_names(table: Table, comparison: Comparison, *, total: str | None = None) -> None:
    names = _names(comparison, table.n)
    table.add("name", "Kommun", "text", [name for name, _ in names], total=total)
    table.add("id", "Kod", "middle", [id_ for _, id_ in names], total=total and "")


def _names(comparison: Comparison, n: int) -> list[tuple[str, str]]:
    return [(player.name, player.id) for player in comparison.players[:n]]


def _share(basis: Table, key: KeyName, i: int, n: int) -> str:
    return f"{basis.at(key, i, outside=True)}/SUM({basis.over(key, n, outside=True)})"


def _cost_share(basis: Table, key: KeyName, comparison: Comparison, i: int) -> str:
    """The formula of a share of the cost: the region may bear its own stops before the others share."""
    n = len(sharers(key, comparison.players))
    if n == basis.n:
        return _share(basis, key, i, n)
    return OWN_PART if i >= n else f"(1-{OWN_PART})*{_share(basis, key, i, n)}"


def _calculated(
    columns: Sequence[Exact], rounding: Rounding, left_ore: Mapping[KeyName, int], total_name: str
) -> Calculated:
    return Calculated(
        keys=tuple(column.key for column in columns),
        rounding=rounding,
        amounts_ore={column.key: column.decided_ore for column in columns},
        left_ore=left_ore,
        total_name=total_name,
    )
