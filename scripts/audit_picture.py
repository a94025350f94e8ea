"""Draw the picture of docs/audit.md, of invented figures: python scripts/audit_picture.py"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoteattr.view.bars import Bar, to_svg  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "audit.svg"
_BARS = (
    Bar("The Tarn Echo", (412, 655, 96)),
    Bar("Wharf Gazette", (298, 301, 54)),
    Bar("Westbrook Courier", (117, 402, 88)),
    Bar("Harbour Weekly", (61, 44, 12)),
)


def picture() -> str:
    """The picture as it should be."""
    return to_svg(_BARS, ("female", "male", "unknown"), title="Quotes by outlet and gender", unit="quotes")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
