"""What a final settlement pays, claims and books: figures from paper, read by readers that do not know us."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from logistics.dataset import Account
from logistics.reconciling.paying import first_day_after, pay_finally
from subsidy.carrying import Balance
from subsidy.errors import PayingRefused
from subsidy.final import SettledBefore, settle_finally
from subsidy.statement import settle
from tests.logistics.dataset.small import BOOKS, CLAIMS, EARLIER_YEARS, FINANCE
from tests.subsidy.pain_reader import read_payments
from tests.subsidy.paying import region_rule
from tests.subsidy.sie_reader import read_sie
from tests.subsidy.test_final import BASIS, RULE, correction

PUT_ASIDE = BOOKS + CLAIMS + EARLIER_YEARS + FINANCE
CREATED = date(2027, 1, 4)


@pytest.fixture
def dataset(small):
    """Kil's account; Eda needs none, for nothing is paid to it."""
    kil = Account(scb_code="1715", name="Kils kommun", kind="bankgiro", number="5050-1055")
    return replace(small, finance=BOOKS + CLAIMS + FINANCE, accounts=(kil,))


def final(settlement="pay", **changes):
    """Costs of 900 kr lower Kil by 30 kr and Eda by 20; Kil gets 100 kr for 2025: 70 kr to Kil, 20 kr from Eda."""
    rule = replace(RULE, settlement=settlement, payout=region_rule(due_day=20), **changes)
    return settle_finally(settle(BASIS, rule), 90_000, corrections=[correction()])


def sums(paying, kinds=""):
    """Kronor by account, over the vouchers of files whose names begin so."""
    found = Counter()
    for name, content in paying.files.items():
        if name.endswith(".si") and name.startswith(kinds):
            for voucher in read_sie(content).vouchers:
                for row in voucher.rows:
                    found[row.account] += row.amount
    return {account: amount for account, amount in found.items() if amount}


def test_only_what_is_owed_to_a_municipality_is_in_the_payment_file(dataset):
    """70 kr to Kil; a bank can take nothing back from Eda."""
    paying = pay_finally(final(), dataset, CREATED, number=2)
    (payment,) = read_payments(paying.files["utbetalning-2027-01-20.xml"])
    assert ("Kils kommun", Decimal("70.00")) == (payment.name, payment.amount)
    assert [("1730", -2_000)] == [(row.id, row.balance_ore) for row in paying.claims]


def test_the_claim_is_booked_on_its_own_account(dataset):
    """20 kr that Eda owes, and as much less in grants; the payment apart from it."""
    paying = pay_finally(final(), dataset, CREATED, number=2)
    assert {"1680": 20, "5820": -20} == sums(paying, "krav-2027-01-04")
    assert {"5820": 70, "2890": -70} == sums(paying, "utbetalning-2027-01-20")


def test_a_claim_without_an_account_is_booked_on_that_of_what_is_paid(dataset):
    """As a correction books it: the 20 kr from Eda lessen what the region owes."""
    paying = pay_finally(final(), replace(dataset, finance=BOOKS + FINANCE), CREATED, number=2)
    assert {"2890": 20, "5820": -20} == sums(paying, "krav-2027-01-04")
    assert ((), {"5820": 50, "2890": -50}) == (paying.unwritten, sums(paying))


def test_a_balance_burdens_the_year_that_it_is_of(dataset):
    """50 kr more in grants on 31 December; what is paid and claimed next year empties the account between."""
    paying = pay_finally(final(), replace(dataset, finance=PUT_ASIDE), CREATED, number=2)
    assert {"5820": 50, "2895": -50} == sums(paying, "slutavrakning-2026-12-31")
    assert {"5820": 50, "1680": 20, "2890": -70} == sums(paying)


def test_nothing_is_paid_or_claimed_of_what_is_carried(dataset):
    """Only the year is put right; next year's payouts take the 50 kr from the account between."""
    put_aside = replace(dataset, finance=PUT_ASIDE)
    paying = pay_finally(final("carry"), put_aside, CREATED, number=2)
    assert ((), ()) == (paying.payouts, paying.claims)
    assert {"5820": 50, "2895": -50} == sums(paying)
    assert ["slutavrakning-2026-12-31.si"] == list(paying.files)
    assert {} == pay_finally(final("carry"), put_aside, CREATED).files


def test_what_is_carried_needs_an_account_between_the_years(dataset):
    """Next year's award takes it from there; a draft says so, and so does paying what was carried before."""
    draft = pay_finally(final("carry"), dataset, CREATED)
    assert any("saknar earlier_years_account" in sentence for sentence in draft.unwritten)
    before = (SettledBefore(number=2, id="1715", amount_ore=0, onward_ore=0, carried_ore=7_000),)
    for settled in (final("carry"), settled_again(before)):
        with pytest.raises(PayingRefused, match="saknar earlier_years_account"):
            pay_finally(settled, dataset, CREATED, number=3)
    assert pay_finally(final("carry"), replace(dataset, finance=FINANCE), CREATED, number=2).files == {}


@pytest.mark.parametrize(
    ("created", "paid"), [((2027, 1, 20), (2027, 1, 20)), ((2027, 1, 21), (2027, 2, 22))]
)
def test_payments_are_on_the_rules_next_day(dataset, created, paid):
    """The 20th; 20 February 2027 is a Saturday."""
    assert date(*paid) == pay_finally(final(), dataset, date(*created)).paid_on


def test_a_day_can_be_asked_for(dataset):
    """The board decided on 5 February."""
    assert date(2027, 2, 5) == pay_finally(final(), dataset, CREATED, date(2027, 2, 5)).paid_on


def test_the_first_day_after_a_year_is_a_banking_day():
    """1 January 2027 is a holiday and a Friday."""
    assert CREATED == first_day_after(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("finance", "sentence"),
    [
        (BOOKS + CLAIMS, "saknar [payer]"),
        (FINANCE, "saknar [bookkeeping]"),
    ],
)
def test_what_cannot_be_written_is_told(dataset, finance, sentence):
    """Nothing is left out in silence, and the other files are written."""
    paying = pay_finally(final(), replace(dataset, finance=finance), CREATED, number=2)
    (said,) = paying.unwritten
    assert sentence in said
    assert paying.files


def test_a_draft_pays_nothing(dataset):
    """The sums are told, but no file is there for a bank; what is wrong with an account is told all the same."""
    paying = pay_finally(final(), dataset, CREATED)
    assert ({}, 7_000) == (paying.files, paying.payouts[0].amount_ore)
    assert paying.unwritten[0].startswith("Ett utkast: inga filer till banken")
    with pytest.raises(PayingRefused):
        pay_finally(final(), replace(dataset, accounts=()), CREATED)


def test_payments_are_named_by_their_place_in_the_journal(dataset):
    """A bank must pay the next settlement of the same day too, and this one only once."""
    files = [pay_finally(final(), dataset, CREATED, number=n).files for n in (2, 3)]
    ids = [re.search(rb"<MsgId>(.*)</MsgId>", found["utbetalning-2027-01-20.xml"])[1] for found in files]
    assert [b"SLUT2-260101-20270120", b"SLUT3-260101-20270120"] == ids


def test_rule_without_days_asks_for_one(dataset):
    """A draft claims all the same; what is issued would stand as paid, and never be."""
    paying = pay_finally(replace_payout(final()), dataset, CREATED)
    assert (None, 1) == (paying.paid_on, len(paying.claims))
    assert any("--pay-on" in sentence for sentence in paying.unwritten)
    with pytest.raises(PayingRefused, match="--pay-on"):
        pay_finally(replace_payout(final()), dataset, CREATED, number=2)
    day = date(2027, 1, 20)
    assert day == pay_finally(replace_payout(final()), dataset, CREATED, day, number=2).paid_on


def test_only_what_differs_is_paid_and_booked(dataset):
    """Kil was paid 100 of its 70 kr and Eda nothing: 30 kr from Kil, 20 from Eda, and as much less in grants."""
    before = (SettledBefore(number=2, id="1715", amount_ore=10_000, onward_ore=0),)
    paying = pay_finally(settled_again(before), replace(dataset, finance=PUT_ASIDE), CREATED, number=3)
    assert ((), [-3_000, -2_000]) == (paying.payouts, [row.balance_ore for row in paying.claims])
    assert {"5820": -50, "2895": 50} == sums(paying, "slutavrakning-2026-12-31")
    assert {"5820": -50, "1680": 50} == sums(paying)


def test_what_was_left_of_the_year_before_is_booked_once(dataset):
    """Kil: 50 kr left to deduct of 2025 and 30 kr lower caps; all 80 kr were claimed: nothing is left."""
    carried = (Balance(id="1715", year=2025, amount_ore=-35_000, reference="Slut 2025"),)
    budget = settle(replace(BASIS, balances=carried), paying_rule())
    before = (
        SettledBefore(number=2, id="1715", amount_ore=-8_000, onward_ore=-5_000),
        SettledBefore(number=2, id="1730", amount_ore=-2_000, onward_ore=0),
    )
    again = settle_finally(budget, 90_000, settled=before)
    paying = pay_finally(again, replace(dataset, finance=PUT_ASIDE), CREATED, number=3)
    assert ((), (), {}) == (paying.payouts, paying.claims, paying.files)


def test_what_was_carried_is_paid_and_booked_once(dataset):
    """All 70 kr and 20 kr are paid and claimed, for nothing was; on the account between the years they stand."""
    before = (
        SettledBefore(number=2, id="1715", amount_ore=0, onward_ore=0, carried_ore=6_000),
        SettledBefore(number=2, id="1730", amount_ore=0, onward_ore=0, carried_ore=-2_000),
    )
    paying = pay_finally(settled_again(before), replace(dataset, finance=PUT_ASIDE), CREATED, number=3)
    assert ([7_000], [-2_000]) == (
        [payout.amount_ore for payout in paying.payouts],
        [row.balance_ore for row in paying.claims],
    )
    assert {"5820": 10, "2895": -10} == sums(paying, "slutavrakning-2026-12-31")
    assert {"5820": 10, "2895": 40, "1680": 20, "2890": -70} == sums(paying)


def settled_again(before):
    """The settlement of `final` after another."""
    budget = settle(BASIS, paying_rule())
    return settle_finally(budget, 90_000, corrections=[correction()], settled=before)


def paying_rule():
    """What differs is paid, on the 20th."""
    return replace(RULE, settlement="pay", payout=region_rule(due_day=20))


def replace_payout(settled):
    """The same by a rule that says nothing of payment."""
    rule = replace(settled.budget.rule, payout=None)
    return settle_finally(settle(BASIS, rule), 90_000, corrections=settled.corrections)
