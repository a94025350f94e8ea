"""The file of ``--config``: the fields of :class:`quoteattr.Config` as JSON."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import click

from quoteattr.arguments import checked_config
from quoteattr.config import Config
from quoteattr.errors import ConfigError, nearest, shown

CONFIG_FIELDS = tuple(each.name for each in fields(Config) if each.init)


def read_config(path: Path | None) -> Config:
    """What the file says.

    Raises:
        click.BadParameter: what is wrong with it, told as for every other option.
    """
    try:
        return Config() if path is None else _config(json.loads(path.read_bytes()))
    except (ConfigError, TypeError, ValueError, RecursionError, OSError) as error:
        raise click.BadParameter(f"{path}: {error}", param_hint="--config") from None


def _config(found: object) -> Config:
    if not isinstance(found, dict):
        raise TypeError(f"an object with {', '.join(CONFIG_FIELDS)} is needed, not {type(found).__name__}")
    for name in found:
        if name not in CONFIG_FIELDS:
            raise ConfigError(f"there is no option {shown(name)}{nearest(name, CONFIG_FIELDS)}")
    return checked_config(Config(**found))
