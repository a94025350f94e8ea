"""Shares as a picture: a bar for each group, cut into its parts, as SVG that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import NamedTuple

from quoteattr.view.html import Html, element
from quoteattr.view.terminal import shorten

_INK, _FAINT, _PAPER, _WHITE = "#1f1d1a", "#66615a", "#fdfcf8", "#fff"
_COLORS = (  # each with that of figures on it; neighbours differ in lightness, too, for printers and the colour-blind
    *(("#0060a8", _WHITE), ("#e8935a", _INK), ("#4db892", _INK), ("#8a3a80", _WHITE)),
    *(("#dfb84a", _INK), ("#a3203f", _WHITE), ("#6fcbe0", _INK), ("#4b5666", _WHITE)),
)
_UNKNOWN_COLOR = ("#c4beb2", _INK)
_WIDTH, _LABEL, _EDGE = 860, 230, 24  # pixels: all of it, the names on the left, and the margin
_ROW, _BAR, _TOP = 34, 22, 96
_FIGURE = 34  # pixels that a share in figures needs
_LABEL_COLUMNS = 30
MOST_BARS = 60
"""So many groups are drawn; more would be no picture."""


class Bar(NamedTuple):
    """A group: what it is called, and how much each part of it is."""

    label: str
    parts: Sequence[float]
    """In the order of the parts of the picture; not shares, but what the shares are of."""


def to_svg(bars: Sequence[Bar], parts: Sequence[str], *, title: str, unit: str, unknown: str = "unknown") -> str:
    """The bars, each as long as all others, and how much each is in all.

    Args:
        bars: the groups, from the top; of more than :data:`MOST_BARS` the first.
        parts: what the parts are called; the one called ``unknown`` is grey.
        title: what it shows.
        unit: what is counted: ``quotes``.
    """
    drawn = list(bars[:MOST_BARS])
    left = len(bars) - len(drawn)
    height = _TOP + _ROW * len(drawn) + (_ROW if left else 0) + _EDGE
    colors = _colors(parts, unknown)
    rows = [row for number, bar in enumerate(drawn) for row in _row(bar, parts, colors, _TOP + _ROW * number, unit)]
    more = [_text(f"and {left:,} more", _EDGE, height - _EDGE, fill=_FAINT)] if left else []
    picture = element(
        "svg",
        element("title", title),
        element("rect", width=_WIDTH, height=height, fill=_PAPER),
        _text(title, _EDGE, 40, size=20, font_weight=600),
        list(_legend(parts, colors)),
        rows,
        more,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {height}",
        width=_WIDTH,
        height=height,
        role="img",
        font_family="system-ui, 'Segoe UI', 'Noto Sans', Roboto, sans-serif",
    )
    return f"{picture}\n"


def _colors(parts: Sequence[str], unknown: str) -> list[tuple[str, str]]:
    known = cycle(_COLORS)
    return [_UNKNOWN_COLOR if part == unknown else next(known) for part in parts]


def _legend(parts: Sequence[str], colors: Sequence[tuple[str, str]]) -> Iterator[Html]:
    x = float(_EDGE)
    for part, (color, _) in zip(parts, colors, strict=True):
        yield element("rect", x=round(x), y=60, width=12, height=12, fill=color)
        yield _text(part, x + 18, 71, fill=_FAINT)
        x += 18 + 8.0 * len(part) + 22


def _row(bar: Bar, parts: Sequence[str], colors: Sequence[tuple[str, str]], y: int, unit: str) -> Iterator[Html]:
    whole = sum(bar.parts)
    yield _text(shorten(bar.label, _LABEL_COLUMNS), _EDGE, y + 16)
    room = _WIDTH - _LABEL - 2 * _EDGE - 70
    x = float(_EDGE + _LABEL)
    for name, (color, ink), part in zip(parts, colors, bar.parts, strict=True):
        share = part / whole if whole else 0.0
        if not part:
            continue
        told = element("title", f"{bar.label}: {name} {part:,.0f} {unit}, {share:.1%}")
        yield element("rect", told, x=f"{x:.1f}", y=y, width=f"{share * room:.1f}", height=_BAR, fill=color)
        if share * room >= _FIGURE:
            yield _text(f"{share:.0%}", x + 6, y + 16, size=12, fill=ink)
        x += share * room
    yield _text(f"{whole:,.0f}", _WIDTH - _EDGE, y + 16, fill=_FAINT, text_anchor="end")


def _text(told: str, x: float, y: float, *, size: int = 14, fill: str = _INK, **style: str | int) -> Html:
    return element("text", told, x=f"{x:.0f}", y=f"{y:.0f}", font_size=size, fill=fill, **style)
