"""Build the word lists of quoteattr that come from published sources.

    python scripts/build_lexicon.py --brill FILE --census-female FILE --census-male FILE --census-surnames FILE

writes ``words.tsv`` and ``given_names.tsv`` into ``quoteattr/data/en/``. Every other list there is kept by hand.

Sources:

- ``--brill``: the lexicon of Eric Brill's rule-based tagger v1.14 (Brill 1992, "A simple rule-based part of speech
  tagger"), from the Brown corpus and the Wall Street Journal part of the Penn Treebank; MIT licence. One line a word,
  ``word tag``. It is published with the tagger and, as ``en-lexicon.txt``, in the Python package TextBlob (MIT), taken
  over from the package Pattern; that copy has a few words of the CMU Twitter data (CC BY 3.0) mixed in.
- ``--census-female``, ``--census-male``, ``--census-surnames``: frequently occurring names of the 1990 Census, U.S.
  Census Bureau (public domain). One line a name, ``NAME percent cumulative rank``. Published by the Bureau as
  ``dist.female.first``, ``dist.male.first``, ``dist.all.last``, and in the Python package ``names``.
- ``scripts/given_names_by_hand.tsv``: further given names of the world, kept by hand, part of this repository.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "quoteattr" / "data" / "en"
BY_HAND = ROOT / "scripts" / "given_names_by_hand.tsv"


def split(words: str) -> list[str]:
    """Return the words of a table written as running text."""
    return words.split()


# --- words.tsv ------------------------------------------------------------------------------------------------------

# Words of the closed classes, listed in full after the Penn Treebank tagging guidelines (Santorini 1990): the Brill
# lexicon has dialect spellings and typing errors among them ("thees", "bewteen"), and one wrong function word costs
# more than a hundred wrong adjectives.
CLOSED = {
    "CC": "and but either neither nor or",
    "CD": """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
        billion trillion dozen
    """,
    "DT": "a all an another any both each every no some the these this those",
    "EX": "there there's",
    "IN": """
        aboard about above across after against albeit along alongside although amid amidst among amongst around as
        astride at atop because before behind below beneath beside besides between beyond by despite down during
        except for from if in inside into lest like near notwithstanding of off on onto out outside over past per
        regarding since than that though through throughout till toward towards under underneath unless unlike until
        unto up upon versus via whereas whether while whilst with within without
    """,
    "MD": """
        can can't cannot could couldn't may mayn't might mightn't must mustn't ought oughtn't shall shan't should
        shouldn't will won't would wouldn't
    """,
    "PDT": "half",
    "PRP": """
        he he'd he'll he's hers herself him himself i i'd i'll i'm i've it it'd it'll it's itself me mine myself
        oneself ours ourselves she she'd she'll she's theirs them themself themselves they they'd they'll they're
        they've us we we'd we'll we're we've you you'd you'll you're you've yours yourself yourselves y'all
    """,
    "PRP$": "her his its my our their your",
    "TO": "to",
    "UH": """
        ah aha alas alright amen aw bravo bye eh er gee goodbye gosh ha haha hello hey hi hmm hmmm hooray huh hurrah
        nope oh ok okay oops ouch phew shh ugh uh uh-huh um wow yay yeah yep yes
    """,
    "VBD": "did didn't had hadn't was wasn't were weren't",
    "VBP": "ain't am are aren't do don't have haven't",
    "VBZ": "does doesn't has hasn't is isn't let's that's",
    "WDT": "which whichever",
    "WP": "what whatever who who'd who'll who's whoever whom whomever",
    "WP$": "whose",
    "WRB": "how when whence whenever where whereby wherein whereupon wherever why",
}


# Hand-checked corrections of the open classes. Every entry differs from the source (checked when building).
CORRECTIONS = {
    # VBN in the lexicon, but in news as often the finite verb of its clause: "Smith, who led the party, said".
    **dict.fromkeys(
        split("""
            accused advised alleged attacked backed branded brought built caught charged compared condemned
            criticized cut denied described disclosed disputed dubbed encouraged expressed fed heard hurt implied
            informed labeled laid launched led left made maintained mentioned mocked needed observed opposed paid
            passed pressed put quit raised read released repeated served set shared shut sold stated supported taught
            threatened
        """),
        "VBD",
    ),
    "quip": "VB",  # NN in the lexicon, which saw it seldom
    "most": "JJS",  # before a noun as often as before an adjective: "most voters said"
    "need": "VB",  # NN in the lexicon; "voters need to know"
    "police": "NNS",  # plural agreement: "police say"
}


# Typing errors, dialect spellings, names in lower case, chat words and glued tokens of the source.
JUNK = frozenset(
    split("""
        absorbedthe accomodate aftuh agayne aint al alma alreadeh ansuh anye arent awaye ayni baci bannnnnng bd
        becometh befoh behahn believeth bete bi boobify brynge burne catchee cheere cnt coli con coste cya darin
        deductable delivre dessier dicate didnt doan doesnt don dont drahve drinkin eaten'em emphaticize eventshahleh
        eyd faier fav ffreind figger flng followeth forgit fulfull fy gim gird giveth gotcha greetz gret grevouselye
        grtz guar gunloading haint havent heare hearest hev hugh idk ima imma isnt ive jist jus knoe knoweth kno lahk
        leafhopper leprae lil lise louis ma mai makersa maria maye mee minincomputer monicker mor multifiber nawt nd
        ni nise nott numbe obtaine offersey ole onleh oppposes orginate othe ould outcuss owne paie peter piroghi prai
        prefuh prevaile prevayle pugh purtiest repond sangiovanni secondbiggest sed selle septa sera shute sooo
        stagewhispers standeth sticle stooooomp strt stuggles sufferd taketh thar thats ther thinke thout thynke tode
        tooke tru truley trusteth turne uttuh verie wa wasnt wei wen whats wonduh worthwile wrondgoing wus wynne yeard
        yongst younguh ys yu cometh saith hath doth hast dost shalt
    """)
)

# Given names whose common word is so rare in news that listing it would only cast doubt on the name.
RARE_BESIDE_THE_NAME = frozenset(
    split("""
        bobby brad charlotte derrick donna dustin eva harry heather jack jay john lucy matt max patsy ray robin sally
        sandy sherry teddy terry tony victor
    """)
)

WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
OPEN_TAGS = frozenset(split("JJ JJR JJS NN NNS RB RBR RBS VB VBD VBG VBN VBP VBZ"))
# What the engine guesses for an unknown word by its end; first match wins, and a word without match is an NN.
SUFFIX_GUESSES = (("ly", ("RB",)), ("ing", ("VBG",)), ("ed", ("VBD",)), ("s", ("NNS",)))

# --- given_names.tsv ------------------------------------------------------------------------------------------------

# Tail of the Census list (0.001 to 0.01 percent) that would turn running text into names.
NOT_NAMES = frozenset(
    split("""
        An Angle Boy Brain Carry Chin Conception Dat Del Desire Do Dung Echo Else Era Ethyl Fairy Girl Ha Hang Harm Hue
        Hung In Joie Lady Le Lean Lien Loan Long Lore Ma Man Mana Manual Many Marry Maye Mee Mine Miss Moon My Na
        Numbers Ok Pa Pasty Patria Pearly Ping Princess Queen Ran Said Sang Season See Sha Shin So Son Song Soo Soon
        Sparkle Spring Star Sung Sunshine Tequila The Thu Tiny Try Un Velvet Viva Von Wan Wanna Wen Windy Yen Yon
        Yu Yuk
    """)
)

# Names that are also something else the other lists do not show: sentence openers, acts, things, firms, newspapers.
AMBIGUOUS = frozenset(
    split("""
        Bishop Chance Chase Christian Dean Duke Earl Judge King Love Major Mercedes Page Pat Prince Rich Rob
        Roman Santa Sue Sunday Will Young
    """)
)

COMMON_SURNAMES = 1000
"""How many of the most frequent surnames can make a given name ambiguous (Jackson, Lee, Jordan)."""

HAND_WEIGHT = 10
"""Weight per million of a name kept by hand: that of the Census tail, so that counts win where there are any."""

FEMALE, MALE = 0, 1


def read_brill(path: Path) -> dict[str, str]:
    """Return the most likely Penn tag of each lower-case ASCII word; lines without exactly one tag are skipped."""
    lexicon = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) == 2 and WORD.fullmatch(fields[0]) and fields[0] not in JUNK | RARE_BESIDE_THE_NAME:
            lexicon[fields[0]] = fields[1]
    return lexicon


def guessed_tags(word: str) -> tuple[str, ...]:
    """Return the tags that the engine's suffix rule allows for an unknown word."""
    return next((tags for suffix, tags in SUFFIX_GUESSES if word.endswith(suffix)), ("NN",))


def worth_a_line(word: str, tag: str) -> bool:
    """Tell whether the engine needs the list to know the class of an open-class word."""
    if tag not in OPEN_TAGS or "'" in word or len(word) == 1:
        return False
    # Compounds are adjectives or nouns by default; of them only re-elected, co-wrote, mass-produce say something new.
    if "-" in word and not tag.startswith("V"):
        return False
    return tag not in guessed_tags(word)


def build_words(brill: Mapping[str, str]) -> dict[str, str]:
    """Return the tag of each word of ``words.tsv``; corrections outrank closed classes, which outrank the lexicon."""
    words = {word: tag for word, tag in brill.items() if worth_a_line(word, tag)}
    for word, tag in CORRECTIONS.items():
        if brill.get(word) == tag:
            raise SystemExit(f"CORRECTIONS[{word!r}] only repeats the source: take it out")
    for tag, listed in CLOSED.items():
        words.update(dict.fromkeys(split(listed), tag))
    return words | CORRECTIONS


def read_census(path: Path) -> dict[str, int]:
    """Return name, in title case, to frequency per million, in order of rank."""
    shares = {}
    for line in path.read_text(encoding="ascii").splitlines():
        name, percent, *_ = line.split()
        shares[title_case(name)] = round(float(percent) * 10_000)
    return shares


def title_case(name: str) -> str:
    """Return an upper-case Census name as newspapers write it: ``MCKINLEY`` becomes ``McKinley``."""
    return f"Mc{name[2:].capitalize()}" if name.startswith("MC") and len(name) > 4 else name.capitalize()


def read_column(path: Path, column: int = 0) -> list[str]:
    """Return one column of a word list, header lines left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[column] for line in lines if line and not line.startswith("#")]


def build_given_names(female: Mapping[str, int], male: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return name to (female, male) weight: Census counts, and the names kept by hand that it lacks."""
    by_hand = dict(zip(read_column(BY_HAND), read_column(BY_HAND, 1), strict=True))
    names = {name: (female.get(name, 0), male.get(name, 0)) for name in {**female, **male}}
    for name, gender in by_hand.items():
        weights = (HAND_WEIGHT * (gender != "male"), HAND_WEIGHT * (gender != "female"))
        known = names.get(name, (0, 0))
        names[name] = (known[FEMALE] or weights[FEMALE], known[MALE] or weights[MALE])
    return {name: weights for name, weights in names.items() if name not in NOT_NAMES}


def other_uses(words: Iterable[str]) -> frozenset[str]:
    """Return, in lower case, everything that a given name could be taken for: words, places, titles, months, bodies."""
    lists = ("places.tsv", "titles.tsv", "calendar.tsv", "organizations.tsv")
    listed = (entry.rstrip(".") for name in lists for entry in read_column(DATA / name))
    return frozenset(word.lower() for source in (words, listed, AMBIGUOUS) for word in source)


def name_flags(name: str, weights: tuple[int, int], uses: frozenset[str], surnames: Mapping[str, int]) -> str:
    """Return ``ambiguous`` for a name with another use or more frequent as a surname, else an empty string."""
    is_surname = surnames.get(name, 0) > sum(weights)
    return "ambiguous" if is_surname or name.lower() in uses else ""


def write_list(path: Path, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Write a word list: header, then the rows in code-point order of their first column."""
    lines = [*header.strip().splitlines(), *("\t".join(row) for row in sorted(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(lines)} lines")


WORDS_HEADER = """
# Word classes of English, lower-case words whose class the engine's default (noun, or by suffix) would miss.
# Source: lexicon of Eric Brill's tagger v1.14 (Brill 1992; Brown corpus and Wall Street Journal), as distributed in
#   TextBlob; closed classes and corrections by hand. Built by scripts/build_lexicon.py.
# Licence: MIT (copyright 1993 Massachusetts Institute of Technology and University of Pennsylvania); the copy in
#   TextBlob has words of the CMU Twitter data (Gimpel et al. 2011, CC BY 3.0) mixed in, most of them left out here.
# Date: 2026-11
# Columns: word, most frequent Penn Treebank tag
"""

NAMES_HEADER = """
# Given names with their frequency by gender.
# Source: U.S. Census Bureau, frequently occurring names of the 1990 Census; names of the rest of the world by hand
#   from general knowledge (weight 10). Built by scripts/build_lexicon.py.
# Licence: public domain (Census); MIT, as this repository (by hand)
# Date: 2026-11
# Columns: name, bearers per million women, bearers per million men, flags
# Flags: ambiguous = also a common word, place, title, month, organization or, more often, a surname; empty otherwise
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Build words.tsv and given_names.tsv from their published sources.")
    for option in ("--brill", "--census-female", "--census-male", "--census-surnames"):
        parser.add_argument(option, type=Path, required=True, metavar="FILE")
    options = parser.parse_args()

    brill = read_brill(options.brill)
    words = build_words(brill)
    write_list(DATA / "words.tsv", WORDS_HEADER, words.items())

    names = build_given_names(read_census(options.census_female), read_census(options.census_male))
    surnames = dict(list(read_census(options.census_surnames).items())[:COMMON_SURNAMES])
    uses = other_uses({*words, *(word for word, tag in brill.items() if tag not in ("FW", "NNP", "NNPS"))})
    rows = [
        (name, str(weights[FEMALE]), str(weights[MALE]), name_flags(name, weights, uses, surnames))
        for name, weights in names.items()
    ]
    write_list(DATA / "given_names.tsv", NAMES_HEADER, rows)


if __name__ == "__main__":
    main()
