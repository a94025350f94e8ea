"""The notes, one a quote: what the record says, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoteattr.rules.words import rule_in_words
from quoteattr.types import Article, Decision, GenderValue, Option, Quote, QuoteKind, Speaker
from quoteattr.view.cast import Cast, badge
from quoteattr.view.decisions import decided_in_words, named
from quoteattr.view.html import Html, element
from quoteattr.view.marked import mark_id
from quoteattr.view.words import snippet


def panel() -> Html:
    """Where the script shows the note of the quote that is pointed at; without the script it stays away."""
    return element(
        "aside",
        element(
            "div",
            element("button", "←", type="button", id="previous", aria_label="Previous quote"),
            element("button", "→", type="button", id="next", aria_label="Next quote"),
            element("button", "×", type="button", id="close", aria_label="Close"),
            class_="bar",
        ),
        element("div", element("p", "Point at a quote, or walk from one to the next with the arrow keys."), id="shown"),
        id="panel",
        aria_label="The quote in focus",
        hidden=True,
    )


def notes(article: Article, cast: Cast, decisions: Sequence[Decision] = ()) -> Html:
    """One note a quote; links lead from it to the words, the cue and the mention."""
    decided = {decision.quote: decision for decision in decisions}
    items = [_note(index, article, cast, decided.get(index)) for index in range(len(article.quotes))]
    return element(
        "section",
        element("h2", "Notes on the quotes", id="notes-title"),
        element("ol", items),
        id="notes",
        aria_labelledby="notes-title",
        hidden=not items,
    )


def _note(index: int, article: Article, cast: Cast, decision: Decision | None) -> Html:
    quote = article.quotes[index]
    key = cast.key(quote)
    facts = [_fact(term, *told) for term, told in (*_facts(quote, article), *_proposals(decision))]
    return element(
        "li",
        element(
            "h3", badge(key), element("bdi", cast.name(key)), element("span", f"quote {index + 1}", class_="number")
        ),
        element("p", element("a", snippet(quote.text), href=f"#quote-{index}", dir="auto"), class_="snippet"),
        element("dl", facts),
        id=f"note-{index}",
        class_=cast.looks(key),
        data_note=index,
        data_of=key,
        data_kind=quote.kind.value,
        data_sure=f"{quote.confidence:.4f}",
    )


_MOST_OPTIONS, _MOST_REASONS = 3, 3  # in a note
_ON_PAPER = frozenset({"Why", "Within", "Confidence"})
"""What a note tells in print too; the rest stands in the article or in the list of speakers."""


def _fact(term: str, *told: str) -> Html:
    on_paper = "on-paper" if term in _ON_PAPER else None
    return element("div", element("dt", term), element("dd", *told), class_=on_paper)


_KINDS = {
    QuoteKind.DIRECT: "direct quotation",
    QuoteKind.MIXED: "quoted words in a reported clause",
    QuoteKind.INDIRECT: "reported speech, without marks",
    QuoteKind.OTHER: "marked words that nobody says: a title, a nickname, a scare quote",
}


def _facts(quote: Quote, article: Article) -> Iterator[tuple[str, list[str]]]:
    """What a note tells, as terms and their descriptions."""
    yield "Kind", [_KINDS[quote.kind]]
    if quote.parent is not None:
        around = article.voice(article.quotes[quote.parent])
        link = element("a", f"quote {quote.parent + 1}", href=f"#quote-{quote.parent}")
        yield "Within", [link, *((" by ", element("bdi", around.name)) if around else ())]
    for term, span in (("Cue", quote.cue), ("Mention", quote.mention)):
        if span:
            yield term, [element("a", snippet(span.text), href=f"#{mark_id(term.lower(), span)}", dir="auto")]
    if quote.speaker:
        yield from _speaker_facts(quote.speaker)
    if quote.rule or quote.kind is not QuoteKind.OTHER:
        yield "Why", [_in_words(quote.rule)]
    if quote.speaker_rule:
        yield "Identified", [_in_words(quote.speaker_rule)]
    if quote.rule:
        percent = f"{quote.confidence:.0%}"
        yield "Confidence", [element("meter", percent, min=0, max=1, value=quote.confidence), f" {percent}"]


def _proposals(decision: Decision | None) -> Iterator[tuple[str, list[str]]]:
    """What decided, and the likeliest of those whom the weights compared, with what counts most for and against."""
    if decision is None:
        return
    yield "Decided by", [decided_in_words(decision.by)]
    weighed = [option for option in decision.options if option.reasons][:_MOST_OPTIONS]
    if weighed:
        yield "Proposed", [element("p", *_proposal(option)) for option in weighed]


def _proposal(option: Option) -> tuple[str, ...]:
    """Who, how probably, and what counts most for it and against it; the weights are in the records."""
    heaviest = sorted(option.reasons, key=lambda reason: -abs(reason.weight))[:_MOST_REASONS]
    told = [f" {option.probability:.0%}"]
    for term, sign in (("for", 1), ("against", -1)):
        words = "; ".join(reason.words for reason in heaviest if reason.weight * sign > 0)
        told += [", ", element("em", term), f" {words}"] if words else []
    return element("strong", element("bdi", snippet(named(option)))), *told


def _in_words(rule: str) -> Html:
    """A rule in words; its name, by which the docs and the records call it, shows when it is pointed at."""
    return element("span", rule_in_words(rule), title=rule or None, data_rule=rule or None)


def _speaker_facts(speaker: Speaker) -> Iterator[tuple[str, list[str]]]:
    gender = speaker.gender
    if gender.value is GenderValue.UNKNOWN:
        yield "Speaker", [speaker.kind.value]
    else:
        evidence = f" ({gender.evidence})" if gender.evidence else ""
        yield "Speaker", [f"{speaker.kind.value}, {gender.value.value}{evidence}"]
    for term, forms in (("Title", speaker.titles), ("Also", speaker.aliases)):
        if forms:
            yield term, [element("bdi", ", ".join(forms))]
