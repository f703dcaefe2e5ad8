"""The TOML documents of a data set come whole out of every file, and what is no TOML is pointed at."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from logistics.dataset import dataset_from_rows, read_dataset, tidy_document, write_csv, write_workbook
from logistics.dataset.toml_syntax import find_syntax_problem
from logistics.errors import DataFaults
from tests.logistics.dataset.small import RULES, small_rows, write_small

SMALL_DATASET = dataset_from_rows(small_rows(), "small")


def sentences(path: Path) -> list[str]:
    with pytest.raises(DataFaults) as refusal:
        read_dataset(path)
    return [fault.sentence for fault in refusal.value.faults]


def test_a_document_is_the_text_of_its_file() -> None:
    """Comments and blank lines are the user's notes."""
    assert RULES == SMALL_DATASET.rules


@pytest.mark.parametrize(
    "text", ["a = 1", "a = 1  \r\n\r\n \n", "\ufeffa = 1\r".lstrip("\ufeff"), "a = 1\n\n\n"]
)
def test_line_ends_and_blanks_that_nobody_sees_are_one(text: str) -> None:
    """A text saved by another editor is the same text."""
    assert "a = 1\n" == tidy_document(text)


def test_an_empty_document_is_empty_everywhere(tmp_path: Path) -> None:
    """No lines in the file, no rows on the sheet."""
    empty = replace(SMALL_DATASET, rules="", finance="")
    write_csv(empty, tmp_path / "set")
    write_workbook(empty, tmp_path / "set.xlsx")
    assert empty == read_dataset(tmp_path / "set") == read_dataset(tmp_path / "set.xlsx")


def test_a_document_with_capitals_in_its_name_is_found(tmp_path: Path) -> None:
    """Windows does not tell Rules.TOML from rules.toml; other files are left alone."""
    write_small(tmp_path)
    (tmp_path / "rules.toml").rename(tmp_path / "Rules.TOML")
    (tmp_path / "förslag.toml").write_text("nonsens", encoding="utf-8")
    assert SMALL_DATASET == read_dataset(tmp_path)


def test_two_files_of_one_document_are_refused(tmp_path: Path) -> None:
    """Which of them holds cannot be known."""
    write_small(tmp_path)
    (tmp_path / "RULES.toml").write_text(RULES, encoding="utf-8")
    if not (tmp_path / "rules.toml").samefile(tmp_path / "RULES.toml"):
        assert ["rules.toml: dokumentet finns i två filer; behåll en av dem, rules.toml."] == sentences(
            tmp_path
        )


WRITE_VALUES = (
    "skriv text inom citattecken, tal utan mellanslag och med decimalpunkt, och datum som 2026-01-07"
)
CASES = {
    "a mark too few": (
        '"b25"',
        '"b25',
        (3, "texten stängs inte på raden; avsluta texten med ett citattecken"),
    ),
    "no sign of equality": (
        "id =",
        "id",
        (3, "likhetstecknet efter namnet saknas; skriv raden som namn = värde"),
    ),
    "a decimal comma": (
        "99.5",
        "99,5",
        (
            23,
            f"det står något efter värdet; {WRITE_VALUES}",
        ),
    ),
    "no quotation marks": (
        '"RUN/1"',
        "RUN/1",
        (
            9,
            f"värdet går inte att läsa; {WRITE_VALUES}",
        ),
    ),
    "a day that is none": ("2024-11-19", "2024-11-31", (10, None)),
    "a name twice": (
        "[[rule]]\nid",
        '[[rule]]\nid = "a"\nid',
        (4, "namnet står redan tidigare; behåll ett av värdena"),
    ),
    "a bracket too few": (
        "[[rule]]",
        "[[rule]",
        (2, "hakparentesen stängs inte; skriv rubriken som [[rule]]"),
    ),
    "letters garbled": (
        "Nämnden",
        "NÃ¤mnden",
        (11, "texten har feltolkade å, ä eller ö; spara filen som UTF-8 och rätta de förvanskade tecknen"),
    ),
    "a control character": (
        "Nämnden",
        "Nämn\x07den",
        (11, "texten har styrtecken; skriv raden på nytt utan dem"),
    ),
    "a line without end": (
        "Nämnden",
        "N" * 5000,
        (11, "raden är 5015 tecken lång; skriv högst 5000 tecken på en rad"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_toml_is_pointed_at_in_a_file(name: str, tmp_path: Path) -> None:
    """With its line, and in Swedish."""
    old, new, (row, told) = CASES[name]
    (sentence,) = sentences(write_small(tmp_path, {"rules": (old, new)}))
    assert sentence.startswith(f"rules.toml, rad {row}: ")
    assert told is None or sentence == f"rules.toml, rad {row}: {told}."


def test_on_a_sheet_the_row_is_that_of_the_sheet(tmp_path: Path) -> None:
    """Its heading is row 1, so the third line is in row 4."""
    rows = small_rows()
    write_workbook(SMALL_DATASET, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert rows["rules"][2]["toml"] == book["rules"]["A4"].value
    book["rules"]["A4"].value = "id"
    book.save(tmp_path / "a.xlsx")
    told = "likhetstecknet efter namnet saknas; skriv raden som namn = värde."
    assert [f"a.xlsx, blad rules, rad 4: {told}"] == sentences(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("A1", "regler", "rad 1: rubriken toml saknas; skriv den i cell A1 och texten under den"),
        ("B5", "not", "rad 5: det står något i en annan kolumn än den första; flytta det"),
    ],
)
def test_a_sheet_that_is_no_text_is_refused(cell: str, value: str, told: str, tmp_path: Path) -> None:
    """What stands beside the text would be left out without a word."""
    write_workbook(SMALL_DATASET, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book["rules"][cell].value = value
    book.save(tmp_path / "a.xlsx")
    (sentence,) = sentences(tmp_path / "a.xlsx")
    assert f"a.xlsx, blad rules, {told}" in sentence


def test_a_workbook_without_rules_is_refused_and_without_bookkeeping_is_not(tmp_path: Path) -> None:
    """As in a folder."""
    write_workbook(SMALL_DATASET, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for name in ("finance", "accounts", "volumes"):
        book.remove(book[name])
    book.save(tmp_path / "a.xlsx")
    assert ("", ()) == (read_dataset(tmp_path / "a.xlsx").finance, read_dataset(tmp_path / "a.xlsx").accounts)
    book.remove(book["rules"])
    book.save(tmp_path / "a.xlsx")
    assert ["a.xlsx, blad rules: bladet saknas; lägg till bladet, åtminstone med rubrikraden."] == sentences(
        tmp_path / "a.xlsx"
    )


@pytest.mark.parametrize("text", ["a = 1", "a = ", "\u00e5" * 3 + " = 'NÃ¤'\n"])
def test_a_data_set_made_in_python_keeps_the_same_rules(text: str) -> None:
    """What a file could not give back would silently change."""
    with pytest.raises(DataFaults, match=r"rules\.toml"):
        replace(SMALL_DATASET, rules=text)


def test_brackets_without_end_are_no_crash() -> None:
    """A hostile file must not stop the program."""
    found = find_syntax_problem("a = " + "[" * 20_000)
    assert found is not None
    assert 1 == found.line
