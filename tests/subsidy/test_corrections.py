"""A correction neither loses nor overpays money: what was paid stands, the rest is paid later or claimed back."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.bookings import Booked, add_booked, book_plan
from subsidy.carrying import Balance, Carried, carry
from subsidy.errors import PayoutRefused
from subsidy.payout import Award, Awards, PaidBefore, PayoutPlan, plan_payouts
from subsidy.payout_dates import next_due_date
from subsidy.payout_rules import PayoutRule, PayoutStep, Shift
from subsidy.record import paid_by_day
from tests.subsidy.paying import KR, YEAR, is_banking_day, region_rule

KIL, KARLSTAD, EDA = "1715", "1780", "1730"
# The region's rule as the sample has it: paid on the 20th in whole kronor.
SAMPLE = region_rule(due_day=20, unit_ore=KR)
JANUARY, MARCH, JULY = date(2026, 1, 20), date(2026, 3, 20), date(2026, 7, 20)


@dataclass(kw_only=True)
class Year:
    """What a bank and a bookkeeper see of a year: who corrects takes back what lies ahead, and nothing else."""

    rule: PayoutRule
    plan: PayoutPlan | None = None
    bank: dict[tuple[date, str, int], int] = field(default_factory=dict)
    books: list = field(default_factory=list)  # type: ignore[type-arg]
    booked: dict[str, Booked] = field(default_factory=dict)

    def decide(
        self, awards_ore: dict[str, int], day: date | None = None, balances_ore: dict[str, int] | None = None
    ) -> PayoutPlan:
        """Decide, or correct on a day."""
        rows = carry(
            awards_ore,
            [
                Balance(id=i, year=2025, amount_ore=o, reference="S")
                for i, o in (balances_ore or {}).items()
                if o
            ],
        )
        before = None
        if day and self.plan:
            self.bank = {key: ore for key, ore in self.bank.items() if key[0] < day}
            new = [b for b in self.books if b.date < day]
            self.booked = add_booked({}, new)
            self.books = new
            before = PaidBefore(day=day, paid_ore=paid_by_day(p for p in self.plan.payouts if p.date < day))
        self.plan = plan_payouts(self.rule, awards(rows, before), is_banking_day)
        for payout in self.plan.due:
            self.bank[payout.date, payout.id, payout.part] = payout.amount_ore
        self.books += book_plan(rows, self.plan, self.booked)
        return self.plan

    def paid_ore(self, id_: str) -> int:
        return sum(ore for (_, whose, _), ore in self.bank.items() if whose == id_)


def awards(rows: tuple[Carried, ...], before: PaidBefore | None) -> Awards:
    return Awards(
        first_date=YEAR[0],
        last_date=YEAR[1],
        payable_from=date(2025, 12, 1),
        rows=tuple(Award(id=r.id, name=r.id, amount_ore=r.paid_ore, sized_ore=r.award_ore) for r in rows),
        before=before,
    )


def due(plan: PayoutPlan) -> list[tuple[str, date, int]]:
    return [(payout.id, payout.date, payout.amount_ore) for payout in plan.due]


def test_what_is_raised_after_the_only_payment_is_paid_on_the_next_day_of_payment() -> None:
    """Kil got 43 605,00 kr on 20 January; 46 877,23 kr are awarded on 1 March: 3 272,23 kr on Friday 20 March."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 43_605_00})
    plan = year.decide({KIL: 46_877_23}, date(2026, 3, 1))
    assert [(KIL, MARCH, 3_272_23)] == due(plan)
    assert [(JANUARY, 43_605_00, "1 av 2"), (MARCH, 3_272_23, "2 av 2")] == [
        (p.date, p.amount_ore, f"{p.part} av {p.parts}") for p in plan.payouts
    ]
    assert {} == plan.claims_ore


def test_what_is_lowered_is_deducted_from_the_days_that_are_left() -> None:
    """Karlstad got 116 855,28 kr of 233 710,28 kr; of 218 249,29 kr then 101 394,01 kr are left for July."""
    year = Year(rule=SAMPLE)
    year.decide({KARLSTAD: 233_710_28})
    plan = year.decide({KARLSTAD: 218_249_29}, date(2026, 3, 1))
    assert [(KARLSTAD, JULY, 101_394_01)] == due(plan)
    assert 218_249_29 == year.paid_ore(KARLSTAD)


def test_what_was_paid_too_much_is_a_claim_and_no_negative_payment() -> None:
    """Kil got 43 605,00 kr, and 38 072,39 kr are awarded: 5 532,61 kr are claimed back, and booked so."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 43_605_00})
    plan = year.decide({KIL: 38_072_39}, date(2026, 3, 1))
    assert ([], {KIL: 5_532_61}) == (due(plan), plan.claims_ore)
    assert [(JANUARY, 43_605_00, 0), (date(2026, 3, 1), -5_532_61, 5_532_61)] == [
        (booking.date, booking.grant_ore, booking.claim_ore) for booking in year.books
    ]


def test_who_has_got_what_is_awarded_is_neither_paid_nor_claimed() -> None:
    """A correction for others: Kil got its 43 605,00 kr on 20 January, and nothing more is booked."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 43_605_00})
    plan = year.decide({KIL: 43_605_00}, date(2026, 3, 1))
    assert ([], {}, 1) == (due(plan), plan.claims_ore, len(year.books))


@pytest.mark.parametrize(("day", "days"), [(20, [JANUARY]), (21, [date(2026, 2, 20)])])
def test_what_is_due_on_the_day_of_the_correction_was_not_sent(day: int, days: list[date]) -> None:
    """On 20 January nothing has been sent; on the 21st everything has."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 100 * KR})
    plan = year.decide({KIL: 150 * KR}, date(2026, 1, day))
    assert days == [payout.date for payout in plan.due]
    assert 150 * KR == year.paid_ore(KIL)


def test_the_day_of_a_correction_is_one_of_the_days_that_are_left() -> None:
    """150 000 kr half-yearly become 160 000 kr on 20 January: nothing is sent, so 80 000 kr then and in July."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 150_000 * KR})
    plan = year.decide({KIL: 160_000 * KR}, JANUARY)
    assert [(KIL, JANUARY, 80_000 * KR), (KIL, JULY, 80_000 * KR)] == due(plan)


def test_raised_lowered_and_raised_again() -> None:
    """100 kr, 150, 80 and 200: paid are 100 in January, 50 in February, 50 in April; the claim of 70 is gone."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 100 * KR})
    year.decide({KIL: 150 * KR}, date(2026, 2, 1))
    assert {KIL: 70 * KR} == year.decide({KIL: 80 * KR}, date(2026, 3, 1)).claims_ore
    plan = year.decide({KIL: 200 * KR}, date(2026, 4, 1))
    assert ([(KIL, date(2026, 4, 20), 50 * KR)], {}) == (due(plan), plan.claims_ore)
    assert [(100, 0), (50, 0), (-70, 70), (70, -70), (50, 0)] == [
        (booking.grant_ore // KR, booking.claim_ore // KR) for booking in year.books
    ]


def test_a_claim_and_its_end_are_told_apart_by_their_texts() -> None:
    """An öre is claimed back in March and no more in April; the bookkeeper sees which voucher is which."""
    year = Year(rule=SAMPLE)
    for award_ore, day in ((100, None), (99, date(2026, 3, 1)), (100, date(2026, 4, 1))):
        year.decide({KIL: award_ore}, day)
    texts = ["1715, del 1 av 1", "1715, åter att betala", "1715, krav som dras tillbaka"]
    assert [(KIL, text) for text in texts] == [(booking.name, booking.text) for booking in year.books]


def test_what_a_correction_holds_back_is_booked_on_its_day() -> None:
    """200 kr are to be deducted: 100 kr are awarded, in March 150, and nothing is paid; the 50 are of March."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 100 * KR}, balances_ore={KIL: -200 * KR})
    year.decide({KIL: 150 * KR}, date(2026, 3, 1), {KIL: -200 * KR})
    assert [(YEAR[0], 100 * KR, -100 * KR), (date(2026, 3, 1), 50 * KR, -50 * KR)] == [
        (booking.date, booking.grant_ore, booking.earlier_ore) for booking in year.books
    ]


def test_a_correction_of_another_sum_leaves_everybody_elses_days_as_they_were() -> None:
    """Who gets what was decided first is paid what was planned first, monthly parts with odd öre included."""
    year = Year(rule=region_rule(unit_ore=KR))
    first = year.decide({KIL: 100 * KR, KARLSTAD: 555_555_55, EDA: 333_333_33})
    for day in (date(2026, 1, 10), date(2026, 2, 1), date(2026, 7, 28)):
        again = year.decide({KIL: 100 * KR + day.month, KARLSTAD: 555_555_55, EDA: 333_333_33}, day)
        assert [p for p in first.payouts if p.id != KIL] == [p for p in again.payouts if p.id != KIL]


def test_an_award_that_sinks_below_a_step_is_paid_in_one_sum_at_once() -> None:
    """150 000 kr half-yearly become 140 000 kr, which have no day left: 65 000 kr on the next day of payment."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 150_000 * KR})
    plan = year.decide({KIL: 140_000 * KR}, date(2026, 3, 1))
    assert [(KIL, MARCH, 65_000 * KR)] == due(plan)


def test_who_was_paid_and_has_no_award_is_refused() -> None:
    """The money would be nowhere."""
    year = Year(rule=SAMPLE)
    year.decide({KIL: 100 * KR, EDA: 50 * KR})
    with pytest.raises(PayoutRefused) as refused:
        year.decide({KIL: 100 * KR}, date(2026, 3, 1))
    assert ["paid_without_award"] == [fault.rule for fault in refused.value.faults]
    assert (
        "Kommunen som saknas: kommunkoden är ”1730”. Den har fått betalt enligt det som rättas och ska därför stå "
        "med i rättelsen, om så med 0 kr."
    ) == str(refused.value)


def test_the_next_day_of_payment_is_in_this_month_or_the_next() -> None:
    """The 20th itself is soon enough; the 21st is too late. 20 December 2026 is a Sunday."""
    found = [next_due_date(SAMPLE, date(2026, *day), is_banking_day) for day in ((3, 20), (3, 21), (12, 1))]
    assert [MARCH, date(2026, 4, 20), date(2026, 12, 21)] == found


@pytest.mark.parametrize(
    ("day", "paid_ore", "why"),
    [
        ("2026-03-01", 1, r"nothing is paid on 2026-03-01 or later: \['2026-03-01'\]"),
        ("2026-02-01", 0, "a payout is more than 0 öre"),
        ("i fjol", 1, "Invalid isoformat string"),
    ],
)
def test_what_stands_as_paid_was_paid_before(day: str, paid_ore: int, why: str) -> None:
    """A record that says otherwise was changed by hand."""
    with pytest.raises(ValueError, match=f"^{why}"):
        PaidBefore(day=date(2026, 3, 1), paid_ore={day: {KIL: paid_ore}})


ORE = st.integers(min_value=0, max_value=700_000_00)
SUMS = st.fixed_dictionaries({KIL: ORE, KARLSTAD: ORE, EDA: ORE})
BALANCES = st.fixed_dictionaries({KIL: st.integers(-400_000_00, 400_000_00), EDA: st.integers(-9, 9)})
RULES = st.builds(
    region_rule,
    steps=st.sampled_from(
        [
            region_rule().steps,
            (PayoutStep(from_ore=0, every_months=None),),
            (PayoutStep(from_ore=0, every_months=1),),
            (PayoutStep(from_ore=0, every_months=3), PayoutStep(from_ore=1000 * KR, every_months=None)),
        ]
    ),
    due_day=st.integers(1, 31),
    shift=st.sampled_from(Shift),
    unit_ore=st.sampled_from([1, KR, 100 * KR]),
)
DECISIONS = st.lists(st.tuples(st.integers(0, 150), SUMS, BALANCES), min_size=1, max_size=5)


@given(rule=RULES, first=SUMS, balances=BALANCES, decisions=DECISIONS)
def test_however_often_it_is_corrected_everybody_gets_the_last_award(
    rule: PayoutRule,
    first: dict[str, int],
    balances: dict[str, int],
    decisions: list[tuple[int, dict[str, int], dict[str, int]]],
) -> None:
    """Payments in force less claims are what is to be paid, to the öre, at the bank as in the books."""
    year = Year(rule=rule)
    year.decide(first, balances_ore=balances)
    days = accumulate((days for days, _, _ in decisions), lambda day, n: day + timedelta(n), initial=YEAR[0])
    for day, (_, awards_ore, balances_ore) in zip(list(days)[1:], decisions, strict=True):
        sent = {key: ore for key, ore in year.bank.items() if key[0] < day}
        plan = year.decide(awards_ore, day, balances_ore)
        assert sent == {key: ore for key, ore in year.bank.items() if key[0] < day}
        assert all(p.date >= day and is_banking_day(p.date) and p.amount_ore > 0 for p in plan.due)
        assert not plan.claims_ore.keys() & {payout.id for payout in plan.due}
        for row in plan.awards.rows:
            assert row.amount_ore == year.paid_ore(row.id) - plan.claims_ore.get(row.id, 0)
            own = [booking for booking in year.books if booking.id == row.id]
            assert awards_ore[row.id] == sum(booking.grant_ore for booking in own)
            assert row.amount_ore - awards_ore[row.id] == sum(booking.earlier_ore for booking in own)
            assert plan.claims_ore.get(row.id, 0) == sum(booking.claim_ore for booking in own)
            assert year.paid_ore(row.id) == sum(booking.paid_ore for booking in own)
        assert Counter({p.date: 1 for p in plan.due}).keys() <= {b.date for b in year.books}
