"""attrcheck init: a file of options and a list of addresses to begin with."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from attrcheck.cli.config_file import NAME, TARGETS, keys_of, read_config
from attrcheck.cli.options import write
from attrcheck.cli.scan import scan
from attrcheck.errors import OutputError
from attrcheck.runs import DEFAULT_STORE
from attrcheck.terms import load_terms

_LIST = "addresses.txt"
_REPORT = "report.html"
_LIST_HEAD = "# One address a line: pages that may reuse your article. Lines that begin with # are skipped.\n"
_HEAD = """\
# Options of `attrcheck scan`. The command line and the environment go before this file.
# A line that begins with # is not in force; it shows the value that holds without it, or in capitals what to fill in.
"""


@click.command(short_help="Write a file of options and a list to begin with.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="[FOLDER]")
@click.option("--terms", "-t", metavar="FILE|PRESET", help="The terms: a file, or the name of a shipped preset.")
@click.option("--target", "targets", multiple=True, metavar="URL", help="An address to check. Repeatable.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
def init(folder: Path, terms: str | None, targets: tuple[str, ...], yes: bool, force: bool) -> None:
    """Write attrcheck.toml and a list of addresses, so that `attrcheck scan` needs no options here.

    On a terminal it asks for what is not given.

    \b
    Example:
      attrcheck init
      attrcheck init --terms remy-bonny --target https://example.org/copy && attrcheck scan
    """
    if not yes and sys.stdin.isatty():
        terms = terms or click.prompt("The terms: a file, or a name of `attrcheck terms list`")
        answer = "" if targets else click.prompt("An address to check (more can go into the list later)", default="", show_default=False)
        targets = targets or tuple(answer.split())
    if terms:
        # Checked now, and not when the first scan fails.
        load_terms(terms)
        terms = _seen_from(folder, terms)
    files = {
        folder / NAME: commented(settings_of(terms)),
        folder / _LIST: _LIST_HEAD + "".join(f"{target}\n" for target in targets),
    }
    _require_absent(files, force=force)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        write(path, [text])
        click.echo(f"attrcheck: wrote {path}")
    _hide_store(folder)
    read_config(folder / NAME, scan)
    click.echo("Next: attrcheck scan" if targets and terms else f"Next: fill in {_LIST if terms else NAME}, then attrcheck scan")


def settings_of(terms: str | None) -> dict[str, Any]:
    """Return the options that are in force in a new file."""
    return {TARGETS: [_LIST], **({"terms": terms} if terms else {}), "output": [_REPORT]}


def commented(settings: Mapping[str, Any]) -> str:
    """Return a file with these options in force and all others explained."""
    return _HEAD + "".join(_entries(settings))


def _entries(settings: Mapping[str, Any]) -> Iterator[str]:
    for key, parameter in keys_of(scan).items():
        told = parameter.help if isinstance(parameter, click.Option) else "What is checked: lists, addresses, saved pages, folders of them."
        yield "\n" + textwrap.fill(told or "", 100, initial_indent="# ", subsequent_indent="# ") + "\n"
        in_force = key in settings
        yield f"{'' if in_force else '# '}{key} = {_toml(settings[key]) if in_force else _default(parameter)}\n"


def _default(parameter: click.Parameter) -> str:
    """Return the value that an option has where nothing else says so as a file says it, or in capitals what to fill in."""
    if isinstance(parameter, click.Option) and parameter.multiple:
        return _toml([])
    if isinstance(parameter, click.Option) and parameter.is_bool_flag:
        return _toml(parameter.default is True)
    default = str(parameter.default) if isinstance(parameter.default, Path) else parameter.default
    if isinstance(default, int | float | str):
        return _toml(default)
    if isinstance(parameter.type, click.Choice):
        return _toml("|".join(map(str, parameter.type.choices)).upper())
    if isinstance(parameter.type, click.types.IntParamType | click.types.FloatParamType):
        return parameter.metavar or "N"
    return _toml(parameter.metavar or ("FILE" if isinstance(parameter.type, click.Path) else "TEXT"))


def _seen_from(folder: Path, terms: str) -> str:
    """Return terms as a file in this folder names them: presets by name, files by their place."""
    if not Path(terms).is_file():
        return terms
    file = Path(terms).resolve()
    return str(file.relative_to(folder.resolve())) if file.is_relative_to(folder.resolve()) else str(file)


def _toml(value: Any) -> str:
    """Return a value as TOML writes it: texts, numbers, truths and lists of texts look as in JSON."""
    return json.dumps(value, ensure_ascii=False)


def _require_absent(files: Mapping[Path, str], *, force: bool) -> None:
    there = [str(path) for path in files if path.exists()]
    if there and not force:
        raise OutputError(f"{', '.join(there)}: is there already; --force writes over it")


def _hide_store(folder: Path) -> None:
    """Keep runs and evidence out of the user's repository, where there is one."""
    ignored = folder / ".gitignore"
    store = Path(DEFAULT_STORE).parts[0]
    known = ignored.read_text(encoding="utf-8").splitlines() if ignored.is_file() else []
    if (folder / ".git").exists() and f"{store}/" not in known:
        write(ignored, ["".join(f"{line}\n" for line in (*known, f"{store}/"))])
        click.echo(f"attrcheck: {ignored} keeps {store}/ out of git")
