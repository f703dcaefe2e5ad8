"""Corrections of earlier years in a file."""

from datetime import date

import pytest

from logistics.errors import DataFaults
from logistics.exchange.corrections import CorrectionRow, read_corrections

HEAD = "Datum;År;Kommun;Belopp;Rättar;Skäl\n"


def test_municipality_is_named_by_name_or_code(small, tmp_path):
    """Both rows are Kil's; what was too much is negative."""
    text = HEAD + "2026-03-02;2025;Kil;-1 250,50;Besked 1;Fel\n2026-03-02;2024;1715;1;Besked 2;Fel\n"
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    first, second = read_corrections(tmp_path / "r.csv", small)
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
        read_corrections(tmp_path / "r.csv", small)
    assert [fault.column for fault in refused.value.faults] == ["Datum", "År", "Kommun", "Rättar", "Skäl"]
    assert "Menade du ”Kil”?" in refused.value.faults[2].sentence


def test_missing_column_is_to_be_added(small, tmp_path):
    """Its headings are ours: finance.toml is about the courier's."""
    (tmp_path / "r.csv").write_text("Datum;År;Kommun;Belopp;Rättar\n", encoding="utf-8")
    with pytest.raises(DataFaults, match=r"kolumnen ”Skäl” saknas; lägg till den \(raden har: ") as refused:
        read_corrections(tmp_path / "r.csv", small)
    assert "finance.toml" not in str(refused.value)
