"""Look at pages in a real browser, and for what keeps somebody from reading them.

Whoever takes `open_page` from here has a fixture `pages`: the folder that the pages stand in.
"""

import os
import shutil
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
STOCKHOLM = ZoneInfo("Europe/Stockholm")

# On a user's machine without a browser the other tests still tell much; in CI a missing browser is a fault.
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"),
    reason="no Chromium on this machine to look at the pages with",
)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, pages):
    """Open a page at a width, with or without scripts, at a moment."""
    pages_open = []

    def opened(name, *, width=1280, scripts=True, moment=None):
        page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        pages_open.append(page)
        page.asked_for = []
        page.on("request", lambda request: page.asked_for.append(request.url))
        if moment:
            page.clock.set_fixed_time(datetime(*moment, tzinfo=STOCKHOLM))
        page.goto((pages / name).as_uri())
        return page

    yield opened
    for page in pages_open:
        page.close()


def axe_faults(page):
    """What axe finds on screens and phones, in light and dark: each with where it was found."""
    found = []
    for width, colours in product((1280, 375), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=colours)
        results = Axe().run(page)
        if results.response["violations"]:
            found.append((width, colours, results.generate_report()))
    return found
