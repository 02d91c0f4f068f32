"""Whom to write to: what the outlet states of itself, never a stranger, and nothing that is more than an address."""

from __future__ import annotations

import pytest

from attrcheck import Target, check_page
from attrcheck.demo.holes import expand
from attrcheck.model import Article, Capture, CaptureRecord
from attrcheck.reading import contacts, mail_address, read
from tests.eval import corpus

URL = "https://copy.example/ferry"


def page(body: str) -> Article:
    """A page with this body."""
    markup = f"<html><body>{body}</body></html>".encode()
    record = CaptureRecord(url=URL, final_url=URL, captured_at="", digest="", size=len(markup))
    article = read(Capture(record=record, body=markup))
    assert isinstance(article, Article)
    return article


def found(body: str) -> list[str]:
    """The addresses that are found on a page."""
    return [contact.address for contact in contacts(page(body))]


def test_the_publishers_own_statement_comes_first() -> None:
    """JSON-LD says whose an address is; a link may be anybody's."""
    stated = '{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Courier", "email": "desk@copy.example"}}'

    assert found(f'<p><a href="mailto:web@copy.example">Write</a></p><script type="application/ld+json">{stated}</script>') == [
        "desk@copy.example",
        "web@copy.example",
    ]


def test_imprint_pages_of_the_same_host() -> None:
    """The imprint names who is responsible; somebody else's imprint does not."""
    links = '<footer><a href="/impressum">Impressum</a> <a href="https://other.example/contact">Contact</a></footer>'

    assert found(links) == ["https://copy.example/impressum"]


def test_strangers_are_left_out() -> None:
    """A reader's address in a comment is none of the outlet's. Whose words a part is, is known once the copied words are."""
    terms, works, work = corpus.checker()
    comment = '<div class="comments"><p>Write to <a href="mailto:me@a.example">me</a></p></div>'
    body = expand(
        f'<html><body><article>[[work]]</article>{comment}<p><a href="mailto:desk@a.example">Desk</a></p></body></html>', work, URL
    )
    record = CaptureRecord(url=URL, final_url=URL, captured_at="2026-01-01T00:00:00+00:00", digest="", size=len(body))
    (report,) = check_page(Target(url=URL), Capture(record=record, body=body.encode()), terms, works)

    assert [contact.address for contact in report.contacts] == ["desk@a.example"]


@pytest.mark.parametrize(
    "text",
    [
        "mailto:a@b.example%0ABcc:c@d.example",
        "mailto:a@b.example,c@d.example",
        'mailto:"a b"@c.example',
        "mailto:a@b",
        "mailto:a..b@c.example",
        "mailto:" + "a" * 65 + "@b.example",
        "mailto:a@" + "b." * 200 + "example",
        "mailto:",
    ],
)
def test_more_than_an_address_is_none(text: str) -> None:
    """What could become a second header or a second reader is not mended but left out."""
    assert mail_address(text) is None


def test_a_page_full_of_addresses_gives_few() -> None:
    """A hostile page cannot fill a report."""
    assert len(found("".join(f'<p><a href="mailto:a{i}@b.example">a</a></p>' for i in range(200)))) == 6


def test_each_says_where_it_was_found() -> None:
    """A person looks there before writing."""
    (contact,) = contacts(page('<p id="desk"><a href="mailto:web@copy.example">Write</a></p>'))

    assert contact.found_at == "a mailto link (#desk)"
