"""The table [invoice] of finance.toml: what it may say, and what is taken when it says nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from logistics.errors import DataFaults
from logistics.exchange.invoice_columns import InvoiceColumns, read_invoice_columns


def faults_of(table):
    """The keys with faults."""
    with pytest.raises(DataFaults) as refused:
        read_invoice_columns(table)
    return [fault.key for fault in refused.value.faults]


def test_empty_table_gives_the_defaults():
    """A region that says nothing can still read an ordinary invoice."""
    assert InvoiceColumns() == read_invoice_columns({})


def test_heading_may_be_one_or_several():
    """Couriers change their headings from year to year."""
    columns = read_invoice_columns({"amount": "Pris", "run": ["Bil", "Reg.nr"]})
    assert columns.headings_of("amount") == ("Pris",)
    assert columns.headings_of("run") == ("Bil", "Reg.nr")
    assert columns.headings_of("date") == ("Datum", "Kördatum")


def test_numbers_are_exact():
    """Tolerances decide what is a deviation."""
    columns = read_invoice_columns(
        {"tolerance_km": Decimal("2.1"), "tolerance_kr": Decimal("0.5"), "vat_percent": 6}
    )
    assert columns.tolerances.kilometres == Fraction(21, 10)
    assert columns.tolerances.price_ore == 50
    assert columns.vat_percent == 6


def test_unstated_kilometres_are_an_empty_heading():
    """A courier who charges by the run states none."""
    assert read_invoice_columns({"kilometres": ""}).headings_of("kilometres") == ()


def test_every_fault_is_named_at_once():
    """One run tells all that is wrong with the table."""
    table = {
        "belopp": "x",
        "date": 7,
        "amount": "",
        "tolerance_km": Decimal("-0.1"),
        "tolerance_kr": Decimal("0.001"),
        "vat_percent": "25",
        "amount_includes_vat": "ja",
        "vehicles": ["bil-1"],
    }
    assert set(faults_of(table)) == {f"invoice.{key}" for key in table}


@pytest.mark.parametrize(("kept", "broken"), [(0, Decimal("-0.01")), (1000, Decimal("1000.01"))])
def test_tolerance_is_kept_and_broken_at_its_limits(kept, broken):
    """0 and 1 000 km are allowed, and nothing outside."""
    assert read_invoice_columns({"tolerance_km": kept}).tolerances.kilometres == kept
    assert faults_of({"tolerance_km": broken}) == ["invoice.tolerance_km"]


def test_true_is_no_number():
    """TOML's true would otherwise count as 1."""
    assert faults_of({"tolerance_km": True}) == ["invoice.tolerance_km"]
