"""``quoteattr FILE…``: who said what in each file, with nothing installed but the package."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence

from quoteattr import __version__
from quoteattr.cli.ending import failed, prepare_output, tell
from quoteattr.cli.inputs.encodings import known_encoding
from quoteattr.cli.inputs.languages import why_skipped
from quoteattr.cli.inputs.readers import read_article
from quoteattr.cli.inputs.trouble import UnreadableInput, reason
from quoteattr.cli.verbs import VERBS
from quoteattr.errors import nearest
from quoteattr.lexicon import load
from quoteattr.types import Article
from quoteattr.view.terminal import lines, visible

_USAGE = """quoteattr [--json] [--indirect] [--encoding NAME] [--any-language] FILE…
       quoteattr VERB …"""
_DESCRIPTION = "Print who said what in each news article: speaker, cue, kind and rule, and the words below."
_JSON_HELP = """the records as JSON: for one FILE the article, which Article.from_json reads; for several one object
a line, {"file": NAME, "article": {…}}"""
_ENDING = """
A verb is the first word of the command line; a file of such a name is ./extract. A file that cannot be read
is named on standard error, the others are done, and the exit status is 1. Web pages need the extra web, .docx and .pdf
the extra documents; a file of many articles (JSON, CSV, Parquet) is read by extract."""

_WIDTH = 100  # columns, where the output goes to no terminal and COLUMNS does not say
_NARROWEST = 20


def run(arguments: Sequence[str]) -> int:
    """Read the files; the exit status: 0, or 1 when a file could not be read (2 for wrong options)."""
    options = _parser().parse_args(arguments)
    if options.json:
        prepare_output(as_json=True)
    several = len(options.files) > 1
    status, read = 0, 0
    for name in options.files:
        try:
            shown = _shown(name, options, several)
        except UnreadableInput as error:
            status = failed(f"{visible(name)}: {error}{_meant(name, options.files[0])}")
        except MemoryError as error:
            status = failed(f"{visible(name)}: {reason(error)}")
        except Exception as error:  # one text must not cost the files behind it
            status = failed(f"{visible(name)}: {type(error).__name__}: {reason(error)}")
        else:
            if shown is not None:
                read += 1
                print(shown, flush=True)
    return status if read else 1


def _shown(name: str, options: argparse.Namespace, several: bool) -> str | None:
    """What is printed of a file; None where it is left out, which standard error tells."""
    from quoteattr.parser import parse  # only now: the help need not wait for the engine

    document = read_article(name, options.encoding)
    if document.note:
        tell(f"{visible(name)}: {document.note}")
    skipped = None if options.any_language else why_skipped(document.text, load())
    if skipped is not None:
        tell(f"{visible(name)}: skipped: {skipped}")
        return None
    article = parse(document.text, indirect=options.indirect)
    return _json(article, name, several) if options.json else _readable(article, name, several)


def columns() -> int:
    """How wide the output may be, in columns of a terminal."""
    return max(shutil.get_terminal_size((_WIDTH, 0)).columns, _NARROWEST)


def _cut_at() -> int | None:
    """How wide a line may be; None where no terminal shows it, so that nobody would see the rest."""
    return columns() if sys.stdout is not None and sys.stdout.isatty() else None


def _meant(name: str, first: str) -> str:
    """A hint where the first word is a verb with a slip in it, and so was taken for a file."""
    return nearest(name, VERBS) if name == first and not os.path.lexists(name) else ""


def _readable(article: Article, name: str, several: bool) -> str:
    header = [f"==> {visible(name)} <=="] if several else []
    footer = [""] if several else []
    return "\n".join([*header, *lines(article, _cut_at()), *footer])


def _json(article: Article, name: str, several: bool) -> str:
    return f'{{"file": {json.dumps(name)}, "article": {article.to_json()}}}' if several else article.to_json()


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, VERBS))
    verbs = "\n".join(f"  {name:{width}}  {verb.summary}{_brought(verb.extra)}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="quoteattr",
        usage=_USAGE,
        description=_DESCRIPTION,
        epilog=f"verbs (quoteattr VERB --help tells more):\n{verbs}\n{_ENDING}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text file, or - for standard input")
    parser.add_argument("--indirect", action="store_true", help="reported speech without quotation marks, too")
    parser.add_argument("--encoding", type=_encoding, help="how to read the text; without it the bytes tell")
    parser.add_argument("--any-language", action="store_true", help="read texts that are not English, too")
    parser.add_argument("--json", action="store_true", help=_JSON_HELP)
    parser.add_argument("--version", action="version", version=f"quoteattr {__version__}")
    return parser


def _encoding(name: str) -> str:
    try:
        return known_encoding(name)
    except LookupError:
        raise argparse.ArgumentTypeError(f"there is no encoding {name!r}; utf-8, cp1252, latin-1 are some") from None


def _brought(extra: str) -> str:
    return f" (extra {extra})" if extra else ""
