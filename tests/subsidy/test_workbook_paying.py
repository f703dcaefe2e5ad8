"""Workbooks say when what is paid and what has changed, in figures that another program computes alike."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pytest

from subsidy.payout import Award, Awards, PayoutPlan, group_by_date, plan_payouts
from subsidy.statement import Settlement, Statement, Summary, settle
from subsidy.wording import format_date
from subsidy.workbook import write_common, write_statement, write_summary
from tests.recalculate import differing
from tests.subsidy.cases import measures, mix, municipality, rule, runs, sixteen
from tests.subsidy.office import Cells, read_values, recalculate
from tests.subsidy.paying import KR, is_banking_day, region_rule

NOW = sixteen(
    rule(
        220_000_017,
        cost_mix=mix(equal=30, population=70),
        contribution_mix=mix(equal=10, population=90),
    )
)
KARLSTAD = next(each for each in NOW.basis.municipalities if each.name == "Karlstad")
KIL = NOW.basis.municipalities[0]


def earlier() -> Settlement:
    """The year before: Kil was not there yet, Norberg was, and everything cost 1 000 000 kr."""
    gone = replace(measures("1962", population=5_000), name="Norberg")
    basis = replace(
        NOW.basis,
        first_date=date(2025, 1, 1),
        last_date=date(2025, 12, 31),
        municipalities=(*NOW.basis.municipalities[1:], municipality("1962", "Norberg", 5_000)),
        players=(*(player for player in NOW.basis.players if player.id != KIL.code), gone),
        cost_ore=100_000_000,
    )
    return settle(basis, replace(rule(50_000_000), first_date=date(2025, 1, 1), last_date=date(2025, 12, 31)))


def plan_of(
    settlement: Settlement, *, payable_from: date = date(2025, 12, 12), unit_ore: int = 1
) -> PayoutPlan:
    names = {each.code: each.name for each in settlement.basis.municipalities}
    awards = Awards(
        first_date=settlement.basis.first_date,
        last_date=settlement.basis.last_date,
        payable_from=payable_from,
        rows=tuple(
            Award(id=id_, name=names[id_], amount_ore=ore) for id_, ore in settlement.split.awards_ore.items()
        ),
    )
    return plan_payouts(region_rule(unit_ore=unit_ore), awards, is_banking_day)


LATE = plan_of(NOW, payable_from=date(2026, 5, 4), unit_ore=100 * KR)


def statement(**changes: object) -> Statement:
    values: dict[str, object] = {
        "settlement": NOW,
        "municipality": KARLSTAD,
        "payouts": LATE,
        "earlier": earlier(),
    }
    return Statement(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("paying")
    paths = {name: folder / f"{name}.xlsx" for name in ("karlstad", "kil", "region")}
    common = write_common(NOW)
    write_statement(statement(account="bankgiro 5050-1055"), paths["karlstad"], common)
    write_statement(statement(municipality=KIL, payouts=plan_of(NOW)), paths["kil"], common)
    write_summary(Summary(settlement=NOW, payouts=LATE, earlier=earlier()), paths["region"], common)
    return paths


@pytest.fixture(scope="module")
def cells(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """The workbooks as LibreOffice computes them."""
    folder = tmp_path_factory.mktemp("office")
    return dict(zip(written, recalculate(list(written.values()), folder), strict=True))


def column(cells: Cells, sheet: str, head: str) -> dict[str, object]:
    """What stands below a heading, by the row's first text."""
    letter, top = next(
        (at[0], int(at[1:])) for (name, at), value in cells.items() if (name, value) == (sheet, head)
    )
    labels = {at[1:]: str(value) for (name, at), value in cells.items() if name == sheet and at[0] == "A"}
    below = {int(row): label for row, label in labels.items() if int(row) > top}
    return {label: cells.get((sheet, f"{letter}{row}")) for row, label in below.items()}


def ore(value: object) -> int:
    assert isinstance(value, int | float)
    return round(value * 100)


def texts(cells: Cells, sheet: str) -> str:
    return "\n".join(value for (name, _), value in cells.items() if name == sheet and isinstance(value, str))


def test_another_program_computes_every_figure_alike(
    written: dict[str, Path], cells: dict[str, Cells]
) -> None:
    """Parts of whole hundreds, overdue parts on one day, and a municipality that is new: all by live formulas."""
    assert [] == [fault for name, path in written.items() for fault in differing(path, cells[name])]
    assert {"OK"} == {column(each, "Kontroll", "Resultat")["Alla kontroller"] for each in cells.values()}


def test_a_municipality_sees_its_own_parts(cells: dict[str, Cells]) -> None:
    """Karlstad's award is over 500 000 kr, so it is paid in twelve parts; five were overdue on 4 May."""
    parts = column(cells["karlstad"], "Utbetalning", "Belopp")
    own = [payout for payout in LATE.payouts if payout.id == KARLSTAD.code]
    assert [payout.amount_ore for payout in own] == [ore(parts[f"{n} av 12"]) for n in range(1, 13)]
    assert NOW.split.awards_ore[KARLSTAD.code] == ore(parts["Summa"])
    assert "bankgiro 5050-1055" in texts(cells["karlstad"], "Utbetalning")


def test_each_day_sums_to_what_its_payment_file_pays(cells: dict[str, Cells]) -> None:
    """The clerk compares the sheet with the control sum before the file is approved."""
    sums = {
        day: sum(payout.amount_ore for payout in paid) for day, paid in group_by_date(LATE.payouts).items()
    }
    shown = {day: ore(column(cells["region"], "Utbetalning", format_date(day))["Summa"]) for day in sums}
    assert sums == shown


def test_the_period_before_is_compared(cells: dict[str, Cells]) -> None:
    """Karlstad had 97 233 of 276 463 inhabitants in 2025: 50 000 000 öre x that share, rounded."""
    award_ore = earlier().split.awards_ore[KARLSTAD.code]
    total = sum(player.population for player in earlier().basis.members)
    assert round(Fraction(50_000_000 * 97_233, total)) == award_ore
    before = column(cells["karlstad"], "Jämförelse", "2025")["Bidrag till kommunen"]
    change = column(cells["karlstad"], "Jämförelse", "Skillnad")["Bidrag till kommunen"]
    assert (award_ore, NOW.split.awards_ore[KARLSTAD.code] - award_ore) == (ore(before), ore(change))


def test_a_new_municipality_has_nothing_to_compare_with(cells: dict[str, Cells]) -> None:
    """A nought for last year would say that it had got nothing."""
    assert "inte med i den förra perioden" in texts(cells["kil"], "Jämförelse")
    assert "–" == column(cells["region"], "Jämförelse", "Bidrag 2025")["Kil"]


def test_one_that_left_is_named(cells: dict[str, Cells]) -> None:
    """Otherwise last year's rows do not sum to last year's total."""
    assert "Med i den förra perioden men inte nu: Norberg." in texts(cells["region"], "Jämförelse")


def test_the_summary_draws_a_native_chart_of_shares(written: dict[str, Path]) -> None:
    """A picture would not follow the figures; the stored points let other readers draw it too."""
    with ZipFile(written["region"]) as package:
        chart = package.read("xl/charts/chart1.xml").decode()
    assert 2 == chart.count("<c:ser>")
    assert "Karlstad" in chart
    assert "'Sammanställning'!" in chart


def test_every_workbook_says_that_it_is_swedish(written: dict[str, Path]) -> None:
    """A screen reader chooses its voice by the document's language."""
    for path in written.values():
        with ZipFile(path) as package:
            core = package.read("docProps/core.xml").decode()
            charts = [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]
        assert 1 == core.count("<dc:language>sv-SE</dc:language>")
        assert not any("en-US" in chart for chart in charts)


def test_sharing_sheets_changes_no_byte(written: dict[str, Path], tmp_path: Path) -> None:
    """A statement is the same whether it is written alone or with all the others."""
    alone = {name: tmp_path / f"{name}.xlsx" for name in ("karlstad", "region")}
    write_statement(statement(account="bankgiro 5050-1055"), alone["karlstad"])
    write_summary(Summary(settlement=NOW, payouts=LATE, earlier=earlier()), alone["region"])
    assert [written[name].read_bytes() for name in alone] == [path.read_bytes() for path in alone.values()]


def test_texts_are_counted_as_they_stand(written: dict[str, Path]) -> None:
    """Shared sheets begin with their texts: a wrong count makes strict readers repair the file."""
    with ZipFile(written["karlstad"]) as package:
        strings = package.read("xl/sharedStrings.xml").decode()
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        n_cells = sum(package.read(name).decode().count(' t="s"') for name in names)
    assert f'count="{n_cells}" uniqueCount="{strings.count("<si>")}"' in strings


def test_nothing_awarded_is_nothing_paid(tmp_path: Path) -> None:
    """A sheet without rows would leave the reader guessing."""
    nothing = sixteen(rule(0))
    plan = plan_of(nothing)
    write_statement(Statement(settlement=nothing, municipality=KIL, payouts=plan), tmp_path / "kil.xlsx")
    write_summary(Summary(settlement=nothing, payouts=plan), tmp_path / "region.xlsx")
    assert "Bidraget är 0 kr, så inget betalas ut." in texts(
        read_values(tmp_path / "kil.xlsx"), "Utbetalning"
    )
    assert "Inget bidrag betalas ut." in texts(read_values(tmp_path / "region.xlsx"), "Utbetalning")


def test_payouts_of_other_awards_are_refused() -> None:
    """A plan made before the rule was changed would pay the old sums."""
    other = sixteen(rule(100))
    with pytest.raises(ValueError, match="is to be paid"):
        Summary(settlement=NOW, payouts=plan_of(other), runs=runs(NOW.basis.cost_ore))


def test_only_a_period_before_is_compared_with() -> None:
    """The same year beside itself would show no change and prove nothing."""
    with pytest.raises(ValueError, match="no period before"):
        statement(earlier=NOW)


def test_a_part_of_a_year_is_named_by_its_days(tmp_path: Path) -> None:
    """Two columns called 2025 could not be told apart."""
    before = earlier()
    autumn = settle(replace(before.basis, first_date=date(2025, 7, 1)), before.rule)
    write_statement(statement(earlier=autumn), tmp_path / "karlstad.xlsx")
    assert "1 juli–31 december 2025" in texts(read_values(tmp_path / "karlstad.xlsx"), "Jämförelse").replace(
        "\xa0", " "
    )
