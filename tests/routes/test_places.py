"""Stops and windows refuse nonsense when they are made."""

from fractions import Fraction

import pytest

from routes.places import DAY_S, Window
from tests.routes.small import stop, windows


@pytest.mark.parametrize(("opens_s", "closes_s"), [(0, 0), (0, DAY_S), (DAY_S, DAY_S), (36_000, 36_000)])
def test_window_within_a_day(opens_s: int, closes_s: int) -> None:
    """Even one moment is a window."""
    assert (opens_s, closes_s) == (
        Window(opens_s=opens_s, closes_s=closes_s).opens_s,
        Window(opens_s=opens_s, closes_s=closes_s).closes_s,
    )


@pytest.mark.parametrize(("opens_s", "closes_s"), [(-1, 10), (10, 9), (0, DAY_S + 1)])
def test_window_outside_a_day_is_refused(opens_s: int, closes_s: int) -> None:
    """A window that closes before it opens would make a stop silently unreachable."""
    with pytest.raises(ValueError, match="window"):
        Window(opens_s=opens_s, closes_s=closes_s)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"windows": windows()[:4]}, "one window"),
        ({"visits_fewest": 0}, "visits a week"),
        ({"visits_fewest": 3, "visits_most": 2}, "visits a week"),
        ({"visits_most": 6}, "visits a week"),
        ({"longest_gap_days": 0}, "longest gap"),
        ({"longest_gap_days": 6}, "longest gap"),
        ({"crates_in_per_week": Fraction(-1, 10)}, "crates a week"),
        ({"crates_out_per_week": Fraction(-1)}, "crates a week"),
        ({"service_fixed_s": -1}, "service times"),
        ({"service_per_crate_s": -1}, "service times"),
    ],
)
def test_nonsense_is_refused_with_the_stop(fields: dict[str, object], told: str) -> None:
    """The planner must see which stop is meant."""
    with pytest.raises(ValueError, match=f"alby: {told}"):
        stop("alby", **fields)


def test_extremes_are_taken() -> None:
    """Five visits, a gap of one day, no crates, no service time."""
    busy = stop("a", visits_fewest=5, visits_most=5, longest_gap_days=1)
    assert (5, 1, 0) == (busy.visits_most, busy.longest_gap_days, busy.service_fixed_s)
