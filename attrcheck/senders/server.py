"""The mail server: its address, how the connection is secured, and the login."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from email.message import EmailMessage
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import certifi

from attrcheck.errors import AddressError

# As which we greet: RFC 5321 (4.1.3) lets a client without a public name give its address, and mail programs give this one, which tells
# nothing of the machine. smtplib would look up the machine's own name, which may take minutes.
_GREETING = "[127.0.0.1]"
# How long a server may take to say goodbye, in seconds, when it has the message already.
_GOODBYE_SECONDS = 5.0

# Receivers that a server refuses, each with its code and what it says.
Refusals = dict[str, tuple[int, bytes]]


class Security(StrEnum):
    """How a connection is secured, by the scheme of the server's address."""

    NONE = "smtp"
    TLS = "smtps"
    STARTTLS = "smtp+starttls"


# RFC 5321 (25), RFC 8314 (465, 587).
_PORTS = {Security.NONE: 25, Security.TLS: 465, Security.STARTTLS: 587}


class MailServer(NamedTuple):
    """Where mail is handed over, and as whom; without a user there is no login."""

    security: Security
    host: str
    port: int
    user: str = ""
    password: str = ""

    @property
    def address(self) -> str:
        """The address without the login."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.security}://{host}:{self.port}"

    def __repr__(self) -> str:
        """Show the address alone."""
        return f"MailServer({self.address})"


def mail_server(url: str, user: str = "", password: str = "") -> MailServer:
    """Return the server of an address. Raises AddressError, also for a login that would cross the network in the clear.

    >>> mail_server("smtp+starttls://mail.example")
    MailServer(smtp+starttls://mail.example:587)
    """
    try:
        parts = urlsplit(url)
        security, port, host = Security(parts.scheme), parts.port, parts.hostname
    except ValueError:
        host = None
    if not host or not host.isprintable() or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise AddressError(
            "the address of the mail server must be smtps://HOST, smtp+starttls://HOST or smtp://HOST, with :PORT or without"
        )
    if "@" in parts.netloc:
        said = (
            "the address of the mail server holds a user name; give it as ATTRCHECK_SMTP_USER, and the password as ATTRCHECK_SMTP_PASSWORD"
        )
        raise AddressError(f"{said} or in a file with --smtp-password-file")
    if bool(user) != bool(password):
        raise AddressError("a login at the mail server needs both ATTRCHECK_SMTP_USER and a password")
    if user and security is Security.NONE:
        raise AddressError("a password is never sent in the clear: use smtps:// or smtp+starttls:// for the mail server")
    return MailServer(security, host, port or _PORTS[security], user, password)


class _Watched(smtplib.SMTP):
    """A connection that remembers whether the message itself was begun: from then on nobody knows whether it has arrived."""

    is_handed_over = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.is_handed_over = True
        return super().data(msg)


class _WatchedTls(_Watched, smtplib.SMTP_SSL):
    """The same, secured from its first byte."""


class Session:
    """One connection to the server, secured and logged in."""

    def __init__(self, server: MailServer, seconds: float) -> None:
        """Remember where to connect; `seconds` bound each single wait, so that no thread waits for ever."""
        self._server, self._seconds = server, seconds
        self._connection: _Watched | None = None

    @property
    def is_handed_over(self) -> bool:
        """Whether the message was begun. When the connection ends after that without an answer, it may have arrived."""
        return self._connection is not None and self._connection.is_handed_over

    def deliver(self, mail: EmailMessage, author: str, receivers: Sequence[str]) -> Refusals:
        """Connect, secure, log in and hand a message over; return who was refused.

        Raises what smtplib, ssl and sockets raise. Without an offer of STARTTLS that is an error: somebody may have taken it away, and the
        mail must not go on in the clear.
        """
        self._connection = connection = self._connected()
        try:
            if self._server.security is Security.STARTTLS:
                connection.starttls(context=tls_context())
            if self._server.user:
                connection.login(self._server.user, self._server.password)
            return connection.send_message(mail, author, receivers)
        finally:
            _part(connection)

    def _connected(self) -> _Watched:
        host, port, seconds = self._server.host, self._server.port, self._seconds
        if self._server.security is Security.TLS:
            return _WatchedTls(host, port, _GREETING, timeout=seconds, context=tls_context())
        return _Watched(host, port, _GREETING, timeout=seconds)


def tls_context() -> ssl.SSLContext:
    """Return what certificates are verified with: those that the system trusts (or the file that SSL_CERT_FILE names) and certifi's.

    Mail servers of a house often have a certificate of the house; small containers have none of the system's.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _part(connection: smtplib.SMTP) -> None:
    """Say goodbye and hang up. The server has the message or has refused it: what it answers now changes nothing."""
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.settimeout(_GOODBYE_SECONDS)
        connection.quit()
    connection.close()
