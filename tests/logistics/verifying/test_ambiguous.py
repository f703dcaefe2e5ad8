"""What programs read in different ways is a fault, whichever program saved the file."""

import pytest

from tests.logistics.verifying.forging import change_part, part_of, rewrite
from tests.logistics.verifying.issued import sentences, where_is

DECISION, BOOK, ROOT = "Bidragsbesked", "xl/workbook.xml", "_rels/.rels"
VALUE, TWICE, TWO = "<v>([0-9.]+)</v></c>", r"<v>\1</v><v>1</v></c>", "har två värden"
NAME = '<definedName name="Bidrag_öre">'
CELLS = (
    (r"<v>\1_0</v></c>", "som program läser olika"),
    ("<v>４３</v></c>", "har värdet ”４３”, som program läser olika"),
    (TWICE, TWO),
    (r"<f>1</f><f>2</f><v>\1</v></c>", "har två formler"),
)
PARTS = (
    (ROOT, 'Target="xl/workbook.xml"', 'Target="evil/workbook.xml"', "leder inte till delen xl/workbook.xml"),
    (BOOK, NAME, '<definedName name="Bidrag_öre" localSheetId="0">Regel!$B$5</definedName>' + NAME,
     "Namnet Bidrag_öre står för något annat på ett enda blad"),
    (BOOK, "<calcPr ", '<calcPr fullPrecision="0" ', "räknar med avrundade värden"),
    (BOOK, r'("Bidrag_per_kommun_öre">[^!]*!)\$(\w+)\$', r"\1\2", "Namnet Bidrag_per_kommun_öre, "),
)  # fmt: skip


def as_if_saved_anew(parts):
    """No sheet is as we wrote it."""
    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = parts[name].replace(b"<sheetData>", b"<sheetData >")


@pytest.mark.parametrize(("put", "said"), CELLS, ids=[said for _, said in CELLS])
def test_a_cell_that_programs_read_in_different_ways_is_named(kil, put, said):
    """One takes the first value, another the last; one knows digits that another does not."""
    place = where_is(kil, DECISION, "Beslutat bidrag till kommunen")
    change_part(
        kil, part_of(kil, DECISION), rf'(<c r="{place}"[^>]*>){VALUE}', r"\g<1>" + put.replace(r"\1", r"\2")
    )
    rewrite(kil, as_if_saved_anew)
    assert any(f"Bladet {DECISION}, cell {place} " in each and said in each for each in sentences(kil))


@pytest.mark.parametrize(("part", "pattern", "put", "said"), PARTS, ids=[row[3] for row in PARTS])
def test_a_part_that_makes_programs_compute_otherwise_is_named(kil, part, pattern, put, said):
    """Every cell has its value and its formula."""
    change_part(kil, part, pattern, put)
    rewrite(kil, as_if_saved_anew)
    assert any(said in each for each in sentences(kil))
