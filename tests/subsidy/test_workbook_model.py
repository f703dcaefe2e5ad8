"""The model of the sheets' formulas takes the decisions that exact fractions take."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from subsidy.levels import level
from subsidy.money import split_ore
from subsidy.workbook.model import TOLERANCE_ORE, exact_amounts, play_rounds, round_cells
from tests.subsidy.test_levels import Case, cases

SMALL = TOLERANCE_ORE / 4


@st.composite
def near_ties(draw: st.DrawFn) -> tuple[list[Fraction], int]:
    """Exact amounts that sum to whole units and whose rests differ by less than a cell can be trusted with."""
    unit_ore = draw(st.sampled_from((1, 100, 10_000)))
    n = draw(st.integers(2, 8))
    wholes = draw(st.lists(st.integers(0, 10**8 // unit_ore), min_size=n, max_size=n))
    rests = draw(
        st.lists(
            st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1, 3), Fraction(1)]),
            min_size=n,
            max_size=n,
        )
    )
    nudges = draw(st.lists(st.integers(-3, 3), min_size=n, max_size=n))
    amounts = [
        max(Fraction(0), (w + r) * unit_ore + k * SMALL)
        for w, r, k in zip(wholes, rests, nudges, strict=True)
    ]
    amounts[0] += -sum(amounts) % unit_ore
    return amounts, unit_ore


@given(near_ties())
def test_near_ties_are_rounded_as_the_exact_split_rounds_them(case: tuple[list[Fraction], int]) -> None:
    """Where a double cannot tell two rests apart, the sheet carries the exact order."""
    amounts, unit_ore = case
    ids = [str(i) for i in range(len(amounts))]
    weights = dict(zip(ids, amounts, strict=True))
    exact = split_ore(int(sum(amounts)), weights, unit_ore=unit_ore) if any(amounts) else {}
    rounded = round_cells(amounts, ids, unit_ore=unit_ore)
    assert rounded.results_ore == tuple(exact.get(id_, 0) for id_ in ids)


@given(near_ties(), st.data())
def test_errors_of_doubles_change_no_award(case: tuple[list[Fraction], int], draw: st.DataObject) -> None:
    """The formulas see every amount up to a tenth of the tolerance off, and still give the same award."""
    amounts, unit_ore = case
    ids = [str(i) for i in range(len(amounts))]
    rounded = round_cells(amounts, ids, unit_ore=unit_ore)
    errors = draw.draw(st.lists(st.integers(-10, 10), min_size=len(ids), max_size=len(ids)))
    seen = [amount + error * TOLERANCE_ORE / 100 for amount, error in zip(amounts, errors, strict=True)]
    whole = [(amount + TOLERANCE_ORE) // unit_ore * unit_ore for amount in seen]
    rests = [amount - part for amount, part in zip(seen, whole, strict=True)]
    extra = round(sum(rests) / unit_ore)
    order = rounded.tie_order
    ranks = [
        1
        + sum(
            other - rest > TOLERANCE_ORE or (abs(other - rest) <= TOLERANCE_ORE and order[j] < order[i])
            for j, other in enumerate(rests)
        )
        for i, rest in enumerate(rests)
    ]
    assert (
        tuple(part + unit_ore * (rank <= extra) for part, rank in zip(whole, ranks, strict=True))
        == rounded.results_ore
    )


def test_ordinary_ties_go_by_scb_code() -> None:
    """The column with the order of ties is the order of the codes, unless near ties need more."""
    amounts = [Fraction(5, 2), Fraction(7, 2), Fraction(3)]
    assert round_cells(amounts, ["1784", "1715", "1780"]).tie_order == (3, 1, 2)


def test_a_near_tie_against_the_codes_takes_the_exact_order() -> None:
    """1784's rest is larger by a quarter of the tolerance: it goes first although its code is higher."""
    amounts = [Fraction(1, 2) + SMALL, Fraction(1, 2) - SMALL]
    rounded = round_cells(amounts, ["1784", "1715"])
    assert rounded.tie_order == (1, 2)
    assert rounded.results_ore == (1, 0)


@given(cases())
def test_rounds_of_the_sheet_end_where_the_split_ends(case: Case) -> None:
    """With as many rounds as the split needed, and two spare ones, the amounts are the same."""
    total, shares, floors, caps = case
    result = level(total, shares, floors_ore=floors, caps_ore=caps)
    bounds = [(floors[id_], caps[id_]) for id_ in shares]
    rounds = play_rounds(total, list(shares.values()), bounds, len(result.rounds) + 2)
    assert dict(zip(shares, exact_amounts(rounds), strict=True)) == result.amounts_ore
    assert not any(rounds[-1].bounds)
