"""The room of English: what is true of its word order, and so neither a word list nor a declared property.

What a word alone leaves open, its neighbours decide: *report* behind *the* is a noun, behind *they* a verb. And words
group: an adjective stands before its noun, auxiliaries before their verb. The words themselves are data
(``word_sets.tsv``). A language that does so otherwise gets a room of its own and a line in
:mod:`quoteattr.syntax.grammar`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from quoteattr.syntax.levels import Word, any_of, pattern

# A kind a line: date; adverb; verb group; infinitive; loose auxiliary; noun group or adjective; determiner; the rest.
# Every line starts with another class, so the first that fits is the only one; the runs are possessive in effect. No
# groups: what kind a chunk is, its letters alone tell, and are asked once for all texts.
GROUPS = pattern(
    Word,
    """
    preposition? determining? adjective? time+
        (comma? number (?= (comma | stop | finite_verb | auxiliary | preposition | past | quotation | dash)))?
  | adverb+ (?! (adjective | number)) | adverb+ $
  | auxiliary (auxiliary | adverb)* (finite_verb | base | past | participle | gerund)?
  | to adverb* auxiliary* adverb* (base | past | participle | gerund | finite_verb | auxiliary)
  | loose_auxiliary (auxiliary | adverb)* (past | participle)?
  | determining{0,3}
        ( adverb+ (?= (adjective | number))
        | (?<= possessive) determining
        | (?<! noun) adjective (?! time)
        | adjective (?! (time | preposition | to))
        | (number | nominal | possessive | particle)
        | (?<= (determiner | adjective | possessive | noun)) quotation (?= (adjective | noun))
        | (?<= name) quotation (?= name)
        | (?<= adjective) conjunction (?= adjective)
        )+
  | determining+
  | any
    """,
)

# The open classes, and decided ones that a neighbour can overrule; asked once a sentence, so that a word whose
# neighbours have nothing to say costs nothing.
_ASKED = pattern(
    Word,
    """
    (open | possessive | past | gerund | base | time | finite_verb)
  | (?<= pronoun) noun
  | (?<= (finite_verb | base | past | participle | gerund | preposition)) pronoun
  | (?<= auxiliary) subordinator
  | (?<= personal) subordinator (?= (finite_verb | past))
  | (?<= nominal) subordinator (?= (finite_verb | past))
  | (?<= adverb) participle (?= nominal)
  | (?<= owning) preposition
  | (?<= pronominal) preposition (?= period)
  | (?<= (auxiliary | noun | name | pronoun)) (pronominal | object)
        (?= (auxiliary | finite_verb | base | past | participle | gerund | adverb | noun_or_third | noun_or_base))
  | pronominal (?= adverb)
  | (?<= noun) pronominal (?= name)
  | ^ that
    """,
)

_BEFORE_NOUN = any_of(Word, "determining adjective number possessive preposition gerund")
"""Behind these stands a noun sooner than a verb."""
_CLAUSE_BEHIND = any_of(Word, "that determining pronoun quotation wh to her object colon name")
"""Before these stands a verb: what it takes begins with them."""
_ENDS = any_of(Word, "stop end")  # “…,” the notice states[.]
_NOTICE = pattern(Word, "quotation comma? determiner adjective* noun $")
"""“…,” the notice states."""
_PARTICLE = any_of(Word, "preposition adverb")  # points [out]
_SUBJECT = any_of(Word, "pronoun wh that")  # [she] claims, [who] claims
_VERB_GROUP_START = any_of(Word, "auxiliary finite_verb past")  # Lee claims [were] false: claims is no verb
_TAKES_BASE = any_of(Word, "to auxiliary")  # [to] report, [will] report
_NO_THIRD_BEHIND = Word.START + _TAKES_BASE
_SIDE_BY_SIDE = any_of(Word, "comma closing quotation conjunction dash")
"""Behind these a clause goes on."""
_CLAUSE_OR_PHRASE_BEHIND = _CLAUSE_BEHIND + Word.PREPOSITION
_BEFORE_ROLE = any_of(Word, "quotation comma")
_OWNED = any_of(Word, "nominal adjective gerund number quotation noun_or_base noun_or_third past")  # her [mill]
_HAS_CLITIC_VERB = any_of(Word, "pronoun wh that adverb")  # [he]’s late
_PREDICATE = any_of(Word, "determiner pronoun to participle")  # Lee’s [the] owner, Lee’s [gone]
_BEFORE_PARTICIPLE = any_of(Word, "determining adjective possessive preposition number finite_verb")
_NOUN_LIKE = any_of(Word, "nominal adjective noun_or_base noun_or_third period")  # his proposed [plan]
_NOUN_PHRASE_INSIDE = any_of(Word, "owning adjective")  # [his] working mill, [old] working mills
_SAID = any_of(Word, "finite_verb past")  # [says] lead author Ann Lee
_PHRASE_OPENS = any_of(Word, "determiner pronoun object")  # before report [the] rain
_BEFORE_PERSON = any_of(Word, "comma stop noun quotation finite_verb") + Word.START  # her partner, [June] Lee
_DATED = any_of(Word, "noun possessive noun_or_third noun_or_base")  # Thursday [night], Monday[’s] vote
_NOT_A_TIME_BEFORE = any_of(Word, "nominal possessive")  # last week[’s] vote
_OWN_VERB = any_of(Word, "auxiliary finite_verb past adverb")  # help it [has] seen
_DETERMINED = any_of(Word, "noun adjective number")  # That [mill] closed
_FLOATS_BEHIND = any_of(Word, "auxiliary nominal personal")  # [they] all said
_VERB_FORM = any_of(Word, "finite_verb base past participle gerund")  # has since [said]


_APOSTROPHES = frozenset("’'")
_OWNERS = any_of(Word, "nominal noun_or_third adjective finite_verb period")
_OWNED_BY_SEVERAL = any_of(
    Word, "nominal adjective number noun_or_base noun_or_third base past participle gerund period"
)
"""What an apostrophe behind a plural stands before: the victims’ lawyer."""


class Neighbours:
    """Decides by the neighbours what a word alone leaves open: a method a class, told the classes beside it.

    A method answers with the class of word ``i``; ``letters`` are the classes of all words, to its left decided.
    """

    def __init__(self, sets: Mapping[str, frozenset[str]]) -> None:
        self._sets = sets
        self._plural = sets["plural"]
        self._plural_endings = tuple(sets["plural_ending"])
        self._third_endings = tuple(sets["third_ending"])

    def decide(self, words: list[str], letters: list[str]) -> str:
        """The classes of a sentence, left to right; what is open is decided, and the list is changed."""
        n = len(letters)
        for match in _ASKED.finditer("".join(letters)):
            i = match.start()
            before = letters[i - 1] if i else Word.START
            after = letters[i + 1] if i + 1 < n else Word.END
            letters[i] = self._DECIDERS[letters[i]](self, words, letters, i, before, after)
        return "".join(letters)

    def _noun_or_third(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """Her claims were false; Lee claims the mill."""
        if before == Word.ADVERB and i > 1:
            before = letters[i - 2]
        if before in _BEFORE_NOUN or before in _NO_THIRD_BEHIND or after == Word.AUXILIARY:
            return Word.NOUN
        if before in _SUBJECT:
            return Word.FINITE_VERB
        if before == Word.QUOTATION and after in _PARTICLE and letters[i + 2 : i + 3] == [Word.NAME]:
            return Word.FINITE_VERB  # “…,” points out Ann Lee
        if before == Word.NAME:
            return Word.NOUN if after in _VERB_GROUP_START else Word.FINITE_VERB
        if before == Word.NOUN:
            verbal = after in _CLAUSE_BEHIND and not words[i - 1].endswith(self._plural_endings)
            verbal = verbal or (after in _ENDS and _NOTICE.search("".join(letters[:i])) is not None)
        else:
            verbal = after in _CLAUSE_BEHIND and before in _SIDE_BY_SIDE
        return Word.FINITE_VERB if verbal else Word.NOUN

    def _noun_or_base(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """The report was late; they will report it; farmers report that it rained."""
        previous = i - 1
        if before == Word.ADVERB and i > 1:
            previous, before = i - 2, letters[i - 2]
        if before in _TAKES_BASE:
            return Word.BASE
        if before in _BEFORE_NOUN and words[previous].lower() not in self._plural:
            return Word.NOUN
        ends_plural = before in Word.NOMINAL and words[previous].endswith(self._plural_endings)
        plural = ends_plural or words[previous].lower() in self._plural
        return Word.BASE if i and plural and after in _CLAUSE_OR_PHRASE_BEHIND else Word.NOUN

    def _her(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """her mill: what she owns; told her that it rained."""
        return Word.DETERMINER if after in _OWNED else Word.OBJECT

    def _possessive(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """Lee's mill, the owners' mill; he's late, Lee's the owner: a verb."""
        if words[i] in _APOSTROPHES:
            plural = before in _OWNERS and words[i - 1].endswith(self._plural_endings)
            return Word.POSSESSIVE if plural and after in _OWNED_BY_SEVERAL else Word.STOP
        if before in _HAS_CLITIC_VERB and words[i - 1].lower() not in self._sets["indefinite_pronoun"]:
            return Word.AUXILIARY
        return Word.AUXILIARY if after in _PREDICATE and before in Word.NOMINAL else Word.POSSESSIVE

    def _past(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """A participle before a noun is an adjective: his proposed plan, alleged aggression, a badly shaken owner."""
        if before == Word.ADVERB and i > 1 and letters[i - 2] in Word.DETERMINING and after in _NOUN_LIKE:
            return Word.ADJECTIVE
        if before in _BEFORE_ROLE and after == Word.NOUN and words[i].lower() in self._sets["attributive"]:
            return Word.ADJECTIVE  # “…,” registered miller Ann Lee said; her brother, retired miller Tom Lee
        determined = after == Word.BASE and before in Word.DETERMINING
        return Word.ADJECTIVE if before in _BEFORE_PARTICIPLE and (after in _NOUN_LIKE or determined) else Word.PAST

    def _participle(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """a visibly shaken Ann Lee: behind a determiner and an adverb an adjective."""
        return Word.ADJECTIVE if i > 1 and letters[i - 2] in Word.DETERMINING else Word.PARTICIPLE

    def _gerund(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """his working mill; his reporting; she is reporting."""
        if before in _NOUN_PHRASE_INSIDE and after in Word.NOMINAL:
            return Word.ADJECTIVE
        if after == Word.NOUN and before == Word.NOUN and words[i - 1].lower() in self._sets["chief"]:
            return Word.ADJECTIVE  # chief operating officer
        return Word.NOUN if before in Word.OWNING else Word.GERUND

    def _base(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        if before == Word.NOUN and after == Word.TO and not words[i - 1].endswith(self._plural_endings):
            return Word.ADJECTIVE  # a person close to Lee
        if after == Word.TO and before == Word.NOUN and words[i].lower() in self._sets["near"]:
            return Word.ADJECTIVE  # sources close to Lee
        if before == Word.NUMBER and i > 1 and letters[i - 2] == Word.TIME:
            return Word.NOUN  # a May 2015 walk
        if before == after == Word.NAME and words[i].lower() in self._sets["post"]:
            return Word.NOUN  # Quillan lead Ann Lee
        if before in _SAID and after in Word.NOMINAL and words[i - 1].lower() not in self._sets["bare_infinitive"]:
            return Word.NOUN  # says lead author Ann Lee, but helps build mills
        if before in _NOUN_PHRASE_INSIDE:
            return Word.NOUN
        return Word.NOUN if before == Word.PREPOSITION and after not in _PHRASE_OPENS else Word.BASE

    def _time(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """Before a noun or 's a day belongs to a noun phrase: Thursday night, Monday's vote; June Lee is somebody."""
        if after == Word.NAME and before in _BEFORE_PERSON and words[i] in self._sets["given_month"]:
            return Word.NAME
        return Word.NAME if after in _DATED else Word.TIME

    def _period(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """last week, this morning, Monday night: a time; a week: a noun."""
        timed = before == Word.TIME or (i > 0 and words[i - 1].lower() in self._sets["timed"])
        return Word.TIME if timed and after not in _NOT_A_TIME_BEFORE else Word.NOUN

    def _noun(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """he texts, she googles: a verb that no list has."""
        third = before == Word.PRONOUN and words[i - 1].lower() in self._sets["third_singular"]
        return Word.FINITE_VERB if third and words[i].endswith(self._third_endings) else Word.NOUN

    def _pronoun(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """help it defend itself: behind a verb, and no verb of its own behind it."""
        return Word.OBJECT if words[i] in self._sets["object_pronoun"] and after not in _OWN_VERB else Word.PRONOUN

    def _that(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """That mill closed: at the start of a sentence a determiner."""
        return Word.PRONOMINAL if after in _DETERMINED else Word.THAT

    def _preposition(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """her past remarks: behind a determiner no preposition."""
        return Word.ADJECTIVE

    def _being_or_having(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """is being sold: inside a verb group an auxiliary; accused of being, denied having: a participle."""
        inside = before == Word.AUXILIARY or (before == Word.ADVERB and letters[i - 2 : i - 1] == [Word.AUXILIARY])
        return Word.AUXILIARY if inside else Word.LOOSE_AUXILIARY

    def _floating(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """They have all said, Lee herself said, most recently said: an adverb where it floats before the verb."""
        word = words[i].lower()
        if word in self._sets["rank"]:
            return Word.NUMBER if before == Word.NOUN and after == Word.NAME else letters[i]
        if word in self._sets["floating"] and before in _FLOATS_BEHIND:
            return Word.ADVERB
        return Word.ADVERB if word in self._sets["superlative"] and after == Word.ADVERB else letters[i]

    def _since(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """has since said, she once said: inside a verb group, or between subject and verb, an adverb."""
        if before != Word.AUXILIARY and words[i].lower() not in self._sets["frequency"]:
            return Word.SUBORDINATOR
        return Word.ADVERB if after in _VERB_FORM else Word.SUBORDINATOR

    def _finite_verb(self, words: list[str], letters: list[str], i: int, before: str, after: str) -> str:
        """his says counts: behind a determiner a noun, but for verbs that never are one."""
        return Word.NOUN if before in Word.OWNING and words[i] not in self._sets["never_noun"] else Word.FINITE_VERB

    _DECIDERS: ClassVar[Mapping[str, Callable[[Neighbours, list[str], list[str], int, str, str], str]]] = {
        Word.NOUN_OR_BASE: _noun_or_base,
        Word.NOUN_OR_THIRD: _noun_or_third,
        Word.BEING_OR_HAVING: _being_or_having,
        Word.PERIOD: _period,
        Word.HER: _her,
        Word.PRONOMINAL: _floating,
        Word.OBJECT: _floating,
        Word.POSSESSIVE: _possessive,
        Word.PAST: _past,
        Word.PARTICIPLE: _participle,
        Word.GERUND: _gerund,
        Word.BASE: _base,
        Word.TIME: _time,
        Word.NOUN: _noun,
        Word.PRONOUN: _pronoun,
        Word.THAT: _that,
        Word.SUBORDINATOR: _since,
        Word.FINITE_VERB: _finite_verb,
        Word.PREPOSITION: _preposition,
    }
