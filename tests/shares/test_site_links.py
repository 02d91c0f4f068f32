"""Share links that lead over the page's own site: who is asked, and what the answer makes of the preview."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from attrcheck.model import Article, Subject, Unread, UnreadReason
from attrcheck.shares import Read, find_shares, led_to
from tests.reuse.pages import look
from tests.shares.readers.answering import Answer, Servers
from tests.shares.test_shares import URL, WORK

LINK = f"{URL}?share=twitter&nb=1"
INTENT = f"https://x.com/intent/post?text={quote('The ferry, by Zoë Vandermeer')}&url={quote(URL, safe='')}&via=hestacourier"


def page(*links: str, head: str = "") -> Article:
    """A page that copies the work, with such links."""
    buttons = "".join(f'<a class="share-x sd-button" href="{link}">Share</a>' for link in links)
    return look(f"<html><head><title>Ferry</title>{head}</head><body><article>[[work]]</article>{buttons}</body></html>").article


def previews(read: Read) -> list[Subject]:
    """What the link would make a share say."""
    return [subject for subject in find_shares(page(LINK), WORK, read=read).subjects if subject.network == "x"]


def asked_for(*links: str, head: str = "") -> list[str]:
    """The links that are worth a request."""
    return [one.url for one in find_shares(page(*links, head=head), WORK).lookups if one.sort == "share-link"]


def test_links_of_the_pages_own_site() -> None:
    """Five of them at most, and none of another site, whatever the page calls its canonical address."""
    elsewhere = '<link rel="canonical" href="https://victim.example/page">'
    many = [f"{URL}?share={name}" for name in ("twitter", "facebook", "linkedin", "reddit", "tumblr", "pinterest", "telegram")]

    assert asked_for(LINK, LINK) == [LINK]
    assert asked_for("https://victim.example/page?share=twitter", head=elsewhere) == []
    assert asked_for(f"{URL}?share=email", f"{URL}?share=nonsense", INTENT) == []
    assert asked_for(*many) == many[:5]


def test_where_a_link_leads() -> None:
    """The site's redirect holds the button's address: one request, which is not followed."""
    servers = Servers({LINK: Answer(b"", 302, "text/html", (("Location", INTENT),))})

    assert led_to(LINK, servers) == INTENT
    assert [(target.url, target.is_followed) for target in servers.asked] == [(LINK, False)]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer("<html>", 200, "text/html"), UnreadReason.UNREADABLE),
        (Answer(b"", 302, "text/html"), UnreadReason.UNREADABLE),
        (Answer(b"", 302, "text/html", (("Location", "https://evil.example/"),)), UnreadReason.UNREADABLE),
        (Answer(b"", 302, "text/html", (("Location", "https://[::1"),)), UnreadReason.UNREADABLE),
        (Answer(b"", 403, "text/html"), UnreadReason.FORBIDDEN),
        (Answer(b"", 429, "text/html", (("Retry-After", "60"),)), UnreadReason.RATE_LIMITED),
    ],
)
def test_a_link_that_leads_nowhere(answer: Answer, reason: UnreadReason) -> None:
    """The text stays unknown, with the reason."""
    led = led_to(LINK, Servers({LINK: answer}))

    assert isinstance(led, Unread)
    assert led.reason is reason


def test_a_machine_of_the_local_network_is_not_asked() -> None:
    """A saved page may say that it came from a router."""
    servers = Servers({})

    assert isinstance(led_to("http://192.168.0.1/?share=twitter", servers), Unread)
    assert servers.asked == []


def test_the_preview_says_what_the_button_says() -> None:
    """Without the request nothing may be said of what is missing in it; with it the whole text is known."""
    (unknown,), (known,) = previews(Read()), previews(Read(links={LINK: INTENT}))

    assert unknown.limits == "the text of this share is known only when the button is pressed"
    assert known.limits is None
    assert known.passages[0].text == "The ferry, by Zoë Vandermeer via @hestacourier"


def test_a_refusal_is_said_in_the_preview() -> None:
    """Cannot-tell with the reason, never failed."""
    refused = Unread(platform="x", url=LINK, reason=UnreadReason.FORBIDDEN, detail="the server answered 403")
    (preview,) = previews(Read(links={LINK: refused}))

    assert preview.limits is not None
    assert preview.limits.endswith("its site was asked for it: forbidden: the server answered 403")


def test_a_button_for_another_network_is_not_believed() -> None:
    """A link that says X and leads to Facebook says nothing of X."""
    (preview,) = previews(Read(links={LINK: f"https://www.facebook.com/sharer.php?u={quote(URL)}&quote=By+Zoe+Vandermeer"}))

    assert preview.limits is not None
