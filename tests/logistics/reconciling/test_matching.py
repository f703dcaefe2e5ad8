"""Every run and every row stands exactly once in the reconciliation."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from logistics.reconciling.matching import match_rows
from tests.logistics.reconciling.rows import DAY, PLANNED_ORE, YEAR, row, run


def outcomes(runs, rows, period=YEAR):
    """What becomes of each, in order."""
    return [match.outcome for match in match_rows(runs, rows, period)]


def test_run_and_row_of_the_same_day_and_vehicle_are_matched():
    """The amount does not matter: deviations are looked for afterwards."""
    assert outcomes([run()], [row(1)]) == ["matched"]


def test_other_day_or_other_vehicle_is_no_match():
    """What was not planned is told, and so is what was not invoiced."""
    assert outcomes([run()], [row(day=date(2026, 1, 8))]) == ["not_invoiced", "not_planned"]
    assert outcomes([run()], [row(vehicle="bil-2")]) == ["not_invoiced", "not_planned"]


def test_same_row_twice_is_a_duplicate():
    """Charged twice: the second is no cost."""
    found = match_rows([run()], [row(), row(line=3)], YEAR)
    assert [(match.outcome, match.is_cost) for match in found] == [("matched", True), ("duplicate", False)]
    assert found[0].row.row == 2


def test_other_figures_are_no_duplicate():
    """An extra run that day may have been driven: somebody must look."""
    assert outcomes([run()], [row(), row(PLANNED_ORE + 1, line=3)]) == ["matched", "not_planned"]


def test_two_runs_a_day_take_two_equal_rows():
    """The van's second run is no duplicate of its first."""
    assert outcomes([run(), run(number=2)], [row(), row(line=3)]) == ["matched", "matched"]


def test_row_takes_the_run_whose_amount_is_nearest():
    """A long run in the morning, a short one in the afternoon; the invoice has them the other way."""
    long, short = run(), run(number=2, kilometres=10)
    found = match_rows([long, short], [row(short.cost_ore), row(long.cost_ore + 500, line=3)], YEAR)
    assert [(m.planned.number, m.row.row) for m in found] == [(1, 3), (2, 2)]


def test_row_that_names_its_run_takes_that_one():
    """Even when the amount fits the other better."""
    long, short = run(), run(number=2, kilometres=10)
    found = match_rows([long, short], [row(short.cost_ore, number=1)], YEAR)
    assert [(m.outcome, m.planned.number) for m in found] == [("matched", 1), ("not_invoiced", 2)]


def test_row_that_names_a_run_the_day_does_not_have_is_not_planned():
    """A second run where the timetable has one."""
    assert outcomes([run()], [row(number=2)]) == ["not_invoiced", "not_planned"]


def test_credit_of_the_same_amount_cancels_the_row():
    """Charged and taken back: the run is not invoiced."""
    assert outcomes([run()], [row(500), row(-500, line=3)]) == ["not_invoiced", "credited", "credited"]


def test_credit_of_a_duplicate_leaves_one():
    """The courier has mended its slip: nothing to report."""
    assert sorted(outcomes([run()], [row(), row(line=3), row(-PLANNED_ORE, line=4)])) == [
        "credited", "credited", "matched"
    ]  # fmt: skip


def test_other_credit_is_told():
    """A rebate lowers the cost, and somebody must know why."""
    assert outcomes([run()], [row(), row(-500, line=3)]) == ["matched", "credit"]


def test_rows_outside_the_period_are_set_aside():
    """New Year's Eve of the year before is just outside, 1 January just inside."""
    assert outcomes([], [row(day=date(2025, 12, 31)), row(day=date(2026, 1, 1))]) == [
        "other_period",
        "not_planned",
    ]


def test_charge_beside_the_runs_is_no_run():
    """A fuel surcharge has no vehicle."""
    assert outcomes([], [row(vehicle="", kilometres=None, hours=None)]) == ["beside"]


RUNS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["bil-1", "bil-2"])), max_size=6)
ROWS = st.lists(
    st.tuples(st.integers(-1, 6), st.sampled_from(["bil-1", "bil-2", ""]), st.sampled_from([1, 2, -1, -3])),
    max_size=8,
)


@given(RUNS, ROWS)
def test_every_run_and_row_stands_once(planned, charged):
    """Nothing is lost and nothing is counted twice, whatever was charged."""
    numbers = Counter()
    runs = []
    for day, vehicle in planned:
        numbers[day, vehicle] += 1
        runs.append(run(day=date(2026, 1, day), vehicle=vehicle, number=numbers[day, vehicle]))
    rows = [
        row(ore, day=date(2026, 1, day) if day > 0 else date(2025, 12, 31 + day), vehicle=vehicle, line=line)
        for line, (day, vehicle, ore) in enumerate(charged, start=2)
    ]
    found = match_rows(runs, rows, YEAR)
    assert sorted(m.row.row for m in found if m.row) == [r.row for r in rows]
    assert Counter(id(m.planned) for m in found if m.planned) == Counter(map(id, runs))


def test_a_day_without_run_and_row_has_no_match():
    """An empty year is no fault here."""
    assert outcomes([], []) == []
    assert DAY.weekday() == 2
