"""`attrcheck scan --resume`: the options that a run began with are those that it goes on with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
from click.core import ParameterSource

from attrcheck.cli.config_file import CONFIG
from attrcheck.errors import RunError
from attrcheck.runs import RunRecord, find_run, read_record

# Options that say where and how, and change no verdict: they may be others when a run goes on. All the rest must stay.
_FREE = frozenset(
    "outputs format_ fail_on fail_for looks grace max_undetermined workers contact quiet rate max_pages deadline waivers "
    "mail_to mail_from mail_reply_to mail_when mail_max_bytes smtp".split()
)
# Parameters that are about this command and not about the run; the addresses of a proxy, a history, webhooks and Apprise may hold keys.
_NOT_KEPT = frozenset("resume store no_store targets lists quiet proxy history no_history smtp_password_file webhook notify".split())


# Options of one value that decide verdicts, with their short forms.
_ONCE = (("--terms", "-t"), ("--reading",))
# What names the targets: whoever gives one of them on the command line means none of those that a file gives.
_INPUTS = ("targets", "lists", "archives")


class ResumableCommand(click.Command):
    """A command whose option --resume brings the options that a run began with; those go before the options of a file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; those of the run are their defaults. Raises RunError when one that decides verdicts is given another value."""
        given = list(args)
        for names in _ONCE:
            # The last one would win, and the first one's demands pass in silence.
            if sum(arg in names or arg.startswith(f"{names[0]}=") for arg in given) > 1:
                raise click.UsageError(f"{names[0]} is given twice; a scan has one, so scan once for each", ctx)
        from_file = dict(ctx.default_map or {})
        rest = super().parse_args(ctx, args)
        config = ctx.meta.get(CONFIG)
        if config and not (ctx.params["quiet"] or ctx.resilient_parsing):
            # It may name outputs and more, and may come from a stranger with the folder.
            click.echo(f"attrcheck: options of {config.path} are in force", err=True)
        named = [name for name in _INPUTS if ctx.params[name] and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
        if ctx.params["resume"] is None:
            for name in _INPUTS:
                ctx.params[name] = ctx.params[name] if name in named else tuple(() if named else from_file.get(name, ()))
            self._require(ctx)
            return rest
        if ctx.params["no_store"]:
            raise click.UsageError("--resume needs the run that --no-store does not keep", ctx)
        if named:
            raise click.UsageError("--resume goes on with the targets of the run; give no others", ctx)
        folder = find_run(ctx.params["resume"], ctx.params["store"])
        options = read_record(folder).options
        not_kept = {name: value for name, value in from_file.items() if name in _NOT_KEPT and name not in _INPUTS}
        ctx.params, ctx.default_map = {}, not_kept | options
        rest = super().parse_args(ctx, given)
        ctx.params["resume"] = str(folder)
        _refuse_others(ctx, options)
        return rest

    def _require(self, ctx: click.Context) -> None:
        """Ask for what only a run or a file can make up for."""
        has_targets = any(ctx.params[name] for name in _INPUTS)
        for parameter in self.params:
            is_lacking = not ctx.params.get(parameter.name or "")
            is_asked_for = parameter.name == "terms" or (parameter.name == "targets" and not has_targets)
            if is_lacking and is_asked_for and not ctx.resilient_parsing:
                raise click.MissingParameter(ctx=ctx, param=parameter)


def options_of(ctx: click.Context) -> dict[str, Any]:
    """Return the options of a command as a run keeps them."""
    kept = {name: value for name, value in ctx.params.items() if name not in _NOT_KEPT and value is not None}
    return dict(msgspec.to_builtins(kept, enc_hook=str))


def refuse_changes(record: RunRecord, now: RunRecord) -> None:
    """Raise RunError when the rest of a run would be checked otherwise than its beginning."""
    if record.terms.digest != now.terms.digest or record.terms.reading != now.terms.reading:
        raise RunError(f"run {record.id} cannot be gone on with: the terms {now.terms.id} have changed since; begin a new scan")
    if record.agreed != now.agreed:
        raise RunError(f"run {record.id} cannot be gone on with: the terms of outlets have changed since; begin a new scan")
    if record.generator != now.generator:
        raise RunError(
            f"run {record.id} cannot be gone on with: it was begun by {record.generator}, and this is {now.generator}; begin a new scan"
        )


def _refuse_others(ctx: click.Context, options: Mapping[str, Any]) -> None:
    for name, value in options_of(ctx).items():
        is_given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if is_given and name not in _FREE and value != options.get(name):
            raise RunError(f"{Path(str(ctx.params['resume'])).name} was begun with another --{name}; leave it out, or begin a new scan")
