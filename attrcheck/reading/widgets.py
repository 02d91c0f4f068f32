"""Elements that carry a share or an embedded post in their attributes."""

from __future__ import annotations

from attrcheck.model import Widget
from attrcheck.reading.frame import Frame

# Attributes in which share buttons and embedded posts carry what they share (reference: the scripts of X, Facebook, Instagram, Threads,
# Bluesky, TikTok, Pinterest, sharer.js, shareon, Shariff, AddToAny, AddThis).
WIDGET_ATTRIBUTES = frozenset(
    "data-text data-url data-via data-href data-sharer data-network data-title data-description data-quote data-instgrm-permalink "
    "data-text-post-permalink data-bluesky-uri data-video-id data-embed-url data-telegram-post data-a2a-url data-a2a-title "
    "data-pin-description data-pin-do data-twitter-via data-services addthis:url addthis:title data-share-url data-share-text "
    "data-tweetid data-hashtag data-hashtags".split()
)
# Class names by which AddToAny, AddThis and shareon know their buttons; what they share stands on the element around them.
_BUTTON_CLASSES = ("a2a_button_", "a2a_dd", "addthis_button_", "shareon")
_SCRIPTED = ("intent/", "sharer", "share?", "share/", "/send?", "shareArticle")
# More than any real attribute has.
_MAX_VALUE, _MAX_CLASSES = 2_000, 20


def widget_of(frame: Frame, passage: int, doubled_ids: frozenset[str]) -> Widget | None:
    """Return the widget that an element is, or None. Buttons that a script fills inherit what the element around them says."""
    tag, attributes = frame.tag, frame.tag.attrs
    classes = tag.attrs.get("class", "")
    is_named = any(map(classes.__contains__, _BUTTON_CLASSES))
    scripted = tag.attrs.get("onclick", "")
    is_scripted = bool(scripted) and any(sign in scripted for sign in _SCRIPTED)
    if not (is_named or is_scripted or tag.name == "iframe" or not WIDGET_ATTRIBUTES.isdisjoint(attributes)):
        return None
    around = frame.parent.tag if is_named and frame.parent else None
    given = {key: value for key, value in around.attrs.items() if key in WIDGET_ATTRIBUTES} if around else {}
    kept = tuple((key, str(value)[:_MAX_VALUE]) for key, value in {**given, **attributes}.items() if key not in ("class", "style"))
    all_classes = (classes.split() + (around.attrs.get("class", "").split() if around else []))[:_MAX_CLASSES]
    return Widget(classes=tuple(all_classes), attributes=kept, locator=frame.path(doubled_ids), passage=passage)
