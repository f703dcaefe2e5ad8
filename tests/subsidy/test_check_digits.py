"""Numbers of accounts and organisations with one wrong digit are found; examples are published ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.check_digits import bankgiro_problem, iban_problem, luhn_digit, orgnr_problem

# 5050-1055 is the tax agency's; 991-2346 is Bankgirot's own example of seven digits.
BANKGIROS = ("5050-1055", "991-2346")
# The Swedish example of the IBAN registry.
IBAN = "SE4550000000058398257466"


def test_luhn_digit_on_paper() -> None:
    """7992739871: 7+9+9+4+7+6+9+7+7+2 = 67, so 3 is missing to 70."""
    assert "3" == luhn_digit("7992739871")


@pytest.mark.parametrize("number", BANKGIROS)
def test_published_bankgiro_numbers_are_right(number: str) -> None:
    """A check that refuses true numbers would be switched off."""
    assert "" == bankgiro_problem(number)


@pytest.mark.parametrize("at", [0, 1, 2, 3, 5, 6, 7, 8])
def test_every_other_digit_in_a_bankgiro_number_is_found(at: int) -> None:
    """Modulus 10 finds every single slip."""
    right = BANKGIROS[0]
    for digit in set("0123456789") - {right[at]}:
        assert bankgiro_problem(right[:at] + digit + right[at + 1 :]).startswith(
            "Kontrollsiffran stämmer inte"
        )


@pytest.mark.parametrize("number", ["50501055", "505-01055", "5050 1055", "", "5050-105", "٥٠٥٠-١٠٥٥"])
def test_bankgiro_number_without_its_form_is_refused(number: str) -> None:
    """Without the hyphen it may be a plusgiro number, whose check digit is of the same kind."""
    assert "med bindestreck" in bankgiro_problem(number)


@given(st.integers(min_value=2, max_value=23), st.sampled_from("0123456789"))
def test_every_other_digit_in_an_iban_is_found(at: int, digit: str) -> None:
    """Modulus 97 finds every single slip."""
    other = IBAN[:at] + digit + IBAN[at + 1 :]
    assert (other == IBAN) == (iban_problem(other) == "")


def test_iban_with_spaces_is_right_and_says_the_digits_that_would_be() -> None:
    """People copy it from a letterhead, in groups of four."""
    assert "" == iban_problem("SE45 5000 0000 0583 9825 7466")
    assert iban_problem("SE54 5000 0000 0583 9825 7466").endswith("ska det börja SE45.")


@pytest.mark.parametrize(
    "number", ["", IBAN[:-1], IBAN + "0", "NO9386011117947", "se" + IBAN[2:], "SE45-" + IBAN[4:]]
)
def test_iban_that_is_not_swedish_is_refused(number: str) -> None:
    """Municipalities have Swedish accounts; other countries' lengths are not known here."""
    assert "Ett svenskt IBAN är SE och 22 siffror." == iban_problem(number)


def test_organisation_number() -> None:
    """Region Värmland's own, one digit wrong, and without its hyphen."""
    assert "" == orgnr_problem("232100-0156")
    assert orgnr_problem("232100-0155").endswith("ska den sista siffran vara 6.")
    assert "med bindestreck" in orgnr_problem("2321000156")
