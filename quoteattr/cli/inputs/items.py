"""What readers hand on: documents, and what could not be used."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from quoteattr.metadata import NOTHING_KNOWN, Metadata
from quoteattr.types import Article


@dataclass(frozen=True, slots=True)
class Document:
    """One article to read."""

    id: str
    text: str
    source: str
    """The file that it came from."""
    number: int
    """Which record of that file, from 1."""
    size: int
    """Bytes of the file that it took, for the progress."""
    digest: str
    """What tells it from any other: of the bytes of a file, of all that is read of a record."""
    metadata: Metadata = NOTHING_KNOWN
    """What the file or record tells of the article beside its text."""
    note: str = ""
    """What is to be told about how it was read."""
    article: Article | None = None
    """What an earlier run has found in the text, where the input is what it has written."""

    def failed(self, reason: str) -> BadInput:
        """That nothing came of it, and why."""
        return BadInput(self.id, reason, self.source, self.number, self.size, self.digest)

    def skipped(self, reason: str) -> BadInput:
        """That it is left out, and why."""
        return BadInput(self.id, reason, self.source, self.number, self.size, self.digest, skipped=True)


@dataclass(frozen=True, slots=True)
class BadInput:
    """A file or a record that cannot be used."""

    name: str
    reason: str
    source: str
    number: int
    """Which record of the file, from 1; 0 where the file as a whole (or from here on) is unusable."""
    size: int = 0
    digest: str = ""
    """That of the document, where there was one."""
    skipped: bool = False
    """Is nothing wrong with it, but it is none of the articles that are looked for?"""


Item = Document | BadInput


def digest(data: bytes) -> str:
    """What tells these bytes from any others, in 32 characters."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def record_digest(id: str, text: str, metadata: Metadata) -> str:
    """What tells a record from any other: of all that is read of it."""
    return digest("\0".join([id, text, *(value or "" for value in metadata.to_dict().values())]).encode())


def as_text(name: str) -> str:
    """A file name as an id; bytes in it that are no text become escapes."""
    return name.encode("utf-8", "backslashreplace").decode()
