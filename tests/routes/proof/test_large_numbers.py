"""Numbers as large as they may be prove nothing false, and larger ones are refused instead of wrapping."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from routes.duals import Duals
from routes.problem import Problem
from routes.proof import TooLarge, proving
from routes.proof.labelling import smallest_reduced
from routes.proof.numbers import MOST_COUNT, MOST_WORTH, read_numbers
from tests.routes.proof.worked import ONE_RUN_ORE, ONE_STOP, proven
from tests.routes.small import problem, spokes, stop, van

MANY = [f"s{i}" for i in range(8)]
EIGHT = problem([stop(each) for each in MANY], spokes(dict.fromkeys(MANY, 5)))
CHEAPEST_ORE = 10_000 + 80 * 1_100  # all eight on one run


@pytest.mark.parametrize(("worth", "most_stops"), [*product([MOST_WORTH, -MOST_WORTH], [20, 0])])
def test_the_largest_worth_proves_nothing_false(
    monkeypatch: pytest.MonkeyPatch, worth: int, most_stops: int
) -> None:
    """By sets and by labels; the file decides what visits are worth."""
    monkeypatch.setattr(proving, "MOST_STOPS", most_stops)
    found = proven(EIGHT, Duals(visits=dict.fromkeys(MANY, (worth,) * 5)), CHEAPEST_ORE + 1_000)
    assert 0 == found.dual_bound_ore
    assert (found.bound_ore or 0) <= CHEAPEST_ORE


LARGE_DUALS: Mapping[str, Duals] = {
    "a visit": Duals(visits={"a": (0, 0, 0, 0, MOST_WORTH + 1)}),
    "a visit worth less than nothing": Duals(visits={"a": (-(2**62),) * 5}),
    "a visit no machine holds": Duals(visits={"a": (10**30,) * 5}),
    "a run": Duals(visits={}, runs=(-(10**30), 0, 0, 0, 0)),
    "a gap": Duals(visits={}, by_gap={"a": ((0, 0, 0, 0, 2**62),) * 5}),
}


@pytest.mark.parametrize("case", LARGE_DUALS)
def test_a_worth_too_large_is_refused(case: str) -> None:
    """In 64 bits the sum of two visits worth 2^62 is below nothing: such a bound once stood above the plan."""
    with pytest.raises(TooLarge):
        proven(ONE_STOP, LARGE_DUALS[case], ONE_RUN_ORE)


A = spokes({"a": 20})
FAR = replace(A, metres=A.metres * 10**9)
LARGE_WEEKS: Mapping[str, Problem] = {
    "a run that costs a milliard": problem([stop("a")], A, van(fixed_ore=10**11)),
    "a kilometre": problem([stop("a")], A, van(per_km_ore=10**11)),
    "an hour": problem([stop("a")], A, van(per_hour_ore=10**11)),
    "a way": problem([stop("a")], FAR),
    "a way that costs nothing": problem([stop("a")], FAR, van(per_km_ore=0)),
    "a way that takes long": problem([stop("a")], replace(A, seconds=A.seconds * 10**12)),
    "crates": problem([stop("a", crates_in_per_week=Fraction(10**30))], A),
    "service": problem([stop("a", service_fixed_s=10**30)], A),
    "a van": problem([stop("a")], A, van(capacity_crates=10**30)),
    "service beyond the least": problem(
        [stop("a", visits_most=5, crates_in_per_week=Fraction(10**6), service_per_crate_s=10**5)],
        A,
        van(per_hour_ore=10**6),
    ),
}


@pytest.mark.parametrize("case", LARGE_WEEKS)
def test_a_week_too_large_is_refused(case: str) -> None:
    """Its prices would be taken for those of runs that cannot be driven, or wrap."""
    with pytest.raises(TooLarge):
        proven(LARGE_WEEKS[case], Duals(visits={}), ONE_RUN_ORE)


def test_a_target_too_large_is_cut_off() -> None:
    """A file may claim any bound; what no plan costs less than is what it is."""
    assert ONE_RUN_ORE == proven(ONE_STOP, Duals(visits={}), 10**30).bound_ore


def test_a_week_without_a_choice_of_weekdays_proves_nothing() -> None:
    """No price of what cannot be: it once was shown as 800 million kronor."""
    never = problem([stop("a", visits_most=1, longest_gap_days=2)], A)
    found = proven(never, Duals(visits={}), ONE_RUN_ORE)
    assert (None, None) == (found.dual_bound_ore, found.bound_ore)


def test_a_run_that_earns_without_end_proves_nothing() -> None:
    """Twenty stops at one place: a run that forgets them comes back again and again, and earns each time."""
    names = [f"s{i}" for i in range(20)]
    week = problem([stop(each) for each in names], spokes(dict.fromkeys(names, 0)))
    numbers = read_numbers(week, week.vehicles[0], 0, week.stops, [(0, 0)] * 20)
    found = smallest_reduced(numbers, np.arange(20), np.full(20, MOST_WORTH), 0, near=2)
    assert not found.is_complete
    assert found.price > -(2**62)
    assert MOST_COUNT > numbers.seconds.max()
