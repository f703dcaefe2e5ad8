"""The sample's invoice is charged as its README says."""

import json

import sample_data
from logistics.cli.main import main
from logistics.dataset import read_dataset
from logistics.planfile import write_plan
from logistics.planning import plan_dataset


def test_sample_invoice_has_the_deviations_that_are_documented(tmp_path, capsys):
    """Whoever tries `reconcile` finds what was hidden, and nothing else."""
    write_plan(
        plan_dataset(read_dataset(sample_data.FOLDER), time_limit_s=60, seed=1), tmp_path / "plan.json"
    )
    invoice = sample_data.FOLDER / "invoices" / "2026-01.csv"
    words = ("--invoices", str(invoice), "--year", "2026", "--until", "2026-01-31", "--json")
    assert 0 == main(["reconcile", str(tmp_path / "plan.json"), *words, "--out", str(tmp_path / "a.xlsx")])
    found = json.loads(capsys.readouterr().out)
    assert {(d["kind"], d["date"], d["vehicle"]) for d in found["deviations"]} == {
        ("not_invoiced", "2026-01-29", "bil-1"),
        ("duplicate", "2026-01-21", "bil-1"),
        ("hours", "2026-01-26", "bil-2"),
        ("price", "2026-01-16", "bil-2"),
    }
    assert [250_00] == [d["stake_ore"] for d in found["deviations"] if d["kind"] == "price"]
    assert found["vat"] == {"percent": "25", "is_assumed": False}
