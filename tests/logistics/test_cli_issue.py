"""The commands `issue`, `reissue` and `verify` from outside: an issued statement is kept for ever."""

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from logistics import issuing
from logistics.banking import is_banking_day
from logistics.cli.main import main
from logistics.dataset import Account
from logistics.periods import year_of
from logistics.planfile import read_plan, write_plan
from logistics.settling import settle_period
from logistics.verifying import Finding
from subsidy.journal import Issue, JournalDamaged, pen, read_journal, writing
from subsidy.record import Recorder, read_record, record_bytes
from subsidy.statement import Summary, settle
from tests.logistics.dataset.small import BOOKS, FINANCE
from tests.subsidy.pain_reader import read_payments
from tests.subsidy.sie_reader import read_sie

ISSUE = ("issue", "plan.json", "--year", "2026", "--journal", "journal", "--today", "2026-01-15")
CORRECT = ("--corrects", "1", "--because", "Fel bidrag.")


@pytest.fixture(autouse=True)
def _in_a_folder_with_a_plan(planned, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_plan(planned, Path("plan.json"))


def said(capsys, *arguments):
    """Status, and what stood on stdout and stderr."""
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out.replace("\u00a0", " "), err.replace("\u00a0", " ")


def corrected(capsys, *arguments, text=("900000.50", "890000")):
    """The same for a correction, with one text of the rules in the plan replaced by another."""
    planned = read_plan(Path("plan.json"))
    assert text[0] in planned.dataset.rules
    rules = planned.dataset.rules.replace(*text)
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), Path("plan.json"))
    return said(capsys, *ISSUE, *CORRECT, *arguments)


def files_in(folder):
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_issuing_writes_the_statements_and_the_journal(capsys):
    """A workbook and its record for each municipality and the region, and the journal's chain."""
    status, out, err = said(capsys, *ISSUE)
    assert 0 == status
    assert "Utfärdat" in out
    assert "nr 1 i journalen, den 15 januari 2026" in out
    assert "bidragsbesked/sammanstallning.xlsx (och" in out
    assert "Väntar på journalen" in err
    names = set(files_in("bidragsbesked"))
    assert {"1715-kil.xlsx", "1715-kil.json", "sammanstallning.json", "journal.jsonl"} <= names
    assert Path("journal/journal.jsonl").read_bytes() == Path("bidragsbesked/journal.jsonl").read_bytes()


def test_every_statement_says_when_it_was_issued_and_as_what(capsys):
    said(capsys, *ISSUE)
    record = json.loads(Path("bidragsbesked/1715-kil.json").read_text(encoding="utf-8"))
    assert "Utfärdat den 15 januari 2026 som nr 1 i journalen." == record["own"]["notes"][0]


def test_issuing_for_a_program(capsys):
    status, out, _ = said(capsys, *ISSUE, "--json")
    found = json.loads(out)
    assert (0, 1, "2026-01-15", None) == (status, found["number"], found["issued_on"], found["corrects"])
    assert "bidragsbesked/sammanstallning.xlsx" == found["files"][0]


def test_a_second_issue_is_refused_and_writes_nothing(capsys):
    """Whoever presses the button twice has one decision, not two."""
    said(capsys, *ISSUE)
    before = files_in("journal")
    status, out, err = said(capsys, *ISSUE, "--out", "igen")
    assert (1, "") == (status, out)
    assert "ange --corrects 1 och skälet med --because" in err
    assert before == files_in("journal")
    assert not Path("igen").exists()


def test_a_correction_names_the_first_and_says_why(capsys):
    """On every statement, in the journal and on the screen."""
    said(capsys, *ISSUE)
    status, out, _ = corrected(capsys, "--today", "2026-02-01")
    assert 0 == status
    assert "nr 1: Fel bidrag." in out
    record = json.loads(Path("bidragsbesked/1780-karlstad.json").read_text(encoding="utf-8"))
    assert record["own"]["notes"][0] == (
        "Rättelse, utfärdad den 1 februari 2026 som nr 2 i journalen. Den ersätter nr 1, som utfärdades den"
        " 15 januari 2026. Skäl: Fel bidrag."
    )


def test_a_correction_that_changes_no_amount_says_so(capsys):
    """On the screen, and on each statement: here only who prepared it was wrong."""
    said(capsys, *ISSUE)
    status, out, _ = corrected(capsys, text=("Enheten", "Avdelningen"))
    assert (0, True) == (status, "inga bidrag: alla belopp är desamma som förut" in out)
    record = json.loads(Path("bidragsbesked/1780-karlstad.json").read_text(encoding="utf-8"))
    assert record["own"]["notes"][1].startswith("Bidraget är detsamma som i nr 1:")


def test_a_correction_that_changes_nothing_is_refused(capsys):
    """The plan was not made again from the corrected data: the wrong figures would stand as corrected."""
    said(capsys, *ISSUE)
    before = files_in("journal")
    status, out, err = said(capsys, *ISSUE, *CORRECT, "--out", "igen")
    assert (1, "") == (status, out)
    assert "Rättelsen ändrar inget: varje belopp, betalning och uppgift i beskeden är som i nr 1" in err
    assert (before, False) == (files_in("journal"), Path("igen").exists())


def test_a_changed_account_is_a_correction(capsys, planned):
    """The region's summary is the same; Kil's statement is not, and its money would go elsewhere."""
    said(capsys, *ISSUE)
    account = Account(scb_code="1715", name="Kils kommun", kind="bankgiro", number="5050-1055")
    write_plan(replace(planned, dataset=replace(planned.dataset, accounts=(account,))), Path("plan.json"))
    assert 0 == said(capsys, *ISSUE, *CORRECT)[0]


def test_the_letters_of_a_correction_have_its_date(capsys):
    """And name the decision that they correct; those of a first issue have the decision's."""
    said(capsys, *ISSUE)
    first = PdfReader("bidragsbesked/1715-kil.pdf").pages[0].extract_text().replace("\u00a0", " ")
    corrected(capsys, "--today", "2026-02-01")
    text = PdfReader("bidragsbesked/1715-kil.pdf").pages[0].extract_text().replace("\u00a0", " ")
    assert ("Datum: 18 november 2025" in first, "UTKAST" in first) == (True, False)
    assert "Datum: 1 februari 2026" in text
    assert "Rättat bidragsbesked för Kils kommun" in text
    assert "Rättar: beslutet 18 november 2025" in text


def test_an_issue_before_its_decision_is_refused(capsys):
    """Nobody can be told of a decision that is not made."""
    status, _, err = said(capsys, *ISSUE, "--today", "2000-01-01")
    assert (1, False) == (status, Path("bidragsbesked").exists())
    assert "så inget kan utfärdas 1 januari 2000" in err.replace("\N{NO-BREAK SPACE}", " ")


def test_the_statements_of_last_year_come_back_byte_for_byte(capsys):
    """Also after they were corrected, and in another folder."""
    said(capsys, *ISSUE)
    first = files_in("bidragsbesked")
    corrected(capsys)
    second = files_in("bidragsbesked")
    status, out, _ = said(capsys, "reissue", "journal", "--number", "1", "--out", "gamla")
    assert 0 == status
    assert "nej, det är rättat av nr 2" in out
    assert {**first, "journal.jsonl": second["journal.jsonl"]} == files_in("gamla")
    status, out, _ = said(capsys, "reissue", "journal", "--year", "2026", "--out", "nya")
    assert (0, True) == (status, "Gäller" in out)
    assert second == files_in("nya")


def test_what_was_never_issued_is_refused(capsys):
    said(capsys, *ISSUE)
    status, _, err = said(capsys, "reissue", "journal", "--number", "2")
    assert (1, True) == (status, "Där finns nr 1 för 1 januari–31 december 2026." in err)
    status, _, err = said(capsys, "reissue", "journal", "--year", "2025")
    assert (1, True) == (status, "Inget besked för 2025 finns i journalen." in err)


@pytest.mark.parametrize("folder", ["finns-inte", "."])
def test_a_folder_without_a_journal_is_refused(capsys, folder):
    """A slip in the name must not be answered with an empty journal."""
    status, _, err = said(capsys, "reissue", folder, "--year", "2026")
    assert (1, True) == (status, "den finns inte" in err)


def test_a_changed_file_in_the_journal_is_named_and_nothing_written(capsys):
    said(capsys, *ISSUE)
    path = next(path for path in Path("journal/files").iterdir() if path.read_bytes()[:2] == b"PK")
    path.write_bytes(b"annat")
    status, _, err = said(capsys, "reissue", "journal", "--number", "1", "--out", "igen")
    assert (1, True) == (status, "har ändrats. Hämta tillbaka journalens mapp" in err)
    assert not Path("igen").exists()
    status, out, err = said(capsys, "verify", "journal")
    assert (1, True, True) == (status, "1 fel" in out, path.name in err)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--corrects", "1"), "--corrects och --because: ange båda eller ingen."),
        (("--because", "Fel."), "--corrects och --because: ange båda eller ingen."),
        (("--corrects", "1", "--because", " "), "--because: skriv skälet på en rad."),
        (("--corrects", "0", "--because", "Fel."), "--corrects ska vara minst 1."),
        (("--out", "journal"), "--out: ange en mapp utanför journalen."),
        (("--out", "journal/files"), "--out: ange en mapp utanför journalen."),
    ],
)
def test_wrong_words_are_told(capsys, more, sentence):
    status, _, err = said(capsys, *ISSUE, *more)
    assert (2, sentence) == (status, err.splitlines()[0])
    assert not Path("journal").exists()


@pytest.mark.parametrize(
    "more", [(), ("--number", "1", "--year", "2026"), ("--year", "2026", "--rule", "b26")]
)
def test_reissuing_needs_one_of_number_year_and_rule(capsys, more):
    status, _, err = said(capsys, "reissue", "journal", *more)
    assert (2, True) == (status, "--number, --year och --rule: ange en av dem." in err)


def test_issued_but_not_written_says_how_to_get_the_files(capsys, monkeypatch):
    """The folder is open in another program: the decision stands, and must not be made twice."""

    def refuse(*_):
        raise PermissionError(13, "", "bidragsbesked")

    monkeypatch.setattr("logistics.cli.staging._exchange", refuse)
    status, _, err = said(capsys, *ISSUE)
    assert (1, True) == (status, "utfärdade som nr 1 i journalen, men de kunde inte skrivas" in err)
    assert "bokslinga reissue journal --number 1 --out MAPP" in err


def test_a_disk_that_is_full_before_the_entry_issues_nothing(capsys, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")  # a write names no file

    monkeypatch.setattr("subsidy.journal.pen.put", refuse)
    status, _, err = said(capsys, *ISSUE)
    assert 1 == status
    assert "journal går inte att läsa eller skriva: disken är full; gör plats och försök igen." in err
    assert b"" == Path("journal/journal.jsonl").read_bytes()
    assert not Path("bidragsbesked").exists()


@pytest.mark.parametrize("number", [1, 13, 30])
def test_journal_that_cannot_be_written_in_is_never_to_be_another(capsys, monkeypatch, number):
    """EPERM, EACCES, EROFS: in a journal begun elsewhere the same awards could be issued again."""

    def refuse(*_, **__):
        raise OSError(number, "", "journal/lock")

    monkeypatch.setattr("subsidy.journal.pen.locked", refuse)
    status, _, err = said(capsys, *ISSUE)
    assert (1, True) == (status, "journal går inte att läsa eller skriva: " in err)
    assert "kontrollera att --journal är journalens mapp" in err
    assert "--out" not in err


def test_entries_taken_away_at_the_end_leave_files_that_are_told(capsys):
    """The chain is whole as far as it goes: only what lies beside it says that there was more."""
    said(capsys, *ISSUE)
    assert json.loads(said(capsys, "verify", "journal", "--json")[1])["is_verified"] is True
    Path("journal/journal.jsonl").write_bytes(b"")
    status, out, err = said(capsys, "verify", "journal")
    assert (1, True) == (status, "hel kedja så långt, men den slutar för tidigt" in out)
    assert "Journalen har inga poster, men i dess mapp ligger besked utfärdade som nr 1 (" in err
    found = json.loads(said(capsys, "verify", "journal", "--json")[1])
    assert (False, True) == (found["is_verified"], len(found["unnamed_files"]) > 10)


@pytest.mark.parametrize(("n_left", "more"), [(0, ()), (1, CORRECT)])
def test_nothing_is_issued_on_a_journal_whose_end_is_gone(capsys, n_left, more):
    """A year would be decided twice, or a correction pay again what one that is gone has paid."""
    said(capsys, *ISSUE)
    corrected(capsys, "--today", "2026-02-01")
    path = Path("journal/journal.jsonl")
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:n_left]))
    before = files_in("journal")
    status, out, err = said(capsys, *ISSUE, *more, "--today", "2026-03-01", "--out", "igen")
    assert (1, "") == (status, out)
    assert "poster har tagits bort i slutet. Hämta journalens mapp från en säkerhetskopia." in err
    assert (before, False) == (files_in("journal"), Path("igen").exists())


@pytest.mark.parametrize("which", [("--number", "1"), ("--year", "2026"), ("--rule", "b26")])
def test_nothing_is_written_out_again_from_a_journal_whose_end_is_gone(capsys, which):
    """What is left may have been corrected; the chain alone, which came with a statement, cannot tell."""
    said(capsys, *ISSUE)
    corrected(capsys, "--today", "2026-02-01")
    path = Path("journal/journal.jsonl")
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    status, out, err = said(capsys, "reissue", "journal", *which, "--out", "igen")
    assert (1, "") == (status, out)
    assert "poster har tagits bort i slutet. Hämta journalens mapp från en säkerhetskopia." in err
    assert not Path("igen").exists()


def test_a_journal_whose_end_is_gone_says_nothing_of_the_period_before(capsys):
    """Next year would be compared with what was corrected."""
    said(capsys, *ISSUE)
    Path("journal/journal.jsonl").write_bytes(b"")
    with pytest.raises(JournalDamaged, match="poster har tagits bort i slutet"):
        issuing.settlement_before(read_journal(Path("journal")), Path("journal"), date(2027, 1, 1))


def test_a_last_entry_without_its_line_feed_is_not_cut_off_but_refused(capsys):
    """An editor that drops the last line feed must not make the next issue drop the whole entry."""
    said(capsys, *ISSUE)
    path = Path("journal/journal.jsonl")
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    before = files_in("journal")
    assert 1 == said(capsys, *ISSUE)[0]
    assert before == files_in("journal")


def test_an_issue_that_was_cut_short_is_made_anew(capsys, monkeypatch):
    """The disk was full when all files were there: nothing was issued, and nothing stands in the way."""

    def refuse(path, line, *, at):
        if line:
            raise OSError(28, "", str(path))
        append(path, line, at=at)

    append = pen.append
    with monkeypatch.context() as full:
        full.setattr(pen, "append", refuse)
        assert 1 == said(capsys, *ISSUE)[0]
    status, out, _ = said(capsys, "verify", "journal")
    assert (0, True) == (status, "hör inte till någon post" in out)
    assert 0 == said(capsys, *ISSUE)[0]


def test_nothing_is_issued_that_a_receiver_could_not_recompute(capsys, monkeypatch):
    """A fault of our own must be found before the decision, not by the municipality."""
    wrong = Finding(figure="", says="", should_be="", sentence="Kil, bidrag: fel.")
    monkeypatch.setattr(issuing, "wrong_figures", lambda _: [wrong])
    status, _, err = said(capsys, *ISSUE)
    assert (1, True) == (status, "Kil, bidrag: fel." in err)
    assert b"" == Path("journal/journal.jsonl").read_bytes()
    assert not Path("bidragsbesked").exists()


def test_an_issued_statement_is_verified_with_the_journal_beside_it(capsys):
    """The municipality has only its own file and the chain that came along."""
    said(capsys, *ISSUE)
    Path("kommunen").mkdir()
    for name in ("1715-kil.xlsx", "1715-kil.json", "journal.jsonl"):
        shutil.copy(f"bidragsbesked/{name}", f"kommunen/{name}")
    for name in ("1715-kil.xlsx", "1715-kil.json"):
        status, out, err = said(capsys, "verify", f"kommunen/{name}")
        assert 0 == status
        assert "byte för byte den som utfärdades den 15 januari 2026 som nr 1" in out
        assert "Räknar om beskedet ur dess indata" in err


def test_a_corrected_statement_is_true_but_stands_no_longer(capsys):
    said(capsys, *ISSUE)
    shutil.copy("bidragsbesked/1715-kil.json", "kil.json")
    corrected(capsys)
    status, out, _ = said(capsys, "verify", "kil.json", "--journal", "journal")
    assert (0, True) == (status, "inte längre: rättat av nr 2 (Fel bidrag.)" in out)


def test_verifying_a_statement_for_a_program(capsys):
    said(capsys, *ISSUE)
    shutil.copy("bidragsbesked/sammanstallning.xlsx", "s.xlsx")
    status, out, _ = said(capsys, "verify", "s.xlsx", "--json")
    found = json.loads(out)
    assert (0, True, [], None) == (status, found["is_verified"], found["findings"], found["number"])
    record = json.loads(Path("bidragsbesked/sammanstallning.json").read_text(encoding="utf-8"))
    assert record["figures"]["awards_ore"] == found["awards_ore"]


def test_a_changed_statement_ends_with_status_1_and_says_where(capsys):
    said(capsys, *ISSUE)
    content = json.loads(Path("bidragsbesked/1715-kil.json").read_text(encoding="utf-8"))
    content["figures"]["awards_ore"]["1715"] += 100
    Path("kil.json").write_text(json.dumps(content), encoding="utf-8")
    status, out, err = said(capsys, "verify", "kil.json")
    assert (1, True) == (status, "2 fel" in out)
    assert "Indata, Kil, bidrag: filen säger" in err


def test_the_journal_itself_is_verified(capsys):
    """The folder with its files, and the copy without them."""
    said(capsys, *ISSUE)
    corrected(capsys)
    status, out, _ = said(capsys, "verify", "journal")
    assert (0, True) == (status, "2 poster, hel kedja\n" in out)
    assert "; rättat av nr 2" in out
    assert "; rättar nr 1 (Fel bidrag.); gäller" in out
    status, out, _ = said(capsys, "verify", "bidragsbesked/journal.jsonl")
    assert (0, True) == (status, "filerna är inte kontrollerade" in out)
    status, out, _ = said(capsys, "verify", "journal", "--json")
    assert [2, None] == [entry["corrected_by"] for entry in json.loads(out)["entries"]]


def test_a_broken_chain_is_refused(capsys):
    said(capsys, *ISSUE)
    path = Path("bidragsbesked/journal.jsonl")
    path.write_bytes(path.read_bytes().replace(b"2026-01-15", b"2026-01-16"))
    status, _, err = said(capsys, "verify", "bidragsbesked/1715-kil.json")
    assert (1, True) == (status, "rad 1: posten har ändrats eller är skadad" in err)


def test_a_last_line_that_was_cut_short_is_told(capsys):
    """What it was to say was never issued, or somebody cut it off: a person must know."""
    said(capsys, *ISSUE)
    path = Path("journal/journal.jsonl")
    path.write_bytes(path.read_bytes() + b'{"content":"')
    status, out, _ = said(capsys, "verify", "journal")
    assert (0, True) == (status, "sista rad är avbruten" in out)


def test_a_file_that_cannot_be_computed_again_is_looked_up_in_the_journal(capsys):
    """A letter or a payment file: is it the one that was issued?"""
    Path("brev.pdf").write_bytes(b"%PDF-1.7")
    status, _, err = said(capsys, "verify", "brev.pdf")
    assert (1, True) == (status, "Ange journalen med --journal" in err)
    said(capsys, *ISSUE)
    status, out, err = said(capsys, "verify", "brev.pdf", "--journal", "journal")
    assert (1, True) == (status, "hel kedja, men filen finns inte i den" in out)
    assert "ingen post har utfärdat just den här filen" in err
    status, out, _ = said(capsys, "verify", "brev.pdf", "--journal", "journal", "--json")
    assert not json.loads(out)["is_verified"]


def issued_before(planned, **files):
    """A journal with the year before, settled as 2026 is."""
    now = settle_period(planned, *year_of(2026)).settlement
    first, last = year_of(2025)
    before = settle(replace(now.basis, first_date=first, last_date=last), now.rule)
    record = record_bytes(Recorder(before).lines(Summary(settlement=before)))
    mark = "0" * 64
    with writing(Path("journal")) as pen:
        pen.issue(
            Issue(
                first_date=first,
                last_date=last,
                issued_on=first,
                content=mark,
                inputs=mark,
                rule=mark,
                files=files or {"sammanstallning.json": record},
            )
        )
    return before


def test_a_year_is_compared_with_the_one_before_in_the_journal(capsys, planned):
    """What was issued last year is what this year is compared with; nobody has to find the file."""
    before = issued_before(planned)
    status, _, err = said(capsys, *ISSUE)
    assert 0 == status, err
    record = read_record(Path("bidragsbesked/1715-kil.json").read_bytes(), is_banking_day)
    assert before == record.document.earlier
    assert 0 == said(capsys, "verify", "bidragsbesked/1715-kil.xlsx")[0]


def test_a_year_before_without_its_record_is_not_compared(capsys, planned):
    """An entry from before there were records is no obstacle."""
    issued_before(planned, **{"annat.pdf": b"1"})
    assert 0 == said(capsys, *ISSUE)[0]


def test_a_year_before_that_cannot_be_computed_again_is_refused(capsys, planned):
    """A comparison with figures that nobody can vouch for would be worse than none."""
    issued_before(planned, **{"sammanstallning.json": b"{}"})
    status, _, err = said(capsys, *ISSUE)
    assert (1, True) == (status, "sammanstallning.json i nr 1 går inte att räkna om" in err)


PAID = """
[[payout]]
id = "u"
first_date = 2025-01-01
last_date = 2026-12-31
due_day = 20
shift = "later"
steps = [{ from_kr = 0 }]
reference = "RUN/3"
source = "Protokoll"
"""


ACCOUNTS = tuple(
    Account(scb_code=code, name=name, kind="bankgiro", number=number)
    for code, name, number in (
        ("1715", "Kils kommun", "5050-1055"),
        ("1780", "Karlstads kommun", "5555-4323"),
        ("1785", "Säffle kommun", "5555-4307"),
    )
)


def with_payouts(planned, path, finance="", contribution="900000.50"):
    """The plan with a rule that pays everything on 20 January."""
    rules = planned.dataset.rules.replace('id = "b26"', 'id = "b26"\npayout = "u"') + PAID
    rules = rules.replace("900000.50", contribution)
    dataset = replace(planned.dataset, rules=rules, finance=finance, accounts=ACCOUNTS)
    write_plan(replace(planned, dataset=dataset), path)


def in_force(folders, ending):
    """The files of payouts, when each folder's are used from its day until the next one's."""
    for (folder, day), (_, until) in pairwise([*folders, ("", "9999-12-31")]):
        for path in sorted(Path(folder, "utbetalningar").glob(f"*.{ending}")):
            if day <= path.stem[-len(day) :] < until:
                yield path.read_bytes()


def paid_at_the_bank(folders):
    """What every receiver is paid."""
    paid = Counter()
    for content in in_force(folders, "xml"):
        for payment in read_payments(content):
            paid[payment.name] += int(payment.amount * 100)
    return paid


def booked_as_grants(folders):
    """What the year's grants cost in the books."""
    vouchers = [voucher for content in in_force(folders, "si") for voucher in read_sie(content).vouchers]
    return sum(int(row.amount * 100) for each in vouchers for row in each.rows if row.account == "5820")


def test_a_chain_of_corrections_pays_the_last_award(capsys, planned):
    """Raised, lowered and raised after the day of payment: the bank has paid the award and what is claimed."""
    with_payouts(planned, Path("plan.json"), finance=BOOKS + FINANCE, contribution="100000")
    said(capsys, *ISSUE, "--out", "nr1")
    folders, was = [("nr1", "2026-01-15")], "100000"
    steps = (("2026-02-01", "120000.37"), ("2026-03-01", "90000.01"), ("2026-04-01", "150000.10"))
    for number, (day, now) in enumerate(steps, start=1):
        correct = ("--corrects", str(number), "--out", f"nr{number + 1}", "--today", day, "--json")
        status, out, err = corrected(capsys, *correct, text=(was, now))
        assert 0 == status, err
        was, found = now, json.loads(out)
        folders.append((f"nr{number + 1}", day))
        paid = paid_at_the_bank(folders)
        for account in ACCOUNTS:
            own = [payout for payout in found["payouts"] if payout["id"] == account.scb_code]
            assert paid[account.name] == sum(payout["amount_ore"] for payout in own)
            claim_ore = found["claims_ore"].get(account.scb_code, 0)
            assert found["awards_ore"][account.scb_code] == paid[account.name] - claim_ore
        assert bool(found["claims_ore"]) == (number == 2)
        assert sum(found["awards_ore"].values()) == booked_as_grants(folders)
    files = [path.read_text() for path in Path().glob("nr*/utbetalningar/*.xml")]
    ids = [identity for text in files for identity in re.findall("<(?:MsgId|EndToEndId)>(.*?)<", text)]
    assert len(set(ids)) == len(ids)
    assert 0 == said(capsys, "verify", "nr4/sammanstallning.xlsx")[0]


@pytest.mark.parametrize(("day", "is_paid"), [("2026-01-20", False), ("2026-01-21", True)])
def test_what_is_due_on_the_day_of_the_correction_is_not_yet_paid(capsys, planned, day, is_paid):
    """On the day of payment the old files are taken back; the day after they have been used."""
    with_payouts(planned, Path("plan.json"))
    status, _, err = said(capsys, *ISSUE)
    assert 0 == status, err
    status, out, _ = corrected(capsys, "--today", day, text=("900000.50", "100000"))
    assert 0 == status
    assert is_paid == ("Åter att betala" in out)
    assert is_paid == ("filerna ur nr 1 för 20 januari 2026 gäller inte längre" not in out)


def test_a_correction_cannot_lose_what_was_paid(capsys, planned):
    """A rule that does not say when it is paid knows nothing of what was."""
    with_payouts(planned, Path("plan.json"))
    said(capsys, *ISSUE)
    status, _, err = corrected(capsys, "--today", "2026-02-01", text=('payout = "u"', ""))
    assert (1, True) == (status, "redan betalt, men rättelsens regel säger inte när" in err)
    assert 1 == len(Path("journal/journal.jsonl").read_text(encoding="utf-8").splitlines())
