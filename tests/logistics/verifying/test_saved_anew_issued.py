"""A receiver who saved a statement anew beside its journal is not accused; who changed it is found."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from logistics.cli.main import main
from tests.logistics.verifying.issued import where_is
from tests.logistics.verifying.test_statement import issue
from tests.subsidy.office import recalculate


@pytest.fixture
def beside(written, tmp_path):
    """The statement saved anew in LibreOffice, in a folder with the journal's chain."""
    issue(tmp_path / "journal", written / "kil.xlsx", written / "kil.json")
    recalculate([written / "kil.xlsx"], tmp_path / "office")
    folder = tmp_path / "kommunen"
    folder.mkdir()
    shutil.copy(tmp_path / "journal" / "journal.jsonl", folder)
    return Path(shutil.copy(tmp_path / "office" / "done" / "kil.xlsx", folder))


def test_a_statement_saved_anew_beside_its_journal_is_no_forgery(beside, capsys):
    """Its inputs are byte for byte those that were issued, and every cell is what they give."""
    assert 3 == main(["verify", str(beside)])
    out = capsys.readouterr().out
    assert "Kan inte intygas helt" in out
    assert "dess indata är de som utfärdades den 15 januari 2026 som nr 1" in out
    assert 3 == main(["verify", str(beside), "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert (None, 1, "partly") == (answer["number"], answer["inputs_number"], answer["verdict"])


def test_a_changed_cell_in_it_is_a_fault(beside, capsys):
    book = openpyxl.load_workbook(beside)
    book["Bidragsbesked"][where_is(beside, "Bidragsbesked", "Beslutat bidrag till kommunen")] = 93605
    book.save(beside)
    assert 1 == main(["verify", str(beside)])
    assert "filen säger 93 605,00 kr" in capsys.readouterr().err.replace("\u00a0", " ")


def test_inputs_that_were_never_issued_are_still_a_fault(beside, written, capsys):
    """True in itself, saved anew: the journal does not have it."""
    shutil.copy(written / "region.xlsx", beside)
    assert 1 == main(["verify", str(beside)])
    assert "ingen post har utfärdat just den här filen" in capsys.readouterr().err


def test_the_files_own_bytes_in_the_journal_prove_all_of_it(beside, tmp_path, capsys):
    """The region issued what another program had saved: then nothing is left to compare."""
    issue(tmp_path / "other", beside)
    assert 0 == main(["verify", str(beside), "--journal", str(tmp_path / "other")])
    assert "inga; filen är byte för byte den som journalen har" in capsys.readouterr().out
