"""A small year that is issued, and then settled finally: by which invoices, and what came of it."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from logistics.dataset import Account
from logistics.planfile import write_plan
from logistics.reconciling.planned_runs import planned_runs
from tests.logistics.dataset.small import BOOKS, CLAIMS, EARLIER_YEARS, FINANCE, PAYOUT
from tests.logistics.program import found, run
from tests.logistics.test_cli_reconcile import FINANCE as INVOICE
from tests.logistics.test_cli_reconcile import line_of

KIL, KARLSTAD = "1715", "1780"
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CORRECT = ("--corrects", "2", "--because", "Sena fakturor.")


@pytest.fixture(scope="module")
def small_year(planned, tmp_path_factory):
    """The small year, issued, with invoices as planned: all of them, and two with runs that are missing."""
    folder = tmp_path_factory.mktemp("small")
    numbers = {KIL: "5050-1055", KARLSTAD: "9991-7809", "1785": "9991-7155"}
    names = {KIL: "Kils kommun", KARLSTAD: "Karlstads kommun", "1785": "Säffle kommun"}
    accounts = tuple(
        Account(scb_code=code, name=names[code], kind="bankgiro", number=number)
        for code, number in numbers.items()
    )
    finance = BOOKS + CLAIMS + EARLIER_YEARS + FINANCE + INVOICE
    rules = planned.dataset.rules + 'settlement = "pay"\n' + PAYOUT
    dataset = replace(planned.dataset, finance=finance, accounts=accounts, rules=rules)
    write_plan(replace(planned, dataset=dataset), folder / "plan.json")
    runs = planned_runs(planned, *YEAR)
    for name, missing in {"alla": 0, "utan-20": 20, "utan-10": 10}.items():
        lines = ["Datum;Reg.nr;Km;Timmar;Belopp", *(line_of(run) for run in runs[missing:])]
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    text = "Datum;År;Kommun;Belopp;Rättar;Skäl\n2026-02-01;2025;Kil;5000;Besked;Fel antal\n"
    (folder / "r.csv").write_text(text, encoding="utf-8")
    issue(folder, "--out", folder / "besked", "--today", "2026-01-15")
    return folder


@pytest.fixture
def year(small_year, tmp_path):
    """A copy of it to go on from."""
    return shutil.copytree(small_year, tmp_path / "y")


def issue(folder, *more):
    """What is said when the awards are issued."""
    files = (folder / "plan.json", "--year", "2026", "--journal", folder / "journal")
    status, out, err = run("issue", *files, *more)
    assert 0 == status, err
    return out


def words(folder, invoices, out, *more):
    """The words of a settlement by some invoices, with its journal."""
    files = ("--invoices", folder / f"{invoices}.csv", "--out", folder / out / "a.xlsx")
    return (
        "reconcile", folder / "plan.json", "--year", "2026", *files, "--journal", folder / "journal",
        "--created", "2027-01-04", *more,
    )  # fmt: skip


def settled(folder, invoices, out, *more):
    """What a program is told of a settlement."""
    return found(*words(folder, invoices, out, *more))


def refused(folder, invoices, *more):
    """Status and sentences; nothing is written."""
    before = (folder / "journal" / "journal.jsonl").read_bytes()
    status, _, err = run(*words(folder, invoices, "nej", *more))
    assert not (folder / "nej").exists()
    assert before == (folder / "journal" / "journal.jsonl").read_bytes()
    return status, err


def moved(*answers):
    """Öre paid, less what is claimed, by code, over settlements."""
    sums_ore = Counter()
    for answer in answers:
        for code, ore in answer["paying"]["paid_ore"].items():
            sums_ore[code] += ore
        for code, ore in answer["paying"]["claimed_ore"].items():
            sums_ore[code] -= ore
    return {code: ore for code, ore in sums_ore.items() if ore}


def whole(folder, invoices, *more):
    """What the period comes to by some invoices, when nothing of it is settled: by code, not 0."""
    answer = settled(folder, invoices, "u", "--draft", *more)
    rows = answer["final"]["municipalities"]
    return {row["scb_code"]: ore for row in rows if (ore := row["balance_ore"] + row["settled_ore"])}
