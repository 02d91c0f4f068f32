"""Made-up news sites for the crawl benchmark: ``python -m tests.benchmarks.site PORT SHARE`` serves them on every address of 127.0.0.0/8.

``/N.html`` is page N; `SHARE` of the pages reuse the demonstration article. Pages are made and compressed before the first request, so that a
request costs the server some 50 microseconds; ``/count`` says how many pages were asked for.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import sys
from collections.abc import Sequence
from functools import partial
from itertools import accumulate

from attrcheck.demo import WORK
from attrcheck.demo.holes import expand
from tests.benchmarks.corpus import SEED

# Different pages; page N is the one with the number N modulo this. More would only cost memory.
DIFFERENT = 200
# Bytes of a page. The mean of 1,339 real news pages is 154 KB: half of it scripts and styles, 7 % text.
_SIZES = (40_000, 80_000, 120_000, 150_000, 180_000, 350_000)
_PARAGRAPHS = 14
_WORDS_KNOWN = 6_000
_CONSONANTS, _VOWELS = "bcdfghklmnprstvw", "aeiou"


def addresses(pages: int, port: int, per_host: int = 5) -> list[str]:
    """Return the addresses of all pages, so many on each host, neighbours on different hosts."""
    hosts = max(1, pages // per_host)
    return [f"http://127.{1 + n % hosts // 200}.{1 + n % hosts % 200}.1:{port}/{n}.html" for n in range(pages)]


def pages(share: float) -> list[bytes]:
    """Return the different pages; the same on every machine."""
    chance = random.Random(SEED)
    language = Language(chance)
    reusing = round(DIFFERENT * share)
    # Spread evenly: a list is no worse at its start than at its end.
    return [_page(language, _SIZES[n % len(_SIZES)], n, reuses=n * reusing % DIFFERENT < reusing) for n in range(DIFFERENT)]


class Language:
    """Words with the frequencies of a language: the n-th is met 1/n as often as the first. Names are capitalised."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        words = {
            "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.choice((1, 2, 2, 3, 3, 4))))
            for _ in range(_WORDS_KNOWN)
        }
        self._words = sorted(words, key=len)
        self._names = [word.capitalize() for word in self._words if len(word) > 5]
        self._weights = list(accumulate(1 / n for n in range(1, len(self._words) + 1)))

    def text(self, words: int) -> str:
        drawn = self.chance.choices(self._words, cum_weights=self._weights, k=words)
        for i in range(5, words, 11):
            drawn[i] = self.chance.choice(self._names)
        return " ".join(drawn).capitalize()


def _page(language: Language, size: int, number: int, *, reuses: bool) -> bytes:
    """Return a page: scripts and styles for half of it, navigation, an article, teasers for the rest."""
    title = language.text(8)
    article = expand("[[work]]", WORK.read_text(encoding="utf-8"), "https://bench.example/") if reuses else _article(language)
    head = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><link rel="canonical" href="/{number}.html">'
        f"<style>{_styles(language, size // 5)}</style><script>{_script(language, size * 3 // 10)}</script></head>"
    )
    body = (
        f'<body class="single">{_navigation(language)}<main><article class="post"><header><h1 class="entry-title">{title}</h1><p class="byline">By '
        f'<a rel="author" href="/people/{number}">{language.text(2).title()}</a></p></header><div class="entry-content">{article}</div></article>'
    )
    pieces, length = [head, body], len(head) + len(body)
    while length < size:
        pieces.append(_teaser(language))
        length += len(pieces[-1])
    return ("".join(pieces) + "</main><footer>© 2024 Bench</footer></body></html>").encode()


def _article(language: Language) -> str:
    return "".join(
        f'<p>{language.text(28)} “<em>{language.text(6)}</em>” <a href="/topic/{language.text(1)}">{language.text(2)}</a>, {language.text(12)}.</p>'
        for _ in range(_PARAGRAPHS)
    )


def _styles(language: Language, size: int) -> str:
    chance = language.chance
    rules = (
        f".c-{language.text(1)}{i}:hover{{color:#{chance.randrange(1 << 24):06x};margin:0 auto;padding:{chance.randrange(40)}px}}"
        for i in range(size // 65)
    )
    return "\n".join(rules)


def _script(language: Language, size: int) -> str:
    return ";".join(f'window.__d["{language.text(1)}{i}"]={{"id":{i},"t":"{language.text(2)}","u":"/{i}"}}' for i in range(size // 60))


def _navigation(language: Language) -> str:
    items = "".join(
        f'<li class="menu-item menu-item-{i}"><a class="menu-link" href="/section/{i}"><span>{language.text(2)}</span></a></li>'
        for i in range(60)
    )
    return f'<nav class="site-nav" role="navigation"><ul class="menu">{items}</ul></nav>'


def _teaser(language: Language) -> str:
    n = language.chance.randrange(1_000_000)
    drawing = " ".join(f"{language.chance.randrange(240) / 10}" for _ in range(60))
    return (
        f'<div class="teaser related card card--{n % 7}" id="teaser-{n}" data-id="{n}" data-track="click|teaser|{n}"><a href="/2024/05/story-{n}/?ref=home" '
        f'class="card__link"><img class="card__image lazyload" src="/img/{n}.jpg" srcset="/img/{n}-2x.jpg 2x, /img/{n}-3x.jpg 3x" alt="{language.text(5)}" '
        f'width="320" height="180" loading="lazy"></a><div class="card__body"><h3 class="card__title"><a href="/2024/05/story-{n}/">{language.text(8)}</a>'
        f'</h3><p class="card__text">{language.text(12)}.</p><svg viewBox="0 0 24 24"><path d="M{drawing}"/></svg></div></div>'
    )


class _Server(asyncio.Protocol):
    """HTTP/1.1 with connections kept open, as little as clients need."""

    count = 0

    def __init__(self, bodies: Sequence[tuple[bytes, bytes]]) -> None:
        self._bodies, self._received = bodies, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            request, self._received = self._received[:end], self._received[end + 4 :]
            assert isinstance(self._transport, asyncio.WriteTransport)
            self._transport.write(self._answer(request.lower()))

    def _answer(self, request: bytes) -> bytes:
        name = request.split(b" ", 2)[1].rpartition(b"/")[2]
        if name == b"count":
            return _response(b"200 OK", b"text/plain", str(_Server.count).encode())
        if not name.endswith(b".html"):
            return _response(b"404 Not Found", b"text/plain", b"no")
        _Server.count += 1
        plain, packed = self._bodies[int(name[:-5]) % DIFFERENT]
        return packed if b"gzip" in request else plain


def _response(status: bytes, media: bytes, body: bytes, coding: bytes = b"") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n%b\r\n%b" % (status, media, len(body), coding, body)


async def _serve(port: int, share: float) -> None:
    html = b"text/html; charset=utf-8"
    ready = [
        (_response(b"200 OK", html, body), _response(b"200 OK", html, gzip.compress(body, 6), b"Content-Encoding: gzip\r\n"))
        for body in pages(share)
    ]
    server = await asyncio.get_running_loop().create_server(partial(_Server, ready), "0.0.0.0", port, backlog=1024)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
