"""Hostile texts, each a function from a number of characters to a text of exactly that length.

None of them is news; each is the worst that some step of the engine can meet (pairing, tokens, names, cues, lines).
"""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]

DEPTH = 10_000
"""How deep :func:`nested_marks` goes where the text is long enough."""

MARKS = "\"'`´“”„‟‘’‚‛«»‹›「」『』〝〞＂＇"
"""Quotation marks of every kind, openers and closers."""

_SCRIPTS = ("mayor", "мэр", "δήμαρχος", "עיר", "عمدة", "市長", "시장", "महापौर", "นายก", "Քաղաք")
# A family joined by zero-width joiners, a flag, a skin tone, stacked accents, a variation selector, a keycap.
_EMOJI = "👩\u200d👩\u200d👧 🇪🇺 👍🏽 e\u0301\u0302\u0303\u0327 ❤\ufe0f 7\ufe0f\u20e3 "


def only_marks(n: int) -> str:
    """Quotation marks of every kind and nothing else."""
    return _fill(MARKS, n)


def never_closed(n: int) -> str:
    """One opening mark at the start, then sentences on one line without any other."""
    return _fill("the council met and the mayor spoke of rain. ", n, start="“")


def nested_marks(n: int) -> str:
    """Marks nested 10,000 deep (a third of a short text opens, a third closes), words inside."""
    depth = min(DEPTH, n // 3) // 2 * 2
    return _fill("“‘", depth) + _fill("rain ", n - 2 * depth) + _fill("’”", depth)


def one_word(n: int) -> str:
    """A single word."""
    return "a" * n


def capitals(n: int) -> str:
    """Capital letters only: every word could be a name."""
    return _fill("THE MAYOR OF WESTBROOK SAID THAT ANNA LEE WAS RIGHT ", n)


def he_said(n: int) -> str:
    """A subject and a cue again and again, with nothing said."""
    return _fill("he said ", n)


def initials(n: int) -> str:
    """Initials only: every full stop could end a sentence."""
    return _fill("".join(f"{letter}. " for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), n)


def commas(n: int) -> str:
    """Commas only."""
    return "," * n


def alternating_scripts(n: int) -> str:
    """Words of ten scripts by turns, some from right to left, some without spaces."""
    return _fill(" ".join(_SCRIPTS) + " " + "".join(_SCRIPTS) + " ", n)


def emoji_and_combining(n: int) -> str:
    """Emoji of several code points and letters under stacked marks."""
    return _fill(_EMOJI, n)


def blank_lines(n: int) -> str:
    """Blank lines only."""
    return "\n" * n


def joined_names(n: int) -> str:
    """A name that goes on over "of" without an end, inside of a quotation that nothing closes."""
    return _fill("University of ", n, start="“It rained,” said Lee. “")


def joined_firms(n: int) -> str:
    """A firm that goes on over "&" without an end."""
    return _fill("Lee & ", n, start="“It rained,” said Lee. “")


def names_only(n: int) -> str:
    """One run of capitalized words behind an attribution."""
    return _fill("Ada Quill Reed Tarn ", n, start="“It rained,” said Lee. ")


def short_answers(n: int) -> str:
    """A quotation of one word with its attribution, again and again."""
    return _fill('"x," he said. ', n)


def open_brackets(n: int) -> str:
    """Straight marks around brackets: a quotation every two characters."""
    return _fill('"[', n)


def one_letter_sentences(n: int) -> str:
    """A quotation of one letter that is a sentence, every five characters."""
    return _fill("“x.” ", n)


SHAPES: tuple[Shape, ...] = (
    only_marks,
    never_closed,
    nested_marks,
    one_word,
    capitals,
    he_said,
    initials,
    commas,
    alternating_scripts,
    emoji_and_combining,
    blank_lines,
    joined_names,
    joined_firms,
    names_only,
    short_answers,
    open_brackets,
    one_letter_sentences,
)


def _fill(pattern: str, n: int, *, start: str = "") -> str:
    return (start + pattern * (n // len(pattern) + 1))[:n]
