"""Mail over a real server: secured and not, with a login and without, refused, put off, stalled and cut."""

from __future__ import annotations

import socket
import ssl
import time
from typing import Any

import pytest

from attrcheck.errors import AddressError, SendError
from attrcheck.senders import Destinations
from attrcheck.senders.contract import Patience
from attrcheck.senders.mail import mail_sender
from tests.senders.conftest import PASSWORD, USER, Office, answering, open_office, rich_message

# What the server says when it takes logins on connections that are secured from their first byte, about which it knows nothing.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
ANNA, BEN = "anna@news.example", "ben@news.example"


def send(server: str, receivers: tuple[str, ...] = (ANNA,), patience: Patience | None = None, **more: str) -> str:
    """Send the rich message; without a word about patience there is one attempt."""
    chosen = patience or Patience(seconds=10.0, pauses=())
    sender = mail_sender(Destinations(receivers=receivers, author=USER, server=server, patience=chosen, **more))
    assert sender is not None
    return sender.send(rich_message())


def slept(*pauses: float) -> tuple[Patience, list[float]]:
    """Patience that does not wait, and the list of the pauses that it was asked for."""
    waited: list[float] = []
    return Patience(seconds=10.0, pauses=pauses, sleep=waited.append), waited


@pytest.mark.parametrize("scheme", ["smtp", "smtps", "smtp+starttls"])
def test_what_arrives_is_the_message(scheme: str, office: Office, certified: ssl.SSLContext, trusted: None) -> None:
    """All three ways of securing; a login where there is one to protect."""
    options: dict[str, Any] = {
        "smtp": {},
        "smtps": {"tls": certified},
        "smtp+starttls": {"tls_context": certified, "require_starttls": True},
    }
    is_secured = scheme != "smtp"
    login = {"user": USER, "password": PASSWORD} if is_secured else {}
    auth: dict[str, Any] = {"authenticator": office.login, "auth_required": True} if is_secured else {}
    with open_office(office, **options[scheme], **auth) as port:
        said = send(f"{scheme}://127.0.0.1:{port}", (f"Anna Berg <{ANNA}>", BEN, ANNA), reply_to="desk@news.example", **login)
    ((receivers, mail),) = office.delivered

    assert said == f"mail to {ANNA}, {BEN}"
    assert receivers == [ANNA, BEN]
    assert office.logins == is_secured
    assert mail["To"] == f"{ANNA}, {BEN}"
    assert mail["From"] == f"attrcheck <{USER}>"
    assert mail["Reply-To"] == "desk@news.example"
    assert mail["Subject"] == "attrcheck: 1 violation, 1 new, 1 undetermined, of 4 pages: Terms of the demonstration article"
    assert mail["Date"] == "Fri, 01 May 2026 10:02:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<attrcheck.{rich_message().id}@news.example>"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/html", "text/csv",
    ]  # fmt: skip


def test_the_parts_are_those_of_the_message(office: Office) -> None:
    """Text and HTML come back as they were written, and so do the attachments."""
    with open_office(office) as port:
        send(f"smtp://127.0.0.1:{port}")
    mail, message = office.delivered[0].mail, rich_message()
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))

    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == message.text + "\n"
    assert html.get_content().replace("\r\n", "\n").rstrip() == message.html
    assert [part.get_filename() for part in mail.iter_attachments()] == ["attrcheck-report.html", "attrcheck-report.csv"]
    assert [part.get_payload(decode=True) for part in mail.iter_attachments()] == [one.content for one in message.attachments]


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_certificate_that_nobody_vouches_for_ends_it(scheme: str, office: Office, certified: ssl.SSLContext) -> None:
    """No mail and no password to a server that only says who it is, and no further attempt."""
    options: dict[str, Any] = {"tls": certified} if scheme == "smtps" else {"tls_context": certified}
    patience, waited = slept(1.0)
    with open_office(office, **options) as port, pytest.raises(SendError, match="certificate"):
        send(f"{scheme}://127.0.0.1:{port}", patience=patience, user=USER, password=PASSWORD)

    assert (office.delivered, office.logins, waited) == ([], 0, [])


def test_nothing_goes_in_the_clear_where_starttls_was_asked_for(office: Office) -> None:
    """Whoever sits between us and the server can take its offer of STARTTLS away."""
    with open_office(office) as port, pytest.raises(SendError, match="does not offer STARTTLS"):
        send(f"smtp+starttls://127.0.0.1:{port}")

    assert (office.delivered, office.sessions) == ([], 0)


def test_a_wrong_password_is_told_without_it(office: Office, certified: ssl.SSLContext, trusted: None) -> None:
    """Once, because a server locks the account of who tries again and again."""
    patience, waited = slept(1.0, 1.0)
    with open_office(office, certified, authenticator=office.login, auth_required=True) as port, pytest.raises(SendError) as raised:
        send(f"smtps://127.0.0.1:{port}", patience=patience, user=USER, password="secret-word")

    assert str(raised.value) == f"mail to {ANNA} over smtps://127.0.0.1:{port}: the server refused the login (535)"
    assert waited == []


def test_a_server_without_login_is_told(office: Office, certified: ssl.SSLContext, trusted: None) -> None:
    """The user has a password, and the server takes none: one of them is wrong."""
    options: dict[str, Any] = {"auth_exclude_mechanism": ["LOGIN", "PLAIN"]}
    with open_office(office, certified, **options) as port, pytest.raises(SendError, match="no login that attrcheck knows"):
        send(f"smtps://127.0.0.1:{port}", user=USER, password=PASSWORD)


def test_who_is_refused_for_good_is_named_and_the_others_have_it(office: Office) -> None:
    """One address with a slip of the pen keeps nobody else from knowing."""
    office.for_receivers[BEN] = ["550 5.1.1 No such user \x1b[31m here"]
    patience, waited = slept(1.0)
    with open_office(office) as port, pytest.raises(SendError) as raised:
        send(f"smtp://127.0.0.1:{port}", (ANNA, BEN), patience)

    assert str(raised.value) == f"mail to {BEN} was refused: 550 5.1.1 No such user  [31m here; all others have got it"
    assert [one.receivers for one in office.delivered] == [[ANNA]]
    assert waited == []


def test_when_all_are_refused_nothing_is_tried_again(office: Office) -> None:
    """And nobody is said to have it."""
    office.for_receivers |= {ANNA: ["550 no"], BEN: ["553 no"]}
    patience, waited = slept(1.0)
    with open_office(office) as port, pytest.raises(SendError) as raised:
        send(f"smtp://127.0.0.1:{port}", (ANNA, BEN), patience)

    assert "others" not in str(raised.value)
    assert (office.delivered, waited) == ([], [])


def test_who_is_put_off_gets_it_later_and_nobody_gets_it_twice(office: Office) -> None:
    """Greylisting puts strangers off once."""
    office.for_receivers[BEN] = ["451 4.7.1 Greylisted"]
    patience, waited = slept(3.0, 7.0)
    with open_office(office) as port:
        send(f"smtp://127.0.0.1:{port}", (ANNA, BEN), patience)

    assert [one.receivers for one in office.delivered] == [[ANNA], [BEN]]
    assert len({one.mail["Message-ID"] for one in office.delivered}) == 1
    assert waited == [3.0]


@pytest.mark.parametrize("where", ["for_senders", "for_mails"])
def test_a_mail_that_is_put_off_is_sent_again(where: str, office: Office) -> None:
    """A server that is busy says 421 or 451 to the whole mail."""
    getattr(office, where).extend(["421 4.3.2 Come back", "451 4.3.0 Not yet"])
    patience, waited = slept(3.0, 7.0)
    with open_office(office) as port:
        send(f"smtp://127.0.0.1:{port}", patience=patience)

    assert len(office.delivered) == 1
    assert waited == [3.0, 7.0]


def test_attempts_have_an_end(office: Office) -> None:
    """As many as patience has pauses, and one."""
    office.for_senders = ["451 Not yet"] * 9
    patience, waited = slept(3.0, 7.0)
    with open_office(office) as port, pytest.raises(SendError, match=r"451 Not yet \(tried 3 times\)"):
        send(f"smtp://127.0.0.1:{port}", patience=patience)

    assert (office.sessions, waited) == (3, [3.0, 7.0])


def test_a_mail_that_is_refused_for_good_is_not_sent_again(office: Office) -> None:
    """Too large, or taken for spam."""
    office.for_mails = ["552 5.3.4 Too large"]
    patience, waited = slept(1.0)
    with open_office(office) as port, pytest.raises(SendError, match=r"552 5\.3\.4 Too large"):
        send(f"smtp://127.0.0.1:{port}", patience=patience)

    assert waited == []


def silent(connection: socket.socket) -> None:
    """Say nothing until the client goes."""
    connection.settimeout(5)
    connection.recv(1)


def dripping(connection: socket.socket) -> None:
    """Say a greeting that never ends."""
    for _ in range(60):
        connection.sendall(b"2")
        time.sleep(0.01)


@pytest.mark.parametrize("serve", [silent, dripping])
def test_a_server_that_stalls_holds_nobody(serve: Any) -> None:
    """Neither silence nor one byte at a time, which a time-out of single reads would never end."""
    patience = Patience(seconds=0.1, pauses=(1.0,), sleep=lambda _: None)
    with answering(serve) as port, pytest.raises(SendError, match=r"did not answer in time \(tried 2 times\)"):
        send(f"smtp://127.0.0.1:{port}", patience=patience)


def scripted(*replies: bytes) -> Any:
    """Answer one line after the other with these, then hang up."""

    def serve(connection: socket.socket) -> None:
        with connection.makefile("rb") as lines:
            connection.sendall(b"220 mail.example\r\n")
            for reply in replies:
                lines.readline()
                if reply.startswith(b"354"):
                    connection.sendall(reply)
                    while lines.readline() not in (b".\r\n", b""):
                        continue
                else:
                    connection.sendall(reply)

    return serve


def test_a_mail_that_may_have_arrived_is_not_sent_again() -> None:
    """The server took the whole mail and hung up without a word: a second one may be a double."""
    patience, waited = slept(1.0)
    with answering(scripted(b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n")) as port, pytest.raises(SendError) as raised:
        send(f"smtp://127.0.0.1:{port}", patience=patience)

    assert "the mail may have arrived, so it is not sent again" in str(raised.value)
    assert waited == []


def test_a_connection_that_ends_before_is_tried_again() -> None:
    """Nothing has been handed over, so nothing can be doubled."""
    patience, waited = slept(1.0)
    with answering(scripted(b"250 hi\r\n")) as port, pytest.raises(SendError, match=r"the connection failed: .*tried 2 times"):
        send(f"smtp://127.0.0.1:{port}", patience=patience)

    assert waited == [1.0]


@pytest.mark.parametrize("goodbye", [b"", b"500 what?\r\n"])
def test_a_server_that_does_not_say_goodbye_has_the_mail_all_the_same(goodbye: bytes) -> None:
    """What is said after a mail was taken takes nothing back."""
    script = (b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n250 taken\r\n", *([goodbye] if goodbye else []))
    with answering(scripted(*script)) as port:
        said = send(f"smtp://127.0.0.1:{port}")

    assert said == f"mail to {ANNA}"


def test_nobody_at_home_is_tried_again() -> None:
    """The server may be about to start."""
    patience, waited = slept(1.0)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(SendError, match=r"Connection refused \(tried 2 times\)"):
            send(f"smtp://127.0.0.1:{held.getsockname()[1]}", patience=patience)

    assert waited == [1.0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"server": ""}, "ATTRCHECK_SMTP"),
        ({"server": "mail.example:25"}, "must be smtps://"),
        ({"server": "smtps://mail.example/x"}, "must be smtps://"),
        ({"server": "smtps://mail.example:99999"}, "must be smtps://"),
        ({"server": "smtps://:465"}, "must be smtps://"),
        ({"server": "smtps://u:secret-word@mail.example"}, "ATTRCHECK_SMTP_USER"),
        ({"server": "smtp://mail.example", "user": "u", "password": "secret-word"}, "never sent in the clear"),
        ({"user": "u"}, "needs both"),
        ({"password": "secret-word"}, "needs both"),
        ({"author": ""}, "the address that it comes from"),
        ({"author": "a"}, "not one e-mail address"),
        ({"receivers": ("a@b.example, c@d.example",)}, "not one e-mail address"),
        ({"reply_to": "a@b.example\nBcc: c@d.example"}, "not one e-mail address"),
    ],
)
def test_mistakes_are_told_before_anything_is_sent(given: dict[str, Any], said: str) -> None:
    """With what would be right, and never with the password."""
    right = {"receivers": (ANNA,), "author": USER, "server": "smtps://mail.example"}
    with pytest.raises(AddressError, match=said) as raised:
        mail_sender(Destinations(**{**right, **given}))

    assert "secret-word" not in str(raised.value)


def test_the_user_of_the_server_is_the_sender_where_none_is_named() -> None:
    """Most servers let their users send as themselves only."""
    sender = mail_sender(Destinations(receivers=(ANNA,), server="smtps://mail.example", user=USER, password=PASSWORD))

    assert sender is not None
    assert sender.author.addr_spec == USER
    assert PASSWORD not in repr(sender)
