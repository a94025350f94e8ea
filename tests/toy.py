"""A toy language of twenty words, written as a folder of lists: what a second language has to bring, and no more."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path

from quoteattr.lexicon import load

COUNT = Path(__file__).parent.parent / "scripts" / "count_rows.py"

LANGUAGE = {"clitics": "ka", "grammar": "english", "name": "Toy", "title_case": "no"}

LISTS = {
    "function_words": [
        "du\tpreposition",
        "ke\tthat",
        "la\tdeterminer",
        "lon\tpreposition",
        "sed\tconjunction",
        "shi\tpronoun",
        "’ka\tpossessive",
    ],
    "words": ["kloza\tVBD", "granda\tJJ", "nun\tRB"],
    "cues": ["vek\tsay\tvek|veki|veka|veka|vekon\tquote that\t[Ann Lee] {veka} ke <la milo kloza>."],
    "cue_phrases": ["lon vek du\t{Lon vek du} [Ann Lee] <la milo kloza>."],
    "cue_nouns": ["veko\tutterance"],
    "pronouns": ["shi\tfemale\tsubject"],
    "roles": ["milano\tsg\t-\tperson"],
    "titles": ["Dom\t-\thonorific"],
    "given_names": ["Ann\t90\t0\t"],
    "places": ["Tarn\tcity"],
}

WORD_SETS = {
    "complementizer": "ke",
    "conjunction": "sed",
    "definite": "la",
    "definite_article": "la",
    "name_complement": "du",
    "role_complement": "du",
    "plural_ending": "oj",
}


def write(folder: Path, *, language: Mapping[str, str] = LANGUAGE) -> str:
    """Write the lists into a folder, which is made; the value for ``Config(language=…)``."""
    folder.mkdir(parents=True)
    empty = [f"{name}\t" for name in load().sets if name not in WORD_SETS]
    lists = {
        **LISTS,
        "language": [f"{name}\t{value}" for name, value in language.items()],
        "word_sets": [*empty, *(f"{name}\t{word}" for name, word in WORD_SETS.items())],
    }
    for name, rows in lists.items():
        (folder / f"{name}.tsv").write_text("\n".join([f"# {name} of Toy", *rows, ""]), encoding="utf-8")
    (folder / "lists.tsv").write_text(runpy.run_path(str(COUNT))["record"](folder), encoding="utf-8")
    return str(folder)
