"""`bokslinga settle` from outside: files for the bank and the books, what is compared, what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from logistics.cli.main import main
from logistics.planfile import read_plan, write_plan
from tests.logistics.dataset.small import BOOKS, FINANCE, HALF_YEARLY, RULES, write_small
from tests.subsidy.pain_reader import read_payments
from tests.subsidy.sie_reader import read_sie

ACCOUNTS = """scb_code,name,kind,number
1715,Kils kommun,bankgiro,5050-1055
1780,Karlstads kommun,bankgiro,5555-4323
1785,Säffle kommun,iban,SE3550000000054910000003
"""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def plan_of(folder, capsys, *, finance=BOOKS + FINANCE, accounts=ACCOUNTS):
    """A saved plan of the small data set, paid by a rule; its finance.toml is not checked before settling."""
    folder.mkdir(parents=True)
    write_small(folder)
    for name, text in (("accounts.csv", accounts), ("rules.toml", RULES + HALF_YEARLY)):
        (folder / name).write_text(text, encoding="utf-8")
    path = Path(f"{folder.name}.json")
    assert 0 == main(["plan", str(folder), "--out", str(path)])
    capsys.readouterr()
    planned = read_plan(path)
    write_plan(replace(planned, dataset=replace(planned.dataset, finance=finance)), path)
    return str(path)


def left():
    return sorted(path.as_posix() for path in Path().rglob("*"))


def test_settle_writes_what_a_clerk_uploads(tmp_path, capsys):
    """26 January and 27 July 2026: the 25th is a Sunday, then a Saturday."""
    plan = plan_of(tmp_path / "data", capsys)
    assert 0 == main(["settle", plan, "--year", "2026"])
    out = capsys.readouterr().out.replace("\u00a0", " ")
    assert "i 6 betalningar på 2 dagar, 26 januari–27 juli 2026" in out
    folder = Path("bidragsbesked/utbetalningar")
    days = ("2026-01-26", "2026-07-27")
    assert [f"utbetalning-{day}.{kind}" for day in days for kind in ("si", "xml")] == sorted(
        path.name for path in folder.iterdir()
    )
    payments = [read_payments((folder / f"utbetalning-{day}.xml").read_bytes()) for day in days]
    assert [{day} for day in days] == [{payment.day.isoformat() for payment in paid} for paid in payments]
    vouchers = [read_sie((folder / f"utbetalning-{day}.si").read_bytes()).vouchers for day in days]
    assert [1, 1] == [len(each) for each in vouchers]


def test_json_holds_every_payout(tmp_path, capsys):
    """Another program plans its liquidity by it."""
    plan = plan_of(tmp_path / "data", capsys)
    main(["settle", plan, "--year", "2026", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert sum(answer["awards_ore"].values()) == sum(payout["amount_ore"] for payout in answer["payouts"])
    assert {("1715", "2026-01-26", 1), ("1715", "2026-07-27", 2)} <= {
        (payout["id"], payout["date"], payout["part"]) for payout in answer["payouts"]
    }
    assert ([], []) == (answer["replaced_characters"], answer["not_written"])


@pytest.mark.parametrize(("created", "is_told"), [((), True), (("--created", "2026-01-27"), False)])
def test_settling_without_a_day_says_what_the_files_count_from(tmp_path, capsys, created, is_told):
    """With a day, those that have passed are left out, and that is told instead."""
    plan = plan_of(tmp_path / "data", capsys)
    main(["settle", plan, "--year", "2026", *created, "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (is_told, not is_told) == (bool(answer["remarks"]), bool(answer["not_written"]))
    main(["settle", plan, "--year", "2026", *created])
    assert is_told == ("har en betalningsdag passerat, kör om med --created" in capsys.readouterr().out)


WRONG_IBAN = "SE4650000000058398257466"
REFUSED = {
    "a wrong IBAN of the payer": (
        {"finance": BOOKS + FINANCE.replace("bankgiro", "iban").replace("991-2346", WRONG_IBAN)},
        f"payer.account: IBAN är ”{WRONG_IBAN}”; kontrollsiffrorna stämmer inte",
    ),
    "an account that the chart lacks": (
        {"finance": BOOKS.replace('grant_account = "5820"', 'grant_account = "5821"') + FINANCE},
        "bookkeeping.grant_account: kontot är ”5821”; kontot saknas i kontoplanen",
    ),
    "a municipality without an account": (
        {"accounts": ACCOUNTS.replace("1780,Karlstads kommun,bankgiro,5555-4323\n", "")},
        "Karlstad saknar konto. Lägg till kommunens bankgiro eller IBAN i accounts",
    ),
    "a name longer than the bank takes": (
        {"accounts": ACCOUNTS.replace("Kils kommun", "Kils kommun " + "med ett långt namn " * 4)},
        "Banken tar emot högst 70 tecken",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_paid_refuses_everything(tmp_path, capsys, case):
    """Half the files would be taken for all of them."""
    documents, told = REFUSED[case]
    plan = plan_of(tmp_path / "data", capsys, **documents)
    assert 1 == main(["settle", plan, "--year", "2026"])
    assert told in capsys.readouterr().err
    assert [plan] == left()


def test_check_tells_a_wrong_account_before_any_planning(tmp_path, capsys):
    """The one who keeps the file is not the one who settles in December."""
    data = tmp_path / "data"
    data.mkdir()
    write_small(data, changes={"finance": ("991-2346", "991-2347")})
    assert 1 == main(["check", str(data)])
    assert "finance.toml, rad 3, payer.account: bankgironumret är ”991-2347”" in capsys.readouterr().err


def test_what_is_not_written_is_told(tmp_path, capsys):
    """The statements need no account numbers."""
    plan = plan_of(tmp_path / "data", capsys, finance="", accounts=ACCOUNTS.splitlines()[0] + "\n")
    assert 0 == main(["settle", plan, "--year", "2026"])
    out = capsys.readouterr().out
    assert "Inga betalningsfiler skrivs: finance.toml saknar [payer]" in out
    assert "Inga bokföringsfiler skrivs: finance.toml saknar [bookkeeping]" in out
    assert not Path("bidragsbesked/utbetalningar").exists()


def test_files_that_are_no_longer_written_are_removed(tmp_path, capsys):
    """An old payment file beside the new statements would be paid."""
    main(["settle", plan_of(tmp_path / "data", capsys), "--year", "2026"])
    main(["settle", plan_of(tmp_path / "bare", capsys, finance=""), "--year", "2026"])
    assert [] == list(Path("bidragsbesked").rglob("*.xml"))


def test_last_years_plan_is_compared_with(tmp_path, capsys):
    """The plan of 2025 is settled by its own rule."""
    before = tmp_path / "before"
    before.mkdir()
    write_small(before)
    for path in (before / "settings.csv", before / "costs.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("2025-", "2024-").replace("2026-", "2025-"), encoding="utf-8")
    assert 0 == main(["plan", str(before), "--out", "before.json"])
    plan = plan_of(tmp_path / "data", capsys)
    assert 0 == main(["settle", plan, "--year", "2026", "--last-year", "before.json"])
    record = json.loads(Path("bidragsbesked/sammanstallning.json").read_text(encoding="utf-8"))
    assert "2025-12-31" == record["own"]["earlier"]["basis"]["last_date"]


def test_this_years_plan_is_no_last_years(tmp_path, capsys):
    """Nothing is compared with itself."""
    plan = plan_of(tmp_path / "data", capsys)
    assert 1 == main(["settle", plan, "--year", "2026", "--last-year", plan])
    assert "Planen för perioden före (--last-year): Planen gäller" in capsys.readouterr().err
