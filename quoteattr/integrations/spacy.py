"""spaCy: the pipeline component ``quoteattr`` (extra ``spacy``).

::

    nlp = spacy.blank("en")  # or any other pipeline
    nlp.add_pipe("quoteattr", config={"indirect": True, "cues": ["opined"]})
    doc = nlp(text)
    for quote in doc._.quotes:
        print(quote.speaker and quote.speaker.name, quote.text)
    for span in doc.spans["cues"]:
        print(span, "→", span._.quote.text)
    displacy.render(doc, style="span", options={"spans_key": "quotes"})

The entry point ``spacy_factories`` makes the component known wherever the package is installed.
"""

# No postponed annotations here: spaCy 3.7 validates the factory by them and does not look strings up.

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from quoteattr.arguments import checked_config
from quoteattr.config import Config
from quoteattr.integrations.extras import require
from quoteattr.parser import extract_quotes
from quoteattr.types import Quote, Span, Speaker

require("spacy", "spacy")

from spacy.language import Language  # noqa: E402  # behind the line that names the extra
from spacy.tokens import Doc  # noqa: E402
from spacy.tokens import Span as SpacySpan  # noqa: E402

QUOTES, CUES, MENTIONS = "quotes", "cues", "mentions"
"""The keys in ``doc.spans``."""

_STORED = "quoteattr"  # in doc.user_data, as JSON types: those can be serialized with the Doc


class QuoteAttr:
    """Finds the quotes of a Doc. It sets

    ``doc._.quotes``
        the records that :func:`quoteattr.extract_quotes` gives for ``doc.text``;
    ``doc.spans["quotes"]``
        each span of each quote, labelled with its kind;
    ``doc.spans["cues"]``
        labelled ``cue``;
    ``doc.spans["mentions"]``
        labelled like the entity there, or with what the speaker is (``person``);
    ``doc._.quotes_error``
        None, or what went wrong with this text, which then has no quotes: the others of the pipe are done.

    The ``_.quote`` of such a span is its :class:`~quoteattr.types.Quote` (None for all other spans), its ``id_`` the
    quote's place in ``doc._.quotes``, its ``kb_id_`` the name of the speaker. It is the span of the record, grown to
    whole tokens where it begins or ends within one.

    Where the Doc has entities, and unless ``entities`` is off, a mention within a longer entity becomes that entity, in
    ``doc._.quotes`` as well. ``rules_off``, ``cues``, ``speakers``, ``skip`` and ``language`` are those of
    :class:`quoteattr.Config`.
    """

    def __init__(self, *, indirect: bool, entities: bool, config: Config | None = None) -> None:
        self.indirect = indirect
        self.entities = entities
        self.config = checked_config(config)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with its quotes."""
        try:
            quotes, problem = self._quotes(doc), None
        except Exception as error:  # one text must not cost the others of the pipe
            quotes, problem = [], f"{type(error).__name__}: {error}"
        groups: dict[str, list[SpacySpan]] = {QUOTES: [], CUES: [], MENTIONS: []}
        for index, quote in enumerate(quotes):
            for key, span, label in _spans(quote, doc.ents):
                name = quote.speaker.name if quote.speaker else ""
                found = doc.char_span(
                    span.start, span.end, label, kb_id=name, alignment_mode="expand", span_id=str(index)
                )
                if found is not None:  # no token there
                    groups[key].append(found)
        for key, spans in groups.items():
            doc.spans[key] = spans
        doc.user_data[_STORED] = _stored(quotes) | {"error": problem}
        return doc

    def _quotes(self, doc: Doc) -> list[Quote]:
        quotes = extract_quotes(doc.text, indirect=self.indirect, config=self.config)
        return [_with_entity(quote, doc.ents) for quote in quotes] if self.entities else quotes


def _with_entity(quote: Quote, entities: Sequence[SpacySpan]) -> Quote:
    """The quote with the entity around its mention as its mention."""
    mention = quote.mention
    if mention is None:
        return quote
    for entity in entities:
        if entity.start_char <= mention.start and mention.end <= entity.end_char:
            return replace(quote, mention=Span(entity.start_char, entity.end_char, entity.text))
    return quote


def _spans(quote: Quote, entities: Sequence[SpacySpan]) -> Iterator[tuple[str, Span, str]]:
    """The spans of a quote, each with its key and its label."""
    for span in quote.spans:
        yield QUOTES, span, quote.kind.value
    if quote.cue:
        yield CUES, quote.cue, "cue"
    if quote.mention:
        yield MENTIONS, quote.mention, _label(quote.mention, quote.speaker, entities)


def _label(mention: Span, speaker: Speaker | None, entities: Sequence[SpacySpan]) -> str:
    """The label of the entity within a mention that has a word of the speaker's name, else what the speaker is.

    Other entities within it belong to a title or a place: *Westbrook* in *Mayor Ada Quill of Westbrook*.
    """
    if speaker is None:
        return "mention"
    name = set(speaker.name.split())
    for entity in entities:
        if mention.start <= entity.start_char and entity.end_char <= mention.end and name & set(entity.text.split()):
            return str(entity.label_)
    return speaker.kind.value


def _stored(quotes: list[Quote]) -> dict[str, Any]:
    """Quotes as JSON types and their speakers once: a quote has the index of its own, as in the JSON of an article."""
    speakers = list({id(quote.speaker): quote.speaker for quote in quotes if quote.speaker}.values())
    places = {id(speaker): place for place, speaker in enumerate(speakers)}
    written = [replace(quote, speaker=None).to_dict() | {"speaker": places.get(id(quote.speaker))} for quote in quotes]
    return {"speakers": [speaker.to_dict() for speaker in speakers], "quotes": written}


def _read(stored: dict[str, Any]) -> Iterator[Quote]:
    speakers = [Speaker.from_dict(speaker) for speaker in stored["speakers"]]
    for written in stored["quotes"]:
        place = written["speaker"]
        yield replace(Quote.from_dict(written | {"speaker": None}), speaker=None if place is None else speakers[place])


class _Quotes:
    """The quotes of Docs. Those of the Doc that was asked last are kept: its spans are most often asked one by one."""

    def __init__(self) -> None:
        self._last: tuple[object, tuple[Quote, ...]] = (None, ())

    def of_doc(self, doc: Doc) -> tuple[Quote, ...]:
        """All quotes of a Doc, none of one that the component never saw."""
        stored = doc.user_data.get(_STORED)
        if stored is None:
            return ()
        known, quotes = self._last
        if known is not stored:
            quotes = tuple(_read(stored))
            self._last = stored, quotes
        return quotes

    def of_span(self, span: SpacySpan) -> Quote | None:
        """The quote that a span is a part of, or the cue or the mention of; None for a span of another component."""
        quotes = self.of_doc(span.doc)
        place = span.id_
        if not (place.isdecimal() and int(place) < len(quotes)):
            return None
        quote = quotes[int(place)]
        parts = filter(None, (*quote.spans, quote.cue, quote.mention))
        return quote if any(_covers(span, part) for part in parts) else None


def _covers(span: SpacySpan, part: Span) -> bool:
    return bool(span.start_char <= part.start and part.end <= span.end_char)


def make_quoteattr(
    nlp: Language,
    name: str,
    indirect: bool,
    entities: bool,
    rules_off: Sequence[str] = (),
    cues: Sequence[str] = (),
    speakers: Sequence[str] = (),
    skip: Sequence[str] = (),
    language: str = "en",
) -> QuoteAttr:
    """The factory of the component. The pipeline keeps its config, so there is nothing else to serialize."""
    config = Config(rules_off, cues, speakers, skip, language)
    return QuoteAttr(indirect=indirect, entities=entities, config=config)


def _error(doc: Doc) -> str | None:
    error: str | None = doc.user_data.get(_STORED, {}).get("error")
    return error


_QUOTES = _Quotes()
_OPTIONS = {"rules_off": [], "cues": [], "speakers": [], "skip": [], "language": "en"}

Doc.set_extension("quotes", getter=_QUOTES.of_doc, force=True)
Doc.set_extension("quotes_error", getter=_error, force=True)
SpacySpan.set_extension("quote", getter=_QUOTES.of_span, force=True)
Language.factory(
    "quoteattr",
    default_config={"indirect": False, "entities": True, **_OPTIONS},
    assigns=["doc._.quotes", "doc._.quotes_error", "doc.spans", "span._.quote"],
    func=make_quoteattr,
)
