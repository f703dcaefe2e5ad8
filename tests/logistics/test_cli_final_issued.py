"""A final settlement that pays stands in the journal: issued once, verified, written again, never replaced."""

import json
import re
import shutil
import subprocess
from dataclasses import replace

import openpyxl
import pytest

from logistics.cli import staging
from logistics.planfile import read_plan, write_plan
from subsidy.journal import read_journal
from tests.conftest import PROGRAM
from tests.logistics.final_years import CORRECT, issue, moved, refused, settled, small_year, words, year
from tests.logistics.letters.structure import read
from tests.logistics.program import found, run

__all__ = ["small_year", "year"]


def test_files_of_every_settlement_hold_and_have_names_of_their_own(year):
    """The bank must take both, and take neither twice."""
    settled(year, "utan-20", "1", "--corrections", year / "r.csv")
    both = ("--corrections", year / "r.csv", *CORRECT)
    kept = {path: path.read_bytes() for path in (year / "1").rglob("*.*")}
    status, _, err = run(*words(year, "alla", "1", *both))
    assert (2, True) == (status, "ligger slutavräkningen nr 2 i journalen" in err)
    settled(year, "alla", "2", *both)
    assert kept == {path: path.read_bytes() for path in (year / "1").rglob("*.*")}
    ids = [
        re.search(rb"<MsgId>(.*)</MsgId>", path.read_bytes())[1] for path in sorted(year.glob("?/**/*.xml"))
    ]
    assert [b"SLUT2-260101-20270125", b"SLUT3-260101-20270125"] == ids


def test_a_settlement_that_pays_leaves_no_balances_to_carry(year):
    """A draft by a rule that carries wrote the same amounts: in next year's data set they would be paid again."""
    planned = read_plan(year / "plan.json")
    rules = planned.dataset.rules.replace('settlement = "pay"\n', "")
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), year / "carry.json")
    files = ("--invoices", year / "utan-20.csv", "--out", year / "1" / "a.xlsx")
    assert 0 == run("reconcile", year / "carry.json", "--year", "2026", *files)[0]
    assert (year / "1" / "a-balanser.csv").exists()
    settled(year, "utan-20", "1")
    assert not (year / "1" / "a-balanser.csv").exists()


def test_a_letter_names_no_other_municipalitys_claim(year):
    """The award was lowered when everything was paid; the region's workbook tells who owes what."""
    planned = read_plan(year / "plan.json")
    rules = planned.dataset.rules.replace("cap_percent = 99.5", "cap_percent = 90")
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), year / "plan.json")
    issue(year, "--out", year / "b2", "--today", "2026-12-30", "--corrects", "1", "--because", "Nytt beslut.")
    settled(year, "alla", "1")
    for code, own, others in (
        ("1715-kil", "Kil", ("Karlstad", "Säffle")),
        ("1785-saffle", "Säffle", ("Kil",)),
    ):
        letter = read((year / "1" / "a-handlingar" / f"{code}.pdf").read_bytes())
        text = " ".join(" ".join(page.extract_text() for page in letter.pages).split())
        assert "Enligt nr 2 i journalen är mer betalt än bidraget, och kommunen ska betala tillbaka" in text
        assert own in text
        assert not [other for other in others if other in text]
    sheet = openpyxl.load_workbook(year / "1" / "a.xlsx")["Slutavräkning"]
    cells = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value).replace(
        "\u00a0", " "
    )
    assert re.search("åter ska betalas: Kil .* kr, Karlstad .* kr och Säffle .* kr", cells)


def test_a_second_settlement_must_be_a_correction(year):
    """And says how; what corrects nothing, or something else, is refused too."""
    settled(year, "utan-20", "1")
    status, err = refused(year, "alla")
    assert 1 == status
    assert "slutavräkningen redan utfärdad: slutavräkningen nr 2" in err
    assert "--corrects 2" in err
    for more, said in (
        (("--corrects", "1", "--because", "a"), "Nr 1 är bidragsbesked och rättas med bokslinga issue"),
        (("--corrects", "7", "--because", "a"), "Nr 7 finns inte i journalen"),
        ((*CORRECT, "--created", "2027-01-03"), "för det är en tidigare dag. Ange en dag med --created"),
    ):
        assert (1, True) == ((answer := refused(year, "alla", *more))[0], said in answer[1]), answer
    assert "Rättelsen ändrar inget" in refused(year, "utan-20", *CORRECT)[1]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--corrects", "2"), "ange båda eller ingen"),
        ((*CORRECT, "--draft"), "bara det som utfärdas rättar något"),
    ],
)
def test_correction_of_nothing_issued_is_wrong_usage(year, more, said):
    """Exit status 2."""
    status, err = refused(year, "alla", *more)
    assert (2, True) == (status, said in err)


def test_without_a_journal_nothing_is_paid(year):
    """A draft on every page, with a sentence and no file for a bank."""
    files = ("--invoices", year / "utan-20.csv", "--out", year / "1" / "a.xlsx")
    status, out, _ = run("reconcile", year / "plan.json", "--year", "2026", *files)
    assert 0 == status
    assert "Ett utkast: inga filer till banken eller bokföringen skrivs." in out
    assert [] == [*(year / "1").rglob("*.xml"), *(year / "1").rglob("*.si")]
    text = read((year / "1" / "a-handlingar" / "1715-kil.pdf").read_bytes()).pages[0].extract_text()
    assert "UTKAST. Slutavräkningen är inte fastställd" in text


def test_draft_reads_the_journal_and_enters_nothing(year):
    """What would be paid now can be seen before it cannot be undone."""
    settled(year, "utan-20", "1")
    before = (year / "journal" / "journal.jsonl").read_bytes()
    draft = settled(year, "alla", "u", "--draft")
    assert before == (year / "journal" / "journal.jsonl").read_bytes()
    assert draft["issued"] is None
    assert moved(draft) == moved(settled(year, "alla", "2", *CORRECT))


def test_verify_knows_the_entry_and_every_document(year):
    """The journal, the workbook, the record, a letter and a payment file; then that another takes its place."""
    settled(year, "utan-20", "1")
    second = settled(year, "utan-10", "2", *CORRECT)
    journal = found("verify", year / "journal")
    assert ["award", "final", "final"] == [entry["kind"] for entry in journal["entries"]]
    assert journal["is_verified"]
    (payment,) = (year / "2").rglob("*.xml")
    documents = year / "2" / "a-handlingar"
    for path in (
        year / "2" / "a.xlsx",
        documents / "slutavrakning.json",
        documents / "1715-kil.pdf",
        payment,
    ):
        answer = found("verify", path, "--journal", year / "journal")
        assert (True, 3, None) == (answer["is_verified"], answer["number"], answer["corrected_by"])
    old = found("verify", year / "1" / "a.xlsx", "--journal", year / "journal")
    assert (2, 3) == (old["number"], old["corrected_by"])
    near = found("verify", documents / "slutavrakning.json")  # the chain lies beside it
    assert second["issued"]["fingerprint"] == near["entry_fingerprint"]
    beside = shutil.copy(year / "2" / "a.xlsx", documents / "a.xlsx")
    assert 3 == run("verify", beside)[0], "anybody can write the chain that comes with a file"
    assert 0 == run("verify", beside, "--journal", year / "journal")[0]


def test_settled_amount_that_was_changed_is_named(year):
    """Whoever makes the claim of January smaller would be paid less now."""
    settled(year, "utan-20", "1")
    settled(year, "alla", "2", *CORRECT)
    path = year / "2" / "a-handlingar" / "slutavrakning.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["inputs"]["settled"][0]["amount_ore"] += 1
    path.write_text(json.dumps(content), encoding="utf-8")
    status, _, err = run("verify", path)
    assert 1 == status
    assert "Kil, redan reglerat: filen säger" in err


def test_journal_whose_last_settlement_was_taken_away_is_refused(year):
    """Its files are there, and say as what they were issued."""
    settled(year, "utan-20", "1")
    path = year / "journal" / "journal.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    status, err = refused(year, "alla")
    assert (1, True) == (status, "men i dess mapp ligger besked utfärdade som nr 2" in err)


def test_reissue_writes_every_settlement_byte_for_byte(year, monkeypatch):
    """Each in a folder of its own, and over no other's files."""
    settled(year, "utan-20", "1")
    settled(year, "alla", "2", *CORRECT)
    monkeypatch.chdir(year)
    for number, folder in ((2, "1"), (3, "2")):
        answer = found("reissue", year / "journal", "--number", number)
        again = year / f"slutavrakning-nr-{number}"
        assert (again / "avstamning.xlsx").read_bytes() == (year / folder / "a.xlsx").read_bytes()
        names = [path.relative_to(again) for path in again.rglob("*.*")]
        for name in names:
            if name.name not in ("avstamning.xlsx", "journal.jsonl"):
                assert (again / name).read_bytes() == (year / folder / "a-handlingar" / name).read_bytes()
        assert (number == 3) is answer["stands"]
    status, _, err = run("reissue", year / "journal", "--number", 2, "--out", "slutavrakning-nr-3")
    assert (2, True) == (status, "finns redan och är en annan" in err)
    assert 0 == run("reissue", year / "journal", "--number", 2)[0]  # the same files once more
    assert 1 == found("reissue", year / "journal", "--year", "2026")["number"]  # the statements


def test_two_at_once_are_issued_once(year):
    """The other is told that the year is settled, and pays nothing."""
    processes = [
        subprocess.Popen(
            [*PROGRAM, *map(str, words(year, "utan-20", out))], stderr=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for out in ("1", "2")
    ]
    errors = [process.communicate(timeout=120)[1].decode() for process in processes]
    assert [0, 1] == sorted(process.returncode for process in processes)
    assert 1 == sum("slutavräkningen redan utfärdad" in error for error in errors)
    assert 1 == len(list(year.glob("[12]/**/krav-*.si")))
    assert ["award", "final"] == [entry.kind for entry in read_journal(year / "journal").entries]


def test_settlement_that_could_not_be_put_in_place_stands(year, monkeypatch):
    """The disk fills up at the last moment: it is issued, and where to find it is said."""

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(staging, "_exchange", full)
    status, _, err = run(*words(year, "utan-20", "1"))
    assert 1 == status
    assert "Slutavräkningen är utfärdad som nr 2 i journalen, men den kunde inte skrivas i" in err
    assert f"bokslinga reissue {year / 'journal'} --number 2" in err
    assert 2 == len(read_journal(year / "journal").entries)
