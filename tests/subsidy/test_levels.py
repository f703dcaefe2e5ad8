"""Sharing within floors and caps finds the one fair answer, round by round."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.levels import level

Case = tuple[int, dict[str, Fraction], dict[str, int], dict[str, int]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A total, shares that sum to 1, floors that fit in the total, and caps above the floors."""
    n = draw(st.integers(min_value=1, max_value=8))
    weights = draw(st.lists(st.integers(0, 1000), min_size=n, max_size=n).filter(any))
    floors = draw(st.lists(st.integers(0, 300), min_size=n, max_size=n))
    rooms = draw(st.lists(st.integers(0, 2000), min_size=n, max_size=n))
    total = sum(floors) + draw(st.integers(0, 5000))
    ids = [str(i) for i in range(n)]
    shares = {id_: Fraction(weight, sum(weights)) for id_, weight in zip(ids, weights, strict=True)}
    caps = {id_: floor + room for id_, floor, room in zip(ids, floors, rooms, strict=True)}
    return total, shares, dict(zip(ids, floors, strict=True)), caps


def by_search(case: Case) -> dict[str, Fraction]:
    """Another method: find the factor f of min(cap, max(floor, f x share)) between its corners."""
    total, shares, floors, caps = case

    def at(factor: Fraction) -> dict[str, Fraction]:
        return {
            id_: min(Fraction(caps[id_]), max(Fraction(floors[id_]), factor * shares[id_])) for id_ in shares
        }

    corners = sorted(
        {Fraction(b[i]) / s for i, s in shares.items() if s for b in (floors, caps)} | {Fraction(0)}
    )
    if sum(at(corners[-1]).values()) <= total:
        return at(corners[-1])
    upper = next(i for i, corner in enumerate(corners) if sum(at(corner).values()) > total)
    low, high = corners[upper - 1], corners[upper]
    below, above = sum(at(low).values()), sum(at(high).values())
    return at(low + (high - low) * (total - below) / (above - below))


def test_nobody_at_a_bound_takes_one_round() -> None:
    """Without floor and cap the shares stand."""
    result = level(
        10,
        {"a": Fraction(3, 10), "b": Fraction(7, 10)},
        floors_ore={"a": 0, "b": 0},
        caps_ore={"a": 10, "b": 10},
    )
    assert result.amounts_ore == {"a": 3, "b": 7}
    assert len(result.rounds) == 1


def test_floor_is_not_held_when_caps_free_more() -> None:
    """100 by 70/20/10, cap 40 for a, floor 15 for c: a is cut by 30, which lifts c above its floor.

    The other two share 60 by 2 : 1. Locking a and c at once would have held c at 15 and given b 45.
    """
    shares = {"a": Fraction(7, 10), "b": Fraction(2, 10), "c": Fraction(1, 10)}
    result = level(
        100, shares, floors_ore=dict.fromkeys("abc", 0) | {"c": 15}, caps_ore={"a": 40, "b": 100, "c": 100}
    )
    assert result.amounts_ore == {"a": 40, "b": 40, "c": 20}
    assert result.locked == {"a": "cap"}


def test_cap_can_bind_in_a_later_round() -> None:
    """100 by 50/40/10, caps 20, 45, 100: a is cut to 20, then b (64 of 80) to 45, and c takes 35."""
    shares = {"a": Fraction(5, 10), "b": Fraction(4, 10), "c": Fraction(1, 10)}
    result = level(100, shares, floors_ore=dict.fromkeys("abc", 0), caps_ore={"a": 20, "b": 45, "c": 100})
    assert result.amounts_ore == {"a": 20, "b": 45, "c": 35}
    assert [dict(a_round.locked) for a_round in result.rounds] == [{"a": "cap"}, {"b": "cap"}, {}]
    assert [a_round.rest_ore for a_round in result.rounds] == [100, 80, 35]
    assert [a_round.number for a_round in result.rounds] == [1, 2, 3]
    assert [a_round.excess_ore for a_round in result.rounds] == [-30, -19, 0]  # 50 - 20, 64 - 45


def test_what_all_caps_leave_is_reported() -> None:
    """100 with caps of 30 and 50: 20 are left, and not dropped."""
    half = Fraction(1, 2)
    result = level(100, {"a": half, "b": half}, floors_ore={"a": 0, "b": 0}, caps_ore={"a": 30, "b": 50})
    assert result.amounts_ore == {"a": 30, "b": 50}
    assert result.left_ore == 20


def test_share_of_zero_gets_its_floor_only() -> None:
    """Who has no part in the key is not given what another's cap leaves."""
    shares = {"a": Fraction(1), "b": Fraction(0)}
    result = level(100, shares, floors_ore={"a": 0, "b": 5}, caps_ore={"a": 60, "b": 90})
    assert result.amounts_ore == {"a": 60, "b": 5}
    assert result.left_ore == 35


@given(cases())
def test_agrees_with_another_method(case: Case) -> None:
    """The answer is the only one of its form, so the way to it must not matter."""
    total, shares, floors, caps = case
    assert by_search(case) == level(total, shares, floors_ore=floors, caps_ore=caps).amounts_ore


@given(cases())
def test_nothing_is_lost_and_no_bound_broken(case: Case) -> None:
    """Amounts and what is left sum to the total; every amount lies within its floor and cap."""
    total, shares, floors, caps = case
    result = level(total, shares, floors_ore=floors, caps_ore=caps)
    assert total == sum(result.amounts_ore.values()) + result.left_ore
    assert all(floors[id_] <= amount <= caps[id_] for id_, amount in result.amounts_ore.items())
    assert result.left_ore >= 0


@given(cases())
def test_every_round_but_the_last_locks_someone(case: Case) -> None:
    """So there are at most as many rounds as municipalities, and one."""
    total, shares, floors, caps = case
    rounds = level(total, shares, floors_ore=floors, caps_ore=caps).rounds
    assert all(a_round.locked for a_round in rounds[:-1])
    assert not rounds[-1].locked
    assert len(rounds) <= len(shares) + 1


@pytest.mark.parametrize(("floor", "cap"), [(60, 100), (20, 10)])
def test_impossible_bounds_are_refused(floor: int, cap: int) -> None:
    """Two floors of 60 do not fit in 100, and no amount is both at least 20 and at most 10."""
    half = Fraction(1, 2)
    with pytest.raises(ValueError, match="floors"):
        level(100, {"a": half, "b": half}, floors_ore={"a": floor, "b": floor}, caps_ore={"a": cap, "b": cap})


def test_equal_lifts_and_cuts_lock_both_at_once() -> None:
    """Half of 100 each, a at most 40 and b at least 60: what is cut from a is just what b is lifted by."""
    half = Fraction(1, 2)
    result = level(100, {"a": half, "b": half}, floors_ore={"a": 0, "b": 60}, caps_ore={"a": 40, "b": 100})
    assert {"a": "cap", "b": "floor"} == result.rounds[0].locked
    assert 0 == result.rounds[0].excess_ore
