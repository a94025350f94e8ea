"""No class letter is written out outside the table of levels, and the search for them finds each way to do so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.syntax.letters import findings, findings_of

PACKAGE = Path(__file__).resolve().parent.parent.parent / "quoteattr"

ROOMS = ("syntax", "text", "rules", "people", "speakers.py", "records")


@pytest.mark.parametrize("room", ROOMS)
def test_no_letter_is_written_out(room: str) -> None:
    assert (PACKAGE / room).exists()
    assert findings_of(PACKAGE / room) == []


@pytest.mark.parametrize(
    "code",
    [
        'kinds[k] in "ve"',
        'parse.kinds[k] == "n"',
        'parse.kinds[k] == ","',
        '"PP" in parse.tags[start:end]',
        'parse.clauses.finite.find("f")',
        'kinds[k : k + 2] == "cn"',
        'kinds[k : k + 1] in ("e", "g")',
        'self.document.letters[k] in "AN"',
        'parse.tags[:unit].strip(".-C")',
        'tags.startswith((",.", "Q"))',
        'set(kinds[a:b]) & set("veg") == set()',
        'frozenset("NPHd").isdisjoint(tags)',
        'set(kinds[a:b]).isdisjoint("veg")',
        're.search("[vk.;]", kinds)',
        '_END = re.compile("(?:in)*$")\n_END.match(kinds, k)',
        '_ENDS = ".,;"\nkinds[k] in _ENDS',
        '_ENDS = frozenset(".,;")\nkinds[k] in _ENDS',
        '_ENDS = Chunk.STOP + ",;"\nkinds[k] in _ENDS',
        '_MEANS = {"ve": 1}\n_MEANS[kinds[k:j]]',
        'before = parse.tags[i - 1]\nbefore in ",:"',
        'before = parse.tags[i - 1] if i else ""\nif before != ":": pass',
        'for k, kind in enumerate(self.kinds):\n    kind in ".;:"',
        'for start, kind in zip(starts, kinds):\n    kind in ".;:"',
        'any(kind in "ve" for kind in kinds)',
        'def near(before): return before in ".;"\nnear(tags[i])',
        'class A:\n    def near(self, x): return x in ".;"\n    def ask(self): self.near(x=self.tags[0])',
        'class A:\n    def near(self, x): return x in ".;"\n    def ask(self): T[0](self, self.tags[0])',
        'def first(parse): return parse.kinds[0]\nfirst(parse) in ".;"',
        'classes[word] in ("ZX", "D")',
        '(kind := kinds[k]) in "ve"',
        'first, second = kinds[0], words[0]\nfirst in ".;"',
        'kinds[k : k + 1] in Chunk.FINITE',
        '_ENDS = any_of(Chunk, "stop comma")\nkinds[k : k + 1] in _ENDS',
        'return_ = "V"',
        'TABLE = {Word.NAME: "n"}',
    ],
)  # fmt: skip
def test_letters_are_found(code: str) -> None:
    assert findings(code) != []


@pytest.mark.parametrize(
    "code",
    [
        "kinds[k] in Chunk.FINITE",
        "kinds[k] == Chunk.NOUN",
        'kinds[k : k + 1] == ""',
        'words[k] in ",;"',
        'words[k].lower() in parse.sets["modal"]',
        '_ENDS = any_of(Chunk, "stop comma")\nkinds[k] in _ENDS',
        '_ENDS = tuple(any_of(Chunk, "stop comma"))\nkinds.startswith(_ENDS, k)',
        '_ENDS = tuple(any_of(Chunk, "stop comma"))\nkinds[k : k + 1] in _ENDS',
        '_END = pattern(Chunk, "stop $")\n_END.match(kinds, k)',
        '_TIME = re.compile("[0-9]+")\n_TIME.match(word)',
        'for k, kind in enumerate(kinds):\n    self.is_word(k, "modal")',
        'for word, kind in zip(words, kinds):\n    word in ",;"',
        '"".join(letters)',
        'array("q")',
        'word in "“”"',
    ],
)
def test_what_is_no_letter_is_not_found(code: str) -> None:
    assert findings(code) == []


def test_a_finding_tells_its_line_and_source() -> None:
    assert findings('k = 0\n\nkinds[k] in "ve"\n') == ["3: kinds[k] in 've'"]


def test_the_table_itself_is_left_out() -> None:
    assert findings((PACKAGE / "syntax" / "levels.py").read_text(encoding="utf-8")) != []
    assert not any(found.startswith("levels.py") for found in findings_of(PACKAGE / "syntax"))
