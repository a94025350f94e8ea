"""The picture of an article: its structure, what it shows and that it cannot be broken into."""

from __future__ import annotations

import base64
import hashlib
import html
import inspect
import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr import parse
from quoteattr.types import (
    Article,
    DecidedBy,
    Decision,
    Explanation,
    Gender,
    GenderValue,
    Option,
    Quote,
    QuoteKind,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
)
from quoteattr.view.cast import COLORS, LINES
from quoteattr.view.html import Html, element, escape
from quoteattr.view.page import to_html, to_notebook
from tests.view.markup import Node, read

TEXT = """\
“It rained all night,” Mayor Ada Quill told the Wharf Gazette, “and it is cold.”

“My uncle says, ‘Boats sink,’ and I believe him,” she said.

She said that the union had paid. It was the “Old Kettle”.

“It was long.

“And wet.”
"""


def words(piece: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(piece, start + 1)
    return Span(start, start + len(piece), piece)


ADA = Speaker(
    "Ada Quill",
    SpeakerKind.PERSON,
    aliases=("she",),
    titles=("Mayor",),
    gender=Gender(GenderValue.FEMALE, "pronoun she"),
)
UNCLE = Speaker("My uncle", SpeakerKind.UNNAMED)
INTERRUPTED = Quote(
    QuoteKind.DIRECT,
    (words("It rained all night,"), words("and it is cold.")),
    cue=words("told"),
    mention=words("Mayor Ada Quill"),
    speaker=ADA,
    rule="quote_speaker_cue",
    speaker_rule="exact_name",
    confidence=0.97,
)
OUTER = Quote(
    QuoteKind.DIRECT,
    (words("My uncle says, ‘Boats sink,’ and I believe him,"),),
    cue=words("said"),
    mention=words("she"),
    speaker=ADA,
    rule="quote_speaker_cue",
)
INNER = Quote(
    QuoteKind.DIRECT,
    (words("Boats sink,"),),
    cue=words("says"),
    mention=words("My uncle"),
    speaker=UNCLE,
    rule="speaker_cue_quote",
    parent=1,
)
REPORTED = Quote(
    QuoteKind.INDIRECT,
    (words("the union had paid"),),
    cue=words("said", 1),
    mention=words("She"),
    speaker=ADA,
    rule="that_clause",
)
TITLE = Quote(QuoteKind.OTHER, (words("Old Kettle"),))
LATE = Quote(
    QuoteKind.DIRECT,
    (words("It was long."), words("And wet.")),
    cue=words("said", 1),
    mention=words("She"),
    speaker=ADA,
    rule="alternation",
)
ARTICLE = Article(TEXT, (INTERRUPTED, OUTER, INNER, REPORTED, TITLE, LATE), (ADA, UNCLE))


def shown(article: Article) -> Node:
    return read(to_html(article)).one(id="article")


def packed(text: str) -> str:
    return "".join(text.split())


# Escaping


def test_text_is_escaped_and_markup_is_not() -> None:
    assert element("p", "a < b", Html("<b>c</b>"), ["&", Html("&amp;")]) == "<p>a &lt; b<b>c</b>&amp;&amp;</p>"


def test_attributes_are_escaped() -> None:
    assert element("a", href='"><script>', hidden=True, class_=None, data_of=3, open=False) == (
        '<a href="&quot;&gt;&lt;script&gt;" hidden data-of="3"></a>'
    )


@given(st.text())
def test_escaped_text_reads_back(text: str) -> None:
    for read_back in (read(element("p", text)).text, read(element("p", title=text)).one(tag="p").attributes["title"]):
        assert read_back == re.sub("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]", "\ufffd", text)


def test_what_html_cannot_hold_is_replaced_one_by_one() -> None:
    assert escape("a\0b\x1b\ud800\udfffc") == "a\ufffdb\ufffd\ufffd\ufffdc"
    to_html(Article("\ud800", (), ()), title="\udcff").encode()


HOSTILE = """</p></article><script>alert(1)</script><img src=x onerror=alert(2)>"'&amp;<!--"""


def test_an_article_full_of_markup_is_text() -> None:
    text = f"“{HOSTILE}” {HOSTILE} said."
    span = Span(1, 1 + len(HOSTILE), HOSTILE)
    mention = Span(len(HOSTILE) + 3, 2 * len(HOSTILE) + 3, HOSTILE)
    gender = Gender(GenderValue.FEMALE, HOSTILE)
    speaker = Speaker(HOSTILE, SpeakerKind.PERSON, (HOSTILE,), (HOSTILE,), gender)
    quote = Quote(QuoteKind.DIRECT, (span,), span, mention, speaker, HOSTILE, HOSTILE, 0.5)
    about = dict.fromkeys(("title", "author", "date", "outlet", "url", "section"), HOSTILE)
    page = read(to_html(Article(text, (quote,), (speaker,)), **about))
    assert len(page.all(tag="script")) == 1
    assert page.all(tag="img") == []
    assert page.one(id="article").text == text
    assert page.one(tag="h1").text == page.one(tag="title").text == HOSTILE
    assert page.one(class_="source").text == f"{HOSTILE} · {HOSTILE} · by {HOSTILE} · {HOSTILE}"
    assert page.all(tag="a", rel="noopener noreferrer") == []


# Self-contained


def test_the_page_asks_for_nothing() -> None:
    page = read(to_html(ARTICLE))
    assert page.all(tag="link") == []
    assert not any("src" in node.attributes for node in page.all())
    assert all((link.attributes["href"] or "").startswith("#") for link in page.all(tag="a"))
    assert not re.search(r"url\(|@import|https?:", to_html(ARTICLE))


def test_only_our_own_style_and_script_may_run() -> None:
    page = read(to_html(ARTICLE))
    policy = page.one(http_equiv="Content-Security-Policy").attributes["content"] or ""
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.one(tag=tag).text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not any("style" in node.attributes for node in page.all())


def test_every_id_is_one_and_every_reference_leads_somewhere() -> None:
    page = read(to_html(ARTICLE))
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in page.all():
        href = node.attributes.get("href")
        targets = [href[1:]] if href else []
        for name in ("aria-labelledby", "aria-describedby"):
            targets += (node.attributes.get(name) or "").split()
        assert set(targets) <= set(ids)


# What is shown


def test_the_article_is_shown_as_it_is() -> None:
    paragraphs = [node.text for node in shown(ARTICLE).all(tag="p")]
    assert paragraphs == TEXT.strip().split("\n\n")


def test_every_mark_covers_the_words_of_its_record() -> None:
    article = shown(ARTICLE)
    for index, quote in enumerate(ARTICLE.quotes):
        assert [node.text for node in article.all(data_quote=str(index))] == [span.text for span in quote.spans]
    assert [node.text for node in article.all(data_cue="0")] == ["told"]
    assert [node.text for node in article.all(data_mention="0")] == ["Mayor Ada Quill"]


def test_a_cue_and_a_mention_can_serve_several_quotes() -> None:
    article = shown(ARTICLE)
    assert [node.text for node in article.all(data_cue="3 5")] == ["said"]
    assert [node.text for node in article.all(data_mention="3 5")] == ["She"]


def test_a_quote_stands_within_its_parent() -> None:
    outer = shown(ARTICLE).one(data_quote="1")
    assert outer.text == OUTER.text
    assert outer.one(data_quote="2").text == "Boats sink,"
    assert outer.one(data_mention="2").text == "My uncle"


def test_a_note_tells_who_speaks_the_words_around() -> None:
    page = read(to_html(parse("“It was ‘a wreck’ by then,” said Ada Quill.")))
    assert "quote 1 by Ada Quill" in page.one(id="note-1").text


def test_marks_that_cross_are_cut() -> None:
    text = "one two three"
    first = Quote(QuoteKind.DIRECT, (Span(0, 7, "one two"),))
    second = Quote(QuoteKind.DIRECT, (Span(4, 13, "two three"),))
    article = shown(Article(text, (first, second), ()))
    assert [node.text for node in article.all(data_quote="0")] == ["one two"]
    assert [node.text for node in article.all(data_quote="1")] == ["two", " three"]
    assert article.text == text
    assert len(article.all(id="quote-1")) == 1


def test_a_quote_across_paragraphs_is_cut_at_their_ends() -> None:
    text = "A: one\n\ntwo\n\nthree. B"
    quote = Quote(QuoteKind.DIRECT, (Span(3, 19, text[3:19]),))
    article = shown(Article(text, (quote,), ()))
    assert [node.text for node in article.all(data_quote="0")] == ["one", "two", "three."]
    assert [node.attributes.get("id") for node in article.all(data_quote="0")] == ["quote-0", None, None]


def test_marks_tell_kind_and_speaker() -> None:
    article = shown(ARTICLE)
    assert "indirect" in (article.one(id="quote-3").attributes["class"] or "").split()
    assert article.one(id="quote-0").attributes["aria-label"] == "Quote 1, Ada Quill"
    assert article.all(data_quote="0")[1].attributes["aria-label"] == "Quote 1, continued, Ada Quill"
    assert article.one(id="quote-4").attributes["aria-label"] == "Quote 5, No quotation"
    assert [node.attributes.get("data-badge") for node in article.all(class_="quote")] == [
        "1", "1", "1", "2", "1", None, "1", "1",
    ]  # fmt: skip


def test_the_speakers_are_listed_with_their_share() -> None:
    buttons = read(to_html(ARTICLE)).one(id="speakers").all(tag="button", aria_pressed="false")
    told = [
        (button.attributes["data-speaker"], button.one(class_="name").text, button.one(class_="tally").text)
        for button in buttons
    ]
    assert told == [
        ("1", "Ada Quill", "4 quotes, 26 words"),
        ("2", "My uncle", "1 quote, 2 words"),
        ("x", "No quotation", "1 passage, 2 words"),
    ]


def test_a_note_tells_how_the_quote_was_credited() -> None:
    note = read(to_html(ARTICLE)).one(id="note-0")
    terms = [node.text for node in note.all(tag="dt")]
    facts = dict(zip(terms, (node.text.strip() for node in note.all(tag="dd")), strict=True))
    assert facts.pop("Confidence").split() == ["97%", "97%"]  # the meter's own words and those beside it
    assert facts == {
        "Kind": "direct quotation",
        "Cue": "told",
        "Mention": "Mayor Ada Quill",
        "Speaker": "person, female (pronoun she)",
        "Title": "Mayor",
        "Also": "she",
        "Why": "named right after the quotation",
        "Identified": "exact name",
    }
    assert [node.attributes["data-rule"] for node in note.all(tag="span") if "data-rule" in node.attributes] == [
        "quote_speaker_cue",
        "exact_name",
    ]
    assert note.one(tag="meter").attributes["value"] == "0.97"


def test_a_note_leads_to_the_words() -> None:
    page = read(to_html(ARTICLE))
    for index, quote in enumerate(ARTICLE.quotes):
        for link in page.one(id=f"note-{index}").all(tag="a"):
            target = page.one(id=(link.attributes["href"] or "")[1:])
            assert target.text in (*(span.text for span in quote.spans), "told", "said", "says", OUTER.text) or (
                quote.mention and target.text == quote.mention.text
            )


def test_an_unknown_speaker_is_said_to_be_unknown() -> None:
    page = read(to_html(Article("“Rain”", (Quote(QuoteKind.DIRECT, (Span(1, 5, "Rain"),)),), ())))
    assert page.one(class_="name").text == "Speaker unknown"
    assert page.one(id="quote-0").attributes["data-badge"] == "?"
    assert page.one(class_="masthead").one(tag="p").text == "1 quotation by 0 speakers"
    assert "Why: no rule answered" in [f"{fact.one(tag='dt').text}: {fact.one(tag='dd').text}" for fact in facts(page)]


def facts(page: Node) -> list[Node]:
    """The facts of all notes, each a term with its description."""
    return [node for node in page.one(id="notes").all(tag="div") if node.all(tag="dt")]


def source(**about: str) -> Node:
    return read(to_html(ARTICLE, **about)).one(class_="masthead")


def test_the_head_tells_where_and_when_it_appeared() -> None:
    head = source(
        title="The weir of Tarn",
        section="Harbour",
        outlet="Wharf Gazette",
        date="2026-03-12T08:30:00Z",
        author="Cy Vale; Dora Finch",
        url="https://wharf.example/weir?a=1&b=2",
    )
    assert head.one(tag="h1").text == "The weir of Tarn"
    assert head.one(class_="section").text == "Harbour"
    told = "Wharf Gazette · 12 March 2026 · by Cy Vale; Dora Finch · read it at wharf.example"
    assert head.one(class_="source").text == told
    assert head.one(tag="time").attributes["datetime"] == "2026-03-12"
    assert head.one(tag="a").attributes["href"] == "https://wharf.example/weir?a=1&b=2"
    assert head.one(tag="a").attributes["rel"] == "noopener noreferrer"


def test_what_is_not_known_is_left_out() -> None:
    assert source().one(tag="h1").text == "Who said what"
    assert source().all(class_="source") == []
    assert source(outlet="Wharf Gazette").one(class_="source").text == "Wharf Gazette"


@pytest.mark.parametrize("date", ["yesterday", "2026-13-45", "12.03.2026", "2026-03-1", "<b>2026-03-12</b>"])
def test_a_date_that_is_no_day_of_iso_8601_is_shown_as_it_is(date: str) -> None:
    assert source(date=date).one(class_="source").text == date
    assert source(date=date).all(tag="time") == []


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " https://wharf.example",
        "java\nscript:alert(1)",
        "https://wharf.example/\nx",
        "data:text/html,<script>alert(1)</script>",
        "//wharf.example",
        "https://[wharf",
        "https:///weir",
        "weir",
    ],
)
def test_an_address_that_is_none_of_the_web_is_no_link(url: str) -> None:
    assert source(url=url).all(tag="a") == []
    assert source(url=url).one(class_="source").text == url


def test_the_article_tells_its_language() -> None:
    assert read(to_html(ARTICLE, language="he")).one(id="article").attributes["lang"] == "he"
    assert shown(ARTICLE).attributes["lang"] == "en"


def test_an_article_takes_the_same_options() -> None:
    options = [
        name for name in inspect.signature(to_html).parameters if name != "decisions"
    ]  # an Explanation has these
    assert options == ["article", *list(inspect.signature(Article.to_html).parameters)[1:]]
    about = {name: f"some {name}" for name in options if name != "article"}
    assert ARTICLE.to_html(**about) == to_html(ARTICLE, **about)


def test_every_kind_that_occurs_can_be_filtered() -> None:
    filters = read(to_html(ARTICLE)).one(id="controls")
    labels = [label.text for label in filters.one(tag="fieldset").all(tag="label")]
    assert labels == [" direct quotations 4", " reported speech 1", " nobody’s words 1"]
    assert read(to_html(Article("Rain", (), ()))).all(id="controls") == []


def test_what_needs_the_script_is_hidden_without_it() -> None:
    page = read(to_html(ARTICLE))
    for control in ("controls", "all", "panel"):
        assert "hidden" in page.one(id=control).attributes


@pytest.mark.parametrize("text", ["", "\n\n", "No quotes here."])
def test_an_article_without_quotes_is_a_page_too(text: str) -> None:
    page = read(to_html(Article(text, (), ()), title="Nothing"))
    assert page.one(tag="h1").text == "Nothing"
    assert page.one(id="article").text == text.strip()
    assert page.one(id="panel").attributes["hidden"] is None  # present without a value
    assert "hidden" in page.one(id="notes").attributes


def test_forty_speakers_look_different() -> None:
    speakers = [Speaker(f"Speaker {number}", SpeakerKind.PERSON) for number in range(300)]
    quotes = tuple(Quote(QuoteKind.DIRECT, (Span(0, 4, "Rain"),), speaker=speaker) for speaker in speakers)
    items = read(to_html(Article("Rain", quotes, tuple(speakers)))).one(id="speakers").all(tag="li")
    looks = [item.attributes["class"] for item in items if item.all(tag="button")]
    assert len(looks) == 300
    assert len(set(looks[:40])) == COLORS * LINES == 40


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_marks_on_any_text_make_a_page(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab “”<&\n\r\u2028é🌧", max_size=40))
    offset = st.integers(0, len(text))

    def span() -> Span:
        start, end = sorted((data.draw(offset), data.draw(offset)))
        return Span(start, end, text[start:end])

    quotes = tuple(
        Quote(data.draw(st.sampled_from(QuoteKind)), (span(), span()), cue=span(), mention=span())
        for _ in range(data.draw(st.integers(0, 4)))
    )
    article = shown(Article(text, quotes, ()))
    assert packed(article.text) == packed(text)
    for index, quote in enumerate(quotes):
        marked = "".join(node.text for node in article.all(data_quote=str(index)))
        assert sorted(packed(marked)) == sorted(packed("".join(span.text for span in quote.spans)))
    ids = [node.attributes["id"] for node in article.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))


# A notebook


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    (frame,) = read(to_notebook(ARTICLE)).children
    assert isinstance(frame, Node)
    assert frame.tag == "iframe"
    assert frame.attributes["srcdoc"] == to_html(ARTICLE)
    assert frame.attributes["sandbox"] == "allow-scripts"
    assert html.unescape(to_notebook(ARTICLE)).count("<script>") == 1


# The style


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def tinted(color: str, paper: str, share: float) -> str:
    """``color-mix(in srgb, color share, transparent)`` on the paper."""
    pairs = ((int(color[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(front * share + back * (1 - share)):02x}" for front, back in pairs)


def palettes() -> list[dict[str, str]]:
    style = (files("quoteattr") / "data" / "view" / "view.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    return [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", root)) for root in roots]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_all_colours_have_the_contrast_of_wcag_aa(palette: dict[str, str]) -> None:
    own = ["blue", "vermilion", "green", "purple", "ochre", "teal", "crimson", "slate"]
    assert len(own) == COLORS
    for ground in (palette["paper"], palette["sheet"]):
        for name in (*own, "ink", "faint"):
            assert contrast(palette[name], ground) >= 4.5, name
    for name in own:
        for other in own:  # a mention within somebody else's quote
            assert contrast(palette[name], tinted(palette[other], palette["paper"], 0.09)) >= 4.5, (name, other)
        assert contrast(palette["ink"], tinted(palette[name], palette["paper"], 0.24)) >= 4.5, name


WEIGHED = Decision(
    3,
    DecidedBy.WEIGHTS,
    (
        Option(words("She"), words("said", 1), ("subject",), 0.8, 1.0, (Reason("a <name>", 1.5), Reason("far", -0.5))),
        Option(None, None, (), 0.1, -1.0, (Reason("one word", -1.0),)),
    ),
)


def test_a_note_tells_who_else_was_proposed_and_why() -> None:
    page = to_html(ARTICLE, decisions=(WEIGHED, Decision(4, DecidedBy.NOTHING)))
    told = read(page).one(id="note-3").text
    assert "Decided bythe weights, among all that was proposed" in told
    assert "She 80%, for a <name>, against far" in told
    assert "nobody 10%, against one word" in told
    assert "Proposed" not in read(page).one(id="note-4").text
    assert "Decided by" not in read(page).one(id="note-0").text


def test_an_explanation_shows_itself_with_its_decisions() -> None:
    told = Explanation(ARTICLE, (), (WEIGHED,))
    assert told.to_html(title="Rain") == to_html(ARTICLE, title="Rain", decisions=(WEIGHED,))
    assert told._repr_html_() == to_notebook(ARTICLE, decisions=(WEIGHED,))
