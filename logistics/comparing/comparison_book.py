"""Write every key side by side as a workbook: kronor and kronor per inhabitant, a chart of each, the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from logistics.comparing.calculations import Calculated, write_calculations
from logistics.comparing.chart import RULE, add_chart_sheet, find_twins, marks, write_charts
from logistics.comparing.columns import kronor_text
from logistics.comparing.comparison import Comparison
from logistics.comparing.key_sheet import write_keys
from subsidy.keys import KEYS, KeyName
from subsidy.wording import format_kr, format_period
from subsidy.workbook.book import Book, Formula, Sheet, Table
from subsidy.workbook.control import Check, write_control

_NAMES = (17, 7, 11)
_RULE_WIDTH, _KEY_WIDTH = 15, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amounts:
    """What a sheet shows: öre by key, in the order of the rows, and the formulas of their öre."""

    title: str
    lead: str
    calculated: Calculated
    decided_ore: tuple[int, ...]  # by the rule in force
    total_ore: int


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the workbook; the file is whole or not there, and the same on every run.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre.
    OSError
        The file cannot be written.
    """
    settlement = comparison.settlement
    book = Book(settlement, title="Nycklarna sida vid sida", receiver=settlement.basis.issuer.name)
    sheets = {
        name: book.add_sheet(name, (*_NAMES, _RULE_WIDTH, *_key_widths(shared, total_ore)), landscape=True)
        for title, shared, total_ore in (
            ("Kostnad", comparison.shared_costs, settlement.basis.cost_ore),
            ("Bidrag", comparison.shared_contributions, settlement.rule.amount_ore),
        )
        for name in (title, f"{title} per invånare")
    }
    charts = {title: add_chart_sheet(book, f"Diagram {title.lower()}") for title in ("Kostnad", "Bidrag")}
    write_keys(book, comparison)
    cost, awards = write_calculations(book, comparison)
    split = settlement.split
    checks = []
    for amounts in (
        _Amounts(
            title="Kostnad",
            lead=f"{format_kr(settlement.basis.cost_ore)} delade efter varje nyckel för sig.",
            calculated=cost,
            decided_ore=tuple(settlement.cost.costs_ore[player.id] for player in comparison.players),
            total_ore=settlement.basis.cost_ore,
        ),
        _Amounts(
            title="Bidrag",
            lead=f"{format_kr(settlement.rule.amount_ore)} delade efter varje nyckel för sig, inom regelns "
            "golv och tak. Taket följer kostnadsandelen enligt regeln.",
            calculated=awards,
            decided_ore=tuple(row.award_ore for row in split.rows),
            total_ore=settlement.rule.amount_ore,
        ),
    ):
        table = _write_amounts(sheets[amounts.title], comparison, amounts)
        heads = _write_per_head(sheets[f"{amounts.title} per invånare"], comparison, amounts, table)
        _write_charts(charts[amounts.title], table, heads, amounts)
        checks += _checks(table, amounts)
    write_control(book, checks)
    book.save(path)


def _key_widths(keys: Iterable[KeyName], total_ore: int) -> list[int]:
    """Columns as narrow as their words and sums allow: all of them are printed side by side."""
    least = max(_KEY_WIDTH, len(kronor_text(total_ore)) + 1)
    return [max(least, *(len(word) + 2 for word in KEYS[key].swedish.split())) for key in keys]


def _write_amounts(sheet: Sheet, comparison: Comparison, amounts: _Amounts) -> Table:
    top = sheet.write_heading(f"{amounts.title}, kronor", _period(comparison, amounts.lead))
    table = Table(sheet, top, len(amounts.decided_ore))
    _add_names(table, comparison)
    decided = [Fraction(ore, 100) for ore in amounts.decided_ore]
    table.add(RULE, "Enligt regeln", "strong_kr", decided, total=sum(decided, Fraction(0)))
    for key in amounts.calculated.keys:
        parts_ore = amounts.calculated.amounts_ore[key]
        cells = [
            Formula(f"({amounts.calculated.rounding.result(key, i)})/100", Fraction(ore, 100))
            for i, ore in enumerate(parts_ore)
        ]
        table.add(key, KEYS[key].swedish, "hundredths", cells, total=Fraction(sum(parts_ore), 100))
    sheet.freeze(table)
    return table


def _write_per_head(sheet: Sheet, comparison: Comparison, amounts: _Amounts, kronor: Table) -> Table:
    title = f"{amounts.title} per invånare, kronor"
    top = sheet.write_heading(title, _period(comparison, amounts.lead))
    table = Table(sheet, top, len(comparison.settlement.basis.members))
    _add_names(table, comparison, is_summed=False)
    columns: tuple[KeyName | str, ...] = (RULE, *amounts.calculated.keys)
    for key in columns:
        head = "Enligt regeln" if key == RULE else KEYS[key].swedish  # type: ignore[index]  # all others are keys
        cells = [
            Formula(
                f"{kronor.at(key, i, outside=True)}/{table.at('inhabitants', i)}",
                Fraction(kronor.values[key][i]) / comparison.players[i].population,
            )
            for i in range(table.n)
        ]
        table.add(key, head, "strong_kr" if key == RULE else "hundredths", cells)
    sheet.freeze(table)
    return table


def _write_charts(sheet: Sheet, kronor: Table, heads: Table, amounts: _Amounts) -> None:
    title, keys = f"{amounts.title} per kommun, kronor", amounts.calculated.keys
    row = sheet.write_heading(f"Diagram {amounts.title.lower()}", "Varje märke är en nyckel som delar ensam.")
    charts = [*marks(kronor, keys, title), *marks(heads, keys, f"{title} per invånare")]
    row = write_charts(sheet, row, charts)
    for text in find_twins(kronor, keys):
        sheet.write(row, 0, text, "lead")
        row += 1


def _add_names(table: Table, comparison: Comparison, *, is_summed: bool = True) -> None:
    players = comparison.players[: table.n]
    totals = ("Summa", "", sum(player.population for player in players)) if is_summed else (None,) * 3
    table.add("name", "Kommun", "text", [player.name for player in players], total=totals[0])
    table.add("id", "Kod", "middle", [player.id for player in players], total=totals[1])
    population = [player.population for player in players]
    table.add("inhabitants", "Invånare", "ore", population, total=totals[2])


def _period(comparison: Comparison, lead: str) -> str:
    basis = comparison.settlement.basis
    return f"Perioden {format_period(basis.first_date, basis.last_date)}. {lead}"


def _checks(table: Table, amounts: _Amounts) -> list[Check]:
    """Every key shares the whole sum, but for what caps leave."""
    return [
        Check(
            label=f"{amounts.title} efter nyckeln {KEYS[key].swedish}: delarna är hela summan (öre)",
            is_text=f"ROUND({table.total(key, outside=True)}*100,0)+{amounts.calculated.left_ore[key]}",
            should_text=amounts.calculated.total_name,
            value=amounts.total_ore,
        )
        for key in amounts.calculated.keys
    ]
