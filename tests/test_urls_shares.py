"""What share buttons would make a share say."""

from __future__ import annotations

import pytest

from attrcheck.urls import (
    ShareIntent,
    is_menu,
    is_social,
    share_intent_in_script,
    share_intent_of,
    share_intent_of_attributes,
    share_intents_of_attributes,
)

PAGE = "https://news.example/a"
E = "https%3A%2F%2Fnews.example%2Fa"

INTENTS = [
    (f"https://twitter.com/intent/tweet?text=By+R%C3%A9my%20Bonny&url={E}&via=RemyBonny", "x", "By Rémy Bonny", PAGE, "x:RemyBonny"),
    (f"https://x.com/intent/post?text=a&url={E}", "x", "a", PAGE, ""),
    (f"https://x.com/share?url={E}&via=@RemyBonny", "x", "", PAGE, "x:RemyBonny"),
    (f"//twitter.com/share?text=a&amp;url={E}&amp;via=Remy.Bonny", "x", "a", PAGE, ""),
    (f"https://twitter.com/home?status=By%20Remy%20{E}", "x", f"By Remy {PAGE}", PAGE, ""),
    ("twitter://post?message=By%20Remy", "x", "By Remy", None, ""),
    ("https://twitter.com/intent/tweet?text=By%2520Remy", "x", "By Remy", None, ""),
    ("https://twitter.com/intent/tweet?text=100%25%20true", "x", "100% true", None, ""),
    ("https://twitter.com/intent/tweet?text=a&url={url}", "x", "a", None, ""),
    ("https://twitter.com/intent/tweet", "x", "", None, ""),
    (f"https://www.facebook.com/sharer.php?u={E}&quote=By+Remy", "facebook", "", PAGE, ""),
    (f"https://www.facebook.com/sharer/sharer.php?u={E}", "facebook", "", PAGE, ""),
    (f"https://www.facebook.com/share.php?u={E}", "facebook", "", PAGE, ""),
    (f"https://m.facebook.com/sharer.php?u={E}", "facebook", "", PAGE, ""),
    (f"https://www.facebook.com/dialog/share?app_id=1&href={E}", "facebook", "", PAGE, ""),
    (f"https://www.facebook.com/dialog/feed?link={E}&caption=a", "facebook", "", PAGE, ""),
    (f"fb-messenger://share/?link={E}", "facebook", "", PAGE, ""),
    (f"https://www.threads.net/intent/post?text=By+Remy&url={E}", "threads", "By Remy", PAGE, ""),
    (f"https://www.linkedin.com/sharing/share-offsite/?url={E}", "linkedin", "", PAGE, ""),
    (f"https://www.linkedin.com/shareArticle?mini=true&url={E}&title=T&summary=By+Remy", "linkedin", "", PAGE, ""),
    (f"https://www.linkedin.com/feed/?shareActive=true&text=By+Remy+{E}", "linkedin", f"By Remy {PAGE}", PAGE, ""),
    (f"https://bsky.app/intent/compose?text=By+Remy+{E}", "bluesky", f"By Remy {PAGE}", PAGE, ""),
    ("bluesky://intent/compose?text=a", "bluesky", "a", None, ""),
    (f"https://mastodon.social/share?text=By+Remy&url={E}", "mastodon", "By Remy", PAGE, ""),
    (f"https://unknown.example/share?text=By+Remy&url={E}", "mastodon", "By Remy", PAGE, ""),
    (f"https://share.joinmastodon.org/#text=By%20Remy%20{E}", "mastodon", f"By Remy {PAGE}", PAGE, ""),
    (f"https://toot.kytta.dev/?text={E}", "mastodon", PAGE, PAGE, ""),
    (f"https://www.reddit.com/submit?url={E}&title=By+Remy", "reddit", "By Remy", PAGE, ""),
    (f"https://t.me/share/url?url={E}&text=By+Remy", "telegram", "By Remy", PAGE, ""),
    (f"https://telegram.me/share?url={E}", "telegram", "", PAGE, ""),
    (f"tg://msg_url?url={E}&text=By+Remy", "telegram", "By Remy", PAGE, ""),
    (f"https://wa.me/?text=By+Remy+{E}", "whatsapp", f"By Remy {PAGE}", PAGE, ""),
    ("https://api.whatsapp.com/send?text=a", "whatsapp", "a", None, ""),
    ("whatsapp://send?text=By%20Remy", "whatsapp", "By Remy", None, ""),
    (f"https://www.pinterest.com/pin/create/button/?url={E}&media=x&description=By+Remy", "pinterest", "By Remy", PAGE, ""),
    (f"https://pinterest.de/pin/create/link/?url={E}", "pinterest", "", PAGE, ""),
    (
        f"https://www.tumblr.com/widgets/share/tool?canonicalUrl={E}&title=T&caption=By+Remy&show-via=remybonny",
        "tumblr",
        "T\nBy Remy",
        PAGE,
        "tumblr:remybonny",
    ),
    (f"https://www.tumblr.com/share/link?url={E}&name=T", "tumblr", "T", PAGE, ""),
    (f"https://vk.com/share.php?url={E}&title=T&description=By+Remy", "vk", "T\nBy Remy", PAGE, ""),
    (f"https://connect.ok.ru/offer?url={E}&title=T", "ok", "T", PAGE, ""),
    (f"https://news.ycombinator.com/submitlink?u={E}&t=T", "hackernews", "T", PAGE, ""),
    (f"https://lemmy.example/create_post?url={E}&title=T&body=By+Remy", "lemmy", "T\nBy Remy", PAGE, ""),
    (f"https://lobste.rs/stories/new?url={E}&title=T", "lobsters", "T", PAGE, ""),
    (f"mailto:?subject=T&body=By%20Remy%0D%0A{E}", "email", f"T\nBy Remy\r\n{PAGE}", PAGE, ""),
    ("mailto:?body=a+b", "email", "a+b", None, ""),
    ("viber://forward?text=By%20Remy", "viber", "By Remy", None, ""),
    (f"https://social-plugins.line.me/lineit/share?url={E}&text=T", "line", "T", PAGE, ""),
    (f"https://service.weibo.com/share/share.php?url={E}&title=T", "weibo", "T", PAGE, ""),
    (f"https://www.xing.com/spi/shares/new?url={E}", "xing", "", PAGE, ""),
    (f"https://gab.com/compose?url={E}&text=T", "gab", "T", PAGE, ""),
    (f"https://teams.microsoft.com/share?href={E}&msgText=T", "teams", "T", PAGE, ""),
    (f"https://getpocket.com/save?url={E}", "pocket", "", PAGE, ""),
    (f"https://www.addtoany.com/add_to/twitter?linkurl={E}&linkname=T&linknote=By+Remy", "x", "T\nBy Remy", PAGE, ""),
    (f"https://www.addtoany.com/add_to/email?linkurl={E}&linkname=T", "email", "T", PAGE, ""),
    (f"https://www.addtoany.com/share#url={E}&title=T", "addtoany", "T", PAGE, ""),
    (f"javascript:window.open('https://www.facebook.com/sharer.php?u={E}')", "facebook", "", PAGE, ""),
    (f"javascript:window.open(%27https://twitter.com/intent/tweet?text=By%20Remy&url={E}%27)", "x", "By Remy", PAGE, ""),
    (f"https://x.com/intent/tweet/complete?text=By+Remy&url={E}&related=RemyBonny", "x", "By Remy", PAGE, ""),
    (f"https://www.facebook.com/v19.0/dialog/share?app_id=1&href={E}", "facebook", "", PAGE, ""),
    (f"https://www.facebook.com/dialog/send?app_id=1&link={E}", "facebook", "", PAGE, ""),
    (f"fb-messenger://share?link={E}", "facebook", "", PAGE, ""),
    (f"https://www.threads.com/intent/post?text=By+Remy&url={E}&reply_control=everyone", "threads", "By Remy", PAGE, ""),
    (f"https://www.linkedin.com/cws/share?url={E}", "linkedin", "", PAGE, ""),
    (f"https://www.linkedin.com/share?text=By+Remy+{E}", "linkedin", f"By Remy {PAGE}", PAGE, ""),
    (f"https://s2f.kytta.dev/?text=By+Remy+{E}", "mastodon", f"By Remy {PAGE}", PAGE, ""),
    (f"https://mastodonshare.com/?text=By+Remy&url={E}", "mastodon", "By Remy", PAGE, ""),
    (f"https://sharetomastodon.github.io/?title=By+Remy&url={E}", "mastodon", "By Remy", PAGE, ""),
    (f"https://tootpick.org/#text=By%20Remy%20{E}", "mastodon", f"By Remy {PAGE}", PAGE, ""),
    (f"https://www.reddit.com/r/lgbt/submit?selftext=true&title=T&text=By+Remy+{E}", "reddit", f"T\nBy Remy {PAGE}", PAGE, ""),
    (f"https://old.reddit.com/submit?url={E}&title=By+Remy", "reddit", "By Remy", PAGE, ""),
    (f"tg://msg?text=By+Remy+{E}", "telegram", f"By Remy {PAGE}", PAGE, ""),
    (f"https://web.whatsapp.com/send?text=By+Remy+{E}", "whatsapp", f"By Remy {PAGE}", PAGE, ""),
    (f"https://www.pinterest.com/pin/create/bookmarklet/?url={E}&description=By+Remy", "pinterest", "By Remy", PAGE, ""),
    (f"https://vk.ru/share.php?url={E}&title=T&comment=By+Remy", "vk", "T\nBy Remy", PAGE, ""),
    (f"https://line.me/R/msg/text/?By%20Remy%20{E}", "line", f"By Remy {PAGE}", PAGE, ""),
    (f"https://line.me/R/share?text=By+Remy&url={E}", "line", "By Remy", PAGE, ""),
    ("line://msg/text/?By%20Remy", "line", "By Remy", None, ""),
    (f"https://www.xing.com/social/share/spi?url={E}", "xing", "", PAGE, ""),
    (f"sms:?body=By%20Remy%20{E}", "sms", f"By Remy {PAGE}", PAGE, ""),
    ("sms:?&body=By%20Remy", "sms", "By Remy", None, ""),
    (f"https://getpocket.com/edit?url={E}&title=T", "pocket", "", PAGE, ""),
    (f"https://www.instapaper.com/hello2?url={E}&title=T", "instapaper", "", PAGE, ""),
    (f"https://share.flipboard.com/bookmarklet/popout?v=2&title=By+Remy&url={E}", "flipboard", "", PAGE, ""),
    (f"https://buffer.com/add?text=By+Remy&url={E}", "buffer", "By Remy", PAGE, ""),
    (f"https://publish.buffer.com/compose?text=By+Remy&url={E}", "buffer", "By Remy", PAGE, ""),
    (f"https://www.blogger.com/blog-this.g?u={E}&n=T&t=By+Remy", "blogger", "T\nBy Remy", PAGE, ""),
    (f"https://www.livejournal.com/update.bml?subject=By+Remy&event={E}", "livejournal", f"By Remy\n{PAGE}", PAGE, ""),
    (f"https://b.hatena.ne.jp/add?mode=confirm&url={E}&title=By+Remy", "hatena", "By Remy", PAGE, ""),
    (f"https://connect.mail.ru/share?url={E}&title=T&description=By+Remy", "mailru", "T\nBy Remy", PAGE, ""),
    (f"https://share.diasporafoundation.org/?title=By+Remy&url={E}", "diaspora", "By Remy", PAGE, ""),
    (f"{PAGE}?share=twitter&nb=1", "x", "", PAGE, ""),
    (f"{PAGE}?share=bluesky&nb=1", "bluesky", "", PAGE, ""),
    (f"{PAGE}?share=threads&nb=1", "threads", "", PAGE, ""),
    (f"{PAGE}?share=email&nb=1", "email", "", PAGE, ""),
    (f"{PAGE}?share=jetpack-whatsapp", "whatsapp", "", PAGE, ""),
]


@pytest.mark.parametrize(("url", "platform", "text", "shared", "handle"), INTENTS, ids=lambda value: str(value)[:60])
def test_share_button_is_read(url: str, platform: str, text: str, shared: str | None, handle: str) -> None:
    intent = share_intent_of(url)
    assert intent is not None
    assert (intent.platform, intent.text, intent.url, " ".join(map(str, intent.handles))) == (platform, text, shared, handle)
    assert intent.is_text_prefilled is bool(text)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "#",
        "https://x.com/RemyBonny",
        "https://x.com/RemyBonny/status/1",
        "https://twitter.com.evil.example/intent/tweet?text=a",
        "https://www.facebook.com/RemyBonny",
        "mailto:press@news.example",
        "mailto:press@news.example?subject=a",
        "tel:+3212345",
        "https://news.example/?share=me",
        "https://news.example/share",
        "https://news.example/share?url=a",
        "https://t.me/RemyBonny",
        "javascript:void(0)",
        "javascript:history.back()",
        "https://www.addtoany.com/add_to/nowhere?linkurl=a",
        "https://twitter.com/intent/user?user_id=1",
        "https://x.com/intent/like?tweet_id=1",
        "https://x.com/home",
        f"https://www.facebook.com/plugins/like.php?href={E}",
        "https://www.facebook.com/share/p/abcdef/",
        "https://www.threads.com/intent/follow?username=remy.bonny",
        "https://www.threads.com/@remy.bonny/post/abc",
        "https://www.linkedin.com/in/remy-bonny",
        "https://www.linkedin.com/feed/",
        "https://bsky.app/profile/remybonny.bsky.social",
        f"https://bsky.app.evil.example/intent/compose?text={E}",
        "https://mastodon.social/@remybonny",
        f"https://unknown.example/share?link={E}",
        "https://www.reddit.com/r/lgbt/",
        "tg://resolve?domain=RemyBonny",
        "https://wa.me/32470123456",
        "https://api.whatsapp.com/send?phone=32470123456",
        "https://www.pinterest.com/pin/123456/",
        "https://www.tumblr.com/remybonny",
        "https://vk.com/remybonny",
        "https://news.ycombinator.com/item?id=1",
        "https://line.me/R/ti/p/@remybonny",
        "https://line.me/R/msg/text/",
        "sms:+32470123456",
        "sms:+32470123456?body=a",
        f"https://wa.me/32470123456?text={E}",
        f"https://api.whatsapp.com/send?phone=32470123456&text={E}",
        "https://getpocket.com/explore/item/a",
        "https://flipboard.com/@remybonny",
        "https://buffer.com/resources/add-a-button",
        "https://www.blogger.com/profile/1",
        "https://remybonny.livejournal.com/1.html",
        "https://b.hatena.ne.jp/entry/s/news.example/a",
        f"https://mail.ru/share?address={E}",
        "https://diasporafoundation.org/",
        f"{PAGE}?share=1",
        f"{PAGE}?shared=twitter",
        "https://www.facebook.com/RemyBonny?share=twitter",
    ],
)
def test_other_address_is_no_share_button(url: str) -> None:
    assert share_intent_of(url) is None


def test_what_the_network_drops_is_kept_apart() -> None:
    intent = share_intent_of(f"https://www.facebook.com/sharer.php?u={E}&quote=By+Remy")
    assert intent is not None
    assert (intent.title, intent.text) == ("By Remy", "")


def test_hashtags_of_a_button_are_kept() -> None:
    """Each network calls them differently."""
    urls = (
        f"https://x.com/intent/post?url={E}&hashtags=Boats,Ferries",
        f"https://www.threads.com/intent/post?url={E}&tag=Boats",
        f"https://www.facebook.com/dialog/share?href={E}&hashtag=%23Boats",
        f"https://www.tumblr.com/widgets/share/tool?canonicalUrl={E}&tags=Boats,Ferries",
    )
    found = [intent.hashtags for url in urls if (intent := share_intent_of(url))]

    assert found == [("Boats", "Ferries"), ("Boats",), ("Boats",), ("Boats", "Ferries")]


def test_text_of_a_redirecting_site_is_unknown() -> None:
    intent = share_intent_of(f"{PAGE}?p=1&share=mastodon&nb=1")
    assert intent == ShareIntent(platform="mastodon", url=f"{PAGE}?p=1", is_text_known=False)


ATTRIBUTES = [
    ({"data-text": "By Remy", "data-url": PAGE, "data-via": "RemyBonny"}, ["twitter-share-button"], "x", "By Remy", "x:RemyBonny"),
    ({"data-href": PAGE}, ["fb-share-button"], "facebook", "", ""),
    ({"data-sharer": "twitter", "data-title": "By Remy", "data-url": PAGE, "data-via": "RemyBonny"}, [], "x", "By Remy", "x:RemyBonny"),
    ({"data-sharer": "whatsapp", "data-title": "By Remy", "data-url": PAGE}, [], "whatsapp", "By Remy", ""),
    ({"data-network": "twitter", "data-title": "T", "data-url": PAGE, "data-username": "RemyBonny"}, [], "x", "T", "x:RemyBonny"),
    ({"data-text": "By Remy", "data-url": PAGE}, ["shareon", "mastodon"], "mastodon", "By Remy", ""),
    ({"data-title": "T", "data-url": PAGE, "data-services": '["facebook","twitter"]'}, ["shariff"], "facebook", "T", ""),
    ({"data-pin-do": "buttonPin", "data-pin-description": "By Remy", "data-pin-url": PAGE}, [], "pinterest", "By Remy", ""),
    ({"data-a2a-url": PAGE, "data-a2a-title": "T"}, ["a2a_kit", "a2a_button_bluesky"], "bluesky", "T", ""),
    ({"addthis:url": PAGE, "addthis:title": "T"}, ["addthis_button_twitter"], "x", "T", ""),
    ({"type": "IN/Share", "data-url": PAGE}, [], "linkedin", "", ""),
    ({"data-telegram-share-url": PAGE, "data-comment": "By Remy"}, [], "telegram", "By Remy", ""),
    ({"data-href": f"https://x.com/intent/tweet?text=By+Remy&url={E}"}, ["button"], "x", "By Remy", ""),
    ({"onclick": f"window.open('https://t.me/share/url?url={E}')"}, [], "telegram", "", ""),
]


@pytest.mark.parametrize(("attributes", "classes", "platform", "text", "handle"), ATTRIBUTES)
def test_button_of_a_script_is_read(attributes: dict[str, str], classes: list[str], platform: str, text: str, handle: str) -> None:
    intent = share_intent_of_attributes(attributes, classes)
    assert intent is not None
    assert (intent.platform, intent.text, intent.url, " ".join(map(str, intent.handles))) == (platform, text, PAGE, handle)


@pytest.mark.parametrize(
    ("attributes", "classes"),
    [
        ({}, []),
        ({"data-network": "facebook", "href": "https://facebook.com/RemyBonny"}, ["follow"]),
        ({"data-pin-do": "embedPin"}, []),
        ({"data-network": "sharethis", "data-url": PAGE}, []),
        ({}, ["shareon"]),
        ({"href": PAGE}, ["share"]),
        ({"type": "text/javascript"}, []),
    ],
)
def test_other_element_is_no_button(attributes: dict[str, str], classes: list[str]) -> None:
    assert share_intent_of_attributes(attributes, classes) is None


def test_one_element_may_share_to_several_networks() -> None:
    intents = share_intents_of_attributes({"data-url": PAGE, "data-services": "twitter,linkedin,mail"}, ["shariff"])
    assert [(intent.platform, intent.is_social, intent.is_text_known) for intent in intents] == [
        ("x", True, False),
        ("linkedin", True, False),
        ("email", False, False),
    ]


def test_script_that_builds_its_address_leaves_the_text_unknown() -> None:
    intent = share_intent_in_script("window.open('https:\\/\\/twitter.com\\/intent\\/tweet?text=' + encodeURIComponent(document.title))")
    assert intent == ShareIntent(platform="x", is_text_known=False)
    assert share_intent_in_script("navigator.share({title: 'T', url: location.href})") is None
    assert share_intent_in_script(" " * 30_000 + f"open('https://t.me/share/url?url={E}')") is None


def test_only_networks_are_social() -> None:
    others = ("email", "sms", "pocket", "instapaper", "flipboard", "teams", "orkut")
    assert [is_social(name) for name in ("x", "whatsapp", "buffer", *others)] == [True, True, True] + [False] * len(others)
    assert is_menu("buffer")
