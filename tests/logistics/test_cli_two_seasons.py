"""A year whose timetable changes, from two plans to issued, corrected, verified and reconciled statements."""

import json
import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from logistics.planfile import write_plan
from logistics.reconciling.planned_runs import planned_runs
from tests.logistics.program import found, run
from tests.logistics.two_seasons import (
    AWARDS_ORE,
    COST_ORE,
    COSTS_ORE,
    KIL,
    PERIOD,
    RULES,
    SEASONS,
    VANS,
    joined,
    plans,
    with_data,
)

__all__ = ["joined", "plans"]
TIMETABLES = [
    {"first_date": "2026-02-01", "last_date": "2026-03-01", "days": 29},
    {"first_date": "2026-03-02", "last_date": "2026-03-31", "days": 30},
]


@pytest.fixture(scope="module")
def folder(plans, joined, tmp_path_factory):
    """Both plan files, the period issued with them, and the courier's invoices in both vans' words."""
    folder = tmp_path_factory.mktemp("byte")
    words = {van: word for van, _, word, _ in VANS.values()}
    rows = ["Datum;Reg.nr;Km;Timmar;Belopp"]
    for each in planned_runs(joined, *PERIOD):
        hours, minutes = divmod(each.shift_s // 60, 60)
        charged = f"{each.distance_m // 1000};{hours}:{minutes:02};{each.cost_ore // 100}"
        rows.append(f"{each.date};{words[each.vehicle_id]};{charged}")
    (folder / "kurir.csv").write_text("\r\n".join(rows), encoding="windows-1252")
    for id_ in SEASONS:
        write_plan(plans[id_], folder / f"{id_}.json")
    return folder


@pytest.fixture(scope="module")
def issued(folder):
    """What `issue` answered."""
    journal = ("--journal", folder / "journal", "--today", "2026-01-15")
    return found("issue", *both(folder), "--rule", "prov", *journal, "--out", folder / "ut")


def both(folder):
    """The plan files in the order of a shell."""
    return folder / "host.json", folder / "var.json"


def test_both_plans_are_settled_together(folder, tmp_path):
    """To the öre of paper, and the screen says of which timetables."""
    said = found("settle", *both(folder), "--rule", "prov", "--out", tmp_path)
    assert (COST_ORE, COSTS_ORE, AWARDS_ORE) == (
        said["cost_ore"],
        said["cost_shares_ore"],
        said["awards_ore"],
    )
    assert TIMETABLES == said["timetables"]
    _, out, _ = run("settle", *both(folder), "--rule", "prov", "--out", tmp_path)
    assert "Tidtabeller       1 februari–1 mars 2026 (29 dagar) och 2–31 mars 2026 (30 dagar)" in out


@pytest.mark.usefixtures("issued")
def test_workbooks_show_means_with_their_decimals(folder):
    """88/59 visits a week is 1,49 to a reader, and exact to the formulas."""
    sheet = openpyxl.load_workbook(folder / "ut" / "sammanstallning.xlsx")["Underlag"]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "Kil"]
    (visits,) = [cell for cell in row if isinstance(cell.value, float) and abs(cell.value - 88 / 59) < 1e-12]
    assert visits.number_format.endswith("#,##0.00")


def test_what_is_issued_is_verified_with_both_plans(folder, issued):
    """By the receiver alone; and measured anew, runs and groups' costs, from both."""
    assert TIMETABLES == issued["timetables"]
    statement = folder / "ut" / "1715-kil.xlsx"
    assert found("verify", statement, "--journal", folder / "journal")["is_verified"] is True
    given = [argument for path in both(folder) for argument in ("--plan", path)]
    said = found("verify", folder / "ut" / "sammanstallning.json", *given)
    from_plan = said["from_plan"]
    assert (True, 5, COST_ORE) == (said["is_verified"], from_plan["runs"], from_plan["cost_ore"])
    assert round((1200_00 * 29 + 1000_00 * 30) / 59) == from_plan["week_cost_ore"]
    status, out, _ = run("verify", statement, *given)
    assert (0, True) == (status, "5 turer i 2 tidtabeller, i genomsnitt 1 098,31 kr i veckan" in out)
    assert "alla belopp omräknade ur planerna" in out


@pytest.mark.usefixtures("issued")
def test_one_of_the_plans_does_not_verify_it(folder):
    """Its season is not the whole period."""
    status, _, err = run("verify", folder / "ut" / "1715-kil.xlsx", "--plan", folder / "var.json")
    assert (1, True) == (status, "ange också planen för de andra dagarna" in err)


@pytest.mark.usefixtures("issued")
def test_a_correction_is_issued_from_both(folder, plans, tmp_path):
    """Of the journal's own entry, for the same period."""
    for id_, plan in plans.items():
        changed = with_data(plan, rules=RULES.replace("visits = 100", "equal = 100"))
        write_plan(changed, tmp_path / f"{id_}.json")
    copy = shutil.copytree(folder / "journal", tmp_path / "journal")
    because = ("--corrects", "1", "--because", "Fel nyckel.", "--today", "2026-01-20")
    said = found(
        "issue", *both(tmp_path), "--rule", "prov", "--journal", copy, *because, "--out", tmp_path / "ut"
    )
    assert (1, 590_00) == (said["corrects"], said["awards_ore"][KIL])


@pytest.mark.usefixtures("issued")
def test_invoices_are_matched_with_the_runs_of_both(folder, tmp_path):
    """Each van in its own season, by either data set's word for it; nothing deviates and every award stands."""
    asked = ("--rule", "prov", "--journal", folder / "journal", "--out", tmp_path / "ut.xlsx")
    said = found("reconcile", *both(folder), "--invoices", folder / "kurir.csv", *asked)
    assert (COST_ORE, COST_ORE, []) == (said["planned_ore"], said["actual_ore"], said["deviations"])
    assert (1, 0) == (said["final"]["budget_from_journal"], said["final"]["balance_ore"])
    assert any("tidtabeller: 1 februari–1 mars 2026" in note for note in said["final"]["notes"])
    status, out, _ = run("verify", tmp_path / "ut.xlsx")
    assert (3, True) == (status, "Kan inte intygas helt" in out)


def test_a_part_of_the_period_is_reconciled_with_its_timetables(folder, tmp_path):
    """Until a day of the first season: the second has no runs yet."""
    asked = ("--rule", "prov", "--invoices", folder / "kurir.csv", "--until", "2026-02-13")
    said = found("reconcile", *both(folder), *asked, "--out", tmp_path / "ut.xlsx")
    assert (2400_00, 2400_00) == (said["planned_ore"], said["actual_ore"])
    status, _, err = run("reconcile", folder / "kurir.csv", *asked, "--out", tmp_path / "ut.xlsx")
    assert (2, True) == (status, "ingen av filerna är en plan" in err)


@pytest.mark.parametrize("command", ["compare-keys", "fairness", "preview-rule"])
def test_questions_are_asked_of_both(folder, tmp_path, command):
    """They name both timetables, and cost what the settlement does."""
    (tmp_path / "ny.toml").write_text(
        '[[rule]]\nchanges = "prov"\ncontribution_kr = 2000\n', encoding="utf-8"
    )
    more = [tmp_path / "ny.toml"] if command == "preview-rule" else []
    out = () if command == "fairness" else ("--out", tmp_path / "ut.xlsx")
    assert TIMETABLES == found(command, *both(folder), *more, "--rule", "prov", *out)["timetables"]


def test_the_period_before_may_have_had_two_timetables(folder, plans, tmp_path):
    """Then --last-year is given twice; and plans that do not belong together are refused."""
    later = RULES + RULES.replace('"prov"', '"nasta"').replace("2026-02-01", "2026-04-01").replace(
        "03-31", "05-31"
    )
    for id_, plan in plans.items():
        write_plan(with_data(plan, rules=later), tmp_path / f"{id_}.json")
    season = {"season_first_date": date(2026, 4, 1), "season_last_date": date(2026, 5, 31)}
    settings = replace(plans["host"].dataset.settings, **season)
    write_plan(with_data(plans["host"], rules=later, settings=settings), tmp_path / "nasta.json")
    last = [argument for path in both(tmp_path) for argument in ("--last-year", path)]
    found("settle", tmp_path / "nasta.json", "--rule", "nasta", *last, "--out", tmp_path / "ut")
    letter = json.loads((tmp_path / "ut" / "1715-kil.json").read_text(encoding="utf-8"))
    assert ("2026-02-01", "2026-03-31") == (
        letter["own"]["earlier"]["basis"]["first_date"], letter["own"]["earlier"]["basis"]["last_date"],
    )  # fmt: skip
    status, _, err = run("settle", tmp_path / "var.json", folder / "host.json", "--rule", "prov")
    assert (1, True) == (status, "rules.toml, rule nasta: finns i" in err)


def test_a_followed_year_counts_the_visits_of_both(plans, tmp_path):
    """Säffle's Thursdays until 1 March without New Year's Day: eight, 60 of 365 days; then none."""
    year = RULES.replace("2026-02-01", "2026-01-01").replace("2026-03-31", "2026-12-31")
    dates = {"var": (date(2026, 1, 1), date(2026, 3, 1)), "host": (date(2026, 3, 2), date(2026, 12, 31))}
    for id_, plan in plans.items():
        season = dict(zip(("season_first_date", "season_last_date"), dates[id_], strict=True))
        settings = replace(plan.dataset.settings, **season)
        write_plan(with_data(plan, rules=year, settings=settings), tmp_path / f"{id_}.json")
    said = found("follow-up", *both(tmp_path), "--year", "2026", "--out", tmp_path / "ut")
    assert [60, 305] == [each["days"] for each in said["timetables"]]
    (saffle,) = [part for part in said["parts"] if part["id"] == "1785"]
    assert (8, str(Fraction(60, 365))) == (saffle["visits"], saffle["visits_a_week"])
