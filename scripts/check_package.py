"""Install the package as a user would, away from the checkout, and see that it is all there and works.

    python scripts/check_package.py

A wheel and a source archive are built from a copy of the checkout. Each is installed with nothing but what it asks
for, on the oldest and the newest supported Python that can be found, and there: every file of the package is installed
and no other, the quotations and the page come out right, ``python -m quoteattr`` reads the seed, the command
``quoteattr`` names its extra, and every distribution that came along has a permissive licence. On the oldest Python the
tests pass from the unpacked source archive, with the lowest versions of the dependencies that the package declares. The
exit status is 1 at the first thing that is wrong. Only the package index is asked.

pip-audit is no part of this: what it knows of vulnerabilities it asks of services beside the package index. Where only
the index can be reached it skips every distribution as unknown and still exits with status 0.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "quoteattr"
SEED = ROOT / "seeds" / "000_b75c9b74d2e65ba9.txt"

# The tool environment needs a pip that installs into other environments (--python, 22.3).
TOOLS = ("build", "pip>=22.3")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv*", ".*_cache", ".hypothesis", "__pycache__", "*.egg-info", "build", "dist"
)

# A target that is neither a place on the web nor a heading of the page.
RELATIVE_LINK = re.compile(r"\]\((?!https?:|#)[^)]*\)")

Version = tuple[int, int]

# SPDX identifiers of permissive licences. CNRI-Python is that of Python 1.6, from which `regex` descends.
PERMISSIVE = frozenset(
    """
    0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CNRI-Python ISC MIT MIT-0 MIT-CMU PSF-2.0 Python-2.0 Unlicense Zlib
    """.split()
)
# What metadata older than SPDX (PEP 639) says: the last part of a classifier, or the field License.
PERMISSIVE_NAMES = frozenset(
    {
        "Apache Software License",
        "BSD License",
        "ISC License (ISCL)",
        "MIT License",
        "MIT No Attribution License (MIT-0)",
        "Python Software Foundation License",
        "The Unlicense (Unlicense)",
        "zlib/libpng License",
        *PERMISSIVE,
    }
)


class CheckError(Exception):
    """The package is not what it should be; the message says in what."""


def main() -> int:
    arguments = _arguments()
    try:
        if arguments.installed:
            check_installed()
        else:
            check_package()
    except CheckError as error:
        print(f"check_package: {error}", file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--installed", action="store_true", help="check only the package that this Python imports")
    return parser.parse_args()


def check_package() -> None:
    """Build, then check each archive on each Python; raises :class:`CheckError` at the first thing that is wrong."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        pip = _tools(scratch / "tools")
        archives = build(pip, scratch)
        check_description(archives)
        pythons = _oldest_and_newest(interpreters())
        for version, python in pythons:
            for archive in archives:
                environment = scratch / f"{version[0]}.{version[1]}-{archive.suffix[1:]}"
                count = check_archive(archive, python, pip, environment)
                told = f"works; {count} distributions, all permissive"
                print(f"Python {version[0]}.{version[1]}, {archive.name}: {told}", flush=True)
        check_tests(archives[0], *pythons[0], pip, scratch / "unpacked")


# Building


def _tools(environment: Path) -> Path:
    """The Python of a new environment that can build and install."""
    run(sys.executable, "-m", "venv", environment)
    python = _python_of(environment)
    run(python, "-m", "pip", "install", "--quiet", "--upgrade", *TOOLS)
    return python


def build(tools: Path, scratch: Path) -> list[Path]:
    """The wheel and the source archive, from a copy: what an earlier build left in the checkout stays out of them."""
    source = shutil.copytree(ROOT, scratch / "source", ignore=NOT_COPIED)
    run(tools, "-m", "build", "--outdir", scratch / "dist", source)
    archives = sorted((scratch / "dist").iterdir(), key=lambda path: path.suffix)
    if [archive.suffix for archive in archives] != [".gz", ".whl"]:
        raise CheckError(f"a wheel and a source archive were to be built, not {[each.name for each in archives]}")
    return archives


def check_description(archives: Iterable[Path]) -> None:
    """What a package index shows of the archives links to nothing that lies beside the README only."""
    for archive in archives:
        with tempfile.TemporaryDirectory() as folder:
            shutil.unpack_archive(archive, folder, "zip" if archive.suffix == ".whl" else None)
            [told, *_] = sorted((*Path(folder).glob("*/METADATA"), *Path(folder).glob("*/PKG-INFO")))
            description = told.read_text(encoding="utf-8")
        if "# quoteattr" not in description:
            raise CheckError(f"{archive.name}: its description is not the README")
        if found := RELATIVE_LINK.search(description):
            raise CheckError(f"{archive.name}: its description has the link {found[0]}")


# Interpreters


def interpreters() -> dict[Version, Path]:
    """The supported Pythons that can be found: this one, those on PATH and those of pyenv; one of each version."""
    found = {sys.version_info[:2]: Path(sys.executable)}
    for path in _candidates():
        if (version := _version(path)) is not None:
            found.setdefault(version, path)
    oldest = _oldest_supported()
    return {version: path for version, path in found.items() if version >= oldest}


def _candidates() -> Iterator[Path]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    directories = [Path(entry) for entry in os.environ.get("PATH", "").split(os.pathsep) if entry]
    for directory in [*directories, *sorted(pyenv.glob("versions/*/bin"))]:
        for path in sorted(directory.glob("python3.*")):
            if re.fullmatch(r"python3\.\d+", path.name):
                yield path


def _version(python: Path) -> Version | None:
    """The version, or None for what does not run: pyenv puts a name on PATH for versions that are switched off."""
    try:
        told = run(python, "-I", "-c", "import sys, venv; print(*sys.version_info[:2])")
    except (CheckError, OSError):
        return None
    major, minor = told.split()
    return int(major), int(minor)


def _oldest_supported() -> Version:
    """From pyproject.toml, read without the tomllib that Python 3.10 does not have."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'^requires-python = ">=(\d+)\.(\d+)"', project, re.MULTILINE)
    if found is None:
        raise CheckError('pyproject.toml: no requires-python = ">=X.Y"')
    return int(found[1]), int(found[2])


def _oldest_and_newest(found: dict[Version, Path]) -> list[tuple[Version, Path]]:
    print("Pythons found:", ", ".join(f"{major}.{minor}" for major, minor in sorted(found)), flush=True)
    return [(version, found[version]) for version in sorted({min(found), max(found)})]


# Installing


def check_archive(archive: Path, python: Path, tools: Path, environment: Path) -> int:
    """Install one archive in a new environment and try it there; how many distributions that took.

    The environment has no pip of its own, so all that is in it is what the package asked for.
    """
    run(python, "-m", "venv", "--without-pip", environment)
    installed = _python_of(environment)
    run(tools, "-m", "pip", "--python", installed, "install", "--quiet", archive)
    away = environment / "away"
    away.mkdir()
    library = Path(run(installed, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    check_files(library / PACKAGE.name)
    run(installed, "-I", Path(__file__), "--installed", cwd=away)
    if "Ben Wallace" not in run(installed, "-I", "-m", "quoteattr", SEED, cwd=away):
        raise CheckError(f"python -m quoteattr does not find the speaker in {SEED.name}")
    return check_licences(library)


def check_files(installed: Path) -> None:
    """The files of the package, data and py.typed among them, are those of the checkout."""
    if missing := _files(PACKAGE) - _files(installed):
        raise CheckError(f"not installed: {', '.join(sorted(missing))}; see package-data in pyproject.toml")
    if stray := _files(installed) - _files(PACKAGE):
        raise CheckError(f"installed, but not in the checkout: {', '.join(sorted(stray))}")


def _files(package: Path) -> set[str]:
    paths = (path.relative_to(package) for path in package.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if path.suffix != ".pyc" and not path.name.startswith(".")}


def check_installed() -> None:
    """Use the package that this Python imports, as a reader of the README would, without its optional parts."""
    import quoteattr

    if not Path(quoteattr.__file__).resolve().is_relative_to(Path(sys.prefix).resolve()):
        raise CheckError(f"quoteattr comes from {quoteattr.__file__}, not from {sys.prefix}")
    article = quoteattr.parse("“It rained all week,” said Ann Lee, a farmer. She said that the mill would close.")
    if [(quote.cue.text, quote.speaker.name) for quote in article.quotes if quote.cue and quote.speaker] != [
        ("said", "Ann Lee")
    ]:
        raise CheckError(f"wrong speaker: {article.quotes}")
    if quoteattr.Article.from_json(article.to_json()) != article:
        raise CheckError("an article does not come back from its JSON")
    page = article.to_html()
    if not page.startswith("<!DOCTYPE html>") or "Ann Lee" not in page:
        raise CheckError(f"to_html gives no page of the article: {page[:80]!r}")
    _check_command()


def _check_command() -> None:
    """The console script is there, and its verbs say which extra brings what they need."""
    command = Path(sys.executable).with_name("quoteattr.exe" if os.name == "nt" else "quoteattr")
    run(command, "--help")
    told = subprocess.run([command, "stats", "-"], capture_output=True, encoding="utf-8", check=False)
    if (told.returncode, 'pip install "quoteattr[cli]"' in told.stderr) != (2, True):
        raise CheckError(f"quoteattr stats without its extra: exit status {told.returncode}, {told.stderr!r}")


# The tests of the source archive


def check_tests(archive: Path, version: Version, python: Path, tools: Path, folder: Path) -> None:
    """The tests pass from the unpacked archive with the lowest versions of the dependencies, and nothing but what
    they need; on both cores, as it is the longest step."""
    shutil.unpack_archive(archive, folder)
    [source] = folder.iterdir()
    environment = folder / "environment"
    run(python, "-m", "venv", "--without-pip", environment)
    installed = _python_of(environment)
    lowest = lowest_versions((source / "pyproject.toml").read_text(encoding="utf-8"))
    run(tools, "-m", "pip", "--python", installed, "install", "--quiet", f"{source}[test]", "pytest-xdist", *lowest)
    told = run(installed, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", cwd=source)
    last = told.rstrip().rpartition("\n")[2].strip("= ")
    print(f"Python {version[0]}.{version[1]}, the tests in {archive.name} with {' '.join(lowest)}: {last}", flush=True)


def lowest_versions(project: str) -> list[str]:
    """``name==version`` for each of the dependencies in pyproject.toml; each has to have a lower bound."""
    found = re.search(r"^dependencies = \[(.*?)\]", project, re.MULTILINE | re.DOTALL)
    dependencies = re.findall(r'"([^"]+)"', found[1]) if found else []
    bounds = [re.fullmatch(r"([\w-]+)>=([\w.]+)", dependency) for dependency in dependencies]
    if not bounds or None in bounds:
        raise CheckError(f"pyproject.toml: each dependency needs one lower bound, NAME>=VERSION: {dependencies}")
    return [f"{bound[1]}=={bound[2]}" for bound in bounds if bound]


# Licences


def check_licences(library: Path) -> int:
    """How many distributions are installed, all under a licence of the list."""
    installed = list(distributions(path=[str(library)]))
    for distribution in installed:
        told = licences(distribution)
        if not told or not told <= PERMISSIVE_NAMES:
            unknown = ", ".join(sorted(told - PERMISSIVE_NAMES)) or "not told"
            name = f"{distribution.metadata['Name']} {distribution.version}"
            raise CheckError(f"{name}: its licence ({unknown}) is not on the list in scripts/check_package.py")
    return len(installed)


def licences(distribution: Distribution) -> set[str]:
    """All licences that a distribution names: its SPDX expression, or else its classifiers, or else the old field."""
    expressions, classifiers, names = (
        set(distribution.metadata.get_all(field) or ()) for field in ("License-Expression", "Classifier", "License")
    )
    if expressions:
        return set(re.findall(r"[\w.+-]+", " ".join(expressions))) - {"AND", "OR"}
    classified = {each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")}
    return classified - {"OSI Approved"} or names - {"UNKNOWN"}


# Processes


def _python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """The standard output of a command; raises :class:`CheckError` with all that it said if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        line = " ".join(str(part) for part in command)
        raise CheckError(f"exit status {done.returncode}: {line}\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
