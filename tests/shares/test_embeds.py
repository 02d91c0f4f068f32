"""Embedded posts of every network and every form, and what looks like one and is none."""

from __future__ import annotations

import pytest

from attrcheck.shares import How, found_posts
from attrcheck.urls import post_of
from tests.reuse.pages import look
from tests.shares.test_shares import WORK

DID = "did:plc:abcdefghijklmnopqrstuvwx"
BSKY = f"https://bsky.app/profile/{DID}/post/3kabc"
X, FB, IG = "https://x.com/hesta/status/12", "https://www.facebook.com/hesta/posts/12", "https://www.instagram.com/p/AbC/"
E = "https%3A%2F%2Fx.com%2Fhesta%2Fstatus%2F12"
FB_E = "https%3A%2F%2Fwww.facebook.com%2Fhesta%2Fposts%2F12"

# Markup as the networks, AMP and content systems write it, and the address of the post.
FORMS = [
    # X
    (
        f'<blockquote class="twitter-tweet"><p lang="en">Ferry</p>&mdash; Hesta (@hesta) <a href="{X}?ref_src=twsrc">May 1</a></blockquote>',
        f"{X}?ref_src=twsrc",
    ),
    (f'<blockquote class="twitter-tweet"><a href="{X}"></a></blockquote>', X),
    (
        f'<blockquote class="twitter-video"><p>Ferry <a href="https://t.co/a">t.co/a</a></p>— H (@hesta) <a href="{X}">May 1</a></blockquote>',
        X,
    ),
    (
        f'<blockquote class="twitter-tweet"><p>So says <a href="https://x.com/other/status/9">this</a></p>— H (@hesta) <a href="{X}">May</a></blockquote>',
        X,
    ),
    ('<iframe src="https://platform.twitter.com/embed/Tweet.html?dnt=false&amp;id=12&amp;lang=en"></iframe>', "https://x.com/i/status/12"),
    ('<iframe data-tweet-id="12" src="about:blank"></iframe>', "https://x.com/i/status/12"),
    ('<twitter-widget data-tweet-id="12"></twitter-widget>', "https://x.com/i/status/12"),
    (f'<iframe src="https://twitframe.com/show?url={E}"></iframe>', X),
    ('<amp-twitter data-tweetid="12" width="1" height="1" layout="responsive"></amp-twitter>', "https://x.com/i/status/12"),
    # Facebook
    (f'<div class="fb-post" data-href="{FB}" data-width="500"></div>', FB),
    ('<div class="fb-video" data-href="https://www.facebook.com/hesta/videos/12/"></div>', "https://www.facebook.com/hesta/videos/12/"),
    (
        (
            f'<div class="fb-post" data-href="{FB}"><blockquote cite="{FB}" class="fb-xfbml-parse-ignore"><p>Ferry</p>Posted by '
            f'<a href="https://www.facebook.com/hesta">Hesta</a> on <a href="{FB}">May 1</a></blockquote></div>'
        ),
        FB,
    ),
    (f'<blockquote cite="{FB}" class="fb-xfbml-parse-ignore"><p>Ferry</p></blockquote>', FB),
    (f'<fb:post href="{FB}"></fb:post>', FB),
    (f'<iframe src="https://www.facebook.com/plugins/post.php?href={FB_E}&amp;show_text=true"></iframe>', FB),
    (f'<iframe src="https://www.facebook.com/v19.0/plugins/post.php?app_id=&amp;href={FB_E}"></iframe>', FB),
    (f'<amp-facebook data-href="{FB}" layout="responsive"></amp-facebook>', FB),
    # Instagram and Threads
    (
        f'<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="{IG}?utm_source=ig_embed"></blockquote>',
        f"{IG}?utm_source=ig_embed",
    ),
    (f'<blockquote class="instagram-media"><a href="{IG}">View this post on Instagram</a></blockquote>', IG),
    (
        '<iframe class="instagram-media" src="https://www.instagram.com/reel/AbC/embed/?cr=1"></iframe>',
        "https://www.instagram.com/reel/AbC/",
    ),
    ('<amp-instagram data-shortcode="AbC" data-captioned></amp-instagram>', IG),
    (
        '<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.com/@hesta/post/AbC" id="ig-tp-AbC"></blockquote>',
        "https://www.threads.com/@hesta/post/AbC",
    ),
    ('<iframe src="https://www.threads.net/@hesta/post/AbC/embed"></iframe>', "https://www.threads.com/@hesta/post/AbC"),
    # LinkedIn, Mastodon, Bluesky
    (
        '<iframe src="https://www.linkedin.com/embed/feed/update/urn:li:ugcPost:12" title="Embedded post"></iframe>',
        "https://www.linkedin.com/feed/update/urn:li:ugcPost:12/",
    ),
    ('<iframe class="mastodon-embed" src="https://hesta.example/@courier/109/embed"></iframe>', "https://hesta.example/@courier/109"),
    (
        (
            '<blockquote class="mastodon-embed" data-embed-url="https://hesta.example/@courier/109/embed"><a href="https://hesta.example/@courier/109">'
            "<div>Post by @courier@hesta.example</div></a></blockquote>"
        ),
        "https://hesta.example/@courier/109",
    ),
    (
        '<blockquote class="mastodon-embed" data-embed-url="https://hesta.example/@courier/109/embed"></blockquote>',
        "https://hesta.example/@courier/109",
    ),
    (
        (
            f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}/app.bsky.feed.post/3kabc" data-bluesky-cid="b"><p lang="en">Ferry</p>'
            f'&mdash; Hesta (<a href="https://bsky.app/profile/{DID}?ref_src=embed">@hesta.example</a>) <a href="{BSKY}?ref_src=embed">May 1</a></blockquote>'
        ),
        f"{BSKY}?ref_src=embed",
    ),
    (
        f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}/app.bsky.feed.post/3kabc"></blockquote>',
        f"at://{DID}/app.bsky.feed.post/3kabc",
    ),
    (f'<iframe src="https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3kabc?id=1"></iframe>', BSKY),
    # Reddit, Telegram, TikTok
    (
        (
            '<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/hesta/comments/abc12/ferry/">Ferry</a><br> by'
            '<a href="https://www.reddit.com/user/hesta/">u/hesta</a> in<a href="https://www.reddit.com/r/hesta/">hesta</a></blockquote>'
        ),
        "https://www.reddit.com/r/hesta/comments/abc12/ferry/",
    ),
    (
        '<blockquote class="reddit-card"><a href="https://www.reddit.com/r/hesta/comments/abc12/ferry/">F</a></blockquote>',
        "https://www.reddit.com/r/hesta/comments/abc12/ferry/",
    ),
    (
        '<iframe src="https://embed.reddit.com/r/hesta/comments/abc12/ferry/"></iframe>',
        "https://www.reddit.com/r/hesta/comments/abc12/ferry",
    ),
    (
        '<iframe src="https://www.redditmedia.com/r/hesta/comments/abc12/ferry/?ref=1"></iframe>',
        "https://www.reddit.com/r/hesta/comments/abc12/ferry?ref=1",
    ),
    (
        '<amp-reddit data-embedtype="post" data-src="https://www.reddit.com/r/hesta/comments/abc12/"></amp-reddit>',
        "https://www.reddit.com/r/hesta/comments/abc12/",
    ),
    (
        '<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="hestacourier/12"></script>',
        "https://t.me/hestacourier/12",
    ),
    ('<iframe src="https://t.me/hestacourier/12?embed=1"></iframe>', "https://t.me/hestacourier/12?embed=1"),
    (
        (
            '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@hesta/video/12" data-video-id="12"><section><a href="https://www.tiktok.com/@hesta">'
            '@hesta</a> Ferry <a href="https://www.tiktok.com/tag/ferry">#ferry</a></section></blockquote>'
        ),
        "https://www.tiktok.com/@hesta/video/12",
    ),
    ('<iframe src="https://www.tiktok.com/player/v1/12"></iframe>', "https://www.tiktok.com/player/v1/12"),
    ('<amp-tiktok data-src="12"></amp-tiktok>', "https://www.tiktok.com/embed/v2/12"),
    # YouTube, Pinterest, VK, Tumblr
    ('<iframe src="https://www.youtube-nocookie.com/embed/abcdefghij_"></iframe>', "https://www.youtube.com/watch?v=abcdefghij_"),
    ('<lite-youtube videoid="abcdefghij_"></lite-youtube>', "https://www.youtube.com/watch?v=abcdefghij_"),
    ('<amp-youtube data-videoid="abcdefghij_"></amp-youtube>', "https://www.youtube.com/watch?v=abcdefghij_"),
    (
        '<div class="rll-youtube-player" data-id="abcdefghij_" data-src="https://www.youtube.com/embed/abcdefghij_"></div>',
        "https://www.youtube.com/watch?v=abcdefghij_",
    ),
    ('<a data-pin-do="embedPin" href="https://www.pinterest.com/pin/12/"></a>', "https://www.pinterest.com/pin/12/"),
    ('<iframe src="https://assets.pinterest.com/ext/embed.html?id=12"></iframe>', "https://www.pinterest.com/pin/12/"),
    (
        '<amp-pinterest data-do="embedPin" data-url="https://www.pinterest.com/pin/12/"></amp-pinterest>',
        "https://www.pinterest.com/pin/12/",
    ),
    (
        '<div id="vk_post_-1_2"></div><script>(function(){ VK.Widgets.Post("vk_post_-1_2", -1, 2, \'hash\'); }());</script>',
        "https://vk.com/wall-1_2",
    ),
    ('<amp-vk data-embedtype="post" data-owner-id="-1" data-post-id="2" data-hash="h"></amp-vk>', "https://vk.com/wall-1_2"),
    ('<iframe src="https://vk.com/widget_post.php?app=0&amp;owner_id=-1&amp;post_id=2"></iframe>', "https://vk.com/wall-1_2"),
    ('<iframe src="//vk.com/video_ext.php?oid=-1&amp;id=2&amp;hash=h"></iframe>', "https://vk.com/video-1_2"),
    (
        '<div class="tumblr-post" data-href="https://embed.tumblr.com/embed/post/t:h/12/v2"><a href="https://hesta.tumblr.com/post/12/ferry">Ferry</a></div>',
        "https://hesta.tumblr.com/post/12/ferry",
    ),
    (
        '<div class="tumblr-post" data-href="https://embed.tumblr.com/embed/post/t:h/12/v2"></div>',
        "https://embed.tumblr.com/embed/post/t:h/12/v2",
    ),
    # content systems, cards of other services
    (
        f'<figure class="wp-block-embed is-provider-twitter wp-block-embed-twitter"><div class="wp-block-embed__wrapper">\n{X}\n</div></figure>',
        X,
    ),
    (f"<p>{X}</p>", X),
    (f'<blockquote class="embedly-card"><h4><a href="{X}">Ferry</a></h4><p>It sails.</p></blockquote>', X),
    (f'<a class="embedly-card" href="{X}">Ferry</a>', X),
    (f'<iframe src="https://cdn.embedly.com/widgets/media.html?type=text%2Fhtml&amp;url={E}"></iframe>', X),
    (f'<div class="iframely-embed"><a href="{X}" data-iframely-url="//iframely.net/AbC"></a></div>', X),
    (f'<iframe src="//cdn.iframe.ly/api/iframe?url={E}&amp;key=k"></iframe>', X),
    # lazy loading and consent
    (f'<iframe src="about:blank" data-src="https://www.facebook.com/plugins/post.php?href={FB_E}"></iframe>', FB),
    ('<iframe data-lazy-src="https://www.instagram.com/p/AbC/embed/" src="about:blank"></iframe>', IG),
    ('<iframe loading="lazy" data-cmp-src="https://www.instagram.com/p/AbC/embed" data-cmp-vendor="s1"></iframe>', IG),
    ('<div data-cmp-src="https://www.instagram.com/p/AbC/embed"></div>', IG),
    (
        '<iframe class="cmplz-iframe" src="about:blank" data-src-cmplz="https://www.youtube.com/embed/abcdefghij_?feature=oembed"></iframe>',
        "https://www.youtube.com/watch?v=abcdefghij_",
    ),
    ('<iframe uc-src="https://www.instagram.com/p/AbC/embed"></iframe>', IG),
    ('<noscript><iframe src="https://www.instagram.com/p/AbC/embed"></iframe></noscript>', IG),
    (f'<noscript><blockquote class="twitter-tweet"><p>Ferry</p>— H (@hesta) <a href="{X}">May 1</a></blockquote></noscript>', X),
    (
        (
            f'<div class="embed-privacy-container embed-twitter"><div class="embed-privacy-overlay"><p>Click to load X.</p><span class="embed-privacy-url">'
            f'<a href="{X}">Open directly</a></span></div></div>'
        ),
        X,
    ),
    (f'<div class="tweet-embed"><blockquote class="twitter-tweet"><p>Ferry</p>— H (@hesta) <a href="{X}">May 1</a></blockquote></div>', X),
]

# The same networks and elements, but of an account, a list, a button, or nothing.
NO_POSTS = [
    '<a class="twitter-timeline" href="https://twitter.com/hesta">Tweets by hesta</a>',
    '<a class="twitter-follow-button" href="https://twitter.com/hesta">Follow @hesta</a>',
    f'<a class="twitter-share-button" href="https://twitter.com/intent/tweet?url={E}" data-text="Ferry">Tweet</a>',
    '<blockquote class="twitter-tweet"><p>Ferry</p>— H (@hesta) <a href="https://twitter.com/hesta">May 1</a></blockquote>',
    '<iframe src="https://platform.twitter.com/widgets/follow_button.html?screen_name=hesta&amp;id=12"></iframe>',
    '<amp-twitter data-timeline-source-type="profile" data-timeline-screen-name="hesta"></amp-twitter>',
    '<div class="fb-page" data-href="https://www.facebook.com/hesta"></div>',
    '<div class="fb-share-button" data-href="https://copy.example/page"></div>',
    '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fhesta&amp;tabs=timeline"></iframe>',
    '<iframe src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fcopy.example%2Fpage"></iframe>',
    '<amp-facebook-page data-href="https://www.facebook.com/hesta"></amp-facebook-page>',
    '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/hesta/?utm_source=ig_embed"></blockquote>',
    '<iframe src="https://www.instagram.com/hesta/embed/"></iframe>',
    '<blockquote class="text-post-media" data-text-post-permalink="https://www.threads.com/@hesta"></blockquote>',
    '<script type="IN/FollowCompany" data-id="12"></script>',
    '<iframe src="https://hesta.example/@courier"></iframe>',
    '<iframe src="https://hesta.example/embed/109"></iframe>',
    f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}"></blockquote>',
    '<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/hesta/">r/hesta</a></blockquote>',
    '<script src="https://telegram.org/js/telegram-widget.js" data-telegram-login="hestabot"></script>',
    '<script src="https://telegram.org/js/telegram-widget.js" data-telegram-share-url="https://copy.example/page"></script>',
    '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@hesta" data-unique-id="hesta" data-embed-type="creator"></blockquote>',
    '<iframe src="https://www.youtube.com/embed/videoseries?list=PLabc"></iframe>',
    '<iframe src="https://www.youtube.com/embed/live_stream?channel=UCabcdefghijklmnopqrstuV"></iframe>',
    '<amp-dailymotion data-videoid="x2m8jpp"></amp-dailymotion>',
    '<a data-pin-do="embedUser" href="https://www.pinterest.com/hesta/"></a>',
    '<a data-pin-do="buttonPin" href="https://www.pinterest.com/pin/create/button/?url=https%3A%2F%2Fcopy.example%2Fpage"></a>',
    '<script>VK.Widgets.Group("vk_groups", {mode: 3}, 12);</script>',
    '<script>VK.Widgets.Comments("vk_comments");</script>',
    '<div data-post-id="2" data-owner-id="1">VK.Widgets.Post("a", -1, 2)</div>',
    '<div class="tumblr-post" data-href="https://embed.tumblr.com/follow_button/hesta"></div>',
    '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">https://copy.example/other</div></figure>',
    f"<p>{X} says so</p>",
    f'<div class="comments"><p>{X}</p></div>',
    f'<img src="/a.gif" data-src="{X}">',
    f"<!-- <blockquote class='twitter-tweet'><a href='{X}'></a></blockquote> -->",
    f'<template><iframe src="{X}"></iframe></template>',
    '<iframe src="https://x.com.evil.example/hesta/status/12"></iframe>',
]


def embedded(markup: str) -> list[str]:
    """The addresses of the posts embedded in a page."""
    page = look(f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>").article
    return [post.url for post in found_posts(page, WORK) if post.how is How.EMBED]


@pytest.mark.parametrize(("markup", "url"), FORMS, ids=[markup[:70] for markup, _ in FORMS])
def test_an_embedded_post_is_found_once(markup: str, url: str) -> None:
    """By the address of the post itself, in every form, and in a form that twice names one post."""
    assert embedded(markup) == [url]
    assert post_of(url) is not None
    assert embedded(markup + markup) == [url]


@pytest.mark.parametrize("markup", NO_POSTS, ids=[markup[:70] for markup in NO_POSTS])
def test_what_is_no_embedded_post(markup: str) -> None:
    """Accounts, lists and buttons stand in the same elements."""
    assert embedded(markup) == []


def test_many_embedded_posts_are_read_in_time() -> None:
    """Elements inside elements, each of which could be a post."""
    inside = '<div class="tweet-embed">' * 400 + f'<a href="{X}">May 1</a>' + "</div>" * 400
    beside = "".join(
        f'<blockquote class="twitter-tweet"><a href="https://x.com/hesta/status/{i}">May</a></blockquote>' for i in range(1, 5_000)
    )

    assert embedded(inside) == [X]
    assert len(embedded(beside)) <= 2_000
