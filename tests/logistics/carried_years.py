"""Two years one after the other: 2026 is settled by its rule, and the award of 2027 may take its balances."""

import csv
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from logistics.dataset import Account, BalanceRow
from logistics.planfile import read_plan, write_plan
from logistics.reconciling.planned_runs import planned_runs
from tests.logistics.dataset.small import BOOKS, CLAIMS, EARLIER_YEARS, FINANCE, HALF_YEARLY
from tests.logistics.program import found, run
from tests.logistics.test_cli_reconcile import FINANCE as INVOICE
from tests.logistics.test_cli_reconcile import line_of
from tests.subsidy.pain_reader import read_payments
from tests.subsidy.sie_reader import read_sie

KIL = "1715"
ACCOUNTS = {KIL: "5050-1055", "1780": "9991-7809", "1785": "9991-7155"}
NAMES = {KIL: "Kils kommun", "1780": "Karlstads kommun", "1785": "Säffle kommun"}
NEXT = """
[[rule]]
id = "b27"
changes = "b26"
first_date = 2027-01-01
last_date = 2027-12-31
reference = "RUN/3"
decided_on = 2026-11-17
"""
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HEAD = "Datum;År;Kommun;Belopp;Rättar;Skäl\n"


def write_years(planned, folder):
    """Plans of 2026 whose difference is carried and paid (`carry.json`, `pay.json`), and invoices of the year."""
    accounts = tuple(
        Account(scb_code=code, name=NAMES[code], kind="bankgiro", number=ACCOUNTS[code]) for code in NAMES
    )
    season = replace(planned.dataset.settings, season_last_date=date(2027, 12, 31))
    payout = HALF_YEARLY.replace("last_date = 2026-12-31", "last_date = 2027-12-31")
    dataset = replace(
        planned.dataset,
        settings=season,
        finance=BOOKS + CLAIMS + EARLIER_YEARS + FINANCE + INVOICE,
        accounts=accounts,
    )
    for name, settlement in {"carry": "", "pay": 'settlement = "pay"\n'}.items():
        rules = planned.dataset.rules + settlement + payout + NEXT
        write_plan(replace(planned, dataset=replace(dataset, rules=rules)), folder / f"{name}.json")
    runs = planned_runs(read_plan(folder / "pay.json"), *YEAR)
    for name, missing in {"alla": 0, "utan-20": 20, "utan-10": 10}.items():
        left_out = runs[:missing]
        write_invoices(folder, name, lambda run, left_out=left_out: run not in left_out)
    rows = HEAD + "2026-02-01;2025;Kil;5000;Besked;Fel antal\n"
    (folder / "r.csv").write_text(rows, encoding="utf-8")


def write_invoices(folder, name, is_invoiced, period=YEAR):
    """The runs of a period, and an invoice of some of them as planned."""
    runs = planned_runs(read_plan(folder / "pay.json"), *period)
    lines = ["Datum;Reg.nr;Km;Timmar;Belopp", *(line_of(run) for run in runs if is_invoiced(run))]
    (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return runs


@pytest.fixture(scope="module")
def first_year(planned, tmp_path_factory):
    """The awards of 2026, issued by the rule that carries."""
    folder = tmp_path_factory.mktemp("carried")
    write_years(planned, folder)
    status, said = issue(folder, "carry.json", 2026, "2026-01-15", "b1")
    assert 0 == status, said
    return folder


@pytest.fixture
def years(first_year, tmp_path):
    """A copy of it to go on from."""
    return shutil.copytree(first_year, tmp_path / "y")


def issue(folder, plan, year, day, out, *more):
    """Status, and what is said, when awards are issued."""
    files = (folder / plan, "--year", year, "--journal", folder / "journal", "--out", folder / out)
    status, said, err = run("issue", *files, "--today", day, *more)
    return status, said + err


def correct(number):
    """The words that make something a correction."""
    return ("--corrects", number, "--because", "Det blev fel.")


def settle(folder, plan, invoices, day, out, *more):
    """Status, and what is said, when 2026 is settled finally."""
    files = ("--invoices", folder / f"{invoices}.csv", "--out", folder / out / "a.xlsx")
    words = ("reconcile", folder / plan, "--year", "2026", *files, "--journal", folder / "journal")
    status, said, err = run(*words, "--created", day, *more)
    return status, said + err


def plan_next(folder, balances, name="nästa.json"):
    """The plan of 2027, whose data set holds a file of balances; None: none."""
    planned = read_plan(folder / "carry.json")
    rows = read_balances(balances) if balances else ()
    write_plan(replace(planned, dataset=replace(planned.dataset, balances=rows)), folder / name)
    return name


def write_lower(folder):
    """A plan of 2026 whose caps are lower, and whose difference is carried: `lower.json`."""
    planned = read_plan(folder / "carry.json")
    rules = planned.dataset.rules.replace("cap_percent = 99.5", "cap_percent = 90")
    assert rules != planned.dataset.rules
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), folder / "lower.json")


def write_contribution(folder, kr):
    """The plan of a higher contribution for 2026, whose difference is carried; its name."""
    planned = read_plan(folder / "carry.json")
    rules = planned.dataset.rules.replace("contribution_kr = 900000.50", f"contribution_kr = {kr}")
    assert rules != planned.dataset.rules
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), folder / f"{kr}.json")
    return f"{kr}.json"


def journal_of(folder):
    """The journal's lines, as they lie on the disk."""
    return (folder / "journal" / "journal.jsonl").read_bytes()


def read_balances(path):
    """The rows of a file of balances."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            BalanceRow(
                scb_code=row["scb_code"],
                year=int(row["year"]),
                amount_ore=ore_of(row["amount_kr"]),
                reference=row["reference"],
            )
            for row in csv.DictReader(lines)
        )


def ore_of(kronor):
    """The öre of an amount with two decimals."""
    assert re.fullmatch(r"-?\d+\.\d\d", kronor)
    return int(kronor.replace(".", ""))


def entries(folder):
    """What the journal's entries say of themselves; every file and every chain fits."""
    journal = found("verify", folder / "journal")
    assert journal["is_verified"], journal["findings"]
    return journal["entries"]


class Seen:
    """What the bank paid and the bookkeeper booked of all that stands in a journal, by code and in öre.

    Files of awards count until the day of their correction; those of a final settlement all count.
    """

    def __init__(self, folder, folders):
        """`folders` are where the entries were written, in order."""
        self.paid_ore, self.booked_ore = Counter(), Counter()
        said = entries(folder)
        assert len(said) == len(folders)
        ids = set()
        for entry, out in zip(said, folders, strict=True):
            by = entry["corrected_by"] if entry["kind"] == "award" else None
            until = said[by - 1]["issued_on"] if by else "9"
            for path in sorted((folder / out).rglob("utbetalningar/*")):
                if re.search(r"\d{4}-\d\d-\d\d", path.name)[0] < until:
                    self._take(path, ids)

    def _take(self, path, ids):
        content = path.read_bytes()
        if path.suffix == ".xml":
            (id_,) = re.findall(rb"<MsgId>(.*)</MsgId>", content)
            assert id_ not in ids  # the bank would refuse it
            ids.add(id_)
            codes = {name: code for code, name in NAMES.items()}
            for payment in read_payments(content):
                self.paid_ore[codes[payment.name]] += round(payment.amount * 100)
            return
        towns = {name.removesuffix(" kommun").removesuffix("s"): code for code, name in NAMES.items()}
        for voucher in read_sie(content).vouchers:
            for row in voucher.rows:
                code = towns.get(row.text.split(",")[0], "")
                self.booked_ore[row.account, code, voucher.day.year] += round(row.amount * 100)

    def booked(self, account, code, year=None):
        """The balance of a municipality's account; of a year's vouchers only, where one is given."""
        rows = self.booked_ore.items()
        return sum(ore for (a, c, y), ore in rows if (a, c) == (account, code) and year in (None, y))
