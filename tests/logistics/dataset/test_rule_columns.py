"""The columns and settings that a file may leave out: second runs, fixed days, reserved vans, orders, the hub."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from logistics.dataset import (
    DataSet,
    dataset_from_rows,
    read_dataset,
    write_csv,
    write_template,
    write_workbook,
)
from logistics.errors import DataFaults
from tests.logistics.dataset.small import RULED, SMALL, small_rows, write_small

CASES = Path(__file__).with_name("rule_fault_cases.csv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.fixture
def ruled() -> DataSet:
    return dataset_from_rows(small_rows(RULED), "small")


@pytest.mark.parametrize("case", CASES)
def test_one_wrong_value_is_one_sentence(case: str, tmp_path: Path) -> None:
    """A planner must see the place, the value and the remedy, and nothing that only follows from it."""
    table, old, new, sentence = case.split("|")
    with pytest.raises(DataFaults) as refusal:
        read_dataset(write_small(tmp_path, {table: (old, new)}, tables=RULED))
    assert [sentence] == [fault.sentence for fault in refusal.value.faults]


def test_a_file_without_the_columns_has_their_defaults() -> None:
    """Data sets from before the columns are read as they were meant: one run, any van, any order."""
    small = dataset_from_rows(small_rows(SMALL), "small")
    assert (frozenset(range(5)), None, ()) == (
        small.settings.hub_weekdays,
        small.settings.hub_cutoff_s,
        small.settings.most_runs,
    )
    assert {(1, 0)} == {(van.runs_most, van.turnaround_s) for van in small.vehicles}
    for stop in small.stops:
        assert (frozenset(), frozenset(), "") == (stop.fixed_weekdays, stop.vehicles, stop.position)
        assert frozenset() == small.stops_after(stop.id)


def test_empty_cells_are_the_same_as_no_columns(tmp_path: Path) -> None:
    """A planner who fills in one row leaves the others empty."""
    small = dataset_from_rows(small_rows(SMALL), "small")
    emptied = {
        **SMALL,
        "settings": SMALL["settings"] + "hub_weekdays,\nhub_cutoff,\nmost_runs,\n",
        "vehicles": SMALL["vehicles"].replace("counts\n", "counts,runs_most,turnaround_min\n"),
    }
    assert small == read_dataset(write_small(tmp_path, tables=emptied))


def test_values_are_in_the_units_of_the_code(ruled: DataSet) -> None:
    """Seconds, weekday numbers and ids."""
    assert ({0, 1, 2, 3}, 59_400, ((0, 2), (3, 1))) == (
        ruled.settings.hub_weekdays,
        ruled.settings.hub_cutoff_s,
        ruled.settings.most_runs,
    )
    assert [(2, 2_250), (1, 0)] == [(van.runs_most, van.turnaround_s) for van in ruled.vehicles]
    assert ({0, 2}, {"bil-1"}) == (ruled.stop("KIL").fixed_weekdays, ruled.stop("KIL").vehicles)


def test_first_and_last_are_orders_with_all_others(ruled: DataSet) -> None:
    """Karlstad comes first; Säffle after Kil; made the last, Säffle comes after both."""
    assert [{"KIL", "SAF"}, {"SAF"}, set()] == [ruled.stops_after(stop.id) for stop in ruled.stops]
    kil_last = tuple(
        replace(stop, position="last" if stop.id == "KIL" else stop.position, before=frozenset())
        for stop in ruled.stops
    )
    last = replace(ruled, stops=kil_last)
    assert [{"KIL", "SAF"}, set(), {"KIL"}] == [last.stops_after(stop.id) for stop in last.stops]


def test_a_longer_round_is_told_with_all_its_stops(ruled: DataSet) -> None:
    """Three stops, each before the next."""
    after = {"KAR": "KIL", "KIL": "SAF", "SAF": "KAR"}
    stops = tuple(replace(s, position="", before=frozenset({after[s.id]})) for s in ruled.stops)
    with pytest.raises(DataFaults, match="ordningen går runt") as refusal:
        replace(ruled, stops=stops)
    assert 1 == len(refusal.value.faults)
    assert 4 == refusal.value.faults[0].problem.count("”") // 2


def test_written_and_read_again(ruled: DataSet, tmp_path: Path) -> None:
    """As files, as a workbook and as the rows of a plan file."""
    write_csv(ruled, tmp_path / "set")
    write_workbook(ruled, tmp_path / "set.xlsx")
    assert ruled == read_dataset(tmp_path / "set")
    assert ruled == read_dataset(tmp_path / "set.xlsx")
    assert ruled == dataset_from_rows(ruled.to_rows(), "plan.json")


def test_the_template_lets_several_ids_into_a_cell(tmp_path: Path) -> None:
    """A drop-down list would offer one and refuse two."""
    write_template(tmp_path / "mall.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "mall.xlsx")["stops"]
    headings = [cell.value for cell in sheet[1]]
    ruled_columns = {r.min_col for rule in sheet.data_validations.dataValidation for r in rule.sqref.ranges}
    assert headings[11:] == ["fixed_weekdays", "vehicles", "position", "before"]
    assert {14} == {column for column in ruled_columns if column > 11}  # position: first or last
    assert "Id som finns på bladet vehicles." in explained(tmp_path, "vehicles")


def explained(folder: Path, column: str) -> list[str]:
    """The cells of a column's row on the sheet Förklaringar."""
    sheet = openpyxl.load_workbook(folder / "mall.xlsx")["Förklaringar"]
    return next(
        [cell.value for cell in row] for row in sheet if [row[0].value, row[1].value] == ["stops", column]
    )
