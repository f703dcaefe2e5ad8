"""The pages in a real browser: accessible, within the screen, self-contained, and right about "next"."""

import re

import pytest

from logistics.dataset import read_dataset
from logistics.timetable import build_timetable, write_timetables
from sample_data import FOLDER
from tests.logistics.browsing import axe_faults, browser, needs_chromium, open_page
from tests.logistics.timetable.county import as_problem, county_season, plausible_plan

KINDS = ("index.html", "karta.html", "dag/tisdag.html", "tur/mandag-bil-1.html", "bibliotek/kil.html")

__all__ = ["browser", "open_page"]
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_timetables(build_timetable(county_season()), folder)
    return folder


def answer(page):
    return " ".join(page.locator("h1").inner_text().split())


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_no_fault(open_page, name):
    """Public pages must be accessible (lag 2018:1937), on screens and phones, in light and dark."""
    assert [] == axe_faults(open_page(name))


@pytest.mark.parametrize("name", KINDS)
def test_nothing_hangs_over_the_edge_of_a_phone(open_page, name):
    """A page that slides sideways cannot be read in the lunch room."""
    page = open_page(name, width=375)
    assert 375 >= page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("name", KINDS)
def test_a_page_asks_for_itself_only(open_page, pages, name):
    """No fonts, maps or counters from elsewhere, and nothing of the reader goes there."""
    assert [(pages / name).as_uri()] == open_page(name).asked_for


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ((2026, 3, 25, 12, 0), "i morgon, torsdag 26 mars, 08:05–08:35"),
        ((2026, 3, 26, 8, 35), "i dag, torsdag 26 mars, 08:05–08:35"),
        ((2026, 3, 26, 8, 36), "måndag 30 mars, 08:05–08:35"),
        ((2026, 3, 29, 23, 59), "i morgon, måndag 30 mars, 08:05–08:35"),
        ((2026, 4, 2, 9, 0), "torsdag 9 april, 08:05–08:35"),
        ((2026, 4, 10, 9, 0), "måndag 20 april, 08:05–08:35"),
    ],
)
def test_the_next_line_follows_the_reader_s_clock(open_page, moment, expected):
    """The page is made once and read all season; the van does not come on annandag påsk."""
    page = open_page("bibliotek/kil.html", moment=moment)
    assert f"Nästa bil till Kils bibliotek kommer {expected}" == answer(page)


def test_opened_before_its_date_of_issue_a_page_keeps_its_own_words(open_page):
    """Issued on 25 March, it knows nothing of the vans before: on the 8th the next is not its first."""
    page = open_page("bibliotek/kil.html", moment=(2026, 3, 8, 12, 0))
    expected = (
        "Nästa bil till Kils bibliotek kommer torsdag 26 mars, 08:05–08:35",
        "Räknat från onsdag 25 mars 2026. Senare datum står längre ner.",
    )
    assert expected == (answer(page), page.locator("[data-basis]").inner_text())


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ((2026, 4, 30, 8, 0), (False, True, 2)),
        ((2026, 4, 30, 12, 0), (True, True, 2)),
        ((2026, 5, 7, 12, 0), (False, True, 0)),
        ((2026, 5, 9, 12, 0), (False, False, 0)),
    ],
)
def test_closed_roads_follow_the_reader_s_clock(open_page, moment, expected):
    """Said beside the answer when the next van meets one, noted until it opens, marked on dates to come."""
    page = open_page("bibliotek/kil.html", moment=moment)
    found = (
        page.locator("[data-delay]").is_visible(),
        page.locator("[data-until]").is_visible(),
        page.locator("[data-late]").count(),
    )
    assert expected == found


@pytest.mark.parametrize("name", ["karta.html", "dag/tisdag.html"])
def test_maps_and_tables_fit_a_phone(open_page, name):
    """What lies beyond the edge is not seen by those who do not know that it slides."""
    page = open_page(name, width=375)
    widths = page.evaluate(
        "Array.from(document.querySelectorAll('.map svg, table')).map(e => e.getBoundingClientRect().right)"
    )
    assert (True, True) == (len(widths) > 1, max(widths) <= 375)


def test_after_the_season_the_page_says_so(open_page):
    """An old page must not promise a van."""
    page = open_page("bibliotek/kil.html", moment=(2026, 7, 1, 8, 0))
    expected = "Ingen fler bil kommer till Kils bibliotek enligt den här tidtabellen"
    assert (expected, 0) == (answer(page), page.locator("[data-coming]").count())


def test_dates_gone_by_are_not_listed(open_page):
    """The first date of the list is the date of the answer, and ten are shown."""
    page = open_page("bibliotek/kil.html", moment=(2026, 4, 10, 9, 0))
    listed = page.locator("ol.dates").first.locator("li time").all_inner_texts()
    assert ("måndag 20 april", 10) == (listed[0], len(listed))


def test_without_scripts_the_page_counts_from_its_date_of_issue(open_page):
    """The answer is then older than the reader, and says so."""
    page = open_page("bibliotek/kil.html", scripts=False)
    expected = ("Nästa bil till Kils bibliotek kommer torsdag 26 mars, 08:05–08:35", True)
    basis = page.locator("[data-basis]").inner_text()
    assert expected == (answer(page), basis.startswith("Räknat från onsdag 25 mars 2026."))


def test_on_paper_nothing_is_said_of_today(open_page):
    """`i dag` on a wall is wrong tomorrow."""
    page = open_page("bibliotek/kil.html", moment=(2026, 3, 26, 8, 0))
    page.emulate_media(media="print")
    assert "Nästa bil till Kils bibliotek kommer torsdag 26 mars, 08:05–08:35" == answer(page)


@pytest.fixture(scope="module")
def whole_year(tmp_path_factory):
    """The pages of the sample data's year."""
    folder = tmp_path_factory.mktemp("year")
    dataset = read_dataset(FOLDER)
    problem = as_problem(dataset)
    span = (dataset.settings.season_first_date, dataset.settings.season_last_date)
    season = county_season(
        dataset=dataset,
        problem=problem,
        plan=plausible_plan(dataset, problem),
        first_date=span[0],
        last_date=span[1],
        issued_on=span[0],
    )
    write_timetables(build_timetable(season), folder)
    return folder


@pytest.mark.parametrize("id_", ["arj", "kar"])
def test_a_year_s_page_of_a_library_prints_on_one_sheet(browser, whole_year, id_):
    """A second sheet with nothing but the foot of the page is wasted; Karlstad has a van every day."""
    page = browser.new_page(java_script_enabled=False)
    page.goto((whole_year / "bibliotek" / f"{id_}.html").as_uri())
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert 1 == len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_scripts_run_under_the_page_s_own_policy(open_page):
    """The policy names the script by its hash: a changed script without a new hash would be dead."""
    page = open_page("bibliotek/kil.html", moment=(2026, 4, 10, 9, 0))
    expected = "Räknat från fredag 10 april 2026. Senare datum står längre ner."
    assert expected == page.locator("[data-basis]").inner_text()
