"""The picture of a search in README and docs is what the command prints."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sqlite_utils", reason="needs the extra archive")
pytest.importorskip("rich", reason="needs the extra archive")
pytest.importorskip("filelock", reason="needs the extra archive")

from scripts import search_picture


def test_the_picture_is_current() -> None:
    """Its words, line by line: how they are drawn is a matter of the version of rich."""
    kept = Path(search_picture.PICTURE).read_text(encoding="utf-8")
    assert search_picture.words(kept) == search_picture.words(search_picture.picture()), (
        "run python scripts/search_picture.py"
    )
    assert "@" not in kept  # no font of another server
    assert len(kept) < 20_000
