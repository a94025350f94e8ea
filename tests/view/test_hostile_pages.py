"""Pages whose every part is an attack, as a browser's own parser reads them: nothing gets through."""

from __future__ import annotations

from random import Random
from typing import Any

from quoteattr.types import Article, Gender, GenderValue, Quote, QuoteKind, Span, Speaker, SpeakerKind
from quoteattr.view.index import Entry, to_index
from quoteattr.view.page import to_html
from tests.view.browsing import Open

PAGES = 100  # and as many indexes; 3,000 of each were read when this was written
PIECES = [
    *(
        "<script>alert(1)</script>",
        "</script>",
        "</style>",
        "<style>*{display:none}</style>",
        "<!--",
        "-->",
        "<![CDATA[",
    ),
    *("<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe srcdoc=x>", "<base href=//evil.example>", "<a"),
    *(
        "<link rel=stylesheet href=//evil.example>",
        "<meta http-equiv=refresh content=0>",
        "<form action=//evil.example>",
    ),
    *(
        '" onmouseover="alert(1)',
        "' onfocus='alert(1)",
        '" autofocus="',
        "javascript:alert(1)",
        "https://wharf.example/",
    ),
    *("&lt;", "&#60;", "&amp;", "&", "<", ">", '"', "'", "`", "\0", "\x1b", "\ud800", "\r", "\n\n", "\u2028", "\u202e"),
    *("“Rain,”", " said Ann Lee. ", "</p>", "</article>", "</body></html>", "<plaintext>", "<template>", "<noscript>"),
]

FOREIGN = """(markup) => {
    const page = new DOMParser().parseFromString(markup, "text/html");
    const tags = new Set(("html head meta title style body a header p h1 h2 h3 time bdi main nav div button details "
        + "summary label select option fieldset legend input ul ol li span article aside section dl dt dd meter script "
        + "table thead tbody tr th td").split(" "));
    const found = [...page.querySelectorAll("*")].flatMap((element) => [
        ...(tags.has(element.localName) ? [] : [`<${element.localName}>`]),
        ...[...element.attributes].map(({ name }) => name)
            .filter((name) => /^(on|style|src|srcset|action|formaction|autofocus|background|ping)/.test(name)),
        ...(element.localName === "a" && !/^(#|https?:\\/\\/[^/]|[^/:]+$)/i.test(element.getAttribute("href"))
            ? [element.outerHTML] : []),
    ]);
    const counts = ["script", "style", "title", "h1", "main", "body"].map((tag) => page.querySelectorAll(tag).length);
    return [...found, ...(counts.every((count) => count === 1) ? [] : [`counts ${counts}`])];
}"""
"""What the parser of the browser finds in a page that does not belong there."""


class Attack:
    """Everything that a page or an index can be given, made of attacks."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def text(self, most: int = 5) -> str:
        return "".join(self._random.choices(PIECES, k=self._random.randint(1, most)))

    def span(self, text: str) -> Span:
        start, end = sorted(self._random.choices(range(len(text) + 1), k=2))
        return Span(start, end, text[start:end])

    def speaker(self) -> Speaker:
        gender = Gender(self._random.choice(list(GenderValue)), self.text())
        return Speaker(self.text(), self._random.choice(list(SpeakerKind)), (self.text(),), (self.text(),), gender)

    def quote(self, text: str) -> Quote:
        kind = self._random.choice(list(QuoteKind))
        spans = (self.span(text), self.span(text))
        sure = self._random.random()
        return Quote(kind, spans, self.span(text), self.span(text), self.speaker(), self.text(), self.text(), sure)

    def page(self) -> str:
        text = self.text(40)
        article = Article(text, tuple(self.quote(text) for _ in range(self._random.randint(0, 4))), ())
        about = {part: self.text() for part in ("title", "author", "date", "outlet", "url", "section", "index")}
        return to_html(article, **about, language=self.text())

    def index(self) -> str:
        text = self.text(20)
        article = Article(text, (self.quote(text), self.quote(text)), ())
        entry = Entry.of(article, self.text(), title=self.text(), outlet=self.text(), date=self.text())
        return to_index([entry, Entry.from_json(entry.to_json())], title=self.text())


def test_nothing_gets_through(open_page: Open) -> None:
    page: Any = open_page("<!DOCTYPE html><title>Parser</title>")
    through = {}
    for seed in range(PAGES):
        attack = Attack(seed)
        for markup in (attack.page(), attack.index()):
            if found := page.evaluate(FOREIGN, markup.encode("utf-8", "strict").decode()):
                through[seed] = found
    assert through == {}


def test_the_parser_would_find_it(open_page: Open) -> None:
    page: Any = open_page("<!DOCTYPE html><title>Parser</title>")
    whole = "<title>a</title><style></style><h1>a</h1><main></main><script></script>"
    assert page.evaluate(FOREIGN, whole) == []
    for hole in ("<img>", "<a href='javascript:1'>a</a>", "<a href=//evil.example>a</a>", "<p onclick=1>", "<script>"):
        assert page.evaluate(FOREIGN, whole + hole) != [], hole
