"""quoteattr: who said what in a news article.

>>> from quoteattr import extract_quotes
>>> [quote] = extract_quotes("“It rained all week,” said Ann Lee, a farmer.")
>>> quote.speaker.name, quote.cue.text, quote.text
('Ann Lee', 'said', 'It rained all week,')
"""

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

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Config",
    "ConfigError",
    "Explanation",
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
    "extract_quotes",
    "parse",
]
