"""What LibreOffice is said to compute is what it computes, and not what stood in the file."""

from pathlib import Path

import xlsxwriter

from tests.subsidy.office import find_formulas, read_values, recalculate


def test_a_wrong_result_beside_a_formula_is_not_believed(tmp_path: Path) -> None:
    """Else every workbook would agree with itself."""
    path = tmp_path / "fel.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Blad")
        sheet.write_number("A1", 2)
        sheet.write_formula("B1", "=A1*3", value=7)
        sheet.write_formula("C1", '=IF(B1=6,"sex","sju")', value="sju")
    stored = {("Blad", "A1"): 2, ("Blad", "B1"): 7, ("Blad", "C1"): "sju"}
    assert (stored, [("Blad", "B1"), ("Blad", "C1")]) == (read_values(path), find_formulas(path))
    (computed,) = recalculate([path], tmp_path / "office")
    assert {("Blad", "A1"): 2, ("Blad", "B1"): 6, ("Blad", "C1"): "sex"} == computed
