"""The workbook: LibreOffice computes the same, its charts speak, and the assumption can be changed."""

import re
from dataclasses import replace
from zipfile import ZipFile

import openpyxl
import pytest

from logistics.following_up.workbook import write_follow_up_book
from tests.recalculate import differing
from tests.subsidy.office import read_values, recalculate


@pytest.fixture(scope="module")
def books(follow, lone, tmp_path_factory):
    """The workbook beside last year, and that of a year alone without crates."""
    folder = tmp_path_factory.mktemp("books")
    bare = replace(lone, counts=(), history=lone.history[-1:])
    for name, each in (("against", follow), ("lone", bare)):
        write_follow_up_book(each, folder / f"{name}.xlsx")
    return folder


@pytest.fixture(scope="module")
def recalculated(books, tmp_path_factory):
    paths = [books / "against.xlsx", books / "lone.xlsx"]
    edits = {("Uppföljning", "B5"): 30}
    plain = recalculate(paths, tmp_path_factory.mktemp("plain"))
    edited = recalculate(paths[:1], tmp_path_factory.mktemp("edited"), edits)
    return {"against": plain[0], "lone": plain[1], "edited": edited[0]}


def column(values, sheet, heading):
    """The cells below a heading, by the name in the first column."""
    head = next(cell for (name, cell), value in values.items() if name == sheet and value == heading)
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", head).groups()
    found = {}
    while (name := values.get((sheet, f"A{(row := int(row) + 1)}"))) is not None:
        found[name] = values.get((sheet, f"{letters}{row}"))
    return found


@pytest.mark.parametrize("name", ["against", "lone"])
def test_libreoffice_computes_what_is_stored(books, recalculated, name):
    """Readers that do not calculate show what those that do will find."""
    assert [] == differing(books / f"{name}.xlsx", recalculated[name])


def test_each_question_has_its_sheet(books):
    """In the order in which they are asked."""
    expected = [
        "Uppföljning", "Kommuner 2026", "Skillnader", "Mot 2025", "Kommuner 2025", "År", "Volymer", "Förklaringar",
    ]  # fmt: skip
    assert expected == openpyxl.load_workbook(books / "against.xlsx").sheetnames
    alone = [name for name in expected if "2025" not in name]
    assert alone == openpyxl.load_workbook(books / "lone.xlsx").sheetnames


def test_quotients_are_those_of_paper(follow, recalculated):
    """Kil moved 550 crates: its cost over them, computed by LibreOffice from the count in Volymer."""
    per_crate = column(recalculated["against"], "Kommuner 2026", "Kostnad per låda")
    cost_ore = follow.settlement.cost.costs_ore["1715"]
    assert per_crate["Kil"] == pytest.approx(cost_ore / 100 / 550, rel=1e-12)
    assert "–" == per_crate["Säffle"]


def test_another_number_of_items_is_counted_with_at_once(recalculated):
    """2 656 crates of 30 items instead of 20."""
    before = column(recalculated["against"], "Uppföljning", "2026")["Medier (uppskattat)"]
    after = column(recalculated["edited"], "Uppföljning", "2026")["Medier (uppskattat)"]
    assert (53_120, 79_680) == (before, after)


def test_sums_agree_with_the_settlement(recalculated):
    """Both checks on the first sheet."""
    verdicts = [
        v for (sheet, _), v in recalculated["against"].items() if sheet == "Uppföljning" and v == "OK"
    ]
    assert ["OK", "OK"] == verdicts


def test_a_year_without_crates_says_so(recalculated):
    """Never a nought, never a blank."""
    values = recalculated["lone"]
    assert {"saknas"} == set(column(values, "Kommuner 2026", "Flyttade lådor").values()) - {"–"}
    assert "saknas" == column(values, "År", "Flyttade lådor")[2026]
    assert "Inga lådor är angivna i tabellen volumes." in values.values()


def test_charts_are_native_and_described(books):
    """A screen reader says what a picture shows; nothing is linked from elsewhere."""
    with ZipFile(books / "against.xlsx") as package:
        names = package.namelist()
        drawings = "".join(package.read(n).decode() for n in names if re.match(r"xl/drawings/drawing\d", n))
    charts = [name for name in names if name.startswith("xl/charts/chart")]
    described = re.findall(r'<xdr:cNvPr [^>]*descr="Stapeldiagram[^"]{60,}"', drawings)
    assert 4 == len(charts) == len(described)
    assert not [name for name in names if "externalLink" in name or "vba" in name]


def test_the_same_follow_up_gives_the_same_bytes(follow, books, tmp_path):
    """It can be compared with the one that was sent."""
    write_follow_up_book(follow, tmp_path / "again.xlsx")
    assert (books / "against.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_every_formula_has_a_stored_value(books):
    """A phone shows the stored one."""
    formulas = openpyxl.load_workbook(books / "against.xlsx")
    stored = read_values(books / "against.xlsx")
    missing = [
        (sheet.title, cell.coordinate)
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and stored.get((sheet.title, cell.coordinate)) is None
    ]
    assert [] == missing
