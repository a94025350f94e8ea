"""Take the picture of the HTML view for README and docs: ``docs/images/view.png``.

    python scripts/view_picture.py [--chromium /usr/bin/chromium]

Needs Playwright and a Chromium. The article is the bundled seed, with reported speech; the pointer rests on one of its
quotes, so that the picture shows how cue, mention and confidence are told, and why.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoteattr import parse  # noqa: E402

SEED = ROOT / "seeds" / "000_b75c9b74d2e65ba9.txt"
OUTLET = "TASS"
TITLE = "British defense minister says invited Russian counterpart to visit London"
PICTURE = ROOT / "docs" / "images" / "view.png"
WIDTH, HEIGHT = 1160, 990
HOVERED = "#quote-3"
FADE = 900  # milliseconds until the highlights have settled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of the browser")
    options = parser.parse_args()
    page = parse(SEED.read_text(encoding="utf-8"), indirect=True).to_html(title=TITLE, outlet=OUTLET)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        tab.set_content(page)
        tab.hover(HOVERED)
        tab.wait_for_timeout(FADE)
        tab.evaluate("scrollTo(0, 0)")  # pointing at it may have scrolled
        tab.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
