"""Addresses of posts."""

from __future__ import annotations

import pytest

from attrcheck.urls import embedded_post, is_short, platform_of_embed, post_of, same_page

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
    ("https://t.me/RemyBonny/12", "telegram", "RemyBonny/12", "RemyBonny"),
    ("https://t.me/s/RemyBonny/12?embed=1", "telegram", "RemyBonny/12", "RemyBonny"),
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
    # the other forms of each network
    ("https://x.com/i/web/statuses/12", "x", "12", None),
    ("https://www.facebook.com/photo.php?fbid=123", "facebook", "123", None),
    ("https://www.facebook.com/permalink.php?story_fbid=pfbid02AbCdEfGhIjKl&id=456", "facebook", "pfbid02AbCdEfGhIjKl", None),
    ("https://www.facebook.com/share/r/AbC123/", "facebook", "AbC123", None),
    ("https://www.facebook.com/share/v/AbC123/?mibextid=x", "facebook", "AbC123", None),
    ("https://www.instagram.com/tv/AbC/", "instagram", "AbC", None),
    ("https://www.instagram.com/reels/AbC/", "instagram", "AbC", None),
    ("https://www.instagram.com/share/p/AbC", "instagram", "AbC", None),
    ("https://www.threads.net/@remy.bonny/post/AbC/embed", "threads", "AbC", "remy.bonny"),
    ("https://www.linkedin.com/posts/remy-bonny_words-share-7123-AbCd?utm_source=share", "linkedin", "7123", None),
    ("https://www.linkedin.com/posts/remy-bonny_words-ugcPost-7123-AbCd", "linkedin", "7123", None),
    ("https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7123", "linkedin", "7123", None),
    ("https://www.linkedin.com/embed/feed/update/urn:li:share:7123?compact=1", "linkedin", "7123", None),
    ("https://www.linkedin.com/pulse/words-of-it-remy-bonny", "linkedin", "words-of-it-remy-bonny", None),
    ("https://mastodon.social/notice/AbC", "mastodon", "mastodon.social/AbC", None),
    (
        "https://unknown.example/objects/01234567-89ab-cdef-0123-456789abcdef",
        "mastodon",
        "unknown.example/01234567-89ab-cdef-0123-456789abcdef",
        None,
    ),
    ("https://unknown.example/users/remy/statuses/109876/embed", "mastodon", "unknown.example/109876", "remy@unknown.example"),
    ("https://misskey.io/notes/9abcdefghi", "mastodon", "misskey.io/9abcdefghi", None),
    ("https://pixelfed.social/p/remy/109876", "mastodon", "pixelfed.social/109876", "remy@pixelfed.social"),
    ("https://snac.bsd.cafe/remy/p/1680812345.123456", "mastodon", "snac.bsd.cafe/1680812345.123456", "remy@snac.bsd.cafe"),
    ("https://tilvids.com/w/kkGMgK9ZtnKfYAgnEtQxbv", "mastodon", "tilvids.com/kkGMgK9ZtnKfYAgnEtQxbv", None),
    (
        "https://tilvids.com/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "mastodon",
        "tilvids.com/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        None,
    ),
    ("https://www.reddit.com/comments/abc12", "reddit", "abc12", None),
    ("https://www.reddit.com/r/europe/comments/abc12/a_title/xyz9/", "reddit", "abc12", None),
    ("https://www.redditmedia.com/r/europe/comments/abc12/a_title/?ref_source=embed", "reddit", "abc12", None),
    ("https://www.youtube.com/shorts/abcdefghij_", "youtube", "abcdefghij_", None),
    ("https://www.youtube.com/live/abcdefghij_?si=x", "youtube", "abcdefghij_", None),
    ("https://www.youtube.com/post/UgkxAbC", "youtube", "UgkxAbC", None),
    ("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuV/community?lb=UgkxAbC", "youtube", "UgkxAbC", None),
    ("https://www.tiktok.com/@remy.bonny/photo/123", "tiktok", "123", "remy.bonny"),
    ("https://www.tiktok.com/embed/v3/123", "tiktok", "123", None),
    ("https://www.tiktok.com/player/v1/123?rel=0", "tiktok", "123", None),
    ("https://www.pinterest.com/pin/123/", "pinterest", "123", None),
    ("https://vk.com/wall12_34", "vk", "12_34", None),
    ("https://vk.com/feed?w=wall-12_34", "vk", "-12_34", None),
    ("https://vk.com/video-12_34", "vk", "video-12_34", None),
    ("https://embed.tumblr.com/embed/post/t:hash/123/v2", "tumblr", "123", None),
    ("https://lemmy.world/comment/123", "lemmy", "lemmy.world/comment/123", None),
    # and what only looks like one
    ("https://www.facebook.com/share/AbC123/", None, "", None),  # may be an account
    ("https://www.instagram.com/remy.bonny/embed/", None, "", None),
    ("https://www.youtube.com/embed/videoseries?list=PL1", None, "", None),
    ("https://www.youtube.com/embed/live_stream?channel=UC1", None, "", None),
    ("https://unknown.example/notes/9abcdefghi", None, "", None),
    ("https://unknown.example/w/kkGMgK9ZtnKfYAgnEtQxbv", None, "", None),
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


@pytest.mark.parametrize(
    ("frame", "post"),
    [
        ("//platform.twitter.com/embed/Tweet.html?dnt=true&id=12&lang=en", "https://x.com/i/status/12"),
        ("https://twitframe.com/show?url=https%3A%2F%2Ftwitter.com%2FRemyBonny%2Fstatus%2F12", "https://twitter.com/RemyBonny/status/12"),
        (
            "https://www.facebook.com/v19.0/plugins/post.php?app_id=&href=https%3A%2F%2Fwww.facebook.com%2Fremy%2Fposts%2F12",
            "https://www.facebook.com/remy/posts/12",
        ),
        ("https://www.instagram.com/p/AbC/embed/captioned/?cr=1&v=14", "https://www.instagram.com/p/AbC/"),
        ("https://www.threads.net/@remy.bonny/post/AbC/embed/", "https://www.threads.com/@remy.bonny/post/AbC"),
        ("https://www.linkedin.com/embed/feed/update/urn:li:share:12?compact=1", "https://www.linkedin.com/feed/update/urn:li:share:12/"),
        (f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3kabc?id=1", f"https://bsky.app/profile/{DID}/post/3kabc"),
        (
            "https://embed.reddit.com/r/europe/comments/abc12/a_title/?embed=true",
            "https://www.reddit.com/r/europe/comments/abc12/a_title?embed=true",
        ),
        ("https://www.youtube-nocookie.com/embed/abcdefghij_?start=3", "https://www.youtube.com/watch?v=abcdefghij_"),
        ("https://assets.pinterest.com/ext/embed.html?id=12", "https://www.pinterest.com/pin/12/"),
        ("https://vk.com/widget_post.php?app=0&owner_id=-12&post_id=34&hash=x", "https://vk.com/wall-12_34"),
        ("//vk.com/video_ext.php?oid=-12&id=34&hash=x", "https://vk.com/video-12_34"),
        ("https://mastodon.social/@remy/12/embed", "https://mastodon.social/@remy/12"),
        (
            "https://cdn.embedly.com/widgets/media.html?url=https%3A%2F%2Fx.com%2FRemyBonny%2Fstatus%2F12&key=k",
            "https://x.com/RemyBonny/status/12",
        ),
        ("//cdn.iframe.ly/api/iframe?url=https%3A%2F%2Fx.com%2FRemyBonny%2Fstatus%2F12&key=k", "https://x.com/RemyBonny/status/12"),
        ("https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fremy", None),
        ("https://platform.twitter.com/embed/Tweet.html?id=", None),
        ("https://platform.twitter.com.evil.example/embed/Tweet.html?id=12", None),
        ("about:blank", None),
    ],
)
def test_a_frame_shows_a_post(frame: str, post: str | None) -> None:
    """The address is that of the post itself, which can be read and opened."""
    assert embedded_post("iframe", (), {"src": frame}) == post


def test_posts_of_two_channels_are_two() -> None:
    """Each channel counts its own."""
    assert same_page("https://t.me/RemyBonny/12", "https://t.me/s/RemyBonny/12")
    assert not same_page("https://t.me/RemyBonny/12", "https://t.me/hestacourier/12")
    assert not same_page("https://vk.com/wall-1_2", "https://vk.com/video-1_2")
