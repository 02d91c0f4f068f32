"""Forms of addresses as the tables write them, for example ``/{handle}/status/{id}``, made ready to be compared with an address.

The notation is explained at the head of ``rules/tables/platforms.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote

from attrcheck.model import Value
from attrcheck.urls.address import Address, parameters, segments

# A hole of a form: a word in braces.
_HOLE = re.compile(r"\{(\w+)\}")

# ASCII only, else [a-z] without case would also take the Kelvin sign and the long s, which look like "k" and "s".
_FLAGS = re.IGNORECASE | re.ASCII

_KELVIN = "\u212a"  # the only sign that NFC turns into an ASCII letter

# Host prefixes that every platform has and that no form needs to say.
HOST_PREFIXES = ("www.", "m.", "mobile.")
_ANY_PREFIX = r"(?:www\.|m\.|mobile\.)?"


class Form(Value, frozen=True):
    """One form: expressions for the parts that it names, and what it gives. `beginning` is its path up to the first hole, in lower case."""

    host: re.Pattern[str] | None
    path: re.Pattern[str]
    beginning: str
    query: tuple[tuple[str, re.Pattern[str]], ...]
    fragment: re.Pattern[str] | None
    result: str


class Spelling(Value, frozen=True):
    """An address as forms see it: decoded once, without trailing slash, in one Unicode form. Parameter "" is the whole query as written."""

    host: str
    path: str
    raw_path: str
    parameters: Mapping[str, str]
    fragment: str


def pattern(template: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    """Return the expression for a template; KeyError for a hole that `parts` does not know.

    >>> pattern("id:{number}", {"number": "[0-9]+"}).fullmatch("id:42")["number"]
    '42'
    """
    return re.compile(_source(template, parts), _FLAGS)


def _source(template: str, parts: Mapping[str, str]) -> str:
    pieces = _HOLE.split(template)  # literal, hole, literal, hole, …
    return "".join(f"(?P<{piece}>{parts[piece]})" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))


def form(text: str, parts: Mapping[str, str], result: str = "{handle}") -> Form:
    """Make one form ready. `result` is what it gives when it has no arrow.

    >>> made = form("m.me/{handle}?ref={any}", {"handle": "[a-z]+", "any": ".+"})
    >>> made.host.pattern, made.path.pattern, made.query[0][0]
    ('(?:www\\\\.|m\\\\.|mobile\\\\.)?m\\\\.me', '/(?P<handle>[a-z]+)', 'ref')
    """
    left, _, arrow = text.partition(" -> ")
    left, _, fragment = left.partition("#")
    place, _, query = left.partition("?")
    host, path = host_and_path(place)
    # A query without "=" is taken as a whole: "href.li/?{url}".
    pairs = [pair.partition("=") for pair in query.split("&")] if "=" in query else [("", "", query)][: len(query)]
    return Form(
        host=re.compile(_ANY_PREFIX + _source(host, parts), _FLAGS) if host else None,
        path=pattern(path.rstrip("/") or "/", parts),
        beginning=(path.rstrip("/") or "/").partition("{")[0].lower(),
        query=tuple((name, pattern(value, parts)) for name, _, value in pairs),
        fragment=pattern(fragment, parts) if fragment else None,
        result=arrow or result,
    )


def host_and_path(place: str) -> tuple[str, str]:
    """Return the host that a form names, empty for none, and its path with an app's scheme before it.

    >>> host_and_path("/share"), host_and_path("wa.me/{number}"), host_and_path("tg://msg")
    (('', '/share'), ('wa.me', '/{number}'), ('', 'tg://msg'))
    """
    if place.startswith("/") or _HOLE.sub("", place).find(":") > 0:
        return "", place
    host, slash, path = place.partition("/")
    return host, slash + path


@lru_cache(maxsize=1024)
def spelling(address: Address) -> Spelling:
    """Return the address as forms see it."""
    if address.is_web:
        raw = "/" + "/".join(segments(address.path))
        pairs = parameters(address.query)
    else:
        raw = f"{address.scheme}:{address.path}".rstrip("/")
        pairs = parameters(address.query, plus_is_space=address.scheme != "mailto")  # RFC 6068: "+" is a plus
    path = composed(unquote(raw)) if "%" in raw or not raw.isascii() else raw
    values = {**dict(reversed(pairs)), "": address.query}  # of two parameters with one name the first counts
    return Spelling(host=address.host, path=path, raw_path=raw, parameters=values, fragment=unquote(address.fragment))


def composed(text: str) -> str:
    """Return the text with accents joined to their letters (NFC); the Kelvin sign stays, for no network takes it for a "K".

    >>> composed("Re\\u0301my"), composed("\\u212a") == "K"
    ('Rémy', False)
    """
    return _KELVIN.join(unicodedata.normalize("NFC", piece) for piece in text.split(_KELVIN))


def may_fit(form: Form, path: str) -> bool:
    """Tell at little cost whether a path begins as the form does: most forms that are tried begin otherwise."""
    return path[: len(form.beginning)].lower() == form.beginning


def fit(form: Form, seen: Spelling, *, is_home: bool = True) -> dict[str, str] | None:
    """Return what stands in the form's holes, or None. A form without host fits at the platform's home only.

    >>> from attrcheck.urls.address import parse
    >>> made = form("/{handle}/about", {"handle": "[a-z]+"})
    >>> fit(made, spelling(parse("https://facebook.com/Remy/about/?ref=1")))
    {'handle': 'Remy'}
    """
    if not may_fit(form, seen.path):
        return None
    host = form.host.fullmatch(seen.host) if form.host is not None else None
    if host is None and (form.host is not None or not is_home):
        return None
    path = form.path.fullmatch(seen.path)
    if path is None:
        return None
    matches = [host, path]
    matches += [expression.fullmatch(seen.parameters.get(name, "")) for name, expression in form.query]
    if form.fragment is not None:
        matches.append(form.fragment.fullmatch(seen.fragment))
    if any(match is None for match in matches[1:]):
        return None
    return {name: value for match in matches if match for name, value in match.groupdict().items() if value is not None}


def filled(template: str, holes: Mapping[str, str]) -> str:
    """Return the template with its holes filled; an absent one is empty.

    >>> filled("id:{number}", {"number": "42"})
    'id:42'
    """
    return _HOLE.sub(lambda hole: holes.get(hole[1], ""), template)
