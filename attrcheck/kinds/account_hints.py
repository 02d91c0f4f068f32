"""What may refer to an account without a link or a handle: a button of a script, a frame, a short link, the name of a network.

Asked only where nothing refers to an account outright. A reader may well find the account with it, so nobody is accused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from attrcheck.kinds.accounts import Reference, is_one_of, opens_one_of, references
from attrcheck.kinds.standing import Hit, Standing, Text, Weight, standing, text_of
from attrcheck.model import Author, Evidence, Passage, Profile, Subject, Visibility, Widget
from attrcheck.text import excerpt, words
from attrcheck.urls import NamedNetwork, handles_in, is_placed, is_short, networks_in, platform_name, post_of, profile_of

# By which X's own widgets name an account.
_HANDLES = ("data-screen-name", "data-timeline-screen-name")
# By which scripts and forms know where to lead; what a button shares is no account.
_OPENING = frozenset("onclick action formaction data-href data-url data-link data-src cite".split())
_FRAMES = ("iframe", "amp-iframe")
_LONGEST_QUOTE = 200
# More hints than any conclusion shows.
_ENOUGH = 20
# Shorter parts of a name occur in other words by chance.
_MIN_PART = 4
# Parts of a name that stand for it beside a network: "Follow Zoë on Instagram".
_LEAST_ALONE = 3
# How near to "she" a network stands that is hers.
_NEAR = 40
# Longer passages are running text, with the author's name and without; a hostile page has it a thousand times, and a line has few links.
_LONGEST_NAMING, _LONGEST_LINE, _MOST_NAMES, _MOST_LINKS = 1_000, 300, 100, 50
# Somebody, in the languages of the pages that were seen.
_PERSON = re.compile(
    r"\b(?:her|hers|him|his|she|he|them|they|sie|ihr|ihm|ihn|er|elle|lui|il|ella|él|lei|ela|ele|haar|hem|zij|hij|ze|hon|henne|han|honom|jej|"
    r"jego|ją|неё|него|ней|ним|её|его|її|його|autor\w{0,3}|author|auteure?|autrice|schrijver|skribent\w{0,3}|forfatter\w{0,3}|författare\w{0,3}|"
    r"автор\w{0,3})\b",
    re.IGNORECASE,
)
# The outlet, speaking of itself.
_OUTLETS = re.compile(
    r"\b(?:us|our|we|uns\w{0,4}|nous|notre|nos|ons|onze|wij|nosotros|nuestr\w|noi|nostr\w|oss|nas|naszy\w|нас|наш\w{0,3}|nós|nossa?|share|teilen|"
    r"partag\w{1,3}|delen|compart\w{1,4}|condivid\w{1,3}|поделиться|udostępnij)\b",
    re.IGNORECASE,
)


def hints(subject: Subject, author: Author) -> Iterator[Hit]:
    """Yield what may refer to one of the author's accounts, the first of it; every hit is doubtful."""
    return islice(_hints(subject, author), _ENOUGH)


def _hints(subject: Subject, author: Author) -> Iterator[Hit]:
    asked = {profile.platform: profile.handle is None for profile in author.profiles}
    for reference in references(subject):
        if reference.standing.weight is Weight.COUNTS and _hides_account(reference, author, asked):
            yield Hit(Standing(Weight.DOUBTFUL, "as a short link, which does not say where it leads"), reference.evidence)
    for widget in subject.widgets:
        if _is_met(widget, subject) and (shown := _opens_account(widget, author.profiles)):
            doubt = "in a frame or behind a script, not as a link"
            yield Hit(Standing(Weight.DOUBTFUL, doubt), Evidence(quote=shown[:_LONGEST_QUOTE], locator=widget.locator))
    yield from _named_networks(text_of(subject), author, asked)


def _is_met(widget: Widget, subject: Subject) -> bool:
    """Tell whether a reader may meet a widget as a part of the article: what follows it is no comment and no other story."""
    beside = subject.passages[min(widget.passage, len(subject.passages) - 1)] if subject.passages else None
    return beside is None or beside.visibility is Visibility.HIDDEN or standing(beside).weight is not Weight.WORTHLESS


def _opens_account(widget: Widget, accounts: tuple[Profile, ...]) -> str:
    """Return the attribute by which a widget opens or shows one of the accounts, empty for none."""
    for name, value in widget.attributes:
        if name in _HANDLES and is_one_of(Profile(platform="x", handle=value.lstrip("@")), accounts):
            return f"{name}={value}"
        if ("/" in value or "%2F" in value) and (name in _OPENING or widget.tag in _FRAMES) and opens_one_of(value, accounts):
            return f"{name}={value}"
    return ""


def _hides_account(reference: Reference, author: Author, asked: dict[str, bool]) -> bool:
    """Tell whether a short link may lead to an account: its words name the author, or a network that the terms name."""
    if reference.link is None or not is_short(reference.link.url):
        return False
    said = f"{reference.passage.text[reference.start : reference.end]} {reference.link.label}"
    parts = {part for part in words(author.name) if len(part) >= _MIN_PART}
    return not parts.isdisjoint(words(said)) or any(not asked.keys().isdisjoint(named.platforms) for named in networks_in(said))


def _named_networks(text: Text, author: Author, asked: dict[str, bool]) -> Iterator[Hit]:
    """Yield where a network is named as the author's: beside the name, or as that of "her" or "the author" where the page names one."""
    alone = re.compile("|".join(rf"\b{re.escape(part)}\b" for part in author.name.split() if len(part) >= _LEAST_ALONE) or r"(?!)")
    naming = {text.number_at(name.start) for name in islice(text.names(author), _MOST_NAMES)}
    for number, passage in enumerate(text.passages if naming else ()):
        if standing(passage).weight is not Weight.COUNTS or len(passage.text) > (_LONGEST_NAMING if number in naming else _LONGEST_LINE):
            continue
        handled = {platform for mention in handles_in(passage.text) for platform in mention.platforms} if "@" in passage.text else set()
        for network in networks_in(passage.text):
            around = passage.text[max(0, network.start - _NEAR) : network.end + _NEAR]
            is_hers = number in naming or bool(_PERSON.search(around) or alone.search(around))
            # With a handle behind it a network is where somebody else is, or the account would have been found.
            named = [each for each in network.platforms if each in asked and each not in handled]
            if named and is_hers and _is_told(passage, network) and not _leads_elsewhere(passage, network, asked):
                where = f"as the name of a network ({platform_name(named[0])}) beside the author's"
                quote = excerpt(passage.text, network.start, network.end)
                yield Hit(Standing(Weight.DOUBTFUL, where), Evidence(quote=quote, locator=passage.locator))


def _is_told(passage: Passage, network: NamedNetwork) -> bool:
    """Tell whether a network is named as a place where somebody is, and not the outlet itself: "on X", "Facebook", not "us on Facebook"."""
    before = passage.text[max(0, network.start - _NEAR) : network.start]
    if _OUTLETS.search(before):
        return False
    return not network.is_short or is_placed(passage.text, network) or passage.text[network.end : network.end + 1] in (":", "\uff1a", "/")


def _leads_elsewhere(passage: Passage, network: NamedNetwork, asked: dict[str, bool]) -> bool:
    """Tell whether the network's name is a link, which says itself where it leads; an account that the terms leave open may be hers."""
    for link in passage.links[:_MOST_LINKS]:
        if link.start < network.end and network.start < link.end:
            profile, post = profile_of(link.url), post_of(link.url)
            is_open = profile is not None and asked.get(profile.platform, False)
            return not (is_open or (post is not None and post.author is None and post.platform in network.platforms))
    return False
