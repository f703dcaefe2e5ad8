"""Tables tell medians, and never average a failure away."""

from dataclasses import replace

import pytest

from tests.benchmarks.bound import Bound
from tests.benchmarks.runner import Result
from tests.benchmarks.table import median_gap, summary_rows, tables

ONE = Result(
    instance="set/a", family="set", kind="CVRP", customers=3, best_known=100.0, contender="ours", limit_s=5,
    cores=1, seed=1, cost=101.0, gap_percent=1.0, vehicles=2, seconds=5.0,
)  # fmt: skip
FAILED = replace(ONE, cost=None, gap_percent=None, vehicles=None, note="no solution found")


def test_the_median_of_runs_counts() -> None:
    assert 2.0 == median_gap([ONE, replace(ONE, gap_percent=2.0), replace(ONE, gap_percent=9.0)])
    assert median_gap([ONE, FAILED]) is None


def test_summary_tells_who_solved_what() -> None:
    other = replace(ONE, instance="set/b", gap_percent=0.0, cost=100.0, vehicles=4)
    (row,) = summary_rows([ONE, other, replace(FAILED, instance="set/c")])
    assert (3, 2, 1, 0.5, 1.0, 3.0) == (
        row["instances"], row["solved"], row["at_best_known"], row["mean_gap_percent"], row["largest_gap_percent"],
        row["mean_vehicles"],
    )  # fmt: skip


def test_tables_show_gaps_to_best_known_and_to_the_bound() -> None:
    text = tables([ONE], {"set/a": Bound(value=98.0, is_optimal=False, seconds=7.0)})
    (line,) = [row for row in text.splitlines() if "ours" in row and "101.00" in row]
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert ["set/a", "3", "100.00", "ours", "101.00", "1.00", "2", "5.0", "98.00", "3.06", ""] == cells


@pytest.mark.parametrize(("gap", "shown"), [(-0.0001, "0.00"), (-0.5, "-0.50"), (None, "-")])
def test_there_is_no_minus_nought(gap: float | None, shown: str) -> None:
    text = tables([replace(ONE, gap_percent=gap)], {})
    assert shown == text.splitlines()[2].split("|")[6].strip()
