"""Write which groups would be cheaper off alone: the sheet Rättvisa."""

import textwrap
from collections.abc import Mapping
from fractions import Fraction

from subsidy.fairness import Complaint
from subsidy.judgement import Judgement, describe_mix
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table

_NAME = "Rättvisa"
_WIDTHS = (58, 16, 16, 16, 16, 14, 18)
_CHARACTERS = 165  # of a line of text across the sheet
_HOW = (
    "En grupp har skäl att klaga när dess kostnadsandelar tillsammans är större än vad veckans transporter "
    "skulle kosta om bara gruppens stopp kördes, på samma dagar som i planen. Räknat på en vanlig vecka till "
    "planens priser, före regionens bidrag; en månad är periodens kostnad delad med antalet månader."
)
_FIXED = (
    "Vad grupperna kostar ensamma och vilka grupper som visas är fasta; beloppen räknas om när andelarna "
    "ändras. Minus: gruppen eller deltagaren sparar på att vara med."
)


def write_fairness(book: Book, judgement: Judgement, costs: Table) -> None:
    """Write the groups with the largest gains, then every player; `costs` holds the players' shares."""
    sheet = book.add_sheet(_NAME, _WIDTHS, landscape=True)
    row = sheet.write_heading("Rättvisa", f"Kostnaden delas enligt regeln: {describe_mix(judgement.mix)}.")
    row = _write_text(sheet, row - 1, (judgement.verdict, judgement.core_sentence, *_worst(judgement), _HOW))
    week, row = _write_factor(sheet, row + 1, judgement)
    groups = Table(sheet, row + 1, len(judgement.fairness.complaints))
    players = Table(sheet, groups.total_row + 2, len(judgement.names))
    ids = [str(id_) for id_ in costs.values["id"]]
    _write_players(
        players, judgement, ids, [costs.at("share", i, outside=True) for i in range(len(ids))], week
    )
    if groups.n:
        sheet.write(row, 0, _groups_title(judgement), "section")
        _write_groups(groups, judgement, {id_: players.at("pays", i) for i, id_ in enumerate(ids)})
    _write_text(sheet, players.total_row + 2, (_FIXED,))


def write_unjudged(book: Book, reason: str) -> None:
    """Write the same sheet when it could not be judged, with the reason."""
    sheet = book.add_sheet(_NAME, _WIDTHS, landscape=True)
    row = sheet.write_heading(
        "Rättvisa", "Vilka grupper som skulle få det billigare på egen hand är inte prövat."
    )
    _write_text(sheet, row - 1, (reason,))


def _worst(judgement: Judgement) -> tuple[str, ...]:
    return tuple(judgement.describe(complaint) for complaint in judgement.fairness.complaints[:1])


def _write_text(sheet: Sheet, row: int, paragraphs: tuple[str, ...]) -> int:
    for line in (line for text in paragraphs for line in textwrap.wrap(text, _CHARACTERS)):
        sheet.write(row, 0, line, "lead")
        row += 1
    return row


def _write_factor(sheet: Sheet, row: int, judgement: Judgement) -> tuple[str, int]:
    """Write how a week becomes a month; returns the cell with the week's cost and the next free row."""
    week_ore = judgement.week_ore
    rows: tuple[tuple[str, Content], ...] = (
        ("Veckans kostnad", Fraction(week_ore, 100)),
        ("Periodens kostnad", Formula("Kostnad_öre/100", Fraction(judgement.period_ore, 100))),
    )
    for offset, (label, content) in enumerate(rows):
        sheet.write(row + offset, 0, label, "label")
        sheet.write(row + offset, 1, content, "kr")
    sheet.write(row + 2, 0, "Månader i perioden", "label")
    sheet.write(row + 2, 1, judgement.months, "count")
    sheet.write(row + 3, 0, "En veckas belopp blir i månaden, gånger", "label")
    week, period, months = (sheet.cell(row + offset, 1) for offset in range(3))
    sheet.write(row + 3, 1, Formula(f"{period}/{week}/{months}", judgement.per_month), "exact_ore")
    sheet.book.define_name("Vecka_till_månad", sheet.cell(row + 3, 1))
    return week, row + 5


def _groups_title(judgement: Judgement) -> str:
    fairness = judgement.fairness
    if len(fairness.complaints) == fairness.n_complaints:
        return "Grupper som skulle få det billigare på egen hand"
    return f"De {len(fairness.complaints)} grupper som skulle vinna mest på att gå sin egen väg"


def _write_players(
    table: Table, judgement: Judgement, ids: list[str], share_cells: list[str], week: str
) -> None:
    pays = [Fraction(judgement.amounts_ore[id_]) / 100 for id_ in ids]
    alone_kr = [Fraction(judgement.alone_ore[id_], 100) for id_ in ids]
    table.add("name", "Deltagare", "text", [judgement.names[id_] for id_ in ids], total="Summa")
    pays_cells = [Formula(f"{cell}*{week}", paid) for cell, paid in zip(share_cells, pays, strict=True)]
    table.add("pays", "Betalar i veckan", "kr", pays_cells, total=sum(pays, Fraction(0)))
    table.add("alone", "Skulle kosta ensam", "kr", alone_kr, total="")
    _add_differences(table, [pay - own for pay, own in zip(pays, alone_kr, strict=True)], judgement)
    shares = [Fraction(judgement.amounts_ore[id_]) / judgement.week_ore for id_ in ids]
    cells = [Formula(cell, share) for cell, share in zip(share_cells, shares, strict=True)]
    table.add("share", "Andel av kostnaden", "percent", cells, total=Fraction(1))
    pays_at = {id_: table.at("pays", i) for i, id_ in enumerate(ids)}
    worst = [_worst_cell(judgement, id_, pays_at) for id_ in ids]
    table.add("worst", "Största vinst med en grupp, i månaden", "kr", worst)


def _add_differences(table: Table, week: list[Fraction], judgement: Judgement) -> None:
    cells = [Formula(f"{table.at('pays', i)}-{table.at('alone', i)}", gain) for i, gain in enumerate(week)]
    table.add("week", "Skillnad i veckan", "kr", cells)
    monthly = [
        Formula(f"{table.at('week', i)}*Vecka_till_månad", gain * judgement.per_month)
        for i, gain in enumerate(week)
    ]
    table.add("month", "Skillnad i månaden", "strong_kr", monthly)


def _worst_cell(judgement: Judgement, id_: str, pays_at: Mapping[str, str]) -> Content:
    complaint = judgement.fairness.worst_of.get(id_)
    if complaint is None:
        return "–"
    gain = complaint.gain_ore * judgement.per_month / 100
    return Formula(f"({_paid(complaint, pays_at)}-{complaint.alone_ore}/100)*Vecka_till_månad", gain)


def _write_groups(table: Table, judgement: Judgement, pays_at: Mapping[str, str]) -> None:
    complaints = judgement.fairness.complaints
    names = [", ".join(judgement.names[id_] for id_ in complaint.members) for complaint in complaints]
    table.add("name", "Grupp", "wrap", names)
    pays = [Formula(_paid(complaint, pays_at), complaint.pays_ore / 100) for complaint in complaints]
    table.add("pays", "Betalar i veckan", "kr", pays)
    table.add("alone", "Skulle kosta ensam", "kr", [Fraction(each.alone_ore, 100) for each in complaints])
    _add_differences(table, [complaint.gain_ore / 100 for complaint in complaints], judgement)
    table.add("count", "Deltagare", "count", [len(complaint.members) for complaint in complaints])


def _paid(complaint: Complaint, pays_at: Mapping[str, str]) -> str:
    return "+".join(pays_at[id_] for id_ in complaint.members)
