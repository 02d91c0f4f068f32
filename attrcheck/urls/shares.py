"""What share buttons would make a share say: from their addresses, their data attributes, and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from urllib.parse import unquote

from msgspec.structs import replace

from attrcheck.model import Profile, Value
from attrcheck.urls import forms
from attrcheck.urls.address import Address, cleaned, parameters, parse, remembered
from attrcheck.urls.forms import Form
from attrcheck.urls.profiles import fits_grammar
from attrcheck.urls.tables import ShareTable, homes, platform, ready_shares, service_platforms, tables

_SCRIPT_PREFIX = 20_000
"""Characters of a script that are searched: share code of a button is under 2,000."""

_MOST_CANDIDATES = 50
"""Addresses of a script that are looked at."""

# An address in a string of a script, up to the quote that opened it; and whether the script adds something to it.
_QUOTED = re.compile(r"""(["'`])((?:[a-z-]{2,15}:)?//[^"'`\n]{1,4000}|mailto:[^"'`\n]{1,4000})\1(\s{0,5}\+)?""", re.IGNORECASE)
_BARE = re.compile(r"""()(https?://[^\s"'`<>()]{1,4000})()""", re.IGNORECASE)  # without quotes, as after "location=" in broken markup

# Escapes that scripts use inside addresses.
_SCRIPT_ESCAPES = (("\\/", "/"), ("&amp;", "&"), ("&quot;", '"'), ("&#39;", "'"))
_SCRIPT_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))", re.IGNORECASE | re.ASCII)

# A percent escape in a text that holds no blank: it was encoded twice.
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
# A hashtag in a list of them, with or without its sign; U+FF03 is the full-width one.
_HASHTAG = re.compile(r"[^\s,#\uff03]{1,100}")
_ADDRESS_IN_TEXT = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)


class ShareIntent(Value, frozen=True):
    """A share as a button would begin it.

    `text` joins the parameters that the network shows; `title` is what the button sends and the network drops (Facebook, LinkedIn).
    `handles` and `hashtags`, which stand here without their sign, are added to the text by the network.
    `is_text_known` is False when only a request or a running script could tell the text: its absence then proves nothing.
    """

    platform: str
    text: str = ""
    url: str | None = None
    handles: tuple[Profile, ...] = ()
    hashtags: tuple[str, ...] = ()
    title: str = ""
    is_text_known: bool = True

    @property
    def is_text_prefilled(self) -> bool:
        """Whether the share already says something."""
        return bool(self.text)

    @property
    def is_social(self) -> bool:
        """Whether it goes to a social network, and not into an e-mail or a reading list."""
        return is_social(self.platform)


def is_social(platform_id: str) -> bool:
    """Say whether a platform is a social network.

    >>> is_social("x"), is_social("email")
    (True, False)
    """
    known = platform(platform_id)
    return known is not None and known.is_social


def is_menu(platform_id: str) -> bool:
    """Say whether a platform is a service that asks its reader for the network.

    >>> is_menu("addtoany"), is_menu("x")
    (True, False)
    """
    known = platform(platform_id)
    return known is not None and known.is_menu


@remembered
def share_intent_of(url: str) -> ShareIntent | None:
    """Return the share that an address would begin, None when it is no share button's address.

    >>> share = share_intent_of("https://twitter.com/intent/tweet?text=By+R%C3%A9my%20Bonny&url=https%3A%2F%2Fnews.example%2Fa&via=RemyBonny")
    >>> share.platform, share.text, share.url, [str(handle) for handle in share.handles]
    ('x', 'By Rémy Bonny', 'https://news.example/a', ['x:RemyBonny'])
    >>> share_intent_of("mailto:press@news.example") is None
    True
    """
    if cleaned(url[:40])[:11].lower() == "javascript:":
        return share_intent_in_script(unquote(cleaned(url[:_SCRIPT_PREFIX])[11:]))
    address = parse(url)
    if address is None:
        return None
    for platform_id, form, table, is_home in _candidates(address):
        holes = forms.fit(form, forms.spelling(address), is_home=is_home)
        name = service_platforms().get(holes["service"].lower(), "") if holes and "service" in holes else platform_id
        if holes is not None and name:
            values = _values(address)
            return None if any(values.get(parameter) for parameter in table.unless) else begun(name, table, values)
    return _by_the_site(address)


def share_intent_in_script(code: str) -> ShareIntent | None:
    """Return the first share whose address stands in a script, such as an ``onclick``.

    >>> share_intent_in_script("window.open('https://www.facebook.com/sharer.php?u=' + location.href); return false").platform
    'facebook'
    """
    text = code[:_SCRIPT_PREFIX]
    for escaped, plain in _SCRIPT_ESCAPES:
        text = text.replace(escaped, plain)
    text = _SCRIPT_ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    # Scripts write characters beyond the first 65,536 as two halves; a lone half is no character.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for address, is_continued in _in_script(text):
        intent = share_intent_of(address)
        if intent is not None:
            known = intent.is_text_known and not is_continued
            return replace(intent, is_text_known=known)
    return None


def _in_script(text: str) -> Iterator[tuple[str, bool]]:
    for expression in (_QUOTED, _BARE):
        for _, found in zip(range(_MOST_CANDIDATES), expression.finditer(text), strict=False):
            yield found[2], bool(found[3])


def _candidates(address: Address) -> Iterator[tuple[str, Form, ShareTable, bool]]:
    known = homes(address.host if address.is_web else address.scheme + ":")
    for home in known:
        for form, table in ready_shares(home.platform):
            yield home.platform, form, table, home.is_home
    for platform_id, path, form, table in _anywhere() if address.is_web and not known else ():
        if address.path.rstrip("/") == path:
            yield platform_id, form, table, True
    for form, table in _of_services() if address.host.endswith(_service_hosts()) else ():
        yield "", form, table, True


@cache
def _anywhere() -> tuple[tuple[str, str, Form, ShareTable], ...]:
    """Return the share forms for unknown hosts with the path that each needs."""
    pairs = ((each.id, form, table) for each in tables().platform.values() for form, table in ready_shares(each.id, "shares_anywhere"))
    return tuple((platform_id, text.partition("?")[0], form, table) for platform_id, form, table in pairs for text in table.at)


@cache
def _of_services() -> tuple[tuple[Form, ShareTable], ...]:
    return tuple((forms.form(text, tables().parts), table) for table in tables().service_shares for text in table.at)


@cache
def _service_hosts() -> tuple[str, ...]:
    return tuple({forms.host_and_path(text)[0] for table in tables().service_shares for text in table.at})


def _values(address: Address) -> Mapping[str, str]:
    """Return the parameters; some helpers put them behind the "#"."""
    behind = dict(reversed(parameters(address.fragment))) if "=" in address.fragment else {}
    return {**behind, **forms.spelling(address).parameters}


def begun(platform_id: str, table: ShareTable, values: Mapping[str, str], *, is_text_known: bool = True) -> ShareIntent:
    """Return the share that a table's parameters begin."""
    text = "\n".join(_joined(table.text, values))
    title = "\n".join(_joined(table.title, values))
    addresses = (_address(values.get(name, "")) for name in table.url)
    in_text = _ADDRESS_IN_TEXT.search(text)
    url = next((address for address in addresses if address), in_text[0] if in_text else None)
    handles = tuple(Profile(platform=platform_id, handle=handle) for handle in _handles(platform_id, table.handles, values))
    hashtags = tuple(tag for name in table.tags for tag in _HASHTAG.findall(values.get(name, "")))
    return ShareIntent(
        platform=platform_id, text=text, url=url, handles=handles, hashtags=hashtags, title=title, is_text_known=is_text_known
    )


def _joined(names: Iterable[str], values: Mapping[str, str]) -> Iterator[str]:
    decoded = (_decoded(values.get(name, "")).strip() for name in names)
    return (text for text in dict.fromkeys(decoded) if text)


def _decoded(text: str) -> str:
    text = unescape(text)
    return unquote(text) if _ESCAPE.search(text) and not any(map(str.isspace, text)) else text


def _address(text: str) -> str | None:
    """Return a shared address, None for an empty one and for a hole that no template filled ("{url}", "[URL]")."""
    text = unquote(text) if _ESCAPE.match(text.partition(":")[0][-3:]) or "%3A" in text[:12] or "%3a" in text[:12] else text
    address = parse(text)
    return text.strip() if address is not None and address.is_web else None


def _handles(platform_id: str, names: Iterable[str], values: Mapping[str, str]) -> list[str]:
    plain = (values.get(name, "").strip().lstrip("@\uff20") for name in names)
    return [handle for handle in dict.fromkeys(plain) if handle and fits_grammar(platform_id, handle)]


def _by_the_site(address: Address) -> ShareIntent | None:
    """Read ``ARTICLE?share=x``: the article's own site redirects to the network and fills the share."""
    jetpack = tables().jetpack
    if f"{jetpack.parameter}=" not in address.query or not address.is_web:
        return None
    name = service_platforms().get(forms.spelling(address).parameters.get(jetpack.parameter, ""))
    if name is None or homes(address.host):
        return None
    own = (jetpack.parameter, *jetpack.companions)
    query = "&".join(pair for pair in address.query.split("&") if pair.partition("=")[0] not in own)
    url = f"{address.scheme}://{address.host}{address.path}" + ("?" + query if query else "")
    return ShareIntent(platform=name, url=url, is_text_known=False)
