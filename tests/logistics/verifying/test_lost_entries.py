"""A chain cannot show what was taken from its end; the files that are left there can."""

import json
from dataclasses import replace
from datetime import date

import pytest

from logistics.banking import is_banking_day
from logistics.cli.verify_journal import shown_journal
from logistics.verifying import find_in_journal, lost_entries, read_chain
from subsidy.journal import FILES_FOLDER, JOURNAL_FILE, Correction, Issue, writing
from subsidy.record import Recorder, read_record, record_bytes
from tests.logistics.verifying.issued import documents

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def issue(folder, number, corrects=None):
    """One statement, issued as the journal's next number; what it says of itself may be another."""
    content = statement(number, corrects)
    record = read_record(content, is_banking_day)
    with writing(folder) as pen:
        pen.issue(
            Issue(
                first_date=FIRST,
                last_date=LAST,
                issued_on=date(2026, 1, 15),
                content=record.content,
                inputs=record.inputs,
                rule=record.rule,
                corrects=corrects,
                files={"sammanstallning.json": content, "brev.pdf": b"%PDF" + bytes([number])},
            )
        )


def statement(number, corrects=None):
    """The record of a summary that says under which number it was issued."""
    _, summary = documents()
    note = f"Utfärdat den 15 januari 2026 som nr {number} i journalen."
    if corrects:
        note = (
            f"Rättelse, utfärdad den 15 januari 2026 som nr {number} i journalen. Den ersätter nr"
            f" {corrects.number}, som utfärdades den 15 januari 2026. Skäl: {corrects.because}"
        )
    marked = replace(summary, notes=(note, "Skäl: se nr 99 i journalen."), record=())
    return record_bytes(Recorder(summary.settlement).lines(marked))


def forget_last(folder):
    path = folder / JOURNAL_FILE
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


@pytest.fixture
def shortened(tmp_path):
    """A journal of two entries, of which somebody took the second away."""
    issue(tmp_path, 1)
    issue(tmp_path, 2, Correction(number=1, because="Fel bidrag."))
    forget_last(tmp_path)
    return tmp_path


def test_an_entry_taken_from_the_end_is_a_fault(shortened):
    """The correction is gone, and with it that number 1 no longer stands."""
    answer, (finding,) = shown_journal(shortened)
    said = dict(answer.lines)
    assert "1 post, hel kedja så långt, men den slutar för tidigt" == said["Journal"].replace("\u00a0", " ")
    assert said["Nr 1"].endswith("; gäller, om inte en post som saknas rättar det")
    assert "slutar med nr 1, men i dess mapp ligger besked utfärdade som nr 2 (2" in finding.sentence
    assert finding.sentence.endswith(
        "Hämta journalens mapp från en säkerhetskopia. Till dess utfärdas och avräknas inget efter den."
    )
    assert answer.result["is_verified"] is False


def test_a_journal_without_any_entry_left_is_a_fault(tmp_path):
    issue(tmp_path, 1)
    forget_last(tmp_path)
    _, (finding,) = shown_journal(tmp_path)
    assert finding.sentence.startswith("Journalen har inga poster, men ")


def test_a_statement_that_stood_first_is_not_said_to_stand(shortened):
    """Whoever verifies number 1 with the shortened journal is told that something is missing."""
    found = find_in_journal(shortened / "x.json", statement(1), shortened)
    assert (1, 1) == (found.entry.number, len(found.findings))


def test_an_issue_that_was_cut_short_and_made_anew_harms_nobody(tmp_path):
    """Its files say number 1, and number 1 is there: told, and no fault."""
    issue(tmp_path, 1)
    (tmp_path / "files" / ("f" * 64)).write_bytes(statement(1) + b"\n")
    answer, findings = shown_journal(tmp_path)
    assert () == findings
    assert "hör inte till någon post" in dict(answer.lines)["Observera"]
    assert answer.result["is_verified"] is None


def test_somebody_who_issues_while_we_look_has_taken_nothing_away(tmp_path):
    """The journal was read before its second entry, its folder after."""
    issue(tmp_path, 1)
    before = read_chain(tmp_path)
    issue(tmp_path, 2, Correction(number=1, because="Fel bidrag."))
    assert () == lost_entries(tmp_path, before)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"{", b"[]", json.dumps({"schema": "annat"}).encode()])
def test_other_files_left_behind_are_told_and_no_fault(tmp_path, content):
    """Of an issue that stopped before its statements were written, or of no issue at all."""
    issue(tmp_path, 1)
    (tmp_path / "files" / ("f" * 64)).write_bytes(content)
    assert () == shown_journal(tmp_path)[1]


def test_what_is_no_file_among_the_files_is_told_and_no_fault(tmp_path):
    """Network disks add folders, and a link may lead nowhere; one in the place of an issued file is a fault."""
    issue(tmp_path, 1)
    kept = tmp_path / FILES_FOLDER
    named = {path.name for path in kept.iterdir()}
    (kept / "@eaDir").mkdir()
    (kept / "borta").symlink_to(tmp_path / "ingenstans")
    answer, findings = shown_journal(tmp_path)
    assert ((), ("@eaDir", "borta")) == (findings, answer.result["unnamed_files"])
    first = kept / min(named)
    first.unlink()
    first.mkdir()
    with pytest.raises(IsADirectoryError):
        shown_journal(tmp_path)


def test_the_chain_alone_cannot_tell(shortened):
    """What came with the statements is one file, without the folder: nobody can see that it was longer."""
    assert () == shown_journal(shortened / JOURNAL_FILE)[1]
