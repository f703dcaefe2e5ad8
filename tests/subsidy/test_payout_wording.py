"""What a payout rule says of itself is read by those who wait for the money."""

from dataclasses import replace

import pytest

from subsidy.payout import Payout, split_parts
from subsidy.payout_rules import PayoutStep, Shift
from subsidy.payout_wording import describe_part, describe_rule
from subsidy.wording import NO_BREAK_SPACE
from tests.subsidy.paying import KR, YEAR, region_rule


def test_the_regions_steps_are_told_by_size() -> None:
    """Finance staff know the rule as: once, half-yearly, quarterly, monthly."""
    told = describe_rule(region_rule()).replace(NO_BREAK_SPACE, " ")
    assert (
        "Bidrag under 150 000,00 kr i en summa, från 150 000,00 kr var sjätte månad, från 300 000,00 kr var "
        "tredje månad och från 500 000,00 kr varje månad. Betalningsdag är dag 25 i den första månad som delen "
        "avser; är den ingen bankdag betalas närmaste bankdag efter i samma månad, annars närmaste före. "
        "Delarna är lika stora; överskjutande ören läggs ett och ett på de första delarna." == told
    )


def test_one_step_needs_no_sizes() -> None:
    """A rule that pays everyone alike says so, and on which side of a closed day."""
    rule = replace(region_rule(), steps=(PayoutStep(from_ore=0, every_months=5),), shift=Shift.EARLIER)
    told = describe_rule(rule)
    assert told.startswith("Bidragen betalas var 5:e månad.")
    assert "närmaste bankdag före i samma månad, annars närmaste efter." in told


def test_a_day_that_short_months_lack_is_told_with_the_one_that_takes_its_place() -> None:
    """Every month has a 28th."""
    told = [describe_rule(replace(region_rule(), due_day=day)) for day in (28, 29)]
    assert "är dag 28 i den första" in told[0]
    assert "är dag 29, eller månadens sista om månaden är kortare, i den första" in told[1]


@pytest.mark.parametrize(
    ("unit_ore", "told"),
    [
        (1, "lika stora; överskjutande ören läggs ett och ett på de första delarna."),
        (
            KR,
            "hela kronor; överskjutande kronor läggs en och en på de första delarna, ören på den första.",
        ),
        (
            100 * KR,
            (
                "hela hundratal kronor; överskjutande hundratal läggs ett och ett på de första delarna, "
                "resten på den första."
            ),
        ),
        (
            50 * KR,
            (
                "jämnt delbara med 50,00 kr; överskjutande belopp läggs med 50,00 kr i taget på de första "
                "delarna, resten på den första."
            ),
        ),
    ],
)
def test_what_does_not_divide_evenly_is_told_as_it_is_paid(unit_ore: int, told: str) -> None:
    """1 364 058,07 kr in 12 are 113 672,07, five of 113 672 and six of 113 671: a receiver counts after."""
    said = describe_rule(region_rule(unit_ore=unit_ore)).replace(NO_BREAK_SPACE, " ")
    assert said.endswith(f" Delarna är {told}")
    assert (11_367_207, *(11_367_200,) * 5, *(11_367_100,) * 6) == split_parts(1_364_058_07, 12, KR)


def test_a_rule_that_divides_nothing_says_nothing_of_parts() -> None:
    """Its only sums are whole awards, öre and all."""
    rule = region_rule(unit_ore=KR, steps=(PayoutStep(from_ore=0, every_months=None),))
    assert "Delarna" not in describe_rule(rule)


def test_a_part_is_told_with_how_many_there_are() -> None:
    """A receiver must see that more is to come."""
    payout = Payout(id="1715", name="Kil", date=YEAR[0], part=1, parts=2, amount_ore=1)
    assert "1 av 2" == describe_part(payout)
