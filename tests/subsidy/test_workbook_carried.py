"""Workbooks show the award, what is carried into it and what is paid, and LibreOffice computes the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from subsidy.carrying import Balance
from subsidy.payout import Award, PayoutPlan, plan_payouts
from subsidy.statement import Settlement, Statement, Summary, settle
from subsidy.workbook import write_statement, write_summary
from tests.recalculate import differing
from tests.subsidy.cases import rule, sixteen
from tests.subsidy.office import Cells, read_values, recalculate
from tests.subsidy.paying import KR, awards_of, is_banking_day, region_rule
from tests.subsidy.test_workbook_paying import column, ore, texts

# 2 835,48 kr by population, which is one öre a head: Kil's award is 120,85 kr, Storfors' 38,01 kr.
AWARDED = sixteen(rule(283_548))
BALANCES = (
    Balance(id="1715", year=2025, amount_ore=-2_085, reference="Slutavräkning 2025"),
    Balance(id="1730", year=2025, amount_ore=1_501, reference="Slutavräkning 2025"),
    Balance(id="1760", year=2025, amount_ore=-5_000, reference="Rättelse av 2025"),
)
NOW = settle(replace(AWARDED.basis, balances=BALANCES), AWARDED.rule)
NAMES = {municipality.code: municipality.name for municipality in NOW.basis.municipalities}


def plan_of(settlement: Settlement) -> PayoutPlan:
    rows = tuple(
        Award(id=row.id, name=NAMES[row.id], amount_ore=row.paid_ore, sized_ore=row.award_ore)
        for row in settlement.carried
    )
    return plan_payouts(region_rule(unit_ore=KR), replace(awards_of(), rows=rows), is_banking_day)


def statement(code: str) -> Statement:
    receiver = next(each for each in NOW.basis.municipalities if each.code == code)
    return Statement(settlement=NOW, municipality=receiver, payouts=plan_of(NOW))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("carried")
    paths = {name: folder / f"{name}.xlsx" for name in ("kil", "storfors", "torsby", "region")}
    for name, code in (("kil", "1715"), ("storfors", "1760"), ("torsby", "1737")):
        write_statement(statement(code), paths[name])
    write_summary(Summary(settlement=NOW, payouts=plan_of(NOW)), paths["region"])
    return paths


@pytest.fixture(scope="module")
def cells(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """The workbooks as LibreOffice computes them."""
    folder = tmp_path_factory.mktemp("office")
    return dict(zip(written, recalculate(list(written.values()), folder), strict=True))


def test_stored_figures_are_what_another_program_computes(
    written: dict[str, Path], cells: dict[str, Cells]
) -> None:
    """Every formula of every sheet."""
    assert [] == [fault for name, path in written.items() for fault in differing(path, cells[name])]


def test_a_statement_has_a_line_for_what_is_carried_and_one_for_what_is_paid(cells: dict[str, Cells]) -> None:
    """Kil: 120,85 kr awarded, 20,85 kr deducted, 100 kr paid; the award stays as it was."""
    shown = column(cells["kil"], "Bidragsbesked", "Belopp")
    lines = ("Beslutat bidrag till kommunen", "Överfört från 2025", "Att betala ut i allt")
    assert [12_085, -2_085, 10_000] == [ore(shown[line]) for line in lines]
    assert "Förs vidare: kvar att dra av" not in shown


def test_what_an_award_is_too_small_to_hold_is_told(cells: dict[str, Cells]) -> None:
    """Storfors: 38,01 kr awarded, 50 kr to deduct: nothing is paid, and 11,99 kr are left."""
    shown = column(cells["storfors"], "Bidragsbesked", "Belopp")
    assert [0, -1_199] == [
        ore(shown[line]) for line in ("Att betala ut i allt", "Förs vidare: kvar att dra av")
    ]
    assert "så inget betalas ut" in texts(cells["storfors"], "Utbetalning")
    assert "tas med i slutavräkningen för 2026" in texts(cells["storfors"], "Bidragsbesked")


def test_a_municipality_without_a_balance_is_paid_its_award(cells: dict[str, Cells]) -> None:
    """Torsby: 113,87 kr; the line says that nothing is carried."""
    assert ore(column(cells["torsby"], "Bidragsbesked", "Belopp")["Att betala ut i allt"]) == 11_387
    assert "Från 2025 förs inget över." in texts(cells["torsby"], "Bidragsbesked")


def test_the_payouts_are_the_award_and_what_is_carried(cells: dict[str, Cells]) -> None:
    """100 kr to Kil on the sheet Utbetalning, in its own workbook and in the region's."""
    assert ore(column(cells["kil"], "Utbetalning", "Belopp")["Summa"]) == 10_000
    paid = column(cells["region"], "Utbetalning", "Betalas ut")
    assert [10_000, 10_000, 0] == [ore(paid[name]) for name in ("Kil", "Eda", "Storfors")]


def test_the_summary_shows_award_carried_and_paid(cells: dict[str, Cells]) -> None:
    """2 835,48 kr awarded, 55,84 kr less carried, 11,99 kr carried on: 2 791,63 kr are paid."""
    sums = [
        ore(column(cells["region"], "Sammanställning", head)["Summa"])
        for head in ("Beslutat bidrag", "Överfört från 2025", "Att betala ut", "Förs vidare")
    ]
    assert sums == [283_548, -5_584, 279_163, -1_199]


@pytest.mark.parametrize("name", ["kil", "storfors", "torsby", "region"])
def test_every_check_is_ok_and_one_is_of_what_is_carried(cells: dict[str, Cells], name: str) -> None:
    """277 964 öre: the awards and what is carried, less nothing."""
    assert "FEL" not in cells[name].values()
    label = "Det som betalas ut och det som förs vidare är bidragen och det överförda (öre)"
    assert column(cells[name], "Kontroll", "Är")[label] == 277_964


def test_what_is_paid_follows_a_balance_that_is_changed(written: dict[str, Path], tmp_path: Path) -> None:
    """Whoever tries another figure in Överfört sees what it would make: 120,85 less 20,86 kr are 99,99 kr."""
    stored = read_values(written["kil"])
    place = next(at for (sheet, at), value in stored.items() if (sheet, value) == ("Överfört", -2_085))
    (changed,) = recalculate([written["kil"]], tmp_path, {("Överfört", place): -2_086})
    assert ore(column(changed, "Utbetalning", "Belopp")["Summa"]) == 9_999


def test_without_balances_nothing_is_said_of_them(tmp_path: Path) -> None:
    """Most years of most regions."""
    write_summary(Summary(settlement=AWARDED), tmp_path / "plain.xlsx")
    sheets = {sheet for sheet, _ in read_values(tmp_path / "plain.xlsx")}
    assert "Överfört" not in sheets
