"""Vehicles and break rules refuse nonsense when they are made."""

import pytest

from routes.fleet import BreakRule
from routes.places import DAY_S
from tests.routes.small import FIVE_HOURS_WORK, MIN, van


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"capacity_crates": 0}, "capacity"),
        ({"longest_shift_s": 0}, "longest shift"),
        ({"earliest_departure_s": -1}, "earliest departure"),
        ({"earliest_departure_s": 36_000, "latest_return_s": 36_000}, "earliest departure"),
        ({"latest_return_s": DAY_S + 1}, "latest return"),
        ({"weekdays": frozenset({5})}, "weekdays"),
        ({"weekdays": frozenset({-1})}, "weekdays"),
        ({"fixed_ore": -1}, "prices"),
        ({"per_km_ore": -1}, "prices"),
        ({"per_hour_ore": -1}, "prices"),
    ],
)
def test_nonsense_is_refused_with_the_vehicle(fields: dict[str, object], told: str) -> None:
    """The planner must see which vehicle is meant."""
    with pytest.raises(ValueError, match=f"lorry: .*{told}"):
        van("lorry", **fields)


def test_shift_with_one_break_just_fits() -> None:
    """Five hours, half an hour's rest, five hours."""
    longest_s = 10 * 3600 + 30 * MIN
    assert longest_s == van(break_rule=FIVE_HOURS_WORK, longest_shift_s=longest_s).longest_shift_s


def test_shift_that_needs_two_breaks_is_refused() -> None:
    """A run holds one break; a plan with a longer shift could break the law."""
    with pytest.raises(ValueError, match="two breaks"):
        van(break_rule=FIVE_HOURS_WORK, longest_shift_s=10 * 3600 + 30 * MIN + 1)


def test_driving_rule_does_not_bound_the_shift() -> None:
    """Time at the wheel is not the length of the shift."""
    rule = BreakRule(after_s=3600, length_s=60, counts="driving")
    assert 12 * 3600 == van(break_rule=rule).longest_shift_s


@pytest.mark.parametrize(
    ("after_s", "length_s", "counts"),
    [(0, 60, "work"), (60, 0, "work"), (60, 60, "sleep"), (-1, 60, "driving")],
)
def test_break_rule_of_no_meaning_is_refused(after_s: int, length_s: int, counts: str) -> None:
    """A break of no length would always be taken."""
    with pytest.raises(ValueError, match="break rule"):
        BreakRule(after_s=after_s, length_s=length_s, counts=counts)


def test_van_may_stay_at_home_all_week() -> None:
    """A van under repair is still a van."""
    assert frozenset() == van(weekdays=frozenset()).weekdays
