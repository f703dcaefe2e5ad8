"""A statement belongs to its settlement, and its figures add up."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from subsidy.statement import Settlement, Statement, Summary
from tests.subsidy.cases import REGION, mix, municipality, rule, runs, sixteen

SETTLED = sixteen(rule(50_000_000, cap_share=Fraction(1, 2), cost_mix=mix(shapley=100)))


def test_region_shares_the_cost_but_gets_no_award() -> None:
    """The county's own stops are shown and not subsidised."""
    assert REGION.id in SETTLED.cost.costs_ore
    assert REGION.id not in SETTLED.split.awards_ore
    assert len(SETTLED.split.rows) == 16


def test_own_payment_is_cost_less_award() -> None:
    """What the municipality pays itself, to the öre."""
    kil = SETTLED.basis.municipalities[0]
    statement = Statement(settlement=SETTLED, municipality=kil)
    assert statement.cost_ore == statement.award_ore + statement.own_ore
    assert statement.award_ore == SETTLED.split.awards_ore["1715"]


def test_stranger_gets_no_statement() -> None:
    """A municipality outside the settlement has no figures in it."""
    with pytest.raises(ValueError, match="Laxå"):
        Statement(settlement=SETTLED, municipality=municipality("1860", "Laxå", 5_500))


def test_population_must_be_the_same_everywhere() -> None:
    """Two different populations of one municipality: one of them is wrong."""
    changed = replace(SETTLED.basis.players[1], population=12)
    with pytest.raises(ValueError, match="Kil: the measures say 12 inhabitants"):
        replace(SETTLED.basis, players=(changed, *SETTLED.basis.players[2:]))


def test_municipality_without_measures_is_refused() -> None:
    """A municipality in the data that nothing is known of must not vanish."""
    with pytest.raises(ValueError, match="Säffle: the measures say None"):
        replace(SETTLED.basis, players=SETTLED.basis.players[:-1])


def test_period_ends_after_it_begins() -> None:
    """A period of no days has no cost."""
    with pytest.raises(ValueError, match="before it begins"):
        replace(SETTLED.basis, last_date=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 2026),
        (date(2026, 1, 2), date(2026, 12, 31), None),
        (date(2026, 1, 1), date(2026, 12, 30), None),
        (date(2026, 1, 1), date(2027, 12, 31), None),
    ],
)
def test_period_is_a_year_from_its_first_day_to_its_last(first: date, last: date, year: int | None) -> None:
    """“2026” on what is paid and compared is all of 2026, and nothing else."""
    assert year == replace(SETTLED.basis, first_date=first, last_date=last).calendar_year


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "1_januari–30_juni 2026"),
        (date(2026, 8, 1), date(2027, 7, 31), "1_augusti 2026–31_juli 2027"),
    ],
)
def test_a_period_is_named_by_its_year_or_its_days(first: date, last: date, name: str) -> None:
    """“2026” above the figures of half a year would be read as those of the whole."""
    basis = replace(SETTLED.basis, first_date=first, last_date=last)
    assert name == basis.period_name.replace("\u00a0", "_")


def test_splits_of_another_rule_are_refused() -> None:
    """Figures of one year under another year's decision."""
    with pytest.raises(ValueError, match="do not belong"):
        Settlement(basis=SETTLED.basis, rule=rule(1), cost=SETTLED.cost, split=SETTLED.split)


def test_runs_of_the_summary_must_cost_what_is_shared() -> None:
    """Otherwise the region shares another cost than that of its transports."""
    cost_ore = SETTLED.basis.cost_ore
    assert Summary(settlement=SETTLED, runs=runs(cost_ore)).runs
    with pytest.raises(ValueError, match="the runs cost"):
        Summary(settlement=SETTLED, runs=runs(cost_ore - 1))


def test_runs_of_a_statement_must_cost_what_is_shared() -> None:
    """A municipality gets all runs, so that it can trace the cost that it has a share of."""
    kil, cost_ore = SETTLED.basis.municipalities[0], SETTLED.basis.cost_ore
    assert Statement(settlement=SETTLED, municipality=kil, runs=runs(cost_ore)).runs
    with pytest.raises(ValueError, match="the runs cost"):
        Statement(settlement=SETTLED, municipality=kil, runs=runs(cost_ore)[:3])
