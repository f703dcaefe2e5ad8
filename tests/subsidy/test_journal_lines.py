"""A line of a journal is an entry that makes sense, of a version we know, or is refused with the reason."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from subsidy.journal import (
    Correction,
    IssuedFile,
    Journal,
    JournalDamaged,
    JournalUnknown,
    journal_from_bytes,
)
from subsidy.journal.lines import read_entry
from tests.subsidy.journals import issue_of, issued, spelled


def test_a_journal_of_this_version_can_be_read_for_ever() -> None:
    """Written out by hand: what stands in journals today must not become unreadable with a later program."""
    line = spelled(
        {
            "schema": "bokslinga-journal",
            "schema_version": 1,
            "number": 1,
            "previous": "0" * 64,
            "first_date": "2026-01-01",
            "last_date": "2026-12-31",
            "issued_on": "2026-01-15",
            "content": "a" * 64,
            "inputs": "b" * 64,
            "rule": "c" * 64,
            "corrects": None,
            "files": [{"name": "tom.json", "n_bytes": 0, "sha256": sha256(b"").hexdigest()}],
        }
    )
    (entry,) = journal_from_bytes(line, "journal").entries
    assert date(2026, 12, 31) == entry.last_date
    assert (entry,) == Journal(entries=(entry,)).entries_with(b"")


def test_a_final_settlement_has_a_line_of_its_own_version() -> None:
    """Written out by hand too: a program that knows awards only must not take it for one."""
    content: dict[str, object] = {
        "schema": "bokslinga-journal",
        "schema_version": 2,
        "kind": "final",
        "number": 1,
        "previous": "0" * 64,
        "first_date": "2026-01-01",
        "last_date": "2026-12-31",
        "issued_on": "2027-01-04",
        "content": "a" * 64,
        "inputs": "b" * 64,
        "rule": "c" * 64,
        "corrects": None,
        "files": [{"name": "tom.json", "n_bytes": 0, "sha256": sha256(b"").hexdigest()}],
    }
    assert "final" == read_entry(spelled(content)).kind
    for wrong in ({"schema_version": 1}, {"kind": "award"}, {"kind": "annat"}):
        with pytest.raises(ValueError, match=r"the fingerprint is not|of the wrong kind: annat"):
            read_entry(spelled(content | wrong))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"[]\n", "not an entry of a journal"),
        (b"{}\n", "not an entry of a journal"),
        (b'{"schema":"bokslinga-journal","schema_version":1}\n', "a part of the entry is missing"),
        (b"{\n", ""),
        (b"1.5\n", ""),
        (b'{"a":1,"a":2}\n', ""),
    ],
)
def test_a_line_of_another_kind_is_refused(line: bytes, why: str) -> None:
    """The reason tells whoever looks into it where to begin."""
    with pytest.raises(ValueError, match=f"^{why}"):
        read_entry(line)
    with pytest.raises(JournalDamaged):
        journal_from_bytes(line, "journal")


def test_an_entry_of_a_newer_program_is_not_called_damaged() -> None:
    """A backup would not help: whoever has the older program is told to update it."""
    newer = b'{"schema":"bokslinga-journal","schema_version":3}\n'
    with pytest.raises(
        JournalUnknown, match=r"journalformat 3; det här programmet läser 2\)\. Uppdatera bokslinga"
    ):
        journal_from_bytes(newer, "journal")


@pytest.mark.parametrize("version", [b"0", b"null", b'"2"', b"1", b"2"])
def test_an_entry_of_no_version_that_was_ever_given_out_is_damaged(version: bytes) -> None:
    """Nor is one of this version that lacks everything else."""
    line = b'{"schema":"bokslinga-journal","schema_version":' + version + b"}\n"
    with pytest.raises(JournalDamaged):
        journal_from_bytes(line, "journal")


def test_a_fingerprint_that_does_not_fit_is_named(tmp_path: Path) -> None:
    """A changed figure is told from a line that is no entry at all."""
    (entry,) = issued(tmp_path, issue_of(1))
    with pytest.raises(ValueError, match=r"^the fingerprint is not that of the entry$"):
        read_entry(entry.line.replace(b'"number":1', b'"number":2'))


@pytest.mark.parametrize("name", ["number", "previous", "corrects", "files", "first_date"])
def test_a_part_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    """Also when whoever changed it made the line look well."""
    (entry,) = issued(tmp_path, issue_of(1))
    content = json.loads(entry.line)
    for other in (True, "x", 2, [1], {}):
        with pytest.raises(JournalDamaged):
            journal_from_bytes(spelled({**content, name: other}), "journal")


@pytest.mark.parametrize(
    ("name", "other", "told"),
    [
        ("number", "x", "x"),
        ("number", True, "True"),
        ("previous", 2, "2"),
        ("corrects", 2, "2"),
        ("files", {}, "files"),
    ],
)
def test_a_part_of_another_kind_is_named(tmp_path: Path, name: str, other: object, told: str) -> None:
    """The reason tells whoever looks into it what stands there."""
    (entry,) = issued(tmp_path, issue_of(1))
    with pytest.raises(ValueError, match=f"^a part of the entry is missing or of the wrong kind: {told}$"):
        read_entry(spelled({**json.loads(entry.line), name: other}))


def test_an_entry_backwards_in_time_or_with_nonsense_is_refused(tmp_path: Path) -> None:
    """What a line says must make sense even when its fingerprint fits."""
    (entry,) = issued(tmp_path, issue_of(1))
    with pytest.raises(ValueError, match="before it begins"):
        replace(entry, last_date=date(1999, 1, 1))
    with pytest.raises(ValueError, match="rule is no fingerprint"):
        replace(entry, rule="0" * 63)
    with pytest.raises(ValueError, match="cannot correct entry 1"):
        replace(entry, corrects=Correction(number=1, because="Fel."))
    with pytest.raises(ValueError, match="fingerprint and a size"):
        IssuedFile(name="a", sha256="0" * 64, n_bytes=-1)
