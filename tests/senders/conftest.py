"""A post office on the loopback address: a real mail server, secured or not, that refuses, stalls and hangs up as it is told."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple, cast

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from attrcheck.messages import About, Message, message_of
from attrcheck.model import Report
from tests.reporters.rich import RICH

USER, PASSWORD = "checks@news.example", "correct horse battery"
ABOUT = About(
    run="20260501T095900-000000",
    lies_at=("report.html", ".attrcheck/runs/20260501T095900-000000"),
    why="A message was asked for, whatever the scan found.",
    sent="2026-05-01T10:02:00+00:00",
    max_attached=2_000_000,
)


def rich_message(report: Report = RICH) -> Message:
    """The message about a report."""
    return message_of(report, ABOUT)


class Delivered(NamedTuple):
    """What has arrived: who it was for, as the server was told, and the mail itself."""

    receivers: list[str]
    mail: EmailMessage


class Office:
    """What a mail server does: the replies to receivers and to the whole mail, the next one of each list, and what has arrived."""

    def __init__(self) -> None:
        """Everything is taken."""
        self.for_receivers: dict[str, list[str]] = {}
        self.for_senders: list[str] = []
        self.for_mails: list[str] = []
        self.delivered: list[Delivered] = []
        self.logins = 0
        self.sessions = 0

    def login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        """Let in who knows the password."""
        self.logins += 1
        is_right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        """Reply to a sender."""
        self.sessions += 1
        reply = self.for_senders.pop(0) if self.for_senders else "250 OK"
        if reply.startswith("250"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return reply

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802
        """Reply to a receiver."""
        replies = self.for_receivers.get(address, [])
        reply = replies.pop(0) if replies else "250 OK"
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail, and reply."""
        reply = self.for_mails.pop(0) if self.for_mails else "250 OK"
        if reply.startswith("250"):
            mail = message_from_bytes(cast("bytes", envelope.original_content), policy=policy.SMTP)
            self.delivered.append(Delivered(list(envelope.rcpt_tos), cast("EmailMessage", mail)))
        return reply


@contextmanager
def open_office(office: Office, tls: ssl.SSLContext | None = None, **options: Any) -> Iterator[int]:
    """Run the server; gives its port. With `tls` the connection is secured from its first byte."""
    loop = asyncio.new_event_loop()
    # The server knows of STARTTLS only; of a connection that is secured already it would say that it is not.
    options = {"auth_require_tls": tls is None, **options}

    def speak() -> SMTP:
        return SMTP(office, hostname="mail.example", loop=loop, **options)

    server = loop.run_until_complete(loop.create_server(speak, "127.0.0.1", 0, ssl=tls))
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.sleep(0)


@contextmanager
def answering(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does what this function does with every connection; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def work() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    try:
                        serve(connection)
                    except OSError:  # the client had enough
                        continue

        thread = Thread(target=work)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.fixture
def office() -> Office:
    """A post office that takes everything."""
    return Office()


@pytest.fixture(scope="session")
def root() -> trustme.CA:
    """Who signs certificates."""
    return trustme.CA()


@pytest.fixture
def certified(root: trustme.CA) -> ssl.SSLContext:
    """A certificate for this machine, for a server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    root.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(root: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let OpenSSL trust the root, as a user with a mail server of the house does."""
    file = tmp_path / "root.pem"
    root.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
