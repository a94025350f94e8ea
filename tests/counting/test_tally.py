"""Who is quoted how much: what counts, as whose, and in which group."""

from __future__ import annotations

from quoteattr import parse
from quoteattr.counting import DIMENSIONS, NOT_TOLD, About, Count, Said, Tally, said

ECHO, GAZETTE = About("The Tarn Echo", "2026-03"), About("Wharf Gazette", "2026-03", "Harbour")


def person(name: str, gender: str = "unknown", words: int = 1, confidence: float = 0.9) -> Said:
    return Said(name, "person", gender, "direct", words, confidence)


UNNAMED, UNTOLD = Said("a spokesman", "unnamed", "male", "direct", 2), Said("", NOT_TOLD, "unknown", "mixed", 3)


def table(tally: Tally, *by: str, measure: str = "quotes") -> list[tuple[object, ...]]:
    return [
        (*row.values, row.articles, row.sources, row.voices, row.quotes, row.words, round(row.share, 2))
        for row in tally.groups(by, measure)
    ]


def test_what_is_said_in_an_article() -> None:
    text = "“The river will rise,” said Mayor Ada Quill. “It rains,” a spokesman said of the so-called “Iron Bridge”."
    assert [tuple(each[:5]) for each in said(parse(text))] == [
        ("Ada Quill", "person", "female", "direct", 4),
        ("a spokesman", "unnamed", "unknown", "direct", 2),
    ]


def test_a_name_is_one_source_and_what_most_of_its_quotes_tell() -> None:
    tally = Tally()
    tally.add(ECHO, [person("Kim Vale"), person("Kim Vale", "female"), person("Kim Vale", "female")])
    tally.add(GAZETTE, [person("Kim Vale", "male", 5), Said("Kim Vale", "organization", "unknown", "direct", 1)])
    [(name, source)] = tally.ranked()
    assert (name, source.kind, source.gender, source.articles) == ("Kim Vale", "person", "female", 2)
    assert (source.count.quotes, source.count.words) == (5, 9)
    assert tally.by_gender()["female"] == Count(1, 5, 9)
    assert tally.by_source()["person"] == Count(1, 5, 9)
    assert table(tally, "gender") == [("female", 2, 1, 2, 5, 9, 1.0)]


def test_without_a_name_it_is_one_source_in_each_article() -> None:
    tally = Tally()
    tally.add(ECHO, [UNNAMED, UNNAMED, UNTOLD, person("Ada Quill", "female")])
    tally.add(ECHO, [UNNAMED, UNTOLD, UNTOLD])
    assert tally.by_source()["unnamed"] == Count(2, 3, 6)
    assert tally.by_source()[NOT_TOLD] == Count(0, 3, 9)
    assert table(tally, "source") == [
        ("person", 2, 1, 1, 1, 1, 0.14),
        ("unnamed", 2, 2, 2, 3, 6, 0.43),
        (NOT_TOLD, 2, 0, 0, 3, 9, 0.43),
    ]


def test_a_name_of_somebody_and_a_description_in_the_same_words_are_two() -> None:
    tally = Tally()
    tally.add(ECHO, [person("unnamed"), Said("unnamed", "unnamed", "unknown", "direct", 1), UNTOLD])
    assert [row[:4] for row in table(tally, "source")] == [
        ("person", 1, 1, 1),
        ("unnamed", 1, 1, 1),
        (NOT_TOLD, 1, 0, 0),
    ]


def test_groups_of_outlets_and_genders() -> None:
    tally = Tally()
    tally.add(ECHO, [person("Ada Quill", "female", 4), person("Tom Hollis", "male"), UNNAMED])
    tally.add(ECHO, [person("Ada Quill", "female", 2)])
    tally.add(GAZETTE, [person("Kim Vale", words=6), person("Tom Hollis", "male", 2)])
    tally.add(About(), [])
    assert table(tally, "outlet", "gender") == [
        ("The Tarn Echo", "female", 2, 1, 2, 2, 6, 0.67),
        ("The Tarn Echo", "male", 2, 1, 1, 1, 1, 0.33),
        ("Wharf Gazette", "male", 1, 1, 1, 1, 2, 0.5),
        ("Wharf Gazette", "unknown", 1, 1, 1, 1, 6, 0.5),
    ]
    assert [row[-1] for row in table(tally, "outlet", "gender", measure="words")] == [0.86, 0.14, 0.25, 0.75]
    assert [row[-1] for row in table(tally, "gender", measure="sources")] == [0.33, 0.33, 0.33]
    assert table(tally, "outlet") == [("The Tarn Echo", 2, 3, 4, 4, 9, 0.67), ("Wharf Gazette", 1, 2, 2, 2, 8, 0.33)]
    assert [row[:2] for row in table(tally, "source", "gender")] == [
        ("person", "female"), ("person", "male"), ("person", "unknown"), ("unnamed", ""),
    ]  # fmt: skip
    assert table(tally) == [(4, 4, 6, 6, 17, 1.0)]


def test_all_groups_together_are_all_that_is_counted() -> None:
    tally = Tally()
    tally.add(ECHO, [person("Ada Quill", "female", 4), UNNAMED, UNTOLD])
    tally.add(GAZETTE, [person("Ada Quill", "female", 3), Said("Millco", "organization", "unknown", "indirect", 7)])
    every = tally.groups(DIMENSIONS)
    assert sum(row.quotes for row in every) == 5 == sum(count.quotes for count in tally.forms.values())
    assert sum(row.words for row in every) == 19 == sum(count.words for count in tally.forms.values())
    assert all(0 < row.share <= 1 for row in every)


def test_what_is_less_sure_is_left_out_and_told() -> None:
    tally = Tally(min_confidence=0.8)
    tally.add(
        ECHO, [person("Ada Quill", confidence=0.8), person("Ada Quill", confidence=0.79), person("Bo", confidence=0)]
    )
    assert (tally.left_out, [name for name, _ in tally.ranked()]) == (2, ["Ada Quill"])
    assert table(tally, "outlet") == [("The Tarn Echo", 1, 1, 1, 1, 1, 1.0)]


def test_names_of_one_person_are_joined_and_a_known_gender_goes_before_all() -> None:
    tally = Tally()
    tally.add(ECHO, [person("Ada Quill", "female"), person("Kim Vale", "male")])
    tally.add(GAZETTE, [person("Ada M. Quill"), person("Kim Vale")])
    tally.join({"Ada M. Quill": "Ada Quill"}, {"Kim Vale": "nonbinary"})
    assert [(name, source.gender, source.articles) for name, source in tally.ranked()] == [
        ("Ada Quill", "female", 2),
        ("Kim Vale", "nonbinary", 2),
    ]
    assert {gender: count.sources for gender, count in tally.by_gender().items()} == {
        "female": 1, "male": 0, "unknown": 0, "nonbinary": 1,
    }  # fmt: skip
    assert table(tally, "gender") == [("female", 2, 1, 2, 2, 2, 0.5), ("nonbinary", 2, 1, 2, 2, 2, 0.5)]


def test_names_that_one_article_tells_apart_are_remembered() -> None:
    tally = Tally(min_confidence=1)
    tally.add(
        ECHO,
        [person("Bob Reed"), person("Robert Reed"), person("Ada Quill"), Said("Reed Ltd", "organization", "", "", 1)],
    )
    assert tally.met == {frozenset(("Bob Reed", "Robert Reed"))}


def test_unknown_values_come_last() -> None:
    tally = Tally()
    for outlet in ("", "Wharf Gazette", "The Tarn Echo"):
        tally.add(
            About(outlet), [person("A B"), person("C D", "x"), person("E F", "male"), person("G H", "female"), UNNAMED]
        )
    assert [row[0] for row in table(tally, "outlet")] == ["The Tarn Echo", "Wharf Gazette", ""]
    assert [row[1] for row in table(tally, "source", "gender")] == ["female", "male", "x", "unknown", ""]
