"""The tables of ``rules/tables/platforms.toml`` as values, loaded once, and which platform a host belongs to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

import msgspec

from attrcheck.model import Value
from attrcheck.rules_folder import rules_folder
from attrcheck.urls import forms
from attrcheck.urls.forms import Form
from attrcheck.urls.host_index import HostIndex, find, host_index, host_of

Names = tuple[str, ...]


class ShareTable(Value, frozen=True, forbid_unknown_fields=True):
    """Addresses of share buttons and the parameters that they prefill a share with."""

    at: Names
    text: Names = ()
    url: Names = ()
    handles: Names = ()
    tags: Names = ()
    title: Names = ()
    unless: Names = ()


class Length(Value, frozen=True, forbid_unknown_fields=True):
    """How long a post may be, and what counts how much in it."""

    limit: int
    unit: Literal["characters", "graphemes", "weighted"]
    link: int = 0
    emoji: Literal["", "bytes"] = ""
    servers: bool = True


class Platform(Value, frozen=True, forbid_unknown_fields=True):
    """What is known of one network. The keys are explained at the head of ``rules/tables/platforms.toml``."""

    id: str
    name: str
    is_social: bool = True
    is_menu: bool = False
    names: Names = ()
    short_names: Names = ()
    services: Names = ()
    hosts: Names = ()
    parts: dict[str, str] = msgspec.field(default_factory=dict)
    addresses: Names = ()
    bare_prefix: str = ""
    ignored_characters: str = ""
    case_sensitive: Names = ()
    profiles: Names = ()
    profiles_anywhere: Names = ()
    posts: Names = ()
    posts_anywhere: Names = ()
    hashtags: Names = ()
    mentions: Names = ()
    not_on: Names = ()
    reserved: frozenset[str] = frozenset()
    shares: tuple[ShareTable, ...] = ()
    shares_anywhere: tuple[ShareTable, ...] = ()
    tracking: frozenset[str] = frozenset()
    embeds: Names = ()
    compose: str = ""
    length: Length | None = None


class Button(Value, frozen=True, forbid_unknown_fields=True):
    """A share button made of classes and data attributes."""

    class_: str = msgspec.field(name="class", default="")
    attribute: str = ""
    value: str = ""
    platform: str = ""
    services: str = ""
    default_services: Names = ()
    service_classes: bool = False
    text: Names = ()
    url: Names = ()
    handles: Names = ()
    tags: Names = ()


class Embed(Value, frozen=True, forbid_unknown_fields=True):
    """Addresses of the post that an element embeds; of `tags`, `classes` and `attributes` it has one where there are any."""

    posts: Names
    tags: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()


class Jetpack(Value, frozen=True, forbid_unknown_fields=True):
    """Share links that the page's own site redirects to the network."""

    parameter: str
    companions: Names


class Redirects(Value, frozen=True, forbid_unknown_fields=True):
    """Addresses that lead to another one."""

    wrappers: Names
    copies: Names
    frames: Names
    amp_caches: Names
    shorteners: frozenset[str]
    parts: dict[str, str]


class Tracking(Value, frozen=True, forbid_unknown_fields=True):
    """Parameters that do not change the page; those with `sure_prefixes` on no site at all."""

    names: frozenset[str]
    prefixes: Names
    sure_prefixes: Names


class Amp(Value, frozen=True, forbid_unknown_fields=True):
    """Marks of the AMP form of a page."""

    path_parts: frozenset[str]
    parameters: frozenset[str]
    host_prefixes: Names


class Weights(Value, frozen=True, forbid_unknown_fields=True):
    """What signs count where they do not count alike: those in the ranges one, all others `other`."""

    light: tuple[tuple[int, int], ...]
    other: int


class Prose(Value, frozen=True, forbid_unknown_fields=True):
    """Small words between handles and names of networks."""

    prepositions: Names
    conjunctions: Names


class SameSite(Value, frozen=True, forbid_unknown_fields=True):
    """Beginnings of a host that do not tell two sites apart."""

    host_prefixes: Names


class LinkAttributes(Value, frozen=True, forbid_unknown_fields=True):
    """Attributes that can hold the address of a share button."""

    names: Names


class Tables(Value, frozen=True, forbid_unknown_fields=True):
    """The whole of ``rules/tables/platforms.toml``."""

    parts: dict[str, str]
    platform: dict[str, Platform]
    service_shares: tuple[ShareTable, ...]
    jetpack: Jetpack
    button: tuple[Button, ...]
    embed: tuple[Embed, ...]
    link_attributes: LinkAttributes
    weights: Weights
    prose: Prose
    redirects: Redirects
    tracking: Tracking
    amp: Amp
    same_site: SameSite


class Home(Value, frozen=True):
    """A platform that a host belongs to. At its home every form fits, elsewhere only forms that name the host."""

    platform: str
    is_home: bool


@cache
def tables() -> Tables:
    """Return the tables, read once."""
    with (rules_folder() / "tables" / "platforms.toml").open("rb") as file:
        read = tomllib.load(file)
    for key, platform in read["platform"].items():
        platform["id"] = key
    return msgspec.convert(read, Tables)


def platform(platform_id: str) -> Platform | None:
    """Return what is known of a network, None for an unknown one.

    >>> platform("x").name, platform("orkut")
    ('X (Twitter)', None)
    """
    return tables().platform.get(platform_id)


def parts(of: Platform) -> Mapping[str, str]:
    """Return what fits into the holes of a platform's forms."""
    return {**tables().parts, **of.parts}


@cache
def ready(platform_id: str, key: str, result: str = "{handle}") -> tuple[Form, ...]:
    """Return the forms of one key of a platform, made ready on first use.

    >>> len(ready("hackernews", "profiles"))
    3
    """
    of = tables().platform[platform_id]
    return tuple(forms.form(text, parts(of), result) for text in getattr(of, key))


@cache
def ready_shares(platform_id: str, key: str = "shares") -> tuple[tuple[Form, ShareTable], ...]:
    """Return the share forms of a platform with the table that each belongs to."""
    of = tables().platform[platform_id]
    return tuple((forms.form(text, parts(of)), share) for share in getattr(of, key) for text in share.at)


@cache
def service_platforms() -> Mapping[str, str]:
    """Return the platform for every name that share buttons use.

    >>> service_platforms()["twitter"]
    'x'
    """
    return {service: each.id for each in tables().platform.values() for service in each.services}


@lru_cache(maxsize=4096)
def homes(host: str) -> tuple[Home, ...]:
    """Return the platforms that a host belongs to, mostly none or one. For an app's scheme give ``scheme:``.

    >>> [home.platform for home in homes("m.facebook.com")], homes("twitter.com.evil.example")
    (['facebook'], ())
    """
    return tuple(find(_platform_index(), host))


@cache
def _platform_index() -> HostIndex[Home]:
    entries: list[tuple[str, Mapping[str, str], Home]] = []
    for each in tables().platform.values():
        entries += [(host, parts(each), Home(platform=each.id, is_home=True)) for host in each.hosts]
        shares = [text for share in each.shares for text in share.at]
        named = dict.fromkeys(host_of(text) for text in (*each.profiles, *each.posts, *shares))
        # An app's own scheme is always at home.
        homes_named = ((host, Home(platform=each.id, is_home=host.endswith(":"))) for host in named if host and host not in each.hosts)
        entries += [(host, parts(each), home) for host, home in homes_named]
    return host_index(entries)
