"""Is the speaker of the draft the one of the source? Each article names them in its own way."""

from __future__ import annotations

import re

from quoteattr.checking.records import SpeakerMatch
from quoteattr.lexicon import load
from quoteattr.people.spelling import fold
from quoteattr.types import Speaker, SpeakerKind

_WORD = re.compile(r"[^\W_]+")
_TELLING = 4  # letters of a family name that a handle has hardly by chance


def compare(draft: Speaker | None, source: Speaker | None) -> SpeakerMatch:
    """What the draft makes of the source's speaker.

    A pronoun that was never resolved tells nothing. Where the source has a description (*a spokeswoman*) and the draft
    a name, the name may well be hers, and the source does not tell.
    """
    if same_speaker(draft, source):
        return SpeakerMatch.SAME if source else SpeakerMatch.UNTOLD
    if source is None or not _words(source.name):
        return SpeakerMatch.UNTOLD
    if draft is None or not _words(draft.name):
        return SpeakerMatch.LEFT_OUT
    if source.kind is SpeakerKind.UNNAMED and draft.kind is SpeakerKind.PERSON:
        return SpeakerMatch.UNTOLD
    return SpeakerMatch.ANOTHER


def same_speaker(draft: Speaker | None, source: Speaker | None) -> bool:
    """Can both be the same, as far as their names, titles and descriptions tell? Nobody is the same as nobody."""
    if draft is None or source is None:
        return draft is source
    if draft == source or _handle_fits(draft, source) or _handle_fits(source, draft):
        return True
    if draft.kind is source.kind is SpeakerKind.PERSON:
        return _same_person(draft, source)
    return _described_alike(draft, source) or _initials_fit(draft, source)


def _handle_fits(one: Speaker, other: Speaker) -> bool:
    """Is one called by a handle that has the family name of the other: @AQuill, @QuillOfTarn and Ada Quill?"""
    surname = "".join(_words(other.name)[-1:])
    return one.name.startswith("@") and len(surname) >= _TELLING and surname in fold(one.name)


def _same_person(draft: Speaker, source: Speaker) -> bool:
    """The fullest names decide; a single word may be any form of the other's name."""
    ours, theirs = _words(draft.name), _words(source.name)
    if len(ours) == 1 or len(theirs) == 1:
        single, other = (ours[0], source) if len(ours) == 1 else (theirs[0], draft)
        return any(single in _words(form) for form in (other.name, *other.aliases))
    forms = [[_words(form) for form in (each.name, *each.aliases)] for each in (draft, source)]
    return any(_names_fit(one, other) for one in forms[0] for other in forms[1] if len(one) > 1 and len(other) > 1)


def _names_fit(ours: list[str], theirs: list[str]) -> bool:
    """Ada Quill, A. Quill, Ada M. Quill and Ada Quill Jr.: a family name that both have, given names that agree."""
    if not (ours[-1] in theirs or theirs[-1] in ours):
        return False
    one, other = ours[0], theirs[0]
    return one in theirs or other in ours or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _described_alike(draft: Speaker, source: Speaker) -> bool:
    """A word in common, titles included; of two of one kind not each with a name of its own beside it."""
    shared = _all_words(draft) & _all_words(source)
    apart = [_capitalized(each) - shared for each in (draft, source)]
    return bool(shared) and not (draft.kind is source.kind and all(apart))


def _initials_fit(draft: Speaker, source: Speaker) -> bool:
    """The NMA and the National Mill Agency."""
    forms = [_words(form) for each in (draft, source) for form in (each.name, *each.aliases)]
    initials = {"".join(word[0] for word in form) for form in forms if len(form) > 1}
    return any(len(form) == 1 and len(form[0]) > 1 and form[0] in initials for form in forms)


def _words(name: str) -> list[str]:
    """The words of a name or description that mean something: no articles, prepositions, pronouns."""
    return [fold(word) for word in _WORD.findall(name) if word.lower() not in load().function_words]


def _capitalized(speaker: Speaker) -> set[str]:
    return {fold(word) for word in _WORD.findall(speaker.name) if word[0].isupper()} & set(_words(speaker.name))


def _all_words(speaker: Speaker) -> set[str]:
    return {word for form in (speaker.name, *speaker.aliases, *speaker.titles) for word in _words(form)}
