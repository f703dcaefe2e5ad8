"""A region that decides two half-year contributions: each has its plan, and each is settled for itself."""

import json
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest

from logistics.calendar import service_dates
from logistics.dataset import BalanceRow
from logistics.issuing import settlement_before
from logistics.planfile import read_plan, write_plan
from subsidy.journal import read_journal
from tests.logistics.half_years import AWARDS_ORE, HALVES, PAYOUTS, RULES, folder, plans
from tests.logistics.program import found, run
from tests.logistics.test_settling import cost_of_day

__all__ = ["folder", "plans"]


@pytest.mark.parametrize("id_", HALVES)
def test_each_half_is_settled_with_its_own_plan(plans, folder, tmp_path, id_):
    """The cost of its own days by its own week, its own contribution, to the öre."""
    said = found("settle", folder / f"{id_}.json", "--rule", id_, "--out", tmp_path)
    assert tuple(map(str, HALVES[id_])) == (said["first_date"], said["last_date"])
    assert AWARDS_ORE[id_] == said["awards_ore"]
    plan = plans[id_].plan
    by_hand_ore = sum(
        cost_of_day(plans[id_], driven, day)
        for day in service_dates(*HALVES[id_])
        for driven in plan.runs_on(day.weekday())
    )
    assert by_hand_ore == said["cost_ore"] == sum(said["cost_shares_ore"].values())


@pytest.mark.parametrize("id_", HALVES)
def test_awards_are_paid_on_banking_days_of_their_half(folder, tmp_path, id_):
    """In the parts of the rule, and no öre more or less."""
    payouts = found("settle", folder / f"{id_}.json", "--rule", id_, "--out", tmp_path)["payouts"]
    karlstad = {(p["id"], p["date"]): p["amount_ore"] for p in payouts if p["id"] == "1780"}
    assert PAYOUTS[id_] == karlstad
    assert sum(AWARDS_ORE[id_].values()) == sum(payout["amount_ore"] for payout in payouts)
    first, last = map(str, HALVES[id_])
    assert all(first <= payout["date"] <= last for payout in payouts)


def test_both_are_first_issues_in_one_journal(folder):
    """And autumn is compared with spring, the latest period before it."""
    said = found("verify", folder / "journal")
    assert [None, None] == [entry["corrects"] for entry in said["entries"]]
    letter = json.loads((folder / "host" / "1715-kil.json").read_text(encoding="utf-8"))
    assert "2026-06-30" == letter["own"]["earlier"]["basis"]["last_date"]


@pytest.mark.parametrize(
    ("day", "id_"),
    [("2026-06-30", None), ("2026-07-01", "var"), ("2026-12-31", "var"), ("2027-08-01", "host")],
)
def test_what_is_compared_with_is_the_latest_that_is_over(folder, day, id_):
    """Also after a gap of months that nothing is issued for."""
    journal = folder / "journal"
    before = settlement_before(read_journal(journal), journal, date.fromisoformat(day))
    assert id_ == (before and before.rule.id)


@pytest.mark.parametrize("id_", HALVES)
def test_what_is_issued_is_verified_with_its_plan(folder, id_):
    """By the receiver alone, and measured anew from the plan of that half."""
    for arguments in (("--journal", folder / "journal"), ("--plan", folder / f"{id_}.json")):
        said = found("verify", folder / id_ / "sammanstallning.xlsx", *arguments)
        assert (True, AWARDS_ORE[id_]) == (said["is_verified"], said["awards_ore"])


def test_the_other_halfs_plan_does_not_verify_it(folder):
    """Its week costs something else, and its season is another."""
    status, _, err = run("verify", folder / "var" / "1715-kil.xlsx", "--plan", folder / "host.json")
    assert (1, True) == (status, "Planen gäller 1 juli–31 december 2026" in err)


def test_a_second_issue_of_a_half_is_a_correction(folder):
    """As of a year: the same days would be paid twice."""
    again = ("--rule", "var", "--journal", folder / "journal", "--today", "2026-07-02", "--out", folder / "x")
    status, _, err = run("issue", folder / "var.json", *again)
    assert (1, True) == (status, "ange --corrects 1 och skälet med --because" in err)
    assert not (folder / "x").exists()


def test_a_half_is_written_out_again_by_its_rule(folder, tmp_path):
    """Byte for byte; a year that nothing is issued for names what there is."""
    said = found("reissue", folder / "journal", "--rule", "host", "--out", tmp_path)
    assert 2 == said["number"]
    name = "sammanstallning.xlsx"
    assert (folder / "host" / name).read_bytes() == (tmp_path / name).read_bytes()
    status, _, err = run("reissue", folder / "journal", "--year", "2026")
    assert (1, True) == (
        status,
        "Inget besked för 2026 finns i journalen. Där finns nr 1 för 1 januari–" in err,
    )
    assert 1 == run("reissue", folder / "journal", "--rule", "vinter")[0]


def test_a_half_is_reconciled_with_its_own_invoices_only(folder, tmp_path):
    """The rows of spring are set aside; autumn cost what was planned, so every award stands."""
    invoices = ("--invoices", folder / "kurir.csv", "--out", tmp_path / "ut.xlsx")
    asked = ("--rule", "host", "--journal", folder / "journal", "--draft")
    said = found("reconcile", folder / "host.json", *invoices, *asked)
    assert (2, 0) == (said["final"]["budget_from_journal"], said["final"]["balance_ore"])
    assert said["planned_ore"] == said["actual_ore"] < said["invoiced_ore"]
    assert 3 == run("verify", tmp_path / "ut.xlsx")[0]  # no fault, but a draft is in no journal
    sheet = openpyxl.load_workbook(tmp_path / "ut.xlsx")["Slutavräkning"]
    assert "1 juli–31 december 2026" in sheet["A2"].value.replace("\u00a0", " ")


def test_a_dearer_half_changes_only_its_own_settlement(folder, tmp_path):
    """Spring's first run is not invoiced; under a cap that lowers awards, which 2027's first award carries."""
    lines = (folder / "kurir.csv").read_text(encoding="windows-1252").split("\n")
    (tmp_path / "kurir.csv").write_text("\n".join([lines[0], *lines[2:]]), encoding="windows-1252")
    invoices = ("--invoices", tmp_path / "kurir.csv", "--out", tmp_path / "ut.xlsx")
    cap = RULES.replace('[[rule]]\nid = "var"', '[[rule]]\nid = "var"\ncap_percent = 10')
    capped = read_plan(folder / "var.json")
    write_plan(replace(capped, dataset=replace(capped.dataset, rules=cap)), tmp_path / "var.json")
    status, out, _ = run("reconcile", tmp_path / "var.json", *invoices, "--rule", "var")
    assert 0 == status
    assert "i datamängden för det första bidraget vars period börjar 2027" in out
    rows = (tmp_path / "ut-balanser.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert rows
    assert all(",2026,-" in row and "Slutavräkning 1 januari–30 juni 2026, RUN/V" in row for row in rows)


def test_part_of_a_half_is_reconciled_until_a_day_of_it(folder, tmp_path):
    asked = ("--rule", "host", "--invoices", folder / "kurir.csv", "--out", tmp_path / "ut.xlsx")
    said = found("reconcile", folder / "host.json", *asked, "--until", "2026-09-30")
    assert ("2026-07-01", "2026-09-30") == (said["first_date"], said["last_date"])
    status, _, err = run("reconcile", folder / "host.json", *asked, "--until", "2026-06-30")
    assert (2, True) == (status, "ligger inte i perioden 1 juli–31 december 2026" in err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("settle",),
        ("issue", "--journal", "journal"),
        ("reconcile", "--invoices", "kurir.csv"),
        ("fairness",),
        ("compare-keys",),
        ("preview-rule", "ny.toml"),
    ],
)
def test_a_year_of_halves_says_how_to_choose_one(folder, monkeypatch, arguments):
    """Every command that settles: nothing is guessed, and both halves are named."""
    monkeypatch.chdir(folder)
    status, _, err = run(arguments[0], "var.json", *arguments[1:], "--year", "2026")
    told = (
        "Inget bidrag är beslutat för precis året 2026. Det som gäller då är var (1 januari–30 juni 2026) och host"
        " (1 juli–31 december 2026). Ange det som ska avräknas med --rule i stället för --year."
    )
    assert (1, told) == (status, err.splitlines()[0])
    for both in ((), ("--year", "2026", "--rule", "var")):
        status, _, err = run(arguments[0], "var.json", *arguments[1:], *both)
        assert (2, "--year och --rule: ange den ena av dem.") == (status, err.splitlines()[0])


def test_a_rule_that_there_is_not_names_those_there_are(folder, tmp_path):
    status, _, err = run("settle", folder / "var.json", "--rule", "vinter", "--out", tmp_path)
    assert 1 == status
    assert (
        "Ingen bidragsregel i rules.toml heter ”vinter”. Där finns var (1 januari–30 juni 2026) och host"
        in err
    )


def test_the_keys_and_the_fairness_of_a_half_are_those_of_its_week(folder, tmp_path):
    """Of the same period as the statements."""
    said = found("compare-keys", folder / "host.json", "--rule", "host", "--out", tmp_path / "n.xlsx")
    costs_ore = found("settle", folder / "host.json", "--rule", "host", "--out", tmp_path / "b")[
        "cost_shares_ore"
    ]
    assert sum(costs_ore.values()) == said["cost_ore"]
    assert 0 == run("fairness", folder / "host.json", "--rule", "host")[0]


def test_a_proposal_is_tried_on_a_half(folder, tmp_path):
    """6 000 kr more, alike to three; a proposal for a whole year is as long as no half."""
    proposal = tmp_path / "ny.toml"
    proposal.write_text('[[rule]]\nid = "ny"\nchanges = "var"\ncontribution_kr = 66000\n', encoding="utf-8")
    said = found("preview-rule", folder / "var.json", proposal, "--rule", "var")
    players = said["proposals"][0]["players"]
    assert [2_000_00] * 3 == [players[code]["award_change_ore"] for code in AWARDS_ORE["var"]]
    proposal.write_text('[[rule]]\nid = "ny"\nchanges = "var"\nlast_date = 2026-12-31\n', encoding="utf-8")
    status, _, err = run("preview-rule", folder / "var.json", proposal, "--rule", "var")
    assert (1, True) == (status, "Föreslå ett bidrag för lika lång tid." in err)


def test_a_follow_up_of_a_year_of_halves_is_refused(folder, tmp_path):
    """Crates are counted by year: half of them would be a guess."""
    status, _, err = run("follow-up", folder / "var.json", "--year", "2026", "--out", tmp_path)
    assert (1, True) == (status, "En uppföljning gäller ett helt kalenderår med ett bidrag" in err)


def test_the_period_before_is_the_latest_that_is_over(folder, tmp_path):
    """For autumn it is spring, out of spring's own plan; for spring there is none."""
    asked = ("settle", folder / "host.json", "--rule", "host", "--last-year", folder / "var.json")
    found(*asked, "--out", tmp_path)
    letter = json.loads((tmp_path / "1715-kil.json").read_text(encoding="utf-8"))
    assert "2026-06-30" == letter["own"]["earlier"]["basis"]["last_date"]
    asked = ("settle", folder / "var.json", "--rule", "var", "--last-year", folder / "var.json")
    status, _, err = run(*asked, "--out", tmp_path / "x")
    told = (
        "Planen för perioden före (--last-year): Ingen bidragsregel i rules.toml slutar före 1 januari 2026"
    )
    assert (1, True) == (status, told in err)


BALANCE = BalanceRow(scb_code="1715", year=2025, amount_ore=-1_000_00, reference="Slutavräkning 2025")


def issue_carrying(plans, folder, id_, rules):
    """An issue of a half whose own data set holds the balance of 2025."""
    dataset = replace(plans[id_].dataset, balances=(BALANCE,), rules=rules)
    path = folder / f"{id_}.json"
    write_plan(replace(plans[id_], dataset=dataset), path)
    day = HALVES[id_][0] + timedelta(days=14)
    return run(
        "issue", path, "--rule", id_, "--journal", folder / "journal", "--today", day, "--out", folder / id_
    )


def test_what_comes_from_the_year_before_is_carried_once(plans, tmp_path):
    """Spring takes it. Autumn's data set must not hold it too, nor when its rules do not know of spring."""
    assert 0 == issue_carrying(plans, tmp_path, "var", RULES)[0]
    letter = json.loads((tmp_path / "var" / "sammanstallning.json").read_text(encoding="utf-8"))
    assert [-1_000_00] == [balance["amount_ore"] for balance in letter["basis"]["balances"]]
    status, _, err = issue_carrying(plans, tmp_path, "host", RULES)
    assert (1, True) == (status, "förs till var, det första bidraget som börjar 2026, inte till host" in err)
    alone = RULES.replace("2026-01-01\nlast_date = 2026-06-30", "2025-01-01\nlast_date = 2025-06-30")
    status, _, err = issue_carrying(plans, tmp_path, "host", alone)
    assert (1, True) == (
        status,
        "från 2025 är redan med i nr 1 i journalen, för 1 januari–30 juni 2026" in err,
    )
    assert not (tmp_path / "host").exists()
