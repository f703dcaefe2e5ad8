"""The command runs from end to end on tiny instances, and refuses what it must."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import contenders
from tests.benchmarks.cases import CannotState
from tests.benchmarks.contenders import contender, days_to_choose
from tests.benchmarks.peer_ortools import solve
from tests.benchmarks.run import main
from tests.benchmarks.tiny import LINE, PERIODIC, SOLOMON, WANG_CHEN, case

FORMATS = {"line.vrpspd": LINE, "solomon.txt": SOLOMON, "wang.txt": WANG_CHEN, "periodic.txt": PERIODIC}

# On the line, 2 before 1, out and back 8, and 3 alone, 16: all three deliver more than 10. In the plane, 1 and 2
# together, truncated 1.4 + 3.6 + 5. In the week, 3 fills a vehicle, 20; 2 goes alone one day, 10, and with 1 the
# other, 5 and the root of 10 and 5.
BEST = {
    "line.vrpspd": 24.0,
    "solomon.txt": 10.0,
    "wang.txt": 2**0.5 + 13**0.5 + 5,
    "periodic.txt": 40 + 10**0.5,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an instance of every format, and best known values."""
    for name, text in FORMATS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = [f"{file},{value}" for file, value in BEST.items()]
    (tmp_path / "best_known.csv").write_text("\n".join(["file,best_known", *rows]), encoding="utf-8")
    return tmp_path


def test_engine_solves_every_format(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = main([str(folder), "--time", "0.3", "--ours-only", "--json"])
    told = json.loads(capfd.readouterr().out)
    assert (0, []) == (status, told["refused"])
    assert [] == [r for r in told["results"] if r["cost"] is None]
    gaps = {Path(r["instance"]).name: r["gap_percent"] for r in told["results"]}
    assert gaps == pytest.approx(dict.fromkeys(FORMATS, 0.0), abs=1e-6)


def test_a_file_that_cannot_be_stated_is_told_and_the_rest_runs(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "paired.txt").write_text(LINE.replace("VRPSPD", "PDPTW"), encoding="utf-8")
    lines = [str(folder / "paired.txt"), str(folder / "line.vrpspd")]
    status = main([*lines, "--time", "0.2", "--no-ours", "--peers", "ortools"])
    out, err = capfd.readouterr()
    assert 1 == status
    assert "paired with deliveries" in err
    assert "24.00" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--peers", "gurobi"],
        ["--no-ours"],
        ["--time", "0"],
        ["--cores", "3"],
        ["--jobs", "999"],
        ["--runs", "0"],
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["x", *arguments])
    assert 2 == ended.value.code
    assert "usage" in capsys.readouterr().err


def test_a_peer_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(contenders.MODULES, "pyvrp", "no_such_package")
    with pytest.raises(CannotState, match="no_such_package is not installed"):
        contender("pyvrp")


def test_peers_are_asked_for_one_visit_only() -> None:
    week = {"capacity": (10, 10), "longest": (99.0, 99.0)}
    assert ((0, 1), (1,), (0,)) == days_to_choose(case(patterns=(((0,), (1,)), ((1,),), ((0,),)), **week))
    with pytest.raises(CannotState, match="more than once"):
        days_to_choose(case(patterns=(((0,), (1,)), ((0, 1),), ((0,),)), **week))


def test_routing_library_gives_each_visit_its_day() -> None:
    """Customer 1 may only have the second day, customer 2 both."""
    week = {"capacity": (10, 10), "longest": (99.0, 99.0), "patterns": (((1,),), ((0, 1),), ((0,),))}
    found = solve(case(**week), seconds=0.5, seed=1, threads=1)
    assert found is not None
    assert ([2, 3], [1, 2]) == tuple(sorted(stop for run in day for stop in run) for day in found)
