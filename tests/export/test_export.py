"""The exchange formats: what they write is what the records say, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from quoteattr.export import (
    ROW_COLUMNS,
    ROW_TYPES,
    Metadata,
    error_row,
    read_spans,
    to_brat,
    to_rows,
    to_schema_org,
    to_web_annotation,
)
from quoteattr.types import Article, Gender, GenderValue, Quote, QuoteKind, Span, Speaker, SpeakerKind

TEXT = """\
“It rained 🌧 all night,” Mayor Ada Quill said, “and it is cold.”

According to the Dock Union, boats
were lost. He called it a “slow wreck”.

“Nobody asked us.” The “Old Kettle” sank.
"""


def words(piece: str) -> Span:
    start = TEXT.index(piece)
    return Span(start, start + len(piece), piece)


ADA = Speaker(
    "Ada Quill",
    SpeakerKind.PERSON,
    aliases=("Quill",),
    titles=("Mayor",),
    gender=Gender(GenderValue.FEMALE, "given name Ada"),
)
UNION = Speaker("Dock Union", SpeakerKind.ORGANIZATION)
HE = Speaker("he", SpeakerKind.UNNAMED)
INTERRUPTED = Quote(
    QuoteKind.DIRECT,
    (words("It rained 🌧 all night,"), words("and it is cold.")),
    cue=words("said"),
    mention=words("Mayor Ada Quill"),
    speaker=ADA,
    rule="quote_speaker_cue",
    speaker_rule="exact_name",
    confidence=0.97,
)
REPORTED = Quote(
    QuoteKind.INDIRECT,
    (words("boats\nwere lost"),),
    cue=words("According to"),
    mention=words("the Dock Union"),
    speaker=UNION,
    rule="according_to",
    confidence=0.9,
)
MIXED = Quote(QuoteKind.MIXED, (words("slow wreck"),), mention=words("He"), speaker=HE, rule="reported", parent=1)
UNKNOWN = Quote(QuoteKind.DIRECT, (words("Nobody asked us."),))
TITLE = Quote(QuoteKind.OTHER, (words("Old Kettle"),))
ARTICLE = Article(TEXT, (INTERRUPTED, REPORTED, MIXED, UNKNOWN, TITLE), (ADA, UNION, HE))
EMPTY = Article("", (), ())


# Rows


def test_the_columns_are_a_contract() -> None:
    assert ROW_COLUMNS == (
        "id", "quote_index", "kind", "text", "start", "end", "spans", "cue", "cue_start", "cue_end",
        "mention", "mention_start", "mention_end", "speaker", "speaker_kind", "speaker_gender",
        "speaker_gender_evidence", "rule", "speaker_rule", "confidence", "parent", "error",
        "title", "author", "date", "outlet", "url", "section",
    )  # fmt: skip


def test_a_row_tells_all_of_a_quote() -> None:
    assert to_rows(ARTICLE, id="a1", metadata=Metadata(title="Rain", outlet="The Tarn Echo"))[0] == {
        "id": "a1",
        "quote_index": 0,
        "kind": "direct",
        "text": "It rained 🌧 all night, and it is cold.",
        "start": 1,
        "end": 63,
        "spans": "1-23;48-63",
        "cue": "said",
        "cue_start": 41,
        "cue_end": 45,
        "mention": "Mayor Ada Quill",
        "mention_start": 25,
        "mention_end": 40,
        "speaker": "Ada Quill",
        "speaker_kind": "person",
        "speaker_gender": "female",
        "speaker_gender_evidence": "given name Ada",
        "rule": "quote_speaker_cue",
        "speaker_rule": "exact_name",
        "confidence": 0.97,
        "parent": None,
        "error": None,
        "title": "Rain",
        "author": None,
        "date": None,
        "outlet": "The Tarn Echo",
        "url": None,
        "section": None,
    }


def test_rows_have_the_columns_in_order_and_their_types() -> None:
    rows = [*to_rows(ARTICLE, id=7), error_row(8, "no text")]
    for row in rows:
        assert tuple(row) == ROW_COLUMNS
        for column, value in row.items():
            assert value is None or type(value) is ROW_TYPES[column], column


def test_what_is_absent_is_none() -> None:
    row = to_rows(ARTICLE)[3]
    told = {column for column, value in row.items() if value is not None}
    assert told == {"quote_index", "kind", "text", "start", "end", "spans", "confidence"}
    assert to_rows(ARTICLE)[2]["parent"] == 1


def test_the_spans_of_a_row_read_back() -> None:
    for quote, row in zip(ARTICLE.quotes, to_rows(ARTICLE), strict=True):
        assert row["spans"] is not None
        assert read_spans(row["spans"]) == [(span.start, span.end) for span in quote.spans]


@pytest.mark.parametrize("wrong", ["", "3", "3-", "a-b", "3-4;", "3-4-5"])
def test_wrong_spans_are_named(wrong: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(wrong))):
        read_spans(wrong)


def test_an_id_is_text() -> None:
    assert {row["id"] for row in to_rows(ARTICLE, id=17)} == {"17"}
    assert {row["id"] for row in to_rows(ARTICLE)} == {None}


def test_an_error_row_has_id_and_error_only() -> None:
    row = error_row("a9", TypeError("expected str, got int"))
    assert {column: value for column, value in row.items() if value is not None} == {
        "id": "a9",
        "error": "TypeError: expected str, got int",
    }
    assert error_row(None, "unreadable")["error"] == "unreadable"


def test_an_article_without_quotes_has_no_rows() -> None:
    assert to_rows(EMPTY, id="a0") == []


def test_a_quote_without_spans_has_no_extent() -> None:
    row = to_rows(Article("Rain", (Quote(QuoteKind.DIRECT, ()),), ()))[0]
    assert (row["text"], row["start"], row["end"], row["spans"]) == ("", None, None, None)


def test_csv_holds_the_rows() -> None:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, ROW_COLUMNS)
    writer.writeheader()
    writer.writerows(to_rows(ARTICLE, id="a1"))
    file.seek(0)
    read = [
        {column: ROW_TYPES[column](cell) if cell else None for column, cell in row.items()}
        for row in csv.DictReader(file)
    ]
    assert read == to_rows(ARTICLE, id="a1")


# brat. This reader follows http://brat.nlplab.org/standoff.html and what brat itself refuses.


@dataclass(frozen=True)
class Bound:
    role: str
    extents: tuple[tuple[int, int], ...]


def read_brat(annotations: str, text: str) -> tuple[dict[str, Bound], dict[str, list[tuple[str, str]]]]:
    """Text-bound annotations and events of a file, checked against the text."""
    bounds: dict[str, Bound] = {}
    events: dict[str, list[tuple[str, str]]] = {}
    for line in annotations.splitlines():
        key, body, *covered = line.split("\t")
        if key.startswith("T"):
            role, offsets = body.split(" ", 1)
            extents = tuple((int(start), int(end)) for start, end in (pair.split(" ") for pair in offsets.split(";")))
            assert covered == [" ".join(text[start:end] for start, end in extents)]
            assert all(start < end for start, end in extents)
            assert all(end <= start for (_, end), (start, _) in pairwise(extents))
            assert key not in bounds
            bounds[key] = Bound(role, extents)
        else:
            assert re.fullmatch(r"E\d+", key), "PolNeAR's reader takes T and E lines only"
            assert covered == []
            events[key] = [(role, target) for role, target in (part.split(":") for part in body.split(" "))]
    for arguments in events.values():
        assert all(target in bounds for _, target in arguments)
        for role, target in arguments[1:]:
            assert bounds[target].role == role
    return bounds, events


def roles(article: Article) -> list[dict[str, str]]:
    """The events of an article's brat file, with the words of each role."""
    bounds, events = read_brat(to_brat(article), article.text)
    return [
        {role: " ".join(article.text[start:end] for start, end in bounds[target].extents) for role, target in arguments}
        for arguments in events.values()
    ]


def test_brat_has_the_shape_of_the_corpus() -> None:
    text = "“Rain,” Bo Vale said, “and cold.”"
    quote = Quote(
        QuoteKind.DIRECT,
        (Span(1, 6, "Rain,"), Span(23, 32, "and cold.")),
        cue=Span(16, 20, "said"),
        mention=Span(8, 15, "Bo Vale"),
    )
    assert to_brat(Article(text, (quote, quote), ())).splitlines() == [
        "T1\tSource 8 15\tBo Vale",
        "T2\tCue 16 20\tsaid",
        "T3\tContent 1 6;23 32\tRain, and cold.",
        "T4\tAttribution 16 20\tsaid",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "T5\tSource 8 15\tBo Vale",
        "T6\tCue 16 20\tsaid",
        "T7\tContent 1 6;23 32\tRain, and cold.",
        "T8\tAttribution 16 20\tsaid",
        "E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5",
    ]


def test_brat_events_are_the_attributions() -> None:
    assert roles(ARTICLE) == [
        {
            "Attribution": "said",
            "Content": "It rained 🌧 all night, and it is cold.",
            "Cue": "said",
            "Source": "Mayor Ada Quill",
        },
        {
            "Attribution": "According to",
            "Content": "boats were lost",
            "Cue": "According to",
            "Source": "the Dock Union",
        },
        {"Attribution": "He", "Content": "slow wreck", "Source": "He"},
    ]


def test_brat_has_content_without_a_speaker_but_no_titles() -> None:
    bounds, _ = read_brat(to_brat(ARTICLE), TEXT)
    contents = [
        TEXT[bound.extents[0][0] : bound.extents[-1][1]] for bound in bounds.values() if bound.role == "Content"
    ]
    assert "Nobody asked us." in contents
    assert "Old Kettle" not in contents


def test_brat_names_an_attribution_without_a_source() -> None:
    quote = Quote(QuoteKind.DIRECT, (Span(1, 5, "Rain"),), cue=Span(7, 18, "it was said"))
    assert roles(Article("“Rain” it was said", (quote,), ())) == [
        {"Attribution-no-source": "it was said", "Content": "Rain", "Cue": "it was said"}
    ]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n", " \n ", "\t", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_brat_breaks_content_where_the_line_breaks(gap: str) -> None:
    text = f"cold{gap}rain"
    article = Article(text, (Quote(QuoteKind.DIRECT, (Span(0, len(text), text),)),), ())
    bounds, _ = read_brat(to_brat(article), text)
    assert bounds["T1"].extents == ((0, 4), (4 + len(gap), 8 + len(gap)))


def test_brat_keeps_spaces_inside_a_line() -> None:
    text = "cold  \u00a0 rain"
    article = Article(text, (Quote(QuoteKind.DIRECT, (Span(0, len(text), text),)),), ())
    assert to_brat(article) == f"T1\tContent 0 {len(text)}\t{text}\n"


@pytest.mark.parametrize("text", ["", " \n "])
def test_brat_has_no_empty_annotations(text: str) -> None:
    quote = Quote(QuoteKind.DIRECT, (Span(0, len(text), text),))
    assert to_brat(Article(text, (quote,), ())) == ""
    assert to_brat(EMPTY) == ""


def test_the_reader_of_the_benchmarks_reads_brat() -> None:
    polnear = pytest.importorskip("benchmarks.polnear", reason="the benchmarks are not part of the installed package")
    first, second, third = polnear.read_attributions(to_brat(ARTICLE))
    assert first == polnear.Attribution(source=((25, 40),), cue=((41, 45),), content=((1, 23), (48, 63)))
    assert [TEXT[start:end] for start, end in second.content] == ["boats", "were lost"]
    assert third.cue == ()


# W3C Web Annotation


def resolve(selector: dict[str, Any], text: str) -> tuple[int, int]:
    """What a selector selects, as the standard says."""
    if selector["type"] == "TextPositionSelector":
        return selector["start"], selector["end"]
    assert selector["type"] == "TextQuoteSelector"
    context = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert text.count(context) == 1
    start = text.index(context) + len(selector["prefix"])
    return start, start + len(selector["exact"])


def annotations(article: Article, source: str = "https://example.org/ferry") -> dict[str, dict[str, Any]]:
    collection = json.loads(json.dumps(to_web_annotation(article, source=source)))
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    return {item["id"].removeprefix(source): item for item in items}


def test_annotations_select_the_words_of_the_records() -> None:
    found = annotations(ARTICLE)
    for index, quote in enumerate(ARTICLE.quotes):
        expected = {f"#quote-{index}": quote.spans}
        expected |= {f"#quote-{index}-cue": (quote.cue,)} if quote.cue else {}
        expected |= {f"#quote-{index}-mention": (quote.mention,)} if quote.mention else {}
        for key, spans in expected.items():
            targets = found.pop(key)["target"]
            for target, span in zip(targets, spans, strict=True):
                assert target["source"] == "https://example.org/ferry"
                for selector in target["selector"]:
                    assert resolve(selector, TEXT) == (span.start, span.end)
    assert found == {}


def test_annotations_say_who_and_how() -> None:
    found = annotations(ARTICLE)
    assert [(body["purpose"], body["value"]) for body in found["#quote-0"]["body"]] == [
        ("classifying", "direct quotation"),
        ("identifying", "Ada Quill"),
        ("describing", "named right after the quotation (quote_speaker_cue); exact name (exact_name); confidence 0.97"),
    ]
    kind, link = found["#quote-0-cue"]["body"]
    assert kind["value"] == "cue"
    assert link == {"type": "SpecificResource", "source": "https://example.org/ferry#quote-0", "purpose": "linking"}
    assert [body["value"] for body in found["#quote-4"]["body"]] == ["no quotation"]


def test_without_a_source_the_text_names_itself() -> None:
    collection = to_web_annotation(Article("Hello World!", (), ()))
    # The example of RFC 6920, section 8.1.
    assert collection["id"] == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk#quotes"
    assert to_web_annotation(Article("\ud800", (), ()))["id"].startswith("ni:///sha-256;")


def test_a_quote_without_spans_is_no_annotation() -> None:
    assert annotations(Article("Rain", (Quote(QuoteKind.DIRECT, ()),), ())) == {}


# The terms of http://www.w3.org/ns/anno.jsonld that we use, by the Web Annotation Vocabulary.
_LINKS = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}
_NAMES = """
    Annotation SpecificResource TextualBody TextQuoteSelector TextPositionSelector exact prefix suffix
    classifying identifying describing linking
""".split()
ANNO = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": "@id",
        "type": "@type",
        **{term: {"@id": f"oa:{name}", "@type": "@id"} for term, name in _LINKS.items()},
        **{name: f"oa:{name}" for name in _NAMES},
        "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
        "value": "rdf:value",
        "format": "http://purl.org/dc/elements/1.1/format",
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
        "first": {"@id": "as:first", "@type": "@id"},
        "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
        "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    }
}
SCHEMA = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}


def graph(document: dict[str, Any]) -> Any:
    """The RDF graph of a JSON-LD document, as PyLD expands it; a key or a type that no context knows fails."""
    pyld = pytest.importorskip("pyld", reason="PyLD is not installed")
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    contexts = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": SCHEMA}

    def load(url: str, _options: object) -> dict[str, Any]:
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": contexts[url]}

    options = {"documentLoader": load, "base": "https://example.org/ferry", "format": "application/n-quads"}
    statements = pyld.jsonld.to_rdf(document, options)
    return rdflib.Graph().parse(data=statements, format="nt")


def keys(document: Any) -> set[str]:
    """All keys and types in a JSON-LD document."""
    if isinstance(document, list):
        return set().union(*map(keys, document))
    if not isinstance(document, dict):
        return set()
    types = {value for key, value in document.items() if key in ("type", "@type")}
    return {*document, *types}.union(*map(keys, document.values()))


def test_every_term_of_an_annotation_is_one_of_the_standard() -> None:
    assert keys(to_web_annotation(ARTICLE)) <= {"@context", *ANNO["@context"]}


def test_annotations_are_rdf() -> None:
    found = graph(to_web_annotation(ARTICLE, source="https://example.org/ferry"))
    query = """
        PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?start ?exact WHERE {
          ?annotation a oa:Annotation; oa:hasBody [ oa:hasPurpose oa:identifying; rdf:value "Ada Quill" ];
            oa:hasTarget [ oa:hasSource <https://example.org/ferry>; oa:hasSelector
              [ a oa:TextPositionSelector; oa:start ?start ], [ a oa:TextQuoteSelector; oa:exact ?exact ] ] }
        ORDER BY ?start"""
    rows = [(int(start), str(exact)) for start, exact in found.query(query)]
    assert rows == [(1, "It rained 🌧 all night,"), (48, "and it is cold.")]


# schema.org


def test_quotations_of_an_article() -> None:
    page = to_schema_org(ARTICLE, url="https://example.org/ferry", headline="The Old Kettle")
    assert json.loads(json.dumps(page)) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "url": "https://example.org/ferry",
        "headline": "The Old Kettle",
        "hasPart": [
            {
                "@type": "Quotation",
                "text": "It rained 🌧 all night, and it is cold.",
                "spokenByCharacter": {
                    "@id": "https://example.org/ferry#speaker-1",
                    "@type": "Person",
                    "name": "Ada Quill",
                    "alternateName": ["Quill"],
                    "description": "Mayor",
                },
                "creator": {"@id": "https://example.org/ferry#speaker-1"},
            },
            {"@type": "Quotation", "text": "slow wreck", "spokenByCharacter": "he"},
            {"@type": "Quotation", "text": "Nobody asked us."},
        ],
    }


def test_an_organization_can_speak() -> None:
    quote = Quote(QuoteKind.DIRECT, (words("boats"),), speaker=UNION)
    (part,) = to_schema_org(Article(TEXT, (quote,), (UNION,)))["hasPart"]
    assert part["spokenByCharacter"] == {"@id": "#speaker-1", "@type": "Organization", "name": "Dock Union"}


def test_reported_speech_is_no_quotation() -> None:
    texts = [part["text"] for part in to_schema_org(ARTICLE)["hasPart"]]
    assert REPORTED.text not in texts
    assert TITLE.text not in texts


def test_gender_is_not_published() -> None:
    assert "female" not in json.dumps(to_schema_org(ARTICLE))


def test_quotations_are_rdf() -> None:
    found = graph(to_schema_org(ARTICLE, url="https://example.org/ferry"))
    query = """
        PREFIX schema: <https://schema.org/>
        SELECT ?text ?name WHERE { ?article a schema:Article; schema:hasPart ?quotation .
          ?quotation a schema:Quotation; schema:text ?text; schema:spokenByCharacter ?who; schema:creator ?who .
          ?who a schema:Person; schema:name ?name }"""
    assert [tuple(map(str, row)) for row in found.query(query)] == [(INTERRUPTED.text, "Ada Quill")]
