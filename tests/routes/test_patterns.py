"""Visit patterns and loads are those worked out on paper."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.patterns import allowed_patterns, collected_crates, delivered_crates, gap_days, is_spread
from routes.places import WEEKDAYS
from tests.routes.brute_force import crates_on_paper, patterns_on_paper
from tests.routes.small import stop, windows


def test_two_visits_with_gap_three_have_five_patterns() -> None:
    """Every pair with 2 and 3 service days between: the other pairs are neighbours."""
    twice = stop("a", visits_fewest=2, visits_most=2, longest_gap_days=3)
    assert ((0, 2), (0, 3), (1, 3), (1, 4), (2, 4)) == allowed_patterns(twice)


def test_monday_and_friday_are_a_pair_if_the_gap_may_be_four() -> None:
    """Friday to Monday is one service day with a weekend in it."""
    twice = stop("a", visits_fewest=2, visits_most=2, longest_gap_days=4)
    assert ((0, 2), (0, 3), (0, 4), (1, 3), (1, 4), (2, 4)) == allowed_patterns(twice)


def test_three_visits_fall_on_monday_wednesday_and_friday() -> None:
    """No other three weekdays have days between."""
    assert ((0, 2, 4),) == allowed_patterns(stop("a", visits_fewest=3, visits_most=3))


def test_one_visit_may_fall_on_any_day() -> None:
    """Once a week is every fifth service day, whichever it is."""
    assert ((0,), (1,), (2,), (3,), (4,)) == allowed_patterns(stop("a"))


def test_one_visit_needs_a_gap_of_five() -> None:
    """A stop that waits at most four days cannot be content with one visit."""
    assert () == allowed_patterns(stop("a", longest_gap_days=4))


def test_four_and_five_visits_need_no_days_between() -> None:
    """Five weekdays do not hold four visits apart."""
    often = stop("a", visits_fewest=4, visits_most=5, longest_gap_days=2)
    expected = ((0, 1, 2, 3), (0, 1, 2, 4), (0, 1, 3, 4), (0, 2, 3, 4), (1, 2, 3, 4), (0, 1, 2, 3, 4))
    assert expected == allowed_patterns(often)


def test_closed_days_are_left_out() -> None:
    """No van comes when nobody takes deliveries."""
    twice = stop("a", visits_fewest=1, visits_most=2, windows=windows(days=(0, 1, 3)))
    assert ((0,), (1,), (3,), (0, 3), (1, 3)) == allowed_patterns(twice)


def test_two_neighbouring_open_days_have_no_pair() -> None:
    """The planner is told so, instead of getting two visits in a row."""
    assert () == allowed_patterns(stop("a", visits_fewest=2, visits_most=2, windows=windows(days=(1, 2))))


@pytest.mark.parametrize(
    ("pattern", "gaps"),
    [
        ((0,), [5]),
        ((4,), [5]),
        ((0, 2), [3, 2]),
        ((0, 3), [2, 3]),
        ((0, 4), [1, 4]),
        ((1, 3), [3, 2]),
        ((0, 2, 4), [1, 2, 2]),
        ((0, 1, 2, 3, 4), [1, 1, 1, 1, 1]),
    ],
)
def test_gap_counts_service_days_since_the_visit_before(pattern: tuple[int, ...], gaps: list[int]) -> None:
    """The weekend gathers no crates: the sum over a week is always five."""
    assert gaps == [gap_days(pattern, day) for day in pattern]
    assert 5 == sum(gaps)


@pytest.mark.parametrize(
    ("per_week", "gap", "crates"),
    [("5", 3, 3), ("2.5", 3, 2), ("2.5", 2, 1), ("5.1", 5, 6), ("0", 5, 0), ("0.1", 1, 1), ("10", 2, 4)],
)
def test_loads_are_rounded_up(per_week: str, gap: int, crates: int) -> None:
    """Half a crate travels in a whole one, and an exact number needs no more."""
    busy = stop("a", crates_in_per_week=Fraction(per_week), crates_out_per_week=Fraction(per_week))
    assert (crates, crates) == (delivered_crates(busy, gap), collected_crates(busy, gap))


def test_in_and_out_are_not_mixed_up() -> None:
    """A library that only gives gets nothing."""
    giver = stop("a", crates_out_per_week=Fraction(4))
    assert (0, 4) == (delivered_crates(giver, 5), collected_crates(giver, 5))


volumes = st.fractions(min_value=0, max_value=60, max_denominator=20)


@settings(derandomize=True, deadline=None)
@given(volumes, st.sets(st.integers(0, 4), min_size=1).map(sorted).map(tuple))
def test_a_week_never_moves_fewer_crates_than_gather(volume: Fraction, pattern: tuple[int, ...]) -> None:
    """Rounding each visit up never leaves a crate behind, and costs less than one crate a visit."""
    moved = sum(
        delivered_crates(stop("a", crates_in_per_week=volume), gap_days(pattern, day)) for day in pattern
    )
    assert volume <= moved < volume + len(pattern)


@settings(derandomize=True, deadline=None)
@given(
    st.integers(1, 5),
    st.integers(0, 4),
    st.integers(1, 5),
    st.sets(st.integers(0, 4), min_size=1),
    st.frozensets(st.integers(0, 4), max_size=2),
    volumes,
)
def test_patterns_and_loads_agree_with_paper(
    fewest: int, more: int, longest: int, days: set[int], fixed: frozenset[int], volume: Fraction
) -> None:
    """Brute force builds its weeks of these: both must mean the same."""
    any_stop = stop(
        "a",
        visits_fewest=fewest,
        visits_most=min(5, fewest + more),
        longest_gap_days=longest,
        windows=windows(days=tuple(days)),
        fixed_weekdays=fixed,
        crates_in_per_week=volume,
    )
    patterns = allowed_patterns(any_stop)
    assert patterns_on_paper(any_stop) == list(patterns)
    for pattern in patterns:
        for day in pattern:
            gap = gap_days(pattern, day)
            assert crates_on_paper(any_stop, pattern, day) == (delivered_crates(any_stop, gap), 0)


def test_fixed_days_are_in_every_pattern() -> None:
    """Always on Tuesdays: two visits with a day between leave Thursday and Friday for the other."""
    tuesdays = stop("a", visits_fewest=2, visits_most=2, fixed_weekdays=frozenset({1}))
    assert ((1, 3), (1, 4)) == allowed_patterns(tuesdays)


def test_fixed_day_that_is_closed_leaves_no_pattern() -> None:
    """A closed door opens for no rule."""
    assert () == allowed_patterns(stop("a", windows=windows(days=(0,)), fixed_weekdays=frozenset({1})))


def test_spread_asks_nothing_of_other_numbers_of_visits() -> None:
    """Only two or three visits are kept apart."""
    spread = [p for p in ((0,), (0, 1), (0, 1, 3), (0, 2, 4), (0, 1, 2, 3)) if is_spread(p)]
    assert [(0,), (0, 2, 4), (0, 1, 2, 3)] == spread


def test_service_days_are_monday_to_friday() -> None:
    """Everything that divides by the week's days counts on it."""
    assert [0, 1, 2, 3, 4] == list(WEEKDAYS)
