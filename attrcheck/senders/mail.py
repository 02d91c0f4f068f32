"""Mail: handed over to the user's own server, which takes it further."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage

from attrcheck.errors import AddressError, SendError
from attrcheck.fetch.contract import shorten
from attrcheck.messages import Message
from attrcheck.senders.contract import Destinations, NotNowError, Patience, in_time, persistently
from attrcheck.senders.envelope import envelope, mailbox, plain
from attrcheck.senders.server import MailServer, Refusals, Session, mail_server

# From this reply code on a refusal is for good; below it the same may go well later (RFC 5321, 4.2.1).
_FOR_GOOD = 500
# What is said of a server that does not know what is asked of it, by the words that smtplib has for it.
_UNKNOWN = {
    "STARTTLS": "the server does not offer STARTTLS, and the mail is not sent in the clear",
    "AUTH": "the server takes no login",
    "authentication method": "the server takes no login that attrcheck knows",
}


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Sends mail over one server to all receivers at once."""

    server: MailServer
    author: Address
    receivers: tuple[Address, ...]
    reply_to: Address | None
    patience: Patience

    def send(self, message: Message) -> str:
        """Hand the message over, and once more for those who were refused for now. Raises SendError, which names who has not got it."""
        mail = envelope(message, self.author, self.receivers, self.reply_to)
        receivers = [plain(one) for one in self.receivers]
        delivery = _Delivery(self, mail, receivers)
        persistently(delivery.attempt, self.patience)
        if delivery.refused:
            raise SendError(delivery.said())
        return f"mail to {', '.join(receivers)}"


@dataclass
class _Delivery:
    """How far a mail has come: who is to get it still, and who was refused, for now or for good, with the server's words."""

    mail: Mail
    message: EmailMessage
    left: list[str]
    waiting: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def attempt(self) -> None:
        """Hand the mail over for all who are left. Raises NotNowError when some of them may get it later, SendError when none can."""
        replies = self._handed_over()
        for_good = {address for address, (code, _) in replies.items() if code >= _FOR_GOOD}
        self.refused |= {address: _words(*replies[address]) for address in for_good}
        self.waiting = {address: _words(*reply) for address, reply in replies.items() if address not in for_good}
        self.left = list(self.waiting)
        if self.left:
            raise NotNowError(self.said())

    def said(self) -> str:
        """Return who has not got the mail, and why."""
        lacking = self.refused | self.waiting
        others = "; all others have got it" if len(lacking) < len(self.mail.receivers) else ""
        return "; ".join(f"mail to {address} was refused: {words}" for address, words in lacking.items()) + others

    def _handed_over(self) -> Refusals:
        mail, seconds = self.mail, self.mail.patience.seconds
        # Single waits may take longer than all of it: so it is always the whole that is said to have taken too long.
        session = Session(mail.server, 2 * seconds)
        try:
            return in_time(seconds, lambda: session.deliver(self.message, plain(mail.author), self.left))
        except smtplib.SMTPRecipientsRefused as error:
            return dict(error.recipients)
        except smtplib.SMTPResponseException as error:
            raise self._refusal(error) from error
        except (smtplib.SMTPServerDisconnected, ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            raise self._broken(error, session) from error
        except smtplib.SMTPException as error:
            said = next((words for word, words in _UNKNOWN.items() if word in str(error)), "the server cannot do what this mail needs")
            raise self._final(said) from error
        except ssl.SSLError as error:
            why = getattr(error, "verify_message", "") or error.reason or "no reason is given"
            raise self._final(f"no secure connection could be made: {shorten(str(why))}") from error
        except OSError as error:
            raise self._broken(error, session) from error

    def _refusal(self, error: smtplib.SMTPResponseException) -> Exception:
        """Return what a refusal of the whole mail is. The words of a refused login are left out: they may repeat what was sent."""
        is_login = isinstance(error, smtplib.SMTPAuthenticationError)
        said = f"the server refused the login ({error.smtp_code})" if is_login else _words(error.smtp_code, error.smtp_error)
        return self._final(said) if error.smtp_code >= _FOR_GOOD else NotNowError(self._sentence(said))

    def _broken(self, error: OSError, session: Session) -> Exception:
        """Return what a broken connection is: a reason to try again, but for a mail that may have arrived."""
        is_late = isinstance(error, TimeoutError)
        said = "the server did not answer in time" if is_late else f"the connection failed: {shorten(error.strerror or str(error))}"
        if session.is_handed_over:
            return self._final(f"{said}; the mail may have arrived, so it is not sent again")
        return NotNowError(self._sentence(said))

    def _final(self, said: str) -> SendError:
        return SendError(self._sentence(said))

    def _sentence(self, said: str) -> str:
        return f"mail to {', '.join(self.left)} over {self.mail.server.address}: {said}"


def mail_sender(destinations: Destinations) -> Mail | None:
    """Return the sender of mail, None without a receiver. Raises AddressError."""
    if not destinations.receivers:
        return None
    if not destinations.server:
        raise AddressError("mail needs the address of your mail server: give --smtp or set ATTRCHECK_SMTP")
    author = destinations.author or (destinations.user if "@" in destinations.user else "")
    if not author:
        raise AddressError("mail needs the address that it comes from, which your mail server must allow you to use")
    return Mail(
        server=mail_server(destinations.server, destinations.user, destinations.password),
        author=mailbox(author),
        receivers=tuple({plain(one): one for one in map(mailbox, destinations.receivers)}.values()),
        reply_to=mailbox(destinations.reply_to) if destinations.reply_to else None,
        patience=destinations.patience,
    )


def _words(code: int, said: bytes | str) -> str:
    """Return a server's reply as part of a sentence."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {shorten(text)}".strip()
