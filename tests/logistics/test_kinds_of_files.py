"""People pick the wrong file: they are told what it looks like, and what it should be."""

import pytest

from logistics.cli.kinds import likeness, schema_of
from logistics.cli.main import main

KINDS = {
    b'{"schema": "bokslinga-plan"}': "bokslinga-plan",
    b'\xef\xbb\xbf{"schema": "bokslinga-statement"}': "bokslinga-statement",
    b'{"schema": "bokslinga-journal"}\n{"schema": "bokslinga-journal"}\n': "bokslinga-journal",
    b"PK\x03\x04": "bokslinga-statement",
    b'{"schema": "annat"}': "",
    b"%PDF": "",
}
OTHERS = {
    b"": "är tom",
    b'{"schema": "bokslinga-plan", "runs": [': "är ingen hel JSON-text; kanske är den avklippt",
    b'["a.pdf"]': "är en lista",
    b"7": "är ett enda värde",
    b"{}": "är ett JSON-objekt utan innehåll",
    b'{"schema": "annat"}': "säger att den är ”annat”",
    b'{"type": "FeatureCollection", "features": []}': "är ett JSON-objekt med ”type” och ”features”",
    b'{"certificate": {}, "runs": []}': "liknar en plan, men säger inte ”schema”: ”bokslinga-plan”",
    b'{"basis": {}, "rule": {}}': "liknar ett bidragsbesked, men säger inte ”schema”: ”bokslinga-statement”",
}


@pytest.mark.parametrize(("content", "schema"), KINDS.items())
def test_a_file_is_what_it_says_that_it_is(tmp_path, content, schema):
    """Whatever its name is."""
    path = tmp_path / "fil"
    path.write_bytes(content)
    assert schema == schema_of(path)


@pytest.mark.parametrize(("content", "looks"), OTHERS.items())
def test_another_file_is_told_by_what_it_looks_like(tmp_path, content, looks):
    path = tmp_path / "fil.json"
    path.write_bytes(content)
    assert looks == likeness(path)


def test_verify_says_what_the_file_should_be(tmp_path, capsys):
    """One sentence, and no traceback."""
    path = tmp_path / "karta.json"
    path.write_text("[1]", encoding="utf-8")
    assert 1 == main(["verify", str(path)])
    said = capsys.readouterr().err
    assert "karta.json: filen är en lista. Ange en plan (från bokslinga plan), ett bidragsbesked (" in said
    assert "eller en journal (journal.jsonl eller dess mapp)." in said
