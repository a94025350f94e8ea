"""What a reader sees and does in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Open = Callable[..., Any]
"""Opens markup as a page of Playwright: the fixture ``open_page``."""


def lit(page: Any) -> list[str]:
    """The words that are lit, in text order."""
    return page.locator("#article .lit").evaluate_all("marks => marks.map((mark) => mark.textContent)")


def marked(page: Any) -> list[str]:
    """The quotes that the filter leaves marked, by the underline that the reader sees."""
    return page.locator("#article .quote").evaluate_all(
        """marks => marks.filter((mark) => getComputedStyle(mark).textDecorationColor !== "rgba(0, 0, 0, 0)")
                        .map((mark) => mark.textContent)"""
    )


def seen(page: Any, selector: str) -> bool:
    """Is the element within the window, clear of what is fixed above and below?"""
    return page.locator(selector).first.evaluate(
        """(element) => { const box = element.getBoundingClientRect();
            const top = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
            return top !== null && (element.contains(top) || top.contains(element)); }"""
    )


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.id")
