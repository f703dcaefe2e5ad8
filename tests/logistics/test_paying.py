"""From a settlement to files for the bank and the bookkeeping: one of each for every day of payouts."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from logistics.dataset import Account
from logistics.dataset.documents import tidy_document
from logistics.errors import DataFaults
from logistics.paying import Continued, IssuedAs, account_text, describe_undated, pay, write_occasions
from subsidy.bookings import add_booked, book_plan
from subsidy.carrying import Balance
from subsidy.errors import PayingRefused
from subsidy.payout import PaidBefore
from subsidy.payout_rules import PayoutStep
from subsidy.record import paid_by_day
from subsidy.statement import Basis, Issuer, settle
from tests.logistics.test_finance import WHOLE
from tests.subsidy.cases import measures, municipality, rule
from tests.subsidy.pain_reader import read_payments
from tests.subsidy.paying import KR, region_rule
from tests.subsidy.sie_reader import read_sie

HALF_YEARLY = region_rule(steps=(PayoutStep(from_ore=0, every_months=6),), unit_ore=KR)
ACCOUNTS = (
    Account(scb_code="1715", name="Kils kommun", kind="bankgiro", number="5050-1055"),
    Account(scb_code="1780", name="Karlstads kommun", kind="bankgiro", number="991-2346"),
    Account(scb_code="1785", name="Säffle kommun", kind="iban", number="SE3550000000054910000003"),
)


@pytest.fixture(scope="module")
def dataset(small):
    """The small data set, with an account for everyone and a whole finance.toml."""
    return replace(small, accounts=ACCOUNTS, finance=WHOLE)


@pytest.fixture(scope="module")
def settlement():
    """A year of three, paid half-yearly: on 26 January (25 is a Sunday) and 27 July (25 is a Saturday)."""
    people = {"1715": ("Kil", 12_085), "1780": ("Karlstad", 97_233), "1785": ("Säffle", 15_011)}
    basis = Basis(
        issuer=Issuer(name="Region Värmland", orgnr="232100-0156"),
        first_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
        municipalities=tuple(municipality(code, *person) for code, person in people.items()),
        players=tuple(measures(code, population=person[1]) for code, person in people.items()),
        cost_ore=100_000_000,
    )
    return settle(basis, replace(rule(90_000_050), payout=HALF_YEARLY, decided_on=date(2025, 11, 18)))


def ruled(settlement, **changes):
    """The same settlement by a rule that is otherwise in some way."""
    return settle(settlement.basis, replace(settlement.rule, **changes))


def test_each_day_has_files_of_its_own(settlement, dataset, tmp_path):
    """A file is approved and uploaded once: what is paid in July must not stand in January's."""
    paying = pay(settlement, dataset)
    assert [date(2026, 1, 26), date(2026, 7, 27)] == [occasion.date for occasion in paying.occasions]
    written = write_occasions(paying.occasions, tmp_path / "utbetalningar")
    assert [
        "utbetalning-2026-01-26.xml", "utbetalning-2026-01-26.si",
        "utbetalning-2026-07-27.xml", "utbetalning-2026-07-27.si",
    ] == [path.name for path in written]  # fmt: skip
    assert ((), ()) == (paying.unwritten, paying.replacements)


def test_files_and_plan_sum_to_the_awards(settlement, dataset):
    """The bank, the books and the decision must say the same, read by readers that know nothing of us."""
    paying = pay(settlement, dataset)
    payments = [payment for day in paying.occasions for payment in read_payments(day.payment)]
    rows = [
        row for day in paying.occasions for voucher in read_sie(day.voucher).vouchers for row in voucher.rows
    ]
    assert 90_000_050 == sum(payout.amount_ore for payout in paying.plan.payouts)
    assert 90_000_050 == sum(day.amount_ore for day in paying.occasions)
    assert Decimal("900000.50") == sum(payment.amount for payment in payments)
    assert Decimal("900000.50") == sum(row.amount for row in rows if row.account == "5820")


def test_the_same_settlement_gives_the_same_files(settlement, dataset):
    """The decision's day stands for a clock; so a second file of a day has the same id, and is not paid twice."""
    first, again = pay(settlement, dataset), pay(settlement, dataset)
    assert first == again
    assert b"<MsgId>BIDRAG-20260101-20260126</MsgId>" in first.occasions[0].payment
    assert b"<CreDtTm>2025-11-18T00:00:00</CreDtTm>" in first.occasions[0].payment


def test_a_day_that_has_passed_gets_no_payment_file(settlement, dataset):
    """A bank does not pay backwards; the voucher may still be wanted."""
    paying = pay(settlement, dataset, date(2026, 1, 27))
    assert ["Ingen betalningsfil skrivs för 26 januari 2026, som har passerat."] == list(paying.unwritten)
    assert [False, True] == [day.payment is not None for day in paying.occasions]
    assert [True, True] == [day.voucher is not None for day in paying.occasions]
    assert pay(settlement, dataset, date(2026, 1, 26)).occasions[0].payment is not None


def test_files_that_know_no_day_but_the_decisions_say_so(settlement, dataset):
    """Settled late, January's file would be uploaded after its day: the reader is told what to do."""
    paying = pay(settlement, dataset)
    told = describe_undated(paying, settlement.rule.decided_on).replace("\u00a0", " ")
    assert told.startswith(
        "Betalningsfilerna är gjorda som på beslutets dag, 18 november 2025, och den första"
    )
    assert "betalas 26 januari 2026: har en betalningsdag passerat, kör om med --created" in told
    unpaid = replace(paying, occasions=tuple(replace(day, payment=None) for day in paying.occasions))
    assert "" == describe_undated(unpaid, settlement.rule.decided_on)


def test_a_first_issue_pays_what_was_due_before_it(settlement, dataset):
    """Issued on Tuesday 10 February: January's part is paid then, for nobody has paid it."""
    paying = pay(settlement, dataset, date(2026, 2, 10), IssuedAs(number=1))
    assert [date(2026, 2, 10), date(2026, 7, 27)] == [day.date for day in paying.occasions]
    assert [True, True] == [day.payment is not None for day in paying.occasions]


def corrected(settlement, dataset, first, day):
    """Paid as first issued on a day, and as corrected on a later one; what was booked in between is made up."""
    paid = pay(settlement, dataset, first, IssuedAs(number=1))
    before = PaidBefore(day=day, paid_ore=paid_by_day(p for p in paid.plan.payouts if p.date < day))
    rows = [row for row in book_plan(settlement.carried, paid.plan, {}) if row.date < day]
    continued = Continued(
        payable_from=paid.plan.awards.payable_from, before=before, booked=add_booked({}, rows)
    )
    return paid, pay(settlement, dataset, day, IssuedAs(number=2, continues=continued))


def test_a_correction_neither_pays_nor_books_days_that_have_passed(settlement, dataset):
    """What the first issue paid and booked would be paid and booked twice; it stands in the plan as paid."""
    _, paying = corrected(settlement, dataset, date(2025, 12, 1), date(2026, 2, 10))
    assert [(date(2026, 7, 27), True, True)] == [
        (day.date, day.payment is not None, day.voucher is not None) for day in paying.occasions
    ]
    assert {date(2026, 1, 26)} == {p.date for p in paying.plan.payouts if paying.plan.is_paid(p)}


def test_a_correction_keeps_the_days_of_what_it_corrects(settlement, dataset):
    """Paid on 10 February, when it was first issued: the correction of March must not say January."""
    first, again = corrected(settlement, dataset, date(2026, 2, 10), date(2026, 3, 10))
    assert first.plan.payouts == again.plan.payouts


def test_every_file_of_every_issue_has_an_id_of_its_own(settlement, dataset):
    """A bank that has July's file of the first issue must not take that of the correction for the same."""
    first, again = corrected(settlement, dataset, date(2025, 12, 1), date(2026, 2, 10))
    draft = pay(settlement, dataset)
    files = [day.payment for paying in (draft, first, again) for day in paying.occasions]
    ids = [re.search(rb"<MsgId>(.*)</MsgId>", file)[1].decode() for file in files]
    assert [
        "BIDRAG-20260101-20260126", "BIDRAG-20260101-20260727",
        "BIDRAG1-260101-20260126", "BIDRAG1-260101-20260727", "BIDRAG2-260101-20260727",
    ] == ids  # fmt: skip


def test_what_is_carried_needs_an_account_in_the_books(settlement, dataset):
    """A year's difference would else become a cost of the next."""
    balance = Balance(id="1715", year=2025, amount_ore=100_50, reference="S")
    carried = settle(replace(settlement.basis, balances=(balance,)), settlement.rule)
    with pytest.raises(PayingRefused, match="Skriv earlier_years_account"):
        pay(carried, dataset)
    named = dataset.finance.replace(
        'paying_account = "2890"', 'paying_account = "2890"\nclaim_account = "2890"'
    )
    apart = named.replace("claim_account", "earlier_years_account")
    (january, _) = pay(carried, replace(dataset, finance=apart)).occasions
    rows = read_sie(january.voucher).vouchers[0].rows
    assert Decimal("100.50") == next(row.amount for row in rows if row.account == "2890" and row.amount > 0)


def test_a_decision_within_the_year_pays_at_once_what_was_due(settlement, dataset):
    """Decided on Friday 6 March: January's part is paid that day, July's when it is due."""
    late = ruled(settlement, decided_on=date(2026, 3, 6))
    assert [date(2026, 3, 6), date(2026, 7, 27)] == [day.date for day in pay(late, dataset).occasions]


def test_a_municipality_without_an_account_refuses_everything(settlement, dataset):
    """Who would notice that one of sixteen was left out?"""
    with pytest.raises(PayingRefused) as refusal:
        pay(settlement, replace(dataset, accounts=ACCOUNTS[1:]))
    told = [fault.sentence for fault in refusal.value.faults]
    assert 1 == len(told)  # though it is wrong on both days
    assert told[0].startswith(
        "Kil saknar konto. Lägg till kommunens bankgiro eller IBAN i accounts, eller ta bort"
    )


def test_no_accounts_are_needed_where_nobody_pays(settlement, dataset):
    """A region that pays by hand still gets its plan and its vouchers, and is told what is not written."""
    books_only = tidy_document(WHOLE[: WHOLE.index("[payer]")])
    paying = pay(settlement, replace(dataset, accounts=(), finance=books_only))
    assert ["Inga betalningsfiler skrivs: finance.toml saknar [payer], den som betalar."] == list(
        paying.unwritten
    )
    assert all(day.payment is None and day.voucher for day in paying.occasions)


def test_without_bookkeeping_no_vouchers(settlement, dataset):
    """The other way round."""
    paying = pay(settlement, replace(dataset, finance=WHOLE[WHOLE.index("[payer]") :]))
    assert ["Inga bokföringsfiler skrivs: finance.toml saknar [bookkeeping], kontona."] == list(
        paying.unwritten
    )
    assert all(day.payment and day.voucher is None for day in paying.occasions)


def test_a_rule_that_does_not_say_when_gives_no_files(settlement, dataset):
    """Guessing a day would be a silent wrong answer."""
    paying = pay(ruled(settlement, payout=None), dataset)
    assert (None, ()) == (paying.plan, paying.occasions)
    assert "säger inte när bidragen betalas ut (payout)" in paying.unwritten[0]


def test_replaced_characters_are_told_once(settlement, dataset):
    """SIE's code page lacks the long dash: the bookkeeper hears of it, though it stands on every voucher."""
    dashed = ruled(settlement, reference="RUN/2 – ändrat")
    paying = pay(dashed, dataset)
    assert 1 == sum("skrivs ”–” som ”-”" in sentence for sentence in paying.replacements)
    assert b"RUN/2 - \x84ndrat" in paying.occasions[0].voucher


def test_a_wrong_finance_document_refuses_even_what_needs_none_of_it(settlement, dataset):
    """An IBAN with a wrong digit is told now, not when the first payment fails."""
    with pytest.raises(DataFaults, match=r"payer\.account"):
        pay(ruled(settlement, payout=None), replace(dataset, finance=WHOLE.replace("SE45", "SE46")))


def test_a_payout_rule_of_another_year_is_refused(settlement, dataset):
    """Last year's steps may no longer hold."""
    old = region_rule(first_date=date(2025, 1, 1), last_date=date(2025, 12, 31))
    with pytest.raises(PayingRefused, match="periodens första dag"):
        pay(ruled(settlement, payout=old), dataset)


def test_an_account_is_told_in_words(dataset):
    """A receiver checks where its money goes."""
    assert ["bankgiro 5050-1055", "IBAN SE35 5000 0000 0549 1000 0003", ""] == [
        account_text(dataset, code).replace("\N{NO-BREAK SPACE}", " ") for code in ("1715", "1785", "9999")
    ]


def test_what_the_books_cannot_hold_refuses_everything(settlement, dataset):
    """A letter that nothing in SIE's code page can stand for must not become a question mark."""
    with pytest.raises(PayingRefused, match=r"U\+6F22"):
        pay(ruled(settlement, reference="RUN/漢"), dataset)


def test_half_a_year_names_its_days(settlement, dataset):
    """The receivers of both halves of a year must be able to tell the payments apart."""
    spring = replace(settlement.basis, last_date=date(2026, 6, 30))
    paid = pay(settle(spring, settlement.rule), dataset)
    payments = read_payments(paid.occasions[0].payment)
    assert payments[0].reference.startswith("Bidrag bibliotekstransporter 2026-01-01 till 2026-06-30, RUN/")
