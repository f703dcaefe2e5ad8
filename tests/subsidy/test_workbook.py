"""Workbooks recompute every figure in another program, to the öre, and print well."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from subsidy.statement import Settlement, Statement, Summary, settle
from subsidy.workbook import write_statement, write_summary
from subsidy.workbook.book import as_decimal
from subsidy.workbook.levels import page_starts
from tests.subsidy.cases import mix, rule, runs, sixteen, unmeasured
from tests.subsidy.office import Cells, find_formulas, read_values, recalculate

ALL_KEYS = mix(equal=10, population=20, visits=15, crates=25, stand_alone=13, shapley=17)
BY_CRATES = sixteen(
    rule(
        90_000_000,
        floor_ore=1_000_000,
        cap_share=Fraction(1),
        cost_mix=mix(equal=30, population=40, crates=30),
        contribution_mix=mix(equal=25, population=75),
    ),
    with_region=False,
)
CASES: Mapping[str, Settlement] = {
    "measured": BY_CRATES,
    "unmeasured": unmeasured(BY_CRATES),
    "own_stops_by_visits": unmeasured(sixteen(BY_CRATES.rule)),
    "bounds": sixteen(
        rule(
            80_000_000,
            floor_ore=2_000_000,
            cap_share=Fraction(45, 100),
            cost_mix=mix(equal=30, population=40, shapley=30),
            contribution_mix=mix(equal=20, population=50, crates=30),
        )
    ),
    "all_keys": sixteen(
        rule(123_456_789, cost_mix=ALL_KEYS, contribution_mix=ALL_KEYS), cost_ore=234_567_891
    ),
    "ties": sixteen(
        rule(10_007, cost_mix=mix(equal=100), contribution_mix=mix(visits=100)),
        cost_ore=1_009,
        with_region=False,
    ),
    "left": sixteen(rule(150_000_001, cap_share=Fraction(1, 3), cost_mix=mix(stand_alone=100))),
    "kronor": sixteen(
        rule(
            80_000_050,
            floor_ore=2_000_050,
            own_floors_ore={"1760": 2_500_000, "1780": 0},
            cap_share=Fraction(45, 100),
            cost_mix=mix(equal=30, population=40, shapley=30),
            contribution_mix=mix(equal=20, population=50, crates=30),
            rounding_ore=100,
        )
    ),
    "hundreds": sixteen(rule(90_123_456, contribution_mix=mix(equal=25, population=75), rounding_ore=10_000)),
    "largest": sixteen(
        rule(9_999_999_967, cap_share=Fraction(2), cost_mix=ALL_KEYS, contribution_mix=ALL_KEYS),
        cost_ore=9_999_999_999,
    ),
}


@dataclass(frozen=True)
class Recalculated:
    """A workbook as written, and as LibreOffice computes it."""

    stored: Cells
    computed: Cells
    formulas: list[tuple[str, str]]


def write_both(settlement: Settlement, folder: Path, name: str) -> list[Path]:
    kil = settlement.basis.municipalities[0]
    paths = [folder / f"{name}.xlsx", folder / f"{name}_region.xlsx"]
    all_runs = runs(settlement.basis.cost_ore) if settlement.basis.cost_ore > 150_000_000 else ()
    write_statement(
        Statement(settlement=settlement, municipality=kil, runs=all_runs, notes=("-1 är text",)), paths[0]
    )
    write_summary(Summary(settlement=settlement, runs=all_runs), paths[1])
    return paths


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recalculated]:
    folder = tmp_path_factory.mktemp("recalculated")
    paths = [path for name, settlement in CASES.items() for path in write_both(settlement, folder, name)]
    computed = recalculate(paths, folder / "office")
    return {
        path.stem: Recalculated(read_values(path), cells, find_formulas(path))
        for path, cells in zip(paths, computed, strict=True)
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_both(CASES["bounds"], tmp_path_factory.mktemp("written"), "kil")


def awards_in(cells: Cells) -> dict[str, object]:
    """The column Bidrag, öre of the sheet Beräkning, by municipality code."""
    heads = {
        value: where[1][:-1]
        for where, value in cells.items()
        if where[0] == "Beräkning" and where[1].endswith("4") and len(where[1]) == 2
    }
    codes, results = heads["Kod"], heads["Bidrag, öre"]
    rows = range(5, 5 + 16)
    return {str(cells["Beräkning", f"{codes}{row}"]): cells["Beräkning", f"{results}{row}"] for row in rows}


def fields_of(cells: Cells, sheet: str) -> dict[str, object]:
    """What stands to the right of each label in the first column."""
    labels = {
        where[1:]: str(value) for (name, where), value in cells.items() if name == sheet and where[0] == "A"
    }
    return {label: cells[sheet, f"B{row}"] for row, label in labels.items() if (sheet, f"B{row}") in cells}


def texts_of(cells: Cells, sheet: str) -> list[str]:
    """Every text of a sheet."""
    return [value for (name, _), value in cells.items() if name == sheet and isinstance(value, str)]


def column_of(cells: Cells, sheet: str, head: str) -> str:
    """The letter of the column under a heading."""
    return next(where[0] for (name, where), value in cells.items() if (name, value) == (sheet, head))


def failed_checks(cells: Cells) -> list[str]:
    """The labels of the checks that do not say OK."""
    rows = [where[1:] for (sheet, where), v in cells.items() if sheet == "Kontroll" and v == "FEL"]
    return [str(cells["Kontroll", f"A{row}"]) for row in rows]


def to_ore(kronor: object) -> int:
    """The whole öre of a cell in kronor."""
    return round(Fraction(str(kronor)) * 100)


@pytest.mark.parametrize("name", [name + kind for name in CASES for kind in ("", "_region")])
def test_another_program_computes_every_stored_value(
    recalculated: dict[str, Recalculated], name: str
) -> None:
    """What a preview shows is what a recalculation gives: whole öre exactly, fractions as doubles allow."""
    case = recalculated[name]
    assert len(case.formulas) > 600
    for where in case.formulas:
        stored, computed = case.stored.get(where), case.computed.get(where)
        if isinstance(stored, int | float) and isinstance(computed, int | float):
            assert computed == pytest.approx(stored, rel=1e-12, abs=2e-5), where
        else:
            assert computed == stored, where


@pytest.mark.parametrize("name", [name + kind for name in CASES for kind in ("", "_region")])
def test_another_program_computes_the_awards(recalculated: dict[str, Recalculated], name: str) -> None:
    """To the öre, from the basis sheet, also near the largest sums and with ties."""
    assert awards_in(recalculated[name].computed) == CASES[name.removesuffix("_region")].split.awards_ore


@pytest.mark.parametrize("name", [name + kind for name in CASES for kind in ("", "_region")])
def test_all_checks_say_ok(recalculated: dict[str, Recalculated], name: str) -> None:
    """The workbook vouches for itself, when recalculated too."""
    verdicts = [
        value
        for (sheet, cell), value in recalculated[name].computed.items()
        if sheet == "Kontroll" and cell[0] == "D"
    ]
    assert len(verdicts) > 10
    assert set(verdicts[1:]) == {"OK"}


def test_cases_cover_floors_caps_and_rests() -> None:
    """Else the recalculation would prove little."""
    assert {"floor", "cap"} <= {row.locked for row in CASES["bounds"].split.rows}
    assert len(CASES["bounds"].split.rounds) > 2
    assert CASES["left"].split.left_ore > 0


@pytest.mark.parametrize("name", ["bounds", "all_keys"])
def test_another_population_gives_the_awards_that_python_gives(name: str, tmp_path: Path) -> None:
    """The formulas are live: change the basis, and the result follows as the rule says."""
    settlement = CASES[name]
    path = write_both(settlement, tmp_path, name)[0]
    cells = recalculate(
        [path], tmp_path / "office", edits={("Underlag", "C8"): 9_876, ("Underlag", "C15"): 70_001}
    )[0]
    changes = {"1760": 9_876, "1780": 70_001}
    players = tuple(replace(p, population=changes.get(p.id, p.population)) for p in settlement.basis.players)
    municipalities = tuple(
        replace(m, population=changes.get(m.code, m.population)) for m in settlement.basis.municipalities
    )
    changed = settle(
        replace(settlement.basis, players=players, municipalities=municipalities), settlement.rule
    )
    assert awards_in(cells) == changed.split.awards_ore
    assert awards_in(cells) != settlement.split.awards_ore
    verdicts = {
        value for (sheet, _), value in cells.items() if sheet == "Bidragsbesked" and value in {"OK", "FEL"}
    }
    assert verdicts == {"FEL"}


def test_pandas_reads_the_decided_awards(written: list[Path]) -> None:
    """A reader that does not calculate sees the same figures."""
    frame = pd.read_excel(written[1], sheet_name="Sammanställning", header=3, dtype={"Kod": str}).set_index(
        "Kod"
    )
    split = CASES["bounds"].split
    for code, award_ore in split.awards_ore.items():
        assert frame.loc[code, "Bidrag enligt beräkningen"] == pytest.approx(award_ore / 100, abs=1e-9)


def test_two_runs_give_identical_bytes(written: list[Path], tmp_path: Path) -> None:
    """The same input is the same document, so a fingerprint means something."""
    again = write_both(CASES["bounds"], tmp_path, "kil")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in written]


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    """A name in the data must not become a program in the receiver's spreadsheet."""
    kil = replace(CASES["bounds"].basis.municipalities[0], name="@SUMMA(A1)")
    basis = replace(CASES["bounds"].basis, municipalities=(kil, *CASES["bounds"].basis.municipalities[1:]))
    settlement = settle(basis, CASES["bounds"].rule)
    notes = ("=1+1", "+46 54", "-1", "@x")
    path = tmp_path / "text.xlsx"
    write_statement(Statement(settlement=settlement, municipality=kil, notes=notes, runs=()), path)
    sheet = openpyxl.load_workbook(path)["Bidragsbesked"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert {*notes, "@SUMMA(A1)s kommun", "=HÄMTA(påhittad regel för test)"} <= texts


def test_every_sheet_prints_on_a4_with_page_numbers(written: list[Path]) -> None:
    """Municipalities file statements on paper."""
    for path in written:
        for sheet in openpyxl.load_workbook(path).worksheets:
            assert sheet.page_setup.paperSize == 9
            assert sheet.oddFooter.right.text == "Sida &P av &N"
            assert sheet.oddHeader.right.text == "RUN/2026-0042"
            assert sheet.sheet_properties.pageSetUpPr is not None or sheet.page_setup.scale == 60


def test_formulas_are_protected_and_nothing_is_merged(written: list[Path]) -> None:
    """A slip of the finger must not change a decision; merged cells break sorting and screen readers."""
    for path in written:
        for sheet in openpyxl.load_workbook(path).worksheets:
            assert sheet.protection.sheet
            assert sheet.protection.password is None
            assert not sheet.merged_cells.ranges
            assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)


def test_document_properties_name_the_issuer_and_the_decision_date(written: list[Path]) -> None:
    """The file says who made it, and no clock is in it."""
    properties = openpyxl.load_workbook(written[0]).properties
    assert properties.title == "Bidragsbesked Kil"
    assert properties.creator == "Region Värmland"
    assert properties.created is not None
    assert properties.created.date() == date(2025, 12, 12)


def test_names_stand_for_fixed_cells(written: list[Path]) -> None:
    """A name without $ means another cell wherever it is used."""
    names = openpyxl.load_workbook(written[0]).defined_names
    assert {"Bidrag_öre", "Kostnad_öre", "Golv_öre", "Tak_täljare", "Kontroll_resultat"} <= set(names)
    assert all("$" in name.attr_text for name in names.values())


def test_no_links_and_no_macros(written: list[Path]) -> None:
    """Mail filters stop such files."""
    for path in written:
        assert not [part for part in ZipFile(path).namelist() if "external" in part or "vba" in part]


def test_every_municipality_is_told_its_own_figures(tmp_path: Path) -> None:
    """Sixteen statements of one settlement, each with its receiver's award and cost share."""
    settlement = CASES["bounds"]
    for municipality in settlement.basis.municipalities:
        path = tmp_path / f"{municipality.code}.xlsx"
        write_statement(Statement(settlement=settlement, municipality=municipality), path)
        told = fields_of(read_values(path), "Bidragsbesked")
        assert settlement.split.awards_ore[municipality.code] == to_ore(told["Beslutat bidrag till kommunen"])
        assert settlement.cost.costs_ore[municipality.code] == to_ore(told["Beslutad kostnadsandel"])


def test_moved_shapley_values_fail_the_control(tmp_path: Path) -> None:
    """No award hangs on them here, yet what two municipalities pay does: Kontroll must see it."""
    settlement = sixteen(rule(80_000_000, cost_mix=mix(shapley=100)))
    paths = write_both(settlement, tmp_path, "swapped")
    column = column_of(read_values(paths[0]), "Underlag", "Shapleyvärde, öre per vecka")
    kil, karlstad = (("Underlag", f"{column}{row}") for row in (5, 15))
    values = read_values(paths[0])
    edits = {kil: values[karlstad], karlstad: values[kil]}
    statement, summary = (failed_checks(c) for c in recalculate(paths, tmp_path / "office", edits=edits))
    assert ["Den beslutade kostnadsandelen är den beräknade (öre)", "Alla kontroller"] == statement
    assert ["Beslutade kostnadsandelar som skiljer sig från de beräknade", "Alla kontroller"] == summary


def test_an_award_above_the_cost_share_is_named_so(recalculated: dict[str, Recalculated]) -> None:
    """Without a cap somebody may get more than it pays; a bare minus sign would look like an error."""
    settlement = CASES["ties"]
    surplus_ore = settlement.split.awards_ore["1715"] - settlement.cost.costs_ore["1715"]
    told = fields_of(recalculated["ties"].computed, "Bidragsbesked")
    assert surplus_ore > 0
    assert surplus_ore == to_ore(told["Bidraget överstiger kostnadsandelen med"])
    assert "Kommunen betalar själv" not in told


def test_the_summary_explains_a_minus(tmp_path: Path) -> None:
    """Only where there is one."""
    note = "Minus under Betalar själv: bidraget är större än kostnadsandelen."
    for name, expected in (("ties", True), ("bounds", False)):
        path = write_both(CASES[name], tmp_path, name)[1]
        assert expected == (note in texts_of(read_values(path), "Sammanställning"))


def test_a_statement_shows_that_all_runs_cost_what_is_shared(recalculated: dict[str, Recalculated]) -> None:
    """A municipality can trace the cost that it shares, run by run, without the region's workbook."""
    cells = recalculated["bounds"].computed
    assert (
        CASES["bounds"].basis.cost_ore
        == fields_of(cells, "Kontroll")["Turernas kostnad är den kostnad som delas (öre)"]
    )


def test_the_basis_is_explained_beside_the_rule(written: list[Path]) -> None:
    """A crate is counted where it is sent and where it is received; orders are those of joining, not of runs."""
    texts = texts_of(read_values(written[0]), "Regel")
    assert any(text.startswith("Varje låda räknas två gånger") for text in texts)
    assert any("alla ordningar som deltagarna kan ansluta sig i" in text for text in texts)
    assert not any("turordning" in text for text in texts)


def test_the_basis_ends_with_its_sums(written: list[Path]) -> None:
    """Texts below it, folded over rows, were broken over two printed pages."""
    sheet = openpyxl.load_workbook(written[0])["Underlag"]
    assert "Summa" == sheet.cell(sheet.max_row, 1).value


def test_measures_that_nobody_made_have_no_columns(recalculated: dict[str, Recalculated]) -> None:
    """An empty column, or one of noughts, would look like a fault; nothing explains what is not there."""
    words = ("Egen kostnad", "Shapleyvärde")
    for name, expected in (("measured", True), ("unmeasured", False)):
        for file in (name, f"{name}_region"):
            texts = texts_of(recalculated[file].computed, "Underlag")
            assert all(expected == any(word in text for text in texts) for word in words)


@pytest.mark.parametrize("sheet", ["Kostnadsandel", "Beräkning", "Golv och tak", "Kontroll", "Regel"])
def test_measures_that_nobody_made_change_no_figure(
    recalculated: dict[str, Recalculated], sheet: str
) -> None:
    """No key needs them: LibreOffice comes to the same with and without. Regel only tells of their columns."""
    for suffix in ("", "_region"):
        measured, unmeasured_cells = (
            {
                where: value
                for where, value in recalculated[name + suffix].computed.items()
                if where[0] == sheet and not (sheet == "Regel" and isinstance(value, str))
            }
            for name in ("measured", "unmeasured")
        )
        assert measured
        assert measured == unmeasured_cells


def test_a_statement_names_its_receiver_in_the_genitive(written: list[Path]) -> None:
    """The municipality is the legal person, not the town."""
    assert fields_of(read_values(written[0]), "Bidragsbesked")["Mottagare"] == "Kils kommun"


def test_percentages_are_written_as_swedish_documents_do(written: list[Path]) -> None:
    """A no-break space before the sign, two decimals, and 100 % where the label says 100 %."""
    for path in written:
        cells = [
            cell
            for sheet in openpyxl.load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
        ]
        percents = {(c.parent.title, c.coordinate) for c in cells if "%" in c.number_format}
        assert {'[$-41D]0.00"\u00a0"%'} == {c.number_format for c in cells if "%" in c.number_format}
        labels = [c for c in cells if c.parent.title == "Kontroll" and str(c.value).endswith("100 %")]
        assert len(labels) == 4
        assert {("Kontroll", f"{column}{c.row}") for c in labels for column in "BC"} <= percents


def test_the_cap_is_shown_as_a_percentage(recalculated: dict[str, Recalculated]) -> None:
    """9/20 is how the sheet reckons, 45 % is what the decision says."""
    cells = recalculated["bounds"].computed
    assert fields_of(cells, "Regel")["Tak"] == pytest.approx(0.45)
    line = "Minst 20\u00a0000,00\u00a0kr till varje kommun och högst 45\u00a0% av kommunens kostnadsandel."
    assert line in texts_of(cells, "Golv och tak")


def test_paper_holds_the_rounds_that_were_needed(written: list[Path]) -> None:
    """One more stands in the sheet for who tries other figures; printed, it would only repeat the last."""
    needed = len(CASES["bounds"].split.rounds)
    sheet = openpyxl.load_workbook(written[0])["Golv och tak"]
    heads = [cell.row for cell in sheet["A"] if str(cell.value).startswith("Omgång ")]
    assert needed + 1 == len(heads)
    last_printed = int(sheet.print_area.rsplit("$", 1)[1])
    assert heads[-2] < last_printed < heads[-1]


def test_no_page_of_the_rounds_holds_one_of_four() -> None:
    """Four rounds are two and two, not three and one."""
    assert [4, 8] == page_starts(range(12), per_page=5)
    assert [2] == page_starts(range(4), per_page=3)
    assert [] == page_starts(range(3), per_page=3)


@pytest.mark.parametrize("with_region", [True, False])
def test_the_region_is_told_to_bear_its_stops_where_it_has_any(tmp_path: Path, *, with_region: bool) -> None:
    """With the figure and how it was computed: 40 123 457 / 720 öre of a week are 557,27 kr, 1,5543 %."""
    equal = mix(equal=100)
    settlement = sixteen(rule(50_000_000, cost_mix=equal, contribution_mix=equal), with_region=with_region)
    for path, sheet in zip(
        write_both(settlement, tmp_path, "equal"), ("Bidragsbesked", "Beslut"), strict=True
    ):
        told = fields_of(read_values(path), sheet)
        assert with_region == ("Region Värmlands egna stopp" in told)
        if with_region:
            said = str(told["Region Värmlands egna stopp"]).replace("\N{NO-BREAK SPACE}", " ")
            assert "bär själv kostnaden för sina stopp, 29 167,47 kr, som inte faktureras." in said
            assert "Stoppen lägger till 557,27 kr av veckans 35 853,02 kr" in said


def test_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    """Half a workbook is worse than none, and the old one stays."""
    path = tmp_path / "kil.xlsx"
    path.mkdir()
    kil = CASES["bounds"].basis.municipalities[0]
    with pytest.raises(OSError, match=r"kil\.xlsx"):
        write_statement(Statement(settlement=CASES["bounds"], municipality=kil), path)
    assert [path] == list(tmp_path.iterdir())


def test_amount_beyond_a_double_is_refused(tmp_path: Path) -> None:
    """A sheet that cannot recompute the öre must not claim to."""
    huge = sixteen(rule(1), cost_ore=10**10 + 1)
    with pytest.raises(ValueError, match="more than a workbook recomputes"):
        write_summary(Summary(settlement=huge), tmp_path / "huge.xlsx")
    assert not list(tmp_path.iterdir())


def test_text_that_excel_cannot_hold_is_refused(tmp_path: Path) -> None:
    """XlsxWriter would leave the cell empty and only return a number."""
    settlement = CASES["bounds"]
    statement = Statement(
        settlement=settlement, municipality=settlement.basis.municipalities[0], notes=("x" * 32_768,)
    )
    with pytest.raises(ValueError, match="Excel cannot hold"):
        write_statement(statement, tmp_path / "long.xlsx")


def test_numbers_reach_the_file_with_seventeen_digits() -> None:
    """One third is written as close as a double can be."""
    assert str(as_decimal(Fraction(1, 3))) == "0.33333333333333333"


def test_a_workbook_says_how_awards_and_bounds_are_rounded(tmp_path: Path) -> None:
    """In words, and in cells with names that the formulas use."""
    path = write_both(CASES["kronor"], tmp_path, "kronor")[0]
    told = fields_of(read_values(path), "Bidragsbesked")
    assert told["Golv och tak"] == (
        "Minst 20\u00a0000,50\u00a0kr till varje kommun, minst 25\u00a0000,00\u00a0kr till Storfors, inget "
        "golv för Karlstad och högst 45\u00a0% av kommunens kostnadsandel. Golvet avrundas uppåt och taket nedåt "
        "till hela kronor."
    )
    assert str(told["Avrundning"]).startswith("Bidragen avrundas en gång, nedåt till hela kronor; det som då")
    assert {"Avrundning_öre", "Golv_öre", "Golv_1760_öre"} <= set(openpyxl.load_workbook(path).defined_names)


def test_what_rounding_leaves_is_told_with_its_reason(tmp_path: Path) -> None:
    """901 234,56 kr in hundreds leaves 34,56 kr; nobody may think that a cap did it."""
    path = write_both(CASES["hundreds"], tmp_path, "hundreds")[0]
    told = fields_of(read_values(path), "Bidragsbesked")
    assert 3456 == to_ore(told["Kvar att fördela (räcker inte till hela 100\u00a0kr)"])


def test_another_unit_in_the_sheet_gives_the_awards_that_python_gives(tmp_path: Path) -> None:
    """The formulas round to whatever unit the cell holds: a clerk can see what whole kronor would give."""
    settlement = sixteen(rule(60_000_000, floor_ore=1_000_050, cap_share=Fraction(45, 100)))
    path = write_both(settlement, tmp_path, "unit")[0]
    where = (
        openpyxl.load_workbook(path)
        .defined_names["Avrundning_öre"]
        .attr_text.replace("$", "")
        .replace("'", "")
        .split("!")
    )
    cells = recalculate([path], tmp_path / "office", edits={(where[0], where[1]): 100})[0]
    in_kronor = settle(settlement.basis, replace(settlement.rule, rounding_ore=100))
    assert awards_in(cells) == in_kronor.split.awards_ore != settlement.split.awards_ore
