"""robots.txt by RFC 9309: which group of rules is ours, and what it permits.

Patterns are matched by protego. It chooses groups by other rules than the RFC, though: a group for "attr" would bind attrcheck, one for
"attrcheck/1.0" would not, and a line that it does not know ends a group. So the lines of our group are picked here, and it sees only those.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import requests
import urllib3
from protego import Protego

from attrcheck.fetch.contract import FetchStopped, shorten
from attrcheck.model import Capture, Failure, FailureReason

# The name that site owners write into robots.txt; it begins the User-Agent (RFC 9309, 2.2.1).
PRODUCT_TOKEN = "attrcheck"  # noqa: S105 - a name, no secret

# What is parsed of one file, in bytes: the least that RFC 9309, 2.5, permits, and what Google reads. The rest is ignored.
PARSED_BYTES = 500 * 1024

# RFC 9309, 2.1: line ends are CR, LF and both; str.splitlines knows eight more.
_LINE_END = re.compile(rb"\r\n|\r|\n")

# RFC 9309, 2.1: the characters of a product token. What follows (a version, a comment) is ignored, as Google's parser does.
_TOKEN = re.compile(rb"[A-Za-z_-]+")

# The token of everybody who has no group of his own.
_ANYBODY = "*"

# Misspellings that Google's parser takes for "disallow"; owners who wrote them meant it.
_RULES = {b"allow": "Allow", b"disallow": "Disallow"} | dict.fromkeys(
    (b"dissallow", b"dissalow", b"disalow", b"diasllow", b"disallaw"), "Disallow"
)
_AGENTS = (b"user-agent", b"useragent", b"user agent")
_DELAYS = (b"crawl-delay", b"crawldelay")

# Bytes of a pattern that stay as they are: printable ASCII. Others are percent-encoded, whatever their encoding was meant to be.
_PLAIN = "".join(map(chr, range(0x21, 0x7F)))

# RFC 9309, 2.3.1.3: unavailable, so everything is allowed. 429 says "not now" rather than "there is none"; Google treats it as 5xx too.
_UNAVAILABLE = range(400, 500)
_TOO_MANY_REQUESTS = 429


class Rules:
    """What one robots.txt permits attrcheck. `crawl_delay` is in seconds, None where none is asked for; `size` is our rules' in bytes."""

    def __init__(self, body: bytes) -> None:
        """Parse the beginning of a file; whatever is no line of RFC 9309 is ignored."""
        found = list(_lines(body[:PARSED_BYTES].removeprefix(b"\xef\xbb\xbf")))
        ours = _group(found, PRODUCT_TOKEN) or _group(found, _ANYBODY)
        patterns = [f"{line.rule}: {line.value}" for line in ours if line.rule]
        delays = [line.delay for line in ours if line.delay is not None]
        text = "\n".join(["User-agent: *", *patterns])
        self.crawl_delay = max(delays, default=None)
        self.size = len(text)
        self._has_patterns = bool(patterns)
        self._protego = Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Tell whether the page at an address may be fetched. Raises `requests.RequestException` for what is no web address."""
        if not self._has_patterns:
            return True
        # As requests will send it and the server read it: "/a/%2e%2e/b" is "/b".
        prepared = requests.PreparedRequest()
        prepared.prepare_url(url, None)
        sent = urllib3.util.parse_url(prepared.url or "")
        return self._protego.can_fetch(f"http://host{sent.path or '/'}" + ("" if sent.query is None else f"?{sent.query}"), PRODUCT_TOKEN)


def robots_address(url: str) -> str:
    """Return where the robots.txt for an address lies: one for each scheme, host and port (RFC 9309, 2.3).

    >>> robots_address("https://News.Example:8443/a?b#c")
    'https://news.example:8443/robots.txt'
    """
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}/robots.txt"


def rules_of(answer: Capture | Failure) -> Rules | Failure:
    """Return what a server's answer for its robots.txt permits (RFC 9309, 2.3.1).

    4xx, and more redirects than are followed, permit everything. 5xx, 429 and trouble of the network permit nothing: a failure with the
    reason `robots`, or that of the network.
    """
    if isinstance(answer, Failure):
        if answer.reason is FailureReason.TOO_MANY_REDIRECTS:
            return ALLOW_ALL
        detail = f"robots.txt could not be fetched, so no page of this host may be: {answer.detail}"
        return Failure(reason=answer.reason, detail=detail, status=answer.status)
    status = answer.record.status or 0
    if 200 <= status < 300:
        return Rules(answer.body)
    # A redirect without an address leads nowhere: there is no file.
    if (status in _UNAVAILABLE and status != _TOO_MANY_REQUESTS) or 300 <= status < 400:
        return ALLOW_ALL
    detail = f"robots.txt answered {status}; until it can be read, no page of this host may be fetched."
    return Failure(reason=FailureReason.ROBOTS, detail=detail, status=status)


def require_allowed(rules: Rules | Failure, url: str) -> None:
    """Raise FetchStopped when the rules of a site, or their lack, do not let attrcheck fetch an address."""
    if isinstance(rules, Failure):
        raise FetchStopped(rules.reason, rules.detail)
    if not rules.allows(url):
        raise FetchStopped(FailureReason.ROBOTS, f"The robots.txt of the site does not permit attrcheck to fetch {shorten(url)}.")


class _Line(NamedTuple):
    """One line that means something: whom its group names, and a rule or a delay."""

    tokens: frozenset[str]
    rule: str = ""
    value: str = ""
    delay: float | None = None


def _group(lines: list[_Line], token: str) -> list[_Line]:
    """Return the lines of all groups for a token, merged (RFC 9309, 2.2.1)."""
    return [line for line in lines if token in line.tokens]


def _lines(body: bytes) -> Iterator[_Line]:
    """Yield what may concern us: each rule and delay, and an empty line for each user-agent: a group without rules permits everything."""
    tokens: frozenset[str] = frozenset()
    has_rules = False
    for raw in _LINE_END.split(body):
        name, value = _pair(raw.partition(b"#")[0].strip())
        if name in _AGENTS:
            tokens = (frozenset() if has_rules else tokens) | _tokens(value)
            has_rules = False
            yield _Line(tokens)
        elif name in _RULES:
            has_rules = True
            if value and tokens:
                yield _Line(tokens, _RULES[name], quote(value, safe=_PLAIN))
        elif name in _DELAYS:
            # No rule of the RFC: it must not end the user-agent lines of a group (2.2.4).
            yield _Line(tokens, delay=_seconds(value))


def _pair(line: bytes) -> tuple[bytes, bytes]:
    """Return name and value of a line; many owners forget the colon, and Google's parser then takes the blank for it."""
    name, colon, value = line.partition(b":")
    if not colon:
        words = line.split()
        name, value = (words[0], words[1]) if len(words) == 2 else (b"", b"")
    return name.strip().lower(), value.strip()


def _tokens(value: bytes) -> frozenset[str]:
    """Return whom a user-agent line names, as far as it concerns us: attrcheck, anybody, or nobody."""
    if value == b"*" or value.startswith((b"* ", b"*\t")):
        return frozenset({_ANYBODY})
    found = _TOKEN.match(value)
    return frozenset({PRODUCT_TOKEN}) if found and found[0].decode().lower() == PRODUCT_TOKEN else frozenset()


def _seconds(value: bytes) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


ALLOW_ALL = Rules(b"")
"""The rules of a site that has none."""
