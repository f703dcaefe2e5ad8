"""Write what is carried from the year before into each award, and what is paid: the sheet Överfört."""

from subsidy.carrying_wording import carried_label, describe_carried
from subsidy.statement import Settlement, Statement
from subsidy.wording import format_kr
from subsidy.workbook.book import Book, Formula, Table
from subsidy.workbook.control import Check

CODES, CARRIED, PAID, ONWARD = (
    "Överfört_kommunkoder",
    "Överfört_per_kommun_öre",
    "Betalas_ut_per_kommun_öre",
    "Förs_vidare_per_kommun_öre",
)
_ONWARD = (
    "Ingen får mindre än 0 kr: det som bidraget inte räcker till att dra av förs vidare till slutavräkningen "
    "för {}."
)


def write_carried(book: Book, settlement: Settlement, awards: Table) -> Table:
    """Write every municipality's award, what is carried into it, and the two sums that it comes to."""
    rows = settlement.carried
    period = settlement.basis.period_name
    label = carried_label(settlement.basis.year_before)
    sheet = book.add_sheet("Överfört", (17, 7, 17, 19, 17, 19, 52), landscape=True)
    lead = (
        f"Bidraget är det som regeln ger för {period}. Det som är {label[0].lower()}{label[1:]} läggs till eller "
        "dras av när det betalas ut."
    )
    sheet.write(2, 0, _ONWARD.format(period), "lead")
    table = Table(sheet, sheet.write_heading("Överfört", lead) + 1, len(rows))
    for key, head in (("name", "Kommun"), ("id", "Kod")):
        cells = [Formula(awards.at(key, i, outside=True), awards.values[key][i]) for i in range(table.n)]
        table.add(
            key, head, "text" if key == "name" else "middle", cells, total="" if key == "id" else "Summa"
        )
    award = [Formula(awards.at("result", i, outside=True), row.award_ore) for i, row in enumerate(rows)]
    table.add("award", "Bidrag, öre", "ore", award, total=sum(row.award_ore for row in rows))
    carried = [row.carried_ore for row in rows]
    table.add("carried", f"{label}, öre", "ore_or_dash", carried, total=sum(carried))
    both = [f"{table.at('award', i)}+{table.at('carried', i)}" for i in range(table.n)]
    paid = [Formula(f"MAX(0,{both[i]})", row.paid_ore) for i, row in enumerate(rows)]
    table.add("paid", "Att betala ut, öre", "ore", paid, total=sum(row.paid_ore for row in rows))
    onward = [Formula(f"MIN(0,{both[i]})", row.onward_ore) for i, row in enumerate(rows)]
    table.add("onward", "Förs vidare, öre", "ore_or_dash", onward, total=sum(row.onward_ore for row in rows))
    table.add("reference", "Det överförda kommer från", "wrap", [row.reference for row in rows], total="")
    for name, key in ((CODES, "id"), (CARRIED, "carried"), (PAID, "paid"), (ONWARD, "onward")):
        book.define_name(name, table.over(key, outside=True))
    sheet.freeze(table)
    return table


def of_receiver(name: str) -> str:
    """The formula of the receiver's own cell in one of the named columns."""
    return f"INDEX({name},MATCH(Kommunkod,{CODES},0))"


def checks_of_carried(settlement: Settlement) -> tuple[Check, ...]:
    """The checks that nothing of the awards and of what is carried is lost or paid twice."""
    rows = settlement.carried
    return (
        Check(
            label="Det som betalas ut och det som förs vidare är bidragen och det överförda (öre)",
            is_text=f"SUM({PAID})+SUM({ONWARD})",
            should_text=f"SUM(Bidrag_per_kommun_öre)+SUM({CARRIED})",
            value=sum(row.award_ore + row.carried_ore for row in rows),
        ),
        Check(
            label="Kommuner som ska få mindre än 0 kr utbetalt",
            is_text=f"SUMPRODUCT(({PAID}<0)*1)",
            should_text="0",
            value=0,
        ),
    )


def own_carried(statement: Statement) -> tuple[tuple[str, str], ...]:
    """What is carried into one municipality's award, in words, with its label."""
    basis = statement.settlement.basis
    if not basis.balances:
        return ()
    text = describe_carried(statement.carried, basis.year_before, basis.period_name)
    return ((carried_label(basis.year_before), text),)


def all_carried(settlement: Settlement) -> tuple[tuple[str, str], ...]:
    """What is carried in all, and whose awards are too small to hold it, in words, with its label."""
    basis, rows = settlement.basis, settlement.carried
    if not basis.balances:
        return ()
    paid_ore = sum(row.paid_ore for row in rows)
    text = (
        f"Bidragen ändras inte av det som är överfört, men det som betalas ut gör det: tillsammans "
        f"{format_kr(paid_ore)}. Bladet Överfört visar varje kommun."
    )
    names = {municipality.code: municipality.name for municipality in basis.municipalities}
    short = [f"{names[row.id]} {format_kr(-row.onward_ore)}" for row in rows if row.onward_ore]
    if short:
        text += (
            f" Bidraget räcker inte till hela avdraget; kvar att dra av i slutavräkningen för "
            f"{basis.period_name}: {', '.join(short)}."
        )
    return ((carried_label(basis.year_before), text),)
