"""What makes a share credit the author: the address of a button, the tags of the page's card, or the whole text of a post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from attrcheck.kinds import AnyRequirement
from attrcheck.kinds.accounts import mention_of
from attrcheck.kinds.credit_line import CreditLine
from attrcheck.kinds.licence_link import LicenceLink
from attrcheck.kinds.licence_notice import LicenceNotice
from attrcheck.kinds.share_hashtag import ShareHashtag
from attrcheck.kinds.share_mention import ShareMention
from attrcheck.kinds.share_text import account_in_share, card_tags, credit, share_text
from attrcheck.model import Place, Remedy, Spot, Subject, Work
from attrcheck.remedies.lines import Run, as_html, as_markdown
from attrcheck.text import squeeze
from attrcheck.urls import compose_address, is_menu, parse_profile, platform_name

IN_TEXT = frozenset({"credit.name", "credit.job_title", "profile.reference", "credit.title", "link.source"})
KNOWN = IN_TEXT | {"credit.line", "credit.outlet", "licence.link", "licence.notice", "share.hashtag", "share.mention"}


def for_share(parts: Sequence[AnyRequirement], work: Work, subject: Subject) -> Remedy | None:
    """Return what makes one share, or one share preview, meet these duties; None when no words do."""
    if not any(part.kind in KNOWN for part in parts):
        return None
    network = subject.network
    link = subject.page if subject.page.startswith(("http://", "https://")) else work.url
    said = list(dict.fromkeys(_besides(parts, work, network)))
    text = " ".join((share_text(work, network, link).removesuffix(link).rstrip(), *said, link))
    address = compose_address(network, text, link) if subject.place is Place.SHARE_PREVIEW else None
    name = platform_name(network) if network else "the network"
    if address:
        html = as_html([(Run(f"Share on {name}", address),)]).removeprefix("<p>").removesuffix("</p>")
        markdown = as_markdown([(Run(f"Share on {name}", address),)])
        return _made(Spot.BUTTON, f"as the address of the share button for {name}", (address, html, markdown), subject)
    if subject.place is Place.SHARE or (network and is_menu(network)):
        spot = Spot.POST if subject.place is Place.SHARE else Spot.BUTTON
        where = f"as the text of the post on {name}" if spot is Spot.POST else f"as the text that the share button ({name}) gives"
        return _made(spot, where, (text, f"<p>{escape(text, quote=False)}</p>", as_markdown([(Run(text),)])), subject)
    tags = card_tags(work, network)
    if said:
        tags = f'<meta property="og:description" content="{escape(" ".join((credit_of(work, network), *said)).strip())}">'
    return _made(
        Spot.CARD,
        "in the page's head, as the beginning of its og:description; buttons that show this card send no text of their own",
        (tags, tags, f"```html\n{tags}\n```"),
        subject,
    )


def credit_of(work: Work, network: str | None) -> str:
    """Return the line that credits the authors in a share on a network."""
    return credit(work, account_in_share(work, network), squeeze(work.author.job_title or ""))


def known_in(subject: Subject | None) -> frozenset[str]:
    """Return the kinds whose duties words can meet in a share; the card of a page is no place for another link."""
    if subject is None or subject.place is Place.SHARE or compose_address(subject.network, "", ""):
        return KNOWN
    return KNOWN - {"link.source", "licence.link"}


def _made(spot: Spot, where: str, forms: tuple[str, str, str], subject: Subject) -> Remedy:
    # One card serves all buttons that show it.
    return Remedy(spot=spot, where=where, text=forms[0], html=forms[1], markdown=forms[2], subject="" if spot is Spot.CARD else subject.url)


def _besides(parts: Sequence[AnyRequirement], work: Work, network: str | None) -> Iterator[str]:
    """Yield what the duties want said beyond name, job title, account, title and link."""
    for part in parts:
        if isinstance(part, ShareHashtag):
            yield from (f"#{tag.lstrip('#')}" for tag in part.tags)
        elif isinstance(part, ShareMention):
            accounts = [parse_profile(account) for account in part.accounts]
            yield mention_of(next((own for own in accounts if own.platform == network), accounts[0]))
        elif isinstance(part, CreditLine):
            yield part.line(work)
        elif isinstance(part, LicenceNotice):
            yield part.texts[0]
        elif isinstance(part, LicenceLink):
            yield part.urls[0]
        elif part.kind == "credit.outlet" and work.outlet:
            yield work.outlet.name
