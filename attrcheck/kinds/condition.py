"""When a requirement binds: for some classes of reuse, for edited copies, for some hosts, in some media.

Everything that a condition names must hold. What cannot be known is no ground to accuse anybody: a requirement that would fail is then
cannot-tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrcheck.kinds.copied_text import FEW_WORDS, PARAGRAPH_WORDS, of_sort, words_in
from attrcheck.model import Comparison, Difference, Medium, Place, ReuseClass, Subject, Value
from attrcheck.urls import canonical, is_menu
from attrcheck.urls.address import parse

_SHARES = (Place.SHARE, Place.SHARE_PREVIEW)


class Condition(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For which copies a requirement binds. `domain` and `not_domain` are host names; their subdomains are meant too.

    `edited` is about words that were altered and paragraphs that were moved, `shortened` about paragraphs that were left out.
    """

    reuse: tuple[ReuseClass, ...] = ()
    edited: bool | None = None
    shortened: bool | None = None
    translated: bool | None = None
    medium: tuple[Medium, ...] = ()
    network: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    not_domain: tuple[str, ...] = ()

    @property
    def compares(self) -> bool:
        """Whether the copy must be laid beside the work's text to know."""
        return self.edited is not None or self.shortened is not None

    def sentence(self) -> str:
        """Return the condition in words that follow "when"."""
        said = [f"the reuse is {_either(self.reuse)}"] if self.reuse else []
        said += [f"the text was {'' if asked else 'not '}{word}" for word, asked in self._states() if asked is not None]
        said += [f"the medium is {_either(self.medium)}"] if self.medium else []
        said += [f"the share is on {_either(self.network)}"] if self.network else []
        said += [f"the page is on {_either(self.domain)}"] if self.domain else []
        said += [f"the page is not on {_either(self.not_domain)}"] if self.not_domain else []
        return " and ".join(said) or "ever"

    def _states(self) -> tuple[tuple[str, bool | None], ...]:
        return ("edited", self.edited), ("shortened", self.shortened), ("translated", self.translated)


class Holding(NamedTuple):
    """Whether a condition holds for a subject (None: cannot be known), and why."""

    holds: bool | None = True
    because: str = ""


def holding(condition: Condition, subject: Subject) -> Holding:
    """Return whether the condition holds: one part that does not decides, then one that cannot be known."""
    parts = list(_parts(condition, subject))
    no = next((part for part in parts if part.holds is False), None)
    unknown = next((part for part in parts if part.holds is None), None)
    return no or unknown or Holding()


def _parts(condition: Condition, subject: Subject) -> Iterator[Holding]:
    if condition.reuse:
        yield _reuse(subject.reuse in condition.reuse if subject.reuse else None, subject)
    if condition.translated is not None:
        is_translated = subject.reuse is ReuseClass.TRANSLATION
        yield _reuse(is_translated is condition.translated if subject.reuse else None, subject)
    yield from _differences(condition, subject)
    if condition.medium:
        medium = Medium.SOCIAL if subject.place in _SHARES else Medium.ONLINE
        yield Holding(medium in condition.medium, f"the medium is {medium}")
    if condition.network:
        yield _network(condition, subject)
    host = _host(subject.page or subject.url)
    # A saved page may have stood anywhere.
    where = f"the page is on {host}" if host else "the host of the page is not known"
    if condition.domain:
        yield Holding(_is_on(host, condition.domain) if host else None, where)
    if condition.not_domain:
        yield Holding(not _is_on(host, condition.not_domain) if host else None, where)


def _network(condition: Condition, subject: Subject) -> Holding:
    """Return whether the share is on one of the networks; from a menu of networks its reader chooses one."""
    if subject.place in _SHARES and (subject.network is None or is_menu(subject.network)):
        return Holding(None, "the network is not known")
    return Holding(subject.network in condition.network, f"the network is {subject.network or 'none'}")


def _reuse(holds: bool | None, subject: Subject) -> Holding:
    return Holding(holds, f"the reuse is {subject.reuse or 'not known'}")


def _differences(condition: Condition, subject: Subject) -> Iterator[Holding]:
    compared = subject.comparison
    if condition.compares and compared is None:
        yield Holding(None, "how the text differs from the work is not known")
        return
    if condition.edited is not None and compared:
        yield _difference(condition.edited, _is_edited(compared), "edited")
    if condition.shortened is not None and compared:
        yield _difference(condition.shortened, _is_shortened(compared), "shortened")


def _difference(asked: bool, was: bool | None, word: str) -> Holding:
    if was is None:
        return Holding(None, f"the text may have been {word}")
    return Holding(was is asked, f"the text was {'' if was else 'not '}{word}")


def _is_edited(compared: Comparison) -> bool | None:
    """Return whether words were changed, None for a few of them, one displaced paragraph, or paragraphs that may be furniture."""
    moved = compared.count(Difference.MOVED)
    if compared.altered_words > FEW_WORDS or moved > 1:
        return True
    return None if compared.altered_words or moved or compared.count(Difference.ADDED) else False


def _is_shortened(compared: Comparison) -> bool | None:
    """Return whether a paragraph was left out, None for less than that, such as a subheading."""
    cut = of_sort(compared, Difference.CUT)
    return True if words_in(cut) >= PARAGRAPH_WORDS else None if cut else False


def _host(url: str) -> str:
    """Return the host of a web address as addresses are compared: without ``www.``, in ASCII, and the site behind an AMP cache."""
    address = parse(canonical(url))
    return address.host if address and address.is_web else ""


def _is_on(host: str, domains: tuple[str, ...]) -> bool:
    known = [_host(domain if "://" in domain else f"https://{domain}") for domain in domains]
    return any(domain and (host == domain or host.endswith(f".{domain}")) for domain in known)


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(words)
