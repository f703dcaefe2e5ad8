"""The page: valid, whole in itself, the same every time, and with every figure of the year."""

from dataclasses import replace

import html5lib
import pytest

from logistics.following_up.page import page_bytes
from tests.logistics.following_up.worked import SAFFLE, worked_year

XHTML = "{http://www.w3.org/1999/xhtml}"


def parsed(follow):
    return html5lib.HTMLParser(strict=True).parse(page_bytes(follow).decode())


def texts(element):
    return " ".join(" ".join(element.itertext()).split()).replace("\u00a0", " ")


def table(page, caption):
    """The rows of a table as texts, its labels for phones left out."""
    found = next(
        t for t in page.iter(f"{XHTML}table") if texts(t.find(f"{XHTML}caption")).startswith(caption)
    )
    rows = found.find(f"{XHTML}tbody").findall(f"{XHTML}tr")
    return [[_shown(cell) for cell in row] for row in rows]


def _shown(cell):
    labels = {"cell-label", "vh"}
    own = cell.text or ""
    rest = "".join(
        ("" if child.get("class") in labels else "".join(child.itertext())) + (child.tail or "")
        for child in cell
    )
    return " ".join(f"{own}{rest}".split()).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def worked(follow):
    """The worked year, beside a year in which Karlstad cost 110 000 kr."""
    then = worked_year(year=2025)
    return replace(follow, year=worked_year(), last=then)


def test_the_pages_are_valid(follow, lone):
    """html5lib, strict, finds no fault in either kind."""
    for each in (follow, lone):
        assert "sv" == parsed(each).get("lang")


def test_the_same_follow_up_gives_the_same_bytes(follow):
    """No clock."""
    assert page_bytes(follow) == page_bytes(follow)


def test_the_page_needs_nothing_but_itself(follow):
    """No script, and no address but that of the picture's language."""
    page = page_bytes(follow).decode()
    assert "<script" not in page
    assert {"http://www.w3.org/2000/svg"} == {
        part.split('"')[0] for part in page.split('="') if part.startswith(("http", "//"))
    }


def test_every_figure_of_a_municipality_stands_in_its_row(worked):
    """Kil on paper: 60 000 kr over 500 crates, 100 visits, 12 000 inhabitants; 45 000 kr are 75 %."""
    expected = [
        "Kil", "500", "2", "60 000,00 kr", "45 000,00 kr", "75,0 %", "120,00 kr", "600,00 kr", "5,00 kr",
    ]  # fmt: skip
    rows = {row[0]: row for row in table(parsed(worked), "Figurer")}
    assert expected == rows["Kil"]


def test_all_together_on_paper(worked):
    """170 000 kr of those who counted over 2 600 crates; 210 000 kr over 450 visits and 127 000 inhabitants."""
    expected = [
        "Alla", "2 600", "9", "210 000,00 kr", "135 000,00 kr", "64,3 %", "65,38 kr", "466,67 kr", "1,65 kr",
    ]  # fmt: skip
    assert expected == table(parsed(worked), "Figurer")[-1]


def test_the_region_s_row_stands_after_the_municipalities(worked):
    """Alphabetically among them it would look like one."""
    names = [row[0] for row in table(parsed(worked), "Figurer")]
    assert ["Karlstad", "Kil", "Säffle", "Region Värmland", "Alla"] == names


def test_differences_on_paper(worked):
    """The least, the median and the most, and who."""
    rows = {row[0]: row[1:] for row in table(parsed(worked), "Minst")}
    assert ["400,00 kr: Karlstad", "600,00 kr", "800,00 kr: Säffle"] == rows["Kostnad per besök"]
    assert ["50,00 kr: Karlstad", "85,00 kr", "120,00 kr: Kil"] == rows["Kostnad per låda (2 av 3 kommuner)"]


def test_changes_stand_beside_last_year(worked):
    """Nothing changed from a year to its twin, and what is unknown is a dash."""
    rows = {row[0]: row[1:] for row in table(parsed(worked), "Förändring")}
    assert ["oförändrat"] * 4 == rows["Kil"]
    assert ["–", "–", "oförändrat", "oförändrat"] == rows["Säffle"]


def test_what_is_missing_is_told_at_the_top(worked):
    """Before anybody takes 2 600 for all."""
    page = texts(parsed(worked))
    assert page.index("Det här saknas Säffle: lådorna för 2026 är inte räknade") < page.index(
        "Skillnader mellan kommunerna"
    )


def test_without_last_year_there_is_no_table_of_changes(lone):
    """And a sentence says so."""
    page = parsed(lone)
    assert "2026 jämförs inte med 2025: siffrorna för 2025 är inte med här." in texts(page)
    assert not [t for t in page.iter(f"{XHTML}table") if texts(t).startswith("Förändring")]


def test_years_stand_newest_first(follow):
    """2024: Karlstad alone counted, 4 000 at both ends."""
    rows = table(parsed(follow), "Flyttade lådor år för år")
    assert ["2026", "2025", "2024"] == [row[0] for row in rows]
    assert ["2024", "2 000", "40 000", "1 av 3", "rapporterat"] == rows[-1]


def test_a_name_is_text_whatever_it_holds(follow):
    """A municipality called <b> stays one."""
    odd = ("1785", "<b>&", *SAFFLE[2:])
    page = page_bytes(replace(follow, year=worked_year(odd), last=None)).decode()
    assert "&lt;b&gt;&amp;" in page
    assert "<b>" not in page
