"""Compare what was decided, by the names of its cells, where another version of the program wrote a workbook."""

from collections.abc import Iterator, Mapping

from logistics.swedish import amount_text
from logistics.verifying.cells import Cell, Workbook
from logistics.verifying.finding import Finding
from subsidy.record import Document
from subsidy.statement import Statement
from subsidy.workbook.carried import CODES, PAID
from subsidy.workbook.decision import DECIDED_AWARD, DECIDED_COST

_COLUMNS = (
    ("Kostnad_kommunkoder", "Kostnadsandelar_öre", "kostnadsandel"),
    ("Bidrag_kommunkoder", "Bidrag_per_kommun_öre", "bidrag"),
)


def wrong_named(book: Workbook, document: Document) -> Iterator[Finding]:
    """Every decided sum that is not what the settlement gives; every version names their cells."""
    settlement = document.settlement
    names = {player.id: player.name for player in settlement.basis.players}
    computed: tuple[Mapping[str, int], ...] = (settlement.cost.costs_ore, settlement.split.awards_ore)
    columns: tuple[tuple[str, str, str], ...] = _COLUMNS
    if settlement.basis.balances:
        columns = (*columns, (CODES, PAID, "det som betalas ut"))
        computed = (*computed, settlement.paid_ore)
    for (codes, sums, what), should_be in zip(columns, computed, strict=True):
        yield from _wrong_column(
            book, (codes, sums), should_be, {id_: f"{names[id_]}, {what}" for id_ in should_be}
        )
    if isinstance(document, Statement):
        whose = document.municipality.name
        for name, ore, what in (
            (DECIDED_COST, document.cost_ore, "beslutad kostnadsandel"),
            (DECIDED_AWARD, document.award_ore, "beslutat bidrag"),
        ):
            yield from _wrong_sum(book, name, 0, (ore, 100), f"{whose}, {what}")


def _wrong_column(
    book: Workbook, ranges: tuple[str, str], should_be: Mapping[str, int], whose: Mapping[str, str]
) -> Iterator[Finding]:
    codes, sums = ranges
    cells = [book.sheets.get(sheet, {}).get(place) for sheet, place in book.cells_of(codes)]
    rows = {str(cell.value): row for row, cell in enumerate(cells) if cell is not None}
    for id_, ore in should_be.items():
        yield from _wrong_sum(book, sums, rows.get(id_, -1), (ore, 1), whose[id_])


def _wrong_sum(
    book: Workbook, name: str, row: int, should_be: tuple[int, int], whose: str
) -> Iterator[Finding]:
    """The cell of a name where it is not a sum in öre; the second number is how many öre its unit is."""
    ore, unit_ore = should_be
    places = book.cells_of(name)
    if not 0 <= row < len(places):
        sentence = f"{whose}: arbetsboken har ingen cell {name}, som ska säga {amount_text(ore)}."
        yield Finding(figure=name, says="", should_be=amount_text(ore), sentence=sentence)
        return
    sheet, place = places[row]
    cell = book.sheets.get(sheet, {}).get(place)
    if cell is None or cell.number is None or cell.number * unit_ore != ore:
        says = _kronor(cell, unit_ore) if cell else "tomt"
        where = f"Bladet {sheet}, cell {place} ({whose})"
        sentence = f"{where}: filen säger {says}, men det ska vara {amount_text(ore)}."
        yield Finding(figure=where, says=says, should_be=amount_text(ore), sentence=sentence)


def _kronor(cell: Cell, unit_ore: int) -> str:
    """What a cell says, in kronor if it holds whole öre."""
    ore = None if cell.number is None else cell.number * unit_ore
    return cell.text() if ore is None or ore % 1 else amount_text(int(ore))
