"""The strict reader takes what the standard allows and refuses what it forbids."""

import pytest

from tests.subsidy.sie_reader import NotSie, read_sie

GOOD = """\
#FLAGGA 0
#PROGRAM "Ett program" 1.0
#FORMAT PC8
#GEN 20260112
#SIETYP 4
#ORGNR 232100-0156
#FNAMN "Räksmörgås \\"AB\\""
#KONTO 2890 Skulder
#KONTO 5820 "Bidrag"
#DIM 20 Kommun
#OBJEKT 1 410 Bibliotek
#OBJEKT 20 1715 Kil
#VER "" "" 20260126 "Bidrag"
{
#TRANS 5820 {1 410 20 "1715"} 10.5 "" Kil
#TRANS 2890 {} -10.50
}
"""


def read(text: str):
    return read_sie(text.encode("cp437"))


def test_good_file_is_read() -> None:
    """Both kinds of quotation, empty fields, and Swedish letters in code page 437."""
    found = read(GOOD)
    assert [['Räksmörgås "AB"'], "Kil"] == [found.items["#FNAMN"], found.objects[20, "1715"]]
    assert [{1: "410", 20: "1715"}, {}] == [row.objects for row in found.vouchers[0].rows]


def test_both_line_ends_blanks_and_tabs_are_read() -> None:
    """The standard allows LF and CRLF, several spaces, and tabs between fields."""
    assert read(GOOD) == read(GOOD.replace("\n", "\r\n")) == read(GOOD.replace("#DIM 20 ", "#DIM\t20  "))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#FLAGGA 0\n", ""),
        ("#FLAGGA 0", "#FLAGGA 1"),
        ("#FORMAT PC8\n", ""),
        ("PC8", "UTF8"),
        ("#SIETYP 4", "#SIETYP 3"),
        ("#GEN 20260112\n", ""),
        ("#GEN 20260112", "#GEN 2026-01-12"),
        ("#GEN 20260112", "#GEN 20260230"),
        ('#PROGRAM "Ett program" 1.0\n', ""),
        ('"Ett program" 1.0', '"Ett program"'),
        ('#FNAMN "Räksmörgås \\"AB\\""\n', ""),
        ("232100-0156", "2321000156"),
        ("#KONTO 2890 Skulder", "#IB 0 2890 1.00"),
        ("#KONTO 2890 Skulder", "#OMFATTN 20261231"),
        ("#KONTO 2890 Skulder", "#NYTT 1"),
        ("#KONTO 2890 Skulder\n", ""),
        ("#KONTO 2890 Skulder", "#KONTO 28A0 Skulder"),
        ("#KONTO 2890 Skulder\n", "#KONTO 2890 Skulder\n#KONTO 2890 Skulder\n"),
        ("#DIM 20 Kommun\n", ""),
        ("#DIM 20", "#DIM 11"),
        ("#OBJEKT 20 1715 Kil\n", ""),
        ("#FORMAT PC8\n#GEN 20260112", "#FORMAT PC8\n#FORMAT PC8\n#GEN 20260112"),
        ("#VER", "#FNAMN x\n#VER"),
        ("}\n", "}\n#KONTO 1 x\n"),
        ("{\n", ""),
        ("}\n", ""),
        ('"Bidrag"\n{', '"Bidrag" {'),
        ("20260126", ""),
        ("10.5 ", "10.6 "),
        ("10.5 ", "+10.5 "),
        ("10.5 ", "10,5 "),
        ("10.5 ", "10.500 "),
        ("#TRANS 2890 {} -10.50", "#TRANS 2890 -10.50"),
        ("{1 410 20", "{1 410 1 410 20"),
        ("{1 410 20", "{410 20"),
        ("Räksmörgås \\", "Räksmörgås "),
        ("Räksmörgås", "Räk\tsmörgås"),
        ("Räksmörgås", "Räk\x07smörgås"),
        ("Räksmörgås", "Räk\x7fsmörgås"),
        ('"Bidrag"\n#DIM', '"Bidrag\n#DIM'),
        ("#KONTO 2890 Skulder", '#KONTO 2890"Skulder"'),
        ('#VER "" "" 20260126', '#VER "" "A7" 20260126'),
        (GOOD[GOOD.index("#VER") :], ""),
        ("}\n", "}"),
    ],
)
def test_what_the_standard_forbids_is_refused(old: str, new: str) -> None:
    """Each change breaks one rule; a reader that lets one pass proves nothing about our files."""
    broken = GOOD.replace(old, new)
    assert broken != GOOD
    with pytest.raises(NotSie):
        read(broken)
