"""Corrections of earlier years in a file."""

from datetime import date

import pytest

from logistics.errors import DataFaults
from logistics.exchange.corrections import CorrectionRow, read_corrections

HEAD = "Datum;År;Kommun;Belopp;Rättar;Skäl\n"
WRITTEN_ON = date(2027, 1, 4)


def test_municipality_is_named_by_name_or_code(small, tmp_path):
    """Both rows are Kil's; what was too much is negative."""
    text = HEAD + "2026-03-02;2025;Kil;-1 250,50;Besked 1;Fel\n2026-03-02;2024;1715;1;Besked 2;Fel\n"
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    first, second = read_corrections(tmp_path / "r.csv", small, WRITTEN_ON)
    assert first == CorrectionRow(
        date=date(2026, 3, 2),
        year=2025,
        scb_code="1715",
        amount_ore=-125_050,
        corrects="Besked 1",
        because="Fel",
    )
    assert (second.scb_code, second.year) == ("1715", 2024)


def test_every_fault_is_told_at_once(small, tmp_path):
    """Each value that is missing or wrong, with its column."""
    (tmp_path / "r.csv").write_text(HEAD + "igår;25;Kiil;1;;\n", encoding="utf-8")
    with pytest.raises(DataFaults) as refused:
        read_corrections(tmp_path / "r.csv", small, WRITTEN_ON)
    assert [fault.column for fault in refused.value.faults] == ["Datum", "År", "Kommun", "Rättar", "Skäl"]
    assert "Menade du ”Kil”?" in refused.value.faults[2].sentence


def test_missing_column_is_to_be_added(small, tmp_path):
    """Its headings are ours: finance.toml is about the courier's."""
    (tmp_path / "r.csv").write_text("Datum;År;Kommun;Belopp;Rättar\n", encoding="utf-8")
    with pytest.raises(DataFaults, match=r"kolumnen ”Skäl” saknas; lägg till den \(raden har: ") as refused:
        read_corrections(tmp_path / "r.csv", small, WRITTEN_ON)
    assert "finance.toml" not in str(refused.value)


def test_file_without_rows_is_refused(small, tmp_path):
    """Somebody saved the wrong file, or lost its rows."""
    (tmp_path / "r.csv").write_text(HEAD, encoding="utf-8")
    with pytest.raises(DataFaults, match="rad 1: rättelserna har inga rader; ange en fil med minst en"):
        read_corrections(tmp_path / "r.csv", small, WRITTEN_ON)


@pytest.mark.parametrize("day", ["2027-01-04", "2027-01-05"])
def test_correction_is_not_dated_after_the_letters(small, tmp_path, day):
    """On their day it is known; a day later it is a slip."""
    (tmp_path / "r.csv").write_text(f"{HEAD}{day};2025;Kil;1;B;F", encoding="utf-8")
    if day == "2027-01-04":
        (row,) = read_corrections(tmp_path / "r.csv", small, WRITTEN_ON)
        assert WRITTEN_ON == row.date
        return
    with pytest.raises(DataFaults) as refused:
        read_corrections(tmp_path / "r.csv", small, WRITTEN_ON)
    (fault,) = refused.value.faults
    said = (
        "rad 2, kolumn Datum: ”2027-01-05” ligger efter 4 januari 2027, då breven skrivs; ange dagen då felet"
    )
    assert said in fault.sentence.replace("\u00a0", " ")


def test_row_with_more_values_than_headings_is_refused(small, tmp_path):
    """1000,50 without quotes in a file of commas is two values, and 1 000,00 would be booked."""
    text = "Datum,År,Kommun,Belopp,Rättar,Skäl\n2027-01-02,2025,1715,1000,50,B/2025,Fel folkmängd\n"
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    with pytest.raises(
        DataFaults, match=r"r\.csv, rad 2: raden har 7 värden men tabellen bara 6 rubriker; skriv"
    ):
        read_corrections(tmp_path / "r.csv", small, WRITTEN_ON)
