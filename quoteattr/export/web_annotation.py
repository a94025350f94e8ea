"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/) as JSON-LD.

A quote becomes up to three annotations that any viewer of the standard can show: its words, its cue and its mention.
The model has no relation for attribution, so the words are *identified* by a body with the speaker's name, and cue and
mention are *linked* to the annotation of the words.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from quoteattr.rules.words import rule_in_words
from quoteattr.types import Article, Quote, QuoteKind, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points of prefix and suffix: enough to find the words again after an edit elsewhere


def to_web_annotation(article: Article, *, source: str | None = None) -> dict[str, Any]:
    """The quotes of an article as an ``AnnotationCollection`` with one page, ready for ``json.dump``.

    ``source`` is the IRI of the article; every annotation targets it, and their own IRIs are its fragments
    (``#quote-3``, ``#quote-3-cue``, ``#quote-3-mention``). By default it is the ``ni:`` IRI of the text's SHA-256
    (RFC 6920), which names the text wherever it lies.

    Each stretch of text is selected twice, by position (code points, as the standard counts) and by its words with up
    to 32 code points around them. A quote of several spans has several targets. Quotes of kind ``other`` are
    included, since their bodies say so.
    """
    iri = _name_of(article.text) if source is None else source
    items = [
        item for index, quote in enumerate(article.quotes) for item in _annotations(article.text, iri, index, quote)
    ]
    return {
        "@context": CONTEXT,
        "id": f"{iri}#quotes",
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"id": f"{iri}#quotes-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _name_of(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _annotations(text: str, iri: str, index: int, quote: Quote) -> Iterator[dict[str, Any]]:
    words = f"{iri}#quote-{index}"
    if quote.spans:  # an annotation without a target is none
        yield _annotation(text, iri, words, quote.spans, list(_bodies(quote)))
    for role, span in (("cue", quote.cue), ("mention", quote.mention)):
        if span:
            link = {"type": "SpecificResource", "source": words, "purpose": "linking"}
            yield _annotation(text, iri, f"{words}-{role}", [span], [_body("classifying", role), link])


def _annotation(text: str, iri: str, name: str, spans: Sequence[Span], bodies: list[dict[str, Any]]) -> dict[str, Any]:
    targets = [{"type": "SpecificResource", "source": iri, "selector": _selectors(text, span)} for span in spans]
    return {"id": name, "type": "Annotation", "body": bodies, "target": targets}


def _bodies(quote: Quote) -> Iterator[dict[str, Any]]:
    yield _body("classifying", "no quotation" if quote.kind is QuoteKind.OTHER else f"{quote.kind.value} quotation")
    if quote.speaker:
        yield _body("identifying", quote.speaker.name)
    if quote.rule:
        rules = [f"{rule_in_words(rule)} ({rule})" for rule in (quote.rule, quote.speaker_rule) if rule]
        yield _body("describing", f"{'; '.join(rules)}; confidence {quote.confidence:.2f}")


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]
