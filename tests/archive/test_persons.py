"""Names of many articles joined without an archive: as the archive joins them."""

from __future__ import annotations

from quoteattr.archive import KnownPerson, Roster
from quoteattr.archive.grouping import Form
from quoteattr.archive.persons import Joined, joined


def names(*forms: str, roster: Roster | None = None, surnames: bool = False) -> dict[str, str]:
    return {name: each.name for name, each in joined(map(Form, forms), roster, surnames=surnames).items()}


def test_names_that_fit_are_one_person() -> None:
    assert names("Ada Quill", "Ada M. Quill", "Tom Hollis", "Quill") == {
        "Ada Quill": "Ada Quill", "Ada M. Quill": "Ada Quill", "Tom Hollis": "Tom Hollis", "Quill": "Quill",
    }  # fmt: skip
    assert names("Ada Quill", "Quill", surnames=True)["Quill"] == "Ada Quill"


def test_the_list_goes_before_what_fits() -> None:
    ada = KnownPerson("Ada Quill", ("The Mayor of Tarn", "A. Q."), "female")
    roster = Roster([ada, KnownPerson("Bo Vale")])
    found = joined(map(Form, ("the mayor of Tarn", "Ada Mary Quill", "Bo Vale", "Cy Vale")), roster)
    assert found["the mayor of Tarn"] == found["Ada Mary Quill"] == Joined("Ada Quill", ada)
    assert found["Cy Vale"] == Joined("Cy Vale")


def test_a_name_that_two_of_the_list_have_is_neithers() -> None:
    roster = Roster(
        [KnownPerson("Ada Quill", authority="Q1"), KnownPerson("Ada Quill", ("Ada of Tarn",), authority="Q2")]
    )
    found = joined([Form("Ada Quill"), Form("Ada of Tarn")], roster)
    assert found["Ada Quill"] == Joined("Ada Quill")
    assert found["Ada of Tarn"].name == "Ada Quill (Q2)"


def test_two_names_that_one_article_tells_apart_are_two() -> None:
    forms = [Form("Bob Reed"), Form("Robert Reed"), Form("Bobby Reed")]
    assert {each.name for each in joined(forms).values()} == {"Bob Reed"}
    found = joined(forms, met={frozenset(("Bob Reed", "Robert Reed"))})
    assert found["Bob Reed"] != found["Robert Reed"]
