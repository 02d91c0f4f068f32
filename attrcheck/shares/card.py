"""The page's card: what networks draw beneath an address that somebody pastes or shares, from the page's own markup."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.model import Article, Link, Metadatum, Passage, Place, Profile, Subject, Visibility
from attrcheck.text import squeeze
from attrcheck.urls import parse_profile, profile_of, profile_url

_TITLES = ("og:title", "twitter:title")
_DESCRIPTIONS = ("og:description", "twitter:description", "description")
# The author as only some networks draw it, or drew it for a time: X the account, Facebook the author of an article.
_SELDOM_DRAWN = ("twitter:creator", "article:author")
# The author as Mastodon draws it from version 4.3 on, where the account allows the site to name it.
_FEDIVERSE = "fediverse:creator"
# An article has rarely more authors; a hostile page cannot fill a report.
_MAX_CREATORS = 6


def card_preview(article: Article) -> Subject:
    """Return what a share of the bare address would show: title, description, and the author where a network draws one.

    What only some networks draw is a passage that a reader may not see.
    """
    passages = (*_words(article), *fediverse_credits(article), *_seldom_drawn(article))
    return Subject(
        place=Place.SHARE_PREVIEW,
        url=f"{article.url}#share-preview-card",
        label="card",
        passages=passages,
        limits=fediverse_limits(article),
    )


def card_text(article: Article) -> str:
    """Return the text of the card that networks draw for a bare link: a title and a description."""
    return " ".join(passage.text for passage in _words(article) if passage.visibility is Visibility.SHOWN)


def fediverse_credits(article: Article) -> tuple[Passage, ...]:
    """Return the line with which Mastodon names the accounts of the authors beneath the card: "More from …"."""
    named = ((entry, profile) for entry in _all(article, _FEDIVERSE) if (profile := _fediverse_account(entry.value)))
    return tuple(_linked(entry, f"More from @{profile.handle}", profile) for entry, profile in named)


def fediverse_limits(article: Article) -> str | None:
    """Return why the card may name somebody whom the page does not name: Mastodon draws the name that the account gives itself."""
    accounts = [passage.text.removeprefix("More from ") for passage in fediverse_credits(article)]
    return f"Mastodon adds the name of {accounts[0]}, which only its server knows" if accounts else None


def _words(article: Article) -> Iterator[Passage]:
    """Yield title and description, and then what X draws instead where the page tells it something else."""
    own = Metadatum(name="title", value=article.title, locator="title")
    for names, default in ((_TITLES, own), (_DESCRIPTIONS, None)):
        given = [entry for name in names for entry in _all(article, name)[:1]] + ([default] if default else [])
        drawn = [entry for entry in given if squeeze(entry.value)]
        if drawn:
            yield Passage(text=squeeze(drawn[0].value), locator=drawn[0].locator)
        for entry in drawn[1:]:
            if entry.name.startswith("twitter:") and squeeze(entry.value) != squeeze(drawn[0].value):
                yield _seldom(Passage(text=squeeze(entry.value), locator=entry.locator), entry.name)


def _seldom_drawn(article: Article) -> Iterator[Passage]:
    for name in _SELDOM_DRAWN:
        for entry in _all(article, name):
            handle = Profile(platform="x", handle=entry.value.strip().lstrip("@")) if name == "twitter:creator" else None
            profile = profile_of(entry.value) or (handle if handle and profile_url(handle) else None)
            yield _seldom(_linked(entry, f"By {squeeze(entry.value)}", profile), name)


def _seldom(passage: Passage, name: str) -> Passage:
    return Passage(
        text=passage.text,
        locator=passage.locator,
        links=passage.links,
        visibility=Visibility.UNKNOWN,
        hidden_by=f"not every network draws {name}",
    )


def _linked(entry: Metadatum, text: str, profile: Profile | None) -> Passage:
    url = profile_url(profile) if profile else None
    links = (Link(url=url, start=text.find(" ") + 1, end=len(text)),) if url else ()
    return Passage(text=text, locator=entry.locator, links=links)


def _fediverse_account(value: str) -> Profile | None:
    try:
        return parse_profile(f"mastodon:{value.strip().lstrip('@')}")
    except ValueError:
        return None


def _all(article: Article, name: str) -> list[Metadatum]:
    return [entry for entry in article.metadata if entry.name == name and entry.value.strip()][:_MAX_CREATORS]
