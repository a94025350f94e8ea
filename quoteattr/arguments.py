"""What a caller hands over: checked before anything is read, and what is wrong told with what to do about it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

from quoteattr.config import Config
from quoteattr.errors import ConfigError, nearest, shown

P = ParamSpec("P")
R = TypeVar("R")

_DEFAULT = Config()
_LONGEST_PATH = 260  # characters; what is longer is a text, and no file is asked for
_CALLER = 4  # frames from the warning up: `checked`, the function, what wraps it, who called it


def names_nearest_option(function: Callable[P, R]) -> Callable[P, R]:
    """The function, which tells of an option that it does not have with ``ConfigError`` and the nearest one.

    Its type stays what it is, so that a type checker refuses such an option before the program runs.
    """
    known = tuple(signature(function).parameters)
    names = frozenset(known)

    @wraps(function)
    def called(*arguments: P.args, **options: P.kwargs) -> R:
        if not names.issuperset(options):
            unknown = next(name for name in options if name not in names)
            raise ConfigError(f"there is no option {shown(unknown)}{nearest(unknown, known)}")
        return function(*arguments, **options)

    return called


def checked(text: object, indirect: object, config: object) -> Config:
    """The configuration, after the types of all arguments were checked.

    A text that is the name of a file gets a ``UserWarning``: most often the file is meant. It is told of the caller of
    a function that :func:`names_nearest_option` wraps.

    Raises:
        TypeError: ``text`` is no ``str``, ``indirect`` no ``bool``, ``config`` no ``Config``.
    """
    if not isinstance(text, str):
        raise TypeError(f"text: a str is needed, not {type(text).__name__}{_advice(text)}")
    if not isinstance(indirect, bool):
        raise TypeError(f"indirect: True or False is needed, not {type(indirect).__name__}")
    if len(text) <= _LONGEST_PATH and _is_path(text):
        warnings.warn(_path_advice(text), stacklevel=_CALLER)
    return checked_config(config)


def checked_config(config: object) -> Config:
    """The configuration, None for the default one. Raises ``TypeError`` for anything else."""
    if config is None:
        return _DEFAULT
    if not isinstance(config, Config):
        raise TypeError(f"config: a quoteattr.Config is needed, not {type(config).__name__}")
    return config


def _is_path(text: str) -> bool:
    """Is there a file or folder of this name? One on another machine (//mill/share) is never asked for."""
    local = text[:2].strip("/\\") != ""
    return local and "\n" not in text and any(map(str.isalnum, text)) and os.path.exists(text)


def _path_advice(text: str) -> str:
    if os.path.isdir(text):
        advice = "its files are read by the command: quoteattr extract FOLDER"
        return f"text: {text!r} is a folder, and its name was read as the article; {advice}"
    advice = "for what is in it: Path(name).read_text(encoding='utf-8')"
    return f"text: {text!r} is a file, and its name was read as the article; {advice}"


def _advice(value: object) -> str:
    """What somebody who hands this over for a text most likely wants, behind a semicolon."""
    told = next((told for known, told in _ADVICE if isinstance(value, known)), None)
    if told is None and callable(getattr(value, "read", None)):
        told = "pass what is in the file: file.read()"
    return f"; {told}" if told else ""


_ADVICE: tuple[tuple[type | tuple[type, ...], str], ...] = (
    ((bytes, bytearray, memoryview), "decode bytes first: text.decode('utf-8')"),
    (os.PathLike, "read the file first: path.read_text(encoding='utf-8')"),
    (type(None), "an article without a text has no quotes: leave it out, or pass ''"),
    (float, "a number is no article; a missing value of a table (NaN) is left out first"),
    (int, "a number is no article; an index goes into the list: texts[index]"),
    (Mapping, "pass the text in it, such as article['text']"),
    (Iterable, "one text a call; many are read by extract_many(texts)"),
)
"""By what the value is; the first that fits."""
