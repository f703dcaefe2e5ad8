"""`split_ore` gives parts that sum exactly and that nobody can dispute."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.money import split_ore

ids = st.text(alphabet="0123456789", min_size=1, max_size=4)
whole_weights = st.integers(min_value=0, max_value=10**12)
weights_of_any_kind = whole_weights | st.fractions(min_value=0, max_value=10**6, max_denominator=10**6)
weights = st.dictionaries(ids, weights_of_any_kind, min_size=1, max_size=20).filter(
    lambda drawn: any(drawn.values())
)
totals = st.integers(min_value=0, max_value=10**15)


def exact(total_ore: int, shares: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    whole = sum((Fraction(share) for share in shares.values()), Fraction(0))
    return {id_: total_ore * Fraction(share) / whole for id_, share in shares.items()}


def test_three_libraries_share_ten_kronor() -> None:
    """1 000 öre by 5 : 3 : 1 is 555.5…, 333.3…, 111.1…; the öre left goes to the largest remainder."""
    assert split_ore(1000, {"1784": 1, "1715": 5, "1780": 3}) == {"1715": 556, "1780": 333, "1784": 111}


def test_equal_remainders_go_by_scb_code() -> None:
    """Two öre left among three equals: the two lowest codes, so that anyone can foresee it."""
    assert split_ore(11, {"1784": 7, "1780": 7, "1715": 7}) == {"1715": 4, "1780": 4, "1784": 3}


def test_largest_remainder_differs_from_ordinary_rounding() -> None:
    """0.5 + 0.25 + 0.25 of 3 öre: 1.5, 0.75, 0.75; ordinary rounding would give 4 öre."""
    assert split_ore(3, {"a": Fraction(1, 2), "b": Fraction(1, 4), "c": Fraction(1, 4)}) == {
        "a": 1,
        "b": 1,
        "c": 1,
    }


@given(totals, weights)
def test_parts_sum_to_the_total(total_ore: int, shares: dict[str, int | Fraction]) -> None:
    """A sum that does not add up is the first thing that finance staff find."""
    assert total_ore == sum(split_ore(total_ore, shares).values())


@given(totals, weights, st.randoms())
def test_order_of_input_never_matters(
    total_ore: int, shares: dict[str, int | Fraction], random: object
) -> None:
    """The same figures in another order of rows must give the same awards."""
    items = list(shares.items())
    random.shuffle(items)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert list(split_ore(total_ore, shares).items()) == list(split_ore(total_ore, dict(items)).items())


@given(totals, weights)
def test_no_part_moves_by_one_ore_or_more(total_ore: int, shares: dict[str, int | Fraction]) -> None:
    """Rounding may cost nobody a whole öre."""
    parts = split_ore(total_ore, shares)
    assert all(abs(parts[id_] - value) < 1 for id_, value in exact(total_ore, shares).items())


@given(totals, weights)
def test_larger_weight_never_gets_less(total_ore: int, shares: dict[str, int | Fraction]) -> None:
    """The order of the weights is the order of the parts, within one split."""
    parts = split_ore(total_ore, shares)
    by_weight = sorted(shares, key=lambda id_: (shares[id_], parts[id_]))
    assert [parts[id_] for id_ in by_weight] == sorted(parts.values())


@given(totals, weights)
def test_zero_weight_gets_nothing(total_ore: int, shares: dict[str, int | Fraction]) -> None:
    """Who has no part in the key may not be given an öre by rounding."""
    parts = split_ore(total_ore, shares)
    assert all(parts[id_] == 0 for id_, share in shares.items() if share == 0)


@given(totals, weights, st.fractions(min_value="1/1000", max_value=1000))
def test_only_the_proportions_of_weights_matter(
    total_ore: int, shares: dict[str, int | Fraction], factor: Fraction
) -> None:
    """Crates per week and crates per year are the same key."""
    scaled = {id_: share * factor for id_, share in shares.items()}
    assert split_ore(total_ore, shares) == split_ore(total_ore, scaled)


def test_nothing_to_split_needs_no_weights() -> None:
    """A contribution of 0 kr is 0 kr each, whatever the key says."""
    assert split_ore(0, {"b": 0, "a": 0}) == {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("total_ore", "shares", "reason"),
    [
        (-1, {"a": 1}, "negative total"),
        (1, {"a": 2, "b": -1}, "cannot be negative"),
        (1, {"a": 0, "b": 0}, "every weight is zero"),
        (1, {}, "nobody"),
        (0, {}, "nobody"),
    ],
)
def test_nonsense_is_refused(total_ore: int, shares: dict[str, int], reason: str) -> None:
    """Each of these would otherwise end as a wrong figure in a decision."""
    with pytest.raises(ValueError, match=reason):
        split_ore(total_ore, shares)


def test_whole_kronor_are_shared_by_largest_remainder() -> None:
    """61 kr by 5, 3 and 2 are 30.5, 18.3 and 12.2: the krona left over goes to the largest rest."""
    assert {"a": 3100, "b": 1800, "c": 1200} == split_ore(6100, {"a": 5, "b": 3, "c": 2}, unit_ore=100)


@given(
    st.integers(0, 10**8),
    st.lists(st.integers(1, 10**6), min_size=1, max_size=12),
    st.sampled_from((1, 100, 10_000)),
)
def test_parts_in_units_are_the_parts_of_the_units(n_units: int, weights: list[int], unit_ore: int) -> None:
    """Nothing but the unit changes."""
    by_id = {f"{i:02}": weight for i, weight in enumerate(weights)}
    expected = {id_: part * unit_ore for id_, part in split_ore(n_units, by_id).items()}
    assert expected == split_ore(n_units * unit_ore, by_id, unit_ore=unit_ore)


@pytest.mark.parametrize(("total_ore", "unit_ore"), [(150, 100), (99, 100), (100, 0), (100, -1)])
def test_what_makes_no_whole_units_is_refused(total_ore: int, unit_ore: int) -> None:
    """Half a krona would be dropped."""
    with pytest.raises(ValueError, match="öre"):
        split_ore(total_ore, {"a": 1}, unit_ore=unit_ore)
