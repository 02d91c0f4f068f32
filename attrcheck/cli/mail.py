"""attrcheck mail: send the report of a run, or show what would be sent."""

from __future__ import annotations

from pathlib import Path

import click

from attrcheck.cli.options import Reach, reach_options
from attrcheck.cli.report import Told, told_options
from attrcheck.cli.run import Ending
from attrcheck.cli.sending import Kept, Mailing, Ways, is_told, mailing_options, ways_of
from attrcheck.cli.task import Threshold, threshold_options
from attrcheck.errors import ExitCode
from attrcheck.messages import When, message_of, occasion
from attrcheck.model import AnyReport
from attrcheck.runs import find_run, read_record


@click.command(short_help="Send the report of a run by mail or webhook.")
@click.argument("run", metavar="RUN|FILE")
@mailing_options("", When.ALWAYS)
@threshold_options
@click.option("--dry-run", is_flag=True, help="Print the message and send nothing.")
@reach_options
@told_options
@click.pass_context
def mail(ctx: click.Context, run: str, mailing: Mailing, threshold: Threshold, dry_run: bool, reach: Reach, about: Told) -> None:
    """Send the report of a run by mail, to a webhook, or to what Apprise knows.

    RUN is the id or the folder of a run, or "last"; FILE is a report that was written as .json. The password of the mail server comes from
    ATTRCHECK_SMTP_PASSWORD or from a file, never from the command line.

    \b
    Example:
      attrcheck mail last --to anna@example.org --from checks@example.org --smtp smtps://mail.example.org
      attrcheck mail last --when change --webhook https://hooks.example.org/credit
      attrcheck mail report.json --dry-run
    """
    if not (dry_run or mailing.mail_to or mailing.webhook or mailing.notify):
        raise click.UsageError("name who gets the message: --to, --webhook or --notify; or --dry-run to see it", ctx)
    ways = Ways((), When(mailing.mail_when), mailing.mail_max_bytes) if dry_run else ways_of(mailing, reach)
    report = about.report(ctx, run)
    end = threshold.ending(report)
    kept = _kept(run, about.store)
    if dry_run:
        _show(ways, report, kept, end)
        return
    ctx.exit(ExitCode.OK if is_told(ways, report, kept, end) else ExitCode.INCOMPLETE)


def _kept(name: str, store: Path) -> Kept:
    """Return where the report lies: the file, or the run and the reports that its scan wrote."""
    if Path(name).is_file():
        return Kept("", (name,))
    folder = find_run(name, store)
    record = read_record(folder)
    return Kept(record.id, (*map(str, record.options.get("outputs", ())), str(folder)))


def _show(ways: Ways, report: AnyReport, kept: Kept, end: Ending) -> None:
    """Print the subject, the text and the names of the attachments; every text of a message is fit for a terminal."""
    why = occasion(ways.when, report, is_success=end.code is ExitCode.OK)
    message = message_of(report, ways.about(kept, why or "There is no occasion for this message."))
    click.echo(f"Subject: {message.subject}\n\n{message.text}")
    for file in message.attachments:
        click.echo(f"Attached: {file.name}, {len(file.content):,} bytes")
    said = "nothing was sent" if why else f"nothing was sent, and nothing would be: there is no occasion ({ways.when})"
    click.echo(f"attrcheck: {said}", err=True)
