"""`bokslinga reconcile` pays a year finally: every document says the same sums, to the öre."""

import json
from dataclasses import replace

import openpyxl
import pytest

from logistics.cli.main import main
from logistics.dataset import Account
from logistics.planfile import write_plan
from tests.logistics.dataset.small import BOOKS, CLAIMS, FINANCE, PAYOUT
from tests.logistics.letters.structure import read
from tests.logistics.test_cli_reconcile import FINANCE as INVOICE
from tests.logistics.test_cli_reconcile import folder, reconcile
from tests.subsidy.pain_reader import read_payments
from tests.subsidy.sie_reader import read_sie

__all__ = ["folder"]

FINALLY = 'settlement = "pay"\n' + PAYOUT
DOCUMENTS = ("ut-handlingar", "utbetalningar")


@pytest.fixture
def year(planned, folder):
    """A year whose first run was not invoiced, and 500 kr that Kil is to get for 2025."""
    accounts = (
        Account(scb_code="1715", name="Kils kommun", kind="bankgiro", number="5050-1055"),
        Account(scb_code="1780", name="Karlstads kommun", kind="bankgiro", number="9991-7809"),
        Account(scb_code="1785", name="Säffle kommun", kind="iban", number="SE4550000000058398257466"),
    )
    write_dataset(planned, folder, accounts=accounts, rules=planned.dataset.rules + FINALLY)
    text = "Datum;År;Kommun;Belopp;Rättar;Skäl\n2026-02-01;2025;Kil;500;a;b\n"
    (folder / "r.csv").write_text(text, encoding="utf-8")
    return folder


def write_dataset(planned, folder, **changes):
    dataset = replace(planned.dataset, finance=BOOKS + CLAIMS + FINANCE + INVOICE, **changes)
    write_plan(replace(planned, dataset=dataset), folder / "plan.json")


@pytest.fixture
def issued(year, capsys):
    """The same, with its awards in a journal."""
    files = ("--journal", str(year / "journal"), "--out", str(year / "besked"))
    assert 0 == main(["issue", str(year / "plan.json"), "--year", "2026", "--today", "2026-01-15", *files])
    capsys.readouterr()
    return year


def pay(folder, *arguments):
    """The exit status of a settlement that is issued."""
    return try_out(folder, "--journal", str(folder / "journal"), "--created", "2027-01-04", *arguments)


def try_out(folder, *arguments):
    """The exit status of a draft."""
    return reconcile(folder, "--corrections", str(folder / "r.csv"), *arguments)


def test_every_document_has_the_same_sums(issued, capsys):
    """The answer, the letters, the vouchers, the payment file and the workbook."""
    year = issued
    assert 0 == pay(year, "--json")
    said = json.loads(capsys.readouterr().out)
    balances_ore = {row["scb_code"]: row["balance_ore"] for row in said["final"]["municipalities"]}
    assert (1, 2) == (len(said["paying"]["paid_ore"]), len(said["paying"]["claimed_ore"]))
    files = year.joinpath(*DOCUMENTS)
    paid = read_payments((files / "utbetalning-2027-01-25.xml").read_bytes())
    assert {balances_ore["1715"]} == {payment.amount * 100 for payment in paid}
    by_name_ore = {row["name"]: row["balance_ore"] for row in said["final"]["municipalities"]}
    assert by_name_ore == booked(files)
    assert balances_ore == in_workbook(year / "ut.xlsx")
    for path in (year / "ut-handlingar").glob("*.pdf"):
        text = read(path.read_bytes()).pages[0].extract_text().replace("\u00a0", " ")
        assert kronor(abs(balances_ore[path.name[:4]])) in text


def booked(files):
    """Öre of grants, by the name that each row begins with."""
    rows = [row for path in files.glob("*.si") for row in read_sie(path.read_bytes()).vouchers[0].rows]
    return {row.text.split(",")[0]: row.amount * 100 for row in rows if row.account == "5820"}


def kronor(ore):
    return f"{ore // 100:,}".replace(",", " ") + f",{ore % 100:02} kr"


def in_workbook(path):
    """What is to be settled, by code, as the sheet stores it."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Slutavräkning"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "Att reglera" in row)
    code, balance = head.index("Kod"), head.index("Att reglera")
    own = [row for row in rows if len(str(row[code])) == 4 and row[balance] is not None]
    return {row[code]: round(row[balance] * 100) for row in own}


def test_the_same_run_gives_the_same_bytes(year):
    """Nothing is dated by a clock."""
    found = []
    for _ in range(2):
        assert 0 == try_out(year)
        found.append({path.name: path.read_bytes() for path in year.rglob("ut*/**/*.*")})
    assert found[0] == found[1]
    assert 5 == len(
        found[0]
    )  # 3 letters, the record, their list: a draft has no files for bank and bookkeeping


def test_a_draft_may_become_what_is_issued(issued):
    """In the same place; then it stays, and no later run takes anything away or writes over it."""
    year = issued
    assert 0 == try_out(year)
    assert 0 == pay(year)
    names = sorted(path.name for path in year.joinpath(*DOCUMENTS).iterdir())
    assert ["krav-2027-01-04.si", "utbetalning-2027-01-25.si", "utbetalning-2027-01-25.xml"] == names
    before = {path: path.read_bytes() for path in year.rglob("*.*")}
    assert [2, 2] == [try_out(year), reconcile(year, "--until", "2026-03-31")]
    assert before == {path: path.read_bytes() for path in year.rglob("*.*")}


def test_letters_of_a_draft_do_not_stay(year):
    """A part of the year has none."""
    assert 0 == try_out(year)
    assert 0 == reconcile(year, "--until", "2026-03-31")
    assert not list(year.rglob("*.pdf"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("--pay-on", "2027-02-06"),  # a Saturday
        ("--created", "2027-02-08", "--pay-on", "2027-02-05"),  # before its file is made
        ("--created", "2026-12-31"),  # the year is not over
        ("--until", "2026-03-31", "--created", "2027-01-04"),
        ("--until", "2026-03-31", "--pay-on", "2027-02-05"),
    ],
)
def test_impossible_days_are_wrong_usage(year, arguments):
    """Exit status 2, and nothing written."""
    assert 2 == reconcile(year, *arguments)
    assert not list(year.rglob("ut*"))


def test_what_is_carried_is_not_paid(planned, folder, capsys):
    """Letters all the same; a day of payment is wrong usage."""
    write_dataset(planned, folder)
    assert 0 == reconcile(folder)
    assert "Ingen betalningsfil skrivs: balanserna förs till" in capsys.readouterr().out
    assert 3 == len(list(folder.rglob("*.pdf")))
    assert 2 == reconcile(folder, "--pay-on", "2027-02-05")


def test_wrong_account_refuses_everything(planned, year, capsys):
    """A sentence, exit status 1, and no workbook without its payments."""
    write_dataset(planned, year, accounts=(), rules=planned.dataset.rules + FINALLY)
    assert 1 == try_out(year)
    assert "Kil saknar konto" in capsys.readouterr().err
    assert not list(year.rglob("ut*"))


def test_help_knows_the_command(capsys):
    """Both days are described."""
    assert 0 == main(["reconcile", "--help"])
    said = capsys.readouterr().out
    assert "--created" in said
    assert "--pay-on" in said
