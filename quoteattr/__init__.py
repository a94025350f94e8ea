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
from quoteattr.parser import explain, extract_quotes, parse
from quoteattr.types import (
    Article,
    Explanation,
    Gender,
    GenderValue,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
    Tried,
)

if TYPE_CHECKING:
    from quoteattr.many import ExtractError, extract_many

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Config",
    "ConfigError",
    "Explanation",
    "ExtractError",
    "Gender",
    "GenderValue",
    "LexiconError",
    "Quote",
    "QuoteAttrError",
    "QuoteKind",
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


def __getattr__(name: str) -> object:
    """``extract_many`` on first use: its process pools take longer to import than all the rest."""
    if name in ("extract_many", "ExtractError"):
        from quoteattr import many

        return getattr(many, name)
    raise AttributeError(f"module 'quoteattr' has no attribute {name!r}")
