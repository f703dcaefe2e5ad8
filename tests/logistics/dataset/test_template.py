"""The template is a workbook that can be filled in without reading a manual."""

from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from logistics.dataset import dataset_from_rows, read_dataset, write_template
from logistics.dataset.documents import DOCUMENTS
from logistics.dataset.explanations import explanations
from logistics.dataset.schema import TABLES, Table
from logistics.errors import DataFaults
from tests.logistics.dataset.small import small_rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_template(tmp_path / "mall.xlsx")
    return tmp_path / "mall.xlsx"


@pytest.fixture
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def validation_of(book: Workbook, sheet: str, cell: str) -> DataValidation:
    rules = book[sheet].data_validations.dataValidation
    return next(rule for rule in rules if cell in rule.sqref)


def typed(table: Table, row: dict[str, str], name: str) -> Any:
    """What Excel makes of a value that a user types."""
    text, shape = row.get(name, ""), table.column(row["name"] if table.is_settings else name).kind.shape
    if not text or shape == "text" or (table.is_settings and name == "name"):
        return text or None
    if shape == "date":
        return date.fromisoformat(text)
    return time.fromisoformat(text) if shape == "clock" else float(text)


def test_a_filled_template_is_a_data_set(path: Path, book: Workbook) -> None:
    """What it is for: fill in, save, plan."""
    carried = {"scb_code": "1715", "year": "2025", "amount_kr": "-1250.5", "reference": "Slutavräkning 2025"}
    rows = small_rows() | {"balances": [carried]}
    for table in TABLES:
        for number, row in enumerate(rows[table.name], start=2):
            for position, name in enumerate(table.headings, start=1):
                shown = "value" if table.is_settings else name
                value = row["name"] if name == "name" and table.is_settings else typed(table, row, shown)
                book[table.name].cell(number, position).value = value
    for document in DOCUMENTS:
        for number, row in enumerate(rows[document.name], start=2):
            book[document.name].cell(number, 1).value = row["toml"] or None
    book.save(path)
    assert read_dataset(path) == dataset_from_rows(rows, "small")


def test_an_empty_template_is_refused_table_by_table(path: Path) -> None:
    """Whoever forgets to fill in hears what is missing."""
    with pytest.raises(DataFaults) as refusal:
        read_dataset(path)
    found = [fault.sentence for fault in refusal.value.faults]
    assert "mall.xlsx, blad stops: tabellen har inga rader; fyll i minst en rad under rubrikerna." in found
    assert "mall.xlsx, blad settings, rad 2, kolumn value: värdet saknas; ange en text." in found


def test_every_sheet_has_frozen_headings_and_prints_on_a4_landscape(book: Workbook) -> None:
    """A list of 240 rows is read on screen and on paper with its headings in sight."""
    assert [sheet.title for sheet in book] == [
        "Förklaringar",
        *(table.name for table in TABLES),
        *(document.name for document in DOCUMENTS),
    ]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == "$1:$1"


def test_every_column_is_explained_twice(book: Workbook) -> None:
    """On the sheet Förklaringar, and in a comment where the value is typed."""
    explained = {(row[0].value, row[1].value) for row in book["Förklaringar"].iter_rows(min_row=2)}
    for table in TABLES:
        for number, column in enumerate(table.columns):
            assert (table.name, column.name) in explained
            cell = (2 + number, 1) if table.is_settings else (1, 1 + number)
            comment = book[table.name].cell(*cell).comment
            assert comment.text.startswith(column.meaning)
    for document in DOCUMENTS:
        assert (document.name, "toml") in explained
        assert book[document.name]["A1"].comment.text.startswith(document.meaning)


def test_every_example_is_allowed() -> None:
    """An example that the reader refuses would be worse than none."""
    for table in TABLES:
        for column in table.columns:
            assert column.kind.write(column.kind.parse(column.example)) in (
                column.example,
                column.example.rstrip("0").rstrip("."),
            )
    assert all(meaning.endswith(".") for _, _, meaning, *_ in explanations())


def test_ids_are_chosen_from_the_sheet_they_stand_on(book: Workbook) -> None:
    """The commonest fault is a misspelt id; a list makes it impossible."""
    rule = validation_of(book, "flows", "B2")
    assert (rule.type, rule.formula1, rule.showErrorMessage) == ("list", "lista_stops", True)
    assert book.defined_names["lista_stops"].attr_text == (
        "stops!$A$2:INDEX(stops!$A$2:$A$5000,MAX(1,COUNTA(stops!$A$2:$A$5000)))"
    )


def test_the_bearer_is_chosen_but_the_county_code_may_be_typed(book: Workbook) -> None:
    """A hospital library is borne by the region, which stands on another sheet."""
    rule = validation_of(book, "stops", "E2")
    assert (rule.formula1, rule.errorStyle) == ("lista_municipalities", "warning")
    assert "county_code" in rule.error


@pytest.mark.parametrize(
    ("sheet", "cell", "expected"),
    [
        ("stops", "C2", ("list", '"main,branch,hospital,child_health,pickup"')),
        ("roads", "F2", ("list", '"ja,nej"')),
        ("hours", "B2", ("list", '"man,tis,ons,tor,fre"')),
        ("stops", "G2", ("whole", "1")),
        ("flows", "C2", ("decimal", "0")),
        ("costs", "B2", ("date", "32874")),  # 1990-01-01
        ("hours", "E2", ("time", "0")),
        ("volumes", "C2", ("decimal", "0")),
        ("settings", "B6", ("date", "32874")),
    ],
)
def test_cells_let_in_only_values_of_their_kind(
    sheet: str, cell: str, expected: tuple[str, str], book: Workbook
) -> None:
    """Excel refuses most faults before they are saved, with a Swedish sentence."""
    rule = validation_of(book, sheet, cell)
    assert expected == (rule.type, rule.formula1)
    assert rule.error.startswith("Ange ")


def test_codes_are_typed_into_text_cells(book: Workbook) -> None:
    """Excel would turn 0123 into 123."""
    assert book["municipalities"].column_dimensions["A"].number_format == "@"
    assert book["settings"]["B8"].number_format == "@"


def test_two_templates_are_the_same_bytes(path: Path, tmp_path: Path) -> None:
    """The template can be kept under version control."""
    write_template(tmp_path / "again.xlsx")
    assert path.read_bytes() == (tmp_path / "again.xlsx").read_bytes()
