"""Degressive population, distance and three years' volume weigh as on paper, and every key has a formula."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.errors import SplitRefused
from subsidy.keys import KEY_NAMES
from subsidy.more_keys import (
    EXAMPLE_BRACKETS,
    FORMULAS,
    KEY_NOTES,
    Bracket,
    Brackets,
    average_volume_weights,
    degressive_weights,
    distance_weights,
    shares_of,
)

people = st.integers(min_value=0, max_value=10**7)


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        (0, 0),
        (10_000, 10_000),
        (10_001, Fraction(40_003, 4)),
        (30_000, 25_000),
        (97_233, Fraction(117_233, 2)),
    ],
)
def test_degressive_on_paper(population: int, expected: int | Fraction) -> None:
    """10 000 in full, the next 20 000 at 3/4, the rest at half: 97 233 is 10 000 + 15 000 + 33 616.5."""
    assert {"1780": expected} == degressive_weights({"1780": population}, EXAMPLE_BRACKETS)


@given(people, people)
def test_more_inhabitants_weigh_more_but_less_each(one: int, other: int) -> None:
    """Nobody gains by losing inhabitants, and nobody small pays more a head than somebody large."""
    small, large = sorted((one, other))
    weight = {n: EXAMPLE_BRACKETS.weigh(n) for n in (small, large)}
    assert weight[small] <= weight[large]
    assert weight[large] * small <= weight[small] * large


def test_one_bracket_is_plain_population() -> None:
    """Then the shares are those of the key by population."""
    plain = Brackets(brackets=(Bracket(above=0, weight=Fraction(1)),), source="test")
    assert {"a": 3, "b": 8} == degressive_weights({"b": 8, "a": 3}, plain)
    assert plain.sentence.replace("\N{NO-BREAK SPACE}", " ") == "Varje invånare väger 100 %."


def test_brackets_in_words() -> None:
    """The scale as the decision would say it."""
    expected = "Varje invånare väger 100 % upp till 10 000, 75 % mellan 10 000 och 30 000, 50 % över 30 000."
    assert expected == EXAMPLE_BRACKETS.sentence.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(5, 1)],
        [(0, 1), (0, Fraction(1, 2))],
        [(0, 1), (10, 1)],
        [(0, 1), (10, Fraction(-1, 2))],
        [(0, 0)],
    ],
)
def test_impossible_brackets_are_refused(rows: list[tuple[int, Fraction]]) -> None:
    """A scale that rises, or weighs nothing, is no degressive scale."""
    with pytest.raises(ValueError, match=r"bracket|weights"):
        Brackets(brackets=tuple(Bracket(above=a, weight=Fraction(w)) for a, w in rows), source="test")


def test_distance_on_paper() -> None:
    """Karlstad has the hub; Kil lies 21 km and Torsby 105 km from it: 1/6 and 5/6."""
    shares = shares_of(distance_weights({"1780": 0, "1737": 105_000, "1715": 21_000}))
    assert {"1715": Fraction(1, 6), "1737": Fraction(5, 6), "1780": 0} == shares


def test_three_years_on_paper() -> None:
    """10, 20 and 31 crates make 61/3; the year before and the year after do not count."""
    crates = {"1715": {2022: 999, 2023: 10, 2024: 20, 2025: 31, 2026: 999}}
    assert {"1715": Fraction(61, 3)} == average_volume_weights(crates, 2025)


def test_a_missing_year_is_refused_by_name() -> None:
    """The mean of two years is another key; every gap is named at once."""
    crates = {"1715": {2023: 10, 2025: -1}, "1780": {2024: 5, 2025: 5}}
    with pytest.raises(SplitRefused, match=r"1715: lådorna för 2024 saknas, så snittet 2023–2025") as refused:
        average_volume_weights(crates, 2025)
    rules = [(fault.rule, fault.facts["id"]) for fault in refused.value.faults]
    assert rules == [("missing_year", "1715"), ("missing_year", "1780"), ("negative_measure", "1715")]


def test_negative_measures_are_refused() -> None:
    """A weight below zero would be a payment."""
    with pytest.raises(SplitRefused, match=r"1715: antalet invånare är negativt \(-1\)"):
        degressive_weights({"1715": -1}, EXAMPLE_BRACKETS)
    with pytest.raises(SplitRefused, match="1715: avståndet från navet är negativt"):
        distance_weights({"1715": -1})
    with pytest.raises(SplitRefused, match="1715: värdet är negativt"):
        shares_of({"1715": -1, "1780": 1})


@pytest.mark.parametrize("weights", [{}, {"1715": 0}])
def test_nothing_to_share_by_is_refused(weights: dict[str, int]) -> None:
    """Everybody at the hub, or nobody there."""
    with pytest.raises(SplitRefused, match="Alla värden är noll"):
        shares_of(weights)


@given(
    st.dictionaries(st.text(max_size=3), st.fractions(0, 10**9), min_size=1).filter(lambda w: any(w.values()))
)
def test_shares_sum_to_one(weights: dict[str, Fraction]) -> None:
    """Whatever the weights, the whole sum is shared out."""
    assert sum(shares_of(weights).values()) == 1


def test_every_key_has_a_sentence_and_a_formula() -> None:
    """The statement prints both."""
    assert set(FORMULAS) == {*KEY_NAMES, *KEY_NOTES}
    for note in KEY_NOTES.values():
        assert note.sentence.endswith(".")
        assert note.sentence.count(".") == 1
        assert note.swedish
        assert note.formula
