"""A message as mail: headers, the text and the HTML as alternatives, the attachments.

Headers are those that standards know (RFC 5322, and RFC 3834 for `Auto-Submitted`). Whatever a page or a file says is on one line before it
comes here, and the library refuses a header with a line break besides.
"""

from __future__ import annotations

from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage

import idna

from attrcheck.errors import AddressError
from attrcheck.messages import Message

# The longest address that a mail server must take is 254 characters (RFC 5321, 4.5.3.1.3, erratum 1690); a name may stand before it.
_MAX_MAILBOX = 500


def mailbox(text: str) -> Address:
    """Return one address, with or without a name. Raises AddressError.

    >>> mailbox("Anna Berg <anna@bücher.example>")
    Address(display_name='Anna Berg', username='anna', domain='xn--bcher-kva.example')
    """
    wrong = AddressError(f"{text[:_MAX_MAILBOX]!r} is not one e-mail address, such as anna@example.org or Anna Berg <anna@example.org>")
    if not text.isprintable() or len(text) > _MAX_MAILBOX:
        raise wrong
    try:
        header = policy.SMTP.header_factory("to", text)
        found: Address
        (found,) = header.addresses
        is_group = any(group.display_name is not None for group in header.groups)
        if header.defects or is_group or not found.username:
            raise wrong
        return Address(found.display_name, found.username, idna.encode(found.domain, uts46=True).decode())
    except (IndexError, ValueError) as error:  # the parser of the library fails so on some broken addresses; idna's errors are ValueErrors
        raise wrong from error


def envelope(message: Message, author: Address, receivers: tuple[Address, ...], reply_to: Address | None = None) -> EmailMessage:
    """Return a message as mail from `author` to all `receivers`, who see each other."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = author if author.display_name else Address("attrcheck", author.username, author.domain)
    mail["To"] = receivers
    if reply_to:
        mail["Reply-To"] = reply_to
    _set_subject(mail, message.subject)
    mail["Date"] = datetime.fromisoformat(message.sent)
    mail["Message-ID"] = f"<attrcheck.{message.id}@{author.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    for file in message.attachments:
        main, _, sub = file.media_type.partition("/")
        mail.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name, params={"charset": "utf-8"})
    return mail


def plain(address: Address) -> str:
    """Return an address without its name, as servers take it."""
    return address.addr_spec


def _set_subject(mail: EmailMessage, subject: str) -> None:
    """Set the subject, whatever its letters.

    EmailMessage of Python 3.11 loses spaces between encoded words (github.com/python/cpython, issue 92081).
    """
    if subject.isascii():
        mail["Subject"] = subject
    else:
        mail.set_raw("Subject", Header(subject, "utf-8", header_name="Subject").encode(linesep=mail.policy.linesep))
