"""What holds for every text: nothing raises, nothing runs for ever, comparisons are fair."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck import urls
from attrcheck.model import Profile
from attrcheck.urls.tables import tables

HOSTS = [
    "x.com",
    "twitter.com",
    "www.facebook.com",
    "l.facebook.com",
    "instagram.com",
    "t.me",
    "mastodon.social",
    "bsky.app",
    "cdn.ampproject.org",
    "a-b.cdn.ampproject.org",
    "amp.www.cdn.ampproject.org",
    "web.archive.org",
    "href.li",
    "news.example",
    "a-b.translate.goog",
    "www.amp.a.b",
]
PIECES = [
    "http:",
    "https:",
    "/",
    "//",
    "\\",
    "?",
    "#",
    "&",
    "=",
    "%",
    "%2f",
    "%63",
    "%00",
    "%ff",
    "@",
    "\uff20",
    ":",
    ".",
    "..",
    "%2e",
    "amp",
    "amp.html",
    "c/s/",
    "l.php",
    "u=",
    "url=",
    "?u=https%3A%2F%2F",
    "web/2026/",
    "intent/tweet",
    "text=",
    "share=twitter",
    "status/1",
    "RemyBonny",
    "remy.bonny",
    "\t",
    "\n",
    " ",
    "\u212a",
    "\u0301",
    "\ud800",
    "\u3002",
    "xn--",
    "[::1]",
    "80",
    "Twitter",
    "Instagram",
    " X ",
    "on ",
    "(",
    ")",
    ",",
    "mailto:",
    "javascript:",
    "'",
    *HOSTS,
]
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.builds("https://{}/{}".format, st.sampled_from(HOSTS), st.text()),
)
PLATFORMS = sorted(tables().platform)
PROFILES = st.builds(
    Profile,
    platform=st.sampled_from([*PLATFORMS, "orkut"]),
    handle=st.one_of(st.none(), st.text(), st.sampled_from(["RemyBonny", "remy.bonny", "id:12", "in/remy", "@remy", "remy@a.b"])),
)
OF_ONE_TEXT: list[Callable[[str], object]] = [
    urls.canonical,
    urls.unwrap,
    urls.profile_of,
    urls.post_of,
    urls.share_intent_of,
    urls.share_intent_in_script,
    urls.handles_in,
    urls.addresses_in,
    urls.is_short,
    urls.is_social,
    urls.platform_name,
]


@pytest.mark.parametrize("function", OF_ONE_TEXT, ids=lambda function: function.__name__)
@given(text=TEXTS)
def test_no_text_raises(function: Callable[[str], object], text: str) -> None:
    function(text)


@given(text=TEXTS)
def test_canonical_is_idempotent(text: str) -> None:
    once = urls.canonical(text)
    assert urls.canonical(once) == once


@given(first=TEXTS, second=TEXTS)
def test_same_page_is_fair(first: str, second: str) -> None:
    assert urls.same_page(first, first)
    assert urls.same_page(first, second) == urls.same_page(second, first)


@given(first=PROFILES, second=PROFILES)
def test_same_profile_is_fair(first: Profile, second: Profile) -> None:
    assert urls.same_profile(first, first)
    assert urls.same_profile(first, second) == urls.same_profile(second, first)


@given(profile=PROFILES)
def test_printed_address_never_raises(profile: Profile) -> None:
    urls.profile_url(profile)


@given(text=TEXTS)
def test_parse_profile_raises_nothing_but_value_error(text: str) -> None:
    for name in ("x:", "youtube:", "mastodon:", ""):
        try:
            urls.parse_profile(name + text)
        except ValueError:
            continue


@given(text=TEXTS, network=st.sampled_from([None, *PLATFORMS, "orkut"]))
def test_mentions_lie_inside_the_text(text: str, network: str | None) -> None:
    found = urls.handles_in(text, network)
    assert all(text[each.start] in "@\uff20" and each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    attributes=st.dictionaries(
        st.sampled_from(["data-sharer", "data-url", "data-network", "data-text", "data-services", "onclick", "href", "type"]), TEXTS
    ),
    classes=st.lists(st.sampled_from(["shariff", "shareon", "twitter", "a2a_button_x", "twitter-share-button", ""])),
)
def test_no_button_raises(attributes: dict[str, str], classes: list[str]) -> None:
    urls.share_intents_of_attributes(attributes, classes)
    urls.platform_of_embed(classes)


HOSTILE = [
    "@" * 100_000,
    "@a" * 50_000,
    "@a Twitter " * 10_000,
    "a." * 100_000,
    "https://" * 12_000,
    "https://x.com/" + ")" * 100_000,
    "." * 100_000,
    "Twitter" * 15_000,
    "Twitter, " * 10_000,
    "//" * 100_000,
    "'//" * 50_000,
    "https://x.com/" + "%2e" * 5_000,
    "https://href.li/?" * 900,
    "https://cdn.ampproject.org/c/" * 560,
    "https://a.b/?" + "&" * 16_000,
    "-" * 100_000,
    "(" * 100_000,
    "@a.b-" * 20_000,
    "/@" * 50_000,
    "https://x.com/" + ")" * 1_900 + " ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_hostile_text_costs_little(text: str) -> None:
    begun = time.process_time()
    for function in OF_ONE_TEXT:
        function(text)
    assert time.process_time() - begun < 5  # seconds; typical is under 0.2, a catastrophic expression takes minutes
