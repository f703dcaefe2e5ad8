"""What an issue that was cut short leaves is known for what it is; what an entry taken away leaves is not."""

from pathlib import Path

import pytest

from subsidy.canonical import fingerprint_of_bytes
from subsidy.journal import begun_files, pen, read_journal, unnamed_files, writing
from subsidy.journal.begun import BEGUN_FILE
from subsidy.journal.reading import JOURNAL_FILE
from tests.subsidy.journals import issue_of


def issue(folder: Path, number: int, name: str = "a") -> None:
    with writing(folder) as own_pen:
        own_pen.issue(issue_of(number, name))


def cut_short(folder: Path, number: int, name: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """An issue whose files are there when the disk is full; their SHA-256."""

    def refuse(path: Path, line: bytes, *, at: int) -> None:
        if line:
            raise OSError(28, "", str(path))
        append(path, line, at=at)

    append = pen.append
    with monkeypatch.context() as full:
        full.setattr(pen, "append", refuse)
        with pytest.raises(OSError, match="28"):
            issue(folder, number, name)
    return {fingerprint_of_bytes(content) for content in issue_of(number, name).files.values()}


def begun(folder: Path) -> set[str]:
    return set(begun_files(folder, read_journal(folder)))


def test_nothing_is_begun_when_an_entry_stands(tmp_path: Path) -> None:
    issue(tmp_path, 1)
    assert (set(), False) == (begun(tmp_path), (tmp_path / BEGUN_FILE).exists())


def test_the_files_of_every_issue_that_was_cut_short_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried twice with other figures, so that other files are left, and then issued: nothing is left to know."""
    issue(tmp_path, 1)
    left = cut_short(tmp_path, 2, "b", monkeypatch) | cut_short(tmp_path, 2, "c", monkeypatch)
    assert (4, left) == (len(left), begun(tmp_path))
    assert left == set(unnamed_files(tmp_path, read_journal(tmp_path)))
    issue(tmp_path, 2)
    assert set() == begun(tmp_path)


def test_an_entry_stands_although_what_was_begun_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner holds the file open: what it says is of an entry that is not the last any more."""

    def refuse(path: Path) -> None:
        raise PermissionError(13, "", str(path))

    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refuse)
        issue(tmp_path, 1)
    assert (tmp_path / BEGUN_FILE).exists()
    assert (1, set()) == (len(read_journal(tmp_path).entries), begun(tmp_path))


def test_what_was_begun_on_an_entry_that_is_gone_excuses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the files of number 3, which was cut short, would hide that number 2 was taken away."""
    issue(tmp_path, 1)
    issue(tmp_path, 2)
    cut_short(tmp_path, 3, "a", monkeypatch)
    path = tmp_path / JOURNAL_FILE
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:1]))
    assert set() == begun(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"\xff\n", b'{"schema":"bokslinga-journal","schema_version":3}\n']
)
def test_what_we_did_not_write_excuses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    cut_short(tmp_path, 1, "a", monkeypatch)
    (tmp_path / BEGUN_FILE).write_bytes(content)
    assert set() == begun(tmp_path)
