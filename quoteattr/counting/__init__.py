"""Who is quoted how much, over however many articles: one set of rules for all that counts."""

from quoteattr.counting.said import NOT_TOLD, Said, said, shown
from quoteattr.counting.tally import DIMENSIONS, MEASURES, About, Count, Group, Source, Tally, meetings, rank

__all__ = [
    "DIMENSIONS",
    "MEASURES",
    "NOT_TOLD",
    "About",
    "Count",
    "Group",
    "Said",
    "Source",
    "Tally",
    "meetings",
    "rank",
    "said",
    "shown",
]
