"""Numbers, dates and times mean what a Swede or a program means by them, or are refused."""

from datetime import date
from fractions import Fraction

import pytest

from logistics.dataset.kinds import COUNTY_CODE, ORGNR, did_you_mean, luhn_holds
from logistics.dataset.numerals import Unreadable, parse_decimal, write_decimal
from logistics.dataset.quantities import CLOCK, DATE, DECIMAL, KRONOR, WEEKDAYS, minutes, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6,25", Fraction(25, 4)),
        ("6.25", Fraction(25, 4)),
        ("900 000", Fraction(900_000)),
        ("1\u00a0234,50", Fraction(2469, 2)),
        ("12\u202f345\u202f678", Fraction(12_345_678)),
        ("007", Fraction(7)),
        ("-2", Fraction(-2)),
        ("\u22122", Fraction(-2)),
        ("0,000001", Fraction(1, 10**6)),
        ("0", Fraction(0)),
    ],
)
def test_numbers_are_read_with_comma_or_point(text: str, number: Fraction) -> None:
    """Both stand in the same office's files; thousands are set apart by spaces only."""
    assert number == parse_decimal(text)


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1.234,50", "1 23", "12 34 567", "1e3", "NaN", "inf", "½", "٣", "0x1", ",5", "5,", "--2"],
)
def test_what_is_no_number_for_certain_is_refused(text: str) -> None:
    """A guess at 1.234,50 could be wrong by a factor of a thousand."""
    with pytest.raises(Unreadable):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("number", "text"), [(Fraction(5, 4), "1.25"), (Fraction(-1, 2), "-0.5"), (Fraction(100), "100")]
)
def test_numbers_are_written_with_a_point(number: Fraction, text: str) -> None:
    """The sample data are read by programs too."""
    assert text == write_decimal(number)


def test_a_number_without_an_end_is_not_written() -> None:
    """One third would come back as something else."""
    with pytest.raises(ValueError, match="1/3 needs more than 6 decimals"):
        write_decimal(Fraction(1, 3))


@pytest.mark.parametrize("text", ["900.000", "900,000", "12.085", "1,000"])
def test_a_thousands_separator_is_never_taken_for_a_decimal_point(text: str) -> None:
    """900.000 kronor read as 900 would pay a thousandth of the contribution."""
    for kind in (KRONOR, whole(), minutes()):
        with pytest.raises(Unreadable, match="kan läsas som tusental"):
            kind.parse(text)


def test_three_decimals_are_decimals_where_decimals_are_usual() -> None:
    """Crates come from spreadsheets with means of three decimals."""
    assert DECIMAL.parse("1.250") == Fraction(5, 4)


@pytest.mark.parametrize(
    ("text", "ore"), [("0", 0), ("5,3", 530), ("375.50", 37_550), ("900 000", 90_000_000)]
)
def test_kronor_are_whole_ore(text: str, ore: int) -> None:
    """Money never passes through a float."""
    assert KRONOR.parse(text) == ore


@pytest.mark.parametrize(
    ("text", "seconds"), [("0:00", 0), ("7:05", 25_500), ("08:30:00", 30_600), ("23:59", 86_340)]
)
def test_clocks_are_seconds_after_midnight(text: str, seconds: int) -> None:
    """Excel writes the seconds out when it saves as CSV."""
    assert CLOCK.parse(text) == seconds


@pytest.mark.parametrize("text", ["24:00", "8", "8.30", "08:60", "08:30:15", "kl 8:30"])
def test_what_is_no_whole_minute_of_a_day_is_refused(text: str) -> None:
    """A delivery window rounded in silence would be a broken promise."""
    with pytest.raises(Unreadable, match="inget klockslag"):
        CLOCK.parse(text)


def test_days_may_be_separated_by_spaces_or_commas() -> None:
    """Both are natural in one cell, and so is mån."""
    assert WEEKDAYS.parse("mån, tis  FRE") == frozenset({0, 1, 4})
    assert WEEKDAYS.write(frozenset({4, 0, 1})) == "man tis fre"


def test_the_first_and_last_year_are_reasonable() -> None:
    """A mistyped century must not stand."""
    assert DATE.parse("2099-12-31") == date(2099, 12, 31)
    with pytest.raises(Unreadable, match="orimligt år"):
        DATE.parse("2206-01-01")


def test_organisation_numbers_keep_their_check_digit() -> None:
    """Karlstads kommun, 212000-1850: with doubled digits 4+1+4+0+0+0+2+8+1+0 = 20."""
    assert luhn_holds("2120001850")
    assert not luhn_holds("2120001851")
    assert not luhn_holds("2120001805")
    assert ORGNR.parse("2120001850") == "212000-1850"


def test_a_guess_is_only_offered_when_it_is_near() -> None:
    """A far-fetched guess misleads more than none."""
    assert did_you_mean("KRA", ("KAR", "KIL")) == "Menade du ”KAR”?"
    assert did_you_mean("kil", ("KAR", "KIL")) == "Menade du ”KIL”?"
    assert did_you_mean("XYZ", ("KAR", "KIL")) is None


def test_codes_are_texts() -> None:
    """The county code of Stockholm is 01, not 1."""
    assert COUNTY_CODE.parse("01") == "01"
