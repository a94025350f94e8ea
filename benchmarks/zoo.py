"""Every system behind one signature: ``(article) -> list[Prediction]``.

A system that the machine has not got raises :class:`NotInstalled` when it is loaded, and its row of the table says so.
Systems that need a parse get the one that PolNeAR ships, and are measured on the articles that have it; where a trained
spaCy model is installed, they are measured once more with its parses, on every article, its time included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from benchmarks.corenlp import ROOT, Mention, Parse, Token, read_parse
from benchmarks.models import NAME as MODEL
from benchmarks.models import model, model_doc, model_parse
from benchmarks.polnear import Extent, GoldArticle
from benchmarks.regions import overlap, quoted_regions
from benchmarks.require import NotInstalled, require
from benchmarks.scores import INDIRECT, Prediction, gold_regions
from benchmarks.words import word_list

Predict = Callable[[GoldArticle], list[Prediction]]


@dataclass(frozen=True, slots=True)
class System:
    """A system to measure."""

    key: str
    """The name for ``--systems``."""
    title: str
    """The name for the table."""
    needs: str
    """What it needs beside itself, for the table."""
    load: Callable[[], Predict]
    gives: frozenset[str]
    """The figures that it has a claim to: ``quoted``, ``who``, ``he_she``, ``canonical``, ``indirect``."""
    prepare: Callable[[GoldArticle], object] = lambda article: None
    """Work that is not the system's own, such as reading the parse; runs before the clock starts."""
    parsed_only: bool = False
    """Can it run only on articles with a parse?"""


# --- quoteattr ----------------------------------------------------------------------------------------------------


def load_quoteattr() -> Predict:
    extract_quotes = require("quoteattr", "quoteattr").extract_quotes

    def predict(article: GoldArticle) -> list[Prediction]:
        return [_from_quote(quote) for quote in extract_quotes(article.text, indirect=True)]

    return predict


def load_kept(folder: Path) -> Predict:
    """Records that were made elsewhere, ``NAME.json`` an article: those of trained weights that never saw it."""
    article_class = require("quoteattr", "quoteattr").Article
    if not folder.is_dir():
        raise NotInstalled(f"no folder {folder}")

    def predict(article: GoldArticle) -> list[Prediction]:
        kept = article_class.from_json((folder / f"{article.name}.json").read_text(encoding="utf-8"))
        return [_from_quote(quote) for quote in kept.quotes]

    return predict


def _from_quote(quote: Any) -> Prediction:
    speaker = quote.speaker
    return Prediction(
        fragments=tuple((span.start, span.end) for span in quote.spans),
        mention=quote.mention and (quote.mention.start, quote.mention.end),
        cue=quote.cue and (quote.cue.start, quote.cue.end),
        name=speaker and speaker.name,
        alternatives=tuple((span.start, span.end) for span in speaker.mentions) if speaker else (),
        kind=quote.kind.value,
    )


# --- a naive regular expression -----------------------------------------------------------------------------------

_NAME = r"(?P<{0}>(?:[A-Z][\w.’'-]+ ){{0,3}}[A-Z][\w’'-]+|[Hh]e|[Ss]he|[Tt]hey)"
_SAID = r"(?:said|says|told|tells|added|asked|wrote|writes|tweeted|replied|explained|argued|noted|continued)"
_BEFORE = rf"(?:{_NAME.format('before')} (?P<cue0>{_SAID})(?: [\w ]{{0,30}})?[,:] )?"
_QUOTED = r"(?:“(?P<curly>[^“”\n]+)”|\"(?P<straight>[^\"\n]+)\")"
_AFTER = rf"(?:,? (?:{_NAME.format('after')} (?P<cue1>{_SAID})|(?P<cue2>{_SAID}) {_NAME.format('inverted')}))?"
_NAIVE = re.compile(_BEFORE + _QUOTED + _AFTER)


def naive_regex(article: GoldArticle) -> list[Prediction]:
    """A quotation, and the name beside "said": what one writes in five minutes."""
    return [_from_match(match) for match in _NAIVE.finditer(article.text)]


def _from_match(match: re.Match[str]) -> Prediction:
    content = _first_group(match, "curly", "straight")
    mention = _first_group(match, "after", "inverted", "before")
    return Prediction(
        fragments=(content,) if content else (),
        mention=mention,
        cue=_first_group(match, "cue1", "cue2", "cue0"),
        name=match.string[slice(*mention)] if mention else None,
    )


def _first_group(match: re.Match[str], *names: str) -> Extent | None:
    return next((match.span(name) for name in names if match[name] is not None), None)


# --- textacy ------------------------------------------------------------------------------------------------------

_PARTS_OF_SPEECH = (
    ("NNP", "PROPN"),
    ("NN", "NOUN"),
    ("VB", "VERB"),
    ("MD", "AUX"),
    ("JJ", "ADJ"),
    ("RB", "ADV"),
    ("PRP", "PRON"),
    ("WP", "PRON"),
    ("DT", "DET"),
    ("WDT", "DET"),
    ("IN", "ADP"),
    ("TO", "PART"),
    ("CC", "CCONJ"),
    ("CD", "NUM"),
    ("UH", "INTJ"),
)
"""Beginning of a Penn Treebank tag, universal part of speech; the first that fits."""
_AUXILIARY = frozenset({"aux", "auxpass", "cop"})


ReadParse = Callable[[GoldArticle], Parse]


def load_textacy(doc_of: Callable[[GoldArticle], Any], parse_of: ReadParse) -> Predict:
    """``doc_of`` gives what textacy reads, ``parse_of`` the offsets of its tokens in the article."""
    quotations = require("textacy.extract.triples", "textacy").direct_quotations

    def predict(article: GoldArticle) -> list[Prediction]:
        return [_from_triple(article, parse_of(article), triple) for triple in quotations(doc_of(article))]

    return predict


def load_textacy_with_model() -> Predict:
    model()
    return load_textacy(model_doc, model_parse)


@lru_cache(maxsize=1)
def spacy_doc(article: GoldArticle) -> Any:
    """The CoreNLP parse as a spaCy ``Doc``: words of the text, its dependencies under their Stanford names.

    Stanford's basic dependencies and spaCy's English ones agree in the relations that quotation rules ask for
    (``nsubj``, ``csubj``, ``conj``, ``compound``, ``aux``, ``auxpass``, ``neg``); only the root is spelled differently.
    """
    doc_class = require("spacy.tokens", "spacy").Doc
    tokens = given_parse(article).tokens
    following = [token.extent[0] for token in tokens[1:]] + [len(article.text)]
    return doc_class(
        _english_vocabulary(),
        words=[article.text[slice(*token.extent)] for token in tokens],
        spaces=[token.extent[1] < start for token, start in zip(tokens, following, strict=True)],
        tags=[token.tag for token in tokens],
        pos=[universal_pos(token) for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=[token.head for token in tokens],
        deps=["ROOT" if token.relation == ROOT else token.relation for token in tokens],
        sent_starts=[token.opens_sentence for token in tokens],
    )


@cache
def _english_vocabulary() -> Any:
    return require("spacy", "spacy").blank("en").vocab


def universal_pos(token: Token) -> str:
    """Universal part of speech of a Penn Treebank tag."""
    if token.relation in _AUXILIARY and token.tag.startswith("VB"):
        return "AUX"
    if not token.tag[:1].isalpha():
        return "PUNCT"
    return next((universal for prefix, universal in _PARTS_OF_SPEECH if token.tag.startswith(prefix)), "X")


def _from_triple(article: GoldArticle, parse: Parse, triple: Any) -> Prediction:
    mention = parse.extent(triple.speaker[0].i, triple.speaker[-1].i + 1)
    return Prediction(
        fragments=(parse.extent(triple.content.start, triple.content.end),),
        mention=mention,
        cue=parse.extent(triple.cue[0].i, triple.cue[-1].i + 1),
        name=article.text[slice(*mention)],
    )


# --- clausal complements ------------------------------------------------------------------------------------------

_COMPLEMENT = "ccomp"
_SUBJECT = "nsubj"


def clausal_complements(article: GoldArticle, *, parse_of: ReadParse) -> list[Prediction]:
    """The clausal complement of a reporting verb, said by the subject of the verb.

    The main method of the Gender Gap Tracker (Asr et al., PLOS ONE 16(1), 2021) in code of our own; the second one of
    that tracker, for quotations that are no complement, is left out.
    """
    parse = parse_of(article)
    regions = quoted_regions(article.text)
    children = _children(parse)
    found = (_complement(article, parse, children, regions, index) for index in range(len(parse.tokens)))
    return [prediction for prediction in found if prediction]


def load_complements_with_model() -> Predict:
    model()
    return partial(clausal_complements, parse_of=model_parse)


def _complement(
    article: GoldArticle, parse: Parse, children: list[list[int]], regions: list[Extent], index: int
) -> Prediction | None:
    token = parse.tokens[index]
    verb = parse.tokens[token.head]
    if token.relation != _COMPLEMENT or verb.lemma not in word_list("reporting_lemmas"):
        return None
    subject = next((child for child in children[token.head] if parse.tokens[child].relation == _SUBJECT), None)
    if subject is None:
        return None
    content = _subtree_extent(parse, children, index)
    mention = _subtree_extent(parse, children, subject)
    quoted = [region for region in regions if 2 * overlap(region, content) > region[1] - region[0]]
    return Prediction(
        fragments=tuple(quoted) or (content,),
        mention=mention,
        cue=verb.extent,
        name=article.text[slice(*mention)],
        kind="mixed" if quoted else INDIRECT,
    )


def _children(parse: Parse) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in parse.tokens]
    for index, token in enumerate(parse.tokens):
        if token.head != index:
            children[token.head].append(index)
    return children


def _subtree_extent(parse: Parse, children: list[list[int]], index: int) -> Extent:
    """From the first to the last token under this one."""
    first = last = index
    waiting = [index]
    while waiting:
        node = waiting.pop()
        first, last = min(first, node), max(last, node)
        waiting.extend(children[node])
    return parse.extent(first, last + 1)


# --- coreference of CoreNLP ---------------------------------------------------------------------------------------

_PROPER = frozenset({"NNP", "NNPS"})


def corenlp_coreference(article: GoldArticle) -> list[Prediction]:
    """The names that CoreNLP's deterministic coreference gives to the gold mentions: naming alone, nothing to find."""
    parse = given_parse(article)
    gold = gold_regions(article, quoted_regions(article.text))
    mentions = {region: attribution.source[0] for region, attribution in gold.items() if attribution.source}
    return [
        Prediction(fragments=(region,), mention=mention, name=_chain_name(article, parse, mention))
        for region, mention in mentions.items()
    ]


def _chain_name(article: GoldArticle, parse: Parse, mention: Extent) -> str | None:
    """The name in the chain of the mention whose head is in ``mention``: its representative's, else the longest."""
    for chain in parse.chains:
        if any(overlap(parse.tokens[member.head].extent, mention) for member in chain):
            named = [member for member in chain if parse.tokens[member.head].tag in _PROPER]
            best = max(named, key=lambda member: (member.representative, member.end - member.start), default=None)
            return article.text[slice(*_proper_name(parse, best))] if best else None
    return None


def _proper_name(parse: Parse, mention: Mention) -> Extent:
    """The proper nouns around the head: "Ann Lee" of "Mayor Ann Lee, who is ill"."""
    first = last = mention.head
    while first > mention.start and parse.tokens[first - 1].tag in _PROPER:
        first -= 1
    while last + 1 < mention.end and parse.tokens[last + 1].tag in _PROPER:
        last += 1
    return parse.extent(first, last + 1)


def given_parse(article: GoldArticle) -> Parse:
    """The parse that the corpus ships. Raises ``ValueError`` where there is none."""
    if article.parse is None:
        raise ValueError(f"{article.name} has no parse")
    return read_parse(article.parse)


# --- the table of systems -----------------------------------------------------------------------------------------


def _absent(what: str) -> Callable[[], Predict]:
    def load() -> Predict:
        raise NotInstalled(what)

    return load


_ALL = frozenset({"quoted", "who", "he_she", "canonical", "indirect"})


def out_of_fold(folder: Path) -> System:
    """quoteattr with weights that were trained without the article; ``folder`` holds its records, see ``load_kept``."""
    return System("out-of-fold", "quoteattr, weights out of fold", "-", lambda: load_kept(folder), _ALL)


def systems() -> Iterator[System]:
    """Every system, in the order of the table."""
    yield System("quoteattr", "quoteattr", "-", load_quoteattr, _ALL)
    yield System("naive", "naive regular expression", "-", lambda: naive_regex, frozenset({"quoted", "who", "he_she"}))
    yield System(
        "textacy",
        "textacy `direct_quotations`",
        "parse (given)",
        lambda: load_textacy(spacy_doc, given_parse),
        frozenset({"quoted", "who", "he_she"}),
        prepare=spacy_doc,
        parsed_only=True,
    )
    yield System(
        "ccomp",
        "clausal complements, as in the Gender Gap Tracker",
        "parse (given)",
        lambda: partial(clausal_complements, parse_of=given_parse),
        frozenset({"quoted", "who", "he_she", "indirect"}),
        prepare=given_parse,
        parsed_only=True,
    )
    yield System(
        "textacy-model",
        "textacy `direct_quotations`",
        MODEL,
        load_textacy_with_model,
        frozenset({"quoted", "who", "he_she"}),
    )
    yield System(
        "ccomp-model",
        "clausal complements, as in the Gender Gap Tracker",
        MODEL,
        load_complements_with_model,
        frozenset({"quoted", "who", "he_she", "indirect"}),
    )
    yield System(
        "ggt",
        "Gender Gap Tracker",
        "parse, coreference, database",
        _absent("no installable package"),
        frozenset({"quoted", "indirect"}),
        parsed_only=True,
    )
    yield System(
        "dcoref",
        "CoreNLP dcoref (gold mentions given)",
        "parse, NER (given)",
        lambda: corenlp_coreference,
        frozenset({"he_she"}),
        prepare=given_parse,
        parsed_only=True,
    )
