"""A captured page to look at, with the evidence marked: what a reader would see of it, without anything that runs, loads or sends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from attrcheck.model import Capture, Evidence
from attrcheck.reading.decode import decode
from attrcheck.reading.frame import Frame
from attrcheck.reading.page import doubled_ids
from attrcheck.reading.tree import Element, parsed

# Elements that run, load, send or change what the rest means: left out with all that is in them.
_LEFT_OUT = frozenset("applet base embed frame frameset iframe link meta object param portal script template title".split())
# Elements whose content browsers read otherwise than markup, or whose markup is of another language: their text stays, as plain markup.
_PLAIN = frozenset("form math noembed noframes noscript plaintext svg textarea xmp".split())
_VOID = frozenset("area br col hr img input source track wbr".split())
# Attributes that say how something looks or what it is; none of them loads anything but a picture that is in the page itself.
_KEPT = frozenset("alt class colspan datetime dir hidden id lang rowspan style title".split())
_NAME = re.compile(r"^[a-z][a-z0-9-]*$")
_SPACE = re.compile(r"\s+")
_MARKED = ' style="outline:3px solid #c00;outline-offset:2px"'


def marked(capture: Capture, evidence: Iterable[Evidence]) -> str:
    """Return the page as HTML that is safe to show in a sandbox. Raises what `parsed` raises for bytes that are no page.

    Elements in which evidence stands are outlined, the words of its quotes highlighted.
    """
    quotes: dict[str, list[str]] = {}
    for one in evidence:
        quotes.setdefault(one.locator, []).append(_SPACE.sub(" ", one.quote).strip(" …"))
    tree = parsed(decode(capture.body, capture.headers).text)
    return "".join(_markup(tree.root, quotes, doubled_ids(tree.elements)))


def _markup(root: Element, quotes: dict[str, list[str]], doubled: frozenset[str]) -> Iterator[str]:
    """Yield the markup of a tree; it may be deeper than Python's stack."""
    frame: Frame | None = Frame(root, None)
    # For each open element what closes it, and the quotes that stand in it or around it.
    open_: list[tuple[str, list[str]]] = [("", [])]
    while frame is not None:
        child = next(frame.children, None)
        if child is None:
            yield open_.pop()[0]
            frame = frame.parent
        elif isinstance(child, Element):
            if child.name in _LEFT_OUT:
                frame.pass_over(child.name)
                continue
            frame = Frame(child, frame)
            begin, end = _tags(child)
            inside = quotes.get(frame.path(doubled), [])
            yield begin[:-1] + _MARKED + ">" if inside and begin else begin
            open_.append((end, [*open_[-1][1], *inside]))
        elif isinstance(child, str):
            yield _css(child) if frame.tag.name == "style" else _text(str(child), open_[-1][1])


def _tags(element: Element) -> tuple[str, str]:
    """Return what opens and closes an element."""
    name = "span" if element.name in _PLAIN or not _NAME.match(element.name) else element.name
    kept = [(key, value) for key, value in element.attrs.items() if key in _KEPT]
    source = element.attrs.get("src", "")
    if name == "img" and source.startswith("data:image/"):
        kept.append(("src", source))
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in kept)
    return f"<{name}{attributes}>", "" if name in _VOID else f"</{name}>"


def _css(text: str) -> str:
    """Return a style sheet that cannot end its element early."""
    return text.replace("</", "<\\/")


def _text(text: str, quotes: list[str]) -> str:
    """Return a text with the words of quotes highlighted: the quote where it stands in the text, the text where it stands in the quote."""
    plain = _SPACE.sub(" ", text)
    for quote in quotes:
        if quote and quote in plain:
            before, _, after = plain.partition(quote)
            return f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}"
        if plain.strip() and plain.strip() in quote:
            return f"<mark>{escape(plain)}</mark>"
    return escape(text)
