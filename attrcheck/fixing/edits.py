"""The cures of a page put into its markup: the only place where markup of others is changed, and only in a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from attrcheck.fixing.spots import Spots, element_at
from attrcheck.model import Remedy, Spot
from attrcheck.urls import compose_address, share_intent_in_script, share_intent_of

# Different places of buttons that are changed: each is looked up in the whole tree, and pages have a dozen.
_MAX_BUTTONS = 100
# Links that are put back: each is looked for in the whole text.
_MAX_LINKS = 100
# Names that themes and readers of pages know for what a block is.
_CLASSES = {Spot.TOP: "byline", Spot.AUTHOR_BOX: "author-box"}
# What makes a button say something else than its address: attributes of share services and scripts.
_SAYING = ("onclick", "data-text", "data-title", "data-url", "data-via", "data-hashtags", "data-related", "data-href", "data-description")
# Parameters in which buttons of Facebook and LinkedIn send a text that these networks drop or show beside the card.
_TEXTS = ("quote", "t", "title", "text", "description", "summary")
# Statements of which a page makes one; the tags that name several people may stand beside each other.
_ONLY_ONE = {"canonical", "og:description", "syndication-source", "original-source", "robots"}


def put_block(soup: BeautifulSoup, remedy: Remedy, at: Spots) -> None:
    """Put a credit block at a spot. The paragraphs that it is made of stay its own."""
    if remedy.spot is Spot.FIRST_PARAGRAPH and at.how == "into" and at.element.name == "p":
        for i, node in enumerate(_inline(remedy)):
            at.element.insert(i, node)
        return
    block = soup.new_tag("div", attrs={"class": _CLASSES.get(remedy.spot, "credit")})
    block.extend(_nodes(remedy.html))
    if at.how == "before":
        at.element.insert_before(block)
    elif at.how == "after":
        at.element.insert_after(block)
    else:
        at.element.insert(0, block)


def put_tags(soup: BeautifulSoup, remedy: Remedy) -> None:
    """Put tags into the page's head; a statement of which a page makes only one takes the place of the old one."""
    for tag in _nodes(remedy.html):
        if not isinstance(tag, Tag):
            continue
        said = _statement(tag)
        for old in soup.find_all(("meta", "link")) if said in _ONLY_ONE else ():
            if _statement(old) == said:
                _keep_description(tag, old)
                old.decompose()
        if said == "og:description":
            for old in soup.find_all("meta", attrs={"name": ("twitter:description", "twitter:title")}):
                old.decompose()
        _head(soup).append(tag)


def put_address(soup: BeautifulSoup, remedy: Remedy, network: str, locators: Iterable[str]) -> None:
    """Give all share buttons of a network the address of a remedy."""
    for locator in islice(dict.fromkeys(locators), _MAX_BUTTONS):
        element = element_at(soup, locator)
        if element is None:
            continue
        around = [one for one in element.parents if one.name == "a"]
        links = [one for one in (element, *around, *element.find_all("a")) if one.name == "a" and _network(one) == network]
        for link in links or [element]:
            if not links:
                link.name = "a"
            _point(link, remedy.text)


def put_links(soup: BeautifulSoup, remedy: Remedy, elements: Iterable[Tag]) -> None:
    """Put links on their words, where these stand once in the text of some elements and are no link yet."""
    texts = {id(node): node for element in elements for node in element.find_all(string=True) if type(node) is NavigableString}
    for link in islice(BeautifulSoup(remedy.html, "html.parser").find_all("a"), _MAX_LINKS):
        written = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, link.get_text().split())) + r"(?!\w)")
        found = [(node, match) for node in texts.values() for match in islice(written.finditer(node), 2)]
        if len(found) != 1 or found[0][0].find_parent("a"):
            continue
        node, match = found[0]
        made = soup.new_tag("a", attrs={"href": str(link["href"])})
        made.string = match[0]
        parts = (NavigableString(node[: match.start()]), made, NavigableString(node[match.end() :]))
        del texts[id(node)]
        node.replace_with(*parts)
        texts |= {id(part): part for part in (parts[0], made.contents[0], parts[2]) if isinstance(part, NavigableString)}


def drop_text(soup: BeautifulSoup, locators: Iterable[str]) -> None:
    """Take the texts out of share buttons whose networks draw the page's card: what they send stands in the card's way."""
    for locator in islice(dict.fromkeys(locators), _MAX_BUTTONS):
        element = element_at(soup, locator)
        for link in (element, *element.find_all("a")) if element else ():
            address, mark, query = str(link.get("href") or "").partition("?")
            if mark and _network(link) and not compose_address(_network(link), "", ""):
                kept = [pair for pair in query.split("&") if pair.partition("=")[0].lower() not in _TEXTS]
                link["href"] = f"{address}?{'&'.join(kept)}"


def _point(link: Tag, address: str) -> None:
    for name in list(link.attrs):
        if name in _SAYING or name.startswith(("data-a2a", "addthis:", "data-share", "st_")):
            del link[name]
    link["href"] = address
    if not link.get_text(strip=True) and not link.find(("img", "svg")) and not link.get("aria-label"):
        link["aria-label"] = "Share"


def _network(link: Tag) -> str | None:
    href, script = str(link.get("href") or ""), str(link.get("onclick") or "")
    intent = share_intent_of(href) or share_intent_in_script(script)
    return intent.platform if intent else None


def _statement(tag: Tag) -> str:
    """Return what a tag of a head states."""
    name = tag.get("property") or tag.get("name") or tag.get("rel") or ""
    return (" ".join(name) if isinstance(name, list) else str(name)).lower()


def _keep_description(new: Tag, old: Tag) -> None:
    """Begin the description of a card with the credit, and go on with the old one."""
    before = str(old.get("content") or "")
    if _statement(new) == "og:description" and before and before not in str(new["content"]):
        new["content"] = f"{new['content']}. {before}"


def _head(soup: BeautifulSoup) -> Tag:
    head = soup.find("head")
    if isinstance(head, Tag):
        return head
    made = soup.new_tag("head")
    root = soup.find("html")
    (root if isinstance(root, Tag) else soup).insert(0, made)
    return made


def _nodes(html: str) -> list[Tag]:
    """Return the elements of our own markup."""
    return [node.extract() for node in list(BeautifulSoup(html, "html.parser").children) if isinstance(node, Tag)]


def _inline(remedy: Remedy) -> list[Tag]:
    """Return a block as spans that may stand inside a paragraph."""
    found = _nodes(remedy.html)
    for node in found:
        node.name = "span"
        node.append(". ")
    return found
