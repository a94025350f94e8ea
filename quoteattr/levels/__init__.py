"""A text level by level, as the grammar and the rules see it: what ``quoteattr levels`` prints."""

from quoteattr.levels.reading import read_levels
from quoteattr.levels.showing import level_lines

__all__ = ["level_lines", "read_levels"]
