"""The commands `fairness`, `compare-keys` and `preview-rule`, from outside."""

import json
from pathlib import Path

import openpyxl
import pytest

from logistics.cli.main import main
from logistics.planfile import write_plan
from tests.logistics.dataset.small import RULES


@pytest.fixture(autouse=True)
def plan(tmp_path, monkeypatch, planned):
    """A saved plan in an empty folder."""
    monkeypatch.chdir(tmp_path)
    write_plan(planned, Path("plan.json"))
    return "plan.json"


def left():
    return sorted(path.as_posix() for path in Path().rglob("*"))


def asked(capsys, *words):
    """The exit status, and what was said on stdout and stderr, with common spaces."""
    status = main(list(words))
    out, err = capsys.readouterr()
    return status, out.replace("\N{NO-BREAK SPACE}", " "), err.replace("\N{NO-BREAK SPACE}", " ")


def test_fairness_by_the_rule_and_by_one_key(plan, capsys):
    """In words, with the mix that is judged."""
    status, out, _ = asked(capsys, "fairness", plan, "--year", "2026")
    assert 0 == status
    assert "33,5 % lika och 66,5 % shapleyvärde" in out
    status, out, _ = asked(capsys, "fairness", plan, "--year", "2026", "--key", "population")
    assert 0 == status
    assert "100 % invånare" in out
    assert "Med nyckeln Invånare betalar Karlstad" in out
    assert [plan] == left()


def test_fairness_as_json(plan, capsys):
    """Groups by their codes, sums in öre."""
    _, out, _ = asked(capsys, "fairness", plan, "--year", "2026", "--key", "population", "--json")
    answer = json.loads(out)
    assert {"population": "1"} == answer["shared_by"]
    first = answer["groups"][0]
    assert first["gain_ore_a_week"] == answer["largest_gain_ore_a_week"] > 0
    assert first["pays_ore_a_week"] - first["alone_ore_a_week"] == first["gain_ore_a_week"]


def test_an_unknown_key_is_wrong_usage(plan, capsys):
    """With the keys there are."""
    status, _, err = asked(capsys, "fairness", plan, "--year", "2026", "--key", "lika")
    assert 2 == status
    assert "”lika” är ingen nyckel. Nycklarna är equal, population" in err


def test_a_key_without_terms_is_refused(plan, capsys):
    """A guess would be a silent wrong answer."""
    status, _, err = asked(capsys, "fairness", plan, "--year", "2026", "--key", "clic")
    assert 1 == status
    assert "Lägg till terms.clic i regeln." in err


def test_keys_side_by_side(plan, capsys):
    """On the screen and in a workbook with charts."""
    status, out, _ = asked(capsys, "compare-keys", plan, "--year", "2026", "--out", "alla.xlsx")
    assert 0 == status
    assert "Kostnad, kr" in out
    assert "Går inte: CLiC" in out
    assert ["alla.xlsx", plan] == left()
    names = openpyxl.load_workbook("alla.xlsx").sheetnames
    assert ["Kostnad", "Kostnad per invånare", "Bidrag", "Bidrag per invånare"] == names[:4]


def test_keys_as_json(plan, capsys):
    """Every key, with its sums or its reasons."""
    _, out, _ = asked(capsys, "compare-keys", plan, "--year", "2026", "--json")
    answer = json.loads(out)
    equal = answer["keys"]["equal"]
    assert answer["cost_ore"] == sum(equal["cost_ore"].values())
    municipalities = [ore for id_, ore in equal["cost_ore"].items() if id_ != "17"]
    assert max(municipalities) - min(municipalities) <= 1
    assert answer["keys"]["clic"]["cost_reasons"]
    assert "cost_ore" not in answer["keys"]["clic"]


def test_a_workbook_must_be_one(plan, capsys):
    """A name that would overwrite the plan is wrong usage."""
    assert 2 == asked(capsys, "compare-keys", plan, "--year", "2026", "--out", plan)[0]


def test_what_a_proposal_changes(plan, capsys):
    """On the screen, and in a workbook when one is asked for."""
    Path("ny.toml").write_text(RULES.replace("900000.50", "950000"), encoding="utf-8")
    status, out, _ = asked(capsys, "preview-rule", plan, "ny.toml", "--year", "2026")
    assert 0 == status
    assert "900 000,50 kr → 950 000,00 kr" in out
    assert ["ny.toml", plan] == left()
    assert 0 == asked(capsys, "preview-rule", plan, "ny.toml", "--year", "2026", "--out", "f.xlsx")[0]
    assert "Förändring" == openpyxl.load_workbook("f.xlsx").sheetnames[0]


def test_several_rules_that_change_have_a_workbook_each(plan, capsys):
    """Named by the rule; and one that changes nothing has none, which is told."""
    later = '[[rule]]\nid = "b27"\nchanges = "b26"\nfirst_date = 2027-01-01\nlast_date = 2027-12-31\n'
    Path("ny.toml").write_text('[[rule]]\nchanges = "b26"\ncap_percent = 90\n' + later, encoding="utf-8")
    status, out, _ = asked(capsys, "preview-rule", plan, "ny.toml", "--year", "2026", "--out", "f.xlsx")
    assert (0, True) == (status, "b27 (1 januari–31 december 2027) jämförs med" in out)
    assert ["f-b26.xlsx", "f-b27.xlsx", "ny.toml", plan] == left()
    Path("ny.toml").write_text(RULES, encoding="utf-8")
    status, out, _ = asked(capsys, "preview-rule", plan, "ny.toml", "--year", "2026", "--out", "g.xlsx")
    assert (0, True, False) == (status, "Skrivs inte" in out, Path("g.xlsx").exists())


def test_help_says_how_a_proposal_begins(capsys):
    """Double brackets are a table of TOML to the reader, and a style to what shows the help."""
    status, out, _ = asked(capsys, "preview-rule", "--help")
    assert (0, True) == (status, "[[rule]]" in out)


def test_every_fault_of_a_proposal_is_listed(plan, capsys):
    """At once, with its place; and nothing is written."""
    faulty = RULES.replace("900000.50", "-1").replace("cap_percent = 99.5", "cap_percent = 0")
    Path("ny.toml").write_text(faulty, encoding="utf-8")
    status, _, err = asked(capsys, "preview-rule", plan, "ny.toml", "--year", "2026", "--out", "f.xlsx")
    assert 1 == status
    assert "rule[2].contribution_kr" in err
    assert "rule[2].cap_percent" in err
    assert ["ny.toml", plan] == left()


def test_the_faults_of_a_proposal_as_json(plan, capsys):
    """For a program that shows them beside the text."""
    Path("ny.toml").write_text("[[rule]]\n", encoding="utf-8")
    status, out, _ = asked(capsys, "preview-rule", plan, "ny.toml", "--year", "2026", "--json")
    assert 1 == status
    assert {"ny.toml"} == {fault["file"] for fault in json.loads(out)["faults"]}


def test_terms_from_a_file(plan, capsys):
    """A key that the rule says nothing of can be compared, and the answer says whose terms they are."""
    Path("villkor.toml").write_text(
        "terms.degressive_population = { brackets = [{ above = 0, weight_percent = 100 }] }\n"
    )
    words = ["compare-keys", plan, "--year", "2026", "--terms", "villkor.toml", "--json"]
    status, out, _ = asked(capsys, *words)
    assert 0 == status
    answer = json.loads(out)
    assert answer["cost_ore"] == sum(answer["keys"]["degressive_population"]["cost_ore"].values())
    note = "Villkoren för Avtagande invånartal är inte regelns: de är angivna för jämförelsen."
    assert [note] == answer["notes"]
