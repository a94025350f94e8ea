"""quoteattr: who said what in a news article.

>>> from quoteattr import extract_quotes
>>> [quote] = extract_quotes("“It rained all week,” said Ann Lee, a farmer.")
>>> quote.speaker.name, quote.cue.text, quote.text
('Ann Lee', 'said', 'It rained all week,')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.config import Config
from quoteattr.errors import ConfigError, LexiconError, QuoteAttrError, RecordError
from quoteattr.memory.on_first_use import on_first_use
from quoteattr.types import (
    Article,
    DecidedBy,
    Decision,
    Explanation,
    Gender,
    GenderValue,
    Option,
    Quote,
    QuoteKind,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    Tried,
)

if TYPE_CHECKING:
    from quoteattr.many import ExtractError, extract_many
    from quoteattr.parser import explain, extract_quotes, parse

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Config",
    "ConfigError",
    "DecidedBy",
    "Decision",
    "Explanation",
    "ExtractError",
    "Gender",
    "GenderValue",
    "LexiconError",
    "Option",
    "Quote",
    "QuoteAttrError",
    "QuoteKind",
    "Reason",
    "RecordError",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Tried",
    "__version__",
    "explain",
    "extract_many",
    "extract_quotes",
    "parse",
]


__getattr__ = on_first_use(
    __name__,
    {
        "ExtractError": "quoteattr.many",
        "explain": "quoteattr.parser",
        "extract_many": "quoteattr.many",
        "extract_quotes": "quoteattr.parser",
        "parse": "quoteattr.parser",
    },
)
"""The engine and the process pools: a program that only reads records back, or shows its help, needs neither."""


def __dir__() -> list[str]:
    """All public names, also those not yet imported: notebooks complete them."""
    return sorted(__all__)
