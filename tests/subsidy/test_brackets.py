"""Degressive scales weigh as on paper, and refuse what is no scale."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.brackets import Bracket, Brackets
from tests.subsidy.cases import THREE_BRACKETS

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
    assert expected == THREE_BRACKETS.weigh(population)


@given(people, people)
def test_more_inhabitants_weigh_more_but_less_each(one: int, other: int) -> None:
    """Nobody gains by losing inhabitants, and nobody small pays more a head than somebody large."""
    small, large = sorted((one, other))
    weight = {n: THREE_BRACKETS.weigh(n) for n in (small, large)}
    assert weight[small] <= weight[large]
    assert weight[large] * small <= weight[small] * large


def test_one_bracket_is_plain_population() -> None:
    """Then the shares are those of the key by population."""
    plain = Brackets(brackets=(Bracket(above=0, weight=Fraction(1)),), source="test")
    assert plain.weigh(8) == 8
    assert plain.sentence.replace("\N{NO-BREAK SPACE}", " ") == "Varje invånare väger 100 %."


def test_brackets_in_words() -> None:
    """The scale as the decision would say it."""
    expected = "Varje invånare väger 100 % upp till 10 000, 75 % mellan 10 000 och 30 000, 50 % över 30 000."
    assert expected == THREE_BRACKETS.sentence.replace("\N{NO-BREAK SPACE}", " ")


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
