"""An archive of quotations in a SQLite file: what did X say about Y, in however many articles."""

from quoteattr.archive.records import Added, ArchiveError, Entry, Found
from quoteattr.archive.roster import KnownPerson, PeopleFileError, Roster, read_people
from quoteattr.archive.store import Archive

__all__ = [
    "Added",
    "Archive",
    "ArchiveError",
    "Entry",
    "Found",
    "KnownPerson",
    "PeopleFileError",
    "Roster",
    "read_people",
]
