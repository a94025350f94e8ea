"""brat standoff in the shape of the PolNeAR corpus, so that its readers and brat itself can open our output.

An attributed quote becomes the text-bound lines ``Source``, ``Cue`` and ``Content``, the line ``Attribution`` as the
trigger, and an event that joins them::

    T1	Source 42 49	Bo Quill
    T2	Cue 50 54	said
    T3	Content 0 19;57 70	it rained all night and it is cold
    T4	Attribution 50 54	said
    E1	Attribution:T4 Content:T3 Cue:T2 Source:T1

What the corpus prescribes, seen in its files: the trigger repeats the cue; without a source the event is called
``Attribution-no-source``. There are T and E lines only, because its reader refuses every other one, so the speaker's
name and the rules do not fit in: take rows or JSON for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quoteattr.types import Article, Quote, QuoteKind, Span

ANNOTATION_CONF = """\
# The annotations of quoteattr, in the shape of PolNeAR.

[entities]
Source
Cue
Content

[relations]
# Words quoted inside of other words overlap with them.
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]
Attribution\tContent:Content, Cue?:Cue, Source?:Source
Attribution-no-source\tContent:Content, Cue?:Cue

[attributes]
"""
"""The ``annotation.conf`` of a folder of articles, without which brat takes every line for a mistake."""

# Text between breaks, without white space at its ends. brat stores an annotation on one line with tabs between the
# fields, so one across a line break (all those of str.splitlines, which brat reads its files with) or a tab has to be
# discontinuous.
_UNBROKEN = re.compile(r"\S(?:[^\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*\S)?")

_Extent = tuple[int, int]


def to_brat(article: Article) -> str:
    """The ``.ann`` file of an article, one annotation a line; empty when nothing is attributed or quoted.

    The ``.txt`` file beside it must hold ``article.text`` unchanged (in Python: ``open(..., newline="")``), since the
    offsets count its code points. Spans are those of the records, quotation marks excluded, cut where the text breaks
    the line. An attribution without a cue has its mention as the trigger; content that nobody is credited with is a
    ``Content`` line without an event. Quotes of kind ``other`` are no attributions and are left out.
    """
    file = _File(article.text)
    for quote in article.quotes:
        if quote.kind is not QuoteKind.OTHER and quote.text.strip():  # brat has no empty annotations
            file.add(quote)
    return "".join(f"{line}\n" for line in file.lines)


class _File:
    """The lines so far; their order and numbering are those of brat: source, cue, content, trigger, event."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self._bounds = 0
        self._events = 0

    def add(self, quote: Quote) -> None:
        source = self._bound("Source", [quote.mention])
        cue = self._bound("Cue", [quote.cue])
        content = self._bound("Content", quote.spans)
        event = "Attribution" if source else "Attribution-no-source"
        trigger = self._bound(event, [quote.cue if cue else quote.mention])
        if trigger:
            roles = {event: trigger, "Content": content, "Cue": cue, "Source": source}
            self._events += 1
            arguments = " ".join(f"{role}:{key}" for role, key in roles.items() if key)
            self.lines.append(f"E{self._events}\t{arguments}")

    def _bound(self, role: str, spans: Iterable[Span | None]) -> str:
        """Write a text-bound line and return its key, or an empty string if there are no words to bind."""
        extents = [extent for span in spans if span for extent in self._unbroken(span)]
        if not extents:
            return ""
        self._bounds += 1
        key = f"T{self._bounds}"
        offsets = ";".join(f"{start} {end}" for start, end in extents)
        covered = " ".join(self.text[start:end] for start, end in extents)
        self.lines.append(f"{key}\t{role} {offsets}\t{covered}")
        return key

    def _unbroken(self, span: Span) -> Iterable[_Extent]:
        return (match.span() for match in _UNBROKEN.finditer(self.text, span.start, span.end))
