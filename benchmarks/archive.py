"""How an archive of quotations grows: built, added to, searched and counted, small and ten times as large.

    python -m benchmarks.archive FOLDER… [--articles N] [--names N] [--write-docs]

The articles are the text files of the folders. Each is parsed once; its records are then kept again and again under
other ids, dates and outlets until there are enough, since parsing would hide what the archive costs. So the names
repeat, too. What new names cost, the last row tells: people of invented names, no two alike, joined by the rules.

Seconds are those of the processor, and of searches the median of several, the file in the memory of the machine.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from pathlib import Path
from statistics import median

from benchmarks import report
from quoteattr import Article, parse
from quoteattr.archive import Archive, Entry
from quoteattr.archive.joining import Joiner
from quoteattr.metadata import Metadata

DOCS = report.ROOT / "docs" / "archive.md"
SHARE = 10  # the small archive is so many times smaller
ROUNDS = 5
OUTLETS = 20
YEARS = range(2015, 2025)
RARE, COMMON = 1000, 20  # one quotation in so many has the word
_BATCH = 2000


@dataclass
class Figures:
    """What was measured of an archive, by what it is."""

    rows: dict[str, float] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, value: float, unit: str = "s") -> None:
        self.rows[what], self.units[what] = value, unit


def seconds(work: Callable[[], object], rounds: int = 1) -> float:
    """Of the processor, the median of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def entries(articles: Sequence[Article]) -> Iterator[Entry]:
    """The articles without end, each time under another id."""
    number = 0
    while True:
        for article in articles:
            day = f"{YEARS[number % len(YEARS)]}-{number // 10 % 12 + 1:02}-{number // 120 % 28 + 1:02}"
            about = Metadata(title=f"Article {number}", date=day, outlet=f"Outlet {number % OUTLETS}")
            yield Entry(f"https://example.org/{number}", article, about)
            number += 1


def measure(articles: Sequence[Article], sizes: Sequence[int], path: Path) -> list[Figures]:
    """One archive, measured at each of these numbers of articles."""
    rest, built, spent = entries(articles), 0, 0.0
    measured = []
    for size in sizes:
        with Archive(path) as archive:
            spent += seconds(lambda to=size - built: archive.add(islice(rest, to)))  # type: ignore[misc]
        built = size
        measured.append(_figures(path, articles, size, spent))
    return measured


def _figures(path: Path, articles: Sequence[Article], size: int, spent: float) -> Figures:
    figures = Figures()
    with Archive(path) as archive:
        run = archive.db.conn.execute
        figures.add("quotations", run("SELECT count(*) FROM quotes").fetchone()[0], "")
        figures.add("people", run("SELECT count(*) FROM people").fetchone()[0], "")
        figures.add("size", path.stat().st_size / 1e6, "MB")
        figures.add("built, parsing aside", spent)
        again = islice(entries(articles), size)
        figures.add("the same again, nothing to add", seconds(lambda: archive.add(again)))
        _search(archive, figures)
        most = "SELECT * FROM most_quoted LIMIT 20"
        figures.add("count: the most quoted people", seconds(lambda: run(most).fetchall(), 3))
        outlets = "SELECT outlet, gender, count(*) FROM said GROUP BY outlet, gender"
        figures.add("count: by outlet and gender", seconds(lambda: run(outlets).fetchall(), 3))
    figures.add("memory, at most", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, "MB")
    return figures


def _search(archive: Archive, figures: Figures) -> None:
    rare, common = _word(archive, RARE), _word(archive, COMMON)
    name = _speaker(archive, common)
    asked: dict[str, dict[str, str]] = {
        f"search: a word of one quotation in {RARE:,}": {"words": rare},
        f"search: a word of one in {COMMON}": {"words": common},
        "search: two words in a row": {"words": f'"{_pair(archive, common)}"'},
        "search: a word and a speaker": {"words": common, "speaker": name},
        "search: a word since 2024": {"words": common, "since": "2024"},
        "search: all of a speaker": {"speaker": name},
    }
    for what, arguments in asked.items():

        def first(arguments: dict[str, str] = arguments) -> object:
            return list(archive.search(arguments.get("words", ""), limit=20, **_without_words(arguments)))

        assert first(), what
        figures.add(f"{what}, 20 shown", seconds(first, ROUNDS))


def _without_words(arguments: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in arguments.items() if name != "words"}


def _speaker(archive: Archive, word: str) -> str:
    """The person who is quoted most of those who say this word."""
    counts = Counter(found.person for found in archive.search(word) if found.person)
    return max(counts, key=lambda name: (counts[name], name))


def _word(archive: Archive, share: int) -> str:
    """A word that one quotation in so many has."""
    run = archive.db.conn.execute
    run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'quotes_fts', 'row')")
    wanted = run("SELECT count(*) FROM quotes").fetchone()[0] / share
    letters = "term GLOB '[a-z][a-z][a-z][a-z][a-z]*' AND term NOT GLOB '*[^a-z]*'"
    query = f"SELECT term FROM temp.vocabulary WHERE {letters} ORDER BY abs(doc - ?), term"
    for (term,) in run(query, (wanted,)):
        if list(archive.search(term, limit=1)):  # not every stem is found by itself
            return str(term)
    raise ValueError("the articles have no words")


def _pair(archive: Archive, word: str) -> str:
    """The word with the one behind it, as some quotation has them."""
    for found in archive.search(word):
        for hit in found.hits:
            behind = found.text[hit.end :].split()
            if behind and behind[0].isalpha():
                return f"{hit.text} {behind[0]}"
    return word


def joined(number: int, path: Path) -> float:
    """Seconds for so many people whose names are all different, in batches, as articles bring them."""
    chance = random.Random(13)
    syllables = [a + b for a in "b d f g k l m n p r s t v z".split() for b in "a e i o u".split()]

    def word(length: int) -> str:
        return "".join(chance.choice(syllables) for _ in range(length)).capitalize()

    firsts, lasts = [word(2) for _ in range(2000)], [word(3) for _ in range(20_000)]
    often = list(accumulate(1 / (place + 10) for place in range(len(lasts))))  # few family names are many people's
    names: dict[str, None] = {}
    while len(names) < number:
        middle = f" {chance.choice('ABCDEFGHIJKLM')}." if chance.random() < 0.2 else ""
        names[f"{chance.choice(firsts)}{middle} {chance.choices(lasts, cum_weights=often)[0]}"] = None
    order, spent = list(names), 0.0
    with Archive(path) as archive:
        joiner = Joiner(archive.db.conn)
        for start in range(0, number, _BATCH):
            archive.db.conn.execute("BEGIN")
            some = order[start : start + _BATCH]
            spent += seconds(lambda some=some: joiner.join(some, surnames=False))  # type: ignore[misc]
            archive.db.conn.execute("COMMIT")
    return spent


def table(sizes: Sequence[int], measured: Sequence[Figures]) -> str:
    """A row for each figure, a column for each size, and how much the last is of the first."""
    header = ["", *(f"{size:,} articles" for size in sizes), "growth"]
    rows = []
    for what, unit in measured[0].units.items():
        values = [figures.rows[what] for figures in measured]
        growth = f"× {values[-1] / values[0]:.1f}" if values[0] else report.NOTHING
        rows.append([what, *(_shown(value, unit) for value in values), growth])
    return report.markdown_table(header, rows)


def _shown(value: float, unit: str) -> str:
    if unit == "s" and value < 1:
        return f"{value * 1000:,.1f} ms" if value < 0.1 else f"{value * 1000:,.0f} ms"
    return f"{value:,.0f} {unit}".strip() if value >= 100 or not unit else f"{value:,.1f} {unit}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; the exit status."""
    options = _parser().parse_args(arguments)
    texts = [path.read_text(encoding="utf-8") for folder in options.folders for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        print("there are no text files in these folders", file=sys.stderr)
        return 2
    articles: list[Article] = []
    spent = seconds(lambda: articles.extend(map(parse, texts)))
    words = sum(len(text.split()) for text in texts) / len(texts)
    sizes = (options.articles // SHARE, options.articles)
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(articles, sizes, Path(folder) / "quotes.db")
        for number, (size, figures) in enumerate(zip(sizes, measured, strict=True)):
            names = options.names // SHARE if number == 0 else options.names
            figures.add("people joined, one name for each article", joined(names, Path(folder) / f"{size}.db"))
    made_of = f"Made of {len(articles):,} articles of {words:,.0f} words on average"
    shown = f"{table(sizes, measured)}\n\n{made_of}, {1000 * spent / len(articles):.1f} ms each to parse."
    print(shown)
    if options.write_docs:
        report.write_between(DOCS, "archive", shown)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="with text files, one an article")
    parser.add_argument("--articles", type=int, default=100_000, help="in the large archive (100,000)")
    parser.add_argument("--names", type=int, default=100_000, help="people of different names to join (100,000)")
    parser.add_argument("--write-docs", action="store_true", help="put the table into docs/archive.md")
    return parser


if __name__ == "__main__":
    sys.exit(main())
