"""The page in a real browser: accessible, within a phone's screen, alone, and on few sheets of paper."""

import os
import re
import shutil
from dataclasses import replace
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from logistics.following_up.page import page_bytes
from tests.logistics.following_up.worked import worked_year

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
KINDS = ("against", "lone")

# On a user's machine without a browser the other tests still tell much; in CI a missing browser is a fault.
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"),
    reason="no Chromium on this machine to look at the page with",
)


@pytest.fixture(scope="module")
def pages(follow, lone, tmp_path_factory):
    """The page with gaps and samples beside last year, and the page of a year alone."""
    folder = tmp_path_factory.mktemp("pages")
    worked = replace(follow, year=worked_year(sampled=("Kil",)), last=worked_year(year=2025))
    (folder / "against.html").write_bytes(page_bytes(worked))
    (folder / "lone.html").write_bytes(page_bytes(lone))
    return folder


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, pages):
    """Open a page at a width."""
    contexts = []

    def opened(kind, *, width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.asked_for = []
        page.on("request", lambda request: page.asked_for.append(request.url))
        page.goto((pages / f"{kind}.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_fault(open_page, kind):
    """Public pages must be accessible (lag 2018:1937), on screens and phones, in light and dark."""
    page = open_page(kind)
    for width, colours in product((1280, 375), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=colours)
        results = Axe().run(page)
        assert [] == results.response["violations"], (width, colours, results.generate_report())


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
    assert [(pages / f"{kind}.html").as_uri()] == open_page(kind).asked_for


def test_the_page_prints_on_two_sheets(open_page):
    """Three municipalities; each municipality more is a line in three tables."""
    pdf = open_page("against").pdf(prefer_css_page_size=True)
    assert 2 >= len(re.findall(rb"/Type\s*/Page\b", pdf))
