"""Write everyone's figures side by side: the sheet Sammanställning."""

from fractions import Fraction

from subsidy.carrying_wording import carried_label
from subsidy.statement import Settlement
from subsidy.wording import format_period
from subsidy.workbook.book import Book, Content, Formula, Table
from subsidy.workbook.styles import Style

_MINUS_NOTE = "Minus under Betalar själv: bidraget är större än kostnadsandelen."
_BOUND_WORDS = {"floor": "golvet", "cap": "taket", None: ""}


def write_overview(book: Book, settlement: Settlement, basis: Table, costs: Table, awards: Table) -> Table:
    """Write the sheet Sammanställning; "decided_cost" and "decided" hold what was decided, as fixed figures."""
    split = settlement.split
    widths = (
        17,
        7,
        11,
        17,
        17,
        11,
        17,
        17,
        11,
        17,
        12,
        10,
        *((17,) * 3 if settlement.basis.balances else ()),
    )
    sheet = book.add_sheet("Sammanställning", widths, landscape=True)
    first, last = settlement.basis.first_date, settlement.basis.last_date
    top = sheet.write_heading(
        "Sammanställning", f"Kostnad och bidrag per kommun. Perioden {format_period(first, last)}."
    )
    players = settlement.basis.sorted_players
    table = Table(sheet, top, len(players))
    rows = range(table.n)
    styles: dict[str, Style] = {"name": "text", "id": "middle", "population": "ore"}
    for key, head in (("name", "Kommun"), ("id", "Kod"), ("population", "Invånare")):
        cells = [Formula(basis.at(key, i, outside=True), basis.values[key][i]) for i in rows]
        style = styles[key]
        table.add(key, head, style, cells, total="Summa" if key == "name" else "")
    cost_ore = [settlement.cost.costs_ore[player.id] for player in players]
    award_ore = [split.awards_ore.get(player.id, 0) for player in players]
    members = len(split.rows)
    decided_cost = [Fraction(ore, 100) for ore in cost_ore]
    cost_total = Fraction(sum(cost_ore), 100)
    table.add("decided_cost", "Beslutad kostnadsandel", "strong_kr", decided_cost, total=cost_total)
    cost = [Formula(f"{costs.at('result', i, outside=True)}/100", Fraction(cost_ore[i], 100)) for i in rows]
    table.add("cost", "Kostnadsandel enligt beräkningen", "kr", cost, total=cost_total)
    _add_parts(table, "cost", cost_ore, "Andel av kostnaden")
    decided = [Fraction(ore, 100) for ore in award_ore]
    table.add("decided", "Beslutat bidrag", "strong_kr", decided, total=Fraction(sum(award_ore), 100))
    award: list[Content] = [
        Formula(f"{awards.at('result', i, outside=True)}/100", decided[i]) if i < members else 0 for i in rows
    ]
    table.add("award", "Bidrag enligt beräkningen", "kr", award, total=Fraction(sum(award_ore), 100))
    _add_parts(table, "award", award_ore, "Andel av bidraget")
    own = [Fraction(cost_ore[i] - award_ore[i], 100) for i in rows]
    own_cells = [Formula(f"{table.at('cost', i)}-{table.at('award', i)}", own[i]) for i in rows]
    table.add("own", "Betalar själv", "kr", own_cells, total=sum(own, Fraction(0)))
    minus = Formula(f'IF(MIN({table.over("own")})<0,"{_MINUS_NOTE}","")', _MINUS_NOTE if min(own) < 0 else "")
    sheet.write(table.total_row + 2, 0, minus, "lead")
    per_head = [
        Formula(
            f"{table.at('award', i)}/{table.at('population', i)}", Fraction(decided[i], players[i].population)
        )
        if i < members
        else ""
        for i in rows
    ]
    table.add("per_head", "Bidrag per invånare", "kr", per_head, total="")
    bounds = {row.id: _BOUND_WORDS[row.locked] for row in split.rows}
    table.add("bound", "Hålls av", "middle", [bounds.get(player.id, "") for player in players], total="")
    sheet.freeze(table)
    return table


def add_carried(overview: Table, settlement: Settlement, carried: Table) -> None:
    """Add what is carried from the year before, what is paid and what is carried on, in kronor."""
    rows, none = settlement.carried, overview.n - len(settlement.carried)
    columns = (
        ("carried", carried_label(settlement.basis.year_before), [row.carried_ore for row in rows]),
        ("paid", "Att betala ut", [row.paid_ore for row in rows]),
        ("onward", "Förs vidare", [row.onward_ore for row in rows]),
    )
    for key, head, amounts_ore in columns:
        cells: list[Content] = [
            Formula(f"{carried.at(key, i, outside=True)}/100", Fraction(ore, 100))
            for i, ore in enumerate(amounts_ore)
        ]
        style: Style = "strong_kr" if key == "paid" else "kr_or_dash"
        overview.add(key, head, style, [*cells, *(0,) * none], total=Fraction(sum(amounts_ore), 100))


def _add_parts(table: Table, key: str, ore: list[int], head: str) -> None:
    total_ore = sum(ore)
    total = table.total(key)
    parts = [Fraction(part, total_ore) if total_ore else Fraction(0) for part in ore]
    cells = [Formula(f"IF({total}>0,{table.at(key, i)}/{total},0)", part) for i, part in enumerate(parts)]
    table.add(f"{key}_part", head, "percent", cells, total=sum(parts, Fraction(0)))
