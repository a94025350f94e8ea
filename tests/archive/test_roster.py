"""``people.csv``: what is read from it, and what is wrong with it in the words of a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoteattr.archive.roster import KnownPerson, PeopleFileError, Roster, read_people


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_every_column_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """\
Name,Aliases,Gender,Party,Authority ID,Ward
Ada Quill,Ada M. Quill; Mayor Quill | A. Quill,F,Green,Q1,North
Tom Hollis,,,,,
""",
    )
    ada, tom = read_people(path)
    assert ada == KnownPerson(
        "Ada Quill", ("Ada M. Quill", "Mayor Quill", "A. Quill"), "female", "Green", "Q1", (("Ward", "North"),)
    )
    assert tom == KnownPerson("Tom Hollis")
    assert (ada.key, tom.key) == ("Q1", "Tom Hollis")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffname;gender\nAda Quill;w\n",
        "gender\tname\nwoman\tAda  Quill\n",
        'NAME,sex\r\n"Ada\nQuill",female\r\n\r\n',
        "name,gender,\nAda Quill,f\n",
    ],
)
def test_spreadsheets_write_it_in_many_ways(tmp_path: Path, text: str) -> None:
    assert read_people(written(tmp_path, text)) == (KnownPerson("Ada Quill", gender="female"),)


def test_a_gender_beside_the_two_is_kept(tmp_path: Path) -> None:
    [person] = read_people(written(tmp_path, "name,gender\nLo Reed,Non-binary\n"))
    assert person.gender == "non-binary"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column 'name'; there are none"),
        ("nam,party\nAda Quill,Green\n", "no column 'name'; there are 'nam', 'party'"),
        ("name,party\n,Green\n", "line 2: no name"),
        ("name\nAda Quill\n\nTom Hollis,baker\n", "line 4: 2 cells under 1 columns"),
        ("name\nAda Quill\nADA QUILL\n", "line 3: 'ADA QUILL' is there already (line 2); an authority ID"),
        ("name,id\nAda Quill,Q1\nTom Hollis,Q1\n", "line 3: 'Q1' is there already (line 2)"),
        (b"name\nAd\xe4 Quill\n", "no UTF-8 at byte 7"),
        ('name\n"Ada Quill\n', "people.csv: "),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(PeopleFileError) as caught:
        read_people(written(tmp_path, text))
    assert told in str(caught.value)
    assert "people.csv" in str(caught.value)


def test_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PeopleFileError, match=r"none\.csv: No such file"):
        read_people(tmp_path / "none.csv")


def test_two_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    people = read_people(written(tmp_path, "name,id\nJo Reed,Q1\nJo Reed,Q2\nAda Quill,\n"))
    assert [each.key for each in people.called("Jo Reed")] == ["Q1", "Q2"]
    assert [each.key for each in people.called("Ada Quill", "Nobody")] == ["Ada Quill"]


def test_names_are_found_whole_and_however_they_are_spelt() -> None:
    people = Roster([KnownPerson("Zoë O’Reed", ("Z. J. O'Reed",)), KnownPerson("Ada Quill")])
    assert [each.name for each in people.called("ZOE O'REED")] == ["Zoë O’Reed"]
    assert [each.name for each in people.called("Z J O’Reed")] == ["Zoë O’Reed"]
    assert people.called("Quill") == people.called("") == ()
