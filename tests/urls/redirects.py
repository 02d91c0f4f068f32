"""Addresses that lead to others: the address, where it leads, and why the case exists. `tests/test_urls_canonical.py` has the common ones."""

from __future__ import annotations

from tests.urls.accounts import DID

PAGE = "https://news.example/a?x=1"
E = "https%3A%2F%2Fnews.example%2Fa%3Fx%3D1"
POST = "https://x.com/RemyBonny/status/12"
P = "https%3A%2F%2Fx.com%2FRemyBonny%2Fstatus%2F12"

WRAPPERS: list[tuple[str, str, str]] = [
    # the networks' own doors
    (f"https://l.facebook.com/l.php?u={E}&h=AT0", PAGE, "every link in a post on Facebook"),
    (f"https://lm.facebook.com/l.php?u={E}", PAGE, "the same on telephones"),
    (f"https://www.facebook.com/l.php?u={E}", PAGE, "the older form"),
    (f"https://l.messenger.com/l.php?u={E}", PAGE, "in messages"),
    (f"https://l.instagram.com/?u={E}&e=AT", PAGE, "every link on Instagram"),
    (f"https://l.threads.com/?u={E}", PAGE, "every link on Threads"),
    (f"https://l.threads.net/?u={E}", PAGE, "the older host"),
    (f"https://l.workplace.com/l.php?u={E}", PAGE, "Facebook for firms"),
    (f"https://l.wl.co/l?u={E}", PAGE, "links of WhatsApp's business accounts"),
    (f"https://www.facebook.com/login.php?next={E}", PAGE, "a reader without a login is sent there"),
    (f"https://www.facebook.com/login/?next={E}", PAGE, "the newer form"),
    (f"https://www.facebook.com/flx/warn/?u={E}", PAGE, "a warning"),
    (f"https://www.youtube.com/redirect?event=x&q={E}", PAGE, "every link under a video"),
    (
        "https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3Dabcdefghijk",
        "https://www.youtube.com/watch?v=abcdefghijk",
        "a relative one",
    ),
    (f"https://out.reddit.com/t3_abc?url={E}&token=x", PAGE, "every link on Reddit"),
    (f"https://out.reddit.com/?url={E}", PAGE, "the same without the post"),
    (f"https://click.redditmail.com/CL0?url={E}", PAGE, "in mails"),
    (f"https://www.reddit.com/media?url={E}", PAGE, "a picture's page"),
    (f"https://www.linkedin.com/redir/redirect?url={E}", PAGE, "the older form"),
    (f"https://www.linkedin.com/redir/general-malware-page?url={E}", PAGE, "a warning"),
    (f"https://www.linkedin.com/safety/go?url={E}", PAGE, "the newer form"),
    (f"https://twitter.com/safety/unsafe_link_warning?unsafe_link={E}", PAGE, "a warning"),
    (f"https://x.com/safety/unsafe_link_warning?unsafe_link={E}", PAGE, "the same on the new host"),
    (f"https://x.com/i/redirect?url={E}", PAGE, "in mails"),
    (f"https://twitter.com/i/redirect?url={E}", PAGE, "the same on the old host"),
    (f"https://t.umblr.com/redirect?z={E}&t=x", PAGE, "every link on Tumblr"),
    (f"https://vk.com/away.php?to={E}", PAGE, "every link on VK"),
    (f"https://vk.ru/away.php?to={E}", PAGE, "the same on the new host"),
    # search engines, comments, sellers of clicks
    (f"https://www.google.com/url?q={E}&sa=D", PAGE, "documents and calendars"),
    (f"https://www.google.co.uk/url?url={E}", PAGE, "search pages of a country"),
    ("https://www.google.de/amp/s/news.example/a?x=1", PAGE, "the viewer of AMP pages"),
    ("https://www.google.com/amp/news.example/a?x=1", PAGE, "the same of a page without TLS"),
    (f"https://www.googleadservices.com/pagead/aclk?sa=L&adurl={E}", PAGE, "an advertisement"),
    (f"https://steamcommunity.com/linkfilter/?url={E}", PAGE, "every link on Steam"),
    (f"https://disq.us/url?url={E}%3AAbCdEfGhIjKlMnOpQrStUvW&cuid=1", PAGE, "comments, with a check value behind the address"),
    (f"https://disq.us/url?url={E}", PAGE, "comments without one"),
    (f"https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:{PAGE}", PAGE, "a search engine's copy, with its key"),
    (f"https://webcache.googleusercontent.com/search?q=cache:{PAGE}", PAGE, "the same without a key"),
    (f"https://duckduckgo.com/l/?uddg={E}&rut=x", PAGE, "search pages"),
    (f"https://getpocket.com/redirect?url={E}", PAGE, "a reading list"),
    (f"https://go.skimresources.com/?id=1&url={E}", PAGE, "a seller of clicks"),
    (f"https://www.bing.com/news/apiclick.aspx?ref=FexRss&url={E}&c=1", PAGE, "a feed of news found by a search"),
    (f"https://redirect.viglink.com/?key=1&u={E}", PAGE, "a seller of clicks"),
    (f"https://www.awin1.com/cread.php?awinmid=1&ued={E}", PAGE, "a seller of clicks"),
    # services that hide where a reader came from
    (f"https://href.li/?{PAGE}", PAGE, "the whole query is the address"),
    (f"https://anonym.to/?{PAGE}", PAGE, "the whole query is the address"),
    (f"https://nullrefer.com/?{PAGE}", PAGE, "the whole query is the address"),
    # scanners of mails
    (f"https://eur01.safelinks.protection.outlook.com/?url={E}&data=x", PAGE, "Microsoft's mails"),
    (f"https://urldefense.com/v3/__{PAGE}__;!!abc", PAGE, "Proofpoint's mails"),
    (f"https://urldefense.com/v3/__{PAGE}__;", PAGE, "the same without what follows"),
    # archives and readers
    (f"https://web.archive.org/web/20260101000000/{PAGE}", PAGE, "an archive's copy"),
    (f"https://web.archive.org/web/*/{PAGE}", PAGE, "its list of copies"),
    (f"https://r.jina.ai/{PAGE}", PAGE, "a reader for programs"),
    (f"https://12ft.io/{PAGE}", PAGE, "a reader without a paywall"),
    (f"https://outline.com/{PAGE}", PAGE, "a reader without furniture"),
    ("https://news-example.translate.goog/a?x=1&_x_tr_sl=nl", "https://news.example/a?x=1&_x_tr_sl=nl", "a translation: dots are dashes"),
    ("https://my--news-example.translate.goog/a", "https://my-news.example/a", "a host with a dash of its own"),
    # AMP caches
    ("https://news-example.cdn.ampproject.org/c/s/news.example/a?x=1", PAGE, "a cache's copy"),
    ("https://cdn.ampproject.org/v/s/news.example/a?x=1", PAGE, "the older form"),
]

FRAMES: list[tuple[str, str, str]] = [
    (f"https://www.facebook.com/plugins/post.php?href={E}&show_text=true", PAGE, "a post"),
    (f"https://www.facebook.com/plugins/video.php?href={E}", PAGE, "a video"),
    (f"https://www.facebook.com/plugins/page.php?href={E}", PAGE, "a page"),
    (f"https://www.facebook.com/plugins/like.php?href={E}", PAGE, "a button to like"),
    (f"https://www.facebook.com/plugins/share_button.php?href={E}", PAGE, "a button to share"),
    (f"https://www.facebook.com/v19.0/plugins/post.php?href={E}", PAGE, "with the interface's version"),
    (f"https://twitframe.com/show?url={P}", POST, "a service that shows posts of X"),
    (f"https://cdn.embedly.com/widgets/media.html?url={P}&key=k", POST, "Embedly"),
    (f"https://cdn.embedly.com/widgets/media.html?src={P}", POST, "Embedly's other parameter"),
    (f"https://cdn.iframe.ly/api/iframe?url={P}", POST, "Iframely"),
    (f"https://iframely.net/api/iframe?url={P}", POST, "its other host"),
    (f"https://if-cdn.com/api/iframe?url={P}", POST, "its third host"),
    ("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=12", "https://x.com/i/status/12", "X's frame"),
    ("https://platform.x.com/embed/Tweet.html?id=12", "https://x.com/i/status/12", "the same on the new host"),
    ("https://platform.twitter.com/embed/index.html?id=12", "https://x.com/i/status/12", "its older name"),
    ("https://www.instagram.com/p/AbC/embed/captioned/?v=14", "https://www.instagram.com/p/AbC/", "a picture with its words"),
    ("https://www.instagram.com/reel/AbC/embed", "https://www.instagram.com/reel/AbC/", "a video"),
    ("https://www.instagram.com/tv/AbC/embed/", "https://www.instagram.com/tv/AbC/", "a long video"),
    ("https://www.threads.net/@remy.bonny/post/AbC/embed", "https://www.threads.com/@remy.bonny/post/AbC", "Threads"),
    ("https://www.threads.com/@remy.bonny/post/AbC/embed/", "https://www.threads.com/@remy.bonny/post/AbC", "the same on the new host"),
    ("https://www.linkedin.com/embed/feed/update/urn:li:share:12", "https://www.linkedin.com/feed/update/urn:li:share:12/", "a share"),
    (
        "https://www.linkedin.com/embed/feed/update/urn:li:activity:12?compact=1",
        "https://www.linkedin.com/feed/update/urn:li:activity:12/",
        "an activity",
    ),
    (f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3kabc?id=1", f"https://bsky.app/profile/{DID}/post/3kabc", "Bluesky"),
    ("https://embed.reddit.com/r/europe/comments/abc12/a_title/", "https://www.reddit.com/r/europe/comments/abc12/a_title", "Reddit"),
    ("https://www.redditmedia.com/r/europe/comments/abc12/", "https://www.reddit.com/r/europe/comments/abc12", "its older host"),
    ("https://www.youtube.com/embed/abcdefghij_?start=3", "https://www.youtube.com/watch?v=abcdefghij_", "YouTube"),
    ("https://www.youtube-nocookie.com/embed/abcdefghij_", "https://www.youtube.com/watch?v=abcdefghij_", "the host without cookies"),
    ("https://assets.pinterest.com/ext/embed.html?id=12", "https://www.pinterest.com/pin/12/", "Pinterest"),
    ("https://vk.com/widget_post.php?app=0&owner_id=-12&post_id=34", "https://vk.com/wall-12_34", "a post on VK"),
    ("https://vk.com/video_ext.php?oid=-12&id=34&hash=x", "https://vk.com/video-12_34", "a video on VK"),
    ("https://vkvideo.ru/video_ext.php?oid=-12&id=34", "https://vk.com/video-12_34", "its new host"),
]

# Only a request tells where these lead.
SHORT = """
t.co lnkd.in bit.ly tinyurl.com ow.ly buff.ly dlvr.it fb.me pin.it vm.tiktok.com vt.tiktok.com on.soundcloud.com wp.me is.gd cutt.ly rb.gy shorturl.at
vk.cc goo.gl trib.al ift.tt t.ly amzn.to flip.it reut.rs nyti.ms bbc.in linkedin.com/slink tiktok.com/t facebook.com/share
instagram.com/share list-manage.com mandrillapp.com ct.sendgrid.net substack.com/redirect mail.beehiiv.com convertkit-mail.com convertkit-mail2.com
hubspotlinks.com rs6.net mlsend.com sendibm1.com cmail19.com cmail20.com createsend1.com exct.net quayside.us1.list-manage.com u12.ct.sendgrid.net
""".split()
# These say it themselves: the video, the post.
NOT_SHORT = "https://youtu.be/abcdefghij_ https://redd.it/abc12 https://t.me/RemyBonny https://wa.me/32470123456 https://www.tiktok.com/@remy/video/12".split()
