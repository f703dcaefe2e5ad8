"""Pages that are valid, true without scripts, and safe with any text."""

import re
from dataclasses import replace
from datetime import date

import html5lib
import pytest

from logistics.timetable import build_timetable, site_pages
from tests.logistics.timetable.county import county, county_season

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def pages():
    return {name: content.decode() for name, content in site_pages(build_timetable(county_season()))}


def html(pages):
    return {name: page for name, page in pages.items() if name.endswith(".html")}


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def test_there_is_a_page_of_every_kind(pages):
    """An index, a map, a page per weekday with runs, per run and per library."""
    kinds = [name.split("/")[0] for name in pages]
    assert {"index.html": 1, "karta.html": 1, "karta.svg": 1, "dag": 3, "tur": 4, "bibliotek": 5} == {
        kind: kinds.count(kind) for kind in kinds
    }


def test_every_page_is_valid_html(pages):
    """html5lib in strict mode raises on the first fault."""
    for page in html(pages).values():
        html5lib.HTMLParser(strict=True).parse(page)


def test_every_page_says_that_it_is_swedish(pages):
    """A screen reader reads Swedish text with a Swedish voice."""
    assert all(html5lib.parse(page).get("lang") == "sv" for page in html(pages).values())


def test_every_link_leads_to_a_page_or_a_written_file(pages):
    """A dead link in a printed timetable is a phone call."""
    written = set(pages) | {f"{n[:-5]}.xlsx" for n in pages if n.startswith(("tur/", "bibliotek/"))}
    written |= {f"{n[:-5]}.ics" for n in pages if n.startswith("bibliotek/")}
    for name, page in html(pages).items():
        folder = name.rpartition("/")[0]
        for link in re.findall('href="([^#"]+)"', page):
            path = link.removeprefix("../") if link.startswith("../") or not folder else f"{folder}/{link}"
            assert path in written, f"{name}: {link}"


def test_ids_are_not_used_twice_on_a_page(pages):
    """A label that points at two things names the wrong one."""
    for page in html(pages).values():
        ids = re.findall(' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_a_library_s_first_line_says_when_the_van_comes(pages):
    """Issued on Wednesday 25 March: Kil's next van is on Thursday."""
    main = next(html5lib.parse(pages["bibliotek/kil.html"]).iter(f"{XHTML}main"))
    expected = "Nästa bil till Kils bibliotek kommer torsdag 26 mars, 08:05–08:35"
    assert expected == text_of(next(main.iter(f"{XHTML}h1")))


def test_without_a_script_the_page_names_the_date_it_counts_from(pages):
    """A page saved in March stays true in April."""
    main = next(html5lib.parse(pages["bibliotek/kil.html"]).iter(f"{XHTML}main"))
    assert "Räknat från onsdag 25 mars 2026. Senare datum står längre ner." in text_of(main)


def test_the_library_s_page_has_machine_readable_dates(pages):
    """The next date, and the ones after it."""
    times = [t.get("datetime") for t in html5lib.parse(pages["bibliotek/kil.html"]).iter(f"{XHTML}time")]
    assert ["2026-03-26T08:05", "2026-03-26T08:05", "2026-03-30T08:05", "2026-04-02T08:05"] == times[:4]


def test_dates_without_a_van_are_listed_with_their_reason(pages):
    """Staff need not work it out from a holiday calendar."""
    page = html5lib.parse(pages["bibliotek/kil.html"])
    found = [text_of(item) for item in page.iter(f"{XHTML}li") if item.get("data-skipped")]
    assert "måndag 6 april 2026Annandag påsk" in found


def test_a_library_s_page_tells_of_closed_roads(pages):
    """Staff who know that the van may be late do not phone; the dates in question carry a mark."""
    main = next(html5lib.parse(pages["bibliotek/kil.html"]).iter(f"{XHTML}main"))
    notice = "Vägen Kil–Ilanda är avstängd 4–8 maj 2026; bilen kan bli försenad på måndagar och torsdagar."
    marked = [text_of(item) for item in main.iter(f"{XHTML}li") if item.get("data-late")]
    assert (
        True,
        ["måndag 4 maj 08:05–08:35 kan bli försenad", "torsdag 7 maj 08:05–08:35 kan bli försenad"],
    ) == (
        notice in text_of(main),
        marked,
    )


def test_the_day_s_page_tells_of_closed_roads(pages):
    """The hub reads the day, and answers the phone."""
    notice = "Vägen Kil–Ilanda är avstängd 4–8 maj 2026; bilen kan bli försenad."
    told = [
        text_of(next(html5lib.parse(pages[f"dag/{day}.html"]).iter(f"{XHTML}main"))).count(notice)
        for day in ("mandag", "tisdag", "torsdag")
    ]
    assert [1, 1, 1] == told


def test_the_first_line_s_own_date_says_that_the_van_may_be_late():
    """Issued on Friday 1 May: the next van meets the closed road."""
    timetable = build_timetable(county_season(issued_on=date(2026, 5, 1)))
    page = dict(site_pages(timetable))["bibliotek/kil.html"].decode()
    assert '<p class="lead" data-delay>Vägen Kil–Ilanda är avstängd; bilen kan bli försenad.</p>' in page


def test_closures_gone_by_are_not_on_the_pages():
    """Issued the day after the road opened."""
    timetable = build_timetable(county_season(issued_on=date(2026, 5, 9)))
    pages = dict(site_pages(timetable))
    names = ("bibliotek/kil.html", "dag/mandag.html")
    assert [False, False] == ["Ilanda är avstängd".encode() in pages[name] for name in names]


def test_the_map_s_table_stands_in_order_of_the_names_it_shows():
    """Hammarö's library lies in Skoghall, and its reader looks under H."""
    places = tuple(replace(one, name="Skoghall") if one.id == "ARV" else one for one in county().places)
    pages = dict(site_pages(build_timetable(county_season(dataset=county(places=places)))))
    table = next(html5lib.parse(pages["karta.html"].decode()).iter(f"{XHTML}tbody"))
    names = [text_of(next(row.iter(f"{XHTML}a"))) for row in table.iter(f"{XHTML}tr")]
    expected = [
        "Arvika bibliotek",
        "Karlstads stadsbibliotek",
        "Kils bibliotek",
        "Sunne bibliotek",
        "Årjängs bibliotek",
    ]
    assert expected == names


def test_staff_are_told_to_have_the_crates_ready(pages):
    """The crates that leave are to stand ready when the window opens."""
    assert "Ställ fram lådorna som ska hämtas före den första tiden." in pages["bibliotek/kil.html"]


def test_a_library_without_more_visits_says_so():
    """An empty answer would look like a fault of the page."""
    timetable = build_timetable(county_season(issued_on=county_season().last_date.replace(year=2027)))
    page = dict(site_pages(timetable))["bibliotek/kil.html"].decode()
    found = ("Ingen fler bil kommer till Kils bibliotek" in page, "Senare datum" in page)
    assert (True, False) == found


def test_text_of_the_data_set_stays_text():
    """A name cannot bring markup or scripts into a page, a picture or an attribute."""
    stops = tuple(
        replace(row, name="<script>x</script>\" onload='x", address="<b>") if row.id == "KIL" else row
        for row in county().stops
    )
    settings = replace(county().settings, title="<i>&", hub_name="<img src=x>")
    season = county_season(dataset=county(stops=stops, settings=settings))
    found = [
        name
        for name, page in site_pages(build_timetable(season))
        if re.search(rb"<(script>x|b>|i>|img)", page)
    ]
    assert [] == found


def test_pages_ask_for_nothing_from_elsewhere(pages):
    """A browser that obeys the page's own policy fetches nothing, and no address is there to be fetched."""
    for page in html(pages).values():
        assert "default-src 'none'" in page
        assert [] == re.findall(r"(?:src|url\()\W*https?:", page)


def test_the_day_s_table_says_what_its_map_says(pages):
    """A reader who does not see the map has everything in the table."""
    main = text_of(next(html5lib.parse(pages["dag/tisdag.html"]).iter(f"{XHTML}main")))
    assert all(words in main for words in ("Tur 1: Bokbil 1", "Arvika bibliotek", "08:05–08:35", "260,0"))


def test_the_driver_s_sheet_has_roads_address_and_load(pages):
    """Everything a driver needs on one sheet of paper."""
    main = text_of(next(html5lib.parse(pages["tur/mandag-bil-1.html"]).iter(f"{XHTML}main")))
    wanted = (
        "Storgatan 3, Sunne",
        "Lv 238 till Sunne",
        "42,0 km",
        "Rast vid Sunne bibliotek",
        "är avstängd 4–8 maj",
    )
    assert all(words in main for words in wanted)


def test_the_same_timetable_gives_the_same_bytes(pages):
    """Nothing of the clock or of chance is in the pages."""
    again = {name: content.decode() for name, content in site_pages(build_timetable(county_season()))}
    assert pages == again
