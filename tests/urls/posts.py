"""Addresses of posts: the address, network, identifier and author, and why the case exists. `tests/test_urls_posts.py` has the common ones."""

from __future__ import annotations

from tests.urls.accounts import DID

UUID = "01234567-89ab-cdef-0123-456789abcdef"

POSTS: list[tuple[str, str, str, str | None, str]] = [
    ("https://x.com/#!/RemyBonny/status/12", "x", "12", "RemyBonny", "the form of 2011"),
    ("twitter://status?id=12", "x", "12", None, "the app's own address"),
    ("https://www.facebook.com/remy.bonny/photos/a.1/123/", "facebook", "123", "remy.bonny", "a picture in an album"),
    ("https://www.facebook.com/remy.bonny/photos/123", "facebook", "123", "remy.bonny", "a picture"),
    ("https://www.facebook.com/remy.bonny/videos/a-title/123/", "facebook", "123", "remy.bonny", "a video with its title"),
    ("https://www.facebook.com/watch/live/?v=123", "facebook", "123", None, "a broadcast"),
    ("https://www.instagram.com/share/AbC", "instagram", "AbC", None, "a share link, which only a request resolves"),
    ("https://www.instagram.com/share/reel/AbC", "instagram", "AbC", None, "the same with what it is"),
    ("instagram://media?id=123_4", "instagram", "123_4", None, "the app's own address"),
    ("https://mastodon.social/web/@remy/109876", "mastodon", "mastodon.social/109876", "remy@mastodon.social", "the older app"),
    ("https://mastodon.social/web/statuses/109876", "mastodon", "mastodon.social/109876", None, "the oldest"),
    ("https://mastodon.social/deck/@remy/109876", "mastodon", "mastodon.social/109876", "remy@mastodon.social", "the view with columns"),
    (
        "https://mastodon.social/users/remy/statuses/109876",
        "mastodon",
        "mastodon.social/109876",
        "remy@mastodon.social",
        "as servers say it",
    ),
    (f"https://mastodon.social/objects/{UUID}", "mastodon", f"mastodon.social/{UUID}", None, "Pleroma"),
    (
        "https://social.example/@remy@chaos.social/109876",
        "mastodon",
        "social.example/109876",
        "remy@chaos.social",
        "a copy on an unknown server",
    ),
    (f"https://bsky.app/profile/{DID}/post/3kabc", "bluesky", "3kabc", DID, "by identifier"),
    ("at://remy.example/app.bsky.feed.post/3kabc", "bluesky", "3kabc", "remy.example", "as programs write it"),
    ("https://www.reddit.com/user/remy_bonny/comments/abc12/a_title/", "reddit", "abc12", "remy_bonny", "a post on one's own page"),
    ("https://t.me/RemyBonny/7/12", "telegram", "RemyBonny/12", "RemyBonny", "a post in a topic"),
    ("tg://resolve?domain=RemyBonny&post=12", "telegram", "RemyBonny/12", "RemyBonny", "the app's own address"),
    ("https://www.youtube.com/embed/abcdefghij_", "youtube", "abcdefghij_", None, "what frames show"),
    ("https://www.youtube.com/v/abcdefghij_", "youtube", "abcdefghij_", None, "the oldest form"),
    ("https://www.tiktok.com/embed/123", "tiktok", "123", None, "what frames show"),
    ("https://www.tiktok.com/embed/v2/123", "tiktok", "123", None, "the same"),
    ("https://m.tiktok.com/v/123.html", "tiktok", "123", None, "telephones"),
    ("https://www.tiktok.com/share/video/123", "tiktok", "123", None, "the app's share menu"),
    ("https://vk.com/photo-12_34", "vk", "photo-12_34", None, "a picture"),
    ("https://www.tumblr.com/blog/view/remybonny/123", "tumblr", "123", "remybonny", "as other accounts see it"),
    ("https://lemmy.world/post/123/456", "lemmy", "lemmy.world/post/123", None, "a comment under a post"),
    ("https://piefed.social/c/europe/p/123/a-title", "lemmy", "piefed.social/post/123", None, "PieFed"),
]
