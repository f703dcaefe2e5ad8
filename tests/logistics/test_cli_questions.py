"""The commands `why` and `frontier`, and the refusal of `plan`, from outside."""

import json
from pathlib import Path

import pytest

from logistics.cli.main import main
from logistics.planfile import read_plan
from tests.logistics.dataset.small import write_small


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data").mkdir()
    return write_small(tmp_path / "data")


@pytest.fixture
def plan(data, capsys):
    """A saved plan, and nothing said about it."""
    assert 0 == main(["plan", str(data)])
    capsys.readouterr()
    return "plan.json"


def left():
    return sorted(path.as_posix() for path in Path().rglob("*"))


def test_a_wish_is_answered_in_swedish(plan, capsys):
    """Karlstad four times instead of five saves money and moves nobody else's days."""
    status = main(["why", plan, "--stop", "karlstad", "--vehicle", "bil 1"])
    out, _ = capsys.readouterr()
    assert 0 == status
    assert "Karlstads bibliotek besöks bara av Bokbil 1" in out
    assert "ingen plan som uppfyller önskemålet kostar mindre" in out
    assert [plan] == left()


def test_a_wish_is_answered_as_json_and_saved(plan, capsys):
    """The alternative is a plan like any other."""
    words = ["--without", "bil-2", "--json", "--out", "utan.json"]
    assert 0 == main(["why", plan, *words])
    answer = json.loads(capsys.readouterr().out)
    saved = read_plan(Path("utan.json"))
    assert ["bil-1"] == [vehicle.id for vehicle in saved.problem.vehicles]
    assert saved.certificate.cost_ore == answer["after"]["cost_ore"] == answer["cost_ore"]
    assert ["utan.json"] == answer["files"]


def test_wishes_can_be_combined(plan, capsys):
    """One stop, days and order."""
    words = ["--days", "mån,ons", "--visits", "2", "--before", "KAR", "--window", "8.30-16"]
    assert 0 == main(["why", plan, "--stop", "Kil", *words])
    assert "Kils bibliotek kommer före Karlstads bibliotek på varje gemensam tur" in capsys.readouterr().out


def test_a_stop_alone_tells_why_it_has_its_days(plan, capsys):
    """Karlstad is visited every day, Kil on its two days: there is nothing else to choose."""
    assert 0 == main(["why", plan, "--stop", "kil"])
    out, _ = capsys.readouterr()
    assert ["±0,00 kr måndagar och onsdagar (planens dagar)"] == [
        " ".join(x.split()) for x in out.splitlines()[1:]
    ]
    assert 0 == main(["why", plan, "--stop", "kil", "--json"])
    (choice,) = json.loads(capsys.readouterr().out)["choices"]
    assert {"weekdays": [0, 2], "difference_ore": 0, "is_optimal": True, "is_planned": True} == choice


def test_a_wish_that_cannot_be_met_says_why(plan, capsys):
    """Kil takes no deliveries on Tuesdays."""
    assert 1 == main(["why", plan, "--stop", "kil", "--days", "tis", "--out", "x.json"])
    out, err = capsys.readouterr()
    assert "" == out
    assert "Kils bibliotek" in err
    assert [plan] == left()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "--stop: ange ett stopp, ett önskemål om det eller --without."),
        (["--out", "x.json"], "--stop: ange ett stopp, ett önskemål om det eller --without."),
        (["--days", "tis"], "--stop: vilket stopp gäller önskemålet?"),
        (["--stop", "kil", "--days", "lör"], "--days: ”lör” ska vara veckodagar som tis,fre."),
        (["--stop", "kil", "--window", "8"], "--window: ”8” ska vara klockslag som 08:00-12:00."),
        (["--stop", "kil", "--days", "mån,ons", "--visits", "1"], "--visits: färre besök än dagar."),
        (["--stop", "kil", "--visits", "6"], "--visits ska vara högst 5."),
        (["--stop", "kil", "--before", "kil"], "--before: ett stopp kan inte komma före sig självt."),
        (
            ["--stop", "kil", "--vehicle", "bil-2", "--without", "bil-2"],
            "--without: då är ingen bil kvar som får köra till stoppet (--vehicle).",
        ),
        (["--without", "bil-1", "--out", "plan.xlsx"], "--out: ”plan.xlsx” ska sluta på .json."),
    ],
)
def test_half_a_wish_is_wrong_usage(plan, capsys, words, sentence):
    """Status 2 and a sentence in Swedish, nothing guessed."""
    status = main(["why", plan, *words])
    out, err = capsys.readouterr()
    assert (2, "") == (status, out)
    assert err.startswith(sentence)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--stop", "kill", "--visits", "2"], "Stoppet ”kill” finns inte. Menade du Kils bibliotek?"),
        (["--stop", "kil", "--before", "x"], "Stoppet ”x” finns inte. De som finns är"),
        (["--without", "bokbil"], "”bokbil” kan vara Bokbil 1 eller Bokbil 2; skriv mer."),
    ],
)
def test_an_unknown_name_is_refused_with_those_there_are(plan, capsys, words, sentence):
    """Status 1: the plan says otherwise."""
    if "--before" in words:
        words = [*words, "--visits", "2"]
    assert 1 == main(["why", plan, *words])
    assert sentence in capsys.readouterr().err


def test_frontier_writes_table_picture_and_plans(data, capsys):
    """Each choice that stands has its plan in the folder."""
    assert 0 == main(["frontier", str(data), "--out", "val", "--json"])
    answer = json.loads(capsys.readouterr().out)
    standing = [point for point in answer["points"] if not point["is_beaten"]]
    assert ["val/val.xlsx", "val/val.svg"] == answer["files"][:2]
    for point in standing:
        if point["number"]:
            assert point["cost_ore"] == read_plan(Path("val", point["plan"])).certificate.cost_ore
    assert len([name for name in left() if name.startswith("val/plan-")]) == len(answer["files"]) - 2


def test_frontier_is_told_on_the_screen(data, capsys):
    """A line for each choice that stands."""
    assert 0 == main(["frontier", str(data)])
    out, err = capsys.readouterr()
    assert "slås inte av något annat" in out
    assert "Prövar val för 3\xa0bibliotek" in err


def test_an_impossible_plan_names_the_rules_that_conflict(tmp_path, capsys):
    """Beside what cannot be done: why, and what would help at what price."""
    (tmp_path / "bad").mkdir()
    bad = write_small(tmp_path / "bad", {"hours": ("10:00,10:00", "07:00,07:10")})
    assert 1 == main(["plan", str(bad)])
    out, err = capsys.readouterr()
    assert ("", []) == (out, left())
    assert "De här reglerna går inte att följa tillsammans när Sjukhusbiblioteket ska besökas:" in err
    assert "leveranstider: Sjukhusbiblioteket 07:00–07:10" in err
    assert "Något av det här räcker, billigast först:" in err
