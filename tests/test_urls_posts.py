"""Addresses of posts."""

from __future__ import annotations

import pytest

from attrcheck.urls import is_short, platform_of_embed, post_of

DID = "did:plc:abcdefghijklmnopqrstuvwx"

POSTS = [
    ("https://x.com/RemyBonny/status/1234567890/photo/1", "x", "1234567890", "RemyBonny"),
    ("https://twitter.com/i/web/status/1234567890", "x", "1234567890", None),
    ("https://x.com/i/status/1234567890", "x", "1234567890", None),
    ("https://twitter.com/RemyBonny/statuses/12", "x", "12", "RemyBonny"),
    ("https://nitter.net/RemyBonny/status/12#m", "x", "12", "RemyBonny"),
    ("https://www.facebook.com/remy.bonny/posts/pfbid02AbCdEfGhIjKl", "facebook", "pfbid02AbCdEfGhIjKl", "remy.bonny"),
    ("https://www.facebook.com/remy.bonny/posts/a-title/123", "facebook", "123", "remy.bonny"),
    ("https://www.facebook.com/permalink.php?story_fbid=123&id=456", "facebook", "123", None),
    ("https://m.facebook.com/story.php?story_fbid=123&id=456", "facebook", "123", None),
    ("https://www.facebook.com/photo/?fbid=123&set=a", "facebook", "123", None),
    ("https://www.facebook.com/groups/g1/permalink/123/", "facebook", "123", None),
    ("https://www.facebook.com/groups/g1/posts/123/", "facebook", "123", None),
    ("https://www.facebook.com/share/p/AbC123/", "facebook", "AbC123", None),
    ("https://www.facebook.com/reel/123", "facebook", "123", None),
    ("https://www.facebook.com/watch/?v=123", "facebook", "123", None),
    ("https://www.facebook.com/remy.bonny/videos/123/", "facebook", "123", "remy.bonny"),
    ("https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fremy.bonny%2Fposts%2F123", None, "", None),
    ("https://www.instagram.com/p/AbC_-1/?igsh=x", "instagram", "AbC_-1", None),
    ("https://www.instagram.com/remy.bonny/reel/AbC/", "instagram", "AbC", "remy.bonny"),
    ("https://www.instagram.com/p/AbC/embed/captioned/", "instagram", "AbC", None),
    ("https://www.instagram.com/stories/remy.bonny/123/", "instagram", "123", "remy.bonny"),
    ("https://www.threads.com/@remy.bonny/post/AbC", "threads", "AbC", "remy.bonny"),
    ("https://www.threads.net/t/AbC", "threads", "AbC", None),
    ("https://www.linkedin.com/posts/remy-bonny_words-of-it-activity-7123456789012345678-AbCd", "linkedin", "7123456789012345678", None),
    ("https://www.linkedin.com/feed/update/urn:li:activity:7123/", "linkedin", "7123", None),
    ("https://www.linkedin.com/embed/feed/update/urn:li:ugcPost:7123", "linkedin", "7123", None),
    ("https://mastodon.social/@remy/109876", "mastodon", "mastodon.social/109876", "remy@mastodon.social"),
    ("https://mastodon.social/@remy@chaos.social/109876", "mastodon", "mastodon.social/109876", "remy@chaos.social"),
    ("https://unknown.example/@remy/109876/embed", "mastodon", "unknown.example/109876", "remy@unknown.example"),
    ("https://unknown.example/users/remy/statuses/109876", "mastodon", "unknown.example/109876", "remy@unknown.example"),
    ("https://bsky.app/profile/remy.bsky.social/post/3kabc", "bluesky", "3kabc", "remy.bsky.social"),
    (f"at://{DID}/app.bsky.feed.post/3kabc", "bluesky", "3kabc", DID),
    (f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3kabc?ref=x", "bluesky", "3kabc", DID),
    ("https://www.reddit.com/r/europe/comments/abc12/a_title/", "reddit", "abc12", None),
    ("https://redd.it/abc12", "reddit", "abc12", None),
    ("https://www.reddit.com/r/europe/s/AbCdEf", "reddit", "AbCdEf", None),
    ("https://t.me/RemyBonny/12", "telegram", "12", "RemyBonny"),
    ("https://t.me/s/RemyBonny/12", "telegram", "12", "RemyBonny"),
    ("https://t.me/c/1234/12", "telegram", "c/1234/12", None),
    ("https://www.youtube.com/watch?v=abcdefghij_&t=1", "youtube", "abcdefghij_", None),
    ("https://youtu.be/abcdefghij_?si=x", "youtube", "abcdefghij_", None),
    ("https://www.youtube-nocookie.com/embed/abcdefghij_", "youtube", "abcdefghij_", None),
    ("https://www.tiktok.com/@remy.bonny/video/123", "tiktok", "123", "remy.bonny"),
    ("https://www.pinterest.de/pin/a-title--123/", "pinterest", "123", None),
    ("https://vk.com/wall-12_34", "vk", "-12_34", None),
    ("https://vk.com/remybonny?w=wall12_34", "vk", "12_34", None),
    ("https://remybonny.tumblr.com/post/123/a-title", "tumblr", "123", "remybonny"),
    ("https://www.tumblr.com/remybonny/123/a-title", "tumblr", "123", "remybonny"),
    ("https://lemmy.world/post/123", "lemmy", "lemmy.world/post/123", None),
    ("https://news.ycombinator.com/item?id=123", "hackernews", "123", None),
    ("https://x.com/RemyBonny", None, "", None),
    ("https://medium.com/@remy/12345", None, "", None),
    ("https://twitter.com.evil.example/RemyBonny/status/1", None, "", None),
    ("https://twitter.com@evil.example/RemyBonny/status/1", None, "", None),
]


@pytest.mark.parametrize(("url", "platform", "identifier", "author"), POSTS, ids=lambda value: str(value)[:60])
def test_post_is_recognised(url: str, platform: str | None, identifier: str, author: str | None) -> None:
    post = post_of(url)
    assert (post and post.platform, post.id if post else "", post and post.author) == (platform, identifier, author)


def test_short_addresses_need_a_request() -> None:
    assert [is_short(url) for url in ("https://t.co/a", "lnkd.in/a", "https://www.bit.ly/a", "https://t.com/a", "")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_embeds_are_known_by_their_class() -> None:
    assert platform_of_embed({"instagram-media"}) == "instagram"
    assert platform_of_embed([]) is None
