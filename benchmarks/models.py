"""A trained spaCy pipeline of English as the parser of systems that need one, where the machine has one installed.

Whatever is installed under a name that begins with :data:`PREFIX` is taken, the first by name. spaCy's English labels
and Stanford's basic dependencies agree in the relations that quotation rules ask for.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from benchmarks.corenlp import ROOT, Parse, Token
from benchmarks.polnear import GoldArticle
from benchmarks.require import NotInstalled, require

PREFIX = "en_core_web"
NAME = "spaCy small English model"


@cache
def model() -> Any:
    """The pipeline. Raises :class:`NotInstalled` when there is no spaCy or no model."""
    spacy = require("spacy", "spacy")
    names = sorted(name for name in spacy.util.get_installed_models() if name.startswith(PREFIX))
    if not names:
        raise NotInstalled(f"no {PREFIX}… model")
    return spacy.load(names[0])


@lru_cache(maxsize=1)
def model_doc(article: GoldArticle) -> Any:
    """The article as the model reads it."""
    return model()(article.text)


@lru_cache(maxsize=1)
def model_parse(article: GoldArticle) -> Parse:
    """The same as tokens with dependencies; it has no coreference chains."""
    return Parse(
        tuple(
            Token(
                extent=(token.idx, token.idx + len(token.text)),
                lemma=token.lemma_,
                tag=token.tag_,
                head=token.head.i,
                relation=ROOT if token.dep_ == "ROOT" else token.dep_,
                opens_sentence=bool(token.is_sent_start),
            )
            for token in model_doc(article)
        ),
        chains=(),
    )
