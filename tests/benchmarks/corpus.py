"""Pages to measure on: the demonstration article in the markup that news sites wrap around theirs, or the pages of a folder."""

from __future__ import annotations

import random
from pathlib import Path

from attrcheck import KnownWork, known_works, load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.fetch.saved import PAGE_SUFFIXES, fetch_saved
from attrcheck.terms import Terms

SEED = 20_240_511
# Sizes in kilobytes: real news pages have a median near 150 and a long tail.
SIZES = (50, 80, 120, 150, 200, 300, 500, 1_000, 2_000)
URL = "https://bench.example/story"

_WORDS = (
    "harbour council winter market election budget minister bridge school trains hospital energy prices court summer festival weather police report "
    "island society museum history festival season village workers strike budget parliament union region coast forest storm library concert"
).split()


def terms_and_works(path: str = str(TERMS)) -> tuple[Terms, tuple[KnownWork, ...]]:
    """Return terms and their work, ready to be looked for; the work must lie beside the terms, as its text or its fingerprint."""
    terms = load_terms(path)
    return terms, known_works(terms, (), fetch_saved)


def generated_pages() -> list[bytes]:
    """Return one page of each size; the same on every machine."""
    chance = random.Random(SEED)
    return [generated_page(chance, kilobytes * 1_000) for kilobytes in SIZES]


def generated_page(chance: random.Random, size: int) -> bytes:
    """Return a page of about `size` bytes: a quarter scripts and styles, the article with its byline, the rest navigation, teasers and comments."""
    head = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>[[title]]</title><link rel="canonical" href="[[page]]">'
        '<meta property="og:title" content="[[title]]"><meta name="author" content="Zoë Vandermeer"><style>'
        + _styles(chance, size // 8)
        + "</style>"
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Zoë Vandermeer"}}</script>'
        "<script>" + _script(chance, size // 8) + "</script></head>"
    )
    article = (
        '<main><article class="post"><header class="entry-header"><h1 class="entry-title">[[title]]</h1><p class="byline">By <a rel="author" '
        'href="/people/zoe">Zoë Vandermeer</a> · <time>11 May 2024</time></p></header><div class="entry-content">[[work]]</div>'
        + _share_buttons()
        + "</article>"
    )
    page = expand(f'{head}<body class="single single-post">{_navigation(chance)}{article}', WORK.read_text(encoding="utf-8"), URL)
    pieces, length = [page], len(page)
    while length < size:
        piece = chance.choice((_teaser, _comment, _navigation, _paragraphs))(chance)
        pieces.append(piece)
        length += len(piece)
    return ("".join(pieces) + "</main><footer class='site-footer'>© 2024 Bench</footer></body></html>").encode()


def saved_pages(folder: Path) -> list[bytes]:
    """Return the saved pages of a folder by name."""
    return [file.read_bytes() for file in sorted(folder.rglob("*")) if file.suffix.lower() in PAGE_SUFFIXES]


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()


def _styles(chance: random.Random, size: int) -> str:
    rule = ".c{0}-{1},.c{0}-{1}:hover{{color:#{2:06x};margin:0 auto;padding:{3}px;display:block}}@media(max-width:{4}px){{.c{0}{{display:none}}}}"
    drawn = (
        rule.format(chance.choice(_WORDS), i, chance.randrange(1 << 24), chance.randrange(40), chance.randrange(999))
        for i in range(size // 110)
    )
    return "\n".join(drawn)


def _script(chance: random.Random, size: int) -> str:
    return ";".join(
        f'window.__d["{chance.choice(_WORDS)}{i}"]={{"id":{i},"t":"{chance.choice(_WORDS)}","u":"/{i}"}}' for i in range(size // 55)
    )


def _share_buttons() -> str:
    return (
        '<div class="share-buttons"><a class="share-x" href="https://twitter.com/intent/tweet?url=[[page quoted]]&amp;text=[[title]]&amp;via=bench">X</a>'
        '<a class="share-facebook" href="https://www.facebook.com/sharer/sharer.php?u=[[page quoted]]">Facebook</a>'
        '<a href="whatsapp://send?text=[[page quoted]]">WhatsApp</a></div>'
    )


def _navigation(chance: random.Random) -> str:
    items = "".join(
        f'<li class="menu-item menu-item-{i}"><a class="menu-link" href="/section/{chance.choice(_WORDS)}/{i}"><span>{_text(chance, 2)}</span></a></li>'
        for i in range(30)
    )
    return f'<nav class="site-nav" role="navigation"><ul class="menu">{items}</ul></nav>'


def _teaser(chance: random.Random) -> str:
    number = chance.randrange(1_000_000)
    return (
        f'<div class="teaser related card card--{number % 7}" id="teaser-{number}" data-id="{number}"><a href="/2024/05/story-{number}/?ref=home" '
        f'class="card__link" title="{_text(chance, 6)}"><img class="card__image lazyload" src="/img/{number}.jpg" srcset="/img/{number}-2x.jpg 2x" '
        f'alt="{_text(chance, 5)}" width="320" height="180" loading="lazy"></a><div class="card__body"><h3 class="card__title"><a '
        f'href="/2024/05/story-{number}/">{_text(chance, 9)}</a></h3><p class="card__text">{_text(chance, 25)}.</p><span class="card__meta">By '
        f'<b>{_text(chance, 2)}</b></span><svg viewBox="0 0 24 24"><path d="M12 2C6 2 2 6 2 12s4 10 10 10 10-4 10-10"/></svg></div></div>'
    )


def _comment(chance: random.Random) -> str:
    return (
        f'<li class="comment depth-1" id="comment-{chance.randrange(1_000_000)}"><div class="comment-author vcard"><b class="fn">{_text(chance, 1)}</b></div>'
        f'<div class="comment-content" style="margin-left:8px"><p>{_text(chance, 40)}.</p></div></li>'
    )


def _paragraphs(chance: random.Random) -> str:
    return "".join(f"<p>{_text(chance, 30)} <em>{_text(chance, 2)}</em> <a href='/{i}'>{_text(chance, 3)}</a>.</p>" for i in range(4))
