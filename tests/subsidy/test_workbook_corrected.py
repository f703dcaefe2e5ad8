"""Workbooks of a correction show what is paid, what is left and what is claimed; LibreOffice computes the same."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from subsidy.payout import Award, PaidBefore, PayoutPlan, plan_payouts
from subsidy.statement import Statement, Summary
from subsidy.workbook import write_statement, write_summary
from tests.recalculate import differing
from tests.subsidy.cases import rule, sixteen
from tests.subsidy.office import Cells, recalculate
from tests.subsidy.paying import KR, awards_of, is_banking_day, region_rule
from tests.subsidy.test_workbook_paying import column, ore, texts

# Ten kronor a head: Kil 120 850 kr, Eda 84 990 kr, Karlstad 972 330 kr.
NOW = sixteen(rule(2_835_480 * KR))
IDS = {"kil": "1715", "eda": "1730", "karlstad": "1780"}
JANUARY = "2026-01-26"
PAID = {JANUARY: {IDS["kil"]: 130_000 * KR, IDS["eda"]: 80_000 * KR}} | {
    f"2026-0{month}-25": {IDS["karlstad"]: 100_000 * KR} for month in (2, 3, 5)
}


def plan() -> PayoutPlan:
    """Corrected on 1 June, when three had got something."""
    names = {municipality.code: municipality.name for municipality in NOW.basis.municipalities}
    rows = tuple(Award(id=row.id, name=names[row.id], amount_ore=row.paid_ore) for row in NOW.carried)
    before = PaidBefore(day=date(2026, 6, 1), paid_ore=PAID)
    return plan_payouts(
        region_rule(unit_ore=KR), replace(awards_of(), rows=rows, before=before), is_banking_day
    )


def statement(code: str) -> Statement:
    receiver = next(each for each in NOW.basis.municipalities if each.code == code)
    return Statement(settlement=NOW, municipality=receiver, payouts=plan())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("corrected")
    paths = {name: folder / f"{name}.xlsx" for name in (*IDS, "region")}
    for name, code in IDS.items():
        write_statement(statement(code), paths[name])
    write_summary(Summary(settlement=NOW, payouts=plan()), paths["region"])
    return paths


@pytest.fixture(scope="module")
def cells(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """The workbooks as LibreOffice computes them."""
    folder = tmp_path_factory.mktemp("office")
    return dict(zip(written, recalculate(list(written.values()), folder), strict=True))


def plain(cells: Cells) -> str:
    """What the sheet Utbetalning says, on one line."""
    return " ".join(texts(cells, "Utbetalning").split())


def test_stored_figures_are_what_another_program_computes(
    written: dict[str, Path], cells: dict[str, Cells]
) -> None:
    """Every formula of every sheet, and every check says OK."""
    assert [] == [fault for name, path in written.items() for fault in differing(path, cells[name])]
    assert {"OK"} == {column(each, "Kontroll", "Resultat")["Alla kontroller"] for each in cells.values()}


def test_what_is_left_is_paid_once(cells: dict[str, Cells]) -> None:
    """Eda: 80 000 kr were paid of 84 990 kr; 4 990 kr are paid on 25 June."""
    parts = column(cells["eda"], "Utbetalning", "Belopp")
    assert [80_000 * KR, 4_990 * KR] == [ore(parts[part]) for part in ("1 av 2", "2 av 2")]
    assert "Kvar att betala är 4 990,00 kr: 25 juni 2026." in plain(cells["eda"])


def test_what_is_left_is_shared_over_the_days_left(cells: dict[str, Cells]) -> None:
    """Karlstad: 672 330 kr over June to December, 96 047 kr each and an odd krona to the first."""
    parts = column(cells["karlstad"], "Utbetalning", "Belopp")
    assert [96_048 * KR] + [96_047 * KR] * 6 == [ore(parts[f"{n} av 10"]) for n in range(4, 11)]


def test_a_claim_stands_in_both_books_and_is_no_payment(cells: dict[str, Cells]) -> None:
    """Kil: 130 000 kr were paid of 120 850 kr: 9 150 kr are claimed back."""
    assert ore(column(cells["kil"], "Utbetalning", "Belopp")["Summa"]) == 130_000 * KR
    assert "Åter att betala: 9 150,00 kr." in plain(cells["kil"])
    assert ore(column(cells["region"], "Utbetalning", "Åter att betala")["Kil"]) == 9_150 * KR
    paid = column(cells["region"], "Utbetalning", "Betalas ut")["Summa"]
    assert ore(paid) == (2_835_480 + 9_150) * KR


def test_the_files_of_a_correction_are_told_truly(cells: dict[str, Cells]) -> None:
    """There are none for what was paid before."""
    told = plain(cells["region"])
    assert "före 1 juni 2026 står fast som betalt" in told
    assert "Varje utbetalningsdag har en egen" not in told
