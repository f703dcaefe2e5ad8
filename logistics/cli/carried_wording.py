"""Word what is carried from the year before into what is paid, for the screen and as JSON."""

from collections.abc import Iterator

from logistics.cli.answers import Line
from logistics.swedish import amount_text
from subsidy.carrying_wording import carried_label
from subsidy.statement import Settlement


def carried_result(settlement: Settlement) -> dict[str, object]:
    """What is carried from the year before into each award, what is paid, and what is carried on."""
    rows = settlement.carried
    return {
        "carried_ore": {row.id: row.carried_ore for row in rows},
        "to_pay_ore": {row.id: row.paid_ore for row in rows},
        "carried_on_ore": {row.id: row.onward_ore for row in rows},
    }


def carried_lines(settlement: Settlement) -> Iterator[Line]:
    """What is carried in all, and whose awards are too small to hold it."""
    basis, rows = settlement.basis, settlement.carried
    if not basis.balances:
        return
    names = {municipality.code: municipality.name for municipality in basis.municipalities}
    added_ore, deducted_ore = (sum(max(0, sign * row.carried_ore) for row in rows) for sign in (1, -1))
    paid = amount_text(sum(row.paid_ore for row in rows))
    added, deducted = amount_text(added_ore), amount_text(deducted_ore)
    yield carried_label(basis.year_before), f"{added} läggs till och {deducted} dras av: {paid} att betala ut"
    for row in rows:
        if row.onward_ore:
            short = amount_text(-row.onward_ore)
            text = f"{names[row.id]}: bidraget räcker inte till {short} av avdraget, som tas med i slutavräkningen"
            yield "Förs vidare", f"{text} för {basis.period_name}"
