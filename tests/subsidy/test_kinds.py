"""Values of documents are read exactly, or refused."""

import tomllib
from decimal import Decimal

import pytest

from subsidy.kinds import KRONOR, PERCENT, Misread


def value_of(toml: str) -> object:
    """The value as TOML gives it."""
    return tomllib.loads(f"a = {toml}", parse_float=Decimal)["a"]


@pytest.mark.parametrize(
    ("toml", "ore"), [("0", 0), ("12.50", 1_250), ("870_000", 87_000_000), ("1e9", 10**11)]
)
def test_kronor_become_ore(toml: str, ore: int) -> None:
    """To the öre, up to a thousand million."""
    assert ore == KRONOR.read(value_of(toml))


@pytest.mark.parametrize("toml", ["-0.01", "870.000", "1000000000.01", "nan", "inf", "true", '"5"', "[5]"])
def test_other_kronor_are_refused(toml: str) -> None:
    """What can be read in two ways is read in none."""
    with pytest.raises(Misread):
        KRONOR.read(value_of(toml))


@pytest.mark.parametrize("toml", ["1e999999999", "1e-999999999"])
def test_numbers_that_no_machine_can_hold_are_refused_at_once(toml: str) -> None:
    """They would fill the memory before anybody saw a sentence."""
    for kind in (KRONOR, PERCENT):
        with pytest.raises(Misread):
            kind.read(value_of(toml))
