"""What the verbs tell of themselves."""

from __future__ import annotations

EXTRACT_HELP = """Extract the quotes of news articles, with who said them.

PATHS are files, folders (all files below), patterns ('news/**/*.txt') and - for standard input. A file is read once,
whatever names it has. What it is, its first bytes tell, and its suffix where they do not, as in plain text: a web page
(extra web), .docx and .pdf (extra documents), JSON, JSON lines, CSV with commas, semicolons or tabs, Parquet, text;
each also packed (.gz, .zst, .bz2, .xz); an archive of quotations. --from decides. Text is UTF-8, or what its bytes look
like, which is told; --encoding decides. What cannot be read is named on standard error and the rest is done; a text
that is not English is skipped unless --any-language is given. Title, author, date, outlet, address and section of an
article go from pages and columns into all results.

\b
table    for people; only quotes that somebody says
jsonl    a line an article: {"id": …, "title": …, …, "article": …} with the full records
json     the same as one list
csv      a row a quote, the columns of quoteattr.export.rows
parquet  the same rows with their types (extra parquet)
brat     a folder with a .txt and an .ann file for each article, and articles.jsonl, which says which is which
html     a page an article: a folder, or one file for one article
sqlite   an archive, which is added to; quoteattr search and datasette read it (extra archive)

OUT is standard output if it is left out or -. The suffix of its name tells the format, unless --format does. What is
there already stays there: --force replaces a file, or a folder of such results, never an input.

To an archive each run adds: an article that is there already, by its name and all that is read of it, is passed over,
another one of its name takes its place, and --force reads all anew. Killed at any moment it is whole, and the same
command goes on.

Any other output gets its name only when it is complete. What a run that was killed has done lies hidden beside it: the
same command with --resume goes on where it stopped, with --restart begins anew, and without either leaves it alone.

Exit status: 0; 1 when an input or record was bad, nothing was read at all, or the output failed; 2 for wrong options,
and where something that is there would be lost; 130 after Ctrl-C.
"""

STATS_HELP = """Count who is quoted how often.

Prints the most quoted by name, with words and articles, and the shares by gender and by kind of source. PATHS are as
for extract; of an archive, and of what extract has written as JSON, it counts what was found before. Names of one
person are one source over all articles, joined as in an archive (--people tells of persons whom you know, and corrects
their gender); a source without a name is one in each article.

\b
--by outlet --by gender   a row for each outlet and gender, and its share in the outlet
outlet, month, section    are of the article
source                    the kind: person, organization, group, unnamed, or not told
gender                    is of persons with a name; without source the others are left out

\b
sources  people and bodies, each once          voices  the same, once in each article that quotes them

-o gender.csv has the same for a spreadsheet, without --by for all five at once; -o gender.svg is a picture.
"""

CHECK_HELP = """Check the quotations of a draft against its sources.

DRAFT is a text or an HTML page, - is standard input; sources are files, folders and patterns as for extract. Of each
quotation it tells whether a source has it, word for word or how it differs, and whether the speaker is the same there.

\b
table  for people; [-source-]{+draft+} are words that differ
json   a list, an object a quotation, with offsets on both sides
html   a page with the draft and its sources side by side

The options say how the sources are read, as for extract; the draft is read as what it is. A source that is not English
is told and left aside unless --any-language is given.

Exit status: 0 when all is right; 1 when something is not, or when a file could not be read; 2 for wrong options.
"""

SEARCH_HELP = """Search an archive for what was said.

ARCHIVE is what extract wrote with --format sqlite. All WORDS must be in a quotation or in the sentences around it, in
whatever form (flood finds floods and flooded); words in quotation marks, inside of those of the shell, must be there in
a row ('"flood wall"'), and rain* is every word that begins so. Without WORDS it is all that the options ask for.

An article of which only the month or year is known is found where any day of it would be.

Exit status: 0; 1 when nothing is found; 2 for wrong options and for a file that is no archive.
"""

SERVE_HELP = """Serve a page to paste an article into, and POST /extract for programs.

The page shows the article that is pasted with its quotations marked; a program sends {"text": "…"} or {"html": "…"} and
gets the full records as JSON. /docs tells how. Nothing is stored or logged, and no link is asked for.

\b
at once     each process reads one text; more wait, and too many get status 503
too long    413 for what is larger than --max-size, 504 for what takes longer than --time-limit
who may     only this machine, unless --host says otherwise; there is no password

Ctrl-C ends it, with exit status 0; 1 where the place is taken.
"""
