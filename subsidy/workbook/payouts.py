"""Write when what is paid: the sheet Utbetalning."""

import textwrap
from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from subsidy.payout import Payout, PayoutPlan, group_by_date, paid_sums_ore
from subsidy.payout_wording import describe_part, describe_rest, describe_rule
from subsidy.statement import Statement
from subsidy.wording import format_date, format_kr
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table
from subsidy.workbook.carried import CARRIED, PAID, of_receiver
from subsidy.workbook.control import Check
from subsidy.workbook.decision import AWARD_ORE, DECIDED_AWARD

_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
_AWARD, _UNIT, _LEFT = "Att_betala_ut_öre", "Utbetalning_enhet_öre", "Kvar_att_betala_öre"
_CLAIM = "Åter_att_betala_öre"
_CHARACTERS = 110  # of a line of text across the sheet
_NARROWEST, _BOLD = 14, 3
_NOTHING = "Bidraget är 0 kr, så inget betalas ut."
_NOTHING_LEFT = "Det som dras av från året före är minst lika stort som bidraget, så inget betalas ut."
_AND_CARRIED, _AND_CLAIM = " och det som är överfört", ", sedan kravet är avdraget"
_SIZES = "Bidraget avgör antalet delar; det som är överfört från året före läggs till eller dras av först."
_FILES = (
    "Varje utbetalningsdag har en egen betalningsfil (pain.001) och en egen bokföringsfil (SIE 4I), när "
    "uppgifterna för dem finns. Filerna bär dagens datum."
)
_CORRECTED = (
    "Det som skulle betalas före {} står fast som betalt och har inga nya filer. Varje utbetalningsdag därefter "
    "har en ny betalningsfil (pain.001) och en ny bokföringsfil (SIE 4I), när uppgifterna för dem finns; de "
    "ersätter filerna från det som rättas. Är mer betalt än det som ska betalas ut är resten ett krav."
)


def write_own_payouts(book: Book, statement: Statement, plan: PayoutPlan) -> tuple[Check, ...]:
    """Write the parts of one municipality's award, computed from it; returns the check of their sum."""
    payouts = statement.own_payouts
    sheet = book.add_sheet("Utbetalning", (20, 24, 24, 46))
    row = sheet.write_heading("Utbetalning", "När bidraget betalas ut.")
    if statement.settlement.basis.balances:
        sheet.write(row - 1, 0, _SIZES, "lead")
        row += 1
    if plan.awards.before:
        for line in _lines(describe_rest(plan, statement.municipality.code)):
            sheet.write(row - 1, 0, line, "lead")
            row += 1
    row = _write_rule(book, sheet, row, plan, statement.account)
    sheet.write(row, 0, "Att dela upp, öre", "label")
    is_carried, paid_ore = bool(statement.settlement.basis.balances), statement.carried.paid_ore
    sheet.write(row, 1, Formula(of_receiver(PAID) if is_carried else AWARD_ORE, paid_ore), "ore")
    book.define_name(_AWARD, sheet.cell(row, 1))
    before, code = plan.awards.before, statement.municipality.code
    if before:
        row = _write_left(book, sheet, row, plan, code)
    table = Table(sheet, row + 2, len(payouts))
    if not payouts:
        sheet.write(row + 2, 0, _NOTHING_LEFT if statement.award_ore else _NOTHING, "lead")
        return ()
    table.add("part", "Del", "middle", [describe_part(payout) for payout in payouts], total="Summa")
    table.add("date", "Betalningsdag", "date", [serial(payout.date) for payout in payouts], total="")
    n_paid, left = sum(map(plan.is_paid, payouts)), _LEFT if before else _AWARD
    amounts = [
        _own_part(payout, left, n_paid) if payout.part > n_paid else Fraction(payout.amount_ore, 100)
        for payout in payouts
    ]
    total = Fraction(sum(payout.amount_ore for payout in payouts), 100)
    table.add("amount", "Belopp", "strong_kr", amounts, total=total)
    if before:
        table.add("state", "", "text", ["betalt" if plan.is_paid(payout) else "" for payout in payouts])
    decided = f"ROUND({DECIDED_AWARD}*100,0)"
    paid = f"ROUND({table.total('amount', outside=True)}*100,0)"
    check = Check(
        label=(
            f"Utbetalningarna är tillsammans det beslutade bidraget{_AND_CARRIED if is_carried else ''}"
            f"{_AND_CLAIM if before else ''} (öre)"
        ),
        is_text=f"{paid}-{_CLAIM}" if before else paid,
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
    left = (width, width, width) if plan.awards.before else ()
    widths = (20, 7, width, *left, 7, *(width for _ in by_date), width)
    sheet = book.add_sheet("Utbetalning", widths, landscape=True)
    row = sheet.write_heading("Utbetalning", "När bidragen betalas ut, en kolumn för varje betalningsdag.")
    sizes = _lines(_SIZES) if "paid" in overview.columns else []
    before = plan.awards.before
    files = _CORRECTED.format(format_date(before.day)) if before else _FILES
    for line in (*_lines(describe_rule(plan.rule)), *sizes, *_lines(files)):
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


def _write_left(book: Book, sheet: Sheet, row: int, plan: PayoutPlan, code: str) -> int:
    """Write what of a correction stands as paid, what is left to pay, and what is claimed back; the last row."""
    paid_ore = paid_sums_ore(plan.awards.before)[code]
    due_ore = sum(payout.amount_ore for payout in plan.due if payout.id == code)
    paid = sheet.cell(row + 1, 1)
    sheet.write(row + 1, 0, "Redan betalt, öre", "label")
    sheet.write(row + 1, 1, paid_ore, "ore")
    for label, formula, ore, name in (
        ("Kvar att betala, öre", f"MAX(0,{_AWARD}-{paid})", due_ore, _LEFT),
        ("Åter att betala, öre", f"MAX(0,{paid}-{_AWARD})", plan.claims_ore.get(code, 0), _CLAIM),
    ):
        row += 1
        sheet.write(row + 1, 0, label, "label")
        sheet.write(row + 1, 1, Formula(formula, ore), "ore")
        book.define_name(name, sheet.cell(row + 1, 1))
    return row + 1


def _own_part(payout: Payout, left: str, n_paid: int) -> Formula:
    """One part of what is left to pay, by formula; those that stand as paid come before it."""
    text = _part_kr(left, payout.part - n_paid, payout.parts - n_paid)
    return Formula(text, Fraction(payout.amount_ore, 100))


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
    if plan.awards.before:
        _add_left(table, plan)
    n_parts = Counter(payout.id for payout in plan.due)
    head = "Delar kvar" if plan.awards.before else "Delar"
    table.add("parts", head, "count", [n_parts[award.id] for award in rows], total=len(plan.due))
    n_paid = Counter(payout.id for payout in plan.payouts)
    n_paid.subtract(n_parts)
    for day, payouts in by_date.items():
        cells = [
            _cell(table, i, [p for p in payouts if p.id == award.id], n_paid[award.id])
            for i, award in enumerate(rows)
        ]
        paid = Fraction(sum(payout.amount_ore for payout in payouts), 100)
        table.add(day.isoformat(), format_date(day), "kr_or_dash", cells, total=paid)
    first, last = (table.columns[day.isoformat()] for day in (min(by_date), max(by_date)))
    total = Fraction(sum(payout.amount_ore for payout in plan.payouts), 100)
    claims_ore = plan.claims_ore
    sums = [
        Formula(
            f"SUM({table.span(i, first, last)})",
            Fraction(award.amount_ore + claims_ore.get(award.id, 0), 100),
        )
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


def _add_left(table: Table, plan: PayoutPlan) -> None:
    """Write what of a correction stands as paid to each, what is left to pay, and what is claimed back."""
    rows, paid_ore, claims_ore = plan.awards.rows, paid_sums_ore(plan.awards.before), plan.claims_ore
    due_ore = {
        award.id: award.amount_ore + claims_ore.get(award.id, 0) - paid_ore[award.id] for award in rows
    }
    before = [Fraction(paid_ore[award.id], 100) for award in rows]
    table.add("before", "Redan betalt", "kr_or_dash", before, total=sum(before, Fraction(0)))
    for key, head, sums_ore, signs in (
        ("left", "Kvar att betala", due_ore, ("award", "before")),
        ("claim", "Åter att betala", claims_ore, ("before", "award")),
    ):
        amounts = [Fraction(sums_ore.get(award.id, 0), 100) for award in rows]
        texts = [f"MAX(0,ROUND({table.at(signs[0], i)}-{table.at(signs[1], i)},2))" for i in range(table.n)]
        cells = [Formula(text, amount) for text, amount in zip(texts, amounts, strict=True)]
        table.add(key, head, "kr_or_dash", cells, total=sum(amounts, Fraction(0)))


def _cell(table: Table, i: int, payouts: Sequence[Payout], n_paid: int) -> Content:
    """What one municipality is paid on one day: mostly one part, several when they were overdue."""
    if not payouts:
        return 0
    amount = Fraction(sum(payout.amount_ore for payout in payouts), 100)
    if payouts[0].part <= n_paid:
        return amount
    left = f"ROUND({table.at('left' if 'left' in table.columns else 'award', i)}*100,0)"
    texts = [_part_kr(left, payout.part - n_paid, table.at("parts", i)) for payout in payouts]
    return Formula("+".join(texts), amount)


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
    paid, total = table.over("paid", outside=True), table.total("paid", outside=True)
    if "claim" in table.columns:
        paid = f"({paid}-{table.over('claim', outside=True)})"
        total = f"({total}-{table.total('claim', outside=True)})"
        award, awards = f"{award}{_AND_CLAIM}", f"{awards}{_AND_CLAIM}"
    total_ore = sum(award.amount_ore for award in plan.awards.rows)
    return (
        Check(
            label=f"Kommuner vars utbetalningar inte är {award}",
            is_text=f"SUMPRODUCT((ROUND({paid}*100,0)<>ROUND({decided}*100,0))*1)",
            should_text="0",
            value=0,
        ),
        Check(
            label=f"Utbetalningarna är tillsammans {awards} (öre)",
            is_text=f"ROUND({total}*100,0)",
            should_text=f"ROUND(SUM({decided})*100,0)",
            value=total_ore,
        ),
    )


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, _CHARACTERS, break_long_words=False)
