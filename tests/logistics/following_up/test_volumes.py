"""Crates of a year: counted at both ends, sampled in some weeks, missing for some stops."""

from fractions import Fraction

import pytest

from logistics.following_up.volumes import crates_by_year, crates_of_year, moved_crates
from tests.logistics.following_up.worked import volume

STOPS = {"KIL": "Kils bibliotek", "SAF": "Säffle bibliotek"}


def test_a_crate_between_two_libraries_is_one_crate():
    """Kil sends 100 to Säffle and nothing else moves: both count 100, and 100 have moved."""
    rows = [volume("KIL", 2026, 100), volume("SAF", 2026, 100)]
    assert 100 == crates_of_year(rows, 2026, STOPS).moved


def test_a_sample_stands_for_52_weeks():
    """30 crates in 4 weeks are 7.5 a week: 390 in a year, half of which are this library's part."""
    assert Fraction(195) == moved_crates(volume("KIL", 2026, 30, 4, "sampled"))


def test_one_stop_without_a_count_leaves_the_sum_unknown():
    """A sum of some would be taken for the sum of all; who is missing is named."""
    crates = crates_of_year([volume("KIL", 2026, 100)], 2026, STOPS)
    assert (None, 50, ("Säffle bibliotek",)) == (crates.moved, crates.counted, crates.missing)


def test_none_moved_is_known():
    """A count of nought is a count."""
    crates = crates_of_year([volume("KIL", 2026, 0)], 2026, {"KIL": "Kils bibliotek"})
    assert (0, ()) == (crates.moved, crates.missing)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), "saknas"),
        ((volume("KIL", 2026, 1),), "rapporterat"),
        ((volume("KIL", 2026, 1, 4, "sampled"),), "stickprov"),
        ((volume("KIL", 2026, 1, 4, "sampled"), volume("SAF", 2026, 1)), "delvis stickprov"),
    ],
)
def test_the_way_of_counting_is_said(rows, expected):
    """A sample is no report."""
    assert expected == crates_of_year(rows, 2026, STOPS).method_text


def test_without_stops_nothing_is_missing():
    """A municipality whose stops the region bears moved nothing at its own cost."""
    crates = crates_of_year([], 2026, {})
    assert ("inga stopp", (), None) == (crates.method_text, crates.missing, crates.moved)


def test_a_year_without_counts_stands_between_the_others():
    """A gap in the row of years must be seen."""
    rows = [volume("KIL", 2023, 10), volume("KIL", 2025, 20)]
    years = crates_by_year(rows, STOPS, former={}, until=2026)
    assert [(2023, 1), (2024, 0), (2025, 1), (2026, 0)] == [(y.year, y.stops_counted) for y in years]


def test_a_former_stop_counts_in_its_own_years_only():
    """A branch that closed in 2025 is not missing in 2026."""
    rows = [volume("KIL", 2025, 10), volume("OLD", 2025, 20), volume("KIL", 2026, 10)]
    years = crates_by_year(rows, {"KIL": "Kils bibliotek"}, former={"OLD": "Filialen"}, until=2026)
    assert [(2, 15, ()), (1, 5, ())] == [(y.stops, y.counted, y.missing) for y in years]


def test_without_any_counts_the_year_itself_is_listed():
    """Asked for 2026, nothing known: one year, all missing."""
    (year,) = crates_by_year([], STOPS, former={}, until=2026)
    assert (2026, tuple(STOPS.values())) == (year.year, year.missing)
