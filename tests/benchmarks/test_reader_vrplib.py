"""VRPLIB files are read liberally in form and strictly in meaning."""

import pytest

from tests.benchmarks.cases import CannotState, Case
from tests.benchmarks.reader_vrplib import read_vrplib
from tests.benchmarks.tiny import LINE

MATRIX = LINE.replace("EUC_2D", "EXPLICIT\nEDGE_WEIGHT_FORMAT : LOWER_ROW").replace(
    "NODE_COORD_SECTION\n1 0 0\n2 3 0\n3 4 0\n4 8 0\n",
    "EDGE_WEIGHT_SECTION\n30000 40000 10000\n80000 50000 40000\n",
)
WINDOWS = LINE.replace("2 0 0 0 0 6 4", "2 0 5 9 2 6 4").replace("3 0 0 0 0", "3 0 0 40 2")
WINDOWS = WINDOWS.replace("4 0 0 0 0", "4 0 0 40 2").replace("1 0 0 0 0 0 0", "1 0 0 50 0 0 0")


def read(text: str) -> Case:
    """The case in a text."""
    return read_vrplib("file", text)


def test_pickups_come_before_deliveries_in_a_row() -> None:
    case = read(LINE)
    assert ("VRPSPD", [0, 6, 4, 5], [0, 4, 6, 5]) == (
        case.kind,
        case.collected.tolist(),
        case.delivered.tolist(),
    )
    assert ([0, 3, 4, 8], (10,), None) == (case.distance[0].tolist(), case.capacity, case.vehicles)
    assert not case.has_times


def test_spacing_case_and_line_ends_do_not_matter() -> None:
    messy = (
        LINE.replace(" : ", ":\t")
        .replace("NODE_COORD_SECTION", "NODE_COORD_SECTION :")
        .replace("\n", "  \n\n")
    )
    assert read(LINE).distance.tolist() == read(messy).distance.tolist()
    assert "line" == read(messy).name


def test_plain_demands_are_deliveries() -> None:
    plain = LINE.replace("VRPSPD", "CVRP").split("PICKUP")[0] + "DEMAND_SECTION\n1 0\n2 4\n3 6\n4 5\n"
    case = read(plain)
    assert ("CVRP", [0, 4, 6, 5], 0) == (case.kind, case.delivered.tolist(), case.collected.sum())


def test_decimal_loads_are_scaled_together_with_the_capacity() -> None:
    case = read(LINE.replace("2 0 0 0 0 6 4", "2 0 0 0 0 0.25 0.75"))
    assert ((1000,), 25, 75, 100) == (case.capacity, case.collected[1], case.delivered[1], case.load_scale)


def test_whole_matrix_of_a_known_family_is_told_in_its_unit() -> None:
    """Best known values of Dethloff's instances are told in the unit, times in the file's steps."""
    assert [0, 3, 4, 8] == read(MATRIX.replace("NAME : line", "NAME : SCA3-0")).distance[0].tolist()
    assert [0, 30000, 40000, 80000] == read(MATRIX).distance[0].tolist()


def test_distance_limit_counts_service_but_not_at_the_depot() -> None:
    limited = LINE.replace("CAPACITY", "DISTANCE : 20\nCAPACITY").replace(" 0 0 0 0 5 5", " 0 0 99999 3 5 5")
    limited = limited.replace("1 0 0 0 0 0 0", "1 0 0 99999 3 0 0").replace("2 0 0 0 0", "2 0 0 99999 3")
    case = read(limited.replace("3 0 0 0 0", "3 0 0 99999 3"))
    assert ((20.0,), [0, 3, 3, 3]) == (case.longest, case.service.tolist())
    assert (case.has_times, case.has_windows, case.kind) == (True, False, "VRPSPD")


@pytest.mark.parametrize("limit", ["0", "999999"])
def test_a_limit_that_forbids_nothing_leaves_time_out(limit: str) -> None:
    assert not read(LINE.replace("CAPACITY", f"DISTANCE : {limit}\nCAPACITY")).has_times


def test_windows_make_it_timed_and_fewest_vehicles_come_first() -> None:
    case = read(WINDOWS.replace("VRPSPD", "VRPSPDTW"))
    assert ("VRPSPDTW", True) == (case.kind, case.vehicles_first)
    assert ([0, 5, 0, 0], [50, 9, 40, 40]) == (case.opens.tolist(), case.closes.tolist())


def test_windows_count_in_a_type_without_them_only_when_they_differ() -> None:
    """Dethloff's files give everyone the same latest time, in a unit that would forbid long runs."""
    same = LINE.replace(" 0 0 0 0 ", " 0 0 7 0 ")
    assert "VRPSPD" == read(same).kind
    assert "VRPSPDTW" == read(WINDOWS).kind


def test_truncated_distances_with_a_scale_keep_their_decimal() -> None:
    timed = LINE.replace("VRPSPD", "CVRPTW").replace("EUC_2D", "FLOOR_2D\nSCALE : 10\nSERVICE_TIME : 5")
    timed = timed.split("PICKUP")[0].replace("2 3 0", "2 2 2") + (
        "DEMAND_SECTION\n1 0\n2 4\n3 6\n4 5\nTIME_WINDOW_SECTION\n1 0 60\n2 0 9\n3 0 9\n4 0 9\n"
    )
    case = read(timed)
    assert ("VRPTW", 2.8, [0, 5, 5, 5], False) == (
        case.kind, case.distance[0, 1], case.service.tolist(), case.vehicles_first,
    )  # fmt: skip


def test_the_depot_may_be_any_place() -> None:
    moved = LINE.replace("DEPOT_SECTION\n 1", "DEPOT_SECTION\n 4").replace("4 0 0 0 0 5 5", "4 0 0 0 0 0 0")
    assert [0, 8, 5, 4] == read(moved).distance[0].tolist()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("TYPE : VRPSPD", "TYPE : PDPTW", "paired"),
        ("TYPE : VRPSPD", "TYPE : MDVRP", "several depots"),
        ("TYPE : VRPSPD", "TYPE : OVRP", "do not return"),
        ("TYPE : VRPSPD", "TYPE : TSPTW", "not our problem"),
        ("DEPOT_SECTION\n 1", "DEPOT_SECTION\n 1\n 2", "several depots"),
        ("CAPACITY : 10", "CAPACITY : 10\nRISK_THRESHOLD : 3", "RISK_THRESHOLD"),
        ("DEPOT_SECTION", "DRAFT_LIMIT_SECTION", "DRAFT_LIMIT_SECTION"),
        ("CAPACITY : 10\n", "", "CAPACITY"),
        ("4 0 0 0 0 5 5\n", "", "every place"),
        ("4 8 0\n", "3 8 0\n", "every place"),
        ("4 8 0\n", "4 8 east\n", "east"),
        ("1 0 0 0 0 0 0", "1 0 0 0 0 3 0", "depot"),
        ("4 0 0 0 0 5 5", "4 0 0 0 0 5 11", "customer 3"),
        ("4 0 0 0 0 5 5", "4 0 0 0 0 5 -1", "negative"),
        ("EUC_2D", "GEO", "GEO"),
    ],
)
def test_what_is_not_ours_or_not_certain_is_refused(old: str, new: str, why: str) -> None:
    with pytest.raises(CannotState, match=why):
        read(LINE.replace(old, new))
