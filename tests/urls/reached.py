"""Which rows of the tables of social networks a case reaches: the row that gives the answer, not one that would have given it too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from attrcheck.model import Widget
from attrcheck.urls import embedded_post, forms, handles_in, hashtag_of, post_of, profile_of, share_intent_of, unwrap
from attrcheck.urls.address import Address, parse
from attrcheck.urls.redirects import destination
from attrcheck.urls.tables import Button, ShareTable, homes, parts, tables

Row = tuple[str, ...]
"""Where a row stands, and the row."""

KEYS = ("profiles", "posts", "hashtags")
_REDIRECTS = ("wrappers", "frames", "amp_caches")
_PARAMETERS = ("text", "url", "handles", "tags", "title")
_SHARES = ("shares", "shares_anywhere")


def rows() -> set[Row]:
    """Return every row that says how an address or an element looks."""
    found: set[Row] = set()
    for of in tables().platform.values():
        keys = ("hosts", "addresses", "mentions", *KEYS, "profiles_anywhere", "posts_anywhere", "embeds")
        found |= {(of.id, key, text) for key in keys for text in getattr(of, key)}
        found |= {row for key in _SHARES for at, table in enumerate(getattr(of, key)) for row in _share_rows(f"{of.id}.{key}", at, table)}
    found |= {row for at, table in enumerate(tables().service_shares) for row in _share_rows("service_shares", at, table)}
    found |= {("redirects", key, text) for key in _REDIRECTS for text in getattr(tables().redirects, key)}
    found |= {("redirects", "shorteners", host) for host in tables().redirects.shorteners}
    found |= {row for at, button in enumerate(tables().button) for row in _button_rows(at, button)}
    found |= {("link_attributes", name) for name in tables().link_attributes.names}
    for at, embed in enumerate(tables().embed):
        found |= {(f"embed {at}", key, text) for key in ("posts", "tags", "classes", "attributes") for text in getattr(embed, key)}
    return found


def _share_rows(place: str, at: int, table: ShareTable) -> Iterator[Row]:
    yield from ((place, text) for text in table.at)
    yield from ((f"{place} {at}", key, name) for key in _PARAMETERS for name in getattr(table, key))


def _button_rows(at: int, button: Button) -> Iterator[Row]:
    yield (f"button {at}", button.class_ or button.attribute)
    yield from ((f"button {at}", key, name) for key in _PARAMETERS[:-1] for name in getattr(button, key))


def of_address(url: str) -> set[Row]:
    """Return the rows that make an address an account, a post or a list of posts with a hashtag."""
    address = parse(destination(url))
    post, profile, hashtag = post_of(url), profile_of(url), hashtag_of(url)
    found: set[Row] = set()
    if address is None:
        return found
    for key, platform_id in (
        ("posts", post and post.platform),
        ("profiles", profile and profile.platform),
        ("hashtags", hashtag and _home(address)),
    ):
        if platform_id:
            found |= {*_first(platform_id, key, address), *_hosts(platform_id, address)}
    if profile and profile.handle:
        of = tables().platform[profile.platform]
        shapes = (text for text in of.addresses if forms.pattern(text.partition(" -> ")[0], parts(of)).fullmatch(profile.handle))
        found |= {(of.id, "addresses", text) for text in list(shapes)[:1]}
    return found


def of_text(text: str) -> set[Row]:
    """Return the rows that make words accounts."""
    shown = {(name, text[each.start : each.end]) for each in handles_in(text) for name in each.platforms}
    every = ((of, row) for of in tables().platform.values() for row in of.mentions)
    return {
        (of.id, "mentions", row)
        for of, row in every
        for name, words in shown
        if name == of.id and forms.pattern(row, parts(of)).fullmatch(words)
    }


def _home(address: Address) -> str:
    return next((home.platform for home in homes(address.host)), "")


def _first(platform_id: str, key: str, address: Address) -> Iterator[Row]:
    of = tables().platform[platform_id]
    known = homes(address.host if address.is_web else address.scheme + ":")
    key = key if known else f"{key}_anywhere"
    for text in getattr(of, key):
        is_home = any(home.platform == platform_id and home.is_home for home in known) or not known
        holes = forms.fit(forms.form(text, parts(of)), forms.spelling(address), is_home=is_home)
        if holes is not None and holes.get("handle", "").lower() not in of.reserved:
            yield (of.id, key, text)
            return


def _hosts(platform_id: str, address: Address) -> Iterator[Row]:
    of = tables().platform[platform_id]
    names = {address.host, *(address.host.removeprefix(prefix) for prefix in forms.HOST_PREFIXES)}
    yield from ((of.id, "hosts", text) for text in of.hosts if any(forms.pattern(text, parts(of)).fullmatch(name) for name in names))


def of_share(url: str) -> set[Row]:
    """Return the rows that make an address a share button's."""
    address, intent = parse(url), share_intent_of(url)
    if address is None or intent is None:
        return set()
    of = tables().platform[intent.platform]
    places = [(f"{of.id}.{key}", getattr(of, key)) for key in _SHARES] + [("service_shares", tables().service_shares)]
    for place, several in places:
        for at, table in enumerate(several):
            for text in table.at:
                is_home = bool(_home(address)) or place.endswith("_anywhere") or not address.is_web
                holes = forms.fit(forms.form(text, parts(of)), forms.spelling(address), is_home=is_home)
                if holes is not None:
                    return {(place, text), *_given(f"{place} {at}", table, _told(address)), *_hosts(of.id, address)}
    return set()


def _told(address: Address) -> Mapping[str, str]:
    behind = parse(f"https://a.example/?{address.fragment}")
    return {**(forms.spelling(behind).parameters if behind else {}), **{k: v for k, v in forms.spelling(address).parameters.items() if v}}


def _given(place: str, table: ShareTable | Button, values: Mapping[str, str]) -> Iterator[Row]:
    for key in _PARAMETERS:
        yield from ((place, key, name) for name in getattr(table, key, ()) if values.get(name))


def of_redirect(url: str) -> set[Row]:
    """Return the row that unwraps an address, or the one that says that only a request can."""
    address = parse(url)
    if address is None:
        return set()
    host = address.host.removeprefix("www.")
    places = (host, f"{host}/{address.path.split('/')[1]}")
    found: set[Row] = {("redirects", "shorteners", place) for place in tables().redirects.shorteners if place in places}
    if unwrap(url) == url:
        return found
    known, seen = {**tables().parts, **tables().redirects.parts}, forms.spelling(address)
    for key in _REDIRECTS:
        for text in getattr(tables().redirects, key):
            form = forms.form(text, known, "{url}")
            path = seen.raw_path if form.query else seen.raw_path + address.rest
            if forms.fit(form, msgspec.structs.replace(seen, path=path)) is not None:
                return {*found, ("redirects", key, text)}
    return found


def of_button(attributes: Mapping[str, str], classes: Sequence[str]) -> set[Row]:
    """Return the rows that make an element a share button."""
    for at, button in enumerate(tables().button):
        if button.class_:
            beginning = button.class_.removesuffix("*")
            is_it = any(name == beginning or (name.startswith(beginning) and beginning != button.class_) for name in classes)
        else:
            is_it = button.attribute in attributes and attributes[button.attribute].startswith(button.value)
        if is_it:
            return {(f"button {at}", button.class_ or button.attribute), *_given(f"button {at}", _plain(button), attributes)}
    return {("link_attributes", name) for name in tables().link_attributes.names if name in attributes}


def _plain(button: Button) -> ShareTable:
    return ShareTable(at=(), text=button.text, url=button.url, handles=button.handles, tags=button.tags)


def of_widgets(widgets: Iterable[Widget]) -> set[Row]:
    """Return the rows that make elements embedded posts."""
    found: set[Row] = set()
    for widget in widgets:
        attributes = dict(widget.attributes)
        if embedded_post(widget.tag, widget.classes, attributes):
            found |= set(_embed_rows(widget, attributes))
    return found


def of_classes(names: Iterable[str]) -> set[Row]:
    """Return the rows of class names that mark an embedded post, or what stands in the same element."""
    known = set(names)
    return {(of.id, "embeds", name) for of in tables().platform.values() for name in of.embeds if name in known}


def _embed_rows(widget: Widget, attributes: Mapping[str, str]) -> Iterator[Row]:
    for at, embed in enumerate(tables().embed):
        marks = {
            "tags": embed.tags & {widget.tag},
            "classes": embed.classes & set(widget.classes),
            "attributes": embed.attributes & set(attributes),
        }
        if any(getattr(embed, key) and not names for key, names in marks.items()):
            continue
        for template in embed.posts:
            holes = {name: value for name, value in attributes.items() if f"{{{name}}}" in template}
            if holes.keys() and _is_filled(template, attributes):
                yield from ((f"embed {at}", key, name) for key, names in marks.items() for name in names)
                yield (f"embed {at}", "posts", template)
                return


def _is_filled(template: str, attributes: Mapping[str, str]) -> bool:
    try:
        return post_of(unwrap(template.format_map(attributes).strip())) is not None
    except KeyError:
        return False
