"""What a payout rule says of itself is read by those who wait for the money."""

from dataclasses import replace

from subsidy.payout import Payout
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
        "avser; är den ingen bankdag betalas närmaste bankdag efter, inom månaden." == told
    )


def test_one_step_needs_no_sizes() -> None:
    """A rule that pays everyone alike says so, and on which side of a closed day."""
    rule = replace(
        region_rule(), steps=(PayoutStep(from_ore=0, every_months=5),), shift=Shift.EARLIER, unit_ore=50 * KR
    )
    told = describe_rule(rule).replace(NO_BREAK_SPACE, " ")
    assert told.startswith("Bidragen betalas var 5:e månad.")
    assert "närmaste bankdag före" in told
    assert told.endswith("Delarna är jämnt delbara med 50,00 kr; den första får det som blir över.")


def test_whole_kronor_are_named_so() -> None:
    """Nobody says that a part is divisible by one krona."""
    assert describe_rule(region_rule(unit_ore=KR)).endswith(
        " Delarna är hela kronor; den första får det som blir över."
    )


def test_a_part_is_told_with_how_many_there_are() -> None:
    """A receiver must see that more is to come."""
    payout = Payout(id="1715", name="Kil", date=YEAR[0], part=1, parts=2, amount_ore=1)
    assert "1 av 2" == describe_part(payout)
