"""The command group: turns errors into messages and exit codes, in one place."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path
from typing import Any, NoReturn

import click

from attrcheck import __version__
from attrcheck.cli.case import case_command
from attrcheck.cli.check import check
from attrcheck.cli.config import config_command
from attrcheck.cli.config_file import CONFIG, NAME, read_config
from attrcheck.cli.demo import demo
from attrcheck.cli.evidence import evidence
from attrcheck.cli.fingerprint import fingerprint
from attrcheck.cli.fix import fix_command
from attrcheck.cli.history import diff, history
from attrcheck.cli.init import init
from attrcheck.cli.letter import letter_command
from attrcheck.cli.mail import mail
from attrcheck.cli.preflight import preflight
from attrcheck.cli.report import report
from attrcheck.cli.scan import scan
from attrcheck.cli.schema import schema
from attrcheck.cli.shares import share, shares
from attrcheck.cli.terms import terms
from attrcheck.cli.waive import waive
from attrcheck.errors import AttrcheckError, ConfigError, ExitCode, OutputError

# They write the file, or have nothing to do with the user's pages.
_WITHOUT_CONFIG = frozenset({"init", "demo", "schema"})
# A full disk, a full quota, a disk that fails.
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
_HELP = ["-h", "--help"]
_ASKS_FOR_HELP = "attrcheck.help"


class _Group(click.Group):
    """A group whose commands end in one of our exit codes, whatever they raise."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        ctx.meta[_ASKS_FOR_HELP] = any(one in args for one in _HELP)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AttrcheckError as error:
            click.echo(f"attrcheck: {error}", err=True)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt, BrokenPipeError):
            raise
        except OSError as error:
            if error.errno not in _DISK:
                self._is_bug(ctx, error)
            click.echo(f"attrcheck: the output could not be written: {error.strerror}", err=True)
            ctx.exit(OutputError.exit_code)
        except Exception as error:  # A bug: the last resort of the program, so that it never looks like a finding.
            self._is_bug(ctx, error)

    def _is_bug(self, ctx: click.Context, error: Exception) -> NoReturn:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        click.echo(
            "attrcheck: this is a bug in attrcheck, not in your files: "
            f"{type(error).__name__}: {error} ({frame.name}, line {frame.lineno}).\n"
            "Please report it to the maintainers, with the command that you ran.",
            err=True,
        )
        ctx.exit(ExitCode.INTERNAL)


@click.group(cls=_Group, context_settings={"help_option_names": _HELP})
@click.version_option(__version__, prog_name="attrcheck")
@click.option(
    "--config",
    envvar="ATTRCHECK_CONFIG",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"A file of options.  [default: {NAME}, if it is here]",
)
@click.pass_context
def main(ctx: click.Context, config: Path | None) -> None:
    """Check whether pages that reuse an article credit its author the way the author asked.

    \b
    Example:
      attrcheck scan https://example.org/copy --terms remy-bonny
      attrcheck init
      attrcheck demo
    """
    here = Path(NAME)
    if ctx.invoked_subcommand in _WITHOUT_CONFIG or (config is None and not here.is_file()):
        return
    try:
        ctx.meta[CONFIG] = found = read_config(config or here, scan)
    except ConfigError:
        # Who has to mend the file may well want to read what its keys mean.
        if ctx.meta[_ASKS_FOR_HELP]:
            return
        raise
    ctx.default_map = found.defaults(main)


_COMMANDS = (
    *(scan, report, history, diff, mail),
    *(check, preflight, fix_command, letter_command, waive, case_command),
    *(terms, share, shares, fingerprint, evidence),
    *(init, config_command, demo, schema),
)
for _command in _COMMANDS:
    main.add_command(_command)
