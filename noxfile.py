"""What ``.ci/run`` does once, on every supported Python that is there: ``nox``, or ``nox -s tests-3.12``."""

import nox

PYTHONS = ("3.10", "3.11", "3.12", "3.13")

nox.options.error_on_missing_interpreters = False
nox.options.sessions = ("tests", "lint")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests, with what they need and the command; further arguments go to pytest."""
    session.install(".[test,cli]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format, types, and which room imports which."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy", "--strict")
    session.run("lint-imports")


@nox.session
def package(session: nox.Session) -> None:
    """Wheel and source archive, installed and tried away from the checkout."""
    session.run("python", "scripts/check_package.py")
