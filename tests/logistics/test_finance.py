"""finance.toml: how the region books and pays, with every fault named at once and at its key."""

from dataclasses import replace

import pytest

from logistics.errors import DataFaults
from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.finance import finance_of
from subsidy.creditors import Kind
from subsidy.vouchers import Account, CostObject

WHOLE = """[bookkeeping]
accounts = [
  { number = "5820", name = "Bidrag till kommuner" },
  { number = 2890, name = "Skulder" },
]
grant_account = 5820
paying_account = "2890"
objects = [ { dimension = 1, number = "410", name = "Biblioteksutveckling" } ]
own_dimensions = { 20 = "Kommun" }
receiver_dimension = 20
series = ""

[payer]
agreement = "12345678"
account = { kind = "iban", number = "SE45 5000 0000 0583 9825 7466" }
bic = "ESSESESS"

[invoice]
amount = "Pris"
"""


def finance(small, text):
    return finance_of(replace(small, finance=text))


def refused(small, old, new):
    """The sentences of the refusal when one piece of the whole document is another."""
    assert old in WHOLE
    with pytest.raises(DataFaults) as refusal:
        finance(small, WHOLE.replace(old, new, 1))
    return [fault.sentence for fault in refusal.value.faults]


def test_a_whole_document_is_read(small):
    """A number without quotation marks names the same account; the region's own name need not stand twice."""
    read = finance(small, WHOLE)
    assert (Account(number="5820", name="Bidrag till kommuner"), "5820", "2890") == (
        read.bookkeeping.accounts[0], read.bookkeeping.grant_account, read.bookkeeping.paying_account,
    )  # fmt: skip
    assert (CostObject(dimension=1, number="410", name="Biblioteksutveckling"),) == read.bookkeeping.objects
    assert (((20, "Kommun"),), 20) == (read.bookkeeping.own_dimensions, read.bookkeeping.receiver_dimension)
    assert ("Region Värmland", "232100-0156", Kind.IBAN) == (
        read.payer.name, read.payer.orgnr, read.payer.account.kind,
    )  # fmt: skip
    assert ("Pris",) == read.invoice.headings_of("amount")


def test_what_is_missing_is_not_a_fault(small):
    """A region may want the statements only."""
    read = finance(small, "")
    assert (None, None, InvoiceColumns()) == (read.bookkeeping, read.payer, read.invoice)


WRONG = {
    "an IBAN with a wrong digit": ("SE45", "SE46", "rad 15, payer.account: IBAN är"),
    "a bank that cannot be": ('"ESSESESS"', '"ESSE"', "rad 16, payer.bic: BIC är ”ESSE”"),
    "a grant account outside": ("grant_account = 5820", "grant_account = 58", "bookkeeping.grant_account: kontot"),
    "a paying account outside it": ('"2890"', '"2891"', "rad 7, bookkeeping.paying_account: kontot är ”2891”"),
    "an account twice": ("number = 2890", 'number = "5820"', "varje konto ska stå en gång"),
    "a dimension without a name": ("dimension = 1,", "dimension = 21,", "rad 8, bookkeeping.objects"),
    "an own dimension below 20": ("20 = ", "5 = ", "rad 9, bookkeeping.own_dimensions"),
    "a dimension that is no number": ("20 = ", "tjugo = ", "own_dimensions.tjugo: ”tjugo” är inget nummer"),
    "a misspelt name": ("grant_account", "grant_acount", "Menade du ”grant_account”?"),
    "a misspelt name in a list": ('name = "Skulder"', 'nam = "Skulder"', "bookkeeping.accounts[2].nam"),
    "a misspelt heading": ("[payer]", "[payr]", "rubriken ”payr” är okänd. Menade du ”payer”?"),
    "a value missing": ('bic = "ESSESESS"', "", "payer.bic: värdet saknas"),
    "a number for a text": ('bic = "ESSESESS"', "bic = 5", "payer.bic: ”5” är ingen text"),
    "another kind of account": ('"iban"', '"plusgiro"', "payer.account.kind: ”plusgiro” är inget"),
    "a misspelt name of a column": ("amount =", "amont =", "invoice.amont: namnet ”amont” är okänt"),
    "a tolerance of 1 or 1000": ("amount =", "tolerance_kr = 1.000\namount =", "rad 19, invoice.tolerance_kr: ”1"),
    "no id": ('amount = "Pris"', "[invoice.vehicles]\nA = 1", "rad 19, invoice.vehicles: det är ingen"),
    "no list of accounts": ("series =", "series2 =", "bookkeeping.series2: namnet ”series2” är okänt"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_fault_is_told_where_it_stands(small, case):
    """Whoever keeps the file finds the line without asking."""
    old, new, told = WRONG[case]
    sentences = refused(small, old, new)
    assert any(told in sentence and sentence.startswith("finance.toml, ") for sentence in sentences), (
        sentences
    )


def test_all_faults_are_told_at_once(small):
    """One wrong digit at a time would take all morning."""
    text = WHOLE.replace("SE45", "SE46").replace("ESSESESS", "ESSE").replace('"2890"', '"2891"')
    text = text.replace('"Pris"', "7")
    with pytest.raises(DataFaults) as refusal:
        finance(small, text)
    assert {"payer.account", "payer.bic", "bookkeeping.paying_account", "invoice.amount"} == {
        fault.key for fault in refusal.value.faults
    }


def test_a_heading_that_is_a_value_is_refused(small):
    """`payer = "banken"` holds nothing that could pay."""
    with pytest.raises(DataFaults, match=r"payer: ”banken” är ingen tabell; skriv rubriken \[payer\]"):
        finance(small, 'payer = "banken"\n')
