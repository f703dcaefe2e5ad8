"""A letter alone is enough to compute a share by a key with terms, and says how far off an estimate may be."""

from dataclasses import replace
from fractions import Fraction

import pytest

from subsidy.keys import KeyName
from subsidy.schemes import AllocationKey
from subsidy.statement import settle
from subsidy.workbook.estimates import describe_error, describe_largest_error
from subsidy.workbook.term_wording import describe_terms
from tests.subsidy.cases import mix, rule, sixteen
from tests.subsidy.test_workbook_keys import every_key

PLAIN = rule(90_000_000)  # by inhabitants
SCALE = (
    "Varje invånare väger 100 % upp till 10 000, 75 % mellan 10 000 och 30 000, 50 % över 30 000. "
    "Kommunen har 12 085 invånare."
)
SITES = (
    "Kommunens hämtställen: 1 med 1 dag i veckan à 100,00 kr och 1 med 2 dagar i veckan à 180,00 kr; "
    "lådorna i veckan är 9,4, mindre än 20."
)


def plain(sentences: tuple[str, ...]) -> str:
    return " ".join(sentences).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("population", ""),
        ("degressive_population", SCALE),
        # Kil is the second of the players: 900 + 77 crates in 2023, and 31 more each year.
        ("average_volume", "Kommunens lådor: 977 år 2023, 1 008 år 2024 och 1 039 år 2025."),
        # One stop visited twice a week and one once.
        ("orbis_cascade", "Kommunen: 2 hämtställen × 2 trafikdagar."),
        ("clic", SITES),
        ("agder", "Kommunens del av nyckeln är 120,85 av 2 835,48."),
        ("vestland", ""),
    ],
)
def test_terms_and_counts_are_told(key: KeyName, expected: str) -> None:
    """In a sentence or two."""
    assert expected == plain(describe_terms(key, every_key(), "1715"))


def test_south_central_can_be_computed_from_its_sentences() -> None:
    """The cost left by the region, the fees, and both counts of the municipality of all."""
    told = plain(describe_terms("south_central", every_key(), "1715"))
    # 1 876 543,21 kr less the region's 29 167,47 kr.
    assert "Kostnaden att dela är 1 847 375,74 kr, grundavgift 500,00 kr, statsbidrag 700,01 kr" in told
    assert "ett stopp på lastbilstur räknas 12,5 % mindre. 16 deltagare." in told
    assert "lådor i snitt per år: 1 008 av " in told
    assert "Dess stopp i veckan: 2,88 av " in told  # three, one of them on a truck's run: 3 - 1/8


def test_a_part_of_an_agreed_key_is_told_of_its_sum() -> None:
    """Five of sixty-five."""
    settled = every_key()
    agreed = {member.id: 5 if member.id == "1715" else 4 for member in settled.basis.members}
    by_key = replace(PLAIN, terms={"akershus": AllocationKey(key=agreed)}, cost_mix=mix(akershus=100))
    told = describe_terms("akershus", settle(settled.basis, by_key), "1715")
    assert "Kommunens del av nyckeln är 5 av 65." == plain(told)


def test_the_error_of_an_estimate_is_told_in_kronor_of_the_period() -> None:
    """1 000 of a week's 100 000 öre off, half the weight of 5 000 000 öre: 25 000 öre are 250,00 kr."""
    settled = sixteen(PLAIN, with_region=False)
    people = tuple(
        replace(p, shapley_ore=Fraction(6_250), shapley_within_ore=1_000 if p.id == "1715" else 10)
        for p in settled.basis.players
    )
    basis = replace(settled.basis, players=people, cost_ore=5_000_000)
    found = settle(basis, replace(PLAIN, cost_mix=mix(equal=50, shapley=50)))
    expected = (
        "Kommunens andel av kostnaden, 3 125,00 kr, ligger med 95 % säkerhet högst 250,00 kr från vad alla "
        "ordningar skulle ge, räknade med samma kostnader för grupper."
    )
    assert expected == plain(describe_error(found, "1715"))
    assert "högst 2,50 kr från" in plain(describe_error(found, "1780"))
    assert "Varje kommuns andel av kostnaden ligger med 95 % säkerhet högst 250,00 kr från" in plain(
        describe_largest_error(found)
    )


def test_what_the_region_bears_may_be_off_too() -> None:
    """The municipalities share its error with the rest: 1 234 öre of a week's 3 585 301,89."""
    found = settle(every_key().basis, PLAIN)
    # 187 654 321 öre x 12 085 / 283 548 inhabitants x 1 234 / 3 585 301,89 are 2 752,8 öre.
    assert "högst 27,53 kr från" in plain(describe_error(found, "1715"))


def test_exact_values_have_no_error() -> None:
    """Nothing is told of what is exact."""
    settled = sixteen(replace(PLAIN, cost_mix=mix(shapley=100)))
    assert () == describe_error(settled, "1715") + describe_largest_error(settled)
