"""The command `follow-up`, from outside."""

import json
from pathlib import Path

import pytest

from logistics.cli.main import main
from logistics.planfile import write_plan

WRITTEN = ["ut", "ut/filer-uppfoljning.json", "ut/uppfoljning-2026.html", "ut/uppfoljning-2026.xlsx"]


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def plans(counted, counted_before):
    write_plan(counted, Path("2026.json"))
    write_plan(counted_before, Path("2025.json"))


def left():
    return sorted(path.as_posix() for path in Path().rglob("*") if not path.name.startswith("202"))


@pytest.mark.usefixtures("plans")
def test_the_year_is_told_and_written(capsys):
    """Crates, cost per crate, differences, and two files."""
    assert 0 == main(["follow-up", "2026.json", "--year", "2026", "--out", "ut", "--last-year", "2025.json"])
    out = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Flyttade lådor            2 656 (2025: 2 496, +160 (+6,4 %))" in out
    assert "Mellan kommuner           Kostnad per besök: minst " in out
    assert "Uppföljning               ut/uppfoljning-2026.html (och 1 fil till)" in out
    assert WRITTEN == left()


@pytest.mark.usefixtures("plans")
def test_advice_is_for_whoever_runs_the_command_only(capsys):
    """A reader of the page has no command line, and no tables."""
    assert 0 == main(["follow-up", "2026.json", "--year", "2026", "--out", "ut"])
    out = capsys.readouterr().out
    page = Path("ut/uppfoljning-2026.html").read_text(encoding="utf-8").split("</style>")[1]
    for word in ("--items-per-crate", "--last-year"):
        assert word in out
        assert word not in page


@pytest.mark.usefixtures("plans")
def test_a_program_gets_exact_figures(capsys):
    """Sums in whole öre, fractions as they are, unknown as null."""
    assert 0 == main(["follow-up", "2026.json", "--year", "2026", "--out", "ut", "--json"])
    answer = json.loads(capsys.readouterr().out)
    saffle = next(part for part in answer["parts"] if part["name"] == "Säffle")
    assert (2656, 25, None) == (answer["all"]["crates"], answer["items_per_crate"], answer["last_year"])
    assert (None, None) == (saffle["crates"], saffle["per_crate_ore"])
    assert {"moved": "2000", "stops_counted": 1, "stops": 3} == answer["crates_by_year"]["2024"]
    assert isinstance(answer["all"]["cost_ore"], int)


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["--year", "2027"], 1, "Planen gäller 1 januari–31 december 2026"),
        (["--year", "2026", "--last-year", "2026.json"], 1, "kan inte jämföras som året 2025"),
        (["--year", "2026", "--last-year", "borta.json"], 1, "borta.json går inte att läsa eller skriva"),
        (["--year", "2026", "--items-per-crate", "0"], 2, "--items-per-crate ska vara minst 1"),
        ([], 2, "--year saknas"),
    ],
)
def test_what_cannot_be_followed_up_is_refused(capsys, words, status, sentence):
    """A sentence, and no file."""
    assert status == main(["follow-up", "2026.json", *words, "--out", "ut"])
    assert sentence in capsys.readouterr().err
    assert [] == left()
