"""Pages that somebody made to hurt a reader: each is a function of one number, so that growth can be measured.

Every page also repeats the demonstration article, so that no stage is skipped because the page is no reuse.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from attrcheck.urls.tables import tables
from tests.property.checking import WORK_TEXT, expanded

# Pages of many tags with fewer characters for each are not parsed (attrcheck/reading/bounds.py).
LEAST_CHARACTERS_A_TAG = 16
AUTHOR = "Zoë Vandermeer"
JOB_TITLE = "River Historian documenting Ferry Crossings in Northern Europe and the Baltic States"


@dataclass(frozen=True)
class Hostile:
    """A page for every size: `build` gives the markup that is put into the article (or the head), `size` is the largest size to try."""

    build: Callable[[int], str]
    size: int
    in_head: bool = False
    headers: Callable[[int], tuple[tuple[str, str], ...]] = field(default=lambda _: ())

    def page(self, size: int) -> bytes:
        """Return the bytes of the page of this size."""
        made = self.build(size)
        head, body = (made, "") if self.in_head else ("", made)

        return page(body, head)


def page(body: str, head: str = "") -> bytes:
    """Return a page that repeats the article, with something added to its head and to the end of its article."""
    html = expanded(
        f"<html><head><title>[[title]]</title>{head}</head><body><article><h1>[[title]]</h1>[[work]]{body}</article></body></html>"
    )
    missing = LEAST_CHARACTERS_A_TAG * (html.count("<") + 1) - len(html)
    # What a hostile page would do that must not be refused for its many tags and little text.
    return (f"{html}<!-- {'x' * missing} -->" if missing > 0 else html).encode()


def nested(tag: str) -> Callable[[int], str]:
    """Return a builder of one tag inside itself."""
    return lambda n: f"<{tag}>" * n + "deep" + f"</{tag.split(maxsplit=1)[0]}>" * n


def row(piece: str) -> Callable[[int], str]:
    """Return a builder of pieces in a row; `{i}` in a piece is its number."""
    return lambda n: "".join(piece.replace("{i}", str(i)) for i in range(n)) if "{i}" in piece else piece * n


def in_one(tag: str, piece: str) -> Callable[[int], str]:
    """Return a builder of one element that holds pieces in a row."""
    inside = row(piece)
    return lambda n: f"<{tag}>{inside(n)}</{tag.split(maxsplit=1)[0]}>"


def below(depth: int, piece: str) -> Callable[[int], str]:
    """Return a builder of pieces in a row, all at the bottom of a deep tree in which every element has elder brothers."""
    inside = row(piece)
    return lambda n: "<div></div><div></div><div>" * depth + inside(n) + "</div>" * depth


def _rules_inside(count: int) -> str:
    """As many rules for what is inside others as paragraphs, and one that they may undo."""
    rules = "".join(f".x{i} p{{display:{'none' if i % 2 else 'block'}}}" for i in range(count))
    paragraphs = "".join(f"<p class=c{i}>word word {i}</p>" for i in range(count))
    return f"<style>p{{display:none}}{rules}</style>{paragraphs}"


def _rules_inside_a_crowd(count: int) -> str:
    """The same inside an element with the classes of all of them."""
    crowd = " ".join(f"x{i}" for i in range(count))
    return _rules_inside(count).replace("</style>", f"</style><div class='{crowd}'>")


def _style_rules(n: int) -> str:
    return f"<style>{row('.a.b{i}{display:none}')(n)}</style>{row('<p class=a>x</p>')(n)}"


def _canonical_and_buttons(n: int) -> str:
    addresses = "".join(f'<link rel="canonical" href="https://a{i}.example/story-{i}">' for i in range(600))
    return addresses + row('<a href="https://twitter.com/intent/tweet?text=t{i}&url=https://b.example/{i}">s</a> ')(n)


def _posts(n: int) -> str:
    post = (
        '<blockquote class="twitter-tweet"><p>[[title]] https://case.example/hostile</p>— Case (@case) '
        '<a href="https://twitter.com/case/status/{i}">May 11, 2024</a></blockquote>'
    )
    return '<link rel="canonical" href="https://case.example/hostile">' + row(post)(n)


def _outlet_links(n: int) -> str:
    return (
        "<footer>"
        + row('<a href="https://twitter.com/outlet{i}">x</a> ')(n)
        + "</footer>"
        + row('<blockquote class="twitter-tweet"><a href="https://twitter.com/stranger{i}/status/1{i}">May 11, 2024</a></blockquote>')(n)
    )


def _json_ld(inside: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: f'<script type="application/ld+json">{inside(n)}</script>'


def _addresses_of_every_host(n: int) -> str:
    """Links to every host that the tables know, with a long and odd rest."""
    hosts = sorted({name for each in tables().platform.values() for name in each.hosts if "{" not in name})
    rests = [
        "/" + "a/" * 60,
        "/" + "a." * 60,
        "/" + "%2f" * 40,
        "/l.php?u=" + "https%3A%2F%2F" * 12,
        "?" + "a=b&" * 40,
        "/@" * 60,
        "/c/s/" * 25,
    ]
    return "".join(f'<a href="https://{hosts[i % len(hosts)]}{rests[i // len(hosts) % len(rests)]}">x</a> ' for i in range(n))


def share_text(text: str) -> str:
    """Return a share button whose text is given percent-encoded."""
    return f'<a href="https://twitter.com/intent/tweet?text={text}">share</a>'


def _spaced_share(n: int) -> str:
    return share_text("Zoe" + "+" * n + ".Vandermeer")


_SIBLINGS = {
    "author": '<div class="author">x</div>',
    "byline with a person": '<p class="byline">By Anna Berg {i}</p>',
    "related": '<div class="related">x</div>',
    "article": "<article>x</article>",
    "h1": "<h1>x</h1>",
    "br": "<br>x",
    "list items": "<li>x",
    "cells": "<td>x",
    "closed details": "<details>x</details>",
    "identified": '<p id="p{i}">x</p>',
    "classes of their own": '<p class="c{i}-author-x{i}">x</p>',
    "styled": '<p style="color:#{i}">x</p>',
    "iframes": '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Ffacebook.com%2Fa%2Fposts%2F{i}"></iframe>',
    "widgets": '<a class="twitter-share-button" data-text="t{i}" data-via="ZoeVandermeer" href="#">x</a>',
    "hidden": "<p hidden>Zoë Vandermeer</p>",
    "style elements": "<style>.s{i}{display:none}</style>",
    "style elements with alternatives": "<style>:is(.s{i},.t) .u{&:not(.v){display:none}}</style>",
    "links of no size": '<a href="https://x.com/a{i}"><b></b></a>',
    "hidden in a line": "<i hidden>x</i>Zoë Vandermeer ",
    "hidden in a link": '<a href="https://x.com/a{i}">a<i hidden>x</i>',
    "buttons of closed parts": '<b aria-expanded="false" aria-controls="c{i} d">x</b>',
    "handles cut by elements": "@Zoe<span>Vander</span>",
    "labels and handles": "<td>Twitter</td><td>@a{i}</td>",
    "glosses": "<ruby>a<rt>b</rt></ruby>",
    "titles": "<title>t{i}</title>",
    "meta tags": '<meta name="author" content="A{i}">',
    "empty meta tags": '<meta name="author" content="">',
    "images": '<img alt="Zoë Vandermeer {i}" src="x">',
    "empty images": '<img alt="" src="x">',
}  # fmt: skip

_WORDS = {
    "names apart": "<p>By Zoë Vandermeer.</p>",
    "surnames": "Vandermeer said. ",
    "names": "Zoë Vandermeer said. ",
    "names without a blank": "Vandermeer,Zoë;",
    "names misspelt": "Zoë Vandermear said. ",
    "names in look-alike letters": "Zоë Vandеrmeer said. ",
    "names with a link each": '<a rel="tag" href="/{i}">Zoë Vandermeer</a> ',
    "job titles of others": f"x {JOB_TITLE}, Anna Berg. ",
    "job titles": f"Anna Berg, {JOB_TITLE}. ",
    "words of the job title": "river historian ferry crossings ",
    "mentions": "@someone{i} ",
    "mentions without a blank": "@someone{i},",
    "mentions with networks": "Twitter: @a{i} and Instagram, ",
    "networks": "@a Twitter, Facebook/Instagram and X ",
    "mentions in addresses": "medium.com/@a{i} ",
    "the author's handle": "twitter.com/ZoeVandermeer ",
    "the author's handle without a blank": "(@ZoeVandermeer)",
    "quotation marks": "“a” b ",
    "open quotation marks": "“ab ",
    "names in other letters": "ზოე ვანდერმეერი. ",
    "words cut at the end of a line": "histo-<br>rian ",
    "other texts recommended": "Read also: a Zoë Vandermeer ",
    "names of places": "Berlin Paris Oslo 2019 ",
    "trigrams of the work": "the lending library ",
    "short words": "a ",
    "capital letters": "A B C ",
}  # fmt: skip

# Texts on which an expression would run over the same characters again and again, by the expression that they are for.
_BAIT: dict[str, str | Callable[[int], str]] = {
    "blanks": " \t\n",
    "no-break spaces": "&nbsp;",
    "line breaks": "\n<br>\n x",
    "soft hyphens": "a&shy;",
    "zero width": "&#8203;",
    "combining marks": "a&#769;",
    "combining marks alone": "&#769;",
    "half-width marks": "Ж &#xFF9E; ",
    "garbled": "Ã©Ã",
    "dots": "1.",
    "commas": ",",
    "one digit and commas": lambda n: "1" + "," * n,
    "apostrophes": "A’",
    "hosts": "a.",
    "hosts with a dash": "a-a.",
    "schemes": "http://",
    "schemes with a blank": "http://a ",
    "closing brackets": lambda n: " ".join("https://x.com/" + ")" * 1_900 for _ in range(n // 1_900)),
    "closing and opening": lambda n: " ".join("https://x.com/" + "()" * 900 + ")" for _ in range(n // 1_900)),
    "at signs": "@",
    "at signs with a blank": "@ ",
    "handles with dots": "@a.",
    "handles with hosts": "@a@b.",
    "sentence ends": "! \n",
    "colons": ":\n",
    "dashes": "— ",
    "signatures": "— (@",
    "script quotes": lambda n: f"""<a onclick="share/{"'//a" * n}">x</a>""",
    "script links": lambda n: f"""<a href="javascript:{"'//a" * n}">x</a>""",
    "script addresses": lambda n: f"""<a href="javascript:share?{"https://a" * n}">x</a>""",
    "escapes": lambda n: f'<a href="https://x.com/{"%25" * min(n, 5_000)}">x</a>' * max(1, n // 5_000),
    "style names": lambda n: f'<p style="{"a" * 2_000}">x</p>' * (n // 2_000),
    "style values": lambda n: f'<p style="{"a:" * 1_000}">x</p>' * (n // 2_000),
    "style blanks": lambda n: f'<p style="color{" " * 1_990}">x</p>' * (n // 2_000),
    "style clips": lambda n: f'<p style="clip:{"rect(0 " * 280}">x</p>' * (n // 2_000),
    "style colours": lambda n: f'<p style="color:{" " * 1_000}#fff">x</p>' * (n // 1_000),
    "sheet comments": lambda n: f"<style>{'/*' * n}</style>",
    "sheet braces": lambda n: f"<style>{'{' * n}</style>",
    "sheet closing braces": lambda n: f"<style>{'}' * n}</style>",
    "sheet at-rules": lambda n: f"<style>{'@media{' * n}</style>",
    "sheet selectors": lambda n: f"<style>{'.a' * n}{{display:none}}</style>",
    "sheet lists": lambda n: f"<style>{'.a,' * n}.a{{display:none}}</style>",
    "sheet declarations": lambda n: f"<style>{'.a{' + 'a' * 1_990 + ' x:}'}</style>" * (n // 2_000),
    "sheet names": lambda n: f"<style>{'.a{' + 'display:none;' * 100 + '}'}</style>" * (n // 1_300),
    "class names": lambda n: f'<div class="{"a-" * n}">x</div>',
    "class lists": lambda n: f'<div class="{"author " * n}">x</div>',
    "header names": lambda n: f'<header class="{"entry-" * n}">x</header>',
    "long ids": lambda n: f'<div id="{"a" * n}">x</div>',
    "meta attributes": lambda n: f"<meta {'a' * n}>",
    "comment marks": "<!--",
    "closed comments": "<!-- x -->",
    "processing instructions": "<?x ",
    "declarations": "<!x ",
    "cdata": "<![CDATA[",
    "open tags": "<",
    "open brackets": "<a ",
    "ampersands": "&",
    "entities": "&amp",
    "numbers": lambda n: "&#" + "1" * n + ";",
    "quotes in attributes": lambda n: '<a href="' + "x" * n,
    "quotes and tags": lambda n: "<a href='" + '<p class="' * n,
    "nul": "\0",
    "end tags": "</p>",
    "end tags of another": "</table>",
    "misnested": "<b><p></b></p>",
    "formatting": "<b><i><u><a href=x>",
    "tables in tables": "<table><tr><td>",
    "selects": "<select><option>",
    "svg": "<svg><title>x",
    "templates": "<template><p>",
    "frames": "<frameset><frame>",
    "bodies": "<body><html>",
    "plain text": "<plaintext>x",
    "text areas": "<textarea>x",
    "scripts": "<script>x",
}  # fmt: skip

HOSTILE: dict[str, Hostile] = {
    **{f"nested {tag}": Hostile(nested(tag), 100_000) for tag in ("div", "b", "blockquote", "table", "details", "section", "span", "font")},
    "nested links": Hostile(nested("a href=/x"), 100_000),
    "nested cells": Hostile(nested("table><tr><td"), 30_000),
    "nested posts": Hostile(nested('blockquote class="twitter-tweet"'), 20_000),
    "nested authors": Hostile(nested('div class="author"'), 20_000),
    **{f"siblings: {name}": Hostile(row(piece), 100_000 if len(piece) < 40 else 50_000) for name, piece in _SIBLINGS.items()},
    "siblings below a deep tree": Hostile(below(80, "<p>x</p>"), 40_000),
    "attributes": Hostile(lambda n: f"<div {row('a{i}=1 ')(n)}>x</div>", 1_000_000),
    "equal attributes": Hostile(lambda n: f"<div {'a=1 ' * n}>x</div>", 1_000_000),
    "one text": Hostile(in_one("p", "word "), 1_000_000),
    "one word": Hostile(in_one("p", "w"), 5_000_000),
    "one word of another script": Hostile(in_one("p", "й"), 2_500_000),
    "links": Hostile(row('<a href="/{i}">x</a> '), 200_000),
    "links without blanks": Hostile(row("<a href=/{i}></a>"), 200_000),
    "links to accounts": Hostile(row('<a href="https://twitter.com/someone{i}">x</a> '), 30_000),
    "links to every host": Hostile(_addresses_of_every_host, 20_000),
    "style rules": Hostile(_style_rules, 50_000),
    "style rules inside others": Hostile(_rules_inside, 8_000),
    "style rules inside a crowd": Hostile(_rules_inside_a_crowd, 8_000),
    "share links": Hostile(row('<a href="https://twitter.com/intent/tweet?text=t{i}&url=https://case.example/hostile">s</a> '), 100_000),
    "share links and canonical addresses": Hostile(_canonical_and_buttons, 10_000),
    "share text with blanks": Hostile(_spaced_share, 16_000),
    "posts of the outlet": Hostile(_posts, 5_000),
    "posts and accounts of the outlet": Hostile(_outlet_links, 10_000),
    "the work again": Hostile(row("[[work]]"), 200),
    "the work in one element": Hostile(lambda n: "<div>" + "[[work text]] " * n + "</div>", 200),
    "the terms again": Hostile(row("[[terms]]"), 1_000),
    "the work quoted": Hostile(lambda n: "<p>" + WORK_TEXT[200:900].replace("\n", " ") + "“ab” " * n + "</p>", 200_000),
    "json nested": Hostile(_json_ld(lambda n: "[" * n), 100_000),
    "json objects nested": Hostile(_json_ld(lambda n: '{"author":' * n), 100_000),
    "json authors": Hostile(_json_ld(lambda n: '{"author":[' + '{"name":"A"},' * n + "{}]}"), 70_000),
    "json empty authors": Hostile(_json_ld(lambda n: "[" + '{"author":{}},' * n + "{}]"), 70_000),
    "json scripts": Hostile(row('<script type="application/ld+json">{"author":{}}</script>'), 20_000),
    "json digits": Hostile(_json_ld(lambda n: "1" * n), 1_000_000),
    "header with blanks": Hostile(lambda _: "", 60_000, headers=lambda n: (("Content-Type", "text/html; charset=" + " " * n + ";"),)),
    **{f"in one element: {name}": Hostile(in_one("p", piece), 20_000) for name, piece in _WORDS.items()},
    **{f"in a byline: {name}": Hostile(in_one('div class="byline"', piece), 20_000) for name, piece in _WORDS.items() if "name" in name or "job" in name},
    **{f"bait: {name}": Hostile(in_one("p", bait) if isinstance(bait, str) else bait, 20_000 if "@" in str(bait) else 200_000) for name, bait in _BAIT.items()},
}  # fmt: skip
