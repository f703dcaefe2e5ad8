"""Write what has changed since the period before: the sheet Jämförelse."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from subsidy.keys import Measures
from subsidy.statement import Settlement, Statement
from subsidy.workbook.book import Book, Content, Formula, Table
from subsidy.workbook.decision import AWARD_ORE, COST_ORE
from subsidy.workbook.styles import Style, style_of_counts

_NONE = "–"
_FIXED = "Den förra periodens belopp är fasta: de står i den periodens egna besked."
_NEW = "Kommunen var inte med i den förra perioden, så det finns inget att jämföra med."


def write_own_comparison(book: Book, statement: Statement, earlier: Settlement) -> None:
    """Write one municipality's cost share and award beside those of the period before, and why they differ."""
    now, code = statement.settlement, statement.municipality.code
    sheet = book.add_sheet("Jämförelse", (40, 20, 20, 20, 14))
    row = sheet.write_heading("Jämförelse", _lead(now, earlier))
    if code not in earlier.split.awards_ore:
        sheet.write(row, 0, _NEW, "lead")
        return
    before_ore = _amounts(earlier, code)
    now_ore = _amounts(now, code)
    texts = (COST_ORE, AWARD_ORE, f"{COST_ORE}-{AWARD_ORE}", "Kostnad_öre", "Bidrag_öre")
    labels = (
        "Kommunens kostnadsandel", "Bidrag till kommunen", "Kommunen betalar själv",
        "Kostnad som delas av alla", "Regionens bidrag till alla",
    )  # fmt: skip
    table = Table(sheet, row, len(labels))
    table.add("label", "Belopp", "label", labels)
    table.add("before", _head(earlier), "kr", [Fraction(ore, 100) for ore in before_ore])
    cells = [Formula(f"({text})/100", Fraction(ore, 100)) for text, ore in zip(texts, now_ore, strict=True)]
    table.add("now", _head(now), "strong_kr", cells)
    _add_changes(table, before_ore, now_ore)
    _write_measures(table, _player(now, code), _player(earlier, code), (_head(earlier), _head(now)))


def write_all_comparisons(book: Book, settlement: Settlement, earlier: Settlement, overview: Table) -> None:
    """Write everyone's award and own cost beside those of the period before.

    The rows are those of `overview`, whose columns "award" and "own" hold the amounts of now in kronor.
    """
    players = settlement.basis.sorted_players
    sheet = book.add_sheet("Jämförelse", (17, 7, *(17, 17, 17, 11) * 2), landscape=True)
    row = sheet.write_heading("Jämförelse", _lead(settlement, earlier))
    table = Table(sheet, row, len(players))
    names = [Formula(overview.at("name", i, outside=True), player.name) for i, player in enumerate(players)]
    table.add("name", "Kommun", "text", names, total="Summa")
    codes = [Formula(overview.at("id", i, outside=True), player.id) for i, player in enumerate(players)]
    table.add("id", "Kod", "middle", codes, total="")
    ids = [player.id for player in players]
    for key, what in (("award", "Bidrag"), ("own", "Betalar själv")):
        before, now = (_column(each, ids, key) for each in (earlier, settlement))
        _add_pair(
            table, overview, key, (f"{what} {_head(earlier)}", f"{what} {_head(settlement)}"), before, now
        )
    sheet.freeze(table)
    gone = sorted(set(earlier.cost.costs_ore) - set(ids))
    lines = [
        _FIXED,
        *(f"Med i den förra perioden men inte nu: {_player(earlier, id_).name}." for id_ in gone),
    ]
    for offset, line in enumerate(lines, start=2):
        sheet.write(table.total_row + offset, 0, line, "lead")


def _add_pair(
    table: Table,
    overview: Table,
    key: str,
    heads: tuple[str, str],
    before_ore: Sequence[int | None],
    now_ore: Sequence[int | None],
) -> None:
    before: list[Content] = [_NONE if ore is None else Fraction(ore, 100) for ore in before_ore]
    total_before, total_now = (sum(ore or 0 for ore in column) for column in (before_ore, now_ore))
    table.add(f"{key}_before", heads[0], "kr", before, total=Fraction(total_before, 100))
    now = [
        Formula(overview.at(key, i, outside=True), Fraction(ore or 0, 100)) for i, ore in enumerate(now_ore)
    ]
    table.add(f"{key}_now", heads[1], "strong_kr", now, total=Fraction(total_now, 100))
    changes, parts = [], []
    for i, (old_ore, new_ore) in enumerate(zip(before_ore, now_ore, strict=True)):
        cells = table.at(f"{key}_before", i), table.at(f"{key}_now", i)
        changes.append(_NONE if old_ore is None else _change(*cells, old_ore, new_ore or 0))
        parts.append(_NONE if old_ore is None else _part(*cells, old_ore, new_ore or 0))
    table.add(f"{key}_change", "Skillnad", "change_kr", changes)
    table.add(f"{key}_part", "Skillnad, %", "change_percent", parts)
    old, new = table.total(f"{key}_before"), table.total(f"{key}_now")
    row, columns = table.total_row, table.columns
    change, part = _change(old, new, total_before, total_now), _part(old, new, total_before, total_now)
    table.sheet.write(row, columns[f"{key}_change"], change, "change_kr", total=True)
    table.sheet.write(row, columns[f"{key}_part"], part, "change_percent", total=True)


def _add_changes(table: Table, before_ore: Sequence[int], now_ore: Sequence[int]) -> None:
    pairs = list(enumerate(zip(before_ore, now_ore, strict=True)))
    cells = [(table.at("before", i), table.at("now", i)) for i, _ in pairs]
    table.add("change", "Skillnad", "change_kr", [_change(*cells[i], *pair) for i, pair in pairs])
    table.add("part", "Skillnad, %", "change_percent", [_part(*cells[i], *pair) for i, pair in pairs])


def _change(before: str, now: str, before_ore: int, now_ore: int) -> Formula:
    return Formula(f"{now}-{before}", Fraction(now_ore - before_ore, 100))


def _part(before: str, now: str, before_ore: int, now_ore: int) -> Content:
    """The change in percent of what was before; none of nothing."""
    value = Fraction(now_ore - before_ore, abs(before_ore)) if before_ore else _NONE
    return Formula(f'IF({before}=0,"{_NONE}",({now}-{before})/ABS({before}))', value)


def _write_measures(above: Table, now: Measures, before: Measures, heads: tuple[str, str]) -> None:
    """Write what the amounts are shared by, so that a reader sees why they changed."""
    sheet = above.sheet
    rows: tuple[tuple[str, int | Fraction, int | Fraction], ...] = (
        ("Invånare", before.population, now.population),
        ("Besök per vecka", before.visits, now.visits),
        ("Lådor in och ut per vecka", before.crates, now.crates),
    )
    visits = style_of_counts((before.visits, now.visits))
    styles: tuple[Style, ...] = ("ore", visits, "decimal")
    change: Style = "change_count" if visits == "ore" else "change_decimal"
    changes: tuple[Style, ...] = ("change_count", change, "change_decimal")
    table = Table(sheet, above.total_row + 2, len(rows))
    table.add("label", "Det som fördelningen räknas från", "label", [label for label, *_ in rows])
    table.add("before", heads[0], styles, [old for _, old, _ in rows])
    table.add("now", heads[1], styles, [new for _, _, new in rows])
    cells = [
        Formula(f"{table.at('now', i)}-{table.at('before', i)}", Fraction(new) - Fraction(old))
        for i, (_, old, new) in enumerate(rows)
    ]
    table.add("change", "Skillnad", changes, cells)
    sheet.write(table.total_row + 1, 0, _FIXED, "lead")


def _amounts(settlement: Settlement, code: str) -> tuple[int, ...]:
    cost_ore, award_ore = settlement.cost.costs_ore[code], settlement.split.awards_ore[code]
    total_ore, amount_ore = settlement.basis.cost_ore, settlement.rule.amount_ore
    return cost_ore, award_ore, cost_ore - award_ore, total_ore, amount_ore


def _column(settlement: Settlement, ids: Sequence[str], key: str) -> list[int | None]:
    costs_ore, awards_ore = settlement.cost.costs_ore, settlement.split.awards_ore
    by_id: Mapping[str, int] = {
        id_: awards_ore.get(id_, 0) if key == "award" else cost_ore - awards_ore.get(id_, 0)
        for id_, cost_ore in costs_ore.items()
    }
    return [by_id.get(id_) for id_ in ids]


def _player(settlement: Settlement, id_: str) -> Measures:
    return next(player for player in settlement.basis.players if player.id == id_)


def _head(settlement: Settlement) -> str:
    return settlement.basis.period_name


def _lead(now: Settlement, earlier: Settlement) -> str:
    return f"Perioden {_head(now)} jämförd med {_head(earlier)}."
