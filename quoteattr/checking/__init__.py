"""A draft against its sources: are its quotations there, word for word, and whose are they?"""

from quoteattr.checking.checker import check_quotes
from quoteattr.checking.records import Check, CheckedQuote, Difference, Place, Source, SpeakerMatch, WordMatch

__all__ = [
    "Check",
    "CheckedQuote",
    "Difference",
    "Place",
    "Source",
    "SpeakerMatch",
    "WordMatch",
    "check_quotes",
]
