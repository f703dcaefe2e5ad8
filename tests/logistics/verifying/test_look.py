"""What a reader sees is what the cells hold: whatever shows something else is found, and named."""

import json
import re
import shutil
from zipfile import ZipFile

import openpyxl
import pytest

from logistics.cli.main import main
from logistics.verifying import verify_statement
from logistics.verifying.number_formats import sections, shows_something_else
from tests.logistics.verifying.forging import change_part, part_of, rewrite
from tests.logistics.verifying.issued import NO_BREAK_SPACE, sentences, where_is
from tests.subsidy.office import recalculate

DECISION, CONTROL = "Bidragsbesked", "Kontroll"
AWARD = "Beslutat bidrag till kommunen"
KRONOR = rf'\[\$-41D\]#,##0\.00&quot;{NO_BREAK_SPACE}kr&quot;"'
CELL, ROW = r'<c r="{place}" [^>]*><v>[^<]*</v></c>', r'<row r="{row}" '
CONDITION = (
    '<conditionalFormatting sqref="{place}"><cfRule type="expression" priority="9"><formula>1</formula>'
    "</cfRule></conditionalFormatting><pageMargins"
)
NEWER_CONDITION = (
    '<extLst><ext uri="u" xmlns:n="urn:n" xmlns:m="urn:m"><n:conditionalFormatting><n:cfRule type="expression">'
    "<m:f>1</m:f></n:cfRule><m:sqref>{place}</m:sqref></n:conditionalFormatting></ext></extLst></worksheet>"
)
# Where, what stands there, what a forger puts in its place, and what is said; {place} is that of the award.
CHANGED = (
    ("styles", KRONOR, '&quot;99 999,00 kr&quot;"', "det visas inte så: talformatet är ”\"99 999,00 kr\"”"),
    ("styles", KRONOR, '#,##0.00,"', "är 1 876 543,21, men det visas inte så: talformatet är ”#,##0.00,”"),
    ("styles", KRONOR, '[$99 999-41D]"', "talformatet är ”[$99 999-41D]”"),
    ("styles", KRONOR, '[&gt;1]0&quot; kr&quot;;0"', "talformatet är ”[>1]0\" kr\";0”"),
    ("styles", KRONOR, ';;;"', "talformatet är ”;;;”"),
    ("styles", KRONOR, '#,##0.0"', "talformatet är ”#,##0.0”, men ska vara "),
    ("styles", r'<color theme="1"/>', '<color rgb="FFFEFEFE"/>', "texten har bakgrundens färg"),
    ("styles", r'<color theme="1"/>', '<color theme="1" tint="0.95"/>', "texten har bakgrundens färg"),
    ("styles", r'(<b/>)<sz val="11"/>', r'\1<sz val="1"/>', "texten är bara 1 punkter stor"),
    ("styles", r'name val="Calibri"', 'name val="Wingdings"', "typsnittet Wingdings visar andra tecken"),
    ("styles", "<b/>", "<b/><strike/>", "texten är överstruken"),
    ("styles", "<dxf>", '<dxf><numFmt numFmtId="9" formatCode="0"/>', "formatering med ett eget talformat"),
    ("styles", 'applyAlignment="1"', "", "Filen: delen xl/styles.xml är en annan än den som programmet skriver"),
    ("decision", ROW, r'\g<0>hidden="1" ', "Bladet Bidragsbesked, rad {row} är dold."),
    ("decision", ROW, r'\g<0>ht="0.5" customHeight="1" ', "Bladet Bidragsbesked, rad {row} är dold."),
    ("decision", '<col min="2" max="2" ', r'\g<0>hidden="1" ', "Bladet Bidragsbesked, kolumn B är dold."),
    ("decision", "<sheetView ", '<sheetView showZeros="0" ', "Bladet Bidragsbesked visar inte nollor."),
    ("decision", "<sheetView ", '<sheetView showFormulas="1" ', "visar formler i stället för värden."),
    ("decision", "<pageMargins", CONDITION, "cell {place} har ett villkorsstyrt utseende som den inte ska ha."),
    ("decision", "</worksheet>", NEWER_CONDITION, "cell {place} har ett villkorsstyrt utseende"),
    ("decision", 'operator="notEqual"', 'operator="greaterThan"', "ett villkorsstyrt utseende som den ska ha."),
    ("decision", "RUN/2026-0042", "ANNAT/2026", "sidhuvudet är ”&LKil&RANNAT/2026”, men ska"),
    ("decision", CELL, r"<c r='{place}'><v>33208.46</v></c>\g<0>", "cell {place} står två gånger i filen"),
    ("decision", ROW, r'<row r="{row}"></row>\g<0>', "Bladet Bidragsbesked, rad {row} står två gånger i filen"),
    ("decision", "<sheetProtection", '<phoneticPr fontId="1"/>\\g<0>', "Bladet Bidragsbesked: delen xl/w"),
    ("workbook", 'name="Kontroll" ', r'\g<0>state="hidden" ', "Bladet Kontroll är dolt."),
    ("workbook", 'name="Kontroll" ', r'\g<0>state="veryHidden" ', "Bladet Kontroll är dolt."),
    ("core", "Bidragsbesked Kil", "Bidragsbesked Grums", "(Titel) är ”Bidragsbesked Grums”, men ska vara ”Bidr"),
    ("core", "RUN/2026-0042", "ANNAT", "Filens nyckelord är ”ANNAT”, men ska vara ”RUN/2026-0042”."),
    ("texts", "<t>(Regionens) bidrag till alla</t>",
     r"<r><t>\1</t></r><r><rPr><color rgb='FFFFFFFF'/></rPr><t xml:space='preserve'> bidrag till alla</t></r>",
     "Filen har texter där enstaka tecken har ett eget utseende"),
)  # fmt: skip
PARTS = {"styles": "xl/styles.xml", "workbook": "xl/workbook.xml", "core": "docProps/core.xml",
         "texts": "xl/sharedStrings.xml"}  # fmt: skip
ADDED = (
    ("xl/vbaProject.bin", "innehåller makron (xl/vbaProject.bin), som programmet aldrig skriver."),
    ("xl/media/image1.png", "innehåller en bild"),
    ("xl/comments1.xml", "innehåller kommentarer"),
    ("xl/externalLinks/externalLink1.xml", "innehåller länkar till andra arbetsböcker"),
    ("xl/something.bin", "Filen: delen xl/something.bin har lagts till"),
)
TEXT_BOX = b'<x:wsDr xmlns:x="urn:x"><x:sp><x:txBody/></x:sp></x:wsDr>'


def said_of(path):
    return " / ".join(sentences(path))


@pytest.mark.parametrize(("part", "pattern", "replacement", "said"), CHANGED, ids=[row[3] for row in CHANGED])
def test_what_shows_something_else_is_named(kil, part, pattern, replacement, said):
    """Every cell still has its value and its formula."""
    place = where_is(kil, DECISION, AWARD)
    row = place[1:]

    def fill(text):
        return text.replace("{place}", place).replace("{row}", row)

    change_part(kil, PARTS.get(part) or part_of(kil, DECISION), fill(pattern), fill(replacement))
    assert fill(said) in said_of(kil)
    assert verify_statement(kil, None).is_verified is False


@pytest.mark.parametrize(("part", "said"), ADDED, ids=[part for part, _ in ADDED])
def test_what_was_added_to_the_file_is_named(kil, part, said):
    rewrite(kil, lambda parts: parts.update({part: b"x"}))
    assert said in said_of(kil)


def test_a_text_box_over_the_cells_is_named(kil):
    """It could show any sum."""
    rewrite(kil, lambda parts: parts.update({"xl/drawings/drawing1.xml": TEXT_BOX}))
    assert "Filen har en textruta eller figur ovanpå cellerna." in said_of(kil)


def test_a_part_that_stands_twice_is_named(kil):
    """Some programs take the first, some the last."""
    with ZipFile(kil) as package:
        styles = package.read("xl/styles.xml")
    with ZipFile(kil, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("xl/styles.xml", styles)
    assert "innehåller xl/styles.xml två gånger" in said_of(kil)


@pytest.mark.parametrize(
    ("pattern", "replacement"), [(r"\$I\$5", "$F$5"), ("Andel per kommun", "Andel per krona")]
)
def test_a_chart_of_other_cells_or_with_other_words_is_named(written, tmp_path, pattern, replacement):
    path = shutil.copy(written / "region.xlsx", tmp_path / "region.xlsx")
    change_part(path, "xl/charts/chart1.xml", pattern, replacement)
    assert "Diagrammen visar andra celler eller har andra ord" in said_of(path)


def test_a_format_is_told_once_with_how_many_cells_it_is_of(kil):
    """One sentence a sheet, not one a cell."""
    change_part(kil, "xl/styles.xml", KRONOR, '&quot;99&quot;"')
    (said,) = [each for each in sentences(kil) if each.startswith("Bladet Bidragsbesked")]
    assert re.search(r"talformatet är ”\"99\"”; så är det i \d+ celler till\.$", said)


@pytest.fixture(scope="module")
def saved_anew(written, tmp_path_factory):
    """The receiver opened both workbooks in LibreOffice and saved them."""
    folder = tmp_path_factory.mktemp("anew")
    recalculate([written / "kil.xlsx", written / "region.xlsx"], folder)
    return folder / "done"


@pytest.mark.parametrize("name", ["kil", "region"])
def test_a_file_that_another_program_saved_says_what_was_not_compared(saved_anew, name):
    """Its cells, formats, colours and headers are as they should be; its parts are another program's."""
    verified = verify_statement(saved_anew / f"{name}.xlsx", None)
    assert ((), None, "partly") == (verified.findings, verified.is_verified, verified.verdict)
    unseen = "utseendet i övrigt, som inte är jämfört, för filen är sparad om av ett annat program"
    assert unseen == verified.taken_for_true[0]


@pytest.mark.parametrize("name", ["kil", "region"])
def test_a_file_that_another_program_saved_is_not_called_right(saved_anew, capsys, name):
    """From outside: a status of its own, and what to do."""
    assert 3 == main(["verify", str(saved_anew / f"{name}.xlsx")])
    out = capsys.readouterr().out
    assert "Kan inte intygas helt  inget fel är funnet" in out
    assert "INTE jämfört" in out
    assert "för filen är sparad om av ett annat program" in out
    assert "be avsändaren om originalfilen" in out
    assert "inga;" not in out
    assert 3 == main(["verify", str(saved_anew / f"{name}.xlsx"), "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert ("partly", None, []) == (answer["verdict"], answer["is_verified"], answer["findings"])
    assert "filen är sparad om av ett annat program" == answer["not_compared"][0]["why"]


def test_a_forger_cannot_choose_that_the_look_is_not_compared(kil):
    """A space in every sheet makes the file look as if another program had saved it, and the text white."""

    def edit(parts):
        for name in parts:
            if name.startswith("xl/worksheets/sheet"):
                parts[name] = parts[name].replace(b"<sheetData>", b"<sheetData >")
        parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
            b'<color theme="1"/>', b'<color indexed="9"/>'
        )

    rewrite(kil, edit)
    assert 3 == main(["verify", str(kil)])


def test_a_file_of_our_own_is_compared_whole(written):
    verified = verify_statement(written / "kil.xlsx", None)
    assert "" == verified.compared.unseen
    assert not any("utseendet" in each for each in verified.taken_for_true)


def white(book):
    place = next(cell for row in book[DECISION].iter_rows() for cell in row if cell.value == AWARD)
    place.offset(column=1).font = openpyxl.styles.Font(color="FFFFFFFF")


SAVED = (
    (lambda book: setattr(book[CONTROL], "sheet_state", "hidden"), "Bladet Kontroll är dolt."),
    (
        lambda book: setattr(book[DECISION].row_dimensions[21], "hidden", True),
        "Bladet Bidragsbesked, rad 21 är",
    ),
    (lambda book: setattr(book[DECISION]["B17"], "number_format", '"99 kr"'), 'talformatet är ”"99 kr"”'),
    (white, "texten har bakgrundens färg"),
    (
        lambda book: setattr(book.properties, "title", "Bidragsbesked Eda"),
        "är ”Bidragsbesked Eda”, men ska vara",
    ),
    (lambda book: setattr(book[DECISION].oddHeader.left, "text", "Eda"), "sidhuvudet är ”&LEda"),
)


@pytest.mark.parametrize(("edit", "said"), SAVED, ids=[said for _, said in SAVED])
def test_what_shows_something_else_is_named_in_a_file_saved_by_another_program(kil, edit, said):
    """A forger opens the file, changes how it looks, and saves it."""
    book = openpyxl.load_workbook(kil)
    edit(book)
    book.save(kil)
    assert said in said_of(kil)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (f'[$-41D]#,##0.00"{NO_BREAK_SPACE}kr"', '#,##0.00\\ "kr"'),
        ("[$-41D]+#,##0;-#,##0;–", '\\+#,##0;\\-#,##0;"–"'),
        ("[$-41D]d mmmm yyyy", "[$-41D]D\\ MMMM\\ YYYY"),
        ("0", "0"),
    ],
)
def test_formats_that_programs_spell_differently_are_the_same(ours, theirs):
    assert sections(ours) == sections(theirs)
    assert not shows_something_else(ours)
    assert not shows_something_else(theirs)


@pytest.mark.parametrize(
    "code",
    ['"99"', "0,", "#,##0.00,,", '0"9"', "0;;", "0_9;", "[<5]0;1", "[White]0", "*90", '0;"nittio"', "\\90"],
)
def test_formats_that_show_another_number_are_told(code):
    assert shows_something_else(code)
