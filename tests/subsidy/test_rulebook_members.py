"""A rule and the municipalities of the data set must go together: in floors and in agreed keys."""

from datetime import date

import pytest

from tests.subsidy.test_rulebook import FIRST, PAYOUT, read


def test_a_named_municipality_must_take_part() -> None:
    """In floors and in an agreed key, in which the county has no part: it bears its own stops first."""
    rule = FIRST.replace("floor_kr = 10000", "floors_kr = { 1715 = 5, 1799 = 5 }")
    rule = rule.replace("{ equal = 33.5, population = 66.5 }", "{ akershus = 100 }")
    rulebook = read(PAYOUT, rule, "terms.akershus = { key = { 1715 = 1, 17 = 1 } }\n")
    found = rulebook.find_strangers(["1715", "1780"])
    assert [("rule[1].floors_kr", "1799"), ("rule[1].terms.akershus.key", "17")] == [
        (fault.place, fault.value) for fault in found
    ]


NAMES = {"1715": "Kil", "1730": "Eda", "1737": "Torsby"}
# What replaces the floor in the first rule, with what its agreed key is.
MISFITS = [
    ("floor_kr = 290000.16", "{ 1715 = 1, 1730 = 0, 1737 = 0 }", ""),
    (
        "floor_kr = 290000.17",
        "{ 1715 = 1, 1730 = 0, 1737 = 0 }",
        (
            "rad 16, rule[1].floor_kr: golven (3 × 290 000,17 kr = 870 000,51 kr) är tillsammans större än "
            "bidraget 870 000,50 kr; sänk golvet eller höj bidraget."
        ),
    ),
    (
        "floors_kr = { 1715 = 500000, 1730 = 400000 }",
        "{ 1715 = 1, 1730 = 0, 1737 = 0 }",
        (
            "rad 16, rule[1].floors_kr: golven (900 000,00 kr) är tillsammans större än bidraget "
            "870 000,50 kr; sänk golvet eller höj bidraget."
        ),
    ),
    (
        "floor_kr = 10000",
        "{ 1715 = 1 }",
        (
            "rad 27, rule[1].terms.akershus.key: nyckeln saknar Eda (1730) och Torsby (1737); ange en del för "
            "varje kommun, 0 för den som inget ska bära."
        ),
    ),
]


@pytest.mark.parametrize(("floor", "key", "told"), MISFITS)
def test_a_rule_must_fit_all_municipalities(floor: str, key: str, told: str) -> None:
    """Just kept: 3 × 290 000,16 kr of 870 000,50 kr, and a part of nought. Then just broken, each told once."""
    rule = FIRST.replace("floor_kr = 10000", floor).replace("{ population = 100 }", "{ akershus = 100 }")
    rulebook = read(PAYOUT, rule, f"terms.akershus.key = {key}\n")
    found = rulebook.find_misfits(NAMES, date(2025, 12, 31), date(2026, 12, 31))
    shown = [fault.sentence.replace("\xa0", " ") for fault in found]
    assert [f"rules.toml, {told}"] * bool(told) == shown


def test_a_rule_of_another_year_may_be_for_other_municipalities() -> None:
    """A municipality that has joined since is in no key of the past."""
    rule = FIRST.replace("{ population = 100 }", "{ akershus = 100 }")
    rulebook = read(PAYOUT, rule, "terms.akershus.key = { 1715 = 1 }\n")
    assert () == rulebook.find_misfits(NAMES, date(2026, 1, 1), date(2026, 12, 31))
