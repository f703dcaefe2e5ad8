"""A municipality that has only its own file finds whatever was changed in it."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest

from logistics import workbooks
from logistics.errors import StatementRefused
from logistics.verifying import verify_statement
from logistics.verifying.cells import Cell, Workbook, read_book
from logistics.verifying.differences import differences
from subsidy.canonical import fingerprint
from subsidy.journal import Issue, JournalDamaged, writing
from subsidy.record import Recorder
from subsidy.workbook import write_statement
from tests.logistics.verifying.forging import change_number, change_part, change_text, drop_formula, part_of
from tests.logistics.verifying.issued import documents, kronor, sentences, where_is
from tests.subsidy.office import recalculate


def saved(content, tmp_path, *, forged=True):
    """A record with something changed; a forger also makes the fingerprint fit."""
    if forged:
        rest = {name: part for name, part in content.items() if name != "fingerprint"}
        content["fingerprint"] = fingerprint(rest)
    path = tmp_path / "kil.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["kil.xlsx", "region.xlsx", "kil.json"])
def test_what_was_not_changed_holds(written, name):
    """Every cell of every sheet comes out the same when it is computed again."""
    verified = verify_statement(written / name, None)
    assert () == verified.findings
    assert verified.record.is_unchanged
    assert (name == "kil.json") == (verified.compared is None)


def test_a_workbook_that_another_program_computed_and_saved_holds(written, tmp_path):
    """The receiver opened it in LibreOffice, which computed every formula anew, and pressed save."""
    recalculate([written / "kil.xlsx", written / "region.xlsx"], tmp_path)
    assert [] == sentences(tmp_path / "done" / "kil.xlsx")
    assert [] == sentences(tmp_path / "done" / "region.xlsx")


def test_a_changed_award_is_named_with_sheet_cell_and_both_sums(kil):
    """One krona more: the sentence says all that is needed to find it."""
    award_ore = documents()[0].award_ore
    place = where_is(kil, "Bidragsbesked", "Beslutat bidrag till kommunen")
    change_number(kil, "Bidragsbesked", place, f"{award_ore // 100 + 1}.{award_ore % 100:02}")
    (said,) = sentences(kil)
    assert f"Bladet Bidragsbesked, cell {place} (Beslutat bidrag till kommunen, Belopp): " in said
    assert said.endswith(f"filen säger {kronor(award_ore + 100)}, men det ska vara {kronor(award_ore)}.")


def test_one_ore_is_enough(kil):
    """Just the smallest coin there is."""
    cost_ore = documents()[0].cost_ore - 1
    place = where_is(kil, "Bidragsbesked", "Beslutad kostnadsandel")
    change_number(kil, "Bidragsbesked", place, f"{cost_ore // 100}.{cost_ore % 100:02}")
    assert 1 == len(sentences(kil))


def test_a_formula_made_into_a_number_is_found(kil):
    """The figure is right today; tomorrow it would not follow the others."""
    place = where_is(kil, "Bidragsbesked", "Bidraget enligt beräkningen")
    drop_formula(kil, "Bidragsbesked", place)
    (said,) = sentences(kil)
    assert "formeln är ersatt av ett fast värde; den ska vara =(INDEX(Bidrag_per_kommun_öre" in said


def test_a_changed_text_is_found(kil):
    """Also words decide."""
    change_text(kil, "Regionens bidrag till alla", "Regionens bidrag till Kil")
    (said,) = sentences(kil)
    assert said.endswith(
        "filen säger ”Regionens bidrag till Kil”, men det ska vara ”Regionens bidrag till alla”."
    )


def test_a_lost_and_an_added_sheet_are_found(kil):
    change_part(kil, "xl/workbook.xml", 'name="Transporter"', 'name="Annat"')
    assert ["Bladet Transporter saknas i filen.", "Bladet Annat har lagts till."] == sentences(kil)


def test_any_changed_cell_is_found_and_it_alone(written):
    """Numbers, formulas and texts of all sheets, one in seventeen of them."""
    book = read_book((written / "region.xlsx").read_bytes())
    should_be = book.sheets
    places = [(sheet, place) for sheet, found in should_be.items() if sheet != "Indata" for place in found]
    for sheet, place in places[::17]:
        cell = should_be[sheet][place]
        other = float(cell.number) + 0.01 if cell.number is not None else f"{cell.value}!"
        changed = {**should_be, sheet: {**should_be[sheet], place: replace(cell, value=other)}}
        (finding,) = differences(replace(book, sheets=changed), book)
        assert finding.figure.startswith(f"Bladet {sheet}, cell {place}")
        assert not finding.follows
        del changed[sheet][place]
        assert 1 == len(differences(replace(book, sheets=changed), book))
        assert 1 == len(differences(book, replace(book, sheets=changed)))


def test_rounding_of_another_program_is_no_difference_and_more_is():
    """LibreOffice keeps fifteen digits; a ten-thousandth of an öre is the most that formulas may differ by."""

    def apart(found, should_be, formula="", style="0"):
        both = [Cell(value=value, formula=formula, number_format=style) for value in (found, should_be)]
        return len(differences(*(Workbook(sheets={"B": {"B2": cell}}) for cell in both)))

    assert 0 == apart(1191320.65165165, 1191320.651651652)
    assert 1 == apart(1191320.65165, 1191320.651651652)
    assert 0 == apart(0.0001, 0.0002, "=1")
    assert 1 == apart(0.0001, 0.00021, "=1")
    assert 1 == apart(0.2000001, 0.2, "=1", '0.00" %"')
    assert 1 == apart("1", 1)


def test_a_changed_input_is_found_though_the_fingerprint_was_forged(content, tmp_path):
    """Somebody gave Kil more inhabitants and made the fingerprint fit: the figures no longer follow."""
    for people in (
        *content["basis"]["municipalities"],
        *content["basis"]["players"],
        content["own"]["municipality"],
    ):
        if people.get("code", people.get("id")) == "1715":
            people["population"] += 100
    said = sentences(saved(content, tmp_path))
    before = kronor(documents()[0].settlement.cost.costs_ore["1715"])
    assert "har ändrats" not in " ".join(said)
    assert any(
        s.startswith(f"Indata, Kil, kostnadsandel: filen säger {before}, men dess indata ger") for s in said
    )


def test_an_unforged_change_says_that_the_inputs_were_changed(content, tmp_path):
    content["own"]["notes"] = []
    path = saved(content, tmp_path, forged=False)
    (said,) = sentences(path)
    assert said.startswith("Indata har ändrats sedan filen skrevs: deras kontrollsumma stämmer inte. ")
    assert "Vad som är ändrat går inte att se" in said


def test_a_moved_payout_is_named_by_day_and_municipality(content, tmp_path):
    """Paid a day early, and to the wrong one."""
    paid_ore = content["own"]["payouts"]["paid_ore"]
    ore = paid_ore["2026-01-20"].pop("1715")
    paid_ore["2026-01-19"] = {"1730": ore}
    paid_ore["i morgon"] = {"1730": 100}
    said = sentences(saved(content, tmp_path))
    assert any(s.startswith("Indata, Eda, utbetalning 19 januari 2026: filen säger") for s in said)
    assert any(s.startswith("Indata, Kil, utbetalning 20 januari 2026: filen säger inget, men") for s in said)
    assert "Indata, Eda, utbetalning i morgon: filen säger 1,00 kr, men dess indata ger inget." in said


def test_a_changed_remainder_is_found(content, tmp_path):
    content["figures"]["left_ore"] = 7
    (said,) = sentences(saved(content, tmp_path))
    assert "Det som är kvar att fördela: filen säger 0,07 kr, men dess indata ger 0,00 kr." in said


def issue(folder, *paths):
    """Files issued in a journal for 2026."""
    mark = "0" * 64
    files = {path.name: path.read_bytes() for path in paths}
    with writing(folder) as pen:
        return pen.issue(
            Issue(
                first_date=date(2026, 1, 1),
                last_date=date(2026, 12, 31),
                issued_on=date(2026, 1, 15),
                content=mark,
                inputs=mark,
                rule=mark,
                files=files,
            )
        )


def test_the_journal_says_that_a_file_is_the_one_that_was_issued(kil, tmp_path):
    """By the folder, or by the copy of its file that came along."""
    issue(tmp_path / "journal", kil)
    for place in (tmp_path / "journal", tmp_path / "journal" / "journal.jsonl"):
        verified = verify_statement(kil, place)
        assert ((), 1) == (verified.findings, verified.in_journal.entry.number)


def test_a_forgery_that_is_true_in_itself_is_not_in_the_journal(written, tmp_path):
    """Everything was changed so that it fits together: only the journal knows that this was never issued."""
    issue(tmp_path / "journal", written / "kil.xlsx")
    forged = tmp_path / "kil.xlsx"
    statement, _ = documents()
    settlement = statement.settlement
    write_statement(Recorder(settlement).recorded(replace(statement, notes=())), forged)
    (said,) = sentences(forged, tmp_path / "journal")
    assert "ingen post har utfärdat just den här filen. Nr 1 (1 januari–31 december 2026)" in said
    other = shutil.copy(forged, tmp_path / "annan.xlsx")
    assert ["Journalen: ingen post har utfärdat just den här filen."] == sentences(
        other, tmp_path / "journal"
    )


def test_a_damaged_journal_is_refused(kil, tmp_path):
    issue(tmp_path / "journal", kil)
    chain = tmp_path / "journal" / "journal.jsonl"
    chain.write_bytes(chain.read_bytes().replace(b"2026-01-15", b"2026-01-16"))
    with pytest.raises(JournalDamaged):
        verify_statement(kil, tmp_path / "journal")


def test_a_folder_without_a_journal_is_refused(kil, tmp_path):
    """An empty journal would say that nothing was ever issued."""
    with pytest.raises(FileNotFoundError):
        verify_statement(kil, tmp_path)


@pytest.mark.parametrize("damage", [b"PK\x03\x04", b"PK"])
def test_half_a_workbook_is_refused(tmp_path, damage):
    path = tmp_path / "kil.xlsx"
    path.write_bytes(damage)
    with pytest.raises(StatementRefused, match="ingen hel Excelfil"):
        verify_statement(path, None)


def test_a_cell_in_the_far_corner_is_refused_at_once(kil):
    """A hostile file of one cell more must not keep the computer busy for days."""
    row = '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    change_part(kil, part_of(kil, "Transporter"), "</row></sheetData>", row)
    with pytest.raises(StatementRefused, match=r"större än något besked .*1048576 rader och 16384 kolumner"):
        verify_statement(kil, None)


@pytest.mark.parametrize("range_", ["$A$1:$XFD$1048576", "Beräkning!$A$1:$XFD$1048576", "1+1", "Beräkning!A"])
def test_a_name_that_stands_for_too_much_or_nothing_names_no_cell(range_):
    assert () == Workbook(sheets={}, names={"n": range_}).cells_of("n")


def test_a_name_stands_for_its_cells_row_by_row():
    book = Workbook(sheets={}, names={"n": "'Golv och tak'!$B$2:$C$3"})
    assert ["B2", "C2", "B3", "C3"] == [place for _, place in book.cells_of("n")]


def test_a_workbook_that_unpacks_to_more_than_memory_is_refused(kil, monkeypatch):
    monkeypatch.setattr(workbooks, "_LARGEST_UNPACKED_BYTES", 10_000)
    with pytest.raises(StatementRefused, match="ingen hel Excelfil"):
        verify_statement(kil, None)


def test_a_workbook_without_inputs_is_refused(tmp_path):
    """An old statement, or any other workbook."""
    statement, _ = documents()
    write_statement(replace(statement, record=()), tmp_path / "kil.xlsx")
    with pytest.raises(StatementRefused, match="inget blad Indata"):
        verify_statement(tmp_path / "kil.xlsx", None)


def test_inputs_that_cannot_be_read_are_refused(content, tmp_path):
    content["basis"]["cost_ore"] = "mycket"
    with pytest.raises(StatementRefused, match=r"kan det inte stå i underlaget \(basis\.cost_ore\)"):
        verify_statement(saved(content, tmp_path), None)
    content["rule"]["floor_ore"] = 10**12
    content["basis"]["cost_ore"] = sum(
        run["cost_ore"] * run["runs_in_period"] for run in content["own"]["runs"]
    )
    with pytest.raises(StatementRefused, match="går inte att räkna om"):
        verify_statement(saved(content, tmp_path), None)


def test_the_forger_of_the_tests_finds_its_sheet(kil):
    assert "xl/worksheets/sheet1.xml" == part_of(kil, "Bidragsbesked")
