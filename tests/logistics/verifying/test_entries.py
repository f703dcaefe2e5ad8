"""An entry says of its files what they say themselves: a chain made anew hides nothing."""

import json
from dataclasses import replace
from datetime import date

import pytest

from logistics.cli.verify_journal import shown_journal
from logistics.verifying import find_in_journal, read_chain, wrong_files
from subsidy.journal import JOURNAL_FILE, Correction, Entry, JournalDamaged, read_journal
from tests.logistics.verifying.test_lost_entries import issue

CORRECTION = Correction(number=1, because="Fel bidrag.")
CHANGED = (
    (
        1,
        {"content": "f" * 64},
        "posten säger att innehållets fingeravtryck är ffffffffffffffff…, men sammanst",
    ),
    (1, {"inputs": "f" * 64}, "posten säger att indatas fingeravtryck är ffffffffffffffff…, men sammanst"),
    (1, {"rule": "e" * 64}, "posten säger att regelns fingeravtryck är eeeeeeeeeeeeeeee…, men sammanst"),
    (
        1,
        {"issued_on": date(2025, 11, 1)},
        "posten är daterad 1 november 2025, men sammanstallning.json säger 15 jan",
    ),
    (
        1,
        {"last_date": date(2026, 6, 30)},
        "posten är för 1 januari–30 juni 2026, men sammanstallning.json är för en",
    ),
    (2, {"corrects": None}, "posten rättar inget, men sammanstallning.json rättar nr 1"),
    (
        2,
        {"corrects": replace(CORRECTION, because="Annat")},
        "posten säger att skälet är ”Annat”, men sammanst",
    ),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A journal of a statement and its correction."""
    folder = tmp_path_factory.mktemp("journal")
    issue(folder, 1)
    issue(folder, 2, CORRECTION)
    return folder


def chained_anew(folder, number, changes):
    """The journal's file with one entry changed, and every fingerprint made to fit."""
    entries: list[Entry] = []
    for entry in read_journal(folder).entries:
        changed = replace(entry, **changes) if entry.number == number else entry
        entries.append(replace(changed, previous=entries[-1].fingerprint) if entries else changed)
    return b"".join(entry.line for entry in entries)


def test_a_journal_that_was_not_changed_holds(kept):
    assert () == wrong_files(kept, read_chain(kept))


@pytest.mark.parametrize(("number", "changes", "said"), CHANGED, ids=[row[2] for row in CHANGED])
def test_an_entry_that_says_something_else_than_its_files_is_named(kept, number, changes, said):
    """The chain is whole."""
    whole = (kept / JOURNAL_FILE).read_bytes()
    (kept / JOURNAL_FILE).write_bytes(chained_anew(kept, number, changes))
    try:
        answer, findings = shown_journal(kept)
        content = (kept / "files" / read_chain(kept).entries[number - 1].file("brev.pdf").sha256).read_bytes()
        in_journal = find_in_journal(kept / "brev.pdf", content, kept)
    finally:
        (kept / JOURNAL_FILE).write_bytes(whole)
    (finding,) = findings
    assert finding.sentence.startswith(f"Journalen, nr {number}: {said}")
    assert (False, findings) == (answer.result["is_verified"], in_journal.findings)


def test_a_record_beside_a_copy_of_the_chain_is_compared_with_its_entry(kept, tmp_path):
    """The receiver has no folder of files."""
    (tmp_path / JOURNAL_FILE).write_bytes(chained_anew(kept, 1, {"issued_on": date(2025, 11, 1)}))
    file = read_chain(kept).entries[0].file("sammanstallning.json")
    found = find_in_journal(
        tmp_path / file.name, (kept / "files" / file.sha256).read_bytes(), tmp_path / JOURNAL_FILE
    )
    (finding,) = found.findings
    assert finding.sentence.startswith("Journalen, nr 1: posten är daterad 1 november 2025, men ")


def test_a_folder_with_files_and_no_journal_is_damaged_and_without_files_no_journal(tmp_path):
    (tmp_path / "files").mkdir()
    with pytest.raises(FileNotFoundError):
        read_chain(tmp_path)
    (tmp_path / "files" / ("a" * 64)).write_bytes(b"x")
    with pytest.raises(JournalDamaged, match="journalen saknas, men dess filer finns kvar"):
        read_chain(tmp_path)


def test_a_journal_without_entries_has_no_fingerprint(tmp_path):
    (tmp_path / JOURNAL_FILE).write_bytes(b"")
    answer, _ = shown_journal(tmp_path)
    assert "inget: journalen har inga poster" == dict(answer.lines)["Fingeravtryck"]


def test_a_foreign_file_is_named(tmp_path):
    """Whoever looks after the journal must find it."""
    issue(tmp_path, 1)
    (tmp_path / "files" / "anteckning.txt").write_text("x", encoding="utf-8")
    answer, _ = shown_journal(tmp_path)
    assert dict(answer.lines)["Observera"].startswith(
        "1\u00a0fil i journalens mapp hör inte till någon post (anteckning.txt)"
    )


def test_a_file_that_looks_like_a_record_says_nothing(tmp_path):
    """Only what the program writes is compared."""
    issue(tmp_path, 1)
    for content in (b"{", b"[]", json.dumps({"schema": "annat"}).encode()):
        (tmp_path / "files" / ("f" * 64)).write_bytes(content)
        assert () == shown_journal(tmp_path)[1]
