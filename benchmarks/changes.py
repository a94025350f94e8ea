"""Articles with one quotation or speaker changed in a known way, as drafts to be checked against the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.everyday import Candidate
from benchmarks.names import core
from benchmarks.polnear import Extent, GoldArticle

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w.,]*\w)|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)\b")
_NUMBER_WORDS = "two three four five six seven eight nine ten twenty hundred".split()
_NEGATION = re.compile(r" not\b|(?<=\w)n['’]t\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|can|could|should|have|has|had)\b(?! not|n['’]t)")
_STRAIGHT = str.maketrans("“”‘’–—\xa0", "\"\"''-- ")
_LEAST_WORDS = 4
_HALF = 5
"""Words that each part of a joined quotation has at least."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text made from an article, and the stretch in which a change was made."""

    kind: str
    article: str
    source: str
    text: str
    changed: Extent | None = None
    """The quotation that is wrong; None where the whole draft is right."""


@dataclass(frozen=True, slots=True)
class _Material:
    """An article, its quotations that somebody says, and what a change may be made of."""

    article: GoldArticle
    quotes: Sequence[Candidate]
    elsewhere: Sequence[str]
    """Quotations of other articles."""
    random: Random

    def words(self, quote: Candidate) -> str:
        return self.article.text[slice(*quote.extent)]


def drafts(
    articles: Sequence[GoldArticle], judged: Mapping[str, Sequence[Candidate]], each: int = 3
) -> Iterator[Draft]:
    """Of each article the drafts that are right, and up to ``each`` of every kind of change."""
    said = {article.name: _said(article, judged[article.name]) for article in articles}
    everywhere = [(a.name, a.text[slice(*quote.extent)]) for a in articles for quote in said[a.name]]
    for article in articles:
        random = Random(article.name)
        others = [words for name, words in everywhere if name != article.name]
        material = _Material(article, said[article.name], random.sample(others, min(200, len(others))), random)
        yield Draft("other marks", article.name, article.text, article.text.translate(_STRAIGHT))
        yield from _edited(material)
        for kind, change in CHANGES.items():
            made = 0
            for quote in random.sample(material.quotes, len(material.quotes)):
                found = change(material, quote)
                if found is not None and made < each:
                    made += 1
                    yield _with(material, kind, quote, *found)


def _said(article: GoldArticle, candidates: Sequence[Candidate]) -> list[Candidate]:
    return [
        each
        for each in candidates
        if each.attributed
        and each.kind != "other"
        and len(_WORD.findall(article.text[slice(*each.extent)])) >= _LEAST_WORDS
    ]


def _with(material: _Material, kind: str, quote: Candidate, extent: Extent, words: str) -> Draft:
    """The article with other words in one place."""
    text, (start, end) = material.article.text, extent
    shift = len(words) - (end - start)
    first, last = quote.extent
    changed = (first + shift, last + shift) if end <= first else (first, last + shift if start < last else last)
    return Draft(kind, material.article.name, text, text[:start] + words + text[end:], changed)


# --- changes: the place and what is to stand there, or None where a quotation has nothing to change -------------------

Change = Callable[[_Material, Candidate], tuple[Extent, str] | None]


def _word(material: _Material, quote: Candidate) -> tuple[Extent, str] | None:
    found = [match for match in _WORD.finditer(material.words(quote)) if match[0].islower() and len(match[0]) > 3]
    others = {match for match in _WORD.findall(material.article.text) if match.islower() and len(match) > 3}
    if not found:
        return None
    match = material.random.choice(found)
    return _at(quote, match), material.random.choice(sorted(others - {match[0]}))


def _number(material: _Material, quote: Candidate) -> tuple[Extent, str] | None:
    found = list(_NUMBER.finditer(material.words(quote)))
    if not found:
        return None
    match = material.random.choice(found)
    if match[0].isdigit():
        return _at(quote, match), str(int(match[0]) + material.random.randint(1, 9))
    return _at(quote, match), material.random.choice([word for word in _NUMBER_WORDS if word != match[0]])


def _negation(material: _Material, quote: Candidate) -> tuple[Extent, str] | None:
    words = material.words(quote)
    if (match := _NEGATION.search(words)) and "can" not in words[: match.start()][-3:]:
        return _at(quote, match), ""
    if match := _AUXILIARY.search(words):
        return _at(quote, match), f"{match[0]} not"
    return None


def _cut(material: _Material, quote: Candidate) -> tuple[Extent, str] | None:
    found = list(_WORD.finditer(material.words(quote)))
    if len(found) < 2 * _HALF:
        return None
    first = material.random.randint(2, len(found) - 6)
    return (quote.extent[0] + found[first].start(), quote.extent[0] + found[first + 3].start()), ""


def _joined(material: _Material, quote: Candidate) -> tuple[Extent, str] | None:
    found = list(_WORD.finditer(material.words(quote)))
    others = [
        each for each in material.quotes if each is not quote and len(_WORD.findall(material.words(each))) >= _HALF
    ]
    if len(found) < 2 * _HALF or not others:
        return None
    other = material.words(material.random.choice(others))
    tail = other[list(_WORD.finditer(other))[-_HALF].start() :]
    middle = found[max(_HALF, len(found) // 2)].start()
    return (quote.extent[0] + middle, quote.extent[1]), tail


def _invented(material: _Material, quote: Candidate) -> tuple[Extent, str] | None:
    length = quote.extent[1] - quote.extent[0]
    return quote.extent, min(material.elsewhere, key=lambda words: abs(len(words) - length))


def _another(material: _Material, quote: Candidate) -> tuple[Extent, str] | None:
    """Another speaker of the article in the place of the mention."""
    last = (core(quote.speaker) or [""])[-1]
    names = {each.speaker for each in material.quotes if each.speaker_type == "person"}
    others = sorted(name for name in names if last not in core(name))
    if quote.mention is None or quote.speaker_type != "person" or not others:
        return None
    if max(quote.mention[0], quote.extent[0]) < min(quote.mention[1], quote.extent[1]):
        return None
    return quote.mention, material.random.choice(others)


def _at(quote: Candidate, match: re.Match[str]) -> Extent:
    return quote.extent[0] + match.start(), quote.extent[0] + match.end()


CHANGES: dict[str, Change] = {
    "a word": _word,
    "a number": _number,
    "a negation": _negation,
    "cut, no ellipsis": _cut,
    "two joined": _joined,
    "invented": _invented,
    "another person": _another,
}


# --- drafts that are right --------------------------------------------------------------------------------------------


def _edited(material: _Material) -> Iterator[Draft]:
    """What an editor may do, one new sentence for each quotation, its speaker as a reader named them."""
    named = [
        each
        for each in material.quotes
        if each.speaker_type == "person" and not re.search('["“”]', material.words(each))
    ]
    plain = [f"“{material.words(each).rstrip(',. ')},” said {each.speaker}." for each in named]
    trimmed = [f"“{_trimmed(material.words(each))},” said {each.speaker}." for each in named]
    yield Draft("written anew", material.article.name, material.article.text, "\n\n".join(plain))
    yield Draft("ellipsis, bracket, capital", material.article.name, material.article.text, "\n\n".join(trimmed))


def _trimmed(words: str) -> str:
    """A word in brackets, words in the middle as an ellipsis, the first letter as if it began a sentence."""
    pieces = words.rstrip(",. ").split()
    if len(pieces) >= 2 * _HALF:
        middle = len(pieces) // 2
        pieces[middle - 1 : middle + 2] = ["…"]
        if not _NEGATION.search(f" {pieces[2]}"):  # no editor puts that in brackets
            pieces[2] = f"[{pieces[2]}]"
    pieces[0] = pieces[0][:1].upper() + pieces[0][1:]
    return " ".join(pieces)
