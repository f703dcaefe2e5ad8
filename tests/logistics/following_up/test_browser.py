"""The page in a real browser: accessible, within a phone's screen, alone, and on few sheets of paper."""

import re
from dataclasses import replace

import pytest

from logistics.following_up.page import page_bytes
from tests.logistics.browsing import axe_faults, browser, needs_chromium, open_page
from tests.logistics.following_up.worked import worked_year

KINDS = ("against.html", "lone.html")

__all__ = ["browser", "open_page"]
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def pages(follow, lone, tmp_path_factory):
    """The page with gaps and samples beside last year, and the page of a year alone."""
    folder = tmp_path_factory.mktemp("pages")
    worked = replace(follow, year=worked_year(sampled=("Kil",)), last=worked_year(year=2025))
    (folder / "against.html").write_bytes(page_bytes(worked))
    (folder / "lone.html").write_bytes(page_bytes(lone))
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_fault(open_page, kind):
    """Public pages must be accessible (lag 2018:1937), on screens and phones, in light and dark."""
    assert [] == axe_faults(open_page(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_hangs_over_the_edge_of_a_phone(open_page, kind):
    """Tables, pictures and long words end within 375 pixels."""
    page = open_page(kind, width=375)
    widest = page.evaluate(
        "Math.max(...Array.from(document.querySelectorAll('main *'), e => e.getBoundingClientRect().right))"
    )
    assert 375 >= page.evaluate("document.documentElement.scrollWidth")
    assert 375 >= widest


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_asks_for_itself_only(open_page, pages, kind):
    """It works in a mail, without a network, and tells nobody who reads it."""
    assert [(pages / kind).as_uri()] == open_page(kind).asked_for


def test_the_page_prints_on_two_sheets(open_page):
    """Three municipalities; each municipality more is a line in three tables."""
    pdf = open_page("against.html").pdf(prefer_css_page_size=True)
    assert 2 >= len(re.findall(rb"/Type\s*/Page\b", pdf))
