"""Accounts on social networks: read from an address or from terms, compared, and printed as an address."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attrcheck.model import Profile
from attrcheck.urls import forms
from attrcheck.urls.address import parse, remembered
from attrcheck.urls.fitting import fitting
from attrcheck.urls.posts import post_of
from attrcheck.urls.redirects import destination
from attrcheck.urls.tables import parts, platform, service_platforms, tables

_UNKNOWN_HANDLE = "?"


@remembered
def profile_of(url: str) -> Profile | None:
    """Return the account that an address leads to, with its handle in comparison form.

    None for everything else: posts, share buttons, searches, the network's own pages, hosts that only look like a network's.

    >>> profile_of("https://mobile.twitter.com/RemyBonny?s=20")
    Profile(platform='x', handle='remybonny')
    >>> profile_of("https://twitter.com/intent/tweet?text=a"), profile_of("https://twitter.com.evil.example/RemyBonny")
    (None, None)
    """
    address = parse(destination(url))
    for found, form, holes in fitting(address, "profiles") if address else ():
        if post_of(url) is not None:
            return None
        return Profile(platform=found.id, handle=_comparable(found.id, forms.filled(form.result, holes)))
    return None


def parse_profile(text: str) -> Profile:
    """Return the account that ``platform:handle`` names, as written; ``platform:?`` names the network but no account.

    ValueError, with what would be right, for an unknown platform and for a handle that the network does not allow.

    >>> parse_profile("instagram:@Remy.Bonny"), parse_profile("facebook:?")
    (Profile(platform='instagram', handle='Remy.Bonny'), Profile(platform='facebook', handle=None))
    >>> parse_profile("x:Remy.Bonny")
    Traceback (most recent call last):
    ValueError: 'Remy.Bonny' is not a handle on X (Twitter): that is [A-Za-z0-9_]{1,15}
    """
    name, colon, handle = (part.strip() for part in text.partition(":"))
    known = [each.id for each in tables().platform.values() if each.addresses]
    if not colon:
        raise ValueError(f"{text!r} names no platform: write platform:handle with one of {', '.join(known)}")
    if name not in known:
        meant = service_platforms().get(name.lower())
        hint = f" (did you mean {meant}:{handle}?)" if meant else ""
        raise ValueError(f"unknown platform {name!r}{hint}: write platform:handle with one of {', '.join(known)}")
    if handle == _UNKNOWN_HANDLE:
        return Profile(platform=name, handle=None)
    shaped = _shaped(name, handle)
    if shaped is None:
        of = tables().platform[name]
        server = f": write {name}:{handle}@SERVER" if "@" not in handle and _shaped(name, f"{handle}@a.example") else ""
        raise ValueError(
            f"{handle!r} is not a handle on {of.name}{server or ': that is ' + (parts(of).get('handle') or parts(of)['number'])}"
        )
    return Profile(platform=name, handle=shaped)


def same_profile(first: Profile, second: Profile) -> bool:
    """Say whether two profiles are one account by the network's own rules of comparison.

    >>> same_profile(Profile(platform="facebook", handle="RemyBonny"), Profile(platform="facebook", handle="remy.bonny"))
    True
    >>> same_profile(Profile(platform="instagram", handle="RemyBonny"), Profile(platform="instagram", handle="remy.bonny"))
    False
    """
    if first == second:
        return True
    if first.platform != second.platform or first.handle is None or second.handle is None:
        return False
    return _comparable(first.platform, first.handle) == _comparable(second.platform, second.handle)


def profile_url(profile: Profile) -> str | None:
    """Return the address to print for an account, None when the handle is unknown or not one of that network.

    >>> profile_url(Profile(platform="linkedin", handle="in/remy-bonny"))
    'https://www.linkedin.com/in/remy-bonny'
    """
    if profile.handle is None:
        return None
    for shape, address in _shapes(profile.platform):
        holes = shape.fullmatch(_shaped(profile.platform, profile.handle) or "")
        if holes:
            return forms.filled(address, {name: value or "" for name, value in holes.groupdict().items()})
    return None


def platform_name(platform_id: str) -> str:
    """Return a platform's name as a reader knows it; an unknown one's identifier.

    >>> platform_name("x")
    'X (Twitter)'
    """
    of = platform(platform_id)
    return of.name if of is not None else platform_id


def fits_grammar(platform_id: str, handle: str) -> bool:
    """Say whether the network allows such a handle.

    >>> fits_grammar("x", "RemyBonny"), fits_grammar("x", "Remy.Bonny")
    (True, False)
    """
    return _shaped(platform_id, handle) is not None


@cache
def _shapes(platform_id: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the shapes of a platform's handles, each with its address."""
    of = platform(platform_id)
    pairs = (text.partition(" -> ") for text in of.addresses) if of is not None else ()
    return tuple((forms.pattern(shape, parts(of)), address) for shape, _, address in pairs if of is not None)


def _shaped(platform_id: str, handle: str) -> str | None:
    """Return the handle in one of the platform's shapes, given its namespace when it has none; None when it fits no shape."""
    of = platform(platform_id)
    plain = handle.removeprefix("@").removesuffix("/")
    for candidate in (handle, plain, of.bare_prefix + plain if of is not None else plain):
        if any(shape.fullmatch(candidate) for shape, _ in _shapes(platform_id)):
            return candidate
    return None


@lru_cache(maxsize=4096)
def _comparable(platform_id: str, handle: str) -> str:
    """Return the handle in the form that the network compares."""
    of, plain = platform(platform_id), handle if handle.isascii() else forms.composed(handle)
    shaped = _shaped(platform_id, plain)
    if of is None or shaped is None:  # it names nobody: equal to itself only
        return plain
    if not shaped.startswith(of.case_sensitive):
        shaped = shaped.casefold()
    return shaped.translate(dict.fromkeys(map(ord, of.ignored_characters))) if of.ignored_characters else shaped
