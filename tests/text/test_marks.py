"""Marks: which open, which close, what stands inside which; an odd mark costs at most its own paragraph."""

from __future__ import annotations

import pytest

from quoteattr.lexicon import load
from quoteattr.text.marks import pair
from quoteattr.text.tokens import tokenize


def quoted(text: str) -> list[str]:
    """The words of each quotation, its parts joined by a bar."""
    tokens = tokenize(text, load())
    return [
        "|".join(text[slice(*tokens.span(start, stop))] for start, stop in quotation.parts)
        for quotation in pair(tokens, load())
    ]


def tree(text: str) -> list[tuple[int, int | None]]:
    """(depth, parent) of each quotation."""
    return [(quotation.depth, quotation.parent) for quotation in pair(tokenize(text, load()), load())]


FAMILIES = [
    ("“", "”"),
    ('"', '"'),
    ("``", "''"),
    ("''", "''"),
    ("«", "»"),
    ("»", "«"),
    ("‹", "›"),
    ("„", "“"),
    ("„", "”"),
    ("「", "」"),
    ("『", "』"),
    ("‘", "’"),
    ("'", "'"),
    ("‚", "‘"),
    ("”", "”"),
]


@pytest.mark.parametrize(("opening", "closing"), FAMILIES)
@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ("{0}The rain stopped,{1} she said.", "The rain stopped,"),
        ("She said: {0}The rain stopped.{1}", "The rain stopped."),
        ("She called the rain {0}a gift{1} to farmers.", "a gift"),
        ("{0}Why?{1}", "Why?"),
        ("({0}Why?{1})", "Why?"),
        ("It was {0}late{1}, she said.", "late"),
        ("{0}Don’t go, it isn't over,{1} she said.", "Don’t go, it isn't over,"),
    ],
)
def test_families(opening: str, closing: str, frame: str, words: str) -> None:
    assert quoted(frame.format(opening, closing)) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("« The rain stopped », she said.", "The rain stopped"),
        ("She said: « The rain stopped. »", "The rain stopped."),
        ("«\u00a0Why ?\u00a0» she asked.", "Why ?"),
        ("(« Why? »)", "Why?"),
        ("It was « late », she said.", "late"),
    ],
)
def test_french_spacing(text: str, words: str) -> None:
    assert quoted(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nobody spoke.",
        "It's the owners' mill, and the boys' too.",
        "The ’90s were good, the '80s better.",
        "Rock ’n’ roll, ’twas said.",
        "He is 6'2\" tall.",
        "The mill is 5' wide.",
        "Quist’s and Reed’s mills",
        "“",
        "”",
        '"',
        "“”",
        '""',
    ],
)
def test_nothing_quoted(text: str) -> None:
    assert [words for words in quoted(text) if words] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘The owners’ plan is dead,’ she said.", ["The owners’ plan is dead,"]),
        ("‘It’s the Quists’ mill,’ he said.", ["It’s the Quists’ mill,"]),
        ("'The workers' demands are fair,' he said.", ["The workers' demands are fair,"]),
        ("The workers’ leader said: ‘We’re tired.’", ["We’re tired."]),
        ("Owners' lawyer says mill is 'a wreck'", ["a wreck"]),
        ("Mill ‘may close’, says Quist", ["may close"]),
        ("He said: ‘Nothin’ doing.’", ["Nothin’ doing."]),
        ("‘I’m fine,’ she said, ‘but the bees aren’t.’", ["I’m fine,", "but the bees aren’t."]),
        ("‘Get ’em out,’ he shouted.", ["Get ’em out,"]),
        ("the so-called ‘owners’ of the mill", ["owners"]),
    ],
)
def test_single_marks_and_apostrophes(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“He told me ‘never’ twice,” she said.", ["He told me ‘never’ twice,", "never"]),
        ("‘He told me “never” twice,’ she said.", ["He told me “never” twice,", "never"]),
        ("\"He told me 'never' twice,\" she said.", ["He told me 'never' twice,", "never"]),
        ("«He told me “never” twice», she said.", ["He told me “never” twice", "never"]),
        ("“He said, ‘Go.’”", ["He said, ‘Go.’", "Go."]),
        ("“‘Go,’ he said.”", ["‘Go,’ he said.", "Go,"]),
    ],
)
def test_nested(text: str, words: list[str]) -> None:
    assert quoted(text) == words
    assert tree(text) == [(0, None), (1, 0)]


def test_three_deep() -> None:
    text = "“She read: ‘The sign says “Stop” twice.’”"
    assert quoted(text) == ["She read: ‘The sign says “Stop” twice.’", "The sign says “Stop” twice.", "Stop"]
    assert tree(text) == [(0, None), (1, 0), (2, 1)]


def test_reopened_paragraphs_are_one_quotation() -> None:
    text = "“It rained.\n\n“It hailed.\n\n“It snowed,” she said.\n\n“Then it stopped.”"
    assert quoted(text) == ["It rained.|It hailed.|It snowed,", "Then it stopped."]


@pytest.mark.parametrize("mark", ["“”", '""', "‘’", "«»"])
def test_reopened_paragraphs_in_other_marks(mark: str) -> None:
    opening, closing = mark
    text = f"{opening}It rained.\n\n{opening}It hailed,{closing} she said."
    assert quoted(text) == ["It rained.|It hailed,"]


def test_closed_paragraphs_are_quotations_of_their_own() -> None:
    assert quoted("“It rained.”\n\n“It hailed.”") == ["It rained.", "It hailed."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“It rained, she said.\n\n“It hailed,” he said.", ["It rained, she said.|It hailed,"]),
        ("“It rained, she said.\n\nNobody cared. “It hailed,” he said.", ["It rained,", "It hailed,"]),
        ("“It rained, said Ann Lee, a baker.\n\nNobody cared.", ["It rained,"]),
        ("“It rained, in short.\n\nNobody cared.", ["It rained, in short."]),
        ("It was “maybe two. “Now it is five.”", ["maybe two.", "Now it is five."]),
        ("It rained,” she said.\n\n“It hailed,” he said.", ["It hailed,"]),
        ('“It rained," she said. “It hailed,” he said.', ["It rained,", "It hailed,"]),
        ('"It rained,” she said. “It hailed," he said.', ["It rained,", "It hailed,"]),
        ("“It rained,“ she said. “It hailed,” he said.", ["It rained,", "It hailed,"]),
        ('"It rained, she said.\n\n"It hailed," he said. Then he left.', ["It rained, she said.|It hailed,"]),
    ],
)
def test_unclosed_and_mismatched_marks_lose_nothing_else(text: str, words: list[str]) -> None:
    assert quoted(text) == words


def test_unclosed_says_so() -> None:
    first, second = pair(tokenize("“It rained, she said.\n\nHe waited. “It hailed,” he said.", load()), load())
    assert (first.closed, second.closed) == (False, True)


def test_inches_inside_a_quotation() -> None:
    assert quoted("“He is 6'2 and growing,” she said. “Really.”") == ["He is 6'2 and growing,", "Really."]


def test_quotations_in_one_sentence() -> None:
    text = "She called it “late”, “loud” and “long”."
    assert quoted(text) == ["late", "loud", "long"]
    assert tree(text) == [(0, None)] * 3


def test_indices_follow_the_opening_marks() -> None:
    found = pair(tokenize("“a ‘b’ c” “d”", load()), load())
    assert [quotation.index for quotation in found] == list(range(len(found)))
    assert [quotation.opened for quotation in found] == sorted(quotation.opened for quotation in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('" It rained , " she said .', ["It rained ,"]),
        ('She said : " It rained . " " It hailed , " she said .', ["It rained .", "It hailed ,"]),
        ('There was “ no sign" yet.', ["no sign"]),
        ('There was " no sign" yet.', ["no sign"]),
        ('It was dry."So we left," she said.', ["So we left,"]),
        ('She said "it was dry."So we left.', ["it was dry."]),
        ('A lone " mark.', []),
    ],
)
def test_marks_that_stand_loose(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"It was a 12" record," she said.', ['It was a 12" record,']),
        ('“It was a 12" record,” she said.', ['It was a 12" record,']),
        ('A 12" record and a 55" screen.', []),
        ('“It was 1950" and “it was 1960” are songs.', ["It was 1950", "it was 1960"]),
        ('"It was 1950," she said. "It hailed."', ["It was 1950,", "It hailed."]),
    ],
)
def test_inches(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("—It rained, said Ann Lee.\n\n—It hailed, she said.", ["It rained,", "It hailed,"]),
        ("—It rained, said Ann Lee.\n\nIt hailed, she said.", []),
        ("— Mill shuts, said Ann Lee.\n\n— Roads close, she said.", []),
    ],
)
def test_dialogue_with_dashes(text: str, words: list[str]) -> None:
    """Two turns at least; a dash with a space behind is a bullet."""
    assert quoted(text) == words


def test_label_behind_an_opening_mark_ends_the_turn_before() -> None:
    assert quoted('"LEE: It rained.\n\n"HOST: When?') == ["It rained.", "When?"]
    assert quoted('"NOTE: It rained.\n\n"It hailed."') == ["NOTE: It rained.|It hailed."]
