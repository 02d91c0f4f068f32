"""Hashtags in texts and addresses."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.text import BORDER
from attrcheck.urls import hashtag_of, hashtags_in


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#CCNow", ["ccnow"]),
        ("＃CCNow", ["ccnow"]),
        ("＃ＣＣＮｏｗ", ["ccnow"]),
        ("(#CCNow)", ["ccnow"]),
        ("“#CCNow”", ["ccnow"]),
        ("Read this.#CCNow", ["ccnow"]),
        ("#CCNow.", ["ccnow"]),
        ("#CCNow's", ["ccnow"]),
        ("#CC-Now", ["cc"]),
        ("#CC_Now2", ["cc_now2"]),
        ("#Rivers#Boats", ["rivers", "boats"]),
        ("#Rémy", ["rémy"]),
        ("#Re\u0301my", ["rémy"]),
        ("#हिन्दी", ["हिन्दी"]),
        ("#می\u200cخواهم", ["می\u200cخواهم"]),
        (f"#{BORDER}CCNow", ["ccnow"]),
        ("#1", []),
        ("#", []),
        ("# CCNow", []),
        ("##", []),
        ("CCNow", []),
        ("https://a.example/#CCNow", []),
        ("www.a.example/page#CCNow", []),
        ("https://a.example/x #CCNow", ["ccnow"]),
    ],
)
def test_hashtags_of_a_text(text: str, tags: list[str]) -> None:
    """As networks see them: any script, any width of letters; fragments of addresses and numbers are none."""
    assert [found.tag for found in hashtags_in(text)] == tags


@pytest.mark.parametrize("text", ["C#sharp", "A&#sharp", "今日#sharp", "x_#sharp", "#sharp#", "#sharp＃"])
def test_a_hashtag_beside_a_letter_or_sign_is_not_clear(text: str) -> None:
    """X sees none, Instagram does."""
    assert [(found.tag, found.is_clear) for found in hashtags_in(text)] == [("sharp", False)]


@pytest.mark.parametrize(
    ("url", "tag"),
    [
        ("https://twitter.com/hashtag/CCNow?src=hash&ref_src=twsrc", "ccnow"),
        ("https://x.com/hashtag/CCNow", "ccnow"),
        ("https://www.facebook.com/hashtag/ccnow?__eep__=6", "ccnow"),
        ("https://www.instagram.com/explore/tags/ccnow/", "ccnow"),
        ("https://www.linkedin.com/feed/hashtag/?keywords=CCNow", "ccnow"),
        ("https://www.linkedin.com/feed/hashtag/ccnow", "ccnow"),
        ("https://mastodon.social/tags/CCNow", "ccnow"),
        ("https://bsky.app/hashtag/CCNow", "ccnow"),
        ("https://www.tiktok.com/tag/ccnow", "ccnow"),
        ("https://x.com/hashtag/%D7%A9", "ש"),
        ("https://news.example/hashtag/CCNow", None),
        ("https://x.com/CCNow", None),
        ("https://x.com.evil.example/hashtag/CCNow", None),
        ("https://x.com/hashtag/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_hashtags_of_an_address(url: str, tag: str | None) -> None:
    """A page of a network that lists the posts with a hashtag."""
    assert hashtag_of(url) == tag


@given(st.text(alphabet="#＃aB_ &.\u0301" + BORDER, max_size=60))
def test_hashtags_stand_where_they_say(text: str) -> None:
    """Any text: spans in order, none over another, each with its sign."""
    found = hashtags_in(text)

    assert all(text[each.start] in "#＃" and each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("piece", ["#", "#a", "a#", "https://#", "\u0301"])
def test_hostile_texts_cost_linear_time(piece: str) -> None:
    """A hundred thousand signs are no reason to wait."""
    began = time.process_time()
    hashtags_in(piece * (200_000 // len(piece)))

    assert time.process_time() - began < 3
