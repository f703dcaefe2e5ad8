"""The workbooks of comparisons recompute in another program to the öre, and hold what the program says."""

from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest

from logistics.comparing.comparison import compare_keys
from logistics.comparing.comparison_book import write_comparison
from logistics.comparing.measured import Measured
from logistics.comparing.preview import Preview
from logistics.comparing.preview_book import write_preview
from subsidy.statement import settle
from tests.recalculate import differing
from tests.subsidy.cases import mix, rule, sixteen
from tests.subsidy.office import read_values, recalculate

RULE = rule(
    90_000_000,
    floor_ore=1_000_000,
    cap_share=Fraction(1),
    cost_mix=mix(equal=30, population=40, shapley=30),
    contribution_mix=mix(equal=25, population=75),
)
CASES = {
    "bounds": sixteen(RULE),
    "hundreds": sixteen(replace(RULE, rounding_ore=10_000)),
    "left": sixteen(replace(RULE, cap_share=Fraction(1, 3), floor_ore=0)),
    "no_bounds": sixteen(replace(RULE, cap_share=None, floor_ore=0), with_region=False),
}


def compared(settlement):
    measured = Measured(players=settlement.basis.players)
    return compare_keys(settlement, measured, game=None, unjudged="Prövas inte här.")


def proposed(settlement):
    after = replace(settlement.rule, amount_ore=99_000_000, cost_mix=mix(equal=50, crates=50))
    return Preview(before=settlement, after=settle(settlement.basis, after), notes=())


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    for name, settlement in CASES.items():
        write_comparison(compared(settlement), folder / f"{name}.xlsx")
        write_preview(proposed(settlement), folder / f"{name}_preview.xlsx")
    paths = sorted(folder.glob("*.xlsx"))
    return dict(zip(paths, recalculate(paths, tmp_path_factory.mktemp("office")), strict=True))


def test_another_program_computes_the_same(books):
    """A receiver opens them in LibreOffice or Excel, and asks where each figure comes from."""
    assert [] == [fault for path, cells in books.items() for fault in differing(path, cells)]


def test_every_check_in_them_is_ok(books):
    """They check themselves."""
    for cells in books.values():
        verdicts = [value for (sheet, cell), value in cells.items() if sheet == "Kontroll" and cell[0] == "D"]
        assert {"OK"} == set(verdicts[1:])


def test_the_columns_are_what_each_key_gives(books):
    """To the öre, as a settlement by that key alone would pay."""
    path = next(path for path in books if path.stem == "hundreds")
    sheet = openpyxl.load_workbook(path, data_only=True)["Bidrag"]
    heads = [cell.value for cell in sheet[4]]
    crates = settle(
        CASES["hundreds"].basis, replace(CASES["hundreds"].rule, contribution_mix=mix(crates=100))
    )
    shown = {row[1].value: round(row[heads.index("Lådor")].value * 100) for row in sheet.iter_rows(5, 20)}
    assert crates.split.awards_ore == shown


def test_keys_that_cannot_be_used_have_a_row_with_the_reason(books):
    """Left out in silence they would be asked for again."""
    path = next(path for path in books if path.stem == "bounds")
    values = [value for (sheet, _), value in read_values(path).items() if sheet == "Nycklar"]
    assert "Nyckeln CLiC behöver villkor: ange dem i en fil med --terms, så som de står i en regel." in values
    assert "Prövas inte här." in values


def marks_of(chart):
    """The shape and the colour of every mark."""
    looks = [(series.marker.symbol, series.marker.spPr.solidFill.srgbClr) for series in chart.series]
    return [shape for shape, _ in looks], [colour for _, colour in looks]


def test_no_two_marks_of_a_chart_have_a_shape_or_a_colour_in_common(books):
    """Seven at most: the rule in black, and six keys; more keys have a second chart."""
    path = next(path for path in books if path.stem == "bounds")
    charts = [chart for sheet in openpyxl.load_workbook(path).worksheets for chart in sheet._charts]
    for chart in charts:
        for looks in marks_of(chart):
            assert len(looks) == len(set(looks)) <= 7


def test_a_proposal_has_one_chart(books):
    """Of what changes."""
    for path in (path for path in books if path.stem.endswith("_preview")):
        assert 1 == sum(len(sheet._charts) for sheet in openpyxl.load_workbook(path).worksheets)


def test_keys_are_printed_side_by_side_on_landscape_pages(books):
    """A table that is cut in two is read wrongly; charts have a page each."""
    path = next(path for path in books if path.stem == "bounds")
    for sheet in openpyxl.load_workbook(path).worksheets[:4]:
        assert ("landscape", 1) == (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_what_rounds_to_nothing_is_shown_as_nothing(tmp_path):
    """One krona less of 900 000 is no −0,0 %: the cell holds nought, whose format has no sign."""
    before = CASES["no_bounds"]
    after = settle(before.basis, replace(before.rule, amount_ore=89_999_900))
    write_preview(Preview(before=before, after=after, notes=()), tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx", data_only=True)["Förändring"]
    column = next(cell.column for cell in sheet[4] if cell.value == "i procent")
    assert {0} == {sheet.cell(row, column).value for row in range(5, 21)}


def test_the_same_bytes_every_time(books, tmp_path):
    """A file that differs would look like a figure that differs."""
    for path in books:
        name = path.stem.removesuffix("_preview")
        if path.stem.endswith("_preview"):
            write_preview(proposed(CASES[name]), tmp_path / path.name)
        else:
            write_comparison(compared(CASES[name]), tmp_path / path.name)
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()
