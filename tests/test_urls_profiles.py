"""Addresses of accounts, and of everything that is none."""

from __future__ import annotations

import pytest

from attrcheck.model import Profile
from attrcheck.urls import parse_profile, profile_of, profile_url, same_profile

DID = "did:plc:abcdefghijklmnopqrstuvwx"
CHANNEL = "UCabcdefghijklmnopqrstuV"

PROFILES = [
    # X, its old name, mirrors and forms
    ("https://twitter.com/RemyBonny", "x:remybonny"),
    ("https://x.com/RemyBonny?s=20", "x:remybonny"),
    ("https://x.com/@RemyBonny", "x:remybonny"),
    ("https://mobile.twitter.com/RemyBonny/", "x:remybonny"),
    ("https://m.x.com/RemyBonny", "x:remybonny"),
    ("http://www.twitter.com/RemyBonny#top", "x:remybonny"),
    ("https://x.com/RemyBonny/with_replies", "x:remybonny"),
    ("https://x.com/RemyBonny/media", "x:remybonny"),
    ("https://twitter.com/#!/RemyBonny", "x:remybonny"),
    ("https://twitter.com/intent/user?screen_name=RemyBonny", "x:remybonny"),
    ("https://x.com/intent/follow?screen_name=RemyBonny&region=de", "x:remybonny"),
    ("https://x.com/i/user/12345", "x:id:12345"),
    ("https://twitter.com/intent/user?user_id=12345", "x:id:12345"),
    ("https://nitter.net/RemyBonny", "x:remybonny"),
    ("https://xcancel.com/RemyBonny", "x:remybonny"),
    ("twitter://user?screen_name=RemyBonny", "x:remybonny"),
    # as browsers read what people write
    ("twitter.com/RemyBonny", "x:remybonny"),
    ("//twitter.com/RemyBonny", "x:remybonny"),
    ("HTTPS://TWITTER.COM/RemyBonny", "x:remybonny"),
    ("https:\\\\x.com\\RemyBonny", "x:remybonny"),
    ("https:x.com/RemyBonny", "x:remybonny"),
    ("https:/x.com/RemyBonny", "x:remybonny"),
    ("https:////x.com/RemyBonny", "x:remybonny"),
    (" https://x.com/Remy\n\tBonny ", "x:remybonny"),
    ("https://x.com./RemyBonny", "x:remybonny"),
    ("https://x.com:443/RemyBonny", "x:remybonny"),
    ("http://x.com:80/RemyBonny", "x:remybonny"),
    ("x.com:443/RemyBonny", "x:remybonny"),
    ("https://x.com/%52emyBonny", "x:remybonny"),
    ("https://%78.com/RemyBonny", "x:remybonny"),
    ("https://\uff58.com/RemyBonny", "x:remybonny"),  # a full-width letter means the plain one
    ("https://x\u3002com/RemyBonny", "x:remybonny"),  # so does the ideographic stop
    ("https://evil@twitter.com/RemyBonny", "x:remybonny"),
    ("https://x.com//RemyBonny", "x:remybonny"),
    ("https://x.com/a/../RemyBonny", "x:remybonny"),
    # Facebook
    ("https://www.facebook.com/Remy.Bonny", "facebook:remybonny"),
    ("https://fb.com/RemyBonny/", "facebook:remybonny"),
    ("https://nl-be.facebook.com/remy.bonny/about", "facebook:remybonny"),
    ("https://mbasic.facebook.com/remy.bonny?fref=nf", "facebook:remybonny"),
    ("https://www.facebook.com/profile.php?id=100012345678901", "facebook:id:100012345678901"),
    ("https://www.facebook.com/people/Remy-Bonny/100012345678901/", "facebook:id:100012345678901"),
    ("https://www.facebook.com/pages/Remy-Bonny/100012345", "facebook:id:100012345"),
    ("https://www.facebook.com/pages/category/Writer/Remy-Bonny-100012345/", "facebook:id:100012345"),
    ("https://www.facebook.com/p/Remy-Bonny-100012345678901/", "facebook:id:100012345678901"),
    ("https://www.facebook.com/100012345678901", "facebook:id:100012345678901"),
    ("https://www.facebook.com/pg/RemyBonny/photos", "facebook:remybonny"),
    ("https://m.me/RemyBonny", "facebook:remybonny"),
    ("https://www.facebook.com/zuck", "facebook:zuck"),
    # Instagram and Threads
    ("https://www.instagram.com/remy.bonny/?hl=en", "instagram:remy.bonny"),
    ("https://instagram.com/Remy.Bonny", "instagram:remy.bonny"),
    ("https://instagr.am/remybonny", "instagram:remybonny"),
    ("https://www.instagram.com/_u/remy.bonny/", "instagram:remy.bonny"),
    ("https://www.instagram.com/remy.bonny/reels/", "instagram:remy.bonny"),
    ("https://www.instagram.com/stories/remy.bonny/", "instagram:remy.bonny"),
    ("https://ig.me/m/remy.bonny", "instagram:remy.bonny"),
    ("https://www.threads.net/@remy.bonny", "threads:remy.bonny"),
    ("https://threads.com/@remy.bonny/replies", "threads:remy.bonny"),
    ("https://www.threads.com/@remy.bonny", "threads:remy.bonny"),
    ("https://www.threads.com/intent/follow?username=remy.bonny", "threads:remy.bonny"),
    # LinkedIn
    ("https://www.linkedin.com/in/Remy-Bonny-123/", "linkedin:in/remy-bonny-123"),
    ("https://be.linkedin.com/in/r%C3%A9my-bonny", "linkedin:in/rémy-bonny"),
    ("https://linkedin.com/in/re%CC%81my-bonny", "linkedin:in/rémy-bonny"),  # the accent as a character of its own
    ("https://www.linkedin.com/in/remy-bonny/recent-activity/all/", "linkedin:in/remy-bonny"),
    ("https://www.linkedin.com/company/forbidden-colours", "linkedin:company/forbidden-colours"),
    ("https://www.linkedin.com/school/kuleuven/", "linkedin:school/kuleuven"),
    ("https://www.linkedin.com/pub/remy-bonny/12/345/678", "linkedin:pub/remy-bonny/12/345/678"),
    ("https://www.linkedin.com/mwlite/in/remy-bonny", "linkedin:in/remy-bonny"),
    # Mastodon and Lemmy
    ("https://mastodon.social/@Remy", "mastodon:remy@mastodon.social"),
    ("https://mastodon.social/@Remy@chaos.social", "mastodon:remy@chaos.social"),
    ("https://fosstodon.org/@remy", "mastodon:remy@fosstodon.org"),
    ("https://journa.host/@remy", "mastodon:remy@journa.host"),
    ("https://mastodon.social/users/remy", "mastodon:remy@mastodon.social"),
    ("https://mastodon.social/web/@remy", "mastodon:remy@mastodon.social"),
    ("https://mastodon.social/deck/@remy@chaos.social", "mastodon:remy@chaos.social"),
    ("https://unknown.example/@remy", "mastodon:remy@unknown.example"),
    ("https://unknown.example/%40remy", "mastodon:remy@unknown.example"),
    ("https://unknown.example/@remy/media", "mastodon:remy@unknown.example"),
    ("https://lemmy.world/u/Remy", "lemmy:remy@lemmy.world"),
    ("https://lemmy.world/u/remy@feddit.org", "lemmy:remy@feddit.org"),
    ("https://lemmy.world/c/europe", "lemmy:!europe@lemmy.world"),
    # Bluesky
    ("https://bsky.app/profile/Remy.bsky.social", "bluesky:remy.bsky.social"),
    (f"https://bsky.app/profile/{DID}", f"bluesky:{DID}"),
    ("https://bsky.app/profile/remybonny.eu/follows", "bluesky:remybonny.eu"),
    (f"at://{DID}", f"bluesky:{DID}"),
    ("at://remybonny.eu", "bluesky:remybonny.eu"),
    ("https://remy.bsky.social/", "bluesky:remy.bsky.social"),
    # the others
    ("https://old.reddit.com/user/Remy_Bonny/", "reddit:remy_bonny"),
    ("https://www.reddit.com/u/remy-bonny/submitted", "reddit:remy-bonny"),
    ("https://t.me/RemyBonny", "telegram:remybonny"),
    ("https://t.me/s/RemyBonny", "telegram:remybonny"),
    ("https://remybonny.t.me", "telegram:remybonny"),
    ("https://web.telegram.org/k/#@RemyBonny", "telegram:remybonny"),
    ("tg://resolve?domain=RemyBonny", "telegram:remybonny"),
    ("https://www.youtube.com/@RemyBonny", "youtube:@remybonny"),
    ("https://m.youtube.com/@RemyBonny/videos", "youtube:@remybonny"),
    (f"https://www.youtube.com/channel/{CHANNEL}", f"youtube:channel/{CHANNEL}"),
    ("https://www.youtube.com/user/RemyBonny", "youtube:user/remybonny"),
    ("https://www.youtube.com/c/RemyBonny", "youtube:c/remybonny"),
    ("https://www.tiktok.com/@Remy.Bonny?lang=en", "tiktok:remy.bonny"),
    ("https://www.pinterest.co.uk/remybonny/", "pinterest:remybonny"),
    ("https://nl.pinterest.com/remybonny/_saved", "pinterest:remybonny"),
    ("https://pinterest.com.au/remybonny/my-board", "pinterest:remybonny"),
    ("https://wa.me/32470123456", "whatsapp:32470123456"),
    ("https://api.whatsapp.com/send?phone=%2B32470123456", "whatsapp:32470123456"),
    ("https://whatsapp.com/channel/0029VaXYZ", "whatsapp:channel/0029VaXYZ"),
    ("https://vk.com/remy_bonny", "vk:remybonny"),
    ("https://vk.ru/id12345", "vk:id12345"),
    ("https://m.vk.com/club12345", "vk:club12345"),
    ("https://remybonny.tumblr.com/", "tumblr:remybonny"),
    ("https://www.tumblr.com/remybonny", "tumblr:remybonny"),
    ("https://www.tumblr.com/blog/view/remybonny", "tumblr:remybonny"),
    ("https://news.ycombinator.com/user?id=RemyBonny", "hackernews:RemyBonny"),
    # behind a redirect
    ("https://l.instagram.com/?u=https%3A%2F%2Fwww.facebook.com%2FRemy.Bonny%2F&e=AT", "facebook:remybonny"),
    ("https://www.google.com/url?q=https://twitter.com/RemyBonny&sa=D", "x:remybonny"),
]

NO_PROFILES = [
    # pages of the sites themselves; many libraries take these for accounts
    "https://x.com/home",
    "https://twitter.com/intent",
    "https://x.com/search?q=RemyBonny",
    "https://twitter.com/hashtag/RemyBonny",
    "https://twitter.com/share?url=https://news.example",
    "https://twitter.com/intent/tweet?text=RemyBonny",
    "https://x.com/i/lists/1",
    "https://x.com/i",
    "https://x.com/",
    "https://x.com",
    "https://x.com/settings/account",
    "https://x.com/Remy.Bonny",
    "https://x.com/SixteenLettersAA",
    "https://x.com/RemyBonny/unknown/part",
    "https://x.com/i/flow/login",
    "https://facebook.com/sharer.php?u=https://news.example",
    "https://www.facebook.com/sharer/sharer.php?u=a",
    "https://facebook.com/",
    "https://www.facebook.com/groups/remybonny",
    "https://www.facebook.com/profile.php",
    "https://www.facebook.com/events/123456",
    "https://www.facebook.com/plugins/like.php?href=https://facebook.com/RemyBonny",
    "https://www.facebook.com/hashtag/remybonny",
    "https://www.facebook.com/news.example.com",
    "https://www.facebook.com/dialog/share?href=https://news.example",
    "https://instagram.com/explore",
    "https://www.instagram.com/explore/tags/remy/",
    "https://www.instagram.com/accounts/login/",
    "https://www.instagram.com/remy..bonny",
    "https://www.instagram.com/.remy",
    "https://www.instagram.com/",
    "https://www.threads.net/intent/post?text=a",
    "https://www.threads.net/remy",
    "https://www.linkedin.com/shareArticle?url=a",
    "https://www.linkedin.com/in/",
    "https://www.linkedin.com/feed/",
    "https://www.linkedin.com/sharing/share-offsite/?url=a",
    "https://mastodon.social/about",
    "https://mastodon.social/@remy/",
    "https://mastodon.social/tags/remy",
    "https://mastodon.social/share?text=a",
    "https://medium.com/@remy",
    "https://substack.com/@remy",
    "https://blog.medium.com/@remy",
    "https://unknown.example/users/remy",
    "https://bsky.app/search?q=remy",
    "https://bsky.app/profile/handle.invalid",
    "https://bsky.app/intent/compose?text=a",
    "https://bsky.app/profile/remybonny",
    "https://www.reddit.com/r/europe",
    "https://reddit.com/submit?url=a",
    "https://t.me/share",
    "https://t.me/share/url?url=a",
    "https://t.me/+AbCdEf",
    "https://t.me/joinchat/AbCdEf",
    "https://www.youtube.com/watch?v=abcdefghijk",
    "https://www.youtube.com/results?search_query=remy",
    "https://youtu.be/abcdefghijk",
    "https://www.tiktok.com/foryou",
    "https://www.tiktok.com/tag/remy",
    "https://pinterest.com/pin/create/button/?url=a",
    "https://www.pinterest.com/pin/123456789/",
    "https://wa.me/?text=a",
    "https://chat.whatsapp.com/AbCdEf",
    "https://vk.com/share.php?url=a",
    "https://vk.com/feed",
    "https://www.tumblr.com/dashboard",
    "https://www.tumblr.com/widgets/share/tool?canonicalUrl=a",
    "https://news.ycombinator.com/item?id=1",
    "https://news.ycombinator.com/",
    # posts
    "https://x.com/RemyBonny/status/1234567890",
    "https://twitter.com/i/web/status/1234567890",
    "https://x.com/#!/RemyBonny/status/12",
    "https://www.facebook.com/RemyBonny/posts/123456",
    "https://www.instagram.com/p/AbCdEf/",
    "https://www.instagram.com/remy.bonny/p/AbCdEf/",
    "https://www.threads.net/@remy.bonny/post/AbCdEf",
    "https://bsky.app/profile/remy.bsky.social/post/3kabc",
    "https://t.me/RemyBonny/12",
    "https://www.tiktok.com/@remy.bonny/video/123",
    "https://vk.com/wall-1_2",
    "https://mastodon.social/@remy/109876543210",
    "tg://resolve?domain=RemyBonny&post=5",
    "https://remybonny.tumblr.com/post/123/title",
    # hosts that only look like a network's
    "https://twitter.com.evil.example/RemyBonny",
    "https://twitter-com.example/RemyBonny",
    "https://twitter.com@evil.example/RemyBonny",
    "https://xn--twiter-507b.com/RemyBonny",
    "https://tw\u0456tter.com/RemyBonny",
    "https://eviltwitter.com/RemyBonny",
    "https://pinterest.evil.com/remybonny",
    "https://instagram.com.br.example/remy",
    "https://x.com:8080/RemyBonny",
    "https://x.com%2eevil.example/RemyBonny",
    "https://x.com\\@evil.example/RemyBonny/a",
    "https://evil.example/x.com/RemyBonny",
    "https://evil.example?https://x.com/RemyBonny",
    "https://evil.example#@x.com/RemyBonny",
    "https://sub.x.com/RemyBonny",
    # letters that only look like others
    "https://x.com/Remy\u0412onny",
    "https://x.com/RemyBonn\u0443",
    "https://www.instagram.com/\u212aremy",
    "https://x.com/Remy\u200bBonny",
    # no address at all
    "",
    " ",
    "/RemyBonny",
    "RemyBonny",
    "@RemyBonny",
    "#",
    "https://",
    "http:///",
    "https://[::1",
    "https://x.com:99999/RemyBonny",
    "mailto:RemyBonny@twitter.com",
    "RemyBonny@twitter.com",
    "javascript:void(0)",
    "data:text/html,x.com/RemyBonny",
    "x" * 20_000,
]


@pytest.mark.parametrize(("url", "expected"), PROFILES, ids=lambda value: value[:60])
def test_account_is_recognised(url: str, expected: str) -> None:
    assert str(profile_of(url)) == expected


@pytest.mark.parametrize("url", NO_PROFILES, ids=lambda value: ascii(value[:60]))
def test_other_address_is_no_account(url: str) -> None:
    if url == "https://mastodon.social/@remy/":  # a trailing slash changes nothing
        assert str(profile_of(url)) == "mastodon:remy@mastodon.social"
    else:
        assert profile_of(url) is None


@pytest.mark.parametrize(("url", "expected"), PROFILES, ids=lambda value: value[:60])
def test_printed_address_leads_to_the_same_account(url: str, expected: str) -> None:
    profile = profile_of(url)
    assert profile is not None
    address = profile_url(profile)
    assert address is not None
    assert profile_of(address) == profile or expected.startswith("youtube:c/")


SAME = [
    ("x:RemyBonny", "x:remybonny", True),
    ("x:RemyBonny", "x:Remy_Bonny", False),
    ("facebook:johnsmith55", "facebook:John.Smith.55", True),
    ("facebook:id:10001", "facebook:id:10002", False),
    ("instagram:Remy.Bonny", "instagram:remy.bonny", True),
    ("instagram:Remy.Bonny", "instagram:RemyBonny", False),
    ("threads:remy.bonny", "instagram:remy.bonny", False),
    ("linkedin:remy-bonny", "linkedin:in/Remy-Bonny", True),
    ("linkedin:in/remy", "linkedin:company/remy", False),
    ("youtube:RemyBonny", "youtube:@remybonny", True),
    ("youtube:user/remy", "youtube:c/remy", False),
    ("hackernews:Remy", "hackernews:remy", False),
    ("mastodon:@Remy@Mastodon.Social", "mastodon:remy@mastodon.social", True),
    ("mastodon:remy@mastodon.social", "mastodon:remy@chaos.social", False),
    ("bluesky:Remy.bsky.social", "bluesky:remy.BSKY.social", True),
    ("facebook:?", "facebook:?", True),
    ("facebook:?", "facebook:RemyBonny", False),
]


@pytest.mark.parametrize(("first", "second", "expected"), SAME)
def test_accounts_compare_by_the_rules_of_the_network(first: str, second: str, expected: bool) -> None:
    assert same_profile(parse_profile(first), parse_profile(second)) is expected
    assert same_profile(parse_profile(second), parse_profile(first)) is expected


@pytest.mark.parametrize(
    "text",
    ["x:Remy.Bonny", "x:", "orkut:remy", "email:a@b.example", "twitter:RemyBonny", "mastodon:remy", "bluesky:remy", "x: a b"],
)
def test_wrong_profile_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"unknown platform .* x, facebook|is not a handle on"):
        parse_profile(text)


def test_a_network_by_another_name_is_told() -> None:
    """Most people say Twitter."""
    with pytest.raises(ValueError, match=r"did you mean x:RemyBonny\?"):
        parse_profile("twitter:RemyBonny")


@pytest.mark.parametrize("text", ["x", "", "RemyBonny", "@RemyBonny"])
def test_profile_without_its_platform_is_refused(text: str) -> None:
    """The sentence shows the form to write, and the platforms to choose from."""
    with pytest.raises(ValueError, match=r"names no platform: write platform:handle with one of x, facebook, instagram"):
        parse_profile(text)


def test_profile_keeps_the_spelling_of_the_terms() -> None:
    assert parse_profile("x:@RemyBonny") == Profile(platform="x", handle="RemyBonny")
    assert profile_url(parse_profile("instagram:Remy.Bonny")) == "https://www.instagram.com/Remy.Bonny/"
    assert profile_url(parse_profile("facebook:?")) is None
    assert profile_url(Profile(platform="orkut", handle="remy")) is None


def test_a_handle_without_its_server_is_told_how_to_write() -> None:
    """Nobody reads expressions."""
    with pytest.raises(ValueError, match="is not a handle on Mastodon: write mastodon:remy@SERVER"):
        parse_profile("mastodon:remy")
