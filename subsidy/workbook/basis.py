"""Write what the split is computed from: the sheets Underlag and Regel."""

import re
from collections.abc import Sequence
from fractions import Fraction

from subsidy.brackets import Brackets
from subsidy.keys import KEYS, KeyMix, KeyName
from subsidy.rules import ContributionRule
from subsidy.statement import Settlement
from subsidy.wording import format_date, format_kr, format_period
from subsidy.workbook.basis_columns import basis_blocks, explain_columns
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table
from subsidy.workbook.bound_cells import RuleRow, bound_rows
from subsidy.workbook.model import TOLERANCE_ORE
from subsidy.workbook.own_stops import bears_first, describe_own_part, own_label, own_part
from subsidy.workbook.styles import Style, style_of_counts
from subsidy.workbook.term_cells import OWN_PART, TermCell, bracket_names, keys_of, term_cells

COST_WEIGHT = "Kostnadsvikt"
CONTRIBUTION_WEIGHT = "Bidragsvikt"
MEASURED, MEASURED_HERE = "Underlag", "Underlag_kommuner"  # the columns of keys, of all and of municipalities
CODES = "Underlag_koder"


def weight_name(prefix: str, key: KeyName) -> str:
    """The name of the cell with a key's weight."""
    words = re.findall(r"\w+", KEYS[key].swedish.lower())  # no comma may stand in a name
    return "_".join((prefix, *words))


def write_basis(book: Book, settlement: Settlement) -> Table:
    """Write the sheet Underlag; its columns are known by the names of the keys.

    A key that was not measured of everybody has no column.
    """
    basis = settlement.basis
    players = basis.sorted_players
    blocks = basis_blocks(settlement.rule, players)
    widths = (17, 7, 11, 19, 10, 10, *(width for block in blocks for width in block.widths))
    sheet = book.add_sheet("Underlag", widths, landscape=True)
    row = sheet.write_heading(
        "Underlag",
        f"Vad fördelningen räknas från. Perioden {format_period(basis.first_date, basis.last_date)}. Kolumnerna"
        " förklaras på bladet Regel.",
    )
    table = Table(sheet, row, len(players))
    _add_counts(table, settlement)
    for block in blocks:
        block.add(table)
    _name_columns(book, table, settlement)
    sheet.freeze(table)
    return table


def _add_counts(table: Table, settlement: Settlement) -> None:
    basis = settlement.basis
    players = basis.sorted_players
    counted = {m.code: format_date(m.population_date) for m in basis.municipalities}
    table.add("name", "Kommun", "text", [player.name for player in players], total="Summa")
    table.add("id", "Kod", "middle", [player.id for player in players], total="")
    population = [player.population for player in players]
    table.add("population", "Invånare", "ore", population, total=sum(population))
    table.add("counted", "Invånare den", "middle", [counted.get(p.id, "–") for p in players], total="")
    visits = [player.visits for player in players]
    table.add("visits", "Besök per vecka", style_of_counts(visits), visits, total=sum(visits))
    crates = [player.crates for player in players]
    table.add("crates", "Lådor in och ut per vecka", "decimal", crates, total=sum(crates, Fraction(0)))


def _name_columns(book: Book, table: Table, settlement: Settlement) -> None:
    """Name the columns that keys share by, over everybody and over the municipalities."""
    n_members = len(settlement.basis.members)
    borne_by = {player.bears_by for player in settlement.basis.others if player.bears_by}
    for key in (*keys_of(settlement.rule), *sorted(borne_by.difference(keys_of(settlement.rule)))):
        column = "id" if key == "equal" else key
        if column in table.columns:
            book.define_name(weight_name(MEASURED, key), table.over(column, outside=True))
            book.define_name(weight_name(MEASURED_HERE, key), table.over(column, n_members, outside=True))
    book.define_name(CODES, table.over("id", outside=True))


def share_text(key: KeyName, code: str, settlement: Settlement, *, of_cost: bool) -> str:
    """The formula of a municipality's share by a key, of the cost or the contribution; `code` is a formula."""
    is_rest = bears_first(key, settlement.basis.players)
    whole = weight_name(MEASURED if of_cost and not is_rest else MEASURED_HERE, key)
    measured = f"INDEX({weight_name(MEASURED, key)},MATCH({code},{CODES},0))/SUM({whole})"
    part = f"1/ROWS({whole})" if key == "equal" else measured
    return f"(1-{OWN_PART})*{part}" if of_cost and is_rest else part


def formula_of(key: KeyName) -> str:
    """The formula of a key as a Swedish sentence."""
    formula = KEYS[key].formula
    return f"Formel: {formula}" if formula.endswith("…") else f"Formel: {formula}."


def write_rule(book: Book, settlement: Settlement) -> None:
    """Write the sheet Regel: amounts, bounds and weights, each cell with a name."""
    rule, basis = settlement.rule, settlement.basis
    sheet = book.add_sheet("Regel", (30, 18, 18, 62))
    row = sheet.write_heading("Regel", f"Bidragsregel {rule.id}, {rule.reference}.")
    rows: list[RuleRow] = [
        ("Kostnad_öre", "Kostnad att dela", Fraction(basis.cost_ore), "öre", format_kr(basis.cost_ore)),
        ("Bidrag_öre", "Regionens bidrag", Fraction(rule.amount_ore), "öre", format_kr(rule.amount_ore)),
        *_own_rows(settlement),
        *bound_rows(rule),
        (
            "Tolerans_öre",
            "Räknetolerans",
            TOLERANCE_ORE,
            "öre",
            "Belopp som skiljer sig mindre än så räknas som lika: kalkylbladets tal har 15–16 siffror.",
        ),
    ]
    table = Table(sheet, row, len(rows))
    table.add("label", "Uppgift", "label", [label for _, label, _, _, _ in rows])
    values = [value for _, _, value, _, _ in rows]
    table.add("value", "Värde", [_style_of(value) for value in values], values)
    table.add("unit", "Enhet", "middle", [unit for _, _, _, unit, _ in rows])
    table.add("text", "Förklaring", "wrap", [text for _, _, _, _, text in rows])
    for i, (name, *_) in enumerate(rows):
        book.define_name(name, table.at("value", i, outside=True))
    _write_weights(book, sheet, table.total_row + 1, settlement)


def _own_rows(settlement: Settlement) -> tuple[RuleRow, ...]:
    """The row with the part of the cost that is borne before the keys share the rest."""
    players = settlement.basis.players
    bearers = [(player, player.bears_by) for player in settlement.basis.others if player.bears_by]
    if not bearers:
        return ()
    columns = [weight_name(MEASURED, by) for _, by in bearers]
    text = "+".join(
        f'INDEX({column},MATCH("{player.id}",{CODES},0))/SUM({column})'
        for (player, _), column in zip(bearers, columns, strict=True)
    )
    label = " och ".join(own_label(player) for player, _ in bearers)
    explained = " ".join(describe_own_part(player, settlement) for player, _ in bearers)
    return ((OWN_PART, f"{label}, del", Formula(text, own_part(players)), "", explained),)


def _style_of(value: Fraction | Formula) -> Style:
    if isinstance(value, Formula):
        return "percent"
    return "ore" if value.denominator == 1 else "exact_ore"


def _write_weights(book: Book, sheet: Sheet, row: int, settlement: Settlement) -> None:
    rule = settlement.rule
    sheet.write(row, 0, "Nycklar", "section")
    keys = list(keys_of(rule))
    table = Table(sheet, row + 1, len(keys))
    table.add("key", "Nyckel", "label", [KEYS[name].swedish for name in keys], total="Summa")
    mixes = (
        (COST_WEIGHT, "Vikt för kostnaden", rule.cost_mix),
        (CONTRIBUTION_WEIGHT, "Vikt för bidraget", rule.contribution_mix),
    )
    for prefix, head, mix in mixes:
        table.add(prefix, head, "percent", _weights(keys, mix), total=Fraction(1))
        for name in mix.names:
            book.define_name(weight_name(prefix, name), table.at(prefix, keys.index(name), outside=True))
    explained = [f"{KEYS[name].sentence}\n{formula_of(name)}" for name in keys]
    table.add("text", "Förklaring", "wrap", explained)
    row = _write_terms(book, sheet, table.total_row + 2, rule)
    _write_explanations(sheet, row, settlement)


def _write_terms(book: Book, sheet: Sheet, row: int, rule: ContributionRule) -> int:
    """Write the terms of the keys, each figure in a cell with a name; the next free row."""
    cells = term_cells(rule)
    if not cells:
        return row
    sheet.write(row, 0, "Nycklarnas villkor", "section")
    table = Table(sheet, row + 1, len(cells))
    table.add("label", "Villkor", "label", [cell.label for cell in cells])
    table.add("value", "Värde", [cell.style for cell in cells], [cell.value for cell in cells])
    table.add("unit", "Enhet", "middle", ["" if cell.unit == "%" else cell.unit for cell in cells])
    table.add("text", "Förklaring", "wrap", _term_texts(rule, cells))
    for i, cell in enumerate(cells):
        book.define_name(cell.name, table.at("value", i, outside=True))
    return table.total_row + 1


def _term_texts(rule: ContributionRule, cells: Sequence[TermCell]) -> list[str]:
    """The scale in words beside its first figure; nothing beside the others."""
    terms = rule.terms.get("degressive_population")
    scale = f"{terms.sentence} Källa: {terms.source or 'regeln'}." if isinstance(terms, Brackets) else ""
    first = bracket_names(1)[0]
    return [scale if cell.name == first else "" for cell in cells]


def _weights(keys: list[KeyName], mix: KeyMix) -> list[Content]:
    weights = dict(mix.parts)
    return [weights.get(name, "–") for name in keys]


def _write_explanations(sheet: Sheet, row: int, settlement: Settlement) -> None:
    """Write what the columns of the sheet Underlag mean, each in one row: no page breaks a row."""
    lines = [
        "Lådor in och ut: varje låda räknas två gånger, när den skickas och när den tas emot.",
        *explain_columns(settlement.basis.players),
        "Alla celler är låsta utan lösenord: blad kan låsas upp för att pröva andra värden.",
    ]
    sheet.write(row, 0, "Bladet Underlag", "section")
    for below, line in enumerate(lines, start=1):
        word, _, text = line.partition(": ")
        cells: tuple[tuple[str, Style], ...] = (
            (word, "label"), ("", "text"), ("", "text"), (text[:1].upper() + text[1:], "wrap"),
        )  # fmt: skip
        for column, (content, style) in enumerate(cells):
            sheet.write(row + below, column, content, style)
