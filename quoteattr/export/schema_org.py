"""schema.org markup of an article's quotations, for publishers to put into their pages as JSON-LD."""

from __future__ import annotations

from typing import Any

from quoteattr.types import Article, Quote, QuoteKind, Speaker, SpeakerKind

CONTEXT = "https://schema.org"

# The two types that schema.org allows for a speaker. Groups and the unnamed are neither for sure, and go in as text,
# which schema.org accepts in the place of a thing.
_TYPES = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANIZATION: "Organization"}

# Reported speech is the journalist's wording; as a Quotation it would put words into somebody's mouth.
_VERBATIM = frozenset({QuoteKind.DIRECT, QuoteKind.MIXED})


def to_schema_org(article: Article, *, url: str | None = None, headline: str | None = None) -> dict[str, Any]:
    """An ``Article`` whose parts are the ``Quotation`` objects of its direct and mixed quotes, ready for ``json.dump``.

    ``url`` and ``headline`` describe the article when given. Each quotation has ``text`` and, where the speaker is
    known, ``spokenByCharacter`` (to whom the article attributes it) and, for people and organizations with a name,
    ``creator``. A speaker has the same ``@id``, relative to ``url``, at each of their quotations. What the text
    suggests of a person's gender is not published: it is open to doubt.
    """
    keys = {speaker: f"{url or ''}#speaker-{number}" for number, speaker in enumerate(_speakers(article), start=1)}
    page: dict[str, Any] = {"@context": CONTEXT, "@type": "Article"}
    page |= {key: value for key, value in (("url", url), ("headline", headline)) if value is not None}
    page["hasPart"] = [_quotation(quote, keys) for quote in article.quotes if quote.kind in _VERBATIM]
    return page


def _speakers(article: Article) -> list[Speaker]:
    """Everybody who is quoted, once, in order of their first quote."""
    return list(dict.fromkeys(quote.speaker for quote in article.quotes if quote.speaker))


def _quotation(quote: Quote, keys: dict[Speaker, str]) -> dict[str, Any]:
    quotation: dict[str, Any] = {"@type": "Quotation", "text": quote.text}
    if quote.speaker is None:
        return quotation
    if quote.speaker.kind not in _TYPES:
        return quotation | {"spokenByCharacter": quote.speaker.name}
    key = keys[quote.speaker]
    return quotation | {"spokenByCharacter": _character(quote.speaker, key), "creator": {"@id": key}}


def _character(speaker: Speaker, key: str) -> dict[str, Any]:
    character: dict[str, Any] = {"@id": key, "@type": _TYPES[speaker.kind], "name": speaker.name}
    if speaker.aliases:
        character["alternateName"] = list(speaker.aliases)
    if speaker.titles:
        character["description"] = ", ".join(speaker.titles)  # a title need not be a jobTitle: "Mrs."
    return character
