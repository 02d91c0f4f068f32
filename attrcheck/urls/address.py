"""An address in its parts, as a browser reads it, from text that nobody checked.

Follows the URL Standard (https://url.spec.whatwg.org/) where pages use its leniency: tabs and line ends vanish, a backslash is a slash, any
number of slashes may follow ``https:``, what stands before an ``@`` is not the host, a host may be percent-encoded or in any script.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial, wraps
from typing import TypeVar
from urllib.parse import unquote, unquote_plus

import idna

from attrcheck.model import Value

LONGEST = 16_384
"""Characters of the longest address that is read: servers refuse longer ones (Apache 8,190, IIS and nginx up to 16,384)."""

_LONGEST_REMEMBERED = 2_000
"""Characters of the longest address that `remembered` keeps: links are shorter, and longer ones would fill memory with one page's data."""

_MOST_REMEMBERED, _OF_AN_ANSWER = 16_000_000, 200
"""Characters of all addresses that one `remembered` question keeps, and what else an answer takes: 55,000 links of a usual length."""

_MOST_PARAMETERS = 200
"""Parameters that are read of one address: real ones have under 50, a hostile one must not cost more."""

_CONTROLS = "".join(map(chr, range(33)))
"""C0 controls and the space, which browsers strip from both ends."""

_VANISHING = str.maketrans("", "", "\t\r\n")
"""What browsers remove anywhere in an address."""

# No dot in a scheme, although RFC 3986 allows it: "twitter.com:443/Name" is a host and a port.
_SCHEME = re.compile(r"([a-z][a-z0-9+-]{0,30}):", re.IGNORECASE | re.ASCII)

# Authority, path, query, fragment. Every class excludes the mark that ends it, so no text is read twice.
_PARTS = re.compile(r"([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)

# What is left of a host after decoding: labels and single dots, or an IPv6 address in brackets. Possessive, so linear.
_HOST = re.compile(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)*+|\[[0-9a-f:.]{2,50}\]")

# A port: at most 65535, but leading zeros are allowed.
_PORT = re.compile(r"[0-9]{1,8}", re.ASCII)

_LONGEST_HOST = 253  # RFC 1035
_WEB = ("http", "https")

_Answer = TypeVar("_Answer")


class _Answers(dict[str, _Answer]):
    """The answers to one question, by address. All are forgotten when they are too many: one page after the other asks about its links,
    so keeping the latest ones would forget each link of a large page just before it is asked about again.
    """

    def __init__(self, question: Callable[[str], _Answer]) -> None:
        super().__init__()
        self._question = question
        self._size = 0

    def __missing__(self, url: str) -> _Answer:
        self._size += len(url) + _OF_AN_ANSWER
        if self._size > _MOST_REMEMBERED:
            self.clear()
            self._size = len(url) + _OF_AN_ANSWER
        self[url] = answer = self._question(url)
        return answer


def remembered(question: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """Remember the answers to a question about addresses: several parts of a check ask it about each link, and sites repeat their links."""
    kept = _Answers(question)

    @wraps(question)
    def answer(url: str) -> _Answer:
        return kept[url] if len(url) <= _LONGEST_REMEMBERED else question(url)

    return answer


# Names that stand for no host of the open web (RFC 6761, RFC 6762, RFC 9476 and ICANN's reservation of "internal").
_LOCAL = ("local", "localhost", "internal", "lan", "home", "arpa")


class Address(Value, frozen=True):
    """The parts of an address. Path, query and fragment are as written; for an app's scheme the path holds all up to the query."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str

    @property
    def is_web(self) -> bool:
        """Whether a browser fetches it over HTTP."""
        return self.scheme in _WEB

    @property
    def is_public(self) -> bool:
        """Whether it names a host that may stand on the open web: no number, no name of a local network, no port of its own.

        A name that leads into a local network all the same is for the fetcher to refuse.
        """
        last = self.host.rpartition(".")[2]
        is_named = "." in self.host and not last[:1].isdigit() and "]" not in last and last not in _LOCAL
        return self.is_web and is_named and self.port in (None, 80, 443)

    @property
    def rest(self) -> str:
        """Query and fragment with their marks."""
        return ("?" + self.query if self.query else "") + ("#" + self.fragment if self.fragment else "")


def cleaned(url: str) -> str:
    r"""Return the address without what browsers strip.

    >>> cleaned(" https://x.com/Remy\nBonny ")
    'https://x.com/RemyBonny'
    """
    text = url.strip(_CONTROLS)
    return text.translate(_VANISHING) if "\n" in text or "\t" in text or "\r" in text else text


def parse(url: str) -> Address | None:
    r"""Return the parts of an address with a host or an app's scheme; None for a relative or an impossible one.

    >>> parse("//WWW.Twitter.com./RemyBonny").host
    'www.twitter.com'
    >>> parse("https://twitter.com@evil.example/RemyBonny").host
    'evil.example'
    >>> parse("x.com:443/RemyBonny").port, parse("https:\\\\x.com\\RemyBonny").path
    (443, '/RemyBonny')
    >>> parse("/RemyBonny"), parse("https://[/"), parse("press@twitter.com")
    (None, None, None)
    """
    text = cleaned(url)
    return _parsed(text) if 0 < len(text) <= LONGEST else None


@remembered
def _parsed(text: str) -> Address | None:
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _without_scheme(text)
    name, rest = scheme[1].lower(), text[scheme.end() :]
    if name in _WEB:
        return _web(name, rest)
    path, query, fragment = _app_parts(rest)
    return Address(scheme=name, host="", port=None, path=path, query=query, fragment=fragment)


def _app_parts(rest: str) -> tuple[str, str, str]:
    head, _, fragment = rest.partition("#")
    path, _, query = head.partition("?")
    return path, query, fragment


def _without_scheme(text: str) -> Address | None:
    """Read ``//host/path`` and, as people write it, ``host.tld/path``."""
    if text[:2].replace("\\", "/") == "//":
        return _web("https", text)
    if text[:1] in ("/", "\\", "?", "#", "") or "." not in text:
        return None
    address = _web("https", text)
    authority = re.split(r"[/\\?#]", text, maxsplit=1)[0]  # up to the mark that ends a host
    return None if address is None or "." not in address.host or "@" in authority else address


def _web(scheme: str, rest: str) -> Address | None:
    if "\\" in rest:
        rest = _with_slashes(rest)
    parts = _PARTS.match(rest.lstrip("/"))
    if parts is None:
        return None
    authority, path, query, fragment = parts.groups(default="")
    host, port = _host_and_port(authority)
    if host is None or port == -1:
        return None
    return Address(scheme=scheme, host=host, port=port, path=path, query=query, fragment=fragment)


def _with_slashes(rest: str) -> str:
    end = min((at for at in (rest.find("?"), rest.find("#")) if at >= 0), default=len(rest))
    return rest[:end].replace("\\", "/") + rest[end:]


def _host_and_port(authority: str) -> tuple[str | None, int | None]:
    """Return host and port; a host of None or a port of -1 for what no browser would open."""
    authority = authority.rpartition("@")[2]
    name, colon, port = authority.rpartition(":")
    if not colon or authority.endswith("]"):
        return _host(authority), None
    if not port:
        return _host(name), None
    return _host(name), int(port) if _PORT.fullmatch(port) and int(port) < 65536 else -1


def _host(text: str) -> str | None:
    if "%" in text:
        text = unquote(text)
    host = text.lower() if text.isascii() else _in_ascii(text)
    host = host.removesuffix(".")
    return host if len(host) <= _LONGEST_HOST and _HOST.fullmatch(host) else None


def _in_ascii(text: str) -> str:
    if len(text) > _LONGEST_HOST:
        return ""
    try:
        return idna.encode(text, uts46=True).decode("ascii")
    except UnicodeError:
        return ""


def segments(path: str) -> list[str]:
    """Return the parts of a path without empty ones, with ``.`` and ``..`` resolved.

    >>> segments("//a/./b/%2E%2e/c/")
    ['a', 'c']
    """
    found: list[str] = []
    for part in path.split("/"):
        dots = part.replace("%2e", ".").replace("%2E", ".") if len(part) <= 6 else part  # "%2e%2e" has six characters
        if dots == "..":
            del found[-1:]
        elif dots not in ("", "."):
            found.append(part)
    return found


def _decoded(text: str, *, plus_is_space: bool) -> str:
    """Return percent-decoded text: UTF-8, or Windows-1252 where the bytes are not UTF-8, as old sites write it."""
    if "%" not in text and "+" not in text:
        return text
    decode = unquote_plus if plus_is_space else unquote
    try:
        return decode(text, errors="strict")
    except UnicodeDecodeError:
        return decode(text, encoding="windows-1252", errors="replace")


def parameters(text: str, *, plus_is_space: bool = True) -> tuple[tuple[str, str], ...]:
    """Return the decoded parameters of a query.

    >>> parameters("text=By+R%C3%A9my&amp;url=https%3A%2F%2Fa.example&via")
    (('text', 'By Rémy'), ('url', 'https://a.example'), ('via', ''))
    """
    decode = partial(_decoded, plus_is_space=plus_is_space)
    pairs = (pair.partition("=") for pair in text.split("&", _MOST_PARAMETERS)[:_MOST_PARAMETERS] if pair)
    # "&amp;" that was escaped twice leaves "amp;" before the name.
    return tuple((decode(name).removeprefix("amp;"), decode(value)) for name, _, value in pairs)
