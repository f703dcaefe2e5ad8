"""Where something issued lies, nothing is written over it: not by a draft, and not by another period's issue."""

import shutil
from dataclasses import replace

import pytest

from logistics.planfile import read_plan, write_plan
from tests.logistics.final_years import CORRECT, settled, small_year, words, year
from tests.logistics.half_years import folder as issued_halves
from tests.logistics.half_years import plans
from tests.logistics.program import found, run

__all__ = ["issued_halves", "plans", "small_year", "year"]


def files_in(folder):
    """Every file below a folder, with what it holds."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(*arguments):
    """The sentences of a refusal of the words."""
    status, out, err = run(*arguments)
    assert (2, "") == (status, out), err
    return err


@pytest.fixture
def halves(issued_halves, tmp_path):
    """Both halves, issued each into a folder of its own, to go on from."""
    return shutil.copytree(issued_halves, tmp_path / "h")


def test_a_draft_is_never_written_over_issued_statements(year):
    """Its payment files have other ids, and the bank would pay twice."""
    before = files_in(year / "besked")
    err = refused("settle", year / "plan.json", "--year", "2026", "--out", year / "besked")
    assert (
        f"--out: i {year / 'besked'} ligger beskeden nr 1 i journalen för 1 januari–31 december 2026, utfärdade"
        " den 15 januari 2026. De ska vara kvar: ange en annan plats."
    ) in err
    assert before == files_in(year / "besked")


def test_a_draft_beside_issued_statements_that_were_saved_anew_is_refused(year):
    """Somebody opened a workbook and saved it: the other files are still those that were issued."""
    for path in (year / "besked").glob("*.xlsx"):
        path.write_bytes(b"saved anew")
    assert "ligger beskeden nr 1" in refused(
        "settle", year / "plan.json", "--year", "2026", "--out", year / "besked"
    )


def test_a_chain_that_nobody_can_read_is_left_alone(year):
    """What was issued may lie there."""
    (year / "besked" / "journal.jsonl").write_bytes(b"?\n")
    err = refused("settle", year / "plan.json", "--year", "2026", "--out", year / "besked")
    assert "journal.jsonl går inte att läsa, så utfärdade handlingar kan ligga där" in err


def test_a_draft_is_written_over_a_draft_and_then_issued(year):
    """As it always was."""
    draft = ("settle", year / "plan.json", "--year", "2026", "--out", year / "nytt")
    assert [0, 0] == [run(*draft)[0], run(*draft)[0]]
    issue = ("issue", year / "plan.json", "--year", "2026", "--journal", year / "ny", "--today", "2026-01-15")
    assert 0 == run(*issue, "--out", year / "nytt")[0]
    assert (year / "nytt" / "journal.jsonl").exists()


def test_the_demo_is_never_written_over_issued_statements(year, monkeypatch):
    """Its folder of statements is called as that of an issue."""
    monkeypatch.chdir(year)
    shutil.copytree(year / "besked", year / "out" / "bidragsbesked")
    before = files_in(year / "out")
    assert "i out/bidragsbesked ligger beskeden nr 1" in refused("demo")
    assert before == files_in(year / "out")


def test_a_final_settlement_is_never_written_over_what_was_issued(year):
    """Not where statements lie, and not over the workbook of a settlement that was written out again."""
    shutil.copytree(year / "besked", year / "1" / "a-handlingar")
    assert "ligger beskeden nr 1 i journalen" in refused(*words(year, "alla", "1", "--draft"))
    settled(year, "utan-20", "2")
    assert 0 == run("reissue", year / "journal", "--number", 2, "--out", year / "igen")[0]
    before = files_in(year / "igen")
    over = ("--out", year / "igen" / "avstamning.xlsx")
    err = refused(*words(year, "alla", "x", "--draft", *over))
    assert f"i {year / 'igen'} ligger slutavräkningen nr 2 i journalen för 1 januari–31 december 2026" in err
    assert "utfärdad den 4 januari 2027. Den ska vara kvar: ange en annan plats." in err
    assert before == files_in(year / "igen")


def test_another_period_is_not_issued_over_the_first(halves):
    """Spring's files may be needed again; nothing is entered in the journal."""
    shutil.rmtree(halves / "journal")
    first = ("--rule", "var", "--journal", halves / "journal", "--today", "2026-01-15")
    assert 0 == run("issue", halves / "var.json", *first, "--out", halves / "bb")[0]
    before, chain = files_in(halves / "bb"), files_in(halves / "journal")
    second = ("--rule", "host", "--journal", halves / "journal", "--today", "2026-06-01")
    err = refused("issue", halves / "host.json", *second, "--out", halves / "bb")
    assert f"--out: i {halves / 'bb'} ligger beskeden nr 1 i journalen för 1 januari–30 juni 2026" in err
    assert (before, chain) == (files_in(halves / "bb"), files_in(halves / "journal"))
    assert 0 == run("issue", halves / "host.json", *second, "--out", halves / "bb2")[0]


def test_the_same_period_of_another_journal_is_not_issued_over_it(halves):
    """The first may be the true one, and is in no chain that this one could correct."""
    other = ("--rule", "var", "--journal", halves / "annan", "--today", "2026-01-15")
    err = refused("issue", halves / "var.json", *other, "--out", halves / "var")
    assert "ligger beskeden nr 1 i journalen för 1 januari–30 juni 2026" in err
    assert not (halves / "annan").exists()


def test_a_correction_takes_the_place_of_its_own_files(halves):
    """Where nr 1 lay lies nr 3, and every file that nr 3 has not is gone."""
    change_rule(halves / "var.json", "60000", "59000")
    correct = ("--rule", "var", "--journal", halves / "journal", "--today", "2026-07-02")
    again = ("--corrects", "1", "--because", "Fel belopp.", "--out", halves / "var")
    said = found("issue", halves / "var.json", *correct, *again)
    assert (3, 1) == (said["number"], said["corrects"])
    assert 3 == found("verify", halves / "var" / "sammanstallning.xlsx")["number"]


def test_reissue_writes_over_no_other_entry(halves):
    """Neither over another period's files, nor over those of a correction."""
    change_rule(halves / "var.json", "60000", "59000")
    correct = ("--rule", "var", "--journal", halves / "journal", "--today", "2026-07-02")
    why = ("--corrects", "1", "--because", "Fel belopp.", "--out", halves / "rättat")
    assert 0 == run("issue", halves / "var.json", *correct, *why)[0]
    for number, out, there in ((1, "host", 2), (2, "var", 1), (1, "rättat", 3)):
        before = files_in(halves / out)
        err = refused("reissue", halves / "journal", "--number", number, "--out", halves / out)
        assert f"i {halves / out} ligger beskeden nr {there} i journalen" in err
        assert before == files_in(halves / out)
    for number, out in ((1, "var"), (3, "var"), (2, "host")):
        assert 0 == run("reissue", halves / "journal", "--number", number, "--out", halves / out)[0]


def test_statements_are_not_written_out_over_a_final_settlement(year):
    """Letters of both have the same names."""
    settled(year, "utan-20", "1")
    before = files_in(year / "1")
    err = refused("reissue", year / "journal", "--number", 1, "--out", year / "1" / "a-handlingar")
    assert "ligger slutavräkningen nr 2 i journalen" in err
    assert before == files_in(year / "1")
    assert "ligger slutavräkningen nr 2" in refused(*words(year, "alla", "1", *CORRECT))


def change_rule(path, old, new):
    """A plan whose rules say something else."""
    planned = read_plan(path)
    assert old in planned.dataset.rules
    rules = planned.dataset.rules.replace(old, new)
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), path)
