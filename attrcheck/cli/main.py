"""The command group: turns errors into messages and exit codes, in one place."""

from __future__ import annotations

import sys
import traceback
from typing import Any

import click

from attrcheck import __version__
from attrcheck.cli.case import case_command
from attrcheck.cli.check import check
from attrcheck.cli.demo import demo
from attrcheck.cli.evidence import evidence
from attrcheck.cli.fingerprint import fingerprint
from attrcheck.cli.fix import fix_command
from attrcheck.cli.history import diff, history
from attrcheck.cli.letter import letter_command
from attrcheck.cli.preflight import preflight
from attrcheck.cli.report import report
from attrcheck.cli.scan import scan
from attrcheck.cli.schema import schema
from attrcheck.cli.shares import share, shares
from attrcheck.cli.terms import terms
from attrcheck.cli.waive import waive
from attrcheck.errors import AttrcheckError, ExitCode


class _Group(click.Group):
    """A group whose commands end in one of our exit codes, whatever they raise."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AttrcheckError as error:
            click.echo(f"attrcheck: {error}", err=True)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort, KeyboardInterrupt, BrokenPipeError):
            raise
        except Exception as error:  # A bug: the last resort of the program, so that it never looks like a finding.
            frame = traceback.extract_tb(sys.exc_info()[2])[-1]
            click.echo(
                "attrcheck: this is a bug in attrcheck, not in your files: "
                f"{type(error).__name__}: {error} ({frame.name}, line {frame.lineno}).\n"
                "Please report it to the maintainers, with the command that you ran.",
                err=True,
            )
            ctx.exit(ExitCode.INTERNAL)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="attrcheck")
def main() -> None:
    """Check whether pages that reuse an article credit its author the way the author asked.

    \b
    Example:
      attrcheck scan https://example.org/copy --terms remy-bonny
      attrcheck demo
    """


for _command in (
    scan,
    report,
    history,
    diff,
    check,
    preflight,
    fix_command,
    letter_command,
    waive,
    case_command,
    terms,
    share,
    shares,
    fingerprint,
    evidence,
    demo,
    schema,
):
    main.add_command(_command)
