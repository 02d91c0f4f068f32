"""Share previews: what a share made with the page's own buttons would say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from attrcheck.model import Article, Link, Passage, Place, Role, Subject, Unread, Visibility, Widget
from attrcheck.shares.card import card_text, fediverse_credits, fediverse_limits
from attrcheck.shares.own_address import OwnAddress, host_of, page_addresses, path_of
from attrcheck.text import squeeze, words
from attrcheck.urls import (
    ShareIntent,
    is_menu,
    platform_name,
    profile_url,
    share_intent_in_script,
    share_intent_of,
    share_intents_of_attributes,
)

# Buttons that would say the same are one; a page has rarely more than a dozen different ones.
_MAX_PREVIEWS = 24
# Networks whose servers have any host.
_ANY_HOST = ("mastodon", "lemmy")
# X's script takes the page's title where its button says nothing (X, "Tweet button", data-text).
_XS_OWN = "twitter-share-button"

_NOTHING_LED: Mapping[str, str | Unread] = {}
_ADDRESS = re.compile(r"https?://\S+")
_CARD_BELOW = "in the page's card, which the network may show below the text of the button"
_DROPPED = "in a text of the button that the network drops"
# What a template was to put in: "{{title}}", "${title}", "[post_title]", "%TITLE%", "<?php".
_PLACEHOLDER = re.compile(r"\{\{.{0,60}\}\}|\$\{.{0,60}\}|\[[a-z]{2,20}[_-][a-z_-]{2,20}\]|\{[a-z_]{2,20}\}|%[A-Z_]{3,20}%|<\?(?:php|=)")
_NO_ADDRESS = "the saved page does not say its own address, so that this button may share another page"
_ONLY_WHEN_PRESSED = "the text of this share is known only when the button is pressed"


class _Button(NamedTuple):
    """A button: what it would share, where it stands, and its address where that alone tells."""

    intent: ShareIntent
    locator: str
    url: str = ""


def site_links(article: Article) -> list[str]:
    """Return the share links of the page that lead over its own site, as Jetpack's ``?share=x`` do: only that site knows their text."""
    known = page_addresses(article)
    # A page may call any address its canonical one: only the host that it came from is asked, for a saved page the one that it names.
    sites = {host_of(url) for url in known[:1]}
    buttons = (button for button, is_this in _told_apart(article) if is_this)
    return list(dict.fromkeys(button.url for button in buttons if _is_of_site(button, sites)))


def share_previews(article: Article, led: Mapping[str, str | Unread] = _NOTHING_LED) -> tuple[Subject, ...]:
    """Return one subject for each different text that the page's buttons would make a share say. E-mail is no social medium.

    `led` says where the site's own share links lead, for those that were asked for.
    """
    seen: dict[tuple[str, str], Subject] = {}
    buttons = list(_buttons(article))
    own = OwnAddress(article, [button.intent for button in buttons])
    # Without an address of its own a saved page has the one that all its buttons share.
    shared = {path_of(button.intent.url) for button in buttons if button.intent.url and button.intent.is_social}
    is_lost = not own.known and len(shared) > 1
    for button in buttons:
        intent, locator = _led(button, led.get(button.url)), button.locator
        if not intent.is_social or not own.is_shared_by(intent):
            continue
        passage = _passage(intent, locator, article)
        key = (intent.platform, passage.text)
        if key not in seen and len(seen) < _MAX_PREVIEWS:
            count = sum(platform == intent.platform for platform, _ in seen)
            url = f"{article.url}#share-preview-{intent.platform}" + (f"-{count + 1}" if count else "")
            label = f"share button for {platform_name(intent.platform)}"
            # On Mastodon the card refers to the author even beneath a text that does not.
            is_drawn = intent.platform == "mastodon"
            seen[key] = Subject(
                place=Place.SHARE_PREVIEW,
                url=url,
                label=label,
                passages=(passage, *_beside(intent, locator, article), *(fediverse_credits(article) if is_drawn else ())),
                network=intent.platform,
                limits=_limits(intent, led.get(button.url))
                or (_NO_ADDRESS if intent.url and is_lost else None)
                or (fediverse_limits(article) if is_drawn else None),
            )
    return tuple(seen.values())


def buttons_of(article: Article) -> Iterator[tuple[str, str]]:
    """Yield network and locator of each button that shares this page on a social network, also of those that say the same."""
    yield from ((button.intent.platform, button.locator) for button, is_this in _told_apart(article) if is_this)


def _told_apart(article: Article) -> Iterator[tuple[_Button, bool]]:
    """Yield the buttons of a page, each with whether it shares this page on a social network."""
    buttons = list(_buttons(article))
    own = OwnAddress(article, [button.intent for button in buttons])
    for button in buttons:
        yield button, button.intent.is_social and own.is_shared_by(button.intent)


def _buttons(article: Article) -> Iterator[_Button]:
    told = {href: widget for widget in article.widgets if (href := dict(widget.attributes).get("href"))}
    sites = {host_of(url) for url in page_addresses(article)}
    for passage in article.passages:
        # A button in a comment shares the comment.
        if passage.visibility is not Visibility.HIDDEN and passage.role is not Role.COMMENTS:
            for link in passage.links:
                intent = _linked(link.url, told.get(link.url), article.title)
                # A site's own page for sending a text to somebody has the shape of a Mastodon server's.
                if intent and not (intent.platform in _ANY_HOST and host_of(link.url) in sites):
                    yield _Button(intent, passage.locator, link.url)
    for widget in article.widgets:
        attributes = dict(widget.attributes)
        if share_intent_of(attributes.get("href", "")):
            continue
        scripted = share_intent_in_script(attributes.get("onclick", ""))
        # The tag of an element that a script brings to life tells as much as a class.
        for intent in [scripted] if scripted else share_intents_of_attributes(attributes, (*widget.classes, widget.tag)):
            yield _Button(intent, widget.locator)


def _linked(url: str, widget: Widget | None, title: str) -> ShareIntent | None:
    """Return what a link would share. What its address does not say, the attributes of the same element may, as on X's own button."""
    intent = share_intent_of(url) or (share_intent_in_script(url) if url[:11].lower() == "javascript:" else None)
    told = share_intents_of_attributes(dict(widget.attributes), widget.classes) if intent and widget else ()
    for other in told:
        if intent and not intent.is_text_prefilled and other.is_text_prefilled:
            return other
        if intent and other.platform == intent.platform:
            intent = replace(intent, handles=intent.handles or other.handles, hashtags=intent.hashtags or other.hashtags)
    is_xs_own = intent and widget and intent.platform == "x" and _XS_OWN in widget.classes
    return replace(intent, text=squeeze(title)) if intent and is_xs_own and not intent.text else intent


def _is_of_site(button: _Button, sites: Collection[str]) -> bool:
    return not button.intent.is_text_known and not is_menu(button.intent.platform) and bool(button.url) and host_of(button.url) in sites


def _led(button: _Button, answer: str | Unread | None) -> ShareIntent:
    """Return what a button would share; where its site sends its reader says more than the link, if it is the same network's."""
    intent = share_intent_of(answer) if isinstance(answer, str) else None
    return intent if intent and intent.platform == button.intent.platform else button.intent


def _limits(intent: ShareIntent, answer: str | Unread | None) -> str | None:
    if is_menu(intent.platform) and not intent.is_text_prefilled:
        return "this button opens a menu of networks, and the text is known only when one is chosen"
    if intent.is_text_known and not _PLACEHOLDER.search(f"{intent.text} {intent.title}"):
        return None
    refused = f"; its site was asked for it: {answer.reason}: {answer.detail}" if isinstance(answer, Unread) else ""
    return _ONLY_WHEN_PRESSED + refused


def _says(intent: ShareIntent) -> bool:
    """Tell whether a button's text says more than an address."""
    return bool(words(_ADDRESS.sub(" ", intent.text)))


def _beside(intent: ShareIntent, locator: str, article: Article) -> Iterator[Passage]:
    """Yield what a share may show besides: the page's card below a text, or a text that the network drops."""
    other, because = (card_text(article), _CARD_BELOW) if _says(intent) else (intent.title, _DROPPED)
    if other:
        yield Passage(text=squeeze(other), locator=locator, visibility=Visibility.UNKNOWN, hidden_by=because)


def _passage(intent: ShareIntent, locator: str, article: Article) -> Passage:
    """Return what the share would say: the button's own text, or the page's card where the button has none.

    Facebook and LinkedIn show the card and drop the text that some buttons send, and a text that is only an address shows it as well.
    """
    text = squeeze((_says(intent) and intent.text) or card_text(article))
    links = []
    for tag in intent.hashtags:
        text = f"{text} #{tag}".strip()
    for handle in intent.handles:
        start = len(text) + 1
        text = f"{text} via @{handle.handle}".strip()
        links.append(Link(url=profile_url(handle) or "", start=min(start, len(text)), end=len(text)))
    return Passage(text=text, locator=locator, links=tuple(links))
