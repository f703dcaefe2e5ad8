"""A final settlement is computed again from what its workbook carries, and whatever was changed is named."""

import json
from dataclasses import replace

import openpyxl
import pytest

from logistics.cli.main import main
from logistics.errors import StatementRefused
from logistics.periods import year_of
from logistics.planfile import write_plan
from logistics.reconciling.planned_runs import planned_runs
from logistics.verifying.final import verify_final
from tests.logistics.test_cli_reconcile import FINANCE, line_of
from tests.logistics.verifying.forging import change_number, change_part, change_text, part_of
from tests.subsidy.office import recalculate

FORMAT = r'\[\$-41D\]#,##0\.00&quot;\u00a0kr&quot;"'  # of kronor


@pytest.fixture(scope="module")
def settled(planned, tmp_path_factory):
    """A year that cost less than planned: its workbook, its record, and its letters."""
    folder = tmp_path_factory.mktemp("settled")
    dataset = replace(planned.dataset, finance=FINANCE)
    write_plan(replace(planned, dataset=dataset), folder / "plan.json")
    runs = planned_runs(planned, *year_of(2026))
    lines = ["Datum;Reg.nr;Km;Timmar;Belopp", *(line_of(run) for run in runs[1:])]
    (folder / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    files = ("--invoices", str(folder / "a.csv"), "--out", str(folder / "a.xlsx"))
    assert 0 == main(["reconcile", str(folder / "plan.json"), "--year", "2026", *files])
    return folder


@pytest.fixture
def book(settled, tmp_path):
    """A copy of the workbook to change."""
    path = tmp_path / "a.xlsx"
    path.write_bytes((settled / "a.xlsx").read_bytes())
    return path


def sentences(path):
    """What is wrong and does not only follow."""
    return [finding.sentence for finding in verify_final(path).findings if not finding.follows]


def cell_of(path, name, head):
    """Where a figure of a municipality stands."""
    sheet = openpyxl.load_workbook(path, data_only=True)["Slutavräkning"]
    places = {cell.value: cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    return sheet.cell(places[name].row, places[head].column)


def test_what_was_not_changed_holds(settled):
    """The workbook, and the record beside the letters."""
    whole = verify_final(settled / "a.xlsx")
    assert ((), None) == (
        whole.findings,
        whole.is_verified,
    )  # the rows of the invoices cannot be written anew
    assert {"Avvikelser", "Fakturor", "Prislista", "Kontroll"} == {*whole.other_sheets}
    assert "Beräkning" in whole.sheets
    assert () == verify_final(settled / "a-handlingar" / "slutavrakning.json").findings


def test_workbook_that_another_program_computed_and_saved_holds(settled, tmp_path):
    """The receiver opened it in LibreOffice and pressed save."""
    recalculate([settled / "a.xlsx"], tmp_path)
    assert [] == sentences(tmp_path / "done" / "a.xlsx")


@pytest.mark.parametrize("head", ["Bidrag i budget", "Skillnad", "Att reglera"])
def test_one_ore_in_any_amount_is_named(book, head):
    """With its municipality, its column and both sums."""
    cell = cell_of(book, "Kil", head)
    change_number(book, "Slutavräkning", cell.coordinate, f"{cell.value + 0.01:.2f}")
    (said,) = sentences(book)
    assert f"Bladet Slutavräkning, cell {cell.coordinate} (Kil, {head}): filen säger " in said


def test_changed_input_is_named_before_what_follows_from_it(book):
    """One öre more was invoiced: the record no longer has its checksum, and the sheets say another cost."""
    ore = verify_final(book).record.cost_parts[0].amount_ore
    change_text(book, f'"amount_ore": {ore}', f'"amount_ore": {ore + 1}')
    said = sentences(book)
    assert said[0].startswith("Indata har ändrats sedan filen skrevs")
    assert any("(Fakturerat utan moms)" in sentence for sentence in said)
    assert all("Att reglera" not in sentence for sentence in said)


def test_rows_that_are_not_what_was_invoiced_are_named(book):
    """One krona more for the second run of the year, and no sum of it changed."""
    sheet = openpyxl.load_workbook(book, data_only=True)["Matchning"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Fakturerat")
    cell = sheet.cell(head.row + 2, head.column)
    change_number(book, "Matchning", cell.coordinate, f"{cell.value + 1:.2f}")
    (said,) = sentences(book)
    assert said.startswith("Bladet Matchning, Fakturerat: raderna summerar till ")


def test_changed_measure_is_named(book):
    """Inhabitants, on the sheet of what is shared by."""
    change_number(book, "Underlag", "C5", "12345")
    (said,) = sentences(book)
    assert "Bladet Underlag, cell C5" in said


def test_figures_that_their_inputs_do_not_give_are_named(settled, tmp_path):
    """A forger of the JSON file who makes nothing else fit."""
    content = json.loads((settled / "a-handlingar" / "slutavrakning.json").read_text(encoding="utf-8"))
    content["figures"]["rows"][0]["actual_award_ore"] += 1
    (tmp_path / "b.json").write_text(json.dumps(content), encoding="utf-8")
    changed, award, balance = sentences(tmp_path / "b.json")
    assert changed.startswith("Indata har ändrats")
    assert award.startswith("Indata, Kil, bidrag efter faktisk kostnad: filen säger ")
    assert balance.startswith("Indata, Kil, att reglera: ")


def test_changed_word_that_no_sum_follows_from_is_told(settled, tmp_path):
    """What a part of the cost is called: nothing else can show that it was another word."""
    content = json.loads((settled / "a-handlingar" / "slutavrakning.json").read_text(encoding="utf-8"))
    content["inputs"]["cost_parts"][0]["name"] = "Skänkt"
    (tmp_path / "b.json").write_text(json.dumps(content), encoding="utf-8")
    (changed,) = sentences(tmp_path / "b.json")
    assert "Vad som är ändrat går inte att se" in changed


def test_damaged_record_is_refused(settled, tmp_path):
    """A sum that is no number stands at its place."""
    content = json.loads((settled / "a-handlingar" / "slutavrakning.json").read_text(encoding="utf-8"))
    content["inputs"]["cost_parts"][0]["amount_ore"] = "mycket"
    (tmp_path / "b.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(StatementRefused, match=r"stå i indata \(inputs\.cost_parts\[0\]"):
        verify_final(tmp_path / "b.json")


def test_verify_knows_a_final_settlement(settled, capsys):
    """From outside, by what the file holds; of the workbook every sheet is named that was not compared."""
    assert 0 == main(["verify", str(settled / "a-handlingar" / "slutavrakning.json")])
    said = capsys.readouterr().out
    assert said.startswith("Slutavräkning")
    assert "Fel" in said
    assert "inga; alla belopp är omräknade" in said
    assert 3 == main(["verify", str(settled / "a.xlsx")])
    said = capsys.readouterr().out
    assert "Kan inte intygas helt" in said
    assert "INTE jämfört           bladen Avvikelser, " in said
    assert "inga;" not in said


def test_a_name_a_formula_and_a_table_of_somebody_elses_are_named(book):
    """Each amount is right; who gets it, what it is computed from, and which table is read are not."""
    cell = cell_of(book, "Kil", "Att reglera")
    part, row = part_of(book, "Slutavräkning"), cell.row
    change_part(book, part, rf'(<c r="I{row}"[^>]*><f>)[^<]*', r"\g<1>50000+1")
    eda = f'<c r="A{row}" t="inlineStr"><is><t>Eda</t></is></c>'
    change_part(book, part, rf'<c r="A{row}"[^>]*>.*?</c>', eda)
    again = '<row r="900"><c r="A900" t="inlineStr"><is><t>Att reglera</t></is></c></row></sheetData>'
    change_part(book, part, "</sheetData>", again)
    said = " / ".join(sentences(book))
    assert f"cell A{row} (kod 1715): filen säger Eda, men indata ger Kil." in said
    assert f"cell I{row} (Kil, Att reglera): formeln är =50000+1, men ska vara =ROUND(" in said
    assert "900): filen säger fler än en tabell, men indata ger en." in said


LOOKS = (
    (FORMAT, '&quot;99 kr&quot;"', "xl/styles.xml", 'det visas inte så: talformatet är ”"99 kr"”'),
    (FORMAT, '#,##0.0"', "xl/styles.xml", "talformatet är ”#,##0.0”, men ska vara "),
    ('name="Underlag" ', r'\g<0>state="hidden" ', "xl/workbook.xml", "Bladet Underlag är dolt."),
    ('<color theme="1"/>', '<color rgb="FFFFFFFF"/>', "xl/styles.xml", "texten har bakgrundens färg"),
)


@pytest.mark.parametrize(("pattern", "replacement", "part", "said"), LOOKS, ids=[row[3] for row in LOOKS])
def test_what_shows_something_else_is_named(book, pattern, replacement, part, said):
    """Every cell has its value."""
    change_part(book, part, pattern, replacement)
    assert any(said in each for each in sentences(book))


def test_a_number_beyond_any_budget_and_a_rule_of_another_period_are_told(settled, tmp_path):
    """The first cannot be told from damage; the second can be computed, and cannot be."""
    text = (settled / "a-handlingar" / "slutavrakning.json").read_text(encoding="utf-8")
    content = json.loads(text)
    content["inputs"]["cost_parts"][0]["amount_ore"] = 10**30
    (tmp_path / "b.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(StatementRefused, match="mer än något belopp eller antal kan vara"):
        verify_final(tmp_path / "b.json")
    content = json.loads(text)
    content["inputs"]["budget"]["rule"]["last_date"] = "9999-12-31"
    (tmp_path / "b.json").write_text(json.dumps(content), encoding="utf-8")
    assert any("31 december 9999, men beskedet är för" in each for each in sentences(tmp_path / "b.json"))
