"""The duties that one sentence of terms states, how strongly, and for which accounts and places."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrcheck.model import Level, Place, Placement, Profile
from attrcheck.terms.cues import Sentence, Span
from attrcheck.text import find_words, tokens, words
from attrcheck.urls import addresses_in, handles_in, parse_profile, profile_of, same_profile
from attrcheck.urls.networks import networks_near

_DUTIES = (
    "name", "job_title", "reference", "link", "outlet", "line", "credit", "unchanged", "complete", "note", "canonical", "images", "pixel",
    "hashtag", "days",
)  # fmt: skip
_PLACEMENTS = (Placement.TOP, Placement.END, Placement.FIRST_PARAGRAPH, Placement.BYLINE)
# A line to copy is longer than a name and shorter than a paragraph.
_LINE_WORDS = range(4, 61)
# Characters between a duty and the words that let it off: "a link is nice but not required".
_NEAR = 40
_NUMBER = re.compile(r"(\d{1,4})[\s-]{0,3}$")
_HASHTAG = re.compile(r"(?<![\w&#/])#([^\W\d_]\w{1,60})")


class Credited(NamedTuple):
    """Names that a sentence may tell to credit without saying whose they are."""

    author: str
    outlet: str


class Duty(NamedTuple):
    """One duty in a sentence: its cue and where that stands.

    What the sentence says up to `until`, where the next duty begins, is about this one; what it says before `head`, where the first one
    begins, is about all.
    """

    name: str
    sentence: Sentence
    span: Span
    head: int = 0
    until: int = 0

    def is_told(self, cue: str) -> bool:
        """Say whether a cue stands where it is about this duty."""
        return bool(self._told(cue))

    def _told(self, cue: str) -> list[Span]:
        return [s for s in self.sentence.spans(cue) if s.start < self.head or self.span.start <= s.start < self.until]

    @property
    def placement(self) -> Placement:
        """Where in the article it is due, when one part of it only is named."""
        named = [placement for placement in _PLACEMENTS if self.is_told(placement)]
        return named[0] if len(named) == 1 else Placement.ANYWHERE

    @property
    def days(self) -> int | None:
        """The number of days that it names."""
        found = _NUMBER.search(self.sentence.text[: self.span.start])
        return int(found[1]) if found else None

    @property
    def hashtags(self) -> tuple[str, ...]:
        """The hashtags that its sentence names, without their sign."""
        return tuple(dict.fromkeys(_HASHTAG.findall(self.sentence.text)))

    def line(self, following: str = "") -> str:
        """Return the line to copy: quoted, behind a colon, or the next sentence after a colon."""
        quotes = [quote.text for quote in self.sentence.quotes if quote.span.start >= self.span.start]
        behind = self.sentence.text[self.span.end :].partition(":")[2]
        after = following if self.sentence.text.endswith(":") else ""
        return next((text for text in (*quotes, behind, after) if len(words(text)) in _LINE_WORDS), "").strip(" “”„«»\"'")

    def quote(self, most: int) -> str:
        """Return the first quote between this duty and the next one that has no more than so many words."""
        inside = (quote.text for quote in self.sentence.quotes if self.span.start < quote.span.start < self.until)
        return next((text for text in inside if 0 < len(words(text)) <= most), "")

    def level(self, default: Level) -> Level:
        """Return how strongly it is asked for: a hedge, else the nearest word of asking before it, else the first one after it.

        "Feel free to share it, as long as you name me": a word of duty between takes the hedge away.
        """
        duties_before = [span.start for span in self.sentence.spans("must") if span.start <= self.span.start]
        if any(not any(hedge.start < at for at in duties_before) for hedge in self._told("hedge")):
            return Level.SHOULD
        said = [(s.start, 0, Level.SHOULD) for s in self.sentence.spans("courtesy")]
        said += [(s.start, 1, Level.MUST) for s in self.sentence.spans("must")]
        before = [each for each in said if each[0] <= self.span.end]
        if before:
            nearest = max(start for start, _, _ in before)
            return min(each for each in before if each[0] == nearest)[2]
        return min(said)[2] if said else default


def duties(sentence: Sentence, credited: Credited) -> list[Duty]:
    """Return the duties that a sentence states, each once, in order."""
    found = [Duty(name, sentence, span) for name in _DUTIES if (span := _span(name, sentence, credited))]
    meant = sorted((duty for duty in found if _is_meant(duty, found)), key=lambda duty: duty.span.start)
    starts = [duty.span.start for duty in meant]
    end = len(sentence.text)
    return [duty._replace(head=starts[0], until=min((s for s in starts if s > duty.span.start), default=end)) for duty in meant]


def places(sentence: Sentence) -> frozenset[Place] | None:
    """Return the places that a sentence names: shares, and the article beside them; None when it names no share."""
    names_accounts = list(sentence.spans("accounts"))
    shares = [span for span in sentence.spans("share") if not any(each.start <= span.start < each.end for each in names_accounts)]
    if not shares:
        return None
    return frozenset({Place.ARTICLE, Place.SHARE} if sentence.has("article") else {Place.SHARE})


def accounts(sentence: Sentence) -> tuple[list[Profile], list[str]]:
    """Return the accounts that a sentence names, without handle where it names the network only, and handles of no known network."""
    text = sentence.text
    found: list[Profile] = []
    unbound = []
    for mention in handles_in(text):
        # "Facebook or Twitter (@…)": the bracket is that of the last network; a handle must not be guessed for the others.
        is_bracketed = text[: mention.start].endswith("(")
        platforms = mention.platforms[-1:] if is_bracketed else mention.platforms
        fitting = [profile for name in platforms if (profile := _profile(name, mention.handle))]
        found += fitting
        if not fitting:
            unbound.append(mention.handle)
    for url in (*(address.url for address in addresses_in(text)), *(link.url for link in sentence.links)):
        linked = profile_of(url)
        if linked and not any(same_profile(linked, profile) for profile in found):
            found.append(linked)
    for network in networks_near(text, [(0, len(text))]):
        found += [Profile(platform=name, handle=None) for name in network.platforms if name not in {p.platform for p in found}]
    return list(dict.fromkeys(found)), unbound


def _profile(platform: str, handle: str) -> Profile | None:
    try:
        return parse_profile(f"{platform}:{handle}")
    except ValueError:
        return None


def _span(name: str, sentence: Sentence, credited: Credited) -> Span | None:
    """Return where a duty stands; a reference stands where its accounts do, because its verb may serve several duties."""
    span = next((span for span in sentence.spans(name) if not _is_waived(sentence, span)), None)
    if span is None and name in ("name", "outlet"):
        return _crediting(sentence, credited.author if name == "name" else credited.outlet)
    if span is None and name == "hashtag":
        return sentence.first("share") or sentence.first("reference")
    return _first_account(sentence) or span if span and name == "reference" else span


def _first_account(sentence: Sentence) -> Span | None:
    text = sentence.text
    spans = [Span(each.start, each.end) for each in handles_in(text)]
    spans += [Span(each.start, each.end) for each in networks_near(text, [(0, len(text))])]
    spans += [Span(each.start, each.end) for each in addresses_in(text)]
    return min(spans, default=None)


def _is_meant(duty: Duty, beside: list[Duty]) -> bool:
    """Say whether the sentence holds what makes a duty of a cue."""
    sentence, others = duty.sentence, {other.name for other in beside}
    if duty.name == "reference":
        return any(accounts(sentence))
    if duty.name == "job_title":
        return "name" in others or any(quote.span.start > duty.span.start for quote in sentence.quotes)
    if duty.name == "link":
        return not accounts(sentence)[0] or sentence.has("not-home")
    if duty.name == "images":
        return not others & {"name", "outlet", "credit"}
    if duty.name == "outlet":
        # "First published on Monday" tells, it does not ask.
        is_asked = sentence.has("must", "courtesy", "hedge", "crediting", "notice", "line")
        return is_asked and ("line" not in others or not duty.line())
    if duty.name == "complete":
        return sentence.has("must", "courtesy") or not sentence.has("permission")
    if duty.name == "line":
        return bool(duty.line()) or sentence.text.endswith(":")
    if duty.name == "days":
        return bool(duty.days) and not sentence.has("contact")
    return duty.name != "hashtag" or bool(duty.hashtags)


def _crediting(sentence: Sentence, name: str) -> Span | None:
    """Return the verb with which a sentence tells to credit a name that it holds."""
    found = tokens(sentence.text)
    at = find_words(found, words(name))
    if at < 0 or sentence.is_quoted(found[at].start):
        return None
    verbs = [verb for verb in sentence.spans("crediting") if verb.start < found[at].start and not _is_waived(sentence, verb)]
    return verbs[-1] if verbs else None


def _is_waived(sentence: Sentence, span: Span) -> bool:
    return any(waived.start - span.end < _NEAR and span.start - waived.end < _NEAR for waived in sentence.spans("waived"))
