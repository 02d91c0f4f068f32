"""The links of a subject as a reader follows them, and how far an address is from the source of the work: for every kind about links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from msgspec.structs import replace

from attrcheck.kinds.standing import Standing, counted, standing
from attrcheck.model import Evidence, Link, Origin, Passage, Subject, Work
from attrcheck.text import squeeze
from attrcheck.urls import canonical, post_of, share_intent_of
from attrcheck.urls.address import Address, parameters, parse, segments
from attrcheck.urls.redirects import destination

# Of a link around a whole column: what is compared with an anchor, or shown, is a line.
_LONGEST_TEXT = 300
_LONGEST_QUOTE = 120
# Addresses that are searched for another one inside: redirects of a site's own are shorter.
_LONGEST_WRAPPER = 4_000
# What an address in text goes on with, up to a blank, a bracket of markup or a quotation mark, and the marks of the sentence at its end.
_INSIDE = r"[^\s<>\"'“”«»]{0,2000}"
_TRAILING = ".,;:!?)]}’…"
# Files that a page of the outlet shows or offers; the words that say where the work stands are on the page.
_FILES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".pdf", ".mp3", ".mp4", ".doc", ".docx", ".zip")
# Names under which servers give their home page as well, and a home page's language or region: "/index.php", "/en", "/pt-br", "/africa".
_INDEX = re.compile(r"(?:index|default|home)(?:\.(?:html?|php|aspx?))?", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"(?:[a-z]{2}|africa|americas?|asia|europe|global|international|latam|mena|oceania|world)(?:[-_][a-z]{2,4})?", re.IGNORECASE
)
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|amp)$", re.IGNORECASE)
# Addresses of WordPress by number, which lead to the page that has a name.
_BY_NUMBER = ("p", "page_id")
# The parameter by which a wiki's stable copies name their page.
_BY_NAME = ("title",)
# The label of a host that serves the same pages to small screens: "m.courier.example", "en.m.encyclopedia.example".
_MOBILE = re.compile(r"(?:^|\.)m(?=\.)")
# Five digits and more number an article of one site, unless they are a month or a day ("202405", "20240511").
_NUMBER = re.compile(r"\d{5,}")
_DATE = re.compile(r"(?:19|20)\d\d[01]\d(?:[0-3]\d)?")
# The names of two articles may begin with the same short word ("news", "opinion-2").
_LEAST_NAME = 8


class SeenLink(NamedTuple):
    """A link: its whole visible text, where it leads as written and after known redirects, and what its place is worth.

    A link is markup, which a reuser may put on copied words too: the standing does not ask whose words it lies on.
    """

    text: str
    written: str
    url: str
    link: Link
    passage: Passage
    standing: Standing

    @property
    def evidence(self) -> Evidence:
        """The link as a report shows it."""
        said = squeeze(self.text) or squeeze(self.link.label) or "link"
        return Evidence(quote=f"{said[:_LONGEST_QUOTE]} → {self.link.url[:_LONGEST_QUOTE]}", locator=self.passage.locator)

    @property
    def is_on_copied_words(self) -> bool:
        """Whether the link may have come with the copy: it lies on words of the work, or on a picture."""
        return self.passage.origin is Origin.WORK or not self.passage.text


def links_of(subject: Subject) -> Iterator[SeenLink]:
    """Yield every link of a subject; one that runs over several passages comes once for each, with its whole text."""
    for run in _runs(subject.passages):
        text = _whole_text(run)
        for passage, link in run:
            written = resolved(link.url, subject.url)
            if written.partition("#")[0] == subject.url.partition("#")[0]:
                continue  # The page itself.
            yield SeenLink(text, written, destination(written), link, passage, place_of(passage))


def place_of(passage: Passage) -> Standing:
    """Return what a passage's place is worth for markup, which has no words of its own: copied words are a place like any other."""
    return standing(replace(passage, origin=Origin.OWN) if passage.origin is Origin.WORK else passage)


def searched_links(subject: Subject) -> str:
    """Return how much was searched, for the reason of an absence."""
    links = sum(len(passage.links) for passage in subject.passages)
    return f"{counted(links, 'link')} of {counted(len(subject.passages), 'passage')}"


def addresses_at(text: str, hosts: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the addresses in a text, those of these hosts without a scheme too, with their spans.

    >>> list(addresses_at("See news.example/a, not mynews.example.", ["news.example"]))
    [('news.example/a', 4, 18)]
    """
    bare = "|".join(map(re.escape, hosts)) or r"(?!)"
    for match in re.finditer(rf"(?:https?://|(?<![\w@./-])(?:www\.)?(?:{bare})(?![\w-]|\.\w)){_INSIDE}", text, re.IGNORECASE):
        url = match.group().rstrip(_TRAILING)
        yield url, match.start(), match.start() + len(url)


class Lead(StrEnum):
    """Where an address leads, seen from the work; the values end the sentence "a link to …"."""

    WORK = "the work"
    MAYBE_WORK = "an address that may be the work's"
    HOME = "the outlet's home page"
    MAYBE_HOME = "an address that may be the outlet's home page"
    OUTLET = "another page of the outlet"
    FILE = "a file of the outlet"
    ELSEWHERE = "another site"


class Source:
    """Where a work was first published: its own page, and those of its outlet."""

    def __init__(self, work: Work) -> None:
        self._page, self._post = canonical(work.url), post_of(work.url)
        self._address = parse(self._page)
        self._home = canonical(work.outlet.url) if work.outlet else ""
        site = parse(self._home or self._page)
        self._site = (site.host, segments(site.path) if self._home else []) if site else ("", [])
        self._own = frozenset(canonical(destination(resolved(url, work.url))) for url in work.links)
        self.hosts = tuple(dict.fromkeys(filter(None, (self._address.host if self._address else "", self._site[0]))))

    @property
    def is_known(self) -> bool:
        """Whether the work has an address on the web to which a link can lead."""
        return self._address is not None and self._address.is_web

    def came_with_the_work(self, seen: SeenLink) -> bool | None:
        """Tell whether a link is one of the work's own; None for one on copied words when the work's links are not known."""
        if not seen.is_on_copied_words:
            return False
        # A logo with a link is the reuser's unless the work is known to link there.
        return canonical(seen.url) in self._own if self._own or not seen.passage.text else None

    def lead(self, url: str) -> Lead:
        """Return how far an address, with known redirects followed, is from the work."""
        written = parse(url)
        if written is None or not written.is_web or not any(_is_same_site(written.host, host) for host in self.hosts):
            return Lead.WORK if self._is_same_post(url) else Lead.ELSEWHERE
        page = canonical(url)
        address = parse(page)
        if address is None or share_intent_of(url):
            return Lead.ELSEWHERE
        if page == self._page or self._is_on_small_screens(address) or self._is_version(address):
            return Lead.WORK
        if address.path.lower().endswith(_FILES):
            return Lead.FILE
        if page == self._home or (self._is_home(address) and address.host == self._site[0] and not address.query):
            return Lead.HOME
        if self._may_be_work(address):
            return Lead.MAYBE_WORK
        if not self._is_on_site(address):
            return Lead.ELSEWHERE
        return Lead.MAYBE_HOME if self._is_home(address) or self._is_language(address) else Lead.OUTLET

    def inside(self, url: str) -> Iterator[Lead]:
        """Yield where the addresses inside another one lead, such as those in a site's own redirect or in a script."""
        for inner, _, _ in addresses_at(unquote(url[1:_LONGEST_WRAPPER]), self.hosts):
            yield self.lead(destination(inner.partition("&")[0]))

    def _is_same_post(self, url: str) -> bool:
        post = post_of(url) if self._post else None
        return bool(post and self._post and (post.platform, post.id) == (self._post.platform, self._post.id))

    def _is_on_site(self, address: Address) -> bool:
        host, path = self._site
        return _is_same_site(address.host, host) and segments(address.path)[: len(path)] == path

    def _is_home(self, address: Address) -> bool:
        rest = segments(address.path)[len(self._site[1]) :] if self._is_on_site(address) else ["elsewhere"]
        return not rest or (len(rest) == 1 and bool(_INDEX.fullmatch(rest[0])))

    def _is_on_small_screens(self, address: Address) -> bool:
        """Tell whether an address is the work's on the host for small screens, or the other way round."""
        work = self._address
        return work is not None and (_desktop(work.host), work.path, work.query) == (_desktop(address.host), address.path, address.query)

    def _is_version(self, address: Address) -> bool:
        """Tell whether an address is that of a version of the work in a wiki, by which its history is cited (MediaWiki, ``oldid``)."""
        told = dict(parameters(address.query))
        if self._address is None or not address.path.endswith("/index.php") or "oldid" not in told or "action" in told:
            return False
        named = segments(unquote(self._address.path))[-1:] == [told.get("title", "").replace(" ", "_")]
        return named and _is_same_site(address.host, self._address.host)

    def _is_language(self, address: Address) -> bool:
        rest = segments(address.path)[len(self._site[1]) :]
        return len(rest) == 1 and bool(_LANGUAGE.fullmatch(rest[0]))

    def _may_be_work(self, address: Address) -> bool:
        """Tell whether an address may be another one of the work: a page below it, its name or its number at another path."""
        work = self._address
        if work is None or not _is_same_site(address.host, work.host):
            return False
        own, its = segments(work.path.lower()), segments(address.path.lower())
        asked, answered = set(parameters(work.query)), set(parameters(address.query))
        if not own or asked:
            return its == own and bool(asked) and asked <= answered
        if its[: len(own)] == own or (not its and any(name in _BY_NUMBER for name, _ in answered)):
            return True
        numbers = _numbers(work) & _numbers(address)
        names = [*its[-1:], *(value.lower() for name, value in answered if name in _BY_NAME)]
        return bool(numbers) or any(_is_same_name(own[-1], name) for name in names)


def _runs(passages: Sequence[Passage]) -> Iterator[list[tuple[Passage, Link]]]:
    """Yield the pieces of each link: it was cut where a passage ends."""
    run: list[tuple[Passage, Link]] = []
    before: Passage | None = None
    for passage in passages:
        for link in passage.links:
            if run and not (run[-1][0] is before and _goes_on(*run[-1], link)):
                yield run
                run = []
            run.append((passage, link))
        before = passage
    if run:
        yield run


def _goes_on(passage: Passage, link: Link, next_link: Link) -> bool:
    return link.url == next_link.url and link.end == len(passage.text) and next_link.start == 0 < next_link.end


def _whole_text(run: Sequence[tuple[Passage, Link]]) -> str:
    text, locator = "", ""
    for passage, link in run:
        text += (" " if text and passage.locator != locator else "") + passage.text[link.start : link.end]
        locator = passage.locator
        if len(text) > _LONGEST_TEXT:
            break
    return text[:_LONGEST_TEXT]


def resolved(url: str, base: str) -> str:
    """Return an address as a browser opens it from the page that it stands on; as written when it is whole or impossible."""
    if parse(url) is not None:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _desktop(host: str) -> str:
    return _MOBILE.sub("", host).removeprefix(".")


def _is_same_site(host: str, other: str) -> bool:
    host, other = _desktop(host), _desktop(other)
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")


def _numbers(address: Address) -> set[str]:
    found = _NUMBER.findall(f"{address.path}?{address.query}")
    return {number for number in found if not _DATE.fullmatch(number)}


def _is_same_name(own: str, its: str) -> bool:
    """Tell whether the last parts of two paths name one article: alike but for a suffix or a number added to one."""
    one, other = sorted((_SUFFIX.sub("", own), _SUFFIX.sub("", its)), key=len)
    return len(one) >= _LEAST_NAME and (one == other or (other.startswith(one) and not other[len(one)].isalnum()))
