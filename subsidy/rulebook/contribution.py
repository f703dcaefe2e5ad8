"""Read one rule for the contribution."""

from collections.abc import Mapping
from datetime import date

from subsidy.kinds import DAY, ID, KRONOR, PERCENT, TEXT, UNIT, choice
from subsidy.payout_rules import PayoutRule
from subsidy.rulebook.fields import Fields
from subsidy.rulebook.mixes import read_all_terms, read_mix
from subsidy.rulebook.places import did_you_mean
from subsidy.rules import Carrying, ContributionRule
from subsidy.wording import format_kr

_SETTLEMENTS: Mapping[str, Carrying] = {"carry": "carry", "pay": "pay"}
_SETTLEMENT = choice(_SETTLEMENTS)


def read_rule(fields: Fields, payout_rules: Mapping[str, PayoutRule | None]) -> ContributionRule | None:
    """The rule; None where something is wrong with it, which is added to the faults.

    `payout_rules` by id; None for those with faults of their own.
    """
    id_, first = fields.needed("id", ID), fields.needed("first_date", DAY)
    last, amount_ore = fields.needed("last_date", DAY), fields.needed("contribution_kr", KRONOR)
    floor_ore, own_floors_ore = fields.optional("floor_kr", KRONOR, 0), _own_floors(fields)
    cap_share, rounding_ore = fields.maybe("cap_percent", PERCENT), fields.optional("rounding", UNIT, 1)
    cost_mix, contribution_mix = read_mix(fields, "cost_keys"), read_mix(fields, "contribution_keys")
    terms = {} if fields.is_broken else read_all_terms(fields, (cost_mix, contribution_mix))
    payout = _payout(fields, payout_rules, first)
    settlement = fields.optional("settlement", _SETTLEMENT, "carry")
    reference, decided_on = fields.needed("reference", TEXT), fields.needed("decided_on", DAY)
    decided_by, prepared_by = fields.needed("decided_by", TEXT), fields.needed("prepared_by", TEXT)
    appeal, source = fields.needed("appeal", TEXT), fields.needed("source", TEXT)
    fields.asked += ["terms", "changes", "without"]
    fields.refuse_unknown()
    if not fields.is_broken:
        _check_period(fields, first, last)
        _check_floors(fields, amount_ore, floor_ore, own_floors_ore)
    if fields.is_broken:
        return None
    return ContributionRule(
        id=id_,
        first_date=first,
        last_date=last,
        amount_ore=amount_ore,
        floor_ore=floor_ore,
        own_floors_ore=own_floors_ore,
        cap_share=cap_share,
        rounding_ore=rounding_ore,
        cost_mix=cost_mix,
        contribution_mix=contribution_mix,
        terms=terms,
        payout=payout,
        settlement=settlement,
        reference=reference,
        decided_on=decided_on,
        decided_by=decided_by,
        prepared_by=prepared_by,
        appeal=appeal,
        source=source,
    )


def _own_floors(fields: Fields) -> dict[str, int]:
    table = fields.table("floors_kr")
    return {code: table.needed(code, KRONOR) for code in table.values}


def _payout(fields: Fields, payout_rules: Mapping[str, PayoutRule | None], first: date) -> PayoutRule | None:
    rule_id = fields.maybe("payout", ID)
    if rule_id is None or fields.is_broken:
        return None
    rule = payout_rules.get(rule_id)
    if rule_id not in payout_rules:
        known = tuple(payout_rules)
        listed = f"ange någon av {', '.join(known)}" if known else "lägg till [[payout]] med det id:t"
        problem = f"det finns ingen utbetalningsregel ”{rule_id}”"
        fields.refuse("payout", problem, did_you_mean(rule_id, known) or listed)
    elif rule is None:
        fields.has_own_fault = True  # told where the payout rule stands
    elif not rule.first_date <= first <= rule.last_date:
        problem = f"”{rule_id}” gäller {rule.first_date}–{rule.last_date}, inte den {first}"
        changed = "payout" if "payout" not in fields.silent else "first_date"
        fields.refuse(changed, problem, "ange en utbetalningsregel som gäller när perioden börjar")
    return rule


def _check_period(fields: Fields, first: date, last: date) -> None:
    if last < first:
        name = "first_date" if "last_date" in fields.silent else "last_date"
        problem = f"perioden slutar {last}, före sin början {first}"
        fields.refuse(name, problem, f"ange {first} eller senare")


def _check_floors(fields: Fields, amount_ore: int, floor_ore: int, own_floors_ore: Mapping[str, int]) -> None:
    for name, floor in (("floor_kr", floor_ore), ("floors_kr", max(own_floors_ore.values(), default=0))):
        if floor > amount_ore:
            problem = f"golvet {format_kr(floor)} är större än hela bidraget {format_kr(amount_ore)}"
            changed = name if name not in fields.silent else "contribution_kr"
            fields.refuse(changed, problem, "sänk golvet eller höj bidraget")
