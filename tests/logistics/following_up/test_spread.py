"""How far municipalities lie from each other."""

from fractions import Fraction

import pytest

from logistics.following_up import measures as m
from logistics.following_up.spread import spread_of
from tests.logistics.following_up.worked import SAFFLE, worked_year


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (m.PER_VISIT, (400, 600, 800, ("Karlstad",), ("Säffle",), 3)),
        (m.PER_CRATE, (50, 85, 120, ("Karlstad",), ("Kil",), 2)),  # an even number: between the two
        (
            m.REGION_SHARE,
            (Fraction(1, 2), Fraction(3, 4), Fraction(3, 4), ("Karlstad",), ("Kil", "Säffle"), 3),
        ),
    ],
)
def test_least_median_and_most_on_paper(measure, expected):
    """Kil 600, Karlstad 400 and Säffle 800 kr a visit; the hospital is the region's and not compared."""
    s = spread_of(measure, worked_year().municipalities)
    assert expected == (s.least, s.median, s.most, s.least_names, s.most_names, s.known)


def test_a_measure_that_nobody_knows_has_no_spread():
    """Nothing to compare is said, not shown as nought."""
    assert spread_of(m.PER_CRATE, worked_year(SAFFLE).municipalities) is None
