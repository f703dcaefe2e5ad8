"""The program from outside: what is said where, exit statuses, and what is left on the disk."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from logistics.cli import commands
from logistics.cli.main import main
from logistics.cli.steps import day_of_example
from logistics.planfile import SCHEMA_VERSION
from tests.logistics.dataset.small import write_small


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def data(tmp_path):
    """The small data set in a folder of its own."""
    (tmp_path / "data").mkdir()
    return write_small(tmp_path / "data")


@pytest.fixture
def plan(data, capsys):
    """A saved plan, and nothing said about it."""
    assert 0 == main(["plan", str(data)])
    capsys.readouterr()
    return Path("plan.json")


def left():
    """Every file and folder in the working folder."""
    return sorted(path.as_posix() for path in Path().rglob("*"))


def test_check_says_what_a_sound_data_set_holds(data, capsys):
    """Three libraries; Karlstad sends 6.25 crates, Kil 4, Säffle 0.05."""
    status = main(["check", str(data)])
    out, err = capsys.readouterr()
    assert (0, "") == (status, err)
    assert ["Bibliotek       3", "Lådor i veckan  10,3"] == [out.splitlines()[2], out.splitlines()[5]]


BAD_DATA = {
    "an empty file": ("stops", None, "stops.csv: tabellen är tom"),
    "a wrong column": ("flows", ("crates_per_week", "crates_week"), "Menade du ”crates_per_week”?"),
    "an unknown library": ("flows", ("KAR,KIL", "KAR,KILL"), "”KILL” finns inte i stops. Menade du ”KIL”?"),
    "negative crates": ("flows", ("6.25", "-6.25"), "”-6.25” är negativt"),
    "a name like a formula": (
        "stops",
        ("KIL,Kils", "KIL,=cmd()Kils"),
        "börjar som en formel; skriv texten utan likhetstecken först",
    ),
    "a duplicate row": ("stops", ("KIL,Kils", "KAR,Kils"), "”KAR” står redan på rad 2"),
    "an impossible window": (
        "hours",
        ("10:00,10:00", "07:00,07:10"),
        "Sjukhusbiblioteket går inte att nå innan",
    ),
    "a way that nobody can drive back": ("roads", ("84,nej", "84,ja"), "från navet till Säffle och tillbaka"),
}


@pytest.mark.parametrize("case", BAD_DATA)
def test_bad_data_gives_a_sentence_status_1_and_no_files(data, capsys, case):
    """Whatever is wrong: a sentence for a person, a status for a program, and a clean disk."""
    table, change, expected = BAD_DATA[case]
    path = data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(*change, 1) if change else "", encoding="utf-8")
    status = main(["plan", str(data)])
    out, err = capsys.readouterr()
    assert (1, "", []) == (status, out, left())
    assert expected in err
    assert "Traceback" not in err


def test_check_gives_every_fault_to_a_program_too(data, capsys):
    """An editor can jump to the row."""
    path = data / "flows.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("6.25", "-1").replace("0.05", "x"), encoding="utf-8"
    )
    status = main(["check", str(data), "--json"])
    out, err = capsys.readouterr()
    faults = json.loads(out)["faults"]
    assert (1, [2, 4]) == (status, [fault["row"] for fault in faults])
    assert "2\xa0fel. Rätta och försök igen." in err


def test_faults_of_tables_and_rules_come_at_once(data, capsys):
    """Mending the rules after the tables, one run each, would take twice as long."""
    for name, old, new in (
        ("flows.csv", "6.25", "-1"),
        ("rules.toml", "cap_percent = 99.5", "cap_percent = 0"),
    ):
        text = (data / name).read_text(encoding="utf-8")
        (data / name).write_text(text.replace(old, new), encoding="utf-8")
    assert 1 == main(["check", str(data)])
    flows, rules, _ = capsys.readouterr().err.splitlines()
    assert flows.startswith("flows.csv, rad 2")
    assert rules == (
        "rules.toml, rad 23, rule[2].cap_percent: ”0” ligger utanför 0–100; ange procent över 0 och högst 100."
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["plan"], "DATA saknas."),
        (["paln", "x"], "Kommandot ”paln” finns inte. Menade du plan?"),
        (["xyz"], "Kommandot ”xyz” finns inte."),
        (["settle", "x"], "--year och --rule: ange den ena av dem."),
        (["plan", "x", "y"], "Det här var oväntat: y."),
        (["plan", "x", "--sed", "1"], "Alternativet --sed finns inte."),
        (["plan", "x", "--seed"], "--seed ska följas av ett värde."),
        (["plan", "x", "--seed", "1.5"], "--seed ska vara ett heltal."),
        (["plan", "x", "--time-limit", "lång"], "--time-limit ska vara ett tal."),
        (["plan", "x", "--time-limit", "0"], "--time-limit ska vara minst 1."),
        (["plan", "x", "--time-limit", "inf"], "--time-limit ska vara högst 86400."),
        (["plan", "x", "--out", "data.xlsx"], "--out: ”data.xlsx” ska sluta på .json."),
        (["template", "mall.csv"], "PATH.xlsx: ”mall.csv” ska sluta på .xlsx."),
        (["timetable", "x", "--today", "imorgon"], "--today ska vara ett datum som 2026-01-07."),
    ],
)
def test_wrong_usage_is_status_2_and_told_in_swedish(capsys, words, sentence):
    """A typing mistake is not a refusal."""
    status = main(words)
    out, err = capsys.readouterr()
    assert (2, "", sentence) == (status, out, err.splitlines()[0])


def test_help_is_swedish(capsys):
    """What typer says of its own accord is turned into Swedish."""
    for words in ([], ["--help"], ["plan", "--help"]):
        assert 0 == main(words)
    out, _ = capsys.readouterr()
    assert not [
        word for word in ("Usage", "Options", "Commands", "Arguments", "exit.", "default") if word in out
    ]


def test_plan_timetable_and_settle_follow_each_other(plan, capsys):
    """The main job, step by step, on a small data set."""
    assert 0 == main(["timetable", str(plan), "--out", "tider", "--today", "2026-03-02"])
    assert 0 == main(["settle", str(plan), "--year", "2026", "--out", "besked"])
    out, _ = capsys.readouterr()
    assert "tider/index.html" in out
    assert "besked/sammanstallning.xlsx (och 3 filer till)" in out
    assert {"tider/bibliotek/kil.ics", "besked/1715-kil.xlsx", "plan.json"} <= set(left())
    assert not [path for path in left() if ".bokslinga" in path]


def test_json_is_all_that_stdout_holds(plan, capsys):
    """Progress and steps are on stderr, so a program can read the answer."""
    assert 0 == main(["settle", str(plan), "--year", "2026", "--json"])
    out, err = capsys.readouterr()
    answer = json.loads(out)
    assert answer["cost_ore"] == sum(answer["cost_shares_ore"].values())
    assert "bidragsbesked/sammanstallning.xlsx" == answer["files"][0]
    assert "Skriver bidragsbesked" in err


def test_the_plan_says_what_it_costs_and_what_is_proven(data, capsys):
    """The figures of the small week: five runs, eight visits; Säffle waits from Thursday to Thursday."""
    assert 0 == main(["plan", str(data), "--json"])
    answer = json.loads(capsys.readouterr().out)
    figures = [answer[name] for name in ("runs", "visits", "longest_wait_days", "is_optimal", "files")]
    assert [5, 8, 7, True, ["plan.json"]] == figures
    assert 0 == main(["plan", str(data)])
    out, err = capsys.readouterr()
    assert "planen är optimal" in out
    assert "7\xa0dagar, Sjukhusbiblioteket från torsdag till torsdag" in out
    assert "undre gräns" in err


def test_the_same_seed_gives_the_same_bytes(data):
    """Plans are compared, mailed and archived."""
    for name in ("a.json", "b.json"):
        assert 0 == main(["plan", str(data), "--out", name, "--seed", "7"])
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()


def test_the_day_of_issue_is_the_one_asked_for(plan):
    """Two runs on different days can give the same bytes; a season may be issued before it begins."""
    assert 0 == main(["timetable", str(plan), "--today", "2025-12-05"])
    assert 'Framtagen den <time datetime="2025-12-05">' in Path("tidtabell/index.html").read_text(
        encoding="utf-8"
    )


def test_an_example_whose_season_is_over_is_issued_on_its_first_day(small):
    """The demo must not come out empty in a later year; a wanted day is kept."""
    over = replace(small, settings=replace(small.settings, season_last_date=date(2026, 1, 31)))
    assert date(2026, 1, 1) == day_of_example(None, over)
    assert date(2027, 5, 1) == day_of_example(datetime(2027, 5, 1), over)  # noqa: DTZ001  # as typer gives it


def test_a_newer_plan_file_leaves_no_files(plan, capsys):
    """Status 1 and a sentence that says to update."""
    text = plan.read_text(encoding="utf-8")
    known, newer = (f'_version": {version}' for version in (SCHEMA_VERSION, SCHEMA_VERSION + 1))
    plan.write_text(text.replace(known, newer), encoding="utf-8")
    assert 1 == main(["timetable", str(plan)])
    assert "Uppdatera bokslinga." in capsys.readouterr().err
    assert ["plan.json"] == left()


def test_a_missing_file_is_a_sentence(capsys):
    """Names are easily mistyped."""
    assert 1 == main(["settle", "plna.json", "--year", "2026"])
    assert "plna.json går inte att läsa eller skriva: den finns inte.\n" == capsys.readouterr().err


def test_a_year_that_cannot_be_settled_leaves_no_files(plan, capsys):
    """The season of the plan is 2026."""
    assert 1 == main(["settle", str(plan), "--year", "2027"])
    assert "Planen gäller 1 januari–31 december 2026" in capsys.readouterr().err
    assert ["plan.json"] == left()


def test_a_target_that_is_a_file_is_refused_before_any_work(data, capsys, monkeypatch):
    """Nobody should wait a minute to learn that nothing can be written."""
    monkeypatch.setattr(commands, "plan_shown", lambda *_: pytest.fail("planned"))
    Path("upptagen").write_text("min fil")
    assert 1 == main(["plan", str(data), "--out", "upptagen/plan.json"])
    assert "upptagen går inte att läsa eller skriva" in capsys.readouterr().err
    assert "min fil" == Path("upptagen").read_text()


def test_a_template_never_replaces_a_file(capsys):
    """Somebody may have filled it in."""
    assert 0 == main(["template", "mall.xlsx"])
    content = Path("mall.xlsx").read_bytes()
    assert 1 == main(["template", "mall.xlsx"])
    assert "där finns redan en fil med det namnet" in capsys.readouterr().err
    assert (content, ["mall.xlsx"]) == (Path("mall.xlsx").read_bytes(), left())


def test_other_files_in_the_folder_are_left_alone(plan):
    """The folder may be somebody's web site."""
    Path("tidtabell").mkdir()
    Path("tidtabell/mitt.txt").write_text("kvar")
    assert 0 == main(["timetable", str(plan)])
    assert "kvar" == Path("tidtabell/mitt.txt").read_text()


def test_a_timetable_that_cannot_be_whole_leaves_the_old_one(plan, capsys):
    """A folder stands where a page should be; half a timetable would be worse than an old one."""
    Path("tider/bibliotek/saf.html").mkdir(parents=True)
    Path("tider/index.html").write_text("den gamla")
    before = left()
    assert 1 == main(["timetable", str(plan), "--out", "tider"])
    expected = "tider/bibliotek/saf.html går inte att läsa eller skriva: det är en mapp; ange en fil."
    assert expected == capsys.readouterr().err.splitlines()[-1].replace("\\", "/")
    assert (before, "den gamla") == (left(), Path("tider/index.html").read_text())


def test_sheets_of_runs_that_are_gone_go_too(data, plan):
    """A driver must never find the sheet of a run that nobody drives. Bokbil 2 is sold; bokbil 1 drives."""
    for name, old, new in (("vehicles", "bil-2,Bokbil 2", "bil-3,Bokbil 3"), ("costs", "bil-2", "bil-3")):
        path = data / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert 0 == main(["timetable", str(plan)])
    Path("tidtabell/tur/mitt.html").write_text("kvar")
    assert Path("tidtabell/tur/torsdag-bil-2.html").exists()
    assert 0 == main(["plan", str(data)])
    assert 0 == main(["timetable", str(plan)])
    found = {path.name for path in Path("tidtabell/tur").glob("torsdag-*.html")}
    assert ({"torsdag-bil-3.html"}, "kvar") == (found, Path("tidtabell/tur/mitt.html").read_text())


def test_timetables_and_statements_can_share_a_folder(plan):
    """Each removes what it has written itself, never what the other has."""
    both = [
        ["timetable", str(plan), "--out", "allt"],
        ["settle", str(plan), "--year", "2026", "--out", "allt"],
    ]
    for words in both:
        assert 0 == main(words)
    whole = left()
    for words in both:
        assert 0 == main(words)
    assert whole == left()


def test_a_road_on_the_way_that_closes_is_told(data, capsys):
    """The times of Thursdays do not hold for four weeks of July, and the planner is who can do something."""
    assert 0 == main(["plan", str(data)])
    expected = (
        "Avstängd väg     E18 Säffle–Korset, 29 juni–24 juli 2026: planens tider gäller när vägen är öppen"
    )
    assert expected in capsys.readouterr().out.splitlines()
    assert 0 == main(["plan", str(data), "--json"])
    (closed,) = json.loads(capsys.readouterr().out)["closed_roads"]
    assert ["E18", "SAF", "kors", "2026-06-29", "2026-07-24", "Beläggning"] == list(closed.values())


@pytest.mark.parametrize("wrapped", [False, True])
def test_an_interrupt_is_status_130_and_leaves_nothing(data, capsys, monkeypatch, wrapped):
    """Also where a compiled function turns the interrupt into an error of its own."""

    def interrupted(*_):
        if not wrapped:
            raise KeyboardInterrupt
        raise SystemError("returned a result with an exception set") from KeyboardInterrupt()

    monkeypatch.setattr(commands, "plan_shown", interrupted)
    assert 130 == main(["plan", str(data)])
    assert "Avbrutet." in capsys.readouterr().err
    assert [] == left()


def test_a_full_disk_is_a_sentence(data, capsys, monkeypatch):
    """And the half of the file that fitted is gone."""

    def full(_planned, path):
        path.write_text("half")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(commands, "write_plan", full)
    assert 1 == main(["plan", str(data)])
    assert "disken är full" in capsys.readouterr().err
    assert [] == left()


def test_a_console_without_swedish_letters_does_not_crash(data):
    """Old Windows consoles and pipes know 256 letters, the dash of dates not among them."""
    done = subprocess.run(
        [sys.executable, "-c", "from logistics.cli import run; run()", "check", str(data)],
        capture_output=True, env={"PYTHONIOENCODING": "cp437", "PATH": ""}, check=True,
    )  # fmt: skip
    assert "1 januari?31 december 2026" in done.stdout.decode("cp437")


def test_the_version_is_told(capsys):
    """The first thing that support asks for."""
    assert 0 == main(["--version"])
    assert capsys.readouterr().out.startswith("bokslinga ")


def test_the_demo_writes_everything(demo):
    """One command, the whole main job."""
    assert (0, {"out"}) == (demo.status, {path.name for path in demo.folder.iterdir()} - {".cache"}), (
        demo.stderr
    )
    names = {path.relative_to(demo.folder / "out").as_posix() for path in (demo.folder / "out").rglob("*.*")}
    assert {"plan.json", "tidtabell/index.html", "tidtabell/bibliotek/kil.ics", "tidtabell/tur/mandag-bil-1.xlsx",
            "bidragsbesked/sammanstallning.xlsx", "bidragsbesked/1785-saffle.xlsx"} <= names  # fmt: skip


def test_the_demo_is_proven_optimal(demo):
    """What the issue asks of the sample, within its time."""
    assert "planen är optimal" in demo.stdout
