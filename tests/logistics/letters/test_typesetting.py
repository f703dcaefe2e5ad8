"""Letters as files: PDF/UA-1 as its rules can be read from the file, the same bytes every time, plain text."""

import json
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import pytest
import typst

import logistics.letters
from logistics.errors import LettersRefused
from logistics.letters.content import compose_letter
from logistics.letters.letter import Section, Term
from logistics.letters.typesetting import typeset
from tests.logistics.letters.paper import KIL, NAMES, payouts, plain, settlement, statement
from tests.logistics.letters.structure import find_marks, find_untagged, read, read_tags

NASTY = """*fet* _kursiv_ #panic("x") $x$ `kod` <etikett> @ref \\ // kommentar = ~ [ ] "citat" Åmål"""

LEAVES = ("P", "Span", "Strong", "Lbl", "LBody", "TH", "TD", "H1", "H2", "H3")


def letter(name="Kil", **changes):
    settled = settlement(names={**NAMES, KIL: name})
    composed = compose_letter(statement(KIL, settled, payouts=payouts(settled)), workbook="1715-kil.xlsx")
    return replace(composed, **changes)


@pytest.fixture(scope="module")
def content():
    (printed,) = typeset([letter()])
    return printed


@pytest.fixture(scope="module")
def tags(content):
    return read_tags(read(content))


def test_the_file_says_that_it_is_tagged_swedish_and_has_a_title(content):
    """ISO 14289-1, 5, 7.1 and 7.2: identification, language, and the title in the window's bar."""
    reader = read(content)
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "sv-SE" == root["/Lang"]
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert ("Bidragsbesked för Kils kommun", "Region Värmland") == (
        reader.metadata.title,
        reader.metadata.author,
    )


def test_every_page_is_a4(content):
    """210 mm x 297 mm, to a tenth of a point."""
    sizes = {(round(page.mediabox.width, 1), round(page.mediabox.height, 1)) for page in read(content).pages}
    assert {(595.3, 841.9)} == sizes


def test_the_file_is_dated_by_the_decision(content):
    """No clock: the same letter printed next year has the same date."""
    metadata = read(content).metadata
    assert ("2025-12-12", "2025-12-12") == (
        f"{metadata.creation_date:%Y-%m-%d}",
        f"{metadata.modification_date:%Y-%m-%d}",
    )


def test_headings_begin_at_one_and_skip_no_level(tags):
    """ISO 14289-1, 7.4.2."""
    headings = list(tags.find("H1", "H2", "H3", "H4", "H5", "H6"))
    levels = [int(heading.name[1]) for heading in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "Bidragsbesked för Kils kommun" == headings[0].title


def test_every_table_cell_knows_its_header(tags):
    """ISO 14289-1, 7.5: a reader who hears "333,33 kr" can ask what it is."""
    tables = list(tags.find("Table"))
    expected = [section.table for section in letter().sections if section.table is not None]
    assert len(expected) == len(tables)
    for table, wanted in zip(tables, expected, strict=True):
        heads = list(table.find("TH"))
        assert ["/Column"] * len(wanted.columns) == [head.attributes["/Scope"] for head in heads]
        assert sum(len(row.cells) for row in wanted.rows) == len(list(table.find("TD")))
        assert all(cell.attributes["/Headers"] for cell in table.find("TD"))
        (row_of_heads,) = (row for part in table.find("THead") for row in part.find("TR"))
        assert len(heads) == len(row_of_heads.children)


def test_all_text_is_tagged_or_an_artifact(content, tags):
    """ISO 14289-1, 7.1: what is neither is invisible to some and noise to others."""
    reader = read(content)
    assert [] == find_untagged(reader)
    owned = [mark for tag in tags.find(*LEAVES) for mark in tag.marks]
    assert find_marks(reader) == set(owned)
    assert len(set(owned)) == len(owned)


def test_there_is_no_picture_that_would_need_words(content, tags):
    """ISO 14289-1, 7.3: figures need alternative text; the letter has none, and must not get any unseen."""
    assert [] == list(tags.find("Figure", "Formula"))
    assert [] == [image.name for page in read(content).pages for image in page.images]


def test_every_font_is_embedded_and_can_be_read_back(content):
    """ISO 14289-1, 7.21: text that cannot be mapped to letters cannot be read aloud."""
    fonts = [
        font.get_object() for page in read(content).pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_amounts_are_printed_with_no_break_spaces(content):
    """A line must not break inside an amount or a date."""
    text = "\n".join(page.extract_text() for page in read(content).pages)
    for amount in ("333,33\u00a0kr", "1\u00a0000,00\u00a0kr", "12\u00a0december\u00a02025"):
        assert amount in text


def test_the_same_letter_gives_the_same_bytes(content, monkeypatch, tmp_path):
    """On another day, in another time zone, from another folder."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.chdir(tmp_path)
    assert (content,) == typeset([letter()])


def test_the_order_of_letters_does_not_matter():
    """One press sets them all: nothing of one may stay in the next."""
    other = letter(name="Torsby")
    assert typeset([other, letter()]) == tuple(reversed(typeset([letter(), other])))


def test_a_name_with_the_signs_of_markup_is_printed_as_it_is():
    """Names and texts come from the user's data; none of them may change the letter or stop it."""
    (printed,) = typeset([letter(subtitle=NASTY)])
    assert "".join(NASTY.split()) in "".join(plain(read(printed).pages[0].extract_text()).split())


def test_a_draft_is_read_aloud_as_one_before_anything_else():
    """The line above all is a tagged paragraph, not a picture; and the window's bar says it too."""
    settled = settlement()
    draft = compose_letter(statement(KIL, settled), "1715-kil.xlsx", "draft")
    (printed,) = typeset([draft])
    reader = read(printed)
    tags = read_tags(reader)
    assert "P" == next(iter(tags.find("P", "H1", "Table"))).name
    assert plain(reader.pages[0].extract_text()).startswith("UTKAST. Beskedet är inte utfärdat")
    assert [] == find_untagged(reader)
    assert reader.metadata.title.startswith("UTKAST: ")


def test_a_sign_that_the_fonts_lack_is_refused_with_its_place():
    """An empty box where a name should be is a wrong letter; all of them are told, each of them once."""
    facts = (Term(word="Referens", text="北/2026"), Term(word="Datum", text="klocka 😀\x07"))
    with pytest.raises(LettersRefused) as refusal:
        typeset([letter(facts=facts), letter(name="Ørsta"), letter(name="Torsby", facts=facts)])
    expected = [
        "Tecknet 北 (U+5317) i ”北/2026” finns inte",
        "Tecknet 😀 (U+1F600) i ”klocka 😀 ” finns inte",
        "Tecknet (U+0007) i ”klocka 😀 ” finns inte",
    ]
    assert sorted(expected) == sorted(
        sentence[: sentence.index(" i bidr")] for sentence in refusal.value.sentences
    )


def test_a_fault_of_the_template_is_not_taken_for_one_of_the_text():
    """A programming mistake must not be told to the user as a letter's sign."""
    with pytest.raises(typst.TypstError):
        typeset([letter(sections=("no section",))])


def test_the_template_gives_no_warnings():
    """A font that is gone would only be a warning, and other bytes."""
    template = Path(logistics.letters.__file__).with_name("letter.typ")
    inputs = {"letter": json.dumps(asdict(letter()), default=str)}
    _, warnings = typst.compile_with_warnings(template, ignore_system_fonts=True, sys_inputs=inputs)
    assert [] == warnings


@pytest.mark.parametrize(
    "held", ["EXEMPEL/UTBETALNING-2026", "IBAN\u00a0SE35\u00a05000\u00a00000\u00a00549", "10 januari 2027"]
)
def test_no_line_breaks_within_a_reference_an_account_or_a_date(held):
    """A reader copies them, or reads them aloud; wherever in the line they come to stand."""
    texts = tuple(f"{'ord ' * n}{held} fortsätter på raden" for n in range(14, 30))
    (section, *_) = letter().sections
    (printed,) = typeset([letter(sections=(replace(section, paragraphs=texts),))])
    lines = "\n".join(page.extract_text() for page in read(printed).pages).splitlines()
    assert len(lines) > 2 * len(texts)
    assert len(texts) == sum(plain(held) in plain(line) for line in lines)


def test_a_reference_longer_than_a_line_is_broken_after_all():
    """It stays on the paper, whose lines hold about 100 letters; these are 199."""
    (section, *_) = letter().sections
    long = "/".join(["Protokoll"] * 20)
    (printed,) = typeset([letter(sections=(replace(section, paragraphs=(long,)),))])
    lines = read(printed).pages[0].extract_text().splitlines()
    assert 110 > max(len(line) for line in lines if "Protokoll/" in line)


@pytest.mark.parametrize("n_terms", [1, 2, 5])
def test_no_page_holds_the_last_line_alone(n_terms):
    """However far down the page the list at the end begins; every page also has the line with its number."""
    whole = letter()
    first = replace(whole.sections[0], table=None, terms=())
    last = Section(heading="Slut", terms=(Term(word="Ord", text="rad"),) * n_terms)
    printed = typeset(
        replace(whole, sections=(replace(first, paragraphs=("En rad.",) * n_lines), last))
        for n_lines in range(26, 36)
    )
    pages = [read(content).pages for content in printed]
    assert {1, 2} == {len(each) for each in pages}
    ends = [plain(each[1].extract_text()).split("Ord: ") for each in pages if len(each) == 2]
    assert all(3 <= len(end) + ("Slut" in end[0]) for end in ends), ends
