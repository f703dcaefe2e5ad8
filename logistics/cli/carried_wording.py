"""Word what is carried from the year before into what is paid, for the screen and as JSON."""

from collections.abc import Iterator, Sequence

from logistics.cli.answers import Line
from logistics.swedish import amount_text
from subsidy.carrying import Carried
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
    """What is awarded, carried and paid in all, and whose awards are too small to hold what is deducted."""
    basis, rows = settlement.basis, settlement.carried
    if not basis.balances:
        return
    names = {municipality.code: municipality.name for municipality in basis.municipalities}
    yield carried_label(basis.year_before), _sum_text(rows)
    for row in rows:
        if row.onward_ore:
            short = amount_text(-row.onward_ore)
            text = f"{names[row.id]}: bidraget räcker inte till {short} av avdraget, som tas med i slutavräkningen"
            yield "Förs vidare", f"{text} för {basis.period_name}"


def _sum_text(rows: Sequence[Carried]) -> str:
    """From what is awarded to what is paid: of a deduction, only what the award can hold is deducted now."""
    awarded, paid = amount_text(sum(r.award_ore for r in rows)), amount_text(sum(r.paid_ore for r in rows))
    added_ore, asked_ore = (sum(max(0, sign * row.carried_ore) for row in rows) for sign in (1, -1))
    held_ore = asked_ore + sum(row.onward_ore for row in rows)
    of_all = f" av {amount_text(asked_ore)}" if held_ore < asked_ore else ""
    deducted = f"{amount_text(held_ore)}{of_all} dras av"
    return f"{awarded} i bidrag, {amount_text(added_ore)} läggs till och {deducted}: {paid} att betala ut"
