"""The headers of a mail: one address is one address, and no text of a page or a file begins another header."""

from __future__ import annotations

from email import message_from_bytes, policy

import msgspec
import pytest

from attrcheck.errors import AddressError
from attrcheck.messages import Message
from attrcheck.senders.envelope import envelope, mailbox
from tests.reporters.rich import HOSTILE, RICH, hostile
from tests.senders.conftest import rich_message

ANNA = mailbox("anna@news.example")
# C0, DEL and C1, both separators, and everything that turns the writing direction.
CONTROLS = [
    *map(chr, (*range(0x20), *range(0x7F, 0xA0))),
    *"\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]
NAMES = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}


def titled(title: str) -> Message:
    """The message about terms of this title."""
    return rich_message(msgspec.structs.replace(RICH, terms=msgspec.structs.replace(RICH.terms, title=title)))


@pytest.mark.parametrize(
    "text", ["anna@news.example", "Anna Berg <anna@news.example>", '"Berg, Anna" <anna@news.example>', "<anna@news.example>"]
)
def test_one_address_is_taken(text: str) -> None:
    """With a name and without."""
    assert mailbox(text).addr_spec == "anna@news.example"


@pytest.mark.parametrize(
    "text",
    [
        "", "anna", "anna@", "@news.example", "a@b.example, c@d.example", "desk: a@b.example;", "a b@c.example", "a@b.example c@d.example",
        "a@b.example\nBcc: c@d.example", "a@b.example\r", "a@b.example\u202e", "ä@b.example", "a@b..example", "a@" + "b" * 64 + ".example",
        "Anna <a@b.example", "a..b@c.example", "a" * 600 + "@b.example",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """Before a scan, with what would be right."""
    with pytest.raises(AddressError, match="is not one e-mail address"):
        mailbox(text)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: f"U+{ord(control):04X}")
def test_no_control_reaches_a_header(control: str) -> None:
    """Every one of them, and with it what would be a header of somebody else's."""
    mail = envelope(titled(f"Terms{control}{control}Bcc: all@evil.example{control}\r\nX-Evil: 1\n\n<p>body"), ANNA, (ANNA,))
    read = message_from_bytes(mail.as_bytes(), policy=policy.SMTP)

    assert set(read.keys()) == NAMES
    assert read["Subject"] == "attrcheck: 1 violation, 1 new, 1 undetermined, of 4 pages: Terms Bcc: all@evil.example X-Evil: 1 <p>body"
    assert read["Subject"].isprintable()


def test_a_hostile_report_has_the_headers_of_any_other() -> None:
    """With everything in every field at once; the lines of its source are no longer than mail allows (RFC 5322, 2.1.1)."""
    source = envelope(rich_message(hostile()), ANNA, (ANNA,)).as_bytes()
    read = message_from_bytes(source, policy=policy.SMTP)

    assert set(read.keys()) == NAMES
    assert max(map(len, source.split(b"\r\n"))) <= 998
    assert b"\n" not in source.replace(b"\r\n", b"")
    assert HOSTILE[:20] in read["Subject"]


def test_letters_beyond_ascii_come_back_as_they_were() -> None:
    """Encoded words cross servers that know ASCII only."""
    mail = envelope(titled("Условия для статьи 🚢 — Zoë"), mailbox("Zoë Øst <zoe@bücher.example>"), (ANNA,))
    source = mail.as_bytes()
    read = message_from_bytes(source, policy=policy.SMTP)

    assert source.partition(b"\r\n\r\n")[0].isascii()
    assert read["Subject"].endswith("Условия для статьи 🚢 — Zoë")
    assert read["From"] == "Zoë Øst <zoe@xn--bcher-kva.example>"


def test_the_same_state_of_a_run_has_the_same_id() -> None:
    """A mail that is sent twice is shown once; that of a run that went on is another one."""
    first, again = rich_message(), rich_message()
    went_on = rich_message(msgspec.structs.replace(RICH, is_complete=False))
    next_day = rich_message(msgspec.structs.replace(RICH, started="2026-05-02T09:59:00+00:00"))

    assert first.id == again.id
    assert len({first.id, went_on.id, next_day.id}) == 3
