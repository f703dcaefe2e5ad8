"""Write a proposed rule beside the one in force as a workbook that holds the proposal's whole calculation."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from logistics.comparing.chart import insert_columns
from logistics.comparing.preview import Change, Preview, part_of, percent_tenths
from logistics.comparing.preview_wording import compared_texts
from logistics.comparing.rule_changes import rule_changes
from subsidy.levels import Bound
from subsidy.workbook import Common, write_common
from subsidy.workbook.book import Book, Content, Formula, Table
from subsidy.workbook.control import checks_of_split, write_control

_WIDTHS = (17, 7, 16, 16, 16, 10, 16, 16, 16, 16, 16, 16, 9, 9)
_BOUNDS: dict[Bound | None, str] = {"floor": "golvet", "cap": "taket", None: ""}
_FIXED = (
    "Beloppen enligt gällande regel är fasta. Förslagets belopp räknas av bladen Underlag till Beräkning, som "
    "kan låsas upp utan lösenord för att pröva andra värden i bladet Regel."
)


def write_preview(preview: Preview, path: Path) -> None:
    """Write the workbook; the file is whole or not there, and the same on every run.

    Raises
    ------
    ValueError
        An amount is too large for a spreadsheet to recompute to the öre.
    OSError
        The file cannot be written.
    """
    settlement = preview.after
    common = write_common(settlement)
    receiver = settlement.basis.issuer.name
    book = Book(settlement, title="Förslag till bidragsregel", receiver=receiver, shared=common.shared)
    _write_changes(book, preview, common)
    _write_rule_changes(book, preview)
    book.add_shared(common.shared)
    write_control(book, checks_of_split(settlement, common.costs, common.awards, common.last_round))
    book.save(path)


def _write_changes(book: Book, preview: Preview, common: Common) -> None:
    sheet = book.add_sheet("Förändring", _WIDTHS, landscape=True)
    top = sheet.write_heading("Vad förslaget ändrar, och för vem", " ".join(compared_texts(preview)))
    changes = preview.changes
    table = Table(sheet, top, len(changes))
    table.add("name", "Kommun", "text", [change.name for change in changes], total="Summa")
    table.add("id", "Kod", "middle", [change.id for change in changes], total="")
    _add_amounts(table, changes, common)
    bounds = [_BOUNDS[change.before.bound] for change in changes]
    table.add("bound_before", "Hålls nu av", "middle", bounds, total="")
    table.add("bound", "Hålls sedan av", "middle", [_BOUNDS[each.after.bound] for each in changes], total="")
    sheet.freeze(table)
    sheet.write(table.total_row + 1, 0, _FIXED, "lead")
    insert_columns(
        table,
        (("award_change", "Bidraget"), ("own_change", "Kommunen betalar själv")),
        title="Förändring per kommun, kronor",
    )


def _add_amounts(table: Table, changes: Sequence[Change], common: Common) -> None:
    awards: list[Content] = [
        Formula(f"{common.awards.at('result', i, outside=True)}/100", _kr(change.after.award_ore))
        if change.is_member
        else 0
        for i, change in enumerate(changes)
    ]
    _add_pair(table, "award", "Bidrag", [each.before.award_ore for each in changes], awards)
    parts = [part_of(each.after.award_ore - each.before.award_ore, each.before.award_ore) for each in changes]
    cells: list[Content] = [
        "–"
        if part is None
        # Rounded here: a number format would show what rounds to nothing as -0,0 %.
        else Formula(
            f"ROUND({table.at('award_change', i)}/{table.at('award_before', i)},3)",
            Fraction(percent_tenths(part), 1_000),
        )
        for i, part in enumerate(parts)
    ]
    table.add("award_part", "i procent", "change_percent", cells, total="")
    costs = [
        Formula(f"{common.costs.at('result', i, outside=True)}/100", _kr(change.after.cost_ore))
        for i, change in enumerate(changes)
    ]
    _add_pair(table, "cost", "Kostnadsandel", [each.before.cost_ore for each in changes], costs)
    own = [
        Formula(f"{table.at('cost', i)}-{table.at('award', i)}", _kr(change.after.own_ore))
        for i, change in enumerate(changes)
    ]
    _add_pair(table, "own", "Betalar själv", [each.before.own_ore for each in changes], own)


def _add_pair(table: Table, key: str, head: str, before_ore: Sequence[int], after: Sequence[Content]) -> None:
    """Add what is, what is proposed, and the difference."""
    before = [_kr(ore) for ore in before_ore]
    table.add(f"{key}_before", f"{head} nu", "kr", before, total=sum(before, Fraction(0)))
    now = [_value(content) for content in after]
    table.add(key, f"{head} med förslaget", "strong_kr", after, total=sum(now, Fraction(0)))
    change = [value - old for value, old in zip(now, before, strict=True)]
    cells = [
        Formula(f"{table.at(key, i)}-{table.at(f'{key}_before', i)}", value) for i, value in enumerate(change)
    ]
    table.add(f"{key}_change", "Förändring", "change_kr", cells, total=sum(change, Fraction(0)))


def _write_rule_changes(book: Book, preview: Preview) -> None:
    sheet = book.add_sheet("Regeländringar", (34, 46, 46))
    changes = rule_changes(preview.before.rule, preview.after.rule)
    lead = "Det som påverkar beloppen." if changes else "Förslaget ändrar inget som påverkar beloppen."
    table = Table(sheet, sheet.write_heading("Vad som ändras i regeln", lead), len(changes))
    if not changes:
        return
    table.add("label", "Uppgift", "label", [change.label for change in changes])
    table.add("before", "Nu", "wrap", [change.before for change in changes])
    table.add("after", "Förslag", "strong", [change.after for change in changes])


def _kr(ore: int) -> Fraction:
    return Fraction(ore, 100)


def _value(content: Content) -> Fraction:
    value = content.value if isinstance(content, Formula) else content
    return Fraction(value) if not isinstance(value, str) else Fraction(0)
