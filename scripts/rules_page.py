"""Write ``docs/rules.md`` from the rules' own names, docstrings and examples.

    python scripts/rules_page.py

``tests/test_docs.py`` fails when the page is not what this script writes.
"""

from __future__ import annotations

import html
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quoteattr.choice.candidates import STRUCTURES  # noqa: E402
from quoteattr.choice.chooser import SURE  # noqa: E402
from quoteattr.rules.base import (  # noqa: E402
    CuePlace,
    LabelPlace,
    NounPlace,
    PhrasePlace,
    QuotationPlace,
    Rule,
)
from quoteattr.rules.order import asked_about  # noqa: E402
from quoteattr.rules.words import rule_in_words  # noqa: E402

PAGE = ROOT / "docs" / "rules.md"

HEAD = """\
<!-- Written by scripts/rules_page.py; edit the docstrings and examples in quoteattr/rules instead. -->

# Rules

Every record is signed by the rule that gave it (`Quote.rule`). For a quotation rules propose and weights choose: a few
sure rules decide alone; where they are silent all others propose, structures of the sentences around too, and nobody is
a proposal as well. The surest that proposed the mention chosen signs, in the order of this page. Reported speech and
transcripts go to the first rule that answers. `Config(rules_off=("colon",))` leaves a rule or structure out, and
`explain` tells for each quotation who was proposed by which, and what was chosen.

Records, tables and JSON have the name, for programs. For people, the pages, the terminal and `rule_in_words` in
`quoteattr/rules/words.py` say what it means *in words*.

Both examples of a rule are run by the tests: the first must give a record with this name, the second must not. What a
rule marks as the <mark>mention</mark> of the speaker is highlighted, <u>reported words</u> are underlined, ¶ is a new
paragraph.
"""

QUOTED = """
## Quotations

These look at words between quotation marks. Those that answer without a mention say that nobody speaks: the record is
of kind `other`.
"""

DECIDING = """
Sure enough to decide alone: {sure}; and `continued` where the quotation is the sentence behind the one whose speaker
goes on.
"""

STRUCTURED = """
## Structures around a quotation

These propose mentions beside the rules, and sign where no rule proposed the mention chosen.

"""

REPORTED = """
## Reported speech

Asked only with `indirect=True`: about every phrase like "according to", every noun with a clause behind it, every verb
of saying.
"""

TURNS = """
## Transcripts

Asked about every paragraph that begins with a label, where at least two do: a single "NOTE:" is no transcript.
"""

OTHER = """
## Names that are no rule of this order

- `nested`: a quotation within a quotation that no rule answered; `Quote.parent` has the speaker around it.
- `skipped`: a quotation that `Config.skip` leaves out.
- An empty name: no rule answered.
"""

_MARKUP = re.compile(r"([\\`*_\[\]#|~])")


def page() -> str:
    """The whole page."""
    quoted: Iterable[str] = _sections(QuotationPlace)
    reports = _sections(PhrasePlace, NounPlace, CuePlace)
    sure = DECIDING.format(
        sure=", ".join(f"`{rule.name}`" for rule in asked_about(QuotationPlace) if rule.name in SURE)
    )
    structures = (f"- `{name}`: {_text(meaning)}\n" for name, meaning in STRUCTURES.items())
    quoted = [QUOTED, sure, *quoted, STRUCTURED, *structures]
    return "".join([HEAD, *quoted, REPORTED, *reports, TURNS, *_sections(LabelPlace), OTHER])


def _sections(*places: type) -> Iterator[str]:
    """The rules that are asked about these kinds of places."""
    for rule in asked_about(*places):
        yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    brackets = "{}" if rule.at is QuotationPlace else "{}<>"  # "<" may be markup in an example of quotations
    yield f"\n### `{rule.name}`\n\n{_first_line(rule.find)}\n\n"
    yield f"- in words: {_text(rule_in_words(rule.name))}\n"
    yield f"- fires: {_example(rule.fires, brackets)}\n"
    yield f"- silent: {_example(rule.silent, '')}\n"


def _example(example: str, brackets: str) -> str:
    """An example as Markdown, its brackets as highlights."""
    tags = {"{": "<mark>", "}": "</mark>", "<": "<u>", ">": "</u>"}
    parts = re.split(f"([{brackets}])", example) if brackets else [example]
    return "".join(tags[part] if part and part in brackets else _text(part) for part in parts)


def _text(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1", html.escape(text, quote=False))
    return re.sub(r"\s*\n\s*", " ¶ ", escaped)


def _first_line(documented: object) -> str:
    return _text((inspect.getdoc(documented) or "").splitlines()[0])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
