"""What is put on the disk is there whole or not at all, on every system, and one process at a time writes."""

import errno
import os
import sys
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType

import pytest

from subsidy.journal.disk import append, put
from subsidy.journal.locking import locked


def test_a_file_that_cannot_be_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    """A folder stands where the file should: no half-written file beside it."""
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "full").touch()
    with pytest.raises(OSError, match="taken"):
        put(tmp_path / "taken", b"content")
    assert ["taken"] == [path.name for path in tmp_path.iterdir()]


def test_a_line_that_cannot_be_kept_is_taken_away_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the line is to be kept; whoever reads next sees no half of it."""
    path, faults, sync = tmp_path / "a", [OSError(errno.ENOSPC, "No space left")], os.fsync
    path.write_bytes(b"first\n")

    def syncing(descriptor: int) -> None:
        if faults:
            raise faults.pop()
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", syncing)
    with pytest.raises(OSError, match="No space left"):
        append(path, b"second\n", at=len(b"first\n"))
    assert b"first\n" == path.read_bytes()


def test_what_a_killed_process_left_beside_leaves_no_trace(tmp_path: Path) -> None:
    """It was longer: no byte of it may follow what is put in its place."""
    (tmp_path / "a.part").write_bytes(b"a longer content")
    put(tmp_path / "a", b"content")
    assert [("a", b"content")] == [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_kept_may_be_read_and_written_as_the_system_says_and_never_run(tmp_path: Path) -> None:
    """A colleague with another account issues the next time; and a letter is no program."""
    before = os.umask(0)
    try:
        put(tmp_path / "a", b"content")
        append(tmp_path / "b", b"line\n", at=0)
        with locked(tmp_path):
            pass
    finally:
        os.umask(before)
    assert [0o666] * 3 == [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()]


def on_system(name: str, monkeypatch: pytest.MonkeyPatch, module: str, **parts: ModuleType) -> ModuleType:
    """A module of the journal as another system loads it."""
    source = find_spec(f"subsidy.journal.{module}")
    assert source is not None
    assert source.loader is not None
    monkeypatch.setattr(sys, "platform", name)
    for part, stand_in in parts.items():
        monkeypatch.setitem(sys.modules, part, stand_in)
    loaded = module_from_spec(source)
    source.loader.exec_module(loaded)
    return loaded


def test_windows_waits_for_its_lock_as_long_as_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """msvcrt gives up after ten seconds; whoever issues 290 statements may hold the lock for longer."""
    answers: list[OSError | None] = [OSError(errno.EDEADLOCK, ""), OSError(errno.EDEADLOCK, ""), None, None]
    asked: list[int] = []

    def locking(_descriptor: int, mode: int, n_bytes: int) -> None:
        asked.append(mode * n_bytes)
        if refusal := answers.pop(0):
            raise refusal

    msvcrt = ModuleType("msvcrt")
    vars(msvcrt).update(locking=locking, LK_LOCK=1, LK_UNLCK=0)
    with on_system("win32", monkeypatch, "locking", msvcrt=msvcrt).locked(tmp_path):
        assert [1, 1, 1] == asked
    assert [1, 1, 1, 0] == asked


def test_windows_says_when_there_can_be_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locking(*_: int) -> None:
        raise PermissionError(errno.EACCES, "no locks here")

    msvcrt = ModuleType("msvcrt")
    vars(msvcrt).update(locking=locking, LK_LOCK=1, LK_UNLCK=0)
    locked = on_system("win32", monkeypatch, "locking", msvcrt=msvcrt).locked
    with pytest.raises(PermissionError, match="no locks here"), locked(tmp_path):
        pass


def test_macos_empties_the_memory_of_the_disk_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fsync only hands the bytes over."""
    asked: list[int] = []
    fcntl = ModuleType("fcntl")
    vars(fcntl).update(fcntl=lambda _, command: asked.append(command), F_FULLFSYNC=51)
    disk = on_system("darwin", monkeypatch, "disk", fcntl=fcntl)
    disk.append(tmp_path / "a", b"line\n", at=0)
    assert [51, 51] == asked  # the file, then its folder
    disk.put(tmp_path / "b", b"content")
    assert [51, 51, 51] == asked
    assert b"line\n" == (tmp_path / "a").read_bytes()


def test_windows_writes_bytes_and_not_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened as text, every line feed would become two bytes, and no fingerprint would fit."""
    binary, opened = 1 << 30, []

    def opening(path: Path, flags: int, mode: int) -> int:
        opened.append(bool(flags & binary))
        return open_(path, flags & ~binary, mode)

    open_ = os.open
    disk = on_system("win32", monkeypatch, "disk")
    monkeypatch.setattr(os, "O_BINARY", binary, raising=False)
    monkeypatch.setattr(os, "open", opening)
    disk.append(tmp_path / "a", b"line\n", at=0)
    disk.put(tmp_path / "b", b"content")
    assert [True, True] == opened


def test_windows_needs_no_sync_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_system("win32", monkeypatch, "disk").sync_folder(tmp_path / "nowhere")
