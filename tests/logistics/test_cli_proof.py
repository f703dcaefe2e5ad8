"""The commands `verify` and `what-if` from outside: what is said where, and how they end."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from logistics.cli.main import main
from logistics.planfile import write_plan


@pytest.fixture(autouse=True)
def _in_a_folder_with_a_plan(planned, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_plan(planned, Path("plan.json"))


def said(capsys, *arguments):
    """Status, and what stood on stdout and stderr."""
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def tamper(**figures):
    content = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    content["certificate"].update(figures)
    Path("plan.json").write_text(json.dumps(content), encoding="utf-8")


def edit_rows(change):
    rows = list(
        csv.DictReader(Path("tabell.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    )
    change(rows)
    with Path("ny.csv").open("w", encoding="windows-1252", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_an_honest_plan_is_verified(capsys):
    """The planner reads what was worked out again, and that nothing is left to believe."""
    status, out, err = said(capsys, "verify", "plan.json")
    assert 0 == status
    assert "innehållet stämmer med filens egen kontrollsumma, men bara journalen eller avsändaren" in out
    assert "inga; alla regler hållna (5 turer, 8 besök)" in out.replace("\u00a0", " ")
    assert "Lösarens uppgift  ingen: även den undre gränsen är omräknad här" in out
    assert "Räknar om regler och kostnad …" in err


def test_verifying_for_a_program(planned, capsys):
    """The same figures, in öre."""
    status, out, _ = said(capsys, "verify", "plan.json", "--json")
    found = json.loads(out)
    cost_ore = planned.certificate.cost_ore
    assert (0, True, cost_ore, cost_ore, []) == (
        status, found["is_verified"], found["cost_ore"], found["proven_bound_ore"], found["findings"],
    )  # fmt: skip


def test_a_changed_figure_ends_with_status_one(capsys):
    """On stderr, in a sentence that names it; on stdout, what the plan really is."""
    tamper(cost_ore=400_000)
    status, out, err = said(capsys, "verify", "plan.json")
    told = err.replace("\u00a0", " ")
    assert 1 == status
    assert "Filen har ändrats sedan den skrevs: dess kontrollsumma stämmer inte." in told
    assert "Kostnaden: filen säger 4 000,00 kr, men det är 4 250,78 kr." in told
    assert "filen säger en annan, så innehållet är ändrat sedan den skrevs" in out


def test_a_changed_figure_for_a_program(capsys):
    """What the file says and what it should be."""
    tamper(cost_ore=400_000)
    status, out, _ = said(capsys, "verify", "plan.json", "--json")
    (found,) = (f for f in json.loads(out)["findings"] if f["figure"] == "certificate.cost_ore")
    assert (1, "400000", "425078") == (status, found["says"], found["should_be"])


def test_a_claim_is_told_as_one(capsys):
    """A search has a bound that nobody can work out again."""
    tamper(duals=None)
    _, out, _ = said(capsys, "verify", "plan.json")
    assert "att ingen plan kostar mindre än" in out
    assert "filen har inga dualpriser att räkna om gränsen ur" in out


def test_a_bound_of_nothing_proves_nothing(capsys):
    """Planning was ended before anything was known."""
    tamper(duals=None, lower_bound_ore=0, ended_by="time limit")
    _, out, _ = said(capsys, "verify", "plan.json")
    told = out.replace("\u00a0", " ")
    assert "ingen: filens undre gräns är 0,00 kr, så inget är bevisat om vad andra planer kostar" in told
    assert "att ingen plan kostar mindre" not in told


def test_data_that_no_plan_can_follow_is_told(capsys):
    """Two visits a week with two weekdays between them at most: there is no bound on what cannot be."""
    content = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    next(row for row in content["dataset"]["stops"] if row["id"] == "KIL")["longest_gap_days"] = "2"
    Path("plan.json").write_text(json.dumps(content), encoding="utf-8")
    status, out, _ = said(capsys, "verify", "plan.json")
    told = out.replace("\u00a0", " ")
    assert 1 == status
    assert "Undre gräns       ingen: med datamängden i filen är ingen plan möjlig. Kils bibliotek" in told
    assert "ingen plan är möjlig, så gränsen säger inget" in told
    assert "omräknad ur filens dualpriser" not in told


def test_a_plan_of_an_older_program_is_told_what_to_do(capsys):
    """Planning again is the way on."""
    content = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    Path("plan.json").write_text(json.dumps({**content, "schema_version": 1}), encoding="utf-8")
    status, _, err = said(capsys, "verify", "plan.json")
    assert (1, True) == (status, "en äldre version av programmet" in err)
    assert "Gör planen på nytt med bokslinga plan." in err


def test_a_plans_table_is_written_and_read_back(capsys):
    """The way in: write, edit in Excel, try."""
    assert 0 == said(capsys, "what-if", "plan.json", "--write", "tabell.csv")[0]
    status, out, err = said(capsys, "what-if", "plan.json", "--edit", "tabell.csv")
    assert (0, "") == (status, err)
    assert "Kostnad     ±0,00 kr i veckan, till 4 250,78 kr" in out.replace("\u00a0", " ")
    assert "Regler      alla hållna" in out


def test_an_edit_is_priced(capsys):
    """Ten minutes of waiting at 375,50 kr an hour."""
    said(capsys, "what-if", "plan.json", "--write", "tabell.csv")
    edit_rows(lambda rows: next(r for r in rows if r["weekday"] == "tis").update(departure="07:50"))
    status, out, _ = said(capsys, "what-if", "plan.json", "--edit", "ny.csv")
    told = out.replace("\u00a0", " ")
    assert 0 == status
    assert "Kostnad     +62,58 kr i veckan, till 4 313,36 kr" in told
    assert "Förartid    +10 min" in told


def test_broken_rules_are_told_with_the_price(capsys):
    """Every rule in a sentence, and what it would cost all the same."""
    said(capsys, "what-if", "plan.json", "--write", "tabell.csv")
    edit_rows(
        lambda rows: next(r for r in rows if r["stop"] == "SAF").update(
            weekday="fre", vehicle="bil-1", position="2"
        )
    )
    status, out, err = said(capsys, "what-if", "plan.json", "--edit", "ny.csv")
    assert 1 == status
    assert "Sjukhusbiblioteket besöks på fredagar, men tar inte emot leveranser då." in err
    assert "Regler      1 fel" in out.replace("\u00a0", " ")
    assert "Sjukhusbiblioteket: fredagar i stället för torsdagar" in out


def test_an_edit_for_a_program(capsys):
    """Differences in öre, metres and seconds."""
    said(capsys, "what-if", "plan.json", "--write", "tabell.csv")
    edit_rows(lambda rows: next(r for r in rows if r["weekday"] == "tis").update(departure="07:50"))
    status, out, _ = said(capsys, "what-if", "plan.json", "--edit", "ny.csv", "--json")
    found = json.loads(out)
    assert (0, True) == (status, found["is_allowed"])
    assert (6258, 0, 600) == tuple(
        found["difference"][name] for name in ("cost_ore", "distance_m", "driver_s")
    )


def test_faults_of_a_table_are_told_at_once(capsys):
    """As for a data set: place, fault, remedy, and their number."""
    Path("ny.csv").write_text(
        "weekday;vehicle;position;stop\nlör;bil-1;1;KAR\nman;bil-1;1;Kilen\n", encoding="utf-8"
    )
    status, out, err = said(capsys, "what-if", "plan.json", "--edit", "ny.csv")
    assert (1, "") == (status, out)
    assert (
        "ny.csv, rad 2, kolumn weekday: ”lör” är ingen veckodag; ange något av man, tis, ons, tor, fre."
        in err
    )
    assert "ny.csv, rad 3, kolumn stop: Biblioteket ”Kilen” finns inte." in err


WRONG_USE = {
    "neither": (["what-if", "plan.json"], "ange --write FIL.csv"),
    "both": (["what-if", "plan.json", "--edit", "a.csv", "--write", "b.csv"], "ange --write FIL.csv"),
    "no csv": (["what-if", "plan.json", "--write", "plan.json"], "ska sluta på .csv"),
    "no plan": (["verify"], "FIL saknas"),
}


@pytest.mark.parametrize("case", WRONG_USE)
def test_wrong_use_is_told_in_swedish(capsys, case):
    """Status two, and nothing done."""
    arguments, told = WRONG_USE[case]
    status, out, err = said(capsys, *arguments)
    assert (2, "", True) == (status, out, told in err)


def test_a_file_that_is_not_there(capsys):
    """A sentence, no traceback."""
    status, _, err = said(capsys, "what-if", "plan.json", "--edit", "borta.csv")
    assert (1, True) == (status, "borta.csv går inte att läsa eller skriva: den finns inte." in err)


def test_a_table_is_never_half_written(capsys):
    """The folder holds the table and nothing beside it."""
    shutil.rmtree("ut", ignore_errors=True)
    assert 0 == said(capsys, "what-if", "plan.json", "--write", "ut/tabell.csv")[0]
    assert ["tabell.csv"] == [path.name for path in Path("ut").iterdir()]
