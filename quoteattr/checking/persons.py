"""Is the speaker of the draft the one of the source? Each article may name them in its own way."""

from __future__ import annotations

import re

from quoteattr.people.spelling import fold
from quoteattr.types import Speaker, SpeakerKind

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("a an and at by for from her his in its my of on our some the their to who with".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "s"})


def same_speaker(draft: Speaker | None, source: Speaker | None) -> bool:
    """Can both be the same, as far as their names, titles and descriptions tell?"""
    if draft is None or source is None:
        return draft is source
    if draft.kind is source.kind is SpeakerKind.PERSON:
        return _same_person(draft, source)
    return bool(_all_words(draft) & _all_words(source)) or _initials_fit(draft, source)


def _same_person(draft: Speaker, source: Speaker) -> bool:
    """The fullest names decide, and where one is a single word, any form of the other."""
    ours, theirs = _name_words(draft.name), _name_words(source.name)
    if not ours or not theirs:
        return bool(_all_words(draft) & _all_words(source))
    if len(ours) == 1 or len(theirs) == 1:
        single, other = (ours[0], source) if len(ours) == 1 else (theirs[0], draft)
        return any(single in _name_words(form) for form in (other.name, *other.aliases))
    return _names_fit(ours, theirs) or any(
        _names_fit(_name_words(one), _name_words(other))
        for one in (draft.name, *draft.aliases)
        for other in (source.name, *source.aliases)
        if " " in one and " " in other
    )


def _names_fit(ours: list[str], theirs: list[str]) -> bool:
    """Ada Quill, A. Quill, Ada M. Quill and Ada Quill-Lee: one family name in the other, given names that agree."""
    if not ours or not theirs or not (ours[-1] in theirs or theirs[-1] in ours):
        return False
    one, other = ours[0], theirs[0]
    return one in theirs or other in ours or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _initials_fit(draft: Speaker, source: Speaker) -> bool:
    """The NMA and the National Mill Agency."""
    forms = [[*map(fold, _WORD.findall(form))] for each in (draft, source) for form in (each.name, *each.aliases)]
    initials = {"".join(word[0] for word in form if word not in _SMALL) for form in forms if len(form) > 1}
    return any(len(form) == 1 and len(form[0]) > 1 and form[0] in initials for form in forms)


def _name_words(name: str) -> list[str]:
    words = [fold(word) for word in _WORD.findall(name)]
    return [word for word in words if word not in _SUFFIXES]


def _all_words(speaker: Speaker) -> set[str]:
    words = {word for form in (speaker.name, *speaker.aliases, *speaker.titles) for word in _name_words(form)}
    return words - _SMALL
