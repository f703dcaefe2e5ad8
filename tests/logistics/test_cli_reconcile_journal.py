"""`bokslinga reconcile --journal`: what was decided is read where it was issued."""

import json
from dataclasses import replace

import openpyxl
import pytest

from logistics.cli.main import main
from logistics.planfile import write_plan
from tests.logistics.test_cli_reconcile import folder, reconcile

__all__ = ["folder"]


@pytest.fixture
def issued(folder):
    """The folder, with the year issued from the plan in it."""
    issue(folder, "plan.json")
    return folder


def issue(folder, plan, *arguments):
    files = ("--journal", str(folder / "journal"), "--out", str(folder / "besked"))
    assert (
        main(["issue", str(folder / plan), "--year", "2026", "--today", "2026-01-15", *files, *arguments])
        == 0
    )


def from_journal(folder, capsys):
    """The final settlement that a program gets."""
    capsys.readouterr()
    assert reconcile(folder, "--journal", str(folder / "journal"), "--draft", "--json") == 0
    return json.loads(capsys.readouterr().out)["final"]


def write_lower(planned, folder):
    """A plan of the same runs whose rule has lower caps."""
    rules = planned.dataset.rules.replace("cap_percent = 99.5", "cap_percent = 90")
    assert rules != planned.dataset.rules
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), folder / "lower.json")


def test_awards_are_those_issued(issued, capsys):
    """The same as recomputed, as long as nothing has changed."""
    assert reconcile(issued, "--json") == 0
    again = json.loads(capsys.readouterr().out)["final"]
    kept = from_journal(issued, capsys)
    assert (None, 1) == (again.pop("budget_from_journal"), kept.pop("budget_from_journal"))
    assert again == kept


def test_the_last_correction_counts(planned, issued, capsys):
    """And each municipality whose award would now be another is named."""
    write_lower(planned, issued)
    capsys.readouterr()
    issue(issued, "lower.json", "--corrects", "1", "--because", "Nytt beslut.", "--json")
    corrected = json.loads(capsys.readouterr().out)
    found = from_journal(issued, capsys)
    assert found["budget_from_journal"] == 2
    assert any(note.startswith("Kil: bidraget skulle nu bli ") for note in found["notes"])
    awards_ore = {row["scb_code"]: row["award_ore"]["budget"] for row in found["municipalities"]}
    assert awards_ore == corrected["awards_ore"]


@pytest.mark.parametrize("is_read", [True, False])
def test_where_the_awards_were_read_is_told(issued, capsys, is_read):
    """On screen and on the sheet."""
    words = "de utfärdade: nr 1 i journalen" if is_read else "inte lästa ur journalen"
    assert reconcile(issued, *(("--journal", str(issued / "journal"), "--draft") if is_read else ())) == 0
    assert words in capsys.readouterr().out
    sheet = openpyxl.load_workbook(issued / "ut.xlsx")["Slutavräkning"]
    assert words in sheet["A3"].value


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("--journal", "borta"), 1, "borta går inte att läsa eller skriva"),
        (("--journal", "journal", "--until", "2026-12-31"), 2, "som inte görs när --until anges"),
    ],
)
def test_journal_that_cannot_be_used_is_refused(issued, capsys, monkeypatch, arguments, status, sentence):
    """And nothing is written."""
    monkeypatch.chdir(issued)
    assert reconcile(issued, *arguments) == status
    assert sentence in capsys.readouterr().err
    assert not (issued / "ut.xlsx").exists()


def test_journal_without_the_year_is_refused(folder, capsys):
    """A journal of other years holds no decision for this one."""
    (folder / "journal").mkdir()
    (folder / "journal" / "journal.jsonl").touch()
    assert reconcile(folder, "--journal", str(folder / "journal")) == 1
    assert "Inget besked för 2026 finns i journalen" in capsys.readouterr().err


def test_nothing_is_settled_against_a_journal_whose_end_is_gone(planned, issued, capsys):
    """Number 1 was corrected: its awards are no longer those decided."""
    write_lower(planned, issued)
    issue(issued, "lower.json", "--corrects", "1", "--because", "Nytt beslut.")
    path = issued / "journal" / "journal.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert reconcile(issued, "--journal", str(issued / "journal")) == 1
    assert "poster har tagits bort i slutet" in capsys.readouterr().err
    assert not (issued / "ut.xlsx").exists()
