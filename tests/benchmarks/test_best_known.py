"""Best known values are found beside or above the instance, never for another one."""

from pathlib import Path

import pytest

from tests.benchmarks.best_known import BestKnown, best_known
from tests.benchmarks.cases import CannotState


def write(file: Path, text: str) -> Path:
    """A file with this text, and its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_the_nearest_table_above_counts(tmp_path: Path) -> None:
    write(tmp_path / "best_known.csv", "file,best_known\nset/a.txt,1\nset/deep/a.txt,2\n")
    assert BestKnown(cost=1) == best_known(write(tmp_path / "set/a.txt", ""), None)
    assert BestKnown(cost=2) == best_known(write(tmp_path / "set/deep/a.txt", ""), None)
    assert best_known(write(tmp_path / "set/b.txt", ""), None) is None


def test_a_given_table_may_name_instances_without_folders(tmp_path: Path) -> None:
    table = write(tmp_path / "known.csv", "name,vehicles,bks\nRCdp101,14,1652.90\nother,,3\n")
    found = best_known(write(tmp_path / "x/rcdp101.vrpspdtw", ""), table)
    assert BestKnown(cost=1652.9, vehicles=14) == found


def test_two_values_for_one_name_are_refused(tmp_path: Path) -> None:
    table = write(tmp_path / "known.csv", "file,best_known\nx/a.txt,1\ny/a.txt,2\n")
    with pytest.raises(CannotState, match="2 rows"):
        best_known(write(tmp_path / "z/a.txt", ""), table)


def test_a_table_without_values_is_refused(tmp_path: Path) -> None:
    table = write(tmp_path / "known.csv", "file,source\na.txt,x\n")
    with pytest.raises(CannotState, match="column"):
        best_known(write(tmp_path / "a.txt", ""), table)
