"""What is issued is kept as it was, under plain names, and every entry is chained to the one before."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from subsidy.journal import Correction, IssuedFile, is_cut_short, pen, read_files, read_journal
from subsidy.journal.reading import FILES_FOLDER, JOURNAL_FILE
from tests.subsidy.journals import issue_of, issued


def test_what_is_issued_is_read_back_byte_for_byte(tmp_path: Path) -> None:
    """Last year's statements are needed as they were, not as they would be now."""
    first, second = issued(tmp_path, issue_of(1), issue_of(2))
    assert (first, second) == read_journal(tmp_path).entries
    assert issue_of(2).files == read_files(tmp_path, second)


def test_every_entry_carries_the_fingerprint_of_the_one_before(tmp_path: Path) -> None:
    """Whoever holds the last fingerprint can tell that nothing before it was changed."""
    issued(tmp_path, issue_of(1), issue_of(2))
    lines = [json.loads(line) for line in (tmp_path / JOURNAL_FILE).read_text().splitlines()]
    assert ["0" * 64, lines[0]["fingerprint"]] == [line["previous"] for line in lines]
    for line in lines:  # computed as an outsider would, from the line alone
        rest = {name: part for name, part in line.items() if name != "fingerprint"}
        spelled = json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()
        assert sha256(spelled).hexdigest() == line["fingerprint"]


def test_the_entries_that_issued_a_file_are_found(tmp_path: Path) -> None:
    """A receiver asks: did you send this?"""
    first, _ = issued(tmp_path, issue_of(1), issue_of(2))
    journal = read_journal(tmp_path)
    assert (first,) == journal.entries_with(issue_of(1).files["brev/kil.pdf"])
    assert () == journal.entries_with(b"never issued")
    assert None is first.file("annat.pdf")


def test_a_folder_where_nothing_was_issued_is_an_empty_journal(tmp_path: Path) -> None:
    assert () == read_journal(tmp_path / "finns-inte").entries


def test_a_last_line_without_its_end_is_told_and_no_entry(tmp_path: Path) -> None:
    """The computer was switched off in the middle of the line: one character of it, or all but the last."""
    (entry,) = issued(tmp_path, issue_of(1))
    assert not is_cut_short(tmp_path)
    for n_bytes in (1, len(entry.line) - 1):
        (tmp_path / JOURNAL_FILE).write_bytes(entry.line + entry.line[:n_bytes])
        assert is_cut_short(tmp_path)
        assert (entry,) == read_journal(tmp_path).entries


def test_a_damaged_file_is_made_whole_when_it_is_issued_again(tmp_path: Path) -> None:
    """A correction often issues most files as they were; what lies under their name must be what they are."""
    deep = tmp_path / "a" / "b"
    first = issued(deep, issue_of(1))[0]
    damaged = deep / FILES_FOLDER / first.files[0].sha256
    damaged.write_bytes(b"other")
    again = replace(issue_of(1), corrects=Correction(number=1, because="Fel."))
    (second,) = issued(deep, again)
    assert issue_of(1).files == read_files(deep, second)


def test_all_that_an_entry_names_is_on_the_disk_before_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut an entry must not name a file whose name never reached the disk."""
    done: list[str] = []

    def told(name: str) -> None:
        do = getattr(pen, name)

        def telling(path: Path, *rest: object, **options: object) -> None:
            done.append(f"{name} {path.relative_to(tmp_path.parent).parts[1:-1] or path.name}")
            do(path, *rest, **options)

        monkeypatch.setattr(pen, name, telling)

    for name in ("put", "sync_folder", "append"):
        told(name)
    issued(tmp_path / "journal", issue_of(1))
    kept = "put ('journal', 'files')"
    opened = [f"sync_folder {tmp_path.name}", "append ('journal',)"]
    assert [*opened, kept, kept, "sync_folder ('journal',)", "append ('journal',)"] == done


@pytest.mark.parametrize("name", ["../a", "/a", "a/../b", "C:a", "a\\b", ".dold", "", "a//b"])
def test_a_file_name_that_leads_elsewhere_is_refused(name: str) -> None:
    """The files of a journal that somebody else sent are written out under these names."""
    with pytest.raises(ValueError, match="plain file name"):
        IssuedFile(name=name, sha256="0" * 64, n_bytes=1)


def test_names_that_windows_takes_for_the_same_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot tell apart"):
        replace(issue_of(1), files={"a.pdf": b"1", "A.pdf": b"2"})


def test_nothing_to_issue_and_a_period_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^nothing is issued"):
        replace(issue_of(1), files={})
    with pytest.raises(ValueError, match="before it begins"):
        replace(issue_of(1), last_date=date(1999, 1, 1))
