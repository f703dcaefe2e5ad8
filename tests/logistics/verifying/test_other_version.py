"""A file says itself which version of the program wrote it: no more is believed than what could be compared."""

import json
import shutil
from dataclasses import replace

import openpyxl
import pytest

from logistics.cli.verify_statement import shown_statement
from logistics.verifying import verify_statement
from subsidy.canonical import fingerprint
from subsidy.workbook import write_statement
from tests.logistics.verifying.forging import change_number, change_part, change_text, drop_formula, part_of
from tests.logistics.verifying.issued import NO_BREAK_SPACE, documents, kronor, sentences, where_is
from tests.subsidy.office import recalculate


@pytest.fixture(scope="module")
def renamed(tmp_path_factory):
    """Kil's statement with another program named in it, and the fingerprint that fits: anybody can do that."""
    statement, _ = documents()
    content = json.loads("".join(statement.record)) | {"program": "bokslinga 0.0.9"}
    del content["fingerprint"]
    lines = json.dumps(content | {"fingerprint": fingerprint(content)}, indent=1).splitlines()
    path = tmp_path_factory.mktemp("renamed") / "kil.xlsx"
    write_statement(replace(statement, record=tuple(lines)), path)
    return path


@pytest.fixture
def other(renamed, tmp_path):
    """The same, to be changed."""
    return shutil.copy(renamed, tmp_path / "kil.xlsx")


def cell_below(path, sheet, heading, row):
    """The cell of a table, by the heading of its column and its number from the top."""
    cells = (cell for cells in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in cells)
    found = next(cell for cell in cells if cell.value == heading)
    return f"{found.column_letter}{found.row + row}"


def shown(path):
    """What the command says of faults and of what it did not compare, and its answer for a program."""
    answer, findings = shown_statement(path, None)
    lines = {label: text.replace(NO_BREAK_SPACE, " ") for label, text in answer.lines}
    return lines["Kan inte intygas helt"], lines["Observera"], answer.result, findings


def test_another_version_that_writes_the_same_cells_is_verified(other):
    """Most changes of the program change no statement."""
    verified = verify_statement(other, None)
    assert ((), True, None) == (verified.findings, verified.is_verified, verified.compared.sheets)
    assert not verified.record.is_of_this_program


def test_a_forged_cell_is_found_though_another_version_is_named(other):
    """The price of a run, on a sheet where nothing is decided: the forger hoped that only sums are compared."""
    place = cell_below(other, "Transporter", "Kostnad per tur, öre", 1)
    change_number(other, "Transporter", place, "17")
    runs = documents()[0].runs
    (said,) = sentences(other)
    price = f"{runs[0].cost_ore:,}".replace(",", " ")
    where = f"Bladet Transporter, cell {place} (måndag, Kostnad per tur, öre)"
    assert f"{where}: filen säger 17 öre, men det ska vara {price} öre." == said
    assert verify_statement(other, None).is_verified is False


@pytest.mark.parametrize("sheet", ["Utbetalning", "Underlag", "Regel", "Kontroll"])
def test_every_sheet_with_our_places_and_formulas_is_compared(other, sheet):
    """The rule and the check of sums, too."""
    cells = (cell for row in openpyxl.load_workbook(other, data_only=True)[sheet].iter_rows() for cell in row)
    place = next(cell.coordinate for cell in cells if isinstance(cell.value, int | float))
    change_number(other, sheet, place, "12345678")
    assert any(said.startswith(f"Bladet {sheet}, cell {place}") for said in sentences(other))


def test_what_was_not_compared_is_not_called_true(other):
    """A formula lost makes the sheet another one: its cells are not compared, and the answer says so."""
    place = cell_below(other, "Transporter", "Kostnad i perioden, öre", 1)
    drop_formula(other, "Transporter", place)
    change_number(other, "Transporter", cell_below(other, "Transporter", "Kostnad per tur, öre", 1), "17")
    said, limits, result, findings = shown(other)
    assert ((), None, None) == (findings, result["is_verified"], result["cells"])
    assert ("Transporter",) == result["other_sheets"]
    assert said.startswith("inget fel är funnet, men allt ")
    assert limits.startswith(
        "filen är skriven av en annan version av programmet: bokslinga 0.0.9; den här är "
    )
    assert "Jämförda är de beslutade summorna och talen på bladen Bidragsbesked, " in limits
    assert "INTE jämförda är bladet Transporter, " in limits


def test_where_only_decided_sums_could_be_compared_the_answer_says_that_alone(other):
    """Every sheet got one cell more."""
    sheets = openpyxl.load_workbook(other).sheetnames
    for number in range(1, len(sheets)):  # the last is Indata
        row = '</row><row r="900"><c r="A900"><v>1</v></c></row></sheetData>'
        change_part(other, f"xl/worksheets/sheet{number}.xml", "</row></sheetData>", row)
    _, limits, result, _ = shown(other)
    assert (None, ()) == (result["is_verified"], result["compared_sheets"])
    assert "Jämförda är de beslutade summorna. INTE jämförda är bladen Bidragsbesked, " in limits


def test_another_versions_words_are_no_fault_but_its_sums_are_compared(other):
    """Last year's file has other words beside the same sums."""
    change_text(other, "Beslutsdatum", "Dag för beslutet")
    verified = verify_statement(other, None)
    assert ((), None) == (verified.findings, verified.is_verified)
    award_ore = documents()[0].award_ore
    place = where_is(other, "Bidragsbesked", "Beslutat bidrag till kommunen")
    change_number(other, "Bidragsbesked", place, f"{award_ore // 100}.{(award_ore + 1) % 100:02}")
    (said,) = sentences(other)  # named once, though its sheet is compared as well
    assert f"cell {place} (Beslutat bidrag till kommunen, Belopp): filen säger" in said


def test_a_word_in_place_of_a_number_is_found(other):
    """Other words are allowed, but not instead of figures."""
    place = cell_below(other, "Transporter", "Turer i perioden", 1)
    part = f"xl/worksheets/sheet{openpyxl.load_workbook(other).sheetnames.index('Transporter') + 1}.xml"
    change_part(other, part, rf'<c r="{place}"([^>]*)>.*?</c>', rf'<c r="{place}" t="str"\1><v>47</v></c>')
    (said,) = sentences(other)
    assert said.endswith("filen säger ”47”, men det ska vara 47.")


def test_another_versions_columns_are_compared_by_the_names_of_their_cells(other):
    """The award of another municipality, in a calculation with one cell more than ours, in one unit."""
    row = '</row><row r="900"><c r="A900"><v>1</v></c></row></sheetData>'
    change_part(other, part_of(other, "Beräkning"), "</row></sheetData>", row)
    change_number(other, "Beräkning", cell_below(other, "Beräkning", "Bidrag, öre", 2), "17")
    award = kronor(documents()[0].settlement.split.awards_ore["1730"])
    (said,) = sentences(other)
    assert f"(Eda, bidrag): filen säger 0,17 kr, men det ska vara {award}." in said


def test_another_versions_missing_names_are_told(other):
    change_part(other, "xl/workbook.xml", 'name="Beslutat_bidrag_kr"', 'name="Annat_namn"')
    change_text(other, "Beslutsdatum", "Dag för beslutet")
    assert any("arbetsboken har ingen cell Beslutat_bidrag_kr" in said for said in sentences(other))


def test_a_sheet_that_another_version_did_not_have_is_not_compared(other):
    """And one that it had besides ours is not looked at."""
    change_part(other, "xl/workbook.xml", 'name="Transporter"', 'name="Annat"')
    verified = verify_statement(other, None)
    assert ((), None) == (verified.findings, verified.is_verified)
    assert not {"Transporter", "Annat"} & {*verified.compared.sheets}


def test_a_forger_who_forgets_the_fingerprint_is_found_out(other):
    change_text(other, "bokslinga 0.0.9", "bokslinga 0.0.8")
    (said,) = sentences(other)
    assert said.startswith("Indata har ändrats sedan filen skrevs: deras kontrollsumma stämmer inte. ")


def test_words_alone_are_said_not_to_be_compared(other):
    """Every sheet is laid out as ours, so only its fixed texts may be another version's."""
    change_text(other, "Beslutsdatum", "Dag för beslutet")
    _, limits, result, _ = shown(other)
    assert ((), None) == (result["other_sheets"], result["is_verified"])
    assert limits.endswith(
        "Alla tal och formler är jämförda, men INTE orden: en annan version kan ha valt andra."
    )


def test_a_changed_input_of_another_version_comes_before_what_follows_from_it(other, tmp_path):
    """The receiver changed it in LibreOffice, which computed everything anew."""
    change_number(other, "Underlag", cell_below(other, "Underlag", "Invånare", 1), "12185")
    recalculate([other], tmp_path)
    changed, *rest = verify_statement(tmp_path / "done" / "kil.xlsx", None).findings
    assert "(Kil, Invånare)" in changed.figure
    assert len(rest) > 100
    assert all(finding.follows for finding in rest)


def test_a_name_that_stands_for_another_cell_is_found_though_another_version_is_named(other):
    """Every formula looks right, and computes with another figure."""
    change_part(other, "xl/workbook.xml", r"('Regel'!\$B\$)6<", r"\g<1>5<")
    assert any(said.startswith("Namnet Bidrag_öre, ") for said in sentences(other))


def test_what_has_to_be_believed_is_said(other):
    """A statement cannot know whether the runs were driven, what they cost, or whose account it names."""
    answer, _ = shown_statement(other, None)
    trusted = dict(answer.lines)["Taget för sant"]
    for what in ("turerna och vad de kostar", "(invånare och shapleyvärde)", "betalningskontona"):
        assert what in trusted


def test_what_looks_otherwise_in_another_version_is_no_fault_but_what_misleads_is(other):
    """It may have another title; a hidden sheet is hidden in every version."""
    change_part(other, "docProps/core.xml", "Bidragsbesked Kil", "Besked till Kil")
    verified = verify_statement(other, None)
    assert () == verified.findings
    assert verified.taken_for_true[0].endswith("för filen är skriven av en annan version av programmet")
    change_part(other, "xl/workbook.xml", 'name="Kontroll" ', r'\g<0>state="hidden" ')
    assert ["Bladet Kontroll är dolt."] == sentences(other)
