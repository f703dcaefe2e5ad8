"""Quotients of a year, on paper, for one municipality and for all."""

from dataclasses import replace
from fractions import Fraction

import pytest

from logistics.following_up import measures as m
from logistics.following_up.figures import YearFigures, part_figures
from logistics.following_up.volumes import crates_of_year
from tests.logistics.following_up.worked import KIL, SAFFLE, volume, worked_part, worked_year

NONE_MOVED = crates_of_year([volume("KIL", 2026, 0)], 2026, {"KIL": "Kils bibliotek"})
NO_STOPS = crates_of_year([], 2026, {})


def value(measure, figures):
    return measure.of(figures)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (m.CRATES, 2600),
        (m.VISITS_A_WEEK, 9),
        (m.VISITS, 450),
        (m.COST, 210_000),
        (m.PAID, 135_000),
        (m.REGION_SHARE, Fraction(135, 210)),
        (m.PER_CRATE, Fraction(170_000, 2600)),  # Säffle's 40 000 kr moved crates that nobody counted
        (m.PER_VISIT, Fraction(210_000, 450)),
        (m.PER_INHABITANT, Fraction(210_000, 127_000)),
        (m.CRATES_PER_1000, Fraction(2600, 112)),  # without Säffle's 15 000 inhabitants
    ],
)
def test_the_whole_year_on_paper(measure, expected):
    """Three municipalities and a hospital, one of them without crates."""
    assert expected == value(measure, worked_year().whole)


@pytest.mark.parametrize("measure", [m.CRATES, m.PER_CRATE, m.CRATES_PER_1000])
def test_without_a_count_nothing_of_crates_is_known(measure):
    """A cost over unknown crates is no nought."""
    assert value(measure, worked_part(SAFFLE).figures) is None


@pytest.mark.parametrize("measure", [m.PER_CRATE, m.PER_VISIT, m.PER_INHABITANT, m.REGION_SHARE])
def test_nothing_is_never_divided_by(measure):
    """No crates, visits, inhabitants or cost: not known, and no failure."""
    nothing = part_figures(population=0, visits=(0, 0), crates=NONE_MOVED, cost_ore=0, paid_ore=0)
    assert value(measure, nothing) is None


def test_no_crates_are_nought_crates():
    """They are counted, and the sum of all must hold them."""
    nothing = part_figures(population=9, visits=(0, 0), crates=NONE_MOVED, cost_ore=0, paid_ore=0)
    assert (0, 0) == (value(m.CRATES, nothing), value(m.CRATES_PER_1000, nothing))


def test_visits_of_some_are_not_those_of_all():
    """A year read from statements knows no visits: their sum is not known either."""
    unknown = ("1785", "Säffle", 15_000, 1, None, 10, 40_000, 30_000)
    assert value(m.VISITS, worked_year(unknown).whole) is None


def test_of_nobody_s_crates_nothing_is_known():
    """A sum over nobody would say nought."""
    whole = worked_year(SAFFLE).whole
    assert (None, None) == (value(m.CRATES, whole), value(m.PER_CRATE, whole))


def test_whoever_has_no_stops_pays_for_the_others_crates():
    """Nobody's crates are unknown, so 60 000 kr of Kil and 40 000 kr of Säffle moved Kil's 500 crates."""
    kil, saffle = worked_part(KIL), worked_part(SAFFLE)
    figures = part_figures(population=15_000, visits=(0, 0), crates=NO_STOPS, cost_ore=4_000_000, paid_ore=0)
    year = YearFigures(year=2026, parts=(kil, replace(saffle, crates=NO_STOPS, figures=figures)))
    assert (None, 200) == (value(m.CRATES, figures), value(m.PER_CRATE, year.whole))
