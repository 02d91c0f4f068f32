"""Options that say where messages go and when, and the sending after a scan: what `scan` and `mail` have in common."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from attrcheck.cli.options import Reach, Store, as_one
from attrcheck.cli.run import Ending
from attrcheck.cli.task import Output
from attrcheck.errors import ExitCode, SendError
from attrcheck.messages import About, When, message_of, occasion
from attrcheck.model import AnyReport
from attrcheck.runs import Run
from attrcheck.senders import Destinations, Sender, senders_of

_MAX_ATTACHED = 2_000_000  # Mail servers take 10 MB and more; a mailbox that gets one every day should not fill with them.
_MAX_PASSWORD = 1_000


class Mailing(NamedTuple):
    """Where messages go, when, and how large: the user's choices, in the words of the options."""

    mail_to: tuple[str, ...]
    mail_from: str
    mail_reply_to: str
    mail_when: str
    mail_max_bytes: int
    smtp: str
    smtp_password_file: Path | None
    webhook: tuple[str, ...]
    notify: tuple[str, ...]

    def destinations(self, reach: Reach) -> Destinations:
        """Return where messages go, with the keys of the environment and of the user's file."""
        environ = os.environ
        return Destinations(
            receivers=self.mail_to,
            author=self.mail_from,
            reply_to=self.mail_reply_to,
            server=self.smtp,
            user=environ.get("ATTRCHECK_SMTP_USER", ""),
            password=_password(self.smtp_password_file) or environ.get("ATTRCHECK_SMTP_PASSWORD", ""),
            webhooks=self.webhook,
            webhook_secret=environ.get("ATTRCHECK_WEBHOOK_SECRET", ""),
            notify=self.notify,
            guard=reach.guard,
            proxy=reach.proxy,
        )


def mailing_options(prefix: str, when: When) -> Callable[..., Any]:
    """Return the options as one group, `mailing`. Those that are about mail begin with the prefix; `when` is the default occasion."""
    begins = f"--{prefix}"
    return as_one(
        "mailing",
        Mailing,
        _text((f"{begins}to", "mail_to"), "ATTRCHECK_MAIL_TO", "ADDRESS", "Who gets a mail. Repeatable.", multiple=True),
        _text((f"{begins}from", "mail_from"), "ATTRCHECK_MAIL_FROM", "ADDRESS", "Who the mail is from.  [default: the user of the server]"),
        _text((f"{begins}reply-to", "mail_reply_to"), None, "ADDRESS", "Where answers to the mail go."),
        click.option(
            f"{begins}when",
            "mail_when",
            type=click.Choice([one.value for one in When]),
            default=when.value,
            show_default=True,
            help="When a message is sent, by whatever way.",
        ),
        click.option(
            f"{begins}max-bytes",
            "mail_max_bytes",
            type=click.IntRange(min=0),
            default=_MAX_ATTACHED,
            show_default=True,
            help="How large the attached reports may be together.",
        ),
        _text(("--smtp", "smtp"), "ATTRCHECK_SMTP", "URL", "Your mail server: smtps://, smtp+starttls:// or smtp://HOST:PORT."),
        click.option(
            "--smtp-password-file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="A file with the password in its first line.  [default: ATTRCHECK_SMTP_PASSWORD]",
        ),
        _text(("--webhook", "webhook"), "ATTRCHECK_WEBHOOK", "URL", "Post signed JSON there. Repeatable.", multiple=True),
        _text(("--notify", "notify"), "ATTRCHECK_NOTIFY", "URL", "Tell an address that Apprise knows. Repeatable.", multiple=True),
    )


class Ways(NamedTuple):
    """What sends messages, when, and how many bytes of attachments."""

    senders: tuple[Sender, ...]
    when: When
    max_attached: int

    def about(self, kept: Kept, why: str) -> About:
        """Return what a message needs to know besides the report; it is sent now."""
        sent = datetime.now(UTC).isoformat(timespec="seconds")
        return About(run=kept.run, lies_at=kept.lies_at, why=why, sent=sent, max_attached=self.max_attached)


class Kept(NamedTuple):
    """Where the whole report lies: the run, empty for a file, and folders and files."""

    run: str
    lies_at: tuple[str, ...]


def ways_of(mailing: Mailing, reach: Reach) -> Ways:
    """Return the ways that the user names. Raises AddressError, so that a mistake is told before anything is fetched."""
    return Ways(tuple(senders_of(mailing.destinations(reach))), When(mailing.mail_when), mailing.mail_max_bytes)


def kept_at(run: Run, store: Store, output: Output) -> Kept:
    """Return where the report of a scan lies."""
    folders = () if store.no_store else (str(run.folder),)
    return Kept(run.record.id, (*map(str, output.outputs), *folders))


def told(ways: Ways, report: AnyReport, kept: Kept, end: Ending) -> Ending:
    """Send messages of a scan where there is occasion. A scan that went well ends as incomplete where one was not sent."""
    if is_told(ways, report, kept, end) or end.code is not ExitCode.OK:
        return end
    return Ending(ExitCode.INCOMPLETE, "a message was not sent")


def is_told(ways: Ways, report: AnyReport, kept: Kept, end: Ending) -> bool:
    """Send messages where there is occasion, say on standard error what came of it, and tell whether all were sent."""
    if not ways.senders:
        return True
    why = occasion(ways.when, report, is_success=end.code is ExitCode.OK)
    if why is None:
        click.echo(f"attrcheck: no message: there was no occasion ({ways.when})", err=True)
        return True
    message = message_of(report, ways.about(kept, why))
    failures = 0
    for sender in ways.senders:
        try:
            click.echo(f"attrcheck: sent: {sender.send(message)}", err=True)
        except SendError as error:
            failures += 1
            click.echo(f"attrcheck: not sent: {error}. The report is not lost; `attrcheck mail` sends it again.", err=True)
    return not failures


def _text(declared: tuple[str, str], envvar: str | None, metavar: str, words: str, *, multiple: bool = False) -> Callable[..., Any]:
    default: Any = () if multiple else ""
    return click.option(*declared, envvar=envvar, metavar=metavar, multiple=multiple, default=default, help=words)


def _password(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline(_MAX_PASSWORD).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"--smtp-password-file: {path} cannot be read as text") from error
