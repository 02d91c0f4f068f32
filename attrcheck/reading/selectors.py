"""Selectors of style sheets, as far as they can be read without a browser: which elements they may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

# One compound of a selector: a tag, then classes, ids, attributes and pseudo-classes; those that nobody opens here have no brackets inside.
_SIMPLE = re.compile(r"[.#][\w-]+|\[[^\[\]\s]+\]|::?[\w-]+(?:\([^()]*\))?")
_COMPOUND = re.compile(rf"^([a-z][a-z0-9-]*|\*)?((?:{_SIMPLE.pattern})*)$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\[([\w-]+)(?:([~|^$*]?=)[\"']?([^\"'\]]*)[\"']?)?\]$")
_COMBINATOR = re.compile(r"(\s*+>\s*+|\s++)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# Attributes whose parts say too little: every element has a class.
_WRITTEN_OUT = ("class", "id", "style", "href")
_FIRST = (":first-child", ":first-of-type")
_STRUCTURAL = (":last-child", ":last-of-type", ":nth-child", ":nth-of-type", ":nth-last-child", ":only-child")
_STATES = re.compile(r":(?:checked|target|hover|focus|focus-within|active)\b")
# Parts of an element's own making, which were written with one colon.
_PARTS = (":before", ":after", ":first-line", ":first-letter")
# Alternatives inside a selector, and the most that are looked at; real ones have a few. Rules are nested two or three deep.
_ALTERNATIVES = re.compile(r":(?:is|where)\(([^()]*)\)")
_MAX_ALTERNATIVES, _MAX_NESTED, _MAX_SELECTOR = 50, 4, 2_000
# Elements of one selector with what stands between them: twice as many as real ones have.
_MAX_PIECES = 40
# Classes that scripts give to the root of a page as soon as they run, and take from it (Modernizr and its like).
_WITH_SCRIPTS = frozenset({".js", ".has-js", ".js-enabled", ".js-on", ".jsenabled", ".javascript"})
_WITHOUT_SCRIPTS = frozenset({".no-js", ".nojs", ".no-javascript", ".js-disabled", ".js-off"})
# Tags and names of the elements around one, innermost first.
Around = Iterator[tuple[str, frozenset[str]]]


class Compound(NamedTuple):
    """What one element of a selector must have: a tag (None: any) and names, and none of the names in `without`.

    Names are simple selectors as `names_of` gives them: ``.class``, ``#id``, ``[attribute]``, ``[attribute=value]``, ``:first-child``.
    """

    tag: str | None
    names: frozenset[str]
    without: frozenset[str] = frozenset()

    def fits(self, tag: str, names: frozenset[str]) -> bool:
        """Tell whether an element has the tag and all the names."""
        return self.names <= names and self.tag in (None, tag) and self.without.isdisjoint(names)


class Selector(NamedTuple):
    """Elements that fit `last` inside elements that fit `around`, outermost first: the truth value asks for the next one to be its child.

    One that is not sure depends on a state that scripts change, or on what only a browser knows, and may mean fewer elements. In a state it
    means them while a reader does something.
    """

    around: tuple[tuple[Compound, bool], ...]
    last: Compound
    is_sure: bool
    is_in_state: bool = False

    def fits_around(self, around: Callable[[], Around]) -> bool:
        """Tell whether the elements around one fit; they are asked for only when it matters."""
        waiting = list(self.around)
        for tag, names in around() if waiting else ():
            compound, is_parent = waiting[-1]
            if compound.fits(tag, names):
                waiting.pop()
                if not waiting:
                    break
            elif is_parent:
                return False
        return not waiting

    def telling_around(self) -> list[str]:
        """Return names and tags, all of which elements around the ones that it means must have among them."""
        return [name for compound, _ in self.around for name in (*compound.names, *([compound.tag] if compound.tag else []))]

    def telling(self) -> list[str]:
        """Return the names by which elements that it means are found."""
        return [name for name in self.last.names if name not in _FIRST]


def parse_selector(written: str, *, in_any_state: bool = False) -> Selector | None:
    """Return what a selector means; None for one that nobody can read without a browser.

    With `in_any_state` what a reader does, such as to click or to point, is left out.
    """
    marks = [mark for mark in "+~" if mark in written and "(" not in written and "[" not in written]
    # Which element stands before another is not looked at.
    before, _, kept = written.rpartition(marks[-1]) if marks else ("", "", written)
    # A blank in brackets is no combinator.
    pieces = _COMBINATOR.split(_IN_BRACKETS.sub(lambda found: "".join(found[0].split()), kept.strip()))
    if len(pieces) > _MAX_PIECES:
        return None
    parts = [_compound(part, in_any_state=in_any_state) for part in pieces[::2]]
    compounds = [part for part in parts if part]
    if not kept or len(compounds) < len(parts) or (before and not compounds[-1][0].names):
        return None
    if any(one.tag == "html" for one, _ in compounds[1:]) or (before and compounds[0][0].tag == "html"):
        # Nothing stands around or before it: only Internet Explorer 6 and 7 followed such rules.
        return None
    around = list(zip((one for one, _ in compounds), (">" in combinator for combinator in pieces[1::2]), strict=False))
    if any(not _WITHOUT_SCRIPTS.isdisjoint(one.names) for one, _ in around):
        return None
    given = [(one, is_parent) for one, is_parent in around if not (one.names and one.names <= _WITH_SCRIPTS)]
    is_sure = not before and all(known for _, known in compounds) and len(given) == len(around)
    return Selector(tuple(given), compounds[-1][0], is_sure, in_any_state and bool(_STATES.search(written)))


def nested(outer: Iterable[str], selectors: str) -> str:
    """Return the selectors of a rule inside others: ``&`` is what is around, which also stands before what has none.

    >>> nested([".a", ".b, .c"], "&.d, .e")
    ':is(.a .b,.a .c).d,:is(.a .b,.a .c) .e'
    """
    parent = ""
    for each in (*outer, selectors):
        parts = _split(each[:_MAX_SELECTOR])[:_MAX_ALTERNATIVES] if parent else [each]
        around = f":is({parent})" if "," in parent else parent
        one_by_one = (part if "&" in part or not parent else f"& {part}" for part in parts)
        parent = ",".join(part.replace("&", around, _MAX_NESTED) for part in one_by_one)
        parent = parent[:_MAX_SELECTOR] if around else parent
    return parent


def every_selector(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list one by one, those with alternatives inside once for each, as many as real ones have.

    >>> list(every_selector(".a, :is(.b, .c) p:where(.d)"))
    ['.a', '.b p.d', '.c p.d']
    """
    for selector in _split(selectors):
        if len(selector) > _MAX_SELECTOR:
            continue
        waiting, tries = [selector], 0
        while waiting and (tries := tries + 1) <= _MAX_ALTERNATIVES:
            one = waiting.pop(0)
            found = _ALTERNATIVES.search(one)
            if found is None:
                yield one
            else:
                waiting += [f"{one[: found.start()]}{each}{one[found.end() :]}" for each in _split(found[1])[:_MAX_ALTERNATIVES]]


def _split(selectors: str) -> list[str]:
    """Return the parts of a list of selectors, those in brackets left together."""
    if "(" not in selectors:
        return [part.strip() for part in selectors.split(",")]
    parts, start, depth = [], 0, 0
    for mark in re.finditer(r"[(),]", selectors):
        depth += {"(": 1, ")": -1, ",": 0}[mark.group()]
        if mark.group() == "," and depth == 0:
            parts.append(selectors[start : mark.start()].strip())
            start = mark.end()
    return [*parts, selectors[start:].strip()]


def _compound(written: str, *, in_any_state: bool) -> tuple[Compound, bool] | None:
    """Return what one element of a selector must have, and whether that is all; None when it depends on what only a browser knows."""
    found = _COMPOUND.match(written)
    if found is None:
        return None
    names, without, is_sure = set(), set(), True
    for piece in _SIMPLE.findall(found[2]):
        name, _, inside = piece.partition("(")
        if piece[0] in ".#" or name in _FIRST:
            names.add(piece)
        elif piece[0] == "[":
            attribute = _attribute(piece)
            if attribute is None:
                return None
            # Scripts change attributes as readers click.
            names.add(attribute)
            is_sure = False
        elif name == ":not":
            without |= {part for part in _split(inside.removesuffix(")")) if re.fullmatch(r"[.#][\w-]+", part)}
            is_sure = False
        elif name in _STRUCTURAL and names:
            is_sure = False
        elif not in_any_state or name.startswith("::") or name in _PARTS:
            return None
    if not is_sure and not names:
        return None
    tag = found[1].lower() if found[1] and found[1] != "*" else None
    return Compound(tag, frozenset(names), frozenset(without)), is_sure


def _attribute(piece: str) -> str | None:
    """Return the name that stands for a selector of an attribute; None where its parts say too little about an element.

    Pages take a cloak off as soon as they are loaded.
    """
    found = _ATTRIBUTE.match(piece)
    if found is None or found[1].endswith("-cloak") or (found[2] not in (None, "=") and found[1] in _WRITTEN_OUT):
        return None
    return f"[{found[1]}={found[3]}]" if found[2] == "=" else f"[{found[1]}]"
