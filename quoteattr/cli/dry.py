"""``--dry-run``: what would be read and written, without doing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoteattr.cli.inputs.items import BadInput
from quoteattr.cli.inputs.readers import Source
from quoteattr.view.terminal import visible


def plan_lines(sources: Sequence[Source | BadInput], results: str) -> Iterator[str]:
    """A line for each input, with its size in bytes and its kind, and one for all; ``results`` says where they go."""
    known = [source for source in sources if isinstance(source, Source)]
    sizes = [f"{source.size:,}" if source.size else "?" for source in known]
    widest = max(map(len, sizes), default=0)
    kinds = max((len(source.reader.name) for source in known), default=0)
    for source, size in zip(known, sizes, strict=True):
        yield f"{size:>{widest}} bytes  {source.reader.name:{kinds}}  {visible(source.name)}"
    inputs = "1 input" if len(known) == 1 else f"{len(known):,} inputs"
    yield f"{inputs} of {sum(source.size for source in known):,} bytes would be read; {results}"
