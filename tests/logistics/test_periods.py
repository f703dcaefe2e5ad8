"""A year or a rule stands for one period, and what cannot is refused with what there is."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.errors import NothingHolds
from logistics.periods import period_before, period_of_rule, period_of_year, year_of

SEASON = (date(2026, 8, 1), date(2027, 7, 31))


@pytest.fixture
def seasonal(small):
    """2025 as it is, spring until July 2026, and then seasons from August to July."""
    rules = small.rules.replace("last_date = 2026-12-31", "last_date = 2026-07-31")
    season = f'[[rule]]\nid = "s26"\nchanges = "b26"\nfirst_date = {SEASON[0]}\nlast_date = {SEASON[1]}\n'
    return replace(small, rules=f'{rules}\n{season}reference = "RUN/3"\n')


@pytest.mark.parametrize("year", [2025, 2026, 2030])
def test_a_year_is_itself_where_no_rule_is_for_another_period(small, year):
    """Also one without a rule: that its days have none is told when it is settled."""
    assert (date(year, 1, 1), date(year, 12, 31)) == period_of_year(small, year)


@pytest.mark.parametrize(
    ("year", "named"),
    [
        (2026, "b26 (1 januari–31 juli 2026) och s26 (1 augusti 2026–31 juli 2027). Ange det"),
        (2027, "s26 (1 augusti 2026–31 juli 2027). Ange det"),
    ],
)
def test_a_year_with_other_periods_names_them(seasonal, year, named):
    """Half of a season is never settled as a year."""
    with pytest.raises(NothingHolds) as refusal:
        period_of_year(seasonal, year)
    assert f"för precis året {year}. Det som gäller då är {named}" in str(refusal.value).replace(
        "\u00a0", " "
    )


def test_a_rule_is_its_period(seasonal):
    """Whatever years it touches."""
    assert (year_of(2025), SEASON) == (period_of_rule(seasonal, "b25"), period_of_rule(seasonal, "s26"))
    with pytest.raises(NothingHolds, match=r"heter ”S26”\. Där finns b25 "):
        period_of_rule(seasonal, "S26")


def test_a_data_set_without_rules_says_so(small):
    with pytest.raises(NothingHolds, match=r"heter ”b26”\. rules\.toml är tom"):
        period_of_rule(replace(small, rules=""), "b26")


def test_the_period_before_is_the_latest_that_has_ended(seasonal):
    """A day before a period is over, it is not the one before."""
    assert year_of(2025) == period_before(seasonal, date(2026, 7, 31))
    assert (date(2026, 1, 1), date(2026, 7, 31)) == period_before(seasonal, SEASON[0])
    with pytest.raises(NothingHolds, match="slutar före 31 december 2025"):
        period_before(seasonal, date(2025, 12, 31))
