"""Terms for a comparison are read as a rule states them, and every fault is told."""

from fractions import Fraction

import pytest

from logistics.comparing.terms_file import read_terms_file
from logistics.errors import DataFaults
from subsidy.terms import LastYear

SCALE = """terms.degressive_population = { brackets = [
  { above = 0, weight_percent = 100 },
  { above = 10000, weight_percent = 62.5 },
], source = "Exempel" }
"""


def read(tmp_path, text):
    path = tmp_path / "villkor.toml"
    path.write_text(text, encoding="utf-8")
    return read_terms_file(path)


def refused(tmp_path, text):
    with pytest.raises(DataFaults) as refusal:
        read(tmp_path, text)
    return [fault.sentence for fault in refusal.value.faults]


def test_terms_of_two_keys(tmp_path):
    """Exact: 62.5 % is five eighths."""
    terms = read(tmp_path, f"{SCALE}terms.average_volume = {{ last_year = 2024 }}\n")
    assert LastYear(year=2024) == terms["average_volume"]
    assert Fraction(5, 8) == terms["degressive_population"].brackets[1].weight


def test_every_fault_at_once(tmp_path):
    """An unknown key, a price that is the same for all, and terms that are no table."""
    text = "terms.clik = { a = 1 }\nterms.vestland = { price_kr = 1 }\nterms.lapland = 3\n"
    unknown, price, table = refused(tmp_path, text)
    assert "nyckeln ”clik” är okänd" in unknown
    assert "villkor.toml, terms.vestland: nyckeln har inga villkor: ett pris är lika för alla" in price
    assert "terms.lapland: villkoren är ingen tabell" in table


@pytest.mark.parametrize("text", ["", "x = 1\n", f"{SCALE}[[rule]]\nid = 'a'\n", "terms = 1\n"])
def test_a_file_of_something_else(tmp_path, text):
    """A whole rulebook, for instance, is not taken for terms."""
    (sentence,) = refused(tmp_path, text)
    assert "filen ska bara ha villkor" in sentence


def test_a_file_that_is_no_toml(tmp_path):
    """With the line where reading stopped."""
    (sentence,) = refused(tmp_path, "terms.vestland = { price_kr = \n")
    assert "villkor.toml, rad 1" in sentence
