"""From mention to speaker: names, titles and roles, appositions, pronouns, groups.

Every attribution's mention is resolved in text order, so that "he" can mean who spoke before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from quoteattr.people.descriptions import Descriptions
from quoteattr.people.entities import Entity, People
from quoteattr.people.mentions import Name
from quoteattr.people.salience import OBLIQUE, OPENING, POSSESSIVE, SPEAKER, SUBJECT, Salience
from quoteattr.syntax.cues import Parse
from quoteattr.syntax.document import Document, Range

_PERSONS = frozenset({"person", "unknown"})
_LONGEST_NAME = 12  # words of a name that are looked back on
_PLURAL_HORIZON = 3  # sentences in which "they" looks for its group
_WALKED = frozenset({"subject", "possessive"})  # cases of the pronouns that keep a person in mind


class Resolved(NamedTuple):
    """Who a mention means: an entity of the article, or words only; and the rule that says so."""

    entity: Entity | None
    name: str
    kind: str
    rule: str
    members: tuple[Entity, ...] = ()


class Office(NamedTuple):
    """A description that keeps its holder in mind: the senator."""

    noun: str


@dataclass
class Resolver:
    """Resolves the mentions of one document."""

    document: Document
    names: list[Name]
    people: People
    results: dict[Range, Resolved] = field(default_factory=dict)
    last_group: dict[int, Resolved] = field(default_factory=dict)
    """Sentence to the last group or organization credited in it."""
    bodies_seen: Salience = field(default_factory=Salience)
    """Organizations and countries mentioned so far: what "it" and "the company" mean."""

    def __post_init__(self) -> None:
        self.sets = self.document.lexicon.sets
        self.pronouns = self.document.lexicon.pronouns
        self.name_starts = [n.start for n in self.names]
        self.sentence_starts = [s.first for s in self.document.sentences]
        self.descriptions = Descriptions(self.document, self.names, self.people)

    def resolve_all(self, mentions: list[Range]) -> dict[Range, Resolved]:
        """Resolve the mentions, walking names and pronouns of the whole text in order."""
        salience = Salience()
        todo = sorted(set(mentions), key=lambda r: (self._token(r), r.end))
        pronouns = self._pronouns()
        quoted = self.document.quoted_tokens
        events: list[tuple[int, int, object]] = [(n.start, 1, n) for n in self.names if not n.quoted]
        events += [(t, 1, word) for t, word in pronouns if not quoted[t]]
        events += [(t, 1, Office(noun)) for t, noun in self._offices() if not quoted[t]]
        events += [(self._token(r), 0, r) for r in todo]
        events.sort(key=lambda event: event[:2])
        while events and not isinstance(events[-1][2], Range):
            events.pop()  # behind the last mention nothing is left to decide
        speaking: dict[int, Entity] = {}
        for token, _, what in events:
            number = self._sentence(token)
            paragraph = self.document.sentences[number].paragraph
            if isinstance(what, Range):
                resolved = self._resolve(what, salience)
                self.results[what] = resolved
                if resolved.kind in ("group", "organization"):
                    self.last_group[number] = resolved
                if resolved.entity is not None:
                    speaking[token] = resolved.entity
                    resolved.entity.has_spoken = True
                    topics = salience if resolved.entity.kind in _PERSONS else self.bodies_seen
                    topics.mention(resolved.entity, number, paragraph, SUBJECT + SPEAKER)
            elif isinstance(what, Name):
                entity = self.people.of(what)
                topics = salience if entity.kind in _PERSONS else self.bodies_seen
                topics.mention(entity, number, paragraph, self._place(what.start, what.end))
            elif token in speaking:
                continue
            elif isinstance(what, Office):
                holder = self.descriptions.holder(what.noun, self.document.lexicon.roles[what.noun].gender, token)
                if holder is not None:
                    salience.mention(holder, number, paragraph, self._place(token, token + 2))
            else:
                word = str(what)
                pronoun = self.pronouns[word]
                found = salience.resolve(pronoun.gender, number)
                if found is not None:
                    salience.mention(found, number, paragraph, SUBJECT if pronoun.case == "subject" else OBLIQUE)
        return self.results

    def _token(self, r: Range) -> int:
        return self.document.token_range(r)[0]

    def _sentence(self, token: int) -> int:
        return bisect_right(self.sentence_starts, token) - 1

    def _pronouns(self) -> list[tuple[int, str]]:
        tokens = self.document.tokens
        walked = [word for word, pronoun in self.pronouns.items() if pronoun.case in _WALKED]
        known = {form: word for word in walked for form in (word, word.capitalize())}
        return [(i, known[tokens.words[i]]) for i in tokens.where(known.keys())]

    def _offices(self) -> list[tuple[int, str]]:
        """(token, noun) of each plain description that somebody holds: the senator."""
        tokens, articles = self.document.tokens, self.sets["definite_article"]
        held = tokens.where(self.descriptions.held())
        return [(i - 1, tokens.words[i]) for i in held if i and tokens.words[i - 1].lower() in articles]

    def _place(self, start: int, end: int) -> float:
        """How prominent the words from one token to another are in their sentence."""
        letters = self.document.letters
        before = letters[start - 1] if start else "."
        after = letters[end] if end < len(letters) else "."
        if after == "Z":
            return POSSESSIVE
        score = 0.0
        if before in "IT":
            score += OBLIQUE
        elif after in "VXEc,(R" or after == "B":
            score += SUBJECT
        if start in self.document.initials:
            score += OPENING
        return score

    # -- one mention ------------------------------------------------------------------------------------------

    def _resolve(self, r: Range, salience: Salience) -> Resolved:
        parse = self.document.parse(r.sentence)
        text = self._text(r)
        head = parse.chunks.at(r.start)
        head_end = self._whole(parse, r, min(parse.chunks.ends[head], r.end))
        word = parse.words[r.start].lower()
        number = r.sentence
        pronoun = self.pronouns.get(word)
        if pronoun is not None and r.end - r.start == 1:
            entity = salience.resolve(pronoun.gender, number)
            if entity is None:
                return Resolved(None, text, "unnamed", "unresolved_pronoun")
            if not entity.gender:
                entity.pronouns[pronoun.gender] += 1
            return self._named(entity, "pronoun")
        if word in self.sets["plural_pronoun"]:
            return self._plural(parse, number, text)
        if word in self.sets["neuter_pronoun"]:
            entity = self.bodies_seen.resolve("", number)
            return self._named(entity, "pronoun") if entity else Resolved(None, text, "unnamed", "unresolved_pronoun")
        if parse.tags[r.start] == "H":
            kind = "group" if word in self.sets["group_pronoun"] else "unnamed"
            return Resolved(None, text, kind, "unresolved_pronoun")
        members = self._members(parse, r)
        if len(members) > 1:
            return Resolved(None, self._together(members), "group", "conjoined_names", tuple(members))
        name_found = self._name_ending(parse, r, head_end)
        if name_found is not None:
            rule = "full_name" if len(name_found.words) > 1 else "short_name"
            return self._named(self.people.of(name_found), rule)
        apposed = self._apposed(parse, r, head)
        if apposed is not None:
            return self._named(self.people.of(apposed), "apposition")
        return self._by_role(parse, r, head_end, text, salience)

    def _whole(self, parse: Parse, r: Range, head_end: int) -> int:
        """The end of a noun group that a name goes on behind: a [Department] for Trade spokesman."""
        units = parse.sentence.units
        last = units[head_end - 1] + 1
        for name in self._names_between(last - _LONGEST_NAME, last):
            if name.start < last < name.end:
                return min(parse.chunks.ends[parse.chunks.at(bisect_left(units, name.end - 1))], r.end)
        return head_end

    def _plural(self, parse: Parse, number: int, text: str) -> Resolved:
        """they: the group that spoke last, or the plural subject of a sentence just before."""
        for s in range(number, max(-1, number - 1 - _PLURAL_HORIZON), -1):
            found = self.last_group.get(s)
            if found is not None:
                return Resolved(found.entity, found.name, found.kind, "plural_pronoun", found.members)
            before = self.document.parse(s)
            verb = before.clauses.finite.find("f")
            subject = before.subject(verb) if s < number and verb >= 0 else None
            if subject is None:
                continue
            group = self._group(before, Range(s, *subject))
            if group is not None:
                return group
        return Resolved(None, text, "group", "unresolved_pronoun")

    def _group(self, parse: Parse, r: Range) -> Resolved | None:
        """The group that a plural noun group or several names name."""
        members = self._members(parse, r)
        if len(members) > 1:
            return Resolved(None, self._together(members), "group", "plural_pronoun", tuple(members))
        last = parse.chunks.ends[parse.chunks.at(r.start)] - 1
        role = self.document.lexicon.roles.get(parse.words[last].lower())
        if role is not None and role.plural:
            return Resolved(None, self._text(r), "group", "plural_pronoun")
        return None

    def _named(self, entity: Entity, rule: str) -> Resolved:
        kind = {"person": "person", "unknown": "person", "place": "organization"}.get(entity.kind, "organization")
        return Resolved(entity, entity.full_name, kind, rule)

    def _text(self, r: Range) -> str:
        tokens = self.document.tokens
        return tokens.text[slice(*tokens.span(*self.document.token_range(r)))]

    def _together(self, members: list[Entity]) -> str:
        """The name of a group: Ann Lee and Bo Quist."""
        (conjunction,) = self.sets["conjunction"]
        return f" {conjunction} ".join(m.full_name for m in members)

    def _names_between(self, start: int, end: int) -> list[Name]:
        return self.names[bisect_left(self.name_starts, start) : bisect_left(self.name_starts, end)]

    def _name_ending(self, parse: Parse, r: Range, head_end: int) -> Name | None:
        """The name that ends the mention's noun group, or its title (Secretary of State for Defense Ben Wallace)."""
        units = parse.sentence.units
        end = head_end
        while end > r.start and parse.tags[end - 1] not in "PNA":
            end -= 1
        first, last = units[r.start], units[end - 1] + 1
        inside = self._names_between(first - 6 if first > 6 else 0, last)
        for name in reversed(inside):
            if name.start < last <= name.end and name.end > first and name.kind != "title":
                return name
        return self._name_behind_title(parse, r, end)

    def _name_behind_title(self, parse: Parse, r: Range, end: int) -> Name | None:
        """The name that closes a title with "of" or "for"; a name that is a whole noun group is another's (aide to)."""
        units, chunks, kinds = parse.sentence.units, parse.chunks, parse.kinds
        k = chunks.at(end - 1) + 1
        while kinds[k : k + 2] == "in" and chunks.ends[k + 1] <= r.end:
            first, last = chunks.starts[k + 1], chunks.ends[k + 1]
            for name in self._names_between(units[first], units[last - 1] + 1):
                own = bool(name.titles) and name.titles[-1] in self.document.lexicon.titles  # spokesman for Mayor Quist
                behind_noun = name.first > units[first] and parse.tags[first] in "NPA" and not own
                if name.end == units[last - 1] + 1 and behind_noun and name.kind == "person":
                    return name
            k += 2
        return None

    def _members(self, parse: Parse, r: Range) -> list[Entity]:
        """The persons of "Lavrov and Truss"."""
        kinds, chunks = parse.kinds, parse.chunks
        first, last = chunks.at(r.start), chunks.at(r.end - 1)
        joining = self.sets["conjunction"]
        if "c" not in kinds[first : last + 1] and joining.isdisjoint(w.lower() for w in parse.words[r.start : r.end]):
            return []
        out: list[Entity] = []
        units = parse.sentence.units
        for k in range(first, last + 1):
            if kinds[k] in "wvei(":
                break
            if kinds[k] == "n" and parse.tags[chunks.ends[k] - 1] == "P":
                for name in self._names_between(units[chunks.starts[k]], units[chunks.ends[k] - 1] + 1):
                    if name.end == units[chunks.ends[k] - 1] + 1 and self.people.of(name) not in out:
                        out.append(self.people.of(name))
        return out

    def _apposed(self, parse: Parse, r: Range, head: int) -> Name | None:
        """The name in the apposition of a role: his wife, Ann Lee."""
        kinds, chunks, units = parse.kinds, parse.chunks, parse.sentence.units
        for k in range(head + 1, min(chunks.at(r.end - 1) + 1, len(kinds))):
            if kinds[k] in "wve":
                return None
            if kinds[k] == "n" and kinds[k - 1] in ",-(":
                for name in self._names_between(units[chunks.starts[k]], units[chunks.ends[k] - 1] + 1):
                    if name.kind == "person" and name.end == units[chunks.ends[k] - 1] + 1:
                        return name
        return None

    def _by_role(self, parse: Parse, r: Range, head_end: int, text: str, salience: Salience) -> Resolved:
        described = self.descriptions
        head = next((i for i in range(head_end - 1, r.start - 1, -1) if parse.tags[i] in "NPd"), None)
        noun = "" if head is None else parse.words[head].lower()
        role = None if head is None else described.role(parse.words[head])
        first = parse.words[r.start].lower()
        is_definite = first in self.sets["definite"]
        has_article = first in self.sets["definite_article"]
        token = parse.sentence.units[r.start]
        if is_definite and head is not None and role is not None and role.kind == "person" and not role.plural:
            modifiers = [word.lower() for word in parse.words[r.start + 1 : head]]
            entity = described.holder(noun, role.gender, token, modifiers)
            if entity is None and has_article:
                entity = described.holder_alike(noun, role.gender, token, modifiers)
            if entity is not None:
                return self._named(entity, "role")
            describes = self._is_description(parse, r, head_end) or (has_article and noun in self.sets["public_figure"])
            if describes and parse.words[head].islower() and not described.is_introduced(noun, token):
                gender = "" if role.gender == "-" else role.gender
                entity = salience.topic(gender, r.sentence)
                if entity is not None and not described.holds_other_office(entity, noun):
                    return self._named(entity, "topic")
        if has_article and head_end - r.start < 4 and described.is_attribute(parse.words[head_end - 1]):
            entity = salience.topic("", r.sentence)
            if entity is not None:
                return self._named(entity, "topic")
        is_body = role is not None and (role.kind == "organization" or noun in self.sets["body_noun"])
        if is_definite and is_body:
            entity = described.body(noun, token)
            if entity is not None:
                return self._named(entity, "role")
            if has_article and head_end - r.start == 2 and not described.is_introduced(noun, token):
                entity = self.bodies_seen.resolve("", r.sentence)
                if entity is not None and entity.kind == "organization":
                    return self._named(entity, "topic")
        if role is not None:
            kind = {"person": "unnamed", "document": "unnamed"}.get(role.kind, role.kind)
            return Resolved(None, text, "group" if role.plural else kind, "unnamed")
        plural = any(map(noun.endswith, self.sets["plural_ending"]))
        return Resolved(None, text, "group" if plural else "unnamed", "unnamed")

    def _is_description(self, parse: Parse, r: Range, head_end: int) -> bool:
        """the retired surgeon: "the", a modifier, the role, and no owner (the company's lawyer)."""
        tags = parse.tags[r.start : head_end]
        has_article = parse.words[r.start].lower() in self.sets["definite_article"]
        return has_article and len(tags) > 2 and "Z" not in tags
