"""Share buttons that a script builds from classes and data attributes: what their shares would say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from attrcheck.urls.shares import ShareIntent, begun, share_intent_in_script, share_intent_of
from attrcheck.urls.tables import Button, ShareTable, service_platforms, tables

_SERVICES = re.compile(r"[a-z0-9_-]{1,30}", re.ASCII | re.IGNORECASE)  # names in '["twitter", "facebook"]' or "twitter,facebook"

_LONGEST_LIST = 2_000
"""Characters of a list of services that are read: Shariff knows 31 names."""


def share_intent_of_attributes(attributes: Mapping[str, str], classes: Collection[str]) -> ShareIntent | None:
    """Return the first of `share_intents_of_attributes`.

    >>> button = {"data-text": "By Rémy Bonny", "data-url": "https://news.example/a"}
    >>> share_intent_of_attributes(button, ["twitter-share-button"]).text
    'By Rémy Bonny'
    """
    return next(iter(share_intents_of_attributes(attributes, classes)), None)


def share_intents_of_attributes(attributes: Mapping[str, str], classes: Collection[str]) -> tuple[ShareIntent, ...]:
    """Return the shares of a button that a script builds from classes and data attributes; one element may serve several networks.

    Where the library reads the button's container too (AddToAny, shareon), give the attributes and classes of both.
    """
    for button in tables().button:
        services = tuple(dict.fromkeys(_services(button, attributes, classes)))
        if services:
            return tuple(_built(service, button, attributes) for service in services)
    linked = (_linked(attributes[name]) for name in tables().link_attributes.names if name in attributes)
    return tuple(intent for intent in linked if intent is not None)[:1]


def _linked(value: str) -> ShareIntent | None:
    return share_intent_of(value) or (share_intent_in_script(value) if "(" in value or "=" in value else None)


def _built(platform_id: str, button: Button, attributes: Mapping[str, str]) -> ShareIntent:
    # Without its attribute the library takes the page's title, or what its script was told.
    is_known = not button.text or any(name in attributes for name in button.text)
    table = ShareTable(at=(), text=button.text, url=button.url, handles=button.handles, tags=button.tags)
    return begun(platform_id, table, attributes, is_text_known=is_known)


def _services(button: Button, attributes: Mapping[str, str], classes: Collection[str]) -> Iterator[str]:
    """Yield the platforms that an element with these classes and attributes shares to, if it is such a button."""
    if button.class_.endswith("*"):
        beginning = button.class_.removesuffix("*")
        yield from _platforms(name.removeprefix(beginning) for name in classes if name.startswith(beginning))
    elif button.attribute:
        yield from _by_attribute(button, attributes)
    elif button.class_ not in classes:
        return
    elif button.platform:
        yield button.platform
    elif button.services:
        listed = _SERVICES.findall(attributes.get(button.services, "")[:_LONGEST_LIST])
        yield from _platforms(listed or button.default_services)
    elif button.service_classes:
        yield from _platforms(classes)


def _by_attribute(button: Button, attributes: Mapping[str, str]) -> Iterator[str]:
    value = attributes.get(button.attribute)
    if value is None:
        return
    if button.platform and value.startswith(button.value):
        yield button.platform
    elif not button.platform and any(name in attributes for name in (*button.text, *button.url)):
        yield from _platforms([value])


def _platforms(services: Iterable[str]) -> Iterator[str]:
    known = service_platforms()
    return (known[name.lower()] for name in services if name.lower() in known)
