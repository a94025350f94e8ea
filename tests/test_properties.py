"""What holds for every text, and what is right for every article whose answers are known.

The profile ``ci`` is deterministic and short; ``QUOTEATTR_PROFILE=deep`` searches on for a long time.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st

from quoteattr import explain, extract_quotes, parse
from quoteattr.types import Article, Quote, QuoteKind, Span, SpeakerKind
from tests import articles
from tests.articles import CURLY, STRAIGHT, STRUCTURES, STYLES, Gold, Plan, Style, Written
from tests.invariants import check

_ALWAYS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("quoteattr-ci", max_examples=40, derandomize=True, database=None, **_ALWAYS)
settings.register_profile("quoteattr-deep", max_examples=20_000, **_ALWAYS)
profile = settings.get_profile(f"quoteattr-{os.environ.get('QUOTEATTR_PROFILE', 'ci')}")

ROOT = Path(__file__).parent.parent

# Texts of every kind

MARKS = tuple(
    chr(c)
    for c in range(sys.maxunicode + 1)
    if unicodedata.category(chr(c)) in ("Pi", "Pf") or chr(c) in "\"'`´„‚＂＇「」『』"
)
WHITE = (
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\r\r",
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    "\u2029",
    " ",
    "\u00a0",
    "\t",
)
INVISIBLE = ("\x00", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200f", "\u202e", "\u0301", "\u0327")
SURROGATES = ("\ud83d", "\ude00", "\udcff")
WORDS = (
    *("he", "she", "they", "who", "it", "that", "said", "says", "told reporters", "according to", "asked", "added"),
    *("Ada", "Quill", "Ada Quill", "Mr.", "Jr.", "J. P.", "Sen.", "the mayor", "van der", "MAYOR", "'s", "’s", "n't"),
    *(
        "not",
        "and",
        "but",
        "of",
        "in Tarn",
        "a wreck",
        "on Monday",
        "U.S.",
        "Jan. 3",
        "2.5",
        "@quill",
        "https://a.example/b",
    ),
    *(".", ",", ":", ";", "!", "?", "...", "…", "--", "—", "-", "(", ")", "[", "]", "''", "``"),
    *("مدينة", "שלום", "市長", "é", "e\u0301", "👩\u200d👧", "ﬁ", "İ", "ǆ"),
)
pieces = st.one_of(*map(st.sampled_from, (WORDS, MARKS, WHITE, INVISIBLE, SURROGATES)))
spaced_pieces = st.tuples(pieces, st.sampled_from(("", " "))).map("".join)
patchworks = st.lists(spaced_pieces, max_size=60).map("".join)
surrogate_text = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=80)
marked_text = st.text(st.sampled_from((*MARKS, "a", "A", " ", ".", ",", "\n")), max_size=80)
HANDLERS = ("strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass")


@st.composite
def decoded(draw: st.DrawFn) -> str:
    """Bytes of one encoding read as another, by every error handler that gives a text."""
    raw = draw(st.binary(max_size=60)) + draw(patchworks).encode("utf-16-le", "surrogatepass")
    try:
        return raw.decode(
            draw(st.sampled_from(("utf8", "ascii", "cp1252", "utf-16", "latin-1"))), draw(st.sampled_from(HANDLERS))
        )
    except UnicodeError:
        return raw.decode("utf8", "surrogateescape")


texts = st.one_of(patchworks, marked_text, surrogate_text, decoded())


@st.composite
def damaged_articles(draw: st.DrawFn) -> str:
    """An article with pieces cut out and thrown in."""
    text = articles.write(draw(articles.plans(most=3)), draw(articles.styles), draw(articles.newlines)).text
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(pieces) + text[start + draw(st.integers(0, 12)) :]
    return text


anything = texts | damaged_articles()


@profile
@given(anything, st.booleans())
@example("", True)
@example("“", True)
@example("\ud83d“a,” said \udcff.\x00", True)
def test_no_text_raises_and_all_records_hold(text: str, indirect: bool) -> None:
    check(text, parse(text, indirect=indirect))


@profile
@given(anything, st.booleans())
def test_an_account_changes_no_record_and_tells_of_each_what_was_taken(text: str, indirect: bool) -> None:
    found = explain(text, indirect=indirect)
    assert found.article == parse(text, indirect=indirect)
    for quote, decision in zip(found.article.quotes, found.decisions, strict=True):
        taken = decision.chosen
        assert (None if taken is None else taken.mention) == quote.mention
        for option in decision.options:
            told = sum(reason.weight for reason in option.reasons)
            assert not option.reasons or told == pytest.approx(option.score, abs=0.01)


@profile
@given(anything, st.booleans())
def test_extract_quotes_gives_the_quotes_of_parse(text: str, indirect: bool) -> None:
    assert extract_quotes(text, indirect=indirect) == list(parse(text, indirect=indirect).quotes)


@profile
@given(anything, anything, st.booleans())
def test_no_text_depends_on_another(text: str, other: str, indirect: bool) -> None:
    first = parse(text, indirect=indirect)
    parse(other, indirect=indirect)
    assert parse(text, indirect=indirect) == first


@profile
@given(anything)
def test_reported_speech_comes_on_top_of_the_marked_quotes(text: str) -> None:
    with_reported = [q for q in parse(text, indirect=True).quotes if q.kind is not QuoteKind.INDIRECT]
    marked = parse(text).quotes
    assert not [q for q in marked if q.kind is QuoteKind.INDIRECT]
    assert [q.spans for q in with_reported] == [q.spans for q in marked]


@profile
@given(anything, st.booleans())
def test_json_keeps_everything(text: str, indirect: bool) -> None:
    article = parse(text, indirect=indirect)
    assert Article.from_json(article.to_json()) == article


PRINT_DIGEST = """
from tests.test_properties import digest
print(digest())
"""


def digest() -> str:
    """One number for the answers to many articles."""
    digested = hashlib.sha256()
    for written in articles.many(60):
        digested.update(parse(written.text, indirect=True).to_json().encode())
    return digested.hexdigest()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", PRINT_DIGEST]
    ran = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert ran.stdout.strip() == digest()


# Changes of a text that change nothing but the words

Facts = list[tuple[object, ...]]


def facts(article: Article, place: object = None) -> Facts:
    """What an article says, with its words left out and offsets put through ``place``."""
    at = place if callable(place) else lambda offset, _end: offset

    def where(span: Span | None) -> object:
        return span and (at(span.start, False), at(span.end, True))

    return [
        (
            quote.kind,
            tuple(map(where, quote.spans)),
            where(quote.cue),
            where(quote.mention),
            quote.rule,
            quote.parent,
            quote.speaker and article.speakers.index(quote.speaker),
        )
        for quote in article.quotes
    ]


class Words:
    """Offsets counted in words, so that texts with longer names can be compared."""

    def __init__(self, text: str) -> None:
        self.before = [0]
        for character, following in pairwise(text):
            self.before.append(self.before[-1] + (character.isspace() and not following.isspace()))
        self.before.append(self.before[-1])

    def __call__(self, offset: int, end: bool) -> int:
        return self.before[offset - end]


@profile
@given(articles.plans(), articles.newlines)
def test_curly_marks_for_straight_ones_change_only_the_words(plan: Plan, newline: str) -> None:
    straight = articles.write(plan, STRAIGHT, newline)
    curly = articles.write(plan, CURLY, newline)
    assert facts(parse(curly.text, indirect=True)) == facts(parse(straight.text, indirect=True))


@profile
@given(st.data(), articles.plans(), articles.styles)
def test_other_names_change_only_the_words(data: st.DataObject, plan: Plan, style: Style) -> None:
    text = articles.write(plan, style).text
    other = articles.write(articles.recast(plan, articles.choosing(data.draw)), style).text
    note(f"{text}\n\n{other}")
    assert facts(parse(other, indirect=True), Words(other)) == facts(parse(text, indirect=True), Words(text))


@profile
@given(articles.plans(), articles.styles, st.sampled_from(articles.FILLERS), st.booleans())
def test_a_paragraph_in_front_only_shifts_offsets(plan: Plan, style: Style, front: str, indirect: bool) -> None:
    text = articles.write(plan, style).text
    shift = len(front) + 2
    shifted = parse(f"{front}\n\n{text}", indirect=indirect)
    plain = parse(text, indirect=indirect)
    assert facts(shifted, lambda offset, _end: offset - shift) == facts(plain)


# Generated articles come back right


def problems(written: Written, article: Article) -> list[str]:
    """Each difference between the gold of an article and its records, in words; empty if all is right."""
    found = [q for q in article.quotes if q.kind is not QuoteKind.INDIRECT]
    gold_spans = [gold.spans for gold in written.golds]
    found_spans = [tuple((s.start, s.end) for s in q.spans) for q in found]
    if found_spans != gold_spans:
        return [f"quotes {[[s.text for s in q.spans] for q in found]}"]
    return [
        f"{gold.structure}: {problem} for {quote.text!r}"
        for gold, quote in zip(written.golds, found, strict=True)
        for problem in _problems(gold, quote)
    ]


def _problems(gold: Gold, quote: Quote) -> list[str]:
    cue, mention, speaker = quote.cue, quote.mention, quote.speaker
    out = []
    if quote.kind is not gold.kind:
        out.append(f"kind {quote.kind.value}")
    if (cue and (cue.start, cue.end)) != gold.cue:
        out.append(f"cue {cue and cue.text!r}")
    if mention is None or mention.start != gold.mention[0] or not gold.mention[1] <= mention.end <= gold.widest:
        out.append(f"mention {mention and mention.text!r}")
    if speaker is None:
        return [*out, "no speaker"]
    # A transcript writes its names in capitals.
    if gold.speaker is not None and speaker.name.casefold() != gold.speaker.casefold():
        out.append(f"speaker {speaker.name!r}")
    if gold.speaker is None and speaker.kind is not SpeakerKind.UNNAMED:
        out.append(f"speaker kind {speaker.kind.value}")
    return out


def assert_right(written: Written) -> None:
    article = parse(written.text)
    check(written.text, article)
    wrong = problems(written, article)
    assert not wrong, "\n".join([*wrong, written.text])


ATTRIBUTED = [s for s in STRUCTURES if "[1" in s.template]


@pytest.mark.parametrize("structure", ATTRIBUTED, ids=lambda s: s.name)
@settings(profile, max_examples=profile.max_examples // 2)
@given(data=st.data())
def test_a_statement_of_each_structure_comes_back_right(structure: articles.Structure, data: st.DataObject) -> None:
    plan = data.draw(articles.plans(structures=(structure,), most=1))
    assert_right(articles.write(plan, data.draw(articles.styles), data.draw(articles.newlines)))


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_each_mark_style_comes_back_right(style: Style) -> None:
    for seed in range(20):
        assert_right(articles.write(articles.seeded_plan(seed), style))


@profile
@given(articles.plans(), articles.styles, articles.newlines)
def test_generated_articles_come_back_right(plan: Plan, style: Style, newline: str) -> None:
    assert_right(articles.write(plan, style, newline))
