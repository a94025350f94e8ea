"""The description for the page of a package index; all else is in pyproject.toml."""

import re
from pathlib import Path

README = Path(__file__).parent / "README.md"

# A picture of, or a link to, a file of the repository. While the project has no home on the web, it has no address.
_PICTURE = re.compile(r"!\[[^\]]*\]\((?!https?:)[^)]*\)\n*")
_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#)[^)]*\)")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def description() -> str:
    """The README without pictures, links to files, and marks for the scripts that fill its tables."""
    readme = README.read_text(encoding="utf-8")
    for pattern, instead in ((_PICTURE, ""), (_LINK, r"\1"), (_COMMENT, "")):
        readme = pattern.sub(instead, readme)
    return readme


if __name__ == "__main__":
    from setuptools import setup  # the description can be read without

    setup(long_description=description(), long_description_content_type="text/markdown")
