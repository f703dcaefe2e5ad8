"""Build what payouts need in tests: the region's rule, awards, a bookkeeping and accounts, all made up."""

from datetime import date, datetime

from subsidy.bookings import Booking, book_plan
from subsidy.carrying import carry
from subsidy.credit_transfers import Message
from subsidy.creditors import BankAccount, Creditor, Kind, Payer
from subsidy.payout import Award, Awards, PayoutPlan
from subsidy.payout_rules import PayoutRule, PayoutStep, Shift
from subsidy.sie import Program
from subsidy.vouchers import Account, Bookkeeping, CostObject

KR = 100
# Weekdays of 2026 on which Swedish banks are closed, read off a wall calendar.
CLOSED = {
    date(2026, month, day)
    for month, day in [(1, 1), (1, 6), (4, 3), (4, 6), (5, 1), (5, 14), (6, 19), (12, 24), (12, 25), (12, 31)]
}
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PROGRAM = Program(name="Bokslingan", version="0.1.0")


def is_banking_day(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def region_rule(**changes: object) -> PayoutRule:
    """Region Värmland's rule for operating grants (FACTS); the day of the month is made up."""
    values: dict[str, object] = {
        "id": "utbetalning-2026",
        "first_date": date(2026, 1, 1),
        "last_date": date(2026, 12, 31),
        "steps": (
            PayoutStep(from_ore=0, every_months=None),
            PayoutStep(from_ore=150_000 * KR, every_months=6),
            PayoutStep(from_ore=300_000 * KR, every_months=3),
            PayoutStep(from_ore=500_000 * KR, every_months=1),
        ),
        "due_day": 25,
        "shift": Shift.LATER,
        "unit_ore": 1,
        "reference": "EXEMPEL/2026",
        "source": "Exempel",
    }
    return PayoutRule(**(values | changes))  # type: ignore[arg-type]


def awards_of(
    *amounts_ore: int, period: tuple[date, date] = YEAR, payable_from: date = date(2025, 12, 1)
) -> Awards:
    """Awards of these sums to Kil, Eda and Torsby, as many as there are sums."""
    towns = (("1715", "Kil"), ("1730", "Eda"), ("1737", "Torsby"))
    return Awards(
        first_date=period[0],
        last_date=period[1],
        payable_from=payable_from,
        rows=tuple(
            Award(id=id_, name=name, amount_ore=amount_ore)
            for (id_, name), amount_ore in zip(towns, amounts_ore, strict=False)
        ),
    )


def bookings_of(plan: PayoutPlan) -> tuple[Booking, ...]:
    """What a plan books when nothing is carried and nothing is booked before."""
    awards_ore = {award.id: award.amount_ore for award in plan.awards.rows}
    return book_plan(carry(awards_ore, ()), plan, {})


def bookkeeping(**changes: object) -> Bookkeeping:
    """A region's bookkeeping with a cost centre, a project and the receivers as objects of their own."""
    values: dict[str, object] = {
        "company": "Region Exempel",
        "orgnr": "232100-0156",
        "accounts": (
            Account(number="2890", name="Övriga kortfristiga skulder"),
            Account(number="5820", name="Bidrag till kommuner"),
            Account(number="6800", name="Transporter"),
        ),
        "grant_account": "5820",
        "paying_account": "2890",
        "objects": (
            CostObject(dimension=1, number="410", name="Biblioteksutveckling"),
            CostObject(dimension=6, number="P7", name='Projekt "Bokslingan"'),
        ),
        "own_dimensions": ((20, "Kommun"),),
        "receiver_dimension": 20,
    }
    return Bookkeeping(**(values | changes))  # type: ignore[arg-type]


def payer(**changes: object) -> Payer:
    values: dict[str, object] = {
        "name": "Region Exempel",
        "orgnr": "232100-0156",
        "agreement": "12345678",
        "account": BankAccount(kind=Kind.IBAN, number="SE45 5000 0000 0583 9825 7466"),
        "bic": "ESSESESS",
    }
    return Payer(**(values | changes))  # type: ignore[arg-type]


def creditors() -> tuple[Creditor, ...]:
    """Kil by bankgiro, Eda by IBAN, Torsby by the other length of bankgiro."""
    return (
        Creditor(id="1715", name="Kils kommun", account=BankAccount(kind=Kind.BANKGIRO, number="5050-1055")),
        Creditor(
            id="1730",
            name="Eda kommun",
            account=BankAccount(kind=Kind.IBAN, number="SE3550000000054910000003"),
        ),
        Creditor(id="1737", name="Torsby kommun", account=BankAccount(kind=Kind.BANKGIRO, number="991-2346")),
    )


def message(**changes: object) -> Message:
    values: dict[str, object] = {
        "id": "BOKSLINGAN-2026-01",
        "created_at": datetime(2026, 1, 12, 9, 30),  # noqa: DTZ001 - local time, as banks read it
        "reference": "Bidrag boktransporter 2026, EXEMPEL/2026",
    }
    return Message(**(values | changes))  # type: ignore[arg-type]
