"""Bars of the page: as long as their values, striped where they are estimates, said in words."""

from decimal import Decimal
from fractions import Fraction

from logistics.following_up import measures as m
from logistics.following_up.charts import (
    LONGEST_BAR,
    NAME_WIDTH,
    YEARS_SHOWN,
    municipality_chart,
    years_chart,
)
from logistics.following_up.volumes import crates_by_year
from tests.logistics.following_up.worked import SAFFLE, volume, worked_year

STOPS = {"KIL": "Kils bibliotek"}


def plain(text):
    return text.replace("\u00a0", " ")


def test_bars_are_as_long_as_their_values():
    """800, 600 and 400 kr a visit: the whole, three quarters and half of the longest bar."""
    chart = municipality_chart(worked_year(), m.PER_VISIT)
    expected = [("Säffle", 1), ("Kil", Fraction(3, 4)), ("Karlstad", Fraction(1, 2))]
    assert expected == [(bar.name, Fraction(bar.length) / LONGEST_BAR) for bar in chart.bars]


def test_the_line_stands_at_the_median():
    """600 of 800 kr."""
    chart = municipality_chart(worked_year(), m.PER_VISIT)
    assert NAME_WIDTH + Decimal(LONGEST_BAR) * 3 / 4 == chart.line_at
    assert "median 600,00 kr" == plain(chart.line_text)


def test_who_is_not_known_has_no_bar_and_a_word():
    """Säffle did not count: last, without a bar."""
    bar = municipality_chart(worked_year(), m.PER_CRATE).bars[-1]
    assert ("Säffle", 0, "saknas") == (bar.name, bar.length, bar.text)


def test_estimates_are_striped_where_they_matter():
    """Kil's crates are a sample; its visits are not."""
    year = worked_year(sampled=("Kil",))
    striped = {
        measure.key: [bar.name for bar in municipality_chart(year, measure).bars if bar.is_estimate]
        for measure in (m.PER_CRATE, m.PER_VISIT)
    }
    assert {"per_crate": ["Kil"], "per_visit": []} == striped


def test_a_picture_is_said_in_words():
    """For those who do not see it."""
    expected = (
        "Liggande staplar för 3 kommuner, störst överst: minst 400,00 kr (Karlstad), median 600,00 kr, mest"
        " 800,00 kr (Säffle)."
    )
    assert expected == plain(municipality_chart(worked_year(), m.PER_VISIT).description)


def test_nothing_known_is_no_picture():
    """Bars of nothing would be a lie."""
    assert municipality_chart(worked_year(SAFFLE), m.PER_CRATE) is None
    assert years_chart(crates_by_year([], STOPS, former={}, until=2026)) is None


def test_all_nought_is_drawn_without_division():
    """No visits cost nothing: bars without length."""
    free = ("1715", "Kil", 10, 1, 1, 1, 0, 0)
    (bar,) = municipality_chart(worked_year(free), m.PER_VISIT).bars
    assert (0, "0,00 kr") == (bar.length, plain(bar.text))


def test_a_year_without_counts_has_a_gap_and_a_word():
    """2025 lies between and nobody counted."""
    rows = [volume("KIL", 2024, 200), volume("KIL", 2026, 100, 26, "sampled")]
    bars = years_chart(crates_by_year(rows, STOPS, former={}, until=2026)).bars
    assert [("2024", "100", False), ("2025", "saknas", False), ("2026", "100", True)] == [
        (bar.name, bar.text, bar.is_estimate) for bar in bars
    ]


def test_the_last_years_are_drawn():
    """More would not have room for their numbers; the table beside holds all."""
    rows = [volume("KIL", year, 100) for year in range(2010, 2027)]
    bars = years_chart(crates_by_year(rows, STOPS, former={}, until=2026)).bars
    assert (YEARS_SHOWN, "2019", "2026") == (len(bars), bars[0].name, bars[-1].name)
