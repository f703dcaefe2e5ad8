"""A year reconciled: every öre between plan, invoices and awards has its place."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from logistics.calendar import service_dates
from logistics.dataset import Volume
from logistics.errors import NothingHolds
from logistics.exchange.corrections import CorrectionRow
from logistics.periods import year_of
from logistics.reconciling.decided import Decided
from logistics.reconciling.planned_runs import planned_runs
from logistics.reconciling.reconcile import reconcile_runs, settle_actual
from logistics.reconciling.wording import deviation_sentence
from logistics.settling import settlement_of
from subsidy.keys import mix_keys
from subsidy.schemes import PriceTable
from subsidy.statement import settle
from tests.logistics.reconciling.rows import invoices, row

YEAR = year_of(2026)
PRICES = {days: 100 * days for days in range(1, 6)}
BY_DAYS = PriceTable(
    prices_ore=PRICES, high_prices_ore=PRICES, high_from=Fraction(1000), subsidised_part=Fraction(0)
)


@pytest.fixture(scope="module")
def budget(planned):
    return settlement_of(planned, *YEAR)


@pytest.fixture(scope="module")
def runs(planned):
    return planned_runs(planned, *YEAR)


def charged(run, **changes):
    """The row that charges a run exactly as planned, but for some changes."""
    as_planned = row(
        run.cost_ore, day=run.date, vehicle=run.vehicle_id, kilometres=run.kilometres, hours=run.hours
    )
    return replace(as_planned, **changes)


def numbered(rows):
    """The rows on lines of their own."""
    return [replace(found, row=line) for line, found in enumerate(rows, start=2)]


@pytest.fixture(scope="module")
def reconciled(planned, runs):
    """As planned, but one run not invoiced, one twice, one 10 km longer, and one of the year before."""
    rows = [charged(run) for run in runs[1:]]
    first = rows[0]
    rows[1] = replace(rows[1], kilometres=rows[1].kilometres + 10, amount_ore=rows[1].amount_ore + 5_300)
    rows += [first, replace(first, date=date(2025, 12, 30))]
    rows = [replace(found, net_ore=found.amount_ore) for found in numbered(rows)]
    return reconcile_runs(planned, invoices(*rows), *YEAR)


def test_runs_of_the_year_cost_what_is_settled(runs, budget):
    """The reconciliation starts from the figure that the municipalities were told."""
    assert sum(run.cost_ore for run in runs) == budget.basis.cost_ore


def test_runs_stand_on_service_dates_only(planned, runs):
    """Holidays have none; a price change in July shows in the price of the day."""
    assert {run.date for run in runs} <= set(service_dates(*YEAR))
    assert {run.price.valid_from for run in runs if run.vehicle_id == "bil-1"} == {
        date(2025, 7, 1), date(2026, 7, 1)
    }  # fmt: skip
    assert len(runs) == sum(len(planned.plan.runs_on(day.weekday())) for day in service_dates(*YEAR))


def test_plan_and_deviations_are_what_was_invoiced(reconciled, runs):
    """Planned − 1 run + 1 duplicate + 53 kr for 10 km + a row of 2025 = invoiced."""
    stakes = {deviation.kind: deviation.stake_ore for deviation in reconciled.deviations}
    again = runs[1].cost_ore
    assert stakes == {
        "not_invoiced": -runs[0].cost_ore, "duplicate": again, "kilometres": 5_300, "other_period": again
    }  # fmt: skip
    assert reconciled.invoiced_ore == reconciled.planned_ore + sum(stakes.values())
    assert reconciled.within_ore == 0


def test_run_charged_again_with_other_figures_names_the_row_that_has_it(planned, runs):
    """It is no duplicate to the öre, but hardly a run that nobody planned."""
    again = charged(runs[0], amount_ore=runs[0].cost_ore + 1, net_ore=runs[0].cost_ore + 1)
    twice = reconcile_runs(planned, invoices(*numbered([charged(runs[0]), again])), *YEAR)
    (deviation,) = twice.of_kind("not_planned")
    assert "redan fakturerad i a.csv, rad 2" in deviation_sentence(deviation, twice)
    assert deviation.stake_ore == runs[0].cost_ore + 1


def test_actual_cost_leaves_out_duplicates_and_other_years(reconciled, runs):
    """What must not be paid twice is no cost of the year."""
    assert reconciled.actual_ore == reconciled.planned_ore - runs[0].cost_ore + 5_300


def test_awards_of_both_sides_sum_to_the_contribution(reconciled, budget):
    """And the balances to the difference between them."""
    final = settle_actual(reconciled, Decided(today=budget)).final
    awarded = [sum(getattr(r, side) for r in final.rows) for side in ("budget_award_ore", "actual_award_ore")]
    lefts = [final.budget.split.left_ore, final.actual.split.left_ore]
    assert [budget.rule.amount_ore] * 2 == [a + left for a, left in zip(awarded, lefts, strict=True)]
    assert final.balance_ore == awarded[1] - awarded[0]


def test_missing_runs_are_noted(reconciled, budget):
    """The invoice may still come: then the settlement is another."""
    (note,) = settle_actual(reconciled, Decided(today=budget)).notes
    assert note.startswith("1\u00a0planerad tur")


def test_year_with_too_few_invoices_says_so(planned, runs, budget):
    """One run of the year: the sentence is about the invoices, not about sixteen floors."""
    few = reconcile_runs(planned, invoices(charged(runs[0])), *YEAR)
    with pytest.raises(NothingHolds, match="Ange periodens alla fakturor"):
        settle_actual(few, Decided(today=budget))


def test_corrections_reach_the_balance(reconciled, budget):
    """From the file to the municipality's row."""
    correction = CorrectionRow(
        date=date(2026, 2, 1), year=2025, scb_code="1780", amount_ore=777, corrects="Besked", because="Fel"
    )
    final = settle_actual(reconciled, Decided(today=budget), [correction]).final
    assert {row.id: row.correction_ore for row in final.rows} == {"1715": 0, "1780": 777, "1785": 0}


def test_invoice_sums_hold_every_row(reconciled):
    """What finance compares with the paper."""
    (found,) = reconciled.invoice_sums
    assert found.n_rows == len(reconciled.invoices.rows)
    assert found.sums.net_ore == reconciled.invoiced_ore
    assert found.stated_vat_ore is None


@pytest.mark.parametrize("key", ["crates", "clic"])
def test_crates_are_told_of_only_when_they_share(planned, reconciled, budget, key):
    """The rule shares by crates now, or by a price for many of them, and two stops lack their counts."""
    count = Volume(stop="KAR", year=2026, crates=Fraction(52), weeks=52, method="reported")
    dataset = replace(planned.dataset, volumes=(count,))
    by_crates = replace(
        budget.rule, floor_ore=0, cost_mix=mix_keys({key: Fraction(1)}), terms={"clic": BY_DAYS}
    )
    counting = replace(reconciled, plans=replace(planned, dataset=dataset))
    notes = settle_actual(counting, Decided(today=settle(budget.basis, by_crates))).notes
    assert any("saknar räknade lådor 2026" in note for note in notes)
