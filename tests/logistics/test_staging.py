"""Files come into a folder all together or not at all, and only our own ever leave it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from logistics.cli.staging import staged
from tests.subsidy.journals import ROOT

DAY_S = 86400


@pytest.fixture
def out(tmp_path):
    """A folder with a page of an earlier run, listed, and a file of somebody else's."""
    write(tmp_path / "out", {"a.html": "old a", "tur/b.html": "old b"})
    (tmp_path / "out/mitt.txt").write_text("mitt")
    return tmp_path / "out"


def write(folder, files):
    """What a command does."""
    with staged(folder, lists={"tidtabell": "."}) as aside:
        for name, text in files.items():
            (aside / name).parent.mkdir(exist_ok=True)
            (aside / name).write_text(text)


def content(folder):
    """Every file below a folder, with its text; a folder as None."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_text()
        for path in folder.rglob("*")
    }


def test_what_is_no_longer_written_is_removed(out):
    """And nothing else: not the file of somebody else's."""
    write(out, {"a.html": "new a", "c.html": "new c"})
    found = content(out)
    listed = json.loads(found.pop("filer-tidtabell.json"))
    assert ["a.html", "c.html"] == listed
    assert {"a.html": "new a", "c.html": "new c", "mitt.txt": "mitt", "tur": None} == found


@pytest.mark.parametrize("is_written", [True, False])
def test_what_is_outdated_goes_unless_it_is_written_anew(out, is_written):
    """As balances that a later settlement has paid."""
    (out / "b.csv").write_text("old")
    with staged(out, outdated=[out / "b.csv", out / "missing.csv"]) as aside:
        if is_written:
            (aside / "b.csv").write_text("new")
    assert ("new" if is_written else "-") == content(out).get("b.csv", "-")


def test_what_is_outdated_stays_where_nothing_can_be_written(out):
    """All or nothing."""
    (out / "b.csv").write_text("old")
    (out / "z.html").mkdir()
    before = content(out)
    with pytest.raises(IsADirectoryError), staged(out, outdated=[out / "b.csv"]) as aside:
        (aside / "z.html").write_text("new")
    assert before == content(out)


@pytest.mark.parametrize("names", [["z.html"], ["a.html", "z.html"], ["c.html", "ny/z.html"]])
def test_a_folder_in_the_way_of_the_last_file_leaves_everything_as_it_was(out, names):
    """Whether old files were replaced, removed or folders made before that."""
    (out / names[-1]).mkdir(parents=True)
    before = content(out)
    with pytest.raises(IsADirectoryError) as refusal:
        write(out, dict.fromkeys(names, "new"))
    assert (before, str(out / names[-1])) == (content(out), refusal.value.filename)


@pytest.mark.parametrize("refused", ["a.html", "tur/b.html", "mapp/ny.html"])
@pytest.mark.parametrize("failure", [PermissionError(13, "open in Excel"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_moved_leaves_everything_as_it_was(out, monkeypatch, refused, failure):
    """On Windows an open workbook can be neither replaced nor removed; Ctrl-C can come anywhere."""
    before, rename = content(out), Path.rename

    def refusing(path, target):
        if refused in (path.relative_to(out).as_posix(), Path(target).relative_to(out).as_posix()):
            raise failure
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(type(failure)):
        write(out, {"a.html": "new a", "mapp/ny.html": "new", "z.html": "new z"})
    monkeypatch.undo()
    assert before == content(out)


def test_a_refusal_names_the_file_and_not_ours(out, monkeypatch):
    """`.bokslinga-abc/old/0` says nothing to anybody."""

    def refusing(_path, _target):
        raise PermissionError(13, "open in Excel", "x", None, "y")

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(PermissionError) as refusal:
        write(out, {"a.html": "new a"})
    assert (str(out / "a.html"), None) == (refusal.value.filename, refusal.value.filename2)


@pytest.mark.parametrize(
    ("named", "told"),
    [(None, "."), ("mapp/b.html", "mapp/b.html"), ("/annan/plan.json", "/annan/plan.json")],
)
def test_what_cannot_be_written_aside_is_named_as_asked_for(out, named, told):
    """A file too large for the disk has no name in the refusal; then the folder is named."""
    with pytest.raises(OSError, match="too large") as refusal, staged(out) as aside:
        raise OSError(27, "too large", *([str(aside / named)] if named else []))
    assert str(out / told) == refusal.value.filename


@pytest.mark.parametrize(
    "name", ["../viktig.txt", "tur/../../viktig.txt", "/viktig.txt", "C:viktig.txt", "..\\viktig.txt", "", 3, None]
)  # fmt: skip
def test_a_list_never_leads_out_of_its_folder(out, name):
    """The list stands where others can write."""
    (out.parent / "viktig.txt").write_text("kvar")
    absolute = str(out.parent / "viktig.txt")
    (out / "filer-tidtabell.json").write_text(json.dumps([name, absolute]))
    write(out, {"a.html": "new a"})
    assert "kvar" == (out.parent / "viktig.txt").read_text()


def test_a_list_never_leads_through_a_link(out):
    """A folder of the web site may be a link to somewhere else."""
    (out.parent / "annat").mkdir()
    (out.parent / "annat/b.html").write_text("kvar")
    (out / "lank").symlink_to(out.parent / "annat", target_is_directory=True)
    (out / "filer-tidtabell.json").write_text('["lank/b.html", "lank"]')
    write(out, {"a.html": "new a"})
    assert "kvar" == (out / "lank/b.html").read_text()


@pytest.mark.parametrize("damaged", ["", "{}", '"a.html"', "[" * 100_000, "null", "\xff"])
def test_a_damaged_list_removes_nothing(out, damaged):
    """Rather a stale page than a lost file."""
    (out / "filer-tidtabell.json").write_bytes(damaged.encode("latin-1"))
    write(out, {"c.html": "new c"})
    assert {"a.html", "tur/b.html", "c.html", "mitt.txt"} <= set(content(out))


def test_folders_of_killed_runs_are_removed_when_they_are_old(tmp_path):
    """Nothing can be done when the power goes; the next run but one tidies up."""
    made = {".bokslinga-abcd1234": 3, ".bokslinga-abcd_678": 1, ".bokslinga-mina-bilder": 9, "bokslinga": 9}
    for name, age_days in made.items():
        (tmp_path / name / "new").mkdir(parents=True)
        then_s = time.time() - age_days * DAY_S
        os.utime(tmp_path / name, (then_s, then_s))
    with staged(tmp_path):
        pass
    assert set(made) - {".bokslinga-abcd1234"} == {path.name for path in tmp_path.iterdir()}


KILLED = """
import os, signal, sys
from pathlib import Path
from logistics.cli.staging import staged
def kill(path, target):
    rename(path, target)
    if Path(target).name == "a.html" and "old" not in Path(target).parts:
        os.kill(os.getpid(), signal.SIGKILL)
rename, Path.rename = Path.rename, kill
with staged(Path(sys.argv[1])) as aside:
    (aside / "a.html").write_text("new a")
    (aside / "b.html").write_text("new b")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")
@pytest.mark.parametrize("is_new", [True, False])
def test_next_run_completes_what_a_kill_left_and_removes_what_it_left_aside(out, is_new):
    """Half of the files, the rest in a hidden folder: beside the new folder, or in the one that was there."""
    folder = out / "ny" if is_new else out
    subprocess.run([sys.executable, "-c", KILLED, folder], cwd=ROOT, check=False)
    assert "new a" == (folder / "a.html").read_text()
    assert not (folder / "b.html").exists()
    assert 1 == len(list(out.glob(".bokslinga-*")))
    write(folder, {"a.html": "new a", "b.html": "new b"})
    assert ["new a", "new b"] == [(folder / name).read_text() for name in ("a.html", "b.html")]
    assert [] == list(out.rglob(".bokslinga-*"))


def test_run_that_is_under_way_is_left_alone(out):
    """Two commands may write in the same folder, each its own files."""
    with staged(out) as aside:
        (aside / "c.html").write_text("c")
        write(out, {"a.html": "new a"})
    assert ["c", "new a"] == [(out / name).read_text() for name in ("c.html", "a.html")]
