"""A small file that would fill the memory is refused before it is loaded, a damaged one in a sentence."""

import resource
import time

import pytest

from logistics.errors import StatementRefused
from logistics.verifying import verify_statement
from tests.logistics.verifying.forging import rewrite

SHEET, STYLES, TEXTS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_MOST_SECONDS, _MOST_BYTES = 5, 100_000_000  # far below what loading would take
CELLS = b"".join(
    b'<row r="%d">%b</row>'
    % (row, b"".join(b'<c r="%c%d"><v>1</v></c>' % (column, row) for column in b"CDEFGHIJKL"))
    for row in range(100, 60_000)
)
MERGED = b'<mergeCells><mergeCell ref="%b"/></mergeCells><sheetProtection'
LARGE = (
    (SHEET, b"<sheetProtection", MERGED % b"A50:XFD1048576"),
    (SHEET, b"<sheetProtection", MERGED % b"A50:CV50000"),
    (SHEET, b"</sheetData>", b'<row r="305"><c r="XFD305"><v>1</v></c></row></sheetData>'),
    (SHEET, b"</sheetData>", b'<row r="1048576"><c r="D1048576"><v>1</v></c></row></sheetData>'),
    (SHEET, b"</sheetData>", CELLS + b"</sheetData>"),
    (SHEET, b"<v>", b"<v>" + b"9" * 300_000),
    (STYLES, b"</fonts>", b'<font><sz val="11"/></font>' * 100_000 + b"</fonts>"),
    (TEXTS, b"</sst>", b"<si><t>a</t></si>" * 300_000 + b"</sst>"),
    (TEXTS, b"</sst>", b" " * 70_000_000 + b"</sst>"),
)
DAMAGED = (
    (SHEET, b'<row r="1" ', b'<row ht="NaN" r="1" '),
    (SHEET, b"<cols>", b'<cols><col min="3" max="999999999" width="0" hidden="1"/>'),
    (SHEET, b'<c r="A1"', b'<c r="1A"'),
    (SHEET, b"<worksheet ", b'<!DOCTYPE w [<!ENTITY a "1">]><worksheet '),
    ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/sheet99.xml"),
)
KRONOR = (b"1E308", b"9" * 20, b"9" * 300)


def replaced(path, part, old, new):
    def edit(parts):
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)

    rewrite(path, edit)


@pytest.mark.parametrize(("part", "old", "new"), LARGE, ids=range(len(LARGE)))
def test_what_is_larger_than_any_of_ours_is_refused_before_it_is_loaded(kil, part, old, new):
    """Soon, and within little memory."""
    replaced(kil, part, old, new)
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.process_time()
    with pytest.raises(StatementRefused, match="filen är större än något besked"):
        verify_statement(kil, None)
    assert time.process_time() - began < _MOST_SECONDS
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before.ru_maxrss
    assert grown * 1024 < _MOST_BYTES


@pytest.mark.parametrize(("part", "old", "new"), DAMAGED, ids=range(len(DAMAGED)))
def test_what_cannot_be_read_is_refused_in_a_sentence(kil, part, old, new):
    replaced(kil, part, old, new)
    with pytest.raises(StatementRefused, match="ingen hel Excelfil"):
        verify_statement(kil, None)


@pytest.mark.parametrize("number", KRONOR, ids=len)
def test_a_sum_beyond_any_other_is_a_fault(kil, number):
    """It has more digits than can be shown as kronor."""
    replaced(kil, SHEET, b"<v>1876543.21</v>", b"<v>" + number + b"</v>")
    (found,) = [each for each in verify_statement(kil, None).findings if not each.follows]
    assert found.says.startswith("”")
