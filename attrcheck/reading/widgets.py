"""Elements that carry a share or an embedded post in their attributes."""

from __future__ import annotations

import re
from functools import lru_cache

from attrcheck.model import Widget
from attrcheck.reading.frame import Frame
from attrcheck.reading.roles import MAX_NAMES
from attrcheck.reading.tree import Element

# Attributes in which share buttons and embedded posts carry what they share (reference: the scripts of X, Facebook, Instagram, Threads,
# Bluesky, TikTok, Pinterest, sharer.js, shareon, Shariff, AddToAny, AddThis).
WIDGET_ATTRIBUTES = frozenset(
    "data-text data-url data-via data-href data-sharer data-network data-title data-description data-quote data-instgrm-permalink "
    "data-text-post-permalink data-bluesky-uri data-video-id data-embed-url data-telegram-post data-a2a-url data-a2a-title "
    "data-pin-description data-pin-do data-twitter-via data-services addthis:url addthis:title data-share-url data-share-text "
    "data-tweetid data-tweet-id data-screen-name data-shortcode data-iframely-url data-hashtag data-hashtags".split()
)
# Where lazy loading and consent plugins keep the address of a frame until it may be loaded (data-src: lazysizes, Klaro, OneTrust;
# data-lazy-src: WP Rocket, Jetpack; data-cmp-src: consentmanager; data-src-cmplz: Complianz; data-cookieblock-src: Cookiebot; uc-src:
# Usercentrics; suppressedsrc: iubenda; consent-original-src-_: Real Cookie Banner). Pictures use the first two as well.
_LAZY_ATTRIBUTES = frozenset(
    "data-src data-lazy-src data-litespeed-src data-cmp-src data-src-cmplz data-cookieblock-src uc-src data-uc-src suppressedsrc "
    "data-suppressedsrc consent-original-src-_ data-iframe-src data-embed-src".split()
)
_PICTURES = frozenset("img source picture video audio amp-img amp-anim amp-video track".split())
# Elements whose every attribute may name the post that they embed, and class names of such elements.
_EMBED_TAGS = frozenset(
    "iframe amp-iframe amp-twitter amp-facebook amp-instagram amp-reddit amp-bluesky amp-tiktok amp-youtube amp-pinterest amp-vk "
    "amp-embedly-card amp-iframely amp-social-share lite-youtube twitter-widget fb:post fb:video".split()
)
# The last one is no embed: the mark of IndieWeb sites on a link to the copy of a page on a network (microformats2, h-entry).
_EMBED_CLASSES = ("embedly-card", "youtube-player", "fb-xfbml-parse-ignore", "u-syndication")
# VK's embed code names its post only here: VK.Widgets.Post("vk_post_-1_45616", -1, 45616, "ZMk4b98xpQZMJJRXVsL1ig").
_VK_POST = re.compile(
    r"VK\.Widgets\.Post\(\s{0,20}[\"'][^\"']{0,100}[\"']\s{0,20},\s{0,20}(-?\d{1,15})\s{0,20},\s{0,20}(\d{1,15})\b", re.ASCII
)
_VK_SIGN = "VK.Widgets.Post("
# Class names by which AddToAny, AddThis and shareon know their buttons; what they share stands on the element around them.
_BUTTON_CLASSES = ("a2a_button_", "a2a_dd", "addthis_button_", "shareon", "fb-share-button", "twitter-share-button")
_SCRIPTED = ("intent/", "sharer", "share?", "share/", "/send?", "shareArticle")
# Where scripts, forms and quotations keep an address.
_OPENING = ("onclick", "action", "formaction", "data-link", "cite")
# What an element without a telling class name must have to be looked at more closely.
_TELLING_TAGS = _EMBED_TAGS | {"script"}
_TELLING_ATTRIBUTES = WIDGET_ATTRIBUTES | _LAZY_ATTRIBUTES | frozenset(_OPENING)
# More than any real attribute has.
_MAX_VALUE, _MAX_CLASSES = 2_000, 20


def may_be_widget(tag: Element) -> bool:
    """Tell at little cost whether an element may be a widget: most elements of most pages are none."""
    attributes = tag.attrs
    if tag.name in _TELLING_TAGS or not _TELLING_ATTRIBUTES.isdisjoint(attributes):
        return True
    classes = attributes.get("class", "")
    return bool(classes) and (_is_telling(classes) if len(classes) <= MAX_NAMES else _tells(classes))


def _tells(classes: str) -> bool:
    return any(sign in classes for sign in _BUTTON_CLASSES + _EMBED_CLASSES)


# Longer lists are not kept: one page could fill the memory with them.
_is_telling = lru_cache(maxsize=4096)(_tells)


def widget_of(frame: Frame, passage: int, doubled_ids: frozenset[str]) -> Widget | None:
    """Return the widget that an element is, or None. Buttons that a script fills inherit what the element around them says."""
    tag, attributes = frame.tag, frame.tag.attrs
    if tag.name == "script":
        return _scripted_post(frame, passage, doubled_ids)
    classes = attributes.get("class", "")
    is_named = any(sign in classes for sign in _BUTTON_CLASSES)
    scripted = attributes.get("onclick", "")
    is_scripted = any(sign in scripted for sign in _SCRIPTED) or any("//" in attributes.get(name, "") for name in _OPENING)
    is_embed = tag.name in _EMBED_TAGS or any(sign in classes for sign in _EMBED_CLASSES)
    is_lazy = tag.name not in _PICTURES and not _LAZY_ATTRIBUTES.isdisjoint(attributes)
    if not (is_named or is_scripted or is_embed or is_lazy or not WIDGET_ATTRIBUTES.isdisjoint(attributes)):
        return None
    around = frame.parent.tag if is_named and frame.parent else None
    given = {key: value for key, value in around.attrs.items() if key in WIDGET_ATTRIBUTES} if around else {}
    kept = tuple((key, str(value)[:_MAX_VALUE]) for key, value in {**given, **attributes}.items() if key not in ("class", "style"))
    all_classes = (classes.split() + (around.attrs.get("class", "").split() if around else []))[:_MAX_CLASSES]
    return Widget(tag=tag.name, classes=tuple(all_classes), attributes=kept, locator=frame.path(doubled_ids), passage=passage)


def _scripted_post(frame: Frame, passage: int, doubled_ids: frozenset[str]) -> Widget | None:
    """Return the post that a script embeds; VK's arguments under the names that AMP has for them."""
    named = frame.tag.attrs.get("data-telegram-post", "")
    text = frame.tag.own_text
    called = _VK_POST.search(text, text.index(_VK_SIGN)) if _VK_SIGN in text else None
    if named:
        attributes: tuple[tuple[str, str], ...] = (("data-telegram-post", named[:_MAX_VALUE]),)
    elif called:
        attributes = (("data-owner-id", called[1]), ("data-post-id", called[2]))
    else:
        return None
    return Widget(tag="script", classes=(), attributes=attributes, locator=frame.path(doubled_ids), passage=passage)
