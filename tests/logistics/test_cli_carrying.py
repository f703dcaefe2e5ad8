"""From one year to the next as it is done: reconcile, copy a file, settle."""

import csv
import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from logistics.cli.main import main
from logistics.dataset import read_dataset, write_csv
from logistics.planfile import write_plan
from logistics.planning import plan_dataset
from tests.logistics.dataset.small import BOOKS, EARLIER_YEARS, FINANCE, HALF_YEARLY, RULES
from tests.logistics.test_cli_paying import ACCOUNTS
from tests.logistics.test_cli_reconcile import folder, reconcile
from tests.subsidy.pain_reader import read_payments

__all__ = ["folder"]
# The small data set's rule of 2026, once more for 2027, paid half-yearly in whole kronor.
NEXT = """
[[rule]]
id = "b27"
changes = "b26"
first_date = 2027-01-01
last_date = 2027-12-31
reference = "RUN/3"
decided_on = 2026-11-17
"""
CORRECTIONS = """Datum;År;Kommun;Belopp;Rättar;Skäl
2026-03-02;2025;Kil;1234,56;Besked 1715;Fel antal
2026-03-02;2025;Säffle;-9000000;Besked 1785;Dubbelt
"""


@pytest.fixture
def carried(planned, folder):
    """The balances of 2026 by code in öre, and a plan of 2027 whose data set holds the file of them."""
    (folder / "rätt.csv").write_text(CORRECTIONS, encoding="utf-8")
    assert reconcile(folder, "--corrections", str(folder / "rätt.csv")) == 0
    data = folder / "data"
    season = replace(
        planned.dataset.settings, season_first_date=date(2027, 1, 1), season_last_date=date(2027, 12, 31)
    )
    payout = HALF_YEARLY.replace("last_date = 2026-12-31", "last_date = 2027-12-31")
    rules = RULES + NEXT + payout
    write_csv(
        replace(planned.dataset, settings=season, rules=rules, finance=BOOKS + EARLIER_YEARS + FINANCE), data
    )
    (data / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    shutil.copy(folder / "ut-balanser.csv", data / "balances.csv")
    write_plan(plan_dataset(read_dataset(data), time_limit_s=60, seed=1), folder / "next.json")
    with (data / "balances.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["year"] for row in rows} == {"2026"}
    return {row["scb_code"]: int(row["amount_kr"].replace(".", "")) for row in rows}


def settle(folder, capsys, *, year="2027", expected=0):
    capsys.readouterr()
    arguments = [
        "settle",
        str(folder / "next.json"),
        "--year",
        year,
        "--out",
        str(folder / "besked"),
        "--json",
    ]
    status = main(arguments)
    said = capsys.readouterr()
    assert status == expected, said.err
    return said


def test_what_one_year_leaves_is_paid_with_the_next(carried, folder, capsys):
    """Award and balance are what is paid and what is carried on, to the öre; corrections go the same way."""
    said = settle(folder, capsys)
    found = json.loads(said.out)
    assert set(carried) >= {"1715", "1785"}
    assert {code: ore for code, ore in found["carried_ore"].items() if ore} == carried
    for code, award_ore in found["awards_ore"].items():
        paid_ore, onward_ore = found["to_pay_ore"][code], found["carried_on_ore"][code]
        assert award_ore + carried.get(code, 0) == paid_ore + onward_ore
        assert sum(p["amount_ore"] for p in found["payouts"] if p["id"] == code) == paid_ore
    assert found["to_pay_ore"]["1785"] == 0 > found["carried_on_ore"]["1785"]


@pytest.mark.usefixtures("carried")
def test_the_bank_pays_what_is_awarded_and_carried(folder, capsys):
    """The files of all days together are the sum that the summary says; Säffle is in none of them."""
    said = settle(folder, capsys)
    found = json.loads(said.out)
    files = sorted((folder / "besked" / "utbetalningar").glob("*.xml"))
    payments = [payment for path in files for payment in read_payments(path.read_bytes())]
    assert sum(payment.amount * 100 for payment in payments) == sum(found["to_pay_ore"].values())
    assert not any("Säffle" in payment.name for payment in payments)


@pytest.mark.usefixtures("carried")
def test_every_document_verifies(folder, capsys):
    """A municipality that has only its own file computes the same."""
    settle(folder, capsys)
    for name in ("sammanstallning.xlsx", "1785-saffle.xlsx", "1715-kil.json"):
        assert main(["verify", str(folder / "besked" / name)]) == 0


@pytest.mark.usefixtures("carried")
def test_the_summary_is_verified_in_the_words_that_it_was_settled_with(folder, capsys):
    """Added and deducted, not what is left between them: the net of all says nothing of anybody."""
    asked = ["settle", str(folder / "next.json"), "--year", "2027", "--out", str(folder / "besked")]
    shown = []
    for arguments in (asked, ["verify", str(folder / "besked" / "sammanstallning.xlsx")]):
        capsys.readouterr()
        assert main(arguments) == 0
        lines = [line.split() for line in capsys.readouterr().out.splitlines()]
        shown.append([words for words in lines if words[:3] == ["Överfört", "från", "2026"]])
    assert shown[0] == shown[1]
    assert "läggs till och" in " ".join(shown[0][0])


@pytest.mark.usefixtures("carried")
def test_balances_of_another_year_are_refused_and_nothing_is_written(planned, folder, capsys):
    """Those of 2026 belong to 2027; who settles 2026 with them hears it."""
    season = replace(
        planned.dataset.settings, season_first_date=date(2026, 1, 1), season_last_date=date(2027, 12, 31)
    )
    dataset = replace(planned.dataset, settings=season, balances=read_dataset(folder / "data").balances)
    write_plan(replace(planned, dataset=dataset), folder / "next.json")
    said = settle(folder, capsys, year="2026", expected=1)
    assert "balances.csv, rad 2, kolumn year:" in said.err + said.out
    assert not (folder / "besked").exists()
