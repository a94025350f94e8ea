"""Each quotation of a draft: where its words stand in the source, what differs, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("rapidfuzz", reason="needs the extra check")

from quoteattr import Config, parse
from quoteattr.checking import Check, CheckedQuote, SpeakerMatch, WordMatch, check_quotes
from quoteattr.integrations import extras
from tests.checking.council import SOURCE


def checked(draft: str, source: str = SOURCE) -> CheckedQuote:
    [only] = check_quotes(draft, {"council.txt": source}).quotes
    return only


@pytest.mark.parametrize(
    "draft",
    [
        "“The river will rise tonight, and nobody can stop it,” said Ada Quill.",
        '"The river will rise tonight and nobody can stop it," said Ada Quill.',
        "“Nobody can stop it,” said Mayor Quill.",
        "“the river will rise tonight,” said Quill.",
        "“[T]he river will rise tonight,” said Quill.",
        "“The river will rise … and nobody can stop it,” said Quill.",
        "“The river will rise . . . and nobody can stop it,” said Quill.",
        "“[It] will rise tonight,” said Quill.",
        "“The river will rise [to flood level] tonight,” said Quill.",
        "“The river will rise tonight,” Quill said, “and nobody can stop it.”",
        "“We have closed 1200 metres of road,” said Quill.",
        "“I will not leave my shop, whatever [the mayor] says about the old bridge,” said Tom Hollis.",
        "“I will not leave my shop, whatever says about the old bridge,” said Tom Hollis.",
    ],
)
def test_what_editors_do_is_right(draft: str) -> None:
    found = checked(draft)
    assert (found.words, found.speaker, found.differences) == (WordMatch.VERBATIM, SpeakerMatch.SAME, ())
    assert found.is_right


@pytest.mark.parametrize(
    ("draft", "words", "differences"),
    [
        ("“The river will fall tonight, and nobody can stop it,” said Quill.", "nearly", [("fall", "rise")]),
        ("“The river will not rise tonight,” said Quill.", "nearly", [("not", "")]),
        ("“We have closed 1,300 metres of road,” said Quill.", "nearly", [("1,300", "1,200")]),
        ("“Our us plant is dry,” said a spokeswoman.", "nearly", [("us", "US")]),
        ("“I am sure the river will rise tonight,” said Quill.", "nearly", [("I am sure", "")]),
        ("“The river will rise tonight, I am sure,” said Quill.", "nearly", [("I am sure", "and nobody can")]),
        ("“I will leave my shop,” said Hollis.", "cut", [("", "not")]),
        ("“The river will rise, and nobody can stop it,” said Quill.", "cut", [("", "tonight")]),
        ("“The river can stop it,” said Quill.", "cut", [("", "will rise tonight, and nobody")]),
        (
            "“The river will fall,” Quill said, “but nobody can stop it.”",
            "nearly",
            [("fall", "rise"), ("but", "and")],
        ),
    ],
)
def test_words_that_differ_are_shown(draft: str, words: str, differences: list[tuple[str, str]]) -> None:
    found = checked(draft)
    assert found.words == words
    assert [(each.draft.text, each.source.text) for each in found.differences] == differences
    assert not found.is_right
    for each in found.differences:
        assert draft[each.draft.start : each.draft.end] == each.draft.text
        assert SOURCE[each.source.start : each.source.end] == each.source.text


def test_an_insert_stands_for_a_few_words_only() -> None:
    source = "“We paid the men who came from Tarn in the long winter before the flood of that year,” said Ada Quill."
    assert checked("“We paid [them] before the flood,” said Ada Quill.", source).words is WordMatch.CUT
    assert checked("“We paid [millers] in the long winter,” said Ada Quill.", source).words is WordMatch.VERBATIM


def test_no_insert_stands_for_a_denial() -> None:
    found = checked("“I [will] leave my shop,” said Hollis.")
    assert (found.words, found.differences[0].source.text) == (WordMatch.CUT, "will not")


def test_joined_from_two_places_names_both() -> None:
    found = checked("“The river will rise tonight whatever the mayor says about the old bridge,” said Hollis.")
    assert found.words is WordMatch.JOINED
    assert [place.span.text for place in found.places] == [
        "The river will rise tonight",
        "whatever [the mayor] says about the old bridge",
    ]
    assert found.speaker is SpeakerMatch.ANOTHER


def test_invented_words_are_nowhere() -> None:
    found = checked("“The dam is about to burst and we shall all drown,” said Hollis.")
    assert (found.words, found.speaker) == (WordMatch.NOWHERE, SpeakerMatch.UNTOLD)
    assert (found.places, found.differences) == ((), ())


def test_words_of_the_reporter_are_nobodys_quotation() -> None:
    draft = "“The bridge was built in 1890 by the millers,” said Hollis."
    found = checked(draft)
    assert (found.words, found.speaker) == (WordMatch.UNMARKED, SpeakerMatch.UNTOLD)
    assert found.places[0].quote is None
    assert not found.is_right


def test_all_words_of_a_speech_are_the_speakers() -> None:
    found = checked("“We were hungry,” said Ada Quill.", "Friends! We were hungry, and nobody came.\n")
    assert (found.words, found.speaker) == (WordMatch.VERBATIM, SpeakerMatch.UNTOLD)
    assert found.is_right


@pytest.mark.parametrize(
    ("draft", "speaker"),
    [
        ("“Nobody can stop it,” said Tom Hollis.", SpeakerMatch.ANOTHER),
        ("“Nobody can stop it,” said Jo Quill.", SpeakerMatch.ANOTHER),
        ("“Nobody can stop it.”", SpeakerMatch.LEFT_OUT),
        ("“Nobody can stop it,” she said.", SpeakerMatch.LEFT_OUT),
        ("“Nobody can stop it,” said the mayor.", SpeakerMatch.SAME),
        ("“Our US plant is dry,” said Ann Lee.", SpeakerMatch.UNTOLD),
        ("“Our US plant is dry,” said Millco.", SpeakerMatch.SAME),
    ],
)
def test_whose_words_they_are(draft: str, speaker: SpeakerMatch) -> None:
    found = checked(draft)
    assert (found.words, found.speaker) == (WordMatch.VERBATIM, speaker)
    assert found.is_right == (speaker in (SpeakerMatch.SAME, SpeakerMatch.UNTOLD))


def test_of_two_who_say_the_same_the_one_is_meant_whom_the_draft_names() -> None:
    source = "“It was a long winter,” said Ann Lee. “It was a long winter,” said Bo Reed."
    for name in ("Ann Lee", "Bo Reed"):
        found = checked(f"“It was a long winter,” said {name}.", source)
        [place] = found.places
        assert found.is_right
        assert place.quote is not None
        assert place.quote.speaker is not None
        assert place.quote.speaker.name == name


def test_of_words_inside_of_other_words_those_of_the_draft_s_speaker_are_meant() -> None:
    source = "“We are not alone: Bo Reed said, ‘The winter was long and it was cold here,’ then,” said Ann Lee."
    for name in ("Bo Reed", "Ann Lee"):
        found = checked(f"“The [old] winter was … cold here,” said {name}.", source)
        assert (found.words, found.speaker) == (WordMatch.VERBATIM, SpeakerMatch.SAME), name


def test_place_is_the_quotation_of_the_right_source() -> None:
    other = "“It rained all week,” said Ann Lee, a farmer."
    check = check_quotes("“It rained,” said Ann Lee.", {"council.txt": SOURCE, "farm.txt": other})
    [place] = check.quotes[0].places
    assert (place.source, place.span.text, place.quote) == ("farm.txt", "It rained", parse(other).quotes[0])
    assert [source.name for source in check.sources] == ["council.txt", "farm.txt"]


def test_titles_and_quotations_without_words_are_not_checked() -> None:
    assert check_quotes("The so-called “Iron Bridge” is old. “…” said Ann Lee.", SOURCE).quotes == ()


def test_against_nothing_all_is_nowhere() -> None:
    for sources in ([], "", ["", " "]):
        [found] = check_quotes("“It rained all week,” said Ann Lee.", sources).quotes
        assert found.words is WordMatch.NOWHERE


@pytest.mark.parametrize("sources", [SOURCE, [SOURCE], parse(SOURCE), [parse(SOURCE)], {"1": parse(SOURCE)}])
def test_sources_in_every_form(sources: object) -> None:
    check = check_quotes(parse("“Nobody can stop it,” said Ada Quill."), sources)  # type: ignore[arg-type]
    assert check.wrong == ()
    assert [source.name for source in check.sources] == ["1"]


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: check_quotes(None, SOURCE), "draft: a str or an Article is needed, not None"),  # type: ignore[arg-type]
        (lambda: check_quotes("", 7), "sources: a str, an Article or several of them are needed, not 7"),  # type: ignore[arg-type]
        (lambda: check_quotes("", [7]), "sources: a str or an Article is needed, not 7"),  # type: ignore[list-item]
    ],
)
def test_wrong_types_are_told(call: Callable[[], Check], named: str) -> None:
    with pytest.raises(TypeError, match=re.escape(named)):
        call()


def test_options_are_those_of_the_engine() -> None:
    draft = "“Nobody can stop it,” gargled Quill."
    assert check_quotes(draft, SOURCE, config=Config(cues=("gargled",))).quotes[0].quote.rule == "quote_cue_speaker"


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rapidfuzz", None)
    with pytest.raises(extras.MissingExtraError, match=re.escape('pip install "quoteattr[check]"')):
        check_quotes("", "")


def test_json_goes_both_ways() -> None:
    draft = "“I will leave my shop,” said Jo Lee. “The dam is about to burst,” said Bo Reed."
    check = check_quotes(draft, {"council.txt": SOURCE})
    assert Check.from_json(check.to_json()) == check
    assert Check.schema().load(Check.schema().dump(check)) == check
    assert repr(check) == "<Check of 2 quotations against 1 source: 2 to look at>"
    assert repr(check.quotes[0]).startswith("<CheckedQuote cut, speaker another: <Quote direct by 'Jo Lee'")


def test_a_text_agrees_with_itself() -> None:
    assert check_quotes(SOURCE, SOURCE).wrong == ()


def test_a_long_quotation_does_not_take_long() -> None:
    said = " ".join(f"word{number}" for number in range(1500))
    found = checked(f"“{said} end,” said Ann Lee.", "\n\n".join(f"“{said} stop,” said Bo Reed." for _ in range(5)))
    assert [(each.draft.text, each.source.text) for each in found.differences] == [("end", "stop")]


WORDS = st.lists(st.sampled_from("the mill was not wet and 12 men of Tarn came [sic] … home".split()), max_size=12)


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_offsets_hold_whatever_is_quoted(ours: list[str], theirs: list[str], narrated: list[str]) -> None:
    draft = f"“{' '.join(ours)},” said Ann Lee. “{' '.join(theirs)}”"
    source = f"“{' '.join(theirs)},” said Ann Lee. {' '.join(narrated)} “{' '.join(ours[::-1])},” said Bo Reed."
    for found in check_quotes(draft, source).quotes:
        for place in found.places:
            assert source[place.span.start : place.span.end] == place.span.text != ""
        for each in found.differences:
            assert draft[each.draft.start : each.draft.end] == each.draft.text
            assert source[each.source.start : each.source.end] == each.source.text
        assert [each.draft.start for each in found.differences] == sorted(
            each.draft.start for each in found.differences
        )
        assert bool(found.places) == (found.words is not WordMatch.NOWHERE)
