"""Write the whole year at a glance: the sheet Uppföljning, with the one figure that the reader may change."""

from fractions import Fraction

from logistics.following_up.against import Change, is_of_crates, whole_change
from logistics.following_up.amounts import DASH
from logistics.following_up.cells import STYLES, add_column, shown
from logistics.following_up.change_sheet import CHANGE_STYLES, difference_formula
from logistics.following_up.gathering import FollowUp
from logistics.following_up.measures import WHOLE
from logistics.following_up.part_sheet import total_cell
from logistics.following_up.wording import comparison_sentences, gap_sentences, lead_of, title_of
from subsidy.workbook.book import Content, Formula, Sheet, Table

WIDTHS = (34, 19, 19, 19, 14)
_ITEMS_ROW = 4  # of the number of items in a crate, which the reader may change
_TABLE_ROW = 6


def items_cell(sheet: Sheet) -> str:
    """Where the number of items in a crate stands."""
    return sheet.cell(_ITEMS_ROW, 1)


def write_front(sheet: Sheet, follow: FollowUp, parts: Table, then: Table | None) -> None:
    """Write every measure of the whole year, beside last year's sheet if there is one, and two checks."""
    sheet.write_heading(title_of(follow), lead_of(follow))
    sheet.write(_ITEMS_ROW, 0, "Medier i varje låda (ändra till ert tal)", "strong_label")
    sheet.write(_ITEMS_ROW, 1, follow.items_per_crate, "input")
    changes = [whole_change(measure, follow.year, follow.last) for measure in WHOLE]
    table = Table(sheet, _TABLE_ROW, len(changes) + 1)
    names = ["Medier (uppskattat)", *(change.measure.heading for change in changes)]
    table.add("measure", "Mått", "text", names)
    styles = [STYLES[change.measure.kind] for change in changes]
    items: Content = Formula(parts.total("items", outside=True), shown(follow.items))
    now = [items, *(_cell(parts, change, change.now) for change in changes)]
    add_column(table, "now", str(follow.year.year), ["ore", *styles], now)
    if follow.last is not None and then is not None:
        _add_last(table, follow.last.year, changes, then)
    _write_checks(table, follow, parts)
    without_last = () if follow.last else comparison_sentences(follow)
    for n, sentence in enumerate((*gap_sentences(follow.year), *without_last)):
        sheet.write(table.total_row + 5 + n, 0, sentence, "lead")
    sheet.freeze(table)


def _add_last(table: Table, year: int, changes: list[Change], then: Table) -> None:
    styles = [STYLES[change.measure.kind] for change in changes]
    cells: list[Content] = [
        DASH if change.then is None and is_of_crates(change.measure) else _cell(then, change, change.then)
        for change in changes
    ]
    add_column(table, "then", str(year), ["ore", *styles], [DASH, *cells])
    differences = [
        Formula(difference_formula(table.at("now", i), table.at("then", i)), shown(change.difference))
        for i, change in enumerate(changes, start=1)
    ]
    add_column(
        table,
        "change",
        "Förändring (andelar: procentenheter)",
        ["ore", *(CHANGE_STYLES[change.measure.kind] for change in changes)],
        [DASH, *differences],
    )
    relatives = [
        Formula(_relative_formula(table, i), shown(change.relative))
        if change.measure.kind != "percent"
        else DASH
        for i, change in enumerate(changes, start=1)
    ]
    add_column(table, "relative", "Förändring i procent", "change_percent", [DASH, *relatives])


def _relative_formula(table: Table, row: int) -> str:
    change, then = table.at("change", row), table.at("then", row)
    return f'IF(AND(ISNUMBER({change}),N({then})<>0),{change}/{then},"{DASH}")'


def _cell(parts: Table, change: Change, value: Fraction | None) -> Formula:
    cell = total_cell(parts, change.measure)
    return Formula(f'IF(ISNUMBER({cell}),{cell},"{DASH}")', shown(value))


def _write_checks(table: Table, follow: FollowUp, parts: Table) -> None:
    """Whether the sums are those of the settlement, to the öre."""
    settlement = follow.settlement
    awards_ore = sum(settlement.split.awards_ore.values())
    own_ore = sum(part.figures.paid_ore for part in follow.year.parts if part.is_region)
    row = table.total_row + 2
    for n, (label, key, ore) in enumerate(
        (
            ("Kostnaderna är avräkningens kostnad", "cost", settlement.basis.cost_ore),
            ("Regionen betalar bidragen och sina egna stopp", "paid", awards_ore + own_ore),
        )
    ):
        total = parts.total(key, outside=True)
        verdict = Formula(f'IF(ROUND({total}*100,0)={ore},"OK","FEL")', "OK")
        table.sheet.write(row + n, 0, label, "label")
        table.sheet.write(row + n, 1, verdict, "verdict")
    table.sheet.judge(row, row + 1, 1)
