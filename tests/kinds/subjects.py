"""Small subjects for the tests of kinds: passages as reading and reuse would have made them."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from attrcheck import load_terms
from attrcheck.demo import TERMS
from attrcheck.demo import WORK as DEMO_TEXT
from attrcheck.kinds import KINDS
from attrcheck.model import Conclusion, Link, Metadatum, Origin, Outlet, Passage, Place, Role, Subject, Visibility, Work

_NAMED = load_terms(TERMS).works[0]
# The demonstration's work with every fact that some kind asks for.
WORK: Work = replace(
    _NAMED,
    author=replace(_NAMED.author, affiliations=("Institute for Inland Waters",)),
    outlet=Outlet(name="The Lyngvik Courier", url="https://courier.example/", aliases=("Lyngvik Courier",)),
    text=DEMO_TEXT.read_text(encoding="utf-8"),
    links=("https://archive.example/ferries", "https://museum.example/boats?id=7"),
    images=("https://vandermeer.example/files/ferry-at-night.jpg",),
)
# Options that make sense, for kinds that cannot be asked without; tests of one kind give their own.
OPTIONS: dict[str, dict[str, Any]] = {
    "credit.line": {"template": "By {author}, {outlet}"},
    "image.rule": {"allow": "none"},
    "licence.link": {"urls": ["https://creativecommons.org/licenses/by/4.0/"]},
    "licence.notice": {"texts": ["CC BY 4.0"]},
    "pixel": {"provider": "propublica"},
    "share.hashtag": {"tags": ["Ferries"]},
    "share.mention": {"accounts": ["x:ZoeVandermeer"]},
    "tagline.kept": {"text": "This story was supported by the River Fund."},
    "text.max_extract": {"share": 0.3},
    "text.note_if_changed": {"texts": ["edited for length"]},
    "time.embargo": {"days": 2},
    "time.window": {"to_days": 90},
}
NAME = WORK.author.name
TITLE = WORK.author.job_title or ""


def passage(
    text: str, role: Role = Role.BODY, *, origin: Origin = Origin.OWN, hidden_by: str | None = None, url: str = "", is_near: bool = True
) -> Passage:
    """A passage; with `url` all of its text is a link, with `hidden_by` no reader sees it."""
    links = (Link(url=url, start=0, end=len(text)),) if url else ()
    visibility = Visibility.HIDDEN if hidden_by else Visibility.SHOWN
    return Passage(
        text=text,
        locator="html>body>p",
        role=role,
        origin=origin,
        links=links,
        visibility=visibility,
        hidden_by=hidden_by,
        is_near_work=is_near,
    )


def unsure(text: str, url: str = "") -> Passage:
    """A passage that only some readers see, such as one for screen readers."""
    links = (Link(url=url, start=0, end=len(text)),) if url else ()
    return Passage(text=text, locator="html>body>p", visibility=Visibility.UNKNOWN, hidden_by="inside a closed <details>", links=links)


def subject(*passages: Passage | str, place: Place = Place.ARTICLE, network: str | None = None, **metadata: str) -> Subject:
    """A subject of passages, plain strings being the reuser's own paragraphs; an underscore in a metadata name stands for a colon."""
    made = tuple(passage(p) if isinstance(p, str) else p for p in passages)
    about = tuple(Metadatum(name=name.replace("_", ":"), value=value, locator="meta") for name, value in metadata.items())
    return Subject(place=place, url="https://a.example/copy", label="article", passages=made, network=network, metadata=about)


def check(kind: str, of: Subject, work: Work = WORK, **options: Any) -> Conclusion:
    """What a kind says of a subject; options are written as in a terms file."""
    written = {"kind": kind, **OPTIONS.get(kind, {}), **options}
    return KINDS[kind].check(msgspec.convert(written, KINDS[kind].options), work, of)
