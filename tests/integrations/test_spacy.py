"""The pipeline component: the same quotes as without spaCy, as spans of the Doc."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("spacy", reason="needs the extra spacy")

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from quoteattr import Config, ConfigError, extract_quotes
from quoteattr.integrations import spacy as component  # registers the factory
from tests import toy

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
RAIN = "“The river will rise tonight,” said Mayor Ada Quill of Westbrook, “and fall again.” She left the hall.\n"
BREAD = "Baker Tom Hollis said, “Bread is dearer than it was.” He added that he would close his shop.\n"
STUCK = "He called it “wet”and left,said Ada Quill."  # spaCy's tokens reach over the ends of the records here


def pipeline(**config: bool | str | list[str]) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr", config=config)
    return nlp


NLP = pipeline(indirect=True)


@pytest.mark.parametrize("text", [RAIN, BREAD, STUCK, "", "\n", *(path.read_text("utf-8") for path in SEEDS)])
@pytest.mark.parametrize("indirect", [False, True])
def test_the_same_quotes_as_without_spacy(text: str, indirect: bool) -> None:
    assert list(pipeline(indirect=indirect)(text)._.quotes) == extract_quotes(text, indirect=indirect)


@given(st.text(alphabet="“”\"'‘’ .,abAB\n said Quill") | st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text(text: str) -> None:
    doc = NLP(text)
    quotes = extract_quotes(text, indirect=True)
    assert list(doc._.quotes) == quotes
    for span in doc.spans["quotes"]:
        [*ends] = [(each.start, each.end) for each in quotes[int(span.id_)].spans]
        assert any(span.start_char <= start and end <= span.end_char for start, end in ends)


def test_options_reach_the_engine() -> None:
    text = "“It rained,” frobbed Quill.\n\n“Sign up here,” said Reed."
    options = {"cues": ["frobbed"], "speakers": ["Ada Quill"], "skip": [r"Sign \w+"], "rules_off": ["colon"]}
    quotes = extract_quotes(text, config=Config(**{name: tuple(words) for name, words in options.items()}))
    assert [quote.rule for quote in quotes] == ["quote_cue_speaker", "skipped"]
    nlp = pipeline(**options)
    assert list(nlp(text)._.quotes) == quotes
    assert list(type(nlp).from_config(nlp.config)(text)._.quotes) == quotes


def test_wrong_options_are_told_when_the_pipeline_is_made() -> None:
    with pytest.raises(ConfigError, match="there is no rule 'colons'; did you mean 'colon'"):
        pipeline(rules_off=["colons"])


def test_spans_carry_kind_speaker_and_place() -> None:
    doc = NLP(RAIN)
    quotes = doc._.quotes
    assert len(quotes) > 0
    shown = [(span.text, span.label_, span.id_) for span in doc.spans["quotes"]]
    assert shown == [(span.text, quote.kind.value, str(i)) for i, quote in enumerate(quotes) for span in quote.spans]
    cues = [(span.text, span.label_, span.id_) for span in doc.spans["cues"]]
    assert cues == [(quote.cue.text, "cue", str(i)) for i, quote in enumerate(quotes) if quote.cue]
    mentions = [(span.text, span.label_, span.kb_id_) for span in doc.spans["mentions"]]
    assert mentions == [
        (each.mention.text, each.speaker.kind.value, each.speaker.name) for each in quotes if each.speaker
    ]


@pytest.mark.parametrize("text", [RAIN, BREAD, STUCK, *(path.read_text("utf-8") for path in SEEDS)])
def test_a_span_reaches_its_quote(text: str) -> None:
    doc = NLP(text)
    for key in ("quotes", "cues", "mentions"):
        spans = list(doc.spans[key])
        assert [span._.quote for span in spans] == [doc._.quotes[int(span.id_)] for span in spans]
        assert all(span._.quote is not None for span in spans)


def test_a_span_of_another_component_has_no_quote() -> None:
    doc = NLP(RAIN)
    last = len(doc._.quotes)
    others = [doc[0:2], doc[-3:-1], Span(doc, 0, 1, "PERSON"), Span(doc, len(doc) - 4, len(doc) - 1, span_id="0")]
    others += [Span(doc, 0, 3, span_id=name) for name in (str(last), "-1", "x", "²", "9" * 99)]
    assert [span._.quote for span in others] == [None] * len(others)
    assert spacy.blank("en")(RAIN)[0:3]._.quote is None


def test_spans_of_several_docs_reach_their_own_quotes() -> None:
    docs = [NLP(text) for text in (RAIN, BREAD)] * 2
    spans = [span for pair in zip(*(doc.spans["cues"] for doc in docs), strict=False) for span in pair]
    assert all(span._.quote.cue.text == span.text for span in spans)
    read = Doc(NLP.vocab).from_bytes(docs[0].to_bytes())
    assert [span._.quote for span in read.spans["cues"]] == [span._.quote for span in docs[0].spans["cues"]]


def test_going_through_all_spans_reads_the_quotes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    read = component._read

    def counted(stored: Any) -> Any:
        nonlocal calls
        calls += 1
        return read(stored)

    monkeypatch.setattr(component, "_read", counted)
    doc = NLP("“It rained,” said Ann Lee. “It snowed,” she said. " * 20)
    assert len([span._.quote for span in doc.spans["quotes"]]) == 40
    assert calls == 1


def test_language_is_that_of_the_config(tmp_path: Path) -> None:
    folder = toy.write(tmp_path / "toy")
    text = "“Pluva sen fino,” veka Ann Lee, milano du Tarn."
    nlp = pipeline(language=folder)
    assert list(nlp(text)._.quotes) == extract_quotes(text, config=Config(language=folder))
    assert nlp(text)._.quotes[0].speaker.name == "Ann Lee"
    with pytest.raises(ConfigError, match="there is no language 'eng'; did you mean 'en'"):
        pipeline(language="eng")


def test_spans_grow_to_whole_tokens() -> None:
    doc = pipeline()(STUCK)
    [quote] = [quote for quote in doc._.quotes if quote.text == "wet"]
    [span] = [span for span in doc.spans["quotes"] if span.id_ == str(doc._.quotes.index(quote))]
    assert "wet" in span.text
    assert span.start_char <= quote.spans[0].start


def test_displacy_shows_them() -> None:
    page = displacy.render(NLP(RAIN), style="span", options={"spans_key": "quotes"}, jupyter=False)
    assert "direct" in page


# --- entities -----------------------------------------------------------------------------------------------------


def with_entities(*patterns: tuple[str, str], **config: bool) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": words} for words, label in patterns])
    nlp.add_pipe("quoteattr", config=config)
    return nlp


def test_a_mention_within_an_entity_becomes_the_entity() -> None:
    text = "“It rained,” Quill & Sons said."
    plain = extract_quotes(text)[0]
    assert plain.mention is not None
    doc = with_entities(("Quill & Sons", "ORG"))(text)
    [quote] = doc._.quotes
    assert quote.mention.text == "Quill & Sons"
    assert text[quote.mention.start : quote.mention.end] == quote.mention.text
    assert [(span.text, span.label_) for span in doc.spans["mentions"]] == [("Quill & Sons", "ORG")]
    off = with_entities(("Quill & Sons", "ORG"), entities=False)(text)
    assert list(off._.quotes) == [plain]


def test_an_entity_within_a_mention_gives_its_label() -> None:
    doc = with_entities(("Ada Quill", "PERSON"), ("Westbrook", "GPE"))(RAIN)
    assert {span.label_ for span in doc.spans["mentions"]} == {"PERSON"}


# --- serialization ------------------------------------------------------------------------------------------------


def test_the_pipeline_goes_to_disk_and_bytes(tmp_path: Path) -> None:
    NLP.to_disk(tmp_path / "model")
    loaded = spacy.load(tmp_path / "model")
    again = spacy.blank("en")
    again.add_pipe("quoteattr", config={"indirect": True})
    again.from_bytes(NLP.to_bytes())
    for nlp in (loaded, again):
        assert nlp.pipe_names == ["quoteattr"]
        assert nlp(BREAD)._.quotes == NLP(BREAD)._.quotes
    assert loaded.get_pipe("quoteattr").indirect is True


def test_a_doc_goes_to_bytes_with_its_quotes() -> None:
    doc = NLP(RAIN)
    read = Doc(NLP.vocab).from_bytes(doc.to_bytes())
    assert read._.quotes == doc._.quotes
    assert {span.text for span in read.spans["cues"]} == {"said"}
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [read] = DocBin().from_bytes(stored).get_docs(NLP.vocab)
    assert read._.quotes == doc._.quotes


def test_a_speaker_is_stored_once() -> None:
    doc = NLP("“It rained,” said Ann Lee. “It snowed,” she said.")
    assert [speaker["name"] for speaker in doc.user_data["quoteattr"]["speakers"]] == ["Ann Lee"]
    assert [quote.speaker.name for quote in doc._.quotes] == ["Ann Lee", "Ann Lee"]


def test_several_processes() -> None:
    texts = [RAIN, BREAD, ""] * 4
    docs = list(NLP.pipe(texts, n_process=2, batch_size=2))
    assert [list(doc._.quotes) for doc in docs] == [extract_quotes(text, indirect=True) for text in texts]


def test_a_doc_that_no_pipeline_read_has_no_quotes() -> None:
    assert spacy.blank("en")(RAIN)._.quotes == ()


def test_the_factory_is_what_the_entry_point_names() -> None:
    made = component.make_quoteattr(NLP, "quoteattr", indirect=True, entities=False)
    assert (made.indirect, made.entities) == (True, False)
    assert Language.get_factory_meta("quoteattr").default_config == {
        "indirect": False,
        "entities": True,
        **{name: [] for name in ("rules_off", "cues", "speakers", "skip")},
        "language": "en",
    }
