"""A year beside the year before: what changed, and what cannot be compared."""

from fractions import Fraction

import pytest

from logistics.following_up import measures as m
from logistics.following_up.against import change_of, whole_change
from tests.logistics.following_up.worked import KARLSTAD, KIL, SAFFLE, worked_part, worked_year

KIL_THEN = ("1715", "Kil", 12_000, 2, 96, 400, 50_000, 40_000)


def changed(measure, now=KIL, then=KIL_THEN):
    return change_of(measure, worked_part(now).figures, worked_part(then, year=2025).figures)


@pytest.mark.parametrize(
    ("measure", "difference", "relative"),
    [
        (m.CRATES, 100, Fraction(1, 4)),
        (m.PER_CRATE, -5, Fraction(-1, 25)),  # from 125 kr to 120 kr
        (m.REGION_SHARE, Fraction(-1, 20), None),  # from 80 % to 75 %: five points, not per cent of per cent
    ],
)
def test_changes_on_paper(measure, difference, relative):
    """500 crates for 60 000 kr after 400 for 50 000 kr."""
    change = changed(measure)
    assert (difference, relative) == (change.difference, change.relative)


@pytest.mark.parametrize(("now", "then"), [(SAFFLE, KIL_THEN), (KIL, SAFFLE)])
def test_what_one_year_lacks_is_not_compared(now, then):
    """A change from or to nothing known would be the whole figure."""
    change = changed(m.CRATES, now, then)
    assert (None, None) == (change.difference, change.relative)


def test_from_nought_there_is_no_per_cent():
    """Ten crates after none are not so and so many per cent more."""
    none = ("1715", "Kil", 12_000, 2, 96, 0, 50_000, 40_000)
    change = changed(m.CRATES, KIL, none)
    assert (500, None) == (change.difference, change.relative)


def test_crates_of_all_are_compared_between_the_same_only():
    """Karlstad counted in 2026 only: 2 500 after 400 would look like a boom."""
    uncounted = (*KARLSTAD[:5], None, *KARLSTAD[6:])
    now, then = worked_year(KIL, KARLSTAD), worked_year(KIL_THEN, uncounted, year=2025)
    crates, cost = whole_change(m.CRATES, now, then), whole_change(m.COST, now, then)
    assert (None, 10_000) == (crates.difference, cost.difference)


def test_the_whole_is_compared_when_the_same_counted():
    """Kil and Karlstad in both years: 2 500 after 2 400."""
    change = whole_change(m.CRATES, worked_year(KIL, KARLSTAD), worked_year(KIL_THEN, KARLSTAD, year=2025))
    assert (2500, 2400) == (change.now, change.then)
