"""Write what earlier settlements of the period paid and claimed, on the sheet Slutavräkning."""

from fractions import Fraction

from logistics.reconciling.cells import kronor
from subsidy import final_wording as wording
from subsidy.final import FinalSettlement
from subsidy.workbook.book import Content, Formula, Sheet, Table


def write_settled(sheet: Sheet, row: int, final: FinalSettlement) -> Table | None:
    """A row for each amount, under a heading above `row`; None where nothing was paid or claimed."""
    found = [before for before in final.settled if before.amount_ore]
    if not found:
        return None
    names = {member.id: member.name for member in final.budget.basis.members}
    sheet.write(row - 1, 0, "Tidigare slutavräkningar av perioden, enligt journalen", "section")
    table = Table(sheet, row, len(found))
    table.add("name", wording.NAME, "text", [names[before.id] for before in found], total="Summa")
    table.add("id", wording.CODE, "middle", [before.id for before in found], total="")
    table.add("number", "Nr", "count", [before.number for before in found], total="")
    amounts = [kronor(before.amount_ore) for before in found]
    table.add("amount", "Betalt eller krävt", "change_kr", amounts, total=sum(amounts, Fraction()))
    words = ["Betalt" if before.amount_ore > 0 else "Krävt åter" for before in found]
    table.add("word", "Så reglerades det", "middle", words, total="")
    return table


def add_settled(table: Table, final: FinalSettlement, settled: Table, keys: tuple[str, ...]) -> None:
    """Add the columns of what the period comes to, the sum of `keys`, and of what is settled of it."""
    players = final.budget.basis.sorted_players
    rows = {row.id: row for row in final.rows}
    whole_ore = [rows[p.id].whole_ore if p.id in rows else 0 for p in players]
    cells: list[Content] = [
        Formula(f"ROUND({'+'.join(table.at(key, i) for key in keys)},2)", kronor(ore))
        for i, ore in enumerate(whole_ore)
    ]
    table.add("whole", wording.WHOLE, "change_kr", cells, total=kronor(sum(whole_ore)))
    settled_ore = [rows[p.id].settled_ore if p.id in rows else 0 for p in players]
    cells = [
        Formula(amounts_text(table.at("id", i), settled), kronor(ore)) for i, ore in enumerate(settled_ore)
    ]
    table.add("settled", wording.SETTLED, "change_kr", cells, total=kronor(sum(settled_ore)))


def amounts_text(code: str, table: Table) -> str:
    """The formula of all that a table with codes and amounts has for one code."""
    codes, amounts = table.over("id"), table.over("amount")
    return f"ROUND(SUMPRODUCT(({codes}={code})*{amounts}),2)"
