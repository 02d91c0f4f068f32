"""What a page that is the work itself says of it: its text without the publisher's notices, its author, day, outlet and address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from urllib.parse import urlsplit

from msgspec.structs import replace

from attrcheck.kinds.people import person_in
from attrcheck.model import Article, Author, Origin, Outlet, Passage, Role, Visibility, Work
from attrcheck.reading import origin_of, settle
from attrcheck.text import find_words, is_date, squeeze, tokens, words
from attrcheck.urls import profile_of

# An ISO date and time begins with the day: 2019-08-24.
_DAY = 10
_IMAGES = ("img", "amp-img")
# Parts of a work's own page that no copy must keep.
_CREDITS = frozenset({Role.BYLINE, Role.AUTHOR_BOX})
_APART = frozenset({Role.BYLINE, Role.AUTHOR_BOX, Role.UNCLEAR, Role.EMBED})
# A notice has as many words at most; a byline, and the last paragraphs of a page, where it says who the author is.
_MAX_NOTICE, _MAX_BYLINE, _LAST, _LONG_WORD = 60, 8, 3, 12
_BY = frozenset("by von par por door di av af".split())
_NOTICE = re.compile(
    r"\W*(?:this (?:article|story|work|text|piece|report(?:ing)?|project|series)\b.{0,40}\b(?:licen[sc]ed|under (?:a|the)|republish|"
    r"produced|supported|funded|possible|originally|first published|updated|corrected)|(?:licensed|published|available) under|"
    r"republish (?:this|our)|you (?:are free to|may|can) re(?:publish|use)|©|copyright\b|all rights reserved|"
    r"support (?:our|independent|us\b)|become a (?:member|supporter)|(?:read|see) (?:also|more|next)\s?:|related(?: \w+)?\s?:|"
    r"corrections?\s?[:,(]|clarification\s?[:,(]|editor['’]s note|updated?\s?:|funding\s?:|about the authors?|follow us|share this|"
    r"dieser (?:artikel|text|beitrag) (?:ist|wurde|steht)|cet article (?:est|a été)|este artículo (?:es|fue|se)|"
    r"lesen sie auch|lire aussi|lea también|lees ook|leggi anche)|"
    r".{0,80}\b(?:(?:sign up for|subscribe to) (?:our|the|my)|our (?:\w+ )?newsletter|donate (?:to|now|today|here)|support our)\b",
    re.IGNORECASE,
)
# What systems write around a text: when and where it was posted, its tags, how many have commented on it.
_META = re.compile(
    r"\W*(?:(?:posted|filed|tagged|categori[sz]ed|published|updated|last updated|modified)\b|"
    r"(?:tags?|topics?|categor(?:y|ies)|keywords?|share)\s?:|(?:leave a|no|\d+) (?:comments?|repl(?:y|ies))|\d+ min(?:ute)?s? read|"
    r"(?:veröffentlicht|geschrieben|aktualisiert|publié|classé|mis à jour|publicado|actualizado|pubblicato|geplaatst|gepubliceerd|"
    r"bijgewerkt|publicerad|publisert|udgivet|julkaistu|opublikowano|опубликовано|опубліковано)\b|"
    r"(?:kategorien?|schlagwörter|schlagworte|étiquettes|catégories?|etiquetas|categorías?|categorieën|trefwoorden|рубрика|метки)\s?:)",
    re.IGNORECASE,
)
# Such a line has as many words at most; at the end of a page one of which more than half are links, too.
_MAX_META, _LINKED = 12, 0.5
# A publisher's summary of the text, which few copies keep, is also what the page's card says.
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "jsonld:description")
_SUBHEADING = re.compile(r"(?:^|>)h[2-6](?::nth-of-type\(\d+\))?$")
# "By Anna Berg, March 5": what stands before and after a name where a page's markup holds its whole byline. "Von" is a given name too.
_BYLINE = re.compile(r"(?:(?:by|par|por|door)\s+|von\s+(?=\S+\s+\S))(?=[^\W\d_])", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*[,;|•·(\[–—/][^\d]*\d.*$", re.DOTALL)
# Between the people of a byline, whose rest is posts and places.
_AND = re.compile(r"\s(?:and|und|et|en|y|e|og|och|i|и|&)\s")
_LONGEST_BYLINE = 200
# What stands between a headline and the name of a site in a title.
_BESIDE_SITE = re.compile(r"\s[|–—·:»-]\s\S")
# What a system writes for an author that nobody gave it.
_NOBODY = frozenset(
    "admin administrator webmaster root superuser user wpadmin wp-admin wordpress author editor null undefined none unknown anonymous "
    "default guest test".split()
)


class Drops(IntEnum):
    """What of a page that is the work itself is no part of it, because no copy must keep it.

    Credits are bylines, boxes about the author, and lines that say who wrote the text, when, and where it was posted: a copy that has them
    is credited, not copied from. Notices are the publisher's, with a standfirst; a block of terms that somebody names may be among them.
    """

    NOTHING = 0
    CREDITS = 1
    NOTICES = 2


def work_on(article: Article, basis: Work, drops: Drops = Drops.NOTHING, kept: Sequence[str] = ()) -> Work:
    """Return the work that a page is, as far as the page says it; what the terms say of every work goes first.

    A passage that holds one of the phrases in `kept` is part of it in any case.
    """
    said: dict[str, list[str]] = {}
    for entry in article.metadata:
        said.setdefault(entry.name, []).append(entry.value)
    names = _first_of(said, "jsonld:author", "author", "article:author")
    authors = tuple(Author(name=name) for name in dict.fromkeys([name for name in map(_person, names) if name] or _bylines(article)))
    if len(authors) == 1:
        authors = (_with_pages(authors[0], said),)
    url = _stated_address(article, said)
    days = [value[:_DAY] for value in _first_of(said, "article:published_time", "jsonld:datePublished", "date", "time:datetime")]
    known = [words(author.name) for author in (*authors, *basis.authors)]
    running = list(_own(article, drops, known, said, [words(phrase) for phrase in kept]))
    inside = [article.passages[i] for i in running]
    links = _links(inside)
    span = range(running[0], running[-1] + 2) if running else range(0)
    return replace(
        basis,
        title=_title(article, squeeze(next(iter(_first_of(said, "jsonld:headline", "og:title", "title")), article.title))),
        url=url,
        author=basis.author if basis.author.name or not authors else authors[0],
        coauthors=basis.coauthors if basis.author.name else authors[1:],
        outlet=basis.outlet or _outlet(said, url),
        published=next((day for day in days if is_date(day)), None),
        language=article.language,
        text="\n\n".join(passage.text for passage in inside),
        links=tuple(links),
        link_words=tuple(links.values()),
        images=tuple(dict.fromkeys(resource.url for resource in article.resources if resource.tag in _IMAGES and resource.passage in span)),
    )


def _person(stated: str) -> str:
    """Return the author whom a page's markup states, without the rest of a byline; empty for an address or a system's account.

    >>> _person("By Anna Berg, March 5"), _person("Von Anna Berg | 5.3.2024"), _person("Von Miller"), _person("admin")
    ('Anna Berg', 'Anna Berg', 'Von Miller', '')
    """
    name = _AFTER_NAME.sub("", _BYLINE.sub("", squeeze(stated), count=1))
    return "" if "://" in name or name.casefold() in _NOBODY else name


def _bylines(article: Article) -> list[str]:
    """Return the people whom the first visible byline names, where the markup names none."""
    shown = _shown(article, Role.BYLINE)
    found = ([name for piece in _AND.split(text) if (name := person_in(piece))] for text in shown if len(text) <= _LONGEST_BYLINE)
    return next((people for people in found if people), [])


def _shown(article: Article, role: Role) -> Iterator[str]:
    """Yield the texts that readers see in a role."""
    settled = settle(article, [0] * len(article.passages))
    for passage, place in zip(article.passages, settled, strict=True):
        if place.role is role and passage.visibility is Visibility.SHOWN:
            yield passage.text


def _title(article: Article, stated: str) -> str:
    """Return the headline of a page where its markup repeats it beside the name of the site."""
    return next(
        (
            line
            for line in map(squeeze, _shown(article, Role.HEADLINE))
            if line and line != stated and _BESIDE_SITE.match(stated.removeprefix(line))
        ),
        stated,
    )


def _links(passages: Sequence[Passage]) -> dict[str, str]:
    """Return the addresses that some text links to, each with the first words that link there."""
    found: dict[str, str] = {}
    for passage in passages:
        for link in passage.links:
            found[link.url] = found.get(link.url) or squeeze(passage.text[link.start : link.end])
    return found


def _running(article: Article) -> Iterator[tuple[int, Role]]:
    """Yield the passages of a page that is the work itself, with their roles: its largest <article> or <main>, else all but furniture."""
    settled = settle(article, [0] * len(article.passages))
    holders = [region for region in article.regions if region.role is Role.ARTICLE]
    span = max(holders, key=lambda r: sum(len(p.text) for p in article.passages[r.start : r.end]), default=None)
    start, end = (span.start, span.end) if span else (0, len(article.passages))
    for i in range(start, end):
        role = settled[i].role
        is_running = origin_of(role) is Origin.OWN and role not in (Role.CAPTION, Role.TAGS)
        if is_running and article.passages[i].visibility is Visibility.SHOWN:
            yield i, role


def _own(
    article: Article, drops: Drops, authors: Sequence[tuple[str, ...]], said: dict[str, list[str]], kept: Sequence[tuple[str, ...]]
) -> Iterator[int]:
    """Yield which passages are the work's own text."""
    apart = (frozenset[Role](), _CREDITS, _APART)[drops]
    whole = [(number, role) for number, role in _running(article) if role not in apart or _holds(article.passages[number].text, kept)]
    first = next((number for number, role in whole if role is not Role.HEADLINE), -1)
    late = {number for number, _ in whole[-_LAST:]}
    for number, _ in whole:
        passage = article.passages[number]
        is_late = number in late
        is_credit = drops and (_is_about_author(passage.text, authors, is_late=is_late) or _is_meta(passage, is_late=is_late))
        is_summary = number == first and _is_standfirst(passage, said)
        is_notice = drops is Drops.NOTICES and (is_summary or (_is_short(passage.text) and bool(_NOTICE.match(passage.text))))
        if not (is_credit or is_notice) or _holds(passage.text, kept):
            yield number


def _holds(text: str, phrases: Sequence[tuple[str, ...]]) -> bool:
    found = tokens(text) if phrases else []
    return any(find_words(found, phrase) >= 0 for phrase in phrases)


def _is_short(text: str) -> bool:
    return len(text) <= _MAX_NOTICE * _LONG_WORD and len(words(text)) <= _MAX_NOTICE


def _is_meta(passage: Passage, *, is_late: bool) -> bool:
    """Tell whether a line says when and where the text was posted, or is little more than links at its end."""
    if len(words(passage.text)) > _MAX_META:
        return False
    linked = sum(link.end - link.start for link in passage.links)
    return bool(_META.match(passage.text)) or (is_late and linked > _LINKED * len(passage.text.strip()))


def _is_about_author(text: str, authors: Sequence[tuple[str, ...]], *, is_late: bool) -> bool:
    """Tell whether a short paragraph begins with the author's name: a byline, or at the end of a page its line about who that is."""
    said = words(text) if _is_short(text) else ()
    about = said[1:] if said[:1] and said[0] in _BY else said
    return (is_late or len(said) <= _MAX_BYLINE) and any(len(author) > 1 and about[: len(author)] == author for author in authors)


def _is_standfirst(first: Passage, said: dict[str, list[str]]) -> bool:
    """Tell whether the first passage of a work's own page is its standfirst: a heading below the headline, or what its card says."""
    described = [value for name in _DESCRIPTIONS for value in said.get(name, [])]
    return bool(_SUBHEADING.search(first.locator)) or words(first.text) in map(words, described)


def _with_pages(author: Author, said: dict[str, list[str]]) -> Author:
    """Return the one author of a page with the accounts and pages that its markup gives."""
    urls = [
        url for name in ("jsonld:author.sameAs", "link:author") for url in said.get(name, []) if url.startswith(("http://", "https://"))
    ]
    accounts = {url: profile_of(url) for url in dict.fromkeys(urls)}
    profiles = tuple(profile for profile in accounts.values() if profile)
    return replace(author, profiles=profiles, pages=tuple(url for url, profile in accounts.items() if not profile))


def _outlet(said: dict[str, list[str]], url: str) -> Outlet | None:
    names = _first_of(said, "og:site_name", "jsonld:publisher", "application-name")
    home = urlsplit(url)
    return Outlet(name=names[0], url=f"{home.scheme}://{home.netloc}/") if names else None


def _stated_address(article: Article, said: dict[str, list[str]]) -> str:
    """Return the address of a work's page; a saved page says it in its markup."""
    if article.url.startswith(("http://", "https://")):
        return article.url
    stated = [url for url in _first_of(said, "link:canonical", "og:url", "saved-from") if url.startswith(("http://", "https://"))]
    return stated[0] if stated else article.url


def _first_of(said: dict[str, list[str]], *names: str) -> list[str]:
    return next((said[name] for name in names if said.get(name)), [])
