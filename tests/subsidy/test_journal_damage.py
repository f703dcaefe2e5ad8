"""Whatever was changed in a journal, lost from it or put into it is found and named."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from subsidy.journal import (
    JournalDamaged,
    journal_bytes,
    journal_from_bytes,
    read_files,
    read_journal,
    writing,
)
from subsidy.journal.reading import FILES_FOLDER, JOURNAL_FILE
from tests.subsidy.journals import issue_of, issued, spelled


def test_any_changed_byte_of_the_journal_is_found(tmp_path: Path) -> None:
    """One figure less, a comma more: the line says it was changed."""
    issued(tmp_path, issue_of(1), issue_of(2))
    content = journal_bytes(tmp_path)
    line_feeds = {place for place, byte in enumerate(content) if byte == ord("\n")}
    for place in range(0, len(content), 7):
        changed = bytearray(content)
        changed[place] ^= 1
        if place not in line_feeds:
            with pytest.raises(JournalDamaged):
                journal_from_bytes(bytes(changed), "journal")


@pytest.mark.parametrize("order", [(1, 2), (0, 2), (0, 0, 1, 2), (0, 2, 1)])
def test_a_lost_doubled_or_moved_entry_is_found(tmp_path: Path, order: tuple[int, ...]) -> None:
    """Each line is true in itself; only the chain shows that one is missing."""
    issued(tmp_path, *map(issue_of, (1, 2, 3)))
    lines = journal_bytes(tmp_path).splitlines(keepends=True)
    with pytest.raises(JournalDamaged, match="följer inte på den före"):
        journal_from_bytes(b"".join(lines[place] for place in order), "journal.jsonl")


def test_an_entry_made_to_fit_in_one_way_only_is_found(tmp_path: Path) -> None:
    """The right number after the wrong entry, and the wrong number after the right one."""
    first, second = issued(tmp_path, issue_of(1), issue_of(2))
    for forged in (replace(second, previous="1" * 64), replace(second, number=3)):
        with pytest.raises(JournalDamaged, match="följer inte på den före"):
            journal_from_bytes(first.line + forged.line, "journal.jsonl")


def test_an_entry_dated_before_the_one_before_is_found(tmp_path: Path) -> None:
    """Also when its fingerprint fits."""
    first, second = issued(tmp_path, issue_of(1), issue_of(2))
    content = {**json.loads(second.line), "issued_on": "1999-01-01"}
    with pytest.raises(JournalDamaged, match="daterad före"):
        journal_from_bytes(first.line + spelled(content), "journal")


def test_a_damaged_journal_is_not_written_on(tmp_path: Path) -> None:
    """A chain that goes on after a break would look whole from there."""
    issued(tmp_path, issue_of(1))
    path = tmp_path / JOURNAL_FILE
    path.write_bytes(path.read_bytes().replace(b"2026-01-15", b"2026-01-16"))
    with (
        pytest.raises(JournalDamaged, match=re.escape(f"{path}, rad 1: posten har ändrats")),
        writing(tmp_path),
    ):
        pass


def test_a_changed_and_a_lost_file_are_both_named(tmp_path: Path) -> None:
    """Whoever restores the folder must know all that is missing."""
    (entry,) = issued(tmp_path, issue_of(1))
    changed, lost = (tmp_path / FILES_FOLDER / file.sha256 for file in entry.files)
    changed.write_bytes(changed.read_bytes()[:-1])
    lost.unlink()
    with pytest.raises(JournalDamaged) as damage:
        read_files(tmp_path, entry)
    assert ["(beslut.json i nr 1) har ändrats", "(brev/kil.pdf i nr 1) saknas"] == [
        sentence.split("filen ")[1].split(".  ")[0].split(". Hämta")[0] for sentence in damage.value.sentences
    ]
    assert all(line.endswith(" från en säkerhetskopia.") for line in str(damage.value).splitlines())


def test_a_folder_with_the_chain_alone_has_no_files_to_read(tmp_path: Path) -> None:
    """A receiver keeps a copy of the chain; the files were not lost, they were never there."""
    (entry,) = issued(tmp_path / "journal", issue_of(1))
    (tmp_path / JOURNAL_FILE).write_bytes(journal_bytes(tmp_path / "journal"))
    with pytest.raises(JournalDamaged) as damage:
        read_files(tmp_path, entry)
    assert (
        f"{tmp_path}: i mappen finns bara en kopia av kedjan (journal.jsonl), inte de utfärdade filerna. "
        "Ange journalens egen mapp, eller hämta tillbaka den från en säkerhetskopia."
    ) == str(damage.value)


def test_files_without_a_journal_are_refused(tmp_path: Path) -> None:
    """An empty journal beside issued files means that the journal was lost, not that all may be issued anew."""
    issued(tmp_path, issue_of(1))
    (tmp_path / JOURNAL_FILE).unlink()
    with pytest.raises(JournalDamaged, match="journalen saknas"):
        read_journal(tmp_path)
