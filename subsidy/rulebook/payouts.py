"""Read one rule for when awards are paid."""

from itertools import pairwise

from subsidy.kinds import DAY, ID, KRONOR, TEXT, UNIT, choice, whole
from subsidy.payout_rules import PayoutRule, PayoutStep, Shift
from subsidy.rulebook.fields import Fields

_SHIFT = choice({shift.value: shift for shift in Shift})
_LAST_DAY = 31
_MONTHS_A_YEAR = 12


def read_payout_rule(fields: Fields) -> PayoutRule | None:
    """The rule; None where something is wrong with it, which is added to the faults."""
    id_ = fields.needed("id", ID)
    first, last = fields.needed("first_date", DAY), fields.needed("last_date", DAY)
    due_day = fields.needed("due_day", whole(1, _LAST_DAY))
    shift = fields.needed("shift", _SHIFT)
    unit_ore = fields.optional("unit", UNIT, 1)
    reference, source = fields.needed("reference", TEXT), fields.needed("source", TEXT)
    steps = _steps(fields)
    fields.refuse_unknown()
    if not fields.is_broken and last < first:
        problem = f"regeln slutar {last}, före sin början {first}"
        fields.refuse("last_date", problem, f"ange {first} eller senare")
    if fields.is_broken:
        return None
    return PayoutRule(
        id=id_,
        first_date=first,
        last_date=last,
        steps=steps,
        due_day=due_day,
        shift=shift,
        unit_ore=unit_ore,
        reference=reference,
        source=source,
    )


def _steps(fields: Fields) -> tuple[PayoutStep, ...]:
    rows = fields.rows("steps")
    steps = []
    for row in rows:
        from_ore = row.needed("from_kr", KRONOR)
        steps.append(
            PayoutStep(from_ore=from_ore, every_months=row.maybe("every_months", whole(1, _MONTHS_A_YEAR)))
        )
        row.refuse_unknown()
    if not rows or any(row.is_broken for row in rows):
        return ()
    if steps[0].from_ore != 0:
        rows[0].refuse("from_kr", "det första steget börjar inte vid 0 kr", "ange 0")
    for row, (low, high) in zip(rows[1:], pairwise(steps), strict=True):
        if high.from_ore <= low.from_ore:
            row.refuse("from_kr", "stegen stiger inte", "ange stegen från det lägsta till det högsta")
    return tuple(steps)
