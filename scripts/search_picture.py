"""Draw the picture of a search for README and docs: ``docs/images/search.svg``.

    python scripts/search_picture.py

Needs the extra ``archive``. It is what the command prints on a terminal, of articles that are invented; a test holds
the words of the picture to it.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoteattr import parse  # noqa: E402
from quoteattr.archive import Archive, Entry  # noqa: E402
from quoteattr.cli.searches import found_table  # noqa: E402
from quoteattr.metadata import Metadata  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "search.svg"
ASKED = "flood"
SPEAKER = "Quill"
COMMAND = f'$ quoteattr search quotes.db "{ASKED}" --speaker "{SPEAKER}"'
COLUMNS = 110

ARTICLES = (
    (
        "“The river will flood the lower town tonight,” said Mayor Ada Quill. Tom Hollis, a baker, shrugged.\n",
        Metadata(title="River rises", date="2025-01-31", outlet="The Tarn Echo", url="https://echo.example/river"),
    ),
    (
        "“We never had a flood wall, and now everybody asks why,” Ada M. Quill told the council.\n",
        Metadata(title="Who pays?", date="2025-02-12", outlet="Westbrook Post", url="https://post.example/pays"),
    ),
    (
        "Tom Hollis called the flood “an act”. Ada Quill, the mayor, called the floods “a failure of planning”.\n",
        Metadata(title="The blame", date="2025-03", outlet="The Tarn Echo", url="https://echo.example/blame"),
    ),
)


def picture() -> str:
    """The picture as SVG. It asks no other server for a font."""
    console = Console(record=True, width=COLUMNS, force_terminal=True, color_system="truecolor", file=io.StringIO())
    console.print(COMMAND, style="bold", highlight=False)
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "quotes.db") as archive:
        archive.add(Entry(str(about.url), parse(text), about) for text, about in ARTICLES)
        console.print(found_table(list(archive.search(ASKED, speaker=SPEAKER)), console))
    drawn = console.export_svg(title="quoteattr search", theme=SVG_EXPORT_THEME, unique_id="search")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


def words(drawn: str) -> list[str]:
    """What stands in a picture, line by line."""
    return [
        re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), line).split()
        for line in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    ]


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
