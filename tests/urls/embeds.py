"""Elements that embed a post: the markup, the address of the post, and why the case exists. `tests/shares/test_embeds.py` has the common ones."""

from __future__ import annotations

X, FB, IG = "https://x.com/hesta/status/12", "https://www.facebook.com/hesta/posts/12", "https://www.instagram.com/p/AbC/"
TIKTOK, VIDEO = "https://www.tiktok.com/@hesta/video/12", "https://www.youtube.com/watch?v=abcdefghij_"
REDDIT = "https://www.reddit.com/r/hesta/comments/abc12/ferry/"
FRAME = "https://www.instagram.com/p/AbC/embed"

EMBEDS: list[tuple[str, str | None, str]] = [
    (
        f'<div class="fb-comment-embed" data-href="{FB}?comment_id=7" data-include-parent="true"></div>',
        f"{FB}?comment_id=7",
        "a comment under a post",
    ),
    (
        '<fb:video href="https://www.facebook.com/hesta/videos/12/"></fb:video>',
        "https://www.facebook.com/hesta/videos/12/",
        "the oldest form of a video",
    ),
    (f'<div class="reddit-embed"><a href="{REDDIT}">Ferry</a></div>', REDDIT, "the form between two others"),
    (
        '<iframe class="tumblr-embed" src="https://embed.tumblr.com/embed/post/t:h/12/v2"></iframe>',
        "https://embed.tumblr.com/embed/post/t:h/12/v2",
        "after the script",
    ),
    ('<div class="youtube-player" data-id="abcdefghij_"></div>', VIDEO, "a player that waits for a click"),
    ('<div class="rll-youtube-player" data-id="abcdefghij_"></div>', VIDEO, "WP Rocket's player that waits for a click"),
    (
        '<amp-bluesky data-src="https://bsky.app/profile/hesta.example/post/3kabc"></amp-bluesky>',
        "https://bsky.app/profile/hesta.example/post/3kabc",
        "an element of a later AMP",
    ),
    # WordPress: a figure with the network in its class, and the address until the post is shown
    (f'<figure class="wp-block-embed wp-block-embed-facebook"><div class="wp-block-embed__wrapper">{FB}</div></figure>', FB, "Facebook"),
    (f'<figure class="wp-block-embed wp-block-embed-instagram"><div class="wp-block-embed__wrapper">{IG}</div></figure>', IG, "Instagram"),
    (
        f'<figure class="wp-block-embed wp-block-embed-reddit"><div class="wp-block-embed__wrapper">{REDDIT}</div></figure>',
        REDDIT,
        "Reddit",
    ),
    (
        f'<figure class="wp-block-embed wp-block-embed-tiktok"><div class="wp-block-embed__wrapper">{TIKTOK}</div></figure>',
        TIKTOK,
        "TikTok",
    ),
    (
        f'<figure class="wp-block-embed wp-block-embed-youtube"><div class="wp-block-embed__wrapper">{VIDEO}</div></figure>',
        VIDEO,
        "YouTube",
    ),
    # AMP's elements for the cards of other services
    (f'<amp-embedly-card data-url="{X}" layout="responsive"></amp-embedly-card>', X, "Embedly"),
    (f'<amp-iframely data-url="{X}" layout="responsive"></amp-iframely>', X, "Iframely"),
    # where plugins keep the frame's address until the reader scrolls or agrees
    (f'<iframe data-litespeed-src="{FRAME}" src="about:blank"></iframe>', IG, "LiteSpeed"),
    (f'<iframe data-cookieblock-src="{FRAME}"></iframe>', IG, "Cookiebot"),
    (f'<iframe data-uc-src="{FRAME}"></iframe>', IG, "Usercentrics"),
    (f'<iframe suppressedsrc="{FRAME}" src="about:blank"></iframe>', IG, "iubenda"),
    (f'<iframe data-suppressedsrc="{FRAME}" src="about:blank"></iframe>', IG, "iubenda's newer form"),
    (f'<iframe consent-original-src-_="{FRAME}"></iframe>', IG, "Real Cookie Banner"),
    (f'<iframe data-iframe-src="{FRAME}" src="about:blank"></iframe>', IG, "themes of their own"),
    (f'<iframe data-embed-src="{FRAME}"></iframe>', IG, "themes of their own"),
    # the same elements without a post
    ('<a class="twitter-timeline" href="https://twitter.com/hesta">Posts by hesta</a>', None, "a list of posts"),
    ('<a class="twitter-follow-button" href="https://twitter.com/hesta">Follow</a>', None, "a button"),
    ('<div class="fb-page" data-href="https://www.facebook.com/hesta/"></div>', None, "an account"),
    (
        '<script src="https://telegram.org/js/telegram-widget.js" data-telegram-share-url="https://a.example/" data-comment="Ferry"></script>',
        None,
        "a button",
    ),
    ('<amp-bluesky data-src="https://bsky.app/profile/hesta.example"></amp-bluesky>', None, "an account in such an element"),
]
