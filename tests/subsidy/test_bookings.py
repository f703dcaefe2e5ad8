"""What is booked: each award in full on its own year, whatever is carried, paid, corrected or claimed back."""

from datetime import date

import pytest

from subsidy.bookings import Booking, book_plan
from subsidy.carrying import Balance, carry
from subsidy.payout import Award, Awards, PayoutPlan, plan_payouts
from subsidy.vouchers import build_vouchers
from tests.subsidy.paying import KR, YEAR, bookkeeping, is_banking_day, region_rule

JANUARY, JULY = date(2026, 1, 26), date(2026, 7, 27)  # the 25th is a Sunday, then a Saturday


def booked(award_ore: int, balance_ore: int = 0, **others_ore: int) -> tuple[PayoutPlan, tuple[Booking, ...]]:
    """Kil's award with a balance of the year before, those of others by name, and what is booked of them."""
    balances = [Balance(id="1715", year=2025, amount_ore=balance_ore, reference="S")] if balance_ore else []
    names = {"1715": "Kil", "1730": "Eda"}
    awards_ore = {"1715": award_ore} | {
        id_: others_ore[name] for id_, name in names.items() if name in others_ore
    }
    rows = carry(awards_ore, balances)
    awards = Awards(
        first_date=YEAR[0],
        last_date=YEAR[1],
        payable_from=date(2025, 12, 1),
        rows=tuple(
            Award(id=r.id, name=names[r.id], amount_ore=r.paid_ore, sized_ore=r.award_ore) for r in rows
        ),
    )
    plan = plan_payouts(region_rule(), awards, is_banking_day)
    return plan, book_plan(rows, plan, {})


def sums(bookings: tuple[Booking, ...]) -> list[tuple[date, int, int]]:
    return [(booking.date, booking.grant_ore, booking.earlier_ore) for booking in bookings]


def test_what_is_carried_is_no_cost_of_the_year() -> None:
    """43 605,00 kr are awarded and 100,50 kr are left from 2025: 43 705,50 kr are paid from two accounts."""
    plan, bookings = booked(43_605_00, 100_50)
    assert [43_705_50] == [payout.amount_ore for payout in plan.payouts]
    assert [(JANUARY, 43_605_00, 100_50)] == sums(bookings)


def test_an_award_that_is_held_back_is_booked_though_nothing_is_paid() -> None:
    """30 000 kr are to be deducted from an award of 23 528,37 kr: it is a cost of the year all the same."""
    plan, bookings = booked(23_528_37, -30_000_00)
    assert () == plan.payouts
    assert [(date(2026, 1, 1), 23_528_37, -23_528_37)] == sums(bookings)
    (voucher,) = build_vouchers(bookings, bookkeeping(earlier_years_account="6800"), "Bidrag")
    assert [("5820", 23_528_37), ("6800", -23_528_37)] == [(r.account, r.amount_ore) for r in voucher.rows]
    assert 0 == voucher.imbalance_ore


def test_an_award_that_is_held_back_is_booked_when_the_others_are_paid() -> None:
    """Eda is paid on 26 January; what Kil's deduction takes of its award belongs to the same run."""
    _, bookings = booked(100 * KR, -200 * KR, Eda=500)
    assert [(JANUARY, 100 * KR, -100 * KR), (JANUARY, 500, 0)] == sums(bookings)


def test_a_booking_says_whose_it_is_and_why() -> None:
    """On the voucher stand only the text and the sums."""
    _, in_parts = booked(200_000 * KR)
    _, held_back = booked(100 * KR, -200 * KR)
    texts = ["Kil, del 1 av 2", "Kil, del 2 av 2", "Kil, överfört från året före"]
    assert [("Kil", text) for text in texts] == [(b.name, b.text) for b in (*in_parts, *held_back)]


def test_a_deduction_is_booked_with_the_first_part() -> None:
    """200 000 kr half-yearly, 50 000 kr deducted: 75 000 kr are paid twice, and 200 000 kr are the year's cost."""
    _, bookings = booked(200_000 * KR, -50_000 * KR)
    assert [(JANUARY, 125_000 * KR, -50_000 * KR), (JULY, 75_000 * KR, 0)] == sums(bookings)


def test_what_is_added_fills_part_after_part() -> None:
    """200 000 kr half-yearly and 250 000 kr added: the first part of 225 000 kr holds nothing of the award."""
    _, bookings = booked(200_000 * KR, 250_000 * KR)
    assert [(JANUARY, 0, 225_000 * KR), (JULY, 200_000 * KR, 25_000 * KR)] == sums(bookings)


def test_without_an_account_nothing_that_is_carried_is_booked() -> None:
    """On the account of grants it would be a cost of the wrong year."""
    _, bookings = booked(43_605_00, 100_50)
    with pytest.raises(ValueError, match="no account"):
        build_vouchers(bookings, bookkeeping(), "Bidrag")


def test_a_claim_has_an_account_of_its_own_or_that_of_what_is_paid() -> None:
    """Less of the grant in credit, the claim in debit; nothing is paid that day."""
    claim = Booking(id="1715", name="Kil", date=JULY, grant_ore=-500, claim_ore=500, text="Kil")
    for number, changes in (("6800", {"claim_account": "6800"}), ("2890", {})):
        (voucher,) = build_vouchers([claim], bookkeeping(**changes), "Bidrag")
        assert [("5820", -500), (number, 500)] == [(row.account, row.amount_ore) for row in voucher.rows]
