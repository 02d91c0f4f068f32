"""Small subjects for the tests of kinds: passages as reading and reuse would have made them."""

from __future__ import annotations

from attrcheck import load_terms
from attrcheck.demo import TERMS
from attrcheck.kinds import KINDS
from attrcheck.model import Conclusion, Link, Metadatum, Origin, Passage, Place, Role, Subject, Visibility, Work

WORK: Work = load_terms(TERMS).work
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


def check(kind: str, of: Subject, work: Work = WORK) -> Conclusion:
    """What a kind says of a subject; the options of the requirement play no part."""
    requirement = KINDS[kind].options(id="it", asks="It is asked.", places={})
    return KINDS[kind].check(requirement, work, of)
