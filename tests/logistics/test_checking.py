"""Everything that is wrong with a data set is told at once: tables, rules and bookkeeping."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from logistics.checking import read_checked
from logistics.dataset import read_dataset, write_workbook
from logistics.errors import DataFaults
from tests.logistics.dataset.small import RULES, write_small


def sentences(path: Path) -> list[str]:
    with pytest.raises(DataFaults) as refusal:
        read_checked(path)
    return [fault.sentence for fault in refusal.value.faults]


def test_a_sound_data_set_is_read(tmp_path: Path) -> None:
    """As without the checks."""
    write_small(tmp_path)
    assert read_dataset(tmp_path) == read_checked(tmp_path)


def test_faults_of_rules_and_bookkeeping_come_at_once(tmp_path: Path) -> None:
    """Each with its line in its own document."""
    changes = {"rules": ("cap_percent = 99.5", "cap_percent = 0"), "finance": ('"EXEMSESS"', '"EXEM"')}
    found = sentences(write_small(tmp_path, changes))
    assert ["rules.toml, rad 22", "finance.toml, rad"] == [found[0][:18], found[1][:17]]


def test_faults_of_the_invoice_columns_are_told(tmp_path: Path) -> None:
    """Before the first invoice comes."""
    write_small(tmp_path, {"finance": ("[payer]\n", "[invoice]\nkilometer = 'Km'\n[payer]\n")})
    (sentence,) = sentences(tmp_path)
    assert "”kilometer” är okänt. Menade du ”kilometres”?" in sentence


def test_faults_of_bookkeeping_in_a_workbook_name_the_sheet(small, tmp_path: Path) -> None:
    """Line 2 of the text is in row 3."""
    write_workbook(replace(small, finance='[payer]\nbicc = "EXEMSESS"\n'), tmp_path / "a.xlsx")
    found = sentences(tmp_path / "a.xlsx")
    assert any(sentence.startswith("a.xlsx, blad finance, rad 3, payer.bicc: ") for sentence in found)


def test_faults_of_tables_and_rules_come_at_once(tmp_path: Path) -> None:
    """All but those that only follow from a table that could not be read."""
    changes = {
        "flows": ("6.25", "-1"),
        "rules": ("cap_percent = 99.5", "cap_procent = 99.5\nfloors_kr = { 1799 = 1 }"),
    }
    assert [
        "flows.csv, rad 2, kolumn crates_per_week: ”-1” är negativt; ange 0 eller mer.",
        "rules.toml, rad 22, rule[2].cap_procent: namnet ”cap_procent” är okänt. Menade du ”cap_percent”?",
    ] == sentences(write_small(tmp_path, changes))


def test_what_is_no_toml_is_told_once(tmp_path: Path) -> None:
    """Not again as a rulebook that cannot be read."""
    (sentence,) = sentences(write_small(tmp_path, {"rules": ("id = ", "id ")}))
    assert sentence.startswith("rules.toml, rad 3: likhetstecknet")


def test_a_missing_document_is_told_once(tmp_path: Path) -> None:
    """And a missing folder too."""
    write_small(tmp_path)
    (tmp_path / "rules.toml").unlink()
    assert ["rules.toml: filen saknas; lägg till filen; den får vara tom."] == sentences(tmp_path)
    assert 1 == len(sentences(tmp_path / "nej"))


def test_on_a_sheet_the_row_is_that_of_the_sheet(small, tmp_path: Path) -> None:
    """Line 22 of the text is in row 23."""
    write_workbook(replace(small, rules=RULES.replace("99.5", "0")), tmp_path / "a.xlsx")
    (sentence,) = sentences(tmp_path / "a.xlsx")
    assert sentence.startswith("a.xlsx, blad rules, rad 23, rule[2].cap_percent: ”0”")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["rules"]["A23"]
    assert "cap_percent = 0" == cell.value
