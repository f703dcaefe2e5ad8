"""The files of a settlement's letters."""

import pytest

from logistics.errors import LettersRefused
from logistics.letters import write_letters
from logistics.paying import Paying
from logistics.settling import Settled
from subsidy.statement import Summary
from tests.logistics.letters.paper import KIL, NAMES, settlement, statement


def settled(names=NAMES):
    agreed = settlement(names=names)
    statements = tuple(statement(code, agreed) for code in names)
    unpaid = Paying(plan=None, occasions=(), unwritten=(), replacements=())
    return Settled(
        settlement=agreed, statements=statements, summary=Summary(settlement=agreed), paying=unpaid
    )


def test_each_municipality_gets_a_letter_named_as_its_workbook(tmp_path):
    """The two are sent together."""
    written = write_letters(settled(), tmp_path / "ut", "issued")
    assert ["1715-kil.pdf", "1730-eda.pdf", "1737-torsby.pdf"] == [path.name for path in written]
    assert sorted(written) == sorted((tmp_path / "ut").iterdir())
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in written)


def test_nothing_is_written_when_one_letter_is_refused(tmp_path):
    """Half of the letters must not be sent while the fault is mended."""
    with pytest.raises(LettersRefused, match="北"):
        write_letters(settled({**NAMES, KIL: "Kil 北"}), tmp_path / "ut", "draft")
    assert not (tmp_path / "ut").exists()
