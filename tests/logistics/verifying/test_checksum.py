"""The same short checksum stands on the sheet, in the letter and on the screen, to be compared by telephone."""

import json
from dataclasses import replace

import openpyxl
import pytest

from logistics.cli.verify_statement import shown_statement
from logistics.letters.content import compose_letter
from logistics.verifying import verify_statement
from subsidy.record import stated_fingerprint
from tests.logistics.verifying.forging import change_text
from tests.logistics.verifying.issued import NO_BREAK_SPACE, documents, sentences, where_is


@pytest.fixture
def short(content):
    """The first 16 signs of the fingerprint, in groups of four."""
    whole = content["fingerprint"]
    return " ".join((whole[:4], whole[4:8], whole[8:12], whole[12:16]))


def test_the_sheet_the_letter_and_the_screen_say_the_same(kil, short):
    place = where_is(kil, "Bidragsbesked", "Kontrollsumma för indata")
    on_sheet = openpyxl.load_workbook(kil)["Bidragsbesked"][place].value
    letter = compose_letter(documents()[0], "1715-kil.xlsx")
    in_letter = letter.sections[-1].paragraphs[0].replace(NO_BREAK_SPACE, " ")
    answer, _ = shown_statement(kil, None)
    on_screen = dict(answer.lines)["Kontrollsumma"].replace(NO_BREAK_SPACE, " ")
    assert short == on_sheet.replace(NO_BREAK_SPACE, " ")
    assert f"Kontrollsumma för indata: {short}. Samma kontrollsumma står i 1715-kil.xlsx och" in in_letter
    assert on_screen.startswith(f"{short}; innehållet stämmer med filens egen kontrollsumma, men ")
    assert (short, short[:4]) == (answer.result["short_fingerprint"], answer.result["fingerprint"][:4])


def test_a_file_that_agrees_with_itself_is_not_called_unchanged(kil):
    """Whoever writes it anew computes the checksum anew: only the journal or the sender can tell."""
    said = dict(shown_statement(kil, None)[0].lines)["Kontrollsumma"]
    assert "oförändrad" not in said
    assert "bara journalen eller avsändaren kan säga att ingen har skrivit om filen och räknat om den" in said


def test_indata_of_another_file_do_not_fit_the_sheet(kil, short):
    """Somebody put other inputs in the sheet Indata and forgot the front."""
    change_text(kil, short.replace(" ", NO_BREAK_SPACE), "0123 4567 89ab cdef")
    (said,) = sentences(kil)
    assert "(Kontrollsumma för indata): bladet säger ”0123 4567 89ab cdef”, men bladet Indata har " in said
    assert said.endswith(f"{short}: det är utbytt.")


def test_a_workbook_without_a_record_has_no_checksum():
    """And neither has its letter."""
    statement = replace(documents()[0], record=())
    assert "Kontrollsumma" not in [
        section.heading for section in compose_letter(statement, "x.xlsx").sections
    ]


def test_the_record_states_its_fingerprint_on_a_line_of_its_own(content):
    """Also where a note holds the same words."""
    note = '"fingerprint": "' + "0" * 64 + '"'
    lines = documents()[0].record
    assert content["fingerprint"] == stated_fingerprint(lines)
    assert "" == stated_fingerprint([f'"notes": ["{note}"]'])


def test_other_inputs_say_that_the_checksum_is_another(content, tmp_path):
    """The file states one checksum, and its inputs have another."""
    content["own"]["notes"] = []
    path = tmp_path / "kil.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    answer, _ = shown_statement(path, None)
    assert dict(answer.lines)["Kontrollsumma"].endswith(
        "; filen säger en annan, så innehållet är ändrat sedan den skrevs"
    )
    assert answer.result["fingerprint"] == verify_statement(path, None).record.content
