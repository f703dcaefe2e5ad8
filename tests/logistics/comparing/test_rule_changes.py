"""What a proposal has otherwise is told in words, item by item."""

from dataclasses import replace
from fractions import Fraction

from logistics.comparing.rule_changes import rule_changes
from subsidy.brackets import Bracket, Brackets
from tests.subsidy.cases import mix, rule

RULE = rule(90_000_000, floor_ore=1_000_000, cap_share=Fraction(1))


def told(after, before=RULE):
    found = [(change.label, change.before, change.after) for change in rule_changes(before, after)]
    return [tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in row) for row in found]


def brackets(weight):
    scale = (Bracket(above=0, weight=Fraction(1)), Bracket(above=10_000, weight=weight))
    return {"degressive_population": Brackets(brackets=scale, source="Exempel")}


def test_the_same_rule_changes_nothing():
    """Whoever decided it, whenever."""
    assert [] == told(replace(RULE, reference="RUN/2027-1", decided_by="Regionfullmäktige"))


def test_sums_bounds_and_rounding():
    """Floor away, cap lower, whole hundreds."""
    after = replace(RULE, amount_ore=95_000_000, floor_ore=0, cap_share=Fraction(4, 5), rounding_ore=10_000)
    assert [
        ("Regionens bidrag", "900 000,00 kr", "950 000,00 kr"),
        ("Golv per kommun", "10 000,00 kr", "inget"),
        ("Tak", "100 % av kostnadsandelen", "80 % av kostnadsandelen"),
        ("Bidragen avrundas till", "hela öre", "hela 100 kr"),
    ] == told(after)


def test_mixes():
    """By weight and name."""
    after = replace(RULE, contribution_mix=mix(equal=25, population=75))
    assert [("Bidraget delas efter", "100 % invånare", "25 % lika och 75 % invånare")] == told(after)


def test_a_floor_of_one_municipality():
    """Which it is stands in the label."""
    after = replace(RULE, own_floors_ore={"1762": 2_500_000})
    assert [("Golv för 1762", "inget", "25 000,00 kr")] == told(after)


def test_terms_of_a_key():
    """The same keys with another scale change what everybody pays."""
    by_scale = replace(RULE, cost_mix=mix(degressive_population=100))
    before = replace(by_scale, terms=brackets(Fraction(3, 4)))
    ((label, was, becomes),) = told(replace(by_scale, terms=brackets(Fraction(1, 2))), before)
    assert label.startswith("Avtagande invånartal")
    assert ("75 %", "50 %") == (was, becomes)
