"""SIE files say exactly what was paid, in the characters and the form that bookkeeping programs import."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.characters import SUBSTITUTES
from subsidy.errors import VouchersRefused
from subsidy.payout import PayoutPlan, plan_payouts
from subsidy.sie import SieFile, write_sie
from subsidy.vouchers import Account, CostObject, Voucher, VoucherRow, build_vouchers
from tests.subsidy import sie_reader
from tests.subsidy.paying import (
    KR,
    PROGRAM,
    awards_of,
    bookings_of,
    bookkeeping,
    is_banking_day,
    region_rule,
)

TODAY = date(2026, 1, 12)
# Everything printable in code page 437, and everything that has a substitute.
MIXED = [*(c for c in bytes(range(32, 256)).decode("cp437") if c.isprintable()), *SUBSTITUTES, "š", "Ź"]


def plan_of(*amounts_ore: int) -> PayoutPlan:
    return plan_payouts(region_rule(), awards_of(*amounts_ore), is_banking_day)


def write(plan: PayoutPlan, text: str = "Bidrag boktransporter", **changes: object) -> SieFile:
    books = bookkeeping(**changes)
    return write_sie(books, build_vouchers(bookings_of(plan), books, text), PROGRAM, TODAY)


def refusal(vouchers: tuple[Voucher, ...], **changes: object) -> VouchersRefused:
    with pytest.raises(VouchersRefused) as refused:
        write_sie(bookkeeping(**changes), vouchers, PROGRAM, TODAY)
    return refused.value


def rules(refused: VouchersRefused) -> list[str]:
    return [fault.rule for fault in refused.faults]


def simple(*amounts_ore: int, account: str = "5820", objects: tuple[CostObject, ...] = ()) -> tuple[Voucher]:
    rows = [VoucherRow(account=account, amount_ore=ore, objects=objects, text="rad") for ore in amounts_ore]
    return (Voucher(date=TODAY, text="verifikation", rows=tuple(rows)),)


def test_one_payout_written_out_in_full() -> None:
    """The whole file as the standard's examples are laid out, compared byte by byte."""
    expected = """\
#FLAGGA 0
#PROGRAM "Bokslingan" "0.1.0"
#FORMAT PC8
#GEN 20260112
#SIETYP 4
#ORGNR 232100-0156
#FNAMN "Region Exempel"
#KONTO 2890 "Övriga kortfristiga skulder"
#KONTO 5820 "Bidrag till kommuner"
#DIM 1 "Kostnadsställe"
#DIM 6 "Projekt"
#DIM 20 "Kommun"
#OBJEKT 1 "410" "Biblioteksutveckling"
#OBJEKT 6 "P7" "Projekt \\"Bokslingan\\""
#OBJEKT 20 "1715" "Kil"
#VER "" "" 20260126 "Bidrag boktransporter"
{
#TRANS 5820 {1 "410" 6 "P7" 20 "1715"} 1234.05 "" "Kil, del 1 av 1"
#TRANS 2890 {} -1234.05 "" "Bidrag boktransporter"
}
"""
    assert expected.replace("\n", "\r\n").encode("cp437") == write(plan_of(1234_05)).content


def test_one_voucher_for_each_day() -> None:
    """Kil by month, Eda by quarter, Torsby once: 12 days, three receivers in January, two each quarter."""
    found = sie_reader.read_sie(write(plan_of(600_000 * KR, 300_000 * KR, 1)).content)
    assert 12 == len(found.vouchers)
    assert [4, 2, 2, 3, 2, 2, 3, 2, 2, 3, 2, 2] == [len(voucher.rows) for voucher in found.vouchers]
    assert [date(2026, 1, 26), date(2026, 2, 25)] == [voucher.day for voucher in found.vouchers[:2]]


@given(st.lists(st.integers(min_value=0, max_value=10**10), min_size=3, max_size=3).filter(any))
def test_receivers_are_debited_what_they_are_awarded(amounts_ore: list[int]) -> None:
    """Read back by dimension, whatever the sums: each municipality's award to the öre."""
    found = sie_reader.read_sie(write(plan_of(*amounts_ore)).content)
    rows = [row for voucher in found.vouchers for row in voucher.rows]
    for code, amount_ore in zip(("1715", "1730", "1737"), amounts_ore, strict=True):
        read = sum((row.amount for row in rows if row.objects.get(20) == code), Decimal(0))
        assert Decimal(amount_ore) / 100 == read


def test_letters_that_code_page_437_has_stay() -> None:
    """Å, ä, ö, é and ü are there; nothing is reported."""
    written = write(plan_of(1), text="Årjäng, Säffle, Möllers café, Müller")
    assert "Årjäng, Säffle, Möllers café, Müller" == sie_reader.read_sie(written.content).vouchers[0].text
    assert () == written.replacements


def test_letters_that_code_page_437_lacks_are_replaced_and_told() -> None:
    """Røros – Łódź § 3: each replaced by what is most like it, once each, and the finance staff hear of it."""
    written = write(plan_of(1), text="Røros – Łódź § 3")
    assert "Röros - Lódz par. 3" == sie_reader.read_sie(written.content).vouchers[0].text
    replaced = [(found.character, found.written) for found in written.replacements]
    assert {("ø", "ö"), ("–", "-"), ("Ł", "L"), ("ź", "z"), ("§", "par.")} == set(replaced)
    assert (
        "Verifikationen 2026-01-26: i texten ”Røros – Łódź § 3” skrivs ”ø” som ”ö”."
        == written.replacements[0].sentence
    )


@given(st.text(alphabet=MIXED, max_size=30))
def test_any_text_reads_as_it_was_written_but_for_what_is_told(text: str) -> None:
    """Quotation marks, backslashes, braces, signs that the code page lacks: nothing changes unheard."""
    written = write(plan_of(1), text=text)
    told = {found.character: found.written for found in written.replacements}
    expected = "".join(told.get(character, character) for character in text)
    assert expected == sie_reader.read_sie(written.content).vouchers[0].text


@pytest.mark.parametrize(
    "character", ["\n", "\t", "\x00", "\x7f", "\x85", "\N{ZERO WIDTH SPACE}", "図", "😀"]
)
def test_control_characters_and_signs_without_likeness_are_refused(character: str) -> None:
    """A line break within a text would end the record; a question mark would be a silent wrong answer."""
    with pytest.raises(VouchersRefused, match=f"U\\+{ord(character):04X}"):
        write(plan_of(1), text=f"Bidrag {character}")


def test_character_that_nothing_stands_for_is_refused() -> None:
    """A question mark in its place would be a silent wrong answer."""
    refused = refusal(simple(1, -1), company="Region 图书")
    assert ["unknown_character", "unknown_character"] == rules(refused)
    assert "Bokföringen: namnet är ”Region 图书”. Filformatet saknar tecknet U+56FE" in str(refused)


def test_number_of_an_object_is_never_replaced() -> None:
    """Cost centre Ł1 written as L1 would be another cost centre."""
    odd = CostObject(dimension=1, number="Ł1", name="Łódź")
    assert ["unknown_character"] == rules(refusal(simple(1, -1, objects=(odd,))))


@pytest.mark.parametrize("amounts_ore", [(1,), (100, -99), ()])
def test_voucher_that_does_not_sum_to_zero_is_refused(amounts_ore: tuple[int, ...]) -> None:
    """One öre is enough: the receiving program would refuse the whole file."""
    assert ["not_zero"] == rules(refusal(simple(*amounts_ore)))


def test_all_faults_are_named_at_once() -> None:
    """A bookkeeping filled in carelessly is corrected in one round."""
    refused = refusal(
        simple(1, -1, account="9999"),
        company=" ",
        orgnr="232100-0157",
        grant_account="5821",
        accounts=(
            Account(number="2890", name=""),
            Account(number="2890", name="x"),
            Account(number="A", name="x"),
        ),
        own_dimensions=((11, "Kommun"),),
    )
    assert {
        "no_company",
        "wrong_orgnr",
        "account_twice",
        "no_account_name",
        "wrong_account",
        "account_missing",
        "wrong_dimension",
    } == set(rules(refused))
    assert "organisationsnumret är ”232100-0157”. Kontrollsiffran stämmer inte: om resten är rätt" in str(
        refused
    )
    assert "Bokföringen: namnet är" in str(refusal(simple(1, -1), company=""))
    missing = [fault.facts["value"] for fault in refused.faults if fault.rule == "account_missing"]
    assert ["5821", "9999"] == missing


@pytest.mark.parametrize(
    ("objects", "rule"),
    [
        ((CostObject(dimension=21, number="1", name="x"),), "unknown_dimension"),
        ((CostObject(dimension=1, number="", name="x"),), "wrong_object"),
        ((CostObject(dimension=1, number="1", name=" "),), "wrong_object"),
        (
            (CostObject(dimension=1, number="1", name="x"), CostObject(dimension=1, number="2", name="y")),
            "dimension_twice",
        ),
        (
            (CostObject(dimension=1, number="1", name="x"), CostObject(dimension=1, number="1", name="y")),
            "object_twice",
        ),
    ],
)
def test_objects_that_cannot_be_imported_are_refused(objects: tuple[CostObject, ...], rule: str) -> None:
    """A row with two cost centres, or a cost centre without name, is booked nobody knows where."""
    assert rule in rules(refusal(simple(1, -1, objects=objects)))


@pytest.mark.parametrize("dimension", [1, 6, 7, 8, 9, 10])
def test_dimensions_of_the_standard_need_no_name(dimension: int) -> None:
    """Cost centre, project, employee, customer, supplier, invoice: named by the standard, on any row."""
    objects = (CostObject(dimension=dimension, number="1", name="x"),)
    written = write_sie(bookkeeping(), simple(1, 0, -1, objects=objects), PROGRAM, TODAY)
    found = sie_reader.read_sie(written.content)
    assert [{dimension: "1"}] * 3 == [row.objects for row in found.vouchers[0].rows]
    assert b' 0.00 "" "rad"' in written.content
    assert b" -0.00 " not in written.content


@pytest.mark.parametrize("dimension", [0, 2, 5, 11, 19])
def test_dimensions_that_the_standard_keeps_are_refused(dimension: int) -> None:
    """Their meaning is not ours to choose."""
    objects = (CostObject(dimension=dimension, number="1", name="x"),)
    assert ["unknown_dimension"] == rules(refusal(simple(1, -1, objects=objects)))
    own = refusal(simple(1, -1), own_dimensions=((dimension, "Egen"),))
    assert ["wrong_dimension"] == rules(own)


def test_nothing_to_book_is_refused() -> None:
    """An empty file would be imported without a word."""
    assert ["no_vouchers"] == rules(refusal(()))


def test_bookkeeping_without_dimensions() -> None:
    """A small organisation books on the account alone, in a series of its own."""
    written = write(plan_of(1), objects=(), own_dimensions=(), receiver_dimension=None, series="B")
    found = sie_reader.read_sie(written.content)
    assert [{}, {}, "B"] == [found.dimensions, found.objects, found.vouchers[0].series]
    assert b"#TRANS 5820 {} 0.01" in written.content


def test_same_payouts_same_bytes() -> None:
    """A file that is written again can be compared with the one that was imported."""
    plan = plan_of(600_000 * KR, 7)
    shuffled = replace(plan.awards, rows=plan.awards.rows[::-1])
    again = plan_payouts(region_rule(), shuffled, is_banking_day)
    assert write(plan).content == write(again).content
