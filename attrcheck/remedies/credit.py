"""The credit block of an article: one byline, one line about the source, and the lines that the terms want word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrcheck.kinds import AnyRequirement
from attrcheck.kinds.credit_line import CreditLine
from attrcheck.kinds.licence_link import LicenceLink
from attrcheck.kinds.licence_notice import LicenceNotice
from attrcheck.kinds.link_source import LinkSource, LinkTarget, anchors
from attrcheck.kinds.tagline_kept import TaglineKept
from attrcheck.kinds.text_note_if_changed import TextNoteIfChanged
from attrcheck.model import Author, Profile, Work
from attrcheck.remedies.lines import Line, Run
from attrcheck.text import squeeze
from attrcheck.urls import platform_name, profile_url

# The word before a name and the words before a source in the languages of the letters; others get the English ones.
_BY = {"en": "By", "nl": "Door", "fr": "Par", "de": "Von", "es": "Por", "ru": "Автор:"}
_AND = {"en": "and", "nl": "en", "fr": "et", "de": "und", "es": "y", "ru": "и"}
_FIRST_PUBLISHED = {
    "en": "First published by",
    "nl": "Eerder verschenen bij",
    "fr": "Publié d'abord par",
    "de": "Zuerst erschienen bei",
    "es": "Publicado primero por",
    "ru": "Впервые опубликовано:",
}
_SOURCE = {"en": "Source", "nl": "Bron", "fr": "Source", "de": "Quelle", "es": "Fuente", "ru": "Источник"}
_BYLINE = frozenset({"credit.name", "credit.job_title", "credit.affiliation", "credit.not_other", "link.profile", "profile.reference"})
_OF_SOURCE = frozenset({"credit.outlet", "credit.title", "link.source", "link.rel"})
KNOWN = _BYLINE | _OF_SOURCE | {"credit.line", "licence.link", "licence.notice", "tagline.kept", "text.note_if_changed"}


def credit_lines(parts: Sequence[AnyRequirement], work: Work, language: str) -> tuple[Line, ...]:
    """Return the lines that meet these duties in an article, in a language of two letters. Duties that no line meets are passed over."""
    kinds = frozenset(part.kind for part in parts)
    lines: list[Line] = []
    if kinds & _BYLINE and work.authors:
        lines.append(_byline(kinds, work, language))
    if kinds & _OF_SOURCE:
        lines.append(_source(parts, kinds, work, language))
    lines.extend(_licence(parts))
    for part in parts:
        if isinstance(part, CreditLine):
            lines.append(_linked(part.line(work), work.url))
        elif isinstance(part, TaglineKept):
            lines.append((Run(part.text),))
        elif isinstance(part, TextNoteIfChanged):
            lines.append((Run(part.texts[0]),))
    return tuple(dict.fromkeys(lines))


def _byline(kinds: frozenset[str], work: Work, language: str) -> Line:
    runs = [Run(f"{_BY.get(language, _BY['en'])} ")]
    for i, author in enumerate(work.authors):
        if i:
            runs.append(Run(f" {_AND.get(language, _AND['en'])} " if i == len(work.authors) - 1 else "; "))
        runs.append(Run(author.name, author.pages[0] if "link.profile" in kinds and author.pages else ""))
        runs.extend(_details(author, kinds))
    return tuple(runs)


def _details(author: Author, kinds: frozenset[str]) -> Iterator[Run]:
    """Yield what stands behind a name: job title, affiliation, and an account with its network."""
    if "credit.job_title" in kinds and author.job_title:
        yield Run(f", {squeeze(author.job_title)}")
    if "credit.affiliation" in kinds and author.affiliations:
        yield Run(f", {author.affiliations[0]}")
    profile = next((own for own in author.profiles if own.handle and profile_url(own)), None)
    if "profile.reference" in kinds and profile:
        yield from (Run(" ("), Run(_named(profile), profile_url(profile) or ""), Run(")"))


def _named(profile: Profile) -> str:
    """Return an account as readers of any language know it: "X: @Zoe"."""
    return f"{platform_name(profile.platform).partition(' (')[0]}: @{(profile.handle or '').removeprefix('@')}"


def _source(parts: Sequence[AnyRequirement], kinds: frozenset[str], work: Work, language: str) -> Line:
    """Return the line about the source: the outlet and the title, each with the link that is asked for, and an anchor in given words."""
    sources = [part for part in parts if isinstance(part, LinkSource)]
    is_home = any(part.to in (LinkTarget.HOME, LinkTarget.EITHER) for part in sources)
    is_work = "link.rel" in kinds or any(part.to is not LinkTarget.HOME for part in sources) or not sources
    outlet = work.outlet
    runs: list[Run] = []
    if outlet:
        runs += [Run(f"{_FIRST_PUBLISHED.get(language, _FIRST_PUBLISHED['en'])} "), Run(outlet.name, outlet.url if is_home else "")]
    if is_work or not outlet:
        runs += [Run(": " if outlet else f"{_SOURCE.get(language, _SOURCE['en'])}: "), Run(work.title or work.url, work.url)]
    shown = {run.text for run in runs if run.url}
    for part in sources:
        anchor = next(iter(anchors(part.anchor, work)), "")
        if anchor and anchor not in shown:
            url = outlet.url if outlet and part.to is LinkTarget.HOME else work.url
            runs += [Run(" · "), Run(anchor, url)]
    return tuple(runs)


def _licence(parts: Sequence[AnyRequirement]) -> Iterator[Line]:
    """Yield the notice of the licence, linked where a link is asked for too."""
    notices = [part.texts[0] for part in parts if isinstance(part, LicenceNotice)]
    links = [part for part in parts if isinstance(part, LicenceLink)]
    for i, part in enumerate(links):
        url = part.urls[0]
        yield (Run(url if part.written or i >= len(notices) else notices[i], url, "license"),)
    yield from ((Run(notice),) for notice in notices[len(links) :])
    yield from ((Run(notices[i]),) for i, part in enumerate(links) if part.written and i < len(notices))


def _linked(line: str, url: str) -> Line:
    """Return a line whose address, where it has it, is a link."""
    before, address, after = line.partition(url) if url else (line, "", "")
    return tuple(run for run in (Run(before), Run(address, address), Run(after)) if run.text)
