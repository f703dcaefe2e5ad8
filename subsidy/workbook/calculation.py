"""Write how the figures come about: the sheets Kostnadsandel, Beräkning and Golv och tak."""

from fractions import Fraction

from subsidy.statement import Settlement
from subsidy.wording import format_list, format_unit
from subsidy.workbook.basis import CONTRIBUTION_WEIGHT, COST_WEIGHT
from subsidy.workbook.book import Book, Formula, Table
from subsidy.workbook.bound_cells import UNIT, cap_text, floor_text
from subsidy.workbook.levels import write_rounds
from subsidy.workbook.model import exact_amounts, play_rounds, round_cells
from subsidy.workbook.shares import Shares, add_rounding, add_rounding_to, add_shares

_SPARE_ROUNDS = 1  # so that the formulas also hold for figures somewhat other than today's


def write_cost_shares(book: Book, settlement: Settlement, basis: Table) -> Table:
    """Write the sheet Kostnadsandel: everyone's part of the cost."""
    players = settlement.basis.sorted_players
    by_id = {row.id: row for row in settlement.cost.rows}
    rows = [by_id[player.id] for player in players]
    widths = (17, 7, *(14 for _ in settlement.cost.mix.parts), 13, 19, 14, 9, 11, 8, 14, 17)
    sheet = book.add_sheet("Kostnadsandel", widths, landscape=True)
    top = sheet.write_heading(
        "Kostnadsandel",
        "Kostnaden delas efter den sammanvägda andelen. Hela öre delas ut först; öre som blir över går "
        f"till de största resterna.{_borne_first(settlement)}",
    )
    table = Table(sheet, top, len(players))
    _add_names(table, basis)
    by_row = [row.key_shares for row in rows]
    shares = Shares(prefix=COST_WEIGHT, mix=settlement.cost.mix, players=players, key_shares=by_row)
    add_shares(table, basis, shares)
    exact = [Formula(f"Kostnad_öre*{table.at('share', i)}", row.exact_ore) for i, row in enumerate(rows)]
    table.add("exact", "Exakt kostnadsandel, öre", "exact_ore", exact, total=settlement.cost.total_ore)
    rounded = round_cells([row.exact_ore for row in rows], [row.id for row in rows])
    _require_agreement(list(rounded.results_ore), [row.cost_ore for row in rows])
    add_rounding(table, rounded, "Kostnadsandel")
    book.define_name("Kostnad_kommunkoder", table.over("id", outside=True))
    book.define_name("Kostnadsandelar_öre", table.over("result", outside=True))
    sheet.freeze(table)
    return table


def write_awards(book: Book, settlement: Settlement, basis: Table, costs: Table) -> tuple[Table, list[Table]]:
    """Write the sheets Beräkning and Golv och tak: every municipality's award, and the rounds."""
    rule, rows = settlement.rule, settlement.split.rows
    unit = format_unit(rule.rounding_ore)
    widths = (17, 7, *(14 for _ in rule.contribution_mix.parts), 13, 17, 12, 12, 17, 14, 13, 11, 8, 12, 15)
    sheet = book.add_sheet("Beräkning", widths, landscape=True)
    top = sheet.write_heading(
        "Beräkning",
        "Bidraget delas efter den sammanvägda andelen, hålls inom golv och tak, och avrundas en gång till "
        f"{unit}: det som blir över går till de största resterna.",
    )
    table = Table(sheet, top, len(rows))
    _add_names(table, basis)
    by_row, members = [row.key_shares for row in rows], settlement.basis.members
    add_shares(
        table,
        basis,
        Shares(prefix=CONTRIBUTION_WEIGHT, mix=rule.contribution_mix, players=members, key_shares=by_row),
    )
    _add_bounds(table, settlement, costs)
    bounds = [(row.floor_ore, rule.amount_ore if row.cap_ore is None else row.cap_ore) for row in rows]
    is_bounded = rule.floor_ore > 0 or bool(rule.own_floors_ore) or rule.cap_share is not None
    n_rounds = len(settlement.split.rounds) + (_SPARE_ROUNDS if is_bounded else 0)
    rounds = play_rounds(settlement.split.shared_ore, [row.share for row in rows], bounds, n_rounds)
    round_tables = write_rounds(book, table, rounds, settlement)
    exact = exact_amounts(rounds)
    texts = [_exact_text(round_tables, i) for i in range(len(rows))]
    cells = [Formula(text, value) for text, value in zip(texts, exact, strict=True)]
    table.add("exact", "Efter golv och tak, öre", "exact_ore", cells, total=sum(exact, Fraction(0)))
    rounded = round_cells(exact, [row.id for row in rows], unit_ore=rule.rounding_ore)
    _require_agreement(list(rounded.results_ore), [row.award_ore for row in rows])
    whole_head = unit.capitalize() if rule.rounding_ore == 1 else f"{unit.capitalize()}, i öre"
    add_rounding_to(UNIT, table, rounded, ("Bidrag", whole_head))
    book.define_name("Bidrag_kommunkoder", table.over("id", outside=True))
    book.define_name("Bidrag_per_kommun_öre", table.over("result", outside=True))
    sheet.freeze(table)
    return table, round_tables


def _borne_first(settlement: Settlement) -> str:
    names = [player.name for player in settlement.basis.others if player.bears_by]
    return f" {format_list(names)} bär först sin del för egna stopp (bladet Regel)." if names else ""


def _add_names(table: Table, basis: Table) -> None:
    for key, head in (("name", "Kommun"), ("id", "Kod")):
        names = basis.values[key][: table.n]
        cells = [Formula(basis.at(key, i, outside=True), name) for i, name in enumerate(names)]
        table.add(
            key, head, "text" if key == "name" else "middle", cells, total="Summa" if key == "name" else ""
        )


def _add_bounds(table: Table, settlement: Settlement, costs: Table) -> None:
    rule, rows = settlement.rule, settlement.split.rows
    uncapped = [Formula(f"Bidrag_öre*{table.at('share', i)}", row.uncapped_ore) for i, row in enumerate(rows)]
    table.add("uncapped", "Före golv och tak, öre", "exact_ore", uncapped, total=rule.amount_ore)
    floors = [Formula(floor_text(rule, row.id), row.floor_ore) for row in rows]
    table.add("floor", "Golv, öre", "ore", floors)
    caps = [
        Formula(
            cap_text(rule, costs.at("result", i, outside=True)),
            rule.amount_ore if row.cap_ore is None else row.cap_ore,
        )
        for i, row in enumerate(rows)
    ]
    table.add("cap", "Tak, öre (hela bidraget)" if rule.cap_share is None else "Tak, öre", "ore", caps)


def _exact_text(rounds: list[Table], i: int) -> str:
    locked = "+".join(table.at("locked", i, outside=True) for table in rounds)
    last = rounds[-1]
    free, bound, amount = (last.at(key, i, outside=True) for key in ("free", "bound", "amount"))
    return f'{locked}+IF(AND({free}=1,{bound}=""),{amount},0)'


def _require_agreement(in_sheet: list[int], decided: list[int]) -> None:
    if in_sheet != decided:
        raise ValueError(f"the formulas give {in_sheet} öre, the split {decided}")
