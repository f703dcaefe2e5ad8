"""Payment files keep the schema and pay exactly the payouts, or are not written at all."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidy.creditors import BankAccount, Creditor, Kind
from subsidy.errors import PaymentRefused
from subsidy.payment import PaymentFile, write_payments
from subsidy.payout import Payout, plan_payouts
from tests.subsidy.pain_reader import NotPain, Payment, read_payments
from tests.subsidy.paying import KR, awards_of, creditors, is_banking_day, message, payer, region_rule


def payouts_of(*amounts_ore: int) -> tuple[Payout, ...]:
    return plan_payouts(region_rule(), awards_of(*amounts_ore), is_banking_day).payouts


def write(payouts: tuple[Payout, ...], **changes: object) -> PaymentFile:
    return write_payments(payouts, payer(**changes), creditors(), message())


def refusal(payouts=None, payer_=None, creditors_=None, message_=None) -> PaymentRefused:
    with pytest.raises(PaymentRefused) as refused:
        write_payments(
            payouts_of(1, 2, 3) if payouts is None else payouts,
            payer_ or payer(),
            creditors_ or creditors(),
            message_ or message(),
        )
    return refused.value


def rules(refused: PaymentRefused) -> list[str]:
    return [fault.rule for fault in refused.faults]


def other_account(kind: Kind, number: str) -> tuple[Creditor, ...]:
    """Kil with another account."""
    kil, *others = creditors()
    return (replace(kil, account=BankAccount(kind=kind, number=number)), *others)


def test_payments_as_the_bank_reads_them() -> None:
    """Kil at a bankgiro, Eda at an IBAN: day, id, name, account, sum and text, read by independent code."""
    kil, eda = read_payments(write(payouts_of(1234_05, 7)).content)
    expected = Payment(
        day=date(2026, 1, 26),
        id="BOKSLINGAN-2026-01-1715-01",
        name="Kils kommun",
        account=("BGNR", "50501055"),
        amount=Decimal("1234.05"),
        reference="Bidrag boktransporter 2026, EXEMPEL/2026",
    )
    assert expected == kil
    assert ("Eda kommun", ("IBAN", "SE3550000000054910000003"), Decimal("0.07")) == (
        eda.name,
        eda.account,
        eda.amount,
    )


@settings(max_examples=15)
@given(st.lists(st.integers(min_value=0, max_value=10**10), min_size=3, max_size=3).filter(any))
def test_control_sum_is_what_the_payouts_sum_to(amounts_ore: list[int]) -> None:
    """Each award in its parts, whatever the sums; the reader checks the file's own sums and counts."""
    paid = read_payments(write(payouts_of(*amounts_ore)).content)
    assert Decimal(sum(amounts_ore)) / 100 == sum(payment.amount for payment in paid)


def test_one_group_for_each_day() -> None:
    """Twelve months, the quarters in the same groups."""
    content = write(payouts_of(600_000 * KR, 300_000 * KR)).content
    assert 12 == content.count(b"<PmtInf>")
    assert 16 == len(read_payments(content))


def test_payer_at_a_bankgiro() -> None:
    """A region may pay from its bankgiro as well as from an account."""
    account = BankAccount(kind=Kind.BANKGIRO, number="5050-1055")
    kil = other_account(Kind.BANKGIRO, "991-2346")[0]
    content = write_payments(payouts_of(1), payer(account=account), (kil,), message()).content
    assert [("BGNR", "9912346")] == [payment.account for payment in read_payments(content)]
    assert b"<Prtry>BGNR</Prtry>" in content[: content.index(b"<CdtTrfTxInf>")]


def test_characters_that_banks_lack_are_replaced_and_told() -> None:
    """Å, ä and ö stay; & and the long dash do not reach the receiver."""
    kil = replace(creditors()[0], name="Kils kommun – kultur & fritid_ø")
    written = write_payments(payouts_of(1), payer(), (kil,), message())
    assert "Kils kommun - kultur och fritid-ö" == read_payments(written.content)[0].name
    assert ["–", "&", "_", "ø"] == [found.character for found in written.replacements]


@pytest.mark.parametrize(
    ("kind", "number", "rule"),
    [
        (Kind.BANKGIRO, "5050-1054", "wrong_bankgiro"),
        (Kind.BANKGIRO, "50501055", "wrong_bankgiro"),
        (Kind.BANKGIRO, "", "wrong_bankgiro"),
        (Kind.IBAN, "SE4550000000058398257467", "wrong_iban"),
        (Kind.IBAN, "NO9386011117947", "wrong_iban"),
        (Kind.IBAN, "SE3550000000054910000003", "account_twice"),
    ],
)
def test_wrong_account_is_refused(kind: Kind, number: str, rule: str) -> None:
    """One wrong digit, one account copied to two rows: the money would go to somebody else."""
    assert rule in rules(refusal(creditors_=other_account(kind, number)))


def test_the_payers_own_account_receives_nothing() -> None:
    """Copied to the wrong row it would be paid to itself; with spaces or without, it is the same account."""
    own = other_account(Kind.IBAN, "SE4550000000058398257466")
    assert ["own_account"] == rules(refusal(creditors_=own))
    at_bankgiro = payer(account=BankAccount(kind=Kind.BANKGIRO, number="991-2346"))
    assert ["own_account"] == rules(refusal(payer_=at_bankgiro))


def test_every_fault_is_named_at_once() -> None:
    """With municipality, field, value and what would be right."""
    kil, eda, torsby = creditors()
    refused = refusal(
        creditors_=(
            replace(kil, account=BankAccount(kind=Kind.BANKGIRO, number="5050-1054")),
            replace(eda, name=" "),
            replace(torsby, name="T" * 71),
        ),
        payer_=payer(name="", orgnr="1", bic="NORDEA", agreement="12-3"),
        message_=message(id="", reference="/x"),
    )
    assert [
        "no_name", "wrong_orgnr", "wrong_bic", "wrong_agreement",
        "wrong_bankgiro", "no_name", "long_name", "wrong_message_id", "wrong_reference",
    ] == rules(refused)  # fmt: skip
    assert (
        "Kils kommun: bankgironumret är ”5050-1054”. Kontrollsiffran stämmer inte: "
        "om resten är rätt ska den sista siffran vara 5." in str(refused)
    )
    assert "Mottagaren 1730: namnet är tomt." in str(refused)
    assert "Betalaren: namnet är tomt. Skriv mottagarens eller betalarens namn" in str(refused)


def test_longest_name_and_agreement_that_fit() -> None:
    """70 and 35 characters pass; one more of either is refused (the name: see every fault above)."""
    kil = replace(creditors()[0], name="K" * 70)
    content = write_payments(payouts_of(1), payer(agreement="1" * 35), (kil,), message()).content
    assert ["K" * 70] == [payment.name for payment in read_payments(content)]
    assert ["wrong_agreement"] == rules(refusal(payer_=payer(agreement="1" * 36)))


def test_particulars_of_those_who_are_paid_nothing_do_not_matter() -> None:
    """A municipality without award may lack an account; the others are not kept waiting."""
    kil, eda, _ = creditors()
    without = replace(eda, name="", account=BankAccount(kind=Kind.BANKGIRO, number=""))
    content = write_payments(payouts_of(1), payer(), (kil, without, without), message()).content
    assert ["Kils kommun"] == [payment.name for payment in read_payments(content)]


def test_receiver_without_particulars_is_refused() -> None:
    """Nobody is left out of the file in silence, and nobody stands in it twice."""
    kil, eda, _ = creditors()
    refused = refusal(creditors_=(kil, eda, eda))
    assert ["not_one_creditor", "not_one_creditor"] == rules(refused)
    assert ["Eda", "Torsby"] == [fault.facts["whose"] for fault in refused.faults]


def test_day_that_has_passed_is_refused_and_today_is_not() -> None:
    """The bank would refuse the file, or pay on a day that nobody planned."""
    tomorrow = datetime(2026, 1, 27, 0, 0)  # noqa: DTZ001 - local time
    assert ["day_passed"] == rules(refusal(message_=message(created_at=tomorrow)))
    today = datetime(2026, 1, 26, 23, 59)  # noqa: DTZ001 - local time
    written = write_payments(payouts_of(1), payer(), creditors(), message(created_at=today))
    assert 1 == len(read_payments(written.content))


def test_one_month_of_the_plan() -> None:
    """A file for each occasion: the year's plan stays, the days asked for are paid."""
    plan = plan_payouts(region_rule(), awards_of(600_000 * KR, 300_000 * KR), is_banking_day)
    paid = read_payments(write(plan.payouts[:3]).content)
    assert [Decimal(50_000), Decimal(75_000), Decimal(50_000)] == [payment.amount for payment in paid]


def test_payout_that_is_paid_twice_or_is_nothing_is_refused() -> None:
    """Two lists put together may hold the same part twice."""
    (once,) = payouts_of(1)
    refused = refusal(payouts=(once, once))
    assert ["wrong_payout", "wrong_payout"] == rules(refused)
    assert ["wrong_payout"] == rules(refusal(payouts=(replace(once, amount_ore=0),)))


def test_nothing_to_pay_is_refused() -> None:
    """The schema wants at least one payment."""
    assert ["nothing_to_pay"] == rules(refusal(payouts=payouts_of(0)))


@pytest.mark.parametrize("id_", ["x" * 27, "å", "a/b", " a"])
def test_id_that_banks_refuse(id_: str) -> None:
    """Ids are compared byte by byte all the way; 26 characters leave room for day and receiver."""
    assert ["wrong_message_id"] == rules(refusal(message_=message(id=id_)))


def test_longest_id_and_reference_that_fit() -> None:
    """26 characters, and a text whose part makes it 140 exactly; one more is refused."""
    ends, halves = len(", del 1 av 2"), payouts_of(150_000 * KR)
    content = write_payments(
        halves, payer(), creditors(), message(id="x" * 26, reference="r" * (140 - ends))
    ).content
    assert [140, 140] == [len(payment.reference) for payment in read_payments(content)]
    too_long = refusal(payouts=halves, message_=message(reference="r" * (141 - ends)))
    assert ["wrong_reference"] == rules(too_long)


def test_name_that_cannot_be_written_is_refused() -> None:
    """A name is what the bank compares; it is not guessed at."""
    kil = replace(creditors()[0], name="Kil 図")
    assert ["unknown_character"] == rules(refusal(payouts=payouts_of(1), creditors_=(kil,)))


def test_longest_code_of_a_receiver_that_fits() -> None:
    """The id of a payment is at most 35 characters, 5 of them the receiver's; a sixth is refused."""
    awards = awards_of(1)
    for code in ("17150", "171500"):
        odd = replace(awards, rows=(replace(awards.rows[0], id=code),))
        payouts = plan_payouts(region_rule(), odd, is_banking_day).payouts
        kil = replace(creditors()[0], id=code)
        if len(code) == 5:
            content = write_payments(payouts, payer(), (kil,), message(id="x" * 26)).content
            assert [35] == [len(payment.id) for payment in read_payments(content)]
        else:
            assert ["wrong_receiver_id"] == rules(refusal(payouts=payouts, creditors_=(kil,)))


def test_zone_is_refused() -> None:
    """The bank reads the time as local; a zone would be a second opinion."""
    with pytest.raises(ValueError, match="no zone"):
        message(created_at=datetime.fromisoformat("2026-01-12T09:30:00+01:00"))


def test_same_payouts_same_bytes() -> None:
    """A file that is written again can be compared with the one that was uploaded."""
    assert write(payouts_of(1, 2)).content == write(payouts_of(1, 2)).content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<PmtMtd>TRF</PmtMtd>", b""),
        (b"<PmtMtd>TRF</PmtMtd>", b"<PmtMtd>XXX</PmtMtd>"),
        (b"<Ccy>SEK</Ccy>", b"<Ccy>kr</Ccy>"),
        (b"<Nm>Kils kommun</Nm>", b""),
        (b"<BIC>ESSESESS</BIC>", b"<BIC>ESSE</BIC>"),
        (b'<InstdAmt Ccy="SEK">0.01', b'<InstdAmt Ccy="SEK">0.02'),
        (b'<InstdAmt Ccy="SEK">0.01', b'<InstdAmt Ccy="SEK">0,01'),
        (b'<InstdAmt Ccy="SEK">', b'<InstdAmt Ccy="EUR">'),
        (b"<NbOfTxs>1</NbOfTxs>", b"<NbOfTxs>2</NbOfTxs>"),
        (b"<MsgId>", b"<MsgId>" + b"x" * 35),
        (b"<ReqdExctnDt>2026-01-26</ReqdExctnDt>", b"<ReqdExctnDt>2026-02-30</ReqdExctnDt>"),
        (b"<MmbId>9900</MmbId>", b"<MmbId>9960</MmbId>"),
        (b"<SchmeNm><Prtry>BGNR</Prtry></SchmeNm>", b"<SchmeNm/>"),
        (b"<Ustrd>", b"<Ustrd>" + b"x" * 140),
        (b"<ChrgBr>SLEV</ChrgBr>", b"<ChrgBr>SLEV</ChrgBr><ChrgBr>SLEV</ChrgBr>"),
        (b"pain.001.001.03", b"pain.001.001.02"),
    ],
)
def test_reader_refuses_what_the_schema_or_the_banks_forbid(old: bytes, new: bytes) -> None:
    """A reader that lets a broken file pass proves nothing about ours."""
    lines = write(payouts_of(1)).content.splitlines()
    good = b"".join(line.strip() for line in lines)
    broken = good.replace(old, new)
    assert 1 == len(read_payments(good))
    assert broken != good
    with pytest.raises(NotPain):
        read_payments(broken)
