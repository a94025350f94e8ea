"""A text as it is read: what typesetting, encodings and markup put between the letters is taken out, offset by offset.

Soft hyphens and zero-width characters, HTML entities and inline tags, the links, emphasis and block quotations of
Markdown, the marks of Windows-1252 that came through as control characters, and those of UTF-8 that were decoded twice.
What is read has the length of the text, so that an offset into the one is an offset into the other: the caller's text
is never changed.
"""

from __future__ import annotations

import re
from html import unescape

FILL = "\x1f"
"""Stands where nothing is read. White space for patterns, but two words with nothing else between are not parted."""

_WINDOWS = {0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x96: "–", 0x97: "—"}
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), FILL)
_CHARACTERS = {ord(FILL): " ", **_WINDOWS, **_UNSEEN}
# The third byte of a mark in UTF-8 that was read as Windows-1252 or Latin-1: â€œIt rained,â€\x9d said Ann Lee.
_UTF_8 = {
    "œ": "“",
    "\x9c": "“",
    "\x9d": "”",
    "™": "’",
    "\x99": "’",
    "˜": "‘",
    "\x98": "‘",
    "“": "–",
    "”": "—",
    "¦": "…",
}
_INLINE = "a|abbr|b|cite|em|font|i|mark|small|span|strong|sub|sup|u"
# Each begins with a plain character, so that the engine finds where to look in C, and each reaches a bounded way.
_DECODED_TWICE = re.compile(f"â[€\x80]([{''.join(_UTF_8)}]?)")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}[0-9]{0,2}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5});")
_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]{{0,500}})?>")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?://|/|#|mailto:|www\.)[^\s()]{0,500}\)")
_STRESSED = re.compile(r"(\*(?<![\w*]\*)\*{0,2})(?=[^\s*])([^*\n]{1,500})(?<=\S)\1(?![\w*])")
_UNDERLINED = re.compile(r"(_(?<!\w_)_{0,2})(?=[^\s_])([^_\n]{1,500})(?<=\S)\1(?!\w)")
_LINE = re.compile(r"\n[ \t]{0,8}(?:>[> \t]{0,8}|#{1,6}[ \t])")


def as_read(text: str) -> str:
    """The text as it is read, of the same length. Linear; the text itself where it hides nothing."""
    read = text
    if any(map(text.__contains__, map(chr, _CHARACTERS))):
        read = read.translate(_CHARACTERS)
    for sign, pattern, shown in _MARKUP:
        if sign in read:
            read = pattern.sub(shown, read)
    if ">" in read or "#" in read:
        read = _LINE.sub(_blank, f"\n{read}")[1:]
    if read == text:
        return text
    shown_first = read.lstrip(FILL)
    return " " * (len(read) - len(shown_first)) + shown_first


def _character(found: re.Match[str]) -> str:
    """The character of an entity behind as much nothing; what stands for none stays as it is."""
    entity = found[0]
    character = unescape(entity)
    if len(character) != 1:
        return entity
    character = character.translate(_CHARACTERS)
    if character == "\xa0":
        return " " * len(entity)
    return character.rjust(len(entity), FILL) if character.isprintable() or character == FILL else entity


def _nothing(found: re.Match[str]) -> str:
    return FILL * len(found[0])


def _name_of_link(found: re.Match[str]) -> str:
    return f"{FILL}{found[1]}".ljust(len(found[0]), FILL)


def _stressed(found: re.Match[str]) -> str:
    fill = FILL * len(found[1])
    return f"{fill}{found[2]}{fill}"


def _blank(found: re.Match[str]) -> str:
    return "\n".ljust(len(found[0]))


def _once_more(found: re.Match[str]) -> str:
    """The mark behind as much nothing; where its last byte was lost, as the closing mark's often is, that one."""
    return _UTF_8.get(found[1], "”").rjust(len(found[0]), FILL)


_MARKUP = (
    ("â", _DECODED_TWICE, _once_more),
    ("&", _ENTITY, _character),
    ("<", _TAG, _nothing),
    ("](", _LINK, _name_of_link),
    ("*", _STRESSED, _stressed),
    ("_", _UNDERLINED, _stressed),
)
