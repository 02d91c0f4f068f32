"""attrcheck config: what the options are, and where each of them comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import click
import msgspec
from click.core import ParameterSource

from attrcheck.cli.config_file import CONFIG, TARGETS, Config, holds_password, keys_of
from attrcheck.cli.scan import scan
from attrcheck.reporters.printable import printable

# Addresses that whoever knows them can write to.
_SECRET = frozenset({"webhook", "notify"})


class Origin(NamedTuple):
    """The value of an option, and where it comes from."""

    key: str
    value: Any
    comes_from: str


@click.group("config")
def config_command() -> None:
    """Show the options that a scan here would have.

    \b
    Example:
      attrcheck config show
    """


@config_command.command("show", short_help="Show every option, and where it comes from.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is shown.")
@click.pass_context
def show(ctx: click.Context, format_: str) -> None:
    """Show every option of `attrcheck scan`, its value here, and where that comes from.

    The environment goes before attrcheck.toml, and the command line before both.

    \b
    Example:
      attrcheck config show
      ATTRCHECK_RATE=0.5 attrcheck --config other.toml config show
    """
    found = list(origins(ctx))
    if format_ == "json":
        shown = [{"key": one.key, "value": one.value, "from": one.comes_from} for one in found]
        click.echo(msgspec.json.format(msgspec.json.encode(shown, enc_hook=str), indent=1).decode())
        return
    width = max(len(one.key) for one in found)
    for one in found:
        click.echo(printable(f"{one.key:{width}}  {_written(one.value)}  ({one.comes_from})"))


@config_command.command("check")
@click.pass_context
def check_file(ctx: click.Context) -> None:
    """Check attrcheck.toml; a scan does so too before it begins.

    \b
    Example:
      attrcheck config check
    """
    config: Config | None = ctx.meta.get(CONFIG)
    # A file with something wrong in it has ended the program already.
    click.echo(f"{config.path}: {len(config.settings)} options, nothing wrong" if config else "there is no attrcheck.toml here")


def origins(ctx: click.Context) -> Iterator[Origin]:
    """Yield every option of a scan that would begin here without options on the command line."""
    config: Config | None = ctx.meta.get(CONFIG)
    asked = scan.make_context("scan", [], parent=ctx.find_root(), resilient_parsing=True)
    for key, parameter in keys_of(scan).items():
        name = parameter.name or ""
        source = asked.get_parameter_source(name)
        setting = config.settings.get(name) if config else None
        if source is ParameterSource.ENVIRONMENT:
            comes_from = f"environment, {_variable(parameter)}"
        elif config and setting and (source is ParameterSource.DEFAULT_MAP or key == TARGETS):
            comes_from = f"{config.path}, line {setting.line}"
        else:
            comes_from = "default"
        yield Origin(key, _masked(asked.params.get(name), is_secret=name in _SECRET), comes_from)


def _variable(parameter: click.Parameter) -> str:
    names = [parameter.envvar] if isinstance(parameter.envvar, str) else list(parameter.envvar or ())
    return next((name for name in names if os.environ.get(name)), "")


def _written(value: Any) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None or value == "" else str(value).lower() if isinstance(value, bool) else str(value)


def _masked(value: Any, *, is_secret: bool = False) -> Any:
    """Return a value without the password that an address from the environment may hold."""
    if isinstance(value, tuple | list):
        return tuple(_masked(one, is_secret=is_secret) for one in value)
    if is_secret and value:
        return "…"
    if not holds_password(value):
        return value
    parts = urlsplit(value)
    # A password may stand in the query too, which is left out whole.
    shown = value.replace(f"?{parts.query}", "?…") if parts.query else value
    return shown.replace(f":{parts.password}@", ":…@") if parts.password else shown
