"""What the speed of quoteattr is compared with: each a callable from a text to anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.require import require

Run = Callable[[str], object]

# The sizes of en_core_web_sm 3.x, from its published configuration and label scheme.
_WIDTH, _DEPTH = 96, 4
_EMBEDDING = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500, "SPACY": 50, "IS_SPACE": 50}
_TAGS, _RELATIONS = 50, 45


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A system whose speed is measured."""

    key: str
    title: str
    load: Callable[[], Run]
    """Raises :class:`benchmarks.zoo.NotInstalled`."""


def load_quoteattr() -> Run:
    run: Run = require("quoteattr", "quoteattr").extract_quotes
    return run


def load_quoteattr_indirect() -> Run:
    extract_quotes = require("quoteattr", "quoteattr").extract_quotes
    return lambda text: extract_quotes(text, indirect=True)


def load_spacy_blank() -> Run:
    nlp = require("spacy", "spacy").blank("en")
    nlp.add_pipe("sentencizer")
    return _unlimited(nlp)


def load_nltk() -> Run:
    # The tokenizer inside word_tokenize; word_tokenize itself wants a downloaded sentence model first.
    run: Run = require("nltk.tokenize", "nltk").NLTKWordTokenizer().tokenize
    return run


def load_spacy_small() -> Run:
    """The small English architecture with fresh weights: untrained layers multiply as many numbers as trained ones."""
    nlp = require("spacy", "spacy").blank("en")
    nlp.add_pipe("tok2vec", config={"model": _TOK2VEC})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}})
    nlp.add_pipe("parser", config={"model": {**_PARSER, "tok2vec": _LISTENER}, "min_action_freq": 1})
    nlp.initialize(lambda: _label_examples(nlp))
    return _unlimited(nlp)


def _label_examples(nlp: Any) -> list[Any]:
    """Two made-up trees with every tag, and every relation as left and right arc: they set the sizes of the layers."""
    training, tokens = require("spacy.training", "spacy"), require("spacy.tokens", "spacy")
    words = [f"word{number}" for number in range(max(_TAGS, _RELATIONS + 1))]
    examples = []
    for root in (0, len(words) - 1):
        deps = [f"relation{number % _RELATIONS}" for number in range(len(words))]
        deps[root] = "ROOT"
        tags = [f"tag{number % _TAGS}" for number in range(len(words))]
        gold = tokens.Doc(nlp.vocab, words=words, tags=tags, heads=[root] * len(words), deps=deps)
        examples.append(training.Example(nlp.make_doc(" ".join(words)), gold))
    return examples


_TOK2VEC: dict[str, Any] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": _WIDTH,
        "attrs": list(_EMBEDDING),
        "rows": list(_EMBEDDING.values()),
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": _WIDTH,
        "depth": _DEPTH,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
_LISTENER: dict[str, Any] = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "*"}
_PARSER: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "parser",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
}


def _unlimited(nlp: Any) -> Run:
    nlp.max_length = 1 << 40  # spaCy refuses more than a million characters by default
    run: Run = nlp
    return run


PIPELINES = (
    Pipeline("quoteattr", "quoteattr", load_quoteattr),
    Pipeline("quoteattr-indirect", "quoteattr, `indirect=True`", load_quoteattr_indirect),
    Pipeline("spacy-blank", "spaCy blank English + sentencizer", load_spacy_blank),
    Pipeline("nltk", "NLTK word tokenizer", load_nltk),
    Pipeline("spacy-small", "spaCy small English (tok2vec, tagger, parser)", load_spacy_small),
)
