"""The data set holds what the files say, in the units of the code."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from logistics.dataset import DataSet, Flow, Municipality, dataset_from_rows, read_dataset
from logistics.dataset.columns import RowRefused
from logistics.errors import DataFaults, NothingHolds
from tests.logistics.dataset.small import small_rows, write_small


@pytest.fixture
def small() -> DataSet:
    return dataset_from_rows(small_rows(), "small")


def test_minutes_and_clocks_become_seconds(small: DataSet) -> None:
    """The routing core counts seconds after midnight; 7.5 minutes of service are 450 s."""
    assert small.stop("KIL").service_s == 450
    assert small.vehicle("bil-2").earliest_departure_s == 23_400
    assert small.hours_of("KIL", 0).delivery_from_s == 30_600


def test_kronor_become_whole_ore(small: DataSet) -> None:
    """Money is integer öre from the first step; 5,30 kr must not pass through a float."""
    assert small.costs[0].per_km_ore == 530
    assert small.costs[0].per_hour_ore == 37_550


def test_decimals_are_exact(small: DataSet) -> None:
    """Loads are rounded up per visit, so 6.25 must be exactly 25/4."""
    assert small.flows[0].crates_per_week == Fraction(25, 4)
    assert small.volumes[1].crates == Fraction(2081, 2)


def test_empty_cells_mean_what_the_schema_says(small: DataSet) -> None:
    """No break rule, no deliveries, two-way: each by an empty cell."""
    assert small.vehicle("bil-2").break_after_s is None
    assert small.hours_of("KIL", 4).delivery_from_s is None
    assert small.roads[1].one_way is False
    assert small.roads[3].one_way is True


def test_a_missing_hours_row_is_a_closed_day(small: DataSet) -> None:
    """Säffle has one row only; on other days the van must not come."""
    tuesday = small.hours_of("SAF", 1)
    assert (tuesday.opens_s, tuesday.delivery_from_s) == (None, None)


def test_crates_sum_over_all_senders_and_receivers(small: DataSet) -> None:
    """A stop's load is what all others send it."""
    assert small.crates_in_per_week("KIL") == Fraction(63, 10)
    assert small.crates_out_per_week("KIL") == 4
    assert small.crates_in_per_week("SAF") == 0


def test_the_latest_price_that_has_begun_holds(small: DataSet) -> None:
    """A price holds until the vehicle's next row."""
    assert small.cost_of("bil-1", date(2026, 6, 30)).fixed_ore == 38_500
    assert small.cost_of("bil-1", date(2026, 7, 1)).fixed_ore == 40_000


def test_no_price_is_refused_by_vehicle_and_day(small: DataSet) -> None:
    """A run without a price must not cost nothing."""
    with pytest.raises(NothingHolds, match="”bil-1” har inget pris den 2025-06-30"):
        small.cost_of("bil-1", date(2025, 6, 30))


def test_a_sample_of_weeks_stands_for_the_year(small: DataSet) -> None:
    """40 crates in 4 weeks are 520 in 52."""
    assert small.volumes[0].crates_in_year == 520


def test_a_data_set_made_in_python_is_checked_too(small: DataSet) -> None:
    """`replace` must not slip past the checks of the readers."""
    lost = Flow(from_stop="KAR", to_stop="KIX", crates_per_week=Fraction(1))
    with pytest.raises(DataFaults, match=r"”KIX” finns inte i stops\. Menade du ”KIL”\?"):
        replace(small, flows=(*small.flows, lost))


@pytest.mark.parametrize("crates", [Fraction(-1), Fraction(1, 3)])
def test_a_row_that_no_file_could_hold_is_refused(crates: Fraction) -> None:
    """What cannot be written and read back would silently change."""
    with pytest.raises((RowRefused, ValueError), match=r"negativt|decimals"):
        Flow(from_stop="KAR", to_stop="KIL", crates_per_week=crates)


def test_an_organisation_number_is_kept_in_one_way() -> None:
    """Two spellings of one number would make two municipalities of it."""
    day = date(2023, 12, 31)
    with pytest.raises(RowRefused, match="kan inte skrivas i en fil"):
        Municipality(scb_code="1715", name="Kil", orgnr="2120001751", population=1, population_date=day)


def test_rows_of_texts_give_the_same_data_set(small: DataSet, tmp_path: Path) -> None:
    """A plan file embeds its data set; it must be the one that was planned on."""
    assert dataset_from_rows(small.to_rows(), "plan.json") == small
    assert read_dataset(write_small(tmp_path)) == small


def test_embedded_rows_report_their_faults_with_table_and_row() -> None:
    """Whoever edits a plan file by hand is told where."""
    rows = small_rows()
    rows["flows"][1]["crates_per_week"] = "-2"
    del rows["rules"]
    with pytest.raises(DataFaults) as refusal:
        dataset_from_rows(rows, "plan.json")
    assert [fault.sentence for fault in refusal.value.faults] == [
        "plan.json: rules: tabellen saknas; skapa filen på nytt.",
        "plan.json: flows, rad 2, kolumn crates_per_week: ”-2” är negativt; ange 0 eller mer.",
    ]


def test_embedded_rows_that_are_no_texts_are_refused() -> None:
    """JSON can hold numbers where texts are expected."""
    rows: dict[str, object] = {**small_rows(), "flows": [{"from_stop": 1}], "rules": "nej"}
    with pytest.raises(DataFaults) as refusal:
        dataset_from_rows(rows, "plan.json")  # type: ignore[arg-type] - that is the point
    assert [fault.problem for fault in refusal.value.faults] == ["tabellen är inte rader av texter"] * 2
