"""Write when what is paid: the sheet Utbetalning."""

import textwrap
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from subsidy.payout import Payout, PayoutPlan, group_by_date
from subsidy.payout_wording import describe_part, describe_rule
from subsidy.statement import Statement
from subsidy.wording import format_date, format_kr
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table
from subsidy.workbook.carried import CARRIED, PAID, of_receiver
from subsidy.workbook.control import Check
from subsidy.workbook.decision import AWARD_ORE, DECIDED_AWARD

_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
_AWARD, _UNIT = "Att_betala_ut_öre", "Utbetalning_enhet_öre"
_CHARACTERS = 110  # of a line of text across the sheet
_NARROWEST, _BOLD = 14, 3
_NOTHING = "Bidraget är 0 kr, så inget betalas ut."
_NOTHING_LEFT = "Det som dras av från året före är minst lika stort som bidraget, så inget betalas ut."
_AND_CARRIED = " och det som är överfört"
_SIZES = "Bidraget avgör antalet delar; det som är överfört från året före läggs till eller dras av först."
_FILES = (
    "Varje utbetalningsdag har en egen betalningsfil (pain.001) och en egen bokföringsfil (SIE 4I), när "
    "uppgifterna för dem finns. Filerna bär dagens datum."
)


def write_own_payouts(book: Book, statement: Statement, plan: PayoutPlan) -> tuple[Check, ...]:
    """Write the parts of one municipality's award, computed from it; returns the check of their sum."""
    payouts = statement.own_payouts
    sheet = book.add_sheet("Utbetalning", (20, 24, 24, 46))
    row = sheet.write_heading("Utbetalning", "När bidraget betalas ut.")
    if statement.settlement.basis.balances:
        sheet.write(row - 1, 0, _SIZES, "lead")
        row += 1
    row = _write_rule(book, sheet, row, plan, statement.account)
    sheet.write(row, 0, "Att dela upp, öre", "label")
    is_carried, paid_ore = bool(statement.settlement.basis.balances), statement.carried.paid_ore
    sheet.write(row, 1, Formula(of_receiver(PAID) if is_carried else AWARD_ORE, paid_ore), "ore")
    book.define_name(_AWARD, sheet.cell(row, 1))
    table = Table(sheet, row + 2, len(payouts))
    if not payouts:
        sheet.write(row + 2, 0, _NOTHING_LEFT if statement.award_ore else _NOTHING, "lead")
        return ()
    table.add("part", "Del", "middle", [describe_part(payout) for payout in payouts], total="Summa")
    table.add("date", "Betalningsdag", "date", [serial(payout.date) for payout in payouts], total="")
    amounts = [Formula(_part_kr(_AWARD, p.part, p.parts), Fraction(p.amount_ore, 100)) for p in payouts]
    table.add("amount", "Belopp", "strong_kr", amounts, total=Fraction(paid_ore, 100))
    decided = f"ROUND({DECIDED_AWARD}*100,0)"
    check = Check(
        label=f"Utbetalningarna är tillsammans det beslutade bidraget{_AND_CARRIED if is_carried else ''} (öre)",
        is_text=f"ROUND({table.total('amount', outside=True)}*100,0)",
        should_text=f"MAX(0,{decided}+{of_receiver(CARRIED)})" if is_carried else decided,
        value=paid_ore,
    )
    return (check,)


def write_all_payouts(book: Book, plan: PayoutPlan, overview: Table) -> tuple[Check, ...]:
    """Write everyone's payouts, a column for each day; returns the checks of their sums.

    The rows are those of `overview`, whose columns "award" and "decided" hold the awards in kronor, and
    "paid", if it is there, what is paid where something is carried from the year before.
    """
    by_date = group_by_date(plan.payouts)
    total_ore = sum(payout.amount_ore for payout in plan.payouts)
    width = max(_NARROWEST, len(format_kr(total_ore)) + _BOLD)  # what does not fit is shown as ###
    widths = (20, 7, width, 7, *(width for _ in by_date), width)
    sheet = book.add_sheet("Utbetalning", widths, landscape=True)
    row = sheet.write_heading("Utbetalning", "När bidragen betalas ut, en kolumn för varje betalningsdag.")
    sizes = _lines(_SIZES) if "paid" in overview.columns else []
    for line in (*_lines(describe_rule(plan.rule)), *sizes, *_lines(_FILES)):
        sheet.write(row - 1, 0, line, "lead")
        row += 1
    sheet.write(row, 0, "Delarnas enhet, öre", "label")
    sheet.write(row, 2, plan.rule.unit_ore, "ore")
    book.define_name(_UNIT, sheet.cell(row, 2))
    if not by_date:
        sheet.write(row + 2, 0, "Inget bidrag betalas ut.", "lead")
        return ()
    table = _write_matrix(Table(sheet, row + 2, len(plan.awards.rows)), plan, overview, by_date)
    sheet.freeze(table)
    return _checks(table, overview, plan)


def serial(day: date) -> int:
    """The number that a spreadsheet shows as a date.

    Examples
    --------
    >>> serial(date(2026, 1, 26))
    46048
    """
    return (day - _EPOCH).days


def _write_matrix(
    table: Table, plan: PayoutPlan, overview: Table, by_date: dict[date, tuple[Payout, ...]]
) -> Table:
    rows = plan.awards.rows
    names = [Formula(overview.at("name", i, outside=True), award.name) for i, award in enumerate(rows)]
    table.add("name", "Kommun", "text", names, total="Summa")
    codes = [Formula(overview.at("id", i, outside=True), award.id) for i, award in enumerate(rows)]
    table.add("id", "Kod", "middle", codes, total="")
    total = Fraction(sum(award.amount_ore for award in rows), 100)
    key, head = ("paid", "Att betala ut") if "paid" in overview.columns else ("award", "Bidrag")
    awards = [
        Formula(overview.at(key, i, outside=True), Fraction(award.amount_ore, 100))
        for i, award in enumerate(rows)
    ]
    table.add("award", head, "strong_kr", awards, total=total)
    n_parts = {payout.id: payout.parts for payout in plan.payouts}
    table.add(
        "parts", "Delar", "count", [n_parts.get(award.id, 0) for award in rows], total=len(plan.payouts)
    )
    for day, payouts in by_date.items():
        cells = [_cell(table, i, [p for p in payouts if p.id == award.id]) for i, award in enumerate(rows)]
        paid = Fraction(sum(payout.amount_ore for payout in payouts), 100)
        table.add(day.isoformat(), format_date(day), "kr_or_dash", cells, total=paid)
    first, last = (table.columns[day.isoformat()] for day in (min(by_date), max(by_date)))
    sums = [
        Formula(f"SUM({table.span(i, first, last)})", Fraction(award.amount_ore, 100))
        for i, award in enumerate(rows)
    ]
    table.add("paid", "Betalas ut", "strong_kr", sums, total=total)
    counts_row = table.total_row + 1
    table.sheet.write(counts_row, 0, "Antal", "label")
    for day, payouts in by_date.items():
        cells_of_day = table.over(day.isoformat())
        count = Formula(f'COUNTIF({cells_of_day},">0")', len({payout.id for payout in payouts}))
        table.sheet.write(counts_row, table.columns[day.isoformat()], count, "count")
    return table


def _cell(table: Table, i: int, payouts: Sequence[Payout]) -> Content:
    """What one municipality is paid on one day: mostly one part, several when they were overdue."""
    if not payouts:
        return 0
    award = f"ROUND({table.at('award', i)}*100,0)"
    texts = [_part_kr(award, payout.part, table.at("parts", i)) for payout in payouts]
    return Formula("+".join(texts), Fraction(sum(payout.amount_ore for payout in payouts), 100))


def _part_kr(award_ore: str, part: int, parts: int | str) -> str:
    """The formula of a part: whole units shared equally, what does not divide to the earliest parts."""
    units = f"INT({award_ore}/{_UNIT})"
    equal = f"INT({units}/{parts})+IF({part}<=MOD({units},{parts}),1,0)"
    first = f"+MOD({award_ore},{_UNIT})" if part == 1 else ""
    return f"(({equal})*{_UNIT}{first})/100"


def _write_rule(book: Book, sheet: Sheet, row: int, plan: PayoutPlan, account: str) -> int:
    for line in (
        *_lines(describe_rule(plan.rule)),
        f"Regel {plan.rule.id}, {plan.rule.reference}. {plan.rule.source}",
    ):
        sheet.write(row - 1, 0, line, "lead")
        row += 1
    if account:
        sheet.write(row, 0, "Till konto", "label")
        sheet.write(row, 1, account, "text")
        row += 1
    sheet.write(row, 0, "Delarnas enhet, öre", "label")
    sheet.write(row, 1, plan.rule.unit_ore, "ore")
    book.define_name(_UNIT, sheet.cell(row, 1))
    return row + 1


def _checks(table: Table, overview: Table, plan: PayoutPlan) -> tuple[Check, ...]:
    is_carried = "paid" in overview.columns
    decided = overview.over("paid" if is_carried else "decided", len(plan.awards.rows), outside=True)
    award = "det som ska betalas ut" if is_carried else "det beslutade bidraget"
    awards = "det som ska betalas ut" if is_carried else "de beslutade bidragen"
    paid = table.over("paid", outside=True)
    total_ore = sum(payout.amount_ore for payout in plan.payouts)
    return (
        Check(
            label=f"Kommuner vars utbetalningar inte är {award}",
            is_text=f"SUMPRODUCT((ROUND({paid}*100,0)<>ROUND({decided}*100,0))*1)",
            should_text="0",
            value=0,
        ),
        Check(
            label=f"Utbetalningarna är tillsammans {awards} (öre)",
            is_text=f"ROUND({table.total('paid', outside=True)}*100,0)",
            should_text=f"ROUND(SUM({decided})*100,0)",
            value=total_ore,
        ),
    )


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, _CHARACTERS, break_long_words=False)
