"""`bokslinga reconcile` as it is used: one sentence for each fault, and a workbook only when all is well."""

import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from logistics.cli.main import main
from logistics.planfile import write_plan
from logistics.reconciling.planned_runs import planned_runs

FINANCE = '[invoice]\nrun = "Reg.nr"\n[invoice.vehicles]\n"ABC 123" = "bil-1"\n"XYZ 789" = "bil-2"\n'


@pytest.fixture
def folder(planned, tmp_path):
    """A plan, and the invoice of its year: all as planned but the first run, which is left out."""
    dataset = replace(planned.dataset, finance=FINANCE)
    write_plan(replace(planned, dataset=dataset), tmp_path / "plan.json")
    lines = ["Datum;Reg.nr;Km;Timmar;Belopp"]
    runs = planned_runs(planned, date(2026, 1, 1), date(2026, 12, 31))
    lines += [line_of(run) for run in runs[1:]]
    (tmp_path / "året.csv").write_text("\r\n".join(lines), encoding="windows-1252")
    return tmp_path


def line_of(run):
    """The row that charges a run as planned."""
    number = {"bil-1": "ABC 123", "bil-2": "XYZ 789"}[run.vehicle_id]
    hours = f"{run.shift_s // 3600}:{run.shift_s // 60 % 60:02}"
    kronor = f"{run.cost_ore // 100},{run.cost_ore % 100:02}"
    return f"{run.date};{number};{run.distance_m // 1000};{hours};{kronor}"


def reconcile(folder, *arguments):
    """The exit status."""
    files = ("--invoices", str(folder / "året.csv"), "--out", str(folder / "ut.xlsx"))
    return main(["reconcile", str(folder / "plan.json"), *files, "--year", "2026", *arguments])


def test_the_year_is_reconciled_and_written(folder, capsys):
    """The lines on screen, and the workbook beside them."""
    assert reconcile(folder) == 0
    said = capsys.readouterr().out
    assert "Inte fakturerad    1 st, \u2212" in said
    assert "Slutavräkning" in said
    assert openpyxl.load_workbook(folder / "ut.xlsx").sheetnames[0] == "Avvikelser"


def test_json_holds_every_figure_in_ore(folder, capsys):
    """For programs: the deviations, the awards, and the bridge between plan and invoices."""
    assert reconcile(folder, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    stakes = sum(deviation["stake_ore"] for deviation in found["deviations"])
    assert found["invoiced_ore"] == found["planned_ore"] + stakes + found["within_tolerances_ore"]
    assert {row["scb_code"] for row in found["final"]["municipalities"]} == {"1715", "1780", "1785"}


@pytest.mark.parametrize("until", ["2026-03-31", "2026-12-31"])
def test_reconciling_until_a_day_has_no_final_settlement(folder, capsys, until):
    """In April the year has not cost what it will; in December somebody may want to look first."""
    assert reconcile(folder, "--until", until, "--json") == 0
    assert json.loads(capsys.readouterr().out)["final"] is None
    assert "Slutavräkning" not in openpyxl.load_workbook(folder / "ut.xlsx").sheetnames


@pytest.mark.parametrize("until", [(), ("--until", "2026-03-31")])
def test_balances_of_an_earlier_run_do_not_stay(planned, folder, until):
    """They would pass for what this run found: here nothing is carried, or the year is not settled."""
    text = "Datum;År;Kommun;Belopp;Rättar;Skäl\n2026-02-01;2025;Kil;1;a;b\n"
    (folder / "r.csv").write_text(text, encoding="utf-8")
    assert reconcile(folder, "--corrections", str(folder / "r.csv")) == 0
    assert (folder / "ut-balanser.csv").exists()
    first = planned_runs(planned, date(2026, 1, 1), date(2026, 12, 31))[0]
    with (folder / "året.csv").open("a", encoding="windows-1252") as invoice:
        invoice.write(f"\r\n{line_of(first)}")
    assert reconcile(folder, *until) == 0
    assert not (folder / "ut-balanser.csv").exists()


def test_more_invoices_follow_the_first(folder, capsys):
    """As a shell writes *.csv; the same rows again are duplicates every one."""
    (folder / "igen.csv").write_bytes((folder / "året.csv").read_bytes())
    assert reconcile(folder, str(folder / "igen.csv"), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    duplicates = [deviation for deviation in found["deviations"] if deviation["kind"] == "duplicate"]
    assert len(duplicates) * 2 == sum(invoice["rows"] for invoice in found["invoices"])


def test_faults_of_invoices_and_corrections_are_told_together(folder, capsys):
    """Exit status 1, a sentence for each, and nothing written."""
    (folder / "r.csv").write_text(
        "Datum;År;Kommun;Belopp;Rättar;Skäl\n2026-02-01;2025;Kil;x;a;b\n", encoding="utf-8"
    )
    (folder / "b.csv").write_text("Datum;Reg.nr;Km;Timmar;Belopp\n2026-02-30;QQQ;1;1;1\n", encoding="utf-8")
    assert reconcile(folder, str(folder / "b.csv"), "--corrections", str(folder / "r.csv")) == 1
    said = capsys.readouterr().err
    for place in ("b.csv, rad 2, kolumn Datum", "b.csv, rad 2, kolumn Reg.nr", "r.csv, rad 2, kolumn Belopp"):
        assert place in said
    assert "3\u00a0fel" in said
    assert not (folder / "ut.xlsx").exists()


def test_correction_of_a_year_that_is_not_over_is_refused(folder, capsys):
    """2026 cannot be corrected by 2026's own settlement."""
    text = "Datum;År;Kommun;Belopp;Rättar;Skäl\n2026-02-01;2026;Kil;1;a;b\n"
    (folder / "r.csv").write_text(text, encoding="utf-8")
    assert reconcile(folder, "--corrections", str(folder / "r.csv")) == 1
    assert "bara år före 2026 kan rättas här" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--until", "2027-01-01"),
        ("--until", "våren"),
        ("--out", "ut.csv"),
        ("--until", "2026-12-31", "--corrections", "r.csv"),  # they would be left out in silence
    ],
)
def test_wrong_words_are_wrong_usage(folder, arguments):
    """Exit status 2."""
    assert reconcile(folder, *arguments) == 2
