"""Formats are told apart by what they look like, and what is none of them is refused."""

from pathlib import Path

import pytest

from tests.benchmarks.cases import CannotState
from tests.benchmarks.reading import instance_files, read_case
from tests.benchmarks.tiny import LINE, PERIODIC, SOLOMON, WANG_CHEN


@pytest.mark.parametrize(
    ("text", "kind"), [(LINE, "VRPSPD"), (SOLOMON, "VRPTW"), (WANG_CHEN, "VRPSPDTW"), (PERIODIC, "PVRP")]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_format_is_known(text: str, kind: str, line_end: str, tmp_path: Path) -> None:
    file = tmp_path / "instance"
    file.write_bytes(text.replace("\n", line_end).encode())
    assert kind == read_case(file).kind


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "format"), ("hello\n", "format"), ("25 200 1\n0 40 50 0 0 9 0 0 0\n", "pairs pickups")],
)
def test_other_files_are_refused(text: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "instance.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CannotState, match=why):
        read_case(file)


def test_a_folder_is_searched_and_tables_in_it_are_no_instances(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one", "best_known.csv", "README.txt", "a/one.sol"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINE, encoding="utf-8")
    assert ["a/one", "b/two.txt"] == [f.relative_to(tmp_path).as_posix() for f in instance_files(tmp_path)]


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotState, match="neither"):
        instance_files(tmp_path / "nothing")
