"""What is seen of a quotation and of a mention: structure and closed classes of words, no name and no topic word."""

from __future__ import annotations

from bisect import bisect_right

from quoteattr.rules.base import Context, QuotationPlace, stands_alone
from quoteattr.syntax.cues import Parse
from quoteattr.syntax.document import Range
from quoteattr.syntax.levels import Verb, Word
from quoteattr.text.marks import SINGLE, last_word


def sizes(*bounds: int) -> tuple[str, ...]:
    """Each number up to the last bound as the lower bound of its range: numbers become one of a few sizes."""
    return tuple(str(bounds[bisect_right(bounds, number) - 1]) for number in range(bounds[-1] + 1))


YES_NO = ("no", "yes")
"""What is seen or not, as a value of a feature."""
COUNTS = sizes(0, 1, 2, 3, 4, 6, 9)
"""The sizes of small counts."""
_WORDS = sizes(0, 1, 2, 3, 4, 6, 9, 14)
_LINE_WORDS = sizes(0, 2, 4, 8)
_SHORT, _MIDDLING = 3, 8  # words
_TERM = 4  # words at most of what may be a term
_NEAR = 20_000  # characters on either side in which the same words are looked for
_HEAD = 60  # words of a quotation that are looked at
_ENDS = frozenset(".,?!…—:;")


def size(number: int, sizes: tuple[str, ...] = COUNTS) -> str:
    """A count as one of a few sizes."""
    return sizes[number] if number < len(sizes) else sizes[-1]


class QuotationView:
    """A quotation, looked at once for all its candidates."""

    def __init__(self, ctx: Context, places: list[QuotationPlace], last: int | None) -> None:
        self.ctx = ctx
        self.at = at = places[0]
        self.parse = parse = ctx.parse(at.sentence)
        self.sentence = sentence = ctx.sentences[at.sentence]
        self.start = at.words[0]
        self.stop = places[-1].words[1]
        words = ctx.tokens.words[self.start : min(self.stop, self.start + _HEAD)]
        lowered = list(map(str.lower, words))
        count = self.stop - self.start
        self.size = size(count, _WORDS)
        self.length = "short" if count <= _SHORT else "middling" if count <= _MIDDLING else "long"
        end = last_word(ctx.tokens.words, self.start, self.stop)
        self.end = end if end in _ENDS else "word"
        self.form = self._form()
        self.before, self.after = self._neighbour(at.unit - 1), self._neighbour(at.unit + 1)
        self.two_before = f"{self._neighbour(at.unit - 2)}_{self.before}"
        self.class_before, self.class_after = self._class(at.unit - 1), self._class(at.unit + 1)
        self.group_before = self._group(at.unit - 1)
        self.chunks_before = parse.kinds[max(0, at.chunk - 2) : at.chunk] or "^"
        self.person = self._person(lowered)
        self.capitals = self._capitals(words, lowered)
        letters = ctx.letters[self.start : self.stop]
        self.verb = "none" if _VERBS.isdisjoint(letters) else "verb"
        inside = letters.rstrip(_MARKS) or letters[0]
        self.first_class, self.last_class = letters[0], inside[-1]
        self.classes = "+".join(inside) if len(inside) <= _TERM else "long"
        first = lowered[0]
        self.first_word = first if first in parse.lexicon.function_words else letters[0]
        self.words = frozenset(ctx.tokens.words[self.start : self.stop])
        self.recent = self._recent(last)
        self.last_cue = None if last is None else ctx.done[last].proposal.cue
        """The cue of whoever spoke last: it has its words already."""
        behind = parse.cues_from(at.chunk)
        self.cue_before = self._cue_before()
        self.sentence_before, self.sentence_behind = self._sentence(at.sentence - 1), self._sentence(at.sentence + 1)
        self.cues = f"{COUNTS[min(2, len(parse.cues) - len(behind))]}{COUNTS[min(2, len(behind))]}"
        self.parts = COUNTS[min(3, len(sentence.parts))]
        self.mark = "single" if ctx.quotations[at.quotation].mark in SINGLE else "double"
        self.elsewhere = self._elsewhere(count)
        self.line = size(len(parse.words) - 1, _LINE_WORDS)

    def _form(self) -> str:
        """How the quotation sits in its sentence, by what stands before and behind it."""
        tags, unit = self.parse.tags, self.at.unit
        after = tags[unit + 1 : unit + 2]
        leading = "led" if unit and tags[unit - 1] in _LEADING else "inside"
        opened = "alone" if stands_alone(self.ctx, self.at) else leading
        if after in ("", Word.STOP):
            return f"{opened}-end"
        return f"{opened}-{'set' if after in _SETTING or self.end in ',?!' else 'goes'}"

    def _neighbour(self, unit: int) -> str:
        """A word of a closed class itself, else its class."""
        parse = self.parse
        if not 0 <= unit < len(parse.words):
            return "^"
        word = parse.words[unit].lower()
        return word if word in parse.lexicon.function_words else parse.tags[unit]

    def _class(self, unit: int) -> str:
        tags = self.parse.tags
        return tags[unit] if 0 <= unit < len(tags) else "^"

    def _group(self, unit: int) -> str:
        """The group of a word in the lists: a role, a noun of saying, a verb of naming; else its class."""
        parse = self.parse
        if not 0 <= unit < len(parse.words):
            return "^"
        word, lexicon = parse.words[unit].lower(), parse.lexicon
        if word in lexicon.function_words:
            return "function"
        naming = next((name for name in _NAMING if word in parse.sets[name]), None)
        if naming is not None:
            return naming
        role = lexicon.roles.get(word)
        if role is not None:
            return f"role-{role.kind}"
        return "cue-noun" if word in lexicon.cue_nouns else parse.tags[unit]

    def _cue_before(self) -> str:
        """The nearest verb of saying before, and whether anything stands between."""
        cues = self.parse.cues_before(self.at.chunk)
        if not cues:
            return "none"
        lemma = cues[0].entry.lemma.replace(" ", "_")
        return lemma if cues[0].after == self.at.chunk else f"{lemma}-far"

    def _sentence(self, number: int) -> str:
        """A sentence beside its own: in the same paragraph or not, with quotations or without."""
        if not 0 <= number < len(self.ctx.sentences):
            return "none"
        sentence = self.ctx.sentences[number]
        place = "same" if sentence.paragraph == self.sentence.paragraph else "far"
        return f"{place}-{'quotations' if sentence.parts else 'plain'}"

    def _person(self, lowered: list[str]) -> str:
        """First, second or third person, by the pronouns inside."""
        sets = self.parse.sets
        if not sets["speaking"].isdisjoint(lowered):
            return "first"
        return "second" if not sets["spoken_to"].isdisjoint(lowered) else "third"

    def _capitals(self, words: list[str], lowered: list[str]) -> str:
        small = self.parse.sets["title_small"]
        content = [word[0] for word, lower in zip(words, lowered, strict=True) if lower not in small]
        content = list(filter(str.isalpha, content))
        upper = sum(map(str.isupper, content))
        if not upper:
            return "none"
        if upper == len(content):
            return "all" if upper > 1 else "one"
        return "first" if words[0][0].isupper() else "some"

    def _recent(self, last: int | None) -> str:
        """How many paragraphs and sentences ago somebody spoke."""
        if last is None:
            return "never"
        place = self.ctx.places[last][-1]
        paragraphs = self.sentence.paragraph - self.ctx.sentences[place.sentence].paragraph
        return f"{COUNTS[min(paragraphs, 3)]}-{COUNTS[min(self.at.sentence - place.sentence, 3)]}"

    def _elsewhere(self, count: int) -> str:
        """How often the words stand near in all: a term comes again without marks."""
        if count > _TERM:
            return "long"
        tokens = self.ctx.tokens
        a, b = tokens.span(self.start, self.stop)
        words = tokens.text[a:b].rstrip(",.")
        return COUNTS[min(3, tokens.text.count(words, max(0, a - _NEAR), b + _NEAR))] if words else "0"


_VERBS = frozenset({Word.FINITE_VERB, Word.AUXILIARY, Word.PAST, Word.PARTICIPLE})
_MARKS = Word.COMMA + Word.SEMICOLON + Word.COLON + Word.OPENING + Word.CLOSING + Word.STOP + Word.DASH
_NAMING = ("naming", "defining", "marking")
_LEADING = Word.COMMA + Word.COLON + Word.DASH
_SETTING = _LEADING + Word.SEMICOLON


class MentionWords:
    """The words of a mention and what stands before them."""

    def __init__(self, parse: Parse, start: int, end: int) -> None:
        tags = parse.tags
        self.kind = mention_kind(parse, start, end)
        self.length = size(end - start)
        before = tags[start - 1] if start else Word.START
        self.before = parse.words[start - 1].lower() if before in _CLOSED else before
        if before in _GOVERNING:
            self.governed = "preposition"
        else:
            self.governed = "possessive" if tags[end : end + 1] == Word.POSSESSIVE else "free"
        self.relative = "no"
        if tags[end - 1] in Word.RELATIVE and end - start > 1:
            self.relative = parse.words[end - 1].lower()


class MentionView(MentionWords):
    """A mention, looked at once for all quotations that it may have said."""

    def __init__(self, parse: Parse, mention: Range) -> None:
        start, end = mention.start, mention.end
        super().__init__(parse, start, end)
        verb = parse.clauses.finite.find(Verb.FINITE)
        subject = parse.subject(verb) if verb >= 0 else None
        self.main = "none" if subject is None else "main" if subject[0] == start else "other"
        self.first = "first" if start < 2 else "later"
        self.head = parse.words[min(parse.chunks.ends[parse.chunks.at(start)], end) - 1]
        self.is_name = self.kind in _NAMES and self.head[0].isupper()


_NAMES = frozenset(("named_person", "names", "name", "body", "place", "other"))
_CLOSED = frozenset({Word.SUBORDINATOR, Word.PREPOSITION, Word.THAT, Word.WH, Word.CONJUNCTION, Word.TO})
_GOVERNING = frozenset({Word.PREPOSITION, Word.TO})


def mention_kind(parse: Parse, start: int, end: int) -> str:
    """What a mention is, which tells whether it can speak: he, I, a person, a role, a body, a thing …."""
    chunk = parse.chunks.at(start)
    end = min(parse.chunks.ends[chunk], end)
    if end - start == 1:
        pronoun = _pronoun(parse, start)
        if pronoun:
            return pronoun
    head = parse.words[end - 1]
    if parse.tags[end - 1] == Word.NAME:
        return _name(parse, parse.words[start:end])
    lower = head.lower()
    role = parse.lexicon.roles.get(lower)
    if role is not None:
        return "people" if role.plural and role.kind == "person" else role.kind
    if lower in parse.lexicon.cue_nouns:
        return "utterance"
    return "thing" if parse.tags[end - 1] == Word.NOUN else "other"


def _pronoun(parse: Parse, unit: int) -> str:
    word, tag = parse.words[unit].lower(), parse.tags[unit]
    if word in parse.lexicon.pronouns:
        return parse.lexicon.pronouns[word].case
    if tag in _PRONOUNS or word in parse.sets["possessive"]:
        return word
    return ""


_PRONOUNS = frozenset({Word.PRONOUN, Word.OBJECT, Word.WH, Word.PRONOMINAL})


def _name(parse: Parse, words: list[str]) -> str:
    lexicon = parse.lexicon
    if any(word in lexicon.organization_heads or word in lexicon.organization_names for word in words):
        return "body"
    if any(word in lexicon.given_names or word in lexicon.title_words for word in words):
        return "named_person"
    if words[-1] in lexicon.places:
        return "place"
    return "names" if len(words) > 1 else "name"
