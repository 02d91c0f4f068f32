"""From what a page states and marks to a proposal of terms: who is credited, and one entry for each duty with the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from attrcheck.kinds import KINDS, AnyRequirement
from attrcheck.model import Article, Author, Level, Place, Placement, Profile, Work
from attrcheck.terms.cues import Sentence, notes
from attrcheck.terms.duties import accounts
from attrcheck.terms.stated import Asked
from attrcheck.text import squeeze, words
from attrcheck.urls import platform_name, profile_of, same_profile

# The kind that checks a duty, and the names that the first three duties go by.
_KINDS = {
    "name": "credit.name", "job_title": "credit.job_title", "reference": "profile.reference", "link": "link.source",
    "outlet": "credit.outlet", "line": "credit.line", "credit": "credit.name", "unchanged": "text.unchanged",
    "complete": "text.complete", "note": "text.note_if_changed", "canonical": "meta.canonical", "images": "image.rule",
    "pixel": "pixel", "hashtag": "share.hashtag", "days": "time.window",
}  # fmt: skip
_IDS = {"credit.name": "name", "credit.job_title": "function", "profile.reference": "reference"}
_SHARES = frozenset({Place.SHARE})
_ALLOWANCES = ("headline", "style", "time-and-place")
USUAL_NOTES = "The page does not say in which words; these are usual ones."
# Sentences behind one requirement, and accounts or hashtags of one: more is a hostile page.
_MAX_SAID, _MAX_NAMED = 3, 20
# A name of a person or an outlet, and a job title, are shorter than this.
_NAME_WORDS, _TITLE_WORDS = 8, 30


class Entry(NamedTuple):
    """One proposed requirement: its fields in order, the sentences that it comes from, and what the page leaves open.

    It is not `complete` when terms with it would not load: somebody must fill in what is missing first.
    """

    fields: dict[str, Any]
    said: tuple[str, ...]
    questions: tuple[str, ...]
    is_complete: bool = True

    @property
    def kind(self) -> str:
        """The kind of its requirement."""
        return str(self.fields["kind"])


class Person(NamedTuple):
    """The author as the page tells: who it is, the sentences that say so, and what they leave open."""

    author: Author
    said: tuple[str, ...]
    questions: tuple[str, ...]


def person(said: Sequence[Asked], article: Article, work: Work) -> Person:
    """Return the author with the name, job title and accounts that the page's sentences give, else its markup."""
    name = _quoted(said, "name", _NAME_WORDS)
    title = _quoted(said, "job_title", _TITLE_WORDS)
    marked = {entry.name: entry.value for entry in reversed(article.metadata)}
    is_alone = not work.coauthors and len({e.value for e in article.metadata if e.name == "jsonld:author"}) <= 1
    profiles, unbound = _profiles(said, article if is_alone else None)
    questions = [f"The page names @{handle}, but not on which network." for handle in unbound]
    questions += [f"The page names {platform_name(p.platform)} but no account on it." for p in profiles if p.handle is None]
    if name and work.author.name and words(name) != words(work.author.name):
        questions.append(f"The markup names {work.author.name} as the author.")
    called = name or work.author.name or marked.get("cc:attributionname", "")
    job_title = title or (marked.get("jsonld:author.jobTitle") if is_alone else None) or None
    author = replace(work.author, name=called, job_title=job_title if called else None, profiles=tuple(profiles) if called else ())
    return Person(author, _behind([each for each in said if each.duty.name in ("job_title", "reference")]), tuple(questions))


def entries(said: Sequence[Asked], block: Sequence[Sentence], work: Work) -> Iterator[Entry]:
    """Yield one entry for each kind of duty that a page states, in the order of the page."""
    groups: dict[str, list[Asked]] = {}
    for each in said:
        groups.setdefault(_kind(each, work), []).append(each)
    for kind, group in groups.items():
        fields: dict[str, Any] = {"id": _IDS.get(kind, kind.replace(".", "-").replace("_", "-")), "kind": kind}
        options, questions = _options(kind, group, block, work)
        places, readings = _places(kind, group)
        placements = {each.duty.placement for each in group} - {Placement.ANYWHERE}
        if len(placements) == 1 and Place.ARTICLE in places and (kind.startswith("credit.") or kind == "link.source"):
            options["placement"] = str(placements.pop())
        fields |= {"places": places} | options | ({"readings": {"narrow": readings}} if readings else {})
        yield tried(Entry(fields, _behind(group), tuple(questions)), work)


def _behind(said: Iterable[Asked]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.sentence.text for each in said))[:_MAX_SAID]


def tried(entry: Entry, work: Work) -> Entry:
    """Return an entry with its duty in plain words and what keeps it from being loaded."""
    requirement = msgspec.convert({"asks": "?"} | entry.fields, AnyRequirement)
    faults = [f"{problem.key} {problem.sentence}" for problem in requirement.problems()]
    if lacking := requirement.lacks(work):
        faults.append(f"This {lacking}.")
    is_one = entry.kind == "credit.name" and len(work.authors) == 1
    sentence = "state the author's name" if is_one else requirement.sentence()
    kept = {key: entry.fields[key] for key in ("id", "kind")}
    fields = kept | {"asks": f"{sentence[:1].upper()}{sentence[1:]}."} | entry.fields
    return Entry(fields, entry.said, (*entry.questions, *faults), not faults and entry.is_complete)


def _kind(each: Asked, work: Work) -> str:
    if _is_mention(each):
        return "share.mention"
    if each.duty.name == "days" and each.sentence.has("wait"):
        return "time.embargo"
    return "credit.outlet" if each.duty.name == "credit" and not work.authors else _KINDS[each.duty.name]


def _is_mention(each: Asked) -> bool:
    """Say whether shares alone are to mention accounts that are all named: then each network has its own."""
    named = accounts(each.sentence)[0] if each.duty.name == "reference" and each.places == _SHARES else []
    return bool(named) and all(profile.handle for profile in named)


def _places(kind: str, group: Sequence[Asked]) -> tuple[dict[str, str], dict[str, str]]:
    """Return where a duty binds, and where it does in the narrow reading of a sentence that names places at its end."""
    level = Level.MUST if any(each.level is Level.MUST for each in group) else Level.SHOULD
    named = {place for each in group for place in each.places or {Place.ARTICLE}}
    possible = KINDS[kind].options.possible_places
    if not named & possible:
        named = {Place.SHARE} if Place.SHARE in possible else {place for place in (Place.ARTICLE, Place.METADATA) if place in possible}
    places = {str(place): str(level) for place in Place if place in named & possible}
    if Place.SHARE in places:
        # What share buttons would say is no post yet.
        places[str(Place.SHARE_PREVIEW)] = str(Level.SHOULD)
    is_doubtful = all(not each.is_last for each in group) and Place.ARTICLE in places
    return places, {str(Place.ARTICLE): str(level)} if is_doubtful else {}


def _options(kind: str, group: Sequence[Asked], block: Sequence[Sentence], work: Work) -> tuple[dict[str, Any], list[str]]:
    """Return what a kind needs beside its places, and what the page leaves open about it."""
    options: dict[str, Any] = {}
    questions: list[str] = []
    if group[0].duty.name == "credit":
        questions.append("The page asks for credit without saying whose or how.")
    if kind == "text.note_if_changed":
        quoted = [text for each in group if (text := each.duty.quote(_TITLE_WORDS))]
        options["texts"] = quoted or list(notes(work.language))
        questions += [] if quoted else [USUAL_NOTES]
    elif kind == "credit.line":
        options["template"] = _template(group[0].line, work)
        if any(sign.isdigit() for sign in options["template"]):
            questions.append("The line holds a number. Where it is a date of the work, put {date} in its place.")
    elif kind == "link.source":
        is_home = work.outlet and all(each.sentence.has("home") and not each.sentence.has("not-home") for each in group)
        options |= {"to": "either"} if is_home else {}
    else:
        options |= _values(kind, group, block)
    return options, questions


def _values(kind: str, group: Sequence[Asked], block: Sequence[Sentence]) -> dict[str, Any]:
    """Return the options that sentences give as they are."""
    named = dict.fromkeys(account for each in group for account in accounts(each.sentence)[0])
    values: dict[str, dict[str, Any]] = {
        "text.unchanged": _allowed(block),
        "image.rule": {"allow": "none"},
        "pixel": {"provider": "?"},
        "share.hashtag": {"tags": list(dict.fromkeys(tag for each in group for tag in each.duty.hashtags))[:_MAX_NAMED]},
        "share.mention": {"accounts": [str(account) for account in named][:_MAX_NAMED]},
        "time.window": {"to_days": group[0].duty.days} | ({"counts": "online"} if group[0].sentence.has("online") else {}),
        "time.embargo": {"days": group[0].duty.days},
    }
    return values.get(kind, {})


def _allowed(block: Iterable[Sentence]) -> dict[str, list[str]]:
    lets_off = [sentence for sentence in block if sentence.has("except")]
    allowed = [name for name in _ALLOWANCES if any(sentence.has(name) for sentence in lets_off)]
    return {"allowed": allowed} if allowed else {}


def _template(line: str, work: Work) -> str:
    """Return a line to copy as a template: what changes from work to work becomes a hole."""
    template = squeeze(line.replace("{", "").replace("}", ""))
    facts = {"title": work.title, "author": work.author.name, "outlet": work.outlet.name if work.outlet else "", "url": work.url}
    for hole, fact in facts.items():
        template = template.replace(fact, f"{{{hole}}}") if words(fact) else template
    return template


def _quoted(said: Sequence[Asked], duty: str, most: int) -> str:
    return next((text for each in said if each.duty.name == duty and (text := each.duty.quote(most))), "")


def _profiles(said: Sequence[Asked], article: Article | None) -> tuple[list[Profile], list[str]]:
    """Return the author's accounts as sentences give them, those of the markup behind them, and handles of no known network."""
    found: list[Profile] = []
    unbound: list[str] = []
    for each in said:
        if each.duty.name == "reference" and not _is_mention(each):
            named, nameless = accounts(each.sentence)
            found += named
            unbound += nameless
    if found or unbound:
        found += _marked_profiles(article) if article else []
    known: list[Profile] = []
    for profile in found:
        if profile.handle and len(known) < _MAX_NAMED and not any(same_profile(profile, other) for other in known):
            known.append(profile)
    networks = {profile.platform for profile in known}
    nameless_networks = dict.fromkeys(profile for profile in found if not profile.handle and profile.platform not in networks)
    return [*known, *nameless_networks][:_MAX_NAMED], list(dict.fromkeys(unbound))[:_MAX_NAMED]


def _marked_profiles(article: Article) -> list[Profile]:
    """Return the accounts that the markup gives the author, but for those that it gives the publisher too."""
    publishers = {entry.value for entry in article.metadata if entry.name == "jsonld:publisher.sameAs"}
    urls = [entry.value for entry in article.metadata if entry.name in ("jsonld:author.sameAs", "link:me")]
    return [profile for url in urls if url not in publishers and (profile := profile_of(url))]
