"""A kill, a full disk or two issuers at once: nothing issued is lost, and nothing is there twice."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from subsidy.journal import (
    Journal,
    begun_files,
    journal_from_bytes,
    read_files,
    read_journal,
    unnamed_files,
    writing,
)
from subsidy.journal.disk import append
from subsidy.journal.reading import FILES_FOLDER, JOURNAL_FILE
from tests.subsidy.journals import issue_of, start

N_KILLS = 200 if os.environ.get("CI") else 25
LONGEST_LIFE_MS = 40  # of a process that issues; an issue takes about one

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")


def numbers_said(process: subprocess.Popen[str]) -> list[int]:
    """What a process said that it had issued, until it ended."""
    out, _ = process.communicate(timeout=60)
    return [int(line) for line in out.splitlines() if line.isdigit()]


def whole(folder: Path) -> Journal:
    """The journal, when every file of every entry is there and no period stands twice."""
    journal = read_journal(folder)
    assert all(read_files(folder, entry) for entry in journal.entries)
    assert len(journal.entries) == len({entry.first_date for entry in journal.entries})
    return journal


def test_kills_at_random_points_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """The computer may be switched off at any moment; what was said to be issued is issued."""
    chance = random.Random(4)  # noqa: S311  # moments, not secrets
    said: list[int] = []
    for _ in range(N_KILLS):
        process = start(tmp_path, "a")
        assert process.stdout is not None
        assert "ready\n" == process.stdout.readline()
        time.sleep(chance.randrange(LONGEST_LIFE_MS * 1000) / 1e6)
        process.kill()
        said += numbers_said(process)
        read_journal(tmp_path)  # a reader comes before the next writer
    with writing(tmp_path) as pen:
        pen.issue(issue_of(pen.journal.next_number))
    numbers = [entry.number for entry in whole(tmp_path).entries]
    assert list(range(1, len(numbers) + 1)) == numbers
    assert set(said) <= set(numbers)
    # A process dies between the entry and saying so at most once.
    assert len(numbers) - 1 - len(said) <= N_KILLS
    assert len(said) == len(set(said))


def test_a_kill_at_every_touch_of_the_disk_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Random kills may miss a moment; these meet every open, write, sync, rename and close, half-way."""
    for touch in range(1, 100):
        with writing(tmp_path) as pen:
            before = pen.journal.entries
        process = start(tmp_path, "a", "1", "--kill", str(touch))
        said = numbers_said(process)
        journal = whole(tmp_path)
        assert begun_files(tmp_path, journal) >= set(unnamed_files(tmp_path, journal))
        after = journal.entries
        assert before == after[: len(before)]
        assert len(said) <= len(after) - len(before) <= 1
        if process.returncode == 0:
            break
    assert touch > 20
    assert 0 == process.returncode


def test_a_line_cut_anywhere_is_passed_over_and_then_healed(tmp_path: Path) -> None:
    """Whatever part of the last line reached the disk, the next issue stands where it should."""
    with writing(tmp_path) as pen:
        pen.issue(issue_of(1))
        line = pen.issue(issue_of(2)).line
    path = tmp_path / JOURNAL_FILE
    content = path.read_bytes()
    for n_bytes in range(len(line)):
        cut = content[: len(content) - len(line) + n_bytes]
        assert 1 == len(journal_from_bytes(cut, "journal").entries)
        if n_bytes in (0, 1, len(line) // 2, len(line) - 1):
            path.write_bytes(cut)
            with writing(tmp_path) as pen:
                assert 2 == pen.issue(issue_of(2)).number
            assert content == path.read_bytes()


def test_the_leavings_of_a_killed_process_are_removed(tmp_path: Path) -> None:
    with writing(tmp_path) as pen:
        pen.issue(issue_of(1))
    left = tmp_path / FILES_FOLDER / "00.part"
    left.write_bytes(b"half")
    with writing(tmp_path):
        assert not left.exists()


def test_issuing_at_once_gives_each_its_own_number(tmp_path: Path) -> None:
    """Two at the office press the button in the same second."""
    processes = [start(tmp_path, name, "12") for name in "abc"]
    said = [numbers_said(process) for process in processes]
    assert [12, 12, 12] == [len(numbers) for numbers in said]
    assert list(range(1, 37)) == sorted(number for numbers in said for number in numbers)
    assert 36 == len(whole(tmp_path).entries)


def test_the_same_period_at_once_is_issued_once(tmp_path: Path) -> None:
    """One gets there first; the other is told that the period is issued."""
    program = (
        "import sys; from pathlib import Path; from subsidy.journal import writing;"
        "from tests.subsidy.journals import issue_of\n"
        "with writing(Path(sys.argv[1])) as pen: pen.issue(issue_of(1, sys.argv[2]))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    root = Path(__file__).parents[2]
    processes = [subprocess.Popen([*command, name], cwd=root, stderr=subprocess.PIPE) for name in "abcd"]
    refusals = [process.communicate(timeout=60)[1] for process in processes]
    assert 1 == sum(process.returncode == 0 for process in processes)
    assert 3 == sum(b"IssueRefused" in refusal for refusal in refusals)
    assert 1 == len(whole(tmp_path).entries)


@pytest.mark.parametrize("limit", [1, 63, 64, 3000, 6400, 6800, 7300])
def test_a_full_disk_refuses_the_issue_and_leaves_the_journal_whole(tmp_path: Path, limit: int) -> None:
    """The disk is full in the middle of a file or of the entry: nothing is issued, and later it goes on."""
    with writing(tmp_path) as pen:
        for number in range(1, 10):  # the journal's file is then 6 984 bytes, the longest of the others 6 400
            pen.issue(issue_of(number))
    before = (tmp_path / JOURNAL_FILE).read_bytes()
    process = start(tmp_path, "a", "1", "--limit", str(limit))
    _, err = process.communicate(timeout=60)
    assert (1, True) == (process.returncode, "File too large" in err)
    assert before == (tmp_path / JOURNAL_FILE).read_bytes()
    assert [] == list(tmp_path.rglob("*.part"))
    with writing(tmp_path) as pen:
        assert 10 == pen.issue(issue_of(10)).number
    assert 10 == len(whole(tmp_path).entries)


def test_a_disk_too_full_to_clear_up_is_cleared_up_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the torn line's removal can fail; it is no entry all the same."""
    with writing(tmp_path) as pen:
        pen.issue(issue_of(1))
        n_bytes = pen.n_bytes
    path = tmp_path / JOURNAL_FILE
    whole_file = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refuse)
        truncate, calls = os.ftruncate, []
        broken.setattr(os, "ftruncate", lambda *a: refuse() if calls else (calls.append(1), truncate(*a)))
        with pytest.raises(OSError, match="No space left"):
            append(path, b'{"torn', at=n_bytes)
    assert whole_file + b'{"torn' == path.read_bytes()
    with writing(tmp_path) as pen:
        assert whole_file == path.read_bytes()
        assert 2 == pen.issue(issue_of(2)).number
