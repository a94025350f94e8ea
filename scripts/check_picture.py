"""Take the picture of a checked draft for README and docs: ``docs/images/check.png``.

    python scripts/check_picture.py [--chromium /usr/bin/chromium]

Needs a Chromium and the extra ``check``. Draft and source are invented.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoteattr.checking import check_quotes  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "check.png"
SIZE = "1200,720"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={SIZE}")

SOURCE = """\
“The river will rise tonight, and nobody can stop it,” said Mayor Ada Quill. “We have closed 1,200 metres of road.”

Tom Hollis, a baker, was angry. “I will not leave my shop,” he said, “whatever the mayor says about the old bridge.”

The bridge was built in 1890 by the millers of Tarn.
"""
DRAFT = """\
Mayor Ada Quill warned the town: “The river will rise … and nobody can stop it.” She has “closed 1,300 metres of road”.

“I will leave my shop,” said Bo Reed, a baker.

“The bridge is about to burst, and we shall all drown,” he added.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of the browser")
    options = parser.parse_args()
    page = check_quotes(DRAFT, {"council.txt": SOURCE}).to_html(title="The flood: a draft")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        subprocess.run([options.chromium, *FLAGS, f"--screenshot={PICTURE}", file.as_uri()], check=True, timeout=120)


if __name__ == "__main__":
    main()
