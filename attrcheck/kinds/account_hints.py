"""What may refer to an account without a link or a handle: a button of a script, a frame, a short link, the name of a network.

Asked only where nothing refers to an account outright. A reader may well find the account with it, so nobody is accused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from attrcheck.kinds.accounts import Reference, is_one_of, opens_one_of, references
from attrcheck.kinds.standing import Hit, Standing, Weight, standing, text_of
from attrcheck.model import Author, Evidence, Passage, Profile, Subject, Visibility, Widget
from attrcheck.text import excerpt, words
from attrcheck.urls import NamedNetwork, is_short, networks_in, platform_name

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
# Between the name of a person and that of a network that speaks of the person: "Facebook: NAME", "NAME is on Twitter", "NAME (Instagram".
_TIED = re.compile(r"[\s:\uff1a,(\[/|\u2013\u2014-]{0,4}(?:\w{1,6}\s+){0,2}")


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
    text = text_of(subject)
    for number, people in groupby(text.names(author), key=lambda name: text.number_at(name.start)):
        passage, start = text.passages[number], text.start_of(number)
        if standing(passage).weight is Weight.COUNTS:
            yield from _named_beside(passage, [(name.start - start, name.end - start) for name in people], asked)


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


def _named_beside(passage: Passage, people: Sequence[tuple[int, int]], asked: dict[str, bool]) -> Iterator[Hit]:
    """Yield where a passage names a network beside the author, outside links, for those say themselves where they lead."""
    links = sorted(passage.links, key=lambda link: link.start)
    starts = [link.start for link in links]
    for network in networks_in(passage.text):
        named = [each for each in network.platforms if each in asked]
        before = bisect_left(starts, network.end)
        is_linked = before > 0 and links[before - 1].end > network.start
        after = bisect_left(people, (network.end, 0))
        nearest = people[max(after - 1, 0) : after + 1]
        if named and not is_linked and any(_is_said_of(passage.text, network, person, is_open=asked[named[0]]) for person in nearest):
            where = f"as the name of a network ({platform_name(named[0])}) beside the author's"
            quote = excerpt(passage.text, network.start, network.end)
            yield Hit(Standing(Weight.DOUBTFUL, where), Evidence(quote=quote, locator=passage.locator))


def _is_said_of(text: str, network: NamedNetwork, person: tuple[int, int], *, is_open: bool) -> bool:
    """Tell whether a network is named as a person's: right beside the name, or anywhere in its line where the terms give no account."""
    start, end = person
    is_announced = bool(_TIED.fullmatch(text, network.end, start))
    if network.is_short:
        return is_announced and text[network.end : network.end + 1] in (":", "\uff1a", "/")
    return is_open or is_announced or bool(_TIED.fullmatch(text, end, network.start))
