"""Keep a payout plan by its days, and plan it again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from subsidy.payout import Award, Awards, PaidBefore, Payout, PayoutPlan, plan_payouts
from subsidy.payout_dates import BankingDay
from subsidy.payout_rules import PayoutRule
from subsidy.statement import Settlement


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidPlan:
    """A payout plan as it stands in a record: what it follows from, and what it came to."""

    rule: PayoutRule
    payable_from: date
    paid_ore: Mapping[str, Mapping[str, int]]  # by date, then by SCB code
    before: PaidBefore | None = None  # of a correction: what of it stands as paid
    claims_ore: Mapping[str, int] = field(default_factory=dict)  # what is claimed back, by SCB code


def paid_plan(plan: PayoutPlan) -> PaidPlan:
    """A plan as its record keeps it."""
    return PaidPlan(
        rule=plan.rule,
        payable_from=plan.awards.payable_from,
        paid_ore=paid_by_day(plan.payouts),
        before=plan.awards.before,
        claims_ore=plan.claims_ore,
    )


def paid_by_day(payouts: Iterable[Payout]) -> dict[str, dict[str, int]]:
    """What is paid to whom on each day; two parts on one day are one sum."""
    paid: dict[str, dict[str, int]] = {}
    for payout in payouts:
        day = paid.setdefault(payout.date.isoformat(), {})
        day[payout.id] = day.get(payout.id, 0) + payout.amount_ore
    return paid


def planned_again(paid: PaidPlan, settlement: Settlement, is_banking_day: BankingDay) -> PayoutPlan:
    """The plan that follows from a settlement's awards and what is carried into them.

    Raises
    ------
    PayoutRefused
        The awards cannot be paid by the rule.
    """
    return plan_payouts(paid.rule, awards_of(settlement, paid.payable_from, paid.before), is_banking_day)


def awards_of(settlement: Settlement, payable_from: date, before: PaidBefore | None = None) -> Awards:
    """What is to be paid of a settlement: its awards, with what is carried into them."""
    names = {municipality.code: municipality.name for municipality in settlement.basis.municipalities}
    return Awards(
        first_date=settlement.basis.first_date,
        last_date=settlement.basis.last_date,
        payable_from=payable_from,
        before=before,
        rows=tuple(
            Award(
                id=row.id,
                name=names[row.id],
                amount_ore=row.paid_ore,
                sized_ore=row.award_ore if row.carried_ore else None,
            )
            for row in settlement.carried
        ),
    )
