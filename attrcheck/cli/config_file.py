"""attrcheck.toml: options of `attrcheck scan` that stand in a file, so that a scan can be repeated without writing them again.

A key is the long name of an option without its dashes, or `targets`. There is no second list of keys, so no option can be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import click

from attrcheck.errors import ConfigError
from attrcheck.toml_files import toml_bytes, toml_of

NAME = "attrcheck.toml"
# Where the file that was read is found, among what the contexts of click share.
CONFIG = "attrcheck.config"
TARGETS = "targets"
# About one scan and not about how scans are made here.
_NOT_IN_FILES = frozenset({"resume"})
# Options of scan that other commands have too, under the same name, but for something else of their own.
_ONLY_FOR_SCAN = frozenset({TARGETS, "outputs", "format_", "quiet"})
# Parameters in the address of a PostgreSQL database (libpq, "Parameter Key Words").
_PASSWORDS = frozenset({"password", "sslpassword"})


class Setting(NamedTuple):
    """One key of the file: the option that it sets, its value as the command line would have it, and its line."""

    parameter: click.Parameter
    value: Any
    line: int


class Config(NamedTuple):
    """A file that was read: where it lies, and its settings by the name of their parameter."""

    path: Path
    settings: Mapping[str, Setting]

    def defaults(self, group: click.Group) -> dict[str, dict[str, Any]]:
        """Return the settings as defaults for every command that has them."""
        return {name: dict(self._of(command)) for name, command in group.commands.items()}

    def _of(self, command: click.Command) -> Iterator[tuple[str, Any]]:
        for parameter in command.params:
            setting = self.settings.get(parameter.name or "")
            if setting and (command.name == "scan" or parameter.name not in _ONLY_FOR_SCAN):
                yield parameter.name or "", setting.value


def keys_of(scan: click.Command) -> dict[str, click.Parameter]:
    """Return what may stand in the file, in the order of the help text."""
    return {key_of(parameter): parameter for parameter in scan.params if parameter.name not in _NOT_IN_FILES and _is_ours(parameter)}


def key_of(parameter: click.Parameter) -> str:
    """Return the key of a parameter: its longest positive name."""
    return max(parameter.opts, key=len).lstrip("-") if isinstance(parameter, click.Option) else TARGETS


def read_config(path: Path, scan: click.Command) -> Config:
    """Read a file. Raises ConfigError, which names the key."""
    written = toml_bytes(path, ConfigError, "file of options")
    read = toml_of(written, path, ConfigError)
    known = keys_of(scan)
    settings = {}
    for key, value in read.items():
        if key not in known:
            raise ConfigError(str(path), key, f"is no option of attrcheck scan{_meant(key, known)}")
        parameter = known[key]
        settings[parameter.name or ""] = Setting(parameter, _value(path, key, value, parameter), _line(written.decode("utf-8-sig"), key))
    return Config(path, settings)


def _is_ours(parameter: click.Parameter) -> bool:
    return not isinstance(parameter, click.Option) or not parameter.is_eager


def _meant(key: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(key.lower().lstrip("-").replace("_", "-"), known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _value(path: Path, key: str, value: object, parameter: click.Parameter) -> Any:
    """Return a value as the command line would have it, checked by the option itself."""
    is_list = parameter.multiple if isinstance(parameter, click.Option) else parameter.nargs == -1
    is_flag = isinstance(parameter, click.Option) and parameter.is_flag
    values = value if isinstance(value, list) and is_list else [value]
    for one in values:
        if isinstance(one, bool) is not is_flag or not isinstance(one, bool | int | float | str):
            wanted = "true or false" if is_flag else "a text or a number"
            raise ConfigError(str(path), key, f"must be {wanted}{', or a list of them' if is_list else ''}")
        if isinstance(parameter.type, click.types.IntParamType) and isinstance(one, float):
            raise ConfigError(str(path), key, "must be a whole number")
        if holds_password(one):
            raise ConfigError(str(path), key, "holds a password, which does not belong into a file that others read; use the environment")
    found = [_beside(path, _text_of_path(one, parameter), parameter) for one in values]
    try:
        for one in found:
            parameter.type.convert(one, parameter, None)
    except click.BadParameter as error:
        raise ConfigError(str(path), key, error.message.rstrip(".")) from error
    return found if is_list else found[0]


def holds_password(value: object) -> bool:
    """Tell whether an address holds a password: before its host, or in its query, where libpq reads it too."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        return parts is not None and (parts.password is not None or bool(_PASSWORDS.intersection(parse_qs(parts.query))))
    except ValueError:
        return False


def _text_of_path(value: Any, parameter: click.Parameter) -> Any:
    """Return a number that stands where a file is named as the name that it is on the command line."""
    return str(value) if isinstance(parameter.type, click.Path) else value


def _beside(path: Path, value: Any, parameter: click.Parameter) -> Any:
    """Return the place of a file as seen from here: a relative one begins at the folder of attrcheck.toml."""
    if not isinstance(value, str) or path.parent == Path():
        return value
    beside = path.parent / value
    # Targets and terms may be addresses and names too: they are files where there are such files. A history is made where there is none.
    is_file = isinstance(parameter.type, click.Path) or (parameter.name == "history" and "://" not in value)
    return str(beside) if is_file or beside.exists() else value


def _line(text: str, key: str) -> int:
    """Return the line of a key, from 1."""
    at = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", text, re.MULTILINE)
    return text.count("\n", 0, at.end()) + 1 if at else 0
