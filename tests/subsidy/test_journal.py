"""An issued statement is never changed and never lost, and a second one says what it corrects."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from subsidy.journal import (
    Correction,
    Entry,
    Issue,
    IssuedFile,
    IssueRefused,
    Journal,
    JournalDamaged,
    JournalUnknown,
    is_cut_short,
    journal_bytes,
    journal_from_bytes,
    pen,
    read_files,
    read_journal,
    writing,
)
from subsidy.journal.lines import read_entry
from subsidy.journal.reading import FILES_FOLDER, JOURNAL_FILE
from tests.subsidy.journals import issue_of


def issued(folder: Path, *issues: Issue) -> tuple[Entry, ...]:
    """The entries of issues made one after the other."""
    with writing(folder) as pen:
        return tuple(pen.issue(issue) for issue in issues)


def refused(folder: Path, issue: Issue) -> str:
    """What is said when an issue is refused; nothing is written."""
    before = journal_bytes(folder)
    with writing(folder) as pen, pytest.raises(IssueRefused) as refusal:
        pen.issue(issue)
    assert before == (folder / JOURNAL_FILE).read_bytes()
    return str(refusal.value).replace("\N{NO-BREAK SPACE}", " ")


def correcting(number: int, of: int = 1) -> Issue:
    """A correction of an entry, for the day of issue `of`."""
    return issue_of(of, "rättad", corrects=Correction(number=number, because="Fel folkmängd för Kil."))


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


def test_a_second_issue_for_the_period_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    """Two decisions for the same money: nobody would know which one holds."""
    issued(tmp_path, issue_of(1))
    said = refused(tmp_path, issue_of(1, "igen"))
    assert "nr 1 för 2 januari 2000, utfärdat den 15 januari 2026" in said
    assert "--corrects 1" in said
    assert "--number 1" in said


def test_a_period_that_shares_one_day_is_refused_and_the_day_after_is_not(tmp_path: Path) -> None:
    """A year issued twice over by half a year would be paid twice."""
    issued(tmp_path, replace(issue_of(1), last_date=date(2000, 1, 31)))
    half = replace(issue_of(2), first_date=date(2000, 1, 31), last_date=date(2000, 6, 30))
    said = refused(tmp_path, half)
    assert "31 januari–30 juni 2000 överlappar det som redan är utfärdat: nr 1 för 2–31 januari 2000" in said
    assert "--corrects" not in said  # a correction is for the same period
    assert said.endswith(
        "Samma dagar skulle få bidrag två gånger. Låt perioderna i rules.toml följa efter varandra."
    )
    assert 2 == issued(tmp_path, replace(half, first_date=date(2000, 2, 1)))[0].number


def test_a_period_across_two_that_are_issued_names_both(tmp_path: Path) -> None:
    """Two halves of a year, and then a season from the one to the other."""
    spring = replace(issue_of(1), first_date=date(2000, 1, 1), last_date=date(2000, 6, 30))
    autumn = replace(issue_of(2), first_date=date(2000, 7, 1), last_date=date(2000, 12, 31))
    assert [1, 2] == [entry.number for entry in issued(tmp_path, spring, autumn)]
    said = refused(tmp_path, replace(issue_of(3), first_date=date(2000, 6, 30), last_date=date(2000, 7, 1)))
    assert ["nr 1", "nr 2"] == re.findall("nr [0-9]+", said)


def test_a_correction_names_what_it_corrects_and_why(tmp_path: Path) -> None:
    """The old statement stays, and the new one is the one that holds."""
    first, second = issued(tmp_path, issue_of(1), correcting(1))
    journal = read_journal(tmp_path)
    assert (second,) == journal.standing
    assert second == journal.corrected_by(1)
    assert "Fel folkmängd för Kil." == second.corrects.because  # type: ignore[union-attr]
    assert issue_of(1).files == read_files(tmp_path, first)


@pytest.mark.parametrize("because", ["", "  ", "två\nrader"])
def test_a_correction_without_a_reason_is_refused(because: str) -> None:
    """Next year nobody remembers why."""
    with pytest.raises(ValueError, match="says why"):
        Correction(number=1, because=because)


def test_what_is_corrected_already_is_corrected_no_more(tmp_path: Path) -> None:
    """Otherwise two corrections of the same entry would both hold; the one to correct is named."""
    issued(tmp_path, issue_of(1), correcting(1), correcting(2))
    said = refused(tmp_path, correcting(1))
    assert "Nr 1 är redan rättat av nr 2." in said
    assert "--corrects 3" in said
    assert 4 == issued(tmp_path, correcting(3))[0].number


def test_a_correction_of_another_period_or_of_nothing_is_refused(tmp_path: Path) -> None:
    """A slip in the number must not replace another year's decision."""
    issued(tmp_path, issue_of(1))
    said = refused(tmp_path, correcting(1, of=2))
    assert said.endswith("En rättelse gäller samma period som det den rättar.")
    assert 2 == issued(tmp_path / "other", issue_of(2), issue_of(1))[1].number
    assert 3 == issued(tmp_path / "other", correcting(2))[0].number
    assert "Nr 2 finns inte i journalen" in refused(tmp_path, correcting(2))
    assert "Det finns nr 1–1." in refused(tmp_path, correcting(0))


def test_an_issue_of_an_earlier_day_than_the_last_is_refused(tmp_path: Path) -> None:
    """A journal runs forward: who could date backwards could say that nothing was paid yet."""
    (entry,) = issued(tmp_path, issue_of(1))
    backwards = replace(correcting(1), issued_on=entry.issued_on - timedelta(days=1))
    assert "för det är en tidigare dag" in refused(tmp_path, backwards)
    (same_day,) = issued(tmp_path, replace(backwards, issued_on=entry.issued_on))
    assert 2 == same_day.number


def test_an_entry_dated_before_the_one_before_is_found(tmp_path: Path) -> None:
    """Also when its fingerprint fits."""
    first, second = issued(tmp_path, issue_of(1), issue_of(2))
    content = {**json.loads(second.line), "issued_on": "1999-01-01"}
    with pytest.raises(JournalDamaged, match="daterad före"):
        journal_from_bytes(first.line + spelled(content), "journal")


def test_the_first_issue_corrects_nothing(tmp_path: Path) -> None:
    with writing(tmp_path) as pen, pytest.raises(IssueRefused, match=r"rättas\. Journalen är tom\.$"):
        pen.issue(correcting(1))


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


def test_files_without_a_journal_are_refused(tmp_path: Path) -> None:
    """An empty journal beside issued files means that the journal was lost, not that all may be issued anew."""
    issued(tmp_path, issue_of(1))
    (tmp_path / JOURNAL_FILE).unlink()
    with pytest.raises(JournalDamaged, match="journalen saknas"):
        read_journal(tmp_path)


def test_a_folder_where_nothing_was_issued_is_an_empty_journal(tmp_path: Path) -> None:
    assert () == read_journal(tmp_path / "finns-inte").entries


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
    newer = b'{"schema":"bokslinga-journal","schema_version":2}\n'
    with pytest.raises(
        JournalUnknown, match=r"journalformat 2; det här programmet läser 1\)\. Uppdatera bokslinga"
    ):
        journal_from_bytes(newer, "journal")


@pytest.mark.parametrize("version", [b"0", b"null", b'"2"', b"1"])
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


def spelled(content: dict[str, object]) -> bytes:
    """The line of an entry, with the fingerprint that fits, by no code of ours."""
    rest = {name: part for name, part in content.items() if name != "fingerprint"}
    plain = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    whole = {**rest, "fingerprint": sha256(plain.encode()).hexdigest()}
    return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode() + b"\n"


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


def test_the_entries_that_issued_a_file_are_found(tmp_path: Path) -> None:
    """A receiver asks: did you send this?"""
    first, _ = issued(tmp_path, issue_of(1), issue_of(2))
    journal = read_journal(tmp_path)
    assert (first,) == journal.entries_with(issue_of(1).files["brev/kil.pdf"])
    assert () == journal.entries_with(b"never issued")
    assert None is first.file("annat.pdf")


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
