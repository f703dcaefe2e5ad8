"""The table [invoice] of finance.toml: what it may say, and what is taken when it says nothing."""

import tomllib
from decimal import Decimal
from fractions import Fraction

import pytest

from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.invoice_table import read_invoice_columns
from subsidy.rulebook.fields import Fields
from subsidy.rulebook.places import Places


def fields_of(toml):
    """The table that a TOML text states, as finance.toml hands it over."""
    values = tomllib.loads(toml, parse_float=Decimal)
    return Fields(values=values, place="invoice", places=Places(file="finance.toml", text=toml), faults=[])


def columns_of(toml):
    """The columns of a table without faults."""
    fields = fields_of(toml)
    columns = read_invoice_columns(fields)
    assert fields.faults == []
    return columns


def faults_of(toml):
    """The keys with faults."""
    fields = fields_of(toml)
    read_invoice_columns(fields)
    return [fault.place for fault in fields.faults]


def test_empty_table_gives_the_defaults():
    """A region that says nothing can still read an ordinary invoice."""
    assert InvoiceColumns() == columns_of("")


def test_heading_may_be_one_or_several():
    """Couriers change their headings from year to year."""
    columns = columns_of('amount = "Pris"\nrun = ["Bil", "Reg.nr"]')
    assert columns.headings_of("amount") == ("Pris",)
    assert columns.headings_of("run") == ("Bil", "Reg.nr")
    assert columns.headings_of("date") == ("Datum", "Kördatum")


def test_numbers_are_exact():
    """Tolerances decide what is a deviation."""
    columns = columns_of("tolerance_km = 2.1\ntolerance_hours = 0.1\ntolerance_kr = 0.50\nvat_percent = 6")
    assert columns.tolerances.kilometres == Fraction(21, 10)
    assert columns.tolerances.hours == Fraction(1, 10)
    assert columns.tolerances.price_ore == 50
    assert columns.vat_percent == 6


def test_words_of_vehicles_are_read():
    """The courier writes registration numbers; an empty id is a charge beside the runs."""
    columns = columns_of('vehicles = { "ABC 123" = "bil-1", Drivmedel = "" }\namount_includes_vat = true')
    assert columns.vehicles == (("ABC 123", "bil-1"), ("Drivmedel", ""))
    assert columns.includes_vat


def test_what_the_table_states_itself_is_known():
    """A heading that is named must be in the file, and a rate that is named is not assumed."""
    columns = columns_of('invoice = "Nr"\nvat_percent = 25')
    assert columns.stated == {"invoice", "vat_percent"}
    assert "invoice" in columns.needed
    assert "invoice" not in InvoiceColumns().needed
    assert columns.vat_text == "25\N{NO-BREAK SPACE}%"


def test_unstated_kilometres_are_an_empty_heading():
    """A courier who charges by the run states none."""
    assert columns_of('kilometres = ""').headings_of("kilometres") == ()


def test_every_fault_is_named_at_once():
    """One run tells all that is wrong with the table."""
    table = {
        "belopp": '"x"',
        "date": "7",
        "amount": '""',
        "tolerance_km": "-0.1",
        "tolerance_kr": "0.001",
        "vat_percent": '"25"',
        "amount_includes_vat": '"ja"',
        "vehicles": '["bil-1"]',
    }
    toml = "\n".join(f"{key} = {value}" for key, value in table.items())
    assert set(faults_of(toml)) == {f"invoice.{key}" for key in table}


@pytest.mark.parametrize(("kept", "broken"), [("0", "-0.01"), ("1000", "1000.01")])
def test_tolerance_is_kept_and_broken_at_its_limits(kept, broken):
    """0 and 1 000 km are allowed, and nothing outside."""
    assert columns_of(f"tolerance_km = {kept}").tolerances.kilometres == int(kept)
    assert faults_of(f"tolerance_km = {broken}") == ["invoice.tolerance_km"]


def test_million_kronor_is_the_largest_tolerance():
    """Just kept and just broken."""
    assert columns_of("tolerance_kr = 1_000_000").tolerances.price_ore == 100_000_000
    assert faults_of("tolerance_kr = 1000000.01") == ["invoice.tolerance_kr"]


@pytest.mark.parametrize("kronor", ["870.000", "1.000", "1e30"])
def test_kronor_that_can_be_read_in_two_ways_are_refused(kronor):
    """870.000 is 870 kronor to a program and 870 000 to many a reader."""
    assert faults_of(f"tolerance_kr = {kronor}") == ["invoice.tolerance_kr"]


def test_true_is_no_number():
    """TOML's true would otherwise count as 1."""
    assert faults_of("tolerance_km = true") == ["invoice.tolerance_km"]
