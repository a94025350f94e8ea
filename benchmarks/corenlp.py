"""The CoreNLP parses that PolNeAR ships: tokens, basic dependencies and coreference chains out of the XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.polnear import Extent

ROOT = "root"


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parse."""

    extent: Extent
    """Offsets in the article; CoreNLP rewrites quotation marks and brackets, so take the word from the text."""
    lemma: str
    tag: str
    """Penn Treebank part of speech."""
    head: int
    """Index of the governor in the whole article; a root governs itself."""
    relation: str
    """Basic Stanford dependency; ``root`` for a root."""
    opens_sentence: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A member of a coreference chain; indexes of tokens in the whole article, ``end`` is behind the last."""

    start: int
    end: int
    head: int
    representative: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """What CoreNLP found in one article."""

    tokens: tuple[Token, ...]
    chains: tuple[tuple[Mention, ...], ...]

    def extent(self, start: int, end: int) -> Extent:
        """The stretch of text of the tokens from ``start`` to before ``end``."""
        return self.tokens[start].extent[0], self.tokens[end - 1].extent[1]


# Several systems look at each parse, and the XML takes 0.15 s an article to read; 800 parses stay below 300 MB.
@cache
def read_parse(path: Path) -> Parse:
    """Read one CoreNLP XML file."""
    document = ElementTree.parse(path).getroot().find("document")
    if document is None:
        raise ValueError(f"{path} is no CoreNLP XML: it has no <document>")
    tokens: list[Token] = []
    offsets: list[int] = []
    for sentence in document.iterfind("sentences/sentence"):
        offsets.append(len(tokens))
        tokens.extend(_tokens(sentence, len(tokens)))
    chains = tuple(tuple(_mentions(chain, offsets)) for chain in document.iterfind("coreference/coreference"))
    return Parse(tuple(tokens), chains)


def _tokens(sentence: ElementTree.Element, offset: int) -> Iterator[Token]:
    governors = _governors(sentence)
    for position, token in enumerate(sentence.iterfind("tokens/token"), start=1):
        # A token that the parser left out of the tree hangs on itself: a root of its own.
        governor, relation = governors.get(position, (0, ROOT))
        yield Token(
            extent=(_number(token, "CharacterOffsetBegin"), _number(token, "CharacterOffsetEnd")),
            lemma=token.findtext("lemma", ""),
            tag=token.findtext("POS", ""),
            head=offset + (governor or position) - 1,
            relation=relation,
            opens_sentence=position == 1,
        )


def _governors(sentence: ElementTree.Element) -> dict[int, tuple[int, str]]:
    """Dependent to governor and relation, counted from 1 within the sentence; governor 0 is the root."""
    governors: dict[int, tuple[int, str]] = {}
    for edge in sentence.iterfind("dependencies[@type='basic-dependencies']/dep"):
        dependent, governor = edge.find("dependent"), edge.find("governor")
        if dependent is not None and governor is not None:
            governors[int(dependent.attrib["idx"])] = (int(governor.attrib["idx"]), edge.attrib["type"])
    return governors


def _mentions(chain: ElementTree.Element, offsets: list[int]) -> Iterator[Mention]:
    for mention in chain.iterfind("mention"):
        offset = offsets[_number(mention, "sentence") - 1] - 1
        yield Mention(
            start=offset + _number(mention, "start"),
            end=offset + _number(mention, "end"),
            head=offset + _number(mention, "head"),
            representative=mention.get("representative") == "true",
        )


def _number(element: ElementTree.Element, tag: str) -> int:
    return int(element.findtext(tag, ""))
