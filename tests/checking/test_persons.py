"""Two articles name a speaker each in its own way: when it is the same, another, or cannot be told."""

from __future__ import annotations

import pytest

from quoteattr.checking.persons import compare, same_speaker
from quoteattr.checking.records import SpeakerMatch
from quoteattr.types import Speaker, SpeakerKind


def person(name: str, *aliases: str, titles: tuple[str, ...] = ()) -> Speaker:
    return Speaker(name, SpeakerKind.PERSON, aliases, titles)


def body(name: str) -> Speaker:
    return Speaker(name, SpeakerKind.ORGANIZATION)


def unnamed(name: str) -> Speaker:
    return Speaker(name, SpeakerKind.UNNAMED)


ADA = person("Ada Quill", "Quill", titles=("Mayor",))


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        (person("Quill"), ADA),
        (person("Ada"), ADA),
        (person("A. Quill"), ADA),
        (person("Ada M. Quill"), ADA),
        (person("Ada Quill Jr."), ADA),
        (person("Ada Quill-Lee"), ADA),
        (person("ADA QUILL"), ADA),
        (person("Ana Möller"), person("Ana Moller")),
        (person("Bill Reed", "William Reed"), person("William Reed")),
        (unnamed("the mayor"), ADA),
        (body("NMA"), body("National Mill Agency")),
        (body("Millco"), unnamed("a spokeswoman for Millco")),
        (body("the council"), body("Tarn Council")),
        (person("@AQuill"), ADA),
        (person("@Quill_of_Tarn"), ADA),
    ],
)
def test_same(draft: Speaker, source: Speaker) -> None:
    assert same_speaker(draft, source)
    assert same_speaker(source, draft)
    assert compare(draft, source) is SpeakerMatch.SAME


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        (person("Jo Quill", "Quill"), ADA),
        (person("J. Quill", "Quill"), ADA),
        (person("Tom Hollis"), ADA),
        (person("Hollis"), ADA),
        (person("@AQuist"), ADA),
        (person("@sodalee"), person("Ada Lee")),
        (body("Tarn Council"), body("Council of Millers")),
        (body("Millco"), body("Tarn Council")),
        (unnamed("the baker"), ADA),
    ],
)
def test_another(draft: Speaker, source: Speaker) -> None:
    assert not same_speaker(draft, source)
    assert not same_speaker(source, draft)
    assert compare(draft, source) is SpeakerMatch.ANOTHER


@pytest.mark.parametrize("draft", [None, unnamed("she"), unnamed("they")])
def test_left_out(draft: Speaker | None) -> None:
    assert compare(draft, ADA) is SpeakerMatch.LEFT_OUT


@pytest.mark.parametrize("source", [None, unnamed("she"), unnamed("one of them"), unnamed("a film-maker")])
def test_untold(source: Speaker | None) -> None:
    assert compare(ADA, source) is SpeakerMatch.UNTOLD


def test_the_same_pronoun_is_the_same() -> None:
    assert compare(unnamed("she"), unnamed("she")) is SpeakerMatch.SAME
    assert compare(None, None) is SpeakerMatch.UNTOLD
